// Names of artifacts follow GitHub's rules, so that one name serves every store. Pure.

const MODEL_LENGTH_LIMIT = 80;

/**
 * Name under which the files of a run are kept: the model's name with all but plain letters, digits, dots,
 * dashes and underscores replaced, and the run's id, which makes it unique among the jobs, matrix
 * legs and attempts of a workflow run.
 */
export function artifactName(model: string, runId: string): string {
  const readable = model.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, MODEL_LENGTH_LIMIT);
  const limited = readable.replaceAll(/^[.-]+|[.-]+$/g, '');
  return `${limited === '' ? 'model' : limited}-${runId}`;
}

/** Name of the artifact that holds the record of a run and the files beside it. */
export function recordArtifactName(runId: string): string {
  return `mlops-record-${runId}`;
}

/** The run whose record an artifact of this name should hold; undefined for any other artifact. */
export function runOfRecordArtifact(name: string): string | undefined {
  return /^mlops-record-([0-9a-f]{32})$/.exec(name)?.[1];
}
