// One version through the command line: why it holds its stage, what it was made of, whether that still holds, its card.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import {
  commitFiles,
  createEmptyRepository,
  git,
  temporaryFolder,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';

let folder: TemporaryFolder;
let project: string;

beforeAll(async () => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(project, {
    'mlops.yaml': [
      'model: cars',
      'command: sh train.sh',
      'model-files: model.bin',
      'data: data.csv',
      'gates: {rmse: {better: lower, max: 10}}',
      'card: {intended-use: "Prices of used cars.", license: mit}',
      '',
    ].join('\n'),
    'train.sh': 'echo rmse=5 >> "$MLOPS_METRICS"; cat data.csv > model.bin\n',
    'data.csv': 'age,price\n1,2\n',
    '.gitignore': 'model.bin\n',
  });
  await mlops(project, ['train', '--register', 'always']);
  await mlops(project, ['promote', 'cars', 'production', '--reason', 'first']);
  return () => folder[Symbol.dispose]();
});

test('show says since when, by whom and why, and the plain table stays', async () => {
  const shown = await mlops(project, ['registry', 'show', 'cars@production']);
  expect(shown.stderr).toBe('');
  expect(shown.stdout).toMatch(/version +cars@v0\.0\.1\n/);
  expect(shown.stdout).toMatch(/since +\S+Z by .+, cars#production#1\nwhy +promotion, verdict pass\nreason +first\n/);
  const known = (await mlops(project, ['registry', 'show', 'cars@production', '--json'])).json();
  expect(known).toMatchObject({
    model: 'cars',
    version: 'v0.0.1',
    stage: 'production',
    evidence: { gates: [{ gate: 'rmse', status: 'pass' }], data: [{ path: 'data.csv' }] },
    assignments: [{ tag: 'cars#production#1', reason: 'first', forced: false, automatic: false }],
  });
  expect((await mlops(project, ['registry', 'show', 'cars'])).stdout).toMatch(/^NAME +LATEST +#production\ncars/);
  expect((await mlops(project, ['registry', 'history'])).stdout).toMatch(/ WHY\n.* cars#production#1 +first\n/);
  const absent = await mlops(project, ['registry', 'show', 'cars@staging']);
  expect([absent.status, absent.stderr]).toEqual([1, expect.stringContaining('no version or stage "staging"')]);
});

test('a model or a stage alone is told what is missing, and a wrong version which there are', async () => {
  const said = await Promise.all(
    ['cars', 'production', 'cars@produciton'].map((name) => mlops(project, ['card', name])),
  );
  expect(said.map(({ status }) => status)).toEqual([1, 1, 1]);
  expect(said[0]?.stderr).toMatch(/"cars" is a model,[^]+Say it: cars@latest, cars@production;/);
  expect(said[1]?.stderr).toMatch(/"production" is a stage,[^]+Say it: cars@production\./);
  expect(said[2]?.stderr).toMatch(/did you mean "cars@production"\?[^]+`mlops registry cars --versions` lists them/);
});

test('explain walks back to code and data', async () => {
  const { stdout } = await mlops(project, ['registry', 'explain', 'cars@production']);
  expect(stdout).toContain('cars@production is v0.0.1\n├─ stage production\n│  └─ v0.0.1 from');
  expect(stdout).toContain(`code ${git(project, ['rev-parse', 'main'])}, trained on main, here, on main`);
  expect(stdout).toMatch(/ data data\.csv, 14 B, 1 row, sha256:[0-9a-f]{64}\n/);
});

test('card writes the file that the release has', async () => {
  const file = join(folder.path, 'MODEL_CARD.md');
  const said = await mlops(project, ['card', 'cars@production', '--output', file]);
  expect([said.status, said.stderr]).toEqual([0, '']);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('license: "mit"');
  expect(text).toContain('# cars v0.0.1');
  expect(text).toContain('> Prices of used cars.');
  const release = join(project, '.git/mlops/releases/cars@v0.0.1');
  expect(text).toBe(readFileSync(join(release, 'MODEL_CARD.md'), 'utf8'));
  // Other words than those of the release: what is published stays.
  commitFiles(project, { 'mlops.yaml': readFileSync(join(project, 'mlops.yaml'), 'utf8').replace('Prices', 'Ages') });
  const again = await mlops(project, ['register', 'cars@v0.0.1']);
  expect([again.status, again.stdout]).toEqual([0, expect.stringContaining('registered before')]);
  expect(readFileSync(join(release, 'MODEL_CARD.md'), 'utf8')).toBe(text);
});

test('verify is content with an honest version, and not with model files that were changed', async () => {
  const honest = await mlops(project, ['verify', 'cars@production', '--json']);
  expect([honest.status, honest.stderr]).toEqual([0, '']);
  const { links, isWhole } = honest.json<{ isWhole: boolean; links: { link: string; status: string }[] }>();
  expect(isWhole).toBe(true);
  expect(links.filter(({ status }) => status !== 'ok').map(({ link }) => link)).toEqual(['attestation']);
  const store = join(project, '.git/mlops/artifacts');
  const names = readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('model.bin'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) writeFileSync(join(store, name), 'something else\n');
  const changed = await mlops(project, ['verify', 'cars@v0.0.1']);
  expect(changed.status).toBe(1);
  expect(changed.stdout).toMatch(/model files +broken +model\.bin is not the file that was recorded/);
  expect(changed.stdout).toContain('gh attestation verify model.bin --repo');
});
