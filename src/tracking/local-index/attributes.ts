// Attributes of runs by the names that filters and orders call them, and the columns that hold them. Pure.
import { MlopsError } from '../../error.ts';
import type { RunColumn } from './run-rows.ts';

export interface Attribute {
  readonly column: RunColumn;
  /** Times and durations are numbers, truths 1 or 0. A word is a text whose case does not matter. */
  readonly kind: 'text' | 'word' | 'number';
}

const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  id: { column: 'id', kind: 'text' },
  name: { column: 'name', kind: 'text' },
  status: { column: 'status', kind: 'word' },
  started: { column: 'started', kind: 'number' },
  ended: { column: 'ended', kind: 'number' },
  duration: { column: 'duration', kind: 'number' },
  experiment: { column: 'experiment', kind: 'text' },
  model: { column: 'model', kind: 'text' },
  version: { column: 'version', kind: 'text' },
  branch: { column: 'branch', kind: 'text' },
  commit: { column: 'commit', kind: 'text' },
  dirty: { column: 'dirty', kind: 'number' },
  event: { column: 'event', kind: 'text' },
  actor: { column: 'actor', kind: 'text' },
  verdict: { column: 'verdict', kind: 'word' },
  error: { column: 'error', kind: 'text' },
  deleted: { column: 'deleted', kind: 'number' },
  parent: { column: 'parent', kind: 'text' },
  command: { column: 'command', kind: 'text' },
  artifact_uri: { column: 'artifact_uri', kind: 'text' },
};

/** @throws MlopsError `usage` for a name that no attribute has */
export function attributeOf(name: string): Attribute {
  const attribute = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  if (attribute !== undefined) return attribute;
  throw new MlopsError(
    'usage',
    `runs have no attribute ${JSON.stringify(name.slice(0, 80))}`,
    `Attributes are ${Object.keys(ATTRIBUTES).join(', ')}.`,
  );
}
