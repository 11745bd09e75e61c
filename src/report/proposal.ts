// The pull request that proposes a promotion: what the version is better in, what merging does and how it is undone. Pure.
import type { Promotion } from '../registry/promotion.ts';
import { finiteOf, type Reading } from '../run/number.ts';
import { link } from './link.ts';
import { code, md, table } from './markdown.ts';
import { chooseFormat, formatDelta, formatReading } from './number-format.ts';

const MOST_ROWS = 40;

export interface ProposalInput {
  readonly promotion: Promotion;
  /** Metrics of the version that holds the stage now, as its evidence has them. */
  readonly championMetrics: Readonly<Record<string, Reading>> | undefined;
  /** Branch that it is merged into. */
  readonly base: string;
  /** The file that it changes. */
  readonly path: string;
  /** Web address of the version's release. */
  readonly releaseUrl: string | undefined;
  /** Whether the file names the model already: only then is there something to come back to when the change is reverted. */
  readonly isNamed: boolean;
  /** Whether something is deployed after the stage is assigned. */
  readonly isDeployed: boolean;
}

/** Plain text on one line; names are of the grammar of tags. */
export function proposalTitle({ model, version, stage, kind }: Promotion): string {
  return kind === 'rollback'
    ? `Roll ${stage} of ${model} back to ${version}`
    : `Promote ${model} ${version} to ${stage}`;
}

/** Markdown, ends with a line break. */
export function renderProposal(input: ProposalInput): string {
  const { promotion, base, path, isNamed, isDeployed } = input;
  const { model, version, stage, replaces, forced } = promotion;
  const instead = replaces === undefined ? ', which no version holds yet' : ` in place of ${code(replaces)}`;
  const lead = `Merging this gives ${code(stage)} to ${code(model)} ${code(version)}${instead}.`;
  const follows = isDeployed
    ? 'assigns the stage, deploys the version and records both'
    : 'assigns the stage and records it';
  const parts = [
    lead,
    forced === true ? forcedWords(promotion) : undefined,
    metricTable(input),
    gateTable(promotion),
    facts(input),
    `**What merging does:** the change of ${code(path)} comes to ${code(base, 200)}. The push checks the digest above once ` +
      `more, ${follows}.`,
    `**To undo it:** ${isNamed ? 'revert this pull request, or ' : ''}run ${code(`mlops rollback ${model} ${stage}`, 500)}.` +
      (isNamed ? '' : ` Reverting does not: ${code(path)} names no version of ${code(model)} to go back to yet.`),
  ];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}

function forcedWords({ against, reason }: Promotion): string {
  const words = `**Forced against the evidence:** ${md(against ?? 'there is no passing verdict', 500)}`;
  return reason === undefined ? words : `${words}\\\n**Reason:** ${md(reason, 500)}`;
}

function metricTable({ promotion, championMetrics }: ProposalInput): string | undefined {
  const names = Object.keys(promotion.metrics);
  if (names.length === 0) return undefined;
  const { version, replaces } = promotion;
  const hasChampion = championMetrics !== undefined && replaces !== undefined;
  const rows = names.slice(0, MOST_ROWS).map((name) => {
    const candidate = promotion.metrics[name];
    const champion = hasChampion && Object.hasOwn(championMetrics, name) ? championMetrics[name] : undefined;
    const [now, before] = [finiteOf(candidate), finiteOf(champion)];
    const delta = now === undefined || before === undefined ? undefined : now - before;
    const format = chooseFormat({ values: [candidate, champion], delta });
    const change = delta === undefined ? '–' : delta === 0 ? '±0' : formatDelta(delta, format);
    const own = formatReading(candidate, format);
    return hasChampion ? [code(name), formatReading(champion, format), own, change] : [code(name), own];
  });
  const more =
    names.length > MOST_ROWS ? `\n\n${names.length - MOST_ROWS} more metrics stand in the record of the run.` : '';
  const shown = hasChampion
    ? table(
        ['Metric', `${code(replaces)}, now`, `${code(version)}, proposed`, 'Change'],
        ['left', 'right', 'right', 'right'],
        rows,
      )
    : table(['Metric', code(version)], ['left', 'right'], rows);
  return shown + more;
}

function gateTable({ gates, verdict }: Promotion): string {
  const words = `**Verdict: ${verdict ?? 'none, as no gate applied'}**`;
  if (gates.length === 0) return words;
  const rows = gates
    .slice(0, MOST_ROWS)
    .map(({ gate, status, reason }) => [
      code(gate),
      status === 'pass' ? status : `**${status}**`,
      md(reason ?? '–', 200),
    ]);
  return `${words}\n\n${table(['Gate', 'Result', 'Why'], ['left', 'left', 'left'], rows)}`;
}

function facts({ promotion, releaseUrl }: ProposalInput): string {
  const { run, model_digest: digest, compared_with: compared, actor, reason, forced, url } = promotion;
  const lines = [
    run === undefined ? undefined : `Run ${code(run)}`,
    compared === undefined ? undefined : `Compared with run ${code(compared.run)}`,
    digest === undefined ? 'No digest of the model files is known' : `Model files: SHA-256 ${code(digest)}`,
    linked('Release of the version', releaseUrl),
    actor === undefined ? undefined : `Proposed by ${md(actor, 100)}`,
    reason === undefined || forced === true ? undefined : `Reason: ${md(reason, 500)}`,
    linked('Where it was decided', url),
  ];
  return lines.flatMap((line) => (line === undefined ? [] : [`- ${line}`])).join('\n');
}

/** Undefined where the address is none that may be linked. */
function linked(text: string, url: string | undefined): string | undefined {
  const markdown = link(text, url);
  return markdown === text ? undefined : markdown;
}
