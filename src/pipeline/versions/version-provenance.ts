// What is signed of a version, if anybody signs it: the assets of its release with their digests, and how they came about.
import { createHash } from 'node:crypto';
import type { Release } from '../../forge/forge.ts';
import { renderPredicate } from '../../registry/provenance.ts';
import { renderSums, SUMS_NAME } from '../../registry/release.ts';
import { canonicalLine } from '../../run/canonical.ts';
import type { RunRecord } from '../../run/record.ts';

export interface Provenance {
  /** Lines of sha256sum, one for each subject. */
  readonly checksums: string;
  /** JSON. */
  readonly predicate: string;
}

export function provenanceOf(
  record: RunRecord,
  version: { readonly model: string; readonly version: string; readonly tag: string },
  { assets }: Pick<Release, 'assets'>,
): Provenance {
  const environment = createHash('sha256').update(canonicalLine(record.environment)).digest('hex');
  return {
    checksums: renderSums(assets.filter(({ name, isRemade }) => name !== SUMS_NAME && isRemade !== true)),
    predicate: renderPredicate(record, version, environment),
  };
}
