// What the training left behind → the run record and the files beside it. A problem of capturing is a warning in the
// record, never an exception: a run that failed, was killed or wrote nonsense is a run.
import type { ArtifactFile } from '../artifacts/store.ts';
import type { Log } from '../log.ts';
import { PREDICTIONS_FILE } from '../predictions/stored.ts';
import { logLine } from '../report/plain-text.ts';
import { redactorFrom, redactRecord } from '../run/redact.ts';
import type { CaptureNote, FileEntry, RunRecord } from '../run/record.ts';
import { captureCode } from './captured-code.ts';
import { findWrittenArtifacts, hashFiles, writeSmallArtifacts } from './captured-files.ts';
import { captureMetrics } from './captured-metrics.ts';
import { captureParams } from './captured-params.ts';
import { capturePredictions, NO_PREDICTIONS, type CapturedPredictions } from './captured-predictions.ts';
import { captureSeries, SERIES_FILE } from './captured-series.ts';
import { readDataFiles } from './data-files.ts';
import { discoverFiles } from './discovery.ts';
import { readEnvironment } from './environment.ts';
import { repeatUnit, summariseRepeats } from './formats/repeats.ts';
import { summariseMetrics } from './formats/summary.ts';
import { digestOfFiles } from '../file-digest.ts';
import { readOutcome } from './outcome.ts';
import { CAPTURE_FILES, type TrainingPlan } from './plan.ts';
import { redactedPaths } from './redacted-paths.ts';
import { runRecordFrom } from './run-record.ts';

const MAX_WARNINGS = 200;

export interface CaptureOptions {
  readonly plan: TrainingPlan;
  /** Capture folder. */
  readonly folder: string;
  /** Top of the worktree: nothing outside is read. */
  readonly repositoryRoot: string;
  /** Variables of this process: secrets among them never enter the record. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly mergeBase?: string | undefined;
  /** Image of the job's container, when it is known. */
  readonly container?: string;
  /** When the run ended, of one that is recorded later: what changed since is not its. */
  readonly until?: Date;
  readonly log: Log;
}

export interface CapturedRun {
  /** Without a comparison and without the place of its artifact; redacted. */
  readonly record: RunRecord;
  /** What stands beside the record, by name: `series.jsonl`, `changes.patch`. */
  readonly files: Readonly<Record<string, Buffer>>;
  readonly modelFiles: readonly ArtifactFile[];
  readonly artifactFiles: readonly ArtifactFile[];
  /** What the run predicts, for its comparison. */
  readonly predictions: CapturedPredictions;
}

