// The release of a version as a plan: what it is called, what it says, which files it carries under which names. Pure.
import type { ArtifactFile } from '../artifacts/store.ts';
import { comparisonOf } from '../comparison/recorded.ts';
import type { Card } from '../config/deployment-schema.ts';
import { MlopsError } from '../error.ts';
import type { ReleaseAsset } from '../forge/forge.ts';
import { canonicalJson } from '../run/canonical.ts';
import { code, fence, table } from '../report/markdown.ts';
import { cardSummary, renderCardBody, renderModelCard, type CardInput } from '../report/model-card.ts';
import { formatBytes } from '../report/number-format.ts';
import type { RunRecord } from '../run/record.ts';
import { MANIFEST_NAME, partName, partPrefix, partsOf } from './release-manifest.ts';
import { isPrerelease } from './version.ts';

/** GitHub takes a thousand assets; three of them are ours. */
const MAX_MODEL_ASSETS = 997;
export const RECORD_NAME = 'run.json';
const CARD_NAME = 'MODEL_CARD.md';
/** GitHub's limit of a release's body, in characters, and some to spare. */
const MAX_BODY = 120_000;
export const SUMS_NAME = 'SHA256SUMS';
const MAX_ROWS = 100;
const MAX_CELL = 200;

/** A model file as one asset, or as several where it is larger than the forge takes. */
export interface ModelAsset extends ReleaseAsset {
  /** Path of the file in the record. */
  readonly file: string;
  readonly parts: ReturnType<typeof partsOf>;
}

export interface ReleasePlan {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly prerelease: boolean;
  readonly modelAssets: readonly ModelAsset[];
  /** The run record as an asset that has yet to be written. */
  readonly record: { readonly name: string; readonly text: string };
  /** The model card, likewise. */
  readonly card: { readonly name: string; readonly text: string };
}

/**
 * Whether a release can take these files: to be asked before any tag is pushed.
 * @param maxAssetSize in bytes; undefined when the forge sets no limit
 * @throws MlopsError `release-refused` with the number of assets and the choices
 */
export function checkReleaseFiles(
  files: readonly Pick<ArtifactFile, 'size'>[],
  maxAssetSize: number | undefined,
): void {
  const parts = files.map(({ size }) => (size === 0 ? 0 : (partsOf(size, maxAssetSize)?.length ?? 1)));
  const isSplit = parts.some((count) => count > 1);
  const assets = parts.reduce((sum, count) => sum + count, isSplit ? 1 : 0);
  if (assets <= MAX_MODEL_ASSETS) return;
  throw new MlopsError(
    'release-refused',
    `the model has ${files.length} files${isSplit ? `, which make ${assets} assets of a release` : ''}; ` +
      `a release takes ${MAX_MODEL_ASSETS}`,
    'Choose: pack many files into one archive; make them smaller (compress, quantise); or keep the model elsewhere and ' +
      'make model-files a small file that holds its address and SHA-256. Nothing was registered.',
  );
}

/**
 * Plans the release of a registered version.
 * @param registered what `registerVersion` answered
 * @param files the model's files where they lie now
 * @param card what people say of the model
 * @throws MlopsError `release-refused`, see `checkReleaseFiles`
 */
export function prepareRelease(
  record: RunRecord,
  registered: { readonly model: string; readonly version: string; readonly tag: string },
  files: readonly ArtifactFile[],
  maxAssetSize: number | undefined,
  card: Card = {},
): ReleasePlan {
  checkReleaseFiles(files, maxAssetSize);
  // An empty file is no asset on GitHub; the record tells of it.
  const carried = files.filter(({ size }) => size > 0);
  const names = releaseNames(carried, maxAssetSize);
  const modelAssets = carried.map(({ path, from, size, sha256 }, index) => ({
    name: names[index] ?? sha256,
    file: path,
    path: from,
    size,
    sha256,
    parts: partsOf(size, maxAssetSize),
  }));
  const about = { run: record, comparison: comparisonOf(record), card, version: registered };
  return {
    tag: registered.tag,
    title: `${registered.model} ${registered.version}`,
    body: renderBody(about, modelAssets),
    prerelease: isPrerelease(registered.version),
    modelAssets,
    record: { name: RECORD_NAME, text: canonicalJson(record) },
    card: { name: CARD_NAME, text: renderModelCard(about) },
  };
}

