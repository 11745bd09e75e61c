// A run with the files that stand beside it, each named in its record by its digest.
import { createHash } from 'node:crypto';
import type { RunBundle } from '../../src/tracking/history.ts';
import { aRun, type RunSketch } from './a-run.ts';

/** @param minute start of the run, as in `aRun` */
export function aBundle(sketch: RunSketch = {}, minute = 0): RunBundle {
  const series = Buffer.from('{"loss":0.2,"step":1}\n{"loss":0.1,"step":2}\n');
  const patch = Buffer.from('diff --git a/train.py b/train.py\n');
  const facts = (content: Buffer): { size: number; sha256: string } => ({
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const record = aRun(
    {
      ...sketch,
      series: { file: 'series.jsonl', points: 2, ...facts(series) },
      source: { dirty: true, patch: { ...facts(patch), kept: true }, ...sketch.source },
    },
    minute,
  );
  return { record, files: { 'series.jsonl': series, 'changes.patch': patch } };
}
