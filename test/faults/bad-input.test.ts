// What users and trainings get wrong, through the whole action: one clear error or warning each, and no run is lost.
import { chmodSync, cpSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { createConsumer, pullRequestEvent, REPOSITORY, type Consumer } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';
import { commitToBare, git } from '../support/git-fixtures.ts';

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction(['a', 'b', 'c', 'd']);
  return () => action[Symbol.asyncDispose]();
});

function messages(run: CompositeRun, level: string): readonly string[] {
  return run.annotations.filter((each) => each.level === level).map(({ message }) => message);
}

/** A consumer whose training runs this script. */
function trainingWith(script: string, files: Readonly<Record<string, string>> = {}): Consumer {
  return createConsumer(undefined, { 'train.sh': script, ...files });
}

test.each([
  ['missing', 'true', /no\.json/],
  ['empty', ': > no.json', /no\.json/],
  ['no JSON', 'printf "{\\"rmse\\": 1,\\n  oops}" > no.json', /no\.json:2/],
  ['50 MB', 'head -c 52428800 /dev/zero | tr "\\0" " " > no.json', /no\.json.*50 MiB is more than is read/],
  ['a hundred levels deep', 'printf "[%.0s" $(seq 120) > no.json; printf "]%.0s" $(seq 120) >> no.json', /no\.json/],
  ['of a name twice', `printf '{"a": 1, "a": 2}' > no.json`, /no\.json.*"?a"?/],
  ['of a name that is reserved', `printf '{"__proto__": {"x": 1}, "b": 2}' > no.json`, /no\.json.*__proto__/],
])('a metrics file that is %s is a warning that names it, and the run keeps the rest', async (_, script, words) => {
  using consumer = trainingWith(`echo rmse=3 >> "$MLOPS_METRICS"\n${script}\n`);
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh', metrics: 'no.json' } });
  expect(run.conclusion).toBe('success');
  const [record] = consumer.records();
  expect(record).toMatchObject({ status: 'finished', metrics: { rmse: { value: 3 } } });
  const said = record?.capture.warnings.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n');
  expect(said).toMatch(words);
});

test('no value that is no finite number passes a gate, nor does a metric that is not there', async () => {
  using consumer = trainingWith(
    `printf '{"a": NaN, "b": Infinity, "c": "3", "d": true, "e": 123456789012345678901234567890}' > metrics.json\n`,
  );
  const gates = '{a: {min: 0}, b: {min: 0}, c: {min: 0}, d: {min: 0}, gone: {min: 0}}';
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh', gates } });
  expect([run.conclusion, run.outputs['verdict']]).toEqual(['failure', 'fail']);
  const failed = messages(run, 'error').map((text) => text.split(':')[0]);
  expect(failed).toEqual(expect.arrayContaining(['a', 'b', 'd', 'gone']));
  expect(consumer.records()).toMatchObject([{ metrics: { a: { value: 'NaN' }, b: { value: 'Infinity' } } }]);
});

