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
import { plain } from '../report/plain-text.ts';
import type { RunRecord } from '../run/record.ts';
import { isPrerelease } from './version.ts';

/** GitHub takes a thousand assets; three of them are ours. */
const MAX_MODEL_FILES = 997;
const RECORD_NAME = 'run.json';
const CARD_NAME = 'MODEL_CARD.md';
/** GitHub's limit of a release's body, in characters, and some to spare. */
const MAX_BODY = 120_000;
export const SUMS_NAME = 'SHA256SUMS';
const MAX_ROWS = 100;
const MAX_CELL = 200;

export interface ReleasePlan {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly prerelease: boolean;
  readonly modelAssets: readonly ReleaseAsset[];
  /** The run record as an asset that has yet to be written. */
  readonly record: { readonly name: string; readonly text: string };
  /** The model card, likewise. */
  readonly card: { readonly name: string; readonly text: string };
}

/**
 * Whether a release can take these files: to be asked before any tag is pushed.
 * @param maxAssetSize in bytes; undefined when the forge sets no limit
 * @throws MlopsError `release-refused` with the size and the choices
 */
export function checkReleaseFiles(
  files: readonly Pick<ArtifactFile, 'path' | 'size'>[],
  maxAssetSize: number | undefined,
): void {
  const hint =
    'Choose: make the files smaller (compress, quantise, or split them and list the parts in model-files); pack many ' +
    'files into one archive; or keep the model elsewhere and make model-files a small file that holds its address and ' +
    'SHA-256. Nothing was registered.';
  const limit = maxAssetSize ?? Number.POSITIVE_INFINITY;
  const [largest] = files.filter(({ size }) => size > limit).toSorted((a, b) => b.size - a.size);
  if (largest !== undefined) {
    throw new MlopsError(
      'release-refused',
      `the model file "${plain(largest.path, MAX_CELL)}" has ${largest.size} bytes (${formatBytes(largest.size)}); ` +
        `a release takes files of up to ${limit} bytes (${formatBytes(limit)})`,
      hint,
    );
  }
  if (files.length > MAX_MODEL_FILES) {
    throw new MlopsError(
      'release-refused',
      `the model has ${files.length} files; a release takes ${MAX_MODEL_FILES}`,
      hint,
    );
  }
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
  const names = assetNames(carried.map((file) => file.path));
  const modelAssets = carried.map(({ from, size, sha256 }, index) => ({
    name: names[index] ?? sha256,
    path: from,
    size,
    sha256,
  }));
  const about = { run: record, comparison: comparisonOf(record), card, version: registered };
  return {
    tag: registered.tag,
    title: `${registered.model} ${registered.version}`,
    body: renderBody(about, carried, modelAssets),
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

/**
 * Names that the forge keeps as they are, each different from the others whatever the case: the file's own name, with
 * its folders before it where two files share one.
 */
export function assetNames(paths: readonly string[]): readonly string[] {
  const own = paths.map((path) => safe(path.slice(path.lastIndexOf('/') + 1)));
  const counts = Map.groupBy(own, (name) => name.toLowerCase());
  const taken = new Set([RECORD_NAME, CARD_NAME, SUMS_NAME].map((name) => name.toLowerCase()));
  return paths.map((path, index) => {
    const name = own[index] ?? '';
    const wanted = (counts.get(name.toLowerCase())?.length ?? 0) > 1 ? safe(path) : name;
    let free = wanted;
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${count}-${wanted}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

function safe(text: string): string {
  const kept = text.replaceAll(/[^a-zA-Z0-9_.-]+/g, '-').replaceAll(/\.{2,}/g, '.');
  return kept.replaceAll(/^[.-]+|[.-]+$/g, '').slice(-150) || 'file';
}

function renderBody(about: CardInput, files: readonly ArtifactFile[], assets: readonly ReleaseAsset[]): string {
  const rows = files.map(({ path, size, sha256 }, index) => [
    code(assets[index]?.name ?? '', MAX_CELL),
    code(path, MAX_CELL),
    formatBytes(size),
    code(sha256),
  ]);
  const more = rows.length > MAX_ROWS ? [[`and ${rows.length - MAX_ROWS} more`, '', '', '']] : [];
  const shownRows = [...rows.slice(0, MAX_ROWS), ...more];
  const download = [
    cardSummary(about),
    rows.length === 0
      ? 'The run has no model files.'
      : table(['asset', 'file', 'size', 'SHA-256'], ['left', 'left', 'right', 'left'], shownRows),
    'Download and check:',
    fence('bash', [`gh release download '${about.version?.tag ?? ''}' && sha256sum -c ${SUMS_NAME}`]),
    `Everything about the run is in ${code(RECORD_NAME)}, and what follows in ${code(CARD_NAME)} too.`,
  ].join('\n\n');
  return `${download}\n\n${renderCardBody(about, MAX_BODY - download.length)}\n`;
}
