import { c as looseObject, l as number, m as string, r as array, s as literal, u as object } from "./zod.js";
import { t as MlopsError } from "./error.js";
import { i as verifyFile, n as unsafePathReason, r as findSource, s as fillFolder, t as requireSafePaths } from "./inner-path.js";
import { t as localForge } from "./local.js";
import { t as readRegistry } from "./read-registry.js";
import { t as localHistory } from "./local-history.js";
import { t as localLocation } from "./workspace.js";
import { dirname, join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:os";
import { copyFile, lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { constants as constants$2 } from "node:fs";

// src/artifacts/folder.ts
const Manifest = looseObject({
	schema: literal(1),
	created: string(),
	files: array(object({
		path: string(),
		size: number(),
		sha256: string()
	}))
});
/**
* Keeps artifacts under `folder`, as `<name>/manifest.json` and `<name>/files/…`. The digest is that of the manifest's
* list of files; the same name with the same content is the same artifact.
*/
function folderArtifacts(options) {
	const { folder, clock } = options;
	async function upload(name, files) {
		requireSafePaths(files);
		const place = placeOf(folder, name);
		const entries = files.map(({ path, size, sha256 }) => ({
			path,
			size,
			sha256
		})).toSorted(byPath);
		const digest = digestOf(entries);
		const temporary = join(folder, `.${randomUUID()}.partial`);
		try {
			await mkdir(join(temporary, "files"), { recursive: true });
			for (const file of files) await keep(file, join(temporary, "files", file.path));
			const manifest = {
				schema: 1,
				created: clock().toISOString(),
				files: entries
			};
			await writeFile(join(temporary, "manifest.json"), `${JSON.stringify(manifest, void 0, 2)}\n`);
			await rename(temporary, place);
		} catch (error) {
			if (!await exists(place) || error instanceof MlopsError) throw error;
			if (digestOf((await readManifest(place, name)).files) === digest) return stored(name, digest);
			throw new MlopsError("artifact-failed", `an artifact named ${name} is there already, with other content`, "Artifacts are never changed; keep these files under another name.", { cause: error });
		} finally {
			await rm(temporary, {
				recursive: true,
				force: true
			});
		}
		return stored(name, digest);
	}
	async function download(artifact, directory) {
		const place = placeOf(folder, artifact.id);
		const { files } = await readManifest(place, artifact.id);
		if (artifact.digest !== void 0 && artifact.digest !== digestOf(files)) throw new MlopsError("artifact-mismatch", `the manifest of artifact ${artifact.id} does not have the recorded digest ${artifact.digest}`, "The artifact store was changed by hand; take the files from another copy.");
		requireSafePaths(files);
		return fillFolder(directory, async (temporary) => {
			for (const file of files) await keep({
				...file,
				from: join(place, "files", file.path)
			}, join(temporary, file.path));
			return files.map(({ path }) => path);
		});
	}
	return {
		kind: "folder",
		upload,
		download
	};
}
/** Copies a file, sharing blocks where the file system can, and verifies the copy. */
async function keep(file, to) {
	const source = await findSource(file);
	await mkdir(dirname(to), { recursive: true });
	await copyFile(source, to, constants$2.COPYFILE_FICLONE);
	await verifyFile(to, file);
}
async function readManifest(place, id) {
	const text = await readFile(join(place, "manifest.json"), "utf8").catch(() => void 0);
	if (text === void 0) throw new MlopsError("not-found", `there is no artifact ${id} in ${dirname(place)}`, "It was kept on another machine, or removed; a registered version has its files in the release.");
	try {
		return Manifest.parse(JSON.parse(text));
	} catch (cause) {
		throw new MlopsError("artifact-mismatch", `the manifest of artifact ${id} is not readable`, "The artifact store was changed by hand; take the files from another copy.", { cause });
	}
}
function placeOf(folder, name) {
	const reason = name.includes("/") ? "it holds a slash" : unsafePathReason(name);
	if (reason === void 0) return join(folder, name);
	throw new MlopsError("artifact-failed", `${JSON.stringify(name)} cannot be the name of an artifact: ${reason}`, "Artifact names are made of letters, digits, dots, dashes and underscores.");
}
function stored(id, digest) {
	return {
		id,
		url: void 0,
		digest,
		expires: void 0
	};
}
function digestOf(files) {
	const lines = files.toSorted(byPath).map(({ path, size, sha256 }) => JSON.stringify([
		path,
		size,
		sha256
	]));
	return `sha256:${createHash("sha256").update(lines.join("\n")).digest("hex")}`;
}
function byPath(a, b) {
	return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
async function exists(path) {
	return await lstat(path).catch(() => void 0) !== void 0;
}

// src/cli/interrupts.ts
/** A closed terminal (HUP) would otherwise leave the training behind, alive and unrecorded. */
const SIGNALS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
const TRAINING = {
	first: "stopping the training; its run is recorded as killed",
	again: "still stopping: the training is killed after five seconds, then its run is recorded"
};
const DEPLOYMENT = {
	first: "stopping the deploy command; the deployment is recorded as failed",
	again: "still stopping: the deploy command is killed after five seconds"
};
/** Takes the signals of this process until it is disposed of. */
function watchInterrupts(log, words = TRAINING) {
	const controller = new AbortController();
	let first;
	const onSignal = (signal) => {
		log.warn(first === void 0 ? words.first : words.again);
		first ??= signal;
		controller.abort(signal);
	};
	for (const signal of SIGNALS) process.on(signal, onSignal);
	return {
		abort: controller.signal,
		exitStatus: () => first === void 0 ? void 0 : 128 + constants.signals[first],
		[Symbol.dispose]() {
			for (const signal of SIGNALS) process.off(signal, onSignal);
		}
	};
}

// src/cli/local-ports.ts
const clock = () => /* @__PURE__ */ new Date();
async function localPorts(workspace, options) {
	const { stateFolder, remoteUrl } = workspace;
	const scratch = join(stateFolder, "scratch");
	await mkdir(scratch, { recursive: true });
	const own = localLocation(workspace);
	const isPushed = options.pushTags && remoteUrl !== void 0;
	return {
		git: workspace.git,
		repositoryRoot: workspace.root,
		history: localHistory(workspace, options.trackingBranch, options.log),
		forge: localForge({
			folder: stateFolder,
			git: workspace.git,
			clock
		}),
		artifacts: folderArtifacts({
			folder: join(stateFolder, "artifacts"),
			clock
		}),
		registry: {
			remote: isPushed ? {
				url: remoteUrl,
				config: {}
			} : own,
			clone: isPushed ? workspace.root : void 0,
			read: () => readRegistry({
				remote: own,
				scratchParent: scratch
			})
		},
		scratch,
		spool: join(stateFolder, "spool"),
		deploying: {
			folder: join(stateFolder, "live"),
			onOutput: (chunk) => void process.stderr.write(chunk),
			watchInterrupts: () => watchInterrupts(options.log, DEPLOYMENT)
		},
		environment: process.env,
		clock,
		random: Math.random,
		log: options.log
	};
}

export { DEPLOYMENT as n, watchInterrupts as r, localPorts as t };