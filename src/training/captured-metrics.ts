// All metrics of a run, from every source, in the order in which later ones count more: what was printed, what was
// appended, series, and at last the metrics files.
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import type { CaptureNote } from '../run/record.ts';
import { parseAppendedMetrics, parseAppendedTags } from './formats/appended.ts';
import { MAX_NAMES } from './formats/limits.ts';
import type { MetricsReading, Point, SmallArtifact } from './formats/metric-values.ts';
import { parseMetricsFile } from './formats/metrics-file.ts';
import type { Discovered } from './discovery.ts';
import { parseMetricsPattern, readPatternMetrics } from './metrics-pattern.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readAppended, readDocument } from './read-document.ts';
import { DVCLIVE_SERIES_FOLDER } from './usual-files.ts';
import type { WorkspaceFile } from './workspace-files.ts';

export interface CapturedMetrics {
  readonly points: readonly Point[];
  readonly tags: ReadonlyMap<string, string>;
  readonly artifacts: readonly SmallArtifact[];
  /** What was taken from where, a line each. */
  readonly found: readonly string[];
  readonly warnings: readonly CaptureNote[];
}

interface Source extends MetricsReading {
  readonly name: string;
}

/** Reads and parses every source; what cannot be read is a warning. */
export async function captureMetrics(
  folder: string,
  discovered: Pick<Discovered, 'metrics' | 'series'>,
  metricsPattern: string | undefined,
): Promise<CapturedMetrics> {
  const sources: Source[] = [
    ...(metricsPattern === undefined ? [] : [await readPrinted(folder, metricsPattern)]),
    await readAppendedMetrics(folder),
  ];
  for (const file of discovered.series) sources.push(await readSeries(file));
  for (const file of discovered.metrics) sources.push(await readMetricsFile(file));
  sources.push(await readAppendedTags(folder));
  const points = limitNames(unitePoints(sources));
  return {
    points: points.kept,
    tags: new Map(sources.flatMap((source) => [...source.tags]).slice(0, MAX_NAMES)),
    artifacts: sources.flatMap((source) => source.artifacts),
    found: sources.flatMap(describe),
    warnings: [...sources.flatMap((source) => source.warnings), ...points.warnings],
  };
}

async function readPrinted(folder: string, text: string): Promise<Source> {
  const name = 'metrics-pattern';
  try {
    const reading = await readPatternMetrics(parseMetricsPattern(text), join(folder, CAPTURE_FILES.output));
    const nothing = reading.points.length === 0 && reading.warnings.length === 0;
    const warnings = nothing ? [{ message: 'the metrics-pattern matches nothing in the output' }] : reading.warnings;
    return { name, points: reading.points, tags: new Map(), artifacts: [], warnings };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return { name, points: [], tags: new Map(), artifacts: [], warnings: [{ message: error.message }] };
  }
}

async function readAppendedMetrics(folder: string): Promise<Source> {
  const name = 'MLOPS_METRICS';
  const { text, warnings } = await readAppended(join(folder, CAPTURE_FILES.metrics), name);
  const reading = parseAppendedMetrics(name, text);
  return { ...reading, name, warnings: [...warnings, ...reading.warnings] };
}

async function readAppendedTags(folder: string): Promise<Source> {
  const name = 'MLOPS_TAGS';
  const { text, warnings } = await readAppended(join(folder, CAPTURE_FILES.tags), name);
  const reading = parseAppendedTags(name, text);
  return { name, points: [], tags: reading.tags, artifacts: [], warnings: [...warnings, ...reading.warnings] };
}

async function readMetricsFile(file: WorkspaceFile): Promise<Source> {
  const { text, warning } = await readDocument(file);
  const reading =
    warning === undefined
      ? parseMetricsFile(file.path, text)
      : { points: [], tags: new Map<string, string>(), artifacts: [], warnings: [warning] };
  return { ...reading, name: file.path };
}

// dvclive/plots/metrics/train/loss.tsv has the column "loss"; the metric is train.loss, as in dvclive/metrics.json.
async function readSeries(file: WorkspaceFile): Promise<Source> {
  const source = await readMetricsFile(file);
  const inside = file.path.slice(file.path.lastIndexOf(DVCLIVE_SERIES_FOLDER) + DVCLIVE_SERIES_FOLDER.length + 1);
  const prefix = inside.split('/').slice(0, -1).join('.');
  const points = source.points.filter((point) => point.name !== 'timestamp');
  if (prefix === '') return { ...source, points };
  return { ...source, points: points.map((point) => ({ ...point, name: `${prefix}.${point.name}` })) };
}

/** A metrics file often only repeats the last value of a series; that is no further point. */
function unitePoints(sources: readonly Source[]): readonly Point[] {
  const last = new Map<string, Point>();
  const united: Point[] = [];
  for (const { points } of sources) {
    const counts = Map.groupBy(points, ({ name }) => name);
    const fresh = points.filter(
      (point) => counts.get(point.name)?.length !== 1 || !repeats(point, last.get(point.name)),
    );
    for (const point of fresh) {
      united.push(point);
      last.set(point.name, point);
    }
  }
  return united;
}

function repeats(point: Point, earlier: Point | undefined): boolean {
  if (point.repeat !== undefined || earlier?.repeat !== undefined) return false;
  if (earlier === undefined || !Object.is(point.value, earlier.value) || point.unit !== earlier.unit) return false;
  return point.step === undefined || point.step === earlier.step;
}

function limitNames(points: readonly Point[]): {
  readonly kept: readonly Point[];
  readonly warnings: readonly CaptureNote[];
} {
  const names = new Set<string>();
  for (const { name } of points) if (names.size < MAX_NAMES) names.add(name);
  const kept = points.filter(({ name }) => names.has(name));
  const message = `more than ${MAX_NAMES} metrics; the rest is left out`;
  return { kept, warnings: kept.length === points.length ? [] : [{ message }] };
}

function describe({ name, points, tags, artifacts }: Source): readonly string[] {
  const metrics = new Set(points.map((point) => point.name)).size;
  const parts = [
    ...(metrics > 0
      ? [`${metrics} metric${metrics === 1 ? '' : 's'} (${points.length} value${points.length === 1 ? '' : 's'})`]
      : []),
    ...(tags.size > 0 ? [`as tags: ${[...tags.keys()].slice(0, 10).join(', ')}`] : []),
    ...(artifacts.length > 0
      ? [`lists kept as artifacts: ${artifacts.map((artifact) => artifact.name).join(', ')}`]
      : []),
  ];
  return parts.length === 0 ? [] : [`${name}: ${parts.join('; ')}`];
}
