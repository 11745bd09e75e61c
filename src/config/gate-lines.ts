// On which lines of mlops.yaml the gates stand, so that what failed can be shown there. Pure.
import { parseYamlText } from './yaml-text.ts';

/** By metric: the line of each condition (`max`, `max-regression`…), and of the gate itself as `''`. Lines count from 1. */
export type GateLines = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The lines in the text of a configuration that was read before without a problem. */
export function gateLinesOf(text: string): GateLines {
  const yaml = parseYamlText(text, '');
  const gates = membersOf(membersOf(yaml.value)['gates']);
  const lineOf = (path: readonly string[], key: string): number => yaml.placeOf(path, key).line ?? 1;
  return Object.fromEntries(
    Object.entries(gates).map(([metric, gate]) => {
      const conditions = Object.keys(membersOf(gate)).map((key) => [key, lineOf(['gates', metric], key)] as const);
      return [metric, Object.fromEntries([['', lineOf(['gates'], metric)], ...conditions])];
    }),
  );
}

/** The line of a condition of a gate, else of the gate; undefined when it stands in no file. */
export function gateLine(lines: GateLines, metric: string, condition: string): number | undefined {
  const gate = Object.hasOwn(lines, metric) ? lines[metric] : undefined;
  if (gate === undefined) return undefined;
  return Object.hasOwn(gate, condition) ? gate[condition] : gate[''];
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
