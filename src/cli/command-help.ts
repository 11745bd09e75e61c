// What the help of every command has: an example, no defaults that go without saying, and for a group what its default command takes.
import { Help, type Command, type HelpConfiguration, type Option } from 'commander';

/** In the order in which they are added, and without what is true of all: that there are options, and that a flag is false. */
export const HELP: HelpConfiguration = {
  sortSubcommands: false,
  subcommandTerm: (command: Command) => new Help().subcommandTerm(command).replace(' [options]', ''),
  optionDescription: (option: Option) =>
    option.defaultValue === false ? option.description : new Help().optionDescription(option),
};

/** The help of a group shows what its default command takes, since `mlops runs --limit 5` is `mlops runs list --limit 5`. */
export function helpLike(group: Command, standard: Command, example: string): void {
  const help = new Help();
  group
    .usage(`[options] [command] (${standard.name()} by default)`)
    // The commands that the group gets later inherit this, and have flags of their own.
    .configureHelp({
      ...HELP,
      visibleOptions: (command) => help.visibleOptions(command === group ? standard : command),
    })
    .addHelpText('after', exampleText(example));
}

/** The end of a command's help. */
export function exampleText(example: string): string {
  return `\nExample:\n  $ ${example}`;
}

/** Where to look after a wrong word: at the help of the command, or of all of them. */
export function pointToHelp(command: Command): Command {
  const words = [command.name()];
  for (let above = command.parent; above !== null; above = above.parent) words.unshift(above.name());
  return command.showHelpAfterError(`(\`${words.join(' ')} --help\` tells how)`);
}
