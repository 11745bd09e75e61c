// What doctor says of facts that no small repository has: large files, and what GitHub answers.
import { expect, test } from 'vitest';
import type { FactValues } from '../../src/doctor/facts.ts';
import { scriptOf } from '../../src/doctor/command-script.ts';
import { anId, aRun } from '../support/a-run.ts';
import { judge, words, workflowFacts } from './facts.ts';

const github: FactValues['github'] = {
  repository: 'acme/cars',
  isArchived: false,
  isFork: false,
  actions: { enabled: true, allowed: 'all' },
  tokenPermissions: 'read',
  workflows: [{ path: '.github/workflows/train.yml', state: 'active' }],
  rules: ['non_fast_forward', 'deletion'],
  isProtected: false,
  releases: new Set(),
};

const TRAIN =
  'permissions: {contents: write, pull-requests: write}\njobs: {train: {steps: [{uses: org/mlops-action@v1}]}}\n';

const version = {
  name: 'cars@v1.0.0',
  object: 'a',
  type: 'tag',
  targetType: 'commit',
  commit: 'b',
  commitTime: 0,
  time: 0,
  tagger: 'Ada',
  message: '',
  run: anId(),
};

const registered = aRun({ model: { name: 'cars', artifact: { id: '7', expires: '2026-12-01T00:00:00.000Z' } } });

const facts: Partial<FactValues> = {
  github,
  ...workflowFacts({ 'train.yml': TRAIN }),
  system: { git: '2.39.5', now: new Date('2026-11-26T00:00:00Z') },
  history: {
    branch: 'mlops-tracking',
    ref: 'refs/heads/mlops-tracking',
    newest: undefined,
    error: undefined,
    others: [],
    orphans: undefined,
  },
  tags: [version],
  latestRuns: [],
};

const GITHUB_CHECKS = ['github', 'github-workflows', 'github-permissions', 'github-rules', 'github-models'];

test.each(GITHUB_CHECKS)('%s finds nothing where all is as it should be', (id) => {
  expect(judge(id, facts).map(({ status }) => status)).toEqual(['ok']);
});

test.each<[string, string, Partial<FactValues['github']>, RegExp]>([
  ['an archive', 'github', { isArchived: true }, /^problem acme\/cars is archived.* \| gh repo unarchive acme\/cars$/],
  [
    'Actions switched off',
    'github',
    { actions: { enabled: false, allowed: undefined } },
    /^problem Actions are switched off.* \| .*github.com\/acme\/cars\/settings\/actions$/,
  ],
  [
    'own actions only',
    'github',
    { actions: { enabled: true, allowed: 'local_only' } },
    /^problem .*allows its own actions only/,
  ],
  [
    'selected actions',
    'github',
    { actions: { enabled: true, allowed: 'selected' } },
    /^warning .*allows selected actions only/,
  ],
  ['no right to ask of Actions', 'github', { actions: undefined }, /^ok/],
  [
    'a workflow that fell asleep',
    'github-workflows',
    { workflows: [{ path: '.github/workflows/train.yml', state: 'disabled_inactivity' }] },
    /^problem .*train.yml GitHub has switched this workflow off after 60 days.* \| gh workflow enable train.yml$/,
  ],
  [
    'a workflow of a fork',
    'github-workflows',
    { workflows: [{ path: '.github/workflows/train.yml', state: 'disabled_fork' }] },
    /as in every fork \| gh workflow enable/,
  ],
  ['no right to list workflows', 'github-workflows', { workflows: undefined }, /^skipped/],
  ['no right to read settings', 'github-permissions', { tokenPermissions: undefined }, /^skipped/],
  [
    'a rule',
    'github-rules',
    { rules: ['pull_request', 'deletion'] },
    /^problem rules hold for mlops-tracking: pull_request \| Exclude mlops-tracking from the rule.*refs\/mlops\/tracking/,
  ],
  ['signed commits', 'github-rules', { rules: ['required_signatures'] }, /^warning .*signed commits only/],
  [
    'a protection',
    'github-rules',
    { isProtected: true },
    /^warning mlops-tracking is protected.* \| Remove the protection/,
  ],
  ['no right to read rules', 'github-rules', { rules: undefined }, /^skipped/],
  ['no right to list releases', 'github-models', { releases: undefined }, /^skipped/],
])('of %s the check %s tells', (_, id, change, expected) => {
  expect(
    judge(id, { ...facts, github: { ...github, ...change } })
      .map(words)
      .join('\n'),
  ).toMatch(expected);
});

test('a job that says nothing of permissions has those of the repository, which may only be to read', () => {
  const silent = workflowFacts({ 'train.yml': TRAIN.replace(/permissions.*\n/, '') });
  expect(judge('github-permissions', { ...facts, ...silent }).map(words)).toEqual([
    expect.stringMatching(
      /^problem .*train.yml:1 the token of job train may only read.* \| Add to the job: `permissions:/,
    ),
  ]);
  const writing = { ...github, tokenPermissions: 'write' as const };
  expect(judge('github-permissions', { ...facts, ...silent, github: writing }).map(({ status }) => status)).toEqual([
    'ok',
  ]);
});

test('a version whose files are in an artifact alone is named two weeks before the artifact ends', () => {
  const of = (change: Partial<FactValues>): string =>
    judge('github-models', { ...facts, latestRuns: [registered], ...change })
      .map(words)
      .join();
  expect(of({})).toMatch(
    /^warning cars@v1.0.0 has no release, and the artifact with its files ends at 2026-12-01 \| mlops artifacts download 'cars@v1.0.0' && gh release create/,
  );
  expect(of({ system: { git: '', now: new Date('2026-12-24T00:00:00Z') } })).toContain('ended at 2026-12-01');
  expect(of({ system: { git: '', now: new Date('2026-11-01T00:00:00Z') } })).toMatch(/^ok/);
  expect(of({ github: { ...github, releases: new Set(['cars@v1.0.0']) } })).toMatch(/^ok/);
});

test.each<[number | undefined, RegExp]>([
  [
    60 * 2 ** 20,
    /^warning model.bin model.bin is committed with 60 MiB; every clone carries it.* \| git rm --cached model.bin/,
  ],
  [120 * 2 ** 20, /^problem model.bin .*GitHub refuses files of more than 100 MiB/],
  [2 ** 20, /^ok/],
  [undefined, /^skipped in a partial clone/],
])('a file of %j bytes', (size, expected) => {
  expect(
    judge('large-files', { trackedFiles: [{ path: 'model.bin', size }] })
      .map(words)
      .join(),
  ).toMatch(expected);
});

test.each([
  ['2.37.9', /^problem Git 2.37.9 is too old \| Install Git 2.38/],
  ['next', /^warning Git calls its version "next" \| Install Git 2.38/],
])('Git %s', (git, expected) => {
  expect(
    judge('git', { system: { git, now: new Date(0) } })
      .map(words)
      .join(),
  ).toMatch(expected);
});

test.each([
  ['python train.py --lr 0.1', 'train.py'],
  ['python3.12 src/train.py', 'src/train.py'],
  ['SEED=1 Rscript train.R', 'train.R'],
  ['./train.sh', 'train.sh'],
  ['\n# first\nnode train.mjs\n', 'train.mjs'],
  ['python -m cars.train', undefined],
  ['cd src && python train.py', undefined],
  ['curl -o train.py https://example.org\npython train.py', undefined],
  ['python $SCRIPT.py', undefined],
  ['python /opt/train.py', undefined],
  ['make', undefined],
  ['', undefined],
])('the command %j runs the script %s', (command, script) => {
  expect(scriptOf(command)).toBe(script);
});
