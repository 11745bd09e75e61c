import { t as MlopsError } from "./error.js";
import { t as appendEvent } from "./append-event.js";
import { t as bannedVersions } from "./ban.js";
import { r as parseEvidence, s as gateResultsOf } from "./evidence.js";
import { n as parsePromotion, r as renderPromotionMessage } from "./promotion.js";
import { n as requireVersion, t as requireStage } from "./find-version.js";
import { t as comparisonOf } from "./recorded.js";
import { O as indexName, U as attemptOf, W as isEarlier, it as legOf, n as currentRecord, nt as runIdFrom } from "./open-history.js";
import { r as withAccepted, t as acceptableGates } from "./acceptance.js";
import { a as isEligible, i as isComparable, n as findBaselines, r as historyLines, t as baselineRequest } from "./baseline.js";
import { n as member } from "./names.js";
import { n as compareRuns, t as baselineChoice } from "./compare.js";
import { n as gatherKeptEvidence } from "./gather-evidence.js";
import { t as findTracked } from "./version-chain.js";
import { t as registryAccess } from "./registry-access.js";
import { createHash } from "node:crypto";

// src/registry/decide-promotion.ts
/** What speaks against it, the gravest first; nothing when it may have the stage. */
function objectionsTo(challenger) {
	const { evidence, run, verdict, reasons, ban, isDeprecated } = challenger;
	const objections = [];
	const object = (words, isFinal = false) => objections.push({
		words,
		isFinal
	});
	if (evidence !== void 0 && run !== void 0 && evidence.model_digest !== run.modelDigest) object(`its tag names other model files (${evidence.model_digest ?? "no model files"}) than run ${run.id} left (${run.modelDigest ?? "none"})`, true);
	if (evidence === void 0) object("its tag holds no evidence: another program registered it");
	else if (run === void 0) object(`its run ${evidence.run} is not in the history`);
	if (run !== void 0) {
		if (run.status !== "finished") object(`its run ${run.status === "killed" ? "was killed" : "failed"}`);
		if (run.isDeleted) object("its run is deleted");
		if (run.isDirty) object("it was trained with uncommitted changes");
		if (run.isFork) object("it comes from a fork");
	}
	if (isDeprecated) object("the model is deprecated");
	if (ban !== void 0) {
		const reason = ban.reason === void 0 ? "" : `: ${ban.reason}`;
		object(`${ban.stage} was rolled back from it${reason}`);
	}
	if (evidence !== void 0 && run !== void 0 && verdict !== "pass") {
		const why = reasons.length === 0 ? "" : `: ${reasons.join("; ")}`;
		object(verdict === void 0 ? "no gate applied to it, so nothing shows that it is good" : `its verdict is ${verdict}${why}`);
	}
	return objections;
}

// src/pipeline/apply-acceptances.ts
/** A job can be run again for 30 days; a commit that is pushed anew to another branch is another pull request. */
const AS_LONG_AS_MS = 5184e6;
/**
* A run of a pull request in the light of what was accepted of earlier runs of the same commit: of no other commit, pull
* request or model.
* @throws MlopsError when the history cannot be read
*/
async function applyAcceptances(judged, record, history) {
	const { pull_request: pull, branch } = record.source;
	if (pull === void 0 || branch === void 0 || acceptableGates(judged.comparison).length === 0) return judged;
	const told = await history.lines({
		matches: (line) => line.branch === indexName(branch) && line.events?.some(({ type }) => type === "acceptance") === true,
		since: /* @__PURE__ */ new Date(new Date(record.started).getTime() - AS_LONG_AS_MS)
	});
	if (told.length === 0) return judged;
	const accepted = acceptedOf(record, await history.readStates(told));
	return {
		...judged,
		comparison: withAccepted(judged.comparison, accepted)
	};
}
/** What was accepted of the commit, pull request and model of a record, oldest first. */
function acceptedOf(record, runs) {
	const { source, model } = record;
	return runs.filter(({ record: other }) => other.source.pull_request?.head === source.pull_request?.head && other.source.pull_request?.number === source.pull_request?.number && other.source.fork === source.fork && other.model.name === model.name).flatMap(({ state }) => state.acceptances ?? []).toSorted((a, b) => a.time < b.time ? -1 : 1);
}

