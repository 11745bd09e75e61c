// What mlops.yaml says of a version after its registration: stages, deployment, and what its card tells. Pure.
import { z } from '../zod.ts';
import { StageName } from './name-schema.ts';

export const Command = z.string().regex(/\S/, 'a command that is not blank');

/** How one is sure that what was deployed answers as it should. */
export const HealthCheck = z.strictObject({
  url: z
    .string()
    .min(1)
    .max(2000)
    .describe(
      'Address that answers with a status below 400 once the model is live; may hold $MODEL_STAGE and the like',
    ),
  requests: z
    .string()
    .min(1)
    .exactOptional()
    .describe('File of golden requests, one JSON object a line: request, response, and optional path, method, status'),
  tolerance: z
    .number()
    .nonnegative()
    .default(1e-6)
    .describe('By how much numbers of a response may differ from the golden ones, absolute or relative'),
  timeout: z.number().positive().max(3600).default(60).describe('Seconds until it has to answer'),
});

export const ContainerHook = z.strictObject({
  image: z.string().min(1).max(300).describe('Name of the image without a tag, such as ghcr.io/org/duration'),
  file: z
    .string()
    .min(1)
    .default('Dockerfile')
    .describe('The recipe; the model is its build context `model`: COPY --from=model . /model'),
  context: z.string().min(1).default('.').describe('Folder that is sent to the builder'),
});

export const KServeHook = z.strictObject({
  manifest: z.string().min(1).describe('Path of the InferenceService that is committed'),
  branch: z.string().min(1).max(200).exactOptional().describe('Branch that the cluster follows; the default branch'),
  format: z.string().min(1).max(100).describe('Model format, such as sklearn, xgboost, onnx or mlflow'),
  'storage-uri': z
    .string()
    .min(1)
    .max(1000)
    .exactOptional()
    .describe("Where the model lies, with $MODEL_VERSION and the like; by default the version's release"),
});

/** What brings a version to where it serves. One of command, container and kserve; a command may follow a container. */
export const Deploy = z.strictObject({
  command: Command.exactOptional().describe('Run by bash with MODEL_NAME, MODEL_VERSION, MODEL_STAGE, MODEL_DIR …'),
  container: ContainerHook.exactOptional().describe('Build an image, push it and deploy by its digest'),
  kserve: KServeHook.exactOptional().describe('Commit an InferenceService for a cluster that follows the repository'),
  health: HealthCheck.exactOptional().describe('What has to answer afterwards; nothing is asked by default'),
  rollback: z
    .enum(['auto', 'never'])
    .default('auto')
    .describe('Whether the version before comes back when the deployment or its health check fails'),
  timeout: z.number().positive().max(21_600).default(1800).describe('Seconds that the hook may take'),
});

export const StagePolicy = z.strictObject({
  approval: z
    .enum(['none', 'pull-request'])
    .default('none')
    .describe('pull-request: a version is proposed by a change of deploy/STAGE.yaml, and merging it assigns the stage'),
  deploy: Deploy.exactOptional().describe('In place of the deploy of all stages'),
});

/** What a program cannot know of a model, for its card. */
export const Card = z.strictObject({
  'intended-use': z.string().min(1).max(5000).exactOptional().describe('What the model is for, in Markdown'),
  'out-of-scope': z.string().min(1).max(5000).exactOptional().describe('What it is not for'),
  limits: z.string().min(1).max(5000).exactOptional().describe('Known limits, risks and biases'),
  data: z.string().min(1).max(5000).exactOptional().describe('Where the training data come from'),
  owner: z.string().min(1).max(500).exactOptional().describe('Who answers for the model'),
  license: z.string().min(1).max(200).exactOptional().describe('Licence of the model'),
});

export const Stages = z
  .union([z.array(StageName).min(1), z.record(StageName, StagePolicy)])
  .describe('The stages that a version can be in, in order: names, or a policy for each; any name by default');

export type HealthCheck = Readonly<z.infer<typeof HealthCheck>>;
export type Deploy = Readonly<z.infer<typeof Deploy>>;
export type Card = Readonly<z.infer<typeof Card>>;
