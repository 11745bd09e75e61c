// Builders of run records: valid by construction (every record goes through the schema), readable at the call site.
import type { Gate } from '../../src/config/schema.ts';
import { readingOf } from '../../src/run/number.ts';
import { RunRecord, type DataEntry, type Metric, type Param } from '../../src/run/record.ts';
import { runIdFrom } from '../../src/run/id.ts';

/** What a test may say of a run; everything else has a default. Metrics may be plain numbers, NaN and Infinity too. */
export type RunSketch = Partial<Omit<RunRecord, 'metrics' | 'source' | 'trigger' | 'environment' | 'model'>> & {
  readonly metrics?: Readonly<Record<string, number | Metric>>;
  readonly params?: Readonly<Record<string, Param>>;
  readonly source?: Partial<RunRecord['source']>;
  readonly trigger?: Partial<RunRecord['trigger']>;
  readonly environment?: Partial<RunRecord['environment']>;
  readonly model?: Partial<RunRecord['model']>;
};

const START = Date.UTC(2026, 10, 23, 6, 40);

/** A run id that sorts by `minute`; the same minute and salt give the same id. */
export function anId(minute = 0, salt = 0): string {
  return runIdFrom(START + minute * 60_000, new Uint8Array(16).fill((minute * 7 + salt) % 251));
}

/** A commit id made of one repeated pattern, for example `aCommit('41d07ce')`. */
export function aCommit(start = '9f3c2ab'): string {
  return start.padEnd(40, start);
}

/** A SHA-256 digest made of one repeated pattern of hex digits. */
export function aDigest(pattern = '81ab'): string {
  return pattern.repeat(64).slice(0, 64);
}

export function aDataFile(over: Partial<DataEntry> = {}): DataEntry {
  return { path: 'data/trips.parquet', size: 41_200_000, sha256: aDigest(), rows: 1_284_112, ...over };
}

/**
 * A valid run record: a finished push to `main` at a clean commit, by default.
 * @param minute start of the run, in minutes after 2026-11-23 06:40 UTC
 */
export function aRun(sketch: RunSketch = {}, minute = 0): RunRecord {
  const { metrics = { rmse: 6.1 }, source, trigger, environment, model, ...rest } = sketch;
  const started = new Date(START + minute * 60_000);
  return RunRecord.parse({
    schema: 1,
    id: anId(minute),
    experiment: 'duration',
    model: {
      name: 'duration',
      files: [{ path: 'models/duration.bin', size: 41_400_000, sha256: aDigest('5d0c') }],
      digest: aDigest('5d0c'),
      ...model,
    },
    status: 'finished',
    started: started.toISOString(),
    ended: new Date(started.getTime() + 12_340).toISOString(),
    duration: 12.34,
    source: { repository: 'acme/trips', commit: aCommit(), branch: 'main', dirty: false, ...source },
    trigger: { event: 'push', actor: 'ada', ...trigger },
    environment: {
      os: 'ubuntu 24.04',
      arch: 'x64',
      cores: 4,
      memory: 16_000_000_000,
      runtimes: { python: '3.12.7' },
      packages: { digest: aDigest('aa'), list: ['numpy==2.1.0', 'xgboost==3.0.2'] },
      ...environment,
    },
    command: 'python train.py',
    params: { learning_rate: 0.1, max_depth: 6 },
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, metric]) => [
        name,
        typeof metric === 'number' ? { value: readingOf(metric) } : metric,
      ]),
    ),
    data: [aDataFile()],
    artifacts: [],
    tags: {},
    capture: { found: [], warnings: [] },
    ...rest,
  });
}

/** A run of a pull request: on a branch, with head, base and merge base. */
export function aPullRequestRun(sketch: RunSketch = {}, minute = 60): RunRecord {
  const head = sketch.source?.commit ?? aCommit('9f3c2ab');
  return aRun(
    {
      ...sketch,
      source: {
        branch: 'deeper-trees',
        pull_request: { number: 128, head, base: aCommit('41d07ce'), merge_base: aCommit('41d07ce') },
        ...sketch.source,
        commit: head,
      },
      trigger: { event: 'pull_request', ...sketch.trigger },
    },
    minute,
  );
}

