import { t as loadSettings } from "./load-config.js";
import { n as registerRun } from "./register-run.js";
import { t as resolveRun } from "./resolve-run.js";
import { n as localPorts } from "./local-ports.js";
import { i as terminalLog, n as printJson, t as print } from "./print.js";
import { t as withWorkingDirectory } from "./working-directory.js";
import { n as openWorkspace } from "./workspace.js";
import { basename } from "node:path";

// src/cli/commands/register.ts
/** @param reference a run; the newest success of HEAD's commit when left out */
async function register(reference, options) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.json);
	const settings = await loadSettings({
		...await withWorkingDirectory(options, workspace),
		task: "register"
	}, {
		root: workspace.root,
		repository: basename(workspace.root)
	});
	const ports = await localPorts(workspace, {
		trackingBranch: settings.trackingBranch,
		pushTags: options.push,
		log
	});
	const run = reference === void 0 ? settings.runId : (await resolveRun(reference, ports.history, workspace.git)).id;
	const commit = await workspace.git.text(["rev-parse", "HEAD"]);
	const registered = await registerRun({
		settings,
		run,
		commit
	}, ports);
	if (ports.registryRemote !== void 0) await fetchTag(workspace, registered.tag);
	if (options.json) printJson(registered);
	else print(`${registered.tag}${registered.created ? "" : " (registered before)"}${registered.releaseUrl === void 0 ? "" : `\n${registered.releaseUrl}`}`);
	return 0;
}
/** The tag was pushed to origin from elsewhere; here it is fetched, so that the registry can be read offline. */
async function fetchTag({ git }, tag) {
	await git.text([
		"fetch",
		"--quiet",
		"--no-tags",
		"origin",
		`refs/tags/${tag}:refs/tags/${tag}`
	]);
}

export { register };