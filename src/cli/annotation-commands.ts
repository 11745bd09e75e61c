// The commands of `mlops runs` that say something of a run after its end.
import type { Command } from 'commander';
import type { HistoryOptions } from './local-history.ts';

type Flags = HistoryOptions & Readonly<Record<string, unknown>>;

/**
 * Adds `tag`, `note`, `delete` and `restore`.
 * @param add makes a command with the flags that all with a history have
 * @param settle is given the exit status of the command that ran
 */
export function addAnnotationCommands(
  runs: Command,
  add: (parent: Command, usage: string, description: string, example: string) => Command,
  settle: (status: number) => void,
): void {
  add(runs, 'tag <run> [tags...]', 'set and remove tags of a run', 'mlops runs tag 0199a2 owner=ada --remove flaky')
    .option('--remove <names...>', 'tags to remove')
    .action(async (run: string, set: readonly string[], flags: Flags) => {
      const { tag } = await import('./commands/annotate.ts');
      settle(await tag(run, { ...flags, set, remove: (flags['remove'] as readonly string[] | undefined) ?? [] }));
    });

  add(
    runs,
    'note <run> <text>',
    'add a note to a run; - reads it from stdin',
    'mlops runs note 0199a2 "trained on the old data"',
  ).action(async (run: string, text: string, flags: Flags) => {
    const { note } = await import('./commands/annotate.ts');
    settle(await note(run, text, flags));
  });

  add(
    runs,
    'delete <runs...>',
    'leave runs, named by their ids, out of lists and baselines; their files stay',
    'mlops runs delete 0199a2 --reason "wrong data"',
  )
    .option('--reason <text>', 'why, for whoever wonders later')
    .option('--force', 'also runs that are model versions', false)
    .action(async (ids: readonly string[], flags: Flags) => {
      const { deleteByIds } = await import('./commands/delete.ts');
      settle(await deleteByIds(ids, { ...flags, reason: reasonOf(flags), force: flags['force'] === true }));
    });

  add(runs, 'restore <runs...>', 'bring deleted runs back', 'mlops runs restore 0199a2')
    .option('--reason <text>', 'why')
    .action(async (ids: readonly string[], flags: Flags) => {
      const { restoreByIds } = await import('./commands/delete.ts');
      settle(await restoreByIds(ids, { ...flags, reason: reasonOf(flags) }));
    });
}

function reasonOf(flags: Flags): string | undefined {
  const { reason } = flags;
  return typeof reason === 'string' ? reason : undefined;
}
