// What is proposed for the kinds of repositories that there are.
import { expect, test } from 'vitest';
import { proposeFor } from '../../src/init/proposal.ts';
import { factsOf, TRAIN_PY } from './facts.ts';

type Files = Readonly<Record<string, string>>;

test('a usual Python project is understood as a whole', () => {
  const files = {
    'train.py': TRAIN_PY,
    'requirements.txt': 'scikit-learn\n',
    'params.yaml': 'alpha: 0.5\n',
    'data/penguins.csv': 'a,b\n',
    'metrics.json': '{"rmse": 331.2, "train_rmse": 1, "n": 12, "r2": 0.8}',
  };
  const proposal = proposeFor(factsOf(files, { ignored: ['metrics.json'] }));
  expect(proposal?.config).toEqual({
    model: 'penguins',
    command: 'python train.py',
    params: 'params.yaml',
    metrics: 'metrics.json',
    data: 'data/penguins.csv',
    'model-files': 'models/penguins.joblib',
    gates: { r2: { better: 'higher', primary: true, 'max-regression': '1%' } },
    register: { when: 'auto', bump: 'patch' },
  });
  expect(proposal?.inputs.map(({ name, type }) => [name, type])).toEqual([['alpha', 'number']]);
  expect(proposal?.advice).toEqual([expect.stringContaining('does not read MLOPS_PARAM_ALPHA')]);
});

test.each<[string, Files, string]>([
  ['a script in src', { 'src/train.py': TRAIN_PY }, 'python src/train.py'],
  ['a script in scripts', { 'scripts/train.py': TRAIN_PY, 'main.py': 'print(1)' }, 'python scripts/train.py'],
  ['a script of another name', { 'penguins_train.py': TRAIN_PY, 'serve.py': 'app.run()' }, 'python penguins_train.py'],
  ['a main that fits', { 'main.py': TRAIN_PY, 'app.py': '' }, 'python main.py'],
  [
    'a module with relative imports',
    { 'src/fare/train.py': `from .data import load\n${TRAIN_PY}` },
    'python -m src.fare.train',
  ],
  ['a test of training', { 'tests/test_train.py': TRAIN_PY, 'fit.py': TRAIN_PY }, 'python fit.py'],
  ['a name with a space', { 'my train/train.py': TRAIN_PY }, "python 'my train/train.py'"],
  ['uv', { 'train.py': TRAIN_PY, 'uv.lock': '', 'pyproject.toml': '' }, 'uv run python train.py'],
  ['poetry', { 'train.py': TRAIN_PY, 'poetry.lock': '', 'pyproject.toml': '' }, 'poetry run python train.py'],
  ['pdm', { 'train.py': TRAIN_PY, 'pdm.lock': '' }, 'pdm run python train.py'],
  ['pipenv', { 'train.py': TRAIN_PY, 'Pipfile.lock': '' }, 'pipenv run python train.py'],
  ['R', { 'train.R': 'library(jsonlite)\nfit <- lm(y ~ x)' }, 'Rscript train.R'],
  ['Julia', { 'train.jl': 'fit!(m)', 'Project.toml': '' }, 'julia --project=. train.jl'],
  ['Node', { 'train.mjs': 'export {}', 'package.json': '{}' }, 'node train.mjs'],
  ['a script of npm', { 'package.json': '{"scripts": {"train": "node a.js"}}', 'a.js': '' }, 'npm run train'],
  ['a shell script that calls R', { 'train.sh': 'Rscript train.R', 'train.R': 'fit <- lm(y ~ x)' }, 'bash train.sh'],
  ['make', { Makefile: 'train: data\n\tpython fit.py\n', 'fit.py': TRAIN_PY }, 'make train'],
  ['make without such a target', { Makefile: 'test:\n\ttrain:=1\n', 'train.py': TRAIN_PY }, 'python train.py'],
  ['DVC', { 'dvc.yaml': 'stages: {}', 'train.py': TRAIN_PY }, 'dvc repro'],
  ['DVC with uv', { 'dvc.yaml': 'stages: {}', 'uv.lock': '' }, 'uv run dvc repro'],
])('%s: the command', (_, files, command) => {
  expect(proposeFor(factsOf(files))?.config.command).toBe(command);
});

