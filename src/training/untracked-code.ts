// Untracked files that a training may have run or read as configuration: its commit does not tell what they said. Files
// that tools leave behind (environments, caches, records of other trackers) are none of them. Pure.
import { isNoModel } from './usual-files.ts';

const CODE = /\.(?:py|ipynb|r|jl|js|mjs|ts|sh|sql|scala|java|go|rs|ya?ml|toml|json|cfg|ini)$/i;

/** Folders in which nobody writes code by hand. */
const LEFT_BY_TOOLS = new Set([
  'node_modules',
  'site-packages',
  '__pycache__',
  '.ipynb_checkpoints',
  '.cache',
  '.eggs',
  '.hydra',
  '.nox',
  '.tox',
  'catboost_info',
  'lightning_logs',
  'mlruns',
  'wandb',
]);

/** Holds the folder of a virtual environment: of venv, and of conda. */
const ENVIRONMENT_MARK = /^(.*\/)(?:pyvenv\.cfg|conda-meta\/history)$/;

/** What google-github-actions/auth writes into the workspace of every job. */
const JOB_CREDENTIALS = /^gha-creds-[0-9a-f]+\.json$/;

/**
 * The untracked files that are code or configuration, sorted.
 * @param untracked paths from the root with forward slashes, a folder with a slash at its end
 */
export function untrackedCode(untracked: readonly string[]): readonly string[] {
  const environments = untracked.flatMap((path) => ENVIRONMENT_MARK.exec(path)?.[1] ?? []);
  return untracked
    .filter(
      (path) =>
        CODE.test(path) &&
        !JOB_CREDENTIALS.test(path) &&
        !path.split('/').some((name) => LEFT_BY_TOOLS.has(name)) &&
        !environments.some((folder) => path.startsWith(folder)),
    )
    .toSorted();
}

/** True for what an earlier run may have written as its model: `model.json`, `models/trees.json`, and not `model.py`. */
export function isUsualModel(path: string, workingDirectory: string): boolean {
  const folder = workingDirectory === '.' ? '' : `${workingDirectory}/`;
  if (!path.startsWith(folder) || isNoModel(path)) return false;
  return /^(?:models?\/|model\.[^/]+$)/.test(path.slice(folder.length));
}
