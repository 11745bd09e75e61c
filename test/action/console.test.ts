import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actionLog, setOutputs } from '../../src/action/console.ts';
import { withoutCommands } from '../../src/report/plain-text.ts';
import { parseKeyValues } from '../support/composite/command-files.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

test.each([
  ['::set-output name=x::y', ':\u200b:set-output name=x::y'],
  ['  ::add-mask::e', '  :\u200b:add-mask::e'],
  ['found model: a\n::error::pwned', String.raw`found model: a\u000a::error::pwned`],
  ['a\r\n##[error]old', String.raw`a\u000d\u000a#` + '\u200b#[error]old'],
  ['\u2028::stop-commands::x', String.raw`\u2028::stop-commands::x`],
  ['\u001b[2Jwiped \u202etxt.exe', String.raw`\u001b[2Jwiped \u202etxt.exe`],
  ['kept as it is: 100 % ✓ `x`', 'kept as it is: 100 % ✓ `x`'],
])('a line cannot command the runner: %j', (message, expected) => {
  expect(withoutCommands(message)).toBe(expected);
});

test('the value of an output cannot set another', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'output');
  writeFileSync(path, '');
  const before = process.env['GITHUB_OUTPUT'];
  process.env['GITHUB_OUTPUT'] = path;
  const outputs = {
    metrics: '{}\nmodel-version=v9.9.9\nmetrics<<EOF\nx\nEOF',
    verdict: 'ghadelimiter_\npass',
    stage: undefined,
  };
  try {
    setOutputs(outputs);
  } finally {
    if (before === undefined) delete process.env['GITHUB_OUTPUT'];
    else process.env['GITHUB_OUTPUT'] = before;
  }
  expect(parseKeyValues(readFileSync(path, 'utf8'))).toEqual({ ...outputs, stage: '' });
});

test('what we say at any level is one line that commands nothing', () => {
  const write = process.stdout.write.bind(process.stdout);
  let said = '';
  process.stdout.write = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  try {
    actionLog.info('::error::pwned');
    actionLog.warn('x\n::error::pwned');
    actionLog.debug('x\n::error::pwned');
  } finally {
    process.stdout.write = write;
  }
  const lines = said.trimEnd().split('\n');
  expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([undefined, 'warning', 'debug']);
});
