// Tags and notes on a run that is recorded already.
import { checkTagChanges, decideTags, parseNote, redactTags, type TagChanges } from '../../run/annotation.ts';
import type { RunEvent } from '../../run/event.ts';
import { foldEvents } from '../../run/state.ts';
import type { RunLine } from '../../tracking/history.ts';
import { writeEvents, type EventWriter } from './write-events.ts';

export interface Tagged {
  /** All tags that the run has now. */
  readonly tags: Readonly<Record<string, string>>;
  readonly set: readonly string[];
  readonly removed: readonly string[];
  /** Names whose tags were already as they should be. */
  readonly unchanged: readonly string[];
  readonly commit: string | undefined;
}

/**
 * Sets and removes tags, in one commit; writes nothing where nothing would change.
 * @throws MlopsError `usage` for what cannot be a tag, and those of the tracking branch
 */
export async function tagRun(line: RunLine, changes: TagChanges, writer: EventWriter): Promise<Tagged> {
  checkTagChanges(changes);
  const wanted = redactTags(changes, writer.redact);
  for (const [name, value] of Object.entries(wanted.set)) {
    if (changes.set[name] !== value) writer.log.warn(`the tag "${name}" looks like a secret and is redacted`);
  }
  const [run] = await writer.history.readStates([line]);
  const annotations = decideTags(run?.state.tags ?? {}, wanted);
  const { events, commit } = await writeEvents(
    annotations.map((annotation) => ({ line, annotation })),
    writer,
  );
  const changed = new Set(annotations.map(({ name }) => name));
  return {
    tags: run === undefined ? {} : foldEvents(run.record, [...run.events, ...events]).tags,
    set: annotations.flatMap(({ name, value }) => (value === undefined ? [] : [name])),
    removed: annotations.flatMap(({ name, value }) => (value === undefined ? [name] : [])),
    unchanged: [...Object.keys(wanted.set), ...wanted.remove].filter((name) => !changed.has(name)),
    commit,
  };
}

/**
 * Adds a note to a run.
 * @throws MlopsError `usage` for an empty or overlong text, and those of the tracking branch
 */
export async function noteRun(
  line: RunLine,
  text: string,
  writer: EventWriter,
): Promise<{ readonly event: RunEvent | undefined; readonly commit: string | undefined }> {
  const note = parseNote(text);
  const redacted = writer.redact(note);
  if (redacted !== note) writer.log.warn('what looks like a secret in the note is redacted');
  const { events, commit } = await writeEvents([{ line, annotation: { type: 'note', text: redacted } }], writer);
  return { event: events[0], commit };
}
