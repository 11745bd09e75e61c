// What is wrong with a registry's tags: each finding from real tags, and how they are mended here and at origin.
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { gitIn } from '../../src/git/git.ts';
import { applyRepairs } from '../../src/registry/apply-repairs.ts';
import { checkRegistry } from '../../src/registry/check.ts';
import { evidenceFrom, renderTagMessage } from '../../src/registry/evidence.ts';
import type { KnownTag, RegistryFinding } from '../../src/registry/finding.ts';
import { renderPromotionMessage } from '../../src/registry/promotion.ts';
import { readRegistryFacts } from '../../src/registry/read-facts.ts';
import { readTags } from '../../src/registry/read-registry.ts';
import { repairsOf } from '../../src/registry/repair.ts';
import { historyRows, showTable } from '../../src/registry/show.ts';
import { registryState } from '../../src/registry/state.ts';
import { aRun } from '../support/a-run.ts';
import {
  commitFiles,
  createEmptyRemote,
  createRepository,
  git,
  installHook,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { tagAt } from './tag-at.ts';

let folder: TemporaryFolder;
let project: string;
let first: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createRepository(join(folder.path, 'project'));
  first = git(project, ['rev-parse', 'HEAD']);
  return () => folder[Symbol.dispose]();
});

interface Around {
  readonly known?: readonly KnownTag[];
  readonly stages?: readonly string[];
}

async function findings(around: Around = {}, repository = project): Promise<readonly RegistryFinding[]> {
  return checkRegistry({ ...around, ...(await readRegistryFacts(gitIn(repository))) });
}

async function ids(around: Around = {}): Promise<readonly string[]> {
  return (await findings(around)).map(({ id, severity, tags }) => `${severity} ${id} ${tags.join(' ')}`);
}

async function repair(stages: readonly string[] = [], remote?: string) {
  const facts = { stages, ...(await readRegistryFacts(gitIn(project))) };
  const clock = (): Date => new Date('2026-11-26T22:30:00Z');
  return applyRepairs(
    { root: project, remote: remote === undefined ? undefined : { url: remote, config: {} }, clock },
    repairsOf(facts),
  );
}

function evidence(model: string, version: string, commit: string): string {
  return renderTagMessage(model, version, evidenceFrom(aRun({ source: { commit } })));
}

function promotion(version: string, stage = 'prod'): string {
  return renderPromotionMessage({ schema: 1, kind: 'promotion', model: 'm', version, stage, metrics: {}, gates: [] });
}

