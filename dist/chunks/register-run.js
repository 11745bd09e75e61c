import { t as comparisonOf } from "./recorded.js";
import { t as cardOf } from "./settings.js";
import { t as MlopsError } from "./error.js";
import { a as renderTagMessage, i as parseEvidence, n as evidenceFrom } from "./evidence.js";
import { t as gitIn } from "./git.js";
import { C as shouldRetry, Q as formatOfObjectId, X as pushWithLease, n as currentRecord, w as waitMsAfter } from "./open-history.js";
import { h as canonicalLine, o as withScratch } from "./objects.js";
import { _ as negotiating, a as registryState, g as fetchTags, h as REMOTE, v as registryError } from "./state.js";
import { a as writeCarrier, i as standsOn, n as timeAfter, o as writeTag } from "./next-tag.js";
import { i as pushCloneTag, n as bringTag, o as readCloneTags, t as registryAccess } from "./registry-access.js";
import { n as readTags } from "./read-registry.js";
import { a as parseTag, f as isVersion, o as renderTag, p as nextVersion, r as isName } from "./tag.js";
import { a as prepareRelease, c as MANIFEST_NAME, d as partName, i as checkReleaseFiles, n as SUMS_NAME, p as renderManifest, s as renderSums } from "./release.js";
import { i as runsOfCommit, t as findRun$1 } from "./find.js";
import { t as downloadModel } from "./download-model.js";
import { n as recordTag, t as eventOfTag } from "./record-tag.js";
import { n as renderPredicate } from "./provenance.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { setTimeout } from "node:timers/promises";

