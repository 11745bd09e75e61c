// Doctor on real repositories: one that is fine, and copies of it with one thing broken each.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { doctorPlace } from '../../src/cli/doctor-place.ts';
import { check, ok } from '../../src/doctor/check.ts';
import { CHECKS } from '../../src/doctor/checks.ts';
import { SCENARIO_GITIGNORE } from '../../src/demo/scenario.ts';
import { factReaders } from '../../src/doctor/fact-readers.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import { CAPTURE_FILES } from '../../src/training/plan.ts';
import { aRun } from '../support/a-run.ts';
import { aBundle } from '../support/a-bundle.ts';
import { writeSpool } from '../../src/tracking/spool.ts';
import {
  commitFiles,
  commitToBare,
  createEmptyRemote,
  createEmptyRepository,
  git,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { words } from './facts.ts';

const FILES = {
  'mlops.yaml':
    'model: cars\ncommand: sh train.sh\nparams: params.json\ndata: data/*.csv\nmodel-files: model.bin\ngates:\n  rmse: {better: lower, max: 10}\n',
  'train.sh': 'echo rmse=5 >> "$MLOPS_METRICS"; echo weights > model.bin\n',
  'params.json': '{"depth": 3}\n',
  'data/a.csv': 'a,b\n1,2\n',
  '.gitignore': 'model.bin\n',
  '.github/workflows/train.yml': `on: {push: {branches: [main]}, pull_request: null}
permissions: {contents: write, pull-requests: write}
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {persist-credentials: false}
      - uses: org/mlops-action@v1
`,
};

let template: TemporaryFolder;
let folder: TemporaryFolder;
let project: string;
let remote: string;

beforeAll(async () => {
  template = temporaryFolder();
  const at = createEmptyRepository(join(template.path, 'project'));
  commitFiles(at, FILES);
  createEmptyRemote(join(template.path, 'remote.git'));
  // Relative, so that a copy has a remote of its own.
  git(at, ['remote', 'add', 'origin', '../remote.git']);
  git(at, ['push', '--quiet', '--set-upstream', 'origin', 'main']);
  for (const words of [['train'], ['register'], ['sync']]) {
    if ((await mlops(at, words)).status !== 0) throw new Error(`mlops ${words.join(' ')} failed`);
  }
  return () => template[Symbol.dispose]();
});

beforeEach(() => {
  folder = temporaryFolder();
  cpSync(template.path, folder.path, { recursive: true });
  project = join(folder.path, 'project');
  remote = join(folder.path, 'remote.git');
  return () => folder[Symbol.dispose]();
});

/** What the checks find, by default all of them; each as one line. */
async function diagnose(ids: readonly string[] = [], repo = project): Promise<readonly string[]> {
  const chosen = CHECKS.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const findings = await runChecks(chosen, factReaders(await doctorPlace({ repo, json: true })));
  return findings.map((finding) => `${finding.check} ${words(finding)}`);
}

function configure(from: string, to: string): void {
  expect(FILES['mlops.yaml']).toContain(from);
  commitFiles(project, { 'mlops.yaml': FILES['mlops.yaml'].replace(from, to) });
}

const alarms = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => / (?:warning|problem) /.test(line));

test('a project that was trained, registered and synced is fine, and every check has an answer', async () => {
  const lines = await diagnose();
  expect(alarms(lines)).toEqual([]);
  expect(new Set(lines.map((line) => line.split(' ')[0]))).toEqual(new Set(CHECKS.map(({ id }) => id)));
});

test('a new project without mlops.yaml, remote or workflow is fine after its first training', async () => {
  const fresh = createEmptyRepository(join(folder.path, 'fresh'));
  commitFiles(fresh, {
    'train.sh':
      'echo rmse=5 >> "$MLOPS_METRICS"; echo \'{"f1": 1}\' > metrics.json; mkdir model; echo w > model/w.bin\n',
  });
  expect((await mlops(fresh, ['train', '--', 'sh train.sh'])).status).toBe(0);
  expect(alarms(await diagnose([], fresh))).toEqual([]);
});

