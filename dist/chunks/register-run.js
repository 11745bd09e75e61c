import { t as comparisonOf } from "./recorded.js";
import { t as MlopsError } from "./error.js";
import { a as evidenceFrom, i as runsOfCommit, o as parseEvidence, s as renderTagMessage, t as findRun$1 } from "./find.js";
import { D as waitMsAfter, E as shouldRetry, Q as formatOfObjectId, X as pushWithLease, n as currentRecord, nt as runIdFrom, ot as canonicalJson } from "./open-history.js";
import { a as remoteConfigOf, n as withScratch, o as judgeFailure } from "./scratch.js";
import { c as fetchTags, l as negotiating, n as readTags, o as registryState, s as REMOTE, u as registryError } from "./read-registry.js";
import { t as gitIn } from "./git.js";
import { c as isVersion, i as renderTag, l as nextVersion, n as isName, r as parseTag, s as isPrerelease } from "./tag.js";
import { _ as plain, f as fence, h as table, n as formatBytes, u as code } from "./number-format.js";
import { t as downloadModel } from "./download-model.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

// src/registry/carrier.ts
const IDENTITY = "mlops-action <mlops-action@noreply.invalid>";
/** Writes an annotated tag of a commit; gives its id. @param time Unix seconds */
async function writeTag(git, tag) {
	const { name, commit, message, time } = tag;
	const head = `object ${commit}\ntype commit\ntag ${name}\ntagger ${IDENTITY} ${time} +0000\n`;
	return git.text([
		"hash-object",
		"-t",
		"tag",
		"-w",
		"--stdin"
	], `${head}\n${message}`);
}
/** Writes a commit with the tree of `commit` as its child; gives its id. @param time Unix seconds */
async function writeCarrier(git, commit, subject, time) {
	const tree = /^tree ([0-9a-f]+)$/m.exec(await git.text([
		"cat-file",
		"commit",
		commit
	]))?.[1] ?? "";
	const who = `${IDENTITY} ${time} +0000`;
	const why = `The same files as in ${commit}, where another version stands:\na commit holds one version of a model.`;
	const head = `tree ${tree}\nparent ${commit}\nauthor ${who}\ncommitter ${who}\n`;
	return git.text([
		"hash-object",
		"-t",
		"commit",
		"-w",
		"--stdin"
	], `${head}\n${subject}\n\n${why}\n`);
}

