// artifacts.yaml and dvc.yaml: what they say of models, and what hostile ones do not do.
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { gitIn } from '../../src/git/git.ts';
import { annotatedRows, parseAnnotations } from '../../src/registry/annotations.ts';
import { readAnnotations } from '../../src/registry/read-annotations.ts';
import { showTable } from '../../src/registry/show.ts';
import { commitFiles, createEmptyRepository, git, temporaryFolder } from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';
import { tagAt } from './tag-at.ts';

function parsed(text: string, file: 'artifacts.yaml' | 'dvc.yaml' = 'artifacts.yaml') {
  const result = parseAnnotations(text, file);
  return 'problem' in result ? result : Object.fromEntries(result.annotations);
}

it('reads what GTO and DVC write', () => {
  expect(
    parsed(
      'cars:\n  type: model\n  path: models/cars.pkl\n  labels: [a, b]\n  description: Cars\n  custom: {x: 1}\nbikes: {}\n',
    ),
  ).toEqual({ cars: { type: 'model', path: 'models/cars.pkl', labels: ['a', 'b'], description: 'Cars' }, bikes: {} });
  const dvc =
    'stages: {train: {cmd: x}}\nartifacts:\n  cars: {path: cars.pkl, type: model, desc: Cars, meta: {a: 1}}\n';
  expect(parsed(dvc, 'dvc.yaml')).toEqual({ cars: { path: 'cars.pkl', type: 'model', description: 'Cars' } });
  expect([parsed(''), parsed('stages: {}\n', 'dvc.yaml'), parsed('cars:\n')]).toEqual([{}, {}, { cars: {} }]);
});

it('passes over entries that are none, and says why it understands no file', () => {
  expect(parsed('cars: 3\nbikes: {type: [x]}\nboats: {type: boat}\n')).toEqual({ boats: { type: 'boat' } });
  expect(parsed('- a\n')).toEqual({ problem: 'it is no mapping' });
  expect(parsed('artifacts: [a]\n', 'dvc.yaml')).toEqual({ problem: 'artifacts is no mapping' });
  expect(parsed('a: {b\n')).toHaveProperty('problem');
});

it('is bounded: alias bombs, long texts, many labels, and names of the language', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'
      .split('')
      .map(
        (each, index) => `${each}: &${each} [${Array.from({ length: 10 }, () => `*${'abcdefghi'[index]}`).join(', ')}]`,
      ),
  ].join('\n');
  expect(parsed(bomb)).toHaveProperty('problem');
  const long = parsed(`cars: {description: ${'x'.repeat(10_000)}, labels: [${'l, '.repeat(1000)}]}`) as Record<
    string,
    { description: string; labels: string[] }
  >;
  expect([long['cars']?.description.length, long['cars']?.labels.length]).toEqual([2000, 50]);
  const table = showTable({ artifacts: [] });
  const named = parseAnnotations('__proto__: {type: x}\nconstructor: {type: y}\n', 'artifacts.yaml');
  expect(annotatedRows(table, 'problem' in named ? new Map() : named.annotations).map(({ name }) => name)).toEqual([
    'constructor',
  ]);
});

test('the table shows them at HEAD, once where both files do, without steering the terminal', async () => {
  using folder = temporaryFolder();
  const project = createEmptyRepository(join(folder.path, 'project'));
  const commit = commitFiles(project, {
    'artifacts.yaml': 'cars: {type: model, description: "red \\e[31mcars\\nsecond line"}\nbikes: {path: bikes.pkl}\n',
    'dvc.yaml': 'artifacts: {cars: {type: other}, boats: {path: boats.pkl}}\n',
  });
  tagAt(project, 'cars@v1.0.0', commit, 1);
  tagAt(project, 'cars@v2.0.0', git(project, ['commit-tree', `${commit}^{tree}`, '-p', commit, '-m', '2']), 2);
  tagAt(project, 'cars#prod#1', commit, 3);
  tagAt(project, 'old@v1.0.0', commit, 4);
  // Later than its commit: a model is alive where a commit of it is younger.
  tagAt(project, 'old@deprecated', commit, 1_000_000_000);
  const said = await mlops(project, ['registry']);
  expect([said.stderr, said.stdout]).toEqual([
    '',
    [
      'NAME    LATEST  #prod   TYPE   PATH       DESCRIPTION',
      String.raw`cars    v2.0.0  v1.0.0  model             red \u001b[31mcars`,
      '*bikes                         bikes.pkl',
      '*boats                         boats.pkl',
      '',
    ].join('\n'),
  ]);
  const options = ['--deprecated', '--stages', 'dev', 'prod', '--versions-per-stage', '-1', '--sort', 'semver'];
  const shown = await mlops(project, ['registry', 'show', 'cars', '--versions', '--json', ...options]);
  expect(shown.json()).toMatchObject([
    { version: 'v2.0.0', stages: [], ref: 'cars@v2.0.0', created: '2026-09-21T14:13:22Z' },
    { version: 'v1.0.0', stages: ['prod'], commit },
  ]);
  const all = await mlops(project, ['registry', '--json', '-d', '--stages', 'dev']);
  expect(all.json()).toMatchObject({
    stages: ['dev'],
    rows: [
      { name: 'cars' },
      { name: 'old', isActive: false, isRegistered: true },
      { name: 'bikes', isRegistered: false },
      { name: 'boats' },
    ],
  });
  const history = await mlops(project, ['registry', 'history', 'cars', '--asc', '--json']);
  expect(history.json<{ ref: string }[]>().map(({ ref }) => ref)).toEqual([
    'cars@v1.0.0',
    'cars@v2.0.0',
    'cars#prod#1',
  ]);
});

it('warns of a file that cannot be understood, and shows the tags', async () => {
  using folder = temporaryFolder();
  const project = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(project, { 'artifacts.yaml': '- a\n', 'dvc.yaml': 'artifacts: {cars: {}}\n' });
  const warnings: string[] = [];
  const read = await readAnnotations(gitIn(project), { warn: (message) => void warnings.push(message) });
  expect([warnings, [...read.keys()]]).toEqual([['artifacts.yaml of HEAD is passed over: it is no mapping'], ['cars']]);
});
