// What a task other than `train` works with: there is no plan, so inputs and event are read in this step.
import type { Settings } from '../../config/settings.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { actionPorts } from '../action-ports.ts';
import { readRemoteUrl, type StepContext } from '../context.ts';

export interface Task {
  readonly context: StepContext;
  readonly event: ForgeEvent;
  readonly settings: Settings;
  readonly token: string;
}

export async function portsOf({ context, settings, event, token }: Task): Promise<Ports> {
  const remoteUrl = await readRemoteUrl(context);
  const { trackingBranch } = settings;
  return actionPorts({ context, remoteUrl, trackingBranch, token, contended: (event.jobTotal ?? 1) > 1 });
}
