// mlops init: looks at the repository, proposes, asks, writes. What is there is never written over without being asked.
import type { Proposal } from '../../init/proposal.ts';
import { checkFile, renderFiles, stageAdvice } from '../../init/rendered-files.ts';
import { OPTIONAL_WORKFLOWS } from '../../init/workflows.ts';
import type { Questions } from '../ask.ts';
import { choose, chooseFolder, openIfNeeded, parseWorkflows } from '../init-dialogue.ts';
import { factsOfFolder } from '../init-folder.ts';
import { faultsOfKept, finish, reportFile, summaryOf, type Done } from '../init-report.ts';
import { print, printJson } from '../print.ts';
import { printable } from '../printable.ts';
import { readRepositoryFacts } from '../repository-facts.ts';
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
  const workflows = parseWorkflows(options.workflows);
  const workspace = await openWorkspace(options.repo);
  const found = await factsOfFolder(options, workspace);
  using questions = openIfNeeded(options);
  const isOpen = options.workingDirectory === undefined && options.command === undefined;
  const chosen = isOpen ? await chooseFolder(found, questions) : undefined;
  const facts = chosen === undefined ? found : await readRepositoryFacts(workspace, chosen, !options.force);
  const { proposal: chosenOne, wanted } = await choose(facts, { ...options, workflows }, questions);
  const advice = [...chosenOne.advice, ...stageAdvice(chosenOne.config, wanted)];
  const proposal = { ...chosenOne, advice };
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
  else await finish(proposal, files, faults, { ...options, workspace });
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
