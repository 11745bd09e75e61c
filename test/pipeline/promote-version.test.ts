// A stage is given on evidence only, the champion is beaten or nothing happens, and every step back is one tag.
import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { MlopsError } from '../../src/error.ts';
import { takeBack } from '../../src/pipeline/promotion/take-back.ts';
import { eventFrom } from '../../src/run/annotation.ts';
import { parsePromotion } from '../../src/registry/promotion.ts';
import { git, temporaryFolder, TEST_GIT_ENVIRONMENT } from '../support/git-fixtures.ts';
import { createModelRegistry, type ModelRegistry } from '../support/model-registry.ts';

let place: ModelRegistry;

beforeEach(() => {
  const folder = temporaryFolder();
  place = createModelRegistry(folder.path);
  return () => folder[Symbol.dispose]();
});

const stageTags = (): readonly string[] =>
  git(place.project, ['tag', '--list', 'duration#*', '--sort=taggerdate']).split('\n').filter(Boolean);
const promotionIn = (tag: string) =>
  parsePromotion(git(place.project, ['for-each-ref', '--format=%(contents)', `refs/tags/${tag}`]));
const stateOf = async (run: string) => {
  const lines = await place.ports.history.lines({ matches: ({ id }) => id === run });
  return (await place.ports.history.readStates(lines))[0]?.state;
};

test('the first version with a passing verdict gets the stage once, with its evidence, and its run is told', async () => {
  const { version, run } = await place.addVersion({ metrics: { rmse: 6 } });
  const promoted = await place.promote({ reason: 'first one' });
  expect(promoted).toMatchObject({ outcome: 'assigned', written: { tag: 'duration#production#1' } });
  expect(promotionIn('duration#production#1')).toMatchObject({
    kind: 'promotion',
    version,
    stage: 'production',
    run: run.id,
    verdict: 'pass',
    model_digest: run.model.digest,
    metrics: { rmse: 6 },
    gates: [{ gate: 'rmse', status: 'pass' }],
    reason: 'first one',
    actor: 'Ada',
  });
  const object = git(place.project, ['rev-parse', 'refs/tags/duration#production#1']);
  expect((await stateOf(run.id))?.assignments).toMatchObject([{ version, stage: 'production', object, actor: 'Ada' }]);
  const commits = git(place.project, ['rev-list', '--count', 'mlops-tracking']);
  expect(await place.promote({ version })).toMatchObject({ outcome: 'held', promotion: { reason: 'first one' } });
  expect(stageTags()).toEqual(['duration#production#1']);
  expect(git(place.project, ['rev-list', '--count', 'mlops-tracking'])).toBe(commits);
});

test('a version is compared anew with the champion of the stage, whatever its run was compared with', async () => {
  const champion = await place.addVersion({ metrics: { rmse: 5 } });
  await place.promote({});
  // By itself it passes; beside the champion it is much worse.
  const worse = await place.addVersion({ metrics: { rmse: 6.5 } });
  expect(await place.promote({})).toMatchObject({
    outcome: 'refused',
    version: worse.version,
    verdict: 'fail',
    objections: [expect.stringContaining('its verdict is fail: rmse: ') as string],
  });
  expect(stageTags()).toHaveLength(1);
  const better = await place.addVersion({ metrics: { rmse: 4.9 } });
  await place.promote({});
  expect(promotionIn('duration#production#2')).toMatchObject({
    version: better.version,
    replaces: champion.version,
    compared_with: { run: champion.run.id, version: champion.version },
  });
  const message = git(place.project, ['for-each-ref', '--format=%(contents)', 'refs/tags/duration#production#2']);
  expect(message).toContain(`\nVerdict: pass\nCompared with ${champion.version}, run ${champion.run.id}\n`);
});

test('a champion of which nothing is known is replaced by force only', async () => {
  git(place.project, ['tag', '-a', 'duration@v0.0.1', '-m', 'by hand']);
  await place.promote({ force: true, reason: 'it was live before' });
  await place.addVersion({ metrics: { rmse: 6 } });
  expect(await place.promote({})).toMatchObject({
    outcome: 'refused',
    verdict: 'pass',
    objections: ['v0.0.1, which holds the stage, names no run that it could be compared with'],
  });
  expect(await place.promote({ force: true, reason: 'the first with evidence' })).toMatchObject({
    outcome: 'assigned',
  });
});

test('what people accepted of a run counts, also where its recorded verdict stands', async () => {
  const pull_request = { number: 7, head: git(place.project, ['rev-parse', 'HEAD']), base: 'c'.repeat(40) };
  const { run } = await place.addVersion({ metrics: { rmse: 8 }, source: { branch: 'faster', pull_request } });
  expect(await place.promote({})).toMatchObject({ outcome: 'refused', verdict: 'fail' });
  const news = { type: 'acceptance', gate: 'rmse', reason: 'known' } as const;
  const time = new Date(run.started);
  const event = eventFrom(news, { run: run.id, time, random: randomBytes(16), earlier: [], actor: 'Ada' });
  await place.ports.history.append([], [event]);
  expect(await place.promote({})).toMatchObject({ outcome: 'assigned', promotion: { verdict: 'pass' } });
});

