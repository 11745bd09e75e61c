// Which files of the workspace belong to the run: the configured ones, else the usual ones that it wrote.
import type { CaptureNote } from '../run/record.ts';
import { parseParamsReference } from './formats/params-file.ts';
import type { TrainingPlan } from './plan.ts';
import {
  DVCLIVE_SERIES_FOLDER,
  isNoModel,
  USUAL_METRICS,
  USUAL_MODELS,
  USUAL_PARAMS,
  USUAL_PREDICTIONS,
  USUAL_WRITTEN_PARAMS,
} from './usual-files.ts';
import { findFiles, type Workspace, type WorkspaceFile } from './workspace-files.ts';

export interface ParamsSource {
  /** From the root. */
  readonly path: string;
  /** As it stands after the training; absent where it is no longer there, or was changed long after. */
  readonly file?: WorkspaceFile;
  /** Its text before the training, which then is what counts. */
  readonly before?: string;
  readonly section?: string;
}

export interface Discovered {
  readonly metrics: readonly WorkspaceFile[];
  /** DVCLive's series, a file per metric. */
  readonly series: readonly WorkspaceFile[];
  readonly params: readonly ParamsSource[];
  readonly model: readonly WorkspaceFile[];
  readonly artifacts: readonly WorkspaceFile[];
  readonly predictions: readonly WorkspaceFile[];
  /** The champion's predictions, where they are in a file of their own. */
  readonly champion: readonly WorkspaceFile[];
  /** What was looked at in vain, for the log. */
  readonly lookedAt: readonly string[];
  readonly warnings: readonly CaptureNote[];
}

/** Where the discovery stands: what it looks in, and what it has to say so far. */
interface Search {
  readonly workspace: Workspace;
  readonly before: TrainingPlan['before'];
  readonly paramsBefore: NonNullable<TrainingPlan['paramsBefore']>;
  readonly succeeded: boolean;
  readonly lookedAt: string[];
  readonly warnings: CaptureNote[];
}

interface Circumstances {
  /** Whether the training finished: what a failed one did not write is of an earlier run. */
  readonly succeeded: boolean;
  /** Whether the training put a model into MLOPS_ARTIFACTS; the usual places are not looked at then. */
  readonly hasModel: boolean;
  /** See `Workspace`. */
  readonly until: Date | undefined;
}

/** Finds the files of a run. */
export async function discoverFiles(
  { settings, before, paramsBefore = [] }: Pick<TrainingPlan, 'settings' | 'before' | 'paramsBefore'>,
  root: string,
  { succeeded, hasModel, until }: Circumstances,
): Promise<Discovered> {
  const workspace = { root, workingDirectory: settings.workingDirectory, until };
  const search: Search = { workspace, before, paramsBefore, succeeded, lookedAt: [], warnings: [] };
  const metrics =
    settings.metrics.length > 0
      ? await findConfigured(settings.metrics, search)
      : await findUsual(USUAL_METRICS, search);
  const usesDvclive = metrics.some(({ path }) => path.endsWith('dvclive/metrics.json'));
  const series = usesDvclive ? await findUsual([DVCLIVE_SERIES_FOLDER], search) : [];
  const params = await findParams(settings.params, search);
  const model = await findModel(settings.modelFiles, hasModel, search);
  const artifacts = await findConfigured(settings.artifacts, search);
  const { predictions, champion } = await findPredictions(settings.predictions, search);
  const { lookedAt, warnings } = search;
  return { metrics, series, params, model, artifacts, predictions, champion, lookedAt, warnings };
}

async function findModel(
  patterns: readonly string[],
  hasModel: boolean,
  search: Search,
): Promise<readonly WorkspaceFile[]> {
  if (patterns.length > 0) return findConfigured(patterns, search);
  if (hasModel) return [];
  return (await findUsual(USUAL_MODELS, search)).filter(({ path }) => !isNoModel(path));
}

async function findPredictions(
  { file, baseline }: TrainingPlan['settings']['predictions'],
  search: Search,
): Promise<Pick<Discovered, 'predictions' | 'champion'>> {
  return {
    predictions: file === undefined ? await findUsual(USUAL_PREDICTIONS, search) : await findConfigured([file], search),
    // It may be the name of a column as well.
    champion: baseline === undefined ? [] : (await findFiles(baseline, search.workspace)).files,
  };
}

