// Before training: the capture folder is filled with what train.sh and the training need, and the plan is written down.
// The training could rewrite the plan, so publish reads it only with the digest that plan handed over.
import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { MlopsError } from '../error.ts';
import { canonicalJson } from '../run/canonical.ts';
import { overrideVariables } from './override-variables.ts';
import { CAPTURE_FILES, type TrainingPlan } from './plan.ts';
import { readPlainFile } from './plain-file.ts';
import { parsePlan } from './plan-schema.ts';
import { probesFor, renderProbes } from './probes.ts';
import {
  DVCLIVE_SERIES_FOLDER,
  USUAL_METRICS,
  USUAL_MODELS,
  USUAL_PREDICTIONS,
  USUAL_WRITTEN_PARAMS,
} from './usual-files.ts';
import { findFiles } from './workspace-files.ts';

/**
 * Modification time and size of every file that a run may write and that is there already, by path from the root.
 * @param root top of the repository
 */
export async function snapshotBefore(root: string, settings: Settings): Promise<TrainingPlan['before']> {
  const workspace = { root, workingDirectory: settings.workingDirectory };
  const { file: predictions } = settings.predictions;
  const configured = [
    ...settings.metrics,
    ...settings.modelFiles,
    ...settings.artifacts,
    ...(predictions === undefined ? [] : [predictions]),
  ];
  const usual = [
    ...USUAL_METRICS,
    ...USUAL_WRITTEN_PARAMS,
    ...USUAL_MODELS,
    ...USUAL_PREDICTIONS,
    DVCLIVE_SERIES_FOLDER,
  ];
  const found = await Promise.all(
    [...new Set([...configured, ...usual])].map((pattern) => findFiles(pattern, workspace)),
  );
  return Object.fromEntries(
    found.flatMap(({ files }) => files.map(({ path, mtimeMs, size }) => [path, { mtimeMs, size }] as const)),
  );
}

/**
 * Writes the capture folder.
 * @param folder exists or can be made; gets an absolute path in the training's variables
 * @param workingDirectory where the command runs: its file names tell which interpreters a `make train` may use
 * @returns SHA-256 of plan.json, for `readPlan`
 * @throws MlopsError `usage` for overrides that cannot be handed over
 */
export async function prepareCapture(plan: TrainingPlan, folder: string, workingDirectory?: string): Promise<string> {
  const at = (name: keyof typeof CAPTURE_FILES): string => join(resolve(folder), CAPTURE_FILES[name]);
  const variables = {
    MLOPS_RUN_ID: plan.runId,
    MLOPS_METRICS: at('metrics'),
    MLOPS_PARAMS: at('params'),
    MLOPS_TAGS: at('tags'),
    MLOPS_ARTIFACTS: at('artifacts'),
    ...overrideVariables(plan.overrides),
  };
  // Of a carriage return bash would make a part of the last word.
  const command = (plan.settings.command ?? '').replaceAll('\r\n', '\n');
  const text = canonicalJson(plan);
  await mkdir(at('artifacts'), { recursive: true });
  await Promise.all([
    writeFile(at('plan'), text),
    writeFile(at('command'), command.endsWith('\n') ? command : `${command}\n`),
    writeFile(at('environment'), renderEnvironment(variables)),
    writeFile(at('probes'), renderProbes(probesFor(command, await listNames(workingDirectory)))),
    ...(['metrics', 'params', 'tags'] as const).map((name) => writeFile(at(name), '')),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads the plan back.
 * @param sha256 what `prepareCapture` gave, from a place that the training could not write to; absent: unchecked
 * @throws MlopsError `capture-failed` when it is missing, changed or no plan
 */
export async function readPlan(folder: string, sha256?: string): Promise<TrainingPlan> {
  const path = join(folder, CAPTURE_FILES.plan);
  const bytes = (await readPlainFile(path, MAX_PLAN_BYTES))?.content;
  if (bytes === undefined) throw new MlopsError('capture-failed', `${path} cannot be read`, HINT);
  if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new MlopsError('capture-failed', `${path} was changed after it was planned`, HINT);
  }
  return parsePlan(bytes.toString(), path);
}

async function listNames(directory: string | undefined): Promise<readonly string[]> {
  return directory === undefined ? [] : readdir(directory).catch(() => []);
}

/** The snapshot of ten thousand files is about a megabyte. */
const MAX_PLAN_BYTES = 32 * 1024 * 1024;

const HINT = 'The training must leave the capture folder alone except for the files that its MLOPS_ variables name.';

function renderEnvironment(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\0`)
    .join('');
}
