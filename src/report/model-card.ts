// The card of a model version: what it is for, as its people say, and what is known of it, as it was recorded. As a file it
// begins with front matter as hubs of models read it. Pure.
import type { Comparison } from '../comparison/comparison.ts';
import type { Card } from '../config/deployment-schema.ts';
import { asciiControls } from '../registry/message-text.ts';
import type { RunRecord } from '../run/record.ts';
import {
  claims,
  downloading,
  lineage,
  modelFiles,
  ownership,
  params,
  reproducing,
  trainingData,
} from './card-facts.ts';
import { gates, metrics, slices } from './card-measures.ts';
import { linksOf, repositoryUrlOf, type Links } from './link.ts';
import { code, md } from './markdown.ts';
import { chooseFormat, formatReading } from './number-format.ts';
import { plain } from './plain-text.ts';
import { shortCommit } from './report-view.ts';

export interface CardInput {
  readonly run: RunRecord;
  /** As it was recorded; undefined where there is none that can be read. */
  readonly comparison: Comparison | undefined;
  /** What people say of the model in `mlops.yaml`. */
  readonly card: Card;
  /** Undefined for a run that is no version. */
  readonly version: { readonly version: string; readonly tag: string } | undefined;
}

/** What the sections share. */
export interface CardView extends CardInput {
  readonly links: Links;
  /** Rows of a table; how many were left out is said. */
  readonly most: number;
}

const WHOLE = 1000;
/** Rows of each table, as far as the text has to shrink. */
const LEVELS = [200, 50, 15, 5, 1] as const;

/** The card as a file of its own. */
export function renderModelCard(input: CardInput): string {
  const view = viewOf(input, WHOLE);
  const sections = [
    `# ${md(titleOf(input), 200)}`,
    cardSummary(input),
    ...claims(view),
    ...measured(view),
    ...modelFiles(view),
    ...lineage(view),
    ...reproducing(view),
    ...downloading(view),
  ];
  return `${frontMatter(input)}\n${sections.join('\n\n')}\n`;
}

/**
 * The same for the body of a release, which has a title, the summary, the files and how to download them already.
 * @param room characters; the tables shrink until it fits
 */
export function renderCardBody(input: CardInput, room: number): string {
  const bodies = LEVELS.values().map((most) => {
    const view = viewOf(input, most);
    return [...claims(view), ...measured(view), ...lineage(view), ...reproducing(view)].join('\n\n');
  });
  return bodies.find((body) => body.length <= room) ?? ownership(input);
}

/** What the run was trained on, and what came of it. */
function measured(view: CardView): readonly string[] {
  return [...trainingData(view), ...metrics(view), ...gates(view), ...slices(view), ...params(view)];
}

function viewOf(input: CardInput, most: number): CardView {
  return { ...input, links: linksOf(repositoryUrlOf(input.run)), most };
}

function titleOf({ run, version }: CardInput): string {
  return version === undefined
    ? `${run.model.name}, run ${run.id.slice(0, 12)}`
    : `${run.model.name} ${version.version}`;
}

/** One paragraph: what it is, from where, how good, and whether it passed. */
export function cardSummary({ run, comparison }: CardInput): string {
  const { source, status } = run;
  const from = source.branch === undefined ? '' : ` of ${code(source.branch)}`;
  const dirty = source.dirty ? ' with uncommitted changes' : '';
  const ended = status === 'finished' ? '' : ` The training ${status === 'killed' ? 'was killed' : 'failed'}.`;
  const primary = comparison?.rows.find((row) => row.primary);
  const value =
    primary?.candidate === undefined
      ? ''
      : `, ${md(primary.name)} ${formatReading(primary.candidate, chooseFormat({ values: [primary.candidate], unit: primary.unit }))}`;
  const judged = comparison?.verdict === undefined ? 'no gate judged it' : `verdict ${comparison.verdict.status}`;
  const fork =
    source.fork === undefined
      ? ''
      : ` **Not verified**: the code of the fork ${code(source.fork, 100)} has measured and reported this itself.`;
  return (
    `Trained on ${run.started.slice(0, 10)} from commit ${code(shortCommit(source.commit))}${from}${dirty}: ` +
    `${judged}${value}.${ended}${fork}`
  );
}

/** YAML of which every value is quoted as JSON quotes it, which YAML reads alike. */
function frontMatter({ run, card }: CardInput): string {
  const quoted = (text: string): string => asciiControls(JSON.stringify(plain(text, 200)));
  const names = Object.keys(run.metrics).slice(0, 50);
  return [
    '---',
    ...(card.license === undefined ? [] : [`license: ${quoted(card.license)}`]),
    `model_name: ${quoted(run.model.name)}`,
    'tags:',
    '  - "mlops-action"',
    ...(names.length === 0 ? [] : ['metrics:', ...names.map((name) => `  - ${quoted(name)}`)]),
    '---',
    '',
  ].join('\n');
}
