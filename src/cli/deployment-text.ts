// What is said of deployments, to people and to machines. Pure.
import { environmentStates, partsOf, type DeploymentEvent, type EnvironmentState } from '../deployment/live.ts';
import type { Deployed } from '../pipeline/deployment/deploy-version.ts';
import { holderOf, type RegistryState } from '../registry/state.ts';
import { renderTable } from './print.ts';
import { printableLine } from './printable.ts';

/** How a deployment went, in a few lines. */
export function renderDeployed(deployed: Deployed): string {
  const { model, stage } = partsOf(deployed.environment);
  const what = `${model} ${deployed.version}`;
  if (deployed.state === 'success') {
    const { outcome, replaced, url, image } = deployed;
    const facts = [
      ...(replaced === undefined ? [] : [`in the place of ${replaced}`]),
      ...(url === undefined ? [] : [`answers at ${url}`]),
      ...(image === undefined ? [] : [image]),
    ];
    const first = outcome === 'unchanged' ? `${what} is live in ${stage} already` : `${what} is live in ${stage}`;
    return [first, ...(facts.length === 0 ? [] : [`  ${facts.join(' · ')}`])].map(printableLine).join('\n');
  }
  const { reason, restored, notRestored } = deployed;
  return [
    `${what} was not deployed to ${stage}: ${reason}`,
    restored === undefined
      ? `  no other version was put back: ${notRestored ?? 'none was there'}`
      : `  ${restored} was put back, and is live again`,
  ]
    .map(printableLine)
    .join('\n');
}

/** What a person can do where nothing was put back: the tags still name the version that failed. */
export function afterFailure({ model, stage }: { readonly model: string; readonly stage: string }): string {
  return printableLine(
    `  \`mlops deploy ${model}@${stage}\` tries again once that is mended; \`mlops rollback ${model} ${stage}\` goes back to the version before`,
  );
}

/** The stable JSON of a deployment. */
export function deployedJson(deployed: Deployed): Readonly<Record<string, unknown>> {
  const { environment, version, state } = deployed;
  const common = { environment, ...partsOf(environment), version, state };
  if (deployed.state === 'success') {
    const { outcome, replaced, url, image } = deployed;
    return { ...common, outcome, replaced, url, image };
  }
  return { ...common, reason: deployed.reason, restored: deployed.restored, not_restored: deployed.notRestored };
}

/** What is live in an environment, and what the registry says should be. */
export interface LiveRow {
  readonly environment: string;
  readonly model: string;
  readonly stage: string;
  readonly live: EnvironmentState['live'];
  /** Version that holds the stage by the tags of this repository; undefined where none does. */
  readonly assigned: string | undefined;
  readonly latest: {
    readonly version: string | undefined;
    readonly state: string;
    readonly time: string;
    readonly reason?: string;
  };
}

/** A row for each environment that something was ever deployed to. */
export function liveRows(events: readonly DeploymentEvent[], { artifacts }: RegistryState): readonly LiveRow[] {
  return environmentStates(events).map(({ environment, live, latest }) => {
    const { model, stage } = partsOf(environment);
    const artifact = artifacts.find(({ name }) => name === model);
    const assigned = artifact === undefined ? undefined : holderOf(artifact, stage)?.version;
    const { version, state, time, reason } = latest;
    const last = { version, state, time, ...(reason === undefined ? {} : { reason }) };
    return { environment, model, stage, live, assigned, latest: last };
  });
}

export function renderLive(rows: readonly LiveRow[]): string {
  return renderTable(
    ['MODEL', 'STAGE', 'LIVE', 'SINCE', 'BY', 'ASSIGNED', 'LAST'],
    rows.map(({ model, stage, live, assigned, latest }) => [
      model,
      stage,
      live?.version ?? '',
      shortTime(live?.since),
      live?.actor ?? '',
      assigned ?? '',
      live !== undefined && latest.state === 'success' ? '' : lastWords(latest),
    ]),
  );
}

/** All that happened, newest first. */
export function renderDeployments(events: readonly DeploymentEvent[]): string {
  return renderTable(
    ['TIME', 'ENVIRONMENT', 'VERSION', 'STATE', 'BY', 'REASON'],
    events.map(({ time, environment, version, state, actor, reason }) => [
      shortTime(time),
      environment,
      version ?? '',
      state,
      actor ?? '',
      reason ?? '',
    ]),
  );
}

function lastWords({ version, state, reason }: LiveRow['latest']): string {
  return `${version ?? ''} ${state}${reason === undefined ? '' : `: ${reason}`}`.trim();
}

function shortTime(time: string | undefined): string {
  return time?.slice(0, 16).replace('T', ' ') ?? '';
}
