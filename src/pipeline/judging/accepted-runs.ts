// Which runs a person means who accepts a gate of a pull request: those of its head that they can have seen. Pure.
import { acceptableGates } from '../../comparison/acceptance.ts';
import type { Comparison } from '../../comparison/comparison.ts';
import { latestAttempts } from '../../comparison/legs.ts';
import { byName } from '../../comparison/names.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import type { CommandProblem } from '../../forge/slash-command.ts';
import type { RunRecord } from '../../run/record.ts';

export interface AcceptedRun {
  readonly record: RunRecord;
  readonly comparison: Comparison;
}

interface Accepting {
  readonly gate: string;
  readonly model: string | undefined;
}

/**
 * The newest run of the model, or the legs of its newest matrix, in which the gate is open.
 * @param records all runs of the head
 * @param written when the person wrote: what ended later they had not seen
 */
export function chooseAcceptedRuns(
  { gate, model }: Accepting,
  records: readonly RunRecord[],
  head: string,
  written: Date,
): readonly AcceptedRun[] | CommandProblem {
  const short = head.slice(0, 7);
  if (records.length === 0) {
    return { problem: `no run of ${short}, the head of this pull request, is recorded`, help: WAIT };
  }
  const seen = records.filter(({ ended }) => new Date(ended) <= written);
  if (seen.length === 0) return { problem: `the run of ${short} ended after the comment was written`, help: WAIT };
  const models = new Set(seen.map((record) => record.model.name).toSorted(byName));
  if (model !== undefined && !models.has(model)) {
    return { problem: `no model ${quoted(model)} was trained at ${short}`, help: `Known: ${listOf([...models])}.` };
  }
  const newest = [...models]
    .filter((name) => model === undefined || name === model)
    .map((name) => newestOf(seen.filter((record) => record.model.name === name)));
  const found = newest.map((runs) => runs.filter(({ comparison }) => isOpen(comparison, gate)));
  const [runs = [], ...others] = found.filter((each) => each.length > 0);
  if (others.length > 0) {
    const names = [runs, ...others].map(([first]) => quoted(first?.record.model.name ?? ''));
    return {
      problem: `the gate ${quoted(gate)} is open in ${names.length} models: ${names.join(', ')}`,
      help: 'Say which: `/mlops accept --model NAME GATE REASON`.',
    };
  }
  return runs.length > 0 ? runs : noneOpen(gate, newest.flat());
}

const WAIT = 'Wait for the training, look at its result, and comment again.';
const NAMES = 10;

function newestOf(records: readonly RunRecord[]): readonly AcceptedRun[] {
  const newest = records.reduce((a, b) => (a.id > b.id ? a : b));
  const together = records.filter(
    ({ id, trigger }) => id === newest.id || (trigger.run !== undefined && trigger.run === newest.trigger.run),
  );
  return latestAttempts(together).flatMap((record) => {
    const comparison = comparisonOf(record);
    return comparison === undefined || record.status !== 'finished' ? [] : [{ record, comparison }];
  });
}

function isOpen(comparison: Comparison, gate: string): boolean {
  return acceptableGates(comparison).some(({ name }) => name === gate);
}

function noneOpen(gate: string, runs: readonly AcceptedRun[]): CommandProblem {
  const rows = runs.flatMap(({ comparison }) => comparison.rows);
  const own = rows.find((row) => row.name === gate && row.gate !== undefined);
  const open = [...new Set(runs.flatMap(({ comparison }) => acceptableGates(comparison).map(({ name }) => name)))];
  if (runs.length === 0) {
    return { problem: 'the training did not finish, so that no gate can be accepted', help: 'See what the log says.' };
  }
  const what =
    own === undefined
      ? `there is no gate ${quoted(gate)}`
      : `the gate ${quoted(gate)} says ${own.gate?.status ?? 'nothing'}: there is nothing to accept`;
  const rest = open.length === 0 ? 'no gate failed, warns or is inconclusive' : `open are ${listOf(open)}`;
  return { problem: `${what}; ${rest}`, help: 'The table of the report names the gates.' };
}

function listOf(names: readonly string[]): string {
  const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : '';
  return `${names.slice(0, NAMES).map(quoted).join(', ')}${more}`;
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 80).toWellFormed());
}
