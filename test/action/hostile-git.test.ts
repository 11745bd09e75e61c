// Training may write to the repository that it stands in, and to the user's own settings of git. The steps that follow run
// git there while they hold tokens: what was planted must not run with them, nor lead them elsewhere.
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createConsumer } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction();
  return () => action[Symbol.asyncDispose]();
});

/** Says who called it, and copies its environment. */
const SPY = `#!/bin/sh
[ -n "$SPY" ] || exit 0
env -0 > "$SPY/$(basename "$0")-$$"
exit 0
`;

const HOOKS = 'pre-push reference-transaction post-index-change post-checkout fsmonitor-watchman pre-auto-gc'.split(
  ' ',
);

/** Settings by which git starts a program, or goes elsewhere. */
function plantedSettings(spy: (name: string) => string): string {
  return `[core]
	fsmonitor = ${spy('fsmonitor')}
	hooksPath = ${spy('hooks')}
	sshCommand = ${spy('ssh')}
	askPass = ${spy('askpass')}
	gitProxy = ${spy('git-proxy')}
	alternateRefsCommand = ${spy('alternate-refs')}
[credential]
	helper = !${spy('credential')}
[diff]
	external = ${spy('diff')}
[diff "spy"]
	textconv = ${spy('textconv')}
	command = ${spy('diff-command')}
[filter "spy"]
	clean = ${spy('clean')}
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[gpg]
	program = ${spy('gpg')}
[uploadpack]
	packObjectsHook = ${spy('pack-objects')}
`;
}

/** The checkout of a consumer whose training plants settings and hooks, and where what they start is seen. */
function aTrap() {
  const folder = temporaryFolder();
  const [bin, home, seen] = ['bin', 'home', 'seen'].map((name) => join(folder.path, name)) as [string, string, string];
  for (const path of [home, seen, join(bin, 'hooks')]) mkdirSync(path, { recursive: true });
  const spy = (name: string): string => join(bin, name);
  const names = [...plantedSettings((name) => name).matchAll(/= !?([a-z-]+)$/gm)].map(([, name = '']) => name);
  for (const name of [...names.filter((name) => name !== 'hooks'), ...HOOKS.map((hook) => `hooks/${hook}`)]) {
    writeFileSync(spy(name), SPY);
    chmodSync(spy(name), 0o755);
  }
  const settings = join(folder.path, 'settings');
  writeFileSync(settings, plantedSettings(spy));
  const userSettings = join(home, '.gitconfig');
  writeFileSync(userSettings, '[user]\n\tname = Ada\n');
  return {
    env: { SPY: seen, HOME: home, GIT_CONFIG_GLOBAL: userSettings },
    /** Plants them in the repository. */
    inRepository: `cat ${settings} >> .git/config
mkdir -p .git/hooks
cp ${bin}/hooks/* .git/hooks/
printf '* filter=spy diff=spy\\n' > .git/info/attributes`,
    /** Plants them in the settings of the user, and leads every address to a command. */
    inUserSettings: `cat ${settings} - >> ${userSettings} <<EOF
[url "ext::${spy('ssh')} "]
	insteadOf = /
EOF`,
    /** The user has these settings, and had them before. */
    giveToUser: () => copyFileSync(settings, userSettings),
    /** Names of the programs that were started. */
    started: () => [...new Set(readdirSync(seen).map((name) => name.replace(/-\d+$/, '')))].toSorted(),
    environments: () => readdirSync(seen).map((name) => readFileSync(join(seen, name), 'utf8')),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

const TRAIN = 'echo rmse=1 >> "$MLOPS_METRICS"';

test('what training plants in the repository is not started by publish', async () => {
  using trap = aTrap();
  using consumer = createConsumer(undefined, { 'train.sh': 'true\n' });
  await using run = await action.run(consumer, {
    env: trap.env,
    inputs: { command: `${TRAIN}\n${trap.inRepository}` },
  });
  expect(run.conclusion).toBe('success');
  expect(trap.started()).toEqual([]);
  expect(consumer.records().map(({ metrics }) => metrics['rmse']?.value)).toEqual([1]);

  // Another run in the same job compares the worktree before it trains: a filter may be the user's own, and gets no token.
  await using second = await action.run(consumer, { env: trap.env, inputs: { command: `touch train.sh\n${TRAIN}` } });
  expect(second.conclusion).toBe('success');
  expect(trap.started()).toEqual(['clean']);
  const secrets = [
    action.github.token,
    btoa(`x-access-token:${action.github.token}`),
    action.artifacts.env.ACTIONS_RUNTIME_TOKEN,
  ];
  expect(trap.environments().filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
  expect(trap.environments().filter((text) => text.includes('INPUT_'))).toEqual([]);
});

test('settings of git that training changed for the user lead no token elsewhere: they are left, with a warning', async () => {
  using trap = aTrap();
  using consumer = createConsumer(undefined, { 'train.sh': 'true\n' });
  const inputs = { command: `${TRAIN}\n${trap.inUserSettings}` };
  await using run = await action.run(consumer, { env: trap.env, inputs });
  expect(run.conclusion).toBe('success');
  expect(trap.started()).toEqual([]);
  expect(run.annotations.map(({ message }) => message)).toEqual([
    'the training changed the settings of git of this user; they are not followed any more',
  ]);
  expect(consumer.records()).toHaveLength(1);
});

test('a training that leads git to another worktree is recorded all the same', async () => {
  using consumer = createConsumer(undefined, { 'train.sh': 'true\n' });
  const command = `echo '{"rmse": 1}' > metrics.json\ngit config core.worktree /`;
  await using moved = await action.run(consumer, { inputs: { command } });
  expect(moved.conclusion).toBe('success');
  expect(consumer.records().map(({ metrics }) => metrics['rmse']?.value)).toEqual([1]);
});

test('a token that is refused is no reason to start a helper of the user', async () => {
  using trap = aTrap();
  using consumer = createConsumer(undefined, { 'train.sh': 'true\n' });
  await using server = await startGitHttpServer({ root: join(consumer.remote, '..'), authorization: 'of nobody' });
  consumer.git('remote', 'set-url', 'origin', `${server.url}/remote.git`);
  trap.giveToUser();
  await using run = await action.run(consumer, { env: trap.env, inputs: { command: TRAIN } });
  expect(run.conclusion).toBe('failure');
  expect(server.requests.length).toBeGreaterThan(0);
  // It is for the forge's own host alone.
  expect(server.requests.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  expect(trap.started()).toEqual([]);
});
