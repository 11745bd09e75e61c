// A comment that tells of an earlier commit of a pull request, when the newest one had nothing to train.
import type { Settings } from '../../config/settings.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { commentMarker } from '../../report/marker.ts';
import { renderSkippedComment } from '../../report/skipped-comment.ts';
import type { Ports } from '../ports.ts';

/** Replaces the comment where one stands; makes none. */
export async function replaceComment(
  reason: string,
  { settings, event }: { readonly settings: Settings; readonly event: ForgeEvent },
  { forge, log }: Pick<Ports, 'forge' | 'log'>,
): Promise<void> {
  const { pullRequest } = event;
  if (pullRequest === undefined || settings.comment === false) return;
  const { commentKey: key, model } = settings;
  const input = {
    key,
    pullRequestNumber: pullRequest.number,
    model,
    head: pullRequest.head,
    reason,
    workflowRun: event.run,
    repositoryUrl: event.repositoryUrl,
  };
  const { outcome } = await forge.upsertComment(pullRequest, {
    marker: commentMarker(key, pullRequest.number),
    render: (previousBody) => renderSkippedComment(input, previousBody),
  });
  if (outcome === 'updated') log.info('the comment says that there was nothing to train');
}
