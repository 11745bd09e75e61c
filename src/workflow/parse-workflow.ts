// The text of a workflow file → its triggers, jobs and steps. Whatever has another form than GitHub knows is left out. Pure.
import { parseYamlText, type YamlText } from '../config/yaml-text.ts';
import type { Concurrency, Job, Step, Trigger, Workflow, WorkflowFile } from './workflow.ts';

type Mapping = Readonly<Record<string, unknown>>;
type LineOf = (path: readonly PropertyKey[], key?: string) => number | undefined;

/** @param path from the root of the repository */
export function parseWorkflow(path: string, text: string): WorkflowFile {
  const yaml = parseYamlText(text, path);
  const [fault] = yaml.problems;
  if (fault !== undefined) {
    const [message = ''] = fault.message.split('\n');
    return { path, workflow: undefined, fault: { message, line: fault.place.line } };
  }
  return { path, workflow: workflowFrom(path, yaml), fault: undefined };
}

function workflowFrom(path: string, yaml: YamlText): Workflow {
  const root = mappingOf(yaml.value);
  const lineOf: LineOf = (at, key) => yaml.placeOf(at, key).line;
  const jobs = Object.entries(mappingOf(root['jobs'])).map(([id, job]) => jobFrom(id, mappingOf(job), lineOf));
  return {
    path,
    name: textOf(root['name']) ?? path,
    triggers: triggersFrom(root['on'], lineOf),
    permissions: root['permissions'],
    concurrency: concurrencyFrom(root['concurrency'], ['concurrency'], lineOf),
    jobs,
  };
}

function triggersFrom(on: unknown, lineOf: LineOf): readonly Trigger[] {
  if (typeof on === 'string') return [{ event: on, line: lineOf([], 'on'), filters: {} }];
  if (Array.isArray(on)) {
    return on.map((event, index) => ({ event: String(event), line: lineOf(['on', index]), filters: {} }));
  }
  return Object.entries(mappingOf(on)).map(([event, filters]) => ({
    event,
    line: lineOf(['on'], event),
    filters: mappingOf(filters),
  }));
}

function jobFrom(id: string, job: Mapping, lineOf: LineOf): Job {
  const at = ['jobs', id];
  const { container, needs, steps } = job as { container?: unknown; needs?: unknown; steps?: unknown };
  const image = typeof container === 'string' ? container : mappingOf(container)['image'];
  return {
    id,
    line: lineOf(['jobs'], id),
    permissions: job['permissions'],
    hasMatrix: mappingOf(job['strategy'])['matrix'] !== undefined,
    condition: textOf(job['if']),
    needs: needs === undefined || needs === null ? [] : [needs].flat().map(String),
    container: typeof image === 'string' ? { image, line: lineOf(at, 'container') } : undefined,
    concurrency: concurrencyFrom(job['concurrency'], [...at, 'concurrency'], lineOf),
    steps: Array.isArray(steps)
      ? steps.map((step, index) => stepFrom(mappingOf(step), [...at, 'steps', index], lineOf))
      : [],
  };
}

function stepFrom(step: Mapping, at: readonly PropertyKey[], lineOf: LineOf): Step {
  const inputs = Object.entries(mappingOf(step['with'])).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    line: lineOf(at),
    uses: typeof step['uses'] === 'string' ? step['uses'] : undefined,
    run: typeof step['run'] === 'string' ? step['run'] : undefined,
    inputs: Object.fromEntries(inputs),
    lineOfInput: (name) => lineOf([...at, 'with'], name),
  };
}

function concurrencyFrom(value: unknown, at: readonly PropertyKey[], lineOf: LineOf): Concurrency | undefined {
  if (value === undefined || value === null) return undefined;
  return { cancelInProgress: mappingOf(value)['cancel-in-progress'], line: lineOf(at, 'cancel-in-progress') };
}

function mappingOf(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

/** What GitHub would make of a plain value. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
