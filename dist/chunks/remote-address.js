import { t as MlopsError } from "./error.js";
import systemPath from "node:path";

// src/git/ownership.ts
/**
* Configuration for processes that may work in this repository, whoever owns it.
* @param top as git prints it, with forward slashes also on Windows; `*` for any
*/
function trusting(top) {
	return { "safe.directory": top };
}
/** Whether git refused to work for this reason. */
function isOwnedByAnother(stderr) {
	return /detected dubious ownership/.test(stderr);
}
function ownedByAnother(directory) {
	return new MlopsError("not-a-repository", `git does not work in ${directory}, which belongs to another user`, `If you trust its owner: git config --global --add safe.directory ${JSON.stringify(directory)}`);
}

// src/git/remote-address.ts
/** A path is made absolute; what has a scheme, or a host before a colon, is an address already, as is a drive of Windows. */
function remoteAddress(url, root, path = systemPath) {
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /^[^/\\]+@?[^/\\]*:/.test(url) ? url : path.resolve(root, url);
}

export { trusting as i, isOwnedByAnother as n, ownedByAnother as r, remoteAddress as t };