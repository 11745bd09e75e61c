import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packPredictions, sizeOfColumns, unpackPredictions } from '../../src/predictions/stored.ts';
import { predictionsOf } from './some-predictions.ts';

const full = predictionsOf(
  Array.from({ length: 50 }, (_, row) => ({
    id: `row ${row}`,
    target: row % 2 ? 'yes' : 'no',
    prediction: row % 3 ? 'yes' : 'no',
    weight: 1 + row,
    baseline: 'no',
    slice: `s${row % 4}`,
  })),
);

describe('kept predictions', () => {
  it('come back as they were', () => {
    expect(unpackPredictions(packPredictions(full))).toEqual(full);
    const plain = predictionsOf([{ id: 1, target: 1.5, prediction: 2 }]);
    expect(unpackPredictions(packPredictions(plain))).toEqual(plain);
    expect(sizeOfColumns(full)).toBe(50 * (8 + 4 * 8 + 2));
  });

  it('are no predictions where anything of them was changed by hand', () => {
    const bytes = gunzipSync(packPredictions(full));
    const lineEnd = bytes.indexOf(0x0a);
    const header = JSON.parse(bytes.toString('utf8', 0, lineEnd)) as Record<string, unknown>;
    const withHeader = (changes: object): Buffer =>
      gzipSync(
        Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, ...changes })}\n`), bytes.subarray(lineEnd + 1)]),
      );
    expect(unpackPredictions(withHeader({}))).toEqual(full);
    const idsTwice = Buffer.from(bytes);
    idsTwice.copy(idsTwice, lineEnd + 5, lineEnd + 1, lineEnd + 5);
    idsTwice.copy(idsTwice, lineEnd + 1 + 50 * 4 + 4, lineEnd + 1 + 50 * 4, lineEnd + 1 + 50 * 4 + 4);
    const spoilt = [
      Buffer.from('nothing'),
      packPredictions(full).subarray(0, 200),
      gzipSync('{"format": 1}\n'),
      withHeader({ format: 2 }),
      withHeader({ rows: 49 }),
      withHeader({ rows: 1e12 }),
      withHeader({ labels: ['no'] }),
      withHeader({ slices: [{ column: 'slice', values: ['s0'] }] }),
      gzipSync(idsTwice),
      gzipSync(Buffer.concat([bytes.subarray(0, -1)])),
      gzipSync(Buffer.alloc(3 * 1024 * 1024, 'x')),
    ];
    for (const content of spoilt) expect(unpackPredictions(content)).toBeUndefined();
  });
});
