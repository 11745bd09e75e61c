// What `mlops init` tells of what it did, and what comes next.
import { styleText } from 'node:util';
import { MlopsError } from '../error.ts';
import { lackingInKept } from '../init/kept-workflow.ts';
import type { Proposal } from '../init/proposal.ts';
import { checkFile } from '../init/rendered-files.ts';
import { shellWord } from '../init/repository-facts.ts';
import { print } from './print.ts';
import { printable, printableLine } from './printable.ts';
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

/** @param faults after which a push is in vain */
export function finish(
  { advice, folder, lacksPackages }: Proposal,
  files: readonly Done[],
  faults: readonly string[],
  dryRun: boolean,
): void {
  for (const line of [...faults, ...advice]) print(`${styleText('yellow', '!')} ${printableLine(line)}`);
  if (dryRun) return;
  const changed = files.filter(({ outcome }) => outcome === 'created' || outcome === 'replaced');
  const paths = [...new Set(changed.map(({ path }) => (path.startsWith('.github/') ? '.github' : path)))];
  const flag = folder === '.' ? '' : ` --working-directory ${shellWord(folder)}`;
  const isReady = faults.length === 0 && !lacksPackages;
  print(
    [
      '',
      ...(paths.length === 0
        ? []
        : [`next  git add ${paths.map(shellWord).join(' ')} && git commit -m 'Train with mlops'`]),
      `${paths.length === 0 ? 'next' : '    '}  mlops train${flag}`,
      `      ${isReady ? 'git push' : 'what is marked ! above, without which no push trains; then git push'}`,
    ].join('\n'),
  );
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
