// GTO's tag grammar, exactly (github.com/treeverse/gto, gto/constants.py): a tag's name says what happened to a model.
//
//   model@v1.2.3      registers a version        model@v1.2.3!       takes it back
//   model#stage#4     assigns a stage            model#stage!#5      takes it back
//   model@deprecated  deprecates the model       dir=model@v1.2.3    a model of a folder, named dir:model elsewhere
//
// Any of them may end in a counter, `#N`. Pure.
import { MlopsError } from '../error.ts';
import { VERSION_SOURCE } from './version.ts';

/** Source of a regular expression for names of models and stages. */
export const NAME_SOURCE = '[a-zA-Z0-9](?:[a-zA-Z0-9/_-]*[a-zA-Z0-9])?';
const DIRECTORY_SOURCE = '[a-zA-Z0-9_./-]+';

const NAME = new RegExp(`^${NAME_SOURCE}$`);
const ARTIFACT = new RegExp(`^(?:${DIRECTORY_SOURCE}:)?${NAME_SOURCE}$`);
const TAG = new RegExp(
  `^(?<artifact>(?:${DIRECTORY_SOURCE}=)?${NAME_SOURCE})` +
    `(?:(?:#(?<stage>${NAME_SOURCE})|@(?<version>${VERSION_SOURCE}))(?<cancel>!?)|@(?<word>deprecated|created))` +
    `(?:#(?<counter>[0-9]+))?$`,
);

/** What a tag's name says. `artifact` is written with ":" between folder and name, as GTO does outside of tags. */
export type RegistryTag = { readonly artifact: string; readonly counter?: number } & (
  | { readonly action: 'register' | 'deregister'; readonly version: string }
  | { readonly action: 'assign' | 'unassign'; readonly stage: string }
  | { readonly action: 'deprecate' }
);

/** The meaning of a tag's name; undefined for tags that are not GTO's, `model@created` included: it has no meaning. */
export function parseTag(name: string): RegistryTag | undefined {
  const groups = TAG.exec(name)?.groups;
  if (groups === undefined) return undefined;
  const artifact = (groups['artifact'] ?? '').replaceAll('=', ':');
  const common = groups['counter'] === undefined ? { artifact } : { artifact, counter: Number(groups['counter']) };
  const { version, stage } = groups;
  const isCancelled = groups['cancel'] === '!';
  if (version !== undefined) return { ...common, action: isCancelled ? 'deregister' : 'register', version };
  if (stage !== undefined) return { ...common, action: isCancelled ? 'unassign' : 'assign', stage };
  return groups['word'] === 'deprecated' ? { ...common, action: 'deprecate' } : undefined;
}

/** Whether GTO reads the name and has no meaning for it, `model@created`: every command of GTO stops at such a tag. */
export function stopsGto(name: string): boolean {
  return TAG.exec(name)?.groups?.['word'] === 'created';
}

/**
 * The name of the tag that says this.
 * @throws MlopsError `usage` for names outside of the grammar and for tags that git or a file system would refuse
 */
export function renderTag(tag: RegistryTag): string {
  checkArtifactName(tag.artifact);
  const name = `${tagPrefix(tag.artifact)}${subject(tag)}${tag.counter === undefined ? '' : `#${tag.counter}`}`;
  const refusal = parseTag(name) === undefined ? 'it is not of the form name@v1.2.3' : refusalOf(name);
  if (refusal === undefined) return name;
  throw unwritable(name, refusal);
}

function unwritable(name: string, refusal: string): MlopsError {
  return new MlopsError('usage', `the tag "${name}" cannot be written: ${refusal}`, 'Choose another name.');
}

/** The name of the same tag with a counter. @throws MlopsError `usage` for a name that would be too long */
export function numberedTag(plain: string, counter: bigint): string {
  const name = `${plain}#${counter}`;
  const refusal = refusalOf(name);
  if (refusal === undefined) return name;
  throw unwritable(name, refusal);
}

/** What all tags of a model begin with, before "@" or "#". @param artifact with ":" between folder and name */
export function tagPrefix(artifact: string): string {
  return artifact.replaceAll(':', '=');
}

/** @throws MlopsError `usage` for a text that cannot be the name of a model, with or without a folder */
export function checkArtifactName(artifact: string): void {
  if (!ARTIFACT.test(artifact)) throw badName(artifact);
}

/** Whether the text can be the name of a model (without a folder) or of a stage in tags that exist everywhere. */
export function isName(text: string): boolean {
  return NAME.test(text) && refusalOf(`${text}@v0.0.1`) === undefined;
}

/**
 * Why a tag of this name cannot exist everywhere, or undefined when it can. The grammar allows more than git does
 * (git help check-ref-format), and a tag is a file on the machines that fetch it.
 */
export function refusalOf(name: string): string | undefined {
  if (name.includes('..')) return 'git refuses ".." in names';
  if (name.length > 240) return `it has ${name.length} characters; 240 are safe on every file system`;
  const parts = name.split('/');
  if (parts.includes('')) return 'git refuses an empty part between slashes';
  for (const part of parts) {
    if (part.startsWith('.') || part.endsWith('.')) return `git or Windows refuses the part "${part}"`;
    if (part.endsWith('.lock')) return 'git refuses parts that end in ".lock"';
    if (/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i.test(part)) return `Windows refuses the part "${part}"`;
  }
  return undefined;
}

function subject(tag: RegistryTag): string {
  if (tag.action === 'deprecate') return '@deprecated';
  const cancel = tag.action === 'deregister' || tag.action === 'unassign' ? '!' : '';
  return 'version' in tag ? `@${tag.version}${cancel}` : `#${tag.stage}${cancel}`;
}

function badName(name: string): MlopsError {
  return new MlopsError(
    'usage',
    `"${name}" is no name of a model`,
    'Use letters, digits, "-", "_" and "/", with a letter or digit at both ends.',
  );
}
