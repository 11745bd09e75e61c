// The query language in the help of `mlops runs`: short, with what can be asked for from the one table of it. Pure.
import { searched } from '../query/attributes.ts';

/** Text after the options. */
export function filterHelp(): string {
  const names = searched('runs').attributes.map(({ key }) => key);
  return `
Filters are MLflow's, with or, not, brackets, in, is null, dates and durations:
  metrics.rmse < 3 and params.depth in (4, 6)     numbers bare, texts in quotes
  branch = 'main' and started > -7d               or 2026-01-31, 2026-01-31T08:00Z
  not (tags.team like 'a%' or verdict is null)    names with other characters: tags.\`a b\`
  duration > 2h and dirty = false                 s m h d w
Attributes: ${names.slice(0, 10).join(', ')},
  ${names.slice(10).join(', ')}
Orders: metrics.rmse asc, started desc`;
}
