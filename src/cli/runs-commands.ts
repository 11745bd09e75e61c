// The commands of `mlops runs` that look at the history.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import { addAnnotationCommands } from './annotation-commands.ts';
import { helpLike } from './command-help.ts';
import { filterHelp } from './filter-help.ts';
import type { HistoryOptions } from './local-history.ts';

type Flags = HistoryOptions & Readonly<Record<string, unknown>>;

/**
 * Adds the group `runs`.
 * @param add makes a command with the flags that all with a history have
 * @param settle is given the exit status of the command that ran
 */
export function addRunsCommands(
  program: Command,
  add: (
    parent: Command,
    usage: string,
    description: string,
    example: string,
    options?: { readonly isDefault?: boolean },
  ) => Command,
  settle: (status: number) => void,
): void {
  const runs = program.command('runs').description('the history of runs');
  const list = add(
    runs,
    'list [words...]',
    'runs as a table, newest first; after a commit + is for uncommitted changes, * for params of its own',
    'mlops runs --branch main --limit 5',
    {
      isDefault: true,
    },
  )
    .usage('[options]')
    .option('-n, --limit <count>', 'how many', wholeNumber, 20)
    .option('--experiment <name>', 'only this experiment')
    .option('--branch <name>', 'only this branch')
    .addOption(new Option('--status <status>', 'only runs that ended so').choices(['finished', 'failed', 'killed']))
    .option('--deleted', 'deleted runs too', false)
    .option('--superseded', 'runs too whose job was run again', false)
    .option('--filter <text>', "only runs that satisfy this, such as: metrics.rmse < 3 and branch = 'main'")
    .option(
      '--sort <keys>',
      '"started", newest first; a metric, best first; or "metrics.a asc, started desc"',
      'started',
    )
    .option(
      '--columns <names>',
      'metrics, params.x, tags.x or attributes, parted by commas; default: what matters most',
    )
    .option('--cache <folder>', 'where the index of runs is kept (default: MLOPS_CACHE, else the cache of the system)')
    .addOption(new Option('--csv', 'all values as CSV, or the columns that are chosen').conflicts('json'))
    .option('--after <cursor>', 'the next page; with --json and "start", pages as {runs, cursor, total}')
    .addHelpText('after', filterHelp())
    .action(async (words: readonly string[], flags: Flags) => {
      refuseWords(words);
      const { listRuns } = await import('./commands/runs.ts');
      settle(await listRuns(flags as unknown as Parameters<typeof listRuns>[0]));
    });
  add(
    runs,
    'show [run]',
    'one run in full: by the start of its id, a branch, a commit, model@version; the newest by default',
    'mlops runs show 0199a2 --json',
  )
    .addOption(new Option('--patch', 'print the uncommitted changes that it was trained with').conflicts('json'))
    .action(async (run: string | undefined, flags: Flags) => {
      const { showRun } = await import('./commands/runs.ts');
      settle(await showRun(run, { ...flags, patch: flags['patch'] === true }));
    });
  addAnnotationCommands(runs, add, settle);
  helpLike(runs, list, 'mlops runs --limit 5');
  runs.addHelpText('after', filterHelp());

  /** What is no command of the group ends up here, at its default command. */
  function refuseWords([word]: readonly string[]): void {
    if (word === undefined) return;
    const known = runs.commands.map((command) => command.name());
    throw new MlopsError(
      'usage',
      `"${word}" is no command of mlops runs, ${suggestion(word, known)}`,
      'One run is shown by `mlops runs show`; a list is narrowed by --filter.',
    );
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('give a whole number of 1 or more');
  return value;
}
