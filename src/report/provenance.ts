// Whose numbers these are, where they are not this repository's own. Pure.
import { code } from './markdown.ts';
import type { ReportView } from './report-view.ts';

/** One paragraph about a run of a fork; undefined for a run of the repository. */
export function renderProvenance({ input: { run } }: ReportView): string | undefined {
  const { fork } = run.source;
  if (fork === undefined) return undefined;
  return (
    `**Not verified**: the code of the fork ${code(fork, 100)} has measured and reported these numbers itself. ` +
    'Its run is no baseline and no version, and its model files are not kept.'
  );
}
