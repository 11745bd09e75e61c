import { t as loadSettings } from "./load-config.js";
import { t as MlopsError } from "./error.js";
import { r as evidenceOf } from "./evidence.js";
import { t as findVersion } from "./state.js";
import { t as findRun } from "./find.js";
import { n as findReleasedFiles, t as downloadModel } from "./download-model.js";
import { r as releaseVersion } from "./register-run.js";
import { t as gitHubSource } from "./github-source.js";
import { a as withWorkingDirectory, r as readableTrackingBranch } from "./local-history.js";
import { t as localPorts } from "./local-ports.js";
import { r as printableLine } from "./printable.js";
import { a as terminalLog, i as renderTable, n as print, r as printJson } from "./print.js";
import { n as openWorkspace } from "./workspace.js";
import { basename, join } from "node:path";
import { mkdtemp, rm } from "node:fs/promises";

// src/pipeline/versions/rescue-releases.ts
/**
* The versions that a reference means, the newest first: one, those of a model, or with none all that are active. A model
* that was deprecated is left out unless it is named.
* @throws MlopsError `not-found`
*/
function versionsToRescue({ artifacts }, reference) {
	const named = reference === void 0 ? void 0 : findVersion({ artifacts }, reference);
	const model = named === void 0 ? reference : reference?.slice(0, reference.lastIndexOf("@"));
	const found = artifacts.filter(({ name, isActive }) => model === void 0 ? isActive : name === model).flatMap(({ name, versions }) => versions.map((version) => ({
		model: name,
		version
	}))).filter(({ version }) => named === void 0 || version === named).flatMap(({ model, version }) => {
		const tag = version.isActive ? version.registration?.tag : void 0;
		return tag === void 0 ? [] : [{
			model,
			version,
			tag
		}];
	});
	if (reference === void 0 || found.length > 0) return found;
	throw new MlopsError("not-found", `${JSON.stringify(reference.slice(0, 80))} is no active version and no model with one`, "Name `model@v1.2.3`, `model@stage` or a model; `mlops registry` lists them.");
}
/**
* Completes the release of a version on the forge of `ports`, where it is not complete.
* @param elsewhere where else files may be
*/
async function rescueVersion({ model, version, tag }, ports, elsewhere) {
	const run = evidenceOf(version)?.run;
	const result = (outcome, more = {}) => {
		return {
			tag,
			run,
			outcome,
			releaseUrl: void 0,
			because: void 0,
			hint: void 0,
			...more
		};
	};
	if (run === void 0) return result("skipped", {
		because: "its tag names no run",
		hint: "Another program registered it."
	});
	const folder = await mkdtemp(join(ports.scratch, "rescue-"));
	try {
		const [record] = await ports.history.read([await findRun(ports.history, run)]);
		if (record === void 0 || record.model.files.length === 0) return result("skipped", { because: "its run has no model files" });
		const lacking = await lackingFiles(record, tag, ports, folder);
		if (lacking.what === void 0) return result("complete", { releaseUrl: lacking.url });
		ports.log.info(`${tag}: ${lacking.what}`);
		const { model: files } = await downloadModel(record, join(folder, "files"), ports, elsewhere);
		const { releaseUrl, releaseFailure } = await releaseVersion(record, {
			model,
			version: version.version,
			tag
		}, files, ports);
		if (releaseFailure !== void 0) throw releaseFailure;
		return result("rescued", { releaseUrl });
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return result("failed", {
			because: error.message,
			hint: error.hint
		});
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** What a release lacks, in words; nothing of one that is complete, which then has an address. */
async function lackingFiles(record, tag, { forge }, folder) {
	const released = await findReleasedFiles(record, tag, forge, folder);
	if (released === void 0) return { what: "there is no published release" };
	const { missing, url } = released;
	return {
		what: missing.length === 0 ? void 0 : `its release lacks ${missing.slice(0, 3).join(", ")}`,
		url
	};
}

// src/cli/commands/rescue.ts
/** @param reference a version or a model; all active versions when left out */
async function rescueReleases(reference, options) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.json);
	const trackingBranch = await readableTrackingBranch(options, workspace, log);
	const ports = await localPorts(workspace, {
		trackingBranch,
		pushTags: false,
		log
	});
	const settings = await cardSettings(options, workspace);
	const versions = versionsToRescue(await ports.registry.read(), reference);
	const placeOf = await releasePlaces(workspace, ports, log);
	const rescued = [];
	for (const version of versions) {
		const [where, elsewhere] = placeOf(version.tag);
		rescued.push(await rescueVersion(version, {
			...where,
			settings
		}, elsewhere));
	}
	if (options.json) printJson(rescued);
	else if (rescued.length === 0) log.info("no version is registered here");
	else print(renderRescued(rescued));
	return rescued.some(({ outcome }) => outcome === "failed") ? 1 : 0;
}
/** What people say of a model stands in the configuration; a release can do without. */
async function cardSettings({ repo }, workspace) {
	try {
		const inputs = await withWorkingDirectory({
			repo,
			inputs: {}
		}, workspace);
		return await loadSettings(inputs, {
			root: workspace.root,
			repository: basename(workspace.root)
		});
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {
			card: {},
			model: ""
		};
	}
}
/**
* Where the release of a tag belongs, and where else its files may be: on GitHub, if the tag is there; one that is not
* would be made by its release, and be no version.
*/
async function releasePlaces(workspace, ports, log) {
	const source = await gitHubSource(workspace, log);
	if (source === void 0 || "because" in source) return () => [ports, source];
	const listed = await workspace.git.text([
		"ls-remote",
		"--tags",
		"--refs",
		"origin"
	]);
	const there = new Set(listed.split("\n").map((line) => line.slice(line.indexOf("	") + 1)));
	return (tag) => there.has(`refs/tags/${tag}`) ? [{
		...ports,
		forge: source.forge
	}, {
		artifacts: source.artifacts,
		forge: ports.forge
	}] : [ports, source];
}
function renderRescued(versions) {
	const rows = versions.map(({ tag, outcome, releaseUrl, because }) => [
		tag,
		outcome,
		because ?? releaseUrl ?? ""
	]);
	const hints = versions.flatMap(({ tag, outcome, hint }) => outcome === "failed" && hint !== void 0 ? [printableLine(`${tag}: ${hint}`)] : []);
	return [renderTable([
		"VERSION",
		"RELEASE",
		""
	], rows), ...hints].join("\n");
}

export { rescueReleases };