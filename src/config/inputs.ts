// The action's inputs and the command line's flags: the same words, the same rules. Text in, typed values out. Pure.
import { MlopsError } from '../error.ts';
import { isName } from '../registry/tag.ts';
import { nearestOf, suggestion } from './nearest.ts';
import { checkConfig } from './parse-config.ts';
import { problemsError, type ValueProblem } from './problem.ts';
import type { Config } from './schema.ts';
import type { Settings, Task } from './settings.ts';
import { parseYamlText } from './yaml-text.ts';

/** How an input's text is read. */
type Kind = 'text' | 'list' | 'boolean' | 'whole-number' | 'yaml' | 'secret';

interface InputRule {
  readonly kind: Kind;
  /** The tasks that read it; all of them when absent. */
  readonly tasks?: readonly Task[];
  /** Where the value lies in a configuration; absent for inputs that mlops.yaml does not have. */
  readonly key?: readonly [string, ...string[]];
}

/** YAML 1.2, core schema: no yes, no, on or off. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const TASKS: readonly Task[] = [
  'train',
  'collect',
  'publish',
  'register',
  'promote',
  'rollback',
  'deploy',
  'slash-command',
  'sync',
];

const train: readonly Task[] = ['train'];
const models: readonly Task[] = ['train', 'register'];
const reports: readonly Task[] = ['train', 'collect', 'publish'];
const judges: readonly Task[] = ['train', 'publish'];
const answers: readonly Task[] = ['train', 'collect'];
/** What assigns a stage. */
const assigns: readonly Task[] = ['train', 'register', 'promote', 'rollback', 'slash-command'];
const decides: readonly Task[] = ['promote', 'rollback'];

/** Every input that exists, in the order of the documentation. */
export const INPUTS: Readonly<Record<string, InputRule>> = {
  task: { kind: 'text' },
  command: { kind: 'text', tasks: train, key: ['command'] },
  'working-directory': { kind: 'text' },
  config: { kind: 'text' },
  model: {
    kind: 'text',
    tasks: ['train', 'collect', 'publish', 'register', 'promote', 'rollback', 'deploy'],
    key: ['model'],
  },
  experiment: { kind: 'text', tasks: judges, key: ['experiment'] },
  params: { kind: 'list', tasks: train, key: ['params'] },
  metrics: { kind: 'list', tasks: train, key: ['metrics'] },
  'metrics-pattern': { kind: 'text', tasks: train, key: ['metrics-pattern'] },
  data: { kind: 'list', tasks: train, key: ['data'] },
  'model-files': { kind: 'list', tasks: train, key: ['model-files'] },
  artifacts: { kind: 'list', tasks: train, key: ['artifacts'] },
  predictions: { kind: 'text', tasks: train, key: ['predictions'] },
  paths: { kind: 'list', tasks: answers, key: ['paths'] },
  baseline: { kind: 'text', tasks: judges, key: ['baseline'] },
  gates: { kind: 'yaml', tasks: judges, key: ['gates'] },
  'fail-on': { kind: 'text', tasks: answers, key: ['fail-on'] },
  comment: { kind: 'boolean', tasks: reports, key: ['comment'] },
  'comment-key': { kind: 'text', tasks: reports, key: ['comment-key'] },
  plots: { kind: 'text', tasks: train, key: ['plots'] },
  check: { kind: 'boolean', tasks: [...answers, 'slash-command'], key: ['check'] },
  register: { kind: 'text', tasks: train, key: ['register', 'when'] },
  bump: { kind: 'text', tasks: models, key: ['register', 'bump'] },
  version: { kind: 'text', tasks: ['register', 'promote', 'rollback', 'deploy'] },
  'run-id': { kind: 'text', tasks: ['register'] },
  stage: { kind: 'text', tasks: ['train', 'register', 'promote', 'rollback', 'deploy'] },
  reason: { kind: 'text', tasks: decides },
  force: { kind: 'boolean', tasks: decides },
  drill: { kind: 'boolean', tasks: ['rollback'] },
  'deploy-workflow': { kind: 'text', tasks: assigns, key: ['deploy-workflow'] },
  'tracking-branch': { kind: 'text', key: ['tracking', 'branch'] },
  collect: { kind: 'boolean', tasks: train, key: ['tracking', 'collect'] },
  'upload-model': { kind: 'boolean', tasks: train, key: ['upload-model'] },
  'retention-days': { kind: 'whole-number', tasks: train, key: ['retention-days'] },
  // No key: a pull request could set it in its mlops.yaml.
  'allow-untrusted': { kind: 'boolean', tasks: train },
  'github-token': { kind: 'secret' },
};

/** Inputs as values. Members that were not given are absent. */
export interface Inputs {
  readonly task: Task;
  readonly workingDirectory: string | undefined;
  readonly configFile: string | undefined;
  readonly version: string | undefined;
  readonly runId: string | undefined;
  readonly stage: string | undefined;
  readonly reason: string | undefined;
  readonly force: boolean;
  readonly drill: boolean;
  readonly allowUntrusted: boolean;
  /** What lies over mlops.yaml. The schema fills in the rest of `register`; what was given stands in `given`. */
  readonly config: Config;
  /** Names of the inputs that were given. */
  readonly given: ReadonlySet<string>;
}

/**
 * Reads inputs or flags by their kebab-case names. Empty text means "not given". The token is never read here.
 * @throws MlopsError `usage` that lists every problem: unknown names with the nearest known one, values that are not
 *   among the choices, inputs that the task does not read
 */
