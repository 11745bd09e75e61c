// Stories of records → inputs of a report.
import { baselineChoice, compareRuns } from '../../src/comparison/compare.ts';
import { placePictures } from '../../src/pipeline/reporting/comment-pictures.ts';
import { drawPictures } from '../../src/report/pictures.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import type { ReportStory } from '../support/a-run.ts';

/** A report of the story on GitHub, with every link it could have. */
export function aReport(story: ReportStory, over: Partial<ReportInput> = {}): ReportInput {
  const { candidate, history, gates } = story;
  const base = history.at(-1);
  const comparison = compareRuns({
    candidate,
    history,
    gates,
    ...(base === undefined
      ? { noBaseline: 'no run of duration on main yet' }
      : { baseline: { record: base, choice: baselineChoice(base, 'the run of the merge base') } }),
  });
  return {
    run: candidate,
    comparison,
    baseRecord: base,
    model: 'duration',
    key: 'duration',
    pullRequestNumber: 128,
    repositoryUrl: 'https://github.com/acme/trips',
    trackingCommit: '3f1e77b'.padEnd(40, '0'),
    recordPath: `runs/2026/11/23/${candidate.id}.json`,
    runUrl: 'https://github.com/acme/trips/actions/runs/19283746551',
    updated: '2026-11-23T07:40:12.340Z',
    ...over,
  };
}

/** The same with its plots as pictures on the tracking branch. */
export function withPictures(input: ReportInput): ReportInput {
  const { run, trackingCommit: commit } = input;
  return { ...input, pictures: placePictures(run.id, drawPictures(input), { commit }) };
}
