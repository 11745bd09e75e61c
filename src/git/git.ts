// The only user of simple-git. One call is one git process; callers read the exit status, stdout bytes and stderr.
// What gives more than memory should hold is streamed past simple-git, which keeps all output until the end.
// Ambient GIT_* variables (GIT_DIR, GIT_INDEX_FILE…) never reach the process: simple-git strips what is not allowed here.
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { simpleGit, type SimpleGitOptions } from 'simple-git';
import { MlopsError } from '../error.ts';

/** What one git process gave back. */
interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A way to run git in one place with one set of credentials. */
export interface Git {
  /** Runs git with these arguments; a non-zero exit is a value. */
  exec(args: readonly string[], input?: string | Buffer): Promise<GitResult>;
  /** Runs git and gives stdout as text without its final newline; a non-zero exit throws `git-failed`. */
  text(args: readonly string[], input?: string | Buffer): Promise<string>;
  /** Runs git and gives stdout as it comes; a non-zero exit throws `git-failed` at the end. Who stops reading ends git. */
  stream(args: readonly string[], input: Iterable<string>): AsyncIterable<Buffer>;
}

/** Configuration that git reads for this process only, through its environment, so that no secret stands in argv. */
export type GitConfig = Readonly<Record<string, string>>;

const UNSAFE = {
  allowUnsafeConfigEnvCount: true,
  allowUnsafeHooksPath: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafePack: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeAskPass: true,
  allowUnsafeSshCommand: true,
} as const;

const INTERACTIVE = ['EDITOR', 'VISUAL', 'PAGER', 'GIT_EDITOR', 'GIT_PAGER', 'GIT_SEQUENCE_EDITOR'];

/**
 * Git working in `directory`.
 * @param directory an existing folder: a worktree, or any folder when the arguments name a `--git-dir`
 * @param config settings for these processes only (for example `http.https://github.com/.extraheader`)
 */
export function gitIn(directory: string, config: GitConfig = {}): Git {
  const added: Record<string, string> = {
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    GIT_CONFIG_COUNT: String(Object.keys(config).length),
  };
  for (const [index, [key, value]] of Object.entries(config).entries()) {
    added[`GIT_CONFIG_KEY_${index}`] = key;
    added[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  const kept = [
    'GIT_SSL_CAINFO',
    'GIT_SSL_NO_VERIFY',
    'GIT_SSH_COMMAND',
    'GIT_ASKPASS',
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_SYSTEM',
    'GIT_CONFIG_NOSYSTEM',
    'GIT_TRACE_CURL',
  ];
  const environment: NodeJS.ProcessEnv = { ...process.env, ...added };
  for (const name of Object.keys(environment)) {
    const isForeign = name.startsWith('GIT_') && !(name in added) && !kept.includes(name);
    // Nothing here edits or pages, and simple-git refuses to run where these are set.
    if (isForeign || INTERACTIVE.includes(name) || holdsJobToken(name)) delete environment[name];
  }
  const allowEnvironment = [...Object.keys(added), ...kept, 'SSH_ASKPASS', 'PREFIX'];

  async function exec(args: readonly string[], input?: string | Buffer): Promise<GitResult> {
    let result: GitResult | undefined;
    const options: Partial<SimpleGitOptions> = {
      baseDir: directory,
      unsafe: UNSAFE,
      allowEnvironment,
      // Otherwise output that is still in the pipe 50 ms after the process ended would be lost.
      completion: { onClose: true, onExit: false },
      errors(_error, { exitCode, stdOut, stdErr }) {
        result = { code: exitCode, stdout: Buffer.concat(stdOut), stderr: Buffer.concat(stdErr).toString() };
        return undefined;
      },
      ...(input === undefined ? {} : { input: () => input }),
    };
    await simpleGit(options)
      .env(environment)
      .outputHandler((_command, stdout) => {
        // After a process that printed nothing simple-git waits 50 ms for output that may be late. Nothing is late once
        // the pipe has ended, and an empty chunk counts as output.
        stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
      })
      .raw([...args]);
    if (result !== undefined && result.code < 0 && /^Error: spawn git\S* ENOENT/.test(result.stderr)) throw missing();
    if (result === undefined)
      throw new MlopsError(
        'git-failed',
        `git ${args[0] ?? ''} gave no result`,
        'This is a bug in mlops-action; please report it.',
      );
    return result;
  }

  return {
    exec,
    async text(args, input) {
      const { code, stdout, stderr } = await exec(args, input);
      if (code !== 0) throw failed(args, code, stderr);
      return stdout.toString().replace(/\n$/, '');
    },
    async *stream(args, input) {
      const child = spawn('git', [...args], { cwd: directory, env: environment, windowsHide: true });
      const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr = `${stderr}${chunk.toString()}`.slice(-MOST_STDERR)));
      // A git that ends early reads no more; its exit status says why.
      const fed = pipeline(Readable.from(input), child.stdin).catch(() => undefined);
      try {
        yield* child.stdout as AsyncIterable<Buffer>;
        await fed;
        const code = await ended;
        if (code !== 0) throw failed(args, code, stderr);
      } finally {
        child.kill();
      }
    },
  };
}

/** The same with arguments before those of each call, such as `--git-dir=…` or `-c name=value`. */
export function withArguments(git: Git, first: readonly string[]): Git {
  return {
    exec: (args, input) => git.exec([...first, ...args], input),
    text: (args, input) => git.text([...first, ...args], input),
    stream: (args, input) => git.stream([...first, ...args], input),
  };
}

/**
 * What a runner gives to a step alone. Git starts programs that a repository names: filters, hooks, servers of a path.
 * Outside of a job GITHUB_TOKEN is the user's, and their credential helper may want it.
 */
function holdsJobToken(name: string): boolean {
  if (/^(?:INPUT|ACTIONS)_/.test(name)) return true;
  return process.env['GITHUB_ACTIONS'] === 'true' && /^(?:GITHUB|GITEA|FORGEJO)_TOKEN$/.test(name);
}

const MOST_STDERR = 4000;

function missing(): MlopsError {
  return new MlopsError(
    'program-missing',
    'git cannot be started: it is not installed, or not on the PATH',
    'Install Git 2.38 or newer. In the container of a job that must be done before actions/checkout, which downloads the ' +
      'files without their repository where there is no git: `apk add git` in Alpine, `apt-get install -y git` in Debian.',
  );
}

function failed(args: readonly string[], code: number | null, stderr: string): MlopsError {
  return new MlopsError(
    'git-failed',
    `git ${args.join(' ')} failed with status ${code ?? 'none'}: ${stderr.trim()}`,
    'Run the command by hand in the repository to see more.',
  );
}