export function parseInputs(raw: Readonly<Record<string, string>>): Inputs {
  const given = Object.entries(raw).filter(([, text]) => text.trim() !== '');
  const task = parseTask(raw['task']?.trim() ?? '');
  const problems: string[] = [];
  const value: Record<string, unknown> = {};
  for (const [name, text] of given) {
    const rule = Object.hasOwn(INPUTS, name) ? INPUTS[name] : undefined;
    if (rule === undefined) {
      problems.push(`unknown input "${name}", ${suggestion(name, Object.keys(INPUTS))}`);
    } else if (rule.tasks !== undefined && !rule.tasks.includes(task)) {
      problems.push(`input ${name} does not apply to task ${task}; it is for ${rule.tasks.join(', ')}`);
    } else if (rule.key !== undefined) {
      const read = readInput(name, text, rule.kind);
      problems.push(...read.problems);
      if (read.problems.length === 0) place(value, rule.key, read.value);
    }
  }
  const checked = checkConfig(value);
  problems.push(...checked.problems.map(named));
  const text = (name: string): string | undefined => raw[name]?.trim() || undefined;
  if (text('version') !== undefined && text('bump') !== undefined) {
    problems.push('inputs version and bump both say what the version is; give one');
  }
  const flag = (name: string): boolean => {
    const given = text(name) ?? 'false';
    const value = BOOLEANS.get(given);
    if (value === undefined) problems.push(`input ${name}: "${given.slice(0, 80)}" is neither true nor false`);
    return value ?? false;
  };
  const [allowUntrusted, force, drill] = [flag('allow-untrusted'), flag('force'), flag('drill')];
  if (force && text('reason') === undefined) {
    problems.push(
      'input force needs the input reason beside it: why the evidence is passed over stands in the history',
    );
  }
  const stage = text('stage');
  if (stage !== undefined && !isName(stage)) {
    problems.push(`input stage: ${JSON.stringify(stage.slice(0, 80))} is no name of a stage`);
  }
  if (problems.length > 0) throw usage(problems);
  return {
    task,
    workingDirectory: text('working-directory'),
    configFile: text('config'),
    version: text('version'),
    runId: text('run-id'),
    stage,
    reason: text('reason'),
    force,
    drill,
    allowUntrusted,
    config: checked.config,
    given: new Set(given.map(([name]) => name)),
  };
}

/**
 * The training command.
 * @throws MlopsError `config-invalid` that names the three places where it can be given
 */
export function requireCommand(settings: Settings): string {
  if (settings.command !== undefined) return settings.command;
  const file = settings.configFile ?? inFolder(settings.workingDirectory, 'mlops.yaml');
  throw new MlopsError(
    'config-invalid',
    'there is no command to train with',
    `Give it in one of three places: the key "command" in ${file}, the input "command" of the action, or ` +
      '`mlops train -- COMMAND` on the command line.',
  );
}

function parseTask(text: string): Task {
  if (text === '') return 'train';
  const task = TASKS.find((each) => each === text);
  if (task !== undefined) return task;
  const nearest = nearestOf(text, TASKS);
  throw usage([
    `unknown task "${text.slice(0, 80)}"${nearest === undefined ? '' : `, did you mean "${nearest}"?`}; tasks are ${TASKS.join(', ')}`,
  ]);
}

/** A plain value, which the schema has yet to judge. */
function readInput(name: string, text: string, kind: Kind): { value: unknown; problems: readonly string[] } {
  const word = text.trim();
  if (kind === 'yaml') {
    const yaml = parseYamlText(text, `input ${name}`);
    const problems = yaml.problems.map(({ place: { line = 1 }, message }) => `input ${name}, line ${line}: ${message}`);
    return { value: yaml.value, problems };
  }
  if (kind === 'list') return { value: linesOf(text), problems: [] };
  // A word that is no boolean and no number is left for the schema to refuse, with what it expects.
  if (kind === 'boolean') return { value: BOOLEANS.get(word) ?? word, problems: [] };
  if (kind === 'whole-number') return { value: /^\d+$/.test(word) ? Number(word) : word, problems: [] };
  return { value: name === 'command' ? text : word, problems: [] };
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function place(target: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined) return;
  const [next] = rest;
  if (next === undefined) target[first] = value;
  else target[first] = { ...(target[first] as object | undefined), [next]: value };
}

/** A problem of the configuration's schema in the words of inputs. */
function named({ path, message }: ValueProblem): string {
  const name = Object.keys(INPUTS).find((each) => {
    const key = INPUTS[each]?.key;
    return key !== undefined && key.every((part, index) => path[index] === part);
  });
  const prefix = (name === undefined ? undefined : INPUTS[name]?.key)?.join('.');
  if (name === undefined || prefix === undefined) return message;
  return `input ${name}${message.startsWith(prefix) ? message.slice(prefix.length) : `: ${message}`}`;
}

function usage(messages: readonly string[]): MlopsError {
  const [only] = messages;
  const hint = 'README.md lists the inputs with their values.';
  if (messages.length === 1 && only !== undefined) return new MlopsError('usage', only, hint);
  const problems = messages.map((message) => ({ place: { file: 'inputs' }, message }));
  return problemsError('usage', problems, hint);
}

function inFolder(folder: string, file: string): string {
  return folder === '.' ? file : `${folder}/${file}`;
}
