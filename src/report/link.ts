// Links into the forge, and only there. Without a web address of the repository there are none.
import type { RunRecord } from '../run/record.ts';

export interface Links {
  /** Web address of the repository; undefined locally. */
  readonly repositoryUrl: string | undefined;
}

/** Web address of the repository, as the address of the workflow run begins: `https://server/owner/name/actions/runs/1`. */
export function repositoryUrlOf({ source, trigger }: RunRecord): string | undefined {
  const [, url, repository] = /^(https?:\/\/[^/]+\/([^/]+\/[^/]+))\/actions\/runs\/\d+/.exec(trigger.url ?? '') ?? [];
  return repository !== undefined && repository === source.repository ? url : undefined;
}

/** A repository's address that may stand in Markdown, else no links at all. */
export function linksOf(repositoryUrl: string | undefined): Links {
  const sound = repositoryUrl !== undefined && isSoundUrl(repositoryUrl);
  return { repositoryUrl: sound ? repositoryUrl.replace(/\/+$/, '') : undefined };
}

/** `text` is Markdown; it stands alone where the address is unknown. */
export function link(text: string, url: string | undefined): string {
  return url === undefined || !isSoundUrl(url) ? text : `[${text}](${url})`;
}

export function commitUrl(links: Links, commit: string): string | undefined {
  return isObjectId(commit) ? below(links, `commit/${commit}`) : undefined;
}

export function compareUrl(links: Links, base: string, head: string): string | undefined {
  return isObjectId(base) && isObjectId(head) ? below(links, `compare/${base}...${head}`) : undefined;
}

/** A file at a commit; every part of the path is encoded. */
export function fileUrl(links: Links, commit: string | undefined, path: string | undefined): string | undefined {
  if (commit === undefined || path === undefined || !isObjectId(commit)) return undefined;
  return below(links, `blob/${commit}/${path.toWellFormed().split('/').map(encodePart).join('/')}`);
}

/** An address from a record or an event, if it lies inside the repository. */
export function ownUrl(links: Links, url: string | undefined): string | undefined {
  const inside = links.repositoryUrl !== undefined && url !== undefined && url.startsWith(`${links.repositoryUrl}/`);
  return inside && isSoundUrl(url) ? url : undefined;
}

export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(text);
}

function below(links: Links, path: string): string | undefined {
  return links.repositoryUrl === undefined ? undefined : `${links.repositoryUrl}/${path}`;
}

function isSoundUrl(url: string): boolean {
  return url.length <= 2000 && /^https?:\/\/[\w.-]+(:\d+)?(\/[\w.~%:;,=+&?/#-]*)?$/.test(url);
}

/** Parentheses end a Markdown link and are left alone by encodeURIComponent. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}