test('the sample project of the demo is fine after its first training', async () => {
  const sample = createEmptyRepository(join(folder.path, 'sample'));
  cpSync(join(import.meta.dirname, '../../src/demo/project'), sample, { recursive: true });
  commitFiles(sample, { '.gitignore': SCENARIO_GITIGNORE });
  expect((await mlops(sample, ['train'])).status).toBe(0);
  expect(alarms(await diagnose([], sample))).toEqual([]);
});

test('where there is no repository this is the one problem, and all else is skipped', async () => {
  const lines = await diagnose([], folder.path);
  expect(alarms(lines)).toEqual([
    expect.stringMatching(/^repository problem .* is in no Git repository [^]* \| Run `git init`/),
  ]);
});

test('a repository in which nothing can be written is a finding too', async () => {
  rmSync(join(project, '.git/mlops'), { recursive: true });
  writeFileSync(join(project, '.git/mlops'), '');
  expect(alarms(await diagnose())).toEqual([
    expect.stringMatching(
      /^repository problem the repository cannot be worked in: .*mlops.* \| See what stands at this path/,
    ),
  ]);
});

test('GitHub is asked where origin is on GitHub and there is a token, which no other server gets', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    const isAll = request.url === '/repos/acme/cars';
    response.writeHead(isAll ? 200 : 403, { 'content-type': 'application/json' }).end('{"archived": true}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const before = { ...process.env };
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, { GITHUB_API_URL: `http://127.0.0.1:${port}`, GH_TOKEN: 'ghs_of_a_test' });
  try {
    for (const url of [
      'https://github.com.example.org/acme/cars.git',
      'https://example.org/github.com/cars',
      '../acme/cars',
    ]) {
      git(project, ['remote', 'set-url', 'origin', url]);
      expect(await diagnose(['github'])).toEqual(['github skipped origin is not on GitHub']);
    }
    expect(asked).toEqual([]);
    git(project, ['remote', 'set-url', 'origin', 'git@github.com:acme/cars.git']);
    expect(await diagnose(['github'])).toEqual([expect.stringMatching(/^github problem acme\/cars is archived/)]);
    expect(asked[0]).toBe('/repos/acme/cars token ghs_of_a_test');
    delete process.env['GH_TOKEN'];
    delete process.env['GITHUB_TOKEN'];
    expect(await diagnose(['github'])).toEqual([
      expect.stringMatching(/^github skipped .*GH_TOKEN=\$\(gh auth token\)/),
    ]);
  } finally {
    process.env = before;
    server.close();
    server.closeAllConnections();
  }
});

test('a bare repository is looked at as far as it goes', async () => {
  expect(alarms(await diagnose([], remote))).toEqual([]);
});

