// The commands that a step can print: `::name key=value::data`, and the older `##[name]data`.
// Rules of actions/runner: ActionCommand.cs and ActionCommandManager.cs.

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** What the commands of one step did. */
export interface CommandEffects {
  readonly commands: WorkflowCommand[];
  readonly annotations: Annotation[];
  readonly masks: string[];
  readonly outputs: Record<string, string>;
  /** A command that the runner refuses fails the step. */
  refused: string | undefined;
}

const REGISTERED = new Set([
  'internal-set-repo-path',
  'set-env',
  'set-output',
  'save-state',
  'add-path',
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'debug',
  'warning',
  'error',
  'notice',
  'group',
  'endgroup',
  'echo',
  'stop-commands',
]);

/**
 * Reads the output of one step line by line. Between `::stop-commands::TOKEN` and `::TOKEN::` nothing is a command.
 * @returns a function that is given each line, and what came of the commands so far
 */
export function commandReader(): { readonly effects: CommandEffects; read(line: string): void } {
  const effects: CommandEffects = { commands: [], annotations: [], masks: [], outputs: {}, refused: undefined };
  let stopToken: string | undefined;
  return {
    effects,
    read(line) {
      const known = stopToken === undefined ? REGISTERED : new Set([...REGISTERED, stopToken]);
      const command = parseCommand(line, known);
      if (command === undefined) return;
      if (stopToken !== undefined) {
        if (command.name === stopToken) stopToken = undefined;
        return;
      }
      if (command.name === 'stop-commands') {
        if (command.data === '' || command.data === 'pause-logging' || REGISTERED.has(command.data)) {
          effects.refused = `Invalid stop token '${command.data}'`;
        } else stopToken = command.data;
      } else applyCommand(command, effects);
    },
  };
}

/** A line as a command, if it is one with a known name. */
export function parseCommand(line: string, known: ReadonlySet<string> = REGISTERED): WorkflowCommand | undefined {
  const modern = /^\s*::(?<head>.*?)::(?<data>.*)$/s.exec(line)?.groups;
  const command = modern === undefined ? undefined : commandFrom(modern['head'] ?? '', ',', modern['data'] ?? '');
  if (command !== undefined && known.has(command.name)) return command;
  const old = /##\[(?<head>[^\]]*)\](?<data>.*)$/s.exec(line)?.groups;
  const legacy = old === undefined ? undefined : commandFrom(old['head'] ?? '', ';', old['data'] ?? '');
  return legacy !== undefined && known.has(legacy.name) ? legacy : undefined;
}

function commandFrom(head: string, separator: string, rest: string): WorkflowCommand {
  const [name = '', ...words] = head.trim().split(' ');
  const pairs = words
    .join(' ')
    .split(separator)
    .filter((pair) => pair.includes('='));
  const properties = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, at).trim(),
      unescaped(pair.slice(at + 1))
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ','),
    ];
  });
  return { name, properties: Object.fromEntries(properties) as Record<string, string>, data: unescaped(rest) };
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function applyCommand(command: WorkflowCommand, effects: CommandEffects): void {
  effects.commands.push(command);
  const { name, properties, data } = command;
  if (name === 'error' || name === 'warning' || name === 'notice') {
    effects.annotations.push({ level: name, message: data, properties });
  }
  if (name === 'add-mask') effects.masks.push(...[data, ...data.split(/\r?\n/)].filter((mask) => mask.trim() !== ''));
  if (name === 'set-output') effects.outputs[properties['name'] ?? ''] = data;
  if (name === 'set-env' || name === 'add-path') effects.refused = `The \`${name}\` command is disabled.`;
}