// src/registry/register.ts
/**
* Gives the run's model the next version. A run gets one version however often it is registered; a number that another
* writer takes first is passed on to the next; nothing is left behind when the remote says no. A version that only the
* clone has is pushed as it is.
* @throws MlopsError `usage` for names and bumps that are none, `release-refused` for an exact version that is taken or
*   not the one that the run has, `forge-denied`, `offline`, `not-found` (the remote lacks the commit) or `git-failed`
*/
async function registerVersion(access, registration) {
	const { model, bump, commit } = registration;
	if (!isName(model)) throw new MlopsError("usage", `"${model}" cannot be the name of a model`, "Use letters, digits, \"-\", \"_\" and \"/\".");
	if (!isBump(bump) && !isVersion(bump)) throw new MlopsError("usage", `"${bump}" is no version`, "Give patch, minor, major or a version such as v1.2.3.");
	const options = {
		parent: access.scratchParent,
		format: formatOfObjectId(commit),
		remotes: { [REMOTE]: access.remote }
	};
	const here = await readCloneTags(access, model);
	return withScratch(options, async (scratch) => {
		const registered = await registerIn(scratch, access, registration, here);
		await bringTag(access, scratch.git, {
			...registered,
			run: registration.evidence.run
		}, here);
		return registered;
	});
}
async function registerIn({ git }, access, registration, here) {
	const { model, commit } = registration;
	const kept = access.clone === void 0 ? void 0 : await findRun(gitIn(access.clone), here, registration);
	const failures = [];
	let hasWritten = false;
	for (;;) {
		let failure = await fetchTags(git, [`${model}@*`], commit);
		if (failure === void 0) {
			const tags = await readTags(git);
			const known = await findRun(git, tags, registration);
			if (known !== void 0) return {
				...known,
				written: hasWritten
			};
			const last = failures.at(-1);
			if (last !== void 0 && !shouldRetry(failures.map(({ kind }) => kind))) throw registryError(last);
			if (kept !== void 0 && access.clone !== void 0) {
				if (tags.names.has(kept.tag)) throw takenAtRemote(kept, registration);
				failure = await pushCloneTag(access, access.clone, kept.tag);
				if (failure === void 0) return kept;
			} else {
				const version = await writeVersion(git, united(tags, here), registration, access.clock());
				hasWritten = true;
				failure = await pushWithLease(negotiating(git), REMOTE, `refs/tags/${version.tag}`, version.object, void 0);
				if (failure === void 0) return {
					model,
					...version,
					written: true
				};
			}
		} else if (!shouldRetry([...failures, failure].map(({ kind }) => kind))) throw registryError(failure);
		failures.push(failure);
		access.log.debug(`registering ${model} failed (${failure.kind}): ${failure.said}`);
		await setTimeout(waitMsAfter(failures.length, access.random()));
	}
}
/**
* The version that this run has already: a tag on what was trained, since its evidence can be copied onto anything.
* @throws MlopsError `release-refused` when another version was asked for
*/
async function findRun(git, { tags }, { model, bump, commit: trained, evidence }) {
	for (const { name, object, message, commit, time } of tags) {
		if (!message.includes(evidence.run)) continue;
		const meaning = parseTag(name);
		if (meaning?.action !== "register" || meaning.artifact !== model) continue;
		if (parseEvidence(message)?.run !== evidence.run || !await standsOn(git, commit, trained)) continue;
		if (isBump(bump) || bump === meaning.version) return {
			model,
			version: meaning.version,
			tag: name,
			commit,
			time,
			object,
			written: false
		};
		throw new MlopsError("release-refused", `run ${evidence.run} is ${name} already and cannot become ${bump} as well`, "A run has one version: leave the version out to keep it, or train again for another one.");
	}
}
function takenAtRemote({ tag }, { evidence }) {
	return new MlopsError("release-refused", `run ${evidence.run} is ${tag} in this repository, and at the remote ${tag} is another run`, `Remove the tag here (git tag -d ${tag}) and register the run again: it gets the next version.`);
}
/** Numbers of the clone are taken too, so that it can hold every tag that the remote gets. */
function united(remote, here) {
	const onlyHere = here.tags.filter(({ name }) => !remote.names.has(name));
	return {
		tags: [...remote.tags, ...onlyHere].toSorted((a, b) => a.name < b.name ? -1 : 1),
		names: /* @__PURE__ */ new Set([...remote.names, ...here.names])
	};
}
async function writeVersion(git, { tags, names }, { model, bump, commit, evidence }, now) {
	const artifact = registryState(tags).artifacts.find(({ name }) => name === model);
	const taken = takenNames(names);
	const nameOf = (each) => renderTag({
		artifact: model,
		action: "register",
		version: each
	});
	const version = chooseVersion(artifact, bump, (each) => taken.has(nameOf(each)));
	const tag = nameOf(version);
	const time = timeAfter(tags, now);
	const target = artifact?.versions.some((each) => each.commit === commit) === true ? await writeCarrier(git, commit, `Register ${model} ${version}`, time) : commit;
	const message = renderTagMessage(model, version, evidence);
	return {
		version,
		tag,
		commit: target,
		time,
		object: await writeTag(git, {
			name: tag,
			commit: target,
			message,
			time
		})
	};
}
function chooseVersion(artifact, bump, taken) {
	if (isBump(bump)) {
		const versions = (artifact?.versions.filter((each) => each.isRegistered && each.isActive) ?? []).map((each) => each.version);
		return nextVersion(versions, bump, taken);
	}
	if (!taken(bump)) return bump;
	throw new MlopsError("release-refused", `version ${bump} exists already, and it belongs to another run`, "Give a version that is free, or `bump: patch` to get the next one.");
}
/** Names of versions that any tag has: also a lightweight one, one with a counter, or one that takes it back. */
function takenNames(names) {
	return new Set([...names].map((name) => name.replace(/!?(?:#.*)?$/, "")));
}
function isBump(text) {
	return text === "patch" || text === "minor" || text === "major";
}

// src/registry/release-files.ts
/**
* Makes a planned release complete.
* @param directory an existing folder of this run alone; the files stay there until the release is published
* @throws MlopsError `artifact-mismatch` when a file that is split is not the recorded one
*/
async function writeReleaseFiles(plan, directory) {
	const { tag, title, body, prerelease, modelAssets, record, card } = plan;
	const files = [];
	for (const file of modelAssets) files.push({
		file,
		assets: await describeAssets(file)
	});
	const described = [...files.flatMap(({ assets }) => assets), await writeAsset(directory, record.name, record.text)];
	if (modelAssets.some(({ parts }) => parts !== void 0)) {
		const entries = files.map(({ file, assets }) => ({
			path: file.file,
			size: file.size,
			sha256: file.sha256,
			assets: assets.map(({ name, size, sha256 }) => ({
				name,
				size,
				sha256
			}))
		}));
		described.push(await writeAsset(directory, MANIFEST_NAME, renderManifest(entries)));
	}
	const sums = await writeAsset(directory, SUMS_NAME, renderSums(described));
	const remade = {
		...await writeAsset(directory, card.name, card.text),
		isRemade: true
	};
	return {
		tag,
		title,
		body,
		prerelease,
		assets: [
			...described,
			remade,
			sums
		]
	};
}
/** A file as the asset that it is, or its parts with a digest of each, read in one pass. */
async function describeAssets({ name, path, size, sha256, parts }) {
	if (parts === void 0) return [{
		name,
		path,
		size,
		sha256
	}];
	const whole = createHash("sha256");
	const assets = [];
	for (const part of parts) {
		const hash = createHash("sha256");
		const range = createReadStream(path, {
			start: part.offset,
			end: part.offset + part.size - 1
		});
		for await (const chunk of range) {
			hash.update(chunk);
			whole.update(chunk);
		}
		assets.push({
			name: partName(name, assets.length),
			path,
			...part,
			sha256: hash.digest("hex")
		});
	}
	if (whole.digest("hex") === sha256) return assets;
	throw new MlopsError("artifact-mismatch", `${name} is not the file that was recorded: its SHA-256 is not ${sha256}`, "Something changed the file after it was recorded; download it again, or train again.");
}
async function writeAsset(directory, name, text) {
	const path = join(directory, name);
	const bytes = Buffer.from(text);
	await writeFile(path, bytes);
	return {
		name,
		path,
		size: bytes.length,
		sha256: createHash("sha256").update(bytes).digest("hex")
	};
}

// src/pipeline/versions/record-registration.ts
/**
* Appends the event of a version that a tag registers; nothing where the run was told of it already.
* @param run id of the run
*/
async function recordRegistration(run, written, ports) {
	const { model, version } = written;
	await recordTag({
		...eventOfTag("registration", run, written),
		type: "registration",
		model,
		version
	}, ports);
}

// src/pipeline/versions/version-provenance.ts
function provenanceOf(record, version, { assets }) {
	const environment = createHash("sha256").update(canonicalLine(record.environment)).digest("hex");
	return {
		checksums: renderSums(assets.filter(({ name, isRemade }) => name !== "SHA256SUMS" && isRemade !== true)),
		predicate: renderPredicate(record, version, environment)
	};
}

// src/pipeline/versions/register-run.ts
/** Registers the run that was just made, if `register` says so. */
async function registerByPolicy(run, ports) {
	const { settings, event } = run.plan;
	const decision = decideRegistration(settings.register.when, run.record, run.comparison, event);
	if ("because" in decision) {
		const message = `not registered: ${decision.because}`;
		if (settings.register.when === "always") ports.log.warn(message);
		else if (settings.register.when === "auto") ports.log.info(message);
		return;
	}
	return register(run.record, run.modelFiles, settings, ports);
}
/**
* Registers a run of the history, its model files taken from the artifact store.
* @throws MlopsError `not-found` when the run or its files are not there, `release-refused` for a run that failed, has no
*   model or one that no release takes
*/
async function registerRun(wanted, ports) {
	const { settings, run, commit } = wanted;
	const line = run === void 0 ? (await runsOfCommit(ports.history, commit)).find(({ status, dirty, superseded, fork }) => status === "finished" && !dirty && superseded !== true && fork !== true) : await findRun$1(ports.history, run);
	const [tracked] = line === void 0 ? [] : await ports.history.readStates([line]);
	if (tracked === void 0) throw new MlopsError("not-found", `commit ${commit.slice(0, 7)} has no successful run with a clean worktree`, "Train it first, or name a run by its id.");
	const { record, state } = tracked;
	const comparison = comparisonOf(record);
	const refusal = record.comparison !== void 0 && comparison === void 0 ? "its comparison cannot be read" : refusalOf(currentRecord(record, state), comparison);
	if (line?.deleted === true) throw new MlopsError("release-refused", `run ${record.id} cannot become a version: it is deleted`, `Bring it back first, if it counts after all: \`mlops runs restore ${record.id}\`.`);
	if (refusal !== void 0) throw new MlopsError("release-refused", `run ${record.id} cannot become a version: ${refusal}`, record.source.fork !== void 0 ? "Merge the code if it is good, train it in this repository, and register that run." : refusal === NO_MODEL ? "Name the files that are the model with `model-files`, in mlops.yaml or as an input, and train again." : "Register a run that finished and passed its gates: `mlops runs --filter \"verdict = 'pass'\"` lists them.");
	checkReleaseFiles(record.model.files, ports.forge.maxAssetSize);
	const folder = await mkdtemp(join(ports.scratch, "model-"));
	try {
		const { model } = await downloadModel(record, join(folder, "files"), ports);
		return await register(record, model, settings, ports);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** Whether this run becomes a version. Pure. */
function decideRegistration(when, record, comparison, event) {
	if (when === "never") return { because: "`register` is never" };
	const refusal = refusalOf(record, comparison);
	if (refusal !== void 0) return { because: refusal };
	const because = when === "always" ? void 0 : whyNotAutomatic(event);
	return because === void 0 ? { register: true } : { because };
}
/** Why `register: auto` decides nothing on this event; undefined where it does. */
function whyNotAutomatic({ name, branch, defaultBranch, pullRequest }) {
	if (name === "local") return "`register: auto` does nothing on your own machine: `mlops register` makes it a version";
	if (pullRequest !== void 0 || ![
		"push",
		"schedule",
		"workflow_dispatch"
	].includes(name)) return `\`register: auto\` does nothing on ${name}`;
	return branch === void 0 || branch !== defaultBranch ? `${branch ?? "a detached HEAD"} is not the default branch` : void 0;
}
function refusalOf(record, comparison) {
	if (record.status !== "finished") return `the training ${record.status === "killed" ? "was killed" : "failed"}`;
	if (record.source.fork !== void 0) return "it comes from a fork, and nobody here has trained it";
	if (record.source.dirty) return "it was trained with uncommitted changes";
	const status = comparison?.verdict?.status;
	if (status === "fail" || status === "inconclusive") return `its verdict is ${status}`;
	return record.model.files.length === 0 ? NO_MODEL : void 0;
}
const NO_MODEL = "the run has no model files";
async function register(record, files, settings, ports) {
	const { forge, log } = ports;
	checkReleaseFiles(files, forge.maxAssetSize);
	const registered = await registerVersion(registryAccess(ports), {
		model: record.model.name,
		bump: settings.register.bump,
		commit: commitOf(record),
		evidence: evidenceFrom(record)
	});
	log.info(`${registered.written ? "registered" : "registered before as"} ${registered.tag}`);
	await recordRegistration(record.id, registered, ports);
	const { model, version, tag, written } = registered;
	return {
		run: record.id,
		model,
		version,
		tag,
		created: written,
		...await releaseVersion(record, registered, files, {
			...ports,
			settings
		})
	};
}
/** Publishes the release of a version. The version stands whatever happens here, so a refusal is a value. */
async function releaseVersion(record, version, files, { forge, scratch, settings }) {
	const folder = await mkdtemp(join(scratch, "release-"));
	try {
		const plan = prepareRelease(record, version, files, forge.maxAssetSize, cardOf(settings, record));
		const written = await writeReleaseFiles(plan, folder);
		const { url } = await forge.publishRelease(written);
		return {
			releaseUrl: url,
			releaseFailure: void 0,
			provenance: provenanceOf(record, version, written)
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const again = forge.kind === "github" ? `the action with \`task: register\` and \`run-id: ${record.id}\`` : `\`mlops register ${record.id}\``;
		return {
			releaseUrl: void 0,
			releaseFailure: new MlopsError(error.code, `${version.tag} is registered, but its release is not complete: ${error.message}`, `${error.hint} Then ${again} completes the release of the same version.`, { cause: error }),
			provenance: void 0
		};
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** The commit that the remote has: a pull request's head rather than the merge commit that its job tested. */
function commitOf({ source }) {
	return source.pull_request?.head ?? source.commit;
}

export { whyNotAutomatic as i, registerRun as n, releaseVersion as r, registerByPolicy as t };