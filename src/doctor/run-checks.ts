// Runs checks over facts that are read when they are needed, each once. Nothing that goes wrong here ends the others.
import { MlopsError } from '../error.ts';
import { skipped, type Check, type Finding } from './check.ts';
import type { FactName, FactValues, Known } from './facts.ts';

/** How each fact is read. */
export type FactReaders = {
  readonly [Name in FactName]: (ask: Ask) => Promise<Known<FactValues[Name]>>;
};

/** Gives a fact to the reader of another one. */
export type Ask = <Name extends FactName>(name: Name) => Promise<Known<FactValues[Name]>>;

export interface NamedFinding extends Finding {
  readonly check: string;
}

/** Told from time to time which checks still wait for their facts. */
export interface Progress {
  readonly everyMs: number;
  readonly say: (ids: readonly string[]) => void;
}

/** @returns findings in the order of the checks, at least one of each */
export async function runChecks(
  checks: readonly Check[],
  readers: FactReaders,
  progress?: Progress,
): Promise<readonly NamedFinding[]> {
  const ask = asker(readers);
  const waiting = new Set(checks.map(({ id }) => id));
  const timer = progress && setInterval(() => progress.say([...waiting]), progress.everyMs);
  try {
    const found = await Promise.all(
      checks.map(async (check) => {
        const findings = await runCheck(check, ask);
        waiting.delete(check.id);
        return findings.map((finding) => ({ check: check.id, ...finding }));
      }),
    );
    return found.flat();
  } finally {
    clearInterval(timer);
  }
}

function asker(readers: FactReaders): Ask {
  const asked = new Map<FactName, Promise<Known<unknown>>>();
  const ask: Ask = (name) => {
    const known = asked.get(name) ?? readers[name](ask);
    asked.set(name, known);
    return known as never;
  };
  return ask;
}

async function runCheck({ needs, judge }: Check, ask: Ask): Promise<readonly Finding[]> {
  try {
    const answers = await Promise.all(needs.map(async (name) => [name, await ask(name)] as const));
    for (const [, answer] of answers) if ('unknown' in answer) return [skipped(answer.unknown)];
    const facts = Object.fromEntries(
      answers.map(([name, answer]) => [name, 'known' in answer ? answer.known : undefined]),
    );
    return [judge(facts as unknown as FactValues)].flat();
  } catch (error) {
    return [findingFrom(error)];
  }
}

/** What a check stumbled over is a finding of its own: it says at least that something is odd there. */
function findingFrom(error: unknown): Finding {
  if (error instanceof MlopsError) {
    const { message, hint, place } = error;
    return {
      status: 'problem',
      message,
      fix: hint,
      ...(place === undefined ? {} : { file: place.file, line: place.line }),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: 'warning',
    message: `could not be looked at: ${message}`,
    fix: 'Please report this as a bug of mlops-action, with the message; `mlops doctor --check` runs the other checks alone.',
  };
}