test('a notebook is executed into the artifacts, by papermill where that is installed', () => {
  const command = (files: Files): string | undefined => proposeFor(factsOf(files))?.config.command;
  const nbconvert = 'jupyter nbconvert --to notebook --execute --output-dir "$MLOPS_ARTIFACTS" training.ipynb';
  expect(command({ 'eda.ipynb': '{}', 'training.ipynb': '{}' })).toBe(nbconvert);
  expect(command({ 'nb/a.ipynb': '{}', 'requirements.txt': 'papermill==2\n' })).toBe(
    'papermill nb/a.ipynb "$MLOPS_ARTIFACTS"/a.ipynb',
  );
});

test('of a notebook the packages are named that its cells import, and those that run it', () => {
  const cells = [
    { cell_type: 'markdown', source: ['import torch'] },
    { cell_type: 'code', source: ['from sklearn.linear_model import Ridge\n', 'import joblib'] },
  ];
  const proposal = proposeFor(factsOf({ 'train.ipynb': JSON.stringify({ cells }) }));
  expect(proposal?.advice).toEqual([
    expect.stringContaining(
      "needs, joblib, scikit-learn, nbconvert, ipykernel: `printf '%s\\n' joblib scikit-learn nbconvert ipykernel > requirements.txt`",
    ),
    expect.stringContaining('train.ipynb writes no metrics that can be seen'),
  ]);
  expect(proposal?.lacksPackages).toBe(true);
});

test("an MLflow project is run by its entry point, and a run's overrides lie over its defaults", () => {
  const MLproject = `
name: penguins
conda_env: conda.yaml
entry_points:
  other: {command: "python other.py"}
  main:
    parameters:
      alpha: {type: float, default: 0.5}
      name: {default: "a $b"}
      epochs: {type: int, default: 3}
      path: path
    command: "python train.py -a {alpha} --name {name} -e {epochs} {nothing}"
`;
  const proposal = proposeFor(factsOf({ MLproject, 'conda.yaml': '' }));
  expect(proposal?.config.command).toBe(
    'python train.py -a "${MLOPS_PARAM_ALPHA:-0.5}" --name "${MLOPS_PARAM_NAME:-a \\$b}" ' +
      '-e "${MLOPS_PARAM_EPOCHS:-3}" "${MLOPS_PARAM_NOTHING:-}"',
  );
  expect(proposal?.inputs.map(({ name, type }) => [name, type])).toContainEqual(['alpha', 'number']);
  expect(proposal?.advice[0]).toContain('no default for nothing');
});

test('what a Makefile, a script or a pipeline calls is looked into', () => {
  const fit = 'model.fit(x); json.dump(m, open("out/scores.json", "w")); joblib.dump(model, "out/m.pkl")\n';
  const found = { metrics: 'out/scores.json', 'model-files': 'out/m.pkl' };
  const requirements = { 'requirements.txt': '' };
  const make = proposeFor(factsOf({ Makefile: 'train:\n\tpython fit.py\n', 'fit.py': fit, ...requirements }));
  expect(make?.config).toMatchObject(found);
  expect(make?.toolchains.map(({ manifest }) => manifest)).toEqual(['requirements.txt']);
  const shell = proposeFor(factsOf({ 'train.sh': 'python fit.py\n', 'fit.py': fit }));
  expect(shell?.config).toMatchObject({ command: 'bash train.sh', ...found });
  const pipeline =
    'stages:\n  fit:\n    cmd: python x.py\n    outs:\n    - out/m.pkl\n    metrics:\n    - out/scores.json:\n        cache: false\n';
  expect(proposeFor(factsOf({ 'dvc.yaml': pipeline }))?.config).toMatchObject(found);
});

test('without anything that trains nothing is proposed, and a command that is given is taken', () => {
  const facts = factsOf({ 'README.md': '', 'tests/train.py': '', 'setup.py': '' });
  expect(proposeFor(facts)).toBeUndefined();
  const service = 'if __name__ == "__main__":\n    app.run()\n';
  expect(proposeFor(factsOf({ 'main.py': service }))).toBeUndefined();
  expect(proposeFor(facts, './fit --fast')?.config.command).toBe('./fit --fast');
});

