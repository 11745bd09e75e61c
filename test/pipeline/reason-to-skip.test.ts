// What changed, asked of a repository over HTTP, and whether that is a reason to train.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ForgeEvent } from '../../src/forge/forge.ts';
import { silentLog } from '../../src/log.ts';
import { findReasonToSkip } from '../../src/pipeline/recording/reason-to-skip.ts';
import {
  commitToBare,
  createEmptyRemote,
  git,
  temporaryFolder,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { startGitHttpServer, type GitHttpServer } from '../support/git-http-server.ts';

const MAIN = 'refs/heads/main';

let folder: TemporaryFolder;
let remote: string;
let server: GitHttpServer;
let first: string;

beforeAll(async () => {
  folder = temporaryFolder();
  remote = createEmptyRemote(join(folder.path, 'remote.git'));
  server = await startGitHttpServer({ root: folder.path });
  first = commitToBare(remote, MAIN, { 'src/train.py': 'x = 1\n', 'docs/a.md': 'a\n', 'mlops.yaml': 'model: taxi\n' });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** `trained`: the commit of the newest finished run of the branch. */
type Event = Partial<ForgeEvent> & Pick<ForgeEvent, 'commit'> & { readonly trained?: string };

async function ask({ trained, ...event }: Event, paths: readonly string[] = ['src/**'], isReachable = true) {
  const said: string[] = [];
  const asked = findReasonToSkip({
    settings: { paths, workingDirectory: '.', configFile: 'mlops.yaml' },
    event: { name: 'push', ...event } as ForgeEvent,
    findTrained: () => Promise.resolve(trained),
    remote: { url: isReachable ? `${server.url}/remote.git` : 'http://127.0.0.1:9/x.git', config: {} },
    scratch: join(folder.path, 'scratch'),
    log: { ...silentLog, info: (message) => void said.push(message), warn: (message) => void said.push(message) },
  });
  return { reason: await asked, said: said.join('\n') };
}

function pullRequest(head: string, base: string): Event {
  const pull = { number: 12, head, headBranch: 'faster', base, baseBranch: 'main', isFork: false };
  return { name: 'pull_request', commit: '9'.repeat(40), pullRequest: pull };
}

/** A branch of its own that begins at the first commit. */
function branch(name: string, files: Readonly<Record<string, string | null>>): string {
  git(remote, ['update-ref', `refs/heads/${name}`, first]);
  return commitToBare(remote, `refs/heads/${name}`, files);
}

describe('a push', () => {
  test('that changes nothing that feeds the model is no reason to train, and it is said what was looked at', async () => {
    const commit = branch('docs', { 'docs/a.md': 'b\n' });
    const { reason } = await ask({ commit, trained: first });
    expect(reason).toBe(
      `nothing that feeds the model changed: 1 file differs, and \`paths\` does not mean it, between ${first.slice(0, 7)} and ${commit.slice(0, 7)}`,
    );
  });

  test.each([
    ['changes a file', { 'src/train.py': 'x = 2\n' }],
    ['adds one', { 'src/new/deep.py': '' }],
    ['deletes one', { 'src/train.py': null }],
    ['moves one away', { 'src/train.py': null, 'docs/train.py': 'x = 1\n' }],
    ['changes the configuration', { 'mlops.yaml': 'model: fares\n' }],
  ])('that %s is one', async (_, files) => {
    const { reason, said } = await ask({ commit: branch('code', files), trained: first });
    expect(reason).toBeUndefined();
    expect(said).toMatch(/^paths: "(?:src|mlops\.yaml).* so the model is trained$/);
  });

  test('of several commits is looked at as a whole, one that takes its change back is none', async () => {
    branch('several', { 'src/train.py': 'x = 2\n' });
    const between = commitToBare(remote, 'refs/heads/several', { 'docs/a.md': 'c\n' });
    expect((await ask({ commit: between, trained: first })).reason).toBeUndefined();
    const commit = commitToBare(remote, 'refs/heads/several', { 'src/train.py': 'x = 1\n', 'docs/a.md': 'a\n' });
    expect((await ask({ commit, trained: first })).reason).toContain('no file differs');
  });

  test('over another history is compared with what was trained there, as long as the server still has it', async () => {
    const trained = branch('forced', { 'src/train.py': 'x = 2\n' });
    const commit = branch('forced', { 'docs/a.md': 'z\n' });
    expect((await ask({ commit, trained })).reason).toBeUndefined();
    expect((await ask({ commit, trained: first })).reason).toContain('1 file differs, and `paths` does not mean it');
  });

  test.each<[string, Event, boolean]>([
    ['no run of this branch has finished yet', { commit: '1'.repeat(40) }, true],
    ['is not known', { commit: '1'.repeat(40), trained: '2'.repeat(40) }, true],
    ['is not known', { commit: '1'.repeat(40), trained: '2'.repeat(40) }, false],
    ['somebody asked for this job again', { commit: '1'.repeat(40), attempt: 2 }, true],
    ['the event schedule is not about a change', { name: 'schedule', commit: '1'.repeat(40) }, true],
    ['the event workflow_dispatch is not about a change', { name: 'workflow_dispatch', commit: '1'.repeat(40) }, true],
  ])('or another event of which nothing is known is a reason: %s', async (words, event, isReachable) => {
    const { reason, said } = await ask(event, ['src/**'], isReachable);
    expect(reason).toBeUndefined();
    expect(said).toMatch(new RegExp(`${words}.*so the model is trained$`));
  });
});

describe('a pull request', () => {
  test('is looked at from where it left its base: what others changed there is none of its own', async () => {
    const head = branch('faster', { 'docs/a.md': 'b\n' });
    const base = branch('main', { 'src/train.py': 'x = 3\n' });
    expect((await ask(pullRequest(head, base))).reason).toContain(
      `between ${first.slice(0, 7)} and ${head.slice(0, 7)}`,
    );
    const other = branch('better', { 'src/train.py': 'x = 4\n' });
    expect((await ask(pullRequest(other, base))).reason).toBeUndefined();
  });

  test('with 3,000 files is decided by the last of them', async () => {
    const docs = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`docs/${n % 50}/${n}.md`, `${n}\n`]));
    const base = branch('main', {});
    const head = branch('large', docs);
    expect((await ask(pullRequest(head, base))).reason).toContain('3000 files differ');
    const more = commitToBare(remote, 'refs/heads/large', { 'src/zzz.py': 'y\n' });
    expect((await ask(pullRequest(more, base))).reason).toBeUndefined();
  });

  test('whose merge base is not known is a reason to train', async () => {
    const { reason, said } = await ask(pullRequest('4'.repeat(40), first));
    expect(reason).toBeUndefined();
    expect(said).toContain('paths: the merge base is not known, so the model is trained');
  });
});

test('a merge queue is looked at from what it builds on', async () => {
  const commit = branch('gh-readonly-queue/main/pr-1', { 'docs/a.md': 'q\n' });
  const queue = { name: 'merge_group', commit, mergeGroup: { base: first, baseBranch: 'main' } };
  expect((await ask(queue)).reason).toContain(`between ${first.slice(0, 7)} and ${commit.slice(0, 7)}`);
  expect((await ask(queue, ['docs'])).reason).toBeUndefined();
});

test('without paths nothing is asked', async () => {
  server.reset();
  expect((await ask({ commit: first, trained: first }, [])).reason).toBeUndefined();
  expect(server.requests).toEqual([]);
});
