// Where `paths` looks: the repository's code, and what of it was trained last.
import { mkdir } from 'node:fs/promises';
import type { Settings } from '../../config/settings.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { findLastTrained } from '../../pipeline/recording/last-trained.ts';
import type { ReasonOptions } from '../../pipeline/recording/reason-to-skip.ts';
import { fullRef } from '../../tracking/layout.ts';
import { openHistory } from '../../tracking/open-history.ts';
import { authorization } from '../authorization.ts';
import { actionLog } from '../console.ts';

/** Only reads; nothing is asked before `paths` needs an answer. */
export function codeAndHistory(from: {
  readonly remoteUrl: string | undefined;
  readonly token: string;
  readonly settings: Settings;
  readonly event: ForgeEvent;
  readonly scratch: string;
}): Pick<ReasonOptions, 'remote' | 'findTrained'> {
  const { remoteUrl, settings, event, scratch } = from;
  if (remoteUrl === undefined) return { remote: undefined, findTrained: () => Promise.resolve(undefined) };
  const remote = { url: remoteUrl, config: authorization(from.token) };
  return {
    remote,
    async findTrained() {
      await mkdir(scratch, { recursive: true });
      const history = openHistory({
        remote,
        ref: fullRef(settings.trackingBranch),
        scratchParent: scratch,
        clock: () => new Date(),
        random: Math.random,
        log: actionLog,
      });
      return findLastTrained({ settings, event }, { history, log: actionLog });
    },
  };
}
