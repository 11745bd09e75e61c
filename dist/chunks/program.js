import { a as Command, o as Option, s as Help, u as InvalidArgumentError } from "./commander.js";
import { t as VERSION } from "./version.js";
import { t as INPUTS } from "./inputs.js";
import { n as suggestion } from "./nearest.js";
import { t as MlopsError } from "./error.js";
import { r as searched } from "./attributes.js";

// src/cli/command-help.ts
/** In the order in which they are added, and without what is true of all: that there are options, and that a flag is false. */
const HELP = {
	sortSubcommands: false,
	subcommandTerm: (command) => new Help().subcommandTerm(command).replace(" [options]", ""),
	optionDescription: (option) => option.defaultValue === false ? option.description : new Help().optionDescription(option)
};
/** The help of a group shows what its default command takes, since `mlops runs --limit 5` is `mlops runs list --limit 5`. */
function helpLike(group, standard, example) {
	const help = new Help();
	group.usage(`[options] [command] (${standard.name()} by default)`).configureHelp({
		...HELP,
		visibleOptions: (command) => help.visibleOptions(command === group ? standard : command)
	}).addHelpText("after", exampleText(example));
}
/** The end of a command's help. */
function exampleText(example) {
	return `\nExample:\n  $ ${example}`;
}
/** Where to look after a wrong word: at the help of the command, or of all of them. */
function pointToHelp(command) {
	const words = [command.name()];
	for (let above = command.parent; above !== null; above = above.parent) words.unshift(above.name());
	return command.showHelpAfterError(`(\`${words.join(" ")} --help\` tells how)`);
}

