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

/** Name of the artifact that holds the predictions of a run, where they are too large to stand beside its record. */
export function predictionsArtifactName(model: string, runId: string): string {
  return `${artifactName(model, runId)}-predictions`;
}

/**
 * Name of the artifact that holds the record of a run and the files beside it.
 * @param isLeg the record is left to a collecting job, and on no branch yet
 */
export function recordArtifactName(runId: string, isLeg: boolean): string {
  return `mlops-record-${runId}${isLeg ? '-leg' : ''}`;
}

/** What an artifact of this name should hold; undefined for any that is no record. */
export function parseRecordArtifact(name: string): { readonly run: string; readonly isLeg: boolean } | undefined {
  const [, run, leg] = /^mlops-record-([0-9a-f]{32})(-leg)?$/.exec(name) ?? [];
  return run === undefined ? undefined : { run, isLeg: leg !== undefined };
}
