import { n as openLocalHistory } from "./local-history.js";
import { a as terminalLog, i as renderTable, n as print, r as printJson, t as counted } from "./print.js";
import { F as queriedRecord, m as indexName } from "./open-history.js";
import { r as printableLine } from "./printable.js";
import { a as knownMetrics, c as usualColumns, d as valueOf, f as valuesOf, i as isNumeric, l as resolveSort, n as chosenColumns, o as metricsOf, s as shortCell, t as allColumns, u as asNumber } from "./run-columns.js";
import { t as MlopsError } from "./error.js";
import { t as findReferencedRun } from "./reference.js";

// src/cli/late-tables.ts
const LONGEST_CELL = 40;
/** The status that a run has now, and whether it is deleted. */
function statusWords({ status, deleted }) {
	return deleted === void 0 ? status : `${status}, deleted`;
}
/** Columns for what was added to any of these runs later: versions, tags, the newest note. Others do not appear. */
function lateColumns(runs) {
	return [
		{
			title: "VERSION",
			cellOf: ({ state }) => state.registrations.map(({ version }) => version).join(" ")
		},
		{
			title: "TAGS",
			cellOf: (run) => shortened(lateTags(run).join(" "))
		},
		{
			title: "NOTE",
			cellOf: ({ state }) => shortened(state.notes.at(-1)?.text ?? "")
		}
	].filter(({ cellOf }) => runs.some((run) => cellOf(run) !== ""));
}
/** Rows for the facts of one run. */
function deletionRows({ deleted }) {
	if (deleted === void 0) return [];
	const reason = deleted.reason === void 0 ? "" : `: ${deleted.reason}`;
	return [["deleted", `${statedBy(deleted)}${reason}`]];
}
/** Sections for one run: tags of whatever age, notes, versions, deployments. */
function lateSections({ tags, notes, registrations, deployments }) {
	return [
		{
			title: "TAG",
			rows: Object.entries(tags)
		},
		{
			title: "NOTE",
			rows: notes.flatMap((note) => note.text.split(/\r?\n/).map((line, index) => [index === 0 ? statedBy(note) : "", line]))
		},
		{
			title: "VERSION",
			rows: registrations.map((registration) => [registration.tag, statedBy(registration)])
		},
		{
			title: "DEPLOYMENT",
			rows: deployments.map(({ environment, state, version = "", url = "", ...stated }) => [environment, [
				state,
				version,
				url,
				statedBy(stated)
			].filter((word) => word !== "").join("  ")])
		}
	].filter(({ rows }) => rows.length > 0);
}
/** Tags that differ from those of the record, as `name=value`. */
function lateTags({ record, state }) {
	return Object.entries(state.tags).filter(([name, value]) => !Object.hasOwn(record.tags, name) || record.tags[name] !== value).map(([name, value]) => `${name}=${value}`);
}
function statedBy({ time, actor }) {
	const minute = time.slice(0, 16).replace("T", " ");
	return actor === void 0 ? minute : `${minute} ${actor}`;
}
function shortened(text) {
	const [first = ""] = text.split(/\r?\n/, 1);
	const characters = Array.from(first);
	return characters.length <= LONGEST_CELL && first === text ? first : `${characters.slice(0, 39).join("")}…`;
}

