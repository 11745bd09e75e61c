import { r as withAccepted } from "./acceptance.js";
import { t as comparisonOf } from "./recorded.js";
import { t as loadSettings } from "./load-config.js";
import { t as cardOf } from "./settings.js";
import { t as MlopsError } from "./error.js";
import { r as versionOfRun, t as findTracked } from "./version-chain.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState } from "./state.js";
import { r as renderModelCard } from "./model-card.js";
import { n as currentRecord } from "./open-history.js";
import { a as withWorkingDirectory, n as openLocalHistory } from "./local-history.js";
import { a as terminalLog, r as printJson } from "./print.js";
import { r as warnIfDeleted, t as findReferencedRun } from "./reference.js";
import { t as writeOutput } from "./write-output.js";
import { basename } from "node:path";

// src/cli/commands/card.ts
/** @param reference a run, a version or a stage */
async function card(reference, options) {
	const log = terminalLog(true);
	const { workspace, history } = await openLocalHistory(options, log);
	const line = await findReferencedRun(reference, history, workspace.git);
	warnIfDeleted(line, log);
	const tracked = await findTracked(line.id, history);
	if (tracked === void 0) return 1;
	const run = currentRecord(tracked.record, tracked.state);
	const stored = comparisonOf(run);
	const known = versionOfRun(registryState((await readTags(workspace.git)).tags), run.id)?.version;
	const version = known?.registration === void 0 ? void 0 : {
		version: known.version,
		tag: known.registration.tag
	};
	const comparison = stored === void 0 ? void 0 : withAccepted(stored, tracked.state.acceptances ?? []);
	const text = renderModelCard({
		run,
		comparison,
		card: await readCard(run, options, workspace, log),
		version
	});
	if (options.json) printJson({
		run: run.id,
		model: run.model.name,
		version: version?.version,
		card: text
	});
	else await writeOutput(text, options.output);
	return 0;
}
/** What mlops.yaml says of the model; a broken one says nothing, which is a warning. */
async function readCard(run, { repo }, workspace, log) {
	try {
		const inputs = await withWorkingDirectory({
			repo,
			inputs: {}
		}, workspace);
		const settings = await loadSettings(inputs, {
			root: workspace.root,
			repository: basename(workspace.root)
		});
		return cardOf(settings, run);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`the configuration cannot be read, so the card has nothing of it: ${error.message}`);
		return {};
	}
}

export { card };