// src/cli/command-text.ts
/** One argument is a line of bash, as in mlops.yaml; several are words, quoted so that bash sees them as they were. */
function commandText(words) {
	return words.length === 1 ? words[0] ?? "" : words.map(quoted).join(" ");
}
function quoted(word) {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

// src/config/input-descriptions.json
var input_descriptions_default = {
	task: "What to do: `train` (by default) runs the training, records, compares and reports it; `collect` records what the jobs of a matrix left with `collect: true`, in one commit and one comment; `publish`, on `workflow_run`, records and comments what the jobs of a pull request could not, because it comes from a fork; `register` makes a version of a run; `promote` assigns a stage to a version whose evidence allows it; `rollback` goes back to the version before; `deploy` deploys the version that a dispatch names; `slash-command`, on `issue_comment`, does what a comment says that begins with `/mlops`; `sync` records what earlier workflow runs could not.",
	command: "The training command in any language, run by bash; may have several lines. By default the key `command` of `mlops.yaml`. It never sees the token.",
	"working-directory": "Folder in which the command runs and `mlops.yaml` is looked for, relative to the repository; `.` by default. One folder for each model makes a monorepo.",
	config: "Path of the configuration, relative to the working directory or the repository; `mlops.yaml` by default, if it exists.",
	model: "Name of the model in the registry: letters, digits, `-`, `_` and `/`. By default the name of the repository, with the folder's in a monorepo.",
	experiment: "Name under which runs are grouped; by default the model's.",
	params: "Files with hyperparameters, one path or glob a line; `params.yaml:train` takes one section. By default `params.yaml`, `.yml`, `.json`, `.toml` and DVCLive's, if the training wrote or changed them.",
	metrics: "Files with metrics, one path or glob a line. By default `metrics.json` and DVCLive's, beside whatever was appended to `$MLOPS_METRICS`.",
	"metrics-pattern": "Regular expression with the groups `(?<name>…)`, `(?<value>…)` and optionally `(?<step>…)`, read from the training's output: for R, shell and every framework that prints.",
	data: "Files that the training reads, one path or glob a line; their sizes and digests are recorded.",
	"model-files": "Files that are the model, one path or glob a line. By default `model/`, `models/`, `model.*` and `$MLOPS_ARTIFACTS/model/`, if the training wrote them.",
	artifacts: "Other files to keep, one path or glob a line, beside what was put into `$MLOPS_ARTIFACTS`.",
	predictions: "File with a prediction for each row of the holdout (CSV, Parquet or JSON Lines), by which runs are compared row by row; names of its columns in `mlops.yaml`. By default `predictions.csv`, `.tsv`, `.parquet` or `.jsonl`, also in `$MLOPS_ARTIFACTS`, if the training wrote it.",
	paths: "Files that feed the model, one path or glob a line, with `!` before those that do not; a push or pull request that changes none of them, and not the configuration, trains nothing and succeeds with empty outputs. By default everything is trained.",
	baseline: "What to compare with: `merge-base`, a branch, a run id, `model@stage`, `model@v1.2.3` or `none`. By default the merge base on pull requests and the previous success of the branch on pushes.",
	gates: "What metrics must satisfy, as YAML in the form of `mlops.yaml`, for example `rmse: {better: lower, max: 7, max-regression: 1%}`. Replaces the gates of `mlops.yaml`.",
	"fail-on": "Which verdicts fail the job: `fail` (by default), `inconclusive` (and fail) or `never`. A training that fails always does.",
	comment: "Whether to comment on pull requests: `true` (by default), `false`, or `on-change` for only when a metric moved.",
	"comment-key": "Identity of the comment that is kept up to date on a pull request; by default the model's name, so that each model has one.",
	plots: "What the plots of the comment are: `text` (by default), or `images`, which on github.com shows the primary metric and those with gates as pictures, light and dark, that lie beside the run on the tracking branch. Only of a public repository: elsewhere, of a matrix that is collected and of a fork it stays text.",
	check: "Whether to report the verdict as a check run on the commit, with annotations on the lines of `mlops.yaml` whose gate failed: `true` (by default) or `false`. Needs `checks: write`; without that it is a commit status, with `statuses: write`.",
	register: "When a trained model becomes a version: `auto` (on pushes to the default branch, its schedules and its dispatches, when the training succeeded and the verdict is not fail or inconclusive), `always` or `never` (by default).",
	bump: "The next version: one more `patch` (by default), `minor` or `major`, or exactly this one, such as `v1.2.3`.",
	version: "The version that a task acts on, such as `v1.2.3`: `register` gives exactly this one, in place of `bump`; `promote` takes the latest by default, `rollback` the one before, `deploy` the one that holds the stage. Where the step gives none, `promote`, `rollback` and `deploy` take it from the input of that name of a `workflow_dispatch`, and so they do with `model`, `stage`, `reason`, `force` and `drill`.",
	"run-id": "For the task `register`: the run whose model becomes a version.",
	stage: "The stage to assign to the version, if the evidence allows: after `train` and `register` by itself, by default the `stage` of `register` in `mlops.yaml`. `promote`, `rollback` and `deploy` need it; `promote` on a push without one assigns what `deploy/*.yaml` of the default branch wishes.",
	reason: "Why a version is promoted or rolled back; it stands in the tag for ever.",
	force: "Whether `promote` and `rollback` pass over evidence that is against it; needs a `reason`. `false` by default.",
	drill: "Whether `rollback` only tries if it would work: the version before is found, its files are fetched and checked, and the date is recorded. `false` by default.",
	"deploy-workflow": "File name of the workflow that is started at the tag after a stage was assigned, such as `deploy.yml`. Needs `actions: write`.",
	"tracking-branch": "Branch that holds the run records, or a full ref such as `refs/mlops/tracking`; `mlops-tracking` by default.",
	collect: "Whether the record is left to a job with `task: collect`, as the jobs of a matrix do: this job then neither writes to the tracking branch nor comments nor registers. `false` by default; `tracking: {collect: true}` in `mlops.yaml`.",
	"upload-model": "Whether to upload model files and artifacts as workflow artifacts; `true` by default.",
	"retention-days": "Days until these workflow artifacts are deleted; by default the repository's setting.",
	"allow-untrusted": "Whether to train on `pull_request_target`, `workflow_run` and `issue_comment` although the code may be a stranger's: it can then take the job's secrets and its token. `false` by default, and then the job refuses.",
	"github-token": "Token of the publishing step, which writes the record, the comment and the release. Needs `contents: write` and, for comments, `pull-requests: write`."
};

// src/cli/input-flags.ts
/** Inputs that a command has other words for, or that make no sense on a command line. */
const NOT_FLAGS = /* @__PURE__ */ new Set([
	"task",
	"allow-untrusted",
	"collect",
	"paths",
	"github-token",
	"comment-key",
	"retention-days",
	"run-id",
	"tracking-branch"
]);
const PLACEHOLDERS = {
	list: "paths",
	boolean: "true|false"
};
/** Adds a flag for every input that the task reads. */
function inputFlags(command, task) {
	const meanings = input_descriptions_default;
	for (const [name, rule] of Object.entries(INPUTS)) {
		if (NOT_FLAGS.has(name) || rule.tasks !== void 0 && !rule.tasks.includes(task)) continue;
		const isList = rule.kind === "list";
		const meaning = `${meanings[name] ?? ""}${isList ? " The flag may be given more than once." : ""}`;
		const option = new Option(`--${name} <${PLACEHOLDERS[rule.kind] ?? rule.kind}>`, meaning);
		command.addOption(isList ? option.argParser(appendLine) : option);
	}
	return command;
}
/** The flags that were given, by the names of their inputs. */
function inputsFrom(flags) {
	const given = Object.keys(INPUTS).filter((name) => !["task", "github-token"].includes(name)).flatMap((name) => {
		const value = flags[camelCase(name)];
		return typeof value === "string" ? [[name, value]] : [];
	});
	return Object.fromEntries(given);
}
function appendLine(value, previous) {
	return previous === void 0 ? value : `${previous}\n${value}`;
}
function camelCase(name) {
	return name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/cli/init-command.ts
function addInitCommand(add, program, settle) {
	add(program, "init", "look at the repository, propose, and write mlops.yaml and .github/workflows/train.yml", "mlops init --yes --workflows retrain,publish").option("-y, --yes", "ask nothing: write the proposal, keep files that are there", false).option("--dry-run", "show what would be written, and write nothing", false).option("--force", "write over files that are there", false).option("--workflows <names>", "more workflows, separated by commas: retrain, publish, promote, rollback, deploy").option("--devcontainer", "also .devcontainer/devcontainer.json, for Codespaces and editors", false).option("--command <command>", "the training command; what was found by default").option("--working-directory <folder>", "folder of the model in a monorepo, relative to the repository's root").action(async (flags) => {
		const { init } = await import("./init.js");
		settle(await init({
			repo: flags.repo,
			json: flags.json,
			yes: flags["yes"] === true,
			dryRun: flags["dryRun"] === true,
			force: flags["force"] === true,
			devcontainer: flags["devcontainer"] === true,
			workflows: textOf$3(flags["workflows"]),
			workingDirectory: textOf$3(flags["workingDirectory"]),
			command: textOf$3(flags["command"])
		}));
	});
}
function textOf$3(value) {
	return typeof value === "string" ? value : void 0;
}

// src/cli/deployment-commands.ts
/** Adds `deploy` and `deployments`. @param add makes a command with the flags that all with a history have */
function addDeploymentCommands(program, add, settle) {
	add(program, "deploy <model> [stage]", "bring the version that holds a stage live, as mlops.yaml says (model@stage, model and stage, or the stage alone)", "mlops deploy penguin-mass@production").option("--version <version>", "only if this version holds the stage").option("--again", "also what is live and well; an image is built anew", false).option("--config <path>", "path of the configuration").option("--working-directory <path>", "folder of the model's mlops.yaml").action(async (model, stage, flags) => {
		const { deploy } = await import("./deploy2.js");
		const { repo, json, trackingBranch } = flags;
		const [version, again] = [textOf$2(flags["version"]), flags["again"] === true];
		settle(await deploy(model, stage, {
			repo,
			json,
			trackingBranch,
			version,
			again,
			inputs: inputsOf(flags)
		}));
	});
	add(program, "deployments [model]", "what is live where, since when and by whom, from the history alone", "mlops deployments penguin-mass --all").option("--all", "all that was deployed, newest first", false).action(async (model, flags) => {
		const { deployments } = await import("./deployments.js");
		settle(await deployments(model, {
			...flags,
			all: flags["all"] === true
		}));
	});
}
function inputsOf(flags) {
	const inputs = {
		config: textOf$2(flags["config"]),
		"working-directory": textOf$2(flags["workingDirectory"]),
		"tracking-branch": flags.trackingBranch
	};
	return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== void 0));
}
function textOf$2(value) {
	return typeof value === "string" ? value : void 0;
}

