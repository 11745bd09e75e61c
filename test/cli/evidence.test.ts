// What two trainings leave to judge their difference by, through the real command line.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/comparison.ts';
import type { RunRecord } from '../../src/run/record.ts';
import {
  commitFiles,
  createEmptyRepository,
  git,
  temporaryFolder,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';

let folder: TemporaryFolder;
let project: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
});
afterEach(() => folder[Symbol.dispose]());

/** Commits a training that shifts its predictions, and runs it. */
async function train(shift: number): Promise<Comparison['evidence']> {
  const rows = `NR == 1 { print "id,y_true,y_pred,zone" } { print $1 "," $1 / 7 "," $1 / 7 + ${shift} ",z" $1 % 3 }`;
  commitFiles(project, {
    'mlops.yaml':
      'command: sh train.sh\npredictions: {slices: zone}\ngates:\n  rmse: {better: lower, max-regression: 1%}\n',
    '.gitignore': 'predictions.csv\n',
    'train.sh': `seq 1 500 | awk '${rows}' > predictions.csv\necho rmse=${shift} >> $MLOPS_METRICS\n`,
  });
  const { run } = (await mlops(project, ['train', '--json'])).json<{ run: string }>();
  const record = (await mlops(project, ['runs', 'show', run, '--json'])).json<RunRecord>();
  return (record.comparison as Comparison | undefined)?.evidence;
}

test('a run is compared row by row with what its baseline kept on the tracking branch', async () => {
  expect(await train(0.5)).toBeUndefined();
  const names = git(project, ['ls-tree', '-r', '--name-only', 'mlops-tracking']);
  expect(names).toMatch(/\.predictions\.bin\.gz$/m);
  expect(await train(0.25)).toEqual({
    kind: 'paired-rows',
    how: 'predictions of both for the same 500 rows, the baseline as it was recorded',
    rows: 500,
    lost: { baseline: 0, candidate: 0 },
    source: 'stored',
    holdout: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    passedOver: [],
  });

  // What both kept is there for whoever looks later, too.
  const compared = await mlops(project, ['compare', 'HEAD~1', 'HEAD', '--json']);
  expect(compared.json<Comparison>().evidence).toMatchObject({ kind: 'paired-rows', rows: 500, source: 'stored' });
  const page = (await mlops(project, ['report', '--html'])).stdout;
  for (const plot of ['Residuals', 'zone']) expect(page).toContain(plot);
});
