// A trend in plain text: history, an arrow, the value under test.

const BARS = '▁▂▃▄▅▆▇█';

/**
 * Scaled between the least and the greatest of all values. A flat series is `▄`, a missing value `·`.
 * Gives code spans: `▂▃▅`→`█`.
 */
export function renderSparkline(history: readonly (number | null)[], candidate: number | undefined): string {
  const finite = [...history, candidate].filter((value): value is number => Number.isFinite(value));
  const [least, greatest] = [Math.min(...finite), Math.max(...finite)];
  // Halves, so that the range of the largest doubles does not overflow.
  const range = greatest / 2 - least / 2;
  const bar = (value: number | null | undefined): string => {
    if (value === null || value === undefined || !Number.isFinite(value)) return '·';
    if (!(range > 0)) return '▄';
    const level = Math.floor(((value / 2 - least / 2) / range) * BARS.length);
    return BARS.charAt(Math.min(level, BARS.length - 1));
  };
  return `\`${history.map(bar).join('')}\`→\`${bar(candidate)}\``;
}