test('in a monorepo a model with its own configuration is left alone, and others are told of', () => {
  const files = { 'models/a/train.py': TRAIN_PY, 'models/a/mlops.yaml': '', 'models/b/train.py': TRAIN_PY };
  const proposal = proposeFor(factsOf({ ...files, 'models/c/train.R': 'lm(y ~ x)' }));
  expect(proposal?.config.command).toBe('python models/b/train.py');
  expect(proposal?.advice[0]).toContain('also in models/c:');
});

test('python3 is called where there is no python', () => {
  const facts = factsOf({ 'train.py': TRAIN_PY }, { programs: new Set(['python3']) });
  expect(proposeFor(facts)?.config.command).toBe('python3 train.py');
});

test('packages that no manifest names are named', () => {
  const { advice } = proposeFor(factsOf({ 'train.py': TRAIN_PY })) ?? {};
  expect(advice?.[0]).toContain("printf '%s\\n' PyYAML joblib pandas scikit-learn > requirements.txt");
  const r = proposeFor(factsOf({ 'train.R': 'library(jsonlite)\nrequire("dplyr")\nlibrary(stats)\nglue::glue("")' }));
  expect(r?.toolchains[0]?.install).toEqual([`Rscript -e 'install.packages(c("dplyr", "glue", "jsonlite"))'`]);
});

test('what mlops.yaml says already holds, and what it lacks is proposed', () => {
  const mlops = 'model: other\ncommand: python fit.py\nparams: p.yaml\ngates: {auc: {min: 0.5}}\nbaseline: main\n';
  const proposal = proposeFor(factsOf({ 'mlops.yaml': mlops, 'train.py': TRAIN_PY, 'p.yaml': 'depth: 3' }));
  expect(proposal?.config).toMatchObject({
    model: 'other',
    command: 'python fit.py',
    params: 'p.yaml',
    gates: { auc: { min: 0.5 } },
    baseline: 'main',
    register: { when: 'auto' },
  });
  expect(proposal?.inputs.map(({ name }) => name)).toEqual(['depth']);
});

test('no gate is invented: without known metrics there is none, and never a bound', () => {
  for (const metrics of ['{"foo": 1}', '{"training_accuracy": 1}', '{"n": 3}', '{', '[]']) {
    const proposal = proposeFor(factsOf({ 'train.py': TRAIN_PY, 'metrics.json': metrics }));
    expect(proposal?.config.gates).toBeUndefined();
  }
});

test('a path that is joined from parts, filled in, or only read, is no model file', () => {
  const script = [
    'joblib.dump(m, Path("out") / "a.joblib")',
    'joblib.dump(m, os.path.join("out", "b.joblib"))',
    'joblib.dump(m, f"out/{name}.joblib")',
    'other = joblib.load("out/c.joblib")',
    '# joblib.dump(m, "out/d.joblib")',
    'joblib.dump(m, "./out/e.joblib")',
    'm.fit(x)',
  ].join('\n');
  expect(proposeFor(factsOf({ 'train.py': script }))?.config['model-files']).toBe('out/e.joblib');
});

test.each<[string, string, string, readonly string[]]>([
  [
    'metrics that MLflow alone gets',
    'import mlflow\nm.fit(x)\nmlflow.log_metric("rmse", 1)\n',
    'python train.py',
    ['train.py gives its metrics to MLflow alone, where they are not looked for: append lines'],
  ],
  ['metrics of DVCLive', 'from dvclive import Live\nlive.log_metric("rmse", 1)\n', 'python train.py', []],
  [
    'required arguments',
    'open("metrics.json", "w")\np.add_argument("-d", "--data", type=str, required=True)\np.add_argument("--alpha", default=1)\np.add_argument("out")\n',
    'python train.py',
    ["train.py wants --data, out, which the command does not give: mlops init --command 'python train.py --data … …'"],
  ],
  [
    'required arguments that are given',
    'open("metrics.json", "w")\np.add_argument("-d", "--data", required=True)\np.add_argument("out", nargs="?")\n',
    'python train.py -d a.csv',
    [],
  ],
  [
    'a script that is not there',
    'open("metrics.json", "w")\n',
    'python fit.py',
    ['fit.py does not exist: write it before'],
  ],
])('%s: what is advised', (_, script, command, advice) => {
  const proposal = proposeFor(factsOf({ 'train.py': script, 'requirements.txt': '' }), command);
  const expected = advice.map((words) => expect.stringContaining(words) as unknown);
  expect(proposal?.advice).toEqual(expected);
});
