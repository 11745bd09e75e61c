// Targets and predictions may be numbers or names of classes; the first value of a column says which. Pure.
import { parseNumberText } from '../training/formats/number-text.ts';
import { MAX_CLASSES, MAX_TEXT } from './predictions.ts';

type Role = 'target' | 'prediction' | 'baseline';

export interface ClassNames {
  /** Which columns hold names. */
  readonly roles: Readonly<Record<Role, boolean>>;
  /** Names of all classes, sorted; absent where there are none. */
  readonly labels?: readonly string[];
  /** The place in `labels` of each code that `read` gave. */
  readonly rankOfCode: readonly number[];
}

export interface ClassReader {
  /** The number of a cell, or the code of its class; NaN for a missing value; a text for what it cannot be. */
  read(role: Role, cell: unknown): number | string;
  finish(): ClassNames | { readonly problem: string };
}

export function classNames(): ClassReader {
  const codes = new Map<string, number>();
  const kinds: Partial<Record<Role, 'number' | 'name'>> = {};
  return {
    read(role, cell) {
      if (cell === null || cell === undefined || cell === '') return Number.NaN;
      const read = numberOf(cell);
      // A missing value is written so too, and says nothing of the others.
      if (Number.isNaN(read)) return Number.NaN;
      const number = kinds[role] === 'name' ? undefined : read;
      const kind = (kinds[role] ??= number === undefined ? 'name' : 'number');
      if (kind === 'number') {
        return number ?? `${shown(cell)} in the ${role}, which has numbers in the rows before`;
      }
      if (role !== 'target' && kinds.target === 'number') {
        return `${shown(cell)} in the ${role}, where the target is a number`;
      }
      const name = nameOf(cell).slice(0, MAX_TEXT);
      const code = codes.get(name) ?? codes.size;
      codes.set(name, code);
      return code < MAX_CLASSES ? code : `there are more than ${MAX_CLASSES} classes`;
    },
    finish() {
      const roles = {
        target: kinds.target === 'name',
        prediction: kinds.prediction === 'name',
        baseline: kinds.baseline === 'name',
      };
      if (!roles.target) return { roles, rankOfCode: [] };
      const labels = [...codes.keys()].toSorted();
      if (!roles.prediction && labels.length > 2) {
        return { problem: `predictions are numbers, and the target has ${labels.length} classes with names` };
      }
      if (kinds.baseline !== undefined && roles.baseline !== roles.prediction) {
        return { problem: "the champion's predictions and this run's are not of one kind" };
      }
      return { roles, labels, rankOfCode: [...codes.keys()].map((name) => labels.indexOf(name)) };
    },
  };
}

function numberOf(cell: unknown): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell === 'boolean') return Number(cell);
  if (typeof cell !== 'string') return undefined;
  const number = parseNumberText(cell);
  if (number !== undefined) return number;
  return /^true$/i.test(cell) ? 1 : /^false$/i.test(cell) ? 0 : undefined;
}

function nameOf(cell: unknown): string {
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean' ? String(cell) : 'an object';
}

function shown(cell: unknown): string {
  return JSON.stringify(nameOf(cell).slice(0, 40));
}
