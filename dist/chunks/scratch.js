import { t as gitIn } from "./git.js";
import { basename, join, resolve } from "node:path";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";

// src/git/location.ts
const UPLOAD_PACK = "git -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack";
const RECEIVE_PACK_IN_WORKTREE = ["git -c core.hooksPath=/dev/null -c receive.autogc=false -c gc.auto=0 -c maintenance.auto=false", "-c receive.denyCurrentBranch=refuse -c receive.denyNonFastForwards=false receive-pack"].join(" ");
/** The path of a repository of this machine, absolute; undefined for one that is reached by URL. */
function pathOf(location) {
	return existsSync(location.url) ? resolve(location.url) : void 0;
}
/** Whether a person works in the repository at this path, rather than only pushing to it. */
function hasWorktree(path) {
	return basename(path) === ".git" || existsSync(join(path, ".git"));
}
/** The configuration that makes a location a remote of this name, with its credentials. */
function remoteConfigOf(name, location) {
	const path = pathOf(location);
	if (path === void 0) return {
		...location.config,
		[`remote.${name}.url`]: location.url
	};
	return {
		...location.config,
		[`remote.${name}.url`]: path,
		[`remote.${name}.uploadpack`]: UPLOAD_PACK,
		...hasWorktree(path) ? { [`remote.${name}.receivepack`]: RECEIVE_PACK_IN_WORKTREE } : {}
	};
}

// src/git/scratch.ts
/** What a user's own settings may not change here. Signing, tags and submodules are ruled out by options of the commands. */
const FIRM = {
	"core.fsync": "none",
	"core.hooksPath": "/dev/null",
	"fetch.negotiationAlgorithm": "default",
	"fetch.prune": "false",
	"fetch.pruneTags": "false",
	"fetch.writeCommitGraph": "false",
	"gc.auto": "0",
	"i18n.logOutputEncoding": "UTF-8",
	"maintenance.auto": "false",
	"protocol.version": "2",
	"push.negotiate": "false",
	"push.pushOption": "",
	"submodule.recurse": "false"
};
/** Does the work in a new scratch repository and removes it afterwards, whatever happened. */
async function withScratch(options, work) {
	await mkdir(options.parent, { recursive: true });
	const folder = await mkdtemp(join(options.parent, "mlops-scratch-"));
	try {
		const directory = join(folder, "scratch.git");
		const remotes = Object.entries(options.remotes).map(([name, location]) => remoteConfigOf(name, location));
		const git = gitIn(folder, Object.assign({}, ...remotes, options.config, FIRM));
		await createBareRepository(directory, options.format);
		return await work({
			git: inGitDirectory(git, directory),
			directory,
			format: options.format
		});
	} finally {
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	}
}
async function createBareRepository(directory, format) {
	await mkdir(join(directory, "objects", "info"), { recursive: true });
	await mkdir(join(directory, "refs", "heads"), { recursive: true });
	await writeFile(join(directory, "HEAD"), "ref: refs/heads/none\n");
	await writeFile(join(directory, "config"), `[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = ${format}\n`);
}
function inGitDirectory(git, directory) {
	const place = `--git-dir=${directory}`;
	return {
		exec: (args, input) => git.exec([place, ...args], input),
		text: (args, input) => git.text([place, ...args], input)
	};
}

export { pathOf as n, withScratch as t };