// What `promote` and `rollback` say, to people and to machines. Pure.
import { CANNOT_BE_FORCED } from '../registry/decide-promotion.ts';
import type { Promotion } from '../registry/promotion.ts';
import type { Given, Proposed, StageOutcome } from '../pipeline/promotion/assign-stage.ts';
import type { Drilled } from '../pipeline/promotion/drill-rollback.ts';
import type { Assigned, Refused } from '../pipeline/promotion/promote-version.ts';
import { afterFailure } from './deployment-text.ts';
import { printable, printableLine } from './printable.ts';

/** A version that has a stage, and what came of it. */
export function renderGiven(given: Given): string {
  const { followed } = given;
  const lines = [renderAssigned(given)];
  if (followed.kind !== 'nothing') lines.push(printable(`  ${followed.words}`));
  if (followed.kind === 'failed') {
    lines.push(followed.rolledBack === undefined ? afterFailure(given.promotion) : renderAssigned(followed.rolledBack));
  }
  return lines.join('\n');
}

export function renderProposed({ promotion, url, branch }: Proposed): string {
  const { model, version, stage } = promotion;
  // Where there is no forge, nothing follows the merge by itself.
  const isHere = url === undefined || url.startsWith('file:');
  const lines = [
    `${stage} wants an approval: ${model} ${version} is proposed on the branch ${branch}`,
    ...(isHere ? ['  merge it, and `mlops promote` assigns the stage'] : []),
    ...(url === undefined ? [] : [`  ${url}`]),
  ];
  return lines.map(printableLine).join('\n');
}

/** What came of a drill. */
export function renderDrilled(drilled: Drilled): string {
  const { model, stage, version, from, outcome, reason, hint, files, duration } = drilled;
  const what = `${stage} of ${model} would go back from ${from} to ${version}`;
  if (outcome === 'passed') {
    return printable(
      `${what}: ${files === 1 ? 'its model file was' : `its ${files} model files were`} fetched and checked in ${duration.toFixed(1)} s. The date is recorded.`,
    );
  }
  return printable(`${what}, and that would fail: ${reason ?? ''}\n  ${hint ?? ''}`);
}

function renderAssigned({ outcome, promotion, written }: Assigned): string {
  const { model, version, stage, replaces, kind, reason, against } = promotion;
  const what =
    outcome === 'held'
      ? `${model} ${version} has ${stage} already (${written.tag})`
      : `${model} ${version} → ${stage} (${written.tag})`;
  const facts = [
    ...(replaces === undefined ? [] : [`replaces ${replaces}`]),
    ...(kind === 'rollback' ? ['a rollback'] : [verdictWords(promotion)]),
    ...(promotion.run === undefined ? [] : [`run ${promotion.run.slice(0, 12)}`]),
  ];
  return [
    printableLine(what),
    `  ${printableLine(facts.join(' · '))}`,
    ...(against === undefined ? [] : [`  forced against: ${printableLine(against)}`]),
    ...(reason === undefined ? [] : [`  reason: ${printableLine(reason)}`]),
  ].join('\n');
}

/** Why a version does not get a stage, and what can be done. */
export function renderRefused({ model, version, stage, objections, isFinal }: Refused): string {
  const help = isFinal
    ? CANNOT_BE_FORCED
    : `\`mlops promote ${model}@${version} ${stage} --force --reason "…"\` passes over it; the reason stands in the tag for ever.`;
  return printable(
    [`${model} ${version} does not get ${stage}:`, ...objections.map((each) => `  ${each}`), help].join('\n'),
  );
}

/** The stable JSON of what came of a promotion: the same members whether it was assigned, held or only proposed. */
export function outcomeJson(outcome: StageOutcome): Readonly<Record<string, unknown>> {
  if (outcome.outcome === 'refused') {
    const { isFinal, verdict, ...refused } = outcome;
    return { ...refused, ...(verdict === undefined ? {} : { verdict }), final: isFinal };
  }
  if (outcome.outcome !== 'proposed') return givenJson(outcome);
  const { promotion, branch, url } = outcome;
  const { schema: _, ...told } = promotion;
  return { outcome: 'proposed', ...told, branch, ...(url === undefined ? {} : { url }) };
}

/** The same of a stage that was given. */
export function givenJson({ followed, ...assigned }: Given): Readonly<Record<string, unknown>> {
  if (followed.kind !== 'failed') return { ...assignedJson(assigned), deployment: followed };
  const { rolledBack, ...told } = followed;
  const back = rolledBack === undefined ? {} : { rolled_back: assignedJson(rolledBack) };
  return { ...assignedJson(assigned), deployment: { ...told, ...back } };
}

function assignedJson({ outcome, promotion, written }: Assigned): Readonly<Record<string, unknown>> {
  const { schema: _, ...told } = promotion;
  return { outcome, ...told, tag: written.tag, commit: written.commit };
}

function verdictWords({ verdict, compared_with: against }: Promotion): string {
  const words = verdict === undefined ? 'no verdict' : `verdict ${verdict}`;
  return against === undefined ? words : `${words} against ${against.version ?? `run ${against.run.slice(0, 12)}`}`;
}
