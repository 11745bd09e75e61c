import { t as MlopsError } from "./error.js";
import { t as gitIn } from "./git.js";
import { join, resolve } from "node:path";
import { mkdir } from "node:fs/promises";

// src/cli/workspace.ts
/**
* Finds the repository that holds `path`.
* @throws MlopsError `not-a-repository`
*/
async function openWorkspace(path) {
	const start = resolve(path);
	const { code, stdout, stderr } = await gitIn(start).exec([
		"rev-parse",
		"--is-bare-repository",
		"--path-format=absolute",
		...FOLDERS
	]).catch((cause) => {
		throw new MlopsError("not-a-repository", `${start} cannot be opened: ${cause.message}`, "Give an existing folder with --repo.", { cause });
	});
	const [bareText, commonDir = "", gitFolder = "", top = ""] = stdout.toString().trim().split("\n");
	const bare = bareText === "true";
	if (code !== 0 && !(bare && gitFolder !== "")) {
		const owned = ownedByOthers(stderr);
		if (owned !== void 0) throw owned;
		throw new MlopsError("not-a-repository", `${start} is in no Git repository (${stderr.trim()})`, "Run `git init` and make a first commit, or name a repository with --repo.");
	}
	const root = bare ? commonDir : top;
	const stateFolder = join(commonDir, "mlops");
	await mkdir(stateFolder, { recursive: true });
	const remoteUrl = await readRemoteUrl(gitIn(root), root);
	return {
		root,
		bare,
		git: gitIn(root),
		gitFolder,
		stateFolder,
		remoteUrl
	};
}
/** Git works in nobody else's repository unless it is told to; undefined when that is not what it says. */
function ownedByOthers(stderr) {
	const [, folder] = /detected dubious ownership in repository at '(.*)'/.exec(stderr) ?? [];
	if (folder === void 0) return void 0;
	return new MlopsError("not-a-repository", `Git does not open ${folder}, since it belongs to another user`, `If you trust what stands there: git config --global --add safe.directory '${folder}'`);
}
const FOLDERS = [
	"--git-common-dir",
	"--absolute-git-dir",
	"--show-toplevel"
];
/** Where the tracking branch and the tags of this repository itself are written: its own folder. */
function localLocation(workspace) {
	return {
		url: workspace.root,
		config: {}
	};
}
async function readRemoteUrl(git, root) {
	const { code, stdout } = await git.exec([
		"remote",
		"get-url",
		"origin"
	]);
	if (code !== 0) return void 0;
	const url = stdout.toString().trim();
	return !/^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !/^[^/\\]+@?[^/\\]*:/.test(url) ? resolve(root, url) : url;
}

export { openWorkspace as n, localLocation as t };