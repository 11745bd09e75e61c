// What a person sees on a terminal, on a real one: script(1) of util-linux gives the program a pty.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import {
  commitFiles,
  createEmptyRepository,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { MLOPS_PROGRAM } from '../support/mlops.ts';

const SCRIPT = 'script';
const isThere = spawnSync(SCRIPT, ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

let folder: TemporaryFolder;
let project: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(project, { 'mlops.yaml': 'model: cars\ncommand: echo rmse=5 >> "$MLOPS_METRICS"\n' });
  return () => folder[Symbol.dispose]();
});

/** @param columns how wide the terminal is; what it is by itself by default */
function onTerminal(words: string, columns?: number): string {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...TEST_GIT_ENVIRONMENT, TERM: 'xterm' };
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS', 'CI']) delete environment[name];
  const size = columns === undefined ? '' : `stty cols ${columns}; `;
  const line = `${size}'${process.execPath}' '${MLOPS_PROGRAM}' ${words}`;
  const { stdout } = spawnSync(SCRIPT, ['-qec', line, '/dev/null'], {
    cwd: project,
    env: environment,
    encoding: 'utf8',
  });
  return stdout.replaceAll('\r\n', '\n');
}

test.skipIf(!isThere)('a run ends with a summary to read, not with the Markdown of its comment', () => {
  const said = onTerminal('train --quiet');
  const text = stripVTControlCharacters(said);
  expect(said).not.toBe(text);
  expect(text).toMatch(/^METRIC +THIS RUN$/m);
  expect(text).toMatch(/^report {3}mlops report [0-9a-f]{12}$/m);
  expect(text).not.toContain('<!--');
});

test.skipIf(!isThere)('two runs fit the terminal, in colours', () => {
  onTerminal('train --quiet');
  onTerminal("train --quiet -- 'echo a_metric_of_a_very_long_name=4 >> $MLOPS_METRICS; echo rmse=4 >> $MLOPS_METRICS'");
  const said = onTerminal('compare main', 60);
  const text = stripVTControlCharacters(said);
  expect(said).not.toBe(text);
  expect(text).toContain('No gate: cars is worse than main');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
});

test.skipIf(!isThere)('stderr in a file holds no escape codes, though stdout is a terminal', () => {
  const file = join(folder.path, 'stderr');
  onTerminal(`train 2> '${file}'`);
  onTerminal(`runs show abcdef 2>> '${file}'`);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('error: ');
  expect(text).toContain('recorded as');
  expect(text).toBe(stripVTControlCharacters(text));
});