// src/cli/promotion-commands.ts
/** Adds `promote`, `rollback` and `deprecate`. @param add makes a command with the flags that all with a history have */
function addPromotionCommands(program, add, settle) {
	const assigning = (command) => command.option("--reason <text>", "why; it stands in the tag for ever").option("--config <path>", "path of the configuration").option("--working-directory <path>", "folder of the model's mlops.yaml").option("--no-deploy", "assign the stage only").option("--no-push", "keep the tag in this repository");
	assigning(add(program, "promote [model] [stage]", "assign a stage to a version (model@v1.2.3; the latest by default), if the evidence allows; without arguments: what deploy/*.yaml asks for", "mlops promote penguin-mass@v0.0.2 production")).option("--force", "pass over what speaks against it; needs --reason", false).action(async (model, stage, flags) => {
		const { promote } = await import("./promote2.js");
		settle(await promote(model, stage, {
			...promotionOptions(flags),
			force: flags["force"] === true
		}));
	});
	assigning(add(program, "rollback [model] [stage]", "give a stage back to the version before; the one that is left gets no stage any more, unless it is forced", "mlops rollback penguin-mass production --reason \"answers too late\"")).option("--to <version>", "this version rather than the one before").option("--force", "also to a version that was rolled back from itself; needs --reason", false).option("--drill", "only try: find the version before, fetch and check its files, record the date", false).action(async (model, stage, flags) => {
		const { rollback } = await import("./rollback.js");
		settle(await rollback(model, stage, {
			...promotionOptions(flags),
			force: flags["force"] === true,
			to: textOf$1(flags["to"]),
			drill: flags["drill"] === true
		}));
	});
	add(program, "deprecate <model> [version] [stage]", "deprecate a model, take a version back, or take a stage from a version; nothing is deleted", "mlops deprecate penguin-mass v0.0.1 --reason \"trained on leaked data\"").option("--reason <text>", "why; it stands in the tag").option("--force", "also a version that is in a stage, or what is being served", false).option("--no-push", "keep the tag in this repository").action(async (model, version, stage, flags) => {
		const { deprecate } = await import("./deprecate.js");
		const [reason, force, push] = [
			textOf$1(flags["reason"]),
			flags["force"] === true,
			flags["push"] !== false
		];
		settle(await deprecate([
			model,
			version,
			stage
		], {
			...flags,
			reason,
			force,
			push
		}));
	});
}
function promotionOptions(flags) {
	const inputs = {
		config: textOf$1(flags["config"]),
		"working-directory": textOf$1(flags["workingDirectory"]),
		"tracking-branch": flags.trackingBranch
	};
	return {
		repo: flags.repo,
		json: flags.json,
		reason: textOf$1(flags["reason"]),
		deploy: flags["deploy"] !== false,
		push: flags["push"] !== false,
		inputs: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== void 0))
	};
}
function textOf$1(value) {
	return typeof value === "string" ? value : void 0;
}

