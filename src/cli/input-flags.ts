// The action's inputs as flags: the same kebab-case words, read by the same parser, explained by the same sentences.
import { Option, type Command } from 'commander';
import descriptions from '../config/input-descriptions.json' with { type: 'json' };
import { INPUTS } from '../config/inputs.ts';
import type { Task } from '../config/settings.ts';

/** Inputs that a command has other words for, or that make no sense on a command line. */
const NOT_FLAGS = new Set([
  'task',
  'allow-untrusted',
  'collect',
  'paths',
  'github-token',
  'comment-key',
  'retention-days',
  'run-id',
  'tracking-branch',
]);

const PLACEHOLDERS: Readonly<Record<string, string>> = { list: 'paths', boolean: 'true|false' };

/** Adds a flag for every input that the task reads. */
export function inputFlags(command: Command, task: Task): Command {
  const meanings: Readonly<Record<string, string>> = descriptions;
  for (const [name, rule] of Object.entries(INPUTS)) {
    if (NOT_FLAGS.has(name) || (rule.tasks !== undefined && !rule.tasks.includes(task))) continue;
    const isList = rule.kind === 'list';
    const meaning = `${meanings[name] ?? ''}${isList ? ' The flag may be given more than once.' : ''}`;
    const option = new Option(`--${name} <${PLACEHOLDERS[rule.kind] ?? rule.kind}>`, meaning);
    command.addOption(isList ? option.argParser(appendLine) : option);
  }
  return command;
}

/** The flags that were given, by the names of their inputs. */
export function inputsFrom(flags: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const names = Object.keys(INPUTS).filter((name) => !['task', 'github-token'].includes(name));
  const given = names.flatMap((name) => {
    const value = flags[camelCase(name)];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}

function appendLine(value: string, previous: string | undefined): string {
  return previous === undefined ? value : `${previous}\n${value}`;
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
