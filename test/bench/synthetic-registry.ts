// A registry of many tags, written by one fast-import: several models with versions, their evidence, and stages.
import { evidenceFrom, renderTagMessage } from '../../src/registry/evidence.ts';
import { anId, aRun } from '../support/a-run.ts';
import { git } from '../support/git-fixtures.ts';

const MODELS = ['duration', 'fares', 'team/eta', 'demand', 'churn'];
const STAGES = ['dev', 'staging', 'production'];
const START = 1_700_000_000;

/** Of ten tags six register a version and four assign a stage to it. */
const VERSIONS_OF_TEN = 6;

/**
 * Writes so many annotated tags into a repository, each version on a commit of its own, and the branch `main` with them.
 * @param files what stands in the newest commit
 */
export function synthesiseRegistry(repository: string, tags: number, files: Readonly<Record<string, string>>): void {
  const versions = Math.round((tags * VERSIONS_OF_TEN) / 10);
  const lines: string[] = [];
  for (let index = 0; index < versions; index += 1) {
    const isLast = index === versions - 1;
    lines.push(
      `commit refs/heads/main`,
      `mark :${index + 1}`,
      person('committer', START + index),
      data(`Change ${index}`),
    );
    if (index > 0) lines.push(`from :${index}`);
    for (const [path, content] of Object.entries(isLast ? files : { 'train.py': `print(${index})\n` })) {
      lines.push(`M 100644 inline ${path}`, data(content));
    }
  }
  const run = evidenceFrom(
    aRun({ metrics: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`metric_${i}`, i / 7])) }),
  );
  for (let index = 0; index < versions; index += 1) {
    const model = modelOf(index);
    const version = `v0.${Math.floor(index / MODELS.length / 50)}.${Math.floor(index / MODELS.length) % 50}`;
    const message = renderTagMessage(model, version, { ...run, run: anId(index) });
    lines.push(`tag ${model}@${version}`, `from :${index + 1}`, person('tagger', START + index), data(message));
  }
  for (let index = 0; index < tags - versions; index += 1) {
    const at = Math.floor((index * versions) / (tags - versions));
    const stage = STAGES[index % STAGES.length] ?? '';
    // Counters grow over all models, which is as good as a counter for each.
    lines.push(
      `tag ${modelOf(at)}#${stage}#${index + 1}`,
      `from :${at + 1}`,
      person('tagger', START + at),
      data('Assign'),
    );
  }
  git(repository, ['-c', 'core.compression=1', 'fast-import', '--quiet', '--force'], { input: lines.join('\n') });
  git(repository, ['pack-refs', '--all']);
}

function modelOf(index: number): string {
  return MODELS[index % MODELS.length] ?? '';
}

function person(role: string, seconds: number): string {
  return `${role} Ada <ada@example.org> ${seconds} +0000`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
