// Whether there is anything to train: with `paths`, only where something changed that feeds the model. What is not known
// counts as changed: a training too many costs time, one too few hides what a change did.
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import type { Location } from '../../git/location.ts';
import { formatOfObjectId } from '../../git/object-id.ts';
import { findChangedPaths } from '../../git/remote-code.ts';
import { withScratch } from '../../git/scratch.ts';
import type { Log } from '../../log.ts';
import { findMeant } from '../../training/path-filter.ts';
import { fetchMergeBase } from '../judging/merge-base.ts';

const REMOTE = 'mlops-remote';

export interface ReasonOptions {
  readonly settings: Pick<Settings, 'paths' | 'workingDirectory' | 'configFile'>;
  readonly event: ForgeEvent;
  /**
   * The commit of the newest run of this branch that finished. What lies between its push and this one may have failed or
   * been cancelled, so that what was there before a push says nothing.
   */
  readonly findTrained: () => Promise<string | undefined>;
  /** Where the code is fetched from; undefined without a remote. */
  readonly remote: Location | undefined;
  /** Folder for scratch repositories. */
  readonly scratch: string;
  readonly log: Log;
}

/** Why nothing is trained, in words without any foreign name; undefined where it is. */
export async function findReasonToSkip(options: ReasonOptions): Promise<string | undefined> {
  const { settings, log } = options;
  if (settings.paths.length === 0) return undefined;
  const known = await findChanges(options);
  if ('unknown' in known) {
    log.info(`paths: ${known.unknown}, so the model is trained`);
    return undefined;
  }
  const { changed, between } = known;
  const own = settings.configFile;
  const meant = changed.find((path) => path === own) ?? findMeant(changed, settings.paths, settings.workingDirectory);
  if (meant === undefined) return `nothing that feeds the model changed: ${countOf(changed)} between ${between}`;
  log.info(`paths: ${JSON.stringify(meant)} changed between ${between}, so the model is trained`);
  return undefined;
}

function countOf({ length }: readonly string[]): string {
  if (length === 0) return 'no file differs';
  return length === 1
    ? '1 file differs, and `paths` does not mean it,'
    : `${length} files differ, none that \`paths\` means,`;
}

type Changes = { readonly changed: readonly string[]; readonly between: string } | { readonly unknown: string };

async function findChanges(options: ReasonOptions): Promise<Changes> {
  const { event, remote, scratch } = options;
  const { pullRequest, mergeGroup } = event;
  if (remote === undefined) return { unknown: 'there is no remote to ask what changed' };
  const isKnown = event.name === 'push' || pullRequest !== undefined || mergeGroup !== undefined;
  if (!isKnown) return { unknown: `the event ${event.name} is not about a change` };
  if ((event.attempt ?? 1) > 1) return { unknown: 'somebody asked for this job again' };
  const to = pullRequest?.head ?? event.commit;
  const from =
    pullRequest === undefined
      ? (mergeGroup?.base ?? (await options.findTrained()))
      : await fetchMergeBase(pullRequest, { remote, scratch, log: options.log });
  if (from === undefined) {
    const unknown =
      pullRequest === undefined ? 'no run of this branch has finished yet' : 'the merge base is not known';
    return { unknown };
  }
  const remotes = { [REMOTE]: remote };
  const found = await withScratch({ parent: scratch, format: formatOfObjectId(to), remotes }, (repository) =>
    findChangedPaths(repository, REMOTE, from, to),
  ).catch((error: unknown) => {
    if (!(error instanceof MlopsError)) throw error;
    return { failure: { said: error.message } };
  });
  if ('failure' in found)
    return { unknown: `what changed since ${from.slice(0, 7)} is not known (${found.failure.said})` };
  return { changed: found.value, between: `${from.slice(0, 7)} and ${to.slice(0, 7)}` };
}
