// The files of registered versions, where they are on this machine.
import { check, counted, findingsOr, listed, problem, warning, type Check, type Finding } from '../check.ts';

export const RELEASE_CHECKS: readonly Check[] = [
  check({
    id: 'releases',
    title: 'Versions that were registered on this machine have their files in a release',
    needs: ['versions'],
    judge({ versions }) {
      const local = versions.flatMap(({ tag, here }) => (here === undefined ? [] : [{ tag, ...here }]));
      const findings = local.flatMap(({ tag, missing, hasArtifact }): readonly Finding[] => {
        if (missing?.length === 0) return [];
        // Of a version that another machine made nothing is here.
        if (missing === undefined && !hasArtifact) return [];
        const what = missing === undefined ? 'has no release' : `has a release without ${listed(missing)}`;
        return hasArtifact
          ? [warning(`${tag} ${what}`, `mlops artifacts rescue '${tag}'`)]
          : [problem(`${tag} ${what}, and no artifact here has them`, 'Train again, and register that run.')];
      });
      const released = local.filter(({ missing }) => missing?.length === 0).length;
      return findingsOr(findings, `${counted(released, 'version')} of this machine with a release`);
    },
  }),
];
