import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { captureRun } from '../../src/training/capture.ts';
import { trainingProject } from './training-project.ts';

describe('a training that writes metrics.json', () => {
  it('is recorded with metrics, params, model and everything that is needed to repeat it', async () => {
    using project = trainingProject({
      'params.yaml': 'train:\n  rate: 0.1\n  layers: [16, 8]\n  name: small\n  deep: false\n',
      'data/trips.csv': 'distance,zone\n1.5,a\n2,b\n3,"a\nb"\n',
    });
    const { record, modelFiles, log, plan } = await project.train(
      `echo '{"rmse": 6.1, "auc": {"train": 0.9, "test": 0.8}, "note": "ok"}' > metrics.json
       mkdir -p models && printf weights > models/duration.bin`,
      { settings: { data: ['data/*.csv'] } },
    );
    expect(record.status).toBe('finished');
    expect(record.id).toBe(plan.runId);
    expect(record.metrics).toEqual({
      rmse: { value: 6.1 },
      'auc.train': { value: 0.9 },
      'auc.test': { value: 0.8 },
    });
    expect(record.tags).toEqual({ note: 'ok' });
    expect(record.params).toEqual({
      'train.rate': 0.1,
      'train.layers': '[16,8]',
      'train.name': 'small',
      'train.deep': false,
    });
    expect(record.data).toEqual([
      { path: 'data/trips.csv', size: 32, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 3, columns: 2 },
    ]);
    expect(record.model.files.map(({ path, size }) => ({ path, size }))).toEqual([
      { path: 'models/duration.bin', size: 7 },
    ]);
    expect(modelFiles[0]?.from).toBe(join(project.root, 'models/duration.bin'));
    expect(record.error).toBeUndefined();
    expect(record.capture.warnings).toEqual([]);
    expect(record.environment.cores).toBeGreaterThan(0);
    expect(record.source.dirty).toBe(false);
    expect(log.join('\n')).toMatch(/found metrics.json: 3 metrics \(3 values\); as tags: note/);
    // Where metrics and params were found, nobody misses the other forms of them.
    expect(log.join('\n')).toMatch(/looked at in vain: predictions\.csv, /);
  });

  it('takes nothing from a metrics.json that an earlier run left behind', async () => {
    using project = trainingProject({ 'metrics.json': '{"rmse": 1}' });
    const { record, log } = await project.train('true');
    expect(record.metrics).toEqual({});
    expect(log.join('\n')).toMatch(
      /looked at in vain: .*metrics\.json \(not written by this run\).*dvclive\/metrics\.json/,
    );
  });

  it('does not take the source code of a model for a model', async () => {
    using project = trainingProject({ 'models/__init__.py': '', 'model.py': '' });
    const { record } = await project.train(
      'touch model.py; mkdir -p models/__pycache__; echo x > models/__pycache__/a.pyc',
    );
    expect(record.model.files).toEqual([]);
  });
});

describe('params that are edited while the training runs', () => {
  it('are recorded as the training found them, with a word on what was changed', async () => {
    using project = trainingProject({ 'params.yaml': 'alpha: 0.1\nseed: 1\n' });
    const { record } = await project.train(`printf 'alpha: 777\nseed: 1\nnew: 2\n' > params.yaml`);
    expect(record.params).toEqual({ alpha: 0.1, seed: 1 });
    expect(record.capture.warnings).toEqual([
      { message: expect.stringContaining('was changed during the run (alpha, new)'), file: 'params.yaml' },
    ]);
  });

  it('are so too in a section of a file that is named, and without a word where its values stay', async () => {
    using project = trainingProject({ 'config/a.yaml': 'train: {rate: 0.1}\nserve: {port: 1}\n' });
    const settings = { params: ['config/*.yaml:train'] };
    const { record } = await project.train(`printf 'serve: {port: 2}\ntrain: {rate: 0.1}\n' > config/a.yaml`, {
      settings,
    });
    expect(record.params).toEqual({ 'train.rate': 0.1 });
    expect(record.capture.warnings).toEqual([]);
    const gone = await project.train('rm config/a.yaml', { settings });
    expect(gone.record.params).toEqual({ 'train.rate': 0.1 });
  });

  it('are so too of a run that is recorded long after its end', async () => {
    using project = trainingProject({ 'params.yaml': 'alpha: 0.1\n' });
    const { plan, folder } = await project.train('true');
    project.write({ 'params.yaml': 'alpha: 777\n' });
    const until = new Date(Date.now() - 60_000);
    const options = { plan, folder, repositoryRoot: project.root, environment: {}, log: silentLog };
    const { record } = await captureRun({ ...options, until });
    expect(record.params).toEqual({ alpha: 0.1 });
    expect(record.capture.warnings).toEqual([]);
  });

  it('are those of the end where git does not track the file, which then may be the work of the training', async () => {
    using project = trainingProject({ '.gitignore': 'params.yaml\n' });
    project.write({ 'params.yaml': 'alpha: 0.1\n' });
    const { record } = await project.train(`echo 'alpha: 777' > params.yaml`);
    expect(record.params).toEqual({ alpha: 777 });
    expect(record.capture.warnings).toEqual([]);
  });

  it('are those of the end in the file of DVCLive, though it is committed', async () => {
    using project = trainingProject({ 'dvclive/params.yaml': 'alpha: 0.1\n' });
    const settings = { params: ['dvclive/params.yaml'] };
    const { record } = await project.train(`echo 'alpha: 777' > dvclive/params.yaml`, { settings });
    expect(record.params).toEqual({ alpha: 777 });
  });
});

