// Names of models and stages in the configuration. Pure.
import { z } from '../zod.ts';
import { isName, NAME_SOURCE } from '../registry/tag.ts';

const NAME_RULE = 'a name of letters, digits, "-", "_" and "/" that starts and ends with a letter or digit';

const Name = z
  .string()
  .max(200)
  .regex(new RegExp(`^${NAME_SOURCE}$`), NAME_RULE)
  .refine(isName, 'a name that git and every file system take: no "//", no part such as "aux"');

/** GTO's grammar of artifact names, less the names that cannot be a tag everywhere. */
export const ModelName = Name.describe(
  "Registry name of the model, in GTO's grammar; the repository's name, with the folder's in a monorepo, by default",
);

export const StageName = Name.describe("Name of a stage, in GTO's grammar");
