import { a as notice, c as warning, n as error, r as getInput } from "../chunks/core.js";
import { i as withDispatched, n as reportFailures, r as findReasonToSkip, t as findLastTrained } from "../chunks/last-trained.js";
import { t as loadSettings } from "../chunks/load-config.js";
import { n as mayWrite, o as reportKey, t as mayHaveLeft } from "../chunks/may-write.js";
import { a as readGitSettings, c as readStepContext, d as WorkflowRunPayload, i as readEvent, l as actionLog, n as plannedContext, o as readPayload, r as readCompositeInputs, s as readRemoteUrl, u as setOutputs } from "../chunks/authorization.js";
import { t as MlopsError } from "../chunks/error.js";
import { a as MOST_FILE_BYTES, c as parseRecordArtifact, o as parseBundle } from "../chunks/spool.js";
import { n as compareRuns } from "../chunks/compare.js";
import { h as canonicalLine, m as canonicalJson, p as timeOfRunId } from "../chunks/objects.js";
import { $ as RunRecord, H as recordPath, O as indexName, it as datetime, r as foldEvents, tt as legOf } from "../chunks/open-history.js";
import { c as finiteOf } from "../chunks/direction.js";
import { t as comparisonOf } from "../chunks/recorded.js";
import { g as logLine, h as table, m as md, u as code } from "../chunks/number-format.js";
import { n as redactorFrom, t as redactRecord } from "../chunks/redact.js";
import { t as appendBundles } from "../chunks/append-bundles.js";
import { i as isSameRepository, n as forkBranch, r as isForkOf, t as DELETED_FORK } from "../chunks/fork.js";
import { a as postLegsCheck, c as renderLegsComment, d as severityOf, i as postCheck, l as renderLegsSummary, n as stageRegistered, o as postSkippedCheck, r as withChangedCode, s as gateNotes, t as publishRun, u as legNames } from "../chunks/publish-run.js";
import { a as withTrends, o as withoutTrends, r as predictionsIn, t as gatherEvidence } from "../chunks/gather-evidence.js";
import { i as outcomeOf, t as OUTCOMES } from "../chunks/headline.js";
import { c as upsertReport, i as readRuns, l as writeReports, n as isNews, r as postComment, s as restoreTrends, t as inputFromRecord, u as renderComment } from "../chunks/report-run.js";
import { c as takeBack, h as exitStatusOfRefusal, m as exitStatusForLegs, p as exitStatusFor, s as assignStage, t as followingFor } from "../chunks/stage-follower.js";
import { o as renderResultTable, r as parseState, s as renderResults, u as commentMarker } from "../chunks/earlier-results.js";
import { c as link$1, n as shortCommit } from "../chunks/report-view.js";
import { a as writeHookCapture, i as readHookOutcome, n as deployPorts, o as actionPorts, r as readDeployPlan, t as requireStageInput } from "../chunks/stage-input.js";
import { n as settleDeployment, r as settleRestoration } from "../chunks/deploy-version.js";
import { c as applyAcceptances, g as CANNOT_BE_FORCED, o as compareWithHistory, s as acceptedOf, x as reportState, y as announce$2 } from "../chunks/promote-version.js";
import { s as releasePage } from "../chunks/ban.js";
import { c as looseObject, l as number, m as string, s as literal } from "../chunks/zod.js";
import { n as namedFilesOf } from "../chunks/named-files.js";
import { r as resolveVersionRun, t as awaitsFirstVersion } from "../chunks/resolve-run.js";
import { t as reconcileStages } from "../chunks/reconcile-stages.js";
import { a as parseReason } from "../chunks/annotation.js";
import { n as registerRun } from "../chunks/register-run.js";
import { n as drillRollback, t as giveBack } from "../chunks/give-back.js";
import { n as suggestion } from "../chunks/nearest.js";
import { f as isVersion, r as isName } from "../chunks/tag.js";
import { r as withAccepted, t as acceptableGates } from "../chunks/acceptance.js";
import { t as byName } from "../chunks/names.js";
import { t as writeEvents } from "../chunks/write-events.js";
import { i as readPlan } from "../chunks/read-document.js";
import { n as endUnwatchedTraining } from "../chunks/training-processes.js";
import { dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, writeFile as writeFile$1 } from "node:fs/promises";
import { constants as constants$1, promises } from "fs";
import { EOL } from "os";

// node_modules/@actions/core/lib/summary.js
var __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants$1.R_OK | constants$1.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const _summary = new Summary();
const summary = _summary;

// src/comparison/legs.ts
/**
* The runs that count: of each leg those of its latest attempt, so that a job that was run again stands for itself. Ordered
* by leg and time.
*/
function latestAttempts(records) {
	const latest = /* @__PURE__ */ new Map();
	for (const record of records) {
		const key = keyOf(record);
		latest.set(key, Math.max(latest.get(key) ?? 0, attemptNumber(record)));
	}
	return records.filter((record) => attemptNumber(record) === latest.get(keyOf(record))).toSorted((a, b) => compareTexts(keyOf(a), keyOf(b)) || compareTexts(a.id, b.id));
}
/** Legs without any record: cancelled before they ran, or lost with their machine. Their names are not known. */
function missingLegs(records) {
	const jobs = /* @__PURE__ */ new Map();
	for (const record of records) {
		const leg = legOf(record);
		const { job = "", job_total: total } = record.trigger;
		if (leg === void 0 || total === void 0) continue;
		const known = jobs.get(job) ?? {
			total: 0,
			legs: /* @__PURE__ */ new Set()
		};
		known.total = Math.max(known.total, total);
		known.legs.add(leg);
		jobs.set(job, known);
	}
	return [...jobs].flatMap(([job, { total, legs }]) => legs.size < total ? [{
		job,
		total,
		found: legs.size
	}] : []);
}
/** The worst of all legs, a leg without a record counting as killed. */
function worstStatus(legs, missing) {
	const statuses = legs.map(({ record }) => record.status);
	if (statuses.includes("failed")) return "failed";
	return statuses.includes("killed") || missing.length > 0 ? "killed" : "finished";
}
/**
* The worst of all legs. Of a leg that broke off or left no record nothing is known, so with one of them no gate passes.
* Undefined when no gate applies to any leg.
*/
function worstVerdict(legs, missing) {
	const verdicts = legs.flatMap(({ comparison: { verdict } }) => verdict === void 0 ? [] : [verdict.status]);
	if (verdicts.length === 0) return void 0;
	if (verdicts.includes("fail")) return "fail";
	return missing.length > 0 || legs.some(({ record }) => record.status !== "finished") || verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}
/**
* The leg that a version could be made of: the best by the primary metric among those that finished and did not fail.
* Undefined where nothing ranks them: no such leg, several models, or a metric without a direction.
*/
function bestLeg(legs) {
	const sound = legs.filter(({ record, comparison: { verdict } }) => record.status === "finished" && (verdict === void 0 || verdict.status === "pass"));
	const [first, ...others] = sound;
	if (first === void 0 || others.length === 0) return first;
	const { name, direction } = first.comparison.rows.find(({ primary }) => primary) ?? {};
	if (name === void 0 || direction === void 0 || direction === "unknown") return void 0;
	if (others.some(({ record }) => record.model.name !== first.record.model.name)) return void 0;
	const valueOf = ({ comparison }) => {
		const row = comparison.rows.find((each) => each.primary && each.name === name && each.direction === direction);
		const value = finiteOf(row?.candidate);
		return value === void 0 ? 1e400 : direction === "lower" ? value : -value;
	};
	const best = sound.toSorted((a, b) => valueOf(a) - valueOf(b))[0] ?? first;
	return valueOf(best) === 1e400 ? void 0 : best;
}
/** Runs of one job, leg, experiment and model are attempts at the same. */
function keyOf({ experiment, model, trigger: { job, matrix } }) {
	return canonicalLine([
		job ?? "",
		matrix ?? {},
		experiment,
		model.name
	]);
}
function attemptNumber({ trigger: { attempt } }) {
	return attempt ?? 1;
}
const COLLATOR = new Intl.Collator("en", { numeric: true });
function compareTexts(a, b) {
	return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

// src/pipeline/recording/own-record.ts
/** What a record says of its own origin that is not so, in words; undefined where all of it is so. */
function contradiction({ source, trigger }, known) {
	if (known.run === void 0 || trigger.run !== known.run) return `it says that workflow run ${shown(trigger.run)} made it, not ${shown(known.run)}`;
	if (known.repository !== void 0 && !isSameRepository(source.repository ?? "", known.repository)) return `it says that it is of repository ${shown(source.repository)}, not ${known.repository}`;
	if (known.event !== void 0 && trigger.event !== known.event) return `it says that the event was ${trigger.event}, not ${known.event}`;
	if (known.actor !== void 0 && trigger.actor !== known.actor) return `it says that ${shown(trigger.actor)} started it, not ${known.actor}`;
	const ref = source.branch ?? source.tag;
	if (ref !== known.ref) return `it says that it is of ${shown(ref)}, not of ${shown(known.ref)}`;
	if (!known.commits.includes(source.commit)) return `it says that it trained commit ${source.commit}, not ${known.commits.join(" or ") || "(none)"}`;
}
function shown(text) {
	return text ?? "(none)";
}

// src/pipeline/history/read-records.ts
const LIMITS$2 = {
	files: 20,
	bytes: MOST_FILE_BYTES
};
/** How many are downloaded at once. */
const AT_ONCE = 8;
/**
* Downloads artifacts named `mlops-record-<id>` and reads what is in them.
* @param from whether they are of this workflow run or of any of the repository
* @param limits of each of them
* @returns the runs that could be read, in the order of their artifacts
*/
async function readRecords(artifacts, from, ports, limits = LIMITS$2) {
	const bundles = [];
	for (let start = 0; start < artifacts.length; start += AT_ONCE) {
		const part = artifacts.slice(start, start + AT_ONCE);
		const read = await Promise.all(part.map((artifact) => readRecord(artifact, from, ports, limits)));
		bundles.push(...read.filter((bundle) => bundle !== void 0));
	}
	return bundles;
}
async function readRecord(artifact, from, { artifacts, log }, limits) {
	const id = parseRecordArtifact(artifact.name)?.run;
	if (id === void 0 || artifacts?.readFiles === void 0) return void 0;
	const origin = `artifact ${artifact.name}`;
	try {
		const { bundle, leftOut } = parseBundle(id, await artifacts.readFiles(artifact, from, limits), origin);
		for (const words of leftOut) log.warn(logLine(`${origin}: left out ${words}`));
		return bundle;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(logLine(`${origin} is passed over: ${error.message}`));
		return;
	}
}

// src/pipeline/reporting/report-legs.ts
/** Legs whose baselines and trends are read, worst first: each may name a dozen records, and a matrix may have 256 legs. */
const READ_LEGS = 20;
/** Renders the legs and writes `report.md` and `comparison.json`, a list with the comparison of each leg. */
async function writeLegsReports(facts, folder, ports) {
	const input = inputFrom(facts, await readEarlier(facts.legs, ports));
	const [commentFile, comparisonFile] = [join(folder, "report.md"), join(folder, "comparison.json")];
	await Promise.all([writeFile$1(commentFile, renderLegsComment(input)), writeFile$1(comparisonFile, canonicalJson(facts.legs.map(({ comparison }) => comparison)))]);
	return {
		summary: renderLegsSummary(input),
		commentFile,
		comparisonFile,
		input
	};
}
/** Posts the sticky comment of a pull request; what the forge refuses is a warning. */
async function postLegsComment({ input }, { settings, event }, ports) {
	const { pullRequest } = event;
	if (pullRequest === void 0 || settings.comment === false) return void 0;
	const hasNews = input.missing.length > 0 || input.legs.some(({ run, comparison }) => run.status !== "finished" || isNews(comparison));
	return upsertReport(pullRequest, {
		key: input.key,
		run: input.legs[0].run,
		isWanted: settings.comment === true || hasNews,
		render: (previousBody) => renderLegsComment({
			...input,
			previousBody
		})
	}, ports);
}
function inputFrom(facts, earlier) {
	const { settings, event, legs, missing, best, superseded } = facts;
	const [first, ...others] = legs.map((leg) => legInput(leg, facts, earlier));
	if (first === void 0) throw new MlopsError("usage", "there is no leg to report", "Collect at least one run.");
	return {
		legs: [first, ...others],
		missing,
		superseded,
		best: best?.record.id,
		model: settings.model,
		key: settings.commentKey,
		pullRequestNumber: event.pullRequest?.number,
		repositoryUrl: event.repositoryUrl,
		runUrl: event.runUrl,
		failOn: settings.failOn,
		updated: legs.map(({ record }) => record.ended).reduce((a, b) => a > b ? a : b)
	};
}
function legInput({ record, comparison }, { settings, event, trackingCommit }, earlier) {
	const trend = comparison.historyRuns.flatMap(({ run }) => earlier.get(run) ?? []);
	return {
		run: record,
		comparison: trend.length === comparison.historyRuns.length ? withTrends(comparison, trend) : {
			...comparison,
			historyRuns: []
		},
		baseRecord: earlier.get(comparison.baseline?.run ?? ""),
		model: record.model.name,
		key: settings.commentKey,
		pullRequestNumber: event.pullRequest?.number,
		repositoryUrl: event.repositoryUrl,
		trackingCommit,
		recordPath: recordPath(record.id),
		runUrl: event.runUrl,
		failOn: settings.failOn,
		updated: record.ended
	};
}
/** The records that the comparisons of the worst legs name. Without them the report lacks trends and nothing else. */
async function readEarlier(legs, { history, log }) {
	const severity = ({ record, comparison }) => severityOf(outcomeOf({
		run: record,
		comparison
	}));
	const ids = legs.toSorted((a, b) => severity(a) - severity(b)).slice(0, READ_LEGS).flatMap(({ comparison: { baseline, historyRuns } }) => [...baseline === void 0 ? [] : [baseline.run], ...historyRuns.map(({ run }) => run)]);
	try {
		return await readRuns(new Set(ids), history);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`the earlier runs cannot be read, so the report shows no trends: ${error.message}`);
		return /* @__PURE__ */ new Map();
	}
}