/** What breaks, the check, and what it says with its fix. */
const BROKEN: readonly (readonly [string, () => void | Promise<void>, string, RegExp])[] = [
  [
    'no commit',
    () => {
      git(project, ['update-ref', '-d', 'HEAD']);
      git(project, ['update-ref', '-d', 'refs/remotes/origin/main']);
    },
    'commit',
    /^commit problem the repository has no commit \| git add --all && git commit/,
  ],
  [
    'a HEAD that names no branch, as in a clone of a remote that names another',
    () => void git(project, ['symbolic-ref', 'HEAD', 'refs/heads/master']),
    'commit',
    /^commit problem HEAD names master, which has no commit; the code is on main \| git switch main$/,
  ],
  [
    'the tracking branch in place of the code',
    () => {
      commitFiles(project, { 'train.sh': 'x' });
      git(project, ['checkout', '--quiet', 'mlops-tracking']);
    },
    'configuration',
    /^configuration problem this is the tracking branch, which holds runs and no code to train \| .*: git switch main$/,
  ],
  [
    'a tracking branch that is checked out here',
    () => void git(project, ['checkout', '--quiet', 'mlops-tracking']),
    'checked-out',
    /^checked-out problem this is the tracking branch.* \| git switch main$/,
  ],
  [
    'data that only are here',
    () => {
      git(project, ['rm', '--quiet', '--cached', 'data/a.csv']);
      commitFiles(project, { '.gitignore': 'model.bin\ndata/\n' });
    },
    'committed-inputs',
    /^committed-inputs warning mlops.yaml:4 data: nothing that "data\/\*.csv" matches is committed, and no step of job train fetches it \| Add a step/,
  ],
  [
    'a gate that one run lacks',
    () => configure('rmse:', 'rsme:'),
    'gates',
    /^gates warning mlops.yaml:7 gate rsme: none of the last 1 run has this metric/,
  ],
  [
    'a commit of somebody else on the tracking branch',
    () => void commitToBare(join(project, '.git'), 'refs/heads/mlops-tracking', { 'x.txt': '' }, 'Mine'),
    'sync',
    /^sync warning origin lacks commit [0-9a-f]{12}, which names no run, of mlops-tracking \| Look at it with `git show [0-9a-f]{12}`/,
  ],
  [
    'a history that was deleted',
    async () => {
      rmSync(remote, { recursive: true });
      createEmptyRemote(remote);
      git(project, ['branch', '-D', 'mlops-tracking']);
      git(project, ['update-ref', '-d', 'refs/remotes/origin/mlops-tracking']);
    },
    'history',
    /^history warning there is no mlops-tracking here or at origin, although files of 1 local run lie in .*artifacts: it was deleted \| Look for/,
  ],
  [
    'uncommitted code',
    () => writeFileSync(join(project, 'train.sh'), 'x'),
    'worktree',
    /^worktree warning 1 uncommitted file: train.sh \| Commit them/,
  ],
  [
    'untracked code',
    () => writeFileSync(join(project, 'new.py'), 'x'),
    'worktree',
    /^worktree warning 1 uncommitted file: new.py/,
  ],
  [
    'a shallow clone',
    () => {
      rmSync(project, { recursive: true });
      commitToBare(remote, 'refs/heads/main', { 'more.txt': '1' });
      git(folder.path, ['clone', '--quiet', '--depth=1', `file://${remote}`, 'project']);
    },
    'clone',
    /^clone warning the clone is shallow.* \| git fetch --unshallow$/,
  ],
  [
    'a remote of another name',
    () => void git(project, ['remote', 'rename', 'origin', 'upstream']),
    'remote',
    /^remote warning no remote is called origin, only upstream.* \| git remote rename upstream origin$/,
  ],
  [
    'a remote that is not there',
    () => void git(project, ['remote', 'set-url', 'origin', '../nowhere']),
    'remote',
    /^remote problem origin \(\.\.\/nowhere\) does not answer: .* \| Check its address with `git remote -v`/,
  ],
  [
    'a credential in an address',
    () => void git(project, ['remote', 'set-url', '--push', 'origin', 'https://ada:hunter2secret@example.org/a.git']),
    'remote-url',
    /^remote-url problem \.git\/config the address of origin holds a credential: https:\/\/\*\*\*@example.org\/a.git \| git remote set-url origin https:\/\/example.org\/a.git/,
  ],
  [
    'an unknown key',
    () => configure('params:', 'parms:'),
    'configuration',
    /^configuration problem mlops.yaml:3 unknown key "parms", did you mean "params"\? \| Correct mlops.yaml; https:\/\/github.com\/org\/mlops-action#configuration lists the keys/,
  ],
  [
    'no command',
    () => configure('command: sh train.sh\n', ''),
    'configuration',
    /^configuration problem mlops.yaml there is no command to train with.* \| Add to mlops.yaml: `command:/,
  ],
  [
    'a script that is not there',
    () => configure('sh train.sh', 'sh trian.sh'),
    'command',
    /^command problem mlops.yaml:2 the command runs trian.sh, which does not exist \| Correct `command`/,
  ],
  [
    'a script that is not committed',
    () => {
      configure('sh train.sh', 'sh other.sh');
      writeFileSync(join(project, 'other.sh'), 'x');
    },
    'command',
    /^command warning mlops.yaml:2 .* is not committed \| git add other.sh && git commit$/,
  ],
  [
    'two models of one name',
    () => void commitFiles(project, { 'b/mlops.yaml': FILES['mlops.yaml'] }),
    'models',
    /^models warning mlops.yaml:1 .* both call their model cars \| Give one of them another name/,
  ],
  [
    'a misspelt gate',
    async () => {
      configure('rmse:', 'rsme:');
      await anotherRun();
    },
    'gates',
    /^gates problem mlops.yaml:7 gate rsme: none of the last 2 runs has this metric, .*did you mean "rmse"\? \| Call the gate `rmse`/,
  ],
  [
    'a gate on training data',
    () => configure('rmse:', 'training_score: {better: higher}\n  rmse:'),
    'gates',
    /^gates warning mlops.yaml:7 gate training_score looks at a metric of the training data.* \| Gate a metric/,
  ],
  [
    'a baseline that is no version',
    () => configure('gates:', 'baseline: cars@v9.0.0\ngates:'),
    'baseline',
    /^baseline warning mlops.yaml:6 the baseline cars@v9.0.0 is not in the registry.* \| Fetch the registry with `mlops sync`/,
  ],
  [
    'a baseline that is no branch',
    () => configure('gates:', 'baseline: mian\ngates:'),
    'baseline',
    /^baseline warning mlops.yaml:6 none of the last 1 run is of the baseline mian \| Name a branch/,
  ],
  [
    'a glob that matches nothing',
    () => configure('data/*.csv', 'data/*.parquet'),
    'inputs',
    /^inputs warning mlops.yaml:4 data: "data\/\*.parquet" matches no file.* \| Correct the path/,
  ],
  [
    'params that are ignored',
    () => {
      git(project, ['rm', '--quiet', '--cached', 'params.json']);
      commitFiles(project, { '.gitignore': 'model.bin\nparams.json\n' });
    },
    'committed-inputs',
    /^committed-inputs warning mlops.yaml:3 params: params.json is not committed.* \| git add --force params.json && git commit$/,
  ],
  [
    'a pointer as data',
    () =>
      void commitFiles(project, {
        'data/a.csv': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
      }),
    'lfs',
    /^lfs problem data\/a.csv .*pointer of Git LFS.* \| git lfs install && git lfs pull\nlfs problem .*train.yml:7 job train checks out pointers.* \| .*lfs: true/,
  ],
  [
    'other line ends',
    () => {
      commitFiles(project, { '.gitattributes': '*.csv text eol=crlf\n' });
      rmSync(join(project, 'data/a.csv'));
      git(project, ['checkout', '--quiet', '--', 'data/a.csv']);
    },
    'line-ends',
    /^line-ends warning data\/a.csv .* has other line ends here.* \| echo 'data\/a.csv -text' >> .gitattributes && rm data\/a.csv && git checkout -- data\/a.csv$/,
  ],
  [
    'a name in two cases',
    () => void commitFiles(project, { 'A.txt': '1', 'a.txt': '2' }),
    'file-names',
    /^file-names warning a.txt A.txt and a.txt are one file on macOS and Windows \| git mv a.txt another-name$/,
  ],
  [
    'a reserved name',
    () => void commitFiles(project, { 'data/aux.csv': '1' }),
    'file-names',
    /^file-names warning data\/aux.csv .*cannot be checked out on Windows/,
  ],
  [
    'a committed .env',
    () => void commitFiles(project, { '.env': 'A=1', '.env.example': 'A=' }),
    'secrets',
    /^secrets problem \.env .* \| git rm --cached \.env && echo \.env >> \.gitignore; then revoke[^\n]*$/,
  ],
  [
    'a token in params',
    () => void commitFiles(project, { 'params.json': `{\n"hub": "hf_${'a'.repeat(30)}"}\n` }),
    'secrets',
    /^secrets problem params.json:2 a credential stands here in plain text \| Revoke it[^\n]*$/,
  ],
  [
    'an option that looks like a credential',
    () => configure('sh train.sh', 'sh train.sh --hub-password hunter2x'),
    'secrets',
    /^secrets warning mlops.yaml:2 this option looks as if.* \| Revoke it[^\n]*$/,
  ],
  [
    'a foreign branch',
    () => void git(project, ['branch', '--force', 'mlops-tracking', 'main']),
    'history',
    /^history problem refs\/heads\/mlops-tracking cannot be read: it holds no mlops.json.* \| If this is another branch/,
  ],
  [
    'a newer format',
    () =>
      void commitToBare(
        join(project, '.git'),
        'refs/heads/mlops-tracking',
        { 'mlops.json': '{"format":9}' },
        'Newer\n\nMlops-Format: 9',
      ),
    'history',
    /^history problem .*format 9.* \| Update mlops-action/,
  ],
  [
    'another tracking branch',
    () => configure('gates:', 'tracking: {branch: refs/mlops/tracking}\ngates:'),
    'other-histories',
    /^other-histories warning refs\/mlops\/tracking has no runs, but refs\/heads\/mlops-tracking holds runs \| .*mlops sync --tracking-branch mlops-tracking && git push \. refs\/heads\/mlops-tracking:refs\/mlops\/tracking && mlops sync$/,
  ],
  [
    'a branch that is checked out',
    () => void git(project, ['worktree', 'add', '--quiet', join(folder.path, 'tree'), 'mlops-tracking']),
    'checked-out',
    /^checked-out problem .* is checked out in .*tree: no run can be written \| git -C .*tree switch --detach$/,
  ],
  [
    'runs that only are here',
    () => anotherRun(),
    'sync',
    /^sync warning origin lacks 1 run or late event of mlops-tracking \| mlops sync$/,
  ],
  [
    'runs that only are there',
    () => void git(project, ['update-ref', 'refs/heads/mlops-tracking', 'mlops-tracking~1']),
    'sync',
    /^sync warning origin has runs on mlops-tracking that are not here \| mlops sync$/,
  ],
  [
    'a history that only is there',
    () => void git(project, ['branch', '-D', 'mlops-tracking']),
    'sync',
    /^sync warning origin has a history on mlops-tracking that is not here \| mlops sync$/,
  ],
  [
    'a history that only is here',
    () => void git(remote, ['update-ref', '-d', 'refs/heads/mlops-tracking']),
    'sync',
    /^sync warning the history is only here.* \| mlops sync$/,
  ],
  [
    'a run from the future',
    () => anotherRun(60 * 24 * 3650),
    'clock',
    /^clock warning 1 run started in the future.* \| Set the clock of the machine.*mlops runs delete [0-9a-f]{32}$/,
  ],
  [
    'a write that waits',
    () =>
      void git(remote, [
        'update-ref',
        'refs/mlops/inbox/heads/mlops-tracking/019830abe7c0-019830abe7c07b2c8d3e4f5061728394',
        'main',
      ]),
    'inbox',
    /^inbox warning 1 write waits in the inbox.* \| mlops sync/,
  ],
  [
    'a write that was refused',
    () => void git(remote, ['update-ref', 'refs/mlops/refused/heads/mlops-tracking/a', 'main']),
    'inbox',
    /^inbox warning refs\/mlops\/refused\/.* holds what could not be taken.* \| Look at it with .*git push origin :refs\/mlops\/refused/,
  ],
  [
    'a record that waits',
    async () => void (await writeSpool(join(project, '.git/mlops/spool'), aBundle())),
    'spool',
    /^spool warning 1 record waits in .*spool since it could not be written \| mlops sync$/,
  ],
  [
    'a killed training',
    () => capture(2 ** 30),
    'captures',
    /^captures warning 1 training ended without a record: 0199aa000000 \| mlops sync records it as far as it came/,
  ],
  [
    'a lock of a dead git',
    () => oldFile('.git/refs/heads/mlops-tracking.lock'),
    'locks',
    /^locks problem .*mlops-tracking.lock is 60 minutes old.* \| .*rm .*mlops-tracking.lock$/,
  ],
  [
    'a training of long ago',
    () => lockTraining(1, '2020-01-01T00:00:00.000Z'),
    'locks',
    /^locks warning process 1 has trained in this worktree for \d+ days.* \| If that process is no training: rm .*training.lock$/,
  ],
  [
    'a lightweight tag',
    () => void git(project, ['tag', 'cars@v2.0.0']),
    'registry',
    /^registry warning cars@v2.0.0 is a lightweight tag.* \| git tag -d 'cars@v2.0.0' && git tag -a 'cars@v2.0.0'/,
  ],
  [
    'two versions on a commit',
    () => tag('cars@v0.0.2'),
    'registry',
    /^registry problem v0.0.1, v0.0.2 of cars stand on one commit, [0-9a-f]{7}.* \| mlops registry check --fix$/,
  ],
  [
    'a tag without meaning',
    () => tag('cars@created'),
    'registry',
    /^registry problem cars@created is a tag that GTO reads and has no meaning for.* \| mlops registry check --fix$/,
  ],
  [
    'a tag in the way',
    () => {
      const id = git(project, ['rev-parse', 'HEAD']);
      git(project, ['tag', 'team/x@v1.0.0', '-a', '-m', 'x']);
      git(project, ['pack-refs', '--all']);
      writeFileSync(
        join(project, '.git/packed-refs'),
        `# pack-refs with: peeled fully-peeled sorted \n${id} refs/heads/main\n${id} refs/tags/team\n${git(project, ['rev-parse', 'team/x@v1.0.0'])} refs/tags/team/x@v1.0.0\n^${id}\n`,
      );
    },
    'registry',
    /^registry problem the tag team stands where versions of team\/… need a folder.* \| git tag -d 'team'/,
  ],
  [
    'names in two cases',
    () => {
      tag('cars@v0.1.0!');
      tag('Cars@v0.1.0!');
    },
    'registry',
    /Cars@v0.1.0! and cars@v0.1.0! are one file on macOS and Windows.* \| Name models in one case alone/,
  ],
  [
    'a tag that origin lacks',
    () => tag('bikes@v1.0.0'),
    'registry-sync',
    /^registry-sync warning origin lacks 1 registry tag: bikes@v1.0.0 \| git push origin 'bikes@v1.0.0'$/,
  ],
  [
    'a tag that is not here',
    () => void git(project, ['tag', '-d', 'cars@v0.0.1']),
    'registry-sync',
    /^registry-sync warning 1 registry tag of origin is not here: cars@v0.0.1 \| mlops sync$/,
  ],
  [
    'a tag that was moved',
    () => {
      git(project, ['tag', '-d', 'cars@v0.0.1']);
      tag('cars@v0.0.1');
    },
    'registry-sync',
    /^registry-sync problem cars@v0.0.1 is another tag here than at origin \| .*git tag -d 'cars@v0.0.1' && git fetch origin tag 'cars@v0.0.1'$/,
  ],
];

