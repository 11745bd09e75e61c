import { t as MlopsError } from "./error.js";
import { f as isVersion } from "./tag.js";
import { t as loadSettings } from "./load-config.js";
import { n as readOtherModels } from "./other-models.js";
import { n as redactorFrom } from "./redact.js";
import { a as withWorkingDirectory } from "./local-history.js";
import { n as openWorkspace } from "./workspace.js";
import { a as terminalLog } from "./print.js";
import { n as readActor } from "./event-writer.js";
import { t as localPorts } from "./local-ports.js";
import { n as localEvent } from "./local-event.js";
import { basename } from "node:path";

// src/cli/promotion-ports.ts
/** @throws MlopsError `config-invalid`, `not-a-repository`, or `usage` where it is not said which of several models is meant */
async function openPromotion(options) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.json);
	const inputs = {
		...await withWorkingDirectory(options, workspace),
		task: "promote"
	};
	const settings = await loadSettings(inputs, {
		root: workspace.root,
		repository: basename(workspace.root)
	});
	if (settings.configFile === void 0) await requireNoOther(workspace);
	return {
		workspace,
		settings,
		ports: await localPorts(workspace, {
			trackingBranch: settings.trackingBranch,
			pushTags: options.push,
			log
		}),
		actor: await readActor(workspace.git, redactorFrom(process.env)),
		event: await localEvent(workspace.git)
	};
}
/** Without a configuration every stage is open: not where there are some, in folders that nobody stands in. */
async function requireNoOther({ git, root }) {
	const folders = (await readOtherModels(git, root, ".")).map(({ workingDirectory }) => workingDirectory);
	if (folders.length === 0) return;
	const named = folders.slice(0, MOST_NAMED).join(", ");
	throw new MlopsError("usage", `there is no mlops.yaml here; ${folders.length === 1 ? "one model has its own" : `${folders.length} models have their own`}: ${named}`, `Run it in the folder of the model, or name that: \`--working-directory ${folders[0] ?? ""}\`.`);
}
const MOST_NAMED = 10;

// src/cli/stage-meant.ts
/**
* `model@version stage`, `model stage`, `version stage`, or `stage` of the configured model; where the version follows from
* the stage also `model@stage`.
* @throws MlopsError `usage` where no stage is named, with the words of this command that would name it
*/
function stageMeant(verb, [first, second], { model: configured, stages }) {
	if (second !== void 0) return {
		...named(first ?? configured, configured),
		stage: second
	};
	const { model, version } = named(first ?? configured, configured);
	if (verb !== "promote" && version !== void 0 && !isVersion(version) && version !== "latest") return {
		model,
		version: void 0,
		stage: version
	};
	const isModel = first === configured && stages?.some(({ name }) => name === first) !== true;
	if (first !== void 0 && version === void 0 && !isModel) return {
		model: configured,
		version,
		stage: first
	};
	const which = version !== void 0 && isVersion(version) ? `${model}@${version}` : model;
	throw new MlopsError("usage", `which stage of ${model} is meant is not said`, `Name it, such as \`mlops ${verb} ${which} ${stages?.at(-1)?.name ?? "production"}\`.`);
}
/** No model's name holds a dot, so what looks like a version is one, of the configured model. */
function named(text, configured) {
	if (isVersion(text)) return {
		model: configured,
		version: text
	};
	const at = text.lastIndexOf("@");
	return at > 0 ? {
		model: text.slice(0, at),
		version: text.slice(at + 1)
	} : {
		model: text,
		version: void 0
	};
}

export { openPromotion as n, stageMeant as t };