// Versions of models: semantic versioning 2.0.0 with GTO's mandatory lower-case "v". Pure.
import { MlopsError } from '../error.ts';

const NUMBER = String.raw`(?:0|[1-9]\d*)`;
const PRERELEASE = String.raw`(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)`;
const BUILD = String.raw`[0-9a-zA-Z-]+`;

/** Source of a regular expression for a version, without anchors or groups that capture (semver.org, item 2 to 10). */
export const VERSION_SOURCE = String.raw`v${NUMBER}\.${NUMBER}\.${NUMBER}(?:-${PRERELEASE}(?:\.${PRERELEASE})*)?(?:\+${BUILD}(?:\.${BUILD})*)?`;

const VERSION = new RegExp(`^${VERSION_SOURCE}$`);
const PARTS = /^v(\d+)\.(\d+)\.(\d+)(?:-([^+]*))?/;

export type Bump = 'patch' | 'minor' | 'major';

interface Parts {
  readonly numbers: readonly [bigint, bigint, bigint];
  /** Empty for a final version. */
  readonly prerelease: readonly string[];
}

/** Whether the text is a version such as `v1.2.3`, `v1.0.0-rc.1` or `v1.0.0+build.5`. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

export function isPrerelease(version: string): boolean {
  return partsOf(version).prerelease.length > 0;
}

/** Semver precedence: negative when `a` comes before `b`. Build metadata does not count. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const index of [0, 1, 2] as const) {
    if (left.numbers[index] !== right.numbers[index]) return left.numbers[index] < right.numbers[index] ? -1 : 1;
  }
  return comparePrereleases(left.prerelease, right.prerelease);
}

/**
 * The version after this one. As in GTO, the prerelease and build parts are dropped and the number always grows:
 * the patch after `v1.0.0-rc.1` is `v1.0.1`.
 */
export function bumpVersion(version: string, bump: Bump): string {
  const [major, minor, patch] = partsOf(version).numbers;
  const after = {
    major: `v${major + 1n}.0.0`,
    minor: `v${major}.${minor + 1n}.0`,
    patch: `v${major}.${minor}.${patch + 1n}`,
  };
  return after[bump];
}

/**
 * The version that a new registration gets: the highest active one, bumped until it is free. The first is `v0.0.1`,
 * `v0.1.0` or `v1.0.0`.
 * @param active versions that are registered and not taken back
 * @param isTaken whether a tag of this version exists, active or not
 */
export function nextVersion(active: readonly string[], bump: Bump, isTaken: (version: string) => boolean): string {
  const highest = active.toSorted(compareVersions).at(-1) ?? 'v0.0.0';
  let next = bumpVersion(highest, bump);
  while (isTaken(next)) next = bumpVersion(next, bump);
  return next;
}

function partsOf(version: string): Parts {
  const match = VERSION.test(version) ? PARTS.exec(version) : null;
  if (match === null) {
    throw new MlopsError('usage', `"${version}" is no version`, 'Write it as v1.2.3, with the "v".');
  }
  const [, major = '', minor = '', patch = '', prerelease] = match;
  return {
    numbers: [BigInt(major), BigInt(minor), BigInt(patch)],
    prerelease: prerelease === undefined ? [] : prerelease.split('.'),
  };
}

/** A final version comes after its prereleases; numbers before words; the longer list last. */
function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (const [index, a] of left.entries()) {
    const b = right[index];
    if (b === undefined) return 1;
    const order = compareIdentifiers(a, b);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareIdentifiers(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  if (aIsNumber) return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
  return a < b ? -1 : a > b ? 1 : 0;
}
