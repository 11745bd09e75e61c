// The action's inputs as flags: the same kebab-case words, read by the same parser.
import { Option, type Command } from 'commander';
import { INPUTS } from '../config/inputs.ts';
import type { Task } from '../config/settings.ts';

/** Inputs that a command has other words for, or that make no sense on a command line. */
const NOT_FLAGS = new Set(['task', 'github-token', 'comment-key', 'retention-days', 'run-id', 'tracking-branch']);

/** Adds a flag for every input that the task reads. */
export function inputFlags(command: Command, task: Task): Command {
  for (const [name, rule] of Object.entries(INPUTS)) {
    if (NOT_FLAGS.has(name) || (rule.tasks !== undefined && !rule.tasks.includes(task))) continue;
    command.addOption(new Option(`--${name} <${rule.kind}>`, `input ${name} of the action`));
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

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
