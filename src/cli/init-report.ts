// What `mlops init` tells of what it did, and what comes next.
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import { MlopsError } from '../error.ts';
import { lackingInKept } from '../init/kept-workflow.ts';
import type { Proposal } from '../init/proposal.ts';
import { checkFile } from '../init/rendered-files.ts';
import { shellWord } from '../init/repository-facts.ts';
import { calledAs } from './called-as.ts';
import { print } from './print.ts';
import { printable, printableLine } from './printable.ts';
import { pathFromRoot } from '../workspace-path.ts';
import type { Workspace } from './workspace.ts';
import { differenceOf, type Outcome, type Placed } from './written-files.ts';

export interface Done extends Placed {
  readonly outcome: Outcome;
}

export function printFindings({ findings }: Proposal): void {
  for (const { about, text } of findings) print(printableLine(`found ${about}: ${text}`));
}

export async function reportFile(file: Done, dryRun: boolean, { git }: Workspace): Promise<void> {
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

/** What is wrong with files that somebody else wrote and that stay; with it a push would train nothing, or fail. */
export function faultsOfKept(files: readonly Done[], proposal: Proposal): readonly string[] {
  const kept = files.filter(({ outcome }) => outcome === 'kept');
  return kept.flatMap(({ path, there = '' }) => {
    try {
      checkFile({ path, text: there });
    } catch (error) {
      if (error instanceof MlopsError) return [`${path} cannot be read: ${error.message}`];
      throw error;
    }
    return path === files[1]?.path ? lackingInKept(path, there, proposal) : [];
  });
}

interface Told {
  readonly dryRun: boolean;
  readonly repo: string;
  readonly workspace: Workspace;
}

/** @param faults after which a push is in vain */
export async function finish(
  { advice, config, defaultBranch, folder, lacksPackages }: Proposal,
  files: readonly Done[],
  faults: readonly string[],
  { dryRun, repo, workspace }: Told,
): Promise<void> {
  if (config.register?.when === 'auto') {
    print(
      `register: auto makes every good model of ${printableLine(defaultBranch)} a version, with a tag and a release; ` +
        '`register: {when: never}` in mlops.yaml leaves that to you',
    );
  }
  for (const line of [...faults, ...advice]) print(`${styleText('yellow', '!')} ${printableLine(line)}`);
  if (dryRun) return;
  const here = pathFromRoot(await realpath(workspace.root), await realpath(resolve(repo)));
  const paths = await uncommitted(files, workspace);
  const flag = folder === '.' || folder === here ? '' : ` --working-directory ${shellWord(folder)}`;
  const isReady = faults.length === 0 && !lacksPackages;
  const fromHere = (path: string): string => shellWord(pathFromRoot(join('/', here), join('/', path)));
  const lines = [
    ...(paths.length === 0 ? [] : [`git add ${paths.map(fromHere).join(' ')} && git commit -m 'Train with mlops'`]),
    `${calledAs(process.env)} train${flag}`,
    isReady ? 'git push' : 'what is marked ! above, without which no push trains; then git push',
  ];
  print(['', ...lines.map((line, index) => `${index === 0 ? 'next' : '    '}  ${line}`)].join('\n'));
}

/** What of the files is not committed yet, be it of this time or of an earlier one. */
async function uncommitted(files: readonly Done[], { git }: Workspace): Promise<readonly string[]> {
  const places = files.map(({ path }) => `:(top,literal)${path}`);
  const { stdout } = await git.exec(['status', '--porcelain', '-z', '--untracked-files=all', '--', ...places]);
  const entries = new Set(
    stdout
      .toString()
      .split('\0')
      .map((entry) => entry.slice(3)),
  );
  const paths = files.map(({ path }) => path).filter((path) => entries.has(path));
  return [...new Set(paths.map((path) => (path.startsWith('.github/') ? '.github' : path)))];
}

/** The stable JSON of what was done. */
export function summaryOf(
  { config, inputs, findings, advice }: Proposal,
  files: readonly Done[],
  faults: readonly string[],
  dryRun: boolean,
): Readonly<Record<string, unknown>> {
  return {
    dry_run: dryRun,
    files: files.map(({ path, outcome, text }) => ({ path, outcome, ...(dryRun ? { text } : {}) })),
    config,
    inputs,
    findings,
    advice: [...faults, ...advice],
  };
}
