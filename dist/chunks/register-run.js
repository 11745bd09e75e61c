import { t as MlopsError } from "./error.js";
import { a as renderTagMessage, i as parseEvidence, r as evidenceFrom } from "./resolve-run.js";
import { S as formatOfObjectId, _ as waitMsAfter, g as shouldRetry, x as judgeFailure, y as pushWithLease } from "./open-history.js";
import { t as withScratch } from "./scratch.js";
import { i as registryState, t as readTags } from "./read-registry.js";
import { c as isVersion, i as renderTag, l as nextVersion, n as isName, r as parseTag, s as isPrerelease } from "./tag.js";
import { o as canonicalJson } from "./record.js";
import { f as fence, g as plain, h as table, n as formatBytes, u as code } from "./number-format.js";
import { r as runsOfCommit, t as findRun$1 } from "./find.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

// src/registry/access.ts
/** Name of the remote in scratch repositories. */
const REMOTE = "mlops-remote";
/**
* Fetches tags with the commits that they stand on, without files and without history, in one request.
* @param pattern glob of tag names
* @param commit a commit that is wanted too
*/
async function fetchTags(git, pattern, commit) {
	const tags = `+refs/tags/${pattern}:refs/tags/${pattern}`;
	const commits = commit === void 0 ? [] : [`+${commit}:refs/mlops/commit`];
	const { code, stderr } = await git.exec([
		"fetch",
		"--quiet",
		"--no-tags",
		"--no-write-fetch-head",
		"--depth=1",
		"--filter=tree:0",
		REMOTE,
		tags,
		...commits
	]);
	return code === 0 ? void 0 : judgeFailure(stderr);
}
/**
* Git that asks the remote what it has before it pushes. Otherwise a tag of a commit that is no longer the tip of any
* branch takes all its files along, since the scratch repository knows of nothing that both sides have.
*/
function negotiating(git) {
	const options = ["-c", "push.negotiate=true"];
	return {
		exec: (args, input) => git.exec([...options, ...args], input),
		text: (args, input) => git.text([...options, ...args], input)
	};
}
const UNCLEAR = {
	code: "git-failed",
	what: "git could not exchange tags with the remote",
	hint: "Try again; if it stays, run `git ls-remote --tags` against the same remote to see what git says."
};
const ADVICE = {
	refused: {
		code: "forge-denied",
		what: "the remote refuses the tag by a rule or hook, or another tag stands in its way",
		hint: "Allow this token to create tags in the repository’s tag rulesets, or choose another name for the model."
	},
	forbidden: {
		code: "forge-denied",
		what: "the credentials do not suffice for tags",
		hint: "Give the job `permissions: {contents: write}`; pull requests from forks never may."
	},
	offline: {
		code: "offline",
		what: "the remote cannot be reached",
		hint: "Check the network and the address of the remote, then register the run again; it gets one version only."
	},
	"not-a-repository": {
		code: "not-a-repository",
		what: "there is no repository where the registry should be",
		hint: "Check the path or URL of the remote and that the credentials may see it."
	},
	"absent-object": {
		code: "not-found",
		what: "the remote does not have the commit that was trained",
		hint: "Push the commit first, then register the run again."
	},
	"lost-race": {
		code: "git-failed",
		what: "others registered versions each time just before this push",
		hint: "Register the run again when fewer jobs do; it gets one version only."
	}
};
/** The error for a failed exchange of tags. */
function registryError({ kind, said }) {
	const { code, what, hint } = ADVICE[kind] ?? UNCLEAR;
	return new MlopsError(code, `${what}: ${said}`, hint);
}

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

