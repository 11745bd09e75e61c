#!/usr/bin/env node
// The command line's door: reads the words, runs one command, and is the only place that ends the process.
import { assetsBeside } from './assets.ts';
import { reportFailure } from './fail.ts';
import { VERSION } from '../version.ts';

const words = process.argv.slice(2);
// The version alone must not cost the loading of everything else.
if (words.length === 1 && ['--version', '-V'].includes(words[0] ?? '')) process.stdout.write(`${VERSION}\n`);
else await run();

async function run(): Promise<void> {
  const [{ CommanderError }, { buildProgram }] = await Promise.all([import('commander'), import('./program.ts')]);
  try {
    const program = buildProgram(assetsBeside(import.meta.filename, import.meta.dirname), settle);
    await program.parseAsync([...withDefaultSubcommand(words)], { from: 'user' });
  } catch (error) {
    // Commander has said what is wrong; 0 stands for --help and --version.
    if (error instanceof CommanderError) settle(error.exitCode === 0 ? 0 : 2);
    else settle(reportFailure(error, words.includes('--json')));
  }
}

function settle(status: number): void {
  process.exitCode = status;
}

/** `mlops runs --limit 5` is `mlops runs list --limit 5`, and `mlops registry` is `mlops registry show`. */
function withDefaultSubcommand(given: readonly string[]): readonly string[] {
  const defaults: Readonly<Record<string, readonly [string, ...string[]]>> = {
    runs: ['list', 'show'],
    registry: ['show', 'history'],
  };
  const [command = '', next] = given;
  const known = Object.hasOwn(defaults, command) ? defaults[command] : undefined;
  if (known === undefined || (next !== undefined && [...known, '--help', '-h', 'help'].includes(next))) return given;
  return [command, known[0], ...given.slice(1)];
}
