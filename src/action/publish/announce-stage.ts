// A stage that was given, refused or asked for, in the runner's terms: outputs, job summary, annotations, exit status.
import * as core from '@actions/core';
import type { ForgeEvent } from '../../forge/forge.ts';
import type { Followed, StageOutcome } from '../../pipeline/promotion/assign-stage.ts';
import { releasePage } from '../../pipeline/deployment/release-address.ts';
import { exitStatusOfRefusal } from '../../pipeline/settle.ts';
import type { Promotion } from '../../registry/promotion.ts';
import { logLine } from '../../report/plain-text.ts';
import { renderGivenStage, renderProposedStage, renderRefusedStage } from '../../report/stage-summary.ts';
import { actionLog, setOutputs } from '../console.ts';
import { assignedStage } from './announce.ts';

/** A refusal and a deployment that failed fail the job; that an approval is asked for does not. */
export async function announceStage(outcome: StageOutcome, event: ForgeEvent): Promise<void> {
  if (outcome.outcome === 'refused') {
    const { model, version, stage, objections, verdict } = outcome;
    setOutputs({ 'model-version': version, verdict });
    const title = `mlops: ${stage} refused`;
    core.error(`${model} ${version} does not get ${stage}:\n${objections.map((each) => `- ${each}`).join('\n')}`, {
      title,
    });
    await core.summary.addRaw(renderRefusedStage(outcome), true).write();
    process.exitCode = exitStatusOfRefusal(verdict);
    return;
  }
  const { promotion } = outcome;
  const releaseUrl = releaseUrlOf(promotion, event);
  setOutputs({
    'run-id': promotion.run,
    verdict: promotion.verdict,
    'model-digest': promotion.model_digest,
    'model-version': promotion.version,
    'release-url': releaseUrl,
    stage: assignedStage(outcome),
  });
  if (outcome.outcome === 'proposed') {
    core.notice(`${promotion.stage} wants an approval: ${outcome.url ?? outcome.branch}`, { title: 'mlops: proposed' });
    await core.summary.addRaw(renderProposedStage(outcome), true).write();
    return;
  }
  const { followed, written } = outcome;
  core.summary.addRaw(
    renderGivenStage({
      isHeld: outcome.outcome === 'held',
      promotion,
      tag: written.tag,
      releaseUrl,
      followed: followed.kind === 'nothing' ? undefined : followed.words,
    }),
    true,
  );
  await core.summary.write();
  sayFollowed(followed, promotion);
}

function sayFollowed(followed: Followed, { model, version }: Promotion): void {
  if (followed.kind === 'nothing') return;
  if (followed.kind !== 'failed') {
    actionLog.info(logLine(`${model} ${version}: ${followed.words}`));
    return;
  }
  core.error(`${model} ${version}: ${followed.words}`, { title: 'mlops: deployment failed' });
  process.exitCode = 1;
}

/** Where the release of a version is. A version that another program registered may have none. */
export function releaseUrlOf(
  { model, version, run }: Pick<Promotion, 'model' | 'version' | 'run'>,
  { repositoryUrl }: Pick<ForgeEvent, 'repositoryUrl'>,
): string | undefined {
  if (repositoryUrl === undefined || run === undefined) return undefined;
  return releasePage(repositoryUrl, `${model}@${version}`);
}
