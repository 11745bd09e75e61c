import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { Config } from '../../src/config/schema.ts';

interface Node {
  readonly description?: string;
  readonly additionalProperties?: boolean | Node;
  readonly properties?: Readonly<Record<string, Node>>;
}

const schema = configJsonSchema() as Node;

describe('the JSON Schema of mlops.yaml', () => {
  it('describes every key, in kebab-case', () => {
    const entries = Object.entries(schema.properties ?? {});
    expect(entries.map(([key]) => key)).toEqual(Object.keys(Config.shape));
    expect(entries.filter(([, { description = '' }]) => description === '').map(([key]) => key)).toEqual([]);
    expect(entries.filter(([key]) => !/^[a-z]+(-[a-z]+)*$/.test(key))).toEqual([]);
  });

  it('allows no unknown keys, as the parser does', () => {
    const { gates, register, tracking } = schema.properties ?? {};
    const objects = [schema, gates?.additionalProperties as Node, register, tracking];
    expect(objects.map((node) => node?.additionalProperties)).toEqual([false, false, false, false]);
  });

  it('is the one that is committed', async () => {
    const committed = resolve(import.meta.dirname, '../../src/config/mlops.schema.json');
    expect(JSON.parse(await readFile(committed, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
