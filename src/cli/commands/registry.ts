// mlops registry: GTO's two views of the registry, from the tags of this repository.
import { readTags } from '../../registry/read-registry.ts';
import { historyRows, showTable } from '../../registry/show.ts';
import { registryState } from '../../registry/state.ts';
import { print, printJson, renderTable } from '../print.ts';
import { openWorkspace } from '../workspace.ts';

export interface RegistryOptions {
  readonly repo: string;
  readonly json: boolean;
}

export async function showRegistry(model: string | undefined, { repo, json }: RegistryOptions): Promise<number> {
  const { git } = await openWorkspace(repo);
  const table = showTable(registryState((await readTags(git)).tags));
  const rows = table.rows.filter((row) => model === undefined || row.name === model);
  if (json) printJson({ stages: table.stages, rows });
  else if (rows.length === 0)
    process.stderr.write('No model is registered: `mlops register` makes a version of a run.\n');
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
  const rows = historyRows(registryState((await readTags(git)).tags), model);
  if (json) printJson(rows);
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
