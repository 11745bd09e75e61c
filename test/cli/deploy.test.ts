// What is live, from the command line: deployed by hand, told offline, and put back where it fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, START_SERVER, SERVER } from '../support/a-deployment.ts';
import { commitFiles, createEmptyRepository, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { mlops, type Said } from '../support/mlops.ts';

let folder: TemporaryFolder;
let project: string;
let port: number;

const run = (...words: readonly string[]): Promise<Said> =>
  mlops(project, words, { TEST_PORT: String(port), TEST_NODE: process.execPath });

beforeAll(async () => {
  folder = temporaryFolder();
  port = await freePort();
  project = createEmptyRepository(join(folder.path, 'project'));
  const config = {
    model: 'duration',
    command: 'echo rmse=5 >>"$MLOPS_METRICS"; echo "{\\"answer\\": $(cat answer)}" >model.json',
    'model-files': 'model.json',
    deploy: {
      command: START_SERVER,
      health: { url: `http://127.0.0.1:${port}/health`, requests: 'golden.jsonl', timeout: 10, tolerance: 1 },
    },
  };
  commitFiles(project, {
    'mlops.yaml': JSON.stringify(config),
    'golden.jsonl': '{"request": {}, "response": {"version": "$MODEL_VERSION", "duration": 12}}\n',
    'serve.mjs': SERVER,
    answer: '12',
    '.gitignore': 'model.json\nserver.pid\n',
  });
  await run('train', '--register', 'always', '--quiet');
  await run('promote', 'production', '--force', '--reason', 'the first one', '--no-deploy');
});
afterAll(() => {
  process.kill(Number(readFileSync(join(project, 'server.pid'), 'utf8')));
  folder[Symbol.dispose]();
});

test('nothing is live before anything was deployed', async () => {
  const said = await run('deployments');
  expect([said.status, said.stdout, said.stderr]).toEqual([0, '', expect.stringContaining('Nothing was deployed yet')]);
});

test('the version of a stage is brought live, and it is said where it answers, since when and by whom', async () => {
  const said = await run('deploy', 'duration@production');
  expect(said).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('duration v0.0.1 is live in production') as string,
  });
  expect(said.stderr).toContain('starting v0.0.1');
  const answered = await fetch(`http://127.0.0.1:${port}/`);
  expect(await answered.json()).toMatchObject({ version: 'v0.0.1' });
  const again = await run('deploy', 'production', '--json');
  expect(again.json()).toMatchObject({
    model: 'duration',
    stage: 'production',
    version: 'v0.0.1',
    outcome: 'unchanged',
  });

  const live = await run('deployments');
  expect(live.stdout).toMatch(/^MODEL +STAGE +LIVE +SINCE +BY +ASSIGNED +LAST\nduration +production +v0\.0\.1 +\d{4}-/);
  const all = await run('deployments', 'duration', '--all', '--json');
  expect(all.json<readonly { state: string }[]>().map(({ state }) => state)).toEqual(['success', 'in_progress']);
});

test.each([
  [['deploy', 'duration', 'production', '--version', 'v9.9.9'], 1, 'the model "duration" has no version "v9.9.9"'],
  [['deploy', 'duration@staging'], 1, 'duration v0.0.1 does not hold staging: no version does'],
  [['deploy', 'durations@production'], 2, 'mlops.yaml is of the model "duration"'],
  [['deployments', 'durations'], 1, 'did you mean "duration"?'],
] as const)('%j is refused', async (words, status, message) => {
  const said = await run(...words);
  expect([said.status, said.stderr]).toEqual([status, expect.stringContaining(message)]);
});
