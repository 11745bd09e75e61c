// The files that a training script names in its text: what it writes, and what it reads. Pure.
import { isPlainName } from './repository-facts.ts';

const MODEL = /\.(?:joblib|pkl|pickle|onnx|pt|pth|h5|hdf5|keras|safetensors|cbm|ubj|rds|jld2|mojo|pmml)$/i;
const METRICS = /(?:^|[/_-])(?:metrics|scores|results|evaluation)\.(?:json|jsonl|csv|tsv|ya?ml|toml)$/i;
const DATA = /\.(?:csv|tsv|parquet|feather|arrow|jsonl|xlsx?|npz|npy|sqlite|db)$/i;

export interface ScriptMentions {
  readonly metrics: readonly string[];
  readonly modelFiles: readonly string[];
  readonly data: readonly string[];
  /** The variables of overrides that it reads, such as `MLOPS_PARAM_ALPHA`. */
  readonly overrides: readonly string[];
  /** Whether it reads overrides by names that the text does not hold, as from `MLOPS_OVERRIDES`. */
  readonly readsAnyOverride: boolean;
  /** Whether it appends to `$MLOPS_METRICS`. */
  readonly appendsMetrics: boolean;
}

/** @param paths of the repository: what is read has to be there */
export function mentionedIn(text: string, paths: readonly string[]): ScriptMentions {
  const lines = text.split('\n').filter((line) => !/^\s*(?:#|\/\/)/.test(line));
  const written = new Set(lines.filter((line) => !/\b(?:load|read)\w*\s*\(|\.load/.test(line)).flatMap(wholePaths));
  const named = new Set(lines.flatMap(wholePaths));
  const listed = new Set(paths);
  const data = [...named].filter((path) => DATA.test(path) && listed.has(path) && !METRICS.test(path));
  const overrides = [...text.matchAll(/\bMLOPS_PARAM_[A-Z0-9_]*[A-Z0-9]\b/g)].map(([name]) => name);
  return {
    metrics: [...written].filter((path) => METRICS.test(path)),
    modelFiles: [...written].filter((path) => MODEL.test(path) && !listed.has(path)),
    data,
    overrides: [...new Set(overrides)],
    readsAnyOverride: /MLOPS_OVERRIDES|MLOPS_PARAM_(?:[A-Z0-9_]*_)?(?![A-Z0-9_])/.test(text),
    appendsMetrics: text.includes('MLOPS_METRICS'),
  };
}

/** Literals that are a whole path: none that another one is joined with, and none with something to fill in. */
function wholePaths(line: string): readonly string[] {
  const found = line.matchAll(/(?<before>.?\s*)(?<quote>["'])(?<path>[^"']{0,200})\k<quote>(?<after>\s*.?)/g);
  // In a list of dvc.yaml they stand without quotes.
  const item = /^\s*-\s+([\w./-]+):?\s*$/.exec(line)?.[1];
  if (item !== undefined) return isPlainName(item) && !item.includes('..') ? [item] : [];
  return [...found].flatMap(({ groups = {} }) => {
    const { before = '', path = '', after = '' } = groups;
    const isJoined = /[/+]\s*$/.test(before) || /^\s*[/+]/.test(after) || /\bjoin\(|file\.path\(|joinpath\(/.test(line);
    const plain = path.replace(/^\.\//, '');
    return isJoined || plain.length < 3 || !isPlainName(plain) || plain.startsWith('/') || plain.includes('..')
      ? []
      : [plain];
  });
}