// src/pipeline/recording/collect-runs.ts
/** @throws MlopsError `not-found` when no leg left a record that can be read */
async function collectRuns({ settings, event, folder }, ports) {
	const { log } = ports;
	const bundles = await readLegs(event, ports);
	let failure;
	const note = (error, more) => {
		const hint = `${error.hint} ${more}`;
		failure ??= new MlopsError(error.code, error.message, hint, { cause: error });
	};
	const may = mayWrite(event);
	let isLeft = may === "no";
	const appended = await (isLeft ? Promise.resolve(void 0) : appendBundles(bundles, ports.history)).catch((error) => {
		if (!(error instanceof MlopsError)) throw error;
		isLeft = may === "unsure" && error.code === "tracking-forbidden";
		if (isLeft) return void 0;
		note(error, "The records are kept as artifacts of this workflow run; `task: sync` writes them later.");
	});
	for (const { run, error } of appended?.refused ?? []) {
		log.warn(logLine(`run ${run} is not recorded: ${error.message}`));
		note(error, `The record of run ${run} is kept as an artifact of this workflow run.`);
	}
	if (appended !== void 0 && appended.runs.length > 0) log.info(`recorded ${count(appended.runs.length)}${placeWords(appended)}`);
	const trackingCommit = appended?.commit;
	const records = bundles.map(({ record }) => record);
	const legs = latestAttempts(records).map((record) => ({
		record,
		comparison: comparisonFor(record, settings, ports)
	}));
	const missing = missingLegs(records);
	const best = bestLeg(legs);
	const facts = {
		settings,
		event,
		legs,
		missing,
		best,
		superseded: records.length - legs.length,
		trackingCommit
	};
	const reports = await writeLegsReports(facts, folder, ports);
	const comment = isLeft ? void 0 : await postLegsComment(reports, {
		settings,
		event
	}, ports);
	const verdict = worstVerdict(legs, missing);
	if (!isLeft) await postLegsCheck(reports.input, legs, {
		settings,
		event,
		failure,
		verdict
	}, ports);
	if (settings.register.when !== "never") {
		const which = best === void 0 ? "a run" : `run ${best.record.id}`;
		log.info(`not registered: which leg becomes a version is a choice; \`task: register\` with \`run-id\` makes one of ${which}`);
	}
	return {
		legs,
		missing,
		best,
		status: worstStatus(legs, missing),
		verdict,
		trackingCommit,
		isLeft,
		reports,
		comment,
		failure
	};
}
/** The runs that jobs of this workflow run left, in all its attempts; jobs that recorded for themselves are not meant. */
async function readLegs(event, ports) {
	const artifacts = (await ports.artifacts?.listOfRun?.().catch(withoutArtifacts) ?? []).filter(({ name }) => parseRecordArtifact(name)?.isLeg === true);
	const bundles = (await readRecords(artifacts, "run", ports)).filter(({ record }) => isOfEvent(record, event, ports));
	if (bundles.length > 0) return bundles;
	throw new MlopsError("not-found", artifacts.length === 0 ? "no job of this workflow run left a record" : `of the ${artifacts.length} records of this workflow run none can be read`, "Give the jobs that train the input `collect: true`, and this job `needs:` with their names. If `paths` is an input of theirs, give it to this job too. If they were cancelled before they trained, there is nothing to record.");
}
/** A leg holds a token of its workflow run and can leave any record there: the event of this job says what it is of. */
function isOfEvent(record, event, { environment, log }) {
	const { run, repository, name, branch, tag, commit, pullRequest } = event;
	const commits = [
		commit,
		environment["GITHUB_SHA"],
		pullRequest?.head
	].filter((each) => each !== void 0);
	const known = {
		run,
		repository,
		event: name,
		ref: branch ?? tag,
		commits: [...new Set(commits)]
	};
	const refusal = contradiction(record, known);
	if (refusal === void 0) return true;
	log.warn(logLine(`run ${record.id} is passed over: ${refusal}. Check out the same in this job as in the jobs that train, or let them record without \`collect\`.`));
	return false;
}
/** Where jobs cannot leave anything to another, each has recorded for itself. */
function withoutArtifacts(error) {
	if (!(error instanceof MlopsError) || error.code !== "artifact-absent") throw error;
	throw new MlopsError(error.code, error.message, "Leave out this job and `collect: true` in the others: each of them then records and comments for itself.", { cause: error });
}
/** What the leg found when it compared itself; without that nothing but its own values can be judged, and no regression. */
function comparisonFor(record, { gates }, { environment }) {
	const stored = comparisonOf(record);
	if (stored !== void 0) return stored;
	const made = compareRuns({
		candidate: record,
		noBaseline: "the comparison that the job made cannot be read",
		isBaselineNamed: true,
		history: [],
		gates
	});
	return redactRecord(made, redactorFrom(environment));
}
function count(runs) {
	return runs === 1 ? "1 run" : `${runs} runs`;
}
function placeWords({ commit, written }) {
	if (!written) return "; all of them were there before";
	return commit === void 0 ? " in the inbox of the tracking branch" : ` as ${commit.slice(0, 7)} on the tracking branch`;
}

// src/report/skipped-comment.ts
/**
* The body that takes the place of an earlier one, whose results it keeps.
* @returns undefined where the earlier one holds no results, or those of a later workflow run
*/
function renderSkippedComment(input, previousBody) {
	const [last, ...earlier] = parseState(previousBody);
	if (last === void 0 || isLater(last.from?.run, input.workflowRun)) return void 0;
	const { sign } = OUTCOMES["no-gate"];
	return `${[
		[
			commentMarker(input.key, input.pullRequestNumber),
			renderResults(last, earlier),
			`### ${sign} Nothing to train: no change of this pull request feeds ${code(input.model)}`
		].join("\n"),
		`${code(shortCommit(input.head))} was not trained, as ${md(input.reason, 300)}. What earlier commits measured no longer counts.`,
		renderResultTable([last, ...earlier], { repositoryUrl: input.repositoryUrl })
	].join("\n\n")}\n`;
}
function isLater(shown, own) {
	return shown !== void 0 && own !== void 0 && /^\d{1,18}$/.test(own) && BigInt(shown) > BigInt(own);
}

// src/pipeline/reporting/report-skipped.ts
/** Replaces the comment where one stands; makes none. */
async function replaceComment(reason, { settings, event }, { forge, log }) {
	const { pullRequest } = event;
	if (pullRequest === void 0 || settings.comment === false) return;
	const { commentKey: key, model } = settings;
	const input = {
		key,
		pullRequestNumber: pullRequest.number,
		model,
		head: pullRequest.head,
		reason,
		workflowRun: event.run,
		repositoryUrl: event.repositoryUrl
	};
	const { outcome } = await forge.upsertComment(pullRequest, {
		marker: commentMarker(key, pullRequest.number),
		render: (previousBody) => renderSkippedComment(input, previousBody)
	});
	if (outcome === "updated") log.info("the comment says that there was nothing to train");
}

// src/action/publish/announce.ts
/** Every output of the action. */
const OUTPUT_NAMES = [
	"run-id",
	"status",
	"verdict",
	"metrics",
	"comparison",
	"report",
	"comment-url",
	"tracking-commit",
	"artifact-id",
	"artifact-url",
	"artifact-digest",
	"model-digest",
	"model-version",
	"release-url",
	"stage",
	"deployment-url",
	"checksums",
	"predicate"
];
/** Every output of the action; what does not apply is undefined. */
function outputsOf$2(published, provenance) {
	const { record, artifact, registered } = published;
	return {
		"run-id": record.id,
		status: record.status,
		verdict: published.verdict,
		metrics: canonicalLine(metricsOf(record)),
		comparison: published.reports.comparisonFile,
		report: published.reports.commentFile,
		"comment-url": published.comment?.url,
		"tracking-commit": published.trackingCommit,
		"artifact-id": artifact?.id,
		"artifact-url": artifact?.url,
		"artifact-digest": artifact?.digest,
		"model-digest": record.model.digest,
		"model-version": registered?.version,
		"release-url": registered?.releaseUrl,
		stage: assignedStage(published.stage),
		"deployment-url": void 0,
		...provenance
	};
}
/** The stage that a version has now; undefined where it was refused or waits for an approval. */
function assignedStage(outcome) {
	return outcome?.outcome === "assigned" || outcome?.outcome === "held" ? outcome.promotion.stage : void 0;
}
/** The final metrics by name. */
function metricsOf({ metrics }) {
	return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, metric.value]));
}
/** Writes the job summary and annotates what failed. */
async function announce$1(published, settings) {
	const { record, comparison, reports } = published;
	await summary.addRaw(reports.summary, true).write();
	if (published.leftTo === "publish") await announceLeft();
	if (record.status !== "finished") error(record.error?.message ?? `the training was ${record.status}`, { title: `mlops: training ${record.status}` });
	annotateGates(comparison, settings);
}
/** What gates say against a run, on the lines of mlops.yaml where they stand. */
function annotateGates(comparison, settings, leg) {
	for (const { metric, status, reason, place } of gateNotes(comparison, settings)) {
		const text = `${leg === void 0 ? "" : `${leg}: `}${metric}: ${reason}`;
		const where = place === void 0 ? {} : {
			file: place.file,
			startLine: place.line
		};
		if (status === "fail" && settings.failOn !== "never") error(text, {
			title: "mlops: gate failed",
			...where
		});
		else warning(text, {
			title: `mlops: gate ${status}`,
			...where
		});
	}
}
/** Said once, where the token of a pull request's job may not write: who will record the run and comment on it. */
async function announceLeft() {
	notice(`This job's token may not write. ${LEFT}`, { title: "mlops: left to be published" });
	await summary.addRaw(`\n${LEFT}\n`, true).write();
}
const LEFT = "The run is kept as a workflow artifact: the workflow with `task: publish` records it and comments on the pull request when this workflow run has ended. Without such a workflow there is no comment.";

// src/action/publish/task.ts
async function portsOf$1({ context, settings, event, token }) {
	const remoteUrl = await readRemoteUrl(context);
	const { trackingBranch } = settings;
	return actionPorts({
		context,
		remoteUrl,
		trackingBranch,
		token,
		contended: (event.jobTotal ?? 1) > 1
	});
}

// src/action/publish/skip.ts
/** @param reason as a part of a sentence */
async function skip(reason, task, ports) {
	setOutputs(Object.fromEntries(OUTPUT_NAMES.map((name) => [name, void 0])));
	actionLog.info(`not trained: ${reason}`);
	await summary.addRaw(`### Not trained\n\nAs ${reason}, there is no run.\n`, true).write();
	const { event } = task;
	if (!(event.pullRequest !== void 0 || event.mergeGroup !== void 0) || mayWrite(event) === "no") return;
	try {
		const to = ports ?? await portsOf$1(task);
		await postSkippedCheck(reason, task, to);
		await replaceComment(reason, task, to);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		actionLog.warn(`${error.message}. ${error.hint}`);
	}
}

