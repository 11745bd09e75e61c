// A check of mlops doctor: which facts it needs, and a judgement of them. Pure; what a fact is and how it is read stands
// elsewhere.
import type { FactName, FactValues } from './facts.ts';

/**
 * - `ok`: nothing to do
 * - `warning`: works, but not as one would expect, or not for long
 * - `problem`: something is broken
 * - `skipped`: could not be looked at, and the message says why
 */
export type FindingStatus = 'ok' | 'warning' | 'problem' | 'skipped';

export interface Finding {
  readonly status: FindingStatus;
  readonly message: string;
  /** What to do: a command, or lines to write. */
  readonly fix?: string | undefined;
  /** Where it stands: relative to the root of the repository, with forward slashes. */
  readonly file?: string | undefined;
  /** Counts from 1. */
  readonly line?: number | undefined;
}

/** Names under which checks are asked for and reported; they are public and stay. */
export interface Check {
  readonly id: string;
  /** What it looks for, for the table in README.md. */
  readonly title: string;
  readonly needs: readonly FactName[];
  readonly judge: (facts: FactValues) => Finding | readonly Finding[];
}

interface Declared<Needed extends FactName> {
  readonly id: string;
  readonly title: string;
  readonly needs: readonly Needed[];
  readonly judge: (facts: Pick<FactValues, Needed>) => Finding | readonly Finding[];
}

/** Declares a check; its judgement sees the facts that it names and no others. */
export function check<Needed extends FactName>(declared: Declared<Needed>): Check {
  return declared;
}

export function ok(message: string): Finding {
  return { status: 'ok', message };
}

type At = Pick<Finding, 'file' | 'line'>;

export function warning(message: string, fix: string, at: At = {}): Finding {
  return { status: 'warning', message, fix, ...placed(at) };
}

export function problem(message: string, fix: string, at: At = {}): Finding {
  return { status: 'problem', message, fix, ...placed(at) };
}

export function skipped(message: string): Finding {
  return { status: 'skipped', message };
}

/** The findings, or the one that says that there are none. */
export function findingsOr(findings: readonly Finding[], fine: string): readonly Finding[] {
  return findings.length > 0 ? findings : [ok(fine)];
}

/** "1 model", "2 models". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A few names of many: "a, b and 3 more". */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

function placed({ file, line }: At): At {
  return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}
