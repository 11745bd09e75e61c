// `task: deploy`, after the deploy command: whether the version serves, and what brings the one before back where it does
// not. That one's command runs in a step of its own too, and this step is run once more after it.
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as core from '@actions/core';
import type { DeployPlan } from '../../deployment/deploy-plan.ts';
import { readDeployPlan, readHookOutcome, writeHookCapture } from '../../deployment/hook-capture.ts';
import type { PreparedDeployment } from '../../deployment/prepared.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { settleDeployment, type Settled } from '../../pipeline/deployment/settle-deployment.ts';
import { logLine } from '../../report/plain-text.ts';
import { renderDeployment, type DeploymentReport } from '../../report/deployment-summary.ts';
import { redactorFrom } from '../../run/redact.ts';
import { actionPorts } from '../action-ports.ts';
import { actionLog, setOutputs } from '../console.ts';
import { plannedContext } from '../context.ts';
import { deployPorts } from '../deploy-ports.ts';
import { releaseUrlOf } from './announce-stage.ts';
import { watchCancellation } from './cancellation.ts';
import { leaveChangedSettings } from './changed-settings.ts';
import { settleRestored } from './restored.ts';

export async function deploy(token: string): Promise<void> {
  const folder = core.getInput('folder', { required: true });
  const plan = await readDeployPlan(folder, core.getInput('digest', { required: true }));
  if (plan.prepared === undefined) return announceLive(plan);
  await leaveChangedSettings(plan.checkout.git_settings, 'the deploy command');
  const { prepared } = plan;
  const ports = await portsOf(plan, token);
  const outcome = await readHookOutcome(prepared, folder, redactorFrom(ports.environment));
  const abort = outcome.isInterrupted ? AbortSignal.abort() : watchCancellation(actionLog, 'nothing is waited for');
  const own = deployPorts(ports, {
    workingDirectory: plan.working_directory,
    repositoryUrl: plan.repository_url,
    defaultBranch: plan.default_branch,
    runUrl: plan.run_url,
    abort,
  });
  if (prepared.restores !== undefined) return settleRestored({ plan, prepared, outcome }, ports, own);
  await announceSettled(plan, await settleDeployment(prepared, outcome, own), dirname(folder));
}

function portsOf(
  { checkout, remote_url: remoteUrl, tracking_branch: trackingBranch }: DeployPlan,
  token: string,
): Promise<Ports> {
  return actionPorts({ context: plannedContext(checkout.root), remoteUrl, trackingBranch, token, contended: false });
}

async function announceLive({ of, live, repository_url: repositoryUrl }: DeployPlan): Promise<void> {
  const url = live?.url;
  setOutputs({ ...versionOutputs(of, repositoryUrl), stage: of.stage, 'deployment-url': url });
  actionLog.info(logLine(`${of.model} ${of.version} is live in ${of.stage} since ${live?.since ?? ''}, and well`));
  await summarise({ ...of, state: 'unchanged', url });
}

async function announceSettled(plan: DeployPlan, settled: Settled, parent: string): Promise<void> {
  const { of } = plan;
  const outputs = versionOutputs(of, plan.repository_url);
  if (settled.state === 'success') {
    const { url } = settled;
    setOutputs({ ...outputs, stage: of.stage, 'deployment-url': url });
    return summarise({ ...of, state: 'deployed', url });
  }
  const { reason, restore, notRestored } = settled;
  const next =
    restore === undefined ? `nothing comes back: ${notRestored ?? ''}` : `${restore.version} is brought back`;
  setOutputs({ ...outputs, ...(restore === undefined ? {} : await handOver(plan, restore, reason, parent)) });
  core.error(`${of.model} ${of.version} failed in ${of.stage}: ${reason}\n${next}`, {
    title: 'mlops: deployment failed',
  });
  await summarise({ ...of, state: 'failed', reason, next });
  process.exitCode = 1;
}

/** Writes down what brings the version before back, for the step of bash that follows. */
async function handOver(
  plan: DeployPlan,
  prepared: PreparedDeployment,
  failure: string,
  parent: string,
): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(parent, 'restore-'));
  const { model, version, stage, run } = prepared;
  const restoring = { ...plan, of: { model, version, stage, run }, prepared, failure: failure.slice(0, 4000) };
  return {
    'restore-folder': folder,
    'restore-digest': await writeHookCapture(restoring, folder),
    restore: String(prepared.script !== undefined),
  };
}

function versionOutputs(of: DeployPlan['of'], repositoryUrl: string | undefined): Readonly<Record<string, string>> {
  const url = releaseUrlOf(of, { repositoryUrl });
  return { 'run-id': of.run, 'model-version': of.version, ...(url === undefined ? {} : { 'release-url': url }) };
}

async function summarise(report: DeploymentReport): Promise<void> {
  await core.summary.addRaw(renderDeployment(report), true).write();
}
