import { t as loadSettings } from "./load-config.js";
import { t as MlopsError } from "./error.js";
import { t as openHistory, z as fullRef } from "./open-history.js";
import { n as pathFromRoot } from "./workspace-path.js";
import { n as openWorkspace, t as localLocation } from "./workspace.js";
import { basename, join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { access, realpath } from "node:fs/promises";

// src/cli/working-directory.ts
/** The inputs, with the working directory filled in where the user stands in the folder of a model and named none. */
async function withWorkingDirectory({ repo, inputs }, { root }) {
	if (inputs["working-directory"] !== void 0 || inputs["config"] !== void 0) return inputs;
	const [top, here] = await Promise.all([realpath(root), realpath(resolve(repo))]);
	const folder = pathFromRoot(top, here);
	const isModel = await access(join(here, "mlops.yaml")).then(() => true, () => false);
	return folder === "." || !isModel ? inputs : {
		...inputs,
		"working-directory": folder
	};
}

// src/cli/local-history.ts
const DEFAULT_BRANCH = "mlops-tracking";
/** Opens the repository and its history to be read; a broken mlops.yaml is a warning, since the runs are there all the same. */
async function openLocalHistory(options, log) {
	const workspace = await openWorkspace(options.repo);
	const trackingBranch = await readableTrackingBranch(options, workspace, log);
	return {
		workspace,
		trackingBranch,
		history: localHistory(workspace, trackingBranch, log)
	};
}
/**
* Where the history lies: the flag, else mlops.yaml, else `mlops-tracking`.
* @throws MlopsError `config-invalid` for a broken mlops.yaml, unless the flag says it
*/
async function trackingBranchOf(options, workspace) {
	if (options.trackingBranch !== void 0) return options.trackingBranch;
	const inputs = await withWorkingDirectory({
		repo: options.repo,
		inputs: {}
	}, workspace);
	return (await loadSettings(inputs, {
		root: workspace.root,
		repository: basename(workspace.root)
	})).trackingBranch;
}
/** The same for commands that only read: with a broken mlops.yaml they warn and look at the default branch. */
async function readableTrackingBranch(options, workspace, log) {
	try {
		return await trackingBranchOf(options, workspace);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`the configuration cannot be read, so ${DEFAULT_BRANCH} is looked at: ${error.message}`);
		return DEFAULT_BRANCH;
	}
}
/** The history on a tracking branch of this repository. */
function localHistory(workspace, trackingBranch, log) {
	return openHistory({
		remote: localLocation(workspace),
		ref: fullRef(trackingBranch),
		scratchParent: tmpdir(),
		clock: () => /* @__PURE__ */ new Date(),
		random: Math.random,
		log
	});
}

export { withWorkingDirectory as a, trackingBranchOf as i, openLocalHistory as n, readableTrackingBranch as r, localHistory as t };