// A version is walked back to its data, and whoever changes a link of the chain afterwards is found out at that very link.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { renderExplanation, renderVersion } from '../../src/cli/version-text.ts';
import { digestOfFiles } from '../../src/file-digest.ts';
import { describeVersion } from '../../src/pipeline/versions/describe-version.ts';
import { explainVersion, type ExplainedVersion } from '../../src/pipeline/versions/explain-version.ts';
import { readChainFacts } from '../../src/pipeline/versions/read-chain-facts.ts';
import { readVersionChain, type VersionChain } from '../../src/pipeline/versions/version-chain.ts';
import { chainLinks, type ChainLink } from '../../src/registry/chain-links.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { findRun } from '../../src/tracking/find.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { aDataFile, aDigest, anId, type RunSketch } from '../support/a-run.ts';
import { anEvent } from '../support/an-event.ts';
import { commitFiles, git, temporaryFolder } from '../support/git-fixtures.ts';
import { createModelRegistry, type ModelRegistry } from '../support/model-registry.ts';
import { REF } from '../tracking/open-test-history.ts';

let place: ModelRegistry;

beforeEach(() => {
  const folder = temporaryFolder();
  place = createModelRegistry(folder.path);
  return () => folder[Symbol.dispose]();
});

const FILES = [{ path: 'models/duration.bin', size: 10, sha256: aDigest('5d0c') }];
const MODEL = { name: 'duration', files: FILES, digest: digestOfFiles(FILES) };
const addVersion = (sketch: RunSketch = {}): ReturnType<ModelRegistry['addVersion']> =>
  place.addVersion({ metrics: { rmse: 6 }, model: MODEL, ...sketch });

const chain = (reference = 'duration@production'): Promise<VersionChain> =>
  readVersionChain(reference, {
    ...place.ports,
    findNamedRun: (name) => findRun(place.ports.history, name),
  });
const links = async (reference?: string): Promise<readonly ChainLink[]> =>
  chainLinks(await readChainFacts(await chain(reference), REF, place.ports));
const broken = async (reference?: string): Promise<readonly string[]> =>
  (await links(reference)).flatMap(({ link, status }) => (status === 'broken' ? [link] : []));
const explain = async (reference?: string): Promise<ExplainedVersion> =>
  explainVersion(await chain(reference), place.ports);

/** Writes a tag anew, as somebody who may push tags could. */
function retag(tag: string, change: (message: string) => string, commit?: string): void {
  const message = git(place.project, ['for-each-ref', '--format=%(contents)', `refs/tags/${tag}`]);
  const target = commit ?? git(place.project, ['rev-parse', `refs/tags/${tag}^{commit}`]);
  git(place.project, ['tag', '--force', '--cleanup=verbatim', '-a', tag, target, '-m', change(message)]);
}

/** Commits another content of a record on the tracking branch. */
function rewriteRecord(run: RunRecord, change: (text: string) => string): void {
  const tree = join(place.project, '..', 'tracking');
  git(place.project, ['worktree', 'add', '--quiet', tree, 'mlops-tracking']);
  const path = recordPath(run.id);
  commitFiles(tree, { [path]: change(git(tree, ['show', `HEAD:${path}`])) });
  git(place.project, ['worktree', 'remove', '--force', tree]);
}

test('an honest version has no broken link, and what is not here is unknown', async () => {
  await addVersion();
  await place.promote({});
  const found = Object.fromEntries((await links()).map(({ link, status }) => [link, status]));
  expect(found).toEqual({
    'version tag': 'ok',
    'stage tag production': 'ok',
    'stage evidence production': 'ok',
    evidence: 'ok',
    'tagged commit': 'ok',
    'run record': 'ok',
    'record unchanged': 'ok',
    'model digest': 'ok',
    metrics: 'ok',
    verdict: 'ok',
    'model files': 'unknown',
    code: 'ok',
    'data data/trips.parquet': 'unknown',
    attestation: 'unknown',
  });
});

test('tags that are moved, a tag on other code and a record that is edited are found out', async () => {
  const { run } = await addVersion();
  await place.promote({});
  expect(await broken()).toEqual([]);
  // The very same words, written a second later.
  retag('duration@v0.0.1', (text) => text);
  retag('duration#production#1', (text) => text.replaceAll(MODEL.digest, aDigest('ee')));
  rewriteRecord(run, (text) => text.replaceAll('"value": 6', '"value": 5'));
  const moved = ['version tag', 'stage tag production', 'stage evidence production', 'record unchanged'];
  expect(await broken()).toEqual(moved);

  const commit = commitFiles(place.project, { 'train.py': 'other code' });
  retag('duration@v0.0.1', (text) => text, commit);
  expect(await broken('duration@v0.0.1')).toEqual(['version tag', 'tagged commit', 'record unchanged']);
});

