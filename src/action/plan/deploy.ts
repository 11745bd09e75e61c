// `task: deploy`, before the deploy command: which version it is, its files, and what the step of bash is to run.
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import type { DeployPlan } from '../../deployment/deploy-plan.ts';
import { writeHookCapture } from '../../deployment/hook-capture.ts';
import type { LiveVersion } from '../../deployment/live.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { findDeployment } from '../../pipeline/deployment/find-deployment.ts';
import { prepareDeployment } from '../../pipeline/deployment/prepare-deployment.ts';
import { actionPorts } from '../action-ports.ts';
import { readGitSettings, readRemoteUrl, type StepContext } from '../context.ts';
import { deployPorts } from '../deploy-ports.ts';
import { requireStageInput } from '../stage-input.ts';

/** @returns outputs of the step */
export async function planDeployment(job: {
  readonly context: StepContext;
  readonly settings: Settings;
  readonly event: ForgeEvent;
  readonly token: string;
}): Promise<Readonly<Record<string, string>>> {
  const { context, settings, event, token } = job;
  const { model, version, trackingBranch } = settings;
  const stage = requireStageInput(settings);
  const remoteUrl = await readRemoteUrl(context);
  const ports = await actionPorts({ context, remoteUrl, trackingBranch, token, contended: false });
  const { digest, tag } = event.inputs;
  const wanted = { settings, model, stage, version, tag, digest, actor: event.actor };
  const request = await findDeployment(wanted, ports);
  const workingDirectory = join(context.repositoryRoot, settings.workingDirectory);
  const { repositoryUrl, defaultBranch, runUrl } = event;
  const place = { workingDirectory, repositoryUrl, defaultBranch, runUrl };
  const ready = await prepareDeployment(request, deployPorts(ports, place));
  const plan: DeployPlan = {
    schema: 1,
    ...('prepared' in ready ? ready : { live: liveOf(ready.live) }),
    of: { model, version: request.version, stage, run: request.run },
    working_directory: workingDirectory,
    tracking_branch: trackingBranch,
    remote_url: remoteUrl ?? '',
    checkout: { root: context.repositoryRoot, git_settings: await readGitSettings() },
    ...(repositoryUrl === undefined ? {} : { repository_url: repositoryUrl }),
    ...(defaultBranch === undefined ? {} : { default_branch: defaultBranch }),
    ...(runUrl === undefined ? {} : { run_url: runUrl }),
  };
  const parent = join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'mlops');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'deploy-'));
  return {
    folder,
    digest: await writeHookCapture(plan, folder),
    train: 'false',
    deploy: String('prepared' in ready && ready.prepared.script !== undefined),
    'working-directory': workingDirectory,
  };
}

function liveOf({ since, url }: LiveVersion): NonNullable<DeployPlan['live']> {
  return { since, ...(url === undefined ? {} : { url }) };
}
