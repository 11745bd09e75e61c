// How the packages of a language are installed, told by its manifest. Pure.
import { PINNED } from './pinned-actions.ts';
import { importedPackages, libraryPackages } from './imported-packages.ts';
import { shellWord, type RepositoryFacts } from './repository-facts.ts';

export type Language = 'python' | 'r' | 'julia' | 'node';

/** A step of a job: an action with its inputs, or lines of bash. */
export type SetupStep =
  | { readonly uses: string; readonly with: Readonly<Record<string, string>> }
  | { readonly run: readonly string[] };

export interface Toolchain {
  readonly language: Language;
  /** What tells of it: `requirements.txt`; undefined where only scripts do. */
  readonly manifest: string | undefined;
  /** What stands before a script in a command, such as `uv run python`. */
  readonly runner: string;
  /** What makes the language available in a job. */
  readonly setup: readonly SetupStep[];
  /** Lines of bash that install the packages, in a job and in a development container. */
  readonly install: readonly string[];
}

const PYTHON_VERSION = '3.12';

/** What runs a notebook. */
const NOTEBOOK_PACKAGES = ['nbconvert', 'ipykernel'] as const;

/**
 * The toolchain of a language.
 * @param script text of the training script, for a language without a manifest
 */
export function toolchainOf(language: Language, facts: RepositoryFacts, script: string): Toolchain {
  const toolchains = { python: pythonToolchain, r: rToolchain, julia: juliaToolchain, node: nodeToolchain };
  return toolchains[language](facts, script);
}

/** Languages that have a manifest in the folder. */
export function languagesWithManifest(facts: RepositoryFacts): readonly Language[] {
  const languages: readonly Language[] = ['python', 'r', 'julia', 'node'];
  return languages.filter((language) => toolchainOf(language, facts, '').manifest !== undefined);
}

interface PythonManager {
  readonly manifest: RegExp;
  readonly runner?: string;
  readonly setup?: readonly SetupStep[];
  /** Input `cache` of setup-python. */
  readonly cache?: 'pip';
  install(manifest: string): readonly string[];
}

/** The first one whose manifest is there counts: a lock file says more than a list of wishes. */
const PYTHON_MANAGERS: readonly PythonManager[] = [
  {
    manifest: /^uv\.lock$/,
    runner: 'uv run ',
    setup: [{ uses: PINNED.uv, with: {} }],
    install: () => ['uv sync --locked'],
  },
  {
    manifest: /^poetry\.lock$/,
    runner: 'poetry run ',
    setup: [{ run: ['pipx install poetry'] }],
    install: () => ['poetry install --no-interaction --no-root'],
  },
  {
    manifest: /^pdm\.lock$/,
    runner: 'pdm run ',
    setup: [{ run: ['pipx install pdm'] }],
    install: () => ['pdm sync --no-self'],
  },
  {
    manifest: /^Pipfile\.lock$/,
    runner: 'pipenv run ',
    setup: [{ run: ['pipx install pipenv'] }],
    install: () => ['pipenv sync'],
  },
  {
    manifest: /^(?:environment|conda)\.ya?ml$/,
    // Conda is on GitHub's runners, but not on their PATH.
    setup: [{ run: ['echo "$CONDA/bin" >> "$GITHUB_PATH"'] }],
    install: (manifest) => [`conda env update --name base --file ${manifest}`],
  },
  {
    manifest: /^requirements(?:[-_.]?(?:train|training|prod|base|ci))?\.txt$|^requirements\/(?:train|base|main)\.txt$/,
    cache: 'pip',
    install: (manifest) => [`python -m pip install --requirement ${manifest}`],
  },
  { manifest: /^(?:pyproject\.toml|setup\.py)$/, cache: 'pip', install: () => ['python -m pip install .'] },
];

function pythonToolchain(facts: RepositoryFacts): Toolchain {
  const python = facts.programs.has('python') || !facts.programs.has('python3') ? 'python' : 'python3';
  for (const manager of PYTHON_MANAGERS) {
    // The shortest name is the general one.
    const [manifest] = facts.paths
      .filter((path) => manager.manifest.test(path))
      .toSorted((a, b) => a.length - b.length);
    if (manifest === undefined) continue;
    const isConda = manifest.endsWith('ml') && !manifest.endsWith('toml');
    return {
      language: 'python',
      manifest,
      runner: manager.runner === undefined ? `${python} ` : `${manager.runner}python `,
      setup: [...(isConda ? [] : [setupPython(facts, manager.cache && manifest)]), ...(manager.setup ?? [])],
      install: manager.install(manifest),
    };
  }
  const runner = `${python} `;
  return { language: 'python', manifest: undefined, runner, setup: [setupPython(facts, undefined)], install: [] };
}

