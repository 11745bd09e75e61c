// Foreign text that cannot steer the terminal: what is neither seen nor harmless becomes visible. Pure.

/** Text of several lines: control characters, bidirectional marks and odd line breaks are escaped, `\n` and `\t` stay. */
export function printable(text: string): string {
  return text.replaceAll(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, escaped);
}

/** Text that must stay on one line, such as a message of a log or a cell of a table: it cannot begin another. */
export function printableLine(text: string): string {
  return text.replaceAll('\n', String.raw`\n`).replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, escaped);
}

/** JSON that reads the same and shows the same: what a terminal would obey stands as `\u` escapes. */
export function printableJson(value: unknown, indent?: number): string {
  // Outside of its strings JSON holds none of these but the line breaks of its indentation.
  return JSON.stringify(value, undefined, indent).replaceAll(/[\u007F-\u009F\p{Bidi_Control}\u2028\u2029]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