// src/registry/clone.ts
/** The registrations of a model that the clone has; none without a clone. */
async function readCloneTags({ clone }, model) {
	return clone === void 0 ? {
		tags: [],
		names: /* @__PURE__ */ new Set()
	} : readTags(gitIn(clone), `refs/tags/${model}@*`);
}
/**
* Pushes a tag that the clone has, if the remote has none of this name.
* @returns undefined when the remote said yes
*/
async function pushCloneTag({ remote }, clone, tag) {
	const ref = `refs/tags/${tag}`;
	return pushWithLease(gitIn(clone, remoteConfigOf(REMOTE, remote)), REMOTE, ref, ref, void 0);
}
/**
* Gives the clone the tag of a run that the remote has. What keeps it from that is a warning: the version exists.
* @param here what the clone had before
*/
async function bringTag({ remote, clone, log }, registered, here) {
	if (clone === void 0) return;
	const { tag, run } = registered;
	const runHere = (name) => parseEvidence(here.tags.find((each) => each.name === name)?.message ?? "")?.run;
	const others = here.tags.filter(({ name }) => name !== tag && runHere(name) === run).map(({ name }) => name);
	if (others.length > 0) log.warn(`this repository has the run as ${others.join(", ")} too; the remote does not: git tag -d ${others[0]}`);
	if (here.names.has(tag) && runHere(tag) !== run) {
		log.warn(`${tag} is another run in this repository: git tag -d ${tag} && git fetch origin tag ${tag}`);
		return;
	}
	await fetchIntoClone({
		remote,
		clone,
		log
	}, tag);
}
/** Brings a tag of the remote into the clone. What keeps it from that is a warning: the remote has it. */
async function fetchIntoClone({ remote, clone, log }, tag) {
	if (clone === void 0) return;
	const { code, stderr } = await gitIn(clone, remoteConfigOf(REMOTE, remote)).exec([
		"fetch",
		"--no-tags",
		"--no-prune",
		"--no-auto-maintenance",
		"--no-recurse-submodules",
		"--no-write-fetch-head",
		REMOTE,
		`+refs/tags/${tag}:refs/tags/${tag}`
	]);
	if (code !== 0) log.warn(`${tag} is at the remote, but this repository could not fetch it: ${judgeFailure(stderr).said}`);
}

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
	const registered = await withScratch(options, (scratch) => registerIn(scratch, access, registration, here));
	await bringTag(access, {
		tag: registered.tag,
		run: registration.evidence.run
	}, here);
	return registered;
}
async function registerIn({ git }, access, registration, here) {
	const { model, commit } = registration;
	const kept = findRun(here, registration);
	const failures = [];
	let hasWritten = false;
	for (;;) {
		let failure = await fetchTags(git, [`${model}@*`], commit);
		if (failure === void 0) {
			const tags = await readTags(git);
			const known = findRun(tags, registration);
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
* The version that this run has already.
* @throws MlopsError `release-refused` when another version was asked for
*/
function findRun({ tags }, { model, bump, evidence }) {
	for (const { name, object, message, commit, time } of tags) {
		const meaning = parseTag(name);
		if (meaning?.action !== "register" || meaning.artifact !== model) continue;
		if (parseEvidence(message)?.run !== evidence.run) continue;
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
	const version = chooseVersion(artifact, bump, (each) => isTaken(names, model, each));
	const tag = renderTag({
		artifact: model,
		action: "register",
		version
	});
	const time = Math.floor(now.getTime() / 1e3);
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
/** Whether any tag names the version: also a lightweight one, one with a counter, or one that takes it back. */
function isTaken(names, model, version) {
	const tag = renderTag({
		artifact: model,
		action: "register",
		version
	});
	return names.has(tag) || names.has(`${tag}!`) || [...names].some((name) => name.startsWith(`${tag}#`));
}
function isBump(text) {
	return text === "patch" || text === "minor" || text === "major";
}

// src/registry/release.ts
/** GitHub takes a thousand assets; two of them are ours. */
const MAX_MODEL_FILES = 998;
const RECORD_NAME = "run.json";
const SUMS_NAME = "SHA256SUMS";
const MAX_ROWS = 100;
const MAX_CELL = 200;
/**
* Whether a release can take these files: to be asked before any tag is pushed.
* @param maxAssetSize in bytes; undefined when the forge sets no limit
* @throws MlopsError `release-refused` with the size and the choices
*/
function checkReleaseFiles(files, maxAssetSize) {
	const hint = "Choose: make the files smaller (compress, quantise, or split them and list the parts in model-files); pack many files into one archive; or keep the model elsewhere and make model-files a small file that holds its address and SHA-256. Nothing was registered.";
	const limit = maxAssetSize ?? Number.POSITIVE_INFINITY;
	const [largest] = files.filter(({ size }) => size > limit).toSorted((a, b) => b.size - a.size);
	if (largest !== void 0) throw new MlopsError("release-refused", `the model file "${plain(largest.path, MAX_CELL)}" has ${largest.size} bytes (${formatBytes(largest.size)}); a release takes files of up to ${limit} bytes (${formatBytes(limit)})`, hint);
	if (files.length > MAX_MODEL_FILES) throw new MlopsError("release-refused", `the model has ${files.length} files; a release takes ${MAX_MODEL_FILES}`, hint);
}
/**
* Plans the release of a registered version.
* @param registered what `registerVersion` answered
* @param files the model's files where they lie now
* @throws MlopsError `release-refused`, see `checkReleaseFiles`
*/
function prepareRelease(record, registered, files, maxAssetSize) {
	checkReleaseFiles(files, maxAssetSize);
	const carried = files.filter(({ size }) => size > 0);
	const names = assetNames(carried.map((file) => file.path));
	const modelAssets = carried.map(({ from, size, sha256 }, index) => ({
		name: names[index] ?? sha256,
		path: from,
		size,
		sha256
	}));
	return {
		tag: registered.tag,
		title: `${registered.model} ${registered.version}`,
		body: renderBody(record, registered, carried, modelAssets),
		prerelease: isPrerelease(registered.version),
		modelAssets,
		record: {
			name: RECORD_NAME,
			text: canonicalJson(record)
		}
	};
}
/** The checksums of assets, in the format of sha256sum. */
function renderSums(assets) {
	return assets.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join("");
}
/**
* Names that the forge keeps as they are, each different from the others whatever the case: the file's own name, with
* its folders before it where two files share one.
*/
function assetNames(paths) {
	const own = paths.map((path) => safe(path.slice(path.lastIndexOf("/") + 1)));
	const counts = Map.groupBy(own, (name) => name.toLowerCase());
	const taken = new Set([RECORD_NAME, SUMS_NAME].map((name) => name.toLowerCase()));
	return paths.map((path, index) => {
		const name = own[index] ?? "";
		const wanted = (counts.get(name.toLowerCase())?.length ?? 0) > 1 ? safe(path) : name;
		let free = wanted;
		for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${count}-${wanted}`;
		taken.add(free.toLowerCase());
		return free;
	});
}
function safe(text) {
	return text.replaceAll(/[^a-zA-Z0-9_.-]+/g, "-").replaceAll(/\.{2,}/g, ".").replaceAll(/^[.-]+|[.-]+$/g, "").slice(-150) || "file";
}
function renderBody(record, { tag }, files, assets) {
	const evidence = evidenceFrom(record);
	const metrics = Object.entries(evidence.metrics).map(([name, value]) => [code(name), String(value)]);
	const rows = files.map(({ path, size, sha256 }, index) => [
		code(assets[index]?.name ?? "", MAX_CELL),
		code(path, MAX_CELL),
		formatBytes(size),
		code(sha256)
	]);
	const more = rows.length > MAX_ROWS ? [[
		`and ${rows.length - MAX_ROWS} more`,
		"",
		"",
		""
	]] : [];
	const shownRows = [...rows.slice(0, MAX_ROWS), ...more];
	return [
		`**Verdict: ${evidence.verdict ?? "none, as no gate applied"}.** Run ${code(record.id)} of commit ${code(record.source.commit)}.`,
		...metrics.length === 0 ? [] : [table(["metric", "value"], ["left", "right"], metrics)],
		rows.length === 0 ? "The run has no model files." : table([
			"asset",
			"file",
			"size",
			"SHA-256"
		], [
			"left",
			"left",
			"right",
			"left"
		], shownRows),
		"Download and check:",
		fence("bash", [`gh release download '${tag}' && sha256sum -c ${SUMS_NAME}`]),
		`Everything about the run is in ${code(RECORD_NAME)}.\n`
	].join("\n\n");
}

// src/registry/release-files.ts
/**
* Makes a planned release complete.
* @param directory an existing folder of this run alone; the files stay there until the release is published
*/
async function writeReleaseFiles(plan, directory) {
	const { tag, title, body, prerelease, modelAssets, record } = plan;
	const described = [...modelAssets, await writeAsset(directory, record.name, record.text)];
	const sums = await writeAsset(directory, SUMS_NAME, renderSums(described));
	return {
		tag,
		title,
		body,
		prerelease,
		assets: [...described, sums]
	};
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

// src/pipeline/record-registration.ts
/**
* Appends the event of a version that a tag registers. It is made of the tag alone, so whoever registers the run again,
* on this machine or another, writes the very same file and nothing is added. What goes wrong is a warning.
* @param run id of the run
*/
async function recordRegistration(run, version, { history, log }) {
	try {
		await history.append([], [registrationEvent(run, version)]);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`${version.tag} is registered, but the run could not be told so: ${error.message}. ${error.hint}`);
	}
}
/** Most milliseconds that an id can hold; a date beyond is refused when it is written. */
const LATEST = 2 ** 48 - 1;
function registrationEvent(run, { model, version, tag, time, object }) {
	const milliseconds = Math.min(Math.max(time * 1e3, 0), LATEST);
	const digest = createHash("sha256").update(`registration ${run} ${tag} ${object}`).digest();
	return {
		schema: 1,
		id: runIdFrom(milliseconds, digest.subarray(0, 16)),
		run,
		time: new Date(milliseconds).toISOString(),
		type: "registration",
		model,
		version,
		tag,
		object
	};
}

// src/pipeline/register-run.ts
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
	return register(run.record, run.modelFiles, settings.register.bump, ports);
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
	if (refusal !== void 0) throw new MlopsError("release-refused", `run ${record.id} cannot become a version: ${refusal}`, record.source.fork !== void 0 ? "Merge the code if it is good, train it in this repository, and register that run." : refusal === NO_MODEL ? "Name the files that are the model with `model-files`, in mlops.yaml or as an input, and train again." : "Register a run that finished and passed its gates.");
	checkReleaseFiles(record.model.files, ports.forge.maxAssetSize);
	const folder = await mkdtemp(join(ports.scratch, "model-"));
	try {
		const { model } = await downloadModel(record, join(folder, "files"), ports);
		return await register(record, model, settings.register.bump, ports);
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
async function register(record, files, bump, ports) {
	const { forge, log, registry } = ports;
	checkReleaseFiles(files, forge.maxAssetSize);
	const registered = await registerVersion({
		remote: registry.remote,
		clone: registry.clone,
		scratchParent: ports.scratch,
		clock: ports.clock,
		random: ports.random,
		log
	}, {
		model: record.model.name,
		bump,
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
		...await release(record, registered, files, ports)
	};
}
/** Publishes the release of a version. The version stands whatever happens here, so a refusal is a value. */
async function release(record, version, files, { forge, scratch }) {
	const folder = await mkdtemp(join(scratch, "release-"));
	try {
		const plan = prepareRelease(record, version, files, forge.maxAssetSize);
		const { url } = await forge.publishRelease(await writeReleaseFiles(plan, folder));
		return {
			releaseUrl: url,
			releaseFailure: void 0
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const again = forge.kind === "github" ? `the action with \`task: register\` and \`run-id: ${record.id}\`` : `\`mlops register ${record.id}\``;
		return {
			releaseUrl: void 0,
			releaseFailure: new MlopsError(error.code, `${version.tag} is registered, but its release is not complete: ${error.message}`, `${error.hint} Then ${again} completes the release of the same version.`, { cause: error })
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

export { registerRun as n, whyNotAutomatic as r, registerByPolicy as t };