import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redactorFrom } from '../../src/run/redact.ts';
import { errorLineOf, tailOf } from '../../src/training/log-tail.ts';
import { parseOutcome, readOutcome } from '../../src/training/outcome.ts';
import { anId } from '../support/a-run.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { trainingProject } from './training-project.ts';

const PLANNED = new Date('2026-11-23T06:00:00.000Z');
const NOW = new Date('2026-11-23T07:00:00.000Z');
const START = PLANNED.getTime() + 1000;

function outcomeOf(fields: Readonly<Record<string, string>>) {
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return parseOutcome(`${lines.join('\n')}\n`, PLANNED, NOW);
}

describe('an outcome', () => {
  it('has status, duration, processor time and peak memory', () => {
    const fields = {
      started: `${START}`,
      ended: `${START + 2500}`,
      exit_status: '0',
      signal: '',
      cancelled: '',
      cpu: '1m2.500s 0m0,250s',
      peak_memory: '1024',
    };
    expect(outcomeOf(fields)).toEqual({
      status: 'finished',
      exitCode: 0,
      started: new Date(START),
      ended: new Date(START + 2500),
      durationSeconds: 2.5,
      cpuSeconds: 62.75,
      peakMemoryBytes: 1024,
    });
  });

  it.each([
    [{ exit_status: '0' }, 'finished'],
    [{ exit_status: '1' }, 'failed'],
    [{ exit_status: '139', signal: 'SEGV' }, 'failed'],
    [{ exit_status: '137', signal: 'KILL' }, 'killed'],
    [{ exit_status: '143', signal: 'TERM' }, 'killed'],
    [{ exit_status: '1', cancelled: 'INT' }, 'killed'],
    [{ exit_status: '0', cancelled: 'TERM' }, 'killed'],
  ])('of %j is %s', (fields, status) => {
    expect(outcomeOf({ started: `${START}`, ended: `${START}`, ...fields }).status).toBe(status);
  });

  it.each([
    ['is missing', ''],
    ['has no end', `started=${START}\n`],
    ['is garbled', 'ended=-1\nexit_status=oops\n\0\xff'],
    ['has an impossible exit status', `started=${START}\nended=${START}\nexit_status=99999\n`],
    ['has times beyond any calendar', 'started=999999999999999\nended=1\nexit_status=99999'],
  ])('that %s is that of a killed training', (_name, text) => {
    const { status, durationSeconds } = parseOutcome(text, PLANNED, NOW);
    expect(status).toBe('killed');
    expect(durationSeconds).toBeGreaterThanOrEqual(0);
  });

  it('never ends before it starts', () => {
    expect(outcomeOf({ started: `${START}`, ended: `${START - 5000}`, exit_status: '0' })).toMatchObject({
      durationSeconds: 0,
    });
  });
});

describe('what ended a training is said in words', () => {
  const memory = { peak_memory: '3900000000', memory_limit: '4000000000' };
  const words = '(its largest process had 3.90 GB, all may have 4.00 GB)';

  it.each([
    [
      'killed',
      { exit_status: '137', signal: 'KILL', oom_kills: '1', ...memory },
      `the training ran out of memory: the kernel ended it ${words}`,
    ],
    [
      'failed',
      { exit_status: '1', oom_kills: '2', ...memory },
      `the training ran out of memory: the kernel ended it ${words}`,
    ],
    [
      'killed',
      { exit_status: '137', signal: 'KILL', oom_kills: '0', memory_limit: 'max' },
      'the training was killed by SIGKILL, often for want of memory',
    ],
    [
      'killed',
      { exit_status: '137', signal: 'KILL', memory_limit: '9223372036854771712' },
      'the training was killed by SIGKILL, often for want of memory',
    ],
    [
      'killed',
      { exit_status: '137', signal: 'KILL', cancelled: 'INT', ...memory },
      'the training was killed by SIGKILL, because it was cancelled and did not end by itself',
    ],
    ['killed', { exit_status: '3', cancelled: 'TERM' }, 'the training was cancelled (exit status 3)'],
    [
      'killed',
      { exit_status: '143', signal: 'TERM', cancelled: 'TERM', abandoned: 'true' },
      'the training was ended because the process that watched it was killed',
    ],
    ['killed', { group: '17' }, 'the training was killed together with its runner (no outcome was written)'],
    ['failed', { exit_status: '9' }, 'the training failed with exit status 9'],
  ])('%s, %j', async (status, fields, message) => {
    using folder = temporaryFolder();
    const ended = 'exit_status' in fields ? { ended: `${START}` } : {};
    const lines = Object.entries({ started: `${START}`, ...ended, ...fields }).map(
      ([name, value]) => `${name}=${value}`,
    );
    writeFileSync(join(folder.path, 'outcome'), lines.join('\n'));
    expect(await readOutcome(folder.path, anId(1), NOW, String)).toMatchObject({ status, message });
  });

  it('names the memory, not what a process says whose child was ended for want of it', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'outcome'), `started=${START}\nended=${START}\nexit_status=1\noom_kills=1\n`);
    writeFileSync(join(folder.path, 'output.log'), 'RuntimeError: DataLoader worker is killed by signal: Killed.\n');
    const outcome = await readOutcome(folder.path, anId(1), NOW, String);
    expect(outcome.lastTraceback).toBeUndefined();
    expect(outcome.tail).toHaveLength(1);
  });
});

