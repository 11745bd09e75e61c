// The predicate that is signed with a version: complete, and small however large the run is.
import { expect, test } from 'vitest';
import { provenanceOf } from '../../src/pipeline/versions/version-provenance.ts';
import { renderPredicate } from '../../src/registry/provenance.ts';
import { aDataFile, aDigest, anImprovement, aRun } from '../support/a-run.ts';
import { RunRecord } from '../../src/run/record.ts';
import { aReport } from '../report/a-report.ts';

const VERSION = { model: 'duration', version: 'v1.2.3', tag: 'duration@v1.2.3' };

test('it says what was trained, from what, and what the gates said', () => {
  const { run, comparison } = aReport(anImprovement());
  const predicate: unknown = JSON.parse(
    renderPredicate(RunRecord.parse({ ...run, comparison }), VERSION, aDigest('e7')),
  );
  expect(predicate).toMatchObject({
    model: { name: 'duration', version: 'v1.2.3', tag: 'duration@v1.2.3', digest: aDigest('5d0c') },
    run: { id: run.id, status: 'finished' },
    source: { repository: 'acme/trips', commit: run.source.commit, pull_request: 128 },
    command: 'python train.py',
    params: { learning_rate: 0.06, max_depth: 8 },
    metrics: { rmse: 5.82 },
    data: [{ path: 'data/trips.parquet', sha256: aDigest(), rows: 1_284_112 }],
    environment: { digest: aDigest('e7'), os: 'ubuntu 24.04', packages: aDigest('bb') },
    verdict: 'pass',
    gates: [{ gate: 'latency_p95_ms', status: 'warn' }, { gate: 'r2' }, { gate: 'rmse' }],
    baseline: { run: comparison.baseline?.run },
  });
  expect(predicate).not.toHaveProperty('omitted');
});

test('it stays under 16 MB whatever a run has, and counts what it leaves out', () => {
  const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 6000 }, (_, index) => make(index));
  const long = '\u0001'.repeat(5000);
  const run = aRun({
    params: Object.fromEntries(many((index) => [`${index}${long}`, long])),
    metrics: Object.fromEntries(many((index) => [`${index}${long}`, index])),
    data: many((index) => aDataFile({ path: `${index}${long}` })),
    command: long,
  });
  const text = renderPredicate(run, VERSION, aDigest());
  expect(Buffer.byteLength(text)).toBeLessThan(16_000_000);
  expect(JSON.parse(text)).toMatchObject({
    omitted: { params: expect.any(Number) as number, data: expect.any(Number) as number },
  });
});

test('the subjects are the assets that are always the same, in the form of sha256sum', () => {
  const asset = (name: string, more: object = {}) => ({
    name,
    path: `/x/${name}`,
    size: 1,
    sha256: aDigest('ab'),
    ...more,
  });
  const assets = [asset('m.bin'), asset('run.json'), asset('MODEL_CARD.md', { isRemade: true }), asset('SHA256SUMS')];
  const { checksums, predicate } = provenanceOf(aRun(), VERSION, { assets });
  expect(checksums).toBe(`${aDigest('ab')}  m.bin\n${aDigest('ab')}  run.json\n`);
  expect(JSON.parse(predicate)).toMatchObject({
    environment: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
});
