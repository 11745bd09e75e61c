// The harness is only worth something if it keeps the runner's rules: they are shown on small actions made here.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parseActionFile } from '../support/composite/action-file.ts';
import { parseKeyValues } from '../support/composite/command-files.ts';
import { createConsumer, type Consumer } from '../support/composite/consumer.ts';
import { evaluateText, interpolate, isWanted, type ExpressionScope } from '../support/composite/expression.ts';
import { DEFAULT_TOKEN, type CompositeOptions } from '../support/composite/job.ts';
import { runComposite, type CompositeRun } from '../support/composite/run-composite.ts';
import { commandReader, parseCommand } from '../support/composite/workflow-commands.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

const opened: (Disposable | AsyncDisposable)[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) {
    if (Symbol.asyncDispose in one) await one[Symbol.asyncDispose]();
    else one[Symbol.dispose]();
  }
});

function open<T extends Disposable | AsyncDisposable>(one: T): T {
  opened.push(one);
  return one;
}

const runtime = { ACTIONS_RUNTIME_TOKEN: 'runtime-token-of-the-job', ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' };

/** Runs a composite with these steps; `sub` is what the step `stage` puts into the workspace as a node24 action. */
async function run(
  yaml: string,
  options: Partial<CompositeOptions> = {},
): Promise<CompositeRun & { consumer: Consumer }> {
  const action: TemporaryFolder = open(temporaryFolder());
  await writeFile(join(action.path, 'action.yml'), yaml);
  const consumer = open(createConsumer(undefined, { 'README.md': 'consumer\n' }));
  const event = consumer.pushEvent();
  const given = { actionFolder: action.path, workspace: consumer.workspace, event, artifacts: runtime, ...options };
  return Object.assign(open(await runComposite(given)), { consumer });
}

/** A bash step that stages a node24 action under `.staged/`, self-ignored; its index.js is the given code. */
function stageStep(code: string): string {
  return `
    - id: stage
      shell: bash
      env:
        CODE: ${JSON.stringify(code)}
      run: |
        mkdir -p .staged
        printf '*\\n' > .staged/.gitignore
        printf '{"type":"module"}' > .staged/package.json
        printf '%s' "$CODE" > .staged/index.js
        cat > .staged/action.yml <<'ACTION'
        name: sub
        inputs:
          plain: {default: from-default}
          two words: {}
          hy-phen: {}
          token: {default: "\${{ github.token }}"}
        runs: {using: node24, main: index.js}
        ACTION`;
}

const ENVIRONMENT_TO_OUTPUT =
  "import { appendFileSync } from 'node:fs'; " +
  "appendFileSync(process.env.GITHUB_OUTPUT, 'env<<EOF\\n' + JSON.stringify(process.env) + '\\nEOF\\n')";

const composite = (steps: string, more = ''): string =>
  `name: tiny\n${more}runs:\n  using: composite\n  steps:${steps}\n`;

test('a run step sees no input, no runtime token and no job token', async () => {
  const inputs = 'inputs:\n  github-token: {default: "${{ github.token }}"}\n  command: {}\n';
  const result = await run(
    composite('\n    - {id: look, shell: bash, run: env -0 | tr "\\\\0\\\\n" "\\\\n " }', inputs),
    {
      inputs: { command: 'train' },
      env: { MINE: 'kept' },
    },
  );
  const names = result.step('look').lines.map((line) => line.slice(0, line.indexOf('=')));
  expect(names.filter((name) => /^(INPUT_|ACTIONS_)|TOKEN$/.test(name))).toEqual([]);
  expect(result.unmaskedLog).not.toContain(DEFAULT_TOKEN);
  expect(names).toEqual(
    expect.arrayContaining(['MINE', 'GITHUB_WORKSPACE', 'GITHUB_ACTION_PATH', 'RUNNER_TEMP', 'CI']),
  );
  expect(names).toEqual(expect.arrayContaining(['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY']));
  expect(names).not.toContain('GITHUB_STATE');
  expect(names).not.toContain('VITEST');
});

test('a JavaScript step sees its inputs in upper case, hyphens kept and spaces replaced, and the runtime token', async () => {
  const use = `
    - id: use
      uses: ./.staged
      with: { "two words": a b, hy-phen: "\${{ github.event_name }}" }`;
  const result = await run(composite(stageStep(ENVIRONMENT_TO_OUTPUT) + use));
  expect(result.conclusion).toBe('success');
  const seen = JSON.parse(result.step('use').outputs['env'] ?? '') as Record<string, string>;
  expect(seen).toMatchObject({
    INPUT_PLAIN: 'from-default',
    INPUT_TWO_WORDS: 'a b',
    'INPUT_HY-PHEN': 'push',
    INPUT_TOKEN: DEFAULT_TOKEN,
    ...runtime,
    GITHUB_WORKSPACE: result.consumer.workspace,
  });
  expect(seen['GITHUB_TOKEN']).toBeUndefined();
  expect(seen['GITHUB_STATE']).toMatch(/_runner_file_commands\/state_/);
  expect(seen['GITHUB_ACTION_PATH']).not.toBe(result.consumer.workspace);
});

test('a sub-action runs on Node 24, whatever node is on the PATH', async () => {
  const code =
    "import { appendFileSync } from 'node:fs'; appendFileSync(process.env.GITHUB_OUTPUT, 'v=' + process.version + '\\n')";
  const result = await run(composite(`${stageStep(code)}\n    - {id: use, uses: ./.staged}`));
  expect(result.step('use').outputs['v']).toMatch(/^v24\./);
});

test('a local sub-action is looked for only when its step runs, and in the workspace', async () => {
  const staged = await run(composite(`${stageStep('')}\n    - {id: use, uses: ./.staged}`));
  expect(staged.step('use').outcome).toBe('success');
  const absent = await run(
    composite('\n    - {id: use, uses: ./.staged}\n    - {id: skip, if: false, uses: ./nowhere}'),
  );
  expect(absent.step('use').outcome).toBe('failure');
  expect(absent.annotations[0]?.message).toContain("Can't find 'action.yml'");
  expect(absent.step('skip').outcome).toBe('skipped');
});

test('outputs with several lines travel through heredocs into later steps and the outputs of the action', async () => {
  const steps = `
    - id: one
      shell: bash
      run: printf 'text<<END\\nfirst\\nsecond=2\\nEND\\nplain=a=b\\n' >> "$GITHUB_OUTPUT"
    - id: two
      shell: bash
      env: {TEXT: "\${{ steps.one.outputs.text }}"}
      run: printf '%s' "$TEXT" | wc -l`;
  const outputs =
    'outputs:\n  text: {value: "${{ steps.one.outputs.text }}"}\n  none: {value: "${{ steps.absent.outputs.x }}"}\n';
  const result = await run(composite(steps, outputs));
  expect(result.outputs).toEqual({ text: 'first\nsecond=2', none: '' });
  expect(result.step('one').outputs['plain']).toBe('a=b');
  expect(result.step('two').lines).toEqual(['1']);
});

test('after a failure only steps that ask for it run, and continue-on-error hides one', async () => {
  const steps = `
    - {id: soft, shell: bash, continue-on-error: true, run: exit 3}
    - {id: hard, shell: bash, run: "false | true; echo unreachable"}
    - {id: plain, shell: bash, run: "true"}
    - {id: always, if: always(), shell: bash, run: "true"}
    - {id: failed, if: "\${{ failure() && steps.hard.outcome == 'failure' }}", shell: bash, run: "true"}
    - {id: never, if: cancelled(), shell: bash, run: "true"}
    - {id: implied, if: "steps.hard.outcome == 'failure'", shell: bash, run: "true"}`;
  const result = await run(composite(steps));
  expect(result.steps.map(({ id, outcome, conclusion }) => `${id} ${outcome} ${conclusion}`)).toEqual([
    'soft failure success',
    'hard failure failure',
    'plain skipped skipped',
    'always success success',
    'failed success success',
    'never skipped skipped',
    'implied skipped skipped',
  ]);
  expect(result.conclusion).toBe('failure');
  expect(result.log).not.toContain('unreachable');
});

test('GITHUB_ENV and GITHUB_PATH change later steps, never the variables of the runner', async () => {
  const steps = `
    - {id: set, shell: bash, run: 'mkdir bin; printf "echo mine\\n" > bin/tool; chmod +x bin/tool; echo "$PWD/bin" >> "$GITHUB_PATH"; echo A=1 >> "$GITHUB_ENV"; echo GITHUB_SHA=bad >> "$GITHUB_ENV"'}
    - {id: see, shell: bash, run: 'tool; echo "$A $GITHUB_SHA"'}`;
  const result = await run(composite(steps));
  expect(result.step('see').lines).toEqual(['mine', `1 ${result.consumer.git('rev-parse', 'HEAD')}`]);
  expect(result.exported).toMatchObject({ A: '1' });
  expect(result.workspaceStatus).toBe('?? bin/\n');
});

test('a malformed command file fails its step with the line', async () => {
  const result = await run(composite('\n    - {id: bad, shell: bash, run: echo nonsense >> "$GITHUB_OUTPUT"}'));
  expect(result.step('bad').outcome).toBe('failure');
  expect(result.annotations[0]?.message).toContain("Invalid format 'nonsense'");
});

test('commands in the output are obeyed as the runner obeys them, except between stop-commands and its token', async () => {
  const steps = `
    - id: talk
      shell: bash
      run: |
        echo '::set-output name=spoken::yes'
        echo '::add-mask::hunter2'
        echo 'password hunter2'
        echo '::stop-commands::pause-7'
        echo '::error::not an error'
        echo '::set-output name=spoken::no'
        echo '::pause-7::'
        echo '::warning file=a.py,line=3::look%0Ahere'
        echo "## hunter2 done" >> "$GITHUB_STEP_SUMMARY"`;
  const result = await run(composite(steps));
  expect(result.step('talk').outputs).toEqual({ spoken: 'yes' });
  expect(result.annotations).toEqual([
    { level: 'warning', message: 'look\nhere', properties: { file: 'a.py', line: '3' } },
  ]);
  expect(result.log).toContain('password ***');
  expect(result.unmaskedLog).toContain('password hunter2');
  expect(result.summary).toBe('## *** done\n');
});

test('the set-env command is refused and fails its step', async () => {
  const result = await run(composite("\n    - {id: old, shell: bash, run: 'echo ::set-env name=A::1'}"));
  expect(result.step('old').outcome).toBe('failure');
});

test('a cancelled job interrupts the running step and still runs what is always to run', async () => {
  const steps = `
    - {id: train, shell: bash, run: 'trap "echo interrupted; exit 130" INT; echo started; sleep 30 >/dev/null 2>&1 & wait'}
    - {id: next, shell: bash, run: "true"}
    - {id: record, if: always(), shell: bash, run: "echo \${{ steps.train.outcome }} \${{ job.status }}"}`;
  const result = await run(composite(steps), { cancelDuring: { step: 'train', onOutput: 'started' } });
  expect(result.step('train').outcome).toBe('cancelled');
  expect(result.step('train').lines).toContain('interrupted');
  expect(result.step('next').outcome).toBe('skipped');
  expect(result.step('record').lines).toEqual(['cancelled cancelled']);
  expect(result.conclusion).toBe('cancelled');
});

test.runIf(existsSync('/proc/self/stat'))('what a step leaves running is killed when the job ends', async () => {
  const result = await run(composite("\n    - {id: bg, shell: bash, run: 'sleep 60 >/dev/null 2>&1 & echo $!'}"));
  const pid = Number(result.step('bg').lines[0]);
  expect(stateOf(pid)).toBe('alive');
  await result[Symbol.asyncDispose]();
  await expect.poll(() => stateOf(pid)).toBe('gone');
});

test('in act mode run steps see the inputs, the tokens and the machine, which GitHub never shows them', async () => {
  const inputs = 'inputs:\n  github-token: {default: "${{ github.token }}"}\n';
  const result = await run(
    composite('\n    - {id: look, shell: bash, run: env -0 | tr "\\\\0\\\\n" "\\\\n "}', inputs),
    {
      actMode: true,
    },
  );
  expect(result.step('look').lines).toEqual(
    expect.arrayContaining([
      `INPUT_GITHUB-TOKEN=${DEFAULT_TOKEN}`,
      `GITHUB_TOKEN=${DEFAULT_TOKEN}`,
      'ACTIONS_RUNTIME_TOKEN=runtime-token-of-the-job',
      'VITEST=true',
    ]),
  );
  expect(result.log).not.toContain(DEFAULT_TOKEN);
});

test('inputs are matched without regard to case, defaults are evaluated, unknown ones are warned about', async () => {
  const inputs =
    'inputs:\n  branch: {default: "${{ github.ref_name }}"}\n  matrix: {default: "${{ toJSON(matrix) }}"}\n';
  const steps = '\n    - {id: say, shell: bash, env: {ALL: "${{ toJSON(inputs) }}"}, run: printf %s "$ALL"}';
  const result = await run(composite(steps, inputs), { inputs: { Branch: 'dev', brunch: 'x' }, matrix: { seed: 1 } });
  const seen = JSON.parse(result.step('say').lines.join('\n')) as Record<string, string>;
  expect(seen['branch']).toBe('dev');
  expect(JSON.parse(seen['matrix'] ?? '')).toEqual({ seed: 1 });
  expect(result.annotations).toEqual([{ level: 'warning', message: "Unexpected input(s) 'brunch'", properties: {} }]);
});

test('a symlinked workspace is given to steps by its real path', async () => {
  const consumer = open(createConsumer(undefined, { a: '1' }));
  const folder = open(temporaryFolder());
  mkdirSync(join(folder.path, 'links'));
  symlinkSync(consumer.workspace, join(folder.path, 'links/w'));
  const result = await run(composite('\n    - {id: where, shell: bash, run: echo "$GITHUB_WORKSPACE"; pwd -P}'), {
    workspace: join(folder.path, 'links/w'),
  });
  expect(result.step('where').lines).toEqual([consumer.workspace, consumer.workspace]);
});

const scope: ExpressionScope = {
  contexts: { inputs: { a: 'x', 'b-c': '}}' }, steps: {}, matrix: null },
  status: 'failure',
};

test.each([
  ["inputs.a == 'x'", 'true'],
  ["inputs['b-c']", '}}'],
  ["format('{0}-{1}', inputs.a, 'it''s')", "x-it's"],
  ['steps.none.outputs.value', ''],
  ['failure() && !success()', 'true'],
  ['matrix', ''],
])('the expression %s is %j', (expression, value) => {
  expect(evaluateText(expression, scope)).toBe(value);
});

test('an unknown context or function is an error, not an empty string', () => {
  expect(() => evaluateText('secrets.TOKEN', scope)).toThrow('secrets');
  expect(() => evaluateText('nosuch()', scope)).toThrow('nosuch');
});

test('text around expressions is kept, and braces within a quoted string end nothing', () => {
  expect(interpolate("a ${{ inputs.a }} ${{ '}}' }} b", scope)).toBe('a x }} b');
});

test('a condition without a status function implies success', () => {
  expect(isWanted("inputs.a == 'x'", scope)).toBe(false);
  expect(isWanted("${{ always() && inputs.a == 'x' }}", scope)).toBe(true);
  expect(isWanted("contains('always()', 'z') || true", scope)).toBe(false);
  expect(isWanted(undefined, { ...scope, status: 'success' })).toBe(true);
});

test('key-value files take the first of = and << for what it is, and a lost delimiter is an error', () => {
  expect(parseKeyValues('a=1<<x\nb<<E\n1=2\n\n3\nE\n\nc=\n')).toEqual({ a: '1<<x', b: '1=2\n\n3', c: '' });
  expect(() => parseKeyValues('b<<E\nnever')).toThrow("delimiter not found 'E'");
});

test('only known commands at the start of a line are commands, the older form anywhere', () => {
  expect(parseCommand('  ::notice title=T::hi%25')).toEqual({
    name: 'notice',
    properties: { title: 'T' },
    data: 'hi%',
  });
  expect(parseCommand('x ::notice::hi')).toBeUndefined();
  expect(parseCommand('::nothing::hi')).toBeUndefined();
  expect(parseCommand('x ##[error]bad')?.name).toBe('error');
});

test('a stop token that is a command itself is refused', () => {
  const reader = commandReader();
  reader.read('::stop-commands::error');
  expect(reader.effects.refused).toContain("'error'");
});

test.each([
  ['timeout-minutes: 3, shell: bash, run: x', 'timeout-minutes'],
  ['run: x', 'shell'],
  ['shell: bash', "either 'run' or 'uses'"],
])('an action with a step {%s} does not load', (step, words) => {
  expect(() => parseActionFile(composite(`\n    - {${step}}`))).toThrow(words);
});

test('an action with an output that says more than description and value does not load', () => {
  // What YAML makes of `{description: finished, failed or killed}`.
  const text = `name: x\noutputs: {status: {description: finished, failed or killed}}\nruns: {using: node24, main: a.js}`;
  expect(() => parseActionFile(text)).toThrow("Unexpected value 'failed or killed'");
});

/** `gone` also for a process that has ended and that nobody has waited for. */
function stateOf(pid: number): 'alive' | 'gone' {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) ? 'gone' : 'alive';
  } catch {
    return 'gone';
  }
}
