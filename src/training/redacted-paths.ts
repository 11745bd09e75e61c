// Paths of kept files without the secrets in them. Two paths that differ only in a secret stay two. Pure.
import type { Redactor } from '../run/redact.ts';

/** Path → the path under which the file is kept: itself, or redacted and, where that name is taken, numbered. */
export function redactedPaths(paths: readonly string[], redact: Redactor): ReadonlyMap<string, string> {
  const shown = new Map(paths.map((path) => [path, redactedPath(path, redact)]));
  const taken = new Set(paths.filter((path) => shown.get(path) === path));
  for (const [path, redacted] of shown) {
    if (redacted === path) continue;
    const free = freeName(redacted, taken);
    taken.add(free);
    shown.set(path, free);
  }
  return shown;
}

/** GitHub and Windows allow no asterisk in the path of a file. */
function redactedPath(path: string, redact: Redactor): string {
  const redacted = redact(path);
  return redacted === path ? path : redacted.replaceAll('***', 'redacted');
}

/** `redacted.bin`, then `redacted-2.bin`: the ending of a model file says how it is read. */
function freeName(path: string, taken: ReadonlySet<string>): string {
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./]+)?$/s.exec(path) ?? [];
  let name = path;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}${ending}`;
  return name;
}
