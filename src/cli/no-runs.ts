// What to say when a list has no run in it.
import { nearestOf } from '../config/nearest.ts';
import { fieldsIn } from '../query/filter.ts';
import type { RunPage } from './select-runs.ts';

/** Names in the filter that no run has, each with the one that was meant: what was mistyped is found nowhere. Pure. */
export function strangersIn({ filter, known }: Pick<RunPage, 'filter' | 'known'>): readonly string[] {
  const strangers = fieldsIn(filter).flatMap(({ entity, key }) => {
    if (entity !== 'metric' && entity !== 'param' && entity !== 'tag') return [];
    const names = known[entity];
    if (names.includes(key)) return [];
    const other = (['metric', 'param', 'tag'] as const).find((each) => known[each].includes(key));
    const nearest = other === undefined ? nearestOf(key, names) : `${other}s.${key}`;
    return [`no run has the ${entity} "${key}"${nearest === undefined ? '' : `, did you mean "${nearest}"?`}`];
  });
  return [...new Set(strangers)];
}
