// What the commands that give and take stages work with.
import { basename } from 'node:path';
import { loadSettings } from '../config/load-config.ts';
import type { Settings } from '../config/settings.ts';
import { MlopsError } from '../error.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import { localEvent } from '../forge/local-event.ts';
import type { Ports } from '../pipeline/ports.ts';
import { redactorFrom } from '../run/redact.ts';
import { readOtherModels } from '../training/other-models.ts';
import { readActor } from './event-writer.ts';
import { localPorts } from './local-ports.ts';
import { terminalLog } from './print.ts';
import type { PromotionOptions } from './promotion-commands.ts';
import { withWorkingDirectory } from './working-directory.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface PromotionPlace {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly ports: Ports;
  /** Who sits here, as git knows them. */
  readonly actor: string | undefined;
  readonly event: ForgeEvent;
}

/** @throws MlopsError `config-invalid`, `not-a-repository`, or `usage` where it is not said which of several models is meant */
export async function openPromotion(options: PromotionOptions): Promise<PromotionPlace> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.json);
  const inputs = { ...(await withWorkingDirectory(options, workspace)), task: 'promote' };
  const settings = await loadSettings(inputs, { root: workspace.root, repository: basename(workspace.root) });
  if (settings.configFile === undefined) await requireNoOther(workspace);
  const ports = await localPorts(workspace, { trackingBranch: settings.trackingBranch, pushTags: options.push, log });
  const actor = await readActor(workspace.git, redactorFrom(process.env));
  return { workspace, settings, ports, actor, event: await localEvent(workspace.git) };
}

/** Without a configuration every stage is open: not where there are some, in folders that nobody stands in. */
async function requireNoOther({ git, root }: Workspace): Promise<void> {
  const folders = (await readOtherModels(git, root, '.')).map(({ workingDirectory }) => workingDirectory);
  if (folders.length === 0) return;
  const named = folders.slice(0, MOST_NAMED).join(', ');
  throw new MlopsError(
    'usage',
    `there is no mlops.yaml here; ${folders.length === 1 ? 'one model has its own' : `${folders.length} models have their own`}: ${named}`,
    `Run it in the folder of the model, or name that: \`--working-directory ${folders[0] ?? ''}\`.`,
  );
}

const MOST_NAMED = 10;
