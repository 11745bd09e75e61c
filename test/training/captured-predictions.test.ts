import { describe, expect, it } from 'vitest';
import { unpackPredictions } from '../../src/predictions/stored.ts';
import { SETTINGS, trainingProject } from './training-project.ts';

describe('predictions that a training writes', () => {
  it('are kept beside the record and named by it', async () => {
    using project = trainingProject({ 'a.txt': '' });
    const { record, files } = await project.train(`printf 'id,y,pred\\n1,2,3\\n2,4,4\\n' > predictions.csv`);
    const content = files['predictions.bin.gz'] ?? Buffer.alloc(0);
    expect(unpackPredictions(content)?.target.toSorted()).toEqual(Float64Array.of(2, 4));
    expect(record.predictions).toEqual({
      stored: { file: 'predictions.bin.gz', size: content.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      rows: 2,
      holdout: expect.stringMatching(/^[0-9a-f]{64}$/),
      source: 'predictions.csv',
      columns: { id: 'id', target: 'y', prediction: 'pred' },
    });
    expect(record.capture.found).toContain('predictions.csv: 2 predictions');
    expect(record.capture.warnings).toEqual([]);
  });

  it('are found in MLOPS_ARTIFACTS, and their champion in a file of its own', async () => {
    using project = trainingProject({ 'a.txt': '' });
    const { record, predictions } = await project.train(
      `printf '{"id": 1, "y": 2, "pred": 3}\\n{"id": 2, "y": 5, "pred": 4}\\n' > $MLOPS_ARTIFACTS/predictions.jsonl
       printf 'id,y,pred\\n2,5,50\\n1,2,10\\n9,1,1\\n' > champion.csv`,
      { settings: { predictions: { ...SETTINGS.predictions, baseline: 'champion.csv' } } },
    );
    expect(record.predictions).toMatchObject({
      rows: 2,
      source: 'predictions.jsonl',
      columns: { baseline: 'champion.csv' },
    });
    const { target, baseline } = predictions.predictions ?? {};
    expect(
      Array.from(target ?? [], (value, row) => [value, baseline?.[row]] as const).toSorted(([a], [b]) => a - b),
    ).toEqual([
      [2, 10],
      [5, 50],
    ]);
  });

  it('cost a named file a warning where they are of no use, and another one a line of the log', async () => {
    using project = trainingProject({ 'a.txt': '' });
    const command = `printf 'id,amount\\n1,2\\n' > predictions.csv`;
    const found = await project.train(command);
    expect(found.record.predictions).toBeUndefined();
    expect(found.record.capture.warnings).toEqual([]);
    expect(found.record.capture.found[0]).toMatch(/^predictions\.csv: nothing is compared row by row: it lacks/);
    const settings = { predictions: { ...SETTINGS.predictions, file: 'predictions.csv' } };
    const named = await project.train(`${command}; echo >> predictions.csv`, { settings });
    expect(named.record.capture.warnings[0]).toMatchObject({ file: 'predictions.csv' });
    expect(named.predictions.problem).toMatch(/^predictions\.csv: it lacks a column for the target/);
  });

  it('are kept nowhere where they are not to be', async () => {
    using project = trainingProject({ 'a.txt': '' });
    const { record, files, predictions } = await project.train(`printf 'id,y,pred\n1,2,3\n' > predictions.csv`, {
      settings: { predictions: { ...SETTINGS.predictions, keep: false } },
    });
    expect(files).toEqual({});
    expect(record.predictions).toMatchObject({ rows: 1 });
    expect(record.predictions?.stored).toBeUndefined();
    expect(predictions.predictions?.target.length).toBe(1);
  });

  it('are not those of an earlier run', async () => {
    using project = trainingProject({ 'predictions.csv': 'id,y,pred\n1,2,3\n' });
    const { record } = await project.train('true');
    expect(record.predictions).toBeUndefined();
  });

  it('are an artifact where they are too large to stand beside the record', async () => {
    using project = trainingProject({ 'a.txt': '' });
    const { record, files, predictions } = await project.train(
      `awk 'BEGIN { srand(1); print "id,y,pred"; for (i = 0; i < 90000; i++) print i "," rand() "," rand() }' > predictions.csv`,
    );
    expect(files['predictions.bin.gz']).toBeUndefined();
    expect(record.predictions).toMatchObject({ rows: 90_000 });
    expect(record.predictions?.stored).toBeUndefined();
    expect(predictions.artifact).toMatchObject({ path: 'predictions.bin.gz' });
  });
});

it('records what a training says of its seeds', async () => {
  using project = trainingProject({ 'a.txt': '' });
  const { record } = await project.train(
    `for seed in 1 2 3; do echo "{\\"seed\\": $seed, \\"rmse\\": $((seed + 4))}" >> $MLOPS_METRICS; done
     echo '{"rmse": 7}' > metrics.json`,
    { settings: { repeats: { unit: undefined, testShare: undefined } } },
  );
  expect(record.repeats).toEqual({ unit: 'seed', values: { rmse: { 1: 5, 2: 6, 3: 7 } } });
  // The last seed happens to have the value that the file gives for all of them.
  expect(record.metrics['rmse']).toEqual({ value: 7 });
});
