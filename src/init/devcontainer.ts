// The development container: what Codespaces and editors start, with the languages, the packages and the command line.
import { shellWord } from './repository-facts.ts';
import type { Language } from './toolchain.ts';
import type { Proposal } from './proposal.ts';

const IMAGES: Readonly<Record<Language, string>> = {
  python: 'mcr.microsoft.com/devcontainers/python:3.12',
  node: 'mcr.microsoft.com/devcontainers/typescript-node:24',
  r: 'ghcr.io/rocker-org/devcontainer/r-ver:4',
  julia: 'ghcr.io/julia-vscode/julia-devcontainer:latest',
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
  const install = toolchains.flatMap(({ manifest, install }) => [...managersFor(manifest), ...install]);
  const steps = folder === '.' || install.length === 0 ? install : [`cd ${shellWord(folder)}`, ...install];
  const container = {
    name: config.model,
    image: main === undefined ? 'mcr.microsoft.com/devcontainers/base:ubuntu' : IMAGES[main],
    // The command line runs on Node.
    ...(main === 'node' ? {} : { features: { 'ghcr.io/devcontainers/features/node:1': { version: '24' } } }),
    ...(steps.length === 0 ? {} : { postCreateCommand: steps.join(' && ') }),
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