// src/cli/registry-flags.ts
function showFlags(command) {
	return command.option("--versions", "a row for each version of the model that is named", false).option("-d, --deprecated", "also what is deprecated or was taken back", false).option("--registered-only", "no commits that have a stage and no version", false).option("--versions-per-stage <count>", "how many versions of a stage are shown, newest first; -1 for all", count, 1).option("--stages <stage...>", "these stages as columns, in this order; those in use by default").addOption(new Option("--sort <order>", "what is the newest version in a stage").choices(["timestamp", "semver"]).default("timestamp"));
}
function showFlagsFrom(flags) {
	return {
		versions: flags["versions"] === true,
		deprecated: flags["deprecated"] === true,
		registeredOnly: flags["registeredOnly"] === true,
		versionsPerStage: flags["versionsPerStage"],
		stages: flags["stages"],
		sort: flags["sort"]
	};
}
function count(text) {
	if (text === "-1") return Number.POSITIVE_INFINITY;
	if (/^\d{1,6}$/.test(text)) return Number(text);
	throw new InvalidArgumentError("It is a number, or -1 for all.");
}

// src/cli/version-commands.ts
/**
* Adds `card`, `verify` and `registry explain`.
* @param add makes a command with the flags that all with a history have
* @param settle is given the exit status of the command that ran
*/
function addVersionCommands(program, registry, add, settle) {
	add(registry, "explain <version>", "a version walked back to its data: stage, tag, evidence, run, comparison, code, data, environment, parents", "mlops registry explain penguin-mass@production").action(async (reference, flags) => {
		const { explain } = await import("./version2.js");
		settle(await explain(reference, flags));
	});
	add(program, "verify <version>", "check the chain of a version as far as this machine can: moved tags, digests, metrics, files, data", "mlops verify penguin-mass@production").action(async (reference, flags) => {
		const { verify } = await import("./version2.js");
		settle(await verify(reference, flags));
	});
	add(program, "card <version>", "the model card of a version or a run, as Markdown", "mlops card penguin-mass@production --output MODEL_CARD.md").option("--output <file>", "file to write; stdout by default").action(async (reference, flags) => {
		const { card } = await import("./card.js");
		const output = flags["output"];
		settle(await card(reference, {
			...flags,
			output: typeof output === "string" ? output : void 0
		}));
	});
}

