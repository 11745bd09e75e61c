// Deployments as files, `<environment>/<ref>.json`, each with all that was reported of it, the oldest first.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';
import type { Deployment, Deployments, DeploymentStatus } from './deployments.ts';
import { httpAddress } from './http-address.ts';
import { readIfThere, writeWhole } from './local-file.ts';
import { fileNameFor } from './local-name.ts';

const StoredStatus = z.object({
  state: z.enum(['queued', 'in_progress', 'success', 'failure', 'error', 'inactive']),
  description: z.string(),
  environment_url: z.string().optional(),
  log_url: z.string().optional(),
  time: z.string(),
});

const StoredDeployment = z.object({
  environment: z.string(),
  ref: z.string(),
  description: z.string(),
  payload: z.record(z.string(), z.unknown()),
  created: z.string(),
  statuses: z.array(StoredStatus),
});
type StoredDeployment = z.infer<typeof StoredDeployment>;

export function localDeployments(folder: string, clock: () => Date): Deployments {
  return {
    async open({ environment, ref, description, payload }) {
      const id = `${fileNameFor(environment)}/${fileNameFor(ref)}`;
      if ((await read(folder, id)) === undefined) {
        const created = clock().toISOString();
        await write(folder, id, { environment, ref, description, payload: { ...payload }, created, statuses: [] });
      }
      return { id };
    },

    async report(id, status) {
      const deployment = await read(folder, id);
      if (deployment === undefined) {
        throw new MlopsError(
          'not-found',
          `there is no deployment ${JSON.stringify(id.slice(0, 200))}`,
          'Give the id that it was opened with.',
        );
      }
      if (!(await addStatus(folder, id, deployment, status, clock)) || status.state !== 'success') return;
      // As on GitHub, whatever stood there before does so no more.
      const { environment } = deployment;
      for (const [other, each] of await readAll(folder, environment)) {
        if (other === id || each.statuses.at(-1)?.state !== 'success') continue;
        const description = `${deployment.ref} took its place`;
        await addStatus(folder, other, each, { state: 'inactive', description }, clock);
      }
    },

    async *list(environment) {
      const all = await readAll(folder, environment);
      yield* all.map(([id, stored]) => deploymentFrom(id, stored)).toSorted((a, b) => (a.created < b.created ? 1 : -1));
    },
  };
}

/** False: it said so already. */
async function addStatus(
  folder: string,
  id: string,
  deployment: StoredDeployment,
  { state, description, environmentUrl, logUrl }: DeploymentStatus,
  clock: () => Date,
): Promise<boolean> {
  const last = deployment.statuses.at(-1);
  if (last?.state === state && last.description === description) return false;
  const status = {
    state,
    description,
    environment_url: httpAddress(environmentUrl),
    log_url: httpAddress(logUrl),
    time: clock().toISOString(),
  };
  await write(folder, id, { ...deployment, statuses: [...deployment.statuses, status] });
  return true;
}

async function readAll(folder: string, environment: string): Promise<readonly (readonly [string, StoredDeployment])[]> {
  const name = fileNameFor(environment);
  const files = await readdir(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const ids = files.filter((file) => file.endsWith('.json')).map((file) => `${name}/${file.slice(0, -5)}`);
  const stored = await Promise.all(ids.map(async (id) => [id, await read(folder, id)] as const));
  return stored.flatMap(([id, each]) => (each === undefined ? [] : [[id, each] as const]));
}

async function read(folder: string, id: string): Promise<StoredDeployment | undefined> {
  // Ids come back through inputs of a workflow.
  if (!/^[a-z0-9_@~-][a-z0-9._@~-]*\/[a-z0-9_@~-][a-z0-9._@~-]*$/.test(id)) return undefined;
  const path = join(folder, `${id}.json`);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return StoredDeployment.parse(JSON.parse(text));
  } catch (cause) {
    throw new MlopsError('forge-failed', `${path} is no deployment`, 'Remove the file; it is only shown.', { cause });
  }
}

async function write(folder: string, id: string, deployment: StoredDeployment): Promise<void> {
  await writeWhole(join(folder, `${id}.json`), `${JSON.stringify(deployment, undefined, 2)}\n`);
}

function deploymentFrom(id: string, stored: StoredDeployment): Deployment {
  const { environment, ref, description, payload, created, statuses } = stored;
  const last = statuses.at(-1);
  return {
    id,
    environment,
    ref,
    description,
    payload,
    created,
    status: last && {
      state: last.state,
      description: last.description,
      environmentUrl: last.environment_url,
      logUrl: last.log_url,
      time: last.time,
    },
  };
}
