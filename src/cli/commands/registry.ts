// mlops registry: GTO's two views of the registry, from the tags of this repository.
import { suggestion } from '../../config/nearest.ts';
import { MlopsError } from '../../error.ts';
import { annotatedRows, type AnnotatedRow, type Annotation } from '../../registry/annotations.ts';
import { readAnnotations } from '../../registry/read-annotations.ts';
import { readTags } from '../../registry/read-registry.ts';
import { historyRows, showTable, versionRows, type HistoryRow } from '../../registry/show.ts';
import { registryState, type RegistryState } from '../../registry/state.ts';
import { historyReason } from '../history-reason.ts';
import { print, printJson, renderTable, terminalLog } from '../print.ts';
import type { ShowFlags } from '../registry-flags.ts';
import { openWorkspace } from '../workspace.ts';

const NOTHING =
  'No model is registered here: `mlops register` makes a version of a run, `mlops sync` fetches those of origin.\n';

export interface RegistryOptions {
  readonly repo: string;
  readonly json: boolean;
}

export async function showRegistry(model: string | undefined, options: RegistryOptions & ShowFlags): Promise<number> {
  const { repo, json } = options;
  const { git } = await openWorkspace(repo);
  const [{ tags }, annotations] = await Promise.all([readTags(git), readAnnotations(git, terminalLog(json))]);
  const state = registryState(tags);
  if (options.versions) return showVersions(model, state, options);
  // A model that was asked for by its name is shown even when it is deprecated.
  const table = showTable(state, { ...options, deprecated: options.deprecated || model !== undefined });
  const rows = annotatedRows(table, annotations).filter((row) => model === undefined || row.name === model);
  if (model !== undefined && rows.length === 0) throw unknownModel(model, state);
  if (json) printJson({ stages: table.stages, rows });
  else if (rows.length === 0) process.stderr.write(NOTHING);
  else print(renderRows(table.stages, rows));
  return 0;
}

/** Longer descriptions are shown whole in the JSON. */
const SHOWN_DESCRIPTION = 60;

function renderRows(stages: readonly string[], rows: readonly AnnotatedRow[]): string {
  // Columns that no model fills are left out.
  const described = (
    [
      ['TYPE', ({ type }) => type ?? ''],
      ['PATH', ({ path }) => shortened(path ?? '')],
      ['LABELS', ({ labels }) => shortened(labels?.join(', ') ?? '')],
      ['DESCRIPTION', ({ description }) => shortened(description?.trim().split('\n', 1)[0] ?? '')],
    ] as readonly (readonly [string, (annotation: Annotation) => string])[]
  ).filter(([, cell]) => rows.some(({ annotation = {} }) => cell(annotation) !== ''));
  return renderTable(
    ['NAME', 'LATEST', ...stages.map((stage) => `#${stage}`), ...described.map(([title]) => title)],
    rows.map((row) => [
      // As GTO marks what has no tag.
      row.isRegistered ? row.name : `*${row.name}`,
      row.latest ?? '',
      ...stages.map((stage) => row.stages[stage]?.join(', ') ?? ''),
      ...described.map(([, cell]) => cell(row.annotation ?? {})),
    ]),
  );
}

function shortened(text: string): string {
  return text.length > SHOWN_DESCRIPTION ? `${text.slice(0, SHOWN_DESCRIPTION - 1)}…` : text;
}

function showVersions(model: string | undefined, state: RegistryState, options: RegistryOptions & ShowFlags): number {
  if (model === undefined) {
    throw new MlopsError('usage', '--versions needs a model', 'Name it: mlops registry show MODEL --versions');
  }
  const artifact = state.artifacts.find(({ name }) => name === model);
  if (artifact === undefined) throw unknownModel(model, state);
  const rows = versionRows(artifact, options);
  if (options.json) printJson(rows);
  else {
    print(
      renderTable(
        ['VERSION', 'STAGES', 'CREATED', 'COMMIT', 'REF'],
        rows.map(({ version, stages, created, commit, ref }) => [
          version,
          stages.join(', '),
          created ?? '',
          commit.slice(0, 7),
          ref ?? '',
        ]),
      ),
    );
  }
  return 0;
}

export async function showRegistryHistory(
  model: string | undefined,
  { repo, json, ascending }: RegistryOptions & { readonly ascending: boolean },
): Promise<number> {
  const { git } = await openWorkspace(repo);
  const { tags } = await readTags(git);
  const state = registryState(tags);
  const newest = historyRows(state, model);
  const rows = ascending ? newest.toReversed() : newest;
  if (model !== undefined && rows.length === 0) throw unknownModel(model, state);
  if (json) printJson(rows);
  else if (rows.length === 0) process.stderr.write(NOTHING);
  else print(renderHistory(rows, new Map(tags.map(({ name, message }) => [name, message]))));
  return 0;
}

/** As GTO shows it; and where a tag says so, whether it went back or was forced, and why. */
function renderHistory(rows: readonly HistoryRow[], messages: ReadonlyMap<string, string>): string {
  const reasons = rows.map(({ event, ref }) => historyReason(event, messages.get(ref) ?? ''));
  const isGiven = reasons.some((reason) => reason !== '');
  return renderTable(
    ['TIMESTAMP', 'MODEL', 'EVENT', 'VERSION', 'STAGE', 'COMMIT', 'REF', ...(isGiven ? ['WHY'] : [])],
    rows.map((row, index) => [
      row.timestamp,
      row.artifact,
      row.event,
      row.version ?? '',
      row.stage ?? '',
      row.commit.slice(0, 7),
      row.ref,
      ...(isGiven ? [shortened(reasons[index] ?? '')] : []),
    ]),
  );
}

function unknownModel(model: string, { artifacts }: RegistryState): MlopsError {
  const known = artifacts.map(({ name }) => name);
  const others = known.length === 0 ? '; none is registered here' : `, ${suggestion(model, known)}`;
  return new MlopsError(
    'not-found',
    `no model "${model}" is registered here${others}`,
    '`mlops registry` lists the models; `mlops sync` fetches those of origin.',
  );
}
