// Artifacts with records → runs. Whoever can run a job of this repository can have made such an artifact, so one that is
// not what it should be is named in a warning and costs no other one.
import { parseRecordArtifact } from '../../artifacts/artifact-name.ts';
import type { ListedArtifact, ReadLimits } from '../../artifacts/store.ts';
import { MlopsError } from '../../error.ts';
import { logLine } from '../../report/plain-text.ts';
import type { RunBundle } from '../../tracking/history.ts';
import { MOST_FILE_BYTES, MOST_FILES, parseBundle } from '../../tracking/parse-bundle.ts';
import type { Ports } from '../ports.ts';

const LIMITS: ReadLimits = { files: MOST_FILES, bytes: MOST_FILE_BYTES };

/** How many are downloaded at once. */
const AT_ONCE = 8;

/**
 * Downloads artifacts named `mlops-record-<id>` and reads what is in them.
 * @param from whether they are of this workflow run or of any of the repository
 * @param limits of each of them
 * @returns the runs that could be read, in the order of their artifacts
 */
export async function readRecords(
  artifacts: readonly ListedArtifact[],
  from: 'run' | 'repository',
  ports: Pick<Ports, 'artifacts' | 'log'>,
  limits = LIMITS,
): Promise<readonly RunBundle[]> {
  const bundles: RunBundle[] = [];
  for (let start = 0; start < artifacts.length; start += AT_ONCE) {
    const part = artifacts.slice(start, start + AT_ONCE);
    const read = await Promise.all(part.map((artifact) => readRecord(artifact, from, ports, limits)));
    bundles.push(...read.filter((bundle) => bundle !== undefined));
  }
  return bundles;
}

async function readRecord(
  artifact: ListedArtifact,
  from: 'run' | 'repository',
  { artifacts, log }: Pick<Ports, 'artifacts' | 'log'>,
  limits: ReadLimits,
): Promise<RunBundle | undefined> {
  const id = parseRecordArtifact(artifact.name)?.run;
  if (id === undefined || artifacts?.readFiles === undefined) return undefined;
  const origin = `artifact ${artifact.name}`;
  try {
    const { bundle, leftOut } = parseBundle(id, await artifacts.readFiles(artifact, from, limits), origin);
    for (const words of leftOut) log.warn(logLine(`${origin}: left out ${words}`));
    return bundle;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(logLine(`${origin} is passed over: ${error.message}`));
    return undefined;
  }
}