test.each(BROKEN)('%s is found, with what to do', async (_, spoil, id, expected) => {
  await spoil();
  expect((await diagnose([id])).filter((line) => !/ ok /.test(line)).join('\n')).toMatch(expected);
});

async function anotherRun(minute = 1): Promise<void> {
  const record = aRun({ experiment: 'cars', model: { name: 'cars' }, metrics: { rmse: 4 } }, minute);
  await openTestHistory(project, folder.path).append([{ record, files: {} }]);
}

function tag(name: string): void {
  git(project, ['tag', '--annotate', name, '--message', name, 'main']);
}

function oldFile(path: string): void {
  const at = new Date(Date.now() - 3_600_000);
  writeFileSync(join(project, path), '');
  utimesSync(join(project, path), at, at);
}

function lockTraining(pid: number, started: string, run?: string): void {
  writeFileSync(join(project, '.git/mlops/training.lock'), JSON.stringify({ pid, token: 'a', started, run }));
}

function capture(pid: number): void {
  const at = join(project, '.git/mlops/captures/0199aa00000070008000000000000000');
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, CAPTURE_FILES.plan), '{}');
  writeFileSync(join(at, CAPTURE_FILES.holder), JSON.stringify({ pid, host: hostname(), worktree: '/', lock: '/' }));
}