async function findConfigured(patterns: readonly string[], search: Search): Promise<readonly WorkspaceFile[]> {
  const files = await findAll(patterns, search);
  const stale = files.filter((file) => !isWrittenSince(search.before, file));
  for (const { path } of stale.slice(0, 10)) {
    const consequence = search.succeeded ? 'it is taken as it stands' : 'it is left out, being of an earlier run';
    search.warnings.push({ message: `"${path}" was not written by this run; ${consequence}`, file: path });
  }
  return search.succeeded ? files : files.filter((file) => !stale.includes(file));
}

async function findAll(
  patterns: readonly string[],
  { workspace, warnings }: Search,
): Promise<readonly WorkspaceFile[]> {
  const files = new Map<string, WorkspaceFile>();
  for (const pattern of patterns) {
    const found = await findFiles(pattern, workspace);
    warnings.push(...found.warnings);
    for (const file of found.files) files.set(file.path, file);
  }
  return [...files.values()];
}

/** Of the usual places only what the run wrote; a link that leads out of the workspace is warned of. */
async function findUsual(
  patterns: readonly string[],
  search: Search,
  { isElsewhere = false }: { readonly isElsewhere?: boolean } = {},
): Promise<readonly WorkspaceFile[]> {
  const files: WorkspaceFile[] = [];
  const absent: string[] = [];
  for (const pattern of patterns) {
    const found = await findFiles(pattern, search.workspace);
    const written = found.files.filter((file) => isWrittenSince(search.before, file));
    search.warnings.push(...found.warnings.filter(({ message }) => message.endsWith('refused')));
    if (found.files.length === 0) absent.push(pattern);
    else if (written.length === 0) search.lookedAt.push(`${pattern} (not written by this run)`);
    files.push(...written);
  }
  // Nobody misses the other forms of what is there.
  if (files.length === 0 && !isElsewhere) search.lookedAt.push(...absent);
  return files;
}

async function findParams(references: readonly string[], search: Search): Promise<readonly ParamsSource[]> {
  if (references.length === 0) {
    const standing: ParamsSource[] = [];
    for (const pattern of USUAL_PARAMS) standing.push(...(await findStanding(pattern, search)).sources);
    const isElsewhere = standing.length > 0;
    if (!isElsewhere) search.lookedAt.push(...USUAL_PARAMS);
    const written = await findUsual(USUAL_WRITTEN_PARAMS, search, { isElsewhere });
    return [...standing, ...written.map((file) => ({ path: file.path, file }))];
  }
  const sources: ParamsSource[] = [];
  for (const reference of references) {
    const { file, section } = parseParamsReference(reference);
    const found = await findStanding(file, search);
    search.warnings.push(...found.warnings);
    sources.push(...found.sources.map((source) => ({ ...source, ...(section === undefined ? {} : { section }) })));
  }
  return sources;
}

/** Params that stand there, and those that stood there before the training. */
async function findStanding(
  pattern: string,
  { workspace, paramsBefore }: Search,
): Promise<{ readonly sources: readonly ParamsSource[]; readonly warnings: readonly CaptureNote[] }> {
  const found = await findFiles(pattern, workspace);
  const sources = new Map<string, ParamsSource>(found.files.map((file) => [file.path, { path: file.path, file }]));
  for (const { path, text } of paramsBefore.filter((before) => before.pattern === pattern)) {
    sources.set(path, { ...sources.get(path), path, before: text });
  }
  const known = [...sources.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  // What is known from before needs no word on why it cannot be read now.
  const isKnown = ({ file }: CaptureNote): boolean => file !== undefined && (file === pattern || sources.has(file));
  const warnings = known.some(({ before }) => before !== undefined)
    ? found.warnings.filter((warning) => !isKnown(warning))
    : found.warnings;
  return { sources: known, warnings };
}

/** True for a file that is new or looks different since before the run. */
function isWrittenSince(before: TrainingPlan['before'], file: WorkspaceFile): boolean {
  const earlier = Object.hasOwn(before, file.path) ? before[file.path] : undefined;
  return earlier === undefined || earlier.mtimeMs !== file.mtimeMs || earlier.size !== file.size;
}
