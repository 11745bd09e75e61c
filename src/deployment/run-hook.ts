// Runs a deployment hook here: bash with the hook's variables and no token. What it starts in the background is meant to
// stay, a server above all, so its output goes to a file that outlives us rather than into a pipe that does not.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MlopsError } from '../error.ts';
import type { Redactor } from '../run/redact.ts';
import { errorLineOf, readLogTail } from '../training/log-tail.ts';
import { readPlainFile } from '../training/plain-file.ts';
import { CONTAINER_SCRIPT, IMAGE_FILE, parseImage } from './container-script.ts';
import { endGroup, endLeftHook, forgetHook, nameHook } from './left-hook.ts';
import type { HookOutcome, PreparedDeployment } from './prepared.ts';

export const HOOK_FILES = { script: 'hook.sh', output: 'output.log', image: IMAGE_FILE } as const;

const LOOK_MS = 100;

/** A hook that writes more than this has gone wrong; deploy.sh has it too. */
const MAX_OUTPUT_BYTES = 200_000_000;
export const TOO_MUCH_OUTPUT = `the deploy command wrote more than ${MAX_OUTPUT_BYTES / 1_000_000} MB of output`;
const CHUNK_BYTES = 64 * 1024;

export interface HookPorts {
  /** Absolute path of the folder that the hook runs in. */
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly redact: Redactor;
  /** Gets the output as it comes. */
  readonly onOutput: (chunk: Buffer) => void;
  readonly abort?: AbortSignal | undefined;
}

/**
 * Runs the script of a deployment to its end, its time or its interruption.
 * @returns how it went; a deployment without a script went well
 * @throws MlopsError `program-missing` when bash cannot be started
 */
export async function runHook(prepared: PreparedDeployment, ports: HookPorts): Promise<HookOutcome> {
  const { folder, script, variables, settings, deploy } = prepared;
  if (script === undefined) return {};
  await mkdir(folder, { recursive: true });
  const files = { script: join(folder, HOOK_FILES.script), output: join(folder, HOOK_FILES.output) };
  if (await endLeftHook(folder, files.script))
    ports.onOutput(Buffer.from('mlops: ended a deploy command that was left\n'));
  await rm(join(folder, HOOK_FILES.image), { force: true });
  // A server of an earlier deployment may still write to the file that had this name.
  await rm(files.output, { force: true });
  await writeFile(files.script, script);
  const output = await open(files.output, 'ax+');
  try {
    const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', files.script], {
      cwd: ports.workingDirectory,
      env: { ...withoutTokens(ports.environment), ...variables, ...settings },
      // A process group of its own: it can be ended as a whole, and the terminal's Ctrl-C reaches it through us alone.
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    const ended = endOf(child);
    // Looked at below; until then it may have failed already.
    ended.catch(() => undefined);
    await nameHook(folder, child.pid);
    const follow = followOutput(output, ports.onOutput);
    const stopped = await watch(child, ended, { seconds: deploy.timeout, ...ports, follow });
    const { code, signal } = await ended;
    await follow.read();
    if (stopped !== undefined) return { failure: stopped };
    if (code === 0) return await successOf(prepared);
    const how = code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with status ${code}`;
    return { failure: await failureOf(how, files.output, ports.redact) };
  } finally {
    await forgetHook(folder);
    await output.close();
  }
}

/** Why a hook failed, in words: how it ended, and the last error that it told of. */
export async function failureOf(how: string, log: string, redact: Redactor): Promise<string> {
  const tail = await readLogTail(log, redact);
  const script = join(dirname(log), HOOK_FILES.script);
  const said = (errorLineOf(tail) ?? tail.at(-1))?.replaceAll(script, HOOK_FILES.script);
  return `the deploy command ${how}${said === undefined ? '' : `: ${said}`}`;
}

/** What a hook that ended well left behind; for whoever did not run it here. */
export async function successOf({ folder, script }: PreparedDeployment): Promise<HookOutcome> {
  if (script?.startsWith(CONTAINER_SCRIPT) !== true) return {};
  const text = (await readPlainFile(join(folder, HOOK_FILES.image), 1000))?.content.toString() ?? '';
  const image = parseImage(text);
  return image === undefined ? { failure: 'the deploy command left no image by digest' } : { image };
}

/** The environment without what would let a hook act on the forge in our name. */
function withoutTokens(environment: HookPorts['environment']): Record<string, string> {
  const isToken = (name: string): boolean =>
    /^(?:INPUT|ACTIONS)_/.test(name) || /^(?:GITHUB|GH|GITEA|FORGEJO)_TOKEN$/.test(name);
  const kept = Object.entries(environment).filter(([name, value]) => value !== undefined && !isToken(name));
  return Object.fromEntries(kept) as Record<string, string>;
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((settle, reject) => {
    child.once('exit', (code, signal) => settle({ code, signal }));
    child.once('error', (cause) => {
      const hint = 'Install bash (on Windows: Git for Windows) and put it on the PATH.';
      reject(new MlopsError('program-missing', `bash cannot be started: ${cause.message}`, hint, { cause }));
    });
  });
}

/** @returns why the hook was stopped; undefined when it ended by itself */
async function watch(
  child: ChildProcess,
  ended: Promise<End>,
  { seconds, abort, follow }: { readonly seconds: number; readonly follow: Follower } & Pick<HookPorts, 'abort'>,
): Promise<string | undefined> {
  const deadline = performance.now() + seconds * 1000;
  let isEnded = false;
  const end = ended.finally(() => (isEnded = true)).catch(() => undefined);
  for (;;) {
    await Promise.race([end, wait(LOOK_MS, undefined, { ref: true })]);
    if (isEnded) {
      await ended;
      return undefined;
    }
    const size = await follow.read();
    const reason =
      abort?.aborted === true
        ? 'the deploy command was interrupted'
        : performance.now() >= deadline
          ? `the deploy command did not end within ${seconds} s`
          : size > MAX_OUTPUT_BYTES
            ? TOO_MUCH_OUTPUT
            : undefined;
    if (reason === undefined) continue;
    if (child.pid !== undefined) await endGroup(child.pid, () => isEnded);
    return reason;
  }
}

interface Follower {
  /** Hands on what came since the last time; gives the size of the output so far. */
  read(): Promise<number>;
}

function followOutput(output: Awaited<ReturnType<typeof open>>, onOutput: HookPorts['onOutput']): Follower {
  let position = 0;
  const read = async (): Promise<number> => {
    for (;;) {
      const { buffer, bytesRead } = await output.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
      if (bytesRead === 0) return position;
      position += bytesRead;
      onOutput(buffer.subarray(0, bytesRead));
      if (position > MAX_OUTPUT_BYTES) return position;
    }
  };
  return { read };
}
