// What the report of a matrix is made of. Everything foreign in it is escaped on its way into Markdown.
import type { MissingLegs } from '../comparison/legs.ts';
import { canonicalLine } from '../run/canonical.ts';
import { matrixWords } from '../run/leg.ts';
import type { RunRecord } from '../run/record.ts';
import type { ReportInput } from './report-input.ts';

export interface LegsInput {
  /** One report for each leg, in the order in which they are shown; never empty. */
  readonly legs: readonly [ReportInput, ...ReportInput[]];
  readonly missing: readonly MissingLegs[];
  /** How many runs of earlier attempts are recorded and not shown. */
  readonly superseded: number;
  /** Id of the best leg, where one is. */
  readonly best?: string | undefined;
  /** Registry name of the model that the report is about. */
  readonly model: string;
  readonly key: string;
  readonly pullRequestNumber?: number | undefined;
  /** Web address of the repository, and of the workflow run. */
  readonly repositoryUrl?: string | undefined;
  readonly runUrl?: string | undefined;
  readonly previousBody?: string | undefined;
  readonly failOn?: 'fail' | 'inconclusive' | 'never' | undefined;
  /** ISO 8601 in UTC. */
  readonly updated: string;
}

/** What each leg is called, by its run's id: only by what tells it from the others. Plain text with foreign names. */
export function legNames(runs: readonly RunRecord[]): ReadonlyMap<string, string> {
  const varies = (valueOf: (run: RunRecord) => unknown): boolean =>
    new Set(runs.map((run) => canonicalLine([valueOf(run) ?? null]))).size > 1;
  const keys = [...new Set(runs.flatMap(({ trigger }) => Object.keys(trigger.matrix ?? {})))].toSorted();
  const varying = keys.filter((key) => varies(({ trigger }) => trigger.matrix?.[key]));
  const hasJobs = varies(({ trigger }) => trigger.job);
  const hasModels = varies(({ model }) => model.name);
  const names = runs.map((run) => {
    const parts = [
      ...(hasModels ? [run.model.name] : []),
      ...(hasJobs ? [run.trigger.job ?? 'job'] : []),
      matrixWords(run.trigger.matrix, varying.length > 0 ? varying : keys),
    ].filter((part) => part !== '');
    return parts.length === 0 ? (run.trigger.job ?? run.model.name) : parts.join(' · ');
  });
  return new Map(
    runs.map((run, index) => {
      const name = names[index] ?? '';
      // A leg that trains more than once has runs of the same name.
      const isShared = names.filter((other) => other === name).length > 1;
      return [run.id, isShared ? `${name} · ${run.id.slice(0, 12)}` : name];
    }),
  );
}
