// mlops runs tag, mlops runs note: what is said of a run after its end. It stands on the local tracking branch, as a run
// that was trained here does, until `mlops sync` brings it to origin.
import { MlopsError } from '../../error.ts';
import { noteRun, tagRun } from '../../pipeline/history/annotate-run.ts';
import { parseAssignments } from '../assignments.ts';
import { openEventWriter } from '../event-writer.ts';
import type { HistoryOptions } from '../local-history.ts';
import { print, printJson } from '../print.ts';
import { printableLine } from '../printable.ts';
import { findReferencedRun, warnIfDeleted } from '../reference.ts';

const SHORT_ID = 12;
const MOST_INPUT_BYTES = 1 << 20;

export interface TagOptions extends HistoryOptions {
  /** `name=value` */
  readonly set: readonly string[];
  readonly remove: readonly string[];
}

export async function tag(reference: string, options: TagOptions): Promise<number> {
  const set = parseAssignments(options.set, { flag: '', example: 'owner=ada', noun: 'tag' });
  const { workspace, writer } = await openEventWriter(options);
  const line = await findReferencedRun(reference, writer.history, workspace.git);
  warnIfDeleted(line, writer.log);
  const { commit, ...tagged } = await tagRun(line, { set, remove: options.remove }, writer);
  if (options.json) {
    printJson({ run: line.id, ...tagged, tracking_commit: commit });
    return 0;
  }
  const words = [
    ...tagged.set.map((name) => `${name}=${tagged.tags[name] ?? ''}`),
    ...tagged.removed.map((name) => `${name} removed`),
    ...tagged.unchanged.map((name) => `${name} as it was`),
  ];
  print(`run ${line.id.slice(0, SHORT_ID)}: ${printableLine(words.join(', '))}`);
  return 0;
}

/** @param text `-` stands for what is read from stdin */
export async function note(reference: string, text: string, options: HistoryOptions): Promise<number> {
  const { workspace, writer } = await openEventWriter(options);
  const line = await findReferencedRun(reference, writer.history, workspace.git);
  warnIfDeleted(line, writer.log);
  const { event, commit } = await noteRun(line, text === '-' ? await readInput() : text, writer);
  if (options.json) printJson({ run: line.id, event, tracking_commit: commit });
  else print(`run ${line.id.slice(0, SHORT_ID)}: noted`);
  return 0;
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_INPUT_BYTES) {
      throw new MlopsError('usage', 'stdin holds more than 1 MiB', 'Give a text that a person would read.');
    }
  }
  return Buffer.concat(chunks).toString();
}