/** Captures one run. */
export async function captureRun(options: CaptureOptions): Promise<CapturedRun> {
  const { plan, folder, repositoryRoot, environment: variables, mergeBase, container, log } = options;
  const { settings } = plan;
  const { until } = options;
  const workspace = { root: repositoryRoot, workingDirectory: settings.workingDirectory, until };
  const redact = redactorFrom(variables);
  const failures: CaptureNote[] = [];
  const attempt = attempts(failures);

  const outcome = await readOutcome(folder, plan.runId, until ?? new Date(), redact);
  const written = await attempt(findWrittenArtifacts(folder), { model: [], artifacts: [], warnings: [] });
  const circumstances = { succeeded: outcome.status === 'finished', hasModel: written.model.length > 0, until };
  const discovered = await attempt(discoverFiles(plan, repositoryRoot, circumstances), NOTHING_DISCOVERED);
  const metrics = await attempt(captureMetrics(folder, discovered, settings.metricsPattern), NO_METRICS);
  const params = await attempt(captureParams(folder, discovered.params, plan.overrides), {
    params: plan.overrides,
    found: [],
    warnings: [],
  });
  const predictions = await attempt(
    capturePredictions(folder, { settings: settings.predictions, discovered, artifacts: written.artifacts }, redact),
    NO_PREDICTIONS,
  );
  const data = await attempt(readDataFiles(settings.data, workspace), { data: [], warnings: [] });
  const lists = await attempt(writeSmallArtifacts(folder, metrics.artifacts, redact), []);
  const hashed = {
    model: await hashFiles([...written.model, ...discovered.model]),
    artifacts: await hashFiles([...written.artifacts, ...discovered.artifacts, ...lists]),
  };
  const shown = redactedPaths(
    [...hashed.model.files, ...hashed.artifacts.files].map(({ path }) => path),
    redact,
  );
  const [model, artifacts] = [withoutSecrets(hashed.model, shown), withoutSecrets(hashed.artifacts, shown)];
  const environment = await readEnvironment({
    folder,
    workspace,
    variables,
    ...(container === undefined ? {} : { container }),
  });
  const code = await captureCode(plan.source, folder, mergeBase, redact);
  const series = captureSeries(metrics.points, redact);
  const unit = repeatUnit(metrics.points, settings.repeats.unit);
  const repeated = summariseRepeats(metrics.points, unit, settings.repeats.testShare);

  const parts = [written, discovered, metrics, repeated, params, predictions, data, model, artifacts, code];
  const warnings = [...failures, ...parts.flatMap((part) => part.warnings)];
  const [modelEntries, artifactEntries] = [model.files.map(entryOf), artifacts.files.map(entryOf)];
  const groups = { model: modelEntries, artifacts: artifactEntries, data: data.data };
  const record = redactRecord(
    runRecordFrom({
      plan,
      outcome,
      source: code.source,
      environment,
      params: params.params,
      metrics: summariseMetrics(metrics.points, unit),
      series: series?.entry,
      predictions: predictions.entry,
      repeats: repeated.repeats,
      data: [...data.data],
      model: { files: modelEntries, digest: modelEntries.length > 0 ? digestOfFiles(modelEntries) : undefined },
      artifacts: artifactEntries,
      tags: Object.fromEntries(metrics.tags),
      capture: {
        found: [...metrics.found, ...params.found, ...predictions.found, ...describeFiles(groups)],
        warnings: limit(warnings),
      },
    }),
    redact,
  );
  report(record, discovered.lookedAt.map(redact), log);
  const files = {
    ...(series === undefined ? {} : { [SERIES_FILE]: series.content }),
    ...(predictions.content === undefined ? {} : { [PREDICTIONS_FILE]: predictions.content }),
    ...(code.patch === undefined ? {} : { [CAPTURE_FILES.patch]: code.patch }),
  };
  return { record, files, modelFiles: model.files, artifactFiles: artifacts.files, predictions };
}

const NOTHING_DISCOVERED = {
  metrics: [],
  series: [],
  params: [],
  model: [],
  artifacts: [],
  predictions: [],
  champion: [],
  lookedAt: [],
  warnings: [],
};

const NO_METRICS = { points: [], tags: new Map<string, string>(), artifacts: [], found: [], warnings: [] };

/** What goes wrong in one part must not cost the others. */
function attempts(failures: CaptureNote[]): <Part>(part: Promise<Part>, instead: Part) => Promise<Part> {
  return async (part, instead) => {
    try {
      return await part;
    } catch (error) {
      failures.push({ message: `a part of the capture failed: ${(error as Error).message}` });
      return instead;
    }
  };
}

interface HashedFiles {
  readonly files: readonly ArtifactFile[];
  readonly warnings: readonly CaptureNote[];
}

/** A name may hold a secret too, and becomes a name in the artifact and in a release. */
function withoutSecrets({ files, warnings }: HashedFiles, shown: ReadonlyMap<string, string>): HashedFiles {
  return { files: files.map((file) => ({ ...file, path: shown.get(file.path) ?? file.path })), warnings };
}

function entryOf({ path, size, sha256 }: ArtifactFile): FileEntry {
  return { path, size, sha256 };
}

function describeFiles(groups: Readonly<Record<string, readonly FileEntry[]>>): readonly string[] {
  return Object.entries(groups).flatMap(([kind, files]) => {
    if (files.length === 0) return [];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const names = files.slice(0, 5).map(({ path }) => path);
    const more = files.length > names.length ? `, and ${files.length - names.length} more` : '';
    return [`${kind}: ${names.join(', ')}${more} (${size} bytes)`];
  });
}

function limit(warnings: readonly CaptureNote[]): CaptureNote[] {
  if (warnings.length <= MAX_WARNINGS) return [...warnings];
  return [...warnings.slice(0, MAX_WARNINGS), { message: `and ${warnings.length - MAX_WARNINGS} more warnings` }];
}

function report({ capture }: RunRecord, lookedAt: readonly string[], log: Log): void {
  for (const line of capture.found) log.info(logLine(`found ${line}`));
  if (lookedAt.length > 0) log.info(logLine(`looked at in vain: ${lookedAt.join(', ')}`));
  for (const { message, file, line } of capture.warnings) {
    const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
    log.warn(logLine(`${place}${message}`));
  }
}
