// mlops artifacts rescue: the releases of versions that lack their files, completed while the files are still somewhere.
import { basename } from 'node:path';
import { loadSettings } from '../../config/load-config.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { Log } from '../../log.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { rescueVersion, versionsToRescue, type RescuedVersion } from '../../pipeline/versions/rescue-releases.ts';
import type { Elsewhere } from '../../pipeline/versions/download-model.ts';
import { gitHubSource } from '../github-source.ts';
import { readableTrackingBranch, type HistoryOptions } from '../local-history.ts';
import { localPorts } from '../local-ports.ts';
import { printableLine } from '../printable.ts';
import { print, printJson, renderTable, terminalLog } from '../print.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

/** @param reference a version or a model; all active versions when left out */
export async function rescueReleases(reference: string | undefined, options: HistoryOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.json);
  const trackingBranch = await readableTrackingBranch(options, workspace, log);
  const ports = await localPorts(workspace, { trackingBranch, pushTags: false, log });
  const settings = await cardSettings(options, workspace);
  const versions = versionsToRescue(await ports.registry.read(), reference);
  const placeOf = await releasePlaces(workspace, ports, log);
  const rescued: RescuedVersion[] = [];
  for (const version of versions) {
    const [where, elsewhere] = placeOf(version.tag);
    rescued.push(await rescueVersion(version, { ...where, settings }, elsewhere));
  }
  if (options.json) printJson(rescued);
  else if (rescued.length === 0) log.info('no version is registered here');
  else print(renderRescued(rescued));
  return rescued.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

/** What people say of a model stands in the configuration; a release can do without. */
async function cardSettings({ repo }: HistoryOptions, workspace: Workspace): Promise<Pick<Settings, 'card' | 'model'>> {
  try {
    const inputs = await withWorkingDirectory({ repo, inputs: {} }, workspace);
    return await loadSettings(inputs, { root: workspace.root, repository: basename(workspace.root) });
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return { card: {}, model: '' };
  }
}

type ReleasePlace = readonly [where: Ports, elsewhere: Elsewhere | undefined];

/**
 * Where the release of a tag belongs, and where else its files may be: on GitHub, if the tag is there; one that is not
 * would be made by its release, and be no version.
 */
async function releasePlaces(workspace: Workspace, ports: Ports, log: Log): Promise<(tag: string) => ReleasePlace> {
  const source = await gitHubSource(workspace, log);
  if (source === undefined || 'because' in source) return () => [ports, source];
  const listed = await workspace.git.text(['ls-remote', '--tags', '--refs', 'origin']);
  const there = new Set(listed.split('\n').map((line) => line.slice(line.indexOf('\t') + 1)));
  return (tag) =>
    there.has(`refs/tags/${tag}`)
      ? [
          { ...ports, forge: source.forge },
          { artifacts: source.artifacts, forge: ports.forge },
        ]
      : [ports, source];
}

function renderRescued(versions: readonly RescuedVersion[]): string {
  const rows = versions.map(({ tag, outcome, releaseUrl, because }) => [tag, outcome, because ?? releaseUrl ?? '']);
  const hints = versions.flatMap(({ tag, outcome, hint }) =>
    outcome === 'failed' && hint !== undefined ? [printableLine(`${tag}: ${hint}`)] : [],
  );
  return [renderTable(['VERSION', 'RELEASE', ''], rows), ...hints].join('\n');
}
