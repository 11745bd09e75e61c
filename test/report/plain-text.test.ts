import { expect, it } from 'vitest';
import { logLine } from '../../src/report/plain-text.ts';
import { trainingProject } from '../training/training-project.ts';

it('a message for the log is one line and no command of a workflow runner', () => {
  expect(logLine('found a\n::error::b\r\nc')).toBe('found a ::error::b c');
  expect(logLine('\u001B[31m\n ::error::b')).toBe(':\u200b:error::b');
  expect(logLine('a##[error]b\u200b##[c')).toBe('a#\u200b#[error]b#\u200b#[c');
});

it('the capture names files with line breaks and commands in their names on one line each', async () => {
  using project = trainingProject();
  const { log } = await project.train(
    `mkdir -p "$MLOPS_ARTIFACTS/model" 'out'
     echo w > "$MLOPS_ARTIFACTS/model/"$'a\\n::set-output name=x::y'
     echo '{"a": ' > $'::error::b\\n##[c].json'`,
    { settings: { metrics: ['*.json'] } },
  );
  expect(log.some((line) => line.includes('::set-output'))).toBe(true);
  for (const line of log) expect(line).not.toMatch(/[\n\r]|^(warning: )?::|##\[/);
});
