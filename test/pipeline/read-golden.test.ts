// The golden requests of a version that comes back: those of its own commit, wherever that is to be had.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Deploy } from '../../src/config/deployment-schema.ts';
import { MlopsError } from '../../src/error.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { readGoldenAt } from '../../src/pipeline/deployment/read-golden.ts';
import { commitFiles, createRepository, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

const DEPLOY = Deploy.parse({ command: 'true', health: { url: 'http://localhost/', requests: 'golden.jsonl' } });
const LINE = '{"response": {"duration": 12}}\n';
const GOLDEN = [{ response: { duration: 12 }, line: 1 }];

let folder: TemporaryFolder;
let ports: Parameters<typeof readGoldenAt>[2];
const warnings: string[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  const root = createRepository(folder.path);
  const git = gitIn(root);
  const forge = localForge({ folder: folder.path, git, clock: () => new Date() });
  const log = { ...silentLog, warn: (text: string) => void warnings.push(text) };
  ports = { git, forge, log, repositoryRoot: root, workingDirectory: root };
});
afterEach(() => folder[Symbol.dispose]());

test('they are read from the clone', async () => {
  const commit = commitFiles(folder.path, { 'golden.jsonl': LINE });
  commitFiles(folder.path, { 'golden.jsonl': '{"response": 1}\n' });
  expect(await readGoldenAt(commit, DEPLOY, ports)).toEqual(GOLDEN);
});

test('a checkout of one commit asks the forge, and goes on with a word where that does not answer', async () => {
  const absent = 'c'.repeat(40);
  const asked: string[] = [];
  const readTextFile = async (...words: readonly string[]): Promise<string> => (asked.push(words.join(' at ')), LINE);
  expect(await readGoldenAt(absent, DEPLOY, { ...ports, forge: { ...ports.forge, readTextFile } })).toEqual(GOLDEN);
  expect(asked).toEqual([`golden.jsonl at ${absent}`]);
  const gone = async (): Promise<string> => {
    throw new MlopsError('offline', 'nothing answers', 'Wait.');
  };
  expect(await readGoldenAt(absent, DEPLOY, { ...ports, forge: { ...ports.forge, readTextFile: gone } })).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining('golden.jsonl of ccccccc cannot be read: nothing answers')]);
});
