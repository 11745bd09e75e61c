// The order of rows by id: a radix sort, since a comparison sort of ten million rows takes a minute and a copy as objects. Pure.

const BUCKETS = 65_536;

/** Positions of the rows in ascending order of their ids; equal ids keep their order. */
export function orderById({ high, low }: { readonly high: Uint32Array; readonly low: Uint32Array }): Uint32Array {
  let order = new Uint32Array(low.length);
  for (let row = 0; row < order.length; row += 1) order[row] = row;
  let other = new Uint32Array(low.length);
  for (const [keys, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    const starts = new Uint32Array(BUCKETS + 1);
    for (const key of keys) {
      const bucket = ((key >>> shift) & 0xffff) + 1;
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    }
    for (let bucket = 1; bucket <= BUCKETS; bucket += 1) {
      starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
    }
    for (const row of order) {
      const bucket = ((keys[row] ?? 0) >>> shift) & 0xffff;
      const place = starts[bucket] ?? 0;
      other[place] = row;
      starts[bucket] = place + 1;
    }
    [order, other] = [other, order];
  }
  return order;
}
