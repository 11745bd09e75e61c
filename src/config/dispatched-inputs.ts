// The inputs of a `workflow_dispatch` stand in for those that the step does not give, so that a workflow which is started by
// hand, or by a promotion, needs no line of plumbing for each of them. Pure.
import { MlopsError } from '../error.ts';
import { INPUTS } from './inputs.ts';

/** Tasks that act on what a person, or a promotion, names in the form of a dispatch. */
const TASKS = ['promote', 'rollback', 'deploy'];

const NAMES = ['model', 'version', 'stage', 'reason', 'force', 'drill'] as const;

/**
 * @param given inputs of the step
 * @param dispatched inputs of the event; those that the task does not read are passed over
 * @throws MlopsError `usage` for a model or stage with spaces around it
 */
export function withDispatched(
  given: Readonly<Record<string, string>>,
  dispatched: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const task = given['task']?.trim() ?? '';
  if (!TASKS.includes(task)) return given;
  const taken = NAMES.flatMap((name) => {
    const value = Object.hasOwn(dispatched, name) ? dispatched[name] : undefined;
    const isRead = INPUTS[name]?.tasks?.some((each) => each === task) ?? true;
    if (value === undefined || !isRead || (given[name] ?? '').trim() !== '') return [];
    if (name === 'stage' || name === 'model') requireExact(name, value);
    return [[name, value] as const];
  });
  return { ...given, ...Object.fromEntries(taken) };
}

/** Spaces around it would make it another environment, whose reviewers nobody named, and the same stage. */
function requireExact(name: string, value: string): void {
  if (value === value.trim()) return;
  throw new MlopsError(
    'usage',
    `the input ${name} of the dispatch has spaces around it: ${JSON.stringify(value.slice(0, 200))}`,
    'Start the workflow again without them: an `environment:` that is made of it would be another one.',
  );
}
