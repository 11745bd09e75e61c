// The manifest of a deployment, committed to the branch that a cluster follows.
import { MlopsError } from '../../error.ts';
import { commitFile, type CommitPorts } from '../promotion/commit-file.ts';
import type { CommitFile } from './deploy-ports.ts';

/** @param defaultBranch of the repository; undefined where it is not known, and then the branch has to be named */
export function manifestCommitter(ports: CommitPorts, defaultBranch: string | undefined): CommitFile {
  return async ({ path, branch = defaultBranch, message, edit }) => {
    if (branch === undefined) {
      throw new MlopsError(
        'config-invalid',
        'the default branch of the repository is not known, so the manifest has no branch',
        'Name the branch that the cluster follows: `kserve: {branch: main}` in mlops.yaml.',
      );
    }
    const ref = `refs/heads/${branch}`;
    const committed = await commitFile({ base: ref, ref, path, message, edit }, ports);
    return { commit: committed.outcome === 'written' ? committed.commit : undefined };
  };
}