test('a training that is under way is not one that was killed, and a lock of a moment ago is no old one', async () => {
  capture(process.pid);
  lockTraining(process.ppid, new Date().toISOString());
  writeFileSync(join(project, '.git/index.lock'), '');
  expect(alarms(await diagnose(['captures', 'locks']))).toEqual([]);
});

test('what mlops init writes is fine', async () => {
  rmSync(join(project, '.github'), { recursive: true });
  const words = ['init', '--yes', '--workflows', 'retrain,publish,promote,rollback,deploy'];
  expect((await mlops(project, words)).status).toBe(0);
  git(project, ['add', '--all']);
  git(project, ['commit', '--quiet', '-m', 'Begin']);
  git(project, ['push', '--quiet', 'origin', 'main']);
  const lines = await diagnose();
  expect(lines.filter((line) => line.includes(' uses mlops-action')).length).toBeGreaterThan(2);
  // The mlops.yaml that was there is left to its owner.
  expect(alarms(lines)).toEqual([
    expect.stringMatching(/^workflow-deploy warning .*no promotion starts this.*deploy-workflow: deploy.yml/),
  ]);
});

test('what was carried over to another tracking ref is no other history', async () => {
  configure('gates:', 'tracking: {branch: refs/mlops/tracking}\ngates:');
  git(project, ['update-ref', 'refs/mlops/tracking', 'mlops-tracking']);
  expect(alarms(await diagnose(['other-histories', 'history']))).toEqual([]);
});

