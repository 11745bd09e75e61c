// The message of a tag that assigns a stage: why this version may stand there, for people, and one line that a program
// reads back. Whoever may push tags can have written it, so nothing in it is more than a claim. Pure.
import { z } from '../zod.ts';
import { canonicalLine } from '../run/canonical.ts';
import { RunId } from '../run/id.ts';
import { Reading } from '../run/number.ts';
import { gateLines, GateResult, MAX_GATES } from './gate-results.ts';
import { asciiControls, plainLine } from './message-text.ts';

/** What the line begins with that a program reads back. */
export const PROMOTION_LINE = 'Mlops-Promotion: ';
const MAX_MESSAGE = 500_000;
const MAX_METRICS = 100;

const Text = z.string().min(1);
const Status = z.enum(['pass', 'fail', 'inconclusive']);

/** Why a version got a stage. Unknown members are kept. */
export const Promotion = z.looseObject({
  schema: z.literal(1),
  /** `rollback`: the stage went back to a version that it had before, away from `replaces`. */
  kind: z.enum(['promotion', 'rollback']),
  model: Text,
  version: Text,
  stage: Text,
  /** Run that the version is of. */
  run: RunId.exactOptional(),
  model_digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
  /** What the gates say against `compared_with`; absent when no gate applied. */
  verdict: Status.exactOptional(),
  /** The champion at that moment: the run of the version that held the stage, or what the run was compared with. */
  compared_with: z.looseObject({ run: RunId, version: Text.exactOptional() }).exactOptional(),
  metrics: z.record(z.string(), Reading),
  gates: z.array(GateResult),
  /** Version that held the stage until now; absent when none did. */
  replaces: Text.exactOptional(),
  /** Nobody looked at it: training registered the version and assigned the stage. */
  automatic: z.literal(true).exactOptional(),
  /** Done against the evidence. There is a reason. */
  forced: z.literal(true).exactOptional(),
  /** What spoke against it when it was forced. */
  against: Text.exactOptional(),
  reason: Text.exactOptional(),
  actor: Text.exactOptional(),
  /** Web address of where it was decided: the pull request or the workflow run. */
  url: Text.exactOptional(),
});
export type Promotion = Readonly<z.infer<typeof Promotion>>;

/** The message of the tag that assigns the stage. */
export function renderPromotionMessage(promotion: Promotion): string {
  const { kind, model, version, stage, replaces, verdict, reason, actor, url, compared_with: against } = promotion;
  const known = bounded(promotion);
  const what =
    kind === 'rollback' ? `Roll ${stage} of ${model} back to ${version}` : `Assign ${model} ${version} to ${stage}`;
  const metrics = Object.entries(known.metrics).map(([name, value]) => `  ${plainLine(name)} ${value}`);
  const gates = gateLines(known.gates);
  return [
    what,
    '',
    ...(replaces === undefined ? [] : [`Replaces ${replaces}`]),
    ...(promotion.run === undefined ? [] : [`Run ${promotion.run}`]),
    `Verdict: ${verdict ?? 'none, as no gate applied'}`,
    ...(against === undefined ? [] : [`Compared with ${nameOf(against)}`]),
    ...(promotion.forced === true
      ? [`Forced against the evidence: ${plainLine(promotion.against ?? 'no passing verdict')}`]
      : []),
    ...(reason === undefined ? [] : [`Reason: ${plainLine(reason)}`]),
    ...(actor === undefined ? [] : [`By: ${plainLine(actor)}`]),
    ...(url === undefined ? [] : [`Decided at: ${plainLine(url)}`]),
    ...(metrics.length === 0 ? [] : ['Metrics:', ...metrics]),
    ...(gates.length === 0 ? [] : ['Gates:', ...gates]),
    '',
    `${PROMOTION_LINE}${asciiControls(canonicalLine(known))}`,
    '',
  ].join('\n');
}

function nameOf({ run, version }: NonNullable<Promotion['compared_with']>): string {
  return version === undefined ? `run ${run}` : `${plainLine(version)}, run ${run}`;
}

/** The promotion in a tag's message; undefined when there is none that can be understood. Never throws. */
export function parsePromotion(message: string): Promotion | undefined {
  if (message.length > MAX_MESSAGE) return undefined;
  const line = message.split('\n').findLast((each) => each.startsWith(PROMOTION_LINE));
  if (line === undefined) return undefined;
  try {
    return Promotion.safeParse(JSON.parse(line.slice(PROMOTION_LINE.length))).data;
  } catch {
    return undefined;
  }
}

function bounded(promotion: Promotion): Promotion {
  const metrics = Object.entries(promotion.metrics).filter(([name]) => name.length <= 400);
  return {
    ...promotion,
    metrics: Object.fromEntries(metrics.slice(0, MAX_METRICS)),
    gates: promotion.gates.slice(0, MAX_GATES),
  };
}
