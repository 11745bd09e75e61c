// How a deployment stands → events on the tracking branch, and the forge's own record of it where it keeps one.
import { randomBytes } from 'node:crypto';
import type { PreparedDeployment } from '../../deployment/prepared.ts';
import { environmentOf } from '../../deployment/live.ts';
import { MlopsError } from '../../error.ts';
import { eventFrom, type DeploymentNews } from '../../run/annotation.ts';
import { redactorFrom } from '../../run/redact.ts';
import type { DeployPorts } from './deploy-ports.ts';
import { readDeployments } from './read-deployments.ts';

const MAX_REASON = 1000;

/** What is said of the deployment of one run. */
export type Said = Pick<DeploymentNews, 'state' | 'version' | 'image' | 'url' | 'reason'> & { readonly run: string };

/** What is being deployed where. */
export interface DeploymentOf {
  readonly model: string;
  readonly stage: string;
  readonly actor?: string | undefined;
  /** Id of the last event of this environment; looked for when it is undefined. */
  readonly after?: string | undefined;
}

/**
 * Appends events of one environment, all in one commit, each after the one before and after those that were there.
 * @returns the id of the last one
 * @throws MlopsError of the tracking branch
 */
export async function recordDeployment(
  { model, stage, actor, after }: DeploymentOf,
  said: readonly Said[],
  { history, clock, environment }: Pick<DeployPorts, 'history' | 'clock' | 'environment'>,
): Promise<string | undefined> {
  const name = environmentOf(model, stage);
  const redact = redactorFrom(environment);
  const earlier = after === undefined ? await idsOf(name, history) : [after];
  const time = clock();
  const events = said.map(({ run, reason, ...rest }) => {
    const text = reason === undefined ? undefined : redact(reason).slice(0, MAX_REASON).toWellFormed();
    const news = {
      type: 'deployment',
      environment: name,
      ...rest,
      ...(text === undefined ? {} : { reason: text }),
    } as const;
    const event = eventFrom(news, { run, time, random: randomBytes(16), earlier, actor });
    earlier.push(event.id);
    return event;
  });
  await history.append([], events);
  return events.at(-1)?.id;
}

async function idsOf(name: string, history: DeployPorts['history']): Promise<string[]> {
  return (await readDeployments(history)).filter(({ environment }) => environment === name).map(({ id }) => id);
}

/** The same after the fact, when there is no way back: what cannot be written is a warning. */
export async function recordOutcome(
  deployment: DeploymentOf,
  said: readonly Said[],
  ports: Pick<DeployPorts, 'history' | 'clock' | 'environment' | 'log'>,
): Promise<string | undefined> {
  try {
    return await recordDeployment(deployment, said, ports);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    ports.log.warn(`how the deployment went could not be recorded: ${error.message}. ${error.hint}`);
    return undefined;
  }
}

/** Tells the forge; what it does not want to know is a warning. @returns the id of its deployment */
export async function announce(prepared: PreparedDeployment, { forge, log }: DeployPorts): Promise<string | undefined> {
  const { model, version, stage, tag, run, variables } = prepared;
  if (tag === undefined) return undefined;
  try {
    const opened = await forge.deployments.open({
      environment: environmentOf(model, stage),
      ref: tag,
      description: `${model} ${version} to ${stage}`,
      payload: {
        model,
        version,
        stage,
        run,
        ...(variables.MODEL_DIGEST === undefined ? {} : { digest: variables.MODEL_DIGEST }),
      },
    });
    return opened?.id;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`the forge was not told of the deployment: ${error.message}. ${error.hint}`);
    return undefined;
  }
}

/** Tells the forge how its deployment stands, if it keeps one. */
export async function reportState(
  { deployment }: PreparedDeployment,
  state: 'in_progress' | 'success' | 'failure',
  words: string,
  url: string | undefined,
  { forge, log, logUrl, environment }: DeployPorts,
): Promise<void> {
  if (deployment === undefined) return;
  try {
    await forge.deployments.report(deployment, {
      state,
      description: redactorFrom(environment)(words),
      environmentUrl: url,
      logUrl,
    });
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`the forge was not told how the deployment went: ${error.message}. ${error.hint}`);
  }
}
