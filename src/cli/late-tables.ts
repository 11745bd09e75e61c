// What became known of runs after they were recorded, for the table of runs and for one run in full. Pure.
import type { RunState } from '../run/state.ts';
import type { TrackedRun } from '../tracking/history.ts';

/** A column or a section: its title and its rows of cells. */
interface Section {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

const LONGEST_CELL = 40;

/** The status that a run has now, and whether it is deleted. */
export function statusWords({ status, deleted }: RunState): string {
  return deleted === undefined ? status : `${status}, deleted`;
}

/** Columns for what was added to any of these runs later: versions, tags, the newest note. Others do not appear. */
export function lateColumns(runs: readonly TrackedRun[]): readonly {
  readonly title: string;
  readonly cellOf: (run: TrackedRun) => string;
}[] {
  const columns = [
    {
      title: 'VERSION',
      cellOf: ({ state }: TrackedRun) => state.registrations.map(({ version }) => version).join(' '),
    },
    { title: 'TAGS', cellOf: (run: TrackedRun) => shortened(lateTags(run).join(' ')) },
    { title: 'NOTE', cellOf: ({ state }: TrackedRun) => shortened(state.notes.at(-1)?.text ?? '') },
  ];
  return columns.filter(({ cellOf }) => runs.some((run) => cellOf(run) !== ''));
}

/** Rows for the facts of one run. */
export function deletionRows({ deleted }: RunState): readonly (readonly string[])[] {
  if (deleted === undefined) return [];
  const reason = deleted.reason === undefined ? '' : `: ${deleted.reason}`;
  return [['deleted', `${statedBy(deleted)}${reason}`]];
}

/** Sections for one run: tags of whatever age, notes, accepted gates, versions, deployments. */
export function lateSections({
  tags,
  notes,
  acceptances = [],
  registrations,
  deployments,
}: RunState): readonly Section[] {
  return [
    { title: 'TAG', rows: Object.entries(tags) },
    {
      title: 'NOTE',
      rows: notes.flatMap((note) =>
        note.text.split(/\r?\n/).map((line, index) => [index === 0 ? statedBy(note) : '', line]),
      ),
    },
    {
      title: 'ACCEPTED',
      rows: acceptances.map(({ gate, reason, ...stated }) => [gate, `${statedBy(stated)}  ${reason}`]),
    },
    { title: 'VERSION', rows: registrations.map((registration) => [registration.tag, statedBy(registration)]) },
    {
      title: 'DEPLOYMENT',
      rows: deployments.map(({ environment, state, version = '', url = '', ...stated }) => [
        environment,
        [state, version, url, statedBy(stated)].filter((word) => word !== '').join('  '),
      ]),
    },
  ].filter(({ rows }) => rows.length > 0);
}

/** Tags that differ from those of the record, as `name=value`. */
function lateTags({ record, state }: TrackedRun): readonly string[] {
  return Object.entries(state.tags)
    .filter(([name, value]) => !Object.hasOwn(record.tags, name) || record.tags[name] !== value)
    .map(([name, value]) => `${name}=${value}`);
}

function statedBy({ time, actor }: { readonly time: string; readonly actor?: string }): string {
  const minute = time.slice(0, 16).replace('T', ' ');
  return actor === undefined ? minute : `${minute} ${actor}`;
}

function shortened(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const characters = Array.from(first);
  const isWhole = characters.length <= LONGEST_CELL && first === text;
  return isWhole ? first : `${characters.slice(0, LONGEST_CELL - 1).join('')}…`;
}
