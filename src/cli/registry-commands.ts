// The commands that look at the registry, and those that look at one version of it.
import type { Command } from 'commander';
import { helpLike } from './command-help.ts';
import type { HistoryOptions } from './local-history.ts';
import { showFlags, showFlagsFrom } from './registry-flags.ts';
import { addVersionCommands } from './version-commands.ts';

type Flags = HistoryOptions & Readonly<Record<string, unknown>>;
type Add = (
  parent: Command,
  usage: string,
  description: string,
  example: string,
  options?: { readonly isDefault?: boolean },
) => Command;

/**
 * Adds the group `registry`, `verify` and `card`.
 * @param makers make a command with the flags that all with a history have, and one without
 * @param settle is given the exit status of the command that ran
 */
export function addRegistryCommands(
  program: Command,
  { add, addWithoutHistory }: { readonly add: Add; readonly addWithoutHistory: Add },
  settle: (status: number) => void,
): void {
  const registry = program.command('registry').description('the model registry, from tags');
  const show = showFlags(
    add(
      registry,
      'show [model]',
      'models with their latest version and stages; model@stage or model@v1.2.3: since when, by whom, why',
      'mlops registry',
      { isDefault: true },
    ),
  ).action(async (model: string | undefined, flags: Flags) => {
    if (model?.includes('@') === true) {
      const { showVersion } = await import('./commands/version.ts');
      return settle(await showVersion(model, flags));
    }
    const { showRegistry } = await import('./commands/registry.ts');
    return settle(await showRegistry(model, { ...flags, ...showFlagsFrom(flags) }));
  });
  helpLike(registry, show, 'mlops registry');
  addVersionCommands(program, registry, add, settle);
  addWithoutHistory(
    registry,
    'history [model]',
    'everything that happened in the registry, newest first',
    'mlops registry history penguin-mass',
  )
    .option('--asc', 'oldest first', false)
    .action(async (model: string | undefined, flags: Flags) => {
      const { showRegistryHistory } = await import('./commands/registry.ts');
      settle(await showRegistryHistory(model, { ...flags, ascending: flags['asc'] === true }));
    });

  add(
    registry,
    'check',
    'find what stops GTO or is not what it says, and repair it without losing anything',
    'mlops registry check --fix',
  )
    .option('--fix', 'repair here and at origin; what is replaced is kept under refs/mlops/replaced', false)
    .option('--no-push', 'repair this clone alone')
    .action(async (flags: Flags) => {
      const { checkRegistryTags } = await import('./commands/registry-check.ts');
      settle(await checkRegistryTags({ ...flags, fix: flags['fix'] === true, push: flags['push'] !== false }));
    });
}
