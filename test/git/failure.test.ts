import { expect, test } from 'vitest';
import { judgeFailure, type GitFailureKind } from '../../src/git/failure.ts';

// As git 2.39 to 2.55, curl, OpenSSH, GitHub and GitLab print them.
const outputs: readonly (readonly [GitFailureKind, string])[] = [
  ['absent-ref', "fatal: couldn't find remote ref refs/heads/mlops-tracking"],
  ['none-selected', 'fatal: no commits selected for shallow requests\nfatal: the remote end hung up unexpectedly'],
  ['absent-object', 'fatal: remote error: upload-pack: not our ref dddddddddddddddddddddddddddddddddddddddd'],
  ['object-format', 'fatal: mismatched algorithms: client sha1; server sha256'],
  ['object-format', "fatal: the receiving end does not support this repository's hash algorithm"],
  ['lost-race', '!\tabc:refs/heads/t\t[rejected] (stale info)\nDone'],
  ['lost-race', '!\tabc:refs/heads/t\t[rejected] (fetch first)'],
  ['lost-race', "!\tabc:refs/heads/t\t[remote rejected] (cannot lock ref 'refs/heads/t': is at abc but expected def)"],
  ['lost-race', '!\tabc:refs/heads/t\t[remote rejected] (failed to update ref)'],
  ['lost-race', '!\tabc:refs/heads/t\t[remote rejected] (incorrect old value provided)'],
  ['lost-race', "!\tabc:refs/heads/t\t[remote rejected] (cannot lock ref 'refs/heads/t': reference already exists)"],
  [
    'locked',
    "remote: error: cannot lock ref 'refs/heads/t': Unable to create '/srv/r.git/./refs/heads/t.lock': File exists.\n! [remote rejected] (failed to update ref)",
  ],
  ['refused', '!\tabc:refs/heads/t\t[remote rejected] (pre-receive hook declined)'],
  [
    'refused',
    'remote: error: GH006: Protected branch update failed for refs/heads/t.\n! [remote rejected] (protected branch hook declined)',
  ],
  [
    'refused',
    'remote: error: GH013: Repository rule violations found for refs/heads/t.\n! [remote rejected] (push declined due to repository rule violations)',
  ],
  ['refused', 'remote: GitLab: You are not allowed to push code to protected branches on this project.'],
  [
    'refused',
    "! [remote rejected] (cannot lock ref 'refs/heads/a': 'refs/heads/a/b' exists; cannot create 'refs/heads/a')",
  ],
  ['checked-out', '!\tabc:refs/heads/t\t[remote rejected] (branch is currently checked out)'],
  [
    'forbidden',
    "remote: Permission to acme/demo.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/acme/demo.git/': The requested URL returned error: 403",
  ],
  ['forbidden', "fatal: could not read Username for 'https://github.com': terminal prompts disabled"],
  ['forbidden', "fatal: Authentication failed for 'https://github.com/acme/demo.git/'"],
  ['forbidden', 'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.'],
  ['forbidden', "remote: Repository not found.\nfatal: repository 'https://github.com/acme/demo.git/' not found"],
  ['offline', "fatal: unable to access 'https://github.com/': Could not resolve host: github.com"],
  [
    'offline',
    "fatal: unable to access 'http://127.0.0.1:1/': Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server",
  ],
  ['offline', 'ssh: connect to host github.com port 22: Connection timed out'],
  ['not-a-repository', "fatal: '/tmp/x' does not appear to be a git repository"],
  ['not-a-repository', "fatal: repository 'http://127.0.0.1/none.git/' not found"],
  ['unclear', "fatal: unable to access 'https://github.com/': The requested URL returned error: 502"],
  ['unclear', 'error: RPC failed; curl 52 Empty reply from server\nfatal: the remote end hung up unexpectedly'],
  ['unclear', ''],
];

test.each(outputs)('%s: %s', (kind, output) => {
  expect(judgeFailure(output).kind).toBe(kind);
});

test('what was said is one line without credentials, hints and control characters', () => {
  const { said } = judgeFailure(
    "To https://user:s3cr3t@example.org/r.git\nremote: \u001B[31mno\u001B[0m\u202E \r\nhint: pull\nfatal: unable to access 'https://user:s3cr3t@example.org/r.git'\nDone\n",
  );
  expect(said).toBe("remote:  [31mno [0m; fatal: unable to access 'https://***@example.org/r.git'");
});

test('endless output is cut', () => {
  expect(judgeFailure('x'.repeat(100_000)).said.length).toBeLessThan(1100);
});

test('a lock file is named by its path', () => {
  const said =
    "remote: error: cannot lock ref 'refs/heads/t': Unable to create '/srv/r.git/./refs/heads/t.lock': File exists.";
  expect(judgeFailure(said).lock).toBe('/srv/r.git/refs/heads/t.lock');
});
