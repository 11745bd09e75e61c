import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { MlopsError } from '../../src/error.ts';

function refusal(text: string): MlopsError {
  try {
    parseConfig(text, 'mlops.yaml');
  } catch (error) {
    if (error instanceof MlopsError) return error;
    throw error;
  }
  throw new Error(`was accepted: ${text}`);
}

const EXAMPLE = `model: duration
command: python train.py
params: [params.yaml:train, config/*.toml]
metrics: metrics.json
model-files: models/duration.bin
data: data/*.parquet
gates:
  rmse: {better: lower, primary: true, max: 7, max-regression: 1%}
  auc: {better: higher, min: 0.8}
  latency_p95_ms: {better: lower, max: 45, warn: 40}
register: {when: auto, bump: patch, stage: staging}
stages: [staging, production]
tracking: {branch: mlops-tracking}
`;

describe('parseConfig', () => {
  it('reads the example of the documentation', () => {
    expect(parseConfig(EXAMPLE, 'mlops.yaml')).toMatchObject({
      model: 'duration',
      params: ['params.yaml:train', 'config/*.toml'],
      gates: { rmse: { better: 'lower', primary: true, max: 7, 'max-regression': '1%' } },
      register: { when: 'auto', bump: 'patch', stage: 'staging' },
    });
  });

  it('knows the variables that an address may hold, and leaves what only looks a little like one', () => {
    const withUrl = (url: string): string =>
      `stages: {production: {deploy: {command: ./deploy.sh, health: {url: '${url}'}}}}\n`;
    expect(() => parseConfig(withUrl('http://${MODEL_STAGE}.example.org/$filter?v=$MODEL_VERSION'), 'x')).not.toThrow();
    expect(refusal(withUrl('http://127.0.0.1:$PORT/')).message).toContain(
      'stages.production.deploy.health.url: $PORT is none of the variables of a deployment, known are MODEL_NAME',
    );
    expect(refusal(withUrl('http://$MODEL_STGAE.example.org/')).message).toContain('did you mean "MODEL_STAGE"?');
  });

  it('reads a file with the line ends of Windows as it reads any other', () => {
    const text = EXAMPLE.replace('command: python train.py', 'command: |\n  set -e\n  python train.py');
    expect(parseConfig(text.replaceAll('\n', '\r\n'), 'mlops.yaml')).toEqual(parseConfig(text, 'mlops.yaml'));
  });

  it.each(['', '\n\n', '# only a comment\n', '---\n'])('takes an empty file %j as an empty configuration', (text) => {
    expect(parseConfig(text, 'mlops.yaml')).toEqual({});
  });

  it('fills the defaults of a register section that leaves members out', () => {
    expect(parseConfig('register: {bump: v2.0.0-rc.1}', 'm').register).toEqual({ when: 'never', bump: 'v2.0.0-rc.1' });
  });

  it.each([
    ['modle: x', 'mlops.yaml:1: unknown key "modle", did you mean "model"?'],
    ['model_files: x', 'mlops.yaml:1: unknown key "model_files", did you mean "model-files"?'],
    ['failOn: x', 'mlops.yaml:1: unknown key "failOn", did you mean "fail-on"?'],
    [
      'model: a\n\ngates:\n  rmse:\n    bettr: lower',
      'mlops.yaml:5: unknown key "bettr" in gates.rmse, did you mean "better"?',
    ],
    ['tracking: {brunch: x}', 'mlops.yaml:1: unknown key "brunch" in tracking, did you mean "branch"?'],
    ['register: {wen: auto}', 'mlops.yaml:1: unknown key "wen" in register, did you mean "when"?'],
    ['__proto__: {a: 1}', 'mlops.yaml:1: unknown key "__proto__"'],
    ['gates: {__proto__: {max: 1}}', 'mlops.yaml:1: gates: a metric cannot be named "__proto__"'],
  ])('names the key, the line and the nearest known key of %j', (text, message) => {
    expect(refusal(text).message).toContain(message);
    expect(refusal(text).code).toBe('config-invalid');
  });

  it('lists the known keys when none is near', () => {
    expect(refusal('zzzzzzzzzz: 1').message).toContain('known are model, experiment, command');
  });

  it.each([
    ['\ncommand: 3', 'mlops.yaml:2: command: expected text, got the number 3'],
    ['params: 3', 'params: expected text or a list, got the number 3'],
    ['params: [a, 3]', 'params.1: expected text, got the number 3'],
    ['params: ""', 'params: expected text that is not empty, got the text ""'],
    ['comment: yes', 'comment: expected true or false or on-change, got the text "yes"'],
    ['gates: [1]', 'gates: expected a mapping, got a list'],
    ['gates: {rmse: 7}', 'gates.rmse: expected a mapping, got the number 7'],
    ['gates: {rmse: {max: "7"}}', 'gates.rmse.max: expected a number, got the text "7"'],
    ['gates: {rmse: {max: .nan}}', 'gates.rmse.max: expected a number, got the number NaN'],
    [
      'gates: {rmse: {max-regression: lots}}',
      'gates.rmse.max-regression: expected a number, or a percentage such as "1%"',
    ],
    ['gates:', 'gates: expected a mapping, got nothing'],
    ['command:', 'command: expected text, got nothing'],
    ['register: auto', 'register: expected a mapping, got the text "auto"'],
    ['register: {bump: 1.0}', 'register.bump: expected patch, minor, major or text, got the number 1'],
    ['register: {bump: v1.02.3}', 'register.bump: expected patch, minor, major, or an exact version such as v1.2.3'],
    ['register: {when: maybe}', 'register.when: expected auto, always, never, got the text "maybe"'],
    ['fail-on: fial', 'fail-on: expected fail, inconclusive, never, got the text "fial"'],
    ['model: -x', 'model: expected a name of letters, digits'],
    ['model: a//b', 'model: expected a name that git and every file system take'],
    ['model: aux/b', 'model: expected a name that git and every file system take'],
    ['retention-days: 1.5', 'retention-days: expected a whole number, got the number 1.5'],
    ['retention-days: 1000', 'retention-days: expected at most 400, got the number 1000'],
    ['tracking: {branch: "a..b"}', 'tracking.branch: expected the name of a branch or a full ref'],
    ['tracking: {branch: "-x"}', 'tracking.branch: expected the name of a branch or a full ref'],
    ['- a\n- b', 'the configuration: expected a mapping, got a list'],
    ['just text', 'the configuration: expected a mapping, got the text "just text"'],
    ['command: "\\u0000\\n@team -->"\nmodel: 3', 'mlops.yaml:2: model: expected text, got the number 3'],
  ])('says what %j should have been and what came', (text, message) => {
    expect(refusal(text).message).toContain(message);
  });

  it.each([
    [
      'gates:\n  a: {primary: true}\n  b:\n    primary: true',
      'mlops.yaml:4: gates: "a" and "b" are primary; one metric at most can be',
    ],
    ['gates: {a: {min: 2, max: 1}}', 'gates.a: min 2 is greater than max 1'],
    ['gates: {a: {min: 2, warn: 1}}', 'gates.a: warn 1 is below min 2, where the gate fails already'],
    ['gates: {a: {max: 2, warn: 3}}', 'gates.a: warn 3 is above max 2, where the gate fails already'],
    [
      'gates:\n  a: {test: superiority}\n  b:\n    test: superiority',
      'mlops.yaml:4: gates: "a" and "b" are tested for superiority; one metric at most can be, the others are guardrails',
    ],
    [
      'gates: {a: {primary: true}, b: {test: superiority}}',
      'gates: "a" is primary and "b" is tested for superiority; both must be one metric',
    ],
    ['gates: {a: {margin: 1%}}', 'gates.a: margin 1% is of no test; add "test: non-inferiority"'],
    ['gates: {a: {test: non-inferiority}}', 'gates.a: test non-inferiority needs a margin above 0'],
    ['gates: {a: {test: non-inferiority, margin: 0%}}', 'gates.a: test non-inferiority needs a margin above 0'],
    [
      'gates: {a: {test: non-inferiority, margin: 1%, max-regression: 2%}}',
      'gates.a: max-regression 2% and the margin of test non-inferiority say how much worse is accepted; give one of them',
    ],
    ['gates: {a: {test: better}}', 'gates.a.test: expected superiority, non-inferiority, got the text "better"'],
    ['gates: {a: {slices: {margin: 1%, rows: 3}}}', 'unknown key "rows" in gates.a.slices, known are margin, min-rows'],
    ['gates: {a: {slices: {margin: 1%, min-rows: 3}}}', 'gates.a.slices.min-rows: expected at least 20'],
    ['decision: {alpa: 0.05}', 'unknown key "alpa" in decision, did you mean "alpha"?'],
    ['decision: {alpha: 0}', 'decision.alpha: expected at least 0'],
    ['decision: {power: 1}', 'decision.power: expected at most 1'],
    ['metrics-pattern: "(?P<name>x)=(?<value>y)"', 'metrics-pattern: groups are written (?<name>…), without the P'],
    ['metrics-pattern: "(?<name>x)"', 'metrics-pattern: expected the groups (?<value>…)'],
    ['metrics-pattern: "(?<name>x)=(?<value>"', 'metrics-pattern: Invalid regular expression'],
  ])('refuses %j, which breaks a rule', (text, message) => {
    expect(refusal(text).message).toContain(message);
  });

  it('reports all problems at once, each with its line, and points at the first', () => {
    const error = refusal('modle: x\ncommand: 3\nfail-on: no\n');
    expect(error.message.split('\n')).toHaveLength(3);
    expect(error.message).toContain('mlops.yaml:2: command');
    expect(error.place).toEqual({ file: 'mlops.yaml', line: 1, column: 1 });
  });

  it.each([
    ['model: a\nmodel: b', 'mlops.yaml:2: Map keys must be unique'],
    ['a: 1\n---\nb: 2', 'multiple documents'],
    ['model: !!js/function "x"', 'Unresolved tag'],
    ['model: [', 'mlops.yaml:1:'],
    ['\tmodel: a', 'mlops.yaml:1:'],
    ['a: *nowhere', 'Unresolved alias'],
  ])('refuses %j, which is not plain YAML', (text, message) => {
    expect(refusal(text).message).toContain(message);
  });

  it('refuses an alias bomb instead of filling the memory', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    expect(refusal(`l0: &l0 lol\n${levels.join('\n')}`).message).toMatch(/alias/);
  });

  it('finds lines through aliases', () => {
    expect(refusal('gates:\n  a: &a\n    max: x\n  b: *a\n').message).toContain('mlops.yaml:3: gates.b.max');
  });

  it('refuses a text that is far too long for a configuration', () => {
    expect(refusal(`command: "${'x'.repeat(1_000_001)}"`).message).toContain('characters; at most');
  });

  it('shortens hostile values and keeps them on one line', () => {
    const error = refusal(`"a\\n::error::${'b'.repeat(10_000)}": 1`);
    expect(error.message).not.toContain('\n');
    expect(error.message.length).toBeLessThan(600);
  });
});
