import { expect, test } from 'vitest';
import { withoutCommands } from '../../src/action/console.ts';

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
