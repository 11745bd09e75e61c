import { describe, expect, it } from 'vitest';
import { isUsualModel, untrackedCode } from '../../src/training/untracked-code.ts';
import { trainingProject } from './training-project.ts';

describe('untracked files', () => {
  it('are code or configuration by their names', () => {
    const code = ['a.py', 'b/model.R', 'conf/train.yaml', 'run.sh', 'settings.JSON', 'setup.cfg'];
    expect(untrackedCode([...code, 'data.csv', 'notes.md', 'weights.bin', 'nested-repository/', 'py'])).toEqual(code);
  });

  it.each([
    ['a virtual environment', ['env/pyvenv.cfg', 'env/lib/python3.12/six.py', 'env/bin/activate.sh']],
    ['a conda environment', ['conda/conda-meta/history', 'conda/conda-meta/six.json', 'conda/lib/six.py']],
    ['installed packages', ['node_modules/a/index.js', 'libs/site-packages/six.py']],
    ['caches', ['src/__pycache__/a.py', '.cache/settings.json', 'x/.ipynb_checkpoints/a.ipynb']],
    ['records of other trackers', ['mlruns/0/meta.yaml', 'wandb/run-1/config.yaml', 'catboost_info/training.json']],
    ['credentials that an earlier step of the job wrote', ['gha-creds-0123456789abcdef.json']],
  ])('of %s are none', (_, files) => {
    expect(untrackedCode([...files, 'train.py'])).toEqual(['train.py']);
  });

  it('may be the model of an earlier run, unless they are source code', () => {
    const paths = ['model.json', 'models/trees.json', 'model/config.json', 'model.py', 'models/net.py', 'remodel.json'];
    expect(paths.filter((path) => isUsualModel(path, '.'))).toEqual(paths.slice(0, 3));
    expect(isUsualModel('taxi/models/trees.json', 'taxi')).toBe(true);
    expect(isUsualModel('models/trees.json', 'taxi')).toBe(false);
  });
});

describe('a run in a worktree with untracked files', () => {
  it('is dirty because of code, names it, and keeps the names in its patch', async () => {
    using project = trainingProject({ 'train.py': '' });
    project.write(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [`${name}.py`, 'x = 1\n'])));
    const { record, files } = await project.train('true');
    expect(record.source).toMatchObject({
      dirty: true,
      untracked: expect.arrayContaining(['a.py', 'g.py']) as string[],
    });
    expect(record.capture.warnings).toEqual([
      {
        message:
          'untracked code counts as uncommitted changes: "a.py", "b.py", "c.py", "d.py", "e.py" and 2 more; commit it, or name it in .gitignore',
      },
    ]);
    expect(files['changes.patch']?.toString()).toContain('# untracked: "g.py"\n');
  });

  it('of a monorepo is clean with what the other models wrote, and not with their code', async () => {
    using project = trainingProject({
      'mlops.yaml': 'metrics: all.json\nartifacts: ["**"]\n',
      'models/a/mlops.yaml': 'metrics: scores.json\nartifacts: [plots/*.json, "../../models/b/*"]\n',
      'models/b/mlops.yaml': '',
      'models/c/mlops.yaml': 'broken: [',
    });
    const settings = { workingDirectory: 'models/b' };
    project.write({
      'all.json': '{}',
      'models/a/scores.json': '{}',
      'models/a/plots/roc.json': '{}',
      'models/a/model.json': '{}',
      'models/b/metrics.json': '{}',
      'models/c/metrics.json': '{}',
    });
    const clean = await project.train('true', { settings });
    expect(clean.record.source).not.toHaveProperty('untracked');
    expect(clean.record.source.dirty).toBe(false);
    const code = ['models/a/features.py', 'models/b/extra.yaml', 'shared.py'];
    project.write(Object.fromEntries(code.map((path) => [path, 'x: 1\n'])));
    const dirty = await project.train('true', { settings });
    expect(dirty.record.source).toMatchObject({ dirty: true, untracked: code });
  });

  it('is clean with ignored code, other files, and everything that is configured or usually written', async () => {
    using project = trainingProject({ '.gitignore': 'scratch/\n' });
    project.write({
      'scratch/try.py': '',
      'notes.md': '',
      'data/trips.json': '{}',
      'conf/rates.yaml': 'rate: 1\n',
      'out/scores.json': '{}',
      'weights/net.json': '{}',
      'plots/curve.json': '{}',
      'metrics.json': '{"rmse": 1}',
      'models/trees.json': '{}',
    });
    const { record } = await project.train(':', {
      settings: {
        data: ['data/*.json'],
        params: ['conf/rates.yaml:rate'],
        metrics: ['out/scores.json'],
        modelFiles: ['weights'],
        artifacts: ['plots/**'],
      },
    });
    expect(record.source.dirty).toBe(false);
    expect(record.source.untracked).toBeUndefined();
  });

  it('is clean again after its own training wrote code: the source is read before', async () => {
    using project = trainingProject();
    const { record } = await project.train('echo 1 > generated.py');
    expect(record.source.dirty).toBe(false);
  });
});
