// What gates have to say against a run, each with the line of mlops.yaml that says so. Plain text with foreign names.
import type { Comparison } from '../comparison/comparison.ts';
import { severity } from '../comparison/gate.ts';
import { byName } from '../comparison/names.ts';
import { gateLine, type GateLines } from '../config/gate-lines.ts';
import { plain } from './plain-text.ts';

export interface GateNote {
  readonly metric: string;
  readonly status: 'fail' | 'inconclusive' | 'warn';
  readonly reason: string;
  /** Absent when the gates came from an input. */
  readonly place?: { readonly file: string; readonly line: number };
}

/** The file and the lines of the gates, as they were when the training was planned. */
export interface GatePlaces {
  readonly configFile: string | undefined;
  readonly gateLines: GateLines;
}

/** Worst first, then by metric. */
export function gateNotes({ rows }: Comparison, { configFile, gateLines }: GatePlaces): readonly GateNote[] {
  const notes = rows.flatMap(({ name, gate }) =>
    (gate?.checks ?? []).flatMap(({ kind, status, reason }): readonly GateNote[] => {
      if (status === 'pass' || status === 'skipped') return [];
      // That the training broke off is said once, and not of each gate.
      if (kind === 'present' && status === 'inconclusive') return [];
      const line = gateLine(gateLines, name, kind);
      const place = configFile === undefined || line === undefined ? {} : { place: { file: configFile, line } };
      return [{ metric: name, status, reason, ...place }];
    }),
  );
  return notes.toSorted((a, b) => severity(b.status) - severity(a.status) || byName(a.metric, b.metric));
}

/** An annotation on a line of a file, as a check shows it. */
export interface LineNote {
  readonly path: string;
  readonly line: number;
  readonly level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
}

/** Legs named in one note; a matrix may have 256. */
const MOST_LEGS = 20;

/**
 * The notes that have a place, one for each condition whatever the number of legs that it concerns.
 * @param legs of a single run its comparison, without a name
 */
export function lineNotes(
  legs: readonly { readonly name?: string; readonly comparison: Comparison }[],
  places: GatePlaces,
): readonly LineNote[] {
  const found = new Map<string, { readonly note: Omit<LineNote, 'message'>; readonly lines: string[] }>();
  for (const { name, comparison } of legs) {
    for (const { metric, status, reason, place } of gateNotes(comparison, places)) {
      if (place === undefined) continue;
      const level = status === 'fail' ? 'failure' : 'warning';
      const words = { fail: 'fails its gate', inconclusive: 'cannot be judged', warn: 'warns' }[status];
      const note = { path: place.file, line: place.line, level, title: `${plain(metric, 100)} ${words}` } as const;
      const key = JSON.stringify([place.line, metric, status]);
      const entry = found.get(key) ?? { note, lines: [] };
      entry.lines.push(name === undefined ? plain(reason, 500) : `${plain(name, 100)}: ${plain(reason, 500)}`);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ note, lines }) => {
    const left = lines.length - MOST_LEGS;
    const more = left > 0 ? [`and ${left} more ${left === 1 ? 'leg' : 'legs'}`] : [];
    return { ...note, message: [...lines.slice(0, MOST_LEGS), ...more].join('\n') };
  });
}
