// The folder through which a deploy command is handed from the step that prepares it to a plain step of bash, and how it
// ended to the step that judges it. The command could rewrite all of it, so the plan is read only with the digest that was
// handed over beside it.
//
//   plan.json    what was decided: see deploy-plan.ts
//   hook.sh      the command
//   environment  NAME=value, NUL-terminated: its variables
//   timeout      seconds that it may take
//   output.log   what it said
//   outcome      NAME=value lines written by deploy.sh
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import { canonicalJson } from '../run/canonical.ts';
import type { Redactor } from '../run/redact.ts';
import { readPlainFile } from '../training/plain-file.ts';
import { DeployPlan } from './deploy-plan.ts';
import { MAX_PREPARED, type HookOutcome, type PreparedDeployment } from './prepared.ts';
import { failureOf, HOOK_FILES, successOf, TOO_MUCH_OUTPUT } from './run-hook.ts';

const OUTCOME = { most: 10_000, file: 'outcome' } as const;
const PLAN = 'plan.json';

/**
 * @param folder is made
 * @returns SHA-256 of the plan, for `readDeployPlan`
 */
export async function writeHookCapture(plan: DeployPlan, folder: string): Promise<string> {
  // What could not be read again is known before the command runs.
  const text = canonicalJson(DeployPlan.parse(plan));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, PLAN), text);
  if (plan.prepared !== undefined) await writeHook(plan.prepared, folder);
  return createHash('sha256').update(text).digest('hex');
}

async function writeHook(prepared: PreparedDeployment, folder: string): Promise<void> {
  const { script = '', variables, settings, deploy } = prepared;
  const entries = Object.entries({ ...variables, ...settings });
  await mkdir(prepared.folder, { recursive: true });
  await rm(join(prepared.folder, HOOK_FILES.image), { force: true });
  await Promise.all([
    writeFile(join(folder, HOOK_FILES.script), script),
    writeFile(join(folder, 'environment'), entries.map(([name, value]) => `${name}=${value}\0`).join('')),
    writeFile(join(folder, 'timeout'), `${Math.ceil(deploy.timeout)}\n`),
  ]);
}

/**
 * @param sha256 what `writeHookCapture` gave, from a place that the command could not write to
 * @throws MlopsError `capture-failed` for a plan that is gone or was changed
 */
export async function readDeployPlan(folder: string, sha256: string): Promise<DeployPlan> {
  const path = join(folder, PLAN);
  const bytes = (await readPlainFile(path, MAX_PREPARED + 100_000))?.content;
  if (bytes === undefined) throw new MlopsError('capture-failed', `${path} cannot be read`, HINT);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new MlopsError('capture-failed', `${path} was changed after it was written`, HINT);
  }
  return DeployPlan.parse(JSON.parse(bytes.toString()));
}

/** How the command of a step ended; one that was never started, because there is none, went well. */
export async function readHookOutcome(
  prepared: PreparedDeployment,
  folder: string,
  redact: Redactor,
): Promise<HookOutcome & { readonly isInterrupted: boolean }> {
  if (prepared.script === undefined) return { isInterrupted: false };
  const text = (await readPlainFile(join(folder, OUTCOME.file), OUTCOME.most))?.content.toString() ?? '';
  const facts = new Map(text.split('\n').map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]));
  const stopped = facts.get('stopped');
  const status = Number(facts.get('status') || Number.NaN);
  const isInterrupted = stopped === 'cancelled';
  if (isInterrupted) return { failure: 'the deploy command was interrupted', isInterrupted };
  if (stopped === 'timeout') {
    return { failure: `the deploy command did not end within ${prepared.deploy.timeout} s`, isInterrupted };
  }
  if (stopped === 'output') return { failure: TOO_MUCH_OUTPUT, isInterrupted };
  if (!Number.isInteger(status)) return { failure: 'it is not known how the deploy command ended', isInterrupted };
  if (status === 0) return { ...(await successOf(prepared)), isInterrupted };
  const failure = await failureOf(`ended with status ${status}`, join(folder, HOOK_FILES.output), redact);
  return { failure, isInterrupted };
}

const HINT = 'The deploy command must leave the folder of its own script alone; deploy again.';
