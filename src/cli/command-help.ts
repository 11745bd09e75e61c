// What the help of every command has: an example, and for a group what its default command takes.
import type { Command } from 'commander';

/** The help of a group shows what its default command takes, since `mlops runs --limit 5` is `mlops runs list --limit 5`. */
export function helpLike(group: Command, standard: Command, example: string): void {
  group
    .usage(`[options] [command] (${standard.name()} by default)`)
    .configureHelp({ sortSubcommands: false, visibleOptions: () => standard.createHelp().visibleOptions(standard) })
    .addHelpText('after', exampleText(example));
}

/** The end of a command's help. */
export function exampleText(example: string): string {
  return `\nExample:\n  $ ${example}`;
}