// src/comparison/choose-baseline.ts
/** True for a run that no other one can be better than: it has what is compared, and its own gates did not fail. */
function isUseful(option, candidate) {
	return option.choice === "exact" || defectOf(option, candidate) === void 0;
}
/**
* The first useful run; else the first one that has the metrics, though its own gates failed; else the first.
* @param options best first, not empty
*/
function chooseBaseline(options, candidate) {
	const judged = options.map((option) => ({
		option,
		defect: defectOf(option, candidate)
	}));
	const place = judged.findIndex(({ option }) => isUseful(option, candidate));
	if (place >= 0) {
		const { option } = judged[place] ?? { option: options[0] };
		const passedOver = judged.slice(0, place).map(({ defect }) => defect);
		return place === 0 ? option : {
			...option,
			how: `${option.how}; passed over: ${counted(passedOver)}`
		};
	}
	const failed = judged.find(({ defect }) => defect === "failed its gates")?.option;
	if (failed !== void 0) return {
		...failed,
		how: `${failed.how}, though it failed its gates: no better run was found`
	};
	return {
		...options[0],
		how: `${options[0].how}, though it lacks the metrics to compare: no better run was found`
	};
}
function defectOf({ record, choice }, candidate) {
	if (!hasMetrics(record, candidate)) return "lacks the metrics to compare";
	return choice === "rule" && comparisonOf(record)?.verdict?.status === "fail" ? "failed its gates" : void 0;
}
/** At least one gated metric that the candidate has; where none is gated, any of its metrics. */
function hasMetrics({ metrics }, candidate) {
	const own = Object.keys(candidate.record.metrics);
	const gated = own.filter((name) => member(candidate.gates, name) !== void 0);
	const wanted = gated.length > 0 ? gated : own;
	return wanted.length === 0 || wanted.some((name) => member(metrics, name) !== void 0);
}
/** "1 run that failed its gates, 2 runs that lack the metrics to compare". */
function counted(defects) {
	const known = defects.filter((defect) => defect !== void 0);
	return [...new Set(known)].map((defect) => {
		const count = known.filter((each) => each === defect).length;
		return count === 1 ? `1 run that ${defect}` : `${count} runs ${defect === "failed its gates" ? "that failed their gates" : "that lack the metrics to compare"}`;
	}).join(", ");
}

// src/pipeline/count-decisions.ts
/** Beyond so many decisions without a version hardly any α is left. */
const MOST_DECISIONS = 100;
/**
* The number of the decision on this run, from 1: every finished run of the branch since the last version was one.
* @param own experiment, leg and branch of the run as index lines have them, and its id
*/
async function decisionIndexOf(own, history) {
	const newestFirst = (await history.lines({
		matches: (line) => line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own),
		enough: MOST_DECISIONS
	})).filter((line) => line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own)).toSorted((a, b) => a.id < b.id ? 1 : -1);
	const last = newestFirst.findIndex(({ events }) => events?.some(({ type }) => type === "registration") === true);
	return 1 + (last === -1 ? newestFirst.length : last);
}
function wasDecided({ status, dirty, superseded, fork }) {
	return status === "finished" && !dirty && superseded !== true && fork !== true;
}

