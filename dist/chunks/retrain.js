import { t as loadSettings } from "./load-config.js";
import { t as MlopsError } from "./error.js";
import { n as localEvent } from "./local-event.js";
import { t as githubForge } from "./github2.js";
import { r as latestRuns } from "./find.js";
import { O as indexName } from "./open-history.js";
import { t as parseAssignments } from "./assignments.js";
import { n as gitHubToken, t as gitHubAccess } from "./github-access.js";
import { a as withWorkingDirectory, t as localHistory } from "./local-history.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";
import { n as openWorkspace } from "./workspace.js";
import { t as train } from "./train.js";
import { basename } from "node:path";

// src/cli/commands/retrain.ts
/** What stands in a record where a secret was (see run/redact.ts). */
const REDACTED = "***";
async function retrain(options, assets) {
	const { workflow, ref } = options;
	if (workflow !== void 0) return dispatch(workflow, options);
	if (ref !== void 0) throw new MlopsError("usage", "--ref says where a workflow is dispatched, and there is no --workflow", "Name the workflow, as in `mlops retrain --workflow train.yml --ref main`; to train here, `git switch` first.");
	return train({
		...options,
		inputs: await withLastCommand(options),
		trigger: "retrain"
	}, assets);
}
/** Where no command is given anywhere, that of the last run of this branch and experiment is meant. */
async function withLastCommand(options) {
	const workspace = await openWorkspace(options.repo);
	const inputs = await withWorkingDirectory(options, workspace);
	const settings = await loadSettings(inputs, {
		root: workspace.root,
		repository: basename(workspace.root)
	});
	if (settings.command !== void 0) return options.inputs;
	const { branch } = await localEvent(workspace.git);
	if (branch === void 0) return options.inputs;
	const log = terminalLog(options.quiet);
	const history = localHistory(workspace, settings.trackingBranch, log);
	const [line] = await latestRuns(history, 1, (each) => each.branch === indexName(branch) && each.experiment === indexName(settings.experiment));
	const [record] = line === void 0 ? [] : await history.read([line]);
	if (record === void 0) return options.inputs;
	if (record.command.includes(REDACTED)) throw new MlopsError("usage", `the command of run ${record.id.slice(0, 12)} held a secret, which is not in its record`, "Give the command: `mlops retrain -- COMMAND`.");
	log.info(`no command is given, so that of run ${record.id.slice(0, 12)} is run again: ${record.command}`);
	return {
		...options.inputs,
		command: record.command
	};
}
async function dispatch(workflow, options) {
	if (options.inputs["command"] !== void 0) throw new MlopsError("usage", "a workflow has its own command, so none can be given with --workflow", "Leave out the command, or leave out --workflow to train here.");
	const { git, remoteUrl } = await openWorkspace(options.repo);
	const inputs = parseAssignments(options.set);
	const token = gitHubToken(process.env);
	if (token === void 0) throw new MlopsError("usage", "dispatching a workflow needs a token", "Set GH_TOKEN, for example with `GH_TOKEN=$(gh auth token) mlops retrain …`; it needs `actions: write`.");
	const access = gitHubAccess(remoteUrl, process.env);
	if (access === void 0) throw new MlopsError("usage", "origin names no repository on GitHub", "Run it in a clone of the repository; of another server, set GITHUB_SERVER_URL, or GITHUB_REPOSITORY=owner/name.");
	const { repository, apiUrl } = access;
	const ref = options.ref ?? await git.text([
		"rev-parse",
		"--abbrev-ref",
		"HEAD"
	]);
	await githubForge({
		token,
		apiUrl,
		repository,
		log: terminalLog(options.quiet)
	}).dispatchWorkflow(workflow, ref, inputs);
	if (options.json) printJson({
		repository,
		workflow,
		ref,
		inputs
	});
	else print(`dispatched ${workflow} of ${repository} at ${ref}`);
	return 0;
}

export { retrain };