describe('the files of the MLOPS_ variables', () => {
  it('take metrics, params, tags, artifacts and the model from any language', async () => {
    using project = trainingProject();
    const { record, modelFiles, artifactFiles, files } = await project.train(
      `for step in 1 2 3; do echo "{\\"step\\": $step, \\"loss\\": 0.$((9 - step))}" >> "$MLOPS_METRICS"; done
       echo rmse=6.1 >> "$MLOPS_METRICS"
       printf 'rate=0.05\\nkind=forest\\n{"depth": 3, "wide": {"yes": true}}\\n' >> "$MLOPS_PARAMS"
       echo 'owner=ada' >> "$MLOPS_TAGS"
       mkdir "$MLOPS_ARTIFACTS/model" && echo w > "$MLOPS_ARTIFACTS/model/weights.bin" && echo p > "$MLOPS_ARTIFACTS/plot.svg"`,
    );
    expect(record.metrics['loss']).toEqual({ value: 0.6, step: 3, min: 0.6, max: 0.8, first: 0.8, count: 3 });
    expect(record.metrics['rmse']).toEqual({ value: 6.1 });
    expect(record.params).toEqual({ rate: 0.05, kind: 'forest', depth: 3, 'wide.yes': true });
    expect(record.tags).toEqual({ owner: 'ada' });
    expect(modelFiles.map(({ path }) => path)).toEqual(['model/weights.bin']);
    expect(artifactFiles.map(({ path }) => path)).toEqual(['plot.svg']);
    expect(files['series.jsonl']?.toString()).toBe(
      '{"name":"loss","step":1,"value":0.8}\n{"name":"loss","step":2,"value":0.7}\n{"name":"loss","step":3,"value":0.6}\n',
    );
    expect(record.series).toMatchObject({ file: 'series.jsonl', points: 3 });
  });

  it('record an override by the name that the param has in its file, which an input of a workflow cannot hold', async () => {
    using project = trainingProject({ 'params.yaml': 'model: {alpha: 0.5}\na: {b: 1}\na-b: 2\n' });
    const { record } = await project.train('true', { overrides: { model_alpha: '0.9', a_b: '3' } });
    expect(record.params).toEqual({ 'model.alpha': 0.9, 'a.b': 1, 'a-b': 2, a_b: 3 });
  });

  it('warn of an override that is no param of the run, and name the one that is near', async () => {
    using project = trainingProject({ 'params.yaml': 'model: {alpha: 0.5}\n' });
    const { record } = await project.train('echo rate=1 >> "$MLOPS_PARAMS"', {
      overrides: { 'model.alhpa': '1', model_alpha: '2', rate: '3', x: '4' },
    });
    expect(record.capture.warnings).toEqual([
      {
        message:
          'no param of the run is called "model.alhpa", which was given for this run only; did you mean "model.alpha"?',
      },
      { message: 'no param of the run is called "x", which was given for this run only' },
    ]);
  });

  it('hand overrides to the training, and record them over what the files say', async () => {
    using project = trainingProject({ 'params.yaml': 'rate: 0.1\nseed: 1\n' });
    const { record, output } = await project.train(
      'echo "[$MLOPS_PARAM_RATE][$MLOPS_PARAM_MAX_DEPTH]$MLOPS_OVERRIDES"',
      {
        overrides: { rate: '0.05', 'max-depth': 'a b' },
      },
    );
    expect(output).toContain('[0.05][a b]{"rate":"0.05","max-depth":"a b"}');
    expect(record.params).toEqual({ rate: 0.05, seed: 1, 'max-depth': 'a b' });
    expect(record.trigger.overrides).toEqual({ rate: '0.05', 'max-depth': 'a b' });
  });
});

