// What follows the tag of an assignment where another workflow deploys: a deployment for people to see, and the start of
// that workflow, which a tag pushed by a job's own token does not start by itself. Everything that could refuse the start
// is looked at before the tag is written.
import { environmentOf } from '../../deployment/live.ts';
import { MlopsError } from '../../error.ts';
import type { Forge } from '../../forge/forge.ts';
import type { Log } from '../../log.ts';
import { dispatchTriggerOf, type DispatchInput } from '../../workflow/dispatch-trigger.ts';

/** What is told to the workflow, under these names, where it declares them. */
const INPUTS = ['model', 'version', 'stage', 'digest', 'artifact-url', 'tag', 'run-id', 'deployment'] as const;

type InputName = (typeof INPUTS)[number];

/** A deploy workflow that was found and can be started. */
export interface DeployWorkflow {
  /** File name below `.github/workflows`. */
  readonly file: string;
  /** Where it is started: the tag itself, or this full ref, as the version is older than the workflow. */
  readonly at: 'tag' | `refs/heads/${string}`;
  /** Those of the inputs that it declares. */
  readonly inputs: readonly InputName[];
}

export interface DeployCheck {
  /** The setting `deploy-workflow`: a file name, with or without `.github/workflows/`. */
  readonly workflow: string;
  /** The commit that the tag will stand on. */
  readonly commit: string;
  readonly model: string;
  readonly stage: string;
  readonly defaultBranch: string;
}

/**
 * Looks whether a deploy workflow can be started for an assignment that is not written yet.
 * @throws MlopsError `config-invalid` for a workflow that is not there, is not started by hand or wants what a promotion
 *   does not give, with the file and line; `forge-denied`, `offline` or `forge-failed` where that cannot be seen
 */
