import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LIMITS, superiorityRow } from './page.ts';
import { PLAN, simulateCell } from './simulate.ts';
import type { World } from './worlds.ts';
import { simulateYears } from './year.ts';

const PAIRS = 60;

const page = readFileSync(join(import.meta.dirname, 'RESULTS.md'), 'utf8');

describe('decisions in worlds whose truth is known', () => {
  // Fewer pairs and the least n of each world: `npm run simulate` does it in full.
  const names = new Set<string>();
  const cells = PLAN.filter(({ world: { name, metric } }) => {
    const isFirst = !names.has(name);
    names.add(name);
    return isFirst && metric !== 'auc' && !name.includes('5 df');
  }).map(({ world, count, seed }) => simulateCell(world, count, PAIRS, seed));

  it.each(cells.map((cell) => [cell.world.name, cell] as const))('%s', (_, cell) => {
    expect(cell.falsePromotions.interval[0]).toBeLessThan(LIMITS.falsePromotions);
    expect(cell.detected.interval[1]).toBeGreaterThan(LIMITS.detected);
    expect(cell.falsePasses.interval[0]).toBeLessThan(LIMITS.falsePromotions);
    expect(cell.pointFalsePromotions.share).toBeGreaterThan(0.3);
  });

  it('promote at most 5 % of the candidates that are no better, and find 90 % of the improvements', () => {
    const mean = (shares: readonly number[]): number => shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean(cells.map(({ falsePromotions }) => falsePromotions.share))).toBeLessThan(LIMITS.falsePromotions);
    expect(mean(cells.map(({ detected }) => detected.share))).toBeGreaterThan(LIMITS.detected);
    expect(mean(cells.map(({ falsePasses }) => falsePasses.share))).toBeLessThan(LIMITS.falsePromotions);
  });
});

it('a year of retrains promotes nothing where α is shared, and every other week by a point gate', () => {
  const world = PLAN.find(({ world }) => world.name === 'history, gaussian')?.world as World;
  const [point, alone, shared] = simulateYears(world, 12, 20);
  expect(point?.promotions).toBeGreaterThan(20);
  expect(alone?.promotions).toBeLessThan(4);
  expect(shared?.promotions).toBeLessThan(0.3);
});

describe('the page of results', () => {
  it('is of these worlds and this code', () => {
    const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    for (const { world, count } of PLAN) {
      expect(
        rows.filter((row) => row[1] === world.name && row[2] === world.metric && row[3] === String(count)),
      ).toHaveLength(2);
    }
    const cheap = PLAN.filter(({ world, count }) => world.known !== undefined && count < 10);
    for (const { world, count, seed } of cheap) {
      const row = superiorityRow(simulateCell(world, count, 400, seed));
      expect(rows).toContainEqual(['', ...row, '']);
    }
  });

  it('says that the limits are kept', () => {
    const [, falsePromotions, detected] = /at worst ([\d.]+) %[^]*?at worst ([\d.]+) %/.exec(page) ?? [];
    expect(Number(falsePromotions)).toBeLessThanOrEqual(100 * LIMITS.falsePromotions);
    expect(Number(detected)).toBeGreaterThanOrEqual(100 * LIMITS.detected);
  });
});
