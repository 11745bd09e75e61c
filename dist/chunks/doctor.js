import { t as nearestOf } from "./nearest.js";
import { a as isTrainingMetric } from "./direction.js";
import { a as parseTag } from "./tag.js";
import { a as patternsOf$1, c as parseWorkflow, i as isLeft, n as actionStepsOf, o as taskOf, r as isExpression, s as triggersOf, t as actionSteps } from "./workflow3.js";
import { n as redactorFrom, r as SECRET_SHAPES } from "./redact.js";
import { d as partName, f as partsOf, o as releaseNames } from "./release.js";
import { a as renderGrant, t as FEATURES } from "./permissions.js";
import { n as readRegistryFacts, r as checkRegistry } from "./read-facts.js";
import { n as parseInputs } from "./inputs.js";
import { t as MlopsError } from "./error.js";
import { n as PINNED } from "./pinned-actions.js";
import { t as loadSettings } from "./load-config.js";
import { t as parseYamlText } from "./yaml-text.js";
import { u as parseParamsReference } from "./usual-files.js";
import { a as isUsualModel, c as CAPTURE_FILES, n as inputPatterns, o as untrackedCode, r as outputPatterns, s as findFiles } from "./source.js";
import { t as scriptOf } from "./command-script.js";
import { n as readOtherModels } from "./other-models.js";
import { d as RunId, u as judgeFailure } from "./objects.js";
import { r as latestRuns } from "./find.js";
import { A as parseMessages, J as listRefs, P as FORMAT_PATH, l as inboxFolder, t as openHistory, u as refusedFolder, z as fullRef } from "./open-history.js";
import { n as parseHolder, t as isRunning } from "./file-lock.js";
import { a as defaultCacheRoot, i as cacheFolderOf, t as APPLICATION } from "./schema2.js";
import { n as listSpool } from "./spool.js";
import { n as readHolder, t as isHolderGone } from "./capture-holder.js";
import { t as LOCK_FILE } from "./worktree-lock.js";
import { i as parseEvidence, r as evidenceOf } from "./evidence.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState } from "./state.js";
import { t as apiUrlOf } from "./api-url.js";
import { i as publishedAsset, o as gitHubRepository, r as isUploaded, s as failedRequestOf, t as MAX_ASSET_SIZE } from "./github-asset.js";
import { t as localForge } from "./local.js";
import { t as gitIn } from "./git.js";
import { n as gitHubToken, r as repositoryOnGitHub } from "./github-access.js";
import { a as withWorkingDirectory, r as readableTrackingBranch } from "./local-history.js";
import { n as openWorkspace } from "./workspace.js";
import { a as terminalLog, n as print, r as printJson, t as counted$1 } from "./print.js";
import { r as printableLine } from "./printable.js";
import { dirname, join } from "node:path";
import { styleText } from "node:util";
import { homedir, tmpdir } from "node:os";
import { access, open, readFile, readdir, stat } from "node:fs/promises";
import { constants as constants$2 } from "node:fs";
import { basename as basename$1, join as join$1 } from "node:path/posix";