// src/action/publish/collect.ts
async function collect(task) {
	const { settings, event } = task;
	const folder = getInput("folder", { required: true });
	await mkdir(folder, { recursive: true });
	const ports = await portsOf$1(task);
	const collected = await collectRuns({
		settings,
		event,
		folder
	}, ports).catch((error) => {
		if (error instanceof MlopsError && error.code === "not-found") return error;
		throw error;
	});
	if (collected instanceof MlopsError) {
		const { registry, scratch, log } = ports;
		const findTrained = () => findLastTrained(task, ports);
		const skipped = await findReasonToSkip({
			settings,
			event,
			findTrained,
			remote: registry.remote,
			scratch,
			log
		});
		if (skipped === void 0) throw collected;
		return skip(skipped, task, ports);
	}
	setOutputs(outputsOf$1(collected));
	await summary.addRaw(collected.reports.summary, true).write();
	if (collected.isLeft) await announceLeft();
	annotate(collected, settings);
	if (collected.failure !== void 0) throw collected.failure;
	const { legs, verdict, missing } = collected;
	const statuses = legs.map(({ record }) => record.status);
	if (exitStatusForLegs({
		statuses,
		verdict,
		areMissing: missing.length > 0
	}, settings.failOn) !== 0) process.exitCode = 1;
}
/** What concerns one run is said of the best. */
function outputsOf$1(collected) {
	const { best, status, verdict, reports, comment, trackingCommit } = collected;
	const model = best?.record.model;
	return {
		"run-id": best?.record.id,
		status,
		verdict,
		metrics: best === void 0 ? void 0 : canonicalLine(metricsOf(best.record)),
		comparison: reports.comparisonFile,
		report: reports.commentFile,
		"comment-url": comment?.url,
		"tracking-commit": trackingCommit,
		"artifact-id": model?.artifact?.id,
		"artifact-url": model?.artifact?.url,
		"artifact-digest": model?.artifact?.digest,
		"model-digest": model?.digest
	};
}
function annotate({ legs, missing }, settings) {
	const names = legNames(legs.map(({ record }) => record));
	for (const { job, found, total } of missing) {
		const text = `${total - found} of the ${total} legs of ${job} left no record`;
		if (settings.failOn === "never") warning(text, { title: "mlops: leg missing" });
		else error(text, { title: "mlops: leg missing" });
	}
	for (const { record, comparison } of legs) {
		const name = names.get(record.id) ?? record.id;
		if (record.status !== "finished") error(`${name}: ${record.error?.message ?? "no reason is known"}`, { title: `mlops: training ${record.status}` });
		annotateGates(comparison, settings, name);
	}
}