describe('the last words of the log', () => {
  const redact = redactorFrom({ A_TOKEN: 'hunter2hunter2' });

  it('are few, short, redacted and free of control characters', () => {
    const text = `${Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n')}\n10%\r100%\r\n\u001b[31mred\u001b[0m \u202ehunter2hunter2\n${'x'.repeat(10_000)}\n`;
    const tail = tailOf(text, true, redact);
    expect(tail).toHaveLength(30);
    expect(tail.slice(-4, -1)).toEqual(['line 49', '100%', 'red ***']);
    expect(tail.at(-1)).toHaveLength(501);
  });

  it('do not start with a line that was cut, which may be half a secret', () => {
    expect(tailOf('ter2hunter2\nnext', false, redact)).toEqual(['next']);
  });

  it.each([
    [
      'Python',
      [
        'Traceback (most recent call last):',
        '  File "a.py"',
        'torch.cuda.OutOfMemoryError: CUDA out of memory',
        'cleaning up',
      ],
      'torch.cuda.OutOfMemoryError: CUDA out of memory',
    ],
    [
      'chained Python',
      ['KeyError: 1', 'During handling', 'Traceback (most recent call last):', '  x', 'ValueError: two'],
      'ValueError: two',
    ],
    ['R', ['Error in fit(x) : object not found', 'Execution halted'], 'Error in fit(x) : object not found'],
    [
      'Julia',
      ['ERROR: LoadError: UndefVarError: x not defined', 'Stacktrace:'],
      'ERROR: LoadError: UndefVarError: x not defined',
    ],
    ['Node', ['TypeError: x is not a function', '    at train.js:1'], 'TypeError: x is not a function'],
    ['bash', ['command.sh: line 1: pyhton: command not found'], 'command.sh: line 1: pyhton: command not found'],
    ['nothing known', ['epoch 1', 'epoch 2'], undefined],
  ])('name the error of %s', (_language, tail, expected) => expect(errorLineOf(tail)).toBe(expected));
});

describe('a training that is killed', () => {
  it('by itself, as for want of memory, is recorded as killed with what it had written', async () => {
    using project = trainingProject();
    const { record } = await project.train('echo loss=0.5 >> "$MLOPS_METRICS"; kill -KILL $$');
    expect(record.status).toBe('killed');
    expect(record.error).toMatchObject({
      message: expect.stringMatching(
        /^the training was killed by SIGKILL, often for want of memory(?: \(its largest process had [\d.]+ MB\))?$/,
      ) as string,
      exit_code: 137,
      signal: 'KILL',
    });
    expect(record.metrics).toEqual({ loss: { value: 0.5 } });
  });

  it('by its user is recorded as killed', async () => {
    using project = trainingProject();
    const controller = new AbortController();
    const { record } = await project.train('echo ready; sleep 30', {
      abort: controller.signal,
      onOutput: (output) => output.includes('ready') && controller.abort(),
    });
    expect(record.status).toBe('killed');
    expect(record.error?.message).toBe('the training ended by SIGINT, because it was cancelled');
    expect(record.duration).toBeLessThan(20);
  });
});
