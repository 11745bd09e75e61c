// Which columns the table of runs has, and what stands in them. Pure.
import type { MetricRow } from '../comparison/comparison.ts';
import { directionOf } from '../comparison/direction.ts';
import { comparisonOf } from '../comparison/recorded.ts';
import { nearestOf, suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import { attributeNamed, searched } from '../query/attributes.ts';
import type { Field, Order } from '../query/filter.ts';
import { valueOf, type Value } from '../query/run-value.ts';
import type { RunRecord } from '../run/record.ts';
import type { KnownMetrics } from './run-sort.ts';

/** A field as a column, under the name that was asked for. */
export interface Column {
  readonly name: string;
  readonly field: Field;
}

/** Names that any run of the history has, whether or not one of a page does. */
export interface KnownNames {
  readonly metric: readonly string[];
  readonly param: readonly string[];
  readonly tag: readonly string[];
}

const SHOWN_METRICS = 4;
/** Attributes of the table that nobody chose, and of a file of values. */
const TABLE = ['id', 'started', 'status', 'experiment', 'branch', 'commit', 'verdict'];
const FILE = [
  'id',
  'name',
  'started',
  'ended',
  'duration',
  'status',
  'experiment',
  'model',
  'branch',
  'commit',
  'dirty',
  'event',
  'actor',
  'verdict',
  'version',
  'error',
  'deleted',
  'superseded',
];

/** Gated metrics first, as the newest comparison orders them, then the others of these runs. Counts are left out. */
export function metricsOf(records: readonly RunRecord[]): readonly string[] {
  const rows = rowsOf(records);
  const ranked = rows
    .filter((row) => !row.count && row.candidate !== undefined)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const measured = records.flatMap((record) => Object.keys(record.metrics));
  const counts = new Set(rows.filter((row) => row.count).map(({ name }) => name));
  return [...new Set([...ranked.map(({ name }) => name), ...measured.filter((name) => !counts.has(name))])];
}

/** The metrics of these runs, each with the direction that a comparison knows, newest first, else its name. */
export function knownMetrics(records: readonly RunRecord[]): KnownMetrics {
  const names = new Set(records.flatMap(({ metrics }) => Object.keys(metrics)));
  const judged = rowsOf(records).filter(({ name, direction }) => direction !== 'unknown' && names.has(name));
  return new Map([
    ...[...names].map((name) => [name, directionOf(name, undefined)] as const),
    ...judged.toReversed().map(({ name, direction }) => [name, direction] as const),
  ]);
}

/** The table that nobody chose: the usual attributes, the metrics of the order, and those that matter most. */
export function usualColumns(records: readonly RunRecord[], orders: readonly Order[]): readonly Column[] {
  const sorted = orders.flatMap(({ field }) => (field.entity === 'metric' ? [field.key] : []));
  const metrics = [...new Set([...sorted, ...metricsOf(records)])].slice(0, Math.max(SHOWN_METRICS, sorted.length));
  return [...TABLE.map(attributeColumn), ...metrics.map(metricColumn)];
}

/** All values of a file that nobody chose: attributes, then all metrics, params and tags. */
export function allColumns(records: readonly RunRecord[]): readonly Column[] {
  const named = (entity: 'metric' | 'param' | 'tag', of: (record: RunRecord) => object): readonly Column[] =>
    [...new Set(records.flatMap((record) => Object.keys(of(record))))]
      .toSorted()
      .map((key) => ({ name: `${entity}s.${key}`, field: { entity, key } }));
  return [
    ...FILE.map(attributeColumn),
    ...named('metric', ({ metrics }) => metrics),
    ...named('param', ({ params }) => params),
    ...named('tag', ({ tags }) => tags),
  ];
}

/**
 * The columns that `--columns` names, parted by commas: metrics by their names, `params.x`, `tags.x`, `metrics.x`,
 * attributes. Names with commas stand in backticks. A list that names an attribute is the whole table; before any other
 * stand the usual attributes.
 * @throws MlopsError `usage` for a metric, param or tag that no run has, unless there is no run at all, and for what is
 *   no attribute
 */
export function chosenColumns(list: string, known: KnownNames): readonly Column[] {
  const words = [...list.matchAll(/(?:`[^`]*`|[^,`])+/g)].map(([word]) => word.trim()).filter((word) => word !== '');
  const columns = words.map((word) => columnOf(word, known));
  const isWhole = columns.some(({ field }) => field.entity === 'attribute');
  return isWhole ? columns : [...TABLE.map(attributeColumn), ...columns];
}

