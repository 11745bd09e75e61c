// What the commands that give and take stages work with.
import { basename } from 'node:path';
import { loadSettings } from '../config/load-config.ts';
import type { Settings } from '../config/settings.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import { localEvent } from '../forge/local-event.ts';
import type { Ports } from '../pipeline/ports.ts';
import { redactorFrom } from '../run/redact.ts';
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

/** @throws MlopsError `config-invalid` or `not-a-repository` */
export async function openPromotion(options: PromotionOptions): Promise<PromotionPlace> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.json);
  const inputs = { ...(await withWorkingDirectory(options, workspace)), task: 'promote' };
  const settings = await loadSettings(inputs, { root: workspace.root, repository: basename(workspace.root) });
  const ports = await localPorts(workspace, { trackingBranch: settings.trackingBranch, pushTags: options.push, log });
  const actor = await readActor(workspace.git, redactorFrom(process.env));
  return { workspace, settings, ports, actor, event: await localEvent(workspace.git) };
}
