// The parts that all written workflows are made of. Nothing that a repository holds stands in a `run:` or an expression.
import { MLOPS_ACTION, PINNED } from './pinned-actions.ts';
import type { SetupStep, Toolchain } from './toolchain.ts';

/** A YAML scalar that holds any text, on one line. `${{` would be an expression, wherever it stands. */
export function quoted(text: string): string {
  const plain = text.replaceAll('${{', '$ {{');
  return /^[ -~\p{L}\p{N}]*$/u.test(plain) ? `'${plain.replaceAll("'", "''")}'` : JSON.stringify(plain);
}

/** A branch as a pattern of `on.push.branches`: what means something there, or is odd, is any character. */
export function branchPattern(branch: string): string {
  return quoted(branch.replaceAll(/[^\p{L}\p{N}_./#@-]+/gu, '*'));
}

/** Lines with so many spaces before them. */
export function indented(spaces: number, lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(spaces)}${line}`));
}

/** What a job may do, each with the reason. */
export function permissionLines(permissions: Readonly<Record<string, string>>): readonly string[] {
  const lines = Object.entries(permissions).map(([name, reason]) => `  ${name} # ${reason}`);
  return ['permissions:', ...lines];
}

export const CHECKOUT: readonly string[] = [`- uses: ${PINNED.checkout}`, '  with:', '    persist-credentials: false'];

/** The steps that make a job ready for the training: languages, then packages. */
export function setupLines(toolchains: readonly Toolchain[], folder: string): readonly string[] {
  return toolchains.flatMap(({ setup, install }) => [
    ...setup.flatMap((step) => stepLines(step, '.')),
    ...(install.length === 0 ? [] : stepLines({ run: install }, folder)),
  ]);
}

function stepLines(step: SetupStep, folder: string): readonly string[] {
  if ('uses' in step) {
    const inputs = Object.entries(step.with).map(([name, value]) => `    ${name}: ${scalar(value)}`);
    return [`- uses: ${step.uses}`, ...(inputs.length === 0 ? [] : ['  with:', ...inputs])];
  }
  const [only = '', ...others] = step.run;
  const run = others.length === 0 && isPlainScalar(only) ? [`run: ${only}`] : ['run: |', ...indented(2, step.run)];
  const [first = '', ...rest] = folder === '.' ? run : [...run, `working-directory: ${quoted(folder)}`];
  return [`- ${first}`, ...indented(2, rest)];
}

/** The step that uses the action, with the inputs that it needs. */
export function mlopsLines(inputs: Readonly<Record<string, string>>): readonly string[] {
  const lines = Object.entries(inputs).map(([name, value]) => `    ${name}: ${quoted(value)}`);
  return [`- uses: ${MLOPS_ACTION}`, ...(lines.length === 0 ? [] : ['  with:', ...lines])];
}

function scalar(value: string): string {
  return /^[a-z]+$/.test(value) ? value : quoted(value);
}

function isPlainScalar(text: string): boolean {
  return /^[A-Za-z][^:#]*$/.test(text) && !/['"]\s*$|^\s|\s$/.test(text);
}
