// May this version have that stage? What speaks against it is listed whole, so that whoever forces it knows what they
// pass over. Pure.
import type { Ban } from './ban.ts';
import type { Evidence } from './evidence.ts';
import type { VersionDoubt } from './version-doubt.ts';

/** The run that a version is of, as far as it is known here. */
interface ChallengerRun {
  readonly id: string;
  readonly status: string;
  readonly isDirty: boolean;
  readonly isFork: boolean;
  readonly isDeleted: boolean;
}

export interface Challenger {
  readonly version: string;
  /** Undefined for a tag that another program wrote. */
  readonly evidence: Evidence | undefined;
  /** Undefined where the history does not have it. */
  readonly run: ChallengerRun | undefined;
  /** Why its tag is not believed to be of that run. */
  readonly doubts: readonly VersionDoubt[];
  /** What the gates say now; undefined when none applied. */
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | undefined;
  /** The first reasons of a verdict that is no pass; plain text. */
  readonly reasons: readonly string[];
  readonly ban: Ban | undefined;
  /** The version that holds the stage, where its tag names no run to compare with. */
  readonly unknownChampion: string | undefined;
  /** The model itself is deprecated. */
  readonly isDeprecated: boolean;
}

export interface Objection {
  readonly words: string;
  /** Whoever forces it cannot pass over this: what was registered is not what was judged. */
  readonly isFinal: boolean;
}

/** What helps where nobody may force it. */
export const CANNOT_BE_FORCED =
  'Nobody can force that: the tag and the history contradict each other, and `mlops verify` shows where. Promote another version.';

/** What speaks against it, the gravest first; nothing when it may have the stage. */
export function objectionsTo(challenger: Challenger): readonly Objection[] {
  const { evidence, run, doubts, verdict, reasons, ban, isDeprecated, unknownChampion } = challenger;
  const objections: Objection[] = [];
  const object = (words: string, isFinal = false): unknown => objections.push({ words, isFinal });
  for (const { words, isCertain } of doubts) object(words, isCertain);
  if (evidence === undefined) object('its tag holds no evidence: another program registered it');
  else if (run === undefined)
    object(`its run ${evidence.run} is not in the history here; \`mlops sync\` fetches that of origin`);
  if (run !== undefined) {
    if (run.status !== 'finished') object(`its run ${run.status === 'killed' ? 'was killed' : 'failed'}`);
    if (run.isDeleted) object('its run is deleted');
    if (run.isDirty) object('it was trained with uncommitted changes');
    if (run.isFork) object('it comes from a fork');
  }
  if (isDeprecated) object('the model is deprecated');
  if (ban !== undefined) {
    const reason = ban.reason === undefined ? '' : `: ${ban.reason}`;
    object(`${ban.stage} was rolled back from it${reason}`);
  }
  if (evidence !== undefined && run !== undefined && verdict !== 'pass') {
    const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
    object(
      verdict === undefined
        ? 'no gate applied to it, so nothing shows that it is good: give a metric a gate in mlops.yaml and train again'
        : `its verdict is ${verdict}${why}`,
    );
  }
  if (unknownChampion !== undefined) {
    object(`${unknownChampion}, which holds the stage, names no run that it could be compared with`);
  }
  return objections;
}