function columnOf(word: string, known: KnownNames): Column {
  const isEmpty = known.metric.length + known.param.length + known.tag.length === 0;
  // A metric goes by its bare name, whatever that looks like: `val.rmse`, `status`.
  const bare = unquoted(word);
  if (known.metric.includes(bare)) return metricColumn(bare);
  const attribute = attributeNamed(unquoted(word.replace(/^(?:attributes?|attr|run)\./, '')));
  if (attribute !== undefined) return { name: word, field: { entity: 'attribute', key: attribute.key } };
  const [, kind, rest] = /^(metric|param|parameter|tag)s?\.([^]+)$/.exec(word) ?? [];
  if (kind === undefined || rest === undefined) {
    if (isEmpty) return metricColumn(bare);
    throw unknownColumn(bare, known);
  }
  const entity = kind === 'parameter' ? 'param' : (kind as 'metric' | 'param' | 'tag');
  const key = unquoted(rest);
  if (!isEmpty && !known[entity].includes(key)) {
    const others = known[entity].length === 0 ? `no run has any ${entity}` : suggestion(key, known[entity]);
    throw new MlopsError(
      'usage',
      `--columns: no run has the ${entity} "${key}", ${others}`,
      '`mlops runs show ID` lists all that a run has.',
    );
  }
  return { name: entity === 'metric' ? key : `${entity}s.${key}`, field: { entity, key } };
}

/** A word that is no metric may be a param or a tag, whose kind stands before it, or an attribute that was mistyped. */
function unknownColumn(word: string, known: KnownNames): MlopsError {
  const entity = (['param', 'tag'] as const).find((each) => known[each].includes(word));
  if (entity !== undefined) {
    const column = `${entity}s.${word}`;
    return new MlopsError('usage', `--columns: "${word}" is a ${entity}`, `Write it as ${column}.`);
  }
  const nearest = nearestOf(word, [...known.metric, ...searched('runs').attributes.map(({ key }) => key)]);
  const meant =
    nearest === undefined ? `metrics are ${known.metric.join(', ') || 'none'}` : `did you mean "${nearest}"?`;
  return new MlopsError(
    'usage',
    `--columns: no run has the metric "${word}", ${meant}`,
    `Columns are metrics, params.x, tags.x and attributes: ${searched('runs')
      .attributes.map(({ key }) => key)
      .join(', ')}.`,
  );
}

/** What stands in a table: short, numbers with six digits. */
export function shortCell({ field }: Column, record: RunRecord): string {
  const value = valueOf(record, field);
  if (value === undefined) return '';
  if (field.entity === 'attribute') {
    // Ids are shown with as many digits as hold the time in milliseconds.
    if (field.key === 'id' || field.key === 'parent') return String(value).slice(0, 12);
    if (field.key === 'commit') return `${String(value).slice(0, 7)}${marksOf(record)}`;
    if (isTime(field)) return isoTime(value).slice(0, 16).replace('T', ' ');
  }
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
}

/** What the commit of a run does not tell: `+` for uncommitted changes, `*` for params of its own. */
function marksOf({ source, trigger }: RunRecord): string {
  return `${source.dirty ? '+' : ''}${Object.keys(trigger.overrides ?? {}).length > 0 ? '*' : ''}`;
}

/** What stands in a file: in full, numbers as numbers, times in ISO 8601. */
export function fullCell({ field }: Column, record: RunRecord): Value {
  const value = valueOf(record, field) ?? '';
  return isTime(field) && value !== '' ? isoTime(value) : value;
}

/** Numbers stand on the right. */
export function isNumeric({ field }: Column): boolean {
  return field.entity === 'metric' || (field.entity === 'attribute' && attributeNamed(field.key)?.type === 'number');
}

function isTime(field: Field): boolean {
  return field.entity === 'attribute' && attributeNamed(field.key)?.type === 'time';
}

function isoTime(value: Value): string {
  return new Date(Number(value)).toISOString();
}

function attributeColumn(key: string): Column {
  return { name: key, field: { entity: 'attribute', key } };
}

function metricColumn(name: string): Column {
  return { name, field: { entity: 'metric', key: name } };
}

function unquoted(word: string): string {
  return /^`[^`]*`$/.test(word) ? word.slice(1, -1) : word;
}

function rowsOf(records: readonly RunRecord[]): readonly MetricRow[] {
  return records.flatMap((record) => comparisonOf(record)?.rows ?? []);
}

function rankOf({ primary, gate }: MetricRow): number {
  if (primary) return 0;
  return gate === undefined ? 2 : 1;
}
