// The entry point of an MLproject file as a command. Its params come from the run's overrides, else from its defaults.
import { parse } from 'yaml';
import { shellWord } from './repository-facts.ts';
import type { EntryParams } from './training-entry.ts';

/**
 * The command of the entry point `main`, or of the only one.
 * @param text of MLproject; undefined when there is none
 * @returns undefined for a text that has no such entry point
 */
export function mlflowEntry(
  text: string | undefined,
): { readonly command: string; readonly params: EntryParams; readonly note?: string } | undefined {
  const entries = Object.entries(membersOf(membersOf(parsed(text ?? ''))['entry_points']));
  const entry = membersOf((entries.find(([name]) => name === 'main') ?? entries[0])?.[1]);
  const command = entry['command'];
  if (typeof command !== 'string' || command.trim() === '') return undefined;
  const defaults = Object.entries(membersOf(entry['parameters'])).map(
    ([name, value]) => [name, isValue(value) ? undefined : membersOf(value)['default']] as const,
  );
  const params: Record<string, string | number | boolean> = {};
  for (const [name, value] of defaults) if (/^\w+$/.test(name) && isValue(value)) params[name] = value;
  const missing: string[] = [];
  const filled = command.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) missing.push(name);
    return `"\${MLOPS_PARAM_${name.toUpperCase()}:-${defaultWord(value)}}"`;
  });
  const note = `MLproject gives no default for ${missing.join(', ')}: complete the command in mlops.yaml`;
  return { command: filled, params, ...(missing.length === 0 ? {} : { note }) };
}

/** Within `"${NAME:-…}"` bash reads quotes of its own kind only. */
function defaultWord(value: string | number | boolean | undefined): string {
  const text = String(value ?? '');
  return shellWord(text) === text ? text : text.replaceAll(/["\\$`}]/g, String.raw`\$&`);
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 10 });
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function isValue(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
