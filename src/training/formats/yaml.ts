// YAML 1.2 (core schema) with merge keys, as in hand-written params files.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import {
  countValue,
  mapFrom,
  tooDeep,
  unreadable,
  valueFromPlain,
  type Entry,
  type Reading,
  type Value,
} from './value.ts';

/**
 * Parses a YAML document.
 * @throws MlopsError `capture-failed` with file and line
 */
export function parseYaml(text: string, reading: Reading): Value {
  if (text.trim() === '') throw unreadable(reading.file, 'the file is empty; a YAML document was expected', 1);
  const lineCounter = new LineCounter();
  const document = parseTree(text, lineCounter, reading);
  const error = document.errors[0];
  if (error !== undefined) {
    if (/call stack/.test(error.message)) throw tooDeep(reading.file);
    const what = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'invalid';
    throw unreadable(reading.file, `not YAML: ${what}`, error.linePos?.[0].line);
  }
  return valueFromNode(document.contents, { targets: targetsIn(document), lineCounter, reading }, 0);
}

interface Source {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly lineCounter: LineCounter;
  readonly reading: Reading;
}

function parseTree(text: string, lineCounter: LineCounter, reading: Reading): Document.Parsed {
  try {
    return parseDocument(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(reading.file);
    throw error;
  }
}

/** What each alias stands for: the node above it that got the anchor last. `Alias.resolve` would walk there every time. */
function targetsIn(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchored.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) {
        anchored.set(node.anchor, node);
      }
    },
  });
  return targets;
}

function lineOf(node: unknown, source: Source): number | undefined {
  const start = (node as { range?: readonly number[] } | null)?.range?.[0];
  return start === undefined ? undefined : source.lineCounter.linePos(start).line;
}

function valueFromNode(node: Node | null, source: Source, depth: number): Value {
  countValue(source.reading, depth, lineOf(node, source));
  if (isAlias(node)) {
    const target = source.targets.get(node);
    if (target === undefined) throw unreadable(source.reading.file, `not YAML: unknown alias`, lineOf(node, source));
    return valueFromNode(target, source, depth + 1);
  }
  if (isScalar(node)) return valueFromPlain(node.value, source.reading, depth);
  if (isSeq(node)) {
    const items = node.items.map((item) => valueFromNode(item as Node | null, source, depth + 1));
    return { kind: 'list', items };
  }
  if (isMap(node)) return mapFrom(entriesOf(node, source, depth), source.reading);
  return { kind: 'null' };
}

function entriesOf(map: YAMLMap, source: Source, depth: number): readonly Entry[] {
  const own: Entry[] = [];
  const merged: Entry[] = [];
  for (const pair of map.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    const value = valueFromNode(pair.value as Node | null, source, depth + 1);
    const line = lineOf(pair.key, source);
    if (name === '<<') merged.push(...mergedEntries(value));
    else own.push({ name, value, ...(line === undefined ? {} : { line }) });
  }
  const names = new Set(own.map((entry) => entry.name));
  const inherited = new Map<string, Entry>();
  for (const entry of merged) if (!inherited.has(entry.name)) inherited.set(entry.name, entry);
  return [...[...inherited.values()].filter((entry) => !names.has(entry.name)), ...own];
}

// https://yaml.org/type/merge.html: a map, or a list of maps of which the first one counts.
function mergedEntries(value: Value): readonly Entry[] {
  if (value.kind === 'map') return value.entries;
  if (value.kind === 'list') return value.items.flatMap(mergedEntries);
  return [];
}