// src/query/compare-runs.ts
/**
* A comparison for sorting: by the orders in turn, then the newest start, then the id. Values stand before NaN, and NaN
* before runs without a value, in both directions. Params that read as numbers are in the order of numbers, before texts.
*/
function byOrders(orders) {
	const all = [...orders, {
		field: {
			entity: "attribute",
			key: "started"
		},
		direction: "desc"
	}];
	return (a, b) => {
		for (const { field, direction } of all) {
			const difference = compareKeys(keyOf(a, field), keyOf(b, field), direction === "asc" ? 1 : -1);
			if (difference !== 0) return difference;
		}
		return compareValues(a.id, b.id);
	};
}
function keyOf(record, field) {
	const value = valueOf(record, field);
	if (value === void 0) return [3, 0];
	const number = field.entity === "tag" || typeof value === "boolean" ? void 0 : numeric(value, field);
	if (number === void 0) return [1, String(value)];
	return Number.isNaN(number) ? [2, 0] : [0, number];
}
function numeric(value, field) {
	return typeof value === "number" || field.entity === "param" ? asNumber(value) : void 0;
}
function compareKeys([rank, value], [otherRank, other], sign) {
	if (rank !== otherRank) return rank - otherRank;
	return sign * compareValues(value, other);
}
function compareValues(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/query/filter.ts
/** Whether a filter says anything of this attribute; for example of `deleted`, which a list leaves out otherwise. */
function asksFor(attribute, filter) {
	if (filter === void 0) return false;
	if (filter.kind === "comparison") return filter.field.entity === "attribute" && filter.field.key === attribute;
	if (filter.kind === "not") return asksFor(attribute, filter.term);
	return filter.terms.some((term) => asksFor(attribute, term));
}
/** All of these filters at once; undefined, which is every run, when there is none. */
function allOf(filters) {
	const terms = filters.filter((filter) => filter !== void 0);
	return terms.length > 1 ? {
		kind: "and",
		terms
	} : terms[0];
}

// src/query/satisfies.ts
/** Two-valued: `not` holds wherever its term does not. A filter that is undefined is satisfied by every run. */
function satisfies(record, filter) {
	if (filter === void 0) return true;
	if (filter.kind === "not") return !satisfies(record, filter.term);
	if (filter.kind !== "comparison") {
		const holds = (term) => satisfies(record, term);
		return filter.kind === "and" ? filter.terms.every(holds) : filter.terms.some(holds);
	}
	const values = valuesOf(record, filter.field);
	return filter.comparator === "IS NULL" ? values.length === 0 : values.some((value) => compares(value, filter));
}
function compares(value, comparison) {
	if (!("value" in comparison)) return true;
	const { comparator, value: wanted } = comparison;
	if (typeof wanted === "object") {
		const own = typeof wanted[0] === "number" ? asNumber(value) : String(value);
		if (own === void 0 || Number.isNaN(own)) return false;
		return wanted.includes(own) === (comparator === "IN");
	}
	if (typeof wanted === "string") return comparesText(String(value), comparator, wanted);
	const own = asNumber(value);
	return own !== void 0 && !Number.isNaN(own) && ordered(own, comparator, wanted);
}
function comparesText(value, comparator, wanted) {
	if (comparator === "LIKE") return isLike(value, wanted);
	if (comparator === "ILIKE") return isLike(value.toLowerCase(), wanted.toLowerCase());
	return ordered(value, comparator, wanted);
}
function ordered(value, comparator, wanted) {
	if (comparator === "=") return value === wanted;
	if (comparator === "!=") return value !== wanted;
	if (comparator === ">") return value > wanted;
	if (comparator === ">=") return value >= wanted;
	return comparator === "<" ? value < wanted : value <= wanted;
}
/** SQL's LIKE without escapes, in time that no pattern can blow up. */
function isLike(value, pattern) {
	const [text, wanted] = [Array.from(value), Array.from(pattern)];
	let [at, next] = [0, 0];
	let [wildcard, retry] = [-1, 0];
	while (at < text.length) if (wanted[next] === "%") {
		[wildcard, retry] = [next, at];
		next += 1;
	} else if (wanted[next] === "_" || wanted[next] === text[at]) {
		at += 1;
		next += 1;
	} else if (wildcard >= 0) {
		retry += 1;
		[at, next] = [retry, wildcard + 1];
	} else return false;
	return wanted.slice(next).every((character) => character === "%");
}

// src/cli/run-filter.ts
/**
* What the flags and the filter ask for together; undefined is every run. The parser is loaded only for a filter.
* @param now what durations count from
* @throws MlopsError `usage` for a filter that cannot be read
*/
async function readFilter(flags, now) {
	const narrowed = [
		"experiment",
		"branch",
		"status"
	].map((key) => {
		const value = flags[key];
		if (value === void 0) return void 0;
		return {
			kind: "comparison",
			field: {
				entity: "attribute",
				key
			},
			comparator: "=",
			value
		};
	});
	if (flags.filter === void 0) return allOf(narrowed);
	const { parseFilter } = await import("./parse-filter2.js");
	return allOf([...narrowed, parseFilter(flags.filter, { now })]);
}

// src/cli/select-runs.ts
/** The word for the first page where the pages themselves are asked for. */
const FIRST_PAGE = "start";
/**
* The runs of one page.
* @throws MlopsError `usage` for a filter, an order or a cursor that makes no sense
*/
async function selectRuns(selection, history, now) {
	const { limit, sort, after, deleted: withDeleted = false } = selection;
	const matches = (line) => isMeant(line, selection);
	if (sort === "started" && selection.filter === void 0) {
		const enough = after === void 0 || after === "start" ? { enough: limit + 1 } : {};
		const page = pageOf(await history.lines({
			matches,
			withDeleted,
			...enough
		}), after, limit);
		return {
			runs: await history.readStates(page.items),
			cursor: page.cursor,
			total: void 0,
			order: []
		};
	}
	const filter = await readFilter(selection, now);
	const lines = await history.lines({
		matches,
		withDeleted: withDeleted || isAboutDeletion(filter)
	});
	const runs = await history.readStates(lines);
	const tracked = new Map(runs.map((run) => [run.record.id, run]));
	const found = runs.map(({ record, state }) => queriedRecord(record, state)).filter((record) => satisfies(record, filter));
	const order = await resolveSort(sort, knownMetrics(found));
	const { items, cursor } = pageOf(found.toSorted(byOrders(order)), after, limit);
	return {
		runs: items.flatMap(({ id }) => tracked.get(id) ?? []),
		cursor,
		total: found.length,
		order
	};
}
function isAboutDeletion(filter) {
	return filter !== void 0 && asksFor("deleted", filter);
}
/** The cursor is the id of the page's last run: wherever that run stands, the next page begins after it. */
function pageOf(all, after, limit) {
	const last = after === void 0 || after === "start" ? -1 : all.findIndex(({ id }) => id === after);
	if (last === -1 && after !== void 0 && after !== "start") throw new MlopsError("usage", `--after: ${JSON.stringify(after.slice(0, 60))} is no place in this list`, "Give the cursor that the page before ended with, and the same filter and order; or leave it out to begin again.");
	const items = all.slice(last + 1, last + 1 + limit);
	return {
		items,
		cursor: last + 1 + limit < all.length ? items.at(-1)?.id : void 0
	};
}
function isMeant(line, { experiment, branch, status }) {
	return (experiment === void 0 || line.experiment === indexName(experiment)) && (branch === void 0 || line.branch === indexName(branch)) && (status === void 0 || line.status === status);
}

// src/cli/print-runs.ts
/** @throws MlopsError `usage` for a column that no run has */
async function printRuns(page, { json, csv = false, columns, after }) {
	const { runs, cursor, total, order } = page;
	const records = runs.map(({ record, state }) => queriedRecord(record, state));
	const chosen = json || columns === void 0 ? void 0 : chosenColumns(columns, records, after !== void 0 && after !== "start");
	if (json) {
		const values = runs.map(jsonOfRun);
		printJson(after === void 0 ? values : {
			runs: values,
			cursor,
			total
		});
	} else if (csv) {
		const { renderCsv } = await import("./run-csv.js");
		process.stdout.write(renderCsv(chosen ?? allColumns(records), records));
	} else {
		const shown = chosen ?? usualColumns(records, order);
		print(renderRuns(shown, runs, records, chosen === void 0));
		if (chosen === void 0) sayMore(shown, records);
	}
	if (cursor === void 0 || json && after !== void 0) return;
	const count = total === void 0 ? "" : `${runs.length} of ${counted(total, "run")}. `;
	process.stderr.write(`${count}The next page: --after ${cursor}\n`);
}
/** The stable JSON of a run: its record as it was written, the events that came later, and what holds now. */
function jsonOfRun({ record, events, state }) {
	return {
		...record,
		events,
		state
	};
}
/** @param withLate whether what became known later has columns of its own */
function renderRuns(columns, runs, records, withLate) {
	const late = withLate ? lateColumns(runs) : [];
	const header = [...columns.map(({ name }) => name === "id" ? "RUN" : name.toUpperCase()), ...late.map(({ title }) => title)];
	const rows = runs.map((run, index) => [...columns.map((column) => cellOf(column, run, records[index] ?? run.record)), ...late.map((column) => column.cellOf(run))]);
	return renderTable(header, rows, columns.map((column) => isNumeric(column) ? "r" : " ").join(""));
}
function cellOf(column, { state }, record) {
	const { entity, key } = column.field;
	return entity === "attribute" && key === "status" ? statusWords(state) : shortCell(column, record);
}
function sayMore(shown, runs) {
	const names = new Set(shown.flatMap(({ field }) => field.entity === "metric" ? [field.key] : []));
	const hidden = metricsOf(runs).filter((name) => !names.has(name));
	if (hidden.length === 0) return;
	const some = `${hidden.slice(0, 6).join(", ")}${hidden.length > 6 ? ", …" : ""}`;
	const words = `${counted(hidden.length, "more metric")}: ${some}. --columns a,b chooses what is shown.`;
	process.stderr.write(`${printableLine(words)}\n`);
}

// src/cli/commands/runs.ts
async function listRuns(options) {
	const { workspace, history } = await openLocalHistory(options, terminalLog(true));
	const page = await selectRuns(options, history, /* @__PURE__ */ new Date());
	const isNothing = page.runs.length === 0 && !options.json;
	if (isNothing) process.stderr.write(await noRuns(workspace, options));
	if (!isNothing || options.csv === true) await printRuns(page, options);
	return 0;
}
async function showRun(reference, options) {
	const { workspace, history } = await openLocalHistory(options, terminalLog(true));
	const [run] = await history.readStates([await findReferencedRun(reference, history, workspace.git)]);
	if (run === void 0) return 1;
	if (options.json) printJson(jsonOfRun(run));
	else print(renderRun(run));
	return 0;
}
function renderRun({ record, state }) {
	const facts = [
		["run", record.id],
		["model", record.model.name],
		["experiment", record.experiment],
		["status", statusWords(state)],
		...deletionRows(state),
		["started", record.started],
		["duration", `${record.duration} s`],
		["branch", record.source.branch ?? ""],
		["commit", `${record.source.commit}${record.source.dirty ? " with uncommitted changes" : ""}`],
		["trigger", record.trigger.event],
		["command", record.command],
		...record.error === void 0 ? [] : [["error", record.error.message]],
		...record.model.artifact === void 0 ? [] : [["artifact", record.model.artifact.id]]
	];
	const section = (title, rows, align = "") => rows.length === 0 ? "" : `\n\n${renderTable([title, ""], rows, align)}`;
	return renderTable(["RUN", ""], facts) + section("METRIC", Object.entries(record.metrics).map(([name, metric]) => [name, String(metric.value)]), " r") + section("PARAM", Object.entries(record.params).map(([name, value]) => [name, String(value)])) + section("FILE", [...record.model.files, ...record.data].map((file) => [file.path, `${file.size} B  sha256:${file.sha256.slice(0, 12)}…`])) + lateSections(state).map(({ title, rows }) => section(title, rows)).join("") + section("WARNING", record.capture.warnings.map((warning) => [warning.file ?? "", warning.message]));
}
async function noRuns({ git, remoteUrl }, options) {
	if (options.after !== void 0 && options.after !== "start") return "No more runs: this was the last page.\n";
	if ([
		options.experiment,
		options.branch,
		options.status,
		options.filter
	].some((filter) => filter !== void 0)) return "No run is of this experiment, branch, status and filter; `mlops runs` shows them all.\n";
	const { code } = await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		"HEAD"
	]);
	if (code !== 0) return "No runs yet, and no commit either: make a first commit, then `mlops train -- COMMAND`.\n";
	return `No runs here yet: \`mlops train -- COMMAND\` makes one.${remoteUrl === void 0 ? "" : " `mlops sync` brings the runs of origin here."}\n`;
}

export { listRuns, showRun };