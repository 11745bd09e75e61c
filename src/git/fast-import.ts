// Commits as a stream for `git fast-import`: one process writes blobs, trees and commits, without index or worktree.

/** A file of a commit: new content, or a blob that the repository already knows. */
type ImportedFile =
  | { readonly path: string; readonly content: string | Buffer }
  | { readonly path: string; readonly blob: string };

export interface ImportedCommit {
  readonly message: string;
  /** Committer date in seconds since 1970; the time zone is UTC. */
  readonly seconds: number;
  readonly files: readonly ImportedFile[];
}

export const COMMITTER = 'mlops-action <mlops-action@noreply.invalid>';

/**
 * The stream that writes commits one upon the other and prints the id of the last one.
 * The committer stands in the stream, so that no identity needs to be configured.
 * @param ref a scratch ref that fast-import may move
 * @param parent the commit that the first one stands on; undefined for a root commit
 */
export function renderImport(ref: string, parent: string | undefined, commits: readonly ImportedCommit[]): Buffer {
  const parts: (string | Buffer)[] = ['feature done\n'];
  for (const [index, commit] of commits.entries()) {
    parts.push(`commit ${ref}\nmark :${index + 1}\ncommitter ${COMMITTER} ${commit.seconds} +0000\n`);
    pushData(parts, commit.message);
    if (index > 0) parts.push(`from :${index}\n`);
    else if (parent !== undefined) parts.push(`from ${parent}\n`);
    for (const file of commit.files) {
      if ('blob' in file) {
        parts.push(`M 100644 ${file.blob} ${quotePath(file.path)}\n`);
      } else {
        parts.push(`M 100644 inline ${quotePath(file.path)}\n`);
        pushData(parts, file.content);
      }
    }
  }
  parts.push(`get-mark :${commits.length}\ndone\n`);
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function pushData(parts: (string | Buffer)[], content: string | Buffer): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  parts.push(`data ${bytes.length}\n`, bytes, '\n');
}

/** C-style quoting, as fast-import wants it for paths that could be mistaken for its own grammar. */
function quotePath(path: string): string {
  if (/^[\w./-]+$/.test(path)) return path;
  const quoted = path.replaceAll(/["\\\p{Cc}]/gu, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `"${quoted}"`;
}