// src/report/stage-summary.ts
const MOST_GATES = 30;
const MAX_REASON = 600;
function renderGivenStage({ isHeld, promotion, tag, releaseUrl, followed }) {
	const { kind, version, stage, replaces } = promotion;
	const name = md(`${promotion.model} ${version}`, 300);
	const what = kind === "rollback" ? `${md(stage)} went back to ${name}` : `${name} has ${md(stage)}`;
	const before = replaces === void 0 ? "Nothing was there before." : `It replaces ${md(replaces)}.`;
	const words = isHeld ? "It had it before; nothing was assigned." : before;
	return joined([
		`### ${what}`,
		followed === void 0 ? words : `${words} Then: ${sentence(followed)}`,
		factsTable(promotion, tag, releaseUrl),
		gatesTable(promotion)
	]);
}
function renderRefusedStage({ model, version, stage, objections, isFinal }) {
	return joined([
		`### ${md(`${model} ${version}`, 300)} does not get ${md(stage)}`,
		objections.map((each) => `- because ${md(each, MAX_REASON)}`).join("\n"),
		isFinal ? CANNOT_BE_FORCED : "Nothing was assigned. `force` with a `reason` passes over it; the reason stands in the tag for ever."
	]);
}
function renderProposedStage({ promotion, url, branch }) {
	const { model, version, stage } = promotion;
	const where = url === void 0 ? `on the branch ${code(branch, 300)}` : link$1("in a pull request", url);
	return joined([
		`### ${md(stage)} wants an approval for ${md(`${model} ${version}`, 300)}`,
		`It is proposed ${where}. Merging that assigns the stage.`,
		factsTable(promotion, void 0, void 0),
		gatesTable(promotion)
	]);
}
function renderDrill(drilled) {
	const { model, stage, version, from, reason, hint, files, duration } = drilled;
	const what = `${md(stage)} of ${md(model, 300)} would go back from ${md(from)} to ${md(version)}`;
	if (reason === void 0) {
		const checked = `${files} model ${files === 1 ? "file was" : "files were"} fetched and checked`;
		return joined([`### ${what}`, `${checked} in ${duration.toFixed(1)} s. The date is recorded.`]);
	}
	return joined([`### ${what}, and that would fail`, `The reason: ${sentence(reason)} ${hint === void 0 ? "" : sentence(hint)}`]);
}
/** What of deploy/*.yaml was not followed, or that nothing had to be done; empty where all was said before. */
function renderUnfollowed({ done, refused, wishes }) {
	const lines = refused.map(({ wish: { model, version, stage }, because }) => {
		return `- ${code(`deploy/${stage}.yaml`)} wishes ${md(`${model} ${version}`, 300)}: ${md(because, MAX_REASON)}`;
	});
	if (lines.length > 0) return joined(["### Not followed", lines.join("\n")]);
	if (done > 0) return "";
	return wishes === 0 ? "No `deploy/*.yaml` wishes a version of this model.\n" : "Every stage is as `deploy/*.yaml` wishes it.\n";
}
function factsTable(promotion, tag, releaseUrl) {
	const { run, verdict, compared_with: against, actor, url, reason, against: objections } = promotion;
	const compared = against === void 0 ? "" : ` against ${code(against.version ?? against.run)}`;
	const rows = [
		["tag", tag === void 0 ? void 0 : code(tag, 300)],
		["release", releaseUrl === void 0 ? void 0 : link$1("card and files", releaseUrl)],
		["verdict", verdict === void 0 ? void 0 : `${verdict}${compared}`],
		["run", run === void 0 ? void 0 : code(run)],
		["model files", promotion.model_digest === void 0 ? void 0 : code(`sha256 ${promotion.model_digest}`)],
		["forced against", objections === void 0 ? void 0 : md(objections, MAX_REASON)],
		["reason", reason === void 0 ? void 0 : md(reason, MAX_REASON)],
		["by", actor === void 0 ? void 0 : code(actor)],
		["decided at", url === void 0 ? void 0 : code(url, 300)]
	].flatMap(([name, text]) => text === void 0 ? [] : [[name, text]]);
	return rows.length === 0 ? "" : table(["", ""], ["left", "left"], rows);
}
function gatesTable({ gates }) {
	if (gates.length === 0) return "";
	const rows = gates.slice(0, MOST_GATES).map(({ gate, status, reason, accepted }) => {
		const why = reason === void 0 ? "" : md(reason, MAX_REASON);
		const who = accepted === void 0 ? "" : `accepted: ${md(accepted.reason, MAX_REASON)}`;
		return [
			md(gate),
			status,
			[why, who].filter((text) => text !== "").join("; ")
		];
	});
	return table([
		"gate",
		"says",
		"why"
	], [
		"left",
		"left",
		"left"
	], rows);
}
/** Plain words as the end of a sentence of Markdown: foreign text is never first on a line. */
function sentence(words) {
	const text = md(words, MAX_REASON);
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}
function joined(parts) {
	return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

// src/report/deployment-summary.ts
function renderDeployment({ model, version, stage, state, url, reason, next }) {
	const what = md(`${model} ${version}`, 300);
	const where = url === void 0 ? "" : ` at ${link$1(md(url, 300), url)}`;
	const heads = {
		deployed: `${what} is live in ${md(stage)}${where}`,
		unchanged: `${what} was live in ${md(stage)} and is well${where}`,
		failed: `${what} failed in ${md(stage)}`,
		restored: `${what} was brought back and is live in ${md(stage)}${where}`,
		"not-restored": `${what} could not be brought back to ${md(stage)}`
	};
	const why = reason === void 0 ? [] : [`The reason: ${sentence(reason)}`];
	const then = next === void 0 ? [] : [`What follows: ${sentence(next)}`];
	return `${[
		`### ${heads[state]}`,
		...why,
		...then
	].join("\n\n")}\n`;
}

// src/action/publish/announce-stage.ts
/** A refusal and a deployment that failed fail the job; that an approval is asked for does not. */
async function announceStage(outcome, event) {
	if (outcome.outcome === "refused") {
		const { model, version, stage, objections, verdict } = outcome;
		setOutputs({
			"model-version": version,
			verdict
		});
		const title = `mlops: ${stage} refused`;
		error(`${model} ${version} does not get ${stage}:\n${objections.map((each) => `- ${each}`).join("\n")}`, { title });
		await summary.addRaw(renderRefusedStage(outcome), true).write();
		process.exitCode = exitStatusOfRefusal(verdict);
		return;
	}
	const { promotion } = outcome;
	const releaseUrl = releaseUrlOf(promotion, event);
	setOutputs({
		"run-id": promotion.run,
		verdict: promotion.verdict,
		"model-digest": promotion.model_digest,
		"model-version": promotion.version,
		"release-url": releaseUrl,
		stage: assignedStage(outcome)
	});
	if (outcome.outcome === "proposed") {
		notice(`${promotion.stage} wants an approval: ${outcome.url ?? outcome.branch}`, { title: "mlops: proposed" });
		await summary.addRaw(renderProposedStage(outcome), true).write();
		return;
	}
	const { followed, written } = outcome;
	summary.addRaw(renderGivenStage({
		isHeld: outcome.outcome === "held",
		promotion,
		tag: written.tag,
		releaseUrl,
		followed: followed.kind === "nothing" ? void 0 : followed.words
	}), true);
	await summary.write();
	sayFollowed(followed, promotion);
}
function sayFollowed(followed, { model, version }) {
	if (followed.kind === "nothing") return;
	if (followed.kind !== "failed") {
		actionLog.info(logLine(`${model} ${version}: ${followed.words}`));
		return;
	}
	error(`${model} ${version}: ${followed.words}`, { title: "mlops: deployment failed" });
	process.exitCode = 1;
}
/** Where the release of a version is. A version that another program registered may have none. */
function releaseUrlOf({ model, version, run }, { repositoryUrl }) {
	if (repositoryUrl === void 0 || run === void 0) return void 0;
	return releasePage(repositoryUrl, `${model}@${version}`);
}

// src/action/publish/cancellation.ts
/**
* Aborts at the first signal; from then on this process goes on until it is done or killed.
* @param words what happens then
*/
function watchCancellation(log, words) {
	const controller = new AbortController();
	const onSignal = () => {
		if (controller.signal.aborted) return;
		log.warn(`the job was cancelled: ${words}`);
		controller.abort();
	};
	for (const signal of [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	]) process.on(signal, onSignal);
	return controller.signal;
}

// src/action/publish/changed-settings.ts
/**
* None of the user's settings are followed once they were changed.
* @param planned their digest before the command ran
* @param who ran meanwhile
*/
async function leaveChangedSettings(planned, who) {
	if (planned === void 0 || await readGitSettings() === planned) return;
	process.env["GIT_CONFIG_GLOBAL"] = "/dev/null";
	process.env["GIT_CONFIG_NOSYSTEM"] = "1";
	actionLog.warn(`${who} changed the settings of git of this user; they are not followed any more`);
}

// src/action/publish/restored.ts
async function settleRestored(restored, ports, own) {
	const { plan, prepared, outcome } = restored;
	const { of } = plan;
	const { restores: failed = "" } = prepared;
	const { failure, url } = await settleRestoration(prepared, outcome, own);
	if (failure !== void 0) {
		error(`${of.model} ${of.version} could not be brought back to ${of.stage}: ${failure}`, { title: "mlops: nothing is live" });
		await summary.addRaw(renderDeployment({
			...of,
			state: "not-restored",
			reason: failure
		}), true).write();
		process.exitCode = 1;
		return;
	}
	const assigned = await takeBack({
		model: of.model,
		stage: of.stage,
		failed,
		restored: of.version,
		failure: plan.failure ?? "",
		actor: prepared.actor,
		url: plan.run_url
	}, ports);
	if (assigned !== void 0) {
		const tagged = {
			...prepared,
			tag: assigned.written.tag
		};
		const deployment = await announce$2(tagged, own);
		const shown = deployment === void 0 ? tagged : {
			...tagged,
			deployment
		};
		await reportState(shown, "success", `${of.version} is live again`, url, own);
	}
	const next = assigned === void 0 ? `${of.stage} has another version meanwhile, which is deployed by a job of its own` : `${of.stage} is ${of.version} again: ${assigned.written.tag}`;
	actionLog.info(logLine(next));
	await summary.addRaw(renderDeployment({
		...of,
		state: "restored",
		next
	}), true).write();
}

// src/action/publish/deploy.ts
async function deploy(token) {
	const folder = getInput("folder", { required: true });
	const plan = await readDeployPlan(folder, getInput("digest", { required: true }));
	if (plan.prepared === void 0) return announceLive(plan);
	await leaveChangedSettings(plan.checkout.git_settings, "the deploy command");
	const { prepared } = plan;
	const ports = await portsOf(plan, token);
	const outcome = await readHookOutcome(prepared, folder, redactorFrom(ports.environment));
	const abort = outcome.isInterrupted ? AbortSignal.abort() : watchCancellation(actionLog, "nothing is waited for");
	const own = deployPorts(ports, {
		workingDirectory: plan.working_directory,
		repositoryUrl: plan.repository_url,
		defaultBranch: plan.default_branch,
		runUrl: plan.run_url,
		abort
	});
	if (prepared.restores !== void 0) return settleRestored({
		plan,
		prepared,
		outcome
	}, ports, own);
	await announceSettled(plan, await settleDeployment(prepared, outcome, own), dirname(folder));
}
function portsOf({ checkout, remote_url: remoteUrl, tracking_branch: trackingBranch }, token) {
	return actionPorts({
		context: plannedContext(checkout.root),
		remoteUrl,
		trackingBranch,
		token,
		contended: false
	});
}
async function announceLive({ of, live, repository_url: repositoryUrl }) {
	const url = live?.url;
	setOutputs({
		...versionOutputs(of, repositoryUrl),
		stage: of.stage,
		"deployment-url": url
	});
	actionLog.info(logLine(`${of.model} ${of.version} is live in ${of.stage} since ${live?.since ?? ""}, and well`));
	await summarise({
		...of,
		state: "unchanged",
		url
	});
}
async function announceSettled(plan, settled, parent) {
	const { of } = plan;
	const outputs = versionOutputs(of, plan.repository_url);
	if (settled.state === "success") {
		const { url } = settled;
		setOutputs({
			...outputs,
			stage: of.stage,
			"deployment-url": url
		});
		return summarise({
			...of,
			state: "deployed",
			url
		});
	}
	const { reason, restore, notRestored } = settled;
	const next = restore === void 0 ? `nothing comes back: ${notRestored ?? ""}` : `${restore.version} is brought back`;
	setOutputs({
		...outputs,
		...restore === void 0 ? {} : await handOver(plan, restore, reason, parent)
	});
	error(`${of.model} ${of.version} failed in ${of.stage}: ${reason}\n${next}`, { title: "mlops: deployment failed" });
	await summarise({
		...of,
		state: "failed",
		reason,
		next
	});
	process.exitCode = 1;
}
/** Writes down what brings the version before back, for the step of bash that follows. */
async function handOver(plan, prepared, failure, parent) {
	const folder = await mkdtemp(join(parent, "restore-"));
	const { model, version, stage, run } = prepared;
	const restoring = {
		...plan,
		of: {
			model,
			version,
			stage,
			run
		},
		prepared,
		failure: failure.slice(0, 4e3)
	};
	return {
		"restore-folder": folder,
		"restore-digest": await writeHookCapture(restoring, folder),
		restore: String(prepared.script !== void 0)
	};
}
function versionOutputs(of, repositoryUrl) {
	const url = releaseUrlOf(of, { repositoryUrl });
	return {
		"run-id": of.run,
		"model-version": of.version,
		...url === void 0 ? {} : { "release-url": url }
	};
}
async function summarise(report) {
	await summary.addRaw(renderDeployment(report), true).write();
}

// src/forge/workflow-run.ts
const Text = string().min(1);
const Payload$1 = WorkflowRunPayload.extend({
	action: literal("completed").exactOptional(),
	workflow_run: WorkflowRunPayload.shape.workflow_run.extend({
		id: number().int().positive(),
		run_attempt: number().int().positive(),
		name: Text.nullish(),
		event: Text,
		actor: looseObject({ login: Text }).nullish(),
		created_at: datetime({ offset: true })
	})
});
/**
* @param payload the parsed event file
* @throws MlopsError `usage` for an event that is of no workflow run
*/
function parseWorkflowRun(payload) {
	const parsed = Payload$1.safeParse(payload).data;
	if (parsed === void 0) throw new MlopsError("usage", "the event of this job tells of no workflow run that has ended, and `task: publish` reads what such a one has left", "Use it in a workflow with `on: {workflow_run: {workflows: [train], types: [completed]}}`, as README.md shows.");
	const { workflow_run: run, repository } = parsed;
	const headRepository = run.head_repository?.full_name;
	return {
		id: String(run.id),
		attempt: run.run_attempt,
		workflow: run.name ?? void 0,
		event: run.event,
		head: run.head_sha,
		headBranch: run.head_branch ?? void 0,
		headRepository,
		repository: repository.full_name,
		isFork: isForkOf(repository.full_name, headRepository),
		actor: run.actor?.login,
		created: new Date(run.created_at)
	};
}

// src/pipeline/recording/fork-record.ts
/** How far clocks of runners may be off, in milliseconds. */
const CLOCK_MS = 864e5;
/**
* What a record says of its own origin that is not so, in words; undefined for a record that may be of this workflow run.
* @param now when it is read
*/
function falseClaim({ id, started, ended, source, trigger }, run, now) {
	if (trigger.run !== run.id) return `it says that workflow run ${trigger.run ?? "(none)"} made it, not ${run.id}`;
	const head = source.pull_request?.head ?? source.commit;
	if (head !== run.head) return `it says that it is of commit ${head}, not ${run.head}`;
	if (source.repository === void 0 || !isSameRepository(source.repository, run.repository)) return `it says that it is of repository ${source.repository ?? "(none)"}, not ${run.repository}`;
	const { attempt = 0 } = trigger;
	if (attempt < 1 || attempt > run.attempt) return `it says that it is of attempt ${attempt}, of ${run.attempt}`;
	const [earliest, latest] = [run.created.getTime() - CLOCK_MS, now.getTime() + CLOCK_MS];
	if ([
		timeOfRunId(id).getTime(),
		Date.parse(started),
		Date.parse(ended)
	].some((time) => time < earliest || time > latest)) return `it says that it ran from ${started} to ${ended}, and the workflow run began at ${run.created.toISOString()}`;
}
/** The members that the training alone can know. */
const CLAIMED = [...[
	"id",
	"experiment",
	"status",
	"error",
	"started",
	"ended",
	"duration",
	"resources",
	"environment"
], ...[
	"command",
	"params",
	"metrics",
	"series",
	"repeats",
	"data",
	"tags",
	"capture"
]];
/** The record as it is kept: marked as a fork's, without a place of its files, which are not kept. */
function recordOfFork(record, origin) {
	const { model, artifacts, predictions } = record;
	return RunRecord.parse({
		schema: 1,
		...Object.fromEntries(CLAIMED.flatMap((key) => record[key] === void 0 ? [] : [[key, record[key]]])),
		...predictions === void 0 ? {} : { predictions: withoutPlace(predictions) },
		model: {
			name: model.name,
			files: model.files.map(digestOnly),
			...model.digest === void 0 ? {} : { digest: model.digest }
		},
		artifacts: artifacts.map(digestOnly),
		source: sourceOf(record, origin),
		trigger: triggerOf(record, origin)
	});
}
function sourceOf({ source }, { run, pullRequest, mergeBase }) {
	const fork = run.headRepository ?? "unknown";
	return {
		repository: run.repository,
		fork,
		commit: run.head,
		...run.headBranch === void 0 ? {} : { branch: forkBranch(fork, run.headBranch) },
		dirty: source.dirty,
		...pullRequest === void 0 ? {} : { pull_request: {
			number: pullRequest.number,
			head: run.head,
			base: pullRequest.base,
			...mergeBase === void 0 ? {} : { merge_base: mergeBase }
		} }
	};
}
/** Which job of the workflow run it was, and in which attempt, only the job itself says. */
function triggerOf({ trigger }, { run, runUrl }) {
	const { attempt, job, matrix, job_total } = trigger;
	return {
		event: run.event,
		...run.actor === void 0 ? {} : { actor: run.actor },
		...run.workflow === void 0 ? {} : { workflow: run.workflow },
		run: run.id,
		...attempt === void 0 ? {} : { attempt },
		...job === void 0 ? {} : { job },
		...matrix === void 0 ? {} : { matrix },
		...job_total === void 0 ? {} : { job_total },
		...runUrl === void 0 ? {} : { url: runUrl }
	};
}
function withoutPlace({ stored, ...predictions }) {
	return {
		...predictions,
		...stored === void 0 || stored.artifact !== void 0 ? {} : { stored }
	};
}
function digestOnly({ path, size, sha256 }) {
	return {
		path,
		size,
		sha256
	};
}

// src/pipeline/recording/judge-left.ts
/**
* Makes a fork's record anew and compares it here.
* @param baseBranch what it is compared with where no pull request is known
*/
async function judgeFork({ record, files }, origin, { settings, baseBranch }, ports) {
	const redact = redactorFrom(ports.environment);
	const candidate = redactRecord(recordOfFork(record, origin), redact);
	const { pullRequest, mergeBase } = origin;
	const compared = await compareWithHistory(candidate, {
		history: ports.history,
		settings,
		pullRequest: {
			baseBranch: pullRequest?.baseBranch ?? baseBranch,
			mergeBase
		},
		resolveVersion: (reference) => resolveVersionRun(reference, ports),
		awaitsFirstVersion: (reference) => awaitsFirstVersion(reference, settings.model, ports),
		gatherEvidence: (baseline) => gatherEvidence(candidate, predictionsIn(candidate, files), baseline, ports)
	});
	const accepted = await applyAcceptances(compared, candidate, ports.history);
	const judged = await withChangedCode(accepted, candidate, ports);
	const comparison = redactRecord(judged.comparison, redact);
	const kept = {
		...candidate,
		comparison: { ...withoutTrends(comparison) }
	};
	const named = namedFilesOf(kept).flatMap(({ name }) => {
		const content = files[name];
		return content === void 0 ? [] : [[name, content]];
	});
	return {
		judged: {
			record: kept,
			comparison,
			baseRecord: judged.baseRecord
		},
		bundle: {
			record: kept,
			files: Object.fromEntries(named)
		}
	};
}
/** What a record says of itself: the comparison that was made when it was written. */
async function judgedBefore(record, { gates }, { history }) {
	const stored = comparisonOf(record);
	if (stored !== void 0) return {
		record,
		...await restoreTrends(stored, history)
	};
	return {
		record,
		comparison: compareRuns({
			candidate: record,
			noBaseline: "the comparison that the job made cannot be read",
			history: [],
			gates
		}),
		baseRecord: void 0
	};
}

// src/pipeline/recording/trained-commits.ts
/**
* The record names the merge, and the forge, which alone can tell, is asked what that merges.
* @param head commit that the workflow run is of
*/
async function trainedCommits({ source: { commit, pull_request } }, head, { findParents }) {
	if (commit === head || pull_request?.head !== head) return [head];
	return (await findParents?.(commit) ?? []).includes(head) ? [head, commit] : [head];
}

// src/pipeline/recording/left-records.ts
/** What one record and the files beside it may have; a record of a thousand metrics has 100 KB. */
const LIMITS$1 = {
	files: 20,
	bytes: 4194304
};
/** Most records that are read of a workflow run, and what they may have together: the branch keeps them for ever. */
const MOST$1 = {
	records: 100,
	bytes: 16777216
};
/** Most artifacts that are listed to find them. */
const MOST_LISTED = 1e3;
/** @param pulls every pull request that the branch of the workflow run ever had; undefined where that cannot be known */
async function readLeftRecords(run, pulls, { model, experiment }, ports, most = MOST$1) {
	const notes = [];
	const note = (text) => {
		notes.push(text);
		ports.log.warn(logLine(text));
	};
	const listed = await listRecords(run, ports);
	if (listed.length > most.records) note(`${listed.length - most.records} records are left: ${most.records} are read`);
	const read = await readRecords(listed.slice(0, most.records), "repository", ports, LIMITS$1);
	const unread = Math.min(listed.length, most.records) - read.length;
	if (unread > 0) notes.push(`${unread} of the artifacts cannot be read as records, as the log says`);
	const others = read.filter(({ record }) => record.model.name !== model || record.experiment !== experiment);
	if (others.length > 0) ports.log.info(logLine(othersWords(others, model, experiment)));
	const ours = read.filter((bundle) => !others.includes(bundle));
	const known = await readKnown(new Set(ours.map(({ record }) => record.id)), ports.history);
	const fresh = [];
	let bytes = 0;
	const written = [];
	for (const bundle of ours) {
		const { id, source } = bundle.record;
		const there = known.get(id);
		const number = source.pull_request?.number;
		const isTheirs = pulls === void 0 || pulls.some((pull) => pull.number === number);
		const refusal = falseClaim(bundle.record, run, ports.clock()) ?? (run.isFork ? void 0 : await ownContradiction(bundle.record, run, ports)) ?? (isTheirs ? void 0 : `it says that it is of pull request ${number ?? "(none)"}, which is not of its branch`);
		if (refusal !== void 0) note(`run ${id} is not published: ${refusal}`);
		else if (there === void 0 && bytes + sizeOf(bundle) > most.bytes) note(`run ${id} is not published: the records of this workflow run have more than ${most.bytes} bytes together`);
		else if (there === void 0) {
			bytes += sizeOf(bundle);
			fresh.push(bundle);
		} else if (isOf(there, run)) written.push(there);
		else note(`run ${id} is not published: another run of this repository has this id, and stays as it is`);
	}
	const legIds = new Set(listed.flatMap(({ name }) => parseRecordArtifact(name)).flatMap((named) => named?.isLeg === true ? [named.run] : []));
	return {
		fresh,
		written,
		legs: read.flatMap(({ record }) => legIds.has(record.id) ? [record] : []),
		notes
	};
}
async function listRecords(run, { forge }) {
	if (forge.listArtifacts === void 0) throw new MlopsError("usage", "this forge has no workflow artifacts", "Records are published on GitHub alone.");
	const records = /* @__PURE__ */ new Map();
	let listed = 0;
	for await (const artifact of forge.listArtifacts(run.id)) {
		const id = parseRecordArtifact(artifact.name)?.run;
		const isOfRun = artifact.workflowRun === void 0 || artifact.workflowRun === run.id;
		if (id !== void 0 && isOfRun && !records.has(id)) records.set(id, artifact);
		listed += 1;
		if (listed >= MOST_LISTED) break;
	}
	return [...records.values()];
}
/** A fork's record is made anew; one of our own is kept as it is, so all that it says of its origin must be so. */
async function ownContradiction(record, run, { forge }) {
	const { id, repository, event, actor, headBranch: ref, head } = run;
	const commits = await trainedCommits(record, head, forge);
	return contradiction(record, {
		run: id,
		repository,
		event,
		actor,
		ref,
		commits
	});
}
function sizeOf({ record, files }) {
	return Object.values(files).reduce((sum, { length }) => sum + length, canonicalJson(record).length);
}
/** Records of the tracking branch, deleted ones too, by their ids. */
async function readKnown(ids, history) {
	if (ids.size === 0) return /* @__PURE__ */ new Map();
	const lines = await history.lines({
		matches: ({ id }) => ids.has(id),
		enough: ids.size,
		withDeleted: true
	});
	return new Map((await history.read(lines)).map((record) => [record.id, record]));
}
/** A record of the branch that came from this workflow run, and is marked as what that was. */
function isOf({ source, trigger }, run) {
	return trigger.run === run.id && source.fork !== void 0 === run.isFork;
}
function othersWords(others, model, experiment) {
	const names = [...new Set(others.map(({ record }) => `${record.model.name} (${record.experiment})`))].slice(0, 5);
	return `${others.length} records are of other models or experiments than ${model} (${experiment}) and not published here: ${names.join(", ")}; give a step the \`working-directory\`, \`model\` and \`experiment\` of theirs`;
}

