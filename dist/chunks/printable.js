// src/cli/printable.ts
/** Text of several lines: control characters, bidirectional marks and odd line breaks are escaped, `\n` and `\t` stay. */
function printable(text) {
	return text.replaceAll(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, escaped);
}
/** Text that must stay on one line, such as a message of a log or a cell of a table: it cannot begin another. */
function printableLine(text) {
	return text.replaceAll("\n", String.raw`\n`).replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, escaped);
}
/** JSON that reads the same and shows the same: what a terminal would obey stands as `\u` escapes. */
function printableJson(value, indent) {
	return JSON.stringify(value, void 0, indent).replaceAll(/[\u007F-\u009F\p{Bidi_Control}\u2028\u2029]/gu, escaped);
}
function escaped(character) {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

export { printableJson as n, printableLine as r, printable as t };