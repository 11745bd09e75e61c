import { r as requireCommand } from "./inputs.js";
import { o as reportKey } from "./may-write.js";
import { t as scriptOf } from "./command-script.js";
import { f as runIdFrom } from "./objects.js";
import { i as writeHolder } from "./capture-holder.js";
import { n as readOtherModels } from "./other-models.js";
import { i as USUAL_PARAMS, o as USUAL_WRITTEN_PARAMS, u as parseParamsReference } from "./usual-files.js";
import { c as CAPTURE_FILES, i as readSource, s as findFiles } from "./source.js";
import { a as snapshotBefore, n as readDocument, r as prepareCapture } from "./read-document.js";
import { t as mentionedIn } from "./script-mentions.js";
import { t as overrideVariable } from "./override-variables.js";
import { join } from "node:path";
import { mkdir, readFile } from "node:fs/promises";

// src/training/params-before.ts
/** Most that is kept of one run, in bytes and files; the rest is read after the training. */
const MAX_BYTES = 1048576;
const MAX_FILES = 500;
/**
* The params files that git tracks. An untracked one may be what the training writes, and so may those of DVCLive even
* where they are committed: these are read after it.
* @param git at the top of the worktree, before the training
*/
async function readParamsBefore(git, root, settings) {
	const workspace = {
		root,
		workingDirectory: settings.workingDirectory
	};
	const named = settings.params.map((reference) => parseParamsReference(reference).file);
	const patterns = new Set(named.length === 0 ? USUAL_PARAMS : named);
	const candidates = (await Promise.all([...patterns].map(async (pattern) => {
		const { files } = await findFiles(pattern, workspace);
		return files.map((file) => ({
			pattern,
			file
		}));
	}))).flat().filter(({ file }) => !USUAL_WRITTEN_PARAMS.some((name) => file.path.endsWith(name))).slice(0, MAX_FILES);
	if (candidates.length === 0) return [];
	const literal = candidates.map(({ file }) => `:(top,literal)${file.path}`);
	const listed = await git.exec([
		"ls-files",
		"-z",
		"--",
		...new Set(literal)
	]);
	const tracked = new Set(listed.stdout.toString().split("\0"));
	const kept = [];
	let left = MAX_BYTES;
	for (const { pattern, file } of candidates) {
		if (!tracked.has(file.path) || file.size > left) continue;
		const text = await readFile(file.absolute, "utf8").catch(() => void 0);
		if (text === void 0) continue;
		left -= file.size;
		kept.push({
			pattern,
			path: file.path,
			text
		});
	}
	return kept;
}

// src/training/unread-overrides.ts
/**
* The variables of overrides that a script does not name, by the override. None where it reads them by names that its text
* does not hold, as from `MLOPS_OVERRIDES`. Pure.
*/
function unreadOverrides(script, overrides) {
	const { readsAnyOverride } = mentionedIn(script, []);
	if (readsAnyOverride) return [];
	return Object.keys(overrides).map((name) => ({
		name,
		variable: overrideVariable(name)
	})).filter(({ variable }) => !script.includes(variable));
}

// src/pipeline/recording/plan-training.ts
/** Decides what is to be trained and writes it down. The source is read now, before training can change the worktree. */
async function planTraining(options) {
	const { event, overrides, git, repositoryRoot, remoteUrl, checkout, log } = options;
	requireCommand(options.settings);
	const settings = {
		...options.settings,
		commentKey: reportKey(options.settings, event.matrix)
	};
	const runId = runIdFrom(options.clock().getTime(), options.randomBytes(16));
	const folder = join(options.capturesFolder, runId);
	await mkdir(folder, { recursive: true });
	if (options.holder !== void 0) await writeHolder(folder, options.holder);
	const others = await readOtherModels(git, repositoryRoot, settings.workingDirectory);
	const [before, paramsBefore, source] = await Promise.all([
		snapshotBefore(repositoryRoot, settings),
		readParamsBefore(git, repositoryRoot, settings),
		readSource({
			git,
			event,
			fork: options.fork,
			settings,
			others,
			patchFile: join(folder, CAPTURE_FILES.patch)
		})
	]);
	const plan = {
		runId,
		settings,
		event,
		overrides,
		before,
		paramsBefore,
		source,
		remoteUrl,
		...checkout && { checkout }
	};
	const digest = await prepareCapture(plan, folder, join(repositoryRoot, settings.workingDirectory));
	await warnOfUnreadOverrides(options);
	log.info(`run ${runId} of ${settings.model}`);
	return {
		plan,
		folder,
		digest
	};
}
/** Only of a command that plainly runs one script: what others read cannot be told. */
async function warnOfUnreadOverrides({ settings, overrides, repositoryRoot, log }) {
	const script = Object.keys(overrides).length === 0 ? void 0 : scriptOf(settings.command ?? "");
	if (script === void 0) return;
	const { workingDirectory } = settings;
	const [file] = (await findFiles(script, {
		root: repositoryRoot,
		workingDirectory
	})).files;
	const text = file === void 0 ? void 0 : (await readDocument(file)).text;
	if (text === void 0) return;
	for (const { name, variable } of unreadOverrides(text, overrides)) log.warn(`${script} does not read ${variable}: unless another file does, "${name}" changes nothing`);
}

export { planTraining as t };