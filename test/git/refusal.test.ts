import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeFailure, type GitFailure } from '../../src/git/failure.ts';
import { gitIn } from '../../src/git/git.ts';
import { pushWithLease } from '../../src/git/transfer.ts';
import { trackingError } from '../../src/tracking/tracking-error.ts';
import { requireSignatures } from '../support/github-git-api.ts';
import {
  createRemote,
  git,
  installHook,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';

const REF = 'refs/heads/mlops-tracking';

let folder: TemporaryFolder;
let remote: string;
let commit: string;

beforeAll(() => {
  folder = temporaryFolder();
  remote = createRemote(`${folder.path}/remote.git`);
  git(folder.path, ['clone', '--quiet', '--bare', remote, 'local.git']);
  commit = tipOf(`${folder.path}/local.git`, 'refs/heads/main');
});

afterAll(() => folder[Symbol.dispose]());

async function push(): Promise<GitFailure | undefined> {
  return pushWithLease(gitIn(`${folder.path}/local.git`), remote, REF, commit, undefined);
}

interface Refusal {
  readonly forge: string;
  /** Lines of the hook's standard error. */
  readonly printed: string;
  readonly rule: string;
}

const refusals: readonly Refusal[] = [
  {
    // wheels-dev/wheels#3283
    forge: 'a ruleset of GitHub with two rules',
    printed: `error: GH013: Repository rule violations found for ${REF}.\n\n- Changes must be made through a pull request.\n\n- 3 of 3 required status checks are expected.\n`,
    rule: `GH013: Repository rule violations found for ${REF}. Changes must be made through a pull request. 3 of 3 required status checks are expected.`,
  },
  {
    // supportpal/github-gh-cli#47
    forge: 'the older protection of GitHub',
    printed: `error: GH006: Protected branch update failed for ${REF}.\nerror: Changes must be made through a pull request. Required status check "Build" is expected.\n`,
    rule: `GH006: Protected branch update failed for ${REF}. Changes must be made through a pull request. Required status check "Build" is expected.`,
  },
  {
    // GitLab documentation, "Protected branches"
    forge: 'GitLab',
    printed: 'GitLab: You are not allowed to push code to protected branches on this project.\n',
    rule: 'GitLab: You are not allowed to push code to protected branches on this project.',
  },
  {
    // go-gitea/gitea, routers/private/hook_pre_receive.go; the program's name is put before it by its hook
    forge: 'Gitea',
    printed: 'Gitea: Not allowed to push to protected branch mlops-tracking\n',
    rule: 'Gitea: Not allowed to push to protected branch mlops-tracking',
  },
  {
    // Atlassian Community, "How do I grant write access to restricted branches via repo tokens?"
    forge: 'Bitbucket',
    printed: 'Permission denied to update branch mlops-tracking.\n',
    rule: 'Permission denied to update branch mlops-tracking.',
  },
  {
    forge: 'a hook that says nothing',
    printed: '',
    rule: 'pre-receive hook declined',
  },
];

describe('the rule that refuses a push is named as the remote words it:', () => {
  test.each(refusals)('$forge', async ({ printed, rule }) => {
    const lines = printed.split('\n').slice(0, -1);
    installHook(remote, 'pre-receive', `#!/bin/sh\n${lines.map((line) => `echo '${line}' >&2\n`).join('')}exit 1\n`);
    const failure = await push();
    expect(failure).toMatchObject({ kind: 'refused', rule });
    expect(tipOf(remote, REF)).toBe('');
  });

  test('a ruleset of GitHub that requires signatures, without the list of commits', async () => {
    requireSignatures(remote);
    expect(await push()).toMatchObject({
      kind: 'refused',
      rule: `GH013: Repository rule violations found for ${REF}. Commits must have verified signatures.`,
    });
  });

  test('an update hook of the user’s own, without what git adds to it', async () => {
    installHook(remote, 'pre-receive', '#!/bin/sh\nexit 0\n');
    installHook(remote, 'update', '#!/bin/sh\necho "only alice writes here" >&2\nexit 1\n');
    expect(await push()).toMatchObject({ kind: 'refused', rule: 'only alice writes here' });
  });

  test.each([
    // gerrit, javatests/…/PushPermissionsIT.java
    [
      'Gerrit',
      "remote: error: branch refs/heads/t:\nremote: To push into this reference you need 'Push' rights.\nremote: User: admin\nremote: Contact an administrator to fix the permissions\n!\tabc:refs/heads/t\t[remote rejected] (prohibited by Gerrit: not permitted: update)\nDone",
      "branch refs/heads/t: To push into this reference you need 'Push' rights. User: admin; Contact an administrator to fix the permissions; prohibited by Gerrit: not permitted: update",
    ],
    // semantic-release/git#382
    [
      'Azure DevOps',
      '!\tabc:refs/heads/t\t[remote rejected] (TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.)',
      'TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.',
    ],
    // Bitbucket Server prints a picture before the words
    [
      'Bitbucket Server',
      'remote:       ..,*/(%%\nremote: //////%%%%####%%////  ///\nremote: --------------------\nremote: Branch refs/heads/t can only be modified through pull requests.\nremote: Check your branch permissions configuration with the project administrator.\nremote: --------------------\nremote:\n!\tabc:refs/heads/t\t[remote rejected] (pre-receive hook declined)',
      'Branch refs/heads/t can only be modified through pull requests. Check your branch permissions configuration with the project administrator.',
    ],
    [
      'a hook that says nothing, of an atomic push',
      '!\t:refs/mlops/inbox/1\t[remote rejected] (atomic push failure)\n!\tabc:refs/heads/t\t[remote rejected] (hook declined)',
      'hook declined',
    ],
    [
      'GitHub, of an atomic push',
      'remote: error: GH006: Protected branch update failed for refs/heads/t.\nremote: error: At least 1 approving review is required by reviewers with write access.\n!\t:refs/mlops/inbox/1\t[remote rejected] (atomic push failure)\n!\tabc:refs/heads/t\t[remote rejected] (protected branch hook declined)',
      'GH006: Protected branch update failed for refs/heads/t. At least 1 approving review is required by reviewers with write access.',
    ],
  ])('%s', (_forge, output, rule) => {
    expect(judgeFailure(output)).toMatchObject({ kind: 'refused', rule });
  });
});

test('what a hook says is one short line without credentials and control characters', () => {
  const { rule = '' } = judgeFailure(
    `remote: see https://user:s3cr3t@example.org \u001B[31m\u202E${'x'.repeat(2000)}\n! [remote rejected] t (hook declined)`,
  );
  expect(rule).toMatch(/^see https:\/\/\*\*\*@example\.org {2}\[31m x+…$/);
  expect(rule.length).toBeLessThan(410);
});

describe('the error for a refused push', () => {
  const refused: GitFailure = { kind: 'refused', said: 'all of it', rule: 'GH006: Protected branch update failed.' };

  test('names the rule and two ways out', () => {
    expect(trackingError(refused, REF)).toMatchObject({
      code: 'tracking-denied',
      message: `the remote refuses pushes to ${REF} by a rule or hook: GH006: Protected branch update failed.`,
      hint: expect.stringMatching(
        /^Exclude this branch .*bypass it.*, or .*`tracking: \{branch: refs\/mlops\/tracking\}`/,
      ),
    });
  });

  test('proposes another name where the history is outside of the branches already', () => {
    const { hint } = trackingError(refused, 'refs/mlops/tracking');
    expect(hint).toContain('`tracking: {branch: …}`');
    expect(hint).not.toContain('refs/mlops/tracking}');
  });

  test('says what the API of the forge answered when it was asked too', () => {
    const throughForge: GitFailure = { kind: 'forbidden', said: 'Resource not accessible by integration' };
    const { message, hint } = trackingError({ ...refused, throughForge }, REF);
    expect(message).toContain('GH006');
    expect(message).toContain('does not take the commit either: Resource not accessible by integration');
    expect(hint).toContain('contents: write');
  });
});
