// The version before was deployed again, because the one that was to replace it failed: whether it serves, and the tag that
// gives it the stage back. The job fails all the same.
import * as core from '@actions/core';
import type { DeployPlan } from '../../deployment/deploy-plan.ts';
import type { HookOutcome, PreparedDeployment } from '../../deployment/prepared.ts';
import type { DeployPorts } from '../../pipeline/deployment/deploy-ports.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { announce, reportState } from '../../pipeline/deployment/record-deployment.ts';
import { settleRestoration } from '../../pipeline/deployment/settle-deployment.ts';
import { takeBack } from '../../pipeline/promotion/take-back.ts';
import { renderDeployment } from '../../report/deployment-summary.ts';
import { logLine } from '../../report/plain-text.ts';
import { actionLog } from '../console.ts';

export async function settleRestored(
  restored: { readonly plan: DeployPlan; readonly prepared: PreparedDeployment; readonly outcome: HookOutcome },
  ports: Ports,
  own: DeployPorts,
): Promise<void> {
  const { plan, prepared, outcome } = restored;
  const { of } = plan;
  const { restores: failed = '' } = prepared;
  const { failure, url } = await settleRestoration(prepared, outcome, own);
  if (failure !== undefined) {
    core.error(`${of.model} ${of.version} could not be brought back to ${of.stage}: ${failure}`, {
      title: 'mlops: nothing is live',
    });
    await core.summary.addRaw(renderDeployment({ ...of, state: 'not-restored', reason: failure }), true).write();
    process.exitCode = 1;
    return;
  }
  const assigned = await takeBack(
    {
      model: of.model,
      stage: of.stage,
      failed,
      restored: of.version,
      failure: plan.failure ?? '',
      actor: prepared.actor,
      url: plan.run_url,
    },
    ports,
  );
  if (assigned !== undefined) {
    const tagged = { ...prepared, tag: assigned.written.tag };
    const deployment = await announce(tagged, own);
    const shown = deployment === undefined ? tagged : { ...tagged, deployment };
    await reportState(shown, 'success', `${of.version} is live again`, url, own);
  }
  const next =
    assigned === undefined
      ? `${of.stage} has another version meanwhile, which is deployed by a job of its own`
      : `${of.stage} is ${of.version} again: ${assigned.written.tag}`;
  actionLog.info(logLine(next));
  await core.summary.addRaw(renderDeployment({ ...of, state: 'restored', next }), true).write();
}
