import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { redactorFrom, redactRecord } from '../../src/run/redact.ts';
import { looksSecretMember, looksSecretVariable } from '../../src/run/secret-name.ts';

const SECRET = 'correct+horse/battery 7';

describe('the value of a secret variable', () => {
  const redact = redactorFrom({
    MY_TOKEN: SECRET,
    OTHER_TOKEN: 'schöne+rote-horse',
    PATH: '/usr/bin',
    CACHE_KEY: 'linux-pip-cache',
  });

  it.each([
    ['as it is', SECRET],
    ['in JSON', JSON.stringify(`a "${SECRET}"`)],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['as a form field', SECRET.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll(' ', '+')],
    ['URL-encoded in lower case', encodeURIComponent(SECRET).replaceAll('%2B', '%2b').replaceAll('%2F', '%2f')],
    ['in JSON of ASCII only', String.raw`"sch\u00f6ne+rote-horse"`],
    ['in base64', btoa(SECRET)],
    ['in base64 behind one character', btoa(`x${SECRET}`)],
    ['in base64 between a user and more', btoa(`x-access-token:${SECRET}\nand more`)],
    ['in base64url', btoa(`ab${SECRET}`).replaceAll('+', '-').replaceAll('/', '_')],
  ])('is taken out %s', (_form, text) => {
    const redacted = redact(`before ${text} after`);
    expect(redacted).toMatch(/^before .*\*\*\*.* after$/s);
    expect(redacted).not.toContain('horse');
    expect(redacted.length).toBeLessThan(text.length + 12);
  });

  it('of many lines is taken out line by line', () => {
    const lines = redactorFrom({ DEPLOY_SECRET: 'first-line\nsecond-line\nend' });
    expect(lines('see second-line here, end')).toBe('see *** here, end');
  });

  it('is taken out where it stands in a variable that holds JSON', () => {
    const inputs = redactorFrom({
      INPUT_INPUTS: JSON.stringify({ model: 'duration', 'github-token': 'a-strange-token' }),
    });
    expect(inputs('a-strange-token of duration')).toBe('*** of duration');
  });

  it('is taken out where a text was cut within it', () => {
    expect(redact(`a long text with ${SECRET.slice(0, 14)}…`)).toBe('a long text with ***…');
    expect(redact(`a long text with ${SECRET.slice(0, 5)}…`)).toBe('a long text with corre…');
  });

  it('that is too short or a common word stays', () => {
    const redact = redactorFrom({ A_TOKEN: 'abc', B_SECRET: 'default', C_KEY: '' });
    expect(redact('abc default')).toBe('abc default');
  });

  it('never survives in any text around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        expect(redact(`${before}${SECRET}${after}`)).not.toContain('horse');
      }),
    );
  });
});

describe('names', () => {
  it.each([
    'GITHUB_TOKEN',
    'INPUT_GITHUB-TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'DB_PASS',
    'OPENAI_KEY',
    'HF_TOKEN',
    'apiKey',
  ])('%s holds a secret', (name) => expect(looksSecretVariable(name)).toBe(true));
  it.each([
    'PATH',
    'PWD',
    'INPUT_COMMENT-KEY',
    'TOKENIZERS_PARALLELISM',
    'MAX_TOKENS',
    'KEY_COLUMN',
    'SSH_AUTH_SOCK',
    'MONKEY',
  ])('%s holds none', (name) => expect(looksSecretVariable(name)).toBe(false));
  it('of params are read more narrowly: a key may be a column', () => {
    expect(['password', 'hf_token', 'api_key', 'secretKey'].map(looksSecretMember)).toEqual([true, true, true, true]);
    expect(['key', 'pad_token', 'max_tokens', 'pass', 'primary_key'].map(looksSecretMember)).toEqual(
      Array(5).fill(false),
    );
  });
});

describe('text in the shape of a credential', () => {
  const redact = redactorFrom({});
  it.each([
    ['ghp_0123456789abcdefghijABCDEFGHIJ012345', '***'],
    ['x github_pat_11ABCDEFG0123456789_abcdefghij y', 'x *** y'],
    ['AKIAIOSFODNN7EXAMPLE', '***'],
    ['xoxb-123456789012-abcdefghij', '***'],
    ['hf_abcdefghijklmnopqrstuvwx', '***'],
    ['sk-proj-abcdefghijklmnopqrst', '***'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN', '***'],
    ['a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nb', 'a\n***\nb'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut', '***'],
    ['postgres://ada:hunter2@db/x', 'postgres://***@db/x'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer ***'],
    ['python train.py --api-key hunter2hunter2 --rate 0.1', 'python train.py --api-key *** --rate 0.1'],
    ['train --db-password=hunter2hunter2', 'train --db-password=***'],
    ['DB_PASSWORD=hunter2 python train.py', 'DB_PASSWORD=*** python train.py'],
  ])('%j is taken out', (text, expected) => expect(redact(text)).toBe(expected));

  it.each([
    'python train.py --token "$HF_TOKEN" --api-key ${KEY}',
    'sk-learn and task-oriented',
    'https://example.org/a@b',
    'git@github.com:ada/trips.git',
    'rmse=6.1 tokens: 42',
  ])('%j stays', (text) => expect(redact(text)).toBe(text));

  it('is looked for in linear time', () => {
    const started = performance.now();
    for (const part of ['eyJ', 'a://', '--token ', '-----BEGIN PRIVATE KEY-----', 'A_', 'sk-', '://a:'])
      redact(part.repeat(30_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a record', () => {
  it('loses secrets in every string and every name, and values under a secret name', () => {
    const redact = redactorFrom({ MY_TOKEN: 'hunter2hunter2' });
    const record = { a: ['x hunter2hunter2'], 'n-hunter2hunter2': { b: 1 }, params: { password: 'qwerty', rate: 0.1 } };
    expect(redactRecord(record, redact)).toEqual({
      a: ['x ***'],
      'n-***': { b: 1 },
      params: { password: '***', rate: 0.1 },
    });
  });

  it('keeps digests and times whole, unless one is the secret itself', () => {
    const digest = 'ab123456'.repeat(8);
    const redact = redactorFrom({ A_PASSWORD: '123456', B_TOKEN: 'cd'.repeat(20) });
    expect(
      redactRecord({ digest, at: '2026-11-23T12:34:56.123Z', key: 'cd'.repeat(20), id: 'x123456' }, redact),
    ).toEqual({
      digest,
      at: '2026-11-23T12:34:56.123Z',
      key: '***',
      id: 'x***',
    });
  });

  it('keeps a member called __proto__ a plain member', () => {
    const redacted = redactRecord(JSON.parse('{"__proto__": {"x": "y"}}') as object, redactorFrom({}));
    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype);
    expect(JSON.stringify(redacted)).toBe('{"__proto__":{"x":"y"}}');
  });
});