test('hostile names are harmless in comment, summary, outputs, tags and log', async () => {
  const names = ['a|b', '`x`', '@team/all', '-->', '\u202egnp', 'x'.repeat(10_000), '[l](https://evil.example)', '#12'];
  using consumer = trainingWith(`cp names.json metrics.json\n`, {
    'names.json': JSON.stringify(Object.fromEntries(names.map((name, index) => [name, index]))),
  });
  consumer.branch('a');
  consumer.commit('Change', { 'NOTES.md': 'x\n' });
  const event = pullRequestEvent(1, 'a', consumer.checkoutMerge('a'));
  await using run = await action.run(consumer, { event, inputs: { command: 'sh train.sh' } });
  expect(run.conclusion).toBe('success');
  const [comment] = await action.github.comments(REPOSITORY, 1);
  for (const text of [comment?.body ?? '', run.summary]) {
    expect(text).not.toMatch(/@team\/all(?![^`]*`)/);
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('](https://evil.example)');
    expect(text.length).toBeLessThan(65_536);
  }
  expect(comment?.body.split('-->')).toHaveLength(3);
});

test('model files outside of the workspace, behind a link, or nowhere are refused by name, and the run is recorded', async () => {
  using consumer = trainingWith(
    'echo rmse=1 >> "$MLOPS_METRICS"; mkdir -p model; ln -s /etc/passwd model/leak; echo w > model/w\n',
  );
  const files = '../outside.bin\n/etc/hostname\nmodel/*\nnothing/*.bin';
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh', 'model-files': files } });
  expect(run.conclusion).toBe('success');
  const [record] = consumer.records();
  expect(record?.model.files.map(({ path }) => path)).toEqual(['model/w']);
  const said = record?.capture.warnings.map(({ message }) => message).join('\n') ?? '';
  for (const name of ['../outside.bin', '/etc/hostname', 'model/leak', 'nothing/*.bin']) expect(said).toContain(name);
});

test('a training that prints 200 MB and leaves processes behind is recorded', async () => {
  using consumer = trainingWith(
    'head -c 200000000 /dev/zero | tr "\\0" "x" | fold -w 100000\n(sleep 300 &)\necho rmse=1 >> "$MLOPS_METRICS"\n',
  );
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh' } });
  expect(run.conclusion).toBe('success');
  expect(consumer.records()).toMatchObject([{ status: 'finished', metrics: { rmse: { value: 1 } } }]);
});

test.each([
  ['cannot be read', { 'README.md': 'a branch of somebody else\n' }, /mlops-tracking.*(?:no tracking branch|format)/],
  ['is of a newer version', { 'mlops.json': '{"format": 99}\n' }, /99/],
])('a tracking branch that %s is an error with its fix, and the record is kept', async (_, files, words) => {
  using consumer = trainingWith('echo rmse=1 >> "$MLOPS_METRICS"\n');
  const tip = commitToBare(consumer.remote, 'refs/heads/mlops-tracking', files, 'Not ours', { orphan: true });
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh' } });
  expect(run.conclusion).toBe('failure');
  const [error = '', ...more] = messages(run, 'error');
  expect(more).toEqual([]);
  expect(error).toMatch(words);
  expect(error).toContain(`mlops-record-${run.outputs['run-id']}`);
  expect(git(consumer.remote, ['rev-parse', 'refs/heads/mlops-tracking'])).toBe(tip);
});

test('a branch whose rule refuses the push is named with the rule, and the record is kept', async () => {
  using consumer = trainingWith('echo rmse=1 >> "$MLOPS_METRICS"\n');
  consumer.refusePushes('remote: error: GH013: Repository rule violations found for refs/heads/mlops-tracking.');
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh' } });
  expect(run.conclusion).toBe('failure');
  const [error = ''] = messages(run, 'error');
  expect(error).toContain('GH013');
  expect(error).toContain(`mlops-record-${run.outputs['run-id']}`);
  expect(run.summary).toContain('rmse');
});

test('a remote that is gone leaves the record with the job', async () => {
  using consumer = trainingWith('echo rmse=1 >> "$MLOPS_METRICS"\n');
  chmodSync(consumer.remote, 0o700);
  consumer.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/gone.git');
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh' } });
  expect(run.conclusion).toBe('failure');
  expect(messages(run, 'error').join('\n')).toContain(`mlops-record-${run.outputs['run-id']}`);
  expect(action.artifacts.artifacts().map(({ name }) => name)).toContain(`mlops-record-${run.outputs['run-id']}`);
});

test('two jobs that write at once are both there', async () => {
  using consumer = trainingWith('echo rmse=1 >> "$MLOPS_METRICS"\n');
  // Each job has a checkout of its own.
  const other = `${consumer.workspace}-of-another-job`;
  cpSync(consumer.workspace, other, { recursive: true });
  const jobs = [consumer.workspace, other].map((workspace, index) =>
    action.run(consumer, { workspace, job: `job-${index}`, inputs: { command: 'sh train.sh' } }),
  );
  const runs = await Promise.all(jobs);
  expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
  const ids = runs.map(({ outputs }) => outputs['run-id']);
  expect(consumer.records().map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  for (const run of runs) await run[Symbol.asyncDispose]();
});

test('a model of more files than a release can hold is refused before any tag is pushed', async () => {
  using consumer = trainingWith(
    'mkdir -p model; for n in $(seq 1000); do echo "$n" > "model/$n"; done; echo rmse=1 >> "$MLOPS_METRICS"\n',
  );
  await using run = await action.run(consumer, {
    inputs: { command: 'sh train.sh', register: 'always', 'upload-model': 'false' },
  });
  expect(run.conclusion).toBe('failure');
  expect(messages(run, 'error').join('\n')).toMatch(/1000 .*997/);
  expect(consumer.git('ls-remote', '--tags', 'origin')).toBe('');
  expect(consumer.records()).toHaveLength(1);
});

test.each([
  ['500', { status: 500 }],
  ['502', { status: 502 }],
  ['a page of HTML', { status: 200, message: '<html>unicorn</html>' }],
])('an API that answers %s to every comment costs the comment, not the run', async (_, fault) => {
  using consumer = trainingWith('echo rmse=1 >> "$MLOPS_METRICS"\n');
  consumer.branch('b');
  consumer.commit('Change', { 'NOTES.md': 'x\n' });
  const event = pullRequestEvent(2, 'b', consumer.checkoutMerge('b'));
  using _fault = action.github.fail('POST', /\/issues\/2\/comments$/, [fault], { forever: true });
  await using run = await action.run(consumer, { event, inputs: { command: 'sh train.sh', check: 'false' } });
  expect(run.conclusion).toBe('success');
  expect(consumer.records()).toHaveLength(1);
  expect(messages(run, 'warning').join('\n')).toMatch(/comment/);
  expect(run.unmaskedLog).not.toContain('unicorn');
  expect(run.summary).toContain('rmse');
});
