// What doctor says of facts that no small repository has: large files, and what GitHub answers.
import { describe, expect, test } from 'vitest';
import type { FactValues } from '../../src/doctor/facts.ts';
import { scriptOf } from '../../src/doctor/command-script.ts';
import { aDigest, anId } from '../support/a-run.ts';
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
  releases: { assets: new Map(), isCut: false, maxAssetSize: 2 ** 31 - 1 },
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
  versions: [],
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

describe('a version whose files only an artifact has', () => {
  const files = [
    { path: 'm/model.bin', size: 7, sha256: aDigest('5d0c') },
    { path: 'big.bin', size: 2 ** 31, sha256: aDigest('b1b1') },
    { path: 'marker', size: 0, sha256: aDigest('e3b0') },
  ];
  const artifact = { id: '7', url: 'https://github.com/acme/cars', expires: '2026-12-01T00:00:00.000Z' };
  const cars = { tag: 'cars@v1.0.0', files, artifact, here: undefined };
  const parts = [1, 2].map((part) => ({ name: `big.bin.part-00${part}`, size: 2 ** 30, sha256: aDigest(`${part}`) }));
  const model = { name: 'model.bin', size: 7, sha256: aDigest('5d0c') };
  const of = (change: Partial<FactValues>): string =>
    judge('github-models', { ...facts, versions: [cars], ...change })
      .map(words)
      .join();
  const at = (time: string): Pick<FactValues, 'system'> => ({ system: { git: '', now: new Date(time) } });
  const released = (assets: readonly object[], isCut = false): Partial<FactValues> => {
    const releases = { assets: new Map([['cars@v1.0.0', assets]]), isCut, maxAssetSize: 2 ** 31 - 1 };
    return { github: { ...github, releases: releases as FactValues['github']['releases'] } };
  };

  test('is named two weeks before the artifact ends, and is a problem afterwards', () => {
    expect(of({})).toBe(
      "warning cars@v1.0.0 has no release, and the artifact with its files ends at 2026-12-01 | mlops artifacts rescue 'cars@v1.0.0'",
    );
    expect(of(at('2026-11-16T00:00:00Z'))).toMatch(/^ok/);
    expect(of(at('2026-12-24T00:00:00Z'))).toMatch(
      /^problem cars@v1.0.0 has no release, .* ended at 2026-12-01 \| .*train again/,
    );
  });

  test('is fine once a release has all of them, in parts or by name where there are no digests', () => {
    expect(of(released([model, ...parts]))).toMatch(/^ok/);
    expect(of(released([{ ...model, sha256: undefined }, ...parts]))).toMatch(/^ok/);
  });

  test.each<[string, readonly object[], string]>([
    ['a file', parts, 'm/model.bin'],
    ['the right file', [{ ...model, sha256: aDigest('00') }, ...parts], 'm/model.bin'],
    ['a part', [model, parts[0]!], 'big.bin'],
    ['a whole part', [model, parts[0]!, { ...parts[1]!, size: 5 }], 'big.bin'],
    ['anything', [], 'm/model.bin, big.bin'],
  ])('is named as well where the release lacks %s', (_, assets, lacking) => {
    expect(of(released(assets))).toContain(`cars@v1.0.0 has a release without ${lacking}, and the artifact`);
  });

  test('is not guessed at where it is kept for good, or where not all releases were listed', () => {
    const { expires: _, ...kept } = artifact;
    expect(of({ versions: [{ ...cars, artifact: kept }] })).toMatch(/^ok/);
    expect(of({ versions: [{ ...cars, artifact: undefined }] })).toMatch(/^ok/);
    const releases = { assets: new Map(), isCut: true, maxAssetSize: 2 ** 31 - 1 };
    expect(of({ github: { ...github, releases } })).toMatch(/^ok/);
  });

  test.each<[FactValues['versions'][number]['here'], RegExp]>([
    [{ missing: [], hasArtifact: true }, /^ok 1 version of this machine with a release$/],
    [{ missing: [], hasArtifact: false }, /^ok/],
    [
      { missing: undefined, hasArtifact: true },
      /^warning cars@v1.0.0 has no release \| mlops artifacts rescue 'cars@v1.0.0'$/,
    ],
    [
      { missing: ['model.bin'], hasArtifact: true },
      /^warning cars@v1.0.0 has a release without model.bin \| mlops artifacts rescue/,
    ],
    [
      { missing: ['model.bin'], hasArtifact: false },
      /^problem cars@v1.0.0 has a release without model.bin, and no artifact here/,
    ],
    [{ missing: undefined, hasArtifact: false }, /^ok 0 versions/],
    [undefined, /^ok 0 versions/],
  ])('of this machine with %j is told', (here, expected) => {
    expect(
      judge('releases', { versions: [{ ...cars, here }] })
        .map(words)
        .join(),
    ).toMatch(expected);
  });
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
