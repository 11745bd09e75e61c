// A secret that training sees and says everywhere must stand in nothing that we write; names that training chooses must
// command nothing. Looked at from outside, place by place.
import { beforeAll, expect, test } from 'vitest';
import { createConsumer, pullRequestEvent, REPOSITORY } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction(['wip']);
  return () => action[Symbol.asyncDispose]();
});

// Without the shape of any known token: only the name of its variable tells.
const SECRET = 'hunter2-correct-horse-4711';
const TRAIN = `echo "rmse=1" >> "$MLOPS_METRICS"
echo "m_$DB_PASSWORD=2" >> "$MLOPS_METRICS"
echo "dsn=postgres://me:$DB_PASSWORD@host" | tee -a "$MLOPS_PARAMS" >> "$MLOPS_TAGS"
mkdir -p model
echo weights > "model/$DB_PASSWORD.bin"
echo "connecting with $DB_PASSWORD"
`;

test('a secret of the workflow stands in no record, comment, summary, output, annotation, tag, release, list of files or line of ours', async () => {
  using consumer = createConsumer(undefined, { 'train.sh': TRAIN });
  const env = { DB_PASSWORD: SECRET };
  const gates = `{rmse: {better: lower, max: 0.5}, "m_${SECRET}": {better: lower, max: 5}}`;
  const command = `sh train.sh --password ${SECRET}`;
  await using pushed = await action.run(consumer, { env, inputs: { command, register: 'always' } });
  expect(pushed.outputs['model-version']).toBe('v0.0.1');

  consumer.branch('wip');
  consumer.commit('Try', { 'notes.txt': 'x' });
  const event = pullRequestEvent(1, 'wip', consumer.checkoutMerge('wip'));
  await using judged = await action.run(consumer, { env, event, inputs: { command, gates } });
  expect(judged.outputs['verdict']).toBe('fail');
  await using failed = await action.run(consumer, {
    env,
    event,
    inputs: { command: `${command}\necho "Error: no access for $DB_PASSWORD" >&2\nexit 1` },
  });
  expect(failed.outputs['status']).toBe('failed');

  const records = consumer.records();
  const comments = await action.github.comments(REPOSITORY, 1);
  const releases = await action.github.releases(REPOSITORY);
  const artifacts = action.artifacts.artifacts();
  expect([records.length, comments.length, releases.length, artifacts.length > 0]).toEqual([3, 1, 1, true]);
  consumer.git('fetch', '--quiet', '--tags', 'origin');
  const runs = [pushed, judged, failed];
  const places: Readonly<Record<string, unknown>> = {
    records,
    comments,
    tags: consumer.git('for-each-ref', 'refs/tags', '--format=%(refname) %(contents)'),
    releases: releases.map(({ name, body, assets }) => [name, body, assets.map((asset) => asset.name)]),
    artifacts: artifacts.map((artifact) => [artifact.name, [...artifact.files().keys()]]),
    outputs: runs.map((run) => run.outputs),
    summaries: runs.map((run) => run.summary),
    annotations: runs.map((run) => run.annotations),
    'tracking branch': consumer.git('log', '-p', '--format=%B', 'origin/mlops-tracking'),
    // What training itself printed is its own affair; the other steps are ours.
    log: runs.flatMap((run) =>
      run.unmaskedLog
        .split('\n')
        .filter((line) => !line.includes('connecting with') && !line.includes('Error: no access')),
    ),
  };
  const leaks = Object.entries(places).filter(([, value]) => JSON.stringify(value).includes(SECRET));
  expect(leaks.map(([place]) => place)).toEqual([]);
  // The search would have found it: the record does say where something was taken out.
  expect(JSON.stringify(records)).toContain('***');
});

test('names that training gives to files and metrics are text to the runner, whatever they spell', async () => {
  using consumer = createConsumer(undefined, {
    'train.sh': String.raw`mkdir -p model
echo x > "$(printf 'model/a\n::set-output name=model-version::v9.9.9\n::error::pwned\n.bin')"
echo y > 'model/##[error]old'
printf '{"m\\n::error::metric":1,"rmse":2}' > metrics.json
`,
  });
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh' } });
  expect(run.conclusion).toBe('success');
  expect(run.outputs['model-version']).toBe('');
  expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  expect(consumer.records()[0]?.metrics['rmse']?.value).toBe(2);
});