/** The checksums of assets, in the format of sha256sum. */
export function renderSums(assets: readonly ReleaseAsset[]): string {
  return assets.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}

/** The names of files in a release, those of parts without their ending. Empty files have none. */
export function releaseNames(
  files: readonly Pick<ArtifactFile, 'path' | 'size'>[],
  maxAssetSize: number | undefined,
): readonly string[] {
  return assetNames(
    files.map(({ path }) => path),
    (index) => partsOf(files[index]?.size ?? 0, maxAssetSize) !== undefined,
  );
}

/**
 * Names that the forge keeps as they are, each different from the others whatever the case: the file's own name, with
 * its folders before it where two files share one. No name looks like a part of another file.
 */
export function assetNames(
  paths: readonly string[],
  isSplit: (index: number) => boolean = () => false,
): readonly string[] {
  const own = paths.map((path) => safe(path.slice(path.lastIndexOf('/') + 1)));
  const counts = Map.groupBy(own, (name) => name.toLowerCase());
  const taken = new Set([RECORD_NAME, CARD_NAME, SUMS_NAME, MANIFEST_NAME].map((name) => name.toLowerCase()));
  const prefixes: string[] = [];
  const isTaken = (name: string, prefix: string | undefined): boolean =>
    taken.has(name) ||
    prefixes.some((each) => name.startsWith(each)) ||
    (prefix !== undefined && [...taken].some((each) => each.startsWith(prefix)));
  return paths.map((path, index) => {
    const name = own[index] ?? '';
    const wanted = (counts.get(name.toLowerCase())?.length ?? 0) > 1 ? safe(path) : name;
    const prefixOf = (free: string): string | undefined =>
      isSplit(index) ? partPrefix(free).toLowerCase() : undefined;
    let free = wanted;
    for (let count = 2; isTaken(free.toLowerCase(), prefixOf(free)); count += 1) free = `${count}-${wanted}`;
    taken.add(free.toLowerCase());
    prefixes.push(...[prefixOf(free)].filter((prefix) => prefix !== undefined));
    return free;
  });
}

function safe(text: string): string {
  const kept = text.replaceAll(/[^a-zA-Z0-9_.-]+/g, '-').replaceAll(/\.{2,}/g, '.');
  return kept.replaceAll(/^[.-]+|[.-]+$/g, '').slice(-150) || 'file';
}

function renderBody(about: CardInput, assets: readonly ModelAsset[]): string {
  const rows = assets.map(({ name, file, size, sha256, parts }) => [
    code(parts === undefined ? name : `${partName(name, 0)} to ${parts.length}`, MAX_CELL),
    code(file, MAX_CELL),
    formatBytes(size),
    code(sha256),
  ]);
  const more = rows.length > MAX_ROWS ? [[`and ${rows.length - MAX_ROWS} more`, '', '', '']] : [];
  const shownRows = [...rows.slice(0, MAX_ROWS), ...more];
  const split = assets.filter(({ parts }) => parts !== undefined);
  const download = [
    cardSummary(about),
    rows.length === 0
      ? 'The run has no model files.'
      : table(['asset', 'file', 'size', 'SHA-256'], ['left', 'left', 'right', 'left'], shownRows),
    'Download and check:',
    fence('bash', [`gh release download '${about.version?.tag ?? ''}' && sha256sum -c ${SUMS_NAME}`]),
    ...(split.length === 0 ? [] : [JOINING, fence('bash', split.slice(0, MAX_ROWS).map(joinCommand))]),
    `Everything about the run is in ${code(RECORD_NAME)}, and what follows in ${code(CARD_NAME)} too.`,
  ].join('\n\n');
  return `${download}\n\n${renderCardBody(about, MAX_BODY - download.length)}\n`;
}

const JOINING =
  `Files that are larger than a release takes are in parts; ${code(MANIFEST_NAME)} lists them. ` +
  '`mlops artifacts download` joins them by itself, and a shell like this:';

/** Names of assets hold no character that means anything to a shell. */
function joinCommand({ name, sha256 }: ModelAsset): string {
  return `cat ${partPrefix(name)}* > ${name} && echo '${sha256}  ${name}' | sha256sum -c`;
}
