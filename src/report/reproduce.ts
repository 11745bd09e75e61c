// How to get this run again, and where its files lie. Only commands that exist.
import type { RunRecord } from '../run/record.ts';
import { firstOf } from './budget.ts';
import { digestWords } from './changes-section.ts';
import { isObjectId, link, ownUrl } from './link.ts';
import { code, details, fence } from './markdown.ts';
import { formatBytes, formatCount } from './number-format.ts';
import { plainLine } from './plain-text.ts';
import { shortCommit, type ReportView } from './report-view.ts';

const MOST_FILES = 5;
const MOST_LINES = 40;

/** The commands of a fork are a stranger's: nobody is invited to copy them into a shell. */
export function renderReproduce(view: ReportView): string | undefined {
  const files = modelFiles(view);
  if (view.input.run.source.fork !== undefined)
    return files === '' ? undefined : details('<b>Model files</b>, not kept', files);
  const body = [fence('bash', shellLines(view.input.run), 400), ...(files === '' ? [] : [files])].join('\n\n');
  return details(`<b>Reproduce${files === '' ? '' : ' and artifacts'}</b>`, body);
}

/** What a shell needs: the code, the values given to this run alone, the recorded command. */
export function shellLines(run: RunRecord): readonly string[] {
  const { source, trigger, command, data } = run;
  const head = source.pull_request?.head;
  const merged = head !== undefined && head !== source.commit ? `   # ${shortCommit(head)} merged into its base` : '';
  // Without an origin on a forge the commit lies in this repository alone.
  const fetch = source.repository === undefined ? '' : `git fetch origin ${source.commit} && `;
  return [
    ...(isObjectId(source.commit) ? [`${fetch}git checkout ${source.commit}${merged}`] : []),
    ...(source.dirty ? [patchLine(run)] : []),
    ...(data.length === 0
      ? []
      : [`# data: ${data.length} file${data.length === 1 ? '' : 's'}, digests in the run record`]),
    ...overrideLines(trigger.overrides ?? {}),
    ...commandLines(command),
  ];
}

/** Files that git did not track are only named in a patch. */
function patchLine({ id, source: { patch } }: RunRecord): string {
  if (patch?.kept === true)
    return `mlops runs show ${id} --patch | git apply --allow-empty   # its uncommitted changes`;
  return '# the worktree had uncommitted changes, which were not kept';
}

/** What cannot be shown letter by letter is not shown as a command. */
function overrideLines(overrides: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(overrides)
    .slice(0, MOST_LINES)
    .map(([name, value]) =>
      plainLine(value) === value
        ? `export ${variableOf(name)}=${quoted(value)}`
        : `# ${variableOf(name)}: a value of ${value.length} characters, see the run record`,
    );
}

function commandLines(command: string): readonly string[] {
  const { shown, left } = firstOf(command.split('\n'), MOST_LINES);
  return [...shown, ...(left === 0 ? [] : [`# ${formatCount(left)} more lines in the run record`])];
}

/** The variable in which the training found the value. */
function variableOf(name: string): string {
  return `MLOPS_PARAM_${name
    .slice(0, 100)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** One word of a POSIX shell. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

function modelFiles(view: ReportView): string {
  const { model } = view.input.run;
  const { shown, left } = firstOf(model.files, MOST_FILES);
  const files = shown.map((file) => `${code(file.path)} ${formatBytes(file.size)} ${digestWords(file.sha256)}`);
  const more = left === 0 ? [] : [`${formatCount(left)} more files`];
  const url = ownUrl(view.links, model.artifact?.url);
  const until = /^\d{4}-\d{2}-\d{2}/.exec(model.artifact?.expires ?? '')?.[0];
  const kept =
    url === undefined ? [] : [`${link('artifact', url)}${until === undefined ? '' : ` (kept until ${until})`}`];
  return [...files, ...more, ...kept].join(' · ');
}
