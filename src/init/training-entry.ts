// What trains: a script, or what already says how to train (DVC, MLflow, make, npm), best guess first. Pure.
import { parse } from 'yaml';
import { mlflowEntry } from './mlflow-project.ts';
import { isPlainName, shellWord, type RepositoryFacts } from './repository-facts.ts';
import { toolchainOf, type Language } from './toolchain.ts';

/** Params that a command takes by itself, beside those of files. */
export type EntryParams = Readonly<Record<string, string | number | boolean>>;

export interface TrainingEntry {
  /** As it stands in mlops.yaml. */
  readonly command: string;
  /** What it was found in, and why it is taken for the training. */
  readonly file: string;
  readonly why: string;
  /** The language of the script; undefined where the file calls others. */
  readonly language: Language | undefined;
  readonly params: EntryParams;
  /** What has to be known about it. */
  readonly note?: string;
}

/** Everything that may be the training, the likeliest first. A folder below with its own mlops.yaml is another model. */
export function findEntries(all: RepositoryFacts): readonly TrainingEntry[] {
  const others = all.paths.flatMap((path) => /^(.+\/)mlops\.yaml$/.exec(path)?.[1] ?? []);
  const facts = { ...all, paths: all.paths.filter((path) => !others.some((folder) => path.startsWith(folder))) };
  return [...declaredEntries(facts), ...scriptEntries(facts), ...notebookEntries(facts)];
}

function declaredEntries(facts: RepositoryFacts): readonly TrainingEntry[] {
  const { paths, texts } = facts;
  const none = { language: undefined, params: {} };
  const entries: TrainingEntry[] = [];
  if (paths.includes('dvc.yaml')) {
    const remote = texts.get('.dvc/config')?.includes('remote');
    entries.push({
      ...none,
      command: `${toolchainOf('python', facts, '').runner.replace(/python3? $/, '')}dvc repro`,
      file: 'dvc.yaml',
      why: 'a pipeline of DVC',
      language: 'python',
      ...(remote === true
        ? { note: 'the data of a DVC remote has to be fetched before: add `dvc pull` to the job, with its credentials' }
        : {}),
    });
  }
  const mlflow = mlflowEntry(texts.get('MLproject'));
  if (paths.includes('MLproject') && mlflow !== undefined) {
    entries.push({ ...none, ...mlflow, file: 'MLproject', why: 'the entry point of an MLflow project' });
  }
  const makefile = ['GNUmakefile', 'makefile', 'Makefile'].find((name) => paths.includes(name));
  if (makefile !== undefined && /^train[ \t]*::?(?!=)/m.test(texts.get(makefile) ?? '')) {
    entries.push({ ...none, command: 'make train', file: makefile, why: 'has the target `train`' });
  }
  if (paths.includes('package.json') && hasTrainScript(texts.get('package.json') ?? '')) {
    const why = 'has the script `train`';
    entries.push({ ...none, command: 'npm run train', file: 'package.json', why, language: 'node' });
  }
  return entries;
}

function hasTrainScript(text: string): boolean {
  try {
    // JSON is YAML, and this parser makes no objects with a foreign prototype.
    const scripts: unknown = (parse(text) as { readonly scripts?: unknown } | null)?.scripts;
    return typeof scripts === 'object' && scripts !== null && Object.hasOwn(scripts, 'train');
  } catch {
    return false;
  }
}

const LANGUAGES: ReadonlyMap<string, Language | 'shell'> = new Map([
  ['py', 'python'],
  ['r', 'r'],
  ['jl', 'julia'],
  ['js', 'node'],
  ['mjs', 'node'],
  ['cjs', 'node'],
  ['sh', 'shell'],
]);

function scriptEntries(facts: RepositoryFacts): readonly TrainingEntry[] {
  const scored = facts.paths.filter(isPlainName).flatMap((path) => {
    const language = LANGUAGES.get(/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '');
    const text = facts.texts.get(path);
    if (language === undefined || text === undefined) return [];
    const reasons = reasonsIn(text);
    const score = scoreOfName(path) + reasons.filter((reason) => reason !== HAS_MAIN).length;
    return score < LEAST_SCORE ? [] : [{ path, text, language, reasons, score }];
  });
  const best = scored.toSorted((a, b) => b.score - a.score || depth(a.path) - depth(b.path));
  // A script that calls another one is what a person types.
  const callers = best.filter(({ text, path }) =>
    best.some((other) => other.path !== path && other.language !== 'shell' && mentions(text, other.path)),
  );
  const sorted = [...callers.filter(({ language }) => language === 'shell'), ...best];
  return [...new Set(sorted)].map(({ path, text, language, reasons }) => ({
    command: commandFor(path, text, language, facts),
    file: path,
    why: reasons.length === 0 ? 'by its name' : reasons.join(', '),
    language: language === 'shell' ? undefined : language,
    params: {},
  }));
}