// src/registry/register.ts
/**
* Gives the run's model the next version. A run gets one version however often it is registered; a number that another
* writer takes first is passed on to the next; nothing is left behind when the remote says no.
* @throws MlopsError `usage` for names and bumps that are none, `release-refused` for an exact version that is taken,
*   `forge-denied`, `offline`, `not-found` (the remote lacks the commit) or `git-failed`
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
	return withScratch(options, (scratch) => registerIn(scratch, access, registration));
}
async function registerIn({ git }, access, registration) {
	const { model, commit } = registration;
	const failures = [];
	let hasPushed = false;
	for (;;) {
		let failure = await fetchTags(git, `${model}@*`, commit);
		if (failure === void 0) {
			const tags = await readTags(git);
			const known = findRun(tags, registration);
			if (known !== void 0) return {
				...known,
				written: hasPushed
			};
			const last = failures.at(-1);
			if (last !== void 0 && !shouldRetry(failures.map(({ kind }) => kind))) throw registryError(last);
			const version = await writeVersion(git, tags, registration, access.clock());
			hasPushed = true;
			failure = await pushWithLease(negotiating(git), REMOTE, `refs/tags/${version.tag}`, version.object, void 0);
			if (failure === void 0) return {
				model,
				version: version.version,
				tag: version.tag,
				commit: version.commit,
				written: true
			};
		} else if (!shouldRetry([...failures, failure].map(({ kind }) => kind))) throw registryError(failure);
		failures.push(failure);
		access.log.debug(`registering ${model} failed (${failure.kind}): ${failure.said}`);
		await setTimeout(waitMsAfter(failures.length, access.random()));
	}
}
/** The version that this run has already. */
function findRun({ tags }, { model, evidence }) {
	for (const { name, message, commit } of tags) {
		const meaning = parseTag(name);
		if (meaning?.action !== "register" || meaning.artifact !== model) continue;
		if (parseEvidence(message)?.run !== evidence.run) continue;
		return {
			model,
			version: meaning.version,
			tag: name,
			commit,
			written: false
		};
	}
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

// src/pipeline/register-run.ts
/** Registers the run that was just made, if `register` says so. */
async function registerByPolicy(run, ports) {
	const { settings, event } = run.plan;
	const decision = decideRegistration(settings.register.when, run.record, run.comparison, event);
	if ("because" in decision) {
		if (settings.register.when !== "never") ports.log.info(`not registered: ${decision.because}`);
		return;
	}
	return register(run.record, run.modelFiles, settings.register.bump, ports);
}
/**
* Registers a run of the history, its model files taken from the artifact store.
* @throws MlopsError `not-found` when the run or its files are not there, `release-refused` for a run that failed
*/
async function registerRun(wanted, ports) {
	const { settings, run, commit } = wanted;
	const line = run === void 0 ? (await runsOfCommit(ports.history, commit)).find(({ status, dirty }) => status === "finished" && !dirty) : await findRun$1(ports.history, run);
	const [record] = line === void 0 ? [] : await ports.history.read([line]);
	if (record === void 0) throw new MlopsError("not-found", `commit ${commit.slice(0, 7)} has no successful run with a clean worktree`, "Train it first, or name a run by its id.");
	const refusal = refusalOf(record, record.comparison);
	if (refusal !== void 0) throw new MlopsError("release-refused", `run ${record.id} cannot become a version: ${refusal}`, "Register a run that finished and passed its gates.");
	const folder = await mkdtemp(join(ports.scratch, "model-"));
	try {
		return await register(record, await fetchModelFiles(record, folder, ports), settings.register.bump, ports);
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
	if (when === "always") return { register: true };
	if (event.pullRequest !== void 0 || ![
		"push",
		"schedule",
		"workflow_dispatch"
	].includes(event.name)) return { because: `\`register: auto\` does nothing on ${event.name}` };
	if (event.branch === void 0 || event.branch !== event.defaultBranch) return { because: `${event.branch ?? "a detached HEAD"} is not the default branch` };
	return { register: true };
}
function refusalOf(record, comparison) {
	if (record.status !== "finished") return `the training ${record.status === "killed" ? "was killed" : "failed"}`;
	if (record.source.dirty) return "it was trained with uncommitted changes";
	const status = comparison?.verdict?.status;
	return status === "fail" || status === "inconclusive" ? `its verdict is ${status}` : void 0;
}
async function register(record, files, bump, ports) {
	const { forge, log } = ports;
	checkReleaseFiles(files, forge.maxAssetSize);
	const registered = await registerVersion({
		remote: ports.registryRemote ?? {
			url: ports.repositoryRoot,
			config: {}
		},
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
	const folder = await mkdtemp(join(ports.scratch, "release-"));
	try {
		const plan = prepareRelease(record, registered, files, forge.maxAssetSize);
		const { url } = await forge.publishRelease(await writeReleaseFiles(plan, folder));
		const { model, version, tag, written } = registered;
		return {
			run: record.id,
			model,
			version,
			tag,
			created: written,
			releaseUrl: url
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
/** The model files of a run as they lie in its artifact, every digest checked by the store. */
async function fetchModelFiles(record, folder, ports) {
	const { files, artifact } = record.model;
	if (files.length === 0) return [];
	if (artifact === void 0 || ports.artifacts === void 0) throw new MlopsError("not-found", `the model files of run ${record.id} were not kept`, "Train again with `upload-model: true`.");
	const paths = new Set(await ports.artifacts.download({
		id: artifact.id,
		digest: artifact.digest
	}, join(folder, "files")));
	return files.map(({ path, size, sha256 }) => {
		if (paths.has(path)) return {
			path,
			from: join(folder, "files", path),
			size,
			sha256
		};
		throw new MlopsError("artifact-mismatch", `artifact ${artifact.id} lacks ${path}`, "The artifact is not the one of this run; train again.");
	});
}

export { registerRun as n, registerByPolicy as t };