// src/doctor/check.ts
/** Declares a check; its judgement sees the facts that it names and no others. */
function check(declared) {
	return declared;
}
function ok(message) {
	return {
		status: "ok",
		message
	};
}
function warning(message, fix, at = {}) {
	return {
		status: "warning",
		message,
		fix,
		...placed(at)
	};
}
function problem(message, fix, at = {}) {
	return {
		status: "problem",
		message,
		fix,
		...placed(at)
	};
}
function skipped(message) {
	return {
		status: "skipped",
		message
	};
}
/** The findings, or the one that says that there are none. */
function findingsOr(findings, fine) {
	return findings.length > 0 ? findings : [ok(fine)];
}
/** "1 model", "2 models". */
function counted(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
/** A few names of many: "a, b and 3 more". */
function listed(names, most = 3) {
	const shown = names.slice(0, most).join(", ");
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
function placed({ file, line }) {
	return {
		...file === void 0 ? {} : { file },
		...line === void 0 ? {} : { line }
	};
}

// src/doctor/checks/configuration.ts
/** So many runs without a metric are no accident. */
const ENOUGH_RUNS = 2;
const CONFIGURATION_CHECKS = [
	check({
		id: "configuration",
		title: "`mlops.yaml` can be read, has no unknown keys, and there is a command",
		needs: [
			"configurations",
			"workflows",
			"history"
		],
		judge({ configurations, workflows, history }) {
			const hasInput = actionSteps(workflows).some(({ inputs }) => inputs["command"] !== void 0);
			return configurations.flatMap(({ settings, error, folder, file }) => {
				if (settings === void 0) return error === void 0 ? [] : faultsIn(error);
				const gates = Object.keys(settings.gates).length;
				const judged = gates > 0 ? counted(gates, "gate") : "no gates: its runs are shown, never judged";
				if (settings.command !== void 0 || hasInput) return ok(`model ${settings.model}, ${judged}`);
				if (file === void 0 && history.newest !== void 0) return ok(`model ${settings.model}, no mlops.yaml`);
				return problem(`there is no command to train with for model ${settings.model}`, "Add to mlops.yaml: `command: python train.py`, with your own command; `mlops init` proposes one", { file: file ?? (folder === "." ? "mlops.yaml" : `${folder}/mlops.yaml`) });
			});
		}
	}),
	check({
		id: "command",
		title: "The script that the command runs exists and is committed",
		needs: ["models"],
		judge({ models }) {
			const findings = models.flatMap(({ script, file, lineOf }) => {
				if (script === void 0 || script.exists && script.tracked) return [];
				const at = {
					file,
					line: lineOf(["command"])
				};
				if (!script.exists) return [problem(`the command runs ${script.path}, which does not exist`, "Correct `command`, or add the file.", at)];
				return [warning(`the command runs ${script.path}, which is not committed`, `git add ${script.path} && git commit`, at)];
			});
			return findingsOr(findings, "what the commands run is there");
		}
	}),
	check({
		id: "models",
		title: "No two folders give their models one name, which would mix their runs, comments and versions",
		needs: ["models"],
		judge({ models }) {
			const byName = Map.groupBy(models, ({ settings }) => settings.model);
			const findings = [...byName].flatMap(([name, [first, second]]) => first === void 0 || second === void 0 ? [] : [warning(`${first.folder} and ${second.folder} both call their model ${name}`, "Give one of them another name: `model: NAME`.", {
				file: second.file,
				line: second.lineOf(["model"])
			})]);
			return findingsOr(findings, `${counted(byName.size, "model")} with names of their own`);
		}
	}),
	check({
		id: "gates",
		title: "Every gate names a metric that recent runs have, and none that was measured on the training data",
		needs: ["models", "latestRuns"],
		judge({ models, latestRuns }) {
			const findings = models.flatMap((model) => gateFindings(model, latestRuns));
			return findingsOr(findings, "every gate names a metric");
		}
	}),
	check({
		id: "baseline",
		title: "The `baseline` of `mlops.yaml` names a branch, run or version that exists",
		needs: [
			"models",
			"latestRuns",
			"tags"
		],
		judge({ models, latestRuns, tags }) {
			const findings = models.flatMap(({ settings, file, lineOf }) => {
				const { baseline } = settings;
				if (baseline === void 0 || baseline === "none" || baseline === "merge-base") return [];
				const isVersion = baseline.includes("@");
				if ((isVersion ? isRegistered(baseline, tags.map(({ name }) => name)) : isKnown(baseline, latestRuns)) || !isVersion && latestRuns.length === 0) return [];
				return [warning(isVersion ? `the baseline ${baseline} is not in the registry of this repository` : `none of the last ${counted(latestRuns.length, "run")} is of the baseline ${baseline}`, isVersion ? "Fetch the registry with `mlops sync`, or name what `mlops registry` lists." : "Name a branch or run that `mlops runs` lists, or remove `baseline`.", {
					file,
					line: lineOf(["baseline"])
				})];
			});
			return findingsOr(findings, "baselines are there");
		}
	})
];
/** An error lists every fault of a file, a line each. */
function faultsIn({ message, fix, ...at }) {
	return message.split("\n").map((text) => {
		const [, file, line, words] = /^(\S.*?):(\d+): (.*)$/.exec(text) ?? [];
		return words === void 0 ? problem(text, fix, at) : problem(words, fix, {
			file,
			line: Number(line)
		});
	});
}
function gateFindings({ settings, file, lineOf }, runs) {
	const own = runs.filter(({ status, model }) => status === "finished" && model.name === settings.model);
	const measured = [...new Set(own.flatMap(({ metrics }) => Object.keys(metrics)))];
	return Object.keys(settings.gates).flatMap((name) => {
		const at = {
			file,
			line: lineOf(["gates", name])
		};
		if ((own.length >= ENOUGH_RUNS || own.length > 0 && !isTrainingMetric(name)) && !measured.includes(name)) {
			const finding = own.length >= ENOUGH_RUNS ? problem : warning;
			const nearest = nearestOf(name, measured);
			const meant = nearest === void 0 ? `they have ${measured.slice(0, 5).join(", ") || "no metrics"}` : `did you mean "${nearest}"?`;
			return [finding(`gate ${name}: none of the last ${counted(own.length, "run")} has this metric, so it fails each of them; ${meant}`, nearest === void 0 ? "Write the metric in the training, or remove the gate." : `Call the gate \`${nearest}\`.`, at)];
		}
		if (!isTrainingMetric(name)) return [];
		return [warning(`gate ${name} looks at a metric of the training data, which rises while the model gets worse`, "Gate a metric of data that the model has not seen.", at)];
	});
}
function isKnown(baseline, runs) {
	return runs.some(({ id, source }) => id.startsWith(baseline) || source.branch === baseline);
}
function isRegistered(reference, tags) {
	const [model = "", wanted = ""] = reference.split("@");
	return tags.some((name) => {
		const tag = parseTag(name);
		if (tag?.artifact !== model) return false;
		if ("version" in tag) return wanted === "latest" || tag.version === wanted;
		return "stage" in tag && tag.stage === wanted;
	});
}

// src/doctor/checks/files.ts
const WARNED_SIZE = 52428800;
const REFUSED_SIZE = 104857600;
const FILE_CHECKS = [
	check({
		id: "inputs",
		title: "Every path and glob under `params` and `data` matches a file",
		needs: ["configuredFiles"],
		judge({ configuredFiles }) {
			const findings = readByTraining(configuredFiles).filter(({ found }) => found.length === 0).map(({ key, pattern, file, line }) => warning(`${key}: "${pattern}" matches no file, so runs are recorded without it`, `Correct the path under \`${key}\` (it is relative to the folder of mlops.yaml), or bring the file here.`, {
				file,
				line
			}));
			return findingsOr(findings, "params and data are there");
		}
	}),
	check({
		id: "committed-inputs",
		title: "Params are committed, so that a workflow has them too, and data are or a step fetches them",
		needs: [
			"configuredFiles",
			"workflows",
			"models"
		],
		judge({ configuredFiles, workflows, models }) {
			const isUsed = actionSteps(workflows).length > 0;
			const findings = configuredFiles.filter(({ key }) => isUsed && key === "params").flatMap(({ found, file, line }) => found.filter(({ tracked }) => !tracked).map(({ path }) => warning(`params: ${path} is not committed: the workflow trains without it`, `git add --force ${path} && git commit`, {
				file,
				line
			})));
			return findingsOr([...findings, ...unfetched(configuredFiles, actionSteps(workflows), models)], "params are committed");
		}
	}),
	check({
		id: "lfs",
		title: "No data, params or model file is a pointer of Git LFS, and workflows check LFS files out",
		needs: ["configuredFiles", "workflows"],
		judge({ configuredFiles, workflows }) {
			const all = configuredFiles.flatMap(({ key, found }) => found.map((file) => ({
				key,
				...file
			})));
			const pointers = [...new Set(all.filter(({ isLfsPointer }) => isLfsPointer).map(({ path }) => path))];
			const isLfs = all.some(({ isLfsPointer, eol }) => isLfsPointer || /\bfilter=lfs\b/.test(eol?.attributes ?? ""));
			const findings = [];
			if (pointers.length > 0) findings.push(problem(`${listed(pointers)}: a pointer of Git LFS in place of the file; its digest would stand for the data`, "git lfs install && git lfs pull", { file: pointers[0] }));
			for (const { job, workflow } of isLfs ? actionSteps(workflows) : []) {
				const checkout = job.steps.find(({ uses }) => uses?.startsWith("actions/checkout@"));
				if (checkout === void 0 || checkout.inputs["lfs"] === "true") continue;
				findings.push(problem(`job ${job.id} checks out pointers of Git LFS in place of the files`, "Add to the checkout: `with: {lfs: true}`", {
					file: workflow.path,
					line: checkout.line
				}));
			}
			return findingsOr(findings, "no pointers in place of files");
		}
	}),
	check({
		id: "line-ends",
		title: "Data and params have the same bytes on every system, so that their digests can be compared",
		needs: ["configuredFiles"],
		judge({ configuredFiles }) {
			const converted = readByTraining(configuredFiles).flatMap(({ found }) => found).filter(({ eol }) => eol?.index === "lf" && ["crlf", "mixed"].includes(eol.worktree));
			const findings = [...new Set(converted.map(({ path }) => path))].map((path) => warning(`${path} has other line ends here than in the commit, so its digest differs from that of other systems`, `echo '${path} -text' >> .gitattributes && rm ${path} && git checkout -- ${path}`, { file: path }));
			return findingsOr(findings, "data and params are as they were committed");
		}
	}),
	check({
		id: "large-files",
		title: "No committed file is near the 100 MiB that GitHub refuses",
		needs: ["trackedFiles"],
		judge({ trackedFiles }) {
			if (trackedFiles.length > 0 && trackedFiles.every(({ size }) => size === void 0)) return skipped("in a partial clone the sizes of files are not known");
			const findings = trackedFiles.flatMap(({ path, size = 0 }) => {
				if (size <= WARNED_SIZE) return [];
				const fix = `git rm --cached ${path} && echo ${path} >> .gitignore; models are kept as artifacts and releases, data by Git LFS or DVC.`;
				const words = `${path} is committed with ${Math.round(size / 2 ** 20)} MiB`;
				return size > REFUSED_SIZE ? [problem(`${words}; GitHub refuses files of more than 100 MiB`, fix, { file: path })] : [warning(`${words}; every clone carries it for ever`, fix, { file: path })];
			});
			return findingsOr(findings, "no large file is committed");
		}
	}),
	check({
		id: "file-names",
		title: "Every system can check out the committed files: no two differ in case alone, none has a reserved name",
		needs: ["trackedFiles"],
		judge({ trackedFiles }) {
			const clashes = [...Map.groupBy(trackedFiles, ({ path }) => path.toLowerCase()).values()].flatMap(([first, second]) => first === void 0 || second === void 0 ? [] : [warning(`${first.path} and ${second.path} are one file on macOS and Windows`, `git mv ${second.path} another-name`, { file: second.path })]);
			const reserved = trackedFiles.flatMap(({ path }) => {
				return /[<>:"|?*\\]/.test(path) || /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\/|$)/i.test(path) ? [warning(`${path} cannot be checked out on Windows`, `git mv '${path}' another-name`, { file: path })] : [];
			});
			return findingsOr([...clashes, ...reserved].slice(0, 20), "file names are fine everywhere");
		}
	}),
	check({
		id: "secrets",
		title: "No credential is committed: `.env`, private keys, tokens in `mlops.yaml` and params",
		needs: ["trackedFiles", "configuredText"],
		judge({ trackedFiles, configuredText }) {
			const files = trackedFiles.map(({ path }) => path).filter(isSecretFile);
			return findingsOr([...files.map((path) => problem(`${path} is committed, and holds credentials by its name`, `git rm --cached ${path} && echo ${path} >> .gitignore; then revoke what stands in it: the history keeps it.`, { file: path })), ...configuredText.flatMap(secretsIn)], "no credential is committed");
		}
	})
];
/** What brings data into a job, by whatever tool. */
const FETCHES = /\b(?:dvc|aws|gsutil|gcloud|az|azcopy|rclone|curl|wget|scp|rsync|s3cmd|mc|lfs|annex|kaggle|hf|huggingface-cli|make|\w*download\w*|\w*fetch\w*|\w*data\w*)\b/i;
/** Data that git ignores, where neither a step before the training nor the command looks as if it brought them. */
function unfetched(files, steps, models) {
	if (models.some(({ settings }) => FETCHES.test(settings.command ?? ""))) return [];
	const training = steps.filter((step) => taskOf(step) === "train");
	const isFetched = ({ job, line, inputs }) => job.steps.slice(0, job.steps.findIndex((each) => each.line === line)).some(({ uses = "", run = "" }) => FETCHES.test(run) || /download|cache|dvc|data|lfs/i.test(uses)) || FETCHES.test(inputs["command"] ?? "");
	const [bare] = training.filter((step) => !isFetched(step));
	if (bare === void 0) return [];
	return files.filter(({ key, found }) => key === "data" && found.length > 0 && found.every(({ tracked }) => !tracked)).map(({ pattern, file, line }) => warning(`data: nothing that "${pattern}" matches is committed, and no step of job ${bare.job.id} fetches it`, "Add a step before the training that brings the data, such as `- run: dvc pull`, or commit them.", {
		file,
		line
	}));
}
function readByTraining(files) {
	return files.filter(({ key }) => key === "params" || key === "data");
}
function isSecretFile(path) {
	const name = path.split("/").at(-1) ?? "";
	if (/^\.env(?:\.|$)/.test(name)) return !/\.(?:example|sample|template|dist|defaults?)$/.test(name);
	return /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.pypirc|gha-creds-[0-9a-f]+\.json|kaggle\.json)$/.test(name);
}
/** Names the line, never what stands there. An option such as `--pad-token` only may be one. */
function secretsIn({ path, text }) {
	const fix = "Revoke it, and give it to the training as a variable: `env: {NAME: ${{ secrets.NAME }}}` in the workflow.";
	return text.split("\n").flatMap((line, index) => {
		const found = SECRET_SHAPES.flatMap(({ pattern }) => line.match(pattern) ?? []);
		if (found.length === 0) return [];
		const at = {
			file: path,
			line: index + 1
		};
		return found.every((each) => each.startsWith("--")) ? [warning("this option looks as if a credential stood after it in plain text", fix, at)] : [problem("a credential stands here in plain text", fix, at)];
	});
}

// src/registry/release-contents.ts
/** Paths of the files that a release lacks, or has another one of. */
function missingFiles(files, assets, maxAssetSize) {
	const carried = files.filter(({ size }) => size > 0);
	const names = releaseNames(carried, maxAssetSize);
	const has = (name, size) => assets.some((asset) => asset.name === name && asset.size === size);
	const isThere = ({ size, sha256 }, name) => {
		const parts = partsOf(size, maxAssetSize);
		if (parts !== void 0) return parts.every((part, index) => has(partName(name, index), part.size));
		return assets.some((asset) => asset.sha256 === sha256) || assets.some((asset) => asset.sha256 === void 0 && asset.name === name && asset.size === size);
	};
	return carried.filter((file, index) => !isThere(file, names[index] ?? "")).map(({ path }) => path);
}

// src/doctor/workflow/permissions.ts
/** What tasks need beside or in place of a record; comments apart. */
const OTHERS = /* @__PURE__ */ new Map([
	["register", FEATURES.registry.needs],
	["publish", FEATURES.publish.needs],
	["slash-command", [...FEATURES["slash-command"].needs, ...FEATURES["slash-retrain"].needs]],
	["sync", FEATURES.sync.needs],
	["promote", FEATURES.promotion.needs],
	["rollback", FEATURES.promotion.needs],
	["deploy", FEATURES.deploy.needs]
]);
/** Tasks that comment on a pull request, where the workflow knows of one. */
const COMMENTING = ["train", "collect"];
/**
* The permissions that a job does not grant its step, as `contents: write`. A job's own permissions replace those of the
* workflow.
*/
function lackingPermissions(step) {
	const lacking = neededBy(step).filter((grant) => !isGrantedTo(step, grant));
	return [...new Set(lacking.map(renderGrant))];
}
/** Whether a step may do this: its job grants it, or it has another token than that of the job. */
function isGrantedTo(step, grant) {
	return hasOwnToken(step) || isGranted(step.job.permissions ?? step.workflow.permissions, grant);
}
/** A job that leaves its record to another one writes nothing. A token of one's own is not what the job grants. */
function neededBy(step) {
	if (isLeft(step) || hasOwnToken(step)) return [];
	const needs = OTHERS.get(taskOf(step)) ?? FEATURES.tracking.needs;
	return comments(step) ? [...needs, ...FEATURES.comment.needs] : needs;
}
/** Whether the step is given another token than that of its job. */
function hasOwnToken({ inputs }) {
	const token = inputs["github-token"];
	return token !== void 0 && !/\bgithub\.token\b|\bsecrets\.GITHUB_TOKEN\b/i.test(token);
}
function comments(step) {
	const { triggers } = step.workflow;
	const isOnPullRequests = triggers.some(({ event }) => event.startsWith("pull_request"));
	return step.inputs["comment"] !== "false" && COMMENTING.includes(taskOf(step)) && (isOnPullRequests || triggers.length === 0);
}
function isGranted(permissions, { permission: name, access }) {
	if (permissions === "write-all") return true;
	if (permissions === "read-all") return access === "read";
	if (permissions === null || typeof permissions !== "object" || !Object.hasOwn(permissions, name)) return false;
	const granted = permissions[name];
	return granted === "write" || granted === access;
}

// src/doctor/checks/github.ts
/** Rules that refuse a push of new commits by the job's token, and the API's commit too. */
const REFUSING = /* @__PURE__ */ new Set([
	"creation",
	"update",
	"pull_request",
	"required_status_checks",
	"workflows",
	"code_scanning",
	"merge_queue"
]);
/** An artifact that ends sooner than this should be looked after. */
const SOON_MS = 12096e5;
const GITHUB_CHECKS = [
	check({
		id: "github",
		title: "GitHub lets workflows of this repository run, and use actions of others",
		needs: ["github"],
		judge({ github: { repository, isArchived, isFork, actions } }) {
			const settings = `https://github.com/${repository}/settings/actions`;
			if (isArchived) return problem(`${repository} is archived: nothing can be written`, `gh repo unarchive ${repository}`);
			if (actions?.enabled === false) return problem(`Actions are switched off for ${repository}`, `Switch them on: ${settings}`);
			if (actions?.allowed === "local_only") return problem(`${repository} allows its own actions only, so mlops-action is refused`, `Allow it: ${settings}`);
			if (actions?.allowed === "selected") return warning(`${repository} allows selected actions only`, `See that mlops-action is among them: ${settings}`);
			return ok(`${repository} runs workflows${isFork ? "; it is a fork, where they have to be switched on once" : ""}`);
		}
	}),
	check({
		id: "github-workflows",
		title: "No workflow that uses the action is switched off, as schedules are after 60 days without activity",
		needs: ["github", "actionSteps"],
		judge({ github, actionSteps }) {
			if (github.workflows === void 0) return skipped("this token may not list workflows");
			const used = new Set(actionSteps.map(({ workflow }) => workflow.path));
			const findings = github.workflows.flatMap(({ path, state }) => {
				if (!used.has(path) || !state.startsWith("disabled")) return [];
				const why = {
					disabled_inactivity: " after 60 days without activity",
					disabled_fork: ", as in every fork"
				}[state] ?? "";
				return [problem(`GitHub has switched this workflow off${why}`, `gh workflow enable ${path.split("/").at(-1)}`, { file: path })];
			});
			return findingsOr(findings, "workflows are switched on");
		}
	}),
	check({
		id: "github-permissions",
		title: "Where a workflow says nothing of permissions, the token of its jobs has those that it needs",
		needs: ["github", "actionSteps"],
		judge({ github, actionSteps }) {
			if (github.tokenPermissions === void 0) return skipped("this token may not read the settings of Actions");
			if (github.tokenPermissions === "write") return ok("the token of jobs may write unless a workflow says otherwise");
			const findings = actionSteps.filter((step) => (step.job.permissions ?? step.workflow.permissions) === void 0 && lackingPermissions(step).length > 0).map(({ workflow, job }) => problem(`the token of job ${job.id} may only read, as the repository says by default`, "Add to the job: `permissions: {contents: write, pull-requests: write}`", {
				file: workflow.path,
				line: job.line
			}));
			return findingsOr(findings, "workflows say which permissions they need");
		}
	}),
	check({
		id: "github-rules",
		title: "No rule of GitHub refuses pushes to the tracking branch",
		needs: ["github", "history"],
		judge({ github: { repository, rules, isProtected }, history: { branch } }) {
			if (rules === void 0) return skipped("this token may not read rules");
			const refusing = rules.filter((rule) => REFUSING.has(rule));
			const fix = `Exclude ${branch} from the rule (https://github.com/${repository}/settings/rules), or keep the history outside of the branches: \`tracking: {branch: refs/mlops/tracking}\` in mlops.yaml.`;
			if (refusing.length > 0) return problem(`rules hold for ${branch}: ${listed(refusing, 5)}`, fix);
			if (rules.includes("required_signatures")) return warning(`${branch} takes signed commits only: jobs write through the API, \`mlops sync\` cannot`, fix);
			if (isProtected === true) return warning(`${branch} is protected: if that asks for pull requests or checks, no run can be written`, `Remove the protection: https://github.com/${repository}/settings/branches`);
			return ok(`no rule holds for ${branch}`);
		}
	}),
	check({
		id: "github-models",
		title: "The files of registered versions are in a release, before the workflow artifact with them ends",
		needs: [
			"github",
			"versions",
			"system"
		],
		judge({ github: { releases }, versions, system: { now } }) {
			if (releases === void 0) return skipped("this token may not list releases");
			const findings = versions.flatMap(({ tag, files, artifact }) => {
				const expires = artifact?.url === void 0 ? void 0 : artifact.expires;
				if (expires === void 0 || Date.parse(expires) > now.getTime() + SOON_MS) return [];
				const assets = releases.assets.get(tag);
				if (assets === void 0 && releases.isCut) return [];
				const missing = assets && missingFiles(files, assets, releases.maxAssetSize);
				if (missing?.length === 0) return [];
				const what = missing === void 0 ? "has no release" : `has a release without ${listed(missing)}`;
				const day = expires.slice(0, 10);
				return Date.parse(expires) < now.getTime() ? [problem(`${tag} ${what}, and the artifact with its files ended at ${day}`, LOST)] : [warning(`${tag} ${what}, and the artifact with its files ends at ${day}`, `mlops artifacts rescue '${tag}'`)];
			});
			return findingsOr(findings, "the files of versions are kept");
		}
	})
];
const LOST = "Where a machine still has the files, `mlops artifacts rescue` there; else train again, and register that run.";

// src/doctor/checks/history.ts
/** Clocks of machines differ a little. */
const TOLERATED_MS = 3e5;
const HISTORY_CHECKS = [
	check({
		id: "history",
		title: "The tracking branch can be read: it is one, of a format that this version knows",
		needs: ["history"],
		judge({ history: { branch, newest, error, orphans } }) {
			if (error !== void 0) return problem(error.message, error.fix);
			if (newest === void 0 && orphans !== void 0) return warning(`there is no ${branch} here or at origin, although files of ${counted(orphans.count, "local run")} lie in ${orphans.folder}: it was deleted`, `Look for its last commit, whose tree holds mlops.json, with \`git fsck --no-reflogs --lost-found\`, and bring it back: git branch ${branch.replace(/^refs\/heads\//, "")} COMMIT. Runs of workflows come back with \`task: sync\`.`);
			if (newest === void 0) return ok(`no runs on ${branch} yet`);
			return ok(`${branch} is readable; its newest run is ${newest.slice(0, 12)}`);
		}
	}),
	check({
		id: "other-histories",
		title: "No other ref holds runs that the configured one lacks, as after a change of `tracking.branch`",
		needs: ["history"],
		judge({ history: { branch, ref, newest, error, others } }) {
			const [other] = others;
			if (other === void 0) return ok(`runs are on ${branch} alone`);
			const words = `${listed(others)} ${others.length === 1 ? "holds" : "hold"} runs too`;
			if (newest !== void 0 || error !== void 0) return warning(`${words}; only those on ${branch} are looked at`, `See them with \`mlops runs --tracking-branch ${shortOf(other)}\`.`);
			return warning(`${branch} has no runs, but ${words.replace(/ too$/, "")}`, `Name that one in mlops.yaml (\`tracking: {branch: ${shortOf(other)}}\`), or carry the runs over: mlops sync --tracking-branch ${shortOf(other)} && git push . ${other}:${ref} && mlops sync`);
		}
	}),
	check({
		id: "checked-out",
		title: "The tracking branch is checked out nowhere: Git would refuse to write to it",
		needs: ["repository", "history"],
		judge({ repository: { worktrees, branch, mainBranch }, history: { ref } }) {
			const there = worktrees.find((each) => each.ref === ref);
			if (there === void 0) return ok("the tracking branch is checked out nowhere");
			if (ref === `refs/heads/${branch}`) return problem("this is the tracking branch, which holds runs and no code: no run can be written while it is checked out", `git switch ${mainBranch ?? "main"}`);
			return problem(`${ref} is checked out in ${there.path}: no run can be written`, `git -C ${there.path} switch --detach`);
		}
	}),
	check({
		id: "sync",
		title: "The history here and that of origin are the same",
		needs: ["behindOrigin"],
		judge({ behindOrigin: { branch, state, unpushed, foreign } }) {
			if (state === "no-history") return ok("no runs here and at origin yet");
			if (state === "same") return ok(`${branch} is the same here and at origin`);
			const runs = unpushed === 0 ? [] : [counted(unpushed ?? 0, "run or late event")];
			const strange = foreign === void 0 ? [] : [`commit ${foreign.slice(0, 12)}, which names no run,`];
			const fix = foreign === void 0 ? "mlops sync" : `Look at it with \`git show ${foreign.slice(0, 12)}\`: only mlops writes to this branch. What is fine is shared by \`mlops sync\`.`;
			return warning(SYNC_WORDS[state](branch, [...runs, ...strange].join(" and ")), fix);
		}
	}),
	check({
		id: "clock",
		title: "No run comes from the future: ids sort by time, and a wrong clock puts a run before all others",
		needs: ["latestRuns", "system"],
		judge({ latestRuns, system: { now } }) {
			const future = latestRuns.filter(({ started }) => Date.parse(started) > now.getTime() + TOLERATED_MS);
			const [first] = future;
			if (first === void 0) return ok("no run comes from the future");
			return warning(`${counted(future.length, "run")} started in the future, such as ${first.id.slice(0, 12)} at ${first.started}`, `Set the clock of the machine that trained it (or of this one). A run with a wrong time can be left out: mlops runs delete ${first.id}`);
		}
	})
];
const SYNC_WORDS = {
	"only-there": (branch) => `origin has a history on ${branch} that is not here`,
	"only-here": (branch) => `the history is only here: origin has no ${branch}`,
	ahead: (branch, unpushed) => `origin lacks ${unpushed} of ${branch}`,
	behind: (branch) => `origin has runs on ${branch} that are not here`,
	apart: (branch, unpushed) => `${branch} has grown apart: origin lacks ${unpushed}, and has others that are not here`
};
/** As `tracking.branch` names it. */
function shortOf(ref) {
	return ref.replace(/^refs\/heads\//, "");
}

// src/doctor/checks/leftovers.ts
const LEFTOVER_CHECKS = [
	check({
		id: "inbox",
		title: "Nothing waits in the inbox of the history, and nothing in it was refused",
		needs: ["inbox"],
		judge({ inbox: { waiting, refused } }) {
			const [first] = refused;
			return findingsOr([...first === void 0 ? [] : [warning(`${listed(refused, 1)} holds what could not be taken into the history`, `Look at it with \`git fetch origin ${first} && git show --stat FETCH_HEAD\`; when it is of no use: git push origin :${first}`)], ...waiting.length === 0 ? [] : [warning(`${counted(waiting.length, "write")} ${waiting.length === 1 ? "waits" : "wait"} in the inbox of the history`, "mlops sync (the next run takes them in, too)")]], "nothing waits in the inbox of the history");
		}
	}),
	check({
		id: "spool",
		title: "No record waits because it could not be written when it was made",
		needs: ["spool"],
		judge({ spool: { folder, waiting } }) {
			if (waiting === 0) return ok("no record waits to be written");
			return warning(`${counted(waiting, "record")} ${waiting === 1 ? "waits" : "wait"} in ${folder} since it could not be written`, "mlops sync");
		}
	}),
	check({
		id: "captures",
		title: "No training was killed before its run was recorded",
		needs: ["captures"],
		judge({ captures: { folder, left } }) {
			if (left.length === 0) return ok("no training was left unrecorded");
			return warning(`${counted(left.length, "training")} ended without a record: ${listed(left.map((id) => id.slice(0, 12)))}`, `mlops sync records ${left.length === 1 ? "it" : "them"} as far as ${left.length === 1 ? "it" : "they"} came; what stays lies in ${folder}`);
		}
	}),
	check({
		id: "locks",
		title: "No lock of a process that died keeps Git or a training from writing",
		needs: ["locks", "system"],
		judge({ locks: { training, git }, system: { now } }) {
			const findings = git.map(({ path, seconds }) => problem(`${path} is ${counted(Math.round(seconds / 60), "minute")} old: the git that made it has died, and no other one can write`, `Look whether a git is at work (\`ps\`); if not: rm ${path}`));
			const days = training === void 0 ? 0 : (now.getTime() - Date.parse(training.started)) / 864e5;
			if (training?.isRunning === true && days > 7) findings.push(warning(`process ${training.pid} has trained in this worktree for ${Math.floor(days)} days, or another one has its number now`, `If that process is no training: rm ${training.path}`));
			return findingsOr(findings, "no lock was left behind");
		}
	}),
	check({
		id: "cache",
		title: "The cache of lists can be written and is sound",
		needs: ["cache"],
		judge({ cache: { folder, isChosen, isWritable, index } }) {
			if (!isWritable) {
				const words = `the folder ${folder} of the cache cannot be written`;
				const fix = "Name another one: export MLOPS_CACHE=FOLDER";
				return isChosen ? problem(words, fix) : warning(`${words}, so every list is made anew`, fix);
			}
			if (index !== "damaged") return ok(index === "absent" ? "no cache yet" : "the cache can be used");
			return warning(`the cache in ${folder} is damaged; the next list makes it anew`, `rm -r ${folder}`);
		}
	})
];

// src/doctor/checks/releases.ts
const RELEASE_CHECKS = [check({
	id: "releases",
	title: "Versions that were registered on this machine have their files in a release",
	needs: ["versions"],
	judge({ versions }) {
		const local = versions.flatMap(({ tag, here }) => here === void 0 ? [] : [{
			tag,
			...here
		}]);
		const findings = local.flatMap(({ tag, missing, hasArtifact }) => {
			if (missing?.length === 0) return [];
			if (missing === void 0 && !hasArtifact) return [];
			const what = missing === void 0 ? "has no release" : `has a release without ${listed(missing)}`;
			return hasArtifact ? [warning(`${tag} ${what}`, `mlops artifacts rescue '${tag}'`)] : [problem(`${tag} ${what}, and no artifact here has them`, "Train again, and register that run.")];
		});
		const released = local.filter(({ missing }) => missing?.length === 0).length;
		return findingsOr(findings, `${counted(released, "version")} of this machine with a release`);
	}
})];

// src/doctor/checks/registry.ts
const REGISTRY_CHECKS = [check({
	id: "registry",
	title: "Registry tags count and stop no reader: annotated, one version of a model on a commit, no `model@created`, evidence of their own",
	needs: ["tags"],
	judge({ tags }) {
		const registered = tags.filter(({ name }) => parseTag(name)?.action === "register");
		const models = new Set(registered.map(({ name }) => parseTag(name)?.artifact));
		return findingsOr(checkRegistry({ tags }).map(({ severity, message, fix }) => severity === "error" ? problem(message, fix) : warning(message, fix)), `${counted(models.size, "model")}, ${counted(registered.length, "version")}`);
	}
}), check({
	id: "registry-sync",
	title: "Registry tags are the same here and at origin",
	needs: ["tags", "origin"],
	judge({ tags, origin: { refs } }) {
		const own = tags.filter(({ name }) => parseTag(name) !== void 0);
		const here = new Map(own.map(({ name, object }) => [`refs/tags/${name}`, object]));
		const there = [...refs].filter(([ref]) => parseTag(ref.replace(/^refs\/tags\//, "")) !== void 0 && ref.startsWith("refs/tags/"));
		const nameOf = (ref) => ref.slice(10);
		const onlyHere = [...here.keys()].filter((ref) => !refs.has(ref)).map(nameOf);
		const onlyThere = there.filter(([ref]) => !here.has(ref)).map(([ref]) => nameOf(ref));
		const findings = there.filter(([ref, id]) => here.has(ref) && here.get(ref) !== id).map(([ref]) => nameOf(ref)).map((name) => problem(`${name} is another tag here than at origin`, `To take origin's: git tag -d '${name}' && git fetch origin tag '${name}'`));
		if (onlyHere.length > 0) findings.push(warning(`origin lacks ${counted(onlyHere.length, "registry tag")}: ${listed(onlyHere)}`, `git push origin ${onlyHere.slice(0, 10).map((name) => `'${name}'`).join(" ")}`));
		if (onlyThere.length > 0) findings.push(warning(`${counted(onlyThere.length, "registry tag")} of origin ${onlyThere.length === 1 ? "is" : "are"} not here: ${listed(onlyThere)}`, "mlops sync"));
		return findingsOr(findings, "registry tags are the same here and at origin");
	}
})];

// src/doctor/checks/repository.ts
const REPOSITORY_CHECKS = [
	check({
		id: "repository",
		title: "There is a Git repository that Git is willing to work in",
		needs: ["opening"],
		judge({ opening }) {
			return opening === void 0 ? ok("the repository can be opened") : problem(opening.message, opening.fix);
		}
	}),
	check({
		id: "commit",
		title: "There is a commit to name in a run",
		needs: ["repository"],
		judge({ repository: { head, branch, bare, mainBranch } }) {
			if (head === void 0 && mainBranch !== void 0 && mainBranch !== branch) return problem(`HEAD names ${branch ?? "a branch"}, which has no commit; the code is on ${mainBranch}`, `git switch ${mainBranch}`);
			if (head === void 0) return problem("the repository has no commit", "git add --all && git commit: a run names the code that it ran.");
			const where = bare ? ", without a worktree" : branch === void 0 ? ", on no branch" : ` on ${branch}`;
			return ok(`HEAD is ${head.slice(0, 7)}${where}`);
		}
	}),
	check({
		id: "worktree",
		title: "The code is committed: runs of uncommitted code are never a baseline",
		needs: ["repository", "worktree"],
		judge({ repository: { head }, worktree: { changed, untracked } }) {
			const paths = [...changed, ...untracked];
			if (head === void 0 || paths.length === 0) return ok("nothing that a training reads is uncommitted");
			return warning(`${counted(paths.length, "uncommitted file")}: ${listed(paths)}`, "Commit them (git add --all && git commit), or name in .gitignore what is no code. Runs of uncommitted code are recorded with their patch and never serve as a baseline.");
		}
	}),
	check({
		id: "clone",
		title: "The clone has its history, so that merge bases can be found",
		needs: ["repository"],
		judge({ repository: { isShallow } }) {
			if (!isShallow) return ok("the clone has all of its history");
			return warning("the clone is shallow: the merge base of a branch may lie beyond its end, and the run then has no baseline", "git fetch --unshallow");
		}
	}),
	check({
		id: "remote",
		title: "The remote `origin` is there and answers",
		needs: ["remotes", "originFailure"],
		judge({ remotes, originFailure }) {
			const names = remotes.map(({ name }) => name);
			if (remotes.length === 0) return ok("no remote: runs stay in this repository");
			if (!names.includes("origin")) return warning(`no remote is called origin, only ${listed(names)}: nothing is shared with it`, `git remote rename ${names[0]} origin`);
			if (originFailure === void 0) return ok("origin answers");
			const [url = ""] = remotes.find(({ name }) => name === "origin")?.urls ?? [];
			return problem(`origin (${redactorFrom({})(url)}) does not answer: ${originFailure}`, "Check its address with `git remote -v` (`git remote set-url origin URL` corrects it) and your access with `git fetch origin`.");
		}
	}),
	check({
		id: "remote-url",
		title: "No address of a remote holds a password or token",
		needs: ["remotes"],
		judge({ remotes }) {
			const redact = redactorFrom({});
			const findings = remotes.flatMap(({ name, urls }) => urls.filter((url) => redact(url) !== url).map((url) => problem(`the address of ${name} holds a credential: ${redact(url)}`, `git remote set-url ${name} ${url.replace(/\/\/[^/@]*@/, "//")} && gh auth setup-git (or another credential helper); then revoke the credential, which every program of this machine could read.`, { file: ".git/config" })));
			return findingsOr(findings, "no remote holds a credential");
		}
	})
];

// src/doctor/checks/system.ts
/** The oldest that is tested. */
const GIT = [2, 38];
const SYSTEM_CHECKS = [check({
	id: "git",
	title: "Git is 2.38 or newer",
	needs: ["system"],
	judge({ system: { git } }) {
		const fix = "Install Git 2.38 or newer: https://git-scm.com/downloads";
		const isNew = isAtLeast(git, GIT);
		if (isNew === void 0) return warning(`Git calls its version "${git}"`, fix);
		return isNew ? ok(`Git ${git}`) : problem(`Git ${git} is too old`, fix);
	}
})];
/** Whether a version such as `2.39.rc1` or `2.50.1.windows.1` is this one or newer; undefined when it cannot be read. */
function isAtLeast(version, [major, minor]) {
	const [, first, second] = /^(\d+)\.(\d+)/.exec(version) ?? [];
	if (first === void 0 || second === void 0) return void 0;
	return Number(first) > major || Number(first) === major && Number(second) >= minor;
}

// src/doctor/checks/workflow-inputs.ts
const WORKFLOW_INPUT_CHECKS = [check({
	id: "workflow-inputs",
	title: "The action is given inputs that exist, with values that it knows, and folders that are there",
	needs: ["actionSteps", "trackedFiles"],
	judge({ actionSteps, trackedFiles }) {
		const findings = actionSteps.flatMap((step) => {
			const folder = step.inputs["working-directory"]?.replace(/^\.\/|\/$/g, "");
			const isMissing = folder !== void 0 && folder !== "" && folder !== "." && !isExpression(folder) && !trackedFiles.some(({ path }) => path.startsWith(`${folder}/`));
			return [...faultsOfInputs(step), ...isMissing ? [problem(`working-directory: no committed file is in "${folder}"`, "Correct the folder, or commit it.", {
				file: step.workflow.path,
				line: step.lineOfInput("working-directory")
			})] : []];
		});
		return findingsOr(findings, "inputs are known");
	}
}), check({
	id: "workflow-untrusted",
	title: "No job trains code of strangers with a token that may write, nor runs text that strangers write",
	needs: ["actionSteps"],
	judge: ({ actionSteps }) => findingsOr(actionSteps.flatMap(untrusted), "no job trusts strangers")
})];
/** What the action would refuse, as far as no expression stands there. */
function faultsOfInputs(step) {
	const place = { file: step.workflow.path };
	const token = step.inputs["github-token"];
	const findings = [];
	if (token !== void 0 && !isExpression(token)) findings.push(problem("github-token stands here in plain text", "Revoke it, and write `github-token: ${{ secrets.NAME }}`.", {
		...place,
		line: step.lineOfInput("github-token")
	}));
	if (isExpression(taskOf(step))) return findings;
	for (const [name, text] of Object.entries(step.inputs)) {
		const raw = {
			task: taskOf(step),
			[name]: isExpression(text) ? "" : text
		};
		const fault = faultOf(name === "task" ? { task: text } : raw);
		if (fault !== void 0 && (name === "task" || faultOf({ task: taskOf(step) }) === void 0)) findings.push(problem(fault.message, fault.hint, {
			...place,
			line: step.lineOfInput(name)
		}));
	}
	const literal = Object.entries(step.inputs).filter(([, text]) => !isExpression(text));
	const fault = findings.length === 0 ? faultOf(Object.fromEntries(literal)) : void 0;
	if (fault !== void 0) findings.push(problem(fault.message, fault.hint, {
		...place,
		line: step.line
	}));
	return findings;
}
function faultOf(raw) {
	try {
		parseInputs(raw);
		return;
	} catch (error) {
		if (error instanceof MlopsError) return error;
		throw error;
	}
}
const HEAD_OF_STRANGER = /github\.head_ref|event\.pull_request\.head|event\.workflow_run\.head|refs\/pull\/|event\.(?:issue|number)/;
/** What anybody may write who opens an issue or a pull request, or names a branch. */
const WRITTEN_BY_STRANGERS = /\$\{\{[^}]*(?:github\.head_ref|event\.[\w.]*(?:title|body|message|head\.ref|head\.label|head_branch|\.name|\.email))[^}]*\}\}/;
function untrusted(step) {
	if (taskOf(step) !== "train") return [];
	const findings = [];
	const [trigger] = triggersOf(step.workflow, "pull_request_target", "issue_comment", "workflow_run");
	const checkout = step.job.steps.find(({ uses }) => /(?:^|\/)checkout@/.test(uses ?? ""));
	const isForeign = HEAD_OF_STRANGER.test(`${checkout?.inputs["ref"] ?? ""} ${checkout?.inputs["repository"] ?? ""}`);
	if (trigger !== void 0 && isForeign) findings.push(problem(`on ${trigger.event}, job ${step.job.id} checks out the code of a pull request, and its steps run it with a token that may write and with the repository's secrets`, "Train on `pull_request`, where forks get a token that may only read, and publish what they left with `task: publish`.", {
		file: step.workflow.path,
		line: checkout?.line
	}));
	else if (trigger !== void 0 && trigger.event !== "workflow_run") findings.push(warning(`on ${trigger.event} the base branch is trained, not the pull request`, "Use `on: pull_request`.", {
		file: step.workflow.path,
		line: trigger.line
	}));
	const command = step.inputs["command"] ?? "";
	if (WRITTEN_BY_STRANGERS.test(command)) findings.push(problem("the command holds text that strangers write, which bash would run", "Give it as a variable: `env: {TITLE: ${{ … }}}` at the step, and \"$TITLE\" in the command.", {
		file: step.workflow.path,
		line: step.lineOfInput("command")
	}));
	return findings;
}

// src/doctor/checks/workflow-matrix.ts
const WORKFLOW_MATRIX_CHECKS = [check({
	id: "workflow-matrix",
	title: "Jobs of a matrix that leave their records have a job that collects them; without one each comments for itself",
	needs: ["actionSteps"],
	judge({ actionSteps }) {
		const findings = [...new Set(actionSteps.map(({ workflow }) => workflow))].flatMap((workflow) => matrixFindings(workflow, actionSteps.filter((step) => step.workflow === workflow)));
		return findingsOr(findings, "what is left is collected");
	}
})];
function matrixFindings(workflow, steps) {
	const file = workflow.path;
	const collecting = steps.filter((step) => taskOf(step) === "collect");
	const left = steps.filter(isLeft);
	const findings = [];
	for (const { job } of left) {
		if (collecting.some((step) => step.job.needs.includes(job.id))) continue;
		findings.push(problem(`job ${job.id} leaves its record to a job that collects, and no job with \`task: collect\` needs it: nothing is recorded`, `jobs: {collect: {needs: ${job.id}, if: always(), permissions: {contents: write, pull-requests: write}, runs-on: ubuntu-latest, steps: [{uses: actions/checkout@v4}, {uses: org/mlops-action@v1, with: {task: collect}}]}}`, {
			file,
			line: job.line
		}));
	}
	for (const { job } of collecting) {
		if (/always\(\)|!\s*cancelled\(\)/.test(job.condition ?? "")) continue;
		findings.push(warning(`job ${job.id} does not run when a leg fails: no leg is recorded then`, "Add to the job: `if: always()`", {
			file,
			line: job.line
		}));
	}
	const isOnPullRequests = triggersOf(workflow, "pull_request").length > 0;
	for (const step of isOnPullRequests ? steps : []) {
		const named = [
			"comment-key",
			"model",
			"working-directory",
			"config"
		].some((name) => /matrix\./.test(step.inputs[name] ?? ""));
		if (!(step.job.hasMatrix && taskOf(step) === "train" && !isLeft(step) && !named && step.inputs["comment"] !== "false")) continue;
		findings.push(warning(`each leg of job ${step.job.id} writes a comment and a check of its own, and none says how they compare`, "Add `collect: true` to the step, and a job with `task: collect`; README.md shows it under \"A matrix with one commit and one comment\".", {
			file,
			line: step.line
		}));
	}
	return findings;
}

// src/doctor/checks/workflow-stages.ts
const WORKFLOW_STAGE_CHECKS = [check({
	id: "workflow-deploy",
	title: "The `deploy-workflow` of `mlops.yaml` exists, can be started by hand, and is told what to deploy",
	needs: ["workflows", "configurations"],
	judge({ workflows, configurations }) {
		const findings = configurations.flatMap((configuration) => {
			const { deployWorkflow, file, lineOf } = configuration;
			if (deployWorkflow === void 0) return [];
			const name = deployWorkflow.split("/").at(-1);
			const found = workflows.find(({ path }) => path.endsWith(`/${name}`));
			if (found === void 0) return [problem(`deploy-workflow: there is no ${deployWorkflow}`, `Add .github/workflows/${name}, or correct the name.`, {
				file,
				line: lineOf(["deploy-workflow"])
			})];
			if (found.workflow === void 0) return [];
			if (triggersOf(found.workflow, "workflow_dispatch").length === 0) return [problem(`${name} cannot be started after a version got its stage`, "Add `workflow_dispatch:` below `on:`", { file: found.path })];
			return faultsOfDeploying(found.workflow, configuration);
		});
		const known = workflows.flatMap(({ workflow }) => workflow ?? []);
		return findingsOr([...findings, ...unnamed(known, configurations)], "deploy workflows can be started");
	}
}), check({
	id: "workflow-stage",
	title: "Jobs that promote, roll back or deploy are told which stage, and may start what follows; one deploys at a time",
	needs: ["actionSteps", "configurations"],
	judge({ actionSteps, configurations }) {
		const findings = actionSteps.filter((step) => [
			"promote",
			"rollback",
			"deploy"
		].includes(taskOf(step))).flatMap((step) => [
			...withoutStage(step),
			...withoutRights(step, configurations),
			...atOnce(step)
		]);
		return findingsOr(findings, "stages are given by jobs that can do so");
	}
})];
/** Workflows that deploy, and that no promotion starts. */
function unnamed(workflows, configurations) {
	const steps = workflows.flatMap(actionStepsOf);
	const named = [...configurations.map((each) => each.deployWorkflow), ...steps.map((step) => step.inputs["deploy-workflow"])];
	return steps.flatMap((step) => {
		const file = step.workflow.path.split("/").at(-1) ?? "";
		const isNamed = named.some((each) => each?.split("/").at(-1) === file);
		if (taskOf(step) !== "deploy" || isNamed) return [];
		return [warning("no promotion starts this: `deploy-workflow` names it nowhere", `Add to mlops.yaml: \`deploy-workflow: ${file}\``, {
			file: step.workflow.path,
			line: step.line
		})];
	});
}
/** What a promotion tells that the action needs to be sure what it deploys. */
const TOLD = [
	"model",
	"version",
	"stage",
	"digest",
	"tag"
];
function faultsOfDeploying(workflow, { settings, file, lineOf }) {
	const [step] = actionStepsOf(workflow).filter((each) => taskOf(each) === "deploy");
	if (step === void 0) return [];
	const [trigger] = triggersOf(workflow, "workflow_dispatch");
	const inputs = namesOf(trigger?.filters["inputs"]);
	const lacking = TOLD.filter((name) => !inputs.includes(name) && step.inputs[name] === void 0);
	const findings = [];
	if (lacking.length > 0) findings.push(warning(`${listed(lacking, 5)} ${lacking.length === 1 ? "is no input" : "are no inputs"} of its form, so a promotion cannot tell`, "`mlops init --workflows deploy --dry-run` shows the whole form.", {
		file: workflow.path,
		line: trigger?.line
	}));
	const isDeployed = settings?.deploy !== void 0 || settings?.stages?.some(({ deploy }) => deploy !== void 0);
	if (settings !== void 0 && isDeployed !== true) findings.push(problem(`${workflow.path} deploys, and nothing says how`, "Add for example `deploy: {command: ./deploy.sh, health: {url: 'https://…'}}`.", {
		file,
		line: lineOf(["deploy-workflow"])
	}));
	return findings;
}
function withoutStage(step) {
	const { workflow, inputs } = step;
	const task = taskOf(step);
	if (inputs["stage"] !== void 0) return [];
	if (task === "promote" && triggersOf(workflow, "push").length > 0) return [];
	const [trigger] = triggersOf(workflow, "workflow_dispatch");
	if (namesOf(trigger?.filters["inputs"]).includes("stage")) return [];
	return [problem(`task ${task} is not told which stage`, "Add `workflow_dispatch: {inputs: {stage: {type: string}}}`.", {
		file: workflow.path,
		line: trigger?.line ?? step.line
	})];
}
function withoutRights(step, configurations) {
	const folder = step.inputs["working-directory"] ?? ".";
	const configured = configurations.find((each) => each.folder === folder)?.deployWorkflow;
	const starts = taskOf(step) !== "deploy" && (step.inputs["deploy-workflow"] ?? configured) !== void 0;
	const needs = [...starts ? FEATURES["deploy-workflow"].needs : [], ...FEATURES.deployment.needs];
	const lacking = starts || taskOf(step) === "deploy" ? needs.filter((grant) => !isGrantedTo(step, grant)).map(renderGrant) : [];
	if (lacking.length === 0) return [];
	return [warning(`job ${step.job.id} does not grant ${lacking.join(" and ")}: ${starts ? "the deploy workflow is not started" : "GitHub does not show what is live"}`, `Add to the job: \`permissions: {${lacking.join(", ")}}\` (with what it grants already)`, {
		file: step.workflow.path,
		line: step.job.line
	})];
}
/** A job knows nothing of another one that deploys to the same stage at the same time. */
function atOnce(step) {
	const { workflow, job } = step;
	if (taskOf(step) !== "deploy") return [];
	const groups = [workflow.concurrency, job.concurrency].filter((each) => each !== void 0);
	const cancelling = groups.find(({ cancelInProgress }) => cancelInProgress === true);
	if (groups.length > 0 && cancelling === void 0) return [];
	const message = cancelling === void 0 ? `two jobs ${job.id} can deploy to one stage at once` : `a deployment under way is cancelled half-way by the next one`;
	return [warning(message, "Add `concurrency: {group: \"deploy-${{ inputs.stage }}\", cancel-in-progress: false}`", {
		file: workflow.path,
		line: cancelling?.line ?? job.line
	})];
}
function namesOf(mapping) {
	return typeof mapping === "object" && mapping !== null ? Object.keys(mapping) : [];
}

// src/doctor/checks/workflow-steps.ts
const WORKFLOW_STEP_CHECKS = [
	check({
		id: "workflow",
		title: "Workflow files are YAML, and one of them uses the action",
		needs: ["workflows", "remotes"],
		judge({ workflows, remotes }) {
			const broken = workflows.flatMap(({ path, fault }) => fault === void 0 ? [] : [problem(`is no workflow: ${fault.message}`, "Correct the file; `actionlint` names every fault.", {
				file: path,
				line: fault.line
			})]);
			const steps = actionSteps(workflows);
			const isOnForge = remotes.some(({ name, urls }) => name === "origin" && urls.some((url) => /^\w+:\/\/|^[^/]+:/.test(url) && !url.startsWith("file:")));
			if (steps.length > 0) return [...broken, ...usingFiles(steps).map((path) => ok(`${path} uses mlops-action`))];
			if (!isOnForge && workflows.length === 0) return findingsOr(broken, "no workflow uses mlops-action: runs are made by `mlops train`");
			return [...broken, warning("no workflow uses mlops-action", "mlops init")];
		}
	}),
	check({
		id: "workflow-version",
		title: "The action is used at a tag or commit, not at a branch that changes under your feet",
		needs: ["actionSteps"],
		judge({ actionSteps }) {
			const findings = actionSteps.flatMap((step) => {
				const { uses } = step;
				if (uses.startsWith("./")) return [];
				const [, ref] = uses.split("@");
				const name = uses.split("@")[0] ?? uses;
				if (ref === void 0 || ref === "") return [problem(`"${uses}" names no version, which GitHub refuses`, `uses: ${name}@v1`, at(step))];
				if (!/^(?:main|master|HEAD|dev|develop|latest|trunk)$/.test(ref)) return [];
				return [warning(`"${uses}" is a branch: what it does may change any day`, `uses: ${name}@v1`, at(step))];
			});
			return findingsOr(findings, "the action is used at a fixed version");
		}
	}),
	check({
		id: "workflow-checkout",
		title: "The repository is checked out before the action runs",
		needs: ["actionSteps"],
		judge({ actionSteps }) {
			const findings = actionSteps.flatMap((step) => {
				if (step.job.steps.slice(0, step.job.steps.findIndex(({ line }) => line === step.line)).some(({ uses = "", run = "" }) => /(?:^|\/)checkout(?:@|$)/.test(uses) || /\bgit (?:clone|fetch)\b/.test(run))) return [];
				return [problem(`job ${step.job.id} checks nothing out before it uses the action`, CHECKOUT, at(step))];
			});
			return findingsOr(findings, "jobs check out first");
		}
	}),
	check({
		id: "workflow-credentials",
		title: "The checkout of a job that trains leaves no token where the training can read it",
		needs: ["actionSteps"],
		judge({ actionSteps }) {
			const findings = actionSteps.filter((step) => taskOf(step) === "train").flatMap(({ workflow, job }) => job.steps.map((step) => ({
				workflow,
				job,
				step
			}))).filter(({ step: { uses = "", inputs } }) => {
				const kept = inputs["persist-credentials"] ?? "true";
				return uses.startsWith("actions/checkout@") && kept.toLowerCase() === "true";
			}).map(({ workflow, job, step }) => warning(`the checkout of job ${job.id} keeps its token in .git/config, where the training can read it`, "Add below its `uses:` the lines `with:` and `  persist-credentials: false`", {
				file: workflow.path,
				line: step.line
			}));
			return findingsOr(findings, "no checkout leaves its token");
		}
	}),
	check({
		id: "workflow-permissions",
		title: "Each job grants the permissions that its task needs",
		needs: ["actionSteps"],
		judge({ actionSteps }) {
			const findings = actionSteps.flatMap((step) => {
				const lacking = lackingPermissions(step);
				if (lacking.length === 0) return [];
				return [((step.job.permissions ?? step.workflow.permissions) !== void 0 && lacking.includes("contents: write") ? problem : warning)(`job ${step.job.id} does not grant ${lacking.join(" and ")}`, `Add to the job: \`permissions: {${lacking.join(", ")}}\` (with what it grants already)`, {
					file: step.workflow.path,
					line: step.job.line
				})];
			});
			return findingsOr(findings, "jobs grant what they need");
		}
	}),
	check({
		id: "workflow-container",
		title: "The container of a job has bash and git",
		needs: ["actionSteps"],
		judge({ actionSteps }) {
			const findings = actionSteps.flatMap((step) => {
				const { container, id, steps } = step.job;
				const lacking = lackingIn(container?.image ?? "");
				const installed = steps.slice(0, steps.findIndex(({ line }) => line === step.line)).map(({ run }) => run ?? "").filter((run) => /\b(?:apk|apt-get|apt|dnf|yum|microdnf)\b/.test(run));
				const missing = lacking.filter((program) => !installed.some((run) => new RegExp(`\\b${program}\\b`).test(run)));
				if (container === void 0 || missing.length === 0) return [];
				const install = /alpine/.test(container.image) ? "apk add" : "apt-get update && apt-get install --yes";
				return [problem(`job ${id} runs in ${container.image}, which has no ${missing.join(" and no ")}`, `Add as the first step: \`- run: ${install} ${missing.join(" ")}\``, {
					file: step.workflow.path,
					line: container.line
				})];
			});
			return findingsOr(findings, "containers have what the action needs");
		}
	})
];
const CHECKOUT = `Add before it: \`- uses: ${PINNED.checkout}\`, with \`with: {persist-credentials: false}\` below`;
function usingFiles(steps) {
	return [...new Set(steps.map(({ workflow }) => workflow.path))];
}
function at({ workflow, line }) {
	return {
		file: workflow.path,
		line
	};
}
/** Of images that many use. */
function lackingIn(image) {
	if (/(?:^|[/:-])alpine/.test(image)) return ["bash", "git"];
	return /-slim\b|^(?:ubuntu|debian)(?::|$)|^nvidia\/cuda\b/.test(image) ? ["git"] : [];
}

// src/doctor/workflow/ref-filter.ts
/** Whether a list of patterns lets a name through. The last pattern that matches decides. */
function isLetThrough(patterns, name) {
	let passes = false;
	for (const pattern of patterns) {
		const isNegative = pattern.startsWith("!");
		if (expressionOf(isNegative ? pattern.slice(1) : pattern).test(name)) passes = !isNegative;
	}
	return passes;
}
/** A pattern that is none lets nothing through. */
function expressionOf(pattern) {
	const source = pattern.replaceAll(/\*\*|\*|[\\.^$(){}|/-]/g, (part) => {
		if (part === "**") return ".*";
		return part === "*" ? "[^/]*" : `\\${part}`;
	});
	try {
		return new RegExp(`^(?:${source.replaceAll(/\[([^\]]*)\\-([^\]]*)\]/g, "[$1-$2]")})$`);
	} catch {
		return /(?!)/;
	}
}

// src/doctor/checks/workflow-triggers.ts
const WORKFLOW_TRIGGER_CHECKS = [
	check({
		id: "workflow-concurrency",
		title: "No push or schedule cancels a training that is under way: its run would be lost or killed",
		needs: ["actionSteps"],
		judge({ actionSteps }) {
			const findings = actionSteps.flatMap(({ workflow, job }) => {
				const cancelling = [workflow.concurrency, job.concurrency].find((each) => each?.cancelInProgress === true);
				const [trigger] = triggersOf(workflow, "push", "schedule", "workflow_dispatch");
				if (cancelling === void 0 || trigger === void 0) return [];
				return [warning(`a ${trigger.event} cancels the training before it, whose run is then recorded as killed or not at all`, "cancel-in-progress: ${{ github.event_name == 'pull_request' }}", {
					file: workflow.path,
					line: cancelling.line
				})];
			});
			return findingsOr(findings, "no training is cancelled by the next");
		}
	}),
	check({
		id: "workflow-tags",
		title: "Workflows that wait for version tags or releases can be started by them",
		needs: [
			"workflows",
			"actionSteps",
			"models"
		],
		judge({ workflows, actionSteps, models }) {
			const registering = actionSteps.filter((step) => registers(step, models));
			const findings = workflows.flatMap(({ workflow }) => workflow === void 0 ? [] : [...unstarted(workflow, registering, models), ...stoppedBySlash(workflow, models)]);
			return findingsOr(findings, "no workflow waits in vain for a version");
		}
	}),
	check({
		id: "workflow-loop",
		title: "A version tag does not start another training",
		needs: ["actionSteps", "models"],
		judge({ actionSteps, models }) {
			const findings = actionSteps.flatMap((step) => {
				const push = triggersOf(step.workflow, "push").find((each) => ![
					"branches",
					"branches-ignore",
					"tags",
					"tags-ignore"
				].some((name) => patternsOf$1(each, name) !== void 0));
				if (push === void 0 || taskOf(step) !== "train" || !registers(step, models) || !hasOwnToken(step)) return [];
				return [warning("a version tag made with this github-token starts this workflow again, which trains the commit once more", "on: {push: {branches: ['**']}}", {
					file: step.workflow.path,
					line: push.line
				})];
			});
			return findingsOr(findings, "no training starts another");
		}
	}),
	check({
		id: "workflow-run",
		title: "The workflows that a `workflow_run` waits for exist, by the name that stands in their files",
		needs: ["workflows"],
		judge({ workflows }) {
			const all = workflows.flatMap(({ workflow }) => workflow ?? []);
			const names = all.map(({ name }) => name);
			const findings = all.filter((workflow) => actionStepsOf(workflow).length > 0).flatMap((workflow) => triggersOf(workflow, "workflow_run").map((trigger) => ({
				workflow,
				trigger
			}))).flatMap(({ workflow, trigger }) => {
				const strange = (patternsOf$1(trigger, "workflows") ?? []).filter((name) => !names.includes(name));
				const others = names.filter((name) => name !== workflow.name);
				return strange.map((name) => problem(`no workflow is called ${JSON.stringify(name)}, so nothing starts this one`, others.length === 0 ? "Add the workflow." : `Name one by its \`name\`: ${listed(others, 10)}`, {
					file: workflow.path,
					line: trigger.line
				}));
			});
			return findingsOr(findings, "workflows wait for others that exist");
		}
	}),
	check({
		id: "workflow-default-branch",
		title: "Workflows with a schedule, or started by hand or by others, are on the default branch, where GitHub looks for them",
		needs: ["workflows", "defaultBranchWorkflows"],
		judge({ workflows, defaultBranchWorkflows: { branch, files } }) {
			const findings = workflows.flatMap(({ workflow }) => {
				if (workflow === void 0 || actionStepsOf(workflow).length === 0 || files.includes(workflow.path)) return [];
				return triggersOf(workflow, "schedule", "workflow_dispatch", "workflow_run", "issue_comment").map(({ event, line }) => warning(`${event} does nothing yet: the file is not on ${branch} of origin`, `Merge it into ${branch} (or \`git fetch origin\`, if that was done).`, {
					file: workflow.path,
					line
				}));
			});
			return findingsOr(findings, "workflows are where GitHub looks for them");
		}
	})
];
function registers(step, models) {
	if (taskOf(step) === "register") return true;
	const when = step.inputs["register"];
	if (taskOf(step) !== "train") return false;
	return when === void 0 ? models.some(({ settings }) => settings.register.when !== "never") : when !== "never";
}
/** Nothing that the job's token makes starts a workflow. */
function unstarted(workflow, registering, models) {
	if (registering.length === 0 || registering.some(hasOwnToken)) return [];
	return triggersOf(workflow, "push", "release", "create").flatMap((trigger) => {
		const tags = patternsOf$1(trigger, "tags");
		if (!(trigger.event === "push" ? tags !== void 0 && tags.some((each) => /[@#]/.test(each) || /^\*+$/.test(each)) && models.some((each) => isLetThrough(tags, tagOf(each))) : true) || actionStepsOf(workflow).length > 0) return [];
		const what = trigger.event === "push" ? "tag" : trigger.event === "release" ? "release" : "tag or branch";
		return [warning(`this waits for a ${what} that the action makes, but nothing that the job's token makes starts a workflow`, "Put the work into a job after the training: `needs: train`, `if: needs.train.outputs.model-version != ''`; or give the action the token of an app: `github-token: ${{ steps.app.outputs.token }}`.", {
			file: workflow.path,
			line: trigger.line
		})];
	});
}
/** `*` does not match the slash in the name of a model. */
function stoppedBySlash(workflow, models) {
	return triggersOf(workflow, "push").flatMap((trigger) => {
		const tags = patternsOf$1(trigger, "tags");
		return models.flatMap((model) => {
			const tag = tagOf(model);
			if (!(tags !== void 0 && tag.includes("/") && !isLetThrough(tags, tag) && isLetThrough(tags, tag.replaceAll("/", "-")))) return [];
			return [warning(`the tags ${JSON.stringify(tags)} let no version of ${model.settings.model} through: * stops at a slash`, "tags: ['**@v*']", {
				file: workflow.path,
				line: trigger.line
			})];
		});
	});
}
function tagOf({ settings }) {
	return `${settings.model}@v1.2.3`;
}

// src/doctor/checks.ts
const CHECKS = [
	...SYSTEM_CHECKS,
	...REPOSITORY_CHECKS,
	...CONFIGURATION_CHECKS,
	...FILE_CHECKS,
	...HISTORY_CHECKS,
	...LEFTOVER_CHECKS,
	...REGISTRY_CHECKS,
	...RELEASE_CHECKS,
	...WORKFLOW_STEP_CHECKS,
	...WORKFLOW_INPUT_CHECKS,
	...WORKFLOW_MATRIX_CHECKS,
	...WORKFLOW_TRIGGER_CHECKS,
	...WORKFLOW_STAGE_CHECKS,
	...GITHUB_CHECKS
];

// src/doctor/read/repository.ts
async function readRepository(git, bare) {
	const [head, branch, shallow, worktrees, mainBranch] = await Promise.all([
		git.exec([
			"rev-parse",
			"--verify",
			"--quiet",
			"HEAD"
		]),
		git.exec([
			"symbolic-ref",
			"--quiet",
			"--short",
			"HEAD"
		]),
		git.exec(["rev-parse", "--is-shallow-repository"]),
		git.exec([
			"worktree",
			"list",
			"--porcelain"
		]),
		findMainBranch(git)
	]);
	return {
		bare,
		head: head.stdout.toString().trim() || void 0,
		branch: branch.stdout.toString().trim() || void 0,
		mainBranch,
		isShallow: shallow.stdout.toString().trim() === "true",
		worktrees: worktrees.stdout.toString().split("\n\n").flatMap((text) => {
			const path = /^worktree (.*)$/m.exec(text)?.[1];
			return path === void 0 ? [] : [{
				path,
				ref: /^branch (.*)$/m.exec(text)?.[1]
			}];
		})
	};
}
async function findMainBranch(git) {
	const there = "refs/remotes/origin/";
	const { stdout } = await git.exec([
		"for-each-ref",
		"--format=%(refname) %(symref)",
		`${there}HEAD`,
		`${there}main`,
		`${there}master`,
		"refs/heads/main",
		"refs/heads/master"
	]);
	const refs = stdout.toString().split("\n");
	return refs.find((line) => line.startsWith(`${there}HEAD ${there}`))?.slice(`${there}HEAD ${there}`.length) ?? ["main", "master"].find((name) => refs.some((line) => line.trim().endsWith(`/${name}`)));
}
/** What makes a run one of uncommitted code, as the training itself judges it, for all models together. */
async function readWorktree({ git, root, modelFolder }, models) {
	const meant = models.map(({ settings }) => settings);
	const others = modelFolder === void 0 ? [] : await readOtherModels(git, root, modelFolder);
	const all = [...meant, ...others];
	const outputs = [.../* @__PURE__ */ new Set([...outputPatterns(void 0), ...all.flatMap(outputPatterns)])];
	const inputs = [...new Set(meant.flatMap(inputPatterns))];
	const [changed, untracked] = await Promise.all([git.exec([
		"diff",
		"HEAD",
		"--name-only",
		"-z",
		"--no-ext-diff",
		"--",
		".",
		...outputs
	]), git.exec([
		"ls-files",
		"--others",
		"--exclude-standard",
		"-z",
		"--",
		".",
		...outputs,
		...inputs
	])]);
	const code = untrackedCode(namesIn(untracked.stdout));
	return {
		changed: namesIn(changed.stdout),
		untracked: code.filter((path) => !isModelOf(path, all))
	};
}
function isModelOf(path, settings) {
	return (settings.length === 0 ? ["."] : settings.map(({ workingDirectory }) => workingDirectory)).some((folder) => isUsualModel(path, folder));
}
async function readRemotes(git) {
	const { stdout } = await git.exec([
		"config",
		"--null",
		"--get-regexp",
		String.raw`^remote\..*\.(url|pushurl)$`
	]);
	const remotes = /* @__PURE__ */ new Map();
	for (const entry of namesIn(stdout)) {
		const [, name, url] = /^remote\.(.*)\.(?:url|pushurl)\n(.*)$/is.exec(entry) ?? [];
		if (name !== void 0 && url !== void 0) remotes.set(name, [...remotes.get(name) ?? [], url]);
	}
	return [...remotes].map(([name, urls]) => ({
		name,
		urls
	}));
}
/** All refs of origin that matter, in one request; what git said when there is no answer. */
async function readOrigin(git) {
	const { code, stdout, stderr } = await git.exec([
		"-c",
		"http.lowSpeedLimit=1",
		"-c",
		"http.lowSpeedTime=30",
		"ls-remote",
		"--symref",
		"origin",
		"HEAD",
		"refs/heads/*",
		"refs/tags/*",
		"refs/mlops/*"
	]);
	if (code !== 0) return { failure: judgeFailure(stderr).said };
	const refs = /* @__PURE__ */ new Map();
	let defaultBranch;
	for (const line of stdout.toString().split("\n")) {
		const [id = "", ref = ""] = line.split("	");
		if (id.startsWith("ref: refs/heads/")) defaultBranch = id.slice(16);
		else if (ref.startsWith("refs/") && !ref.endsWith("^{}")) refs.set(ref, id);
	}
	return {
		refs,
		defaultBranch
	};
}
/** The files of HEAD with their sizes; without them in a partial clone, where git would fetch each file to tell. */
async function readTrackedFiles(git) {
	const isPartial = (await git.exec([
		"config",
		"--get-regexp",
		String.raw`^remote\..*\.promisor$`
	])).stdout.length > 0;
	const { stdout } = await git.exec([
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		...isPartial ? [] : ["-l"],
		"HEAD"
	]);
	return namesIn(stdout).flatMap((entry) => {
		const [, kind, size, path] = /^\d+ (\w+) [0-9a-f]+(?: +(\d+|-))?\t(.*)$/s.exec(entry) ?? [];
		if (kind !== "blob" || path === void 0) return [];
		return [{
			path,
			size: size === void 0 ? void 0 : Number(size)
		}];
	});
}
/** The workflow files of origin's default branch as this clone knows it; undefined where it knows none. */
async function readDefaultBranchWorkflows(git) {
	const prefix = "refs/remotes/origin/";
	const named = (await git.exec([
		"symbolic-ref",
		"--quiet",
		`${prefix}HEAD`
	])).stdout.toString().trim();
	for (const ref of [
		named,
		`${prefix}main`,
		`${prefix}master`
	].filter((each) => each.startsWith(prefix))) {
		const { code, stdout } = await git.exec([
			"ls-tree",
			"--name-only",
			"-z",
			"--full-tree",
			ref,
			...WORKFLOW_FOLDERS
		]);
		if (code === 0) return {
			branch: ref.slice(20),
			files: namesIn(stdout)
		};
	}
}
const WORKFLOW_FOLDERS = [
	".github/workflows/",
	".gitea/workflows/",
	".forgejo/workflows/"
];
function namesIn(nulSeparated) {
	return nulSeparated.toString().split("\0").filter((name) => name !== "");
}

// src/doctor/read/configuration.ts
/** More folders than this are examples rather than models. */
const MOST_FOLDERS = 50;
/** Of a glob that matches more, these tell enough. */
const MOST_FILES = 200;
async function readConfigurations(place) {
	const folders = place.modelFolder === void 0 ? await modelFolders(place.git) : [place.modelFolder];
	return Promise.all(folders.slice(0, MOST_FOLDERS).map((folder) => readConfiguration(place, folder)));
}
async function modelFolders(git) {
	const { stdout } = await git.exec([
		"ls-files",
		"-z",
		"--cached",
		"--others",
		"--exclude-standard",
		"--",
		":(top,glob)**/mlops.yaml"
	]);
	const folders = namesIn(stdout).map((path) => path.slice(0, -11) || ".");
	return folders.length === 0 ? ["."] : [...new Set(folders)];
}
async function readConfiguration({ root, git }, folder) {
	const inputs = folder === "." ? {} : { "working-directory": folder };
	const file = folder === "." ? "mlops.yaml" : `${folder}/mlops.yaml`;
	const text = await readFile(join$1(root, file), "utf8").catch(() => void 0);
	const yaml = text === void 0 ? void 0 : parseYamlText(text, file);
	const lineOf = (path) => yaml?.placeOf(path.slice(0, -1), path.at(-1)).line;
	const named = (yaml?.value)?.["deploy-workflow"];
	const read = await loadSettings(inputs, {
		root,
		repository: basename$1(root)
	}).catch((error) => {
		if (error instanceof MlopsError) return error;
		throw error;
	});
	const common = {
		folder,
		file: text === void 0 ? void 0 : file,
		lineOf,
		deployWorkflow: typeof named === "string" ? named : void 0
	};
	if (read instanceof MlopsError) {
		const error = {
			message: read.message,
			fix: read.hint,
			file: read.place?.file,
			line: read.place?.line
		};
		return {
			...common,
			settings: void 0,
			error,
			script: void 0
		};
	}
	return {
		...common,
		settings: read,
		error: void 0,
		script: await readScript(git, root, read)
	};
}
async function readScript(git, root, settings) {
	const named = scriptOf(settings.command ?? "");
	if (named === void 0) return void 0;
	const path = join$1(settings.workingDirectory, named);
	const exists = await access(join$1(root, path)).then(() => true, () => false);
	const { stdout } = await git.exec([
		"ls-files",
		"-z",
		"--",
		`:(top,literal)${path}`
	]);
	return {
		path,
		exists,
		tracked: stdout.length > 0
	};
}
/** The files behind every configured path and glob. */
async function readConfiguredFiles({ root, git }, models) {
	const wanted = models.flatMap((model) => patternsOf(model).map((each) => ({
		...each,
		model
	})));
	return Promise.all(wanted.map(async ({ key, pattern, model }) => {
		const place = {
			root,
			workingDirectory: model.settings.workingDirectory
		};
		const { files } = await findFiles(pattern, place);
		const { file, lineOf } = model;
		return {
			key,
			pattern,
			file,
			line: lineOf([key]),
			found: await describe(git, files.slice(0, MOST_FILES))
		};
	}));
}
function patternsOf({ settings }) {
	const of = (key, patterns) => patterns.map((pattern) => ({
		key,
		pattern
	}));
	return [
		...of("params", settings.params.map((reference) => parseParamsReference(reference).file)),
		...of("data", settings.data),
		...of("model-files", settings.modelFiles),
		...of("metrics", settings.metrics)
	];
}
async function describe(git, files) {
	if (files.length === 0) return [];
	const paths = files.map(({ path }) => `:(top,literal)${path}`);
	const { stdout } = await git.exec([
		"ls-files",
		"--eol",
		"-z",
		"--full-name",
		"--",
		...paths
	]);
	const ends = new Map(namesIn(stdout).map((entry) => {
		const [, index = "", worktree = "", attributes = "", path = ""] = /^i\/(\S*)\s+w\/(\S*)\s+attr\/(.*?)\s*\t(.*)$/s.exec(entry) ?? [];
		return [path, {
			index,
			worktree,
			attributes
		}];
	}));
	return Promise.all(files.map(async (file) => {
		const eol = ends.get(file.path);
		const common = {
			path: file.path,
			tracked: eol !== void 0,
			isLfsPointer: await isLfsPointer(file)
		};
		return eol === void 0 ? common : {
			...common,
			eol
		};
	}));
}
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer has less than 1024 bytes and begins so. */
async function isLfsPointer({ absolute, size }) {
	if (size >= 1024) return false;
	return (await readStart(absolute)).startsWith("version https://git-lfs.github.com/spec/");
}
async function readStart(path) {
	const handle = await open(path).catch(() => void 0);
	if (handle === void 0) return "";
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
		return buffer.toString("latin1", 0, bytesRead);
	} finally {
		await handle.close();
	}
}
const MOST_TEXT_BYTES = 262144;
/** The texts of configurations and params, where a secret could have been written by mistake. */
async function readConfiguredText({ root }, configurations, files) {
	const params = files.filter(({ key }) => key === "params").flatMap(({ found }) => found.map(({ path }) => path));
	const paths = /* @__PURE__ */ new Set([...configurations.flatMap(({ file }) => file === void 0 ? [] : [file]), ...params]);
	return (await Promise.all([...paths].map(async (path) => {
		return {
			path,
			text: (await readFile(join$1(root, path), "utf8").catch(() => "")).slice(0, MOST_TEXT_BYTES)
		};
	}))).filter(({ text }) => text !== "");
}

// src/log.ts
/** Says nothing. */
const silentLog = {
	info() {},
	warn() {},
	debug() {}
};

// src/doctor/read/history.ts
/** How many runs tell what runs of this repository look like. */
const LATEST = 20;
/** Where histories are usually kept. */
const USUAL_REFS = ["refs/heads/mlops-tracking", "refs/mlops/tracking"];
async function readHistory(place, origin) {
	const ref = fullRef(place.trackingBranch);
	const others = await otherHistories(place.git, ref, origin);
	const isKnown = others.length > 0 || origin?.refs.has(ref) === true;
	const common = {
		branch: place.trackingBranch,
		ref,
		others,
		orphans: isKnown ? void 0 : await findOrphans(place)
	};
	try {
		const history = openPlace$1(place);
		const [line] = await latestRuns(history, 1);
		const [record] = line === void 0 ? [] : await history.read([line]);
		return {
			...common,
			newest: record?.id,
			error: void 0
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {
			...common,
			newest: void 0,
			error: {
				message: error.message,
				fix: error.hint
			}
		};
	}
}
/** Files of local runs, which a history ought to name. */
async function findOrphans({ stateFolder }) {
	const folder = join(stateFolder, "artifacts");
	const names = await readdir(folder).catch(() => []);
	const runs = new Set(names.flatMap((name) => /[0-9a-f]{32}/.exec(name)?.[0] ?? []));
	return runs.size === 0 ? void 0 : {
		folder,
		count: runs.size
	};
}
/** The newest records, newest first. */
async function readLatestRuns(place) {
	const history = openPlace$1(place);
	return history.read(await latestRuns(history, LATEST));
}
/** The history of a place, to be read. */
function openPlace$1({ root, trackingBranch, scratchParent }) {
	return openHistory({
		remote: {
			url: root,
			config: {}
		},
		ref: fullRef(trackingBranch),
		scratchParent,
		clock: () => /* @__PURE__ */ new Date(),
		random: Math.random,
		log: silentLog
	});
}
async function otherHistories(git, own, origin) {
	const isThere = (await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		`${own}^{commit}`
	])).code === 0;
	const candidates = (await git.text([
		"for-each-ref",
		"--format=%(refname)",
		...isThere ? [`--no-merged=${own}`] : [],
		"refs/heads",
		"refs/mlops",
		"refs/remotes/origin"
	])).split("\n").filter((ref) => ref !== "" && !isInbox(ref) && nameAtOrigin(ref) !== own);
	const names = (candidates.length === 0 ? [] : await refsThatHold(git, FORMAT_PATH, candidates)).map(nameAtOrigin);
	const there = [];
	for (const ref of USUAL_REFS) {
		const commit = ref === own ? void 0 : origin?.refs.get(ref);
		const isCarriedOver = async (id) => isThere && (await git.exec([
			"merge-base",
			"--is-ancestor",
			id,
			own
		])).code === 0;
		if (commit !== void 0 && !await isCarriedOver(commit)) there.push(ref);
	}
	return [.../* @__PURE__ */ new Set([...names, ...there])];
}
function isInbox(ref) {
	return /^refs\/mlops\/(?:inbox|refused)\//.test(ref);
}
function nameAtOrigin(ref) {
	return ref.replace(/^refs\/remotes\/origin\//, "refs/heads/");
}
async function refsThatHold(git, path, refs) {
	const asked = refs.map((ref) => `${ref}:${path}\n`).join("");
	const answers = (await git.text(["cat-file", "--batch-check=%(objecttype)"], asked)).split("\n");
	return refs.filter((_, index) => answers[index] === "blob");
}
async function readSync(place, { refs }) {
	const { git, trackingBranch: branch } = place;
	const ref = fullRef(branch);
	const there = refs.get(ref);
	const here = (await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		`${ref}^{commit}`
	])).stdout.toString().trim();
	const state = (name, lacking) => {
		const { unpushed, foreign } = lacking ?? {
			unpushed: void 0,
			foreign: void 0
		};
		return {
			branch,
			state: name,
			unpushed,
			foreign
		};
	};
	if (here === there) return state("same");
	if (there === void 0) return here === "" ? state("no-history") : state("only-here", await readLacking(git, [here]));
	if (here === "") return state("only-there");
	if (!((await git.exec([
		"cat-file",
		"-e",
		`${there}^{commit}`
	])).code === 0)) return state("behind");
	if ((await git.exec([
		"merge-base",
		"--is-ancestor",
		there,
		here
	])).code === 0) return state("ahead", await readLacking(git, [here, `^${there}`]));
	return (await git.exec([
		"merge-base",
		"--is-ancestor",
		here,
		there
	])).code === 0 ? state("behind") : state("apart", await readLacking(git, [here, `^${there}`]));
}
/** Runs and late events that commits name, and the newest of the commits that says nothing of the kind. */
async function readLacking(git, commits) {
	const text = await git.text([
		"log",
		"--format=%H%n%B%x00",
		...commits
	]);
	const { runs, events } = parseMessages(text);
	const foreign = text.split("\0").map((message) => message.trimStart()).find((message) => message !== "" && !/^Mlops-[A-Za-z]+: /m.test(message));
	return {
		unpushed: runs.length + events.length,
		foreign: foreign?.slice(0, foreign.indexOf("\n"))
	};
}

// src/doctor/read/leftovers.ts
/** Refs of the inbox and those that were refused, here and at origin, each once. */
async function readInbox(place, origin) {
	const ref = fullRef(place.trackingBranch);
	const [waiting, refused] = [inboxFolder(ref), refusedFolder(ref)];
	const here = await listRefs(place.git, ".", [`${waiting}*`, `${refused}*`]);
	const refs = [.../* @__PURE__ */ new Set([..."refs" in here ? here.refs.keys() : [], ...origin?.refs.keys() ?? []])];
	return {
		waiting: refs.filter((each) => each.startsWith(waiting)),
		refused: refs.filter((each) => each.startsWith(refused))
	};
}
async function readSpoolFacts({ stateFolder }) {
	const folder = join(stateFolder, "spool");
	const { runs, strange } = await listSpool(folder);
	return {
		folder,
		waiting: runs.length + strange.length
	};
}
/** Silence for so long says of a process that cannot be asked that it is gone. */
const SILENT_MS = 864e5;
/** Captures whose process is gone: it would have taken the folder away when the run was recorded. */
async function readCaptures({ stateFolder }, now) {
	const folder = join(stateFolder, "captures");
	const names = await readdir(folder).catch(() => []);
	const left = [];
	for (const name of names.filter((each) => RunId.safeParse(each).success).toSorted()) {
		const plan = await stat(join(folder, name, CAPTURE_FILES.plan)).catch(() => void 0);
		if (plan === void 0) continue;
		const holder = await readHolder(join(folder, name));
		const isGone = holder === void 0 ? "unknown" : await isHolderGone(holder);
		if (isGone === true || isGone === "unknown" && now.getTime() - plan.mtimeMs > SILENT_MS) left.push(name);
	}
	return {
		folder,
		left
	};
}
/** Younger locks may be of a git that works at this moment. */
const STALE_LOCK_S = 600;
async function readLocks(place, now) {
	const { gitFolder, commonFolder } = place;
	const path = join(gitFolder, "mlops", LOCK_FILE);
	const holder = parseHolder(await readFile(path, "utf8").catch(() => ""));
	const candidates = [...["index.lock", "HEAD.lock"].map((name) => join(gitFolder, name)), ...[
		"packed-refs.lock",
		"config.lock",
		"shallow.lock",
		`${fullRef(place.trackingBranch)}.lock`
	].map((name) => join(commonFolder, name))];
	const ages = await Promise.all(candidates.map(async (each) => {
		const modified = (await stat(each).catch(() => void 0))?.mtimeMs;
		return modified === void 0 ? [] : [{
			path: each,
			seconds: Math.floor((now.getTime() - modified) / 1e3)
		}];
	}));
	return {
		training: holder === void 0 ? void 0 : {
			path,
			pid: holder.pid,
			started: holder.started,
			run: holder.run,
			isRunning: isRunning(holder)
		},
		git: ages.flat().filter(({ seconds }) => seconds > STALE_LOCK_S)
	};
}
async function readCache({ root, trackingBranch, cache }) {
	const folder = cacheFolderOf(cache.root, root, fullRef(trackingBranch));
	return {
		folder,
		isChosen: cache.isChosen,
		isWritable: await canBeMade(folder),
		index: await judgeIndexFile(join(folder, "index.sqlite"))
	};
}
/** Whether the folder is there and can be written, or the first one above it that is there can. */
async function canBeMade(folder) {
	const facts = await stat(folder).catch((error) => error.code);
	if (facts === "ENOENT" && dirname(folder) !== folder) return canBeMade(dirname(folder));
	if (facts === void 0 || typeof facts === "string" || !facts.isDirectory()) return false;
	return access(folder, constants$2.W_OK).then(() => true, () => false);
}
/** Reads the header alone, which tells what made the file and how long it is: https://sqlite.org/fileformat.html */
async function judgeIndexFile(path) {
	const handle = await open(path).catch(() => void 0);
	if (handle === void 0) return "absent";
	try {
		const { size } = await handle.stat();
		const { buffer: header, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
		if (bytesRead < 100 || header.toString("latin1", 0, 16) !== "SQLite format 3\0") return "damaged";
		if (size < (header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16)) * header.readUInt32BE(28)) return "damaged";
		return header.readUInt32BE(68) === 1835822960 && header.readUInt32BE(60) === 2 ? "sound" : "other-version";
	} finally {
		await handle.close();
	}
}

// src/doctor/read/registry.ts
async function readTagFacts(git) {
	const { tags } = await readRegistryFacts(git);
	return tags.map((tag) => ({
		...tag,
		run: parseEvidence(tag.message)?.run
	}));
}

// src/doctor/read/versions.ts
/** How many versions are looked at besides those in a stage. */
const NEWEST = 200;
async function readVersions(place) {
	const { artifacts } = registryState((await readTags(place.git)).tags);
	const active = artifacts.filter(({ isActive }) => isActive).flatMap(({ versions }) => versions).flatMap((version) => {
		const { isActive, registration, stages } = version;
		const run = evidenceOf(version)?.run;
		return !isActive || registration === void 0 || run === void 0 ? [] : [{
			tag: registration.tag,
			time: registration.time,
			run,
			stages
		}];
	}).toSorted((a, b) => b.time - a.time).filter(({ stages }, index) => index < NEWEST || stages.length > 0);
	if (active.length === 0) return [];
	const wanted = new Set(active.map(({ run }) => run));
	const history = openPlace$1(place);
	const lines = await history.lines({
		matches: ({ id }) => wanted.has(id),
		enough: wanted.size,
		withDeleted: true
	});
	const records = new Map((await history.read(lines)).map((record) => [record.id, record]));
	const facts = [];
	for (const { tag, run } of active) {
		const record = records.get(run);
		if (record === void 0 || record.model.files.length === 0) continue;
		const { files, artifact } = record.model;
		const isOfThisMachine = artifact !== void 0 && artifact.url === void 0;
		facts.push({
			tag,
			files,
			artifact,
			here: isOfThisMachine ? await readLocal(place, tag, record) : void 0
		});
	}
	return facts;
}
async function readLocal(place, tag, { model }) {
	const release = await place.findLocalRelease(tag);
	const missing = release && missingFiles(model.files, release.assets, void 0);
	const id = model.artifact?.id ?? "";
	const isName = /^[\w.@+-]+$/.test(id) && !/^\.+$/.test(id);
	const manifest = join(place.stateFolder, "artifacts", id, "manifest.json");
	return {
		missing,
		hasArtifact: isName && (await stat(manifest).catch(() => void 0))?.isFile() === true
	};
}

// src/doctor/read/workflows.ts
const FOLDERS = [
	".github/workflows",
	".gitea/workflows",
	".forgejo/workflows"
];
async function readWorkflows(root) {
	return (await Promise.all(FOLDERS.map(async (folder) => {
		const paths = (await readdir(join(root, folder)).catch(() => [])).filter((name) => /\.ya?ml$/.test(name)).toSorted();
		return Promise.all(paths.map(async (name) => {
			const path = `${folder}/${name}`;
			return parseWorkflow(path, await readFile(join(root, path), "utf8"));
		}));
	}))).flat();
}

// src/doctor/fact-readers.ts
const known = (value) => ({ known: value });
function factReaders(place) {
	const inRepository = (read) => (ask) => place.repository === void 0 ? Promise.resolve({ unknown: "there is no repository" }) : read(place.repository, ask);
	const inWorktree = (read) => inRepository((at, ask) => at.bare ? Promise.resolve({ unknown: "a bare repository has no worktree" }) : read(at, ask));
	/** Once for the two facts that come of it. */
	let asked;
	const askOrigin = (at) => asked ??= readOrigin(at.git);
	return {
		system: async () => known({
			git: await place.gitVersion(),
			now: place.clock()
		}),
		opening: async () => known(place.opening),
		repository: inRepository(async ({ git, bare }) => known(await readRepository(git, bare))),
		worktree: inWorktree(async (at, ask) => {
			const models = await ask("models");
			return known(await readWorktree(at, "known" in models ? models.known : []));
		}),
		remotes: inRepository(async ({ git }) => known(await readRemotes(git))),
		originFailure: inRepository(async (at) => {
			const origin = at.hasOrigin ? await askOrigin(at) : void 0;
			return known(origin !== void 0 && "failure" in origin ? origin.failure : void 0);
		}),
		origin: inRepository(async (at) => {
			if (!at.hasOrigin) return { unknown: "there is no remote called origin" };
			const origin = await askOrigin(at);
			return "failure" in origin ? { unknown: "origin does not answer" } : known(origin);
		}),
		configurations: inWorktree(async (at) => known(await readConfigurations(at))),
		models: inWorktree(async (_, ask) => {
			const read = await ask("configurations");
			if (!("known" in read)) return read;
			const models = read.known.filter((each) => each.settings !== void 0);
			return models.length === 0 ? { unknown: "the configuration cannot be read" } : known(models);
		}),
		configuredFiles: inWorktree(async (at, ask) => {
			const models = await ask("models");
			return "known" in models ? known(await readConfiguredFiles(at, models.known)) : models;
		}),
		configuredText: inWorktree(async (at, ask) => {
			const [configurations, files] = await Promise.all([ask("configurations"), ask("configuredFiles")]);
			if (!("known" in configurations)) return configurations;
			return known(await readConfiguredText(at, configurations.known, "known" in files ? files.known : []));
		}),
		trackedFiles: inRepository(async ({ git }, ask) => {
			const found = await ask("repository");
			return "known" in found && found.known.head === void 0 ? { unknown: "there is no commit" } : known(await readTrackedFiles(git));
		}),
		history: inRepository(async (at, ask) => {
			const origin = await ask("origin");
			return known(await readHistory(at, "known" in origin ? origin.known : void 0));
		}),
		latestRuns: inRepository(async (at, ask) => {
			const history = await ask("history");
			return !("known" in history) || history.known.error !== void 0 ? { unknown: "the history cannot be read" } : known(await readLatestRuns(at));
		}),
		behindOrigin: inRepository(async (at, ask) => {
			const origin = await ask("origin");
			return "known" in origin ? known(await readSync(at, origin.known)) : origin;
		}),
		inbox: inRepository(async (at, ask) => {
			const origin = await ask("origin");
			return known(await readInbox(at, "known" in origin ? origin.known : void 0));
		}),
		spool: inRepository(async (at) => known(await readSpoolFacts(at))),
		captures: inRepository(async (at) => known(await readCaptures(at, place.clock()))),
		locks: inRepository(async (at) => known(await readLocks(at, place.clock()))),
		cache: inRepository(async (at) => known(await readCache(at))),
		tags: inRepository(async ({ git }) => known(await readTagFacts(git))),
		versions: inRepository(async (at, ask) => {
			const history = await ask("history");
			return !("known" in history) || history.known.error !== void 0 ? { unknown: "the history cannot be read" } : known(await readVersions(at));
		}),
		workflows: inWorktree(async ({ root }) => known(await readWorkflows(root))),
		actionSteps: inWorktree(async (_, ask) => {
			const workflows = await ask("workflows");
			if (!("known" in workflows)) return workflows;
			const models = await ask("models");
			const leaving = ("known" in models ? models.known : []).filter(({ settings }) => settings.collect);
			const folders = new Set(leaving.map(({ settings }) => settings.workingDirectory));
			const steps = actionSteps(workflows.known, folders);
			return steps.length === 0 ? { unknown: "no workflow uses mlops-action" } : known(steps);
		}),
		defaultBranchWorkflows: inRepository(async ({ git }) => {
			const found = await readDefaultBranchWorkflows(git);
			return found === void 0 ? { unknown: "the default branch of origin is not known here" } : known(found);
		}),
		github: inRepository((at) => at.readGitHub())
	};
}

// src/doctor/run-checks.ts
/** @returns findings in the order of the checks, at least one of each */
async function runChecks(checks, readers, progress) {
	const ask = asker(readers);
	const waiting = new Set(checks.map(({ id }) => id));
	const timer = progress && setInterval(() => progress.say([...waiting]), progress.everyMs);
	try {
		return (await Promise.all(checks.map(async (check) => {
			const findings = await runCheck(check, ask);
			waiting.delete(check.id);
			return findings.map((finding) => ({
				check: check.id,
				...finding
			}));
		}))).flat();
	} finally {
		clearInterval(timer);
	}
}
function asker(readers) {
	const asked = /* @__PURE__ */ new Map();
	const ask = (name) => {
		const known = asked.get(name) ?? readers[name](ask);
		asked.set(name, known);
		return known;
	};
	return ask;
}
async function runCheck({ needs, judge }, ask) {
	try {
		const answers = await Promise.all(needs.map(async (name) => [name, await ask(name)]));
		for (const [, answer] of answers) if ("unknown" in answer) return [skipped(answer.unknown)];
		return [judge(Object.fromEntries(answers.map(([name, answer]) => [name, "known" in answer ? answer.known : void 0])))].flat();
	} catch (error) {
		return [findingFrom(error)];
	}
}
/** What a check stumbled over is a finding of its own: it says at least that something is odd there. */
function findingFrom(error) {
	if (error instanceof MlopsError) {
		const { message, hint, place } = error;
		return {
			status: "problem",
			message,
			fix: hint,
			...place === void 0 ? {} : {
				file: place.file,
				line: place.line
			}
		};
	}
	return {
		status: "warning",
		message: `could not be looked at: ${error instanceof Error ? error.message : String(error)}`,
		fix: "Please report this as a bug of mlops-action, with the message; `mlops doctor --check` runs the other checks alone."
	};
}

// src/forge/github-facts.ts
/**
* Reads the settings, most of them in requests at once.
* @param branch whose rules are asked for; undefined for a ref that is none
* @throws MlopsError when the repository itself cannot be seen
*/
async function readRepositorySettings(options, branch) {
	const github = gitHubRepository(options);
	const { octokit, owner, repo } = github;
	const at = {
		owner,
		repo
	};
	const { data } = await github.call({
		what: `looking at ${options.repository}`,
		permission: "contents",
		access: "read"
	}, () => octokit.rest.repos.get(at));
	const [actions, workflow, workflows, rules, details, releases] = await Promise.all([
		ifAllowed(() => octokit.rest.actions.getGithubActionsPermissionsRepository(at)),
		ifAllowed(() => octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at)),
		ifAllowed(() => octokit.rest.actions.listRepoWorkflows({
			...at,
			per_page: 100
		})),
		branch === void 0 ? void 0 : ifAllowed(() => octokit.rest.repos.getBranchRules({
			...at,
			branch,
			per_page: 100
		})),
		branch === void 0 ? void 0 : ifAllowed(() => octokit.rest.repos.getBranch({
			...at,
			branch
		})),
		ifAllowed(async () => ({ data: await listPublished(github) }))
	]);
	return {
		repository: `${owner}/${repo}`,
		isArchived: data.archived,
		isFork: data.fork,
		actions: actions && {
			enabled: actions.enabled,
			allowed: actions.allowed_actions
		},
		tokenPermissions: workflow?.default_workflow_permissions,
		workflows: workflows?.workflows.map(({ path, state }) => ({
			path,
			state
		})),
		rules: branch === void 0 ? [] : rules?.map(({ type }) => type ?? ""),
		isProtected: details?.protected,
		releases
	};
}
/** Enough for years of versions; a release for each is looked for only where an artifact ends. */
const MAX_PAGES = 10;
async function listPublished({ octokit, owner, repo }) {
	const assets = /* @__PURE__ */ new Map();
	let pages = 0;
	for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listReleases, {
		owner,
		repo,
		per_page: 100
	})) {
		for (const release of data) if (!release.draft) assets.set(release.tag_name, release.assets.filter(isUploaded).map(publishedAsset));
		pages += 1;
		if (pages === MAX_PAGES) return {
			assets,
			isCut: true,
			maxAssetSize: MAX_ASSET_SIZE
		};
	}
	return {
		assets,
		isCut: false,
		maxAssetSize: MAX_ASSET_SIZE
	};
}
async function ifAllowed(request) {
	try {
		return (await request()).data;
	} catch (error) {
		if (failedRequestOf(error) === void 0) throw error;
		return;
	}
}

// src/cli/doctor-place.ts
/** A repository that cannot be opened is a fact like others. */
async function doctorPlace(options) {
	const opened = await openPlace(options).catch(openingFrom);
	return {
		repository: "root" in opened ? opened : void 0,
		opening: "root" in opened ? void 0 : opened,
		gitVersion: async () => (await gitIn(tmpdir()).text(["--version"])).replace("git version ", ""),
		clock: () => /* @__PURE__ */ new Date()
	};
}
async function openPlace(options) {
	return repositoryPlace(options, await openWorkspace(options.repo));
}
function openingFrom(error) {
	if (error instanceof MlopsError) return {
		message: error.message,
		fix: error.hint
	};
	return {
		message: `the repository cannot be worked in: ${error instanceof Error ? error.message : String(error)}`,
		fix: "See what stands at this path and who may read and write it."
	};
}
async function repositoryPlace(options, workspace) {
	const { root, bare, git, gitFolder, stateFolder, remoteUrl } = workspace;
	const environment = process.env;
	const inputs = bare ? {} : await withWorkingDirectory({
		repo: options.repo,
		inputs: {}
	}, workspace);
	const trackingBranch = await readableTrackingBranch(options, workspace, silentLog);
	return {
		root,
		bare,
		git,
		gitFolder,
		commonFolder: stateFolder.replace(/[/\\]mlops$/, ""),
		stateFolder,
		hasOrigin: remoteUrl !== void 0,
		modelFolder: inputs["working-directory"],
		trackingBranch,
		cache: {
			root: defaultCacheRoot({
				platform: process.platform,
				home: homedir(),
				environment
			}),
			isChosen: (environment["MLOPS_CACHE"] ?? "") !== ""
		},
		scratchParent: tmpdir(),
		findLocalRelease: (tag) => localForge({
			folder: stateFolder,
			git,
			clock: () => /* @__PURE__ */ new Date()
		}).findRelease(tag),
		readGitHub: () => readGitHub(remoteUrl, fullRef(trackingBranch))
	};
}
async function readGitHub(remoteUrl, ref) {
	const repository = repositoryOnGitHub(remoteUrl, process.env);
	if (repository === void 0) return { unknown: "origin is not on GitHub" };
	const token = gitHubToken(process.env);
	if (token === void 0) return { unknown: "GitHub is asked where GH_TOKEN is set: GH_TOKEN=$(gh auth token) mlops doctor" };
	try {
		const branch = ref.startsWith("refs/heads/") ? ref.slice(11) : void 0;
		const apiUrl = apiUrlOf(process.env);
		return { known: await readRepositorySettings({
			token,
			apiUrl,
			repository,
			log: silentLog,
			retryDelayMs: 100
		}, branch) };
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return { unknown: `GitHub does not tell: ${error.message}` };
	}
}

// src/cli/commands/doctor.ts
/** Exit status 1 when there is a problem; warnings are no problems. */
async function doctor(options) {
	const checks = choose(options.check);
	const log = terminalLog(options.json);
	const say = (waiting) => log.info(`still looking at: ${waiting.slice(0, 4).join(", ")}${waiting.length > 4 ? "…" : ""}`);
	const findings = await runChecks(checks, factReaders(await doctorPlace(options)), {
		everyMs: 1e3,
		say
	});
	if (options.json) printJson(findings);
	else print(renderFindings(findings, options.all || options.check.length > 0));
	return findings.some(({ status }) => status === "problem") ? 1 : 0;
}
function choose(ids) {
	const known = CHECKS.map(({ id }) => id);
	for (const id of ids) {
		if (known.includes(id)) continue;
		const nearest = nearestOf(id, known);
		throw new MlopsError("usage", `there is no check "${id.slice(0, 60)}"${nearest === void 0 ? "" : `, did you mean "${nearest}"?`}`, `The checks are ${known.join(", ")}.`);
	}
	return ids.length === 0 ? CHECKS : CHECKS.filter(({ id }) => ids.includes(id));
}
function renderFindings(findings, isAll) {
	const isNews = ({ status }) => isAll || status === "warning" || status === "problem";
	return [...findings.filter(isNews).map(renderFinding), summaryOf(findings)].join("\n");
}
function renderFinding({ check, status, message, fix, file, line }) {
	const place = file === void 0 ? "" : `${line === void 0 ? file : `${file}:${line}`}: `;
	const mend = fix === void 0 ? "" : `\n    ${printableLine(fix)}`;
	return `${MARKS[status]()} ${check}: ${printableLine(`${place}${message}`)}${mend}`;
}
const MARKS = {
	ok: () => styleText("green", "✓"),
	warning: () => styleText("yellow", "!"),
	problem: () => styleText("red", "✗"),
	skipped: () => styleText("dim", "-")
};
function summaryOf(findings) {
	const of = (status) => findings.filter((each) => each.status === status);
	const [problems, warnings, skipped] = [
		of("problem").length,
		of("warning").length,
		of("skipped")
	];
	const checks = new Set(findings.map(({ check }) => check)).size;
	const reasons = new Set(skipped.map(({ message }) => message));
	const left = skipped.length === 0 ? "" : `; ${skipped.length} skipped (${printableLine([...reasons].join("; "))})`;
	const bad = problems + warnings === 0 ? "nothing is wrong" : `${counted$1(problems, "problem")}, ${counted$1(warnings, "warning")}`;
	return `${counted$1(checks, "check")}: ${bad}${left}`;
}

export { doctor };