import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAPTURE_FILES } from '../../src/training/plan.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { TRAIN_SCRIPT } from './training-project.ts';

interface ScriptRun {
  readonly code: number | null;
  readonly output: string;
  readonly outcome: Readonly<Record<string, string>>;
}

interface ScriptOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly variables?: string;
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: string };
}

/** Runs train.sh the way a step does, with nothing but what is given here in its environment. */
async function runScript(folder: string, command: string, options: ScriptOptions = {}): Promise<ScriptRun> {
  const capture = join(folder, 'capture');
  mkdirSync(join(capture, 'artifacts'), { recursive: true });
  writeFileSync(join(capture, CAPTURE_FILES.command), `${command}\n`);
  writeFileSync(join(capture, CAPTURE_FILES.environment), options.variables ?? '');
  const child = spawn('bash', [TRAIN_SCRIPT], {
    env: { PATH: process.env['PATH'], MLOPS_CAPTURE: capture, MLOPS_WORKING_DIRECTORY: folder, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let signalled = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      if (output.length < 100_000) output += chunk.toString();
      if (options.signal === undefined || signalled || !output.includes(options.signal.after)) return;
      signalled = true;
      child.kill(options.signal.name);
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, outcome: existsSync(join(capture, CAPTURE_FILES.outcome)) ? readOutcomeFile(capture) : {} };
}

function readOutcomeFile(capture: string): Readonly<Record<string, string>> {
  const lines = readFileSync(join(capture, CAPTURE_FILES.outcome), 'utf8').trim().split('\n');
  return Object.fromEntries(lines.filter((line) => line !== '').map((line) => line.split('=', 2) as [string, string]));
}

/** Runs train.sh with a pipe for its stdin, which is closed once the training says that it is ready. */
async function runWatched(command: string): Promise<Readonly<Record<string, string>>> {
  using folder = temporaryFolder();
  const capture = join(folder.path, 'capture');
  mkdirSync(capture);
  writeFileSync(join(capture, CAPTURE_FILES.command), `${command}\n`);
  writeFileSync(join(capture, CAPTURE_FILES.environment), '');
  const child = spawn('bash', [TRAIN_SCRIPT], {
    env: {
      PATH: process.env['PATH'],
      MLOPS_CAPTURE: capture,
      MLOPS_WORKING_DIRECTORY: folder.path,
      MLOPS_WATCHED: 'stdin',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdout.once('data', () => {
    child.stdin.destroy();
    child.stdout.destroy();
  });
  await once(child, 'exit');
  const log = readFileSync(join(capture, CAPTURE_FILES.output), 'utf8');
  return { ...readOutcomeFile(capture), log };
}

const isLinux = process.platform === 'linux';

describe('train.sh', () => {
  it('runs the command as a run step does and writes down how it ended', async () => {
    using folder = temporaryFolder();
    const { code, output, outcome } = await runScript(
      folder.path,
      'echo out; echo err >&2; false | cat; echo not reached',
    );
    expect(code).toBe(0);
    expect(output).toBe('out\nerr\n');
    expect(readFileSync(join(folder.path, 'capture/output.log'), 'utf8')).toBe('out\nerr\n');
    expect(outcome).toMatchObject({ exit_status: '1', signal: '', cancelled: '', left_behind: '' });
    expect(Number(outcome['ended'])).toBeGreaterThanOrEqual(Number(outcome['started']));
    expect(Math.abs(Date.now() - Number(outcome['ended']))).toBeLessThan(60_000);
    expect(readdirSync(folder.path)).toEqual(['capture']);
  });

  it('gives the training its variables, values with line ends too, and no other names', async () => {
    using folder = temporaryFolder();
    const { output } = await runScript(
      folder.path,
      'echo "[$MLOPS_PARAM_A]"; echo "${LD_PRELOAD:-none} ${MLOPS_CAPTURE:-none}"',
      {
        variables: 'MLOPS_PARAM_A=one\ntwo\0LD_PRELOAD=/x.so\0',
      },
    );
    expect(output).toBe('[one\ntwo]\nnone none\n');
  });

  it.runIf(isLinux)(
    'keeps every token and input from the training, in its environment and in the environment of its parents',
    async () => {
      using folder = temporaryFolder();
      const environment = {
        'INPUT_GITHUB-TOKEN': 'ghs_one',
        INPUT_COMMAND: 'x',
        ACTIONS_RUNTIME_TOKEN: 'two',
        ACTIONS_ID_TOKEN_REQUEST_URL: 'three',
        GITHUB_TOKEN: 'four',
        GITEA_TOKEN: 'five',
        KEPT: 'kept',
      };
      const { output } = await runScript(
        folder.path,
        `env; pid=$$; while [ "$pid" != ${process.pid} ] && [ "$pid" -gt 1 ]; do
         echo "parent $pid"; tr '\\0' '\\n' < /proc/$pid/environ || true; pid=$(sed 's/.*) . \\([0-9]*\\) .*/\\1/' /proc/$pid/stat); done`,
        { environment },
      );
      expect(output).toContain('KEPT=kept');
      for (const name of Object.keys(environment).filter((name) => name !== 'KEPT'))
        expect(output).not.toContain(`${name}=`);
      expect(output.match(/parent/g)?.length).toBeGreaterThan(2);
    },
  );

  it('keeps workflow commands in the output from being interpreted', async () => {
    using folder = temporaryFolder();
    const { output } = await runScript(
      folder.path,
      'echo "::set-output name=a::b"; echo "::add-mask::x"; printf "no line end"',
      { environment: { GITHUB_ACTIONS: 'true' } },
    );
    const token = /^::stop-commands::([0-9a-f]{32})\n/.exec(output)?.[1] ?? 'no token';
    expect(output).toMatch(new RegExp(`no line end\n::${token}::\n$`));
    expect(readFileSync(join(folder.path, 'capture/output.log'), 'utf8')).not.toContain(token);
  });

  it.each(['od', 'head', 'tr'])('without a working %s its output can command the runner no more', async (program) => {
    using folder = temporaryFolder();
    const programs = join(folder.path, 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, program), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    const { code, output } = await runScript(folder.path, 'echo "::error::from the training"', {
      environment: { GITHUB_ACTIONS: 'true', PATH: `${programs}:${process.env['PATH'] ?? ''}` },
    });
    const isProtected = /^::stop-commands::[0-9a-f]{32}\n::error::/.test(output);
    const isRefused = code === 1 && output.startsWith('mlops: the training is not started') && !output.includes('::');
    expect([isProtected, isRefused]).toEqual(program === 'od' ? [true, false] : [false, true]);
  });

  it("gives the training empty files in place of the step's command files", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'github-env');
    writeFileSync(file, '');
    const { output } = await runScript(folder.path, 'echo PATH=/evil >> "$GITHUB_ENV"; cat "$GITHUB_ENV"', {
      environment: { GITHUB_ENV: file },
    });
    expect(output).toBe('PATH=/evil\n');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it.each([
    ['writes to them', 'for file in env path summary; do echo LD_PRELOAD=/evil >> "$file"; done'],
    [
      'replaces them by links, pipes and folders',
      'ln -sf /etc/hostname env; rm path; mkfifo path; rm summary; mkdir summary',
    ],
    ['removes them', 'rm env path summary'],
  ])("takes back what a training that finds the step's command files does to them: it %s", async (_, command) => {
    using folder = temporaryFolder();
    const place = (name: string): string => join(folder.path, name);
    const texts = { env: 'EARLIER=of the same step\n\n', path: '', summary: 'no line end' };
    for (const [name, text] of Object.entries(texts)) writeFileSync(place(name), text);
    const { code, output } = await runScript(folder.path, command, {
      environment: { GITHUB_ENV: place('env'), GITHUB_PATH: place('path'), GITHUB_STEP_SUMMARY: place('summary') },
    });
    expect(code).toBe(0);
    expect(output.match(/that was taken back/g)).toHaveLength(3);
    const after = Object.keys(texts).map((name) => [
      name,
      lstatSync(place(name)).isFile(),
      readFileSync(place(name), 'utf8'),
    ]);
    expect(after).toEqual(Object.entries(texts).map(([name, text]) => [name, true, text]));
  });

  it('says why when the working directory is missing', async () => {
    using folder = temporaryFolder();
    const { code, output, outcome } = await runScript(folder.path, 'echo no', {
      environment: { MLOPS_WORKING_DIRECTORY: join(folder.path, 'missing') },
    });
    expect(code).toBe(0);
    expect(outcome['exit_status']).toBe('1');
    expect(output).toMatch(/missing: No such file/);
  });

  it('records peak memory and processor time of the training', async () => {
    using folder = temporaryFolder();
    const { outcome } = await runScript(folder.path, 'x=$(head -c 50000000 /dev/zero | tr "\\0" x); echo ${#x}');
    expect(outcome['cpu']).toMatch(/^\d+m\d+[.,]\d+s \d+m\d+[.,]\d+s$/);
    expect(Number(outcome['peak_memory'])).toBeGreaterThan(isLinux ? 50_000_000 : -1);
  });
});

describe.concurrent('a cancelled training', () => {
  it('is interrupted, may save its work, and is recorded as cancelled', async () => {
    using folder = temporaryFolder();
    const { code, output, outcome } = await runScript(
      folder.path,
      `trap 'echo saved; exit 7' INT; echo ready; while :; do sleep 0.05; done`,
      { signal: { name: 'SIGINT', after: 'ready' } },
    );
    expect(code).toBe(0);
    expect(output).toContain('saved');
    expect(outcome).toMatchObject({ exit_status: '7', cancelled: 'INT' });
  });

  it('is told with all its children', async () => {
    using folder = temporaryFolder();
    const { outcome } = await runScript(folder.path, 'sleep 98765 & echo ready; sleep 98765', {
      signal: { name: 'SIGTERM', after: 'ready' },
    });
    expect(outcome).toMatchObject({ exit_status: '143', signal: 'TERM', cancelled: 'TERM' });
    expect(processesNamed('sleep 98765')).toEqual([]);
  });

  it('is killed when it will not end', async () => {
    using folder = temporaryFolder();
    const started = Date.now();
    const { outcome } = await runScript(folder.path, `trap '' INT TERM; echo ready; while :; do sleep 0.05; done`, {
      signal: { name: 'SIGINT', after: 'ready' },
    });
    expect(outcome).toMatchObject({ exit_status: '137', signal: 'KILL', cancelled: 'INT' });
    expect(Date.now() - started).toBeLessThan(9000);
  });

  it('is still seen as killed when its runner is killed with it', async () => {
    using folder = temporaryFolder();
    const { outcome } = await runScript(folder.path, 'echo ready; exec sleep 1', {
      signal: { name: 'SIGKILL', after: 'ready' },
    });
    expect(Object.keys(outcome).filter((name) => name !== 'group')).toEqual(['started']);
  });
});

describe.concurrent('a training that is watched', () => {
  it('ends when the process that watches it is gone, and its last words are kept', async () => {
    const outcome = await runWatched(`trap 'echo saved; exit 7' TERM; echo ready; while :; do sleep 0.05; done`);
    expect(outcome).toMatchObject({ exit_status: '7', cancelled: 'TERM', abandoned: 'true' });
    expect(outcome['log']).toContain('saved\n');
  });

  it('is not abandoned when it ends first', async () => {
    const outcome = await runWatched('echo "${MLOPS_WATCHED:-none}"');
    expect(outcome).toMatchObject({ log: 'none\n' });
  });
});

describe.concurrent('background processes that the command leaves behind', () => {
  it('are ended, and do not hold up the step', async () => {
    using folder = temporaryFolder();
    const started = Date.now();
    const { output, outcome } = await runScript(folder.path, 'sleep 87654 & echo done');
    expect(output).toContain('done\n');
    expect(output).toContain('left background processes behind');
    expect(outcome).toMatchObject({ exit_status: '0', left_behind: 'true' });
    expect(processesNamed('sleep 87654')).toEqual([]);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it.runIf(isLinux)('do not hold up the step even from a session of their own', async () => {
    using folder = temporaryFolder();
    const started = Date.now();
    const { output } = await runScript(folder.path, 'setsid sleep 20 & echo done');
    expect(output).toContain('done\n');
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it('may finish what they are writing', async () => {
    using folder = temporaryFolder();
    const { outcome } = await runScript(folder.path, 'exec > >(sleep 0.2; cat); echo last words');
    expect(readFileSync(join(folder.path, 'capture/output.log'), 'utf8')).toBe('last words\n');
    expect(outcome['left_behind']).toBe('');
  });
});

describe('a training that does its worst', () => {
  it('may print 200 MB without growing the memory of its runner', async () => {
    using folder = temporaryFolder();
    const capture = join(folder.path, 'capture');
    mkdirSync(capture);
    writeFileSync(join(capture, 'command.sh'), 'head -c 200000000 /dev/zero | tr "\\0" x\n');
    writeFileSync(join(capture, 'environment'), '');
    const child = spawn('bash', [TRAIN_SCRIPT], {
      env: { PATH: process.env['PATH'], MLOPS_CAPTURE: capture, MLOPS_WORKING_DIRECTORY: folder.path },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.length;
    });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentBytes(child.pid ?? 0));
    }, 20);
    await once(child, 'close');
    clearInterval(watch);
    expect(printed).toBe(200_000_000);
    expect(peak).toBeGreaterThan(isLinux ? 0 : -1);
    expect(peak).toBeLessThan(20_000_000);
  });

  it('may delete or replace everything in the capture folder', async () => {
    using folder = temporaryFolder();
    const { code, outcome } = await runScript(
      folder.path,
      'echo words; rm -rf ../capture capture; mkdir -p capture/outcome/x; ln -s / capture/output.log; exit 4',
    );
    expect(code).toBe(0);
    expect(outcome['exit_status']).toBe('4');
    expect(readFileSync(join(folder.path, 'capture/output.log'), 'utf8')).toBe('words\n');
    expect(existsSync('/outcome')).toBe(false);
  });
});

describe('probes', () => {
  it('are asked after the training, without tokens, and do not hold up the step for long', async () => {
    using folder = temporaryFolder();
    const capture = join(folder.path, 'capture');
    mkdirSync(capture);
    writeFileSync(
      join(capture, CAPTURE_FILES.probes),
      'python\tbash\t-c\techo "$0 ${GITHUB_TOKEN:-none}"\ta b\nr\tno-such-program\n../x\techo\tno\n',
    );
    await runScript(folder.path, 'true', { environment: { GITHUB_TOKEN: 'secret' } });
    expect(readdirSync(join(capture, 'probed')).toSorted()).toEqual(['python', 'r']);
    expect(readFileSync(join(capture, 'probed/python'), 'utf8')).toBe('a b none\n');
  });

  it('are not asked when the training was cancelled', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'capture'));
    writeFileSync(join(folder.path, 'capture/probes'), 'python\techo\tasked\n');
    await runScript(folder.path, 'echo ready; sleep 30', { signal: { name: 'SIGINT', after: 'ready' } });
    expect(existsSync(join(folder.path, 'capture/probed'))).toBe(false);
  });
});

it('train.sh uses nothing newer than bash 3.2', () => {
  const text = readFileSync(TRAIN_SCRIPT, 'utf8');
  for (const newer of [
    /\bmapfile\b/,
    /\breadarray\b/,
    /declare -A/,
    /\$\{\w+(\^|,)/,
    /&>>/,
    /\bcoproc\b/,
    /wait -n/,
    /\|&/,
  ]) {
    expect(text).not.toMatch(newer);
  }
  // An empty array is an unset variable before bash 4.4.
  expect(text.match(/(?<!\+)"\$\{\w+\[@\]\}"/g) ?? []).toEqual([]);
});

function processesNamed(command: string): readonly string[] {
  const table = execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' });
  return table.split('\n').filter((line) => line.trim().endsWith(command) && !line.startsWith('Z'));
}

function residentBytes(pid: number): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}
