// Before the training: the comment of an earlier run says that its numbers are not those of the newest commit.
import { MlopsError } from '../../error.ts';
import type { Forge } from '../../forge/forge.ts';
import type { Log } from '../../log.ts';
import { commentMarker } from '../../report/marker.ts';
import { withRunningNote } from '../../report/running-note.ts';
import type { TrainingPlan } from '../../training/plan.ts';
import { mayWrite } from './may-write.ts';

/** Whether there is a comment that this job itself will bring up to date. */
export function isAnnounced({ settings, event }: Pick<TrainingPlan, 'settings' | 'event'>): boolean {
  // A fork's token cannot write, and of a matrix the collecting job comments.
  return event.pullRequest !== undefined && settings.comment !== false && !settings.collect && mayWrite(event) !== 'no';
}

/** Puts a note above the numbers of an earlier run. Makes no comment; that it cannot be done is no reason not to train. */
export async function announceTraining(
  plan: Pick<TrainingPlan, 'settings' | 'event'>,
  { forge, log }: { readonly forge: Pick<Forge, 'upsertComment'>; readonly log: Log },
): Promise<void> {
  const { settings, event } = plan;
  const { pullRequest, run, repositoryUrl, runUrl } = event;
  if (pullRequest === undefined || !isAnnounced(plan)) return;
  const running = { head: pullRequest.head, workflowRun: run, repositoryUrl, runUrl };
  try {
    const { outcome } = await forge.upsertComment(pullRequest, {
      marker: commentMarker(settings.commentKey, pullRequest.number),
      render: (body) => (body === undefined ? undefined : withRunningNote(body, running)),
    });
    log.debug(`the comment of an earlier run: ${outcome}`);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.info(`the comment of an earlier run does not say that this one is training: ${error.message}`);
  }
}
