// The address of a remote as its configuration has it → one that holds in every folder. Pure: see workspace-path.ts.
import systemPath, { type PlatformPath } from 'node:path';

/** A path is made absolute; what has a scheme, or a host before a colon, is an address already, as is a drive of Windows. */
export function remoteAddress(url: string, root: string, path: PlatformPath = systemPath): string {
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /^[^/\\]+@?[^/\\]*:/.test(url);
  return isAddress ? url : path.resolve(root, url);
}
