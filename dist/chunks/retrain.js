import { t as MlopsError } from "./error.js";
import { t as githubForge } from "./github2.js";
import { n as parseAssignments, t as train } from "./train.js";
import { i as terminalLog, n as printJson, t as print } from "./print.js";
import { n as openWorkspace } from "./workspace.js";

// src/cli/commands/retrain.ts
async function retrain(options, assets) {
	if (options.workflow === void 0) return train({
		...options,
		trigger: "retrain"
	}, assets);
	const { git, remoteUrl } = await openWorkspace(options.repo);
	const inputs = parseAssignments(options.set);
	const token = process.env["GH_TOKEN"] ?? process.env["GITHUB_TOKEN"];
	if (token === void 0 || token === "") throw new MlopsError("usage", "dispatching a workflow needs a token", "Set GH_TOKEN, for example with `GH_TOKEN=$(gh auth token) mlops retrain …`; it needs `actions: write`.");
	const repository = githubRepository(remoteUrl);
	const ref = options.ref ?? await git.text([
		"rev-parse",
		"--abbrev-ref",
		"HEAD"
	]);
	await githubForge({
		token,
		apiUrl: process.env["GITHUB_API_URL"] ?? "https://api.github.com",
		repository,
		log: terminalLog(options.quiet)
	}).dispatchWorkflow(options.workflow, ref, inputs);
	if (options.json) printJson({
		repository,
		workflow: options.workflow,
		ref,
		inputs
	});
	else print(`dispatched ${options.workflow} of ${repository} at ${ref}`);
	return 0;
}
/** `owner/name` of a remote's address. */
function githubRepository(url) {
	const found = /[/:]([^/:]+\/[^/:]+?)(?:\.git)?\/?$/.exec(url ?? "");
	const repository = process.env["GITHUB_REPOSITORY"] ?? found?.[1];
	if (repository !== void 0) return repository;
	throw new MlopsError("usage", "origin names no repository on a forge", "Run it in a clone of the repository, or set GITHUB_REPOSITORY=owner/name.");
}

export { retrain };