describe('finds', () => {
  it('nothing in a sound registry, with a version on a carrier, stages, and tags that are not of a registry', async () => {
    tagAt(project, 'm@v0.0.1', first, 1, evidence('m', 'v0.0.1', first));
    const carrier = git(project, ['commit-tree', `${first}^{tree}`, '-p', first, '-m', 'carrier']);
    tagAt(project, 'm@v0.0.2', carrier, 2, evidence('m', 'v0.0.2', first));
    tagAt(project, 'm#prod#1', carrier, 3, promotion('v0.0.2'));
    tagAt(project, 'm@v0.0.1!', first, 4);
    tagAt(project, 'm@deprecated', first, 5);
    tagAt(project, 'm#prod', first, 6);
    git(project, ['tag', 'v1.0.0']);
    const object = tipOf(project, 'refs/tags/m@v0.0.1');
    expect(
      await findings({ known: [{ tag: 'm@v0.0.1', object }, { tag: 'm@v0.0.2' }], stages: ['prod', 'dev/eu'] }),
    ).toEqual([]);
  });

  it('nothing in a shallow clone, which cannot tell of what a commit is a carrier', async () => {
    const carrier = git(project, ['commit-tree', `${first}^{tree}`, '-p', first, '-m', 'carrier']);
    tagAt(project, 'm@v0.0.2', carrier, 2, evidence('m', 'v0.0.2', first));
    const clone = join(folder.path, 'clone');
    git(folder.path, ['clone', '--quiet', '--depth=1', `file://${project}`, clone]);
    git(clone, ['fetch', '--quiet', '--depth=1', 'origin', 'tag', 'm@v0.0.2']);
    expect(await findings({}, clone)).toEqual([]);
  });

  it('two versions on one commit, taken back or not, and nothing where each has its own', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    tagAt(project, 'n@v0.0.9', first, 2);
    expect(await ids()).toEqual([]);
    tagAt(project, 'm@v0.0.1!', first, 3);
    tagAt(project, 'm@v0.0.2', first, 4);
    tagAt(project, 'm#prod#1', first, 5);
    expect(await ids()).toEqual(['error two-versions m@v0.0.1 m@v0.0.1! m#prod#1 m@v0.0.2']);
    expect((await findings())[0]?.message).toMatch(/^v0.0.1, v0.0.2 of m stand on one commit, [0-9a-f]{7}: GTO stops/);
  });

  it('tags without meaning, of no commit, of tags, and without an object of their own', async () => {
    git(project, ['tag', 'm@created']);
    tagAt(project, 'm@v0.0.1', `${first}^{tree}`, 1);
    tagAt(project, 'm@v0.0.2', first, 2);
    tagAt(project, 'm@v0.0.3', 'refs/tags/m@v0.0.2', 3);
    git(project, ['tag', 'm@v0.0.4']);
    expect(await ids()).toEqual([
      'error created m@created',
      'error not-a-commit m@v0.0.1',
      'warning tag-of-tag m@v0.0.3',
      'warning lightweight m@v0.0.4',
    ]);
  });

  it('a stage without a number where a configured stage or one in use needs a folder', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    tagAt(project, 'm#prod', first, 2);
    expect(await ids()).toEqual([]);
    expect(await ids({ stages: ['prod', 'production/eu'] })).toEqual([]);
    expect(await ids({ stages: ['prod/eu'] })).toEqual(['warning stage-clash m#prod']);
    tagAt(project, 'n@v0.0.1', first, 3);
    tagAt(project, 'n#prod/us#1', first, 4);
    expect((await findings())[0]?.message).toBe(
      'm#prod stands where prod/us of the same model would need a folder: Git can make none',
    );
  });

  it('names that differ in case, stages without a version, and a version that stands twice', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    tagAt(project, 'M@v0.0.1', first, 1);
    const second = commitFiles(project, { a: '2' });
    tagAt(project, 'm@v0.0.1#2', second, 2);
    tagAt(project, 'x#prod#1', second, 3);
    expect(await ids()).toEqual([
      'warning version-twice m@v0.0.1 m@v0.0.1#2',
      'warning no-version x#prod#1',
      'warning case-clash M@v0.0.1 m@v0.0.1',
    ]);
  });

  it('evidence that cannot be read, or is of another model, version, commit or stage', async () => {
    const second = commitFiles(project, { a: '2' });
    tagAt(project, 'a@v0.0.1', first, 1, evidence('a', 'v0.0.1', first).replace('"schema":1', '"schema":7'));
    tagAt(project, 'b@v0.0.1', first, 1, evidence('a', 'v0.0.1', first));
    tagAt(project, 'c@v0.0.1', first, 1, evidence('c', 'v0.0.2', first));
    // A child with other files is no carrier.
    tagAt(project, 'd@v0.0.1', second, 1, evidence('d', 'v0.0.1', first));
    tagAt(project, 'm@v0.0.1', first, 1, evidence('m', 'v0.0.1', first));
    tagAt(project, 'm#prod#1', first, 2, promotion('v0.0.2'));
    tagAt(project, 'm#dev#2', first, 3, promotion('v0.0.1'));
    tagAt(project, 'm#prod#3', first, 4, 'Mlops-Promotion: {}');
    expect(await ids()).toEqual([
      'error other-evidence b@v0.0.1',
      'error other-evidence c@v0.0.1',
      'error other-evidence d@v0.0.1',
      'error other-evidence m#dev#2',
      'error other-evidence m#prod#1',
      'warning unreadable-evidence a@v0.0.1',
      'warning unreadable-evidence m#prod#3',
    ]);
    expect((await findings()).map(({ message }) => message)).toContain(
      'the evidence of m#prod#1 is not its own: it is of m v0.0.2 in prod, and the tag of v0.0.1',
    );
  });

  it('no other commit in the version of a pull request, whose merge was trained and whose head is tagged', async () => {
    const pull_request = { number: 7, head: first, base: first };
    const run = aRun({ source: { commit: 'f'.repeat(40), pull_request } });
    tagAt(project, 'm@v0.0.1', first, 1, renderTagMessage('m', 'v0.0.1', evidenceFrom(run)));
    expect(await ids()).toEqual([]);
    tagAt(project, 'm@v0.0.2', commitFiles(project, { a: '2' }), 2, renderTagMessage('m', 'v0.0.2', evidenceFrom(run)));
    tagAt(project, 'm@v0.0.3', commitFiles(project, { a: '3' }), 3, renderTagMessage('m', 'v0.0.3', evidenceFrom(run)));
    expect(await ids()).toContain('error other-evidence m@v0.0.3');
  });

  it('tags that were moved or removed after they were recorded, and says how to put them back', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    const object = tipOf(project, 'refs/tags/m@v0.0.1');
    const known = [{ tag: 'm@v0.0.1', object }];
    expect(await ids({ known })).toEqual([]);
    const second = commitFiles(project, { a: '2' });
    tagAt(project, 'm@v0.0.1', second, 1);
    expect(await ids({ known })).toEqual(['error moved m@v0.0.1']);
    const [{ message, fix }] = (await findings({ known })) as [RegistryFinding];
    expect(message).toContain(`recorded the tag ${object}, and it is ${tipOf(project, 'refs/tags/m@v0.0.1')} now`);
    expect(fix).toBe(
      `To put it back: git fetch origin ${object} && git update-ref 'refs/tags/m@v0.0.1' ${object} && git push --force origin 'refs/tags/m@v0.0.1'`,
    );
    expect(repairsOf({ known, ...(await readRegistryFacts(gitIn(project))) })).toEqual([]);
    git(project, ['tag', '-d', 'm@v0.0.1']);
    expect(await ids({ known })).toEqual(['warning gone m@v0.0.1']);
  });

  it('a moved tag although somebody claims that it was a repair', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    const object = tipOf(project, 'refs/tags/m@v0.0.1');
    git(project, ['update-ref', 'refs/mlops/replaced/20260101T000000Z/m@v0.0.1', object]);
    tagAt(project, 'm@v0.0.1', commitFiles(project, { a: '2' }), 1);
    expect(await ids({ known: [{ tag: 'm@v0.0.1', object }] })).toEqual(['error moved m@v0.0.1']);
  });
});

