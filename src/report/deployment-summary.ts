// How a deployment went → the summary of the job. Pure.
import { link } from './link.ts';
import { md } from './markdown.ts';
import { sentence } from './stage-summary.ts';

export interface DeploymentReport {
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  /** `unchanged`: it was live and well, and nothing was done. */
  readonly state: 'deployed' | 'unchanged' | 'failed' | 'restored' | 'not-restored';
  /** The address that answered. */
  readonly url?: string | undefined;
  /** Why it failed; plain text. */
  readonly reason?: string | undefined;
  /** What follows the failure; plain text. */
  readonly next?: string | undefined;
}

export function renderDeployment({ model, version, stage, state, url, reason, next }: DeploymentReport): string {
  const what = md(`${model} ${version}`, 300);
  const where = url === undefined ? '' : ` at ${link(md(url, 300), url)}`;
  const heads = {
    deployed: `${what} is live in ${md(stage)}${where}`,
    unchanged: `${what} was live in ${md(stage)} and is well${where}`,
    failed: `${what} failed in ${md(stage)}`,
    restored: `${what} was brought back and is live in ${md(stage)}${where}`,
    'not-restored': `${what} could not be brought back to ${md(stage)}`,
  };
  const why = reason === undefined ? [] : [`The reason: ${sentence(reason)}`];
  const then = next === undefined ? [] : [`What follows: ${sentence(next)}`];
  return `${[`### ${heads[state]}`, ...why, ...then].join('\n\n')}\n`;
}