test('force passes over the evidence with a reason only, and says so for ever', async () => {
  await place.addVersion({ metrics: { rmse: 8 } });
  await expect(place.promote({ force: true })).rejects.toMatchObject({ code: 'usage' });
  expect(await place.promote({ force: true, reason: 'demo for the board' })).toMatchObject({ outcome: 'assigned' });
  const message = git(place.project, ['for-each-ref', '--format=%(contents)', 'refs/tags/duration#production#1']);
  expect(message).toContain('Forced against the evidence: its verdict is fail');
  expect(parsePromotion(message)).toMatchObject({ forced: true, reason: 'demo for the board', verdict: 'fail' });
});

test.each([
  ['dirty', { source: { dirty: true } }, 'uncommitted changes'],
  ['failed', { status: 'failed' as const }, 'its run failed'],
  ['of a fork', { source: { fork: 'eve/trips' } }, 'comes from a fork'],
])('a version of a run that is %s is refused', async (_, sketch, words) => {
  await place.addVersion({ ...sketch, metrics: { rmse: 6 } });
  const refused = await place.promote({});
  expect(refused).toMatchObject({ outcome: 'refused' });
  expect(JSON.stringify(refused)).toContain(words);
  expect(stageTags()).toEqual([]);
});

test('a version that no gate has judged is refused, with what to do about it', async () => {
  using folder = temporaryFolder();
  const ungated = createModelRegistry(folder.path, { gates: {} });
  await ungated.addVersion({ metrics: { rmse: 3 } });
  const refused = await ungated.promote({});
  expect(refused).toMatchObject({
    outcome: 'refused',
    objections: [expect.stringContaining('no gate applied to it') as string],
  });
  expect(refused).not.toHaveProperty('verdict', 'pass');
  expect(git(ungated.project, ['tag', '--list', '*#*'])).toBe('');
});

test('a version whose gate lacks its metric, without evidence or without its run is refused', async () => {
  await place.addVersion({ metrics: { mae: 3 } });
  expect(await place.promote({ settings: { ...place.settings, gates: {} } })).toMatchObject({ outcome: 'refused' });
  git(place.project, ['tag', '-a', 'duration@v3.0.0', '-m', 'by hand']);
  expect(await place.promote({ version: 'v3.0.0' })).toMatchObject({
    objections: [expect.stringContaining('another program registered it') as string],
  });
  const claimed = JSON.stringify({
    schema: 1,
    run: '019f0000000070008000000000000000',
    commit: 'c',
    verdict: 'pass',
    metrics: {},
    files: [],
  });
  git(place.project, ['tag', '-a', 'duration@v4.0.0', '-m', `Trust me\n\nMlops-Evidence: ${claimed}`]);
  expect(await place.promote({ version: 'v4.0.0' })).toMatchObject({
    objections: [expect.stringContaining('is not in the history here; `mlops sync`') as string],
  });
});

test('a tag that names other files than its run left cannot be forced', async () => {
  const { run } = await place.addVersion({ metrics: { rmse: 6 } });
  const claimed = JSON.stringify({
    schema: 1,
    run: run.id,
    commit: run.source.commit,
    verdict: 'pass',
    metrics: {},
    model_digest: 'e'.repeat(64),
    files: [],
  });
  git(place.project, ['commit', '--allow-empty', '-m', 'evil']);
  git(place.project, ['tag', '-a', 'duration@v9.0.0', '-m', `Trust me\n\nMlops-Evidence: ${claimed}`]);
  expect(await place.promote({ version: 'v9.0.0', force: true, reason: 'please' })).toMatchObject({
    outcome: 'refused',
    isFinal: true,
    objections: [
      expect.stringContaining('names other model files') as string,
      expect.stringContaining('was registered as duration@v0.0.1') as string,
    ],
  });
});

test('evidence that was copied from the tag of a good run onto another commit is refused, with force too', async () => {
  const { version, run } = await place.addVersion({ metrics: { rmse: 6 } });
  const message = git(place.project, ['for-each-ref', '--format=%(contents)', `refs/tags/duration@${version}`]);
  git(place.project, ['commit', '--allow-empty', '-m', 'evil']);
  git(place.project, ['tag', '-a', 'duration@v9.0.0', '-m', message]);
  expect(await place.promote({ version: 'v9.0.0', force: true, reason: 'please' })).toMatchObject({
    outcome: 'refused',
    isFinal: true,
    objections: [`its run ${run.id} was registered as duration@v0.0.1`],
  });
  git(place.project, ['tag', '-f', '-a', 'duration@v0.0.1', '-m', message, 'HEAD']);
  expect(await place.promote({ version })).toMatchObject({
    outcome: 'refused',
    isFinal: true,
    objections: [expect.stringContaining('its tag was changed after the fact') as string],
  });
});