/** Every program has it, a service too. */
const HAS_MAIN = 'has `if __name__`';

/** A name that says so, or a usual name and one sign in the text. */
const LEAST_SCORE = 3;

function scoreOfName(path: string): number {
  if (/(?:^|\/)(?:tests?|docs?|examples?|notebooks?|\.[^/]+|node_modules|renv)\//i.test(path)) return -10;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  if (/^test_|_test$|^__init__$|^conftest$|^setup$/i.test(name)) return -10;
  if (/^train(?:ing)?$/i.test(name)) return 6;
  if (/^(?:train|training|fit)[-_.]|[-_.](?:train|training|fit)$|^fit$/i.test(name)) return 4;
  if (/^(?:main|model|run|pipeline|experiment)$/i.test(name)) return 2;
  return 0;
}

function reasonsIn(text: string): readonly string[] {
  const signs: readonly (readonly [RegExp, string])[] = [
    [/^if __name__ == ["']__main__["']/m, HAS_MAIN],
    [/\.fit\(|\bfit!?\(|\btrain\(|\blm\(|\bglm\(|\.backward\(|Trainer\(/, 'fits a model'],
    [/MLOPS_METRICS|metrics\.(?:json|csv|ya?ml)|dvclive/i, 'writes metrics'],
    [/\blog_metrics?\(|wandb\.log\(/, 'logs metrics'],
    [/joblib\.dump|pickle\.dump|torch\.save|\.save_model\(|saveRDS|\.save\(|MLOPS_ARTIFACTS/, 'saves a model'],
  ];
  return signs.flatMap(([sign, words]) => (sign.test(text) ? [words] : []));
}

function mentions(text: string, path: string): boolean {
  return text.includes(path.slice(path.lastIndexOf('/') + 1));
}

function depth(path: string): number {
  return path.split('/').length;
}

function commandFor(path: string, text: string, language: Language | 'shell', facts: RepositoryFacts): string {
  if (language === 'shell') return `bash ${shellWord(path)}`;
  const { runner } = toolchainOf(language, facts, text);
  const isModule = language === 'python' && /^[ \t]*from[ \t]+\./m.test(text) && /^[\w/]+\.py$/.test(path);
  // Relative imports need a module: a script has no package.
  if (isModule && path.includes('/')) return `${runner}-m ${path.slice(0, -'.py'.length).replaceAll('/', '.')}`;
  return `${runner}${shellWord(path)}`;
}

function notebookEntries(facts: RepositoryFacts): readonly TrainingEntry[] {
  const notebooks = facts.paths.filter((path) => path.endsWith('.ipynb') && isPlainName(path));
  const requirements = facts.texts.get('requirements.txt') ?? '';
  const python = toolchainOf('python', facts, '');
  const prefix = python.runner.replace(/python3? $/, '');
  // Without any requirements all that they need is told elsewhere.
  const hasRunner = python.manifest === undefined || /^(?:papermill|nbconvert|jupyter|notebook)\b/m.test(requirements);
  const sorted = notebooks.toSorted((a, b) => Number(isTraining(b)) - Number(isTraining(a)) || depth(a) - depth(b));
  return sorted.map((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const execute = /^papermill\b/m.test(requirements)
      ? `papermill ${shellWord(path)} "$MLOPS_ARTIFACTS"/${shellWord(name)}`
      : `jupyter nbconvert --to notebook --execute --output-dir "$MLOPS_ARTIFACTS" ${shellWord(path)}`;
    return {
      command: `${prefix}${execute}`,
      file: path,
      why: 'a notebook, which is executed as a whole; the executed one is an artifact of the run',
      language: 'python',
      params: {},
      ...(hasRunner ? {} : { note: 'the requirements need `nbconvert` and `ipykernel` (or `papermill`)' }),
    };
  });
}

function isTraining(path: string): boolean {
  return /train|fit|model/i.test(path);
}
