import { expect, test } from 'vitest';
import { renderDevcontainer } from '../../src/init/devcontainer.ts';
import { proposeFor } from '../../src/init/proposal.ts';
import { factsOf, TRAIN_PY } from './facts.ts';

interface Container {
  readonly image: string;
  readonly features?: Readonly<Record<string, unknown>>;
  readonly postCreateCommand?: string;
}

function containerFor(files: Readonly<Record<string, string>>, folder = '.'): Container {
  const proposal = proposeFor(factsOf(files, { folder }));
  if (proposal === undefined) throw new Error('nothing was proposed');
  return JSON.parse(renderDevcontainer(proposal)) as Container;
}

const features = ({ features = {} }: Container) => Object.keys(features).map((name) => /([^/]+):/.exec(name)?.[1]);

test.each<[string, Readonly<Record<string, string>>, string, readonly string[], string]>([
  [
    'Python',
    { 'train.py': TRAIN_PY, 'requirements.txt': '' },
    'devcontainers/python:',
    ['node'],
    'python -m pip install --requirement requirements.txt',
  ],
  [
    'uv',
    { 'train.py': TRAIN_PY, 'uv.lock': '' },
    'devcontainers/python:',
    ['node'],
    'pipx install uv && uv sync --locked',
  ],
  ['Node', { 'train.mjs': '', 'package.json': '{}' }, 'devcontainers/typescript-node:', [], 'npm install'],
  [
    'R',
    { 'train.R': 'lm(y ~ x)', 'renv.lock': '' },
    'rocker-org/devcontainer/r-ver:',
    ['node'],
    expect.stringContaining('renv::restore'),
  ],
  [
    'Julia',
    { 'train.jl': '', 'Project.toml': '' },
    'devcontainers/base:',
    ['julia', 'node'],
    expect.stringContaining('Pkg.instantiate'),
  ],
  ['shell', { 'train.sh': 'true' }, 'devcontainers/base:', ['node'], ''],
])('%s: the image, what is added to it, and the packages', (_, files, image, added, install) => {
  const container = containerFor(files);
  expect(container.image).toContain(image);
  expect(features(container)).toEqual(added);
  expect(container.postCreateCommand?.split(' && ').slice(1).join(' && ')).toEqual(install);
  expect(container.postCreateCommand).toMatch(/^npm install --global https:\S+\/mlops\.tgz( |$)/);
});

test('in a monorepo the packages are installed where they are', () => {
  const { postCreateCommand } = containerFor({ 'train.mjs': '', 'package.json': '{}' }, 'my models/fare');
  expect(postCreateCommand).toContain(" && cd 'my models/fare' && npm install");
});
