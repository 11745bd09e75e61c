// Why something happened in the registry, as the message of its tag says. Pure.
import { parsePromotion } from '../registry/promotion.ts';
import type { HistoryRow } from '../registry/show.ts';

/** In a few words, such as `rollback: answers too late`; empty where the message gives no reason, as those of others. */
export function historyReason(event: HistoryRow['event'], message: string): string {
  if (event === 'registration') return '';
  const promotion = parsePromotion(message);
  if (promotion === undefined) return event === 'assignment' ? '' : (/^Reason: (.+)$/m.exec(message)?.[1] ?? '');
  const { kind, forced, reason } = promotion;
  const how = [...(kind === 'rollback' ? [kind] : []), ...(forced === true ? ['forced'] : [])].join(', ');
  return [how, reason ?? ''].filter((words) => words !== '').join(': ');
}
