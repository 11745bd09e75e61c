// What was decided before a deploy command ran, for the step that judges it: the same process cannot do both, because the
// one holds a token and the other must not. Pure.
import { z } from '../zod.ts';
import { RunId } from '../run/id.ts';
import { PreparedDeployment } from './prepared.ts';

const Text = z.string().min(1).max(4000);

export const DeployPlan = z.strictObject({
  schema: z.literal(1),
  of: z.strictObject({ model: Text, version: Text, stage: Text, run: RunId }),
  /** Absent where the version is live and well already. */
  prepared: PreparedDeployment.exactOptional(),
  live: z.strictObject({ since: Text, url: Text.exactOptional() }).exactOptional(),
  /** Absolute path in which the deploy command runs. */
  working_directory: Text,
  tracking_branch: Text,
  /** Address of `origin`, before the deploy command could change it. */
  remote_url: Text,
  /** The checkout, before the deploy command could change where it is found, and the settings of git beside it. */
  checkout: z.strictObject({ root: Text, git_settings: Text }),
  /** Web address of the repository. */
  repository_url: Text.exactOptional(),
  default_branch: Text.exactOptional(),
  /** Web address of the workflow run. */
  run_url: Text.exactOptional(),
  /** Where the version comes back: why the one after it failed. */
  failure: Text.exactOptional(),
});
export type DeployPlan = Readonly<z.infer<typeof DeployPlan>>;
