// A deployment as a value: everything that bringing a version live takes, so that the program that prepares it, the hook
// and the program that judges it may be three processes with a file between them. Pure.
import { z } from '../zod.ts';
import { Deploy } from '../config/deployment-schema.ts';
import { RunId } from '../run/id.ts';
import { GoldenRequest } from './golden-requests.ts';
import { HOOK_VARIABLES } from './variables.ts';

/** Longer texts are no deployment. */
export const MAX_PREPARED = 8_000_000;

const Name = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}]+$/u);
const Value = z
  .string()
  .max(10_000)
  .regex(/^[^\0]*$/);

export const PreparedDeployment = z.strictObject({
  schema: z.literal(1),
  model: Name,
  version: Name,
  stage: Name,
  /** Tag of the assignment; absent when a version before comes back. */
  tag: Name.exactOptional(),
  run: RunId,
  actor: Name.exactOptional(),
  reason: z.string().min(1).max(5000).exactOptional(),
  deploy: Deploy,
  /** Absolute path of the deployment's own folder: script, output, image. */
  folder: Name,
  /** Run by bash; absent where nothing has to run. */
  script: z.string().max(200_000).exactOptional(),
  variables: z.partialRecord(z.enum(HOOK_VARIABLES), Value),
  /** For the generated part of the script. */
  settings: z.record(z.string().regex(/^MLOPS_[A-Z_]+$/), Value),
  requests: z.array(GoldenRequest).max(1000),
  /** Where a manifest says that the model lies. */
  storage_uri: z.string().min(1).max(12_000).exactOptional(),
  /** What was live before, and comes back when this one fails. */
  previous: z.strictObject({ version: Name, run: RunId, image: Name.exactOptional() }).exactOptional(),
  /** The version that failed, for which this one comes back. */
  restores: Name.exactOptional(),
  /** Id of the last event of this environment: the next one sorts after it. */
  after: RunId.exactOptional(),
  /** Id of the deployment on the forge. */
  deployment: z.string().min(1).max(2000).exactOptional(),
});
export type PreparedDeployment = Readonly<z.infer<typeof PreparedDeployment>>;

/** How the hook of a deployment ended. */
export interface HookOutcome {
  /** Why it failed, in words; undefined when it did what it should. */
  readonly failure?: string | undefined;
  /** The image that it pushed, by digest. */
  readonly image?: string | undefined;
}