test('a cache that is damaged is named, and one that cannot be written', async () => {
  const cache = join(folder.path, 'cache');
  await mlops(project, ['runs'], { MLOPS_CACHE: cache });
  const before = process.env['MLOPS_CACHE'];
  process.env['MLOPS_CACHE'] = cache;
  try {
    expect(await diagnose(['cache'])).toEqual(['cache ok the cache can be used']);
    const [name = ''] = readdirSync(cache);
    const index = join(cache, name, 'index.sqlite');
    const damaged = /^cache warning the cache in .* is damaged.* \| rm -r /;
    for (const content of [readFileSync(index).subarray(0, -1), Buffer.alloc(200, 'x')]) {
      writeFileSync(index, content);
      expect((await diagnose(['cache'])).join()).toMatch(damaged);
    }
    process.env['MLOPS_CACHE'] = join(project, 'train.sh');
    expect((await diagnose(['cache'])).join()).toMatch(
      /^cache problem the folder .* cannot be written \| Name another one: export MLOPS_CACHE=FOLDER$/,
    );
  } finally {
    if (before === undefined) delete process.env['MLOPS_CACHE'];
    else process.env['MLOPS_CACHE'] = before;
  }
});

test('a check that breaks is a finding, and the others are made all the same', async () => {
  const broken = check({
    id: 'broken',
    title: '',
    needs: [],
    judge: () => {
      throw new TypeError('x of undefined');
    },
  });
  const fine = check({ id: 'fine', title: '', needs: [], judge: () => ok('fine') });
  const findings = await runChecks([broken, fine], factReaders(await doctorPlace({ repo: project, json: true })));
  expect(findings.map(({ check, ...finding }) => `${check} ${words(finding)}`)).toEqual([
    expect.stringMatching(/^broken warning could not be looked at: x of undefined \| Please report this/),
    'fine ok fine',
  ]);
});

