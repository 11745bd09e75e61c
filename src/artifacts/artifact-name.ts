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
