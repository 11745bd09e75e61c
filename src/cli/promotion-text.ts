// What `promote` and `rollback` say, to people and to machines. Pure.
import type { Promotion } from '../registry/promotion.ts';
import type { Assigned, Refused } from '../pipeline/promote-version.ts';
import { printable, printableLine } from './printable.ts';

/** A version that has a stage, in a few lines. */
export function renderAssigned({ outcome, promotion, written }: Assigned): string {
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
    ? 'The tag does not tell of the files that were judged; register the run again as a new version.'
    : `\`mlops promote ${model}@${version} ${stage} --force --reason "…"\` passes over it; the reason stands in the tag for ever.`;
  return printable(
    [`${model} ${version} does not get ${stage}:`, ...objections.map((each) => `  ${each}`), help].join('\n'),
  );
}

/** The stable JSON of an assignment. */
export function assignedJson({ outcome, promotion, written }: Assigned): Readonly<Record<string, unknown>> {
  const { schema: _, ...told } = promotion;
  return { outcome, ...told, tag: written.tag, commit: written.commit };
}

function verdictWords({ verdict, compared_with: against }: Promotion): string {
  const words = verdict === undefined ? 'no verdict' : `verdict ${verdict}`;
  return against === undefined ? words : `${words} against ${against.version ?? `run ${against.run.slice(0, 12)}`}`;
}
