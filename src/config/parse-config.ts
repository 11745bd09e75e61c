// The text of mlops.yaml → Config. Everything that is wrong is reported at once, with its line. Pure.
import type { z } from 'zod';
import { problemsError, problemsOf, type Problem, type ValueProblem } from './problem.ts';
import { brokenRules } from './rules.ts';
import { Card, ContainerHook, Deploy, HealthCheck, KServeHook, StagePolicy } from './deployment-schema.ts';
import { Config, Decision, Gate, PredictionsConfig, RegisterPolicy, RepeatsConfig, SliceGate } from './schema.ts';
import { parseYamlText } from './yaml-text.ts';

/**
 * Parses a configuration; an empty file is an empty configuration.
 * @param file how messages name it
 * @throws MlopsError `config-invalid` that lists every problem: unknown keys with the nearest known one, wrong types
 *   with what was expected and what came, broken rules
 */
export function parseConfig(text: string, file: string): Config {
  const yaml = parseYamlText(text, file);
  const refuse = (problems: readonly Problem[]): never => {
    throw problemsError(
      'config-invalid',
      problems,
      `Correct ${file}; https://github.com/org/mlops-action#configuration lists the keys, and an editor that reads mlops.schema.json completes them.`,
    );
  };
  if (yaml.problems.length > 0) return refuse(yaml.problems);
  const { config, problems } = checkConfig(yaml.value ?? {});
  if (problems.length === 0) return config;
  const placed = problems.map(({ path, key, message }) => ({ place: yaml.placeOf(path, key), message }));
  return refuse(placed.toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0)));
}

/** A plain value as a configuration, with everything that is wrong with it. */
export function checkConfig(value: unknown): { readonly config: Config; readonly problems: readonly ValueProblem[] } {
  const hidden = hiddenGate(value);
  const parsed = Config.safeParse(value);
  if (parsed.success) return { config: parsed.data, problems: [...hidden, ...brokenRules(parsed.data)] };
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, value, keysAt));
  return { config: {}, problems: [...hidden, ...problems] };
}

/** The keys that the mapping at a path may have. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(Config.shape);
  const [first, ...rest] = path;
  if (first === 'gates' && rest.length === 1) return Object.keys(Gate.shape);
  if (first === 'gates' && rest[1] === 'slices') return Object.keys(SliceGate.shape);
  if (first === 'decision') return Object.keys(Decision.shape);
  if (first === 'predictions') return Object.keys(PredictionsConfig.shape);
  if (first === 'repeats') return Object.keys(RepeatsConfig.shape);
  if (first === 'stages') return rest.length < 2 ? Object.keys(StagePolicy.shape) : keysOfDeploy(rest.slice(2));
  if (first === 'deploy') return keysOfDeploy(rest);
  if (first === 'card') return Object.keys(Card.shape);
  if (first === 'register') return Object.keys(RegisterPolicy.shape);
  return first === 'tracking' ? Object.keys(trackingShape()) : [];
}

function keysOfDeploy([part]: readonly PropertyKey[]): readonly string[] {
  const parts = { container: ContainerHook, kserve: KServeHook, health: HealthCheck };
  const schema = part !== undefined && Object.hasOwn(parts, part) ? parts[part as keyof typeof parts] : Deploy;
  return Object.keys(schema.shape);
}

function trackingShape(): z.ZodRawShape {
  return Config.shape.tracking.unwrap().shape;
}

/** Zod leaves a record's `__proto__` out without a word; a gate must never vanish. */
function hiddenGate(value: unknown): readonly ValueProblem[] {
  const gates: unknown = typeof value === 'object' && value !== null && 'gates' in value ? value.gates : undefined;
  if (typeof gates !== 'object' || gates === null || !Object.hasOwn(gates, '__proto__')) return [];
  return [{ path: ['gates'], key: '__proto__', message: 'gates: a metric cannot be named "__proto__"' }];
}
