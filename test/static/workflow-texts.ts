// Every workflow and every action file that this repository holds or shows.
import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface WorkflowText {
  /** Path from the root, or the place in a document. */
  readonly name: string;
  readonly text: string;
}

const EXCLUDED = ['node_modules/**', 'test/.cache/**'];

/** The action files that a runner loads, and their sources. */
export function readActionFiles(): Promise<readonly WorkflowText[]> {
  return readAll(['action.yml', 'src/action/*/action.yml', 'dist/*/action.yml']);
}

/** The workflows of this project. */
export function readWorkflows(): Promise<readonly WorkflowText[]> {
  return readAll(['.github/workflows/*.{yml,yaml}']);
}

export interface ShownWorkflow extends WorkflowText {
  /** False for the short form, without the event that starts it. */
  readonly isWhole: boolean;
}

/** The code blocks of documents that are workflows, some of them but for the event that starts them. */
export async function readShownWorkflows(): Promise<readonly ShownWorkflow[]> {
  const documents = await readAll(['*.md', '.github/*.md']);
  return documents.flatMap(({ name, text }) =>
    [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)].flatMap(([, block = ''], index) => {
      const members: unknown = parse(block);
      if (typeof members !== 'object' || members === null || !('jobs' in members)) return [];
      const isWhole = 'on' in members;
      return [{ name: `${name}, block ${index + 1}`, text: isWhole ? block : `on: push\n${block}`, isWhole }];
    }),
  );
}

async function readAll(patterns: readonly string[]): Promise<readonly WorkflowText[]> {
  const names: string[] = [];
  for await (const name of glob([...patterns], { cwd: ROOT, exclude: EXCLUDED }))
    names.push(name.replaceAll('\\', '/'));
  return Promise.all(names.toSorted().map(async (name) => ({ name, text: await readFile(join(ROOT, name), 'utf8') })));
}
