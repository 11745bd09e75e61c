// The file that a training command runs, where that can be told from its words alone. Pure.

const INTERPRETERS = /^(?:python[\d.]*|node|bash|sh|zsh|Rscript|julia|ruby|perl|deno|bun)$/;
const SCRIPT = /^[\w./-]+\.(?:py|js|mjs|cjs|ts|sh|R|r|jl|rb|pl)$/;

/** Relative to the folder in which the command runs; undefined for anything but one plain command that names a script. */
export function scriptOf(command: string): string | undefined {
  const lines = command.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const [line = ''] = lines;
  // Anything more may change the folder or write the script first.
  if (lines.length !== 1 || /[;&|<>`$(){}'"\\*?]/.test(line)) return undefined;
  const words = line.trim().split(/\s+/);
  const [first = '', ...rest] = words.slice(words.findIndex((word) => !/^\w+=/.test(word)));
  if (first.startsWith('./') && SCRIPT.test(first)) return first.slice(2);
  if (!INTERPRETERS.test(first)) return undefined;
  const [script = ''] = rest;
  // With options before it, such as `-m module`, the next word may be anything.
  return SCRIPT.test(script) && !script.startsWith('/') ? script : undefined;
}
