// mlops register: a run becomes a model version, as an annotated GTO tag with its evidence.
import { basename } from 'node:path';
import { loadSettings } from '../../config/load-config.ts';
import { registerRun } from '../../pipeline/register-run.ts';
import { resolveRun } from '../../pipeline/resolve-run.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

export interface RegisterOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly inputs: Readonly<Record<string, string>>;
  readonly push: boolean;
}

/** @param reference a run; the newest success of HEAD's commit when left out */
export async function register(reference: string | undefined, options: RegisterOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.json);
  const settings = await loadSettings(
    { ...(await withWorkingDirectory(options, workspace)), task: 'register' },
    { root: workspace.root, repository: basename(workspace.root) },
  );
  const ports = await localPorts(workspace, { trackingBranch: settings.trackingBranch, pushTags: options.push, log });
  const run = reference === undefined ? settings.runId : (await resolveRun(reference, ports.history, workspace.git)).id;
  const commit = await workspace.git.text(['rev-parse', 'HEAD']);
  const registered = await registerRun({ settings, run, commit }, ports);
  if (ports.registryRemote !== undefined) await fetchTag(workspace, registered.tag);
  if (options.json) printJson(registered);
  else
    print(
      `${registered.tag}${registered.created ? '' : ' (registered before)'}${registered.releaseUrl === undefined ? '' : `\n${registered.releaseUrl}`}`,
    );
  return 0;
}

/** The tag was pushed to origin from elsewhere; here it is fetched, so that the registry can be read offline. */
async function fetchTag({ git }: Workspace, tag: string): Promise<void> {
  await git.text(['fetch', '--quiet', '--no-tags', 'origin', `refs/tags/${tag}:refs/tags/${tag}`]);
}
