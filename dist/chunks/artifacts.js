import { t as MlopsError } from "./error.js";
import { t as resolveRun } from "./resolve-run.js";
import { n as sha256OfFile } from "./hash.js";
import { n as localPorts } from "./local-ports.js";
import { i as terminalLog, n as printJson, t as print } from "./print.js";
import { n as openWorkspace } from "./workspace.js";
import { join, resolve } from "node:path";
import { readdir, rm } from "node:fs/promises";

// src/cli/commands/artifacts.ts
async function downloadArtifacts(reference, options) {
	const workspace = await openWorkspace(options.repo);
	const ports = await localPorts(workspace, {
		trackingBranch: options.trackingBranch,
		pushTags: false,
		log: terminalLog(options.json)
	});
	const [record] = await ports.history.read([await resolveRun(reference, ports.history, workspace.git)]);
	const artifact = record?.model.artifact;
	if (record === void 0 || artifact === void 0 || ports.artifacts === void 0) throw new MlopsError("not-found", `run ${record?.id ?? reference} has no artifact`, "It was trained with `upload-model: false`, or its upload failed: see `mlops runs show`.");
	const folder = resolve(options.output ?? record.id);
	await requireEmpty(folder);
	const paths = await ports.artifacts.download({
		id: artifact.id,
		digest: artifact.digest
	}, folder);
	try {
		for (const file of [...record.model.files, ...record.artifacts]) {
			if (!paths.includes(file.path)) continue;
			const { sha256 } = await sha256OfFile(join(folder, file.path));
			if (sha256 !== file.sha256) throw new MlopsError("artifact-mismatch", `${file.path} is not what run ${record.id} recorded`, "The store was changed; do not use this file.");
		}
	} catch (error) {
		await rm(folder, {
			recursive: true,
			force: true
		});
		throw error;
	}
	if (options.json) printJson({
		run: record.id,
		folder,
		files: paths
	});
	else print(paths.map((path) => join(folder, path)).join("\n"));
	return 0;
}
async function requireEmpty(folder) {
	if ((await readdir(folder).catch(() => [])).length === 0) return;
	throw new MlopsError("usage", `${folder} is not empty`, "Name an empty or new folder with --output.");
}

export { downloadArtifacts };