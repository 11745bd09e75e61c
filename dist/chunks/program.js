import { a as Command, o as Option, u as InvalidArgumentError } from "./commander.js";
import { t as VERSION } from "./version.js";
import { t as INPUTS } from "./inputs.js";

// src/cli/input-flags.ts
/** Inputs that a command has other words for, or that make no sense on a command line. */
const NOT_FLAGS = /* @__PURE__ */ new Set([
	"task",
	"github-token",
	"comment-key",
	"retention-days",
	"run-id",
	"tracking-branch"
]);
/** Adds a flag for every input that the task reads. */
function inputFlags(command, task) {
	for (const [name, rule] of Object.entries(INPUTS)) {
		if (NOT_FLAGS.has(name) || rule.tasks !== void 0 && !rule.tasks.includes(task)) continue;
		command.addOption(new Option(`--${name} <${rule.kind}>`, `input ${name} of the action`));
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
function camelCase(name) {
	return name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/cli/program.ts
/** @param settle is given the exit status of the command that ran */
function buildProgram(assets, settle) {
	const program = new Command("mlops").description("The Git repository as the whole MLOps platform: track, compare, gate and register models.").version(VERSION, "-V, --version").showSuggestionAfterError().showHelpAfterError("(`mlops --help` lists the commands)").configureHelp({ sortSubcommands: false }).exitOverride();
	const add = (parent, usage, description, example) => parent.command(usage).description(description).addHelpText("after", `\nExample:\n  $ ${example}`).option("--repo <path>", "repository to work in", ".").option("--json", "machine-readable output on stdout", false).addOption(new Option("--tracking-branch <name>", "branch or full ref of the history").default("mlops-tracking"));
	const training = (command) => inputFlags(command, "train").option("--set <name=value>", "param for this run only; may be given more than once", collect, []).option("--no-push", "keep registry tags in this repository").option("-q, --quiet", "no progress on stderr", false);
	training(add(program, "train", "train once: run the command, record, compare, report", "mlops train -- python train.py")).argument("[command...]", "the training command, after --; mlops.yaml or --command otherwise").action(async (command, flags) => {
		const { train } = await import("./train2.js");
		settle(await train(trainOptions(command, flags), assets));
	});
	training(add(program, "retrain", "train again, with other params if given; --workflow does it on GitHub", "mlops retrain --set learning_rate=0.05")).option("--workflow <file>", "dispatch this workflow on GitHub instead of training here (GH_TOKEN)").option("--ref <ref>", "branch or tag to dispatch at").action(async (flags) => {
		const { retrain } = await import("./retrain.js");
		const [workflow, ref] = [textOf(flags["workflow"]), textOf(flags["ref"])];
		settle(await retrain({
			...trainOptions([], flags),
			...workflow === void 0 ? {} : { workflow },
			...ref === void 0 ? {} : { ref }
		}, assets));
	});
	const runs = program.command("runs").description("the history of runs");
	add(runs, "list", "runs as a table, newest first", "mlops runs --branch main --limit 5").option("-n, --limit <count>", "how many", wholeNumber, 20).option("--experiment <name>", "only this experiment").option("--branch <name>", "only this branch").option("--status <status>", "only finished, failed or killed runs").action(async (flags) => {
		const { listRuns } = await import("./runs.js");
		settle(await listRuns(flags));
	});
	add(runs, "show <id>", "one run in full; the id may be shortened", "mlops runs show 0199a2 --json").action(async (id, flags) => {
		const { showRun } = await import("./runs.js");
		settle(await showRun(id, flags));
	});
	add(program, "compare <a> [b]", "two runs side by side: ids, branches, commits, model@stage; b is the newest run by default", "mlops compare main my-branch").action(async (a, b, flags) => {
		const { compare } = await import("./compare2.js");
		settle(await compare(a, b, flags));
	});
	add(program, "report <run>", "the pull request comment of a run, as Markdown", "mlops report 0199a2 > report.md").option("--summary", "the long form, as in the job summary", false).action(async (run, flags) => {
		const { report } = await import("./report.js");
		settle(await report(run, {
			...flags,
			summary: flags["summary"] === true
		}));
	});
	inputFlags(add(program, "register [run]", "make a run a model version; HEAD's newest success by default", "mlops register 0199a2 --bump minor"), "register").option("--no-push", "keep the tag in this repository").action(async (run, flags) => {
		const { register } = await import("./register.js");
		settle(await register(run, {
			...flags,
			inputs: inputsFrom(flags),
			push: flags["push"] !== false
		}));
	});
	const registry = program.command("registry").description("the model registry, from tags");
	add(registry, "show [model]", "models with their latest version and stages", "mlops registry").action(async (model, flags) => {
		const { showRegistry } = await import("./registry.js");
		settle(await showRegistry(model, flags));
	});
	add(registry, "history [model]", "everything that happened in the registry, newest first", "mlops registry history penguin-mass").action(async (model, flags) => {
		const { showRegistryHistory } = await import("./registry.js");
		settle(await showRegistryHistory(model, flags));
	});
	add(program.command("artifacts").description("model files of runs"), "download <run>", "model files of a run or a version, digests checked", "mlops artifacts download penguin-mass@v0.0.1 --output model").option("-o, --output <folder>", "an empty or new folder; named after the run by default").action(async (run, flags) => {
		const { downloadArtifacts } = await import("./artifacts.js");
		settle(await downloadArtifacts(run, {
			...flags,
			output: textOf(flags["output"])
		}));
	});
	add(program, "sync", "unite the local and the remote history, both ways", "mlops sync").action(async (flags) => {
		const { sync } = await import("./sync.js");
		settle(await sync(flags));
	});
	add(program, "doctor", "check the repository, the configuration, the history and the registry", "mlops doctor").action(async (flags) => {
		const { doctor } = await import("./doctor.js");
		settle(await doctor(flags));
	});
	program.command("demo").description("the whole main job on a sample project in a temporary folder").addHelpText("after", "\nExample:\n  $ mlops demo").option("--folder <path>", "an empty or new folder to play in; a temporary one by default").action(async (flags) => {
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
/** One argument is a line of bash, as in mlops.yaml; several are words, quoted so that bash sees them as they were. */
function commandText(words) {
	return words.length === 1 ? words[0] ?? "" : words.map(quoted).join(" ");
}
function quoted(word) {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
function collect(value, previous) {
	return [...previous, value];
}
function textOf(value) {
	return typeof value === "string" ? value : void 0;
}
function wholeNumber(text) {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("give a whole number of 1 or more");
	return value;
}

export { buildProgram };