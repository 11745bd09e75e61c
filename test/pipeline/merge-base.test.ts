// The merge base without the compare API: real git over HTTP, from nothing but the address of the repository.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { fetchMergeBase } from '../../src/pipeline/judging/merge-base.ts';
import { createEmptyRemote, git, temporaryFolder, tipOf, type TemporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer, type GitHttpServer } from '../support/git-http-server.ts';

const AUTHORIZATION = `Basic ${Buffer.from('x-access-token:s3cr3t').toString('base64')}`;

let folder: TemporaryFolder;
let remote: string;
let server: GitHttpServer;

beforeAll(async () => {
  folder = temporaryFolder();
  remote = createEmptyRemote(join(folder.path, 'remote.git'));
  server = await startGitHttpServer({ root: folder.path, authorization: AUTHORIZATION });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** A commit on a ref, with a file of its own; more parents make it a merge. */
function commits(ref: string, count: number, from?: string, merged?: string): string {
  const one = (number: number): string[] => [
    `commit ${ref}`,
    'committer Ada <ada@example.org> 1790000000 +0000',
    'data 6\nChange',
    ...(number === 0 && from !== undefined ? [`from ${from}`] : []),
    ...(number === 0 && merged !== undefined ? [`merge ${merged}`] : []),
    `M 100644 inline ${ref.replaceAll('/', '-')}\ndata ${String(number).length}\n${number}`,
  ];
  const stream = Array.from({ length: count }, (_, number) => one(number)).flat();
  git(remote, ['fast-import', '--quiet', '--force', '--done'], { input: [...stream, 'done', ''].join('\n') });
  return tipOf(remote, ref);
}

interface Asked {
  readonly base: string;
  readonly head: string;
  readonly number?: number;
  readonly authorization?: string;
}

async function ask({ base, head, number = 12, authorization = AUTHORIZATION }: Asked) {
  const warnings: string[] = [];
  server.reset();
  const found = await fetchMergeBase(
    { number, base, baseBranch: 'main', head, headBranch: 'faster', isFork: false },
    {
      remote: {
        url: `${server.url}/remote.git`,
        config: { [`http.${server.url}/.extraheader`]: `Authorization: ${authorization}` },
      },
      scratch: join(folder.path, 'scratch'),
      log: { ...silentLog, warn: (message) => void warnings.push(message) },
    },
  );
  return { found, warnings, posts: server.requests.filter(({ method }) => method === 'POST').length };
}

describe('the merge base', () => {
  test('of a young branch takes one look, of an old one more, and leaves nothing behind', async () => {
    const old = commits('refs/heads/main', 5);
    const young = commits('refs/heads/main', 190, old);
    const base = commits('refs/heads/main', 10, young);
    const near = await ask({ base, head: commits('refs/heads/near', 2, young) });
    expect(near).toMatchObject({ found: young, warnings: [] });
    const far = await ask({ base, head: commits('refs/heads/far', 2, old) });
    expect(far).toMatchObject({ found: old, warnings: [] });
    expect(far.posts).toBeGreaterThan(near.posts);
    expect(readdirSync(join(folder.path, 'scratch'))).toEqual([]);
  });

  test('is the nearest where a long way leads to a nearer one than a short way', async () => {
    const root = commits('refs/heads/main', 1);
    const nearest = commits('refs/heads/main', 1, root);
    // Both reach the root in one step, and the nearer ancestor only past the first hundred commits.
    const long = commits('refs/heads/long', 100, nearest);
    const base = commits('refs/heads/main', 1, root, long);
    const head = commits('refs/heads/other', 1, root, commits('refs/heads/long-too', 100, nearest));
    expect(git(remote, ['merge-base', base, head])).toBe(nearest);
    expect((await ask({ base, head })).found).toBe(nearest);
  });

  test('is found for a head whose branch was deleted or pushed over', async () => {
    const base = commits('refs/heads/main', 3);
    const head = commits('refs/heads/gone', 2, base);
    git(remote, ['update-ref', 'refs/pull/12/head', head]);
    git(remote, ['update-ref', '-d', 'refs/heads/gone']);
    expect((await ask({ base, head })).found).toBe(base);
    git(remote, ['update-ref', '-d', 'refs/pull/12/head']);
    expect((await ask({ base, head })).found).toBe(base);
  });

  test('of histories that never met is none', async () => {
    const base = commits('refs/heads/main', 3);
    git(remote, ['update-ref', '-d', 'refs/heads/island']);
    expect(await ask({ base, head: commits('refs/heads/island', 3) })).toMatchObject({
      found: undefined,
      warnings: [],
    });
  });

  test('is not known, and it is said why, for a commit that is nowhere and for a wrong token', async () => {
    const base = commits('refs/heads/main', 3);
    const nowhere = await ask({ base, head: '4'.repeat(40) });
    expect(nowhere.found).toBeUndefined();
    expect(nowhere.warnings).toEqual([
      expect.stringMatching(/merge base of .{7} and 4444444 is not known: .*not our ref/),
    ]);
    const refused = await ask({ base, head: base, authorization: 'Basic d3Jvbmc6dG9rZW4=' });
    expect(refused.found).toBeUndefined();
    expect(refused.warnings).toHaveLength(1);
    expect(refused.warnings.join('')).not.toContain('d3Jvbmc6dG9rZW4=');
  });
});
