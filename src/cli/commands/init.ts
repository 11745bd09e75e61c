// mlops init: looks at the repository, proposes, asks, writes. What is there is never written over without being asked.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { suggestion } from '../../config/nearest.ts';
import { MlopsError } from '../../error.ts';
import { proposeFor, type Proposal } from '../../init/proposal.ts';
import { checkFile, renderFiles, type Wanted } from '../../init/rendered-files.ts';
import { isPlainName, shellWord, type RepositoryFacts } from '../../init/repository-facts.ts';
import { OPTIONAL_WORKFLOWS, type WorkflowName } from '../../init/workflows.ts';
import { canAsk, openQuestions, type Questions } from '../ask.ts';
import { print, printJson } from '../print.ts';
import { printable, printableLine } from '../printable.ts';
import { readRepositoryFacts } from '../repository-facts.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { differenceOf, lookAtPlace, writePlaced, type Outcome, type Placed } from '../written-files.ts';

export interface InitOptions {
  readonly repo: string;
  readonly json: boolean;
  /** Ask nothing: take the proposal, keep what is there. */
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** Write over files that are there. */
  readonly force: boolean;
  readonly devcontainer: boolean;
  /** Names, separated by commas. */
  readonly workflows: string | undefined;
  readonly workingDirectory: string | undefined;
  readonly command: string | undefined;
}

interface Done extends Placed {
  readonly outcome: Outcome;
}

export async function init(options: InitOptions): Promise<number> {
  const asked = parseWorkflows(options.workflows);
  const workspace = await openWorkspace(options.repo);
  const folder = await folderOf(options, workspace);
  using questions = openIfNeeded(options);
  const facts = await readRepositoryFacts(workspace, folder, !options.force);
  const { proposal, wanted } = await choose(facts, options, asked, questions);
  const files: Done[] = [];
  for (const file of renderFiles(proposal, wanted)) {
    checkFile(file);
    const placed = await lookAtPlace(workspace.root, file);
    files.push({ ...placed, outcome: await outcomeFor(placed, options, workspace, questions) });
  }
  for (const file of files) {
    const isWritten = file.outcome === 'created' || file.outcome === 'replaced';
    if (isWritten && !options.dryRun) await writePlaced(workspace.root, file);
    if (!options.json) await report(file, options, workspace);
  }
  const advice = [...files.flatMap(faultOfKept), ...proposal.advice];
  if (options.json) printJson(summaryOf({ ...proposal, advice }, files, options));
  else finish({ ...proposal, advice }, files, options);
  return 0;
}

/** What is wrong with a file that somebody else wrote and that stays. */
function faultOfKept({ path, there, outcome }: Done): readonly string[] {
  if (outcome !== 'kept') return [];
  try {
    checkFile({ path, text: there ?? '' });
    return [];
  } catch (error) {
    if (error instanceof MlopsError) return [`${path} cannot be read: ${error.message}`];
    throw error;
  }
}

function parseWorkflows(text: string | undefined): readonly WorkflowName[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const known = OPTIONAL_WORKFLOWS.find((workflow) => workflow === name);
      if (known !== undefined) return known;
      throw new MlopsError(
        'usage',
        `there is no workflow "${name}": ${suggestion(name, OPTIONAL_WORKFLOWS)}`,
        `Give names of ${OPTIONAL_WORKFLOWS.join(', ')}, separated by commas; train is always written.`,
      );
    });
}

async function folderOf({ repo, workingDirectory }: InitOptions, workspace: Workspace): Promise<string> {
  if (workspace.bare)
    throw new MlopsError('usage', 'this is a bare repository', 'Run the command in a worktree of it.');
  const given = workingDirectory === undefined ? {} : { 'working-directory': workingDirectory };
  const inputs = await withWorkingDirectory({ repo, inputs: given }, workspace);
  const typed = (inputs['working-directory'] ?? '.').replaceAll('\\', '/');
  const folder =
    typed
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/') || '.';
  const isThere = await stat(join(workspace.root, folder)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isThere && !folder.split('/').includes('..') && (folder === '.' || isPlainName(folder))) return folder;
  throw new MlopsError(
    'usage',
    `working-directory: "${typed}" is no folder of the repository that a workflow can name`,
    `Give a folder relative to the repository's root, ${workspace.root}, in plain letters.`,
  );
}

function openIfNeeded({ yes, dryRun, json }: InitOptions): (Questions & Disposable) | undefined {
  if (yes || dryRun) return undefined;
  if (canAsk() && !json) return openQuestions();
  throw new MlopsError(
    'usage',
    'there is no terminal to ask on',
    '`mlops init --yes` writes what it proposes and keeps what is there; `--dry-run` only shows it.',
  );
}

