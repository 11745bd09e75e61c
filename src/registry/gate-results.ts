// What the gates of a comparison said, as it stands in the messages of tags. Pure.
import { z } from '../zod.ts';
import { acceptanceOf } from '../comparison/acceptance.ts';
import type { Comparison, GateCheck } from '../comparison/comparison.ts';
import { severity } from '../comparison/gate.ts';
import { byName } from '../comparison/names.ts';
import { plainLine } from './message-text.ts';

/** More gates than these are left out, the best ones first. */
export const MAX_GATES = 100;
const MAX_NAME = 400;
const MAX_REASON = 300;

const Text = z.string().min(1);

/** What a gate said. Unknown members are kept. */
export const GateResult = z.looseObject({
  gate: Text,
  status: z.enum(['pass', 'warn', 'fail', 'inconclusive', 'skipped']),
  /** In words; absent where there is nothing to say. */
  reason: Text.exactOptional(),
  /** It did not pass and does not count, because a person answers for it. */
  accepted: z.looseObject({ reason: Text, actor: Text.exactOptional() }).exactOptional(),
});
export type GateResult = Readonly<z.infer<typeof GateResult>>;

/** The gates of a comparison, worst first, then by name; at most `MAX_GATES` of them, each with a short reason. */
export function gateResultsOf(comparison: Comparison): GateResult[] {
  return comparison.rows
    .flatMap(({ name, gate }) => {
      if (gate === undefined || name === '') return [];
      const reason = reasonOf(gate.checks, gate.status);
      const accepted = acceptanceOf(comparison, name);
      return [
        {
          gate: name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name,
          status: gate.status,
          ...(reason === '' ? {} : { reason }),
          ...(accepted === undefined || accepted.reason === '' ? {} : { accepted: acceptedFrom(accepted) }),
        },
      ];
    })
    .toSorted((a, b) => severity(b.status) - severity(a.status) || byName(a.gate, b.gate))
    .slice(0, MAX_GATES);
}

/** A line for each gate, fit for the message of a tag. */
export function gateLines(gates: readonly GateResult[]): readonly string[] {
  return gates.map(({ gate, status, reason, accepted }) => {
    const why = reason === undefined ? '' : `, ${plainLine(reason)}`;
    if (accepted === undefined) return `  ${plainLine(gate)}: ${status}${why}`;
    const who = accepted.actor === undefined ? '' : ` by ${plainLine(accepted.actor)}`;
    return `  ${plainLine(gate)}: ${status}${why}; accepted${who}: ${plainLine(accepted.reason)}`;
  });
}

/** What made the gate's status what it is. That a value is there is a reason only where nothing else was asked. */
function reasonOf(checks: readonly GateCheck[], status: GateResult['status']): string {
  const speaking = checks.filter((check) => check.kind !== 'present' || check.status !== 'pass' || checks.length === 1);
  return short(
    speaking
      .filter((check) => check.status === status)
      .map((check) => check.reason)
      .join('; '),
  );
}

function acceptedFrom({ reason, actor }: { reason: string; actor?: string }): NonNullable<GateResult['accepted']> {
  return { reason: short(reason), ...(actor === undefined || actor === '' ? {} : { actor: short(actor) }) };
}

/** Its length is known whatever it was: what a line of JSON would have to escape is gone. */
function short(text: string): string {
  const line = plainLine(text.slice(0, MAX_REASON));
  return text.length > MAX_REASON ? `${line}…` : line;
}
