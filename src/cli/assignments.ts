// `--set name=value`, any number of times → overrides. Pure.
import { MlopsError } from '../error.ts';

/** @throws MlopsError `usage` for a text without "=", or a name that is given twice */
export function parseAssignments(texts: readonly string[]): Readonly<Record<string, string>> {
  const pairs = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1)
      throw new MlopsError(
        'usage',
        `--set ${JSON.stringify(text)} is no assignment`,
        'Write it as --set learning_rate=0.1',
      );
    return [text.slice(0, at).trim(), text.slice(at + 1)] as const;
  });
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new MlopsError('usage', `--set gives "${twice}" twice`, 'Give each param once.');
  return Object.fromEntries(pairs);
}
