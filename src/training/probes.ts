// Which interpreters to ask for their version and packages. They are asked by train.sh, after the training and in the
// step that holds no token: an interpreter of the worktree is as untrusted as the training itself. Pure.

/** What train.sh runs, and the file in `probed/` that gets its answer. */
export interface Probe {
  readonly name: ProbeName;
  /** Program and arguments; neither tabs nor line ends. */
  readonly argv: readonly string[];
}

type ProbeName = 'python' | 'r' | 'julia' | 'node' | 'java' | 'go' | 'rust' | 'dotnet' | 'gpu';

// Modules of the working directory must not stand in for the standard library's: hence the change of sys.path.
const LIST_PACKAGES = [
  'import sys',
  'sys.path[:] = [p for p in sys.path if p]',
  'import importlib.metadata as m, json, platform',
  'names = {(d.metadata["Name"] or "") + "==" + (d.version or "") for d in m.distributions()}',
  'print("\\n" + json.dumps({"version": platform.python_version(), "prefix": sys.prefix, "packages": sorted(names)}))',
].join('; ');

interface Runtime {
  readonly name: ProbeName;
  readonly command: RegExp;
  readonly file: RegExp;
  readonly argv: readonly string[];
}

const RUNTIMES: readonly Runtime[] = [
  { name: 'r', command: /\bRscript\b|\bR\s+-|\.R\b/, file: /^renv\.lock$|\.R$/i, argv: ['Rscript', '--version'] },
  { name: 'julia', command: /\bjulia\b|\.jl\b/, file: /^Project\.toml$|\.jl$/, argv: ['julia', '--version'] },
  { name: 'node', command: /\b(node|npm|npx|pnpm|yarn|tsx)\b/, file: /^package\.json$/, argv: ['node', '--version'] },
  {
    name: 'java',
    command: /\b(java|mvn|gradle|sbt|spark-submit)\b/,
    file: /^pom\.xml$|\.gradle(\.kts)?$/,
    argv: ['java', '-version'],
  },
  { name: 'go', command: /\bgo\s+(run|build|test)\b/, file: /^go\.mod$/, argv: ['go', 'version'] },
  { name: 'rust', command: /\bcargo\b/, file: /^Cargo\.toml$/, argv: ['rustc', '--version'] },
  { name: 'dotnet', command: /\bdotnet\b/, file: /\.[cf]sproj$/, argv: ['dotnet', '--version'] },
];

const PYTHON_COMMAND =
  /\bpython|\bpip\b|\bpytest\b|\bjupyter\b|\bpapermill\b|\bdvc\b|\.py\b|\.ipynb\b|\b(uv|poetry|pipenv|pdm|hatch|rye|conda|mamba|micromamba)\b/;
const PYTHON_FILE =
  /^requirements[^/]*\.txt$|^pyproject\.toml$|^setup\.py$|^Pipfile$|^environment\.ya?ml$|\.py$|\.ipynb$/;

/**
 * The probes for a command.
 * @param files names in its working directory, which tell what a `make train` is likely to use
 */
export function probesFor(command: string, files: readonly string[]): readonly Probe[] {
  const isUsed = (inCommand: RegExp, file: RegExp): boolean =>
    inCommand.test(command) || files.some((name) => file.test(name));
  const probes: Probe[] = RUNTIMES.filter((runtime) => isUsed(runtime.command, runtime.file)).map(({ name, argv }) => ({
    name,
    argv,
  }));
  if (isUsed(PYTHON_COMMAND, PYTHON_FILE)) probes.unshift({ name: 'python', argv: pythonArgv(command) });
  return [
    ...probes,
    { name: 'gpu', argv: ['nvidia-smi', '--query-gpu=name,memory.total,driver_version', '--format=csv,noheader'] },
  ];
}

/** How to start the very interpreter that the command uses. */
function pythonArgv(command: string): readonly string[] {
  return [...pythonLauncher(command), '-c', LIST_PACKAGES];
}

function pythonLauncher(command: string): readonly string[] {
  const environment = /(?:^|[\s;&|(])(?:source|\.)\s+([\w./-]+)\/(bin|Scripts)\/activate\b/.exec(command);
  if (environment?.[1] !== undefined) return [`${environment[1]}/${environment[2] ?? 'bin'}/python`];
  const conda = /\b(conda|mamba|micromamba)\s+(?:run|activate)\s+(?:(-n|--name|-p|--prefix)\s+)?([\w./-]+)/.exec(
    command,
  );
  if (conda?.[1] !== undefined && conda[3] !== undefined)
    return [conda[1], 'run', conda[2] ?? '-n', conda[3], 'python'];
  const runner = /\b(uv|poetry|pipenv|pdm|hatch|rye|pixi)\s+run\b/.exec(command)?.[1];
  if (runner !== undefined) return runner === 'uv' ? ['uv', 'run', '--no-sync', 'python'] : [runner, 'run', 'python'];
  const named = /(?:^|[\s;&|(=])((?:[\w.-]*\/)*python(?:\d+(?:\.\d+)?)?)(?=\s|$)/m.exec(command)?.[1];
  if (named !== undefined) return [named];
  // A script's own first line, a Makefile: whichever the PATH has.
  return ['bash', '-c', 'exec "$(command -v python || command -v python3)" "$@"', 'python'];
}

/** The probes as train.sh reads them: a line each, separated by tabs. */
export function renderProbes(probes: readonly Probe[]): string {
  return probes.map(({ name, argv }) => `${[name, ...argv].join('\t')}\n`).join('');
}
