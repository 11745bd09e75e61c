// Training is code of a stranger: it looks for the token wherever a process can look, and must find none.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createConsumer } from '../support/composite/consumer.ts';
import { pathWith, startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction();
  return () => action[Symbol.asyncDispose]();
});

/** Copies its environment, that of every ancestor, and every file of the job that looks as if it held a token. */
const SPY = `set -u
env -0 > "$SPY/own"
pid=$$
while [ "\${pid:-0}" -gt 1 ] && [ -r "/proc/$pid/environ" ]; do
  cat "/proc/$pid/environ" > "$SPY/ancestor-$pid" 2>/dev/null
  tr '\\0' ' ' < "/proc/$pid/cmdline" > "$SPY/argv-$pid"
  pid=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status")
done
grep -rE 'gh[sp]_[A-Za-z0-9]{20}|eyJ[A-Za-z0-9_-]+\\.' "$RUNNER_TEMP" "$GITHUB_WORKSPACE" --exclude-dir=.mlops-action > "$SPY/files" 2>/dev/null
git config --list > "$SPY/git-config" 2>&1
echo rmse=1 >> "$MLOPS_METRICS"
`;

test.each([
  ["under GitHub's rules", false],
  ['under the rules of act and Gitea, which give the inputs to every step', true],
])('training finds no token in any environment, argument or file, %s', async (_, actMode) => {
  using consumer = createConsumer(undefined, { 'spy.sh': SPY });
  using folder = temporaryFolder();
  await using run = await action.run(consumer, {
    actMode,
    // A workflow may hand out the token itself, and every step of a job with `id-token: write` can ask for another.
    env: {
      SPY: folder.path,
      MINE: 'kept',
      GITHUB_TOKEN: action.github.token,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: action.artifacts.env.ACTIONS_RUNTIME_TOKEN,
    },
    inputs: { command: 'bash spy.sh', params: '' },
  });
  expect(run.step('train').outcome).toBe('success');
  expect(run.conclusion).toBe('success');

  const own = readFileSync(join(folder.path, 'own'), 'utf8').split('\0');
  const names = own.map((entry) => entry.split('=')[0] ?? '');
  expect(names.filter((name) => /^(?:INPUT_|ACTIONS_)|^GIT[A-Z]*_TOKEN$/.test(name))).toEqual([]);
  expect(own).toEqual(expect.arrayContaining(['MINE=kept', `MLOPS_RUN_ID=${run.outputs['run-id'] ?? ''}`]));

  const findings = readdirSync(folder.path);
  expect(findings.length).toBeGreaterThan(4);
  const secrets = [action.github.token, Buffer.from(`x-access-token:${action.github.token}`).toString('base64')];
  for (const secret of [...secrets, action.artifacts.env.ACTIONS_RUNTIME_TOKEN]) {
    expect(findings.filter((name) => readFileSync(join(folder.path, name), 'utf8').includes(secret))).toEqual([]);
  }
});

test('the token is an argument of nothing that is started, and every form of it is masked', async () => {
  using consumer = createConsumer(undefined, { 'train.sh': 'echo rmse=1 >> "$MLOPS_METRICS"\n' });
  using folder = temporaryFolder();
  const seen = join(folder.path, 'arguments');
  const git = execFileSync('bash', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(join(folder.path, 'git'), `#!/bin/sh\nprintf '%s\\n' "$@" >> ${seen}\nexec ${git} "$@"\n`, {
    mode: 0o755,
  });
  const inputs = { command: 'sh train.sh' };
  await using run = await action.run(consumer, { path: pathWith(folder.path), inputs });
  expect(run.conclusion).toBe('success');
  const all = readFileSync(seen, 'utf8');
  expect(all).toContain('push');
  const forms = [action.github.token, Buffer.from(`x-access-token:${action.github.token}`).toString('base64')];
  for (const form of forms) {
    expect(all).not.toContain(form);
    expect(run.unmaskedLog.split('\n')).toContain(`::add-mask::${form}`);
  }
});

test('the token stands in no log, record, summary or output, though it is in everything that training says', async () => {
  using consumer = createConsumer(undefined, {
    'train.sh': [
      'echo rmse=1 >> "$MLOPS_METRICS"',
      'echo "key=$MY_API_TOKEN" | tee -a "$MLOPS_PARAMS" >> "$MLOPS_TAGS"',
      'echo "using $MY_API_TOKEN"',
    ].join('\n'),
  });
  const secret = 'ghp_aSecretOfTheConsumer0123456789abcdef';
  const inputs = { command: 'sh train.sh' };
  await using run = await action.run(consumer, { env: { MY_API_TOKEN: secret }, inputs });
  expect(run.conclusion).toBe('success');
  const [record] = consumer.records();
  expect(record?.params['key']).toBe('***');
  for (const text of [JSON.stringify(record), run.summary, JSON.stringify(run.outputs)])
    expect(text).not.toContain(secret);
  // The commands that tell the runner what to mask are the only lines that may hold it.
  const spoken = run.unmaskedLog.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  expect(spoken.filter((line) => line.includes(action.github.token))).toEqual([]);
  const archives = action.artifacts.artifacts().flatMap((artifact) => [...artifact.files().values()]);
  expect(archives.filter((content) => content.includes(secret))).toEqual([]);
});

test('a token that the checkout left where training can read it is warned of', async () => {
  using consumer = createConsumer(undefined, { 'train.sh': 'echo rmse=1 >> "$MLOPS_METRICS"\n' });
  const inputs = { command: 'sh train.sh' };
  await using clean = await action.run(consumer, { inputs });
  expect(clean.log).not.toContain('persist-credentials');
  consumer.git('config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic eDp5');
  await using run = await action.run(consumer, { inputs });
  const warnings = run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
  expect(warnings).toEqual([expect.stringContaining('persist-credentials: false')]);
});