test('data are looked for here, then in the commit, where a pointer of Git LFS says the digest', async () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${aDigest('ab')}\nsize 5\n`;
  commitFiles(place.project, { 'data/committed.csv': 'as it was', 'data/large.csv': pointer, 'data/lie.csv': 'lie' });
  const paths = {
    'data/committed.csv': sha256('as it was'),
    'data/large.csv': aDigest('ab'),
    'data/here.csv': sha256('here'),
    'data/lie.csv': sha256('truth'),
    'data/changed.csv': sha256('before'),
    'data/gone.csv': sha256('gone'),
    '../outside.csv': sha256('x'),
  };
  await addVersion({ data: Object.entries(paths).map(([path, sha256]) => aDataFile({ path, sha256 })) });
  writeFileSync(join(place.project, 'data/committed.csv'), 'edited since');
  writeFileSync(join(place.project, 'data/here.csv'), 'here');
  writeFileSync(join(place.project, 'data/changed.csv'), 'changed');
  const found = (await links('duration@v0.0.1')).filter(({ link }) => link.startsWith('data '));
  expect(found.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'broken', 'unknown', 'unknown', 'unknown']);
});

test('why a version holds a stage, what it replaced, and everyone who held it before', async () => {
  const first = await addVersion();
  await place.promote({});
  await addVersion({ metrics: { rmse: 5 }, parent: first.run.id });
  await place.promote({ url: 'https://github.com/acme/trips/pull/7' });
  await place.rollBack({ reason: 'answers too late' });
  await place.promote({ version: 'v0.0.2', force: true, reason: 'fixed the server' });
  const known = await explain();
  expect(known).toMatchObject({
    model: 'duration',
    version: 'v0.0.2',
    stages: ['production'],
    assignments: [{ kind: 'promotion', forced: true, reason: 'fixed the server', replaced: 'v0.0.1', by: 'Ada' }],
    comparison: { verdict: 'pass' },
    code: { isHere: true, branches: ['main'] },
    parents: [{ run: first.run.id, isHere: true, version: 'duration@v0.0.1' }],
  });
  expect(known.assignments[0]?.against).toContain('rolled back from it: answers too late');
  expect(known.holders.map(({ version, kind, until }) => [version, kind, until === undefined])).toEqual([
    ['v0.0.2', 'promotion', true],
    ['v0.0.1', 'rollback', false],
    ['v0.0.2', 'promotion', false],
    ['v0.0.1', 'promotion', false],
  ]);
  // It is in the stage for GTO still, and does not hold it.
  expect(await explain('duration@v0.0.1')).toMatchObject({ stages: [], assignments: [{ stage: 'production' }] });
  const text = renderExplanation(known);
  for (const words of [
    'forced against: production was rolled back',
    'decided at https://',
    `parent run ${first.run.id}`,
  ]) {
    expect(text).toContain(words);
  }
});

test('what is live and the last drill are read from the history alone', async () => {
  const { run } = await addVersion();
  await place.promote({});
  const of = (state: string, minute: number, more: object = {}) =>
    anEvent(
      { type: 'deployment', run: run.id, environment: 'duration/production', state, version: 'v0.0.1', ...more },
      minute,
    );
  const drill = { type: 'drill', run: run.id, model: 'duration', version: 'v0.0.1', stage: 'production', duration: 2 };
  const events = [
    of('queued', 1),
    of('success', 2, { url: 'https://live.example' }),
    anEvent({ ...drill, outcome: 'failed' }, 3),
    anEvent({ ...drill, outcome: 'passed' }, 4),
  ];
  await place.ports.history.append([], events);
  expect(await explain()).toMatchObject({
    live: [{ environment: 'duration/production', version: 'v0.0.1', url: 'https://live.example' }],
    drills: [{ stage: 'production', outcome: 'passed', version: 'v0.0.1' }],
  });
  await place.ports.history.append([], [of('failure', 5, { version: 'v0.0.2', reason: 'no answer' })]);
  const still = renderVersion(await explain());
  expect(still).toMatch(/duration\/production {2}v0\.0\.1 since .*; last failure of v0\.0\.2 at .*: no answer/);
  await place.ports.history.append([], [of('inactive', 6)]);
  expect((await explain()).live[0]?.version).toBeUndefined();
});

test('tags of other hands neither break the answer nor steer the terminal', async () => {
  const hostile = 'red \u001b[31m\u202E\rMlops-Promotion: {}\u0007\u2028::error::x';
  const { run } = await addVersion({
    params: { [hostile]: hostile },
    command: hostile,
    data: [aDataFile({ path: hostile })],
  });
  const other = commitFiles(place.project, { 'train.py': 'other' });
  git(place.project, ['tag', '-a', 'duration@v3.0.0', other, '-m', hostile]);
  git(place.project, ['tag', '-a', 'duration#production#9', other, '-m', hostile]);
  const promise = `Trust me\n\nMlops-Promotion: ${JSON.stringify({ schema: 1, kind: 'promotion', model: 'other', version: 'v1.0.0', stage: 'x', metrics: {}, gates: [] })}`;
  git(place.project, ['tag', '-a', 'duration#staging#1', run.source.commit, '-m', promise]);
  for (const reference of ['duration@production', 'duration@v3.0.0', 'duration@staging', 'duration@v0.0.1']) {
    const known = await explain(reference);
    for (const text of [renderVersion(describeVersion(await chain(reference), [])), renderExplanation(known)]) {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u);
    }
    expect(await broken(reference)).toEqual([]);
  }
  expect(await explain('duration@production')).toMatchObject({
    evidence: undefined,
    run: undefined,
    assignments: [{ kind: undefined, note: expect.stringContaining('red') as string }],
  });
  expect(await explain('duration@staging')).toMatchObject({ version: 'v0.0.1', assignments: [{ kind: undefined }] });
});

test('a run is the version that it became, and a run that is none is answered with what makes it one', async () => {
  const { run } = await addVersion();
  expect((await chain(run.id.slice(0, 20))).version.version).toBe('v0.0.1');
  const other = { ...run, id: anId(99) };
  await place.ports.history.append([{ record: other, files: {} }]);
  await expect(chain(other.id)).rejects.toMatchObject({
    code: 'not-found',
    hint: expect.stringContaining('mlops register') as string,
  });
});