// src/pipeline/compare-run.ts
/** How many earlier runs the trend and the noise are read from. */
const HISTORY_RUNS = 12;
/** How many lines of a branch are read to find that many usable ones. */
const RECENT_LINES = 40;
/** @throws MlopsError when the history cannot be read: then nothing can be said, rather than "no baseline" */
async function compareWithHistory(record, options) {
	const { settings, pullRequest } = options;
	const history = withoutOwnPast(options.history, record);
	const experiment = indexName(record.experiment);
	const leg = legOf(record);
	const ownBranch = record.source.branch ?? options.homeBranch;
	const request = baselineRequest({
		setting: settings.baseline,
		run: record.id,
		experiment,
		leg,
		branch: nameOrNone(ownBranch),
		pullRequest: pullRequest === void 0 ? void 0 : {
			...pullRequest,
			baseBranch: indexName(pullRequest.baseBranch)
		},
		versionRun: settings.baseline === void 0 ? void 0 : await options.resolveVersion(settings.baseline),
		overriddenCommit: isOverridden(record) ? indexName(record.source.commit) : void 0
	});
	const lines = await readLines(request, history);
	const found = findBaselines(lines, request);
	const readTrendOf = (branch) => readTrend(lines, {
		experiment,
		leg,
		branch,
		before: record.id
	}, history);
	const { failOn, commentKey } = settings;
	const reported = failOn === void 0 || commentKey === void 0 ? {} : { reported: {
		failOn,
		commentKey
	} };
	if ("reason" in found) {
		const branch = indexName(pullRequest?.baseBranch ?? ownBranch ?? "");
		const trend = request.rule === "none" ? [] : await readTrendOf(branch);
		return {
			comparison: {
				...compareRuns({
					candidate: record,
					noBaseline: request.rule === "none" ? found.reason : withMissing(found.reason, options.missingHistory),
					isBaselineNamed: found.isNamed && !await isAwaited(options),
					history: await history.read(trend),
					gates: settings.gates
				}),
				...reported
			},
			baseRecord: void 0
		};
	}
	const candidate = {
		record,
		gates: settings.gates
	};
	const decisionIndex = options.isAutomatic === true ? await decisionIndexOf({
		id: record.id,
		experiment,
		leg,
		branch: nameOrNone(ownBranch)
	}, history) : void 0;
	const base = await readBaseline(found.options, candidate, {
		history,
		readTrendOf
	});
	return {
		comparison: {
			...compareRuns({
				candidate: record,
				baseline: {
					record: base.option.record,
					choice: baselineChoice(base.option.record, base.option.how)
				},
				history: base.trend,
				gates: settings.gates,
				decision: settings.decision,
				decisionIndex,
				evidence: await options.gatherEvidence?.(base.option.record)
			}),
			...reported
		},
		baseRecord: base.option.record
	};
}
/**
* The history as it will be when the record is in it: what its job has left in earlier attempts is no past to compare
* with, but the same point once more.
*/
function withoutOwnPast(history, record) {
	const own = attemptOf(record);
	if (own === void 0 || own.number === 1) return history;
	const mark = (line) => isEarlier(line.attempt, own) ? {
		...line,
		superseded: true
	} : line;
	return {
		...history,
		async lines({ matches, ...query } = {}) {
			return (await history.lines({
				...query,
				...matches && { matches: (line) => matches(mark(line)) }
			})).map(mark);
		}
	};
}
function withMissing(reason, missing) {
	return missing === void 0 ? reason : `${reason}; ${missing}`;
}
async function isAwaited({ settings: { baseline }, awaitsFirstVersion }) {
	return baseline !== void 0 && awaitsFirstVersion !== void 0 && awaitsFirstVersion(baseline);
}
function nameOrNone(name) {
	return name === void 0 ? void 0 : indexName(name);
}
function isOverridden({ trigger }) {
	return Object.keys(trigger.overrides ?? {}).length > 0;
}
/** The baseline's record and the records of its trend: in one fetch where the first option is a useful one. */
async function readBaseline(options, candidate, from) {
	const [first, ...others] = options;
	const [record, ...trend] = await from.history.read([first.line, ...await from.readTrendOf(first.line.branch)]);
	if (record === void 0) throw unreadable(first.line);
	const nearest = {
		...first,
		record
	};
	if (others.length === 0 || isUseful(nearest, candidate)) return {
		option: chooseBaseline([nearest], candidate),
		trend
	};
	const next = others.slice(0, 10 - 1);
	const records = await from.history.read(next.map(({ line }) => line));
	const more = next.flatMap((option, index) => {
		const record = records[index];
		return record === void 0 ? [] : [{
			...option,
			record
		}];
	});
	const option = chooseBaseline([nearest, ...more], candidate);
	if (option.line.branch === first.line.branch) return {
		option,
		trend
	};
	return {
		option,
		trend: await from.history.read(await from.readTrendOf(option.line.branch))
	};
}
function unreadable({ id }) {
	return new MlopsError("record-invalid", `the record of run ${id} is not there`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}
/** Index lines, newest first: enough of the branch for the trend, and as far back as the baseline lies. */
async function readLines(request, history) {
	if (request.rule === "none") return [];
	const wanted = [...plainLine(request), wantedLine(request)];
	const branch = branchOf(request);
	const withDeleted = request.rule === "named" || request.rule === "version";
	const lines = [...await history.lines({
		withDeleted,
		matches: (line) => wanted.some((isWanted) => isWanted(line)) || isComparable(line, request) && line.branch === branch,
		enough: RECENT_LINES
	})];
	for (const isWanted of wanted) if (!lines.some(isWanted)) lines.push(...await history.lines({
		matches: isWanted,
		enough: 1,
		withDeleted
	}));
	return lines;
}
/** Lines of the branch that the trend is read from; they are in `lines` unless the baseline was named by version. */
async function readTrend(lines, query, history) {
	const trend = historyLines(lines, query, HISTORY_RUNS);
	if (trend.length > 1 || query.branch === "") return trend;
	const more = await history.lines({
		matches: (line) => isEligible(line) && isComparable(line, query) && line.branch === query.branch,
		enough: 13
	});
	return historyLines(more, query, HISTORY_RUNS);
}
function branchOf(request) {
	if (request.rule === "named") return request.name;
	return request.rule === "version" ? void 0 : request.branch;
}
/** For a run with overrides the run of its commit without them. */
function plainLine(request) {
	const { plainCommit } = request;
	if (plainCommit === void 0) return [];
	return [(line) => isComparable(line, request) && isEligible(line) && line.commit === plainCommit];
}
/** The line without which the rule would fall back or fail. */
function wantedLine(request) {
	const ours = (line) => isComparable(line, request) && isEligible(line);
	if (request.rule === "version") return (line) => line.id === request.id;
	if (request.rule === "named") return (line) => line.id.startsWith(request.name) || ours(line) && line.branch === request.name;
	const { branch } = request;
	if (request.rule === "previous") return (line) => ours(line) && line.branch === branch && line.id < request.run;
	const { commit } = request;
	return (line) => ours(line) && (commit === void 0 ? line.branch === branch : line.commit === commit);
}

// src/pipeline/judge-challenger.ts
const MOST_REASONS = 5;
/**
* @param champion the version that holds the stage; undefined when none does
* @throws MlopsError when the history cannot be read
*/
async function judgeChallenger(version, facts, ports) {
	const { artifact, champion, ban } = facts;
	const evidence = parseEvidence(version.registration?.message ?? "");
	const tracked = evidence === void 0 ? void 0 : await findTracked(evidence.run, ports.history);
	const compared = tracked === void 0 ? void 0 : await comparisonWith(champion, tracked, facts, ports);
	const verdict = compared?.comparison?.verdict;
	const reasons = verdict?.reasons.filter(({ status }) => status === verdict.status) ?? [];
	return {
		challenger: {
			version: version.version,
			evidence,
			run: tracked === void 0 ? void 0 : challengerRun(tracked, tracked.line.deleted === true),
			verdict: verdict?.status,
			reasons: reasons.slice(0, MOST_REASONS).map(({ metric, reason }) => `${metric}: ${reason}`),
			ban,
			isDeprecated: !artifact.isActive
		},
		record: tracked?.record,
		comparedWith: compared?.with,
		gates: compared?.comparison === void 0 ? [] : gateResultsOf(compared.comparison)
	};
}
function challengerRun({ record, state }, isDeleted) {
	return {
		id: record.id,
		status: currentRecord(record, state).status,
		isDirty: record.source.dirty,
		isFork: record.source.fork !== void 0,
		isDeleted,
		modelDigest: record.model.digest
	};
}
async function comparisonWith(champion, { record }, { settings, isAutomatic }, ports) {
	const recorded = comparisonOf(record);
	const before = recorded?.baseline === void 0 ? void 0 : { run: recorded.baseline.run };
	const championRun = champion === void 0 ? void 0 : parseEvidence(champion.registration?.message ?? "")?.run;
	if (champion === void 0 || championRun === void 0 || championRun === record.id) return {
		comparison: recorded,
		with: before
	};
	const { version } = champion;
	if (before?.run === championRun && recorded?.verdict !== void 0) return {
		comparison: recorded,
		with: {
			...before,
			version
		}
	};
	ports.log.info(`comparing ${record.id.slice(0, 12)} with ${version}, which holds the stage`);
	const { history } = ports;
	const judged = await compareWithHistory(record, {
		history,
		settings: {
			...settings,
			baseline: championRun
		},
		pullRequest: void 0,
		isAutomatic,
		resolveVersion: async () => championRun,
		gatherEvidence: (baseline) => gatherKeptEvidence(record, baseline, ports)
	});
	const { comparison } = await applyAcceptances(judged, record, history);
	return {
		comparison,
		with: {
			run: championRun,
			version
		}
	};
}

// src/pipeline/record-assignment.ts
/**
* Appends the event of a tag that assigns a stage. It is made of the tag alone, so whoever says it again writes the very
* same file and nothing is added. What goes wrong is a warning: the tag is the truth.
*/
async function recordAssignment(promotion, written, { history, log }) {
	const { run } = promotion;
	if (run === void 0) return;
	try {
		await history.append([], [assignmentEvent(run, promotion, written)]);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`${written.tag} stands, but the run could not be told so: ${error.message}. ${error.hint}`);
	}
}
function assignmentEvent(run, promotion, { tag, object, time }) {
	const { model, version, stage, replaces, reason, actor } = promotion;
	const milliseconds = Math.min(Math.max(time * 1e3, 0), 2 ** 48 - 1);
	const digest = createHash("sha256").update(`assignment ${run} ${tag} ${object}`).digest();
	return {
		schema: 1,
		id: runIdFrom(milliseconds, digest.subarray(0, 16)),
		run,
		time: new Date(milliseconds).toISOString(),
		...actor === void 0 ? {} : { actor },
		type: "assignment",
		model,
		version,
		stage,
		tag,
		object,
		...replaces === void 0 ? {} : { replaced: replaces },
		...reason === void 0 ? {} : { reason }
	};
}

