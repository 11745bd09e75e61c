// What the schema cannot say: rules between members of a configuration. Pure.
import type { Deploy } from './deployment-schema.ts';
import { HOOK_VARIABLES, unknownVariables } from '../deployment/variables.ts';
import { gateRules } from './gate-rules.ts';
import { suggestion } from './nearest.ts';
import type { ValueProblem } from './problem.ts';
import type { Config } from './schema.ts';

/** Every rule that a configuration breaks, with the path of the member at fault. */
export function brokenRules(config: Config): readonly ValueProblem[] {
  return [
    ...gateRules(config.gates ?? {}),
    ...patternRules(config['metrics-pattern']),
    ...pathRules(config.paths),
    ...stageRules(config),
    ...deployRules(config),
  ];
}

function stageRules({ stages, register }: Config): readonly ValueProblem[] {
  const names = stages === undefined ? undefined : Array.isArray(stages) ? stages : Object.keys(stages);
  if (names === undefined) return [];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const stage = register?.stage;
  return [
    ...(names.length > 0 ? [] : [{ path: ['stages'], message: 'stages: names none; leave the key out for any name' }]),
    ...(twice === undefined ? [] : [{ path: ['stages'], message: `stages: names "${twice}" twice` }]),
    ...(stage === undefined || names.includes(stage)
      ? []
      : [
          {
            path: ['register', 'stage'],
            message: `register.stage: "${stage}" is none of the stages ${names.join(', ')}`,
          },
        ]),
  ];
}

/** What one version is deployed by. */
function deployRules({ stages = [], deploy }: Config): readonly ValueProblem[] {
  const own = Array.isArray(stages) ? [] : Object.entries(stages);
  const all = [
    { path: ['deploy'], hook: deploy },
    ...own.map(([name, policy]) => ({ path: ['stages', name, 'deploy'], hook: policy.deploy })),
  ];
  return all.flatMap(({ path, hook }) => {
    if (hook === undefined) return [];
    const fault = hookFault(hook);
    return [
      ...(fault === undefined ? [] : [{ path, message: `${path.join('.')}: ${fault}` }]),
      ...addressRules(path, hook),
    ];
  });
}

function hookFault({ command, container, kserve }: Deploy): string | undefined {
  if (kserve !== undefined && (command ?? container) !== undefined) {
    return 'kserve only commits a manifest, and cannot stand beside command or container';
  }
  return (command ?? container ?? kserve) === undefined ? 'give one of command, container and kserve' : undefined;
}

/** A variable that nobody fills in would only be found when the version is live. */
function addressRules(path: readonly string[], { health, kserve }: Deploy): readonly ValueProblem[] {
  const texts = [
    { at: [...path, 'health', 'url'], text: health?.url ?? '' },
    { at: [...path, 'kserve', 'storage-uri'], text: kserve?.['storage-uri'] ?? '' },
  ];
  return texts.flatMap(({ at, text }) =>
    unknownVariables(text).map((name) => ({
      path: at,
      message: `${at.join('.')}: $${name} is none of the variables of a deployment, ${suggestion(name, HOOK_VARIABLES)}`,
    })),
  );
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
