// Is a version of the run that its tag names? Whoever may push tags can copy the evidence of a good run onto anything, so
// what the history knows of the run is held against the tag. Pure.
import type { RunRecord } from '../run/record.ts';
import type { RunState } from '../run/state.ts';
import type { RegistryEvent } from './event.ts';
import type { Evidence } from './evidence.ts';

/** Why a tag is not believed, as words that go on after the name of the version. */
export interface VersionDoubt {
  readonly words: string;
  /** Two things contradict each other; otherwise one of them is only not known. */
  readonly isCertain: boolean;
}

/** The doubts on a version, given the run that its evidence names; none where tag and run fit together. */
export function doubtsOn(
  registration: RegistryEvent,
  { model_digest: digest }: Pick<Evidence, 'model_digest'>,
  run: TrackedRun,
): readonly VersionDoubt[] {
  const { id, model } = run.record;
  const files = `its tag names other model files (${digest ?? 'no model files'}) than run ${id} left (${model.digest ?? 'none'})`;
  const other = digest === model.digest ? [] : [{ words: files, isCertain: true }];
  return [...other, ...(doubtOnTag(registration, run) ?? [])];
}

interface TrackedRun {
  readonly record: RunRecord;
  readonly state: Pick<RunState, 'registrations'>;
}

function doubtOnTag(
  { artifact: model, tag, object, commit }: RegistryEvent,
  { record, state }: TrackedRun,
): readonly [VersionDoubt] | undefined {
  const { id, source } = record;
  const certain = (words: string): readonly [VersionDoubt] => [{ words, isCertain: true }];
  if (record.model.name !== model) return certain(`its run ${id} trained the model ${record.model.name}`);
  const own = state.registrations.find((each) => each.tag === tag);
  if (own?.object === object) return undefined;
  if (own?.object !== undefined) {
    return certain(`its tag was changed after the fact: it was written as ${own.object.slice(0, 12)}`);
  }
  const [other] = state.registrations;
  if (own === undefined && other !== undefined) return certain(`its run ${id} was registered as ${other.tag}`);
  const trained = [source.commit, source.pull_request?.head];
  if (trained.includes(commit)) return undefined;
  const words = `its tag stands on ${commit.slice(0, 12)}, and its run trained ${source.commit.slice(0, 12)}`;
  return [{ words, isCertain: false }];
}
