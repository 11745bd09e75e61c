// The development container: what Codespaces and editors start, with the languages, the packages and the command line.
import { RELEASE } from './pinned-actions.ts';
import { shellWord } from './repository-facts.ts';
import type { Language } from './toolchain.ts';
import type { Proposal } from './proposal.ts';

const PLAIN_IMAGE = 'mcr.microsoft.com/devcontainers/base:ubuntu';

const IMAGES: Readonly<Record<Language, string>> = {
  python: 'mcr.microsoft.com/devcontainers/python:3.12',
  node: 'mcr.microsoft.com/devcontainers/typescript-node:24',
  r: 'ghcr.io/rocker-org/devcontainer/r-ver:4',
  julia: PLAIN_IMAGE,
};

/** What brings a language to an image of another one, with its options. */
const FEATURES: Readonly<Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  python: { 'ghcr.io/devcontainers/features/python:1': { version: '3.12' } },
  node: { 'ghcr.io/devcontainers/features/node:1': { version: '24' } },
  r: { 'ghcr.io/rocker-org/devcontainer-features/r-apt:0': {} },
  julia: { 'ghcr.io/julialang/devcontainer-features/julia:1': {} },
};

const EXTENSIONS: Readonly<Record<Language, readonly string[]>> = {
  python: ['ms-python.python'],
  node: [],
  r: ['REditorSupport.r'],
  julia: ['julialang.language-julia'],
};

/** The text of devcontainer.json. */
export function renderDevcontainer({ toolchains, folder, config }: Proposal): string {
  const languages = toolchains.map(({ language }) => language);
  const [main] = languages;
  // The command line runs on Node.
  const needed = new Set<Language>([...languages, 'node']);
  const added = [...needed].filter((language) => language !== main || IMAGES[language] === PLAIN_IMAGE);
  const install = toolchains.flatMap(({ manifest, install }) => [...managersFor(manifest), ...install]);
  const packages = folder === '.' || install.length === 0 ? install : [`cd ${shellWord(folder)}`, ...install];
  const steps = [`npm install --global ${RELEASE}`, ...packages];
  const container = {
    name: config.model,
    image: main === undefined ? PLAIN_IMAGE : IMAGES[main],
    ...(added.length === 0 ? {} : { features: Object.assign({}, ...added.map((language) => FEATURES[language])) }),
    postCreateCommand: steps.join(' && '),
    customizations: {
      vscode: {
        extensions: [
          'redhat.vscode-yaml',
          'github.vscode-github-actions',
          ...languages.flatMap((language) => EXTENSIONS[language]),
        ],
      },
    },
  };
  return `${JSON.stringify(container, undefined, 2)}\n`;
}

/** What a container has to get before its packages can be installed. */
function managersFor(manifest: string | undefined): readonly string[] {
  const manager = { 'uv.lock': 'uv', 'poetry.lock': 'poetry', 'pdm.lock': 'pdm', 'Pipfile.lock': 'pipenv' }[
    manifest ?? ''
  ];
  return manager === undefined ? [] : [`pipx install ${manager}`];
}
