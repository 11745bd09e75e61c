// mlops registry: GTO's two views of the registry, from the tags of this repository.
import { suggestion } from '../../config/nearest.ts';
import { MlopsError } from '../../error.ts';
import { readTags } from '../../registry/read-registry.ts';
import { historyRows, showTable } from '../../registry/show.ts';
import { registryState, type RegistryState } from '../../registry/state.ts';
import { print, printJson, renderTable } from '../print.ts';
import { openWorkspace } from '../workspace.ts';

const NOTHING =
  'No model is registered here: `mlops register` makes a version of a run, `mlops sync` fetches those of origin.\n';

export interface RegistryOptions {
  readonly repo: string;
  readonly json: boolean;
}

export async function showRegistry(model: string | undefined, { repo, json }: RegistryOptions): Promise<number> {
  const { git } = await openWorkspace(repo);
  const state = registryState((await readTags(git)).tags);
  // A model that was asked for by its name is shown even when it is deprecated.
  const table = showTable(state, { deprecated: model !== undefined });
  const rows = table.rows.filter((row) => model === undefined || row.name === model);
  if (model !== undefined && rows.length === 0) throw unknownModel(model, state);
  if (json) printJson({ stages: table.stages, rows });
  else if (rows.length === 0) process.stderr.write(NOTHING);
  else {
    print(
      renderTable(
        ['NAME', 'LATEST', ...table.stages.map((stage) => `#${stage}`)],
        rows.map((row) => [
          row.name,
          row.latest ?? '',
          ...table.stages.map((stage) => row.stages[stage]?.join(', ') ?? ''),
        ]),
      ),
    );
  }
  return 0;
}

export async function showRegistryHistory(model: string | undefined, { repo, json }: RegistryOptions): Promise<number> {
  const { git } = await openWorkspace(repo);
  const state = registryState((await readTags(git)).tags);
  const rows = historyRows(state, model);
  if (model !== undefined && rows.length === 0) throw unknownModel(model, state);
  if (json) printJson(rows);
  else if (rows.length === 0) process.stderr.write(NOTHING);
  else {
    print(
      renderTable(
        ['TIMESTAMP', 'MODEL', 'EVENT', 'VERSION', 'STAGE', 'COMMIT', 'REF'],
        rows.map((row) => [
          row.timestamp,
          row.artifact,
          row.event,
          row.version ?? '',
          row.stage ?? '',
          row.commit.slice(0, 7),
          row.ref,
        ]),
      ),
    );
  }
  return 0;
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
