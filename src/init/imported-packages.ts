// The packages that a script loads, by the names under which they are installed. Pure.

/** Modules whose package has another name. */
const PYTHON_PACKAGES: ReadonlyMap<string, string> = new Map([
  ['sklearn', 'scikit-learn'],
  ['skimage', 'scikit-image'],
  ['yaml', 'PyYAML'],
  ['cv2', 'opencv-python-headless'],
  ['PIL', 'pillow'],
  ['bs4', 'beautifulsoup4'],
  ['dotenv', 'python-dotenv'],
  ['dateutil', 'python-dateutil'],
]);

/** Packages that a training script is likely to import; modules of the standard library and one's own are none. */
const KNOWN_PYTHON = new Set(
  [
    'numpy pandas polars scipy joblib matplotlib seaborn xgboost lightgbm catboost torch torchvision tensorflow keras',
    'jax flax transformers datasets mlflow dvc dvclive hydra omegaconf pyarrow requests statsmodels prophet optuna',
    'shap lightning pytorch_lightning click typer tqdm onnx skl2onnx wandb spacy nltk gensim fastai evaluate',
  ].flatMap((line) => line.split(' ')),
);

/** The packages of a Python script that are known to come from PyPI, sorted. */
export function importedPackages(script: string): readonly string[] {
  const from = [...script.matchAll(/^[ \t]*from[ \t]+([A-Za-z_]\w*)/gm)].map(([, name = '']) => name);
  const lists = [...script.matchAll(/^[ \t]*import[ \t]+([\w., \t]+)/gm)].flatMap(([, list = '']) => list.split(','));
  const modules = [...from, ...lists.map((name) => /[A-Za-z_]\w*/.exec(name)?.[0] ?? '')];
  const packages = modules.flatMap(
    (name) => PYTHON_PACKAGES.get(name) ?? (KNOWN_PYTHON.has(name) ? name.replaceAll('_', '-') : []),
  );
  return [...new Set(packages)].toSorted();
}

/** What comes with R itself. */
const BASE_R = new Set(
  [
    'base compiler datasets graphics grDevices grid methods parallel splines stats stats4 tcltk tools utils',
    'MASS Matrix KernSmooth boot class cluster codetools foreign lattice mgcv nlme nnet rpart spatial survival',
  ].flatMap((line) => line.split(' ')),
);

/** The packages that an R script loads and that do not come with R, sorted. */
export function libraryPackages(script: string): readonly string[] {
  const loads = script.matchAll(/\b(?:library|require)\(\s*["']?([A-Za-z][A-Za-z0-9.]*)["']?\s*[,)]/g);
  const qualified = script.matchAll(/\b([A-Za-z][A-Za-z0-9.]*):::?[A-Za-z.]/g);
  const names = [...loads, ...qualified].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !BASE_R.has(name)).toSorted();
}
