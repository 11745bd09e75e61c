// Judges one gate by a million rows in a process of its own: prints seconds and the peak of the memory in MB.
// decision-process.ts METRIC, or `none` for the rows alone.
import { judgeGate } from '../../src/comparison/gate.ts';
import type { PairedRows } from '../../src/comparison/evidence.ts';
import { Decision, type Gate } from '../../src/config/schema.ts';
import { noiseFrom } from '../simulation/worlds.ts';
import { peakMemoryMb } from './peak-memory.ts';

const ROWS = 1_000_000;
const SLICES = 20;

const metric = process.argv[2] ?? '';
const rows = metric === 'rmse' ? regressionRows() : scoreRows();
const gate: Gate = { better: metric === 'rmse' ? 'lower' : 'higher', test: 'superiority', slices: { margin: '5%' } };
const started = performance.now();
const { checks } =
  metric === 'none'
    ? { checks: [] }
    : judgeGate({
        name: metric,
        gate,
        direction: gate.better ?? 'higher',
        candidate: metric === 'rmse' ? 0.999 : metric === 'auc' ? 0.761 : 0.692,
        baseline: metric === 'rmse' ? 1 : metric === 'auc' ? 0.76 : 0.69,
        noBaseline: undefined,
        unitsDiffer: false,
        evidence: [rows],
        decision: Decision.parse({}),
        changedData: [],
      });
const seconds = (performance.now() - started) / 1000;
for (const { kind, reason } of checks) console.error(kind, reason);
console.log(JSON.stringify({ seconds, megabytes: peakMemoryMb() }));

function rowsOf(columns: Pick<PairedRows, 'target' | 'baseline' | 'candidate' | 'task' | 'isProbability'>): PairedRows {
  return {
    kind: 'paired-rows',
    ...columns,
    slices: Array.from({ length: SLICES }, (_, slice) => ({
      column: 'zone',
      value: String(slice),
      rows: Uint32Array.from({ length: ROWS / SLICES }, (__, row) => slice * (ROWS / SLICES) + row),
    })),
    lost: { baseline: 0, candidate: 0 },
    source: 're-scored',
    holdout: '0'.repeat(64),
  };
}

function regressionRows(): PairedRows {
  const noise = noiseFrom(1);
  const target = new Float64Array(ROWS).map(() => 10 * noise.normal());
  const shared = new Float64Array(ROWS).map(() => 0.9 * noise.normal());
  const model = (): Float64Array =>
    target.map((value, row) => value + (shared[row] ?? 0) + Math.sqrt(0.19) * noise.normal());
  return rowsOf({ target, baseline: model(), candidate: model(), task: 'regression', isProbability: false });
}

function scoreRows(): PairedRows {
  const noise = noiseFrom(1);
  const target = new Float64Array(ROWS).map((_, row) => row % 2);
  const model = (): Float64Array => target.map((value) => 1 / (1 + Math.exp(0.5 - value - noise.normal())));
  return rowsOf({ target, baseline: model(), candidate: model(), task: 'binary', isProbability: true });
}
