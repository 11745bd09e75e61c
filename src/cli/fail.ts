// The one place of the command line that turns an error into words and an exit status.
import { styleText } from 'node:util';
import { exitStatusOf, MlopsError } from '../error.ts';

/** Says what went wrong on stderr, once, and gives the exit status. */
export function reportFailure(error: unknown, json: boolean): number {
  if (error instanceof MlopsError) {
    if (json) {
      process.stdout.write(
        `${JSON.stringify({ error: { code: error.code, message: error.message, hint: error.hint, ...error.place } })}\n`,
      );
    }
    const place =
      error.place === undefined
        ? ''
        : ` (${[error.place.file, error.place.line, error.place.column].filter((part) => part !== undefined).join(':')})`;
    process.stderr.write(
      `${styleText('red', 'error')}: ${printable(error.message)}${place}\n${styleText('cyan', 'hint')}: ${printable(error.hint)}\n`,
    );
    if (process.env['MLOPS_DEBUG'] !== undefined) process.stderr.write(`${stackOf(error.cause ?? error)}\n`);
  } else {
    process.stderr.write(`${styleText('red', 'bug')}: ${stackOf(error)}\n`);
    process.stderr.write('This is a bug in mlops; please report it with the lines above.\n');
  }
  return exitStatusOf(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Foreign text that cannot steer the terminal: control characters and bidirectional marks become visible. */
export function printable(text: string): string {
  return text.replaceAll(
    /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
