// What holds for every workflow of this project and every action file, looked at as data.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readActionFiles, readWorkflows, ROOT } from './workflow-texts.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: object; readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }
    >
  >;
}

const workflows = (await readWorkflows()).map(({ name, text }) => ({ name, text, workflow: parse(text) as Workflow }));
const jobs = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs));
const steps = jobs.flatMap((job) => job.steps);

test('a workflow grants nothing as a whole, and each of its jobs what it needs, for a limited time', () => {
  expect(jobs.length).toBeGreaterThan(3);
  expect(workflows.filter(({ workflow }) => JSON.stringify(workflow.permissions) !== '{}')).toEqual([]);
  expect(jobs.filter((job) => job.permissions === undefined || job['timeout-minutes'] === undefined)).toEqual([]);
});

test('no script has an expression in it: values come in through the environment', () => {
  const scripts = steps.flatMap(({ run }) => run ?? []);
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

test('every action of others is pinned to a commit, with its version beside it', () => {
  const lines = workflows.flatMap(({ text }) => text.split('\n').filter((line) => /\buses:/.test(line)));
  expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
  expect(lines.filter((line) => !/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test('a checkout leaves no token behind', () => {
  const checkouts = steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(0);
  expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
});

test('no workflow runs with the rights of the repository on what strangers send', () => {
  const events = workflows.flatMap(({ workflow: { on } }) =>
    typeof on === 'string' ? [on] : Array.isArray(on) ? (on as readonly string[]) : Object.keys(on),
  );
  expect(events.toSorted()).toEqual(['pull_request', 'push', 'workflow_dispatch']);
});

test('action files ask for no context that only a workflow has', async () => {
  const files = await readActionFiles();
  const asked = files.flatMap(({ name, text }) =>
    [...text.matchAll(/\$\{\{([\s\S]*?)\}\}/g)].map(([, expression = '']) => `${name}:${expression}`),
  );
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((each) => /\b(?:secrets|vars|needs)\b/.test(each))).toEqual([]);
});

test('a maintainer reviews what runs with the tokens of users, and a new version of a package waits', async () => {
  const owners = await readFile(join(ROOT, '.github/CODEOWNERS'), 'utf8');
  for (const path of ['/dist/', '/action.yml', '/.github/']) expect(owners).toMatch(new RegExp(`^${path} +@`, 'm'));
  const { updates } = parse(await readFile(join(ROOT, '.github/dependabot.yml'), 'utf8')) as {
    updates: readonly { 'package-ecosystem': string; cooldown?: { 'default-days'?: number } }[];
  };
  expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
  expect(updates.filter(({ cooldown }) => (cooldown?.['default-days'] ?? 0) < 7)).toEqual([]);
});

test('a release is attested and tagged only after everything was verified', () => {
  const release = workflows.find(({ name }) => name.endsWith('/release.yml'))?.workflow.jobs as unknown as Record<
    string,
    { readonly needs?: string; readonly environment?: string; readonly permissions: object }
  >;
  expect(Object.entries(release).map(([name, { needs, environment }]) => [name, needs, environment])).toEqual([
    ['verify', undefined, undefined],
    ['attest', 'verify', 'release'],
    ['tag', 'attest', 'release'],
  ]);
  expect(Object.entries(release).map(([name, { permissions }]) => [name, Object.keys(permissions)])).toEqual([
    ['verify', ['contents']],
    ['attest', ['contents', 'id-token', 'attestations']],
    ['tag', ['contents']],
  ]);
});