function setupPython({ paths, texts, folder }: RepositoryFacts, cached: string | undefined): SetupStep {
  const requires = /^\s*requires-python\s*=/m.test(texts.get('pyproject.toml') ?? '');
  const file = paths.includes('.python-version') ? '.python-version' : requires ? 'pyproject.toml' : undefined;
  return {
    uses: PINNED.python,
    with: {
      ...(file === undefined
        ? { 'python-version': PYTHON_VERSION }
        : { 'python-version-file': inFolder(folder, file) }),
      ...(cached === undefined ? {} : { cache: 'pip', 'cache-dependency-path': inFolder(folder, cached) }),
    },
  };
}

function rToolchain({ paths, texts }: RepositoryFacts, script: string): Toolchain {
  const manifest = ['renv.lock', 'DESCRIPTION'].find((name) => paths.includes(name));
  const packages = libraryPackages(script || [...texts].map(([path, text]) => (isR(path) ? text : '')).join('\n'));
  const list = packages.map((name) => `"${name}"`).join(', ');
  const install = {
    'renv.lock': [`Rscript -e 'install.packages("renv")' -e 'renv::restore(prompt = FALSE)'`],
    DESCRIPTION: [`Rscript -e 'install.packages("remotes")' -e 'remotes::install_deps(dependencies = TRUE)'`],
    none: packages.length === 0 ? [] : [`Rscript -e 'install.packages(c(${list}))'`],
  }[manifest ?? 'none'];
  const setup = [{ uses: PINNED.r, with: { 'use-public-rspm': 'true' } }];
  return { language: 'r', manifest, runner: 'Rscript ', setup, install: install ?? [] };
}

function juliaToolchain({ paths }: RepositoryFacts): Toolchain {
  const manifest = paths.includes('Project.toml') ? 'Project.toml' : undefined;
  const install = manifest === undefined ? [] : [`julia --project=. -e 'using Pkg; Pkg.instantiate()'`];
  // Julia is on GitHub's Ubuntu runners.
  return { language: 'julia', manifest, runner: 'julia --project=. ', setup: [], install };
}

function nodeToolchain({ paths, folder }: RepositoryFacts): Toolchain {
  const manifest = paths.includes('package.json') ? 'package.json' : undefined;
  const lock = ['pnpm-lock.yaml', 'yarn.lock', 'package-lock.json'].find((name) => paths.includes(name));
  const version = ['.nvmrc', '.node-version'].find((name) => paths.includes(name));
  const setup: SetupStep = {
    uses: PINNED.node,
    with: {
      ...(version === undefined ? { 'node-version': '24' } : { 'node-version-file': inFolder(folder, version) }),
      ...(lock === 'package-lock.json' ? { cache: 'npm', 'cache-dependency-path': inFolder(folder, lock) } : {}),
    },
  };
  const install = {
    'pnpm-lock.yaml': ['corepack enable', 'pnpm install --frozen-lockfile'],
    'yarn.lock': ['corepack enable', 'yarn install'],
    'package-lock.json': ['npm ci'],
    none: manifest === undefined ? [] : ['npm install'],
  }[lock ?? 'none'];
  return { language: 'node', manifest, runner: 'node ', setup: [setup], install: install ?? [] };
}

/**
 * What is missing for a job to have the packages of a script; undefined when nothing is.
 * @param file that the script is the text of
 */
export function missingManifest({ language, manifest }: Toolchain, script: string, file: string): string | undefined {
  if (language !== 'python' || manifest !== undefined) return undefined;
  const imported = importedPackages(script);
  const packages = file.endsWith('.ipynb') ? [...imported, ...NOTEBOOK_PACKAGES] : imported;
  if (packages.length === 0) return undefined;
  const words = packages.map(shellWord).join(' ');
  return `there is no requirements.txt, so no workflow installs what ${file} needs, ${packages.join(', ')}: \`printf '%s\\n' ${words} > requirements.txt\`, better with versions, and run \`mlops init\` again`;
}

function inFolder(folder: string, path: string): string {
  return folder === '.' ? path : `${folder}/${path}`;
}

function isR(path: string): boolean {
  return /\.r$/i.test(path);
}