test.each([
  [{ stage: 'prodction' }, 'usage', 'did you mean "production"?'],
  [{ version: 'v7.0.0' }, 'not-found', 'no version "v7.0.0"'],
  [{ model: 'durations' }, 'not-found', 'no version of the model "durations"'],
])('%j is an error that helps', async (over, code, words) => {
  await place.addVersion({ metrics: { rmse: 6 } });
  const deploy = undefined;
  const stages = ['staging', 'production'].map((name) => ({ name, approval: 'none' as const, deploy }));
  await expect(place.promote({ settings: { ...place.settings, stages }, ...over })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(words) as string,
  });
});

test('of a version that only the clone has it is said where it is missing', async () => {
  await place.addVersion({ metrics: { rmse: 6 } });
  const clone = `${place.project}-clone`;
  git(place.project, ['clone', '--quiet', place.project, clone]);
  git(clone, ['tag', 'duration@v2.0.0']);
  const over = { registry: { ...place.ports.registry, clone } };
  await expect(place.promote({ version: 'v2.0.0' }, over)).rejects.toMatchObject({
    code: 'not-found',
    message: 'duration@v2.0.0 is in this repository only, not at the remote',
  });
  await expect(place.promote({ version: 'v3.0.0' }, over)).rejects.toMatchObject({
    message: expect.stringContaining('has no version "v3.0.0"') as string,
  });
});

test('a version that somebody puts beside the champion, and dates back, does not take its stage', async () => {
  const { version } = await place.addVersion({ metrics: { rmse: 6 } });
  await place.promote({});
  const assigned = git(place.project, [
    'for-each-ref',
    '--format=%(taggerdate:unix)',
    'refs/tags/duration#production#1',
  ]);
  const env = { ...TEST_GIT_ENVIRONMENT, GIT_COMMITTER_DATE: `@${assigned} +0000` };
  git(place.project, ['tag', '-a', 'duration@v9.0.0', '-m', 'mine', `duration@${version}^{}`], { env });
  const [artifact] = (await place.ports.registry.read()).artifacts;
  expect(artifact?.stages['production']?.map((holder) => holder.version)).toEqual([version]);
});

test('a stage that wants an approval is proposed only, and assigned once it is approved', async () => {
  const { version } = await place.addVersion({ metrics: { rmse: 6 } });
  const stages = [{ name: 'production', approval: 'pull-request' as const, deploy: undefined }];
  const settings = { ...place.settings, stages };
  expect(await place.promote({ settings })).toMatchObject({ outcome: 'proposable', promotion: { version } });
  expect(stageTags()).toEqual([]);
  expect(await place.promote({ settings, isApproved: true })).toMatchObject({ outcome: 'assigned' });
});

test('a rollback gives the stage back, bans the version that it leaves, and a forced promotion lifts the ban', async () => {
  const first = await place.addVersion({ metrics: { rmse: 6 } });
  await expect(place.rollBack()).rejects.toMatchObject({ code: 'not-found' });
  await place.promote({});
  await expect(place.rollBack()).rejects.toMatchObject({
    message: expect.stringContaining('first good version') as string,
  });
  const second = await place.addVersion({ metrics: { rmse: 5.9 } });
  await place.promote({});
  const rolled = await place.rollBack({ reason: 'answers too late' });
  expect(rolled).toMatchObject({
    outcome: 'assigned',
    promotion: { version: first.version, replaces: second.version },
  });
  expect((await stateOf(first.run.id))?.assignments?.at(-1)).toMatchObject({ reason: 'answers too late' });
  expect(await place.promote({ version: second.version })).toMatchObject({
    outcome: 'refused',
    objections: [expect.stringContaining('was rolled back from it: answers too late') as string],
  });
  // There is nothing good left to go back to.
  await expect(place.rollBack()).rejects.toMatchObject({ code: 'not-found' });
  await expect(place.rollBack({ to: second.version })).rejects.toMatchObject({ code: 'release-refused' });
  await place.promote({ version: second.version, force: true, reason: 'the network was slow' });
  expect(await place.rollBack()).toMatchObject({ promotion: { version: first.version } });
});