// src/cli/registry-commands.ts
/**
* Adds the group `registry`, `verify` and `card`.
* @param makers make a command with the flags that all with a history have, and one without
* @param settle is given the exit status of the command that ran
*/
function addRegistryCommands(program, { add, addWithoutHistory }, settle) {
	const registry = program.command("registry").description("the model registry, from tags");
	const show = showFlags(add(registry, "show [model]", "models with their latest version and stages; model@stage or model@v1.2.3: since when, by whom, why", "mlops registry", { isDefault: true })).action(async (model, flags) => {
		if (model?.includes("@") === true) {
			const { showVersion } = await import("./version2.js");
			return settle(await showVersion(model, flags));
		}
		const { showRegistry } = await import("./registry.js");
		return settle(await showRegistry(model, {
			...flags,
			...showFlagsFrom(flags)
		}));
	});
	helpLike(registry, show, "mlops registry");
	addVersionCommands(program, registry, add, settle);
	addWithoutHistory(registry, "history [model]", "everything that happened in the registry, newest first", "mlops registry history penguin-mass").option("--asc", "oldest first", false).action(async (model, flags) => {
		const { showRegistryHistory } = await import("./registry.js");
		settle(await showRegistryHistory(model, {
			...flags,
			ascending: flags["asc"] === true
		}));
	});
	add(registry, "check", "find what stops GTO or is not what it says, and repair it without losing anything", "mlops registry check --fix").option("--fix", "repair here and at origin; what is replaced is kept under refs/mlops/replaced", false).option("--no-push", "repair this clone alone").action(async (flags) => {
		const { checkRegistryTags } = await import("./registry-check.js");
		settle(await checkRegistryTags({
			...flags,
			fix: flags["fix"] === true,
			push: flags["push"] !== false
		}));
	});
}

