#!/usr/bin/env node
// The command line's door: reads the words, runs one command, and is the only place that ends the process.
import { assetsBeside } from './assets.ts';
import { reportFailure } from './fail.ts';
import { VERSION } from '../version.ts';

const words = process.argv.slice(2);
refuseOldNode();
for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreNobodyReads);
// The version alone must not cost the loading of everything else.
if (words.length === 1 && ['--version', '-V'].includes(words[0] ?? '')) process.stdout.write(`${VERSION}\n`);
else await run();

async function run(): Promise<void> {
  const [{ CommanderError }, { buildProgram }] = await Promise.all([import('commander'), import('./program.ts')]);
  try {
    const program = buildProgram(assetsBeside(import.meta.filename, import.meta.dirname), settle);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    // Commander has said what is wrong; 0 stands for --help and --version.
    if (error instanceof CommanderError) settle(error.exitCode === 0 ? 0 : 2);
    else settle(reportFailure(error, ownWords().includes('--json')));
  }
}

function settle(status: number): void {
  process.exitCode = status;
}

/** What stands after `--` belongs to the training. */
function ownWords(): readonly string[] {
  const end = words.indexOf('--');
  return end === -1 ? words : words.slice(0, end);
}

/** Whoever reads has gone (`| head`, a closed terminal): nothing more can be said, but the work goes on to its end. */
function ignoreNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'EIO') return;
  throw error;
}

/** The first version that has all that is used here (package.json, engines). */
function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return;
  process.stderr.write(
    `error: mlops needs Node 22.13 or newer, and this is ${process.versions.node}\n` +
      'hint: Install a newer Node; with npx, `-p node@24` before the other `-p` brings its own.\n',
  );
  process.exit(2);
}
