// Run as a process of its own by the benchmark: reads and writes a long history and prints the peak memory in MB.
import { openTestHistory } from '../tracking/open-test-history.ts';
import { peakMemoryMb } from './peak-memory.ts';
import { longRun } from './synthetic-history.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const history = openTestHistory(url, folder);
const lines = await history.lines();
const records = await history.read(lines.slice(0, 100));
await history.append([{ record: longRun(new Date()), files: {} }]);
if (lines.length < 10_000 || records.length !== 100) throw new Error('the history was not read');
console.log(peakMemoryMb());
