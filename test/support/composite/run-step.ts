// One step of a composite action, run by real bash or real node under the environment rules of GitHub's runner.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readActionFile, type ActionInput, type ActionStep } from './action-file.ts';
import { createCommandFiles, type CommandFileContents } from './command-files.ts';
import { interpolate, type ExpressionScope } from './expression.ts';
import { baseEnvironment, githubVariables, type Job } from './job.ts';
import { runStepProcess } from './step-process.ts';
import { commandReader, type Annotation, type WorkflowCommand } from './workflow-commands.ts';

/** What a step left behind. */
export interface StepRun {
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly files: CommandFileContents;
  readonly lines: readonly string[];
  readonly commands: readonly WorkflowCommand[];
  readonly annotations: readonly Annotation[];
  readonly masks: readonly string[];
}

export interface StepContext {
  readonly job: Job;
  readonly scope: ExpressionScope;
  /** Inputs of the composite itself: only act gives them to run steps. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly cancelled: AbortSignal;
  readonly onLine: (line: string) => void;
}

interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The node that the runner brings along; steps do not find it on their PATH. */
const NODE = resolve(import.meta.dirname, '../../../node_modules/.bin/node');
/** The largest job summary that is kept, in bytes. */
const SUMMARY_LIMIT = 1024 * 1024;

/** Runs a step. That it fails is a value: a missing sub-action, a status other than 0, a refused command. */
export async function runStep(step: ActionStep, context: StepContext): Promise<StepRun> {
  const { job, scope, cancelled, onLine } = context;
  const files = await createCommandFiles(join(job.temp, '_runner_file_commands'), randomUUID());
  const reader = commandReader();
  const lines: string[] = [];
  const say = (line: string): void => {
    lines.push(line);
    reader.read(line);
    onLine(line);
  };
  const complain = (message: string): void => say(`::error::${message.replaceAll('%', '%25').replaceAll('\n', '%0A')}`);
  let failed = false;
  try {
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, interpolate(value, scope)] as const);
    const env = { ...baseEnvironment(job), ...Object.fromEntries(own), ...githubVariables(job), ...files.variables };
    const launch = step.run === undefined ? await nodeLaunch(step, context, env) : await bashLaunch(step, context, env);
    const code = await runStepProcess({ ...launch, cancelled, onLine: say });
    if (code !== 0 && step.run !== undefined) complain(`Process completed with exit code ${code}.`);
    failed = code !== 0;
  } catch (error) {
    failed = true;
    complain((error as Error).message);
  }
  let contents: CommandFileContents = { outputs: {}, environment: {}, paths: [], summary: '' };
  try {
    contents = await files.read();
    if (Buffer.byteLength(contents.summary) > SUMMARY_LIMIT) {
      complain('$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k');
      contents = { ...contents, summary: '' };
    }
  } catch (error) {
    failed = true;
    complain(`Unable to process file command successfully. ${(error as Error).message}`);
  }
  if (reader.effects.refused !== undefined) complain(reader.effects.refused);
  return {
    failed: failed || reader.effects.refused !== undefined,
    outputs: { ...reader.effects.outputs, ...contents.outputs },
    files: contents,
    lines,
    commands: reader.effects.commands,
    annotations: reader.effects.annotations,
    masks: reader.effects.masks,
  };
}

type Environment = Readonly<Record<string, string>>;

/** What the runner gives to a shell that is named alone (ScriptHandlerHelpers.cs). */
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  bash: ['--noprofile', '--norc', '-e', '-o', 'pipefail'],
  sh: ['-e'],
};

async function bashLaunch(step: ActionStep, { job, scope, inputs }: StepContext, env: Environment): Promise<Launch> {
  const options = SHELLS[step.shell ?? ''];
  if (options === undefined) throw new Error(`the harness runs bash and sh only, not '${step.shell ?? ''}'`);
  const script = join(job.temp, `${randomUUID()}.sh`);
  await writeFile(script, interpolate(step.run ?? '', scope));
  const cwd = resolve(job.workspace, interpolate(step['working-directory'] ?? '.', scope));
  const added = job.options.actMode === true ? { ...actVariables(job), ...inputVariables(inputs) } : {};
  // A state file is for actions that have a post step.
  const { GITHUB_STATE: _, ...visible } = env;
  const environment = { ...visible, ...added };
  // Looked up on the PATH of the job, not on that of the tests.
  return { file: '/usr/bin/env', args: [step.shell ?? '', ...options, script], cwd, env: environment };
}

async function nodeLaunch(step: ActionStep, { job, scope, inputs }: StepContext, env: Environment): Promise<Launch> {
  const uses = step.uses ?? '';
  if (!uses.startsWith('./')) throw new Error(`the harness resolves only './…', not '${uses}'`);
  // Found when the step runs and not earlier, as the runner does with local actions.
  const folder = resolve(job.workspace, uses);
  const action = await readActionFile(folder);
  if (action.runs.using === 'composite') throw new Error(`the harness nests no composite: '${uses}'`);
  if (action.runs.using !== 'node24') throw new Error(`'using: ${action.runs.using}' is not supported`);
  const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, interpolate(value, scope)] as const);
  const own = withDefaults(action.inputs, Object.fromEntries(given), scope);
  const added = {
    ...(job.options.actMode === true ? { ...actVariables(job), ...inputVariables(inputs) } : {}),
    ...runtimeVariables(job),
    ...inputVariables(own),
  };
  return { file: NODE, args: [join(folder, action.runs.main)], cwd: job.workspace, env: { ...env, ...added } };
}

/** Given inputs and, for those that are not given, the defaults; names are compared without regard to case. */
export function withDefaults(
  defined: Readonly<Record<string, ActionInput>>,
  given: Readonly<Record<string, string>>,
  scope: ExpressionScope,
): Record<string, string> {
  const lower = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const defaults = Object.entries(defined).map(([name, input]) => {
    return [name.toLowerCase(), interpolate(input.default ?? '', scope)];
  });
  return { ...(Object.fromEntries(defaults) as Record<string, string>), ...lower };
}

function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  return Object.fromEntries(named) as Record<string, string>;
}

/** The runtime token and service addresses of the job; never GITHUB_*, which stand for the whole job. */
function runtimeVariables(job: Job): Record<string, string> {
  const entries = Object.entries(job.options.artifacts ?? {}).filter(([name]) => !name.startsWith('GITHUB_'));
  return Object.fromEntries(entries);
}

function actVariables(job: Job): Record<string, string> {
  return { ...runtimeVariables(job), GITHUB_TOKEN: job.token, GITEA_TOKEN: job.token };
}
