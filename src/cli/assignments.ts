// `name=value`, any number of times → values by their names. Pure.
import { MlopsError } from '../error.ts';

/** How messages call what is assigned. */
interface Assigned {
  /** The flag that takes it; empty for words that stand alone. */
  readonly flag: string;
  readonly example: string;
  readonly noun: string;
}

const PARAM: Assigned = { flag: '--set', example: 'learning_rate=0.1', noun: 'param' };

/** @throws MlopsError `usage` for a text without "=", or a name that is given twice */
export function parseAssignments(
  texts: readonly string[],
  { flag, example, noun }: Assigned = PARAM,
): Readonly<Record<string, string>> {
  const prefix = flag === '' ? '' : `${flag} `;
  const pairs = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) {
      const shown = `${prefix}${JSON.stringify(text.slice(0, 120))}`;
      throw new MlopsError('usage', `${shown} is no assignment`, `Write it as ${prefix}${example}`);
    }
    return [text.slice(0, at).trim(), text.slice(at + 1)] as const;
  });
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new MlopsError('usage', `${prefix}${JSON.stringify(twice)} is given twice`, `Give each ${noun} once.`);
  }
  return Object.fromEntries(pairs);
}
