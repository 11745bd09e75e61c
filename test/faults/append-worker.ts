// A writer in a process of its own, which a test can kill at any point of a request together with the git that it runs.
// Started by `startWriter`, the same file is the process: argv is the URL, the folder for scratch repositories, the id of
// the run, the ref, and `contended` where others are known to write too. The record is `sampleRun({ id })`, so that the test knows its blob.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { MlopsError } from '../../src/error.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleBundle } from '../tracking/sample-run.ts';

/** What a writer says at its end: what `append` gave, or its error. */
type WriterAnswer =
  | { readonly commit?: string; readonly written: boolean }
  | { readonly error: { readonly code: string; readonly message: string } };

export interface Writer {
  /** The id of the run that it appends. */
  readonly id: string;
  /** Undefined when it was killed. Rejects when it crashed. */
  readonly answer: Promise<WriterAnswer | undefined>;
  /** Ends the process and every git that it started, at once, as when the machine fails; waits until it is gone. */
  kill(): Promise<void>;
}

export interface WriterOptions {
  readonly url: string;
  /** Folder for its scratch repositories. */
  readonly folder: string;
  readonly id?: string;
  readonly ref?: string;
  readonly contended?: boolean;
}

/** Starts a writer that appends one run and ends. */
export function startWriter({ url, folder, id = newRunId(), ref = REF, contended = false }: WriterOptions): Writer {
  const args = [import.meta.filename, url, folder, id, ref, contended ? 'contended' : 'alone'];
  // A process group of its own, so that one signal reaches the git processes too.
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
  return {
    id,
    answer: ended.then(async (signal) => {
      if (signal === 'SIGKILL') return undefined;
      const [stdout, stderr] = await output;
      if (stdout === '') throw new Error(`the writer crashed: ${stderr}`);
      return JSON.parse(stdout) as WriterAnswer;
    }),
    async kill() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

if (import.meta.main) {
  const [url = '', folder = '', id = '', ref = '', mode] = process.argv.slice(2);
  try {
    const appended = await openTestHistory(url, folder, {
      ref,
      contended: mode === 'contended',
      random: Math.random,
    }).append([sampleBundle({ id })]);
    process.stdout.write(JSON.stringify(appended));
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    process.stdout.write(JSON.stringify({ error: { code: error.code, message: error.message } }));
  }
}
