import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/comparison/compare.ts';
import {
  bestLeg,
  latestAttempts,
  missingLegs,
  worstStatus,
  worstVerdict,
  type Leg,
} from '../../src/comparison/legs.ts';
import { Gate } from '../../src/config/schema.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aRun, type RunSketch } from '../support/a-run.ts';

const GATES = { rmse: Gate.parse({ better: 'lower', max: 7 }) };

/** A run of job `train` with a matrix of seeds. */
function aLeg(
  seed: number,
  sketch: RunSketch = {},
  more: { attempt?: number; job?: string; total?: number } = {},
): RunRecord {
  const { attempt = 1, job = 'train', total = 3 } = more;
  return aRun(
    { ...sketch, trigger: { event: 'push', job, matrix: { seed }, job_total: total, attempt } },
    seed + 100 * attempt,
  );
}

function judged(record: RunRecord, gates: Readonly<Record<string, Gate>> = GATES): Leg {
  return { record, comparison: compareRuns({ candidate: record, noBaseline: 'none yet', history: [], gates }) };
}

describe('the runs that count', () => {
  it('are those of the latest attempt of each leg, in the order of their values', () => {
    const first = [2, 10, 1].map((seed) => aLeg(seed));
    const again = aLeg(10, {}, { attempt: 2 });
    const elsewhere = aLeg(1, {}, { job: 'test' });
    expect(latestAttempts([...first, again, elsewhere])).toEqual([elsewhere, first[2], first[0], again]);
  });

  it('are all of a leg that trains more than once in its attempt', () => {
    const twice = [aLeg(1), aRun({ trigger: aLeg(1).trigger }, 300)];
    expect(latestAttempts(twice)).toEqual(twice);
  });
});

describe('legs without a record', () => {
  it('are counted by job from what the others say of the size of the matrix', () => {
    const records = [aLeg(1), aLeg(2, {}, { attempt: 2 }), aLeg(1, {}, { job: 'test', total: 1 })];
    expect(missingLegs(records)).toEqual([{ job: 'train', total: 3, found: 2 }]);
    expect(missingLegs([...records, aLeg(3)])).toEqual([]);
  });

  it('are not known outside of a matrix, or from a server that does not say', () => {
    expect(missingLegs([aRun(), aRun({ trigger: { event: 'push', matrix: { seed: 1 } } })])).toEqual([]);
  });
});

describe('the answer for all legs', () => {
  const [good, better, bad] = [aLeg(1), aLeg(2, { metrics: { rmse: 5 } }), aLeg(3, { metrics: { rmse: 9 } })].map(
    (run) => judged(run),
  ) as [Leg, Leg, Leg];
  const open = judged(aLeg(4), { rmse: Gate.parse({ better: 'lower', 'max-regression': '1%' }) });
  const broken = judged(aLeg(5, { status: 'failed', error: { message: 'no', exit_code: 1 } }));
  const absent = [{ job: 'train', total: 3, found: 2 }];

  it('is the worst of them; of a leg that broke off or left no record nothing is proved', () => {
    expect(worstVerdict([good, better], [])).toBe('pass');
    expect(worstVerdict([good, bad, broken], absent)).toBe('fail');
    expect(worstVerdict([good, broken], [])).toBe('inconclusive');
    expect(worstVerdict([good], absent)).toBe('inconclusive');
    expect(worstVerdict([open], [])).toBeUndefined();
    expect(worstStatus([good], [])).toBe('finished');
    expect(worstStatus([good], absent)).toBe('killed');
    expect(worstStatus([good, broken], absent)).toBe('failed');
  });

  it('names the best leg that passed, by the primary metric', () => {
    expect(bestLeg([good, better, bad, broken])).toBe(better);
    expect(bestLeg([bad, broken])).toBeUndefined();
    expect(bestLeg([good, bad])).toBe(good);
  });

  it('names none where nothing ranks them', () => {
    const strange = [1, 2].map((seed) => judged(aLeg(seed, { metrics: { blorp: seed } }), {}));
    expect(bestLeg(strange)).toBeUndefined();
    const fares = judged(aLeg(6, { model: { name: 'fares' }, metrics: { rmse: 1 } }));
    expect(bestLeg([good, fares])).toBeUndefined();
  });
});
