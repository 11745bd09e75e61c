// JSON as training scripts write it: Python's bare NaN and Infinity, comments and trailing commas are read too (JSON5).
import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { countValue, mapFrom, tooDeep, unreadable, valueFromPlain, type Reading, type Value } from './value.ts';

// A syntax tree with positions takes about fifty times the text's size.
const POSITIONS_UP_TO_LENGTH = 1024 * 1024;

/**
 * Parses a JSON document. Duplicate and reserved names become warnings of the reading, with their line.
 * @throws MlopsError `capture-failed` with file and line
 */
export function parseJson(text: string, reading: Reading): Value {
  if (text.trim() === '') throw unreadable(reading.file, 'the file is empty; a JSON value was expected', 1);
  if (text.length > POSITIONS_UP_TO_LENGTH) {
    const plain = parsePlain(text);
    if (plain !== undefined) return valueFromPlain(plain, reading);
  }
  return valueFromNode(parseTree(text, reading), reading, 0);
}

function parsePlain(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseTree(text: string, reading: Reading): ValueNode {
  try {
    return parse(text, { mode: 'json5' }).body;
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(reading.file);
    const { message, line } = error as Error & { line?: number };
    const what = message.replace(/ \(\d+:\d+\)$/, '').replace(/\.$/, '');
    throw unreadable(reading.file, `not JSON: ${what.charAt(0).toLowerCase()}${what.slice(1)}`, line);
  }
}

function valueFromNode(node: ValueNode, reading: Reading, depth: number): Value {
  countValue(reading, depth, node.loc.start.line);
  switch (node.type) {
    case 'Number':
      return { kind: 'number', value: node.value };
    case 'NaN':
      return { kind: 'number', value: Number.NaN };
    case 'Infinity':
      return { kind: 'number', value: node.sign === '-' ? -Infinity : Infinity };
    case 'String':
      return { kind: 'text', value: node.value };
    case 'Boolean':
      return { kind: 'boolean', value: node.value };
    case 'Null':
      return { kind: 'null' };
    case 'Array':
      return { kind: 'list', items: node.elements.map((item) => valueFromNode(item.value, reading, depth + 1)) };
    case 'Object':
      break;
  }
  const entries = node.members.map(({ name, value }) => ({
    name: name.type === 'String' ? name.value : name.name,
    line: name.loc.start.line,
    value: valueFromNode(value, reading, depth + 1),
  }));
  return mapFrom(entries, reading);
}
