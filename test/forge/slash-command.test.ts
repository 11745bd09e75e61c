import { array, assert, constantFrom, property, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { parseSlashCommand } from '../../src/forge/slash-command.ts';

const accept = (gate: string, reason: string, model?: string): object => ({ verb: 'accept', gate, reason, model });
const retrain = (inputs: Readonly<Record<string, string>>, workflow?: string): object => {
  return { verb: 'retrain', inputs, workflow };
};

test.each([
  ['/mlops accept rmse known issue', accept('rmse', 'known issue')],
  ["/mlops\taccept  rmse   it isn't ours, see #12 ", accept('rmse', "it isn't ours, see #12")],
  ['/mlops accept "rmse (test)" "known issue"', accept('rmse (test)', 'known issue')],
  [String.raw`/mlops accept "a \"b\" \\" 'x y'`, accept('a "b" \\', 'x y')],
  ['/mlops accept rmse "quoted" and more', accept('rmse', '"quoted" and more')],
  ['/mlops accept rmse "never closed', accept('rmse', '"never closed')],
  ['/mlops accept --model fraud rmse why', accept('rmse', 'why', 'fraud')],
  ['/mlops accept --model=fraud/xgb rmse why', accept('rmse', 'why', 'fraud/xgb')],
  ['/mlops accept rmse why\r\n\r\nSome more words.', accept('rmse', 'why')],
  ['/mlops accept rmse why\n```\n/mlops retrain a=1\n```\n> /mlops retrain a=1', accept('rmse', 'why')],
  ['/mlops accept 精度 データが古い', accept('精度', 'データが古い')],
  ['/mlops accept __proto__ why 👩‍🔬', accept('__proto__', 'why 👩‍🔬')],
  ['/mlops retrain', retrain({})],
  ['/mlops retrain learning_rate=0.1 depth=', retrain({ learning_rate: '0.1', depth: '' })],
  [`/mlops retrain note="a b" 'x=1 2' y=a=b`, retrain({ note: 'a b', x: '1 2', y: 'a=b' })],
  ['/mlops retrain --workflow train-fraud.yml x=1', retrain({ x: '1' }, 'train-fraud.yml')],
])('%j is a command', (body, command) => {
  expect(parseSlashCommand(body)).toEqual(command);
});

test.each([
  ['production', { stage: 'production' }],
  ['duration production', { model: 'duration', stage: 'production' }],
  ['duration@v1.2.3 production', { model: 'duration', version: 'v1.2.3', stage: 'production' }],
  ['duration@latest production', { model: 'duration', version: 'latest', stage: 'production' }],
  ['production --reason it is  Friday', { stage: 'production', reason: 'it is  Friday' }],
  [
    'a/b@v1.0.0-rc.1 eu/prod --force "we know"',
    { model: 'a/b', version: 'v1.0.0-rc.1', stage: 'eu/prod', reason: 'we know', force: true },
  ],
  ['production --force=why --reason', { stage: 'production', reason: 'why --reason', force: true }],
])('promote %s', (text, meant) => {
  const nothing = { model: undefined, version: undefined, reason: undefined, force: false };
  expect(parseSlashCommand(`/mlops promote ${text}`)).toEqual({ verb: 'promote', ...nothing, ...meant });
});

test.each([
  '',
  'LGTM',
  ' /mlops accept rmse why',
  '    /mlops accept rmse why',
  '\n/mlops accept rmse why',
  '> /mlops accept rmse why',
  '`/mlops accept rmse why`',
  '```\n/mlops accept rmse why\n```',
  '~~~\n/mlops accept rmse why\n~~~',
  '<!--\n/mlops accept rmse why\n-->',
  'LGTM\n/mlops accept rmse why',
  '/mlopsaccept rmse why',
  '/mlops-accept rmse why',
  '/MLOPS accept rmse why',
  '/mlops\u00A0accept rmse why',
])('%j is none', (body) => {
  expect(parseSlashCommand(body)).toBeUndefined();
});

test.each([
  ['/mlops', 'no command after /mlops'],
  ['/mlops ', 'no command after /mlops'],
  ['/mlops acept rmse why', 'no command "acept", did you mean "accept"?'],
  ['/mlops Accept rmse why', 'did you mean "accept"?'],
  ['/mlops deploy now', 'no command "deploy"'],
  ['/mlops promote', 'needs the name of a stage'],
  ['/mlops promote a@v1.0.0 production now', '"now" is one word too many'],
  ['/mlops promote duration@1.0.0 production', '"1.0.0" is no version'],
  ['/mlops promote ../x production', '"../x" is no name of a model or stage'],
  ['/mlops promote "prod uction"', '"uction\\""'],
  ['/mlops promote production --force', '--force needs a reason'],
  ['/mlops promote production --force ""', '--force needs a reason'],
  ['/mlops accept', 'needs the name of a gate and a reason'],
  ['/mlops accept "" why', 'needs the name of a gate and a reason'],
  ['/mlops accept rmse', 'the gate "rmse" needs a reason'],
  ['/mlops accept rmse ""', 'needs a reason'],
  ['/mlops accept rmse ...', 'needs a reason'],
  ['/mlops accept "rmse why', 'a quote is not closed'],
  ['/mlops accept --model', '--model needs'],
  ['/mlops accept --model= rmse why', '--model needs'],
  [`/mlops accept ${'g'.repeat(251)} why`, 'more than 250 characters'],
  [`/mlops accept rmse ${'w'.repeat(1001)}`, 'the reason has 1001 characters'],
  [`/mlops accept rmse ${'w'.repeat(4000)}`, 'at most 4000 are read'],
  ['/mlops accept rmse why\u202Eyhw', 'characters that cannot be seen'],
  ['/mlops accept rmse why\u0007', 'characters that cannot be seen'],
  ['/mlops accept rmse why\uD800', 'characters that cannot be seen'],
  ['/mlops accept rmse why\n/mlops accept r2 why', 'two commands'],
  ['/mlops accept rmse why\n```\ncode\n```\n/mlops retrain', 'two commands'],
  ['/mlops retrain depth', '"depth" is no assignment'],
  ['/mlops retrain =1', 'begins with no name'],
  ['/mlops retrain a$b=1', 'begins with no name'],
  ['/mlops retrain model.depth=1', '"_" in place of "."'],
  ['/mlops retrain a=1 a=2', '"a" is given twice'],
  ['/mlops retrain a="1', 'a quote is not closed'],
  [`/mlops retrain a=${'1'.repeat(1001)}`, 'the value of a has more'],
  [`/mlops retrain ${Array.from({ length: 26 }, (_, at) => `a${at}=1`).join(' ')}`, '26 values are given'],
  ['/mlops retrain --workflow ../x.yml a=1', 'no name of a workflow file'],
  ['/mlops retrain --workflow', '--workflow needs'],
])('%j is a command that cannot be done, and the answer says why', (body, words) => {
  expect(parseSlashCommand(body)).toEqual({
    problem: expect.stringContaining(words) as string,
    help: expect.stringMatching(/\S/) as string,
  });
});

test('no text is taken for a command that does not begin as one, and none makes the parser fail', () => {
  const pieces = constantFrom(
    '/mlops',
    ' ',
    'accept',
    'retrain',
    '"',
    "'",
    '\\',
    '=',
    '--model',
    '\n',
    '```',
    '> ',
    'a',
  );
  const texts = array(pieces, { maxLength: 14 }).map((words) => words.join(''));
  assert(
    property(texts, (body) => {
      const parsed = parseSlashCommand(body);
      expect(parsed === undefined).toBe(!/^\/mlops(?:[ \t\r\n]|$)/.test(body));
    }),
  );
});

test('whatever stands in quotes comes back as it was', () => {
  const visible = string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text));
  const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  assert(
    property(tuple(visible, visible), ([gate, value]) => {
      expect(parseSlashCommand(`/mlops accept ${quoted(`g${gate}`)} why`)).toEqual(accept(`g${gate}`, 'why'));
      expect(parseSlashCommand(`/mlops retrain a=${quoted(value)} b=1`)).toEqual(retrain({ a: value, b: '1' }));
    }),
  );
});
