import { n as suggestion } from "./nearest.js";
import { a as partsOf } from "./live.js";
import { t as MlopsError } from "./error.js";
import { t as readDeployments } from "./read-deployments.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState } from "./state.js";
import { a as renderDeployments, o as renderLive, r as liveRows } from "./deployment-text.js";
import { n as openLocalHistory } from "./local-history.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";

// src/cli/commands/deployments.ts
const NOTHING = "Nothing was deployed yet: `mlops deploy` brings the version of a stage live, `mlops sync` fetches what origin knows.\n";
/** @param model all when left out */
async function deployments(model, options) {
	const { workspace, history } = await openLocalHistory(options, terminalLog(options.json));
	const every = await readDeployments(history);
	const events = every.filter(({ environment }) => model === void 0 || partsOf(environment).model === model);
	if (model !== void 0 && events.length === 0 && every.length > 0) {
		const known = [...new Set(every.map(({ environment }) => partsOf(environment).model))].toSorted();
		throw new MlopsError("not-found", `no version of a model "${model}" was ever deployed, ${suggestion(model, known)}`, "`mlops deployments` shows all; `mlops sync` fetches what origin knows.");
	}
	if (options.all) {
		const newestFirst = events.toSorted((a, b) => a.id < b.id ? 1 : -1);
		if (options.json) printJson(newestFirst);
		else if (newestFirst.length === 0) process.stderr.write(NOTHING);
		else print(renderDeployments(newestFirst));
		return 0;
	}
	const rows = liveRows(events, registryState((await readTags(workspace.git)).tags));
	if (options.json) printJson(rows);
	else if (rows.length === 0) process.stderr.write(NOTHING);
	else print(renderLive(rows));
	return 0;
}

export { deployments };