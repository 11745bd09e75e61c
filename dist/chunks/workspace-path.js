import systemPath, { posix } from "node:path";

// src/workspace-path.ts
/** The path of `target` from `root`, both absolute; `.` for the root itself. */
function pathFromRoot(root, target, path = systemPath) {
	return slashed(path.relative(root, target), path) || ".";
}
/** Whether `target` is `root` or lies below it, both absolute. */
function isInside(root, target, path = systemPath) {
	const relative = path.relative(root, target);
	return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
/**
* A path or glob as a user typed it, relative to the working directory → relative to the root.
* @param workingDirectory relative to the root, with forward slashes
* @returns undefined for what is absolute or leaves the root
*/
function patternFromFolder(pattern, workingDirectory, path = systemPath) {
	if (pattern.includes("\0") || path.isAbsolute(pattern) || hasDrive(pattern, path)) return void 0;
	const joined = posix.normalize(posix.join(workingDirectory, slashed(pattern, path)));
	return joined === ".." || joined.startsWith("../") ? void 0 : joined.replace(/\/$/, "") || ".";
}
/** The same where an absolute path may name what lies in the root. */
function patternFromRoot(pattern, { root, workingDirectory }, path = systemPath) {
	if (pattern.includes("\0") || !path.isAbsolute(pattern)) return patternFromFolder(pattern, workingDirectory, path);
	return isInside(root, pattern, path) ? pathFromRoot(root, pattern, path) : void 0;
}
/** On other systems than Windows a backslash is a letter like any other. */
function slashed(text, path) {
	return path.sep === "\\" ? text.replaceAll("\\", "/") : text;
}
function hasDrive(text, path) {
	return path.sep === "\\" && /^[A-Za-z]:/.test(text);
}

export { patternFromRoot as i, pathFromRoot as n, patternFromFolder as r, isInside as t };