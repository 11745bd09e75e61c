import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderArtifacts } from '../../src/artifacts/folder.ts';
import { gatherEvidence, predictionsIn } from '../../src/pipeline/judging/gather-evidence.ts';
import { packPredictions, PREDICTIONS_FILE } from '../../src/predictions/stored.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aRun } from '../support/a-run.ts';
import { createRemote, temporaryFolder } from '../support/git-fixtures.ts';
import { predictionsOf } from '../predictions/some-predictions.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';

const LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const predictions = (shift: number) =>
  predictionsOf(Array.from({ length: 30 }, (_, row) => ({ id: row, target: row / 7, prediction: row / 7 + shift })));

const content = packPredictions(predictions(0.5));
const stored = {
  file: PREDICTIONS_FILE,
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};
const withPredictions = (over: Partial<NonNullable<RunRecord['predictions']>> = { stored }): RunRecord =>
  aRun({
    predictions: {
      rows: 30,
      holdout: predictions(0).holdout,
      source: 'predictions.csv',
      columns: { id: 'id', target: 'y', prediction: 'pred' },
      ...over,
    },
  });

/** A history in which the baseline stands with these files, and a store for artifacts. */
function placeWith(folder: string) {
  const artifacts = folderArtifacts({ folder: join(folder, 'artifacts'), clock: () => new Date(0) });
  const history = openTestHistory(createRemote(join(folder, 'remote.git')), folder);
  return { history, artifacts, scratch: folder, log: LOG };
}

const own = { predictions: predictions(0.25) };
const candidate = aRun({}, 5);

describe("the baseline's predictions", () => {
  it('are read from beside its record', async () => {
    using folder = temporaryFolder();
    const ports = placeWith(folder.path);
    const baseline = withPredictions();
    await ports.history.append([{ record: baseline, files: { [PREDICTIONS_FILE]: content } }]);
    const { rows } = await gatherEvidence(candidate, own, baseline, ports);
    expect(rows).toMatchObject({ source: 'stored', lost: { baseline: 0, candidate: 0 } });
    expect((rows?.baseline[0] ?? 0) - (rows?.candidate[0] ?? 0)).toBeCloseTo(0.25);
  });

  it('are read out of their artifact, and leave nothing behind', async () => {
    using folder = temporaryFolder();
    const ports = placeWith(folder.path);
    const from = join(folder.path, 'p');
    writeFileSync(from, content);
    const kept = await ports.artifacts.upload('x', [{ path: PREDICTIONS_FILE, from, ...stored }], {
      retentionDays: undefined,
    });
    const before = readdirSync(folder.path);
    const baseline = withPredictions({ stored: { ...stored, artifact: { id: kept.id, digest: kept.digest ?? '' } } });
    const { rows } = await gatherEvidence(candidate, own, baseline, ports);
    expect(rows?.target.length).toBe(30);
    expect(readdirSync(folder.path)).toEqual(before);
    const gone = withPredictions({ stored: { ...stored, artifact: { id: 'gone' } } });
    expect((await gatherEvidence(candidate, own, gone, ports)).noRows).toMatch(
      /^the predictions of the baseline cannot be had: there is no artifact gone/,
    );
    const elsewhere = { ...ports, artifacts: undefined };
    expect((await gatherEvidence(candidate, own, baseline, elsewhere)).noRows).toMatch(/cannot be read here$/);
    const huge = withPredictions({ stored: { ...stored, size: 1e12, artifact: { id: kept.id } } });
    expect((await gatherEvidence(candidate, own, huge, ports)).noRows).toMatch(/cannot be read here$/);
  });

  it('are not needed where the training has scored the champion', async () => {
    using folder = temporaryFolder();
    const rescored = predictionsOf([{ id: 1, target: 1, prediction: 2, baseline: 3 }]);
    const { rows } = await gatherEvidence(candidate, { predictions: rescored }, aRun(), placeWith(folder.path));
    expect(rows).toMatchObject({ source: 're-scored' });
  });

  it.each([
    ['kept none', aRun(), 'the baseline kept no predictions'],
    ['were too many', withPredictions({}), 'the predictions of the baseline were not kept'],
    ['are not there', withPredictions(), 'the predictions of the baseline are not those that its record names'],
    [
      'have another name',
      withPredictions({ stored: { ...stored, file: '../secret' } }),
      'the predictions of the baseline are not those that its record names',
    ],
  ])('that %s say so', async (_, baseline, reason) => {
    using folder = temporaryFolder();
    const ports = placeWith(folder.path);
    await ports.history.append([{ record: baseline, files: {} }]);
    expect((await gatherEvidence(candidate, own, baseline, ports)).noRows).toEqual(reason);
  });

  it('that were changed by hand are not believed', async () => {
    using folder = temporaryFolder();
    const ports = placeWith(folder.path);
    const baseline = withPredictions();
    await ports.history.append([{ record: baseline, files: { [PREDICTIONS_FILE]: packPredictions(predictions(9)) } }]);
    expect((await gatherEvidence(candidate, own, baseline, ports)).noRows).toMatch(
      /are not those that its record names$/,
    );
  });
});

it('reads what a job left beside its record', () => {
  const record = withPredictions();
  expect(predictionsIn(record, { [PREDICTIONS_FILE]: content }).predictions?.target.length).toBe(30);
  expect(predictionsIn(record, {}).problem).toBe('the predictions of this run are not beside its record');
  expect(predictionsIn(record, { [PREDICTIONS_FILE]: Buffer.from('x') }).problem).toMatch(/cannot be read$/);
  expect(predictionsIn(aRun(), {})).toEqual({});
});

it('says what is wrong with the predictions of the run itself', async () => {
  using folder = temporaryFolder();
  const problem = 'predictions.csv: 3 of 9 rows repeat an id';
  const gathered = await gatherEvidence(candidate, { problem }, withPredictions(), placeWith(folder.path));
  expect(gathered).toEqual({ noRows: problem, noRepeats: 'neither run was repeated' });
});
