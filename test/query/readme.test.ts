// What README.md says of the language is what the parser reads.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filterHelp } from '../../src/cli/filter-help.ts';
import { attributeNamed, searched } from '../../src/query/attributes.ts';
import { fieldsIn } from '../../src/query/filter.ts';
import { parseFilter } from '../../src/query/parse-filter.ts';
import { parseOrderList } from '../../src/query/parse-order.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const section = /\n## Querying runs\n[^]*?\n## /.exec(readme)?.[0] ?? '';
const now = new Date('2026-11-26T12:00:00Z');

/** What stands in quotes after a flag. */
function argumentsOf(flag: string): readonly string[] {
  return [...section.matchAll(new RegExp(`${flag} (["'])(.*?)\\1`, 'g'))].map(([, , text]) => text ?? '');
}

test('its filters and orders are read', () => {
  const filters = argumentsOf('--filter');
  const orders = argumentsOf('--sort');
  expect([filters.length, orders.length]).toEqual([4, 1]);
  for (const filter of filters) expect(fieldsIn(parseFilter(filter, { now }))).not.toEqual([]);
  for (const order of orders) expect(parseOrderList(order)).toHaveLength(2);
});

test('so are the filters of the help', () => {
  const filters = [...filterHelp().matchAll(/^ {2}(\S.*?) {3,}\S/gm)].map(([, filter]) => filter ?? '');
  expect(filters).toHaveLength(4);
  for (const filter of filters) expect(fieldsIn(parseFilter(filter, { now }))).not.toEqual([]);
});

test('its table has every attribute, each with its meaning, and names that are aliases', () => {
  const rows = [...section.matchAll(/^\| `(\w+)` \| (.*?) ?\| (.*) \|$/gm)].map(([, key, also, meaning]) => ({
    key,
    also,
    meaning,
  }));
  expect(rows.map(({ key, meaning }) => [key, meaning])).toEqual(
    searched('runs').attributes.map(({ key, meaning }) => [key, meaning]),
  );
  for (const { key, also = '' } of rows) {
    for (const [, alias = ''] of also.matchAll(/`(\w+)`/g))
      expect([alias, attributeNamed(alias)?.key]).toEqual([alias, key]);
  }
});
