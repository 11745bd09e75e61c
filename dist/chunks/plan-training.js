import { r as requireCommand } from "./inputs.js";
import { l as runIdFrom } from "./object-id.js";
import { i as writeHolder } from "./capture-holder.js";
import { i as readSource, u as CAPTURE_FILES } from "./source.js";
import { r as snapshotBefore, t as prepareCapture } from "./prepare.js";
import { join } from "node:path";
import { mkdir } from "node:fs/promises";

// src/pipeline/plan-training.ts
/** Decides what is to be trained and writes it down. The source is read now, before training can change the worktree. */
async function planTraining(options) {
	const { settings, event, overrides, git, repositoryRoot, remoteUrl, checkout, log } = options;
	requireCommand(settings);
	const runId = runIdFrom(options.clock().getTime(), options.randomBytes(16));
	const folder = join(options.capturesFolder, runId);
	await mkdir(folder, { recursive: true });
	if (options.holder !== void 0) await writeHolder(folder, options.holder);
	const [before, source] = await Promise.all([snapshotBefore(repositoryRoot, settings), readSource({
		git,
		event,
		fork: options.fork,
		settings,
		patchFile: join(folder, CAPTURE_FILES.patch)
	})]);
	const plan = {
		runId,
		settings,
		event,
		overrides,
		before,
		source,
		remoteUrl,
		...checkout && { checkout }
	};
	const digest = await prepareCapture(plan, folder, join(repositoryRoot, settings.workingDirectory));
	log.info(`run ${runId} of ${settings.model}`);
	return {
		plan,
		folder,
		digest
	};
}

export { planTraining as t };