// What a training workflow that somebody wrote, and that stays, lacks of what would have been written. Pure.
import type { Proposal } from './proposal.ts';
import type { Language } from './toolchain.ts';

/** What brings the packages of a language, in whatever way. */
const INSTALLERS: Readonly<Record<Language, RegExp>> = {
  python: /\b(?:pip3?|pipx|uv|poetry|pdm|pipenv|conda|mamba|micromamba|pixi|hatch|tox|nox)\b/,
  r: /install\.packages|\b(?:renv|remotes|pak|pacman)\b|setup-r-dependencies/,
  julia: /\bPkg\b|julia-buildpkg/,
  node: /\b(?:npm|pnpm|yarn|bun)\b/,
};

/** Whether the text of a workflow uses the action. */
export function usesAction(text: string): boolean {
  return /\buses:\s*["']?[^\s"']*\bmlops-action\b/.test(withoutComments(text));
}

/**
 * Why nothing is trained by the workflow that stays, if nothing is.
 * @param path of the workflow, for the words
 */
export function lackingInKept(path: string, text: string, { toolchains }: Proposal): readonly string[] {
  if (!usesAction(text)) return [`nothing trains on a push: ${path} stays as it is, and does not use mlops-action`];
  // What keeps a cache, or brings the language itself, installs no package.
  const steps = withoutComments(text).replaceAll(/^.*(?:\bcache[\w-]*:|\/setup-(?:python|node|uv|r)@).*$/gm, '');
  return toolchains
    .filter(({ language, install }) => install.length > 0 && !INSTALLERS[language].test(steps))
    .map(
      ({ install }) =>
        `${path} stays as it is, and no step of it installs the packages: add \`- run: ${install.join(' && ')}\``,
    );
}

function withoutComments(text: string): string {
  return text.replaceAll(/(?:^|\s)#.*$/gm, '');
}