async function choose(
  facts: RepositoryFacts,
  options: InitOptions,
  workflows: readonly WorkflowName[],
  questions: Questions | undefined,
): Promise<{ readonly proposal: Proposal; readonly wanted: Wanted }> {
  const first = proposeFor(facts, options.command);
  if (first !== undefined && !options.json) printFindings(first);
  const wanted = { workflows, devcontainer: options.devcontainer };
  if (questions === undefined) {
    if (first !== undefined) return { proposal: first, wanted };
    throw nothingFound(facts);
  }
  const command = await questions.text('What trains the model?', first?.config.command ?? 'python train.py');
  const model = await questions.text('What is the model called?', first?.config.model ?? 'model');
  const more = await questions.text(
    `More workflows: ${OPTIONAL_WORKFLOWS.join(', ')}?`,
    workflows.join(', ') || 'none',
  );
  const devcontainer = await questions.yes('A development container for Codespaces?', options.devcontainer);
  const config = { ...facts.config, model };
  const proposal = proposeFor({ ...facts, config }, command);
  if (proposal === undefined) throw nothingFound(facts);
  return { proposal, wanted: { workflows: more === 'none' ? [] : parseWorkflows(more), devcontainer } };
}

function nothingFound({ paths, folder }: RepositoryFacts): MlopsError {
  const folders = paths.flatMap((path) => /^(.+)\/(?:train\.[a-z]+|mlops\.yaml)$/i.exec(path)?.[1] ?? []);
  const others = [...new Set(folders)].slice(0, 5);
  const elsewhere =
    others.length === 0 ? '' : ` A folder of its own is given with --working-directory: ${others.join(', ')}.`;
  return new MlopsError(
    'usage',
    `nothing that trains was found in ${folder === '.' ? 'the repository' : folder}: no train.py, train.R and the like, no Makefile with \`train\`, no dvc.yaml, MLproject or notebook`,
    `Name it: mlops init --command 'python fit.py'.${elsewhere}`,
  );
}

async function outcomeFor(
  placed: Placed,
  { force, dryRun }: InitOptions,
  { git }: Workspace,
  questions: Questions | undefined,
): Promise<Outcome> {
  if (placed.there === undefined) return 'created';
  if (placed.there.replaceAll('\r\n', '\n') === placed.text) return 'unchanged';
  if (force) return 'replaced';
  if (questions === undefined || dryRun) return 'kept';
  print(printable(await differenceOf(git, placed)));
  return (await questions.yes(`Replace ${placed.path}, as shown?`, false)) ? 'replaced' : 'kept';
}

function printFindings({ findings }: Proposal): void {
  for (const { about, text } of findings) print(printableLine(`found ${about}: ${text}`));
}

async function report(file: Done, { dryRun }: InitOptions, { git }: Workspace): Promise<void> {
  const { path, outcome, text } = file;
  const words = {
    created: dryRun ? 'would be created' : 'created',
    replaced: dryRun ? 'would be replaced' : 'replaced',
    kept: `kept: it differs from what would be written${dryRun ? '' : '; --dry-run shows how, --force replaces it'}`,
    unchanged: 'unchanged',
  }[outcome];
  print(`${styleText('bold', printableLine(path))} ${words}`);
  if (!dryRun || outcome === 'unchanged') return;
  const shown = outcome === 'created' ? text : await differenceOf(git, file);
  print(printable(shown).replaceAll(/^(?=.)/gm, '  '));
}

function finish({ advice, folder }: Proposal, files: readonly Done[], { dryRun }: InitOptions): void {
  for (const line of advice) print(`${styleText('yellow', '!')} ${printableLine(line)}`);
  if (dryRun) return;
  const changed = files.filter(({ outcome }) => outcome === 'created' || outcome === 'replaced');
  const paths = [...new Set(changed.map(({ path }) => (path.startsWith('.github/') ? '.github' : path)))];
  const flag = folder === '.' ? '' : ` --working-directory ${shellWord(folder)}`;
  print(
    [
      '',
      ...(paths.length === 0
        ? []
        : [`next  git add ${paths.map(shellWord).join(' ')} && git commit -m 'Train with mlops'`]),
      `${paths.length === 0 ? 'next' : '    '}  mlops train${flag}`,
      '      git push',
    ].join('\n'),
  );
}

/** The stable JSON of what was done. */
function summaryOf(
  { config, inputs, findings, advice }: Proposal,
  files: readonly Done[],
  { dryRun }: InitOptions,
): Readonly<Record<string, unknown>> {
  return {
    dry_run: dryRun,
    files: files.map(({ path, outcome, text }) => ({ path, outcome, ...(dryRun ? { text } : {}) })),
    config,
    inputs,
    findings,
    advice,
  };
}