describe('a training that fails after a good fit', () => {
  it('keeps every metric and param, and names the last error', async () => {
    using project = trainingProject({ 'params.yaml': 'rate: 0.1\n' });
    const { record } = await project.train(
      `echo '{"rmse": 6.1}' > metrics.json
       echo "loss=0.2" >> "$MLOPS_METRICS"
       cat >&2 <<'TRACE'
Traceback (most recent call last):
  File "train.py", line 3, in <module>
    model.save("x")
ModuleNotFoundError: No module named 'pickle5'
TRACE
       exit 1`,
    );
    expect(record.status).toBe('failed');
    expect(record.metrics).toEqual({ loss: { value: 0.2 }, rmse: { value: 6.1 } });
    expect(record.params).toEqual({ rate: 0.1 });
    expect(record.error).toMatchObject({ message: "ModuleNotFoundError: No module named 'pickle5'", exit_code: 1 });
    expect(record.error?.tail?.at(-1)).toBe("ModuleNotFoundError: No module named 'pickle5'");
  });

  it('takes no configured file that it did not write, and says so', async () => {
    using project = trainingProject({ 'out/scores.json': '{"rmse": 1}' });
    const { record } = await project.train('exit 3', { settings: { metrics: ['out/scores.json'] } });
    expect(record.metrics).toEqual({});
    expect(record.capture.warnings).toEqual([
      {
        message: '"out/scores.json" was not written by this run; it is left out, being of an earlier run',
        file: 'out/scores.json',
      },
    ]);
    expect(record.error).toMatchObject({ message: 'the training failed with exit status 3', exit_code: 3 });
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [name: string, command: string, warning: object])[] = [
    ['is missing', 'true', { message: '"m.json" does not exist or holds no file', file: 'm.json' }],
    ['is empty', ': > m.json', { message: 'the file is empty; a JSON value was expected', file: 'm.json', line: 1 }],
    [
      'cannot be parsed',
      `printf '{"a": 1,\\n "b" 2}' > m.json`,
      { message: 'not JSON: unexpected token Number found', file: 'm.json', line: 2 },
    ],
    [
      'has 50 MB',
      'head -c 52428800 /dev/zero > m.json',
      { message: '50 MiB is more than is read; at most 10 MiB were expected', file: 'm.json' },
    ],
    [
      'is nested 100 levels deep',
      `printf '{"a":%.0s' $(seq 100) > m.json; printf 1 >> m.json; printf '}%.0s' $(seq 100) >> m.json`,
      { message: 'nested deeper than 32 levels; a flatter document was expected', file: 'm.json', line: 1 },
    ],
  ];
  it.each(cases)('a metrics file that %s costs one warning and nothing else', async (_name, command, warning) => {
    using project = trainingProject();
    const { record, log } = await project.train(`${command}\necho auc=0.9 >> "$MLOPS_METRICS"`, {
      settings: { metrics: ['m.json'] },
    });
    expect(record.status).toBe('finished');
    expect(record.metrics).toEqual({ auc: { value: 0.9 } });
    expect(record.capture.warnings).toEqual([warning]);
    expect(log.filter((line) => line.startsWith('warning:'))).toHaveLength(1);
  });

  it('a __proto__ name and a duplicate name are warned of with their line, and pollute nothing', async () => {
    using project = trainingProject();
    const { record } = await project.train(
      `printf '{\\n"__proto__": {"polluted": 1},\\n"a": 1,\\n"a": 2}' > metrics.json
       printf 'constructor=1\\nb=3\\n' >> "$MLOPS_METRICS"
       printf '__proto__:\\n  polluted: yes\\nc: 4\\n' > params.yaml`,
    );
    expect(record.metrics).toEqual({ a: { value: 2 }, b: { value: 3 } });
    expect(record.params).toEqual({ c: 4 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(record.capture.warnings).toEqual([
      { message: 'the name "constructor" is reserved; left out', file: 'MLOPS_METRICS', line: 1 },
      { message: 'the name "__proto__" is reserved; left out', file: 'metrics.json', line: 2 },
      { message: 'the name "a" stands there twice; the last one counts', file: 'metrics.json', line: 4 },
      { message: 'the name "__proto__" is reserved; left out', file: 'params.yaml', line: 1 },
    ]);
  });

  it('NaN, infinities, numbers as text, booleans and huge integers are kept as what they are', async () => {
    using project = trainingProject();
    const { record } = await project.train(
      `printf '{"a": NaN, "b": -Infinity, "c": "Infinity", "d": "3.5", "e": true, "f": null, "g": 12345678901234567890, "h": [[1,2],[3,4]]}' > metrics.json`,
    );
    expect(record.metrics).toEqual({
      a: { value: 'NaN' },
      b: { value: '-Infinity' },
      c: { value: 'Infinity' },
      g: { value: 12345678901234567000 },
    });
    expect(record.tags).toEqual({ d: '3.5', e: 'true', f: 'null' });
    expect(record.artifacts.map(({ path }) => path)).toEqual(['h.json']);
    expect(record.capture.warnings).toEqual([]);
  });

  it('a training that tampers with the capture folder loses what it took, not the record', async () => {
    using project = trainingProject();
    const { record } = await project.train(
      `rm -rf "$MLOPS_ARTIFACTS" "$MLOPS_METRICS" && mkfifo "$MLOPS_METRICS" && ln -s / "$MLOPS_ARTIFACTS"
       rm "$MLOPS_TAGS"; ln -s /etc/passwd "$MLOPS_TAGS"; echo '{"rmse": 1}' > metrics.json`,
    );
    expect(record.status).toBe('finished');
    expect(record.metrics).toEqual({ rmse: { value: 1 } });
    expect(record.artifacts).toEqual([]);
    expect(record.capture.warnings.map(({ file }) => file)).toEqual(['MLOPS_ARTIFACTS', 'MLOPS_METRICS', 'MLOPS_TAGS']);
  });

  it('a training that rewrites the plan is found out', async () => {
    using project = trainingProject();
    await expect(project.train('echo "{}" > "$(dirname "$MLOPS_METRICS")/plan.json"')).rejects.toMatchObject({
      code: 'capture-failed',
      message: expect.stringContaining('was changed after it was planned'),
    });
  });
});

describe('secrets', () => {
  const environment = { MY_API_TOKEN: 'correct-horse-battery', DB_PASSWORD: 'p@ss/word 1' };

  it.each([
    ['the output', 'echo "using $MY_API_TOKEN"; exit 1'],
    ['the command', 'echo correct-horse-battery > /dev/null; exit 1'],
    ['a param', 'echo "url=https://ada:$DB_PASSWORD@db" >> "$MLOPS_PARAMS"'],
    ['a tag', 'echo "note=$MY_API_TOKEN" >> "$MLOPS_TAGS"'],
    ['the name of a metric', 'printf "%s\\n" "x-$MY_API_TOKEN=1" "x-$MY_API_TOKEN=2" >> "$MLOPS_METRICS"'],
    ['the name of an artifact', 'echo 1 > "$MLOPS_ARTIFACTS/$MY_API_TOKEN.txt"'],
    ['a list that becomes an artifact', `printf '{"list": ["x", "%s"], "r": 1}' "$MY_API_TOKEN" > metrics.json`],
    ['a param that is cut within it', 'printf "long=%05990d%s\\n" 1 "$MY_API_TOKEN" >> "$MLOPS_PARAMS"'],
    ['base64 in a tag', 'echo "auth=$(printf "ada:%s" "$MY_API_TOKEN" | base64)" >> "$MLOPS_TAGS"'],
  ])('in %s do not reach the record, the files beside it or the artifact list', async (_place, command) => {
    using project = trainingProject();
    const { record, files, artifactFiles, log } = await project.train(command, { environment });
    const kept = artifactFiles.map(({ path, from }) => [path, readFileSync(from, 'utf8')]);
    const all = JSON.stringify([record, kept, log]) + Object.values(files).join('\n');
    expect(all).not.toContain('correct-ho');
    expect(all).not.toContain('p@ss/word');
    expect(all).not.toContain(btoa('correct-horse-battery').slice(4, 20));
    expect(all).toMatch(/\*\*\*|redacted\.txt/);
  });

  it('and all else that the environment holds stays there: only what is named is described', async () => {
    using project = trainingProject();
    const { record, files } = await project.train('echo rmse=1 >> "$MLOPS_METRICS"', {
      environment: { HARMLESS: 'canary-4711', npm_config_registry: 'https://canary-4711.example' },
    });
    expect(JSON.stringify([record, Object.values(files).map(String)])).not.toContain('canary');
  });

  it('in an override, and in uncommitted changes, are redacted too', async () => {
    using project = trainingProject({ 'train.py': 'pass\n' });
    project.write({ 'train.py': 'token = "correct-horse-battery"\n' });
    const { record, files } = await project.train('true', { environment, overrides: { key: 'correct-horse-battery' } });
    expect(record.params).toEqual({ key: '***' });
    expect(record.trigger.overrides).toEqual({ key: '***' });
    expect(files['changes.patch']?.toString()).toContain('+token = "***"');
  });
});

describe('the source', () => {
  it('has the patch of uncommitted changes as it was before the training', async () => {
    using project = trainingProject({ 'train.sh': 'echo 1\n' });
    project.write({ 'train.sh': 'echo 2\n', 'new.py': 'x' });
    const { record, files } = await project.train('echo 3 > train.sh');
    expect(record.source.dirty).toBe(true);
    expect(record.source.patch).toMatchObject({ kept: true });
    const patch = files['changes.patch']?.toString() ?? '';
    expect(patch).toContain('# untracked: "new.py"');
    expect(patch).toContain('+echo 2');
    expect(patch).not.toContain('+echo 3');
  });

  it('is not dirty because a tracked metrics file was written by an earlier run', async () => {
    using project = trainingProject({ 'metrics.json': '{}' });
    project.write({ 'metrics.json': '{"rmse": 1}' });
    const { record } = await project.train('true');
    expect(record.source.dirty).toBe(false);
  });

  it('describes a patch over 1 MB without keeping it', async () => {
    using project = trainingProject({ 'big.txt': 'x\n' });
    project.write({ 'big.txt': 'a line of text\n'.repeat(100_000) });
    const { record, files } = await project.train('true');
    expect(record.source.patch).toMatchObject({ kept: false });
    expect(files).toEqual({});
  });

  it('has head, base and merge base of a pull request', async () => {
    using project = trainingProject();
    const [head, base] = ['a'.repeat(40), 'b'.repeat(40)];
    const { record } = await project.train('true', {
      event: {
        name: 'pull_request',
        repository: 'ada/trips',
        branch: 'deeper',
        pullRequest: { number: 7, head, headBranch: 'deeper', base, baseBranch: 'main', isFork: false },
      },
    });
    expect(record.source).toMatchObject({
      repository: 'ada/trips',
      branch: 'deeper',
      pull_request: { number: 7, head, base },
    });
  });
});

describe("DVCLive's layout", () => {
  it('gives last values, series by their nested names, params and artifacts', async () => {
    using project = trainingProject();
    const { record } = await project.train(
      `mkdir -p dvclive/plots/metrics/train dvclive/artifacts
       printf 'step\\tloss\\n0\\t0.5\\n1\\t0.25\\n' > dvclive/plots/metrics/train/loss.tsv
       echo '{"train": {"loss": 0.25}, "step": 1}' > dvclive/metrics.json
       echo 'lr: 0.1' > dvclive/params.yaml
       echo w > dvclive/artifacts/model.txt; echo 'outs: []' > dvclive/artifacts/model.txt.dvc`,
    );
    expect(record.metrics).toEqual({
      'train.loss': { value: 0.25, step: 1, min: 0.25, max: 0.5, first: 0.5, count: 2 },
    });
    expect(record.params).toEqual({ lr: 0.1 });
    expect(record.model.files.map(({ path }) => path)).toEqual(['dvclive/artifacts/model.txt']);
  });
});

describe('a monorepo', () => {
  it('looks for files where the command runs, and names them from the root', async () => {
    using project = trainingProject({ 'a/params.yaml': 'x: 1', 'b/params.yaml': 'x: 2' });
    const { record } = await project.train(`pwd > where; echo '{"r": 1}' > metrics.json; echo w > model.bin`, {
      settings: { workingDirectory: 'b' },
    });
    expect(readFileSync(join(project.root, 'b/where'), 'utf8').trim()).toBe(join(project.root, 'b'));
    expect(record.params).toEqual({ x: 2 });
    expect(record.metrics).toEqual({ r: { value: 1 } });
    expect(record.model.files.map(({ path }) => path)).toEqual(['b/model.bin']);
  });
});
