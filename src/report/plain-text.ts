// Foreign text, made fit to stand on one line: no line breaks, no control, bidirectional or invisible characters.

/**
 * @param max length in characters; what is longer ends in an ellipsis
 */
export function plain(text: string, max = 80): string {
  // Names may be megabytes long: cut first, with room for what is dropped below.
  const line = visible(text.slice(0, max * 8))
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const letters = Array.from(line);
  return letters.length > max || text.length > max * 8 ? `${letters.slice(0, max - 1).join('')}…` : line;
}

/** A message with foreign names for a log that a workflow's runner reads: one line, and no command of the runner. */
export function logLine(text: string, max = 2000): string {
  return withoutCommands(plain(text, max));
}

/**
 * A line that the runner takes for text. Names of files and branches come from the training and from pull requests, and
 * the runner obeys `::command::` at the start of a line and `##[command]` anywhere in it (actions/runner, ActionCommand).
 */
export function withoutCommands(message: string): string {
  return message
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
      const unit = character.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    })
    .replace(/^(\s*):(?=:)/u, '$1:\u200b')
    .replaceAll('##[', '#\u200b#[');
}

/** A line of a log or of a command: tabs and spaces stay as they are. */
export function plainLine(text: string, max = 200): string {
  const line = visible(text.slice(0, max * 4).replaceAll('\t', '    ')).trimEnd();
  const letters = Array.from(line);
  return letters.length > max || text.length > max * 4 ? `${letters.slice(0, max - 1).join('')}…` : line;
}

function visible(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex
      .replaceAll(/\u001B\[[0-9;?]*[ -/]*[@-~]/g, '')
      .replaceAll(/[\n\r\v\f\u0085\u2028\u2029\t]/g, ' ')
      // Format characters reorder text (U+202A–E, U+2066–9), hide in it (U+200B, U+FEFF, tags) or break words.
      .replaceAll(/[\p{Cc}\p{Cf}]|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0/gu, '')
      .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
  );
}