/** A registry with everything that a repair mends. */
function breakRegistry(): readonly KnownTag[] {
  tagAt(project, 'm@v0.0.1', first, 1);
  tagAt(project, 'm#dev#1', first, 2);
  tagAt(project, 'm@v0.0.2', first, 3, 'wörds of a person\n\nüber two paragraphs');
  tagAt(project, 'm#prod#2', first, 4);
  tagAt(project, 'm@v0.0.3', first, 5);
  tagAt(project, 'm@v0.0.3!', first, 6);
  tagAt(project, 'm#prod', first, 7);
  // Assigned after v0.0.3 was registered, and it says that the version before is meant.
  tagAt(project, 'm#qa#3', first, 8, promotion('v0.0.2', 'qa'));
  tagAt(project, 'n@v1.0.0', first, 9);
  tagAt(project, 'n#prod/eu#1', first, 10);
  tagAt(project, 'n@v2.0.0', `${first}^{tree}`, 11);
  tagAt(project, 'n@created', first, 12);
  const names = ['m@v0.0.1', 'm@v0.0.2', 'm#prod', 'n@v1.0.0'];
  return names.map((tag) => ({ tag, object: tipOf(project, `refs/tags/${tag}`) }));
}

function tagsOf(repository: string): readonly string[] {
  return git(repository, ['for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/tags']).split('\n');
}

