// Columns that grow, in blocks: an array that is moved when it is full takes up to three times its memory at that moment. Pure.

const BLOCK = 65_536;

type TypedArray = Float64Array | Uint32Array | Uint16Array;

export interface Growing<Values extends TypedArray> {
  push(value: number): void;
  /** The values so far, in this order of their positions or as they came; the column is empty after it. */
  take(order?: Uint32Array): Values;
}

function growing<Values extends TypedArray>(make: (length: number) => Values): Growing<Values> {
  let blocks: Values[] = [];
  let last = make(0);
  let [length, free] = [0, 0];
  return {
    push(value) {
      if (free === 0) {
        last = make(BLOCK);
        blocks.push(last);
        free = BLOCK;
      }
      last[BLOCK - free] = value;
      free -= 1;
      length += 1;
    },
    take(order) {
      const values = make(blocks.length * BLOCK);
      for (const [index, block] of blocks.entries()) values.set(block, index * BLOCK);
      blocks = [];
      const sorted = order === undefined ? (values.subarray(0, length) as Values) : picked(values, order, make(length));
      // Not left for the collector: a column of ten million rows has 80 MB.
      if (order !== undefined) (values.buffer as ArrayBuffer).transfer(0);
      [length, free] = [0, 0];
      return sorted;
    },
  };
}

/** The values at these positions. A loop, because `from` with a function makes a list of objects first. */
export function picked<Values extends TypedArray>(values: Values, order: Uint32Array, into: Values): Values {
  for (let place = 0; place < into.length; place += 1) into[place] = values[order[place] ?? 0] ?? 0;
  return into;
}

export function growingNumbers(): Growing<Float64Array> {
  return growing((length) => new Float64Array(length));
}

export function growingWords(): Growing<Uint32Array> {
  return growing((length) => new Uint32Array(length));
}

export function growingCodes(): Growing<Uint16Array> {
  return growing((length) => new Uint16Array(length));
}
