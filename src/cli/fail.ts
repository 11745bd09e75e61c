// The one place of the command line that turns an error into words and an exit status.
import { styleText } from 'node:util';
import { exitStatusOf, MlopsError, type ErrorPlace } from '../error.ts';
import { printable, printableJson } from './printable.ts';

const stream = process.stderr;

/** Says what went wrong on stderr, once, and gives the exit status. */
export function reportFailure(error: unknown, json: boolean): number {
  if (error instanceof MlopsError) {
    if (json) {
      const { code, message, hint, place } = error;
      process.stdout.write(`${printableJson({ error: { code, message, hint, ...place } })}\n`);
    }
    const message = `${indented(error.message)}${error.place === undefined ? '' : ` (${placeText(error.place)})`}`;
    stream.write(`${styleText('red', 'error', { stream })}: ${message}\n`);
    stream.write(`${styleText('cyan', 'hint', { stream })}: ${indented(error.hint)}\n`);
    if (process.env['MLOPS_DEBUG'] !== undefined) stream.write(`${stackOf(error.cause ?? error)}\n`);
  } else {
    stream.write(`${styleText('red', 'bug', { stream })}: ${stackOf(error)}\n`);
    stream.write('This is a bug in mlops; please report it with the lines above.\n');
  }
  return exitStatusOf(error);
}

/** A message may list several problems; none of its lines can pass for one of ours. */
function indented(text: string): string {
  return printable(text).replaceAll('\n', '\n  ');
}

function placeText({ file, line, column }: ErrorPlace): string {
  return printable([file, line, column].filter((part) => part !== undefined).join(':'));
}

function stackOf(error: unknown): string {
  return printable(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