// src/cli/annotation-commands.ts
/**
* Adds `tag`, `note`, `delete` and `restore`.
* @param add makes a command with the flags that all with a history have
* @param settle is given the exit status of the command that ran
*/
function addAnnotationCommands(runs, add, settle) {
	add(runs, "tag <run> [tags...]", "set and remove tags of a run", "mlops runs tag 0199a2 owner=ada --remove flaky").option("--remove <names...>", "tags to remove").action(async (run, set, flags) => {
		const { tag } = await import("./annotate.js");
		settle(await tag(run, {
			...flags,
			set,
			remove: flags["remove"] ?? []
		}));
	});
	add(runs, "note <run> <text>", "add a note to a run; - reads it from stdin", "mlops runs note 0199a2 \"trained on the old data\"").action(async (run, text, flags) => {
		const { note } = await import("./annotate.js");
		settle(await note(run, text, flags));
	});
	add(runs, "delete <runs...>", "leave runs, named by their ids, out of lists and baselines; their files stay", "mlops runs delete 0199a2 --reason \"wrong data\"").option("--reason <text>", "why, for whoever wonders later").option("--force", "also runs that are model versions", false).action(async (ids, flags) => {
		const { deleteByIds } = await import("./delete.js");
		settle(await deleteByIds(ids, {
			...flags,
			reason: reasonOf(flags),
			force: flags["force"] === true
		}));
	});
	add(runs, "restore <runs...>", "bring deleted runs back", "mlops runs restore 0199a2").option("--reason <text>", "why").action(async (ids, flags) => {
		const { restoreByIds } = await import("./delete.js");
		settle(await restoreByIds(ids, {
			...flags,
			reason: reasonOf(flags)
		}));
	});
}
function reasonOf(flags) {
	const { reason } = flags;
	return typeof reason === "string" ? reason : void 0;
}

// src/cli/filter-help.ts
/** Text after the options. */
function filterHelp() {
	const names = searched("runs").attributes.map(({ key }) => key);
	return `
Filters are MLflow's, with or, not, brackets, in, is null, dates and durations:
  metrics.rmse < 3 and params.depth in (4, 6)     numbers bare, texts in quotes
  branch = 'main' and started > -7d               or 2026-01-31, 2026-01-31T08:00Z
  not (tags.team like 'a%' or verdict is null)    names with other characters: tags.\`a b\`
  duration > 2h and dirty = false                 s m h d w
Attributes: ${names.slice(0, 10).join(", ")},
  ${names.slice(10).join(", ")}
Orders: metrics.rmse asc, started desc`;
}

// src/cli/runs-commands.ts
/**
* Adds the group `runs`.
* @param add makes a command with the flags that all with a history have
* @param settle is given the exit status of the command that ran
*/
function addRunsCommands(program, add, settle) {
	const runs = program.command("runs").description("the history of runs");
	const list = add(runs, "list [words...]", "runs as a table, newest first; after a commit + is for uncommitted changes, * for params of its own", "mlops runs --branch main --limit 5", { isDefault: true }).usage("[options]").option("-n, --limit <count>", "how many", wholeNumber, 20).option("--experiment <name>", "only this experiment").option("--branch <name>", "only this branch").addOption(new Option("--status <status>", "only runs that ended so").choices([
		"finished",
		"failed",
		"killed"
	])).option("--deleted", "deleted runs too", false).option("--superseded", "runs too whose job was run again", false).option("--filter <text>", "only runs that satisfy this, such as: metrics.rmse < 3 and branch = 'main'").option("--sort <keys>", "\"started\", newest first; a metric, best first; or \"metrics.a asc, started desc\"", "started").option("--columns <names>", "metrics, params.x, tags.x or attributes, parted by commas; default: what matters most").option("--cache <folder>", "where the index of runs is kept (default: MLOPS_CACHE, else the cache of the system)").addOption(new Option("--csv", "all values as CSV, or the columns that are chosen").conflicts("json")).option("--after <cursor>", "the next page; with --json and \"start\", pages as {runs, cursor, total}").addHelpText("after", filterHelp()).action(async (words, flags) => {
		refuseWords(words);
		const { listRuns } = await import("./runs.js");
		settle(await listRuns(flags));
	});
	add(runs, "show [run]", "one run in full: by the start of its id, a branch, a commit, model@version; the newest by default", "mlops runs show 0199a2 --json").addOption(new Option("--patch", "print the uncommitted changes that it was trained with").conflicts("json")).action(async (run, flags) => {
		const { showRun } = await import("./runs.js");
		settle(await showRun(run, {
			...flags,
			patch: flags["patch"] === true
		}));
	});
	addAnnotationCommands(runs, add, settle);
	helpLike(runs, list, "mlops runs --limit 5");
	runs.addHelpText("after", filterHelp());
	/** What is no command of the group ends up here, at its default command. */
	function refuseWords([word]) {
		if (word === void 0) return;
		const known = runs.commands.map((command) => command.name());
		throw new MlopsError("usage", `"${word}" is no command of mlops runs, ${suggestion(word, known)}`, "One run is shown by `mlops runs show`; a list is narrowed by --filter.");
	}
}
function wholeNumber(text) {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("give a whole number of 1 or more");
	return value;
}

