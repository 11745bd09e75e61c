// The files that tools and people usually write, looked at when nothing is configured. Pure.

/** Metrics, if written or changed during the run. */
export const USUAL_METRICS = ['metrics.json', 'dvclive/metrics.json'] as const;

/** The series behind `dvclive/metrics.json`. */
export const DVCLIVE_SERIES_FOLDER = 'dvclive/plots/metrics';

/** Params are read by the training rather than written: they are taken as they stand. */
export const USUAL_PARAMS = ['params.yaml', 'params.yml', 'params.json', 'params.toml'] as const;

/** Params that the training writes: taken if written or changed during the run. */
export const USUAL_WRITTEN_PARAMS = ['dvclive/params.yaml'] as const;

/** The model, if written or changed during the run. */
export const USUAL_MODELS = ['model', 'models', 'model.*', 'dvclive/artifacts'] as const;

/** Predictions for the rows of a holdout, if written or changed during the run; also in MLOPS_ARTIFACTS. */
export const USUAL_PREDICTIONS: readonly string[] = ['csv', 'tsv', 'parquet', 'jsonl', 'ndjson'].map(
  (ending) => `predictions.${ending}`,
);

/** `model.py`, a package named `models` and the pointer files of DVC are no model. */
export function isNoModel(path: string): boolean {
  return /\.(py|pyc|pyi|ipynb|r|rmd|jl|js|mjs|ts|java|scala|go|rs|c|h|cc|cpp|hpp|cu|sh|sql|md|dvc|gitignore)$/i.test(
    path,
  );
}
