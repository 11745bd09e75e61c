// What the schema cannot say: rules between members of a configuration. Pure.
import { gateRules } from './gate-rules.ts';
import type { ValueProblem } from './problem.ts';
import type { Config } from './schema.ts';

/** Every rule that a configuration breaks, with the path of the member at fault. */
export function brokenRules(config: Config): readonly ValueProblem[] {
  return [...gateRules(config.gates ?? {}), ...patternRules(config['metrics-pattern']), ...pathRules(config.paths)];
}

function pathRules(paths: Config['paths'] = []): readonly ValueProblem[] {
  const all = typeof paths === 'string' ? [paths] : paths;
  if (all.length === 0 || all.some((path) => !path.startsWith('!'))) return [];
  const message = 'paths: only says what does not count; begin with what does, such as "**"';
  return [{ path: ['paths'], message }];
}

function patternRules(pattern: string | undefined): readonly ValueProblem[] {
  const fault = pattern === undefined ? undefined : faultOf(pattern);
  return fault === undefined ? [] : [{ path: ['metrics-pattern'], message: `metrics-pattern: ${fault}` }];
}

function faultOf(pattern: string): string | undefined {
  if (pattern.includes('(?P<')) return 'groups are written (?<name>…), without the P of Python';
  try {
    new RegExp(pattern).test('');
  } catch (error) {
    return (error as Error).message;
  }
  const missing = ['name', 'value'].filter((group) => !pattern.includes(`(?<${group}>`));
  if (missing.length === 0) return undefined;
  return `expected the groups ${missing.map((group) => `(?<${group}>…)`).join(' and ')}`;
}
