// Overrides that the training's script does not seem to read: a value that changes nothing would be recorded as if it had.
import { mentionedIn } from '../init/script-mentions.ts';
import { overrideVariable } from './override-variables.ts';

/**
 * The variables of overrides that a script does not name, by the override. None where it reads them by names that its text
 * does not hold, as from `MLOPS_OVERRIDES`. Pure.
 */
export function unreadOverrides(
  script: string,
  overrides: Readonly<Record<string, string>>,
): readonly { readonly name: string; readonly variable: string }[] {
  const { readsAnyOverride } = mentionedIn(script, []);
  if (readsAnyOverride) return [];
  return Object.keys(overrides)
    .map((name) => ({ name, variable: overrideVariable(name) }))
    .filter(({ variable }) => !script.includes(variable));
}
