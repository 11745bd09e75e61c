// Writes what is generated from other files: README.md's tables of inputs and outputs and the command line's help, from
// action.yml, README.md's tables of permissions and of doctor's checks, and the JSON Schema and the table of keys of mlops.yaml,
// from its zod schema. `--check` changes nothing and fails when one of them is out of sync.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { markdownTable } from 'markdown-table';
import { format, type FormatOptions } from 'oxfmt';
import { parse } from 'yaml';
import { INPUTS } from '../../src/config/inputs.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { CHECKS } from '../../src/doctor/checks.ts';
import { FEATURES, renderGrant } from '../../src/forge/permissions.ts';

const root = resolve(import.meta.dirname, '../..');

interface Described {
  readonly description?: string;
}

interface ActionFile {
  readonly inputs?: Readonly<Record<string, Described>>;
  readonly outputs?: Readonly<Record<string, Described>>;
}

/** A generated file: its path from the root and what should be in it. */
interface Generated {
  readonly path: string;
  readonly text: string;
}

async function generate(): Promise<readonly Generated[]> {
  const action = parse(await readFile(resolve(root, 'action.yml'), 'utf8')) as ActionFile;
  const readme = await readFile(resolve(root, 'README.md'), 'utf8');
  const described = rowsOf('inputs', action.inputs);
  const inputs = described.map(([name, meaning]) => [code(name), tasksOf(name), meaning]);
  const descriptions = Object.fromEntries(described.map(([name, meaning]) => [name, meaning.replaceAll(/\s+/g, ' ')]));
  const outputs = rowsOf('outputs', action.outputs).map(([name, meaning]) => [code(name), meaning]);
  const withInputs = fill(readme, 'inputs', [['input', 'tasks', 'meaning'], ...inputs]);
  const withOutputs = fill(withInputs, 'outputs', [['output', 'value'], ...outputs]);
  const permissions = Object.values(FEATURES).map(({ feature, needs, without }) => [
    feature,
    needs.map((grant) => code(renderGrant(grant))).join(', ') || 'nothing',
    without,
  ]);
  const withPermissions = fill(withOutputs, 'permissions', [['feature', 'needs', 'without it'], ...permissions]);
  const withKeys = fill(withPermissions, 'keys', [['key', 'meaning', 'default'], ...keysOf(configJsonSchema())]);
  const checks = CHECKS.map(({ id, title }) => [code(id), title]);
  return [
    { path: 'README.md', text: fill(withKeys, 'checks', [['check', 'what should hold'], ...checks]) },
    { path: 'src/config/input-descriptions.json', text: await renderJson('input-descriptions.json', descriptions) },
    { path: 'src/config/mlops.schema.json', text: await renderJson('mlops.schema.json', configJsonSchema()) },
  ];
}

/** Nothing found is no reason to be content. */
function rowsOf(what: string, entries: ActionFile['inputs']): readonly (readonly [string, string])[] {
  const rows = Object.entries(entries ?? {}).map(([name, { description = '' }]) => [name, description.trim()] as const);
  const silent = rows.filter(([, description]) => description === '').map(([name]) => name);
  if (rows.length === 0) throw new Error(`action.yml has no ${what}`);
  if (silent.length > 0) throw new Error(`action.yml describes not all ${what}: ${silent.join(', ')}`);
  return rows;
}

interface Schema extends Described {
  readonly default?: string | number | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}

/** What stands for the name of a member. */
const MEMBER: Readonly<Record<string, string>> = { gates: 'METRIC', stages: 'STAGE' };

/** Keys of mlops.yaml, those of mappings after the mapping's own; a description may end in `; VALUE by default`. */
function keysOf(root: Schema, parent = root, prefix = ''): readonly (readonly [string, string, string])[] {
  return Object.entries(parent.properties ?? {}).flatMap(([name, schema]) => {
    const { description = '' } = schema;
    if (description === '') throw new Error(`src/config/schema.ts does not describe ${prefix}${name}`);
    const [, meaning = description, said = ''] = /^(.*); (.*?),? by default$/.exec(description) ?? [];
    const [, first = said] = /(\w+) \(by default\)/.exec(description) ?? [];
    const value = schema.default === undefined ? first : String(schema.default);
    const row = [code(`${prefix}${name}`), meaning.replace(' (by default)', ''), value] as const;
    // Of what stands at the top as well, the keys are listed there.
    const known = prefix === '' ? undefined : root.properties?.[name]?.properties;
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(schema.properties)) return [row];
    return [
      row,
      ...[schema, ...(schema.anyOf ?? [])].flatMap((form) => {
        const { additionalProperties: members } = form;
        const below = typeof members === 'object' ? members : undefined;
        return [
          ...keysOf(root, form, `${prefix}${name}.`),
          ...(below === undefined ? [] : keysOf(root, below, `${prefix}${name}.${MEMBER[name] ?? 'NAME'}.`)),
        ];
      }),
    ];
  });
}

function tasksOf(input: string): string {
  const rule = INPUTS[input];
  if (rule === undefined) throw new Error(`action.yml has an input that src/config/inputs.ts does not read: ${input}`);
  return rule.tasks?.join(', ') ?? 'all';
}

/** Puts a table between the markers `<!-- name -->` and `<!-- /name -->`. */
function fill(readme: string, name: string, rows: readonly (readonly string[])[]): string {
  const between = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!between.test(readme)) throw new Error(`README.md lacks the markers <!-- ${name} --> and <!-- /${name} -->`);
  // markdown-table escapes the pipes; a line break would end the row.
  const table = markdownTable(
    rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' '))),
    {
      alignDelimiters: false,
    },
  );
  return readme.replace(between, (_, open: string, close: string) => `${open}\n${table}\n\n${close}`);
}

function code(text: string): string {
  return `\`${text}\``;
}

/** In the formatter's own layout, so that the two never disagree. */
async function renderJson(name: string, value: unknown): Promise<string> {
  const options = JSON.parse(await readFile(resolve(root, '.oxfmtrc.json'), 'utf8')) as FormatOptions;
  const { code: text, errors } = await format(name, JSON.stringify(value), options);
  if (errors.length > 0) throw new Error(`${name} cannot be formatted: ${errors[0]?.message ?? ''}`);
  return text;
}

const isCheck = process.argv.includes('--check');
for (const { path, text } of await generate()) {
  const there = await readFile(resolve(root, path), 'utf8').catch(() => '');
  if (there === text) continue;
  if (isCheck) {
    console.error(`${path} is out of sync: run \`npm run docs\` and commit what it writes`);
    process.exitCode = 1;
  } else {
    await writeFile(resolve(root, path), text);
    console.log(`wrote ${path}`);
  }
}
