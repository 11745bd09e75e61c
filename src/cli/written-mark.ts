// The line by which `mlops init` knows a file that it wrote and that nobody has changed since.
import { createHash } from 'node:crypto';
import type { RenderedFile } from '../init/rendered-files.ts';

const MARK = /^(?:#|\/\/) Written by mlops init \(sha256:([0-9a-f]{16})\)[^\n]*\n/m;

/** The file with its mark; what an editor looks for in the first line stays there. */
export function marked({ path, text }: RenderedFile): RenderedFile {
  const sign = path.endsWith('.json') ? '//' : '#';
  const mark = `${sign} Written by mlops init (sha256:${digestOf(text)}), which asks before it replaces what you changed.\n`;
  const [modeline = ''] = /^# yaml-language-server:[^\n]*\n/.exec(text) ?? [];
  return { path, text: `${modeline}${mark}${text.slice(modeline.length)}` };
}

/** Whether the text is, line ends apart, what some `mlops init` wrote. */
export function isAsWritten(text: string): boolean {
  const plain = text.replaceAll('\r\n', '\n');
  const [mark, digest] = MARK.exec(plain) ?? [];
  return mark !== undefined && digestOf(plain.replace(mark, '')) === digest;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