test('an answer that takes its time is spoken of', async () => {
  const said: (readonly string[])[] = [];
  const readers = factReaders(await doctorPlace({ repo: project, json: true }));
  const system: typeof readers.system = async (ask) => {
    await new Promise((done) => setTimeout(done, 80));
    return readers.system(ask);
  };
  await runChecks(
    CHECKS.filter(({ id }) => id === 'git'),
    { ...readers, system },
    { everyMs: 50, say: (waiting) => said.push(waiting) },
  );
  expect(said[0]).toEqual(['git']);
});

test('a record that cannot be read is a problem of the history, and stops no other check', async () => {
  const paths = git(project, ['ls-tree', '-r', '--name-only', 'mlops-tracking', 'runs']).split('\n');
  const path = paths.find((each) => /\/[0-9a-f]{32}\.json$/.test(each)) ?? '';
  const message = git(project, ['log', '--format=%B', 'mlops-tracking']);
  const blob = git(project, ['hash-object', '-w', '--stdin'], { input: canonicalJson({ schema: 1 }) });
  const id = /([0-9a-f]{32})/.exec(path)?.[1] ?? '';
  commitToBare(
    join(project, '.git'),
    'refs/heads/mlops-tracking',
    { [path]: canonicalJson({ schema: 1 }) },
    message.replace(new RegExp(`(Mlops-Run: ${id}) [0-9a-f]{40}`), `$1 ${blob}`),
  );
  expect(tipOf(project, 'refs/heads/mlops-tracking')).not.toBe('');
  const lines = await diagnose(['history', 'gates', 'command']);
  expect(lines.join('\n')).toMatch(/^command ok .*\ngates skipped the history cannot be read\nhistory problem /);
});

