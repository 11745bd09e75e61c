import { t as MlopsError } from "./error.js";
import { t as gitIn } from "./git.js";
import { n as isOwnedByAnother, r as ownedByAnother, t as remoteAddress } from "./remote-address.js";
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
		if (cause instanceof MlopsError) throw cause;
		throw new MlopsError("not-a-repository", `${start} cannot be opened: ${cause.message}`, "Give an existing folder with --repo.", { cause });
	});
	if (isOwnedByAnother(stderr)) throw ownedByAnother(start);
	const [bareText, commonDir = "", gitFolder = "", top = ""] = stdout.toString().trim().split("\n");
	const bare = bareText === "true";
	if (code !== 0 && !(bare && gitFolder !== "")) throw new MlopsError("not-a-repository", `${start} is in no Git repository (${stderr.trim()})`, "Run `git init` and make a first commit, or name a repository with --repo.");
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
	return remoteAddress(url, root);
}

export { openWorkspace as n, localLocation as t };