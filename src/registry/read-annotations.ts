// Reads what the newest commit says of the repository's models.
import type { Git } from '../git/git.ts';
import type { Log } from '../log.ts';
import { readBlobs } from '../git/objects.ts';
import { ANNOTATION_FILES, parseAnnotations, type Annotation, type Annotations } from './annotations.ts';

/** In bytes; a larger file is not read. */
const MAX_SIZE = 1_000_000;

/** A file that cannot be understood is a warning: the registry is in the tags. */
export async function readAnnotations(git: Git, log: Pick<Log, 'warn'>): Promise<Annotations> {
  const asked = ANNOTATION_FILES.map((file) => `HEAD:${file}\n`).join('');
  const { stdout } = await git.exec(['cat-file', '--batch-check'], asked);
  const lines = stdout.toString().split('\n');
  const annotations = new Map<string, Annotation>();
  for (const [index, file] of ANNOTATION_FILES.entries()) {
    const [, id, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(lines[index] ?? '') ?? [];
    if (id === undefined) continue;
    const read = Number(size) > MAX_SIZE ? { problem: `it has ${size} bytes` } : await readFile(git, id, file);
    if ('problem' in read) log.warn(`${file} of HEAD is passed over: ${read.problem}`);
    else
      for (const [name, annotation] of read.annotations) if (!annotations.has(name)) annotations.set(name, annotation);
  }
  return annotations;
}

async function readFile(
  git: Git,
  id: string,
  file: (typeof ANNOTATION_FILES)[number],
): Promise<ReturnType<typeof parseAnnotations>> {
  const [blob] = await readBlobs(git, [id]);
  return parseAnnotations(blob?.toString() ?? '', file);
}
