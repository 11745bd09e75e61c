// A late event: what became known of a run after its record was written. Events are files beside the record and never
// edit it; what holds now is the fold of record and events, in the order of their commits.
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';
import { RunId } from './id.ts';
import { RunStatus } from './record.ts';

const Text = z.string().min(1);
const ObjectId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const common = {
  schema: z.literal(1),
  /** UUIDv7 of the event itself. */
  id: RunId,
  /** The run that it is about. */
  run: RunId,
  time: z.iso.datetime({ precision: 3 }),
  actor: Text.exactOptional(),
};

/** An event of schema 1. Members that a reader does not know are kept. */
export const RunEvent = z.discriminatedUnion('type', [
  z.looseObject({ ...common, type: z.literal('status'), status: RunStatus, reason: Text.exactOptional() }),
  /** An absent value takes the tag away. */
  z.looseObject({ ...common, type: z.literal('tag'), name: Text, value: z.string().exactOptional() }),
  z.looseObject({ ...common, type: z.literal('note'), text: Text }),
  z.looseObject({ ...common, type: z.literal('deletion'), reason: Text.exactOptional() }),
  z.looseObject({ ...common, type: z.literal('restoration'), reason: Text.exactOptional() }),
  /** A person takes responsibility for a gate that did not pass: for this commit of this pull request, and no other. */
  z.looseObject({ ...common, type: z.literal('acceptance'), gate: Text, reason: Text, url: Text.exactOptional() }),
  /** `object` is the id of the tag as it was written, so that one who moves it is found out. */
  z.looseObject({
    ...common,
    type: z.literal('registration'),
    model: Text,
    version: Text,
    tag: Text,
    object: ObjectId.exactOptional(),
  }),
  /** The version was assigned to a stage. `replaced` is the version that held it until then. */
  z.looseObject({
    ...common,
    type: z.literal('assignment'),
    model: Text,
    version: Text,
    stage: Text,
    tag: Text,
    object: ObjectId.exactOptional(),
    replaced: Text.exactOptional(),
    reason: Text.exactOptional(),
  }),
  /** What became of a deployment; `environment` is `model/stage`, `state` is one of GitHub's deployment states. */
  z.looseObject({
    ...common,
    type: z.literal('deployment'),
    environment: Text,
    state: Text,
    version: Text.exactOptional(),
    /** The image that serves, by digest. */
    image: Text.exactOptional(),
    url: Text.exactOptional(),
    reason: Text.exactOptional(),
  }),
  /** It was tried whether the stage could go back to this version. `duration` in seconds. */
  z.looseObject({
    ...common,
    type: z.literal('drill'),
    model: Text,
    version: Text,
    stage: Text,
    outcome: z.enum(['passed', 'failed']),
    duration: z.number().nonnegative(),
    reason: Text.exactOptional(),
  }),
]);

export type RunEvent = Readonly<z.infer<typeof RunEvent>>;

/**
 * Parses a stored event. Unknown members are kept.
 * @returns undefined for an event of a newer schema or of a type that this version does not know: it is passed over
 * @throws MlopsError `record-invalid` for text that is no event
 */
export function parseEvent(text: string, origin: string): RunEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(origin, `not JSON: ${(cause as Error).message}`, cause);
  }
  const { schema, type } = (value ?? {}) as { readonly schema?: unknown; readonly type?: unknown };
  const parsed = RunEvent.safeParse(value);
  if (parsed.success) return parsed.data;
  const isKnown = RunEvent.options.some((option) => option.shape.type.value === type);
  if ((typeof schema === 'number' && schema > 1) || (schema === 1 && typeof type === 'string' && !isKnown)) {
    return undefined;
  }
  const issue = parsed.error.issues[0];
  throw invalid(origin, `no run event: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}

function invalid(origin: string, what: string, cause?: unknown): MlopsError {
  return new MlopsError(
    'record-invalid',
    `${origin} is ${what}`,
    'The tracking branch was edited by hand or by another program; restore the file from its history.',
    cause === undefined ? {} : { cause },
  );
}
