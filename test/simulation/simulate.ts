// How often a decision is right where the truth is known.
import { detectableDifference } from '../../src/comparison/decision/decide.ts';
import { judgeDifference } from '../../src/comparison/decision/judge-difference.ts';
import type { Judged, Question } from '../../src/comparison/decision/judgement.ts';
import { wilsonInterval } from '../../src/statistics/proportion.ts';
import { noiseFrom, WORLDS, type Sight, type World } from './worlds.ts';

/** The defaults of mlops.yaml. */
export const DECLARED = { alpha: 0.05, power: 0.95 } as const;

/** How often something happened, with the interval of Wilson at 95 %. */
export interface Rate {
  readonly share: number;
  readonly interval: readonly [number, number];
}

export interface Cell {
  readonly world: World;
  readonly count: number;
  readonly method: string;
  /** The true improvement that the design promises to find, in the metric's unit. */
  readonly promised: number;
  /** Of pairs without any true difference: promoted by the test of superiority, and by a point gate. */
  readonly falsePromotions: Rate;
  readonly pointFalsePromotions: Rate;
  /** Of pairs with the promised improvement. */
  readonly detected: Rate;
  readonly pointDetected: Rate;
  /** Of pairs that are worse by just the margin: passed by the test of non-inferiority. The margin is what is promised. */
  readonly falsePasses: Rate;
  /** Of pairs without any true difference: passed by it. */
  readonly passes: Rate;
}

/** Every cell, each with a seed of its own. */
export const PLAN = WORLDS.flatMap(([world, counts]) => counts.map((count) => ({ world, count }))).map(
  (cell, index) => ({
    ...cell,
    seed: index + 1,
  }),
);

export function rateOf(happened: number, of: number): Rate {
  const found = wilsonInterval(happened, of, 0.95);
  if (found.kind === 'undetermined') throw new Error(found.reason);
  return { share: found.share, interval: found.interval };
}

export function simulateCell(world: World, count: number, pairs: number, seed: number): Cell {
  const promised = promisedBy(world, count);
  const sights = (gain: number, salt: number): readonly Sight[] => {
    const noise = noiseFrom(seed * 10 + salt);
    return Array.from({ length: pairs }, () => world.draw(count, gain, noise));
  };
  const superiority = { test: 'superiority', margin: 0 } as const;
  const within = { test: 'non-inferiority', margin: promised } as const;
  const share = (of: readonly Sight[], holds: (sight: Sight) => boolean): Rate =>
    rateOf(of.filter(holds).length, of.length);
  const isPromoted = (sight: Sight): boolean => judge(world, sight, superiority)?.zone === 'better';
  const isPassed = (sight: Sight): boolean =>
    ['better', 'not-worse'].includes(judge(world, sight, within)?.zone ?? 'inconclusive');
  const isAhead = ({ baseline, candidate }: Sight): boolean =>
    world.direction === 'higher' ? candidate > baseline : candidate < baseline;
  const [same, better, worse] = [sights(0, 1), sights(promised, 2), sights(-promised, 3)];
  const [first] = same;
  return {
    world,
    count,
    promised,
    method: (first === undefined ? undefined : judge(world, first, superiority)?.method) ?? '',
    falsePromotions: share(same, isPromoted),
    pointFalsePromotions: share(same, isAhead),
    detected: share(better, isPromoted),
    pointDetected: share(better, isAhead),
    falsePasses: share(worse, isPassed),
    passes: share(same, isPassed),
  };
}

/** Undefined where the evidence does not allow a judgement, which promotes nothing. */
export function judge(
  world: World,
  { evidence, baseline, candidate }: Sight,
  asked: Pick<Question, 'test' | 'margin'> & { readonly alpha?: number },
): Judged | undefined {
  const { metric, direction } = world;
  // Rows have values of their own, which the runs of this world reported as they are.
  const judgement = judgeDifference(evidence, { metric, direction, ...DECLARED, ...asked, baseline, candidate });
  return judgement.kind === 'determined' ? judgement : undefined;
}

const PILOT_ROWS = 100_000;
/** The effect changes the spread a little, and the spread the effect. */
const ROUNDS = 3;

/** From the true spread: of rows that of very many of them. */
export function promisedBy(world: World, count: number): number {
  if (world.known !== undefined) return detectableDifference(world.known(count), DECLARED);
  let promised = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = judge(world, world.draw(PILOT_ROWS, promised, noiseFrom(5)), { test: 'superiority', margin: 0 });
    if (found === undefined) throw new Error(`${world.name}: no judgement`);
    const standardError = ((found.interval[1] - found.interval[0]) / 2 / 1.96) * Math.sqrt(PILOT_ROWS / count);
    promised = detectableDifference({ standardError, df: count - 1 }, DECLARED);
  }
  return promised;
}
