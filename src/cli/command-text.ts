// The words after `--` → the command as bash reads it. Pure.

/** One argument is a line of bash, as in mlops.yaml; several are words, quoted so that bash sees them as they were. */
export function commandText(words: readonly string[]): string {
  return words.length === 1 ? (words[0] ?? '') : words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