test('a job that rolls back and is run again does not go back one version further', async () => {
  const first = await place.addVersion({ metrics: { rmse: 6 } });
  await place.promote({});
  const second = await place.addVersion({ metrics: { rmse: 5.9 } });
  await place.promote({});
  await place.addVersion({ metrics: { rmse: 5.8 } });
  await place.promote({});
  const url = 'https://github.com/acme/taxi/actions/runs/4711';
  const once = await place.rollBack({ url });
  expect(once).toMatchObject({ outcome: 'assigned', promotion: { version: second.version } });
  expect(await place.rollBack({ url })).toMatchObject({ outcome: 'held', written: { tag: once.written.tag } });
  expect(stageTags()).toHaveLength(4);
  const other = await place.rollBack({ url: `${url}2` });
  expect(other).toMatchObject({ outcome: 'assigned', promotion: { version: first.version } });
});

test('a version that failed gives the stage back, unless somebody gave it to another one meanwhile', async () => {
  const first = await place.addVersion({ metrics: { rmse: 6 } });
  await place.promote({});
  const second = await place.addVersion({ metrics: { rmse: 5.9 } });
  await place.promote({});
  const failed = {
    failed: second.version,
    restored: first.version,
    failure: 'no answer',
    actor: 'Ada',
    url: undefined,
  };
  const stage = { model: 'duration', stage: 'production', ...failed };
  const third = await place.addVersion({ metrics: { rmse: 5.8 } });
  await place.promote({ version: third.version });
  expect(await takeBack(stage, place.ports)).toBeUndefined();
  expect(place.warnings).toEqual([`production of duration was given to ${third.version} meanwhile, and is left to it`]);
  expect(stageTags()).toHaveLength(3);
  const again = { ...stage, failed: third.version, restored: second.version };
  expect(await takeBack(again, place.ports)).toMatchObject({
    promotion: { kind: 'rollback', version: second.version },
  });
  expect(await takeBack(again, place.ports)).toMatchObject({ outcome: 'held', promotion: { version: second.version } });
});

test('a rollback from a version that is live no more changes nothing', async () => {
  const first = await place.addVersion({ metrics: { rmse: 6 } });
  await place.promote({});
  await place.addVersion({ metrics: { rmse: 5.9 } });
  await place.promote({});
  expect(await place.rollBack({ from: first.version })).toMatchObject({ outcome: 'held' });
  expect(stageTags()).toHaveLength(2);
});

test('a rollback says why it is forced, and brings back only what was registered', async () => {
  const { version } = await place.addVersion({ metrics: { rmse: 6 } });
  await place.promote({});
  const second = await place.addVersion({ metrics: { rmse: 5.9 } });
  await place.promote({});
  await expect(place.rollBack({ force: true })).rejects.toMatchObject({ code: 'usage' });
  const message = git(place.project, ['for-each-ref', '--format=%(contents)', `refs/tags/duration@${second.version}`]);
  git(place.project, ['tag', '-f', '-a', `duration@${version}`, '-m', message, `duration@${version}^{}`]);
  await expect(place.rollBack()).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringContaining(`was registered as duration@${second.version}`) as string,
  });
  expect(stageTags()).toHaveLength(2);
});

test('a rollback that was cut off between its tag and its event is recorded when it is done again', async () => {
  const { version, run } = await place.addVersion({ metrics: { rmse: 6 } });
  await place.promote({});
  await place.addVersion({ metrics: { rmse: 5.9 } });
  await place.promote({});
  const cut = { ...place.ports.history, append: () => Promise.reject(new MlopsError('offline', 'no network', '')) };
  await place.rollBack({ to: version }, { history: cut });
  expect((await stateOf(run.id))?.assignments).toHaveLength(1);
  expect(await place.rollBack({ to: version })).toMatchObject({ outcome: 'held' });
  expect((await stateOf(run.id))?.assignments).toHaveLength(2);
});

test("another model's configuration gives and takes no stage", async () => {
  await place.addVersion({ metrics: { rmse: 6 } });
  const settings = { ...place.settings, model: 'fares', configFile: 'fares/mlops.yaml' };
  const refusal = {
    code: 'usage',
    message: 'fares/mlops.yaml is of the model "fares", and says nothing of "duration"',
  };
  await expect(place.promote({ settings })).rejects.toMatchObject(refusal);
  await expect(place.rollBack({ settings })).rejects.toMatchObject(refusal);
});

test('of two promotions at once the later one is decided on what the earlier one left', async () => {
  const versions = [
    await place.addVersion({ metrics: { rmse: 6 } }),
    await place.addVersion({ metrics: { rmse: 5.9 } }),
  ];
  const done = await Promise.all(versions.map(({ version }) => place.promote({ version })));
  // Each was allowed by itself; whichever came second was compared with the first, or refused because of it.
  const [first, second] = stageTags().map((tag) => promotionIn(tag));
  expect(first).not.toHaveProperty('replaces');
  const isChained = second === undefined || second.replaces === first?.version;
  expect(isChained).toBe(true);
  expect(done.filter(({ outcome }) => outcome === 'assigned')).toHaveLength(second === undefined ? 1 : 2);
  expect(new Set(stageTags()).size).toBe(stageTags().length);
});
