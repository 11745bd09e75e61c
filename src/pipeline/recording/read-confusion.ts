// The confusion matrix among the files that a training left, for the job summary.
import type { ArtifactFile } from '../../artifacts/store.ts';
import { isConfusionMatrix, parseConfusionMatrix, type ConfusionMatrix } from '../../report/confusion-matrix.ts';
import { readPlainFile } from '../../training/plain-file.ts';

/** A matrix is small; samples of a large test set are counted by whoever makes the matrix. */
const MOST_BYTES = 4_000_000;

/** The first that can be read; undefined without one. */
export async function readConfusionMatrix(files: readonly ArtifactFile[]): Promise<ConfusionMatrix | undefined> {
  for (const { path, from } of files.filter((file) => isConfusionMatrix(file.path) && file.size <= MOST_BYTES)) {
    const end = await readPlainFile(from, MOST_BYTES);
    const matrix = end === undefined ? undefined : parseConfusionMatrix(path, end.content.toString());
    if (matrix !== undefined) return matrix;
  }
  return undefined;
}
