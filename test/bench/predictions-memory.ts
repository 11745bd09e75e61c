// Ten million predictions read, in a process of its own: prints seconds and the peak of memory in MB.
import { readPredictions } from '../../src/predictions/read-predictions.ts';
import { pairRescored } from '../../src/predictions/pair-rows.ts';
import { peakMemoryMb } from './peak-memory.ts';

const [path = ''] = process.argv.slice(2);
const started = performance.now();
const { predictions, problem } = await readPredictions(path, { slices: ['zone'] }, (text) => text);
if (predictions === undefined) throw new Error(problem);
const rows = pairRescored(predictions);
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ rows: rows?.target.length, seconds, memory: peakMemoryMb() }));
