// mlops init: looks at the repository, proposes, asks, writes. What is there is never written over without being asked.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { suggestion } from '../../config/nearest.ts';
import { MlopsError } from '../../error.ts';
import { proposeFor, type Proposal } from '../../init/proposal.ts';
import { checkFile, renderFiles, type Wanted } from '../../init/rendered-files.ts';
import { isPlainName, type RepositoryFacts } from '../../init/repository-facts.ts';
import { OPTIONAL_WORKFLOWS, type WorkflowName } from '../../init/workflows.ts';
import { canAsk, openQuestions, type Questions } from '../ask.ts';
import { faultsOfKept, finish, printFindings, reportFile, summaryOf, type Done } from '../init-report.ts';
import { print, printJson } from '../print.ts';
import { printable } from '../printable.ts';
import { readRepositoryFacts } from '../repository-facts.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { differenceOf, lookAtPlace, writePlaced, type Outcome, type Placed } from '../written-files.ts';
import { isAsWritten, marked } from '../written-mark.ts';

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

export async function init(options: InitOptions): Promise<number> {
  const asked = parseWorkflows(options.workflows);
  const workspace = await openWorkspace(options.repo);
  const folder = await folderOf(options, workspace);
  using questions = openIfNeeded(options);
  const facts = await readRepositoryFacts(workspace, folder, !options.force);
  const { proposal, wanted } = await choose(facts, options, asked, questions);
  const files: Done[] = [];
  for (const file of renderFiles(proposal, wanted).map(marked)) {
    checkFile(file);
    const placed = await lookAtPlace(workspace.root, file);
    files.push({ ...placed, outcome: await outcomeFor(placed, options, workspace, questions) });
  }
  files.push(...(await writtenBefore(proposal, files, workspace.root)));
  for (const file of files) {
    const isWritten = file.outcome === 'created' || file.outcome === 'replaced';
    if (isWritten && !options.dryRun) await writePlaced(workspace.root, file);
    if (!options.json) await reportFile(file, options.dryRun, workspace);
  }
  const faults = faultsOfKept(files, proposal);
  if (options.json) printJson(summaryOf(proposal, files, faults, options.dryRun));
  else finish(proposal, files, faults, options.dryRun);
  return 0;
}

/** What an earlier `mlops init` wrote on wish and nobody changed keeps up, though it is not wished for again. */
async function writtenBefore(proposal: Proposal, files: readonly Done[], root: string): Promise<readonly Done[]> {
  const all = renderFiles(proposal, { workflows: OPTIONAL_WORKFLOWS, devcontainer: true }).map(marked);
  const others = all.filter(({ path }) => !files.some((file) => file.path === path));
  const placed = await Promise.all(others.map((file) => lookAtPlace(root, file).catch(() => undefined)));
  return placed.flatMap((file) =>
    file?.there !== undefined && file.there !== file.text && isAsWritten(file.there)
      ? [{ ...file, outcome: 'replaced' as const }]
      : [],
  );
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
  if (force || isAsWritten(placed.there)) return 'replaced';
  if (questions === undefined || dryRun) return 'kept';
  print(printable(await differenceOf(git, placed)));
  return (await questions.yes(`Replace ${placed.path}, as shown?`, false)) ? 'replaced' : 'kept';
}
