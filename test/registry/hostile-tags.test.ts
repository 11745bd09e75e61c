// Tags that somebody else has put there: whatever they hold, the registry is read and listed, and no terminal obeys them.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { gitIn } from '../../src/git/git.ts';
import { bannedVersions } from '../../src/registry/ban.ts';
import { parseEvidence } from '../../src/registry/evidence.ts';
import { parsePromotion } from '../../src/registry/promotion.ts';
import { readTags } from '../../src/registry/read-registry.ts';
import { historyRows, showTable } from '../../src/registry/show.ts';
import { registryState } from '../../src/registry/state.ts';
import { parseTag } from '../../src/registry/tag.ts';
import { createRepository, git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';

let folder: TemporaryFolder;
let repository: string;

const ADA = 'Ada <ada@example.org>';
const EVIL = '\u001B[2J\u001B]0;owned\u0007\r\u202E\u0085\u2028';
const DATES = ['99999999999999', '9223372036854775807', '99999999999999999999999', '-5', '1e9', '', 'tomorrow'];
/** In the order of their refs. */
const MESSAGES: Readonly<Record<string, string>> = {
  'cars#production#1': 'Mlops-Promotion: {"schema":1,"kind":"rollback","model":"cars","version":"v0.0.2","stage":"x"}',
  'cars#production#2': `Mlops-Promotion: {"schema":1,"kind":"promotion","model":"cars","version":"v9.9.9","stage":"production","metrics":{},"gates":[],"reason":"${'x'.repeat(1000)}"}`,
  'cars@v0.0.1': `${EVIL}\nMlops-Evidence: {"schema":1,"run":"not an id"}`,
  'cars@v0.0.2': `Mlops-Evidence: ${'['.repeat(200_000)}`,
  'cars@v0.0.3': `${'A line of a long message.\n'.repeat(40_000)}Mlops-Evidence: {}`,
  'cars@v0.0.4': 'cut here\0cars@v9.9.9\0aaaa\0tag\0commit\0bbbb\x001\x001\0Eve\0lies\0',
  'cars@v0.0.5': '',
};

/** Writes a tag object as it is, however broken. */
function plant(name: string, tagger: string | undefined, message: string): void {
  const commit = git(repository, ['rev-parse', 'HEAD']);
  const head = `object ${commit}\ntype commit\ntag ${name}\n${tagger === undefined ? '' : `tagger ${tagger}\n`}`;
  const object = git(repository, ['hash-object', '-t', 'tag', '-w', '--literally', '--stdin'], {
    input: `${head}\n${message}`,
  });
  git(repository, ['update-ref', `refs/tags/${name}`, object]);
}

beforeAll(() => {
  folder = temporaryFolder();
  repository = createRepository(join(folder.path, 'repository'));
  for (const [name, message] of Object.entries(MESSAGES)) plant(name, `Eve${EVIL} <e@e> 1790000000 +0000`, message);
  for (const [index, date] of DATES.entries()) plant(`dates@v1.0.${index}`, `${ADA} ${date} +0000`, 'x');
  plant('dates@v2.0.0', undefined, 'no tagger');
  plant('dates@v2.0.1', 'nobody', 'no address');
  const commit = git(repository, ['rev-parse', 'HEAD']);
  for (const name of ['@v1.0.0', 'cars@', 'cars@v1', 'cars@created', '__proto__@v1.0.0', 'constructor#toString#1']) {
    git(repository, ['update-ref', `refs/tags/${name}`, commit]);
    plant(name, `${ADA} 1790000000 +0000`, 'x');
  }
  plant('valid@v1.0.0', `${ADA} 1790000000 +0000`, 'x');
  plant('valid#toString#1', `${ADA} 1790000001 +0000`, 'x');
  git(repository, ['update-ref', 'refs/tags/cars@tree', git(repository, ['rev-parse', 'HEAD^{tree}'])]);
  plant('cars@self', `${ADA} 1790000000 +0000`, 'x');
});
afterAll(() => folder[Symbol.dispose]());

test('every tag is read, with a date of the calendar, and none makes up another', async () => {
  const { tags, names } = await readTags(gitIn(repository));
  expect([...names].filter((name) => name.startsWith('cars@v0'))).toEqual(Object.keys(MESSAGES).slice(2));
  expect(tags.every(({ time, commitTime }) => Number.isSafeInteger(time) && commitTime > 0)).toBe(true);
  expect(tags.find(({ name }) => name === 'cars@v0.0.4')?.message).toBe('cut here');
  const state = registryState(tags);
  expect(historyRows(state)).toHaveLength(tags.filter(({ name }) => parseTag(name) !== undefined).length);
  expect(
    historyRows(state, 'dates')
      .map(({ timestamp }) => timestamp.slice(0, 7))
      .toSorted(),
  ).toEqual(['+275760', '+275760', '1970-01', '1970-01', '1970-01', '1970-01', '1970-01', '1970-01', '1970-01']);
});

test('a stage or model that is named like what every object has is one like any other', async () => {
  const state = registryState((await readTags(gitIn(repository))).tags);
  const table = showTable(state);
  expect(table.rows.map(({ name }) => name)).toEqual(['cars', 'constructor', 'dates', 'valid']);
  expect(table.stages).toEqual(['production', 'toString']);
  const valid = table.rows.find(({ name }) => name === 'valid');
  expect(Object.entries(valid?.stages ?? {})).toEqual([
    ['production', []],
    ['toString', ['v1.0.0']],
  ]);
});

test('evidence that is none, or not of its own tag, says nothing', async () => {
  const { tags } = await readTags(gitIn(repository));
  expect(tags.map(({ message }) => parseEvidence(message)).filter((each) => each !== undefined)).toEqual([]);
  const claims = tags.flatMap(({ name, message }) => (parsePromotion(message) === undefined ? [] : [name]));
  expect(claims).toEqual(['cars#production#2']);
  const cars = registryState(tags).artifacts.find(({ name }) => name === 'cars');
  expect([...bannedVersions(cars ?? { events: [] }).keys()]).toEqual([]);
});

it.each([
  ['registry'],
  ['registry', '--json'],
  ['registry', 'show', 'cars'],
  ['registry', 'show', 'dates'],
  ['registry', 'history'],
  ['registry', 'history', '--json'],
  ['registry', 'history', 'cars'],
  ['deprecate', 'cars', 'v0.0.1', '--reason', EVIL],
  ['deprecate', 'cars', 'v0.0.1', '--reason', EVIL, '--json'],
])('%s %s %s prints nothing that a terminal obeys', async (...words) => {
  const { status, stdout, stderr } = await mlops(repository, words);
  expect(status).toBe(0);
  expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
});

test('nothing is written after a tag that no date can follow, and it is named', async () => {
  const { status, stderr } = await mlops(repository, ['deprecate', 'dates', 'v2.0.0']);
  expect(status).toBe(1);
  expect(stderr).toContain('the tag dates@v1.0.0 is dated after the year 9999');
  expect(stderr).toContain("git push origin ':refs/tags/dates@v1.0.0'");
});