export async function checkDeployWorkflow(
  { workflow, commit, model, stage, defaultBranch }: DeployCheck,
  { forge, log }: { readonly forge: Pick<Forge, 'readTextFile'>; readonly log: Log },
): Promise<DeployWorkflow> {
  const file = workflow.replace(/^\.github\/workflows\//, '');
  if (!/^\w[\w.-]*\.ya?ml$/.test(file)) {
    throw new MlopsError(
      'config-invalid',
      `deploy-workflow: ${JSON.stringify(workflow.slice(0, 200))} is no file name of a workflow`,
      'Name a file below .github/workflows, such as deploy.yml.',
    );
  }
  const path = `.github/workflows/${file}`;
  const given: Readonly<Partial<Record<InputName, string>>> = { model, stage };
  const [atBranch, atCommit] = await Promise.all([
    forge.readTextFile(path, `refs/heads/${defaultBranch}`),
    forge.readTextFile(path, commit),
  ]);
  if (atBranch === undefined) {
    throw new MlopsError(
      'config-invalid',
      `deploy-workflow: there is no ${path} on ${defaultBranch}, and GitHub starts only what is there`,
      `Add it (\`mlops init --workflows deploy\` writes one), push it to ${defaultBranch}, and promote again.`,
    );
  }
  const onBranch = readTrigger(path, atBranch, defaultBranch);
  const onCommit = atCommit === undefined ? undefined : dispatchTriggerOf(path, atCommit).inputs;
  if (onCommit !== undefined) return { file, at: 'tag', inputs: matching(path, onCommit, given, commit.slice(0, 7)) };
  const lacking = atCommit === undefined ? `has no ${file}` : `has a ${file} that cannot be started by hand`;
  log.info(`commit ${commit.slice(0, 7)} ${lacking}: the one of ${defaultBranch} is started in its place`);
  return { file, at: `refs/heads/${defaultBranch}`, inputs: matching(path, onBranch, given, defaultBranch) };
}

function readTrigger(path: string, text: string, branch: string): readonly DispatchInput[] {
  const trigger = dispatchTriggerOf(path, text);
  if (trigger.inputs !== undefined) return trigger.inputs;
  const { fault, line } = trigger;
  throw new MlopsError(
    'config-invalid',
    fault === undefined
      ? `deploy-workflow: ${path} on ${branch} lacks \`on: workflow_dispatch\``
      : `deploy-workflow: ${path} on ${branch} cannot be read: ${fault}`,
    fault === undefined ? 'Add it there: it is how a promotion starts the workflow.' : 'Correct the file.',
    { place: line === undefined ? { file: path } : { file: path, line } },
  );
}

function matching(
  path: string,
  declared: readonly DispatchInput[],
  given: Readonly<Partial<Record<InputName, string>>>,
  where: string,
): readonly InputName[] {
  const known = (name: string): name is InputName => INPUTS.some((each) => each === name);
  const needed = declared.find(({ name, isNeeded }) => isNeeded && !known(name));
  if (needed !== undefined) {
    throw new MlopsError(
      'config-invalid',
      `deploy-workflow: ${path} at ${where} requires the input ${needed.name}, which no promotion gives`,
      `Give it a default. A promotion gives ${INPUTS.join(', ')}.`,
      { place: { file: path } },
    );
  }
  for (const { name, options } of declared) {
    const value = known(name) ? given[name] : undefined;
    if (value === undefined || options === undefined || options.includes(value)) continue;
    throw new MlopsError(
      'config-invalid',
      `deploy-workflow: the input ${name} of ${path} at ${where} does not take ${value}, but ${options.join(', ')}`,
      'Add it to the options, or make the input `type: string`.',
      { place: { file: path } },
    );
  }
  return declared.map(({ name }) => name).filter(known);
}

/** An assignment whose tag is written. */
export interface StartRequest {
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  /** Without `refs/tags/`. */
  readonly tag: string;
  readonly run: string | undefined;
  readonly digest: string | undefined;
  /** Where the model files lie: the version's release. */
  readonly artifactUrl: string | undefined;
  /**
   * The stage was held before: what was started and not finished, or finished well, is not started again. Without it
   * everything that failed is.
   */
  readonly isHeld: boolean;
}

export type StartedDeployment =
  | { readonly outcome: 'started'; readonly deployment: string | undefined; readonly ref: string }
  /** Somebody did before; `state` is how far it is. */
  | { readonly outcome: 'underway'; readonly deployment: string; readonly state: 'queued' | 'in_progress' | 'success' };

/**
 * Starts the deployment of an assignment. Doing it again after a failure goes on: the tag stands.
 * @throws MlopsError as the forge says, with what to do about an assignment that is not deployed
 */
export async function startDeployment(
  request: StartRequest,
  workflow: DeployWorkflow,
  { forge, log }: { readonly forge: Pick<Forge, 'deployments' | 'dispatchWorkflow'>; readonly log: Log },
): Promise<StartedDeployment> {
  const { model, version, stage, tag, run, digest } = request;
  const environment = environmentOf(model, stage);
  if (request.isHeld) {
    const underway = await findUnderway(forge, environment, tag);
    if (underway !== undefined) {
      log.info(`${tag} is deployed already, or on its way: deployment ${underway.deployment} is ${underway.state}`);
      return underway;
    }
  }
  const ref = workflow.at === 'tag' ? `refs/tags/${tag}` : workflow.at;
  let deployment: string | undefined;
  try {
    const payload = { model, version, stage, digest, run };
    deployment = (await forge.deployments.open({ environment, ref: tag, description: `${model} ${version}`, payload }))
      ?.id;
    await forge.dispatchWorkflow(workflow.file, ref, inputsFor(request, deployment, workflow));
  } catch (error) {
    if (deployment !== undefined) await reportFailure(forge, deployment, error, log);
    throw error instanceof MlopsError ? notStarted(error, request) : error;
  }
  log.info(`started ${workflow.file} at ${ref}`);
  // Only now: without a state a deployment is one that nobody is known to have started.
  if (deployment !== undefined) await reportQueued(forge, deployment, workflow, log);
  return { outcome: 'started', deployment, ref };
}

async function findUnderway(
  { deployments }: Pick<Forge, 'deployments'>,
  environment: string,
  tag: string,
): Promise<Extract<StartedDeployment, { outcome: 'underway' }> | undefined> {
  let looked = 0;
  for await (const { id, ref, status } of deployments.list(environment)) {
    const state = status?.state;
    if (ref === tag) {
      const isUnderway = state === 'queued' || state === 'in_progress' || state === 'success';
      return isUnderway ? { outcome: 'underway', deployment: id, state } : undefined;
    }
    looked += 1;
    if (looked >= MOST_LOOKED) return undefined;
  }
  return undefined;
}

/** The deployment of a tag that holds its stage is among the newest. */
const MOST_LOOKED = 20;

function inputsFor(
  { model, version, stage, tag, run, digest, artifactUrl }: StartRequest,
  deployment: string | undefined,
  { inputs }: DeployWorkflow,
): Readonly<Record<string, string>> {
  const values: Readonly<Record<InputName, string | undefined>> = {
    model,
    version,
    stage,
    digest,
    'artifact-url': artifactUrl,
    tag,
    'run-id': run,
    deployment,
  };
  return Object.fromEntries(inputs.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}

/** The workflow is under way, whatever becomes of the word about it. */
async function reportQueued(
  { deployments }: Pick<Forge, 'deployments'>,
  deployment: string,
  { file }: DeployWorkflow,
  log: Log,
): Promise<void> {
  try {
    await deployments.report(deployment, { state: 'queued', description: `${file} was started` });
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`that ${file} was started is not shown: ${error.message}. ${error.hint}`);
  }
}

async function reportFailure(
  { deployments }: Pick<Forge, 'deployments'>,
  deployment: string,
  error: unknown,
  log: Log,
): Promise<void> {
  const description = error instanceof Error ? error.message : 'The workflow was not started';
  // What went wrong first is what is reported.
  await deployments.report(deployment, { state: 'error', description }).catch((other: unknown) => {
    log.debug(`the state of deployment ${deployment} could not be reported: ${String(other)}`);
  });
}

function notStarted(error: MlopsError, { model, version, stage, tag }: StartRequest): MlopsError {
  return new MlopsError(
    error.code,
    `${model} ${version} is assigned to ${stage} as ${tag}, but its deployment was not started: ${error.message}`,
    `${error.hint.trimEnd()}\nThe tag stands: \`mlops promote ${model}@${version} ${stage}\` again goes on from there.`,
    { cause: error },
  );
}
