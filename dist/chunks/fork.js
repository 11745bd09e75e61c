// src/forge/fork.ts
/** What a fork is called that was deleted before anybody asked. */
const DELETED_FORK = "unknown";
/** Code whose origin is not known to be this repository gets no trust. */
function isForkOf(base, head) {
	return head === void 0 || base === void 0 || !isSameRepository(head, base);
}
/** `owner:branch`, as GitHub writes it. No branch of a repository can have this name. */
function forkBranch(fork, branch) {
	return `${(fork ?? "unknown").split("/")[0] ?? ""}:${branch}`;
}
/** Names of repositories differ by more than the case of letters. */
function isSameRepository(a, b) {
	return a.toLowerCase() === b.toLowerCase();
}

export { isSameRepository as i, forkBranch as n, isForkOf as r, DELETED_FORK as t };