// Pictures of a comment: when there are any, and that they are written with the record and nowhere else.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArtifactStore } from '../../src/artifacts/store.ts';
import type { ForgeEvent } from '../../src/forge/forge.ts';
import { silentLog } from '../../src/log.ts';
import { picturesOf, placePictures } from '../../src/pipeline/reporting/comment-pictures.ts';
import { storeRecord } from '../../src/pipeline/recording/store-record.ts';
import { aReport } from '../report/a-report.ts';
import { aBundle } from '../support/a-bundle.ts';
import { aCommit, anImprovement } from '../support/a-run.ts';
import { createRemote, filesOf, git, temporaryFolder } from '../support/git-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { SETTINGS } from '../training/training-project.ts';

const PULL = {
  number: 7,
  head: aCommit('2'),
  headBranch: 'idea',
  base: aCommit('1'),
  baseBranch: 'main',
  isFork: false,
};
const EVENT: ForgeEvent = {
  name: 'pull_request',
  repository: 'acme/trips',
  repositoryUrl: 'https://github.com/acme/trips',
  isPublic: true,
  defaultBranch: 'main',
  branch: 'idea',
  commit: aCommit('2'),
  actor: 'ada',
  pullRequest: PULL,
  inputs: {},
  workflow: 'train',
  run: '77',
  attempt: 1,
  job: 'train',
  matrix: undefined,
  runUrl: undefined,
};
const settings = { ...SETTINGS, plots: 'images' } as const;
const report = aReport(anImprovement());

describe('pictures', () => {
  it('are two files for each plot', () => {
    const { files, pictures, refusal } = picturesOf(report, { settings, event: EVENT });
    expect(Object.keys(files)).toEqual([1, 2, 3].flatMap((n) => [`plot-${n}-light.svg`, `plot-${n}-dark.svg`]));
    expect(files['plot-2-dark.svg']?.toString()).toBe(pictures[1]?.dark);
    expect(refusal).toBeUndefined();
  });

  it.each<[string, Partial<ForgeEvent>, Partial<typeof settings & typeof SETTINGS>, string | undefined]>([
    ['a private repository', { isPublic: false }, {}, 'the repository is not public'],
    ['a repository that may be private', { isPublic: undefined }, {}, 'the repository is not public'],
    ['another server', { repositoryUrl: 'https://github.com.evil.org/acme/trips' }, {}, 'this is not github.com'],
    ['a leg that is collected', {}, { collect: true }, 'left to the job that collects'],
    ['a fork', { pullRequest: { ...PULL, isFork: true } }, {}, 'left to the job that publishes'],
    ['no pull request', { pullRequest: undefined, isPublic: false }, {}, undefined],
    ['no comment', { isPublic: false }, { comment: false }, undefined],
    ["a machine of one's own", { name: 'local', repositoryUrl: undefined }, {}, undefined],
  ])('are not drawn for %s', (_, event, over, words) => {
    const drawn = picturesOf(report, { settings: { ...settings, ...over }, event: { ...EVENT, ...event } });
    expect(drawn.files).toEqual({});
    expect(drawn.pictures).toEqual([]);
    expect(drawn.refusal?.includes(words ?? '')).toBe(words === undefined ? undefined : true);
  });

  it('are not drawn unless they are asked for', () => {
    expect(picturesOf(report, { settings: SETTINGS, event: EVENT })).toEqual({ pictures: [], files: {} });
  });

  it('are written in the commit of the record, and neither kept on disk nor uploaded', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(join(folder.path, 'remote.git'));
    const history = openTestHistory(remote, folder.path);
    const uploaded: string[] = [];
    const artifacts: ArtifactStore = {
      kind: 'workflow',
      async upload(_, files) {
        uploaded.push(...files.map(({ path }) => path));
        return { id: '1', url: undefined, digest: undefined, expires: undefined };
      },
      download: () => Promise.reject(new Error('nothing is downloaded here')),
    };
    const bundle = aBundle();
    const { id } = bundle.record;
    const { files, pictures } = picturesOf(report, { settings, event: EVENT });
    const ports = { history, spool: join(folder.path, 'spool'), artifacts, log: silentLog };
    const stored = await storeRecord(bundle, ports, { collect: false, mayWrite: 'unsure', pictures: files });

    const added = git(remote, ['diff-tree', '-r', '--no-commit-id', '--name-only', stored.commit ?? '']).split('\n');
    const placed = placePictures(id, pictures, stored) ?? [];
    expect(added).toEqual(expect.arrayContaining(placed.flatMap(({ light, dark }) => [light, dark])));
    expect(added).toHaveLength(9);
    expect(filesOf(remote, REF)).toEqual(expect.arrayContaining(added));
    expect(git(remote, ['show', `${stored.commit}:${placed[0]?.light}`])).toBe(pictures[0]?.light.trim());
    expect(uploaded).toEqual([`${id}.series.jsonl`, `${id}.changes.patch`, `${id}.json`]);

    const left = await storeRecord(aBundle({}, 1), ports, { collect: true, mayWrite: 'yes', pictures: files });
    expect(placePictures(id, pictures, left)).toBeUndefined();
    expect(uploaded.filter((path) => path.includes('plot'))).toEqual([]);
  });

  it('of a day that is full lie in the folder of the hour, each where the branch has it', () => {
    const { pictures } = picturesOf(report, { settings, event: EVENT });
    const { id } = report.run;
    const byHour = [`${id}.plot-1-dark.svg`];
    const [first] = placePictures(id, pictures, { commit: aCommit('3'), byHour }) ?? [];
    expect(first?.light).toMatch(/^runs\/\d{4}-\d\d\/\d\d\/[0-9a-f]{32}\.plot-1-light\.svg$/);
    expect(first?.dark).toMatch(/^runs\/\d{4}-\d\d\/\d\d\/\d\d\/[0-9a-f]{32}\.plot-1-dark\.svg$/);
  });
});
