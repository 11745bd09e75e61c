import { t as MlopsError } from "./error.js";
import { a as custom, c as looseObject, d as record, g as unknown, l as number, p as string } from "./zod.js";
import { a as setOutput, i as info, n as error, r as getInput, s as warning, t as debug } from "./core.js";
import { t as gitIn } from "./git.js";
import { relative, resolve, sep } from "node:path";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { readFile } from "node:fs/promises";

// src/action/console.ts
const actionLog = {
	info: (message) => info(withoutCommands(message)),
	warn: (message) => warning(message, { title: "mlops" }),
	debug: (message) => debug(message)
};
/**
* A line that the runner takes for text. Names of files and branches come from the training and from pull requests, and
* the runner obeys `::command::` at the start of a line and `##[command]` anywhere in it (actions/runner, ActionCommand).
*/
function withoutCommands(message) {
	return message.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
		return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
	}).replace(/^(\s*):(?=:)/u, "$1:​").replaceAll("##[", "#​#[");
}
/** Sets outputs; an undefined value becomes the empty string, so that every output is always set. */
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) setOutput(name, value ?? "");
}

// src/forge/event.ts
const Text = string().min(1);
const Side = looseObject({
	sha: string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
	ref: Text,
	repo: looseObject({ full_name: Text }).nullish()
});
const PullRequestPayload = looseObject({ pull_request: looseObject({
	number: number().int().positive(),
	head: Side,
	base: Side
}) });
const RepositoryPayload = looseObject({ repository: looseObject({ default_branch: Text }) });
const InputsPayload = looseObject({ inputs: custom((value) => typeof value === "object" && value !== null) });
/**
* The event that started a job of GitHub Actions, or of a server that speaks the same (GitHub Enterprise, Gitea).
* @param environment the runner's `GITHUB_*` variables
* @param payload the parsed event file
* @param more.matrix the `matrix` context as JSON text
* @param more.strategy the `strategy` context as JSON text
* @throws MlopsError `usage` when the environment is not one of a job
*/
function eventFromGitHub(environment, payload, more = {}) {
	const text = (name) => environment[`GITHUB_${name}`] || void 0;
	const commit = text("SHA");
	const name = text("EVENT_NAME");
	if (commit === void 0 || name === void 0) throw new MlopsError("usage", `${commit === void 0 ? "GITHUB_SHA" : "GITHUB_EVENT_NAME"} is not set: this is no job of a workflow`, "Outside of workflows use the `mlops` command.");
	const repository = text("REPOSITORY");
	const server = (text("SERVER_URL") ?? "https://github.com").replace(/\/+$/, "");
	const repositoryUrl = repository === void 0 ? void 0 : `${server}/${repository}`;
	const run = text("RUN_ID");
	const pullRequest = pullRequestOf(payload);
	const matrix = matrixOf(more.matrix);
	return {
		name,
		repository,
		repositoryUrl,
		defaultBranch: RepositoryPayload.safeParse(payload).data?.repository.default_branch,
		branch: pullRequest?.headBranch ?? branchOf(environment),
		commit,
		actor: text("ACTOR"),
		pullRequest,
		inputs: name === "workflow_dispatch" ? inputsOf(payload) : {},
		workflow: text("WORKFLOW"),
		run,
		attempt: countOf(text("RUN_ATTEMPT")),
		job: text("JOB"),
		matrix,
		jobTotal: matrix === void 0 ? void 0 : jobTotalOf(more.strategy),
		runUrl: repositoryUrl === void 0 || run === void 0 ? void 0 : `${repositoryUrl}/actions/runs/${run}`
	};
}
function pullRequestOf(payload) {
	const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
	if (pull === void 0) return void 0;
	const { number, head, base } = pull;
	return {
		number,
		head: head.sha,
		headBranch: head.ref,
		base: base.sha,
		baseBranch: base.ref,
		isFork: head.repo?.full_name === void 0 || head.repo.full_name !== base.repo?.full_name
	};
}
/** The branch that the event happened on; tags and the merge refs of pull requests are none. */
function branchOf(environment) {
	const head = environment["GITHUB_HEAD_REF"];
	if (head !== void 0 && head !== "") return head;
	return /^refs\/heads\/(.+)$/s.exec(environment["GITHUB_REF"] ?? "")?.[1];
}
/** Inputs as text. An empty one is what GitHub sends for an input that nobody filled in. */
function inputsOf(payload) {
	const inputs = InputsPayload.safeParse(payload).data?.inputs ?? {};
	const texts = Object.entries(inputs).flatMap(([name, value]) => [
		"string",
		"number",
		"boolean"
	].includes(typeof value) && value !== "" ? [[name, String(value)]] : []);
	return Object.fromEntries(texts);
}
/** A context as JSON text: null where the job has none. */
function matrixOf(json) {
	const value = json === void 0 || json === "" ? void 0 : parseJson(json);
	if (typeof value === "object" && value !== null && Object.hasOwn(value, "__proto__")) throw new MlopsError("usage", "a matrix has the name \"__proto__\"", "The name is reserved; rename it.");
	return record(string(), unknown()).safeParse(value).data;
}
/** How many jobs a `strategy` context speaks of; undefined for a text that is none. */
function jobTotalOf(json) {
	const total = matrixOf(json)?.["job-total"];
	return typeof total === "number" && Number.isInteger(total) && total > 0 ? total : void 0;
}
function countOf(text) {
	const count = Number(text);
	return Number.isInteger(count) && count > 0 ? count : void 0;
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/git/settings-digest.ts
/**
* SHA-256 over these settings, what they include among it.
* @param git outside of any repository
*/
async function readSettingsDigest(git) {
	const { stdout } = await git.exec([
		"config",
		"--list",
		"--null",
		"--includes",
		"--show-origin"
	]);
	return createHash("sha256").update(stdout).digest("hex");
}

// src/action/context.ts
/** An earlier step may have planted programs in the checkout that git would start. */
const PLANTED = {
	"core.fsmonitor": "false",
	"core.hooksPath": "/dev/null"
};
/** Inputs of the composite, the token among them. */
function readCompositeInputs() {
	return JSON.parse(getInput("inputs", { required: true }));
}
/** @throws MlopsError `not-a-repository` when nothing was checked out */
async function readStepContext(all) {
	const { "github-token": _token, ...inputs } = all;
	const workspace = process.env["GITHUB_WORKSPACE"] ?? process.cwd();
	const directory = resolve(workspace, inputs["working-directory"] || ".");
	const repositoryRoot = await findRoot(directory, workspace);
	const workingDirectory = relative(repositoryRoot, directory).split(sep).join("/") || ".";
	return {
		inputs: {
			...inputs,
			"working-directory": workingDirectory
		},
		repositoryRoot,
		git: gitIn(repositoryRoot, PLANTED)
	};
}
/** The checkout as plan knew it: training may have changed what git says of it. */
function plannedContext(repositoryRoot) {
	return {
		inputs: {},
		repositoryRoot,
		git: gitIn(repositoryRoot, PLANTED)
	};
}
/** Digest of the settings that git has on this machine, outside of any repository. */
function readGitSettings() {
	return readSettingsDigest(gitIn(process.env["RUNNER_TEMP"] ?? tmpdir()));
}
/** The event that started the workflow, from the runner's environment and its event file. */
async function readEvent() {
	const path = process.env["GITHUB_EVENT_PATH"];
	const payload = path === void 0 ? {} : JSON.parse(await readFile(path, "utf8"));
	return eventFromGitHub(process.env, payload, {
		matrix: getInput("matrix"),
		strategy: getInput("strategy")
	});
}
/** Address of `origin`; a relative path is resolved, so that it can be used from a scratch repository. */
async function readRemoteUrl({ git, repositoryRoot }) {
	const { code, stdout } = await git.exec([
		"remote",
		"get-url",
		"origin"
	]);
	const url = stdout.toString().trim();
	if (code !== 0 || url === "") return void 0;
	return /^[./]/.test(url) ? resolve(repositoryRoot, url) : url;
}
async function findRoot(directory, workspace) {
	const found = await gitIn(workspace).exec([
		"-C",
		directory,
		"rev-parse",
		"--show-toplevel"
	]);
	if (found.code === 0) return resolve(found.stdout.toString().trim());
	throw new MlopsError("not-a-repository", `${directory} is in no Git repository (${found.stderr.trim()})`, "Put `- uses: actions/checkout@v4` before mlops-action, and check the input working-directory.");
}

// src/action/fail.ts
/** Runs a door's main function; whatever it throws is reported once. */
async function reportFailures(main) {
	try {
		await main();
	} catch (error$1) {
		if (error$1 instanceof MlopsError) {
			const { place } = error$1;
			error(`${error$1.message}\n${error$1.hint}`, {
				title: `mlops: ${error$1.code}`,
				...place === void 0 ? {} : { file: place.file },
				...place?.line === void 0 ? {} : { startLine: place.line }
			});
			if (error$1.cause instanceof Error) debug(stackOf(error$1.cause));
		} else error(`This is a bug in mlops-action; please report it with this text.\n${stackOf(error$1)}`, { title: "mlops: bug" });
		process.exitCode = 1;
	}
}
function stackOf(error) {
	return error instanceof Error ? error.stack ?? error.message : String(error);
}

export { readGitSettings as a, actionLog as c, readEvent as i, setOutputs as l, plannedContext as n, readRemoteUrl as o, readCompositeInputs as r, readStepContext as s, reportFailures as t };