// action.yml as the runner reads it: an unknown key of a composite step makes the whole action unloadable.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface ActionInput {
  readonly description?: string;
  readonly default?: string | number | boolean;
}

export interface ActionStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string | boolean;
  readonly run?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly 'continue-on-error'?: string | boolean;
  readonly 'working-directory'?: string;
}

export interface ActionFile {
  readonly name: string;
  readonly inputs: Readonly<Record<string, ActionInput>>;
  readonly outputs: Readonly<Record<string, { readonly description?: string; readonly value?: string }>>;
  readonly runs:
    | { readonly using: 'composite'; readonly steps: readonly ActionStep[] }
    | { readonly using: 'node20' | 'node24'; readonly main: string };
}

/** What a step of a composite action may say (`action_yaml.json` of actions/runner). */
export const STEP_KEYS = [
  'name',
  'id',
  'if',
  'run',
  'uses',
  'env',
  'with',
  'continue-on-error',
  'working-directory',
  'shell',
] as const;

/** What an output may say; an input may have any key. */
const OUTPUT_KEYS: readonly string[] = ['description', 'value'];

/** Reads `action.yml` (or `.yaml`) of a folder; throws with the runner's words where there is none. */
export async function readActionFile(folder: string): Promise<ActionFile> {
  const text = await readFirst([join(folder, 'action.yml'), join(folder, 'action.yaml')]);
  if (text === undefined) {
    throw new Error(
      `Can't find 'action.yml' or 'action.yaml' under '${folder}'. Did you forget to run actions/checkout?`,
    );
  }
  return parseActionFile(text);
}

export function parseActionFile(text: string): ActionFile {
  const raw = parse(text) as Partial<ActionFile>;
  if (raw.runs === undefined) throw new Error("Top level 'runs:' section is required");
  // A comma in an unquoted description makes keys of what stands behind it.
  for (const output of Object.values(raw.outputs ?? {})) requireKeys(output, OUTPUT_KEYS);
  if (raw.runs.using === 'composite') for (const step of raw.runs.steps) validateStep(step);
  return { name: raw.name ?? '', inputs: raw.inputs ?? {}, outputs: raw.outputs ?? {}, runs: raw.runs };
}

function validateStep(step: ActionStep): void {
  requireKeys(step, STEP_KEYS);
  if ((step.run === undefined) === (step.uses === undefined)) throw new Error("A step has either 'run' or 'uses'");
  if (step.run !== undefined && step.shell === undefined) throw new Error('Required property is missing: shell');
}

function requireKeys(value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`Unexpected value '${unknown}'`);
}

async function readFirst(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}