// src/cli/program.ts
/** @param settle is given the exit status of the command that ran */
function buildProgram(assets, settle) {
	const program = new Command("mlops").description("The Git repository as the whole MLOps platform: track, compare, gate and register models.").version(VERSION, "-V, --version").enablePositionalOptions().showSuggestionAfterError().showHelpAfterError("(`mlops --help` lists the commands)").configureHelp(HELP).exitOverride();
	const addWithoutHistory = (parent, usage, description, example, options = {}) => pointToHelp(parent.command(usage, options)).description(description).addHelpText("after", exampleText(example)).option("--repo <path>", "repository to work in", ".").option("--json", "machine-readable output on stdout", false);
	const add = (...words) => addWithoutHistory(...words).option("--tracking-branch <name>", "branch or full ref of the history (default: that of mlops.yaml, else mlops-tracking)");
	program.commandsGroup("Begin:");
	addInitCommand(addWithoutHistory, program, settle);
	program.commandsGroup("Train and compare:");
	const training = (command) => inputFlags(command, "train").option("--set <name=value>", "param for this run only; may be given more than once", collect, []).option("--no-push", "keep registry tags in this repository").option("-q, --quiet", "no progress on stderr", false);
	training(add(program, "train", "train once: run the command, record, compare, report", "mlops train -- python train.py")).argument("[command...]", "the training command, after --; mlops.yaml or --command otherwise").action(async (command, flags) => {
		const { train } = await import("./train2.js");
		settle(await train(trainOptions(command, flags), assets));
	});
	training(add(program, "retrain", "train again, with other params if given; --workflow does it on GitHub", "mlops retrain --set learning_rate=0.05")).argument("[command...]", "the training command, after --; mlops.yaml or this branch's last run otherwise").option("--workflow <file>", "dispatch this workflow on GitHub instead of training here (GH_TOKEN)").option("--ref <ref>", "branch or tag to dispatch at").action(async (command, flags) => {
		const { retrain } = await import("./retrain.js");
		const [workflow, ref] = [textOf(flags["workflow"]), textOf(flags["ref"])];
		settle(await retrain({
			...trainOptions(command, flags),
			workflow,
			ref
		}, assets));
	});
	addRunsCommands(program, add, settle);
	add(program, "compare <a> [b]", "two runs side by side: ids, branches, commits, model@stage; b is the newest other run by default", "mlops compare main my-branch").option("--html", "one HTML file with plots, which needs no network", false).option("--output <file>", "file to write; stdout by default").action(async (a, b, flags) => {
		const { compare } = await import("./compare2.js");
		settle(await compare(a, b, {
			...flags,
			html: flags["html"] === true,
			output: textOf(flags["output"])
		}));
	});
	add(program, "report [run]", "the report of a run, the newest by default: the pull request comment as Markdown, or a page with plots", "mlops report 0199a2 --html --output report.html").option("--summary", "the long form, as in the job summary", false).option("--html", "one HTML file with plots, which needs no network", false).option("--output <file>", "file to write; stdout by default").action(async (run, flags) => {
		const { report } = await import("./report.js");
		const [summary, html] = [flags["summary"] === true, flags["html"] === true];
		settle(await report(run, {
			...flags,
			summary,
			html,
			output: textOf(flags["output"])
		}));
	});
	program.commandsGroup("Versions, stages, deployment:");
	inputFlags(add(program, "register [run]", "make a run a model version; HEAD's best success by default", "mlops register 0199a2 --bump minor"), "register").option("--no-push", "keep the tag in this repository").action(async (run, flags) => {
		const { register } = await import("./register.js");
		settle(await register(run, {
			...flags,
			inputs: inputsFrom(flags),
			push: flags["push"] !== false
		}));
	});
	addPromotionCommands(program, add, settle);
	addDeploymentCommands(program, add, settle);
	addRegistryCommands(program, {
		add,
		addWithoutHistory
	}, settle);
	const artifacts = pointToHelp(program.command("artifacts")).description("files of runs and versions: fetch them, complete their releases").addHelpText("after", exampleText("mlops artifacts download penguin-mass@production"));
	add(artifacts, "download <run>", "model files of a run or a version, digests checked", "mlops artifacts download penguin-mass@v0.0.1 --output model").option("-o, --output <folder>", "an empty or new folder; named after model and run by default").action(async (run, flags) => {
		const { downloadArtifacts } = await import("./artifacts.js");
		settle(await downloadArtifacts(run, {
			...flags,
			output: textOf(flags["output"])
		}));
	});
	add(artifacts, "rescue [version]", "complete releases that lack files, before the workflow artifacts with them end; all versions by default", "mlops artifacts rescue penguin-mass@v0.0.1").action(async (version, flags) => {
		const { rescueReleases } = await import("./rescue.js");
		settle(await rescueReleases(version, flags));
	});
	program.commandsGroup("Keep in order:").helpCommand("help [command]", "the help of a command");
	add(program, "sync", "unite the local and the remote history, both ways; fetch registry tags", "mlops sync").option("--spool <folder>", "also record the runs in this folder, such as downloaded `mlops-record-…` artifacts; they are trusted as they are").action(async (flags) => {
		const { sync } = await import("./sync.js");
		settle(await sync({
			...flags,
			spool: textOf(flags["spool"])
		}));
	});
	add(program, "doctor", "check the repository, the configuration, the history, the registry and the workflows", "mlops doctor").option("--check <id...>", "only these checks; README.md lists them").option("--all", "also show what is fine and what was skipped", false).action(async (flags) => {
		const { doctor } = await import("./doctor.js");
		settle(await doctor({
			...flags,
			check: flags.check ?? [],
			all: flags["all"] === true
		}));
	});
	pointToHelp(program.command("demo")).helpGroup("Begin:").description("the whole main job on a sample project in a temporary folder").addHelpText("after", exampleText("mlops demo")).option("--folder <path>", "an empty or new folder to play in; a temporary one by default").action(async (flags) => {
		const { demo } = await import("./demo.js");
		settle(await demo(flags.folder, assets));
	});
	return program;
}
function trainOptions(command, flags) {
	return {
		repo: flags.repo,
		json: flags.json,
		quiet: flags["quiet"] === true,
		push: flags["push"] !== false,
		set: flags["set"],
		inputs: {
			...inputsFrom(flags),
			...command.length === 0 ? {} : { command: commandText(command) }
		}
	};
}
function collect(value, previous) {
	return [...previous, value];
}
function textOf(value) {
	return typeof value === "string" ? value : void 0;
}

export { buildProgram };