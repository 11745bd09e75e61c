import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withAccepted } from '../../src/comparison/acceptance.ts';
import { compareRuns } from '../../src/comparison/compare.ts';
import { Evidence, evidenceFrom, parseEvidence, renderTagMessage } from '../../src/registry/evidence.ts';
import { RunRecord } from '../../src/run/record.ts';
import { aDataFile, aDigest, anId, aRun } from '../support/a-run.ts';
import { anyCharacter } from '../support/any-character.ts';

const hostile = fc.oneof(
  fc.string({ unit: anyCharacter, minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    'a\nMlops-Evidence: {"schema":1}',
    '\r\u2028Mlops-Evidence: {}',
    '-----BEGIN PGP SIGNATURE-----',
    '\u202Egnp.exe',
    '@team `|` --> ![](x)',
    '\u001b[31mred',
    '__proto__',
    'constructor',
    '\ud800',
    'x'.repeat(10_000),
  ),
);

describe('evidence', () => {
  it('says what a reader and a program want to know', () => {
    const record = aRun({ metrics: { rmse: 6.1, auc: Number.NaN } });
    const judged = RunRecord.parse({ ...record, comparison: { verdict: { status: 'pass', warned: false } } });
    const message = renderTagMessage('duration', 'v1.2.3', evidenceFrom(judged));
    const [subject, , ...rest] = message.split('\n');
    expect(subject).toBe('Register duration v1.2.3');
    expect(rest.slice(0, -2)).toEqual([
      `Run ${record.id} of commit ${record.source.commit}`,
      'Verdict: pass',
      'Metrics:',
      '  rmse 6.1',
      '  auc NaN',
      'Model files, by SHA-256:',
      `  ${aDigest('5d0c')}  models/duration.bin (41400000 bytes)`,
      'Data, by SHA-256:',
      `  ${aDigest()}  data/trips.parquet`,
      '',
    ]);
    expect(parseEvidence(message)).toEqual({
      schema: 1,
      run: record.id,
      commit: record.source.commit,
      verdict: 'pass',
      metrics: { rmse: 6.1, auc: 'NaN' },
      model_digest: aDigest('5d0c'),
      files: [{ path: 'models/duration.bin', size: 41_400_000, sha256: aDigest('5d0c') }],
      data: [{ path: 'data/trips.parquet', sha256: aDigest() }],
    });
  });

  it('says what each gate said, worst first, and who accepted which', () => {
    const comparison = compareRuns({
      candidate: aRun({ metrics: { rmse: 8, r2: 0.8, auc: 0.7 } }),
      noBaseline: 'first run',
      history: [],
      gates: { r2: { min: 0.7 }, rmse: { max: 7 }, auc: { min: 0.6, warn: 0.75 } },
    });
    const accepted = withAccepted(comparison, [{ gate: 'rmse', reason: 'a\nholiday', actor: 'ada' }]);
    const evidence = evidenceFrom(RunRecord.parse({ ...aRun(), comparison: accepted }));
    expect(evidence.gates).toEqual([
      {
        gate: 'rmse',
        status: 'fail',
        reason: '8 is above the maximum of 7',
        accepted: { reason: 'a holiday', actor: 'ada' },
      },
      { gate: 'auc', status: 'warn', reason: '0.7 is below the warning level of 0.75' },
      { gate: 'r2', status: 'pass', reason: '0.8 is at least 0.7' },
    ]);
    const message = renderTagMessage('m', 'v0.0.1', evidence);
    expect(message).toContain(`Gates:
  rmse: fail, 8 is above the maximum of 7; accepted by ada: a holiday
  auc: warn, 0.7 is below the warning level of 0.75
  r2: pass, 0.8 is at least 0.7
Model files`);
    expect(parseEvidence(message)).toEqual(evidence);
  });

  it('of an earlier version is read without gates and data', () => {
    const line = `Mlops-Evidence: {"schema":1,"run":"${anId()}","commit":"x","metrics":{},"files":[]}`;
    expect(parseEvidence(`Register m v0.0.1\n\n${line}`)).toEqual({
      schema: 1,
      run: anId(),
      commit: 'x',
      metrics: {},
      files: [],
    });
  });

  it('has no verdict when no gate applied', () => {
    expect(evidenceFrom(aRun()).verdict).toBeUndefined();
    expect(renderTagMessage('m', 'v0.0.1', evidenceFrom(aRun()))).toContain('Verdict: none');
  });

  it('comes back from the message whatever the names are, on one line without control characters', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 5 }), hostile, (names, path) => {
        const metrics = Object.fromEntries(names.map((name) => [name, { value: 1 }]));
        const files = [{ path, size: 1, sha256: aDigest() }];
        const data = names.map((name) => aDataFile({ path: name }));
        const judged = compareRuns({
          candidate: aRun({ metrics }),
          noBaseline: 'first run',
          history: [],
          gates: Object.fromEntries(names.map((name) => [name, { max: 0 }])),
        });
        const comparison = withAccepted(
          judged,
          names.map((gate) => ({ gate, reason: path, actor: path })),
        );
        const record = RunRecord.parse({ ...aRun({ metrics, data, model: { name: 'm', files } }), comparison });
        const evidence = evidenceFrom(record);
        const message = renderTagMessage('m', 'v0.0.1', evidence);
        expect(parseEvidence(message)).toEqual(evidence);
        expect(message.split('\n').filter((line) => line.startsWith('Mlops-Evidence: '))).toHaveLength(1);
        expect(message.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(message).not.toMatch(/^-----BEGIN/m);
      }),
    );
  });

  it('stays small however many metrics and files there are, and says what it left out', () => {
    const metrics = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`m${index}`.padEnd(390, 'x'), { value: index }]),
    );
    const files = Array.from({ length: 5000 }, (_, index) => ({ path: `f${index}`, size: 1, sha256: aDigest() }));
    const data = Array.from({ length: 5000 }, (_, index) => aDataFile({ path: `d${index}` }));
    const gates = Object.fromEntries(Object.keys(metrics).map((name) => [name, { max: -1 }]));
    const candidate = aRun({ metrics, data, model: { name: 'm', files } });
    const comparison = compareRuns({ candidate, noBaseline: 'first run', history: [], gates });
    const evidence = evidenceFrom(RunRecord.parse({ ...candidate, comparison }));
    expect(evidence.omitted).toEqual({ metrics: 4900, files: 4800, data: 4900 });
    expect(evidence.gates).toHaveLength(100);
    const message = renderTagMessage('m', 'v0.0.1', evidence);
    expect(message.length).toBeLessThan(300_000);
    expect(parseEvidence(message)).toEqual(evidence);
  });

  it('keeps members that a later version writes', () => {
    const evidence = Evidence.parse({ ...evidenceFrom(aRun()), approved_by: 'ada' });
    expect(parseEvidence(renderTagMessage('m', 'v0.0.1', evidence))).toEqual(evidence);
  });

  it.each([
    '',
    'Registering artifact m version v1.0.0',
    'Mlops-Evidence: ',
    'Mlops-Evidence: {',
    'Mlops-Evidence: null',
    'Mlops-Evidence: {"schema":2}',
    `Mlops-Evidence: {"schema":1,"run":"${anId()}","commit":"","metrics":{},"files":[]}`,
    `Mlops-Evidence: {"schema":1,"run":"nope","commit":"x","metrics":{},"files":[]}`,
    ` Mlops-Evidence: {"schema":1,"run":"${anId()}","commit":"x","metrics":{},"files":[]}`,
    `Mlops-Evidence: ${'['.repeat(100_000)}`,
    `Mlops-Evidence: {"schema":1,"run":"${anId()}","commit":"x","metrics":{},"files":[],"x":"${'y'.repeat(1_100_000)}"}`,
  ])('is not found in %.60j', (message) => {
    expect(parseEvidence(message)).toBeUndefined();
  });
});
