// GITHUB_OUTPUT and its sisters: fresh files for every step, read when the step has ended.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CommandFiles {
  /** The variables that name the files. GITHUB_STATE is for JavaScript actions alone. */
  readonly variables: Readonly<Record<string, string>>;
  read(): Promise<CommandFileContents>;
}

export interface CommandFileContents {
  readonly outputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly summary: string;
}

/** Creates the files of one step under a folder. */
export async function createCommandFiles(folder: string, step: string): Promise<CommandFiles> {
  await mkdir(folder, { recursive: true });
  const kinds = ['output', 'env', 'path', 'state', 'step_summary'] as const;
  const files = Object.fromEntries(kinds.map((kind) => [kind, join(folder, `${kind}_${step}`)]));
  for (const file of Object.values(files)) await writeFile(file, '');
  const text = (kind: (typeof kinds)[number]): Promise<string> => readFile(files[kind]!, 'utf8');
  return {
    variables: Object.fromEntries(kinds.map((kind) => [`GITHUB_${kind.toUpperCase()}`, files[kind]!])),
    async read() {
      return {
        outputs: parseKeyValues(await text('output')),
        environment: parseKeyValues(await text('env')),
        paths: (await text('path')).split('\n').filter((line) => line !== ''),
        summary: await text('step_summary'),
      };
    },
  };
}

/**
 * `name=value` lines and heredocs (`name<<DELIMITER`), as the runner's file commands read them.
 * @throws Error with the runner's words for a line that is neither, or a delimiter that never comes
 */
export function parseKeyValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc > 0) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, at + 1);
      if (delimiter === '' || end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      values[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else throw new Error(`Invalid format '${line}'`);
  }
  return values;
}
