// Params → the typed inputs of `workflow_dispatch`, by which a person retrains with other values. Pure.
import type { Param } from '../run/record.ts';
import { overrideVariable } from '../training/override-variables.ts';
import type { ScriptMentions } from './script-mentions.ts';

export interface DispatchInput {
  readonly name: string;
  /** A boolean has no empty value on GitHub, and an empty value is what leaves a param as it is. */
  readonly type: 'number' | 'string';
  readonly description: string;
}

export interface DispatchInputs {
  readonly inputs: readonly DispatchInput[];
  /** Params without an input, by the reason. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
}

/** GitHub takes no more (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax). */
const MAX_INPUTS = 25;
const MAX_NAME = 100;

/**
 * The inputs for params as they stand, in their order.
 * @param where what the values stand in, such as `params.yaml`
 * @param mentions of the training script: when it reads certain overrides only, others would do nothing
 */
export function dispatchInputs(
  params: ReadonlyMap<string, Param>,
  where: string,
  { overrides, readsAnyOverride }: Pick<ScriptMentions, 'overrides' | 'readsAnyOverride'>,
): DispatchInputs {
  const isRead = (variable: string): boolean =>
    overrides.length === 0 || readsAnyOverride || overrides.includes(variable);
  const inputs = new Map<string, DispatchInput>();
  const leftOut = new Map<string, string[]>();
  const leaveOut = (name: string, reason: string): void =>
    void leftOut.set(reason, [...(leftOut.get(reason) ?? []), name]);
  for (const [name, value] of params) {
    const last = name.split('.').at(-1) ?? name;
    const wanted = [name, last].find((candidate) => isRead(overrideVariable(candidate))) ?? name;
    const variable = overrideVariable(wanted);
    const reason = !isRead(variable)
      ? 'the training does not read it as MLOPS_PARAM_<NAME>'
      : reasonAgainst(wanted, variable, inputs);
    if (reason === undefined) inputs.set(variable, inputFor(wanted, name, value, where));
    else leaveOut(name, reason);
  }
  for (const variable of overrides.filter((variable) => !inputs.has(variable))) {
    const name = variable.slice('MLOPS_PARAM_'.length).toLowerCase();
    const reason = reasonAgainst(name, variable, inputs);
    if (reason === undefined) inputs.set(variable, { name, type: 'string', description: EMPTY });
    else leaveOut(name, reason);
  }
  return { inputs: [...inputs.values()], leftOut };
}

const EMPTY = 'empty for as it is';

function reasonAgainst(
  wanted: string,
  variable: string,
  inputs: ReadonlyMap<string, DispatchInput>,
): string | undefined {
  const name = inputName(wanted);
  if (wanted.length > MAX_NAME || !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) return 'its name can be no input';
  if (inputs.has(variable)) return 'an input has the same variable';
  return inputs.size >= MAX_INPUTS ? `GitHub takes ${MAX_INPUTS} inputs` : undefined;
}

function inputFor(wanted: string, name: string, value: Param, where: string): DispatchInput {
  const what = inputName(wanted) === name ? '' : `${name}, `;
  const choice = typeof value === 'boolean' ? 'true or false, ' : '';
  return {
    name: inputName(wanted),
    type: typeof value === 'number' ? 'number' : 'string',
    description: `${what}${choice}empty for the value of ${where}`,
  };
}

/** Names of inputs hold letters, digits, `-` and `_` only; the variable that the training sees stays the same. */
function inputName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_-]/g, '_');
}
