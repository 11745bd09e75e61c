// What a workflow says of being started by hand: whether it can be, and what it takes and wants. Pure.
import { parseWorkflow } from './parse-workflow.ts';
import { triggersOf } from './workflow.ts';

export interface DispatchInput {
  readonly name: string;
  /** The workflow cannot be started without it: it is required and has no default. */
  readonly isNeeded: boolean;
  /** The values that it takes; undefined: any. */
  readonly options: readonly string[] | undefined;
}

export type DispatchTrigger =
  | { readonly inputs: readonly DispatchInput[] }
  /** What is wrong with the text, or undefined where only the trigger is lacking. */
  | { readonly inputs: undefined; readonly fault: string | undefined; readonly line: number | undefined };

/** @param path of the workflow file, for the messages */
export function dispatchTriggerOf(path: string, text: string): DispatchTrigger {
  const { workflow, fault } = parseWorkflow(path, text);
  if (workflow === undefined) return { inputs: undefined, fault: fault?.message ?? 'no YAML', line: fault?.line };
  const [trigger] = triggersOf(workflow, 'workflow_dispatch');
  if (trigger === undefined) return { inputs: undefined, fault: undefined, line: workflow.triggers[0]?.line };
  const declared = mappingOf(trigger.filters['inputs']);
  const inputs = Object.entries(declared).map(([name, value]) => {
    const input = mappingOf(value);
    const isRequired = input['required'] === true || input['required'] === 'true';
    const options = input['type'] === 'choice' && Array.isArray(input['options']) ? input['options'] : undefined;
    return { name, isNeeded: isRequired && input['default'] === undefined, options: options?.map(String) };
  });
  return { inputs };
}

function mappingOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
