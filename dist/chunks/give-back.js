import { t as MlopsError } from "./error.js";
import { f as runIdFrom } from "./objects.js";
import { d as rollBack, l as findTarget, u as requireBelieved } from "./stage-follower.js";
import { l as requireOwnModel, u as requireStage } from "./promote-version.js";
import { r as evidenceOf } from "./evidence.js";
import { t as downloadModel } from "./download-model.js";
import { t as findRun } from "./find.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";

// src/pipeline/promotion/drill-rollback.ts
/**
* @param preflight throws where what follows a rollback could not be done
* @throws MlopsError `usage` as `rollBack`, `not-found` where there is nothing to go back to: then there is no run to tell of it either
*/
async function drillRollback(request, ports, preflight = async () => {}) {
	const { settings, model, stage } = request;
	requireOwnModel(settings, model);
	requireStage(settings, stage);
	const started = ports.clock();
	const artifact = (await ports.registry.read()).artifacts.find(({ name }) => name === model);
	const { target, current } = findTarget(artifact, {
		...request,
		url: void 0
	});
	const run = evidenceOf(target)?.run;
	const tried = await attempt(target, run, ports, preflight);
	const ended = ports.clock();
	const drilled = {
		model,
		stage,
		version: target.version,
		from: current.version,
		outcome: tried.failure === void 0 ? "passed" : "failed",
		reason: tried.failure?.message,
		hint: tried.failure?.hint,
		files: tried.files,
		duration: Math.max(0, ended.getTime() - started.getTime()) / 1e3
	};
	if (run !== void 0) await ports.history.append([], [drillEvent(run, drilled, request.actor, ended)]);
	return drilled;
}
async function attempt(target, run, ports, preflight) {
	const folder = await mkdtemp(join(ports.scratch, "drill-"));
	try {
		if (run === void 0) throw new MlopsError("not-found", `the tag of ${target.version} names no run, so nobody knows its files`, "Register the run of that model again as a new version, and promote that.");
		const [record] = await ports.history.read([await findRun(ports.history, run)]);
		if (record === void 0) throw new MlopsError("not-found", `the record of run ${run} is not there`, "Run `mlops sync`.");
		await requireBelieved(target, ports);
		const { model } = await downloadModel(record, join(folder, "files"), ports);
		await preflight(target);
		return {
			files: model.length,
			failure: void 0
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {
			files: 0,
			failure: error
		};
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
function drillEvent(run, drilled, actor, time) {
	const { model, stage, version, outcome, reason, duration } = drilled;
	const digest = createHash("sha256").update(`drill ${run} ${model} ${stage} ${time.toISOString()}`).digest();
	return {
		schema: 1,
		id: runIdFrom(time.getTime(), digest.subarray(0, 16)),
		run,
		time: time.toISOString(),
		...actor === void 0 ? {} : { actor },
		type: "drill",
		model,
		version,
		stage,
		outcome,
		duration,
		...reason === void 0 ? {} : { reason }
	};
}

// src/pipeline/promotion/give-back.ts
/** @throws MlopsError as `rollBack` does, and where what follows the tag cannot be begun */
async function giveBack(request, { follower, propose }, ports) {
	const assigned = await rollBack(request, ports, follower.preflight);
	const given = {
		...assigned,
		followed: await follower.follow(assigned)
	};
	if ((request.settings.stages?.find(({ name }) => name === request.stage))?.approval !== "pull-request" || assigned.outcome === "held") return given;
	try {
		const proposed = await propose({
			promotion: assigned.promotion,
			championMetrics: void 0
		});
		return proposed === void 0 ? given : {
			...given,
			proposed
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		ports.log.warn(`deploy/${request.stage}.yaml still wishes the version that was left, and no pull request changes it: ${error.message}. ${error.hint}`);
		return given;
	}
}

export { drillRollback as n, giveBack as t };