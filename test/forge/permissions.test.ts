import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeFailure } from '../../src/git/failure.ts';
import {
  FEATURES,
  lackingGrants,
  parseAcceptedPermissions,
  permissionHint,
  renderGrant,
  type Grant,
} from '../../src/forge/permissions.ts';
import { registryError } from '../../src/registry/access.ts';
import { trackingError } from '../../src/tracking/tracking-error.ts';

const writes = (...permissions: Grant['permission'][]): readonly Grant[] =>
  permissions.map((permission) => ({ permission, access: 'write' }));

test('a hint names each missing permission, with the lines to add', () => {
  expect(permissionHint(writes('contents'))).toBe(
    "The job's token lacks the permission `contents: write`. Add it to those of the job:\npermissions:\n  contents: write\n",
  );
  expect(permissionHint([...writes('contents'), { permission: 'actions', access: 'read' }])).toBe(
    "The job's token lacks the permissions `contents: write` and `actions: read`. Add them to those of the job:\n" +
      'permissions:\n  contents: write\n  actions: read\n',
  );
});

test.each([
  [undefined, []],
  ['', []],
  ['contents=write', [['contents: write']]],
  ['issues=write; pull_requests=write', [['issues: write'], ['pull-requests: write']]],
  [
    'pull_requests=read,contents=read; metadata=read,actions=write',
    [['pull-requests: read', 'contents: read'], ['actions: write']],
  ],
  ['contents=write,workflows=write; metadata=read; nonsense; __proto__=write', []],
])('the header %j says what would have been accepted', (header, sets) => {
  expect(parseAcceptedPermissions(header).map((set) => set.map(renderGrant))).toEqual(sets);
});

test.each([
  ['names the documented one among several', 'issues=write; pull_requests=write', ['pull-requests: write']],
  ['goes before what is documented', 'checks=write', ['checks: write']],
  ['is not needed', undefined, ['pull-requests: write']],
])('what the server accepts %s', (_, header, lacking) => {
  expect(lackingGrants({ permission: 'pull-requests', access: 'write' }, header).map(renderGrant)).toEqual(lacking);
});

test('a push that the job may not make names the permission, for records and for tags', () => {
  const failure = judgeFailure(
    'remote: Permission to acme/taxi.git denied to github-actions[bot].\n' +
      "fatal: unable to access 'https://github.com/acme/taxi/': The requested URL returned error: 403\n",
  );
  for (const error of [trackingError(failure, 'refs/heads/mlops-tracking'), registryError(failure)]) {
    expect(error.message).toContain('Permission to acme/taxi.git denied to github-actions[bot]');
    expect(error.hint).toContain('permissions:\n  contents: write\n');
  }
});

test('every feature stands in the README with what it needs', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const { feature, needs } of Object.values(FEATURES)) {
    const row = readme.split('\n').find((line) => line.startsWith(`| ${feature} |`));
    for (const grant of needs) expect(row).toContain(`\`${renderGrant(grant)}\``);
  }
});
