// A year of weekly retrains that decide by themselves: what repeated decisions do, with and without a shared α.
import { spentAlpha } from '../../src/comparison/alpha-spending.ts';
import { DECLARED, judge, promisedBy, rateOf, type Rate } from './simulate.ts';
import { noiseFrom, type Noise, type World } from './worlds.ts';

const WEEKS = 52;

export interface Year {
  readonly rule: string;
  /** Mean number of promotions in a year in which no model was better. */
  readonly promotions: number;
  /** Years with at least one. */
  readonly years: Rate;
}

type Rule = (week: { readonly p: number; readonly isAhead: boolean; readonly index: number }) => boolean;

const RULES: readonly (readonly [string, Rule])[] = [
  ['point gate: the better value wins', ({ isAhead }) => isAhead],
  ['superiority, `spend: none`', ({ p, isAhead }) => isAhead && p < DECLARED.alpha],
  [
    'superiority, `spend: since-promotion`',
    ({ p, isAhead, index }) => isAhead && p < spentAlpha(DECLARED.alpha, index),
  ],
];

/** Every rule sees the same weeks: a new holdout of so many rows, on which no model is better than the champion. */
export function simulateYears(world: World, count: number, years: number): readonly Year[] {
  const noise = noiseFrom(99);
  const totals = RULES.map(() => ({ promotions: 0, years: 0 }));
  for (let year = 0; year < years; year += 1) {
    const weeks = Array.from({ length: WEEKS }, () => weekOf(world, count, 0, noise));
    for (const [place, [, rule]] of RULES.entries()) {
      let [index, promotions] = [1, 0];
      for (const week of weeks) {
        const isPromoted = rule({ ...week, index });
        index = isPromoted ? 1 : index + 1;
        if (isPromoted) promotions += 1;
      }
      const total = totals[place];
      if (total === undefined) continue;
      total.promotions += promotions;
      if (promotions > 0) total.years += 1;
    }
  }
  return RULES.map(([rule], place) => ({
    rule,
    promotions: (totals[place]?.promotions ?? 0) / years,
    years: rateOf(totals[place]?.years ?? 0, years),
  }));
}

export interface Patience {
  /** How many decisions there were since the last version, this one included. */
  readonly index: number;
  /** True improvement in times of what the design promises for one decision. */
  readonly times: number;
  readonly detected: Rate;
}

/** The price of sharing α: how often an improvement is found at the first, the tenth, the last decision of a year. */
export function simulatePatience(world: World, count: number, pairs: number): readonly Patience[] {
  const promised = promisedBy(world, count);
  return [1, 1.5, 2].flatMap((times) => {
    const noise = noiseFrom(98);
    const seen = Array.from({ length: pairs }, () => weekOf(world, count, times * promised, noise));
    return [1, 4, 12, WEEKS].map((index) => {
      const alpha = spentAlpha(DECLARED.alpha, index);
      const detected = rateOf(seen.filter(({ p, isAhead }) => isAhead && p < alpha).length, pairs);
      return { index, times, detected };
    });
  });
}

function weekOf(
  world: World,
  count: number,
  gain: number,
  noise: Noise,
): { readonly p: number; readonly isAhead: boolean } {
  const sight = world.draw(count, gain, noise);
  const isAhead = world.direction === 'higher' ? sight.candidate > sight.baseline : sight.candidate < sight.baseline;
  return { p: judge(world, sight, { test: 'superiority', margin: 0 })?.p ?? 1, isAhead };
}