/** Runs of `main`, oldest first, one per value of one metric, each at its own commit; the last is `41d07ce`. */
export function aHistory(values: Readonly<Record<string, readonly number[]>>): readonly RunRecord[] {
  const length = Math.max(0, ...Object.values(values).map((list) => list.length));
  return Array.from({ length }, (_, index) => {
    const last = index === length - 1;
    const metrics = Object.entries(values).flatMap(([name, list]) => {
      const value = list[index];
      return value === undefined ? [] : [[name, value] as const];
    });
    return aRun(
      {
        metrics: Object.fromEntries(metrics),
        source: { commit: last ? aCommit('41d07ce') : aCommit((0xa10b00 + index * 977).toString(16)) },
      },
      index,
    );
  });
}

/** Three stories of a pull request against `main`, as records: what a report is made of. */
export interface ReportStory {
  readonly candidate: RunRecord;
  /** Oldest first; the last one is the baseline. */
  readonly history: readonly RunRecord[];
  readonly gates: Readonly<Record<string, Gate>>;
}

const GATES: Readonly<Record<string, Gate>> = {
  rmse: { better: 'lower', primary: true, max: 7, 'max-regression': '1%' },
  r2: { better: 'higher', min: 0.7 },
  latency_p95_ms: { better: 'lower', max: 45, warn: 40 },
};

const HISTORY = {
  rmse: [6.42, 6.38, 6.4, 6.31, 6.33, 6.27, 6.3, 6.22, 6.19, 6.21, 6.12, 6.1],
  r2: [0.71, 0.712, 0.711, 0.718, 0.717, 0.722, 0.72, 0.726, 0.729, 0.727, 0.734, 0.735],
  latency_p95_ms: [37.9, 38.4, 38.1, 38.0, 38.6, 38.2, 37.8, 38.3, 38.5, 38.1, 38.0, 38.2],
  log_loss: [0.201, 0.199, 0.2, 0.198, 0.199, 0.197, 0.198, 0.196, 0.197, 0.195, 0.196, 0.1912],
};

/** Better, but one gate is close to its limit; a param and a package changed. */
export function anImprovement(): ReportStory {
  const candidate = aPullRequestRun({
    metrics: { rmse: 5.82, r2: 0.761, latency_p95_ms: 44.9, log_loss: 0.1907, n: 12_040 },
    params: { learning_rate: 0.06, max_depth: 8, seed: 42 },
    environment: { packages: { digest: aDigest('bb'), list: ['numpy==2.1.0', 'xgboost==3.1.0'] } },
  });
  return { candidate, history: aHistory(HISTORY), gates: GATES };
}

/** Worse, one metric missing, one NaN, on other data. */
export function aRegression(): ReportStory {
  const candidate = aPullRequestRun({
    metrics: { rmse: 7.41, r2: Number.NaN },
    data: [aDataFile({ sha256: aDigest('77'), rows: 1_190_004 })],
  });
  return { candidate, history: aHistory(HISTORY), gates: GATES };
}

/** The training broke off after it had written two metrics. */
export function aBrokenTraining(): ReportStory {
  const candidate = aPullRequestRun({
    status: 'failed',
    error: {
      message: "ModuleNotFoundError: No module named 'joblib'",
      exit_code: 1,
      tail: [
        'Traceback (most recent call last):',
        '  File "train.py", line 41, in <module>',
        "ModuleNotFoundError: No module named 'joblib'",
      ],
    },
    metrics: { rmse: 5.9, r2: 0.75 },
    model: { files: [] },
  });
  return { candidate, history: aHistory(HISTORY), gates: GATES };
}