describe('mends', () => {
  it('what stops GTO, and keeps all that it replaces', async () => {
    const known = breakRegistry();
    const before = registryState((await readTags(gitIn(project))).tags);
    const old = new Map(tagsOf(project).map((line) => line.split(' ') as [string, string]));
    const { done } = await repair();
    expect(done.map(({ tag, to }) => [tag, to?.name])).toEqual(
      [
        ['n@v2.0.0', undefined],
        ['n@created', undefined],
        ['m@v0.0.2', 'm@v0.0.2'],
        ['m#prod#2', 'm#prod#2'],
        ['m#qa#3', 'm#qa#3'],
        ['m@v0.0.3', 'm@v0.0.3'],
        ['m@v0.0.3!', 'm@v0.0.3!'],
        ['m#prod', 'm#prod#4'],
      ].toSorted((a, b) => done.findIndex(({ tag }) => tag === a[0]) - done.findIndex(({ tag }) => tag === b[0])),
    );
    for (const { tag, kept } of done) {
      expect(kept).toBe(`refs/mlops/replaced/20261126T223000Z/${tag}`);
      expect(tipOf(project, kept)).toBe(old.get(tag));
    }
    expect(await findings({ known })).toEqual([]);

    // A tag object knows its name.
    const named = git(project, ['for-each-ref', '--format=%(refname:lstrip=2) %(tag)', 'refs/tags']).split('\n');
    expect(named.filter((line) => new Set(line.split(' ')).size > 1)).toEqual([]);
    const { tags } = await readTags(gitIn(project));
    const after = registryState(tags);
    expect(showTable(after).rows).toEqual([
      {
        name: 'm',
        latest: 'v0.0.2',
        // v0.0.3 was taken back, and `qa` is now of the version that its message names.
        stages: { dev: ['v0.0.1'], prod: ['v0.0.2'], 'prod/eu': [], qa: ['v0.0.2'] },
        isActive: true,
      },
      { name: 'n', latest: 'v1.0.0', stages: { dev: [], prod: [], 'prod/eu': ['v1.0.0'], qa: [] }, isActive: true },
    ]);
    // Everything else happened as before, at the same times and by the same hands.
    const told = (state: typeof after): readonly unknown[] =>
      historyRows(state).map(({ timestamp, artifact, event, version, stage, author }) =>
        [timestamp, artifact, event, stage === 'qa' ? 'v0.0.2' : version, stage, author].join(' '),
      );
    expect(told(after)).toEqual(told(before));
    const moved = tags.find(({ name }) => name === 'm@v0.0.2');
    expect(moved).toMatchObject({ message: 'wörds of a person\n\nüber two paragraphs', tagger: 'Ada' });
    expect(git(project, ['diff', first, `${moved?.commit}`])).toBe('');
    expect(git(project, ['rev-parse', `${moved?.commit}^`])).toBe(first);
    expect(tipOf(project, 'refs/tags/m@v0.0.1')).toBe(old.get('m@v0.0.1'));
  });

  it('nothing the second time, and nothing in a sound registry', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    expect((await repair()).done).toEqual([]);
    breakRegistry();
    await repair();
    const mended = tagsOf(project);
    expect((await repair()).done).toEqual([]);
    expect(tagsOf(project)).toEqual(mended);
  });

  it('a signed tag without its signature, which would hold no longer', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    const signature = '-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----';
    tagAt(project, 'm@v0.0.2', first, 2, `Second\n\n${signature}`);
    const known = [{ tag: 'm@v0.0.2', object: tipOf(project, 'refs/tags/m@v0.0.2') }];
    await repair();
    expect(git(project, ['for-each-ref', '--format=%(contents)', 'refs/tags/m@v0.0.2']).trim()).toBe('Second');
    expect(await findings({ known })).toEqual([]);
  });

  it('origin in one push, and other clones alike', async () => {
    breakRegistry();
    const remote = createEmptyRemote(join(folder.path, 'remote.git'));
    git(project, ['push', '--quiet', remote, 'main', '--tags']);
    const other = join(folder.path, 'other');
    git(folder.path, ['clone', '--quiet', remote, other]);
    const { done } = await repair([], remote);
    expect(done.every(({ isPushed }) => isPushed)).toBe(true);
    expect(tagsOf(remote)).toEqual(tagsOf(project));
    for (const { kept } of done) expect(tipOf(remote, kept)).toBe(tipOf(project, kept));

    project = other;
    const there = await repair([], remote);
    expect(there.done.map(({ tag }) => tag)).toEqual(done.map(({ tag }) => tag));
    expect(there.done.some(({ isPushed }) => isPushed)).toBe(false);
    expect(tagsOf(other)).toEqual(tagsOf(remote));
  });

  it('a stage once, where another clone had given it its number', async () => {
    tagAt(project, 'm@v0.0.1', first, 1);
    tagAt(project, 'm#prod', first, 2);
    const remote = createEmptyRemote(join(folder.path, 'remote.git'));
    git(project, ['push', '--quiet', remote, 'main', '--tags']);
    const other = join(folder.path, 'other');
    git(folder.path, ['clone', '--quiet', remote, other]);
    await repair(['prod/eu'], remote);
    git(other, ['fetch', '--quiet', '--tags']);
    project = other;
    await repair(['prod/eu'], remote);
    expect(tagsOf(other)).toEqual(tagsOf(remote));
  });

  it('nothing here or at origin when origin refuses', async () => {
    breakRegistry();
    const remote = createEmptyRemote(join(folder.path, 'remote.git'));
    git(project, ['push', '--quiet', remote, 'main', '--tags']);
    installHook(remote, 'update', '#!/bin/sh\n[ "$1" != "refs/tags/n@created" ]\n');
    const [here, there] = [tagsOf(project), git(remote, ['for-each-ref'])];
    await expect(repair([], remote)).rejects.toThrow('the repair could not be pushed, and this clone is as it was');
    expect([tagsOf(project), git(remote, ['for-each-ref'])]).toEqual([here, there]);
  });

  it('no version of which origin has another tag, and none that stands with it', async () => {
    breakRegistry();
    const remote = createEmptyRemote(join(folder.path, 'remote.git'));
    git(project, ['push', '--quiet', remote, 'main', '--tags']);
    git(remote, ['update-ref', 'refs/tags/m#prod#2', tipOf(project, 'refs/tags/m@v0.0.1')]);
    const { done, refused } = await repair([], remote);
    expect(done.map(({ tag }) => tag).toSorted()).toEqual(['n@created', 'n@v2.0.0']);
    expect(refused).toHaveLength(6);
    expect(await ids()).toEqual([
      'error two-versions m#dev#1 m@v0.0.1 m#prod#2 m#qa#3 m@v0.0.2 m#prod m@v0.0.3 m@v0.0.3!',
      'warning stage-clash m#prod',
    ]);
  });
});
