// What a person has to know of the training script: what it wants, and what of it cannot be seen. Pure.
import { scriptOf } from '../doctor/command-script.ts';

const METRICS_ADVICE =
  'append lines such as `rmse=6.1` to the file $MLOPS_METRICS, write metrics.json, or set `metrics-pattern`';

/** Trackers that keep metrics to themselves, by what a script calls. */
const TRACKERS: readonly (readonly [RegExp, string])[] = [
  [/\bmlflow\.(?:log_metrics?|autolog|\w+\.autolog)\(/, 'MLflow'],
  [/\bwandb\.log\(/, 'Weights & Biases'],
  [/\bSummaryWriter\(/, 'TensorBoard'],
];

/** What to say of a script of which no metrics are known. */
export function withoutMetrics(file: string, script: string): string | undefined {
  // Its files are read once they are there.
  if (script === '' || /\bdvclive\b/i.test(script)) return undefined;
  const [, tracker] = TRACKERS.find(([call]) => call.test(script)) ?? [];
  return tracker === undefined
    ? `${file} writes no metrics that can be seen: ${METRICS_ADVICE}`
    : `${file} gives its metrics to ${tracker} alone, where they are not looked for: ${METRICS_ADVICE}, too`;
}

/** What to say of a command that lacks arguments which argparse or click would ask for. */
export function withoutArguments(file: string, script: string, command: string): string | undefined {
  const words = command.split(/[\s=]+/);
  const isBare = scriptOf(command) !== undefined && words.at(-1) === file;
  const lacking = requiredArguments(script).filter(({ flags }) =>
    flags.length === 0 ? isBare : !flags.some((flag) => words.includes(flag)),
  );
  if (lacking.length === 0) return undefined;
  const given = lacking.map(({ name, flags }) => (flags.length === 0 ? '…' : `${name} …`)).join(' ');
  const names = lacking.map(({ name }) => name).join(', ');
  return `${file} wants ${names}, which the command does not give: mlops init --command '${command} ${given}'`;
}

interface Argument {
  readonly name: string;
  /** How it is given; empty for one that is known by its place. */
  readonly flags: readonly string[];
}

function requiredArguments(script: string): readonly Argument[] {
  const declared = script.matchAll(
    /(?:add_argument|click\.option|click\.argument)\(\s*(["'][\w-]{1,60}["'](?:[^()]|\([^()]*\)){0,500})\)/g,
  );
  return [...declared].flatMap(([, text = '']) => {
    const names = [...text.matchAll(/["']([\w-]+)["']\s*(?=,|$)/g)].map(([, name = '']) => name);
    const flags = names.filter((name) => name.startsWith('-'));
    const [first = ''] = names;
    if (flags.length > 0) {
      const name = flags.find((flag) => flag.startsWith('--')) ?? first;
      return /\brequired\s*=\s*True\b/.test(text) ? [{ name, flags }] : [];
    }
    const isOptional = /\bnargs\s*=\s*["'][?*]|\bdefault\s*=|\brequired\s*=\s*False/.test(text);
    return isOptional || first === '' ? [] : [{ name: first, flags }];
  });
}

/** What to say of a command whose script is not there. */
export function withoutScript(command: string, paths: readonly string[]): string | undefined {
  const script = scriptOf(command);
  if (script === undefined || paths.includes(script.replace(/^\.\//, ''))) return undefined;
  return `${script} does not exist: write it before the first \`mlops train\`, or give another command with --command`;
}
