// What a person says of a run after its end: a tag, a note, that it does not count any more, that a gate is to be passed
// over. Its bounds, and the events that it becomes. Pure.
import { MlopsError } from '../error.ts';
import { RunEvent } from './event.ts';
import { runIdFrom, timeOfRunId } from './id.ts';
import { redactRecord, type Redactor } from './redact.ts';

export type Annotation =
  /** Without a value it takes the tag away. */
  | { readonly type: 'tag'; readonly name: string; readonly value?: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'acceptance'; readonly gate: string; readonly reason: string; readonly url?: string }
  | { readonly type: 'deletion' | 'restoration'; readonly reason?: string };

/** What became of a deployment; said by the program that deploys. */
export type DeploymentNews = Pick<
  Extract<RunEvent, { readonly type: 'deployment' }>,
  'type' | 'environment' | 'state' | 'version' | 'image' | 'url' | 'reason'
>;

/** Bounds in characters. Those of tags are MLflow's, so that every run can be handed to it. */
const MOST = { tagName: 250, tagValue: 8000, note: 20_000, reason: 1000, tags: 100 } as const;

const DAY_MS = 86_400_000;

export interface TagChanges {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

/**
 * Refuses what is no tag before anything is looked at.
 * @throws MlopsError `usage`
 */
export function checkTagChanges({ set, remove }: TagChanges): void {
  const names = [...Object.keys(set), ...remove];
  if (names.length === 0) {
    throw new MlopsError('usage', 'there is no tag to set or to remove', 'Give name=value, or --remove name.');
  }
  if (names.length > MOST.tags) {
    throw new MlopsError('usage', `${names.length} tags are given at once`, `Give at most ${MOST.tags}.`);
  }
  for (const name of names) {
    const shown = JSON.stringify(name.slice(0, 60));
    if (name === '' || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) {
      throw new MlopsError('usage', `${shown} cannot be the name of a tag`, 'Use a name on one line.');
    }
    checkLength(`the name of the tag ${shown}`, name, MOST.tagName);
    if (remove.includes(name) && Object.hasOwn(set, name)) {
      throw new MlopsError('usage', `the tag ${shown} is both set and removed`, 'Do one of the two.');
    }
  }
  for (const [name, value] of Object.entries(set)) checkLength(`the value of the tag "${name}"`, value, MOST.tagValue);
}

/**
 * The text of a note without white space around it.
 * @throws MlopsError `usage`
 */
export function parseNote(text: string): string {
  const note = text.trim();
  if (note === '') throw new MlopsError('usage', 'the note is empty', 'Give a text, or - to read it from stdin.');
  checkLength('the note', note, MOST.note);
  return note;
}

/**
 * A reason without white space around it; undefined when nothing is left.
 * @throws MlopsError `usage`
 */
export function parseReason(text: string | undefined): string | undefined {
  const reason = text?.trim() ?? '';
  checkLength('the reason', reason, MOST.reason);
  return reason === '' ? undefined : reason;
}

function checkLength(what: string, text: string, most: number): void {
  const { length } = Array.from(text);
  if (length <= most) return;
  throw new MlopsError(
    'usage',
    `${what} has ${length} characters`,
    `At most ${most} are kept; put more into a file beside the code and say where it is.`,
  );
}

/** The changes as tags, without those that change nothing. */
export function decideTags(
  tags: Readonly<Record<string, string>>,
  { set, remove }: TagChanges,
): readonly Extract<Annotation, { type: 'tag' }>[] {
  const now = new Map(Object.entries(tags));
  return [
    ...Object.entries(set)
      .filter(([name, value]) => now.get(name) !== value)
      .map(([name, value]) => ({ type: 'tag', name, value }) as const),
    ...remove.filter((name) => now.has(name)).map((name) => ({ type: 'tag', name }) as const),
  ];
}

/** Without secrets; the value of a tag that is named like one goes altogether. */
export function redactTags({ set, remove }: TagChanges, redact: Redactor): TagChanges {
  return { set: redactRecord(set, redact), remove: remove.map(redact) };
}

/**
 * The event that an annotation becomes.
 * @param facts.time of the writer's clock
 * @param facts.random 16 random bytes
 * @param facts.earlier ids of events so far, of the run or of what else it is about: the new one sorts after them,
 *   although clocks may be behind, because one commit may come to hold several of them
 */
export function eventFrom(
  annotation: Annotation | DeploymentNews,
  facts: {
    readonly run: string;
    readonly time: Date;
    readonly random: Uint8Array;
    readonly earlier: readonly string[];
    readonly actor: string | undefined;
  },
): RunEvent {
  const { run, time, actor } = facts;
  const now = time.getTime();
  const last = Math.max(0, ...facts.earlier.map((id) => timeOfRunId(id).getTime()));
  // A clock that was days ahead is not followed.
  const milliseconds = last >= now && last - now < DAY_MS ? last + 1 : now;
  return RunEvent.parse({
    schema: 1,
    id: runIdFrom(milliseconds, facts.random),
    run,
    time: time.toISOString(),
    ...(actor === undefined ? {} : { actor }),
    ...annotation,
  });
}
