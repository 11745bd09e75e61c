// Inbox entries as writers leave them that die right after: made in the remote itself, past every protocol.
import { renderImport } from '../../src/git/fast-import.ts';
import { entriesOf } from '../../src/tracking/entry.ts';
import type { RunBundle } from '../../src/tracking/history.ts';
import { inboxRef } from '../../src/tracking/inbox/waiting.ts';
import { foldersOf } from '../../src/tracking/layout.ts';
import { renderMessage } from '../../src/tracking/line.ts';
import { git } from '../support/git-fixtures.ts';
import { REF } from './open-test-history.ts';

/** Leaves a run in the inbox of a bare repository and gives the ref. */
export function leaveInInbox(remote: string, bundle: RunBundle, pushed = new Date()): string {
  const ref = inboxRef(REF, pushed.getTime(), bundle.record.id);
  const entries = entriesOf([bundle], [], 'sha1');
  const files = entries.map(({ run, name, content }) => ({
    path: `${foldersOf(run)[2]}/${name}`,
    content: content ?? '',
  }));
  const message = renderMessage(entries.map(({ line }) => line));
  const seconds = Math.floor(pushed.getTime() / 1000);
  git(remote, ['fast-import', '--quiet', '--force'], {
    input: renderImport(ref, undefined, [{ message, seconds, files }]),
  });
  return ref;
}
