// YAML text → plain value that still knows on which line each of its members stands. Pure.
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { ErrorPlace } from '../error.ts';
import type { Problem } from './problem.ts';

/** More aliases than this are taken for an attempt to exhaust memory. */
const MAX_ALIASES = 100;
const MAX_LENGTH = 1_000_000;

export interface YamlText {
  readonly value: unknown;
  /** What is wrong with the text itself; when there is anything, `value` is undefined. */
  readonly problems: readonly Problem[];
  /** Where the value at this path stands, or the nearest enclosing one; of a key itself with `key`. */
  placeOf(path: readonly PropertyKey[], key?: string): ErrorPlace;
}

/**
 * Parses YAML 1.2 (core schema): duplicate keys, unknown tags, further documents and alias bombs are problems.
 * @param origin how messages name the text: a path, or "input gates"
 */
export function parseYamlText(text: string, origin: string): YamlText {
  const lines = new LineCounter();
  const placeAt = (offset: number | undefined): ErrorPlace => {
    if (offset === undefined) return { file: origin };
    const { line, col } = lines.linePos(offset);
    return { file: origin, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = (problems: readonly Problem[]): YamlText => ({
    value: undefined,
    problems,
    placeOf: () => ({ file: origin }),
  });
  if (text.length > MAX_LENGTH) {
    return broken([{ place: { file: origin }, message: `${text.length} characters; at most ${MAX_LENGTH} are read` }]);
  }
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) return broken(faults.map((e) => ({ place: placeAt(e.pos[0]), message: e.message })));
  try {
    return {
      value: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown,
      problems: [],
      placeOf: (path, key) => placeAt(offsetOf(document, path, key)),
    };
  } catch (cause) {
    return broken([{ place: { file: origin }, message: (cause as Error).message }]);
  }
}

function offsetOf(document: Document, path: readonly PropertyKey[], key: string | undefined): number | undefined {
  let node: Node | undefined = document.contents ?? undefined;
  let offset = node?.range?.[0];
  for (const [index, part] of [...path, ...(key === undefined ? [] : [key])].entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (pair === undefined) return offset;
      const wantsKey = key !== undefined && index === path.length;
      const next = wantsKey ? pair.key : (pair.value ?? pair.key);
      node = isNode(next) ? next : undefined;
    } else if (isSeq(node)) {
      const next = node.items[Number(part)];
      node = isNode(next) ? next : undefined;
    } else return offset;
    offset = node?.range?.[0] ?? offset;
  }
  return offset;
}
