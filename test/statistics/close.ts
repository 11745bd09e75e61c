import { expect } from 'vitest';

/** Says of two numbers, or of two lists of them, that they are as close as asked. */
export function expectClose(
  actual: unknown,
  expected: unknown,
  { relative, absolute = 0, what }: { readonly relative: number; readonly absolute?: number; readonly what: string },
): void {
  const [got, want] = [[actual].flat(), [expected].flat()] as [number[], number[]];
  if (got.length !== want.length) expect.fail(`${what}: ${got.length} values in place of ${want.length}`);
  for (const [index, value] of want.entries()) {
    const limit = Math.max(absolute, relative * Math.abs(value));
    const distance = Math.abs((got[index] ?? Number.NaN) - value);
    if (!(distance <= limit))
      expect.fail(`${what}: ${got[index]} is not ${value} (relative error ${distance / Math.abs(value)})`);
  }
}
