// Formulas that no program in the fixture has: worked once in NumPy with SciPy's normal and t.
import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from '../../src/statistics/bootstrap-interval.ts';
import { confidenceSequence } from '../../src/statistics/confidence-sequence.ts';
import { correctedResampledT } from '../../src/statistics/corrected-resampled-t.ts';
import { expectClose } from './close.ts';

const relative = 1e-9;

describe('worked examples', () => {
  it('the corrected resampled t of five folds, a quarter tested', () => {
    const answer = correctedResampledT([0.81, 0.79, 0.84, 0.8, 0.78], [0.83, 0.8, 0.84, 0.83, 0.79], 0.25);
    if (answer.kind !== 'determined') throw new Error(answer.reason);
    const { t, p, estimate } = answer;
    const wanted = [1.8304172612897203, 0.1411591785625539, 0.007648529270389148];
    expectClose([t, p, estimate.standardError], wanted, { relative, what: 't, p, standard error' });
    expect(estimate.df).toBe(4);
  });

  it('the corrected resampled t has no answer for two repeats', () => {
    expect(correctedResampledT([0.81, 0.79], [0.83, 0.8], 0.25)).toEqual({
      kind: 'undetermined',
      reason: '2 repeats say nothing about noise: three are the least',
    });
  });

  it('the one-sided confidence sequence', () => {
    const running = { count: 400, mean: 0.2, standardError: 1.3 / 20 };
    const answer = confidenceSequence(running, { alpha: 0.05, alternative: 'greater' });
    if (answer.kind !== 'determined') throw new Error(answer.reason);
    const wanted = [0.03557768852889753, -0.05495908935805671];
    expectClose([answer.rho, answer.interval[0]], wanted, { relative, what: 'rho, lower end' });
  });

  it('the accelerated and the plain bootstrap interval of given replicates', () => {
    const weyl = (count: number, step: number, scale: number): Float64Array =>
      new Float64Array(count).map((_, index) => Math.exp((((index + 1) * step) % 1) * scale));
    const replicates = weyl(200, 0.6180339887498949, 1.5);
    const plain = bootstrapInterval(2.2, replicates, 0.95);
    const accelerated = bootstrapInterval(2.2, replicates, 0.95, weyl(20, 0.4142135623730951, 0.3));
    if (plain.kind !== 'determined' || accelerated.kind !== 'determined') throw new Error('no answer');
    expectClose(plain.interval, [1.0479298052336101, 4.321181849961021], { relative, what: 'percentile' });
    expectClose(accelerated.interval, [1.0556678804165422, 4.34440316409643], { relative, what: 'BCa' });
    // Both ends of p: replicates all above 0 give the least that so many can.
    expect(plain.p).toBe(2 / 201);
  });

  it('an estimate outside all replicates has no accelerated interval', () => {
    const answer = bootstrapInterval(9, Float64Array.of(1, 2, 3), 0.95, Float64Array.of(1, 2));
    expect(answer).toMatchObject({ kind: 'undetermined', reason: expect.stringContaining('outside all resamples') });
  });
});