// src/pipeline/promote-version.ts
/**
* Assigns the stage, if the evidence allows.
* @param preflight throws where what follows the tag could not be done
* @throws MlopsError `usage` for a stage that is none or a force without a reason, `not-found` for an unknown version, and
*   those of the registry and the history
*/
async function promoteVersion(request, ports, preflight = async () => {}) {
	const { settings, model, stage, force, reason } = request;
	if (force && reason === void 0) throw new MlopsError("usage", "forcing a promotion needs a reason", "Say why the evidence is passed over, with --reason or the input `reason`: it stands in the tag for ever.");
	const policy = requireStage(settings, stage);
	let promotion;
	const decided = await appendEvent(registryAccess(ports), model, async (artifact) => {
		const decision = await decide(artifact, {
			...request,
			policy
		}, ports, preflight);
		if ("write" in decision) ({promotion} = decision);
		return decision;
	});
	if ("settled" in decided) {
		if (decided.settled.outcome === "held") await recordAssignment(decided.settled.promotion, decided.settled.written, ports);
		return decided.settled;
	}
	if (promotion === void 0) throw new TypeError("a tag was written that nobody decided on");
	const { written } = decided;
	ports.log.info(`assigned ${model} ${promotion.version} to ${stage}: ${written.tag}`);
	await recordAssignment(promotion, written, ports);
	return {
		outcome: "assigned",
		promotion,
		written
	};
}
async function decide(artifact, request, ports, preflight) {
	const { model, stage, settings, force, isAutomatic } = request;
	const version = requireVersion(artifact, model, request.version);
	if (artifact === void 0) throw new TypeError("a version without its model");
	const champion = holderOf(artifact, stage);
	const held = champion?.version === version.version ? heldAlready(artifact, version, stage) : void 0;
	if (held !== void 0) return { settled: held };
	const ban = bannedVersions(artifact).get(version.version);
	const judged = await judgeChallenger(version, {
		artifact,
		champion,
		ban,
		settings,
		isAutomatic
	}, ports);
	const objections = objectionsTo(judged.challenger);
	const isFinal = objections.some((objection) => objection.isFinal);
	if (objections.length > 0 && (!force || isFinal)) return { settled: refused(request, version.version, judged, objections, isFinal) };
	const promotion = promotionOf(version, champion, judged, objections, request);
	if (request.policy.approval === "pull-request" && !request.isApproved) return { settled: {
		outcome: "proposable",
		promotion,
		championMetrics: parseEvidence(champion?.registration?.message ?? "")?.metrics
	} };
	await preflight(version);
	return {
		write: {
			action: {
				action: "assign",
				stage
			},
			commit: version.commit,
			message: renderPromotionMessage(promotion)
		},
		promotion
	};
}
/** The version that holds a stage now. */
function holderOf({ stages, versions }, stage) {
	const holder = Object.hasOwn(stages, stage) ? stages[stage]?.[0] : void 0;
	return versions.find((each) => each.version === holder?.version);
}
/** The assignment that gave a version the stage that it holds, as its tag says. */
function heldAlready(artifact, version, stage) {
	const event = artifact.events.find((each) => each.kind === "assignment" && each.stage === stage && each.version === version.version);
	if (event === void 0) return void 0;
	const { tag, commit, time, object, message } = event;
	const told = parsePromotion(message);
	const isItsOwn = told?.model === artifact.name && told.version === version.version && told.stage === stage;
	const unknown = {
		schema: 1,
		kind: "promotion",
		model: artifact.name,
		version: version.version,
		stage,
		metrics: {},
		gates: []
	};
	return {
		outcome: "held",
		promotion: isItsOwn ? told : unknown,
		written: {
			tag,
			commit,
			time,
			object
		}
	};
}
function refused({ model, stage }, version, { challenger }, objections, isFinal) {
	return {
		outcome: "refused",
		model,
		version,
		stage,
		verdict: challenger.verdict,
		objections: objections.map(({ words }) => words),
		isFinal
	};
}
function promotionOf({ version }, champion, { challenger, comparedWith, gates }, objections, { model, stage, isAutomatic, reason, actor, url }) {
	const { evidence, verdict } = challenger;
	return {
		schema: 1,
		kind: "promotion",
		model,
		version,
		stage,
		...evidence === void 0 ? {} : { run: evidence.run },
		...evidence?.model_digest === void 0 ? {} : { model_digest: evidence.model_digest },
		...verdict === void 0 ? {} : { verdict },
		...comparedWith === void 0 ? {} : { compared_with: comparedWith },
		metrics: evidence?.metrics ?? {},
		gates: [...gates],
		...champion === void 0 ? {} : { replaces: champion.version },
		...isAutomatic ? { automatic: true } : {},
		...objections.length === 0 ? {} : {
			forced: true,
			against: objections.map(({ words }) => words).join("; ")
		},
		...reason === void 0 ? {} : { reason },
		...actor === void 0 ? {} : { actor },
		...url === void 0 ? {} : { url }
	};
}

export { compareWithHistory as a, recordAssignment as i, holderOf as n, acceptedOf as o, promoteVersion as r, applyAcceptances as s, heldAlready as t };