test('on the command line: status 1 for a problem alone, chosen checks, JSON, and nothing that a terminal obeys', async () => {
  mkdirSync(join(project, '.github/workflows'), { recursive: true });
  writeFileSync(
    join(project, '.github/workflows/b.yml'),
    'jobs: {"x\\e[2Jy": {steps: [{uses: actions/checkout@v4}, {uses: org/mlops-action@v1}]}}\n',
  );
  const warned = await mlops(project, ['doctor', '--check', 'workflow-permissions', 'git']);
  expect([warned.status, warned.stdout]).toEqual([
    0,
    expect.stringContaining(
      String.raw`.github/workflows/b.yml:1: job x\u001b[2Jy does not grant contents: write and pull-requests: write`,
    ),
  ]);
  writeFileSync(join(project, 'mlops.yaml'), 'metrcs: x\n');
  const json = await mlops(project, ['doctor', '--json', '--check', 'configuration']);
  expect([json.status, json.json()]).toEqual([
    1,
    [expect.objectContaining({ check: 'configuration', status: 'problem', file: 'mlops.yaml', line: 1 })],
  ]);
  const unknown = await mlops(project, ['doctor', '--check', 'gaets']);
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean "gates"?')]);
});

test('train says that origin has runs which are not here, as far as the last fetch knows', async () => {
  git(project, ['fetch', '--quiet', 'origin']);
  expect((await mlops(project, ['train'])).stderr).not.toContain('mlops sync');
  git(project, ['branch', '-D', 'mlops-tracking']);
  const said = await mlops(project, ['train']);
  expect([said.status, said.stderr]).toEqual([
    0,
    expect.stringContaining('origin has runs on mlops-tracking that are not here; `mlops sync`'),
  ]);
  expect(said.stdout).toMatch(/No baseline: .* yet; origin has runs that are not here \(.*mlops sync.* brings them\)/);
});
