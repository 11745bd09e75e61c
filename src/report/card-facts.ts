// Sections of a model card about where a model comes from: what people say, data, params, files, lineage, how to get it
// again. What is not known is said, for a gap is a fact too. Pure.
import type { Card } from '../config/deployment-schema.ts';
import { firstOf } from './budget.ts';
import { commitUrl, link, ownUrl } from './link.ts';
import { code, fence, md, table, type Alignment } from './markdown.ts';
import type { CardInput, CardView } from './model-card.ts';
import { formatBytes, formatCount, formatSeconds } from './number-format.ts';
import { plainLine } from './plain-text.ts';
import { shellLines } from './reproduce.ts';

type Sections = readonly string[];

const CLAIMS = [
  ['intended-use', 'Intended use', 'No intended use is given'],
  ['out-of-scope', 'Out of scope', 'What it is not for is not said'],
  ['limits', 'Limits', 'No limits are given'],
] as const satisfies readonly (readonly [keyof Card, string, string])[];

/** What only people know. Their words stand in a quotation, which they cannot leave. */
export function claims(view: CardInput): Sections {
  return [
    ownership(view),
    ...CLAIMS.flatMap(([key, title, missing]) => [`## ${title}`, said(view.card[key]) ?? absent(missing, key)]),
  ];
}

/** Who answers for it, and under which licence it is. */
export function ownership({ card: { owner, license } }: CardInput): string {
  return [
    owner === undefined ? absent('No owner is given', 'owner') : `Owner: ${md(owner, 500)}.`,
    license === undefined ? absent('No license is given', 'license') : `License: ${md(license, 200)}.`,
  ].join(' ');
}

export function trainingData(view: CardView): Sections {
  const { data } = view.run;
  const words = said(view.card.data) ?? absent('Where the data come from is not said', 'data');
  if (data.length === 0) {
    return ['## Training data', words, 'No data files are recorded: `data` in `mlops.yaml` names them.'];
  }
  const rowOf = ({ path, rows, size, sha256 }: (typeof data)[number]): readonly string[] => [
    code(path, 200),
    rows === undefined ? '–' : formatCount(rows),
    formatBytes(size),
    code(sha256),
  ];
  return [
    '## Training data',
    words,
    ...limited(['File', 'Rows', 'Size', 'SHA-256'], ['left', 'right', 'right', 'left'], data, rowOf, view),
  ];
}

export function params(view: CardView): Sections {
  const entries = Object.entries(view.run.params);
  if (entries.length === 0) return ['## Params', 'No params are recorded.'];
  const rowOf = ([name, value]: (typeof entries)[number]): readonly string[] => [
    code(name, 120),
    code(String(value), 120),
  ];
  return ['## Params', ...limited(['Param', 'Value'], ['left', 'left'], entries, rowOf, view)];
}

export function modelFiles(view: CardView): Sections {
  const { files } = view.run.model;
  if (files.length === 0) return ['## Model files', 'The run has no model files.'];
  const rowOf = ({ path, size, sha256 }: (typeof files)[number]): readonly string[] => [
    code(path, 200),
    formatBytes(size),
    code(sha256),
  ];
  return ['## Model files', ...limited(['File', 'Size', 'SHA-256'], ['left', 'right', 'left'], files, rowOf, view)];
}

/** Code, run, baseline and machine. */
export function lineage(view: CardView): Sections {
  const { run, comparison, links } = view;
  const { source, trigger, environment, parent, model } = run;
  const commit = (id: string): string => link(code(id), commitUrl(links, id));
  const pull = source.pull_request;
  const baseline = comparison?.baseline;
  const runtimes = Object.entries(environment.runtimes).slice(0, 10);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Run', code(run.id)],
    ['Model digest', model.digest === undefined ? undefined : code(model.digest)],
    ['Commit', `${commit(source.commit)}${source.dirty ? ' with uncommitted changes' : ''}`],
    ['Branch', source.branch === undefined ? undefined : code(source.branch)],
    ['Tag', source.tag === undefined ? undefined : code(source.tag)],
    [
      'Pull request',
      pull === undefined
        ? undefined
        : `${pull.number === undefined ? '' : `${link(`number ${pull.number}`, pullUrl(view, pull.number))}, `}head ${commit(pull.head)}`,
    ],
    [
      'Baseline',
      baseline === undefined
        ? `none: ${md(comparison?.noBaseline ?? 'nothing is recorded', 200)}`
        : `run ${code(baseline.run)} of ${commit(baseline.commit)}, ${md(baseline.how, 200)}`,
    ],
    ['Parent run', parent === undefined ? undefined : code(parent)],
    ['Started', `${run.started.slice(0, 19).replace('T', ' ')} UTC, for ${formatSeconds(run.duration)}`],
    [
      'Trigger',
      link(code(trigger.event), ownUrl(links, trigger.url)) +
        (trigger.actor === undefined ? '' : ` by ${code(trigger.actor)}`),
    ],
    [
      'Machine',
      code(
        [environment.os, environment.arch, ...present(environment.cpu), ...present(environment.gpu)].join(' · '),
        160,
      ),
    ],
    ['Container', environment.container === undefined ? undefined : code(environment.container, 160)],
    ['Runtimes', runtimes.length === 0 ? undefined : runtimes.map((entry) => code(entry.join(' '))).join(', ')],
    ['Packages', environment.packages === undefined ? undefined : code(`sha256:${environment.packages.digest}`)],
  ];
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  return ['## Lineage', table(['', ''], ['left', 'left'], known)];
}

/** The commands of a fork are a stranger's: nobody is invited to copy them into a shell. */
export function reproducing({ run }: CardView): Sections {
  if (run.source.fork !== undefined) return [];
  return ['## Reproduce', fence('bash', shellLines(run), 400)];
}

export function downloading({ run, version, links }: CardView): Sections {
  if (run.model.files.length === 0) return [];
  const repository =
    links.repositoryUrl === undefined ? '' : ` --repo ${new URL(links.repositoryUrl).pathname.slice(1)}`;
  const lines =
    version === undefined
      ? [`mlops artifacts download ${run.id}`]
      : [
          `mlops artifacts download '${version.tag}'   # every digest is checked`,
          ...(links.repositoryUrl === undefined
            ? []
            : [`gh release download '${version.tag}'${repository} && sha256sum -c SHA256SUMS`]),
        ];
  return ['## Download', fence('bash', lines, 400)];
}

/** A table of the first items; of the others their number. */
export function limited<T>(
  head: readonly string[],
  alignments: readonly Alignment[],
  items: readonly T[],
  rowOf: (item: T) => readonly string[],
  { most }: CardView,
): Sections {
  const { shown, left } = firstOf(items, most);
  const more = left === 0 ? [] : [`${formatCount(left)} more are in the run record.`];
  return [table(head, alignments, shown.map(rowOf)), ...more];
}

/** Markdown of the repository's people. An open comment would swallow what follows in spite of the quotation. */
function said(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const lines = text.trim().split(/\r?\n/);
  return lines.map((line) => `> ${plainLine(line, 2000).replaceAll(/<(?=[!?])/g, '&lt;')}`.trimEnd()).join('\n');
}

function absent(words: string, key: keyof Card): string {
  return `${words}: \`card.${key}\` in \`mlops.yaml\` says it.`;
}

function pullUrl({ links }: CardView, number: number): string | undefined {
  return links.repositoryUrl === undefined ? undefined : `${links.repositoryUrl}/pull/${number}`;
}

function present(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
