import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bumpVersion, compareVersions, isPrerelease, isVersion, nextVersion } from '../../src/registry/version.ts';

// The order that semver.org gives as its example (item 11), with numbers beyond 2^53 at the end.
const ASCENDING = [
  'v0.0.1',
  'v0.1.0',
  'v0.9.0',
  'v0.10.0',
  'v1.0.0-alpha',
  'v1.0.0-alpha.1',
  'v1.0.0-alpha.beta',
  'v1.0.0-beta',
  'v1.0.0-beta.2',
  'v1.0.0-beta.11',
  'v1.0.0-rc.1',
  'v1.0.0',
  'v9007199254740993.0.0',
  'v9007199254740994.0.0',
];

describe('versions', () => {
  it('come in the order of semantic versioning', () => {
    expect(ASCENDING.toReversed().toSorted(compareVersions)).toEqual(ASCENDING);
    expect(compareVersions('v1.0.0+a', 'v1.0.0+b')).toBe(0);
  });

  it('compare antisymmetrically', () => {
    const version = fc.constantFrom(...ASCENDING);
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
      }),
    );
  });

  it.each([
    ['v1.2.3', 'v1.2.4', 'v1.3.0', 'v2.0.0'],
    ['v1.0.0-rc.1', 'v1.0.1', 'v1.1.0', 'v2.0.0'],
    ['v0.0.3+build.5', 'v0.0.4', 'v0.1.0', 'v1.0.0'],
    [
      'v9007199254740993.0.9007199254740993',
      'v9007199254740993.0.9007199254740994',
      'v9007199254740993.1.0',
      'v9007199254740994.0.0',
    ],
  ])('%s is followed by %s, %s or %s', (version, patch, minor, major) => {
    expect(bumpVersion(version, 'patch')).toBe(patch);
    expect(bumpVersion(version, 'minor')).toBe(minor);
    expect(bumpVersion(version, 'major')).toBe(major);
  });

  it('always grow when bumped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ASCENDING), fc.constantFrom('patch', 'minor', 'major'), (version, bump) => {
        expect(compareVersions(bumpVersion(version, bump), version)).toBeGreaterThan(0);
      }),
    );
  });

  it('begin with v0.0.1, v0.1.0 or v1.0.0', () => {
    const first = (['patch', 'minor', 'major'] as const).map((bump) => nextVersion([], bump, () => false));
    expect(first).toEqual(['v0.0.1', 'v0.1.0', 'v1.0.0']);
  });

  it('pass over those that are taken', () => {
    const taken = new Set(['v1.0.1', 'v1.0.2']);
    expect(nextVersion(['v0.9.0', 'v1.0.0'], 'patch', (version) => taken.has(version))).toBe('v1.0.3');
  });

  it.each(['v1.2', '1.2.3', 'V1.2.3', 'v1.2.3.4', 'v01.2.3', 'v1.2.3-', 'v1.2.3-01', 'v1.2.3+', 'v1.2.3\n', ''])(
    '%j is none',
    (text) => {
      expect(isVersion(text)).toBe(false);
      expect(() => bumpVersion(text, 'patch')).toThrowError(/is no version/);
    },
  );

  it('with a hyphen are prereleases, with a plus alone are not', () => {
    expect(isPrerelease('v1.0.0-rc.1')).toBe(true);
    expect(isPrerelease('v1.0.0+a-b')).toBe(false);
  });
});
