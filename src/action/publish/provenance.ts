// The provenance of a version as files, for a step that signs it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registered } from '../../pipeline/versions/register-run.ts';

/** Outputs: paths of the files, undefined where no version was registered. */
export interface ProvenanceOutputs {
  readonly checksums: string | undefined;
  readonly predicate: string | undefined;
}

/** @param folder of this run alone; the files stay there for the steps that follow */
export async function writeProvenance(
  registered: Pick<Registered, 'provenance'> | undefined,
  folder: string,
): Promise<ProvenanceOutputs> {
  const provenance = registered?.provenance;
  if (provenance === undefined) return { checksums: undefined, predicate: undefined };
  await mkdir(folder, { recursive: true });
  const [checksums, predicate] = [join(folder, 'checksums.txt'), join(folder, 'predicate.json')];
  await writeFile(checksums, provenance.checksums);
  await writeFile(predicate, provenance.predicate);
  return { checksums, predicate };
}
