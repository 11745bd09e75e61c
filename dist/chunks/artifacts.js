import { t as MlopsError } from "./error.js";
import { t as downloadModel } from "./download-model.js";
import { t as gitHubSource } from "./github-source.js";
import { r as readableTrackingBranch } from "./local-history.js";
import { t as localPorts } from "./local-ports.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";
import { r as printableLine } from "./printable.js";
import { r as warnIfDeleted, t as findReferencedRun } from "./reference.js";
import { n as openWorkspace } from "./workspace.js";
import { join, resolve } from "node:path";
import { readdir } from "node:fs/promises";

// src/cli/commands/artifacts.ts
async function downloadArtifacts(reference, options) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.json);
	const trackingBranch = await readableTrackingBranch(options, workspace, log);
	const ports = await localPorts(workspace, {
		trackingBranch,
		pushTags: false,
		log
	});
	const line = await findReferencedRun(reference, ports.history, workspace.git);
	warnIfDeleted(line, log);
	const [record] = await ports.history.read([line]);
	if (record === void 0) return 1;
	const folder = resolve(options.output ?? folderName(record));
	await requireEmpty(folder);
	const { model, artifacts } = await downloadModel(record, folder, ports, await gitHubSource(workspace, log));
	const paths = [...model, ...artifacts].map(({ path }) => path).toSorted();
	if (options.json) printJson({
		run: record.id,
		folder,
		files: paths
	});
	else print(paths.map((path) => printableLine(join(folder, path))).join("\n"));
	return 0;
}
/** A model's name may have slashes, and a folder must not. */
function folderName({ id, model }) {
	return `${model.name.replaceAll(/[^\w.-]+/g, "-").replace(/^\.+/, "")}-${id.slice(0, 12)}`;
}
async function requireEmpty(folder) {
	if ((await readdir(folder).catch(() => [])).length === 0) return;
	throw new MlopsError("usage", `${folder} is not empty`, "Name an empty or new folder with --output.");
}

export { downloadArtifacts };