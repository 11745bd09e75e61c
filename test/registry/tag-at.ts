// Tags as somebody else writes them: any name, on anything, at any second. Written without a process: tests make many.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { git } from '../support/git-fixtures.ts';

/**
 * Writes an annotated tag over any that has the name.
 * @param target id of a commit, or any other revision
 * @param second after an arbitrary start
 */
export function tagAt(repository: string, name: string, target: string, second: number, message = name): void {
  const isCommit = /^[0-9a-f]{40}$/.test(target);
  const object = isCommit ? target : git(repository, ['rev-parse', target]);
  const type = isCommit ? 'commit' : git(repository, ['cat-file', '-t', object]);
  const tagger = `Ada <ada@example.org> ${1_790_000_000 + second} +0000`;
  const text = Buffer.from(`object ${object}\ntype ${type}\ntag ${name}\ntagger ${tagger}\n\n${message}\n`);
  const stored = Buffer.concat([Buffer.from(`tag ${text.length}\0`), text]);
  const id = createHash('sha1').update(stored).digest('hex');
  writeInto(join(repository, '.git/objects', id.slice(0, 2), id.slice(2)), deflateSync(stored));
  writeInto(join(repository, '.git/refs/tags', name), `${id}\n`);
}

function writeInto(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === 'string' || !existsSync(path)) writeFileSync(path, content);
}