// src/pipeline/commands/run-pull.ts
/**
* Two pull requests of a branch may be open at once, into two others; then the records tell them apart.
* @param pulls all of the branch, newest first
* @param claimed the numbers that stand in the records
*/
function choosePull(pulls, run, claimed) {
	const current = pulls.filter(({ head }) => head === run.head);
	const among = current.length > 0 ? current : pulls;
	return among.find(({ number }) => claimed.includes(number)) ?? among.find(({ isOpen }) => isOpen) ?? among[0];
}
/** Why no comment is made; undefined where one is. */
function silenceWords(pull, run) {
	if (run.headRepository === void 0) return "the fork was deleted: its run is recorded, without a comment";
	if (pull === void 0 && !run.event.startsWith("pull_request")) return `${run.event} started it: its run is recorded, without a comment`;
	if (pull === void 0) return "no pull request comes from this branch: its run is recorded, without a comment";
	const name = `pull request ${pull.number}`;
	if (!pull.isOpen) return `${name} is closed: its run is recorded, without a comment`;
	if (pull.head === run.head) return void 0;
	const [now, then] = [pull.head.slice(0, 7), run.head.slice(0, 7)];
	return `${name} has moved on to ${now}: the run of ${then} is recorded, and the comment is left to the next one`;
}

// src/pipeline/recording/publish-fork.ts
/**
* Publishes them, as often as it is asked to: what stands on the branch already is told of again, and not written.
* @throws MlopsError when artifacts, pull requests or the history cannot be read: then nothing is published
*/
async function publishFork(options, ports) {
	const { settings, event, run } = options;
	if (!mayHaveLeft(run)) return nothing([`${run.event} started the workflow run: its jobs may write, and have published it`]);
	const pulls = await findPulls(run, ports);
	const left = await readLeftRecords(run, pulls, settings, ports);
	if (left.fresh.length + left.written.length === 0) return nothing(left.notes.length > 0 ? left.notes : ["no job left a record"]);
	if (!run.isFork && left.fresh.length === 0) return nothing([...left.notes, "the jobs have recorded their runs themselves"]);
	const claimed = [...left.written, ...left.fresh.map(({ record }) => record)].map(({ source }) => source.pull_request?.number);
	const origin = await originOf(options, choosePull(pulls ?? [], run, claimed), ports);
	const runs = [];
	const bundles = left.written.map((record) => ({
		record,
		files: {}
	}));
	for (const record of left.written) runs.push(await judgedBefore(record, settings, ports));
	for (const bundle of left.fresh) {
		const made = run.isFork ? await judgeFork(bundle, origin, {
			settings,
			baseBranch: event.defaultBranch ?? ""
		}, ports) : {
			judged: await judgedBefore(bundle.record, settings, ports),
			bundle
		};
		runs.push(made.judged);
		bundles.push(made.bundle);
	}
	const appended = await append(bundles, ports);
	const refused = new Set(appended.refused.map(({ run: id }) => id));
	const kept = runs.filter(({ record }) => !refused.has(record.id));
	const silence = silenceWords(origin.pullRequest, run);
	const notes = [
		...left.notes,
		...appended.refused.map(({ run: id, error }) => `run ${id} is not recorded: ${error.message}`),
		...silence === void 0 ? [] : [silence]
	];
	const missing = missingLegs(left.legs);
	return {
		...await announce(kept, {
			options,
			origin,
			isSilent: silence !== void 0,
			missing
		}, appended.commit, ports),
		trackingCommit: appended.commit,
		notes,
		failure: appended.failure
	};
}
function nothing(notes) {
	return {
		status: void 0,
		verdict: void 0,
		trackingCommit: void 0,
		failure: void 0,
		runs: [],
		missing: [],
		reports: void 0,
		comment: void 0,
		notes
	};
}
/** Undefined when the fork is gone, so that nobody can say which pull requests were its, and for a push. */
async function findPulls(run, { forge }) {
	if (run.headRepository === void 0 || run.headBranch === void 0) return void 0;
	if (!run.event.startsWith("pull_request")) return void 0;
	return await forge.findPullRequests?.(run.headRepository, run.headBranch) ?? [];
}
async function originOf({ event: { repositoryUrl }, run }, pullRequest, { forge }) {
	return {
		run,
		runUrl: repositoryUrl === void 0 ? void 0 : `${repositoryUrl}/actions/runs/${run.id}`,
		pullRequest,
		mergeBase: pullRequest === void 0 ? void 0 : await forge.findMergeBase(pullRequest.base, run.head)
	};
}
/** What the branch does not take fails the job, after everything else is said. */
async function append(bundles, { history, log }) {
	try {
		const appended = await appendBundles(bundles, history);
		for (const { run, error } of appended.refused) log.warn(logLine(`run ${run} is not recorded: ${error.message}`));
		if (appended.runs.length > 0) log.info(`recorded ${appended.runs.join(", ")}`);
		return {
			...appended,
			failure: void 0
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {
			commit: void 0,
			written: false,
			runs: [],
			refused: [],
			failure: error
		};
	}
}
/** One run is reported as such, the legs of a matrix in one table; of jobs that ran again the latest attempt. */
async function announce(all, { options, origin, isSilent, missing }, trackingCommit, ports) {
	const { settings, folder } = options;
	const runs = latestAttempts(all.map(({ record }) => record)).flatMap(({ id }) => all.find(({ record }) => record.id === id) ?? []);
	const [first, ...others] = runs;
	if (first === void 0) return nothing([]);
	const plan = {
		settings,
		event: eventOf(options, origin, isSilent)
	};
	const said = {
		runs,
		missing,
		status: worstStatus(runs, missing),
		verdict: worstVerdict(runs, missing)
	};
	if (others.length + missing.length === 0) {
		const reports = await writeReports({
			plan,
			folder,
			...first,
			trackingCommit
		});
		return {
			...said,
			reports,
			comment: await postComment(reports, plan, ports)
		};
	}
	const superseded = all.length - runs.length;
	const legs = {
		...plan,
		legs: runs,
		missing,
		best: void 0,
		superseded,
		trackingCommit
	};
	const reports = await writeLegsReports(legs, folder, ports);
	return {
		...said,
		reports,
		comment: await postLegsComment(reports, plan, ports)
	};
}
/** The event that the workflow run was of, as far as it is to be believed; without a pull request nothing is commented on. */
function eventOf({ event, run }, origin, isSilent) {
	return {
		...event,
		name: run.event,
		branch: run.headBranch,
		commit: run.head,
		actor: run.actor,
		pullRequest: isSilent ? void 0 : origin.pullRequest,
		inputs: {},
		workflow: run.workflow,
		run: run.id,
		attempt: run.attempt,
		runUrl: origin.runUrl
	};
}

// src/action/publish/own-code.ts
/**
* Of an event of the default branch, whatever was checked out since.
* @param instead where what would be looked for in a checkout is read from, for the hint
* @throws MlopsError `usage` where another commit than that of the default branch is checked out
*/
function requireOwnCode({ commit }, instead) {
	const own = process.env["GITHUB_SHA"] ?? "";
	if (commit === own) return;
	throw new MlopsError("usage", `${commit.slice(0, 7)} is checked out, not ${own.slice(0, 7)} of the default branch: the code and the \`mlops.yaml\` of a fork must not stand beside a token that writes`, `Use actions/checkout without \`ref\` and \`repository\`; ${instead}.`);
}

// src/action/publish/fork.ts
async function publishLeft(task) {
	const { settings, event } = task;
	const run = parseWorkflowRun(await readPayload());
	requireOwnCode(event, "what the fork left is read from its artifacts");
	const folder = getInput("folder", { required: true });
	await mkdir(folder, { recursive: true });
	const published = await publishFork({
		settings,
		event,
		run,
		folder
	}, await portsOf$1(task));
	setOutputs(outputsOf(published));
	await summary.addRaw(summaryOf$1(published), true).write();
	if (published.failure !== void 0) throw published.failure;
}
/** The verdict is about the fork's run and no reason for this job to fail; with several runs nothing is said of one. */
function outputsOf(published) {
	const { runs, missing, status, verdict, reports, comment, trackingCommit } = published;
	const only = runs.length + missing.length === 1 ? runs[0]?.record : void 0;
	return {
		"run-id": only?.id,
		status,
		verdict,
		metrics: only === void 0 ? void 0 : canonicalLine(metricsOf(only)),
		comparison: reports?.comparisonFile,
		report: reports?.commentFile,
		"comment-url": comment?.url,
		"tracking-commit": trackingCommit,
		"model-digest": only?.model.digest
	};
}
function summaryOf$1({ reports, notes }) {
	const words = notes.map((text) => `- ${md(text, 300)}`).join("\n");
	return [reports?.summary ?? "### Nothing was published", words].filter((text) => text !== "").join("\n\n");
}

// src/action/publish/stage-files.ts
/** @throws MlopsError `usage` on another branch, whose files nobody has approved yet */
async function followStageFiles(task) {
	const { settings, event } = task;
	const { branch, defaultBranch, commit, actor, runUrl: url } = event;
	if (branch === void 0 || branch !== defaultBranch) throw new MlopsError("usage", `task promote follows deploy/*.yaml of ${defaultBranch ?? "the default branch"}, and this is ${branch ?? "no branch"}`, "Start the workflow on pushes to the default branch only, or give the input `stage`.");
	const { outcomes, refused, wishes } = await reconcileStages({
		settings,
		commit,
		actor,
		url,
		isDeployed: true,
		event
	}, await portsOf$1(task));
	for (const outcome of outcomes) await announceStage(outcome, event);
	for (const { wish, because } of refused) {
		const file = `deploy/${wish.stage}.yaml`;
		error(`${file} is not followed: ${because}`, {
			title: `mlops: ${wish.stage} refused`,
			file
		});
		process.exitCode = process.exitCode || 1;
	}
	await summary.addRaw(renderUnfollowed({
		done: outcomes.length,
		refused,
		wishes
	}), true).write();
}

// src/action/publish/stage-request.ts
/** @throws MlopsError `usage` without a stage, or for a reason that is too long */
async function stageRequest(task) {
	const { settings, event } = task;
	const { model, force } = settings;
	const stage = requireStageInput(settings);
	const ports = await portsOf$1(task);
	const redact = redactorFrom(ports.environment);
	const reason = parseReason(settings.reason && redact(settings.reason));
	const { actor, runUrl: url } = event;
	return {
		request: {
			settings,
			model,
			stage,
			reason,
			force,
			isAutomatic: false,
			actor,
			url
		},
		following: followingFor({
			settings,
			model,
			stage,
			isDeployed: true,
			event
		}, ports),
		ports
	};
}

// src/action/publish/promote.ts
async function promote(task) {
	const { settings, event } = task;
	if (settings.stage === void 0 && event.name === "push") return followStageFiles(task);
	const { request, following, ports } = await stageRequest(task);
	const wanted = {
		...request,
		version: settings.version,
		isApproved: false
	};
	await announceStage(await assignStage(wanted, following, ports), event);
}

// src/action/publish/provenance.ts
/** @param folder of this run alone; the files stay there for the steps that follow */
async function writeProvenance(registered, folder) {
	const provenance = registered?.provenance;
	if (provenance === void 0) return {
		checksums: void 0,
		predicate: void 0
	};
	await mkdir(folder, { recursive: true });
	const [checksums, predicate] = [join(folder, "checksums.txt"), join(folder, "predicate.json")];
	await writeFile$1(checksums, provenance.checksums);
	await writeFile$1(predicate, provenance.predicate);
	return {
		checksums,
		predicate
	};
}

// src/action/publish/register.ts
async function register(task) {
	const { settings, event } = task;
	const wanted = {
		settings,
		run: settings.runId,
		commit: event.commit
	};
	const ports = await portsOf$1(task);
	const registered = await registerRun(wanted, ports);
	const stage = await stageRegistered(registered, task, ports);
	setOutputs({
		"run-id": registered.run,
		"model-version": registered.version,
		"release-url": registered.releaseUrl,
		...await writeProvenance(registered, getInput("folder", { required: true })),
		stage: assignedStage(stage)
	});
	if (registered.releaseFailure !== void 0) throw registered.releaseFailure;
}

// src/action/publish/rollback.ts
async function rollback(task) {
	const { settings, event } = task;
	const { request: common, following, ports } = await stageRequest(task);
	const request = {
		...common,
		to: settings.version
	};
	if (settings.drill) return announceDrill(await drillRollback(request, ports, following.follower.preflight));
	const given = await giveBack(request, following, ports);
	const { proposed } = given;
	if (proposed !== void 0) notice(`deploy/${request.stage}.yaml still wishes the version that was left: merge ${proposed.url ?? proposed.branch}`, { title: "mlops: rolled back" });
	await announceStage(given, event);
}
async function announceDrill(drilled) {
	const { stage, version, outcome, reason, hint } = drilled;
	setOutputs({ "model-version": version });
	await summary.addRaw(renderDrill(drilled), true).write();
	if (outcome === "passed") return;
	error(`${stage} could not go back to ${version}: ${reason ?? ""}\n${hint ?? ""}`, { title: "mlops: rollback drill failed" });
	process.exitCode = 1;
}

// src/forge/issue-comment.ts
const Payload = looseObject({
	action: string(),
	issue: looseObject({
		number: number().int().positive(),
		/** Absent where it is no pull request. */
		pull_request: looseObject({}).nullish()
	}),
	comment: looseObject({
		id: number().int().positive(),
		body: string().nullish(),
		html_url: string().nullish(),
		created_at: datetime({ offset: true }),
		user: looseObject({
			login: string().min(1),
			type: string().nullish()
		}).nullish()
	})
});
/**
* @param payload the parsed event file
* @returns undefined for what is no news of a pull request: a comment that was edited or deleted, or one on an issue
* @throws MlopsError `usage` for another event
*/
function parseIssueComment(event, payload) {
	const parsed = event === "issue_comment" ? Payload.safeParse(payload).data : void 0;
	if (parsed === void 0) throw new MlopsError("usage", `a run of the event ${event} tells of no comment, and \`task: slash-command\` does what a comment says`, "Use it in a workflow with `on: {issue_comment: {types: [created]}}`, as README.md shows.");
	const { action, issue, comment } = parsed;
	if (action !== "created" || issue.pull_request == null) return void 0;
	const { id, body, html_url: url, created_at: created, user } = comment;
	return {
		id,
		body: body ?? "",
		url: url ?? void 0,
		created: new Date(created),
		author: user == null || user.type === "Bot" || user.login.endsWith("[bot]") ? void 0 : user.login,
		pullRequest: issue.number
	};
}

// src/forge/slash-command.ts
const VERBS = [
	"accept",
	"retrain",
	"promote"
];
/** How each command is written: Markdown. */
const USAGE = {
	accept: "Write `/mlops accept GATE REASON`, for example `/mlops accept latency_p95_ms known, fixed by the next release`.",
	retrain: "Write `/mlops retrain name=value …`, for example `/mlops retrain learning_rate=0.01`.",
	promote: "Write `/mlops promote STAGE` for the latest version, or `/mlops promote MODEL@VERSION STAGE`, for example `/mlops promote duration@v1.2.3 production`; `--force REASON` after it passes over the evidence."
};
const ALL = `${USAGE.accept} ${USAGE.retrain} ${USAGE.promote}`;
/** In characters. GitHub takes 25 inputs. */
const MOST = {
	line: 4e3,
	reason: 1e3,
	name: 250,
	value: 1e3,
	inputs: 25
};
/**
* @param body of the comment, as it was written
* @returns undefined for a comment that is no command: its first line does not begin with `/mlops `, as in a code block, a
*   quotation, or a sentence that speaks of one
*/
function parseSlashCommand(body) {
	const [line = "", ...others] = body.split(/\r\n|\r|\n/);
	const [, rest] = /^\/mlops(?:[ \t](.*))?$/su.exec(line) ?? [];
	if (rest === void 0 && line !== "/mlops") return void 0;
	const shown = (text) => JSON.stringify(text.slice(0, 60).toWellFormed());
	if (line.length > MOST.line) return {
		problem: `the command has ${line.length} characters; at most ${MOST.line} are read`,
		help: ALL
	};
	if (/[^\P{Cc}\t]|[\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(line) || !line.isWellFormed()) return {
		problem: "the command holds characters that cannot be seen",
		help: "Type it anew, on one line."
	};
	if (hasCommand(others)) return {
		problem: "the comment holds two commands",
		help: "Write one command in a comment."
	};
	const words = (rest ?? "").trim();
	const [, verb = "", text = ""] = /^(\S*)\s*(.*)$/su.exec(words) ?? [];
	switch (verb) {
		case "accept": return parseAccept(text);
		case "retrain": return parseRetrain(text);
		case "promote": return parsePromote(text);
		case "": return {
			problem: "there is no command after /mlops",
			help: ALL
		};
		default: return {
			problem: `there is no command ${shown(verb)}, ${suggestion(verb, VERBS)}`,
			help: ALL
		};
	}
}
/** Whether one of these lines is a command, code blocks apart. */
function hasCommand(lines) {
	let fence;
	return lines.some((line) => {
		const [, ticks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
		if (ticks !== void 0 && fence === void 0) fence = ticks;
		else if (ticks !== void 0 && fence !== void 0 && ticks.startsWith(fence)) fence = void 0;
		return fence === void 0 && /^\/mlops(?:[ \t]|$)/.test(line);
	});
}
function parseAccept(text) {
	const fault = (problem) => ({
		problem,
		help: USAGE.accept
	});
	const read = readOption(text, "model");
	if (read === void 0) return fault("--model needs the name of a model after it");
	const gate = nextWord(read.rest);
	if (gate === void 0) return fault("a quote is not closed");
	if (gate.word === "") return fault("accept needs the name of a gate and a reason");
	if (gate.word.length > MOST.name) return fault(`the name of the gate has more than ${MOST.name} characters`);
	const reason = unquoted(gate.rest.trim());
	if (!/[\p{L}\p{N}]/u.test(reason)) return fault(`accepting the gate ${JSON.stringify(gate.word)} needs a reason, which stands in the history`);
	if (reason.length > MOST.reason) return fault(`the reason has ${reason.length} characters; at most ${MOST.reason} are kept`);
	return {
		verb: "accept",
		gate: gate.word,
		reason,
		model: read.value
	};
}
function parseRetrain(text) {
	const fault = (problem) => ({
		problem,
		help: USAGE.retrain
	});
	const read = readOption(text, "workflow");
	if (read === void 0) return fault("--workflow needs the name of a file after it");
	if (read.value !== void 0 && !/^[\w-][\w.-]{0,99}\.ya?ml$/.test(read.value)) return fault(`${JSON.stringify(read.value.slice(0, 60))} is no name of a workflow file, such as retrain.yml`);
	const inputs = /* @__PURE__ */ new Map();
	for (let next = nextWord(read.rest), rest = read.rest; rest !== ""; next = nextWord(rest)) {
		if (next === void 0) return fault("a quote is not closed");
		const [, name, value = ""] = /^([^=]*)=(.*)$/su.exec(next.word) ?? [];
		const word = JSON.stringify(next.word.slice(0, 60));
		if (name === void 0) return fault(`${word} is no assignment`);
		if (name.includes(".")) return fault(`the input of the param ${word} is written with "_" in place of "."`);
		if (!/^[A-Za-z_][\w-]{0,99}$/.test(name)) return fault(`${word} begins with no name of an input: letters, digits, "-" and "_"`);
		if (inputs.has(name)) return fault(`${JSON.stringify(name)} is given twice`);
		if (value.length > MOST.value) return fault(`the value of ${name} has more than ${MOST.value} characters`);
		inputs.set(name, value);
		rest = next.rest;
	}
	if (inputs.size > MOST.inputs) return fault(`${inputs.size} values are given; a workflow takes ${MOST.inputs}`);
	return {
		verb: "retrain",
		inputs: Object.fromEntries(inputs),
		workflow: read.value
	};
}
function parsePromote(text) {
	const fault = (problem) => ({
		problem,
		help: USAGE.promote
	});
	const [, names = "", option, rest = ""] = /^(.*?)(?:(?<!\S)--(force|reason)(?:[ \t=](.*))?)?$/su.exec(text) ?? [];
	const [first, second, ...more] = names.trim() === "" ? [] : names.trim().split(/\s+/u);
	if (first === void 0) return fault("promote needs the name of a stage");
	if (more.length > 0) return fault(`${JSON.stringify(more[0]?.slice(0, 60))} is one word too many`);
	const [named, stage] = second === void 0 ? [void 0, first] : [first, second];
	const at = named?.lastIndexOf("@") ?? -1;
	const model = named === void 0 ? void 0 : at > 0 ? named.slice(0, at) : named;
	const version = named !== void 0 && at > 0 ? named.slice(at + 1) : void 0;
	const wrong = [stage, model].find((name) => name !== void 0 && !isName(name));
	if (wrong !== void 0) return fault(`${JSON.stringify(wrong.slice(0, 60))} is no name of a model or stage`);
	if (version !== void 0 && version !== "latest" && !isVersion(version)) return fault(`${JSON.stringify(version.slice(0, 60))} is no version, such as v1.2.3`);
	const reason = unquoted(rest.trim());
	if (option !== void 0 && !/[\p{L}\p{N}]/u.test(reason)) return fault(`--${option} needs a reason after it, which stands in the history`);
	if (reason.length > MOST.reason) return fault(`the reason has ${reason.length} characters; at most ${MOST.reason} are kept`);
	return {
		verb: "promote",
		model,
		version,
		stage,
		reason: option === void 0 ? void 0 : reason,
		force: option === "force"
	};
}
/** `--name VALUE` or `--name=VALUE` at the start of a text; undefined where it has no value. */
function readOption(text, name) {
	const first = nextWord(text);
	if (first === void 0 || !(first.word === `--${name}` || first.word.startsWith(`--${name}=`))) return {
		value: void 0,
		rest: text
	};
	const given = first.word === `--${name}` ? nextWord(first.rest) : {
		word: first.word.slice(name.length + 3),
		rest: first.rest
	};
	return given === void 0 || given.word === "" ? void 0 : {
		value: given.word,
		rest: given.rest
	};
}
/** The word at the start of a text, as a shell takes it; undefined where a quote is not closed. */
function nextWord(text) {
	const [whole] = /^(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')*/su.exec(text) ?? [""];
	const rest = text.slice(whole.length);
	if (rest !== "" && !/^\s/u.test(rest)) return void 0;
	return {
		word: whole.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/gsu, (_, double, single) => double === void 0 ? single ?? "" : double.replaceAll(/\\(["\\])/g, "$1")),
		rest: rest.trimStart()
	};
}
/** A text that is one quoted word is that word. */
function unquoted(text) {
	const read = /^["']/.test(text) ? nextWord(text) : void 0;
	return (read?.rest === "" ? read.word : text).trim();
}

// src/report/command-reply.ts
/** First line of the reply to a comment: a job that runs again finds it, and does not answer twice. */
function replyMarker(comment) {
	return `<!-- mlops:reply to=${comment} -->`;
}
const DENIED_MARKER = "<!-- mlops:reply denied -->";
/** @param problem.help Markdown of ours */
function renderProblem(comment, { problem, help }) {
	return `${replyMarker(comment)}\n😕 Not done: ${md(problem, 600)}.\n\n${help}\n`;
}
/** @param words Markdown of ours */
function renderNote(comment, words) {
	return `${replyMarker(comment)}\n👍 ${words}\n`;
}
function renderDenial() {
	return `${DENIED_MARKER}\n👎 \`/mlops\` does what people say who can write to this repository, and nobody else.\n`;
}

// src/pipeline/judging/accepted-runs.ts
/**
* The newest run of the model, or the legs of its newest matrix, in which the gate is open.
* @param records all runs of the head
* @param written when the person wrote: what ended later they had not seen
*/
function chooseAcceptedRuns({ gate, model }, records, head, written) {
	const short = head.slice(0, 7);
	if (records.length === 0) return {
		problem: `no run of ${short}, the head of this pull request, is recorded`,
		help: WAIT
	};
	const seen = records.filter(({ ended }) => new Date(ended) <= written);
	if (seen.length === 0) return {
		problem: `the run of ${short} ended after the comment was written`,
		help: WAIT
	};
	const models = new Set(seen.map((record) => record.model.name).toSorted(byName));
	if (model !== void 0 && !models.has(model)) return {
		problem: `no model ${quoted(model)} was trained at ${short}`,
		help: `Known: ${listOf([...models])}.`
	};
	const newest = [...models].filter((name) => model === void 0 || name === model).map((name) => newestOf(seen.filter((record) => record.model.name === name)));
	const [runs = [], ...others] = newest.map((runs) => runs.filter(({ comparison }) => isOpen(comparison, gate))).filter((each) => each.length > 0);
	if (others.length > 0) {
		const names = [runs, ...others].map(([first]) => quoted(first?.record.model.name ?? ""));
		return {
			problem: `the gate ${quoted(gate)} is open in ${names.length} models: ${names.join(", ")}`,
			help: "Say which: `/mlops accept --model NAME GATE REASON`."
		};
	}
	return runs.length > 0 ? runs : noneOpen(gate, newest.flat());
}
const WAIT = "Wait for the training, look at its result, and comment again.";
const NAMES = 10;
function newestOf(records) {
	const newest = records.reduce((a, b) => a.id > b.id ? a : b);
	const together = records.filter(({ id, trigger }) => id === newest.id || trigger.run !== void 0 && trigger.run === newest.trigger.run);
	return latestAttempts(together).flatMap((record) => {
		const comparison = comparisonOf(record);
		return comparison === void 0 || record.status !== "finished" ? [] : [{
			record,
			comparison
		}];
	});
}
function isOpen(comparison, gate) {
	return acceptableGates(comparison).some(({ name }) => name === gate);
}
function noneOpen(gate, runs) {
	const own = runs.flatMap(({ comparison }) => comparison.rows).find((row) => row.name === gate && row.gate !== void 0);
	const open = [...new Set(runs.flatMap(({ comparison }) => acceptableGates(comparison).map(({ name }) => name)))];
	if (runs.length === 0) return {
		problem: "the training did not finish, so that no gate can be accepted",
		help: "See what the log says."
	};
	return {
		problem: `${own === void 0 ? `there is no gate ${quoted(gate)}` : `the gate ${quoted(gate)} says ${own.gate?.status ?? "nothing"}: there is nothing to accept`}; ${open.length === 0 ? "no gate failed, warns or is inconclusive" : `open are ${listOf(open)}`}`,
		help: "The table of the report names the gates."
	};
}
function listOf(names) {
	const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : "";
	return `${names.slice(0, NAMES).map(quoted).join(", ")}${more}`;
}
function quoted(name) {
	return JSON.stringify(name.slice(0, 80).toWellFormed());
}

// src/pipeline/commands/accept-gate.ts
/** @throws MlopsError of the tracking branch */
async function acceptGate(command, asked, ports, writer) {
	const { comment, pull, author } = asked;
	const known = await runsOfHead(pull, ports.history);
	const records = known.map(({ tracked }) => tracked.record);
	const chosen = chooseAcceptedRuns(command, records, pull.head, comment.created);
	if ("problem" in chosen) return chosen;
	const { gate } = command;
	const reason = writer.redact(command.reason);
	const annotation = {
		type: "acceptance",
		gate,
		reason,
		...comment.url === void 0 ? {} : { url: comment.url }
	};
	const told = known.filter(({ tracked: { record, state } }) => chosen.some((run) => run.record.id === record.id) && state.acceptances?.some((each) => each.gate === gate && each.reason === reason && each.url === comment.url) !== true);
	const { events, commit } = await writeEvents(told.map(({ line }) => ({
		line,
		annotation: {
			...annotation,
			type: "acceptance"
		}
	})), writer);
	const words = `${author} accepted the gate ${gate} of ${pull.head.slice(0, 7)}: ${reason}`;
	const [run, ...legs] = chosen;
	const done = {
		words,
		run: run?.record.id ?? "",
		trackingCommit: commit
	};
	if (run === void 0 || legs.length > 0) return {
		...done,
		note: LEGS
	};
	const now = known.map(({ tracked }) => ({
		...tracked,
		state: foldEvents(tracked.record, [...tracked.events, ...events])
	}));
	return {
		...done,
		commentUrl: await showAccepted(run, now, {
			...asked,
			trackingCommit: commit
		}, ports)
	};
}
const LEGS = "It is recorded for each leg of the matrix. The comment and the jobs show it when the workflow runs again for this commit.";
/** The report and the check say it now; the job that failed is as red as it was until it runs again. */
async function showAccepted({ record, comparison }, known, { pull, settings, event, trackingCommit }, ports) {
	const accepted = withAccepted(comparison, acceptedOf(record, known));
	const { key, ...input } = {
		...inputFromRecord(record, await restoreTrends(accepted, ports.history)),
		trackingCommit
	};
	const shown = await upsertReport(pull, {
		key,
		run: record,
		isWanted: false,
		render: (previousBody) => parseState(previousBody)[0]?.run === record.id ? renderComment({
			key,
			...input,
			previousBody
		}) : void 0
	}, ports);
	const own = {
		...settings,
		failOn: input.failOn ?? "fail",
		commentKey: key,
		configFile: void 0,
		gateLines: {}
	};
	if (record.source.fork === void 0) {
		const of = {
			...event,
			name: record.trigger.event,
			pullRequest: pull,
			runUrl: record.trigger.url
		};
		const id = `${record.id}:${accepted.verdict?.accepted?.length ?? 0}`;
		await postCheck({
			key,
			...input
		}, {
			settings: own,
			event: of,
			failure: void 0,
			id
		}, ports);
	}
	return shown?.url;
}
/** The runs of the pull request at the commit that is its head now, each where it stands. */
async function runsOfHead(pull, history) {
	const { headBranch, headRepository, isFork, head, number } = pull;
	const branch = indexName(isFork ? forkBranch(headRepository ?? "unknown", headBranch) : headBranch);
	const lines = await history.lines({ matches: (line) => line.branch === branch });
	return (await history.readStates(lines)).flatMap((tracked) => {
		const { id, source } = tracked.record;
		const line = lines.find((each) => each.id === id);
		const isOfHead = source.pull_request?.head === head && source.pull_request.number === number;
		return line === void 0 || !isOfHead ? [] : [{
			line,
			tracked
		}];
	});
}

// src/pipeline/commands/promote-by-command.ts
/** @throws MlopsError as `assignStage` does */
async function promoteByCommand({ model, version, stage, reason, force }, asked, ports) {
	const { comment, author, settings, event, redact } = asked;
	const request = {
		settings,
		model: model ?? settings.model,
		version,
		stage,
		reason: reason === void 0 ? void 0 : redact(reason),
		force,
		isAutomatic: false,
		isApproved: false,
		actor: author,
		url: comment.url ?? event.runUrl
	};
	try {
		const following = followingFor({
			settings,
			model: request.model,
			stage,
			isDeployed: true,
			event
		}, ports);
		return answerFor(await assignStage(request, following, ports));
	} catch (error) {
		if (!(error instanceof MlopsError) || ![
			"usage",
			"not-found",
			"release-refused"
		].includes(error.code)) throw error;
		return {
			problem: error.message,
			help: error.hint
		};
	}
}
function answerFor(outcome) {
	if (outcome.outcome === "refused") {
		const { model, version, stage, objections, isFinal } = outcome;
		return {
			problem: `${model} ${version} does not get ${stage}: ${objections.join("; ")}`,
			help: isFinal ? CANNOT_BE_FORCED : "Train a better one; or `--force REASON` after the command passes over it, and the reason stands in the tag for ever."
		};
	}
	const { model, version, stage, run } = outcome.promotion;
	const of = run === void 0 ? {} : { run };
	if (outcome.outcome === "proposed") return {
		words: `${stage} wants an approval: ${model} ${version} is proposed by ${outcome.url ?? outcome.branch}`,
		note: "Merging the pull request that was opened assigns the stage.",
		...of
	};
	const { followed, written } = outcome;
	const what = `${model} ${version} ${outcome.outcome === "held" ? "has" : "got"} ${stage} (${written.tag})`;
	if (followed.kind === "failed") return {
		problem: `${what}; ${followed.words}`,
		help: "The log of the job tells why."
	};
	return {
		words: followed.kind === "nothing" ? what : `${what}; ${followed.words}`,
		...of
	};
}

// src/pipeline/commands/retrain-branch.ts
/** What `mlops init` calls them. */
const USUAL = [
	"retrain.yml",
	"retrain.yaml",
	"train.yml",
	"train.yaml"
];
/** @throws MlopsError where the token may not start workflows, or GitHub does not answer */
async function retrainBranch({ inputs, workflow }, pull, { git, forge }) {
	if (pull.isFork) return {
		problem: "the branch of this pull request is in a fork, where no workflow of this repository can be started",
		help: "Push a commit there, or train the code from a branch of this repository."
	};
	const file = workflow ?? await usualWorkflow(git);
	if (file === void 0) return {
		problem: "the default branch has no workflow called retrain.yml or train.yml",
		help: "Name it: `/mlops retrain --workflow FILE name=value …`. `mlops init --workflows retrain` writes one."
	};
	try {
		await forge.dispatchWorkflow(file, `refs/heads/${pull.headBranch}`, inputs);
	} catch (error) {
		if (!(error instanceof MlopsError) || !["not-found", "forge-failed"].includes(error.code)) throw error;
		return {
			problem: error.message,
			help: error.hint
		};
	}
	const given = Object.entries(inputs).map(([name, value]) => `${name}=${value}`);
	return { words: `${file} was started at ${pull.headBranch}${given.length === 0 ? "" : ` with ${given.join(", ")}`}` };
}
/** A workflow that is not on the default branch cannot be started. */
async function usualWorkflow(git) {
	const { stdout } = await git.exec([
		"ls-tree",
		"--name-only",
		"-z",
		"HEAD",
		".github/workflows/"
	]);
	const names = stdout.toString().split("\0").map((path) => path.split("/").at(-1));
	return USUAL.find((name) => names.includes(name));
}

// src/pipeline/commands/answer-command.ts
/**
* Does it, or says why not. Of somebody who may not write nothing is looked at but who they are.
* @throws MlopsError where it could not be done for no fault of the person; they are told of that as well
*/
async function answerCommand(options, ports) {
	const { comment } = options;
	const { conversation } = ports.forge;
	if (conversation === void 0) throw new MlopsError("usage", "nobody comments on this forge", "Use `task: slash-command` in a workflow on GitHub.");
	const { author } = comment;
	if (author === void 0 || await conversation.permissionOf(author) !== "write") {
		await conversation.react(comment.id, "-1");
		if (author !== void 0) await reply(comment, DENIED_MARKER, renderDenial(), ports);
		return {
			outcome: "refused",
			words: `${author ?? "a program"} may not write to this repository`
		};
	}
	const answer = async (reaction, body) => {
		await conversation.react(comment.id, reaction);
		if (body !== void 0) await reply(comment, replyMarker(comment.id), body, ports);
	};
	try {
		const result = await obey(author, options, conversation, ports);
		if ("problem" in result) {
			await answer("confused", renderProblem(comment.id, result));
			return {
				outcome: "failed",
				words: result.problem
			};
		}
		await answer("+1", result.note === void 0 ? void 0 : renderNote(comment.id, result.note));
		return {
			outcome: "done",
			...result
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		await answer("confused", renderProblem(comment.id, {
			problem: error.message,
			help: SEE_JOB
		})).catch(() => {});
		throw error;
	}
}
const SEE_JOB = "The log of the job tells what to do.";
async function obey(author, { comment, command, settings, event, randomBytes }, conversation, ports) {
	if ("problem" in command) return command;
	const pull = await conversation.findPullRequest(comment.pullRequest);
	if (command.verb === "promote") {
		const redact = redactorFrom(ports.environment);
		return promoteByCommand(command, {
			comment,
			author,
			settings,
			event,
			redact
		}, ports);
	}
	if (!pull.isOpen) return {
		problem: `pull request ${pull.number} is closed`,
		help: "Open it again first."
	};
	if (command.verb === "retrain") return retrainBranch(command, pull, ports);
	const { history, clock, environment, log } = ports;
	const writer = {
		history,
		clock,
		randomBytes,
		actor: author,
		redact: redactorFrom(environment),
		log
	};
	return acceptGate(command, {
		comment,
		author,
		pull,
		settings,
		event
	}, ports, writer);
}
/** What the forge refuses is a warning: the reaction and the log say it too. */
async function reply({ pullRequest }, marker, body, { forge, log }) {
	const place = {
		number: pullRequest,
		head: "",
		headBranch: "",
		base: "",
		baseBranch: "",
		isFork: false
	};
	try {
		await forge.upsertComment(place, {
			marker,
			render: () => body
		});
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`${error.message}. ${error.hint}`);
	}
}

// src/action/publish/slash-command.ts
/** What a person did wrong is told to them, and no reason for the job to fail. */
async function slashCommand(task) {
	const { settings, event } = task;
	const comment = parseIssueComment(event.name, await readPayload());
	const command = comment === void 0 ? void 0 : parseSlashCommand(comment.body);
	if (comment === void 0 || command === void 0) return;
	requireOwnCode(event, "a command needs no code of the pull request");
	const answered = await answerCommand({
		comment,
		command,
		settings,
		event,
		randomBytes
	}, await portsOf$1(task));
	const done = answered.outcome === "done" ? answered : void 0;
	setOutputs({
		"run-id": done?.run,
		"comment-url": done?.commentUrl,
		"tracking-commit": done?.trackingCommit
	});
	const said = {
		done: "Done",
		refused: "Refused",
		failed: "Not done"
	}[answered.outcome];
	await summary.addRaw(`${said}: ${md(answered.words, 600)}`, true).write();
	if (done === void 0) notice(`${said}: ${logLine(answered.words)}`, { title: "mlops: command" });
	else actionLog.info(logLine(answered.words));
}

// src/pipeline/recording/sync-records.ts
/** GitHub lists 100 a request and lets a job's token make 1,000 requests an hour; each download is one more. */
const LIMITS = {
	listed: 5e3,
	records: 400,
	milliseconds: 6e5
};
/** Records that are written in one commit. */
const BATCH = 50;
/**
* Replays record artifacts whose runs are not on the branch, newest first.
* @throws MlopsError when the artifacts cannot be listed or the branch cannot be written
*/
async function syncRecords(ports, limits = LIMITS) {
	const { history, log, clock } = ports;
	const deadline = clock().getTime() + limits.milliseconds;
	const inbox = await history.fold();
	const { records, foreign } = await findRecords(ports, limits, deadline);
	const ids = new Set(records.keys());
	const known = ids.size === 0 ? [] : await history.lines({
		matches: ({ id }) => ids.has(id),
		enough: ids.size,
		withDeleted: true
	});
	for (const { id } of known) ids.delete(id);
	const wanted = [...ids].toSorted((a, b) => a < b ? 1 : -1);
	let [replayed, refused, asked] = [
		0,
		0,
		0
	];
	let { commit } = inbox;
	while (asked < Math.min(wanted.length, limits.records) && clock().getTime() < deadline) {
		const batch = wanted.slice(asked, Math.min(asked + BATCH, limits.records));
		asked += batch.length;
		const artifacts = batch.flatMap((id) => records.get(id) ?? []);
		const bundles = await withoutContradictions(await readRecords(artifacts, "repository", ports), records, ports);
		const appended = await appendBundles(bundles, history);
		for (const { run, error } of appended.refused) log.warn(logLine(`run ${run} is passed over: ${error.message}`));
		replayed += appended.runs.length;
		refused += batch.length - appended.runs.length;
		commit = appended.commit ?? commit;
	}
	const recorded = known.length;
	return {
		folded: inbox.folded,
		found: records.size,
		recorded,
		replayed,
		refused,
		foreign,
		left: wanted.length - asked,
		commit
	};
}
/** Whoever may run a job can leave a record of any branch; only what the forge says of its workflow run is taken. */
async function withoutContradictions(bundles, artifacts, { forge, log }) {
	const sound = [];
	for (const bundle of bundles) {
		const { record } = bundle;
		const { workflowRun: run, ref, head } = artifacts.get(record.id) ?? {};
		const commits = head === void 0 ? [] : await trainedCommits(record, head, forge);
		const refusal = contradiction(record, {
			run,
			ref,
			commits
		});
		if (refusal === void 0) sound.push(bundle);
		else log.warn(logLine(`run ${record.id} is passed over: ${refusal}. ${HINT}`));
	}
	return sound;
}
const HINT = "Who trusts it downloads the artifact and gives its folder to `mlops sync --spool`.";
/** The newest record artifact of each run. */
async function findRecords({ forge, log, clock }, limits, deadline) {
	const records = /* @__PURE__ */ new Map();
	let [listed, foreign] = [0, 0];
	for await (const artifact of forge.listArtifacts?.() ?? []) {
		listed += 1;
		const run = parseRecordArtifact(artifact.name)?.run;
		if (run !== void 0 && artifact.isForeign) {
			foreign += 1;
			log.info(`skipped ${artifact.name}: a workflow run of a fork uploaded it (${artifact.workflowRun ?? "unknown"})`);
		} else if (run !== void 0 && !records.has(run)) records.set(run, artifact);
		if (listed >= limits.listed || clock().getTime() >= deadline) {
			log.warn(`only the newest artifacts of the repository were looked at (${listed})`);
			break;
		}
	}
	return {
		records,
		foreign
	};
}

// src/action/publish/sync.ts
async function sync(task) {
	const synced = await syncRecords(await portsOf$1(task));
	setOutputs({ "tracking-commit": synced.commit });
	const text = summaryOf(synced);
	actionLog.info(text);
	await summary.addRaw(`### Synchronised run records\n\n${text}\n`, true).write();
}
function summaryOf({ folded, found, recorded, replayed, refused, foreign, left }) {
	const more = [
		...folded === 0 ? [] : [`${folded} that waited in the inbox were taken into it`],
		...refused === 0 ? [] : [`${refused} could not be read, as the log says`],
		...foreign === 0 ? [] : [`${foreign} of forks were not looked at`],
		...left === 0 ? [] : [`${left} are left for the next time`]
	];
	const main = `Of ${found} record artifacts ${recorded} stood on the tracking branch, and ${replayed} were written now`;
	return more.length === 0 ? `${main}.` : `${main}; ${more.join("; ")}.`;
}

// src/action/publish/train.ts
async function publish(token) {
	const folder = getInput("folder", { required: true });
	const plan = await readPlan(folder, getInput("digest"));
	const context = plannedContext(plan.checkout?.root ?? process.cwd());
	await leaveChangedSettings(plan.checkout?.gitSettings, "the training");
	const { settings, remoteUrl, event } = plan;
	const { trackingBranch } = settings;
	const contended = (event.jobTotal ?? 1) > 1;
	const cancelled = watchCancellation(actionLog, "the run is recorded, files that are not kept yet are left, nothing is registered");
	await endUnwatchedTraining(folder, plan.runId, actionLog);
	const ports = {
		...await actionPorts({
			context,
			remoteUrl,
			trackingBranch,
			token,
			contended
		}),
		cancelled
	};
	const published = await publishRun(plan, folder, ports);
	setOutputs(outputsOf$2(published, await writeProvenance(published.registered, folder)));
	await announce$1(published, settings);
	if (published.failure !== void 0) throw published.failure;
	if (exitStatusFor({
		status: published.record.status,
		verdict: published.verdict
	}, settings.failOn) !== 0) process.exitCode = 1;
}

// src/action/publish/main.ts
await reportFailures(async () => {
	const { "github-token": token = "", ...inputs } = readCompositeInputs();
	if (getInput("digest") !== "") return inputs["task"]?.trim() === "deploy" ? deploy(token) : publish(token);
	const context = await readStepContext(inputs);
	const event = await readEvent(context.git);
	const settings = await loadSettings(withDispatched(context.inputs, event.inputs), {
		root: context.repositoryRoot,
		repository: event.repository ?? "model"
	});
	const skipped = getInput("skipped");
	if (skipped !== "") {
		const key = reportKey(settings, event.matrix);
		return skip(skipped, {
			context,
			event,
			settings: {
				...settings,
				commentKey: key
			},
			token
		});
	}
	return {
		collect,
		publish: publishLeft,
		register,
		"slash-command": slashCommand,
		sync,
		promote,
		rollback,
		deploy: () => deploy(token),
		train: () => publish(token)
	}[settings.task]({
		context,
		event,
		settings,
		token
	});
});
process.stdout.write("", () => process.exit());

export {  };