// A record that a job of this repository left → whether it is of where it says. A job whose token may not write can leave
// any record, so what chooses a baseline (branch and commit) has to be what the forge says of its workflow run. Pure.
import { isSameRepository } from '../../forge/fork.ts';
import type { RunRecord } from '../../run/record.ts';

/** What the forge says of the workflow run that a record was left by; undefined where it does not say. */
export interface KnownOrigin {
  /** Id of the workflow run. */
  readonly run: string | undefined;
  readonly repository?: string | undefined;
  readonly event?: string | undefined;
  readonly actor?: string | undefined;
  /** Branch or tag that it ran on: of a pull request its head. */
  readonly ref: string | undefined;
  /** The commits that its jobs may have trained. */
  readonly commits: readonly string[];
}

/** What a record says of its own origin that is not so, in words; undefined where all of it is so. */
export function contradiction({ source, trigger }: RunRecord, known: KnownOrigin): string | undefined {
  if (known.run === undefined || trigger.run !== known.run)
    return `it says that workflow run ${shown(trigger.run)} made it, not ${shown(known.run)}`;
  if (known.repository !== undefined && !isSameRepository(source.repository ?? '', known.repository))
    return `it says that it is of repository ${shown(source.repository)}, not ${known.repository}`;
  if (known.event !== undefined && trigger.event !== known.event)
    return `it says that the event was ${trigger.event}, not ${known.event}`;
  if (known.actor !== undefined && trigger.actor !== known.actor)
    return `it says that ${shown(trigger.actor)} started it, not ${known.actor}`;
  const ref = source.branch ?? source.tag;
  if (ref !== known.ref) return `it says that it is of ${shown(ref)}, not of ${shown(known.ref)}`;
  if (!known.commits.includes(source.commit))
    return `it says that it trained commit ${source.commit}, not ${known.commits.join(' or ') || '(none)'}`;
  return undefined;
}

function shown(text: string | undefined): string {
  return text ?? '(none)';
}
