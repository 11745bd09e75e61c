// A stage that was given, refused, asked for, or given back → the summary of the job. Pure.
import { CANNOT_BE_FORCED } from '../registry/decide-promotion.ts';
import type { Promotion } from '../registry/promotion.ts';
import { link } from './link.ts';
import { code, md, table } from './markdown.ts';

const MOST_GATES = 30;
const MAX_REASON = 600;

/** A version that has the stage. */
export interface GivenStage {
  /** It had the stage before. */
  readonly isHeld: boolean;
  readonly promotion: Promotion;
  /** Tag of the assignment. */
  readonly tag: string;
  /** Web address of the version's release. */
  readonly releaseUrl: string | undefined;
  /** What came of bringing it live, in plain words; undefined where nothing deploys. */
  readonly followed: string | undefined;
}

export function renderGivenStage({ isHeld, promotion, tag, releaseUrl, followed }: GivenStage): string {
  const { kind, version, stage, replaces } = promotion;
  const name = md(`${promotion.model} ${version}`, 300);
  const what = kind === 'rollback' ? `${md(stage)} went back to ${name}` : `${name} has ${md(stage)}`;
  const before = replaces === undefined ? 'Nothing was there before.' : `It replaces ${md(replaces)}.`;
  const words = isHeld ? 'It had it before; nothing was assigned.' : before;
  return joined([
    `### ${what}`,
    followed === undefined ? words : `${words} Then: ${sentence(followed)}`,
    factsTable(promotion, tag, releaseUrl),
    gatesTable(promotion),
  ]);
}

export interface RefusedStage {
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  /** Plain text. */
  readonly objections: readonly string[];
  readonly isFinal: boolean;
}

export function renderRefusedStage({ model, version, stage, objections, isFinal }: RefusedStage): string {
  return joined([
    `### ${md(`${model} ${version}`, 300)} does not get ${md(stage)}`,
    objections.map((each) => `- because ${md(each, MAX_REASON)}`).join('\n'),
    isFinal
      ? CANNOT_BE_FORCED
      : 'Nothing was assigned. `force` with a `reason` passes over it; the reason stands in the tag for ever.',
  ]);
}

export interface ProposedStage {
  readonly promotion: Promotion;
  readonly url: string | undefined;
  readonly branch: string;
}

export function renderProposedStage({ promotion, url, branch }: ProposedStage): string {
  const { model, version, stage } = promotion;
  const where = url === undefined ? `on the branch ${code(branch, 300)}` : link('in a pull request', url);
  return joined([
    `### ${md(stage)} wants an approval for ${md(`${model} ${version}`, 300)}`,
    `It is proposed ${where}. Merging that assigns the stage.`,
    factsTable(promotion, undefined, undefined),
    gatesTable(promotion),
  ]);
}

export interface DrilledRollback {
  readonly model: string;
  readonly stage: string;
  readonly version: string;
  readonly from: string;
  readonly reason: string | undefined;
  readonly hint: string | undefined;
  readonly files: number;
  /** In seconds. */
  readonly duration: number;
}

export function renderDrill(drilled: DrilledRollback): string {
  const { model, stage, version, from, reason, hint, files, duration } = drilled;
  const what = `${md(stage)} of ${md(model, 300)} would go back from ${md(from)} to ${md(version)}`;
  if (reason === undefined) {
    const checked = `${files} model ${files === 1 ? 'file was' : 'files were'} fetched and checked`;
    return joined([`### ${what}`, `${checked} in ${duration.toFixed(1)} s. The date is recorded.`]);
  }
  return joined([
    `### ${what}, and that would fail`,
    `The reason: ${sentence(reason)} ${hint === undefined ? '' : sentence(hint)}`,
  ]);
}

export interface UnfollowedWishes {
  /** How many wishes were followed, or refused for want of evidence. */
  readonly done: number;
  readonly refused: readonly {
    readonly wish: { readonly model: string; readonly version: string; readonly stage: string };
    /** Plain text. */
    readonly because: string;
  }[];
  readonly wishes: number;
}

/** What of deploy/*.yaml was not followed, or that nothing had to be done; empty where all was said before. */
export function renderUnfollowed({ done, refused, wishes }: UnfollowedWishes): string {
  const lines = refused.map(({ wish: { model, version, stage }, because }) => {
    return `- ${code(`deploy/${stage}.yaml`)} wishes ${md(`${model} ${version}`, 300)}: ${md(because, MAX_REASON)}`;
  });
  if (lines.length > 0) return joined(['### Not followed', lines.join('\n')]);
  if (done > 0) return '';
  return wishes === 0
    ? 'No `deploy/*.yaml` wishes a version of this model.\n'
    : 'Every stage is as `deploy/*.yaml` wishes it.\n';
}

function factsTable(promotion: Promotion, tag: string | undefined, releaseUrl: string | undefined): string {
  const { run, verdict, compared_with: against, actor, url, reason, against: objections } = promotion;
  const compared = against === undefined ? '' : ` against ${code(against.version ?? against.run)}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['tag', tag === undefined ? undefined : code(tag, 300)],
    ['release', releaseUrl === undefined ? undefined : link('card and files', releaseUrl)],
    ['verdict', verdict === undefined ? undefined : `${verdict}${compared}`],
    ['run', run === undefined ? undefined : code(run)],
    ['model files', promotion.model_digest === undefined ? undefined : code(`sha256 ${promotion.model_digest}`)],
    ['forced against', objections === undefined ? undefined : md(objections, MAX_REASON)],
    ['reason', reason === undefined ? undefined : md(reason, MAX_REASON)],
    ['by', actor === undefined ? undefined : code(actor)],
    // Whoever wrote the tag wrote this: no link of ours leads there.
    ['decided at', url === undefined ? undefined : code(url, 300)],
  ];
  const rows = facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  return rows.length === 0 ? '' : table(['', ''], ['left', 'left'], rows);
}

function gatesTable({ gates }: Promotion): string {
  if (gates.length === 0) return '';
  const rows = gates.slice(0, MOST_GATES).map(({ gate, status, reason, accepted }) => {
    const why = reason === undefined ? '' : md(reason, MAX_REASON);
    const who = accepted === undefined ? '' : `accepted: ${md(accepted.reason, MAX_REASON)}`;
    return [md(gate), status, [why, who].filter((text) => text !== '').join('; ')];
  });
  return table(['gate', 'says', 'why'], ['left', 'left', 'left'], rows);
}

/** Plain words as the end of a sentence of Markdown: foreign text is never first on a line. */
export function sentence(words: string): string {
  const text = md(words, MAX_REASON);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
