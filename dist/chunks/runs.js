import { t as comparisonOf } from "./recorded.js";
import { n as openLocalHistory, r as readableTrackingBranch } from "./local-history.js";
import { t as MlopsError } from "./error.js";
import { $ as RunRecord, F as eventName, G as fetchObjects, I as fileName, K as fetchRef, L as fileOfPath, P as FORMAT_PATH, S as unreadable, T as REMOTE, U as attemptOf, Z as readTip, _ as parseEvent, a as eventsInOrder, b as judgeFormat, h as parseRun, i as queriedRecord, r as foldEvents, x as trackingError, z as fullRef } from "./open-history.js";
import { a as defaultCacheRoot, i as cacheFolderOf, n as INDEXES, r as TABLES, t as APPLICATION } from "./schema2.js";
import { a as openBareRepository, c as pathOf, i as readBlobs, n as listFiles, o as withScratch, r as listTree, s as writeBareConfig, t as diffTrees, u as judgeFailure } from "./objects.js";
import { n as attributeNamed, r as searched } from "./attributes.js";
import { a as knownMetrics, c as usualColumns, i as isNumeric$1, l as asNumber, n as chosenColumns, o as metricsOf, s as shortCell, t as allColumns } from "./run-columns.js";
import { _ as unknown, a as custom, g as union, h as tuple, i as boolean, l as number, m as string, n as _enum, r as array, s as literal, u as object } from "./zod.js";
import { n as withArguments, t as gitIn } from "./git.js";
import { t as _usingCtx } from "./usingCtx.js";
import { n as openWorkspace, t as localLocation } from "./workspace.js";
import { n as suggestion, t as nearestOf } from "./nearest.js";
import { a as terminalLog, i as renderTable, n as print, r as printJson, t as counted } from "./print.js";
import { r as printableLine, t as printable } from "./printable.js";
import { n as formatBytes } from "./number-format.js";
import { t as PATCH_FILE } from "./named-files.js";
import { n as findRunOrNewest } from "./reference.js";
import { t as directionOf } from "./direction.js";
import { dirname, join } from "node:path";
import { hash } from "node:crypto";
import { homedir, tmpdir } from "node:os";
import { mkdir, mkdtemp, open, readFile, readdir, rename, rm, truncate } from "node:fs/promises";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

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
/** Sections for one run: tags of whatever age, notes, accepted gates, versions, deployments. */
function lateSections({ tags, notes, acceptances = [], registrations, deployments }) {
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
			title: "ACCEPTED",
			rows: acceptances.map(({ gate, reason, ...stated }) => [gate, `${statedBy(stated)}  ${reason}`])
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

// src/tracking/local-index/sqlite.ts
/** Opens a database file, which is made when it is not there; with `mlops_lower`, lower case as Unicode has it. */
function openSqlite(path) {
	const { DatabaseSync } = loadSqlite();
	const database = new DatabaseSync(path);
	const lower = (text) => typeof text === "string" ? text.toLowerCase() : null;
	database.function("mlops_lower", { deterministic: true }, lower);
	return database;
}
function loadSqlite() {
	const emitWarning = Reflect.get(process, "emitWarning");
	const warn = process.emitWarning.bind(process);
	process.emitWarning = (...words) => {
		if (!(words[1] === "ExperimentalWarning" && String(words[0]).includes("SQLite"))) warn(...words);
	};
	try {
		return process.getBuiltinModule("node:sqlite");
	} finally {
		Reflect.set(process, "emitWarning", emitWarning);
	}
}
const ERROR = 1;
const BUSY = 5;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** Whether an error says that the file is no sound database of ours; its tables may be others, too. */
function saysCorrupt(error) {
	return [
		ERROR,
		CORRUPT,
		CANNOT_OPEN,
		NOT_A_DATABASE
	].includes(sqliteCodeOf(error) ?? 0);
}
/** Whether an error says that another process holds the database. */
function saysBusy(error) {
	return sqliteCodeOf(error) === BUSY;
}
/** Whether an error says that the file is there and is no database. */
function saysNoDatabase(error) {
	return sqliteCodeOf(error) === NOT_A_DATABASE;
}
/** An error of the database, or of the disk that holds the folder, in our words; any other as it is. */
function inOurWords(error, folder) {
	const code = sqliteCodeOf(error);
	const { path } = error ?? {};
	if (code === void 0 && path?.startsWith(folder) !== true) return error;
	return new MlopsError("index-failed", `the index in ${folder} cannot be ${code === FULL ? "written: the disk is full" : `used: ${error.message}`}`, "Remove that folder, or name another one with --cache or MLOPS_CACHE; everything in it can be made again.", { cause: error });
}
/** The primary result code of SQLite; undefined for an error of another origin. */
function sqliteCodeOf(error) {
	const { code, errcode } = error ?? {};
	return code === "ERR_SQLITE_ERROR" && typeof errcode === "number" ? errcode & 255 : void 0;
}

// src/tracking/local-index/database-file.ts
/** Name of the file in the folder of the cache. */
const DATABASE_FILE = "index.sqlite";
/** The page cache, in kibibytes, of whoever asks, and of whoever only adds rows and sorts them. */
const CACHE_KIB = {
	asking: 65536,
	building: 8192
};
/** The index of a folder; undefined when there is none that this version made to its end. */
function openIndexFile(folder) {
	const path = join(folder, DATABASE_FILE);
	if (!existsSync(path)) return void 0;
	const database = openSqlite(path);
	try {
		database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -${CACHE_KIB.asking}; PRAGMA temp_store = MEMORY`);
		if (numberOf$1(database, "application_id") === 1835822960 && numberOf$1(database, "user_version") === 2) {
			database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
			return database;
		}
	} catch (error) {
		if (!saysCorrupt(error)) throw error;
	}
	database.close();
}
/** Makes the index of a folder anew, in the place of any that is there. */
async function buildIndexFile(folder, fill) {
	const path = join(folder, DATABASE_FILE);
	const beside = `${path}.building`;
	await removeFile(beside);
	const database = openSqlite(beside);
	try {
		database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIB.building}; ${TABLES}`);
		database.exec("BEGIN");
		await fill(database);
		database.exec(INDEXES);
		database.exec(`COMMIT; PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${2}`);
	} finally {
		database.close();
	}
	await flush(beside);
	await removeIndexFile(folder);
	await rename(beside, path);
	const built = openIndexFile(folder);
	if (built === void 0) throw new Error(`${path} was just built and cannot be read`);
	return built;
}
async function removeIndexFile(folder) {
	await removeFile(join(folder, DATABASE_FILE));
}
/** The database goes first: its log alone is nothing, and without its log it is what it was. */
async function removeFile(path) {
	for (const end of [
		"",
		"-wal",
		"-shm",
		"-journal"
	]) await rm(`${path}${end}`, {
		recursive: true,
		force: true
	});
}
/** Sees to it that the bytes are on the disk before the name says that they are there. */
async function flush(path) {
	const file = await open(path, "r+");
	try {
		await file.sync();
	} finally {
		await file.close();
	}
}
function numberOf$1(database, pragma) {
	return Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
}

// src/query/filter.ts
/** Whether a filter says anything of this attribute; for example of `deleted`, which a list leaves out otherwise. */
function asksFor(attribute, filter) {
	return fieldsIn(filter).some(({ entity, key }) => entity === "attribute" && key === attribute);
}
/** All of these filters at once; undefined, which is every run, when there is none. */
function allOf(filters) {
	const terms = filters.filter((filter) => filter !== void 0);
	return terms.length > 1 ? {
		kind: "and",
		terms
	} : terms[0];
}
/** The fields that a filter asks for, each as often as it does. */
function fieldsIn(filter) {
	if (filter === void 0) return [];
	if (filter.kind === "comparison") return [filter.field];
	return filter.kind === "not" ? fieldsIn(filter.term) : filter.terms.flatMap(fieldsIn);
}

// src/tracking/local-index/run-rows.ts
const RUN_COLUMNS = [
	"id",
	"started",
	"deleted",
	"status",
	"experiment",
	"branch",
	"ended",
	"duration",
	"model",
	"name",
	"commit",
	"dirty",
	"verdict",
	"event",
	"actor",
	"job",
	"attempt",
	"superseded",
	"parent",
	"version",
	"artifact_uri",
	"error",
	"command"
];
/** The rows of a run as it stands now. */
function rowsOf(record, { status, tags, deleted, registrations }) {
	const { source, trigger, model, metrics, params, data } = record;
	const attempt = attemptOf(record);
	return {
		columns: {
			id: record.id,
			started: Date.parse(record.started),
			deleted: Number(deleted !== void 0),
			status,
			experiment: storedText(record.experiment),
			branch: textOrNull(source.branch),
			ended: Date.parse(record.ended),
			duration: record.duration,
			model: storedText(model.name),
			name: textOrNull(record.name),
			commit: storedText(source.commit),
			dirty: Number(source.dirty),
			verdict: textOrNull(verdictIn(record.comparison)),
			event: storedText(trigger.event),
			actor: textOrNull(trigger.actor),
			job: attempt?.job ?? null,
			attempt: attempt?.number ?? null,
			superseded: 0,
			parent: record.parent ?? null,
			version: textOrNull(registrations.at(-1)?.version),
			artifact_uri: textOrNull(model.artifact?.url ?? model.artifact?.id),
			error: textOrNull(record.error?.message),
			command: storedText(record.command)
		},
		metrics: Object.entries(metrics).map(([name, { value }]) => [storedText(name), rankedNumber(value)]),
		texts: [...Object.entries(params).map(([name, value]) => [
			"param",
			storedText(name),
			rankedParam(value)
		]), ...Object.entries(tags).map(([name, value]) => [
			"tag",
			storedText(name),
			{
				rank: 1,
				value: storedText(value),
				number: null
			}
		])],
		data: data.map(({ path, sha256 }) => [storedText(path), storedText(sha256)])
	};
}
/**
* A text as SQLite can hold and match it: what is no Unicode, and the character that ends its texts, become U+FFFD. Texts
* of a query go through the same, so that they meet.
*/
function storedText(text) {
	return text.isWellFormed() && !text.includes("\0") ? text : text.toWellFormed().replaceAll("\0", "�");
}
function textOrNull(text) {
	return text === void 0 ? null : storedText(text);
}
function rankedNumber(reading) {
	const value = Number(reading);
	return Number.isNaN(value) ? {
		rank: 2,
		value: null
	} : {
		rank: 0,
		value: value + 0
	};
}
/** A truth compares as 1 or 0, and stands among the texts. */
function rankedParam(param) {
	if (typeof param === "number") return {
		rank: 0,
		value: String(param),
		number: param
	};
	const number = asNumber(param) ?? null;
	return {
		rank: number === null || typeof param === "boolean" ? 1 : 0,
		value: storedText(String(param)),
		number
	};
}
const VERDICTS = /* @__PURE__ */ new Set([
	"pass",
	"fail",
	"inconclusive"
]);
/** The verdict as it stands in the record, whatever else the comparison holds. */
function verdictIn(comparison) {
	const { verdict } = comparison ?? {};
	return typeof verdict?.status === "string" && VERDICTS.has(verdict.status) ? verdict.status : void 0;
}

// src/tracking/local-index/attributes.ts
const ATTRIBUTES = new Map(searched("runs").attributes.flatMap(({ key, type, lowered = false }) => {
	const column = RUN_COLUMNS.find((name) => name === key);
	return column === void 0 ? [] : [[key, {
		column,
		kind: type !== "text" ? "number" : lowered ? "word" : "text"
	}]];
}));
/** @throws MlopsError `usage` for a name that no attribute has */
function attributeOf(name) {
	const attribute = ATTRIBUTES.get(name);
	if (attribute !== void 0) return attribute;
	throw new MlopsError("usage", `runs have no attribute ${JSON.stringify(name.slice(0, 80))}`, `Attributes are ${[...ATTRIBUTES.keys()].join(", ")}.`);
}

// src/tracking/local-index/sql.ts
/** Builds a part of a statement out of words, values and other parts. */
function sql(words, ...inserted) {
	const values = [];
	let text = words[0] ?? "";
	for (const [index, insert] of inserted.entries()) {
		if (typeof insert === "object") {
			text += insert.text;
			values.push(...insert.values);
		} else {
			text += "?";
			values.push(typeof insert === "string" ? storedText(insert) : insert);
		}
		text += words[index + 1] ?? "";
	}
	return {
		text,
		values
	};
}
/** A column of the run `r`. */
function runColumn(column) {
	return {
		text: `r."${column}"`,
		values: []
	};
}
/** The n-th of several tables that are joined under names of one form. */
function tableAlias(n) {
	return {
		text: `o${n}`,
		values: []
	};
}
/** Parts with commas or spaces between them. */
function joined(parts, separator) {
	return {
		text: parts.map(({ text }) => text).join(separator),
		values: parts.flatMap(({ values }) => values)
	};
}
/**
* Conditions that hold all, or one of which holds; of none, all hold and none does. Bracketed as a tree of small depth,
* because SQLite takes no more than a thousand levels.
*/
function combined(parts, operator) {
	const [only] = parts;
	if (only === void 0) return operator === "AND" ? sql`1` : sql`0`;
	if (parts.length === 1) return only;
	const middle = parts.length >> 1;
	const [left, right] = [combined(parts.slice(0, middle), operator), combined(parts.slice(middle), operator)];
	return operator === "AND" ? sql`(${left} AND ${right})` : sql`(${left} OR ${right})`;
}

// src/tracking/local-index/compile-filter.ts
const NOTHING = sql`0`;
const EVERYTHING$1 = sql`1`;
/** Deeper filters are nobody's; SQLite takes no more than a thousand levels. */
const DEEPEST = 200;
const LONGEST_PATTERN = 1e4;
/**
* The condition of a filter.
* @throws MlopsError `usage` for an unknown attribute, a value that does not fit it, or a filter beyond the limits
*/
function compileFilter(filter, names, depth = 0) {
	if (depth > DEEPEST) throw beyond(`a filter nests deeper than ${DEEPEST} levels`);
	if (filter.kind === "comparison") return compileComparison(filter, names);
	if (filter.kind === "not") return sql`NOT ${compileFilter(filter.term, names, depth + 1)}`;
	const terms = filter.terms.map((term) => compileFilter(term, names, depth + 1));
	return combined(terms, filter.kind === "and" ? "AND" : "OR");
}
function compileComparison(comparison, names) {
	const { entity, key } = comparison.field;
	if (entity === "attribute") return compileAttribute(comparison);
	if (entity === "dataset") return compileDataset(comparison);
	const name = names(entity, key);
	if (name === void 0) return comparison.comparator === "IS NULL" ? EVERYTHING$1 : NOTHING;
	return compileExistence(comparison, name, sql`r.n`);
}
/**
* The condition of a comparison with a metric, param or tag on one run.
* @param name number of the metric, param or tag
* @param run the number of the run
*/
function compileExistence(comparison, name, run) {
	const table = comparison.field.entity === "metric" ? sql`number e` : sql`text e`;
	const rows = sql`SELECT 1 FROM ${table} WHERE e.name = ${name} AND e.run = ${run}`;
	if (comparison.comparator === "IS NULL") return sql`NOT EXISTS (${rows})`;
	return sql`EXISTS (${rows} AND ${rowTest(comparison, sql`+e.rank`, sql`+e.value`, sql`e.number`)})`;
}
/** The condition of a comparison on the rows `x` of all runs, which stand in an index by their values. */
function compileRows(comparison) {
	return rowTest(comparison, sql`x.rank`, sql`x.value`, sql`x.number`);
}
/** The condition of a comparison on a row of the table that holds its field; NULL counts as false there. */
function rowTest(comparison, rank, value, number) {
	if (!("value" in comparison)) return EVERYTHING$1;
	if (comparison.field.entity === "metric") return sql`${rank} = 0 AND ${comparesNumber(value, comparison)}`;
	return isNumeric(comparison) ? comparesNumber(number, comparison) : comparesText(value, comparison);
}
function compileAttribute(comparison) {
	const { column, kind } = attributeOf(comparison.field.key);
	const own = runColumn(column);
	if (!("value" in comparison)) return comparison.comparator === "IS NULL" ? sql`${own} IS NULL` : sql`${own} IS NOT NULL`;
	if (kind === "number") return sql`coalesce(${comparesNumber(own, comparison)}, 0)`;
	return sql`coalesce(${comparesText(own, kind === "word" ? lowered(comparison) : comparison)}, 0)`;
}
/** Runs share their lists of data files, so each list is looked through once. */
function compileDataset(comparison) {
	const { key } = comparison.field;
	if (key !== "name" && key !== "digest") return comparison.comparator === "IS NULL" ? EVERYTHING$1 : NOTHING;
	if (comparison.comparator === "IS NULL") return sql`r.data IS NULL`;
	if (!("value" in comparison)) return sql`r.data IS NOT NULL`;
	const own = key === "name" ? sql`(f.value ->> 0)` : sql`(f.value ->> 1)`;
	const files = sql`SELECT 1 FROM json_each(l.files) f WHERE ${comparesText(own, comparison)}`;
	return sql`coalesce(r.data IN (SELECT l.n FROM data_list l WHERE EXISTS (${files})), 0)`;
}
function isNumeric({ value }) {
	return typeof (typeof value === "object" ? value[0] : value) === "number";
}
function comparesNumber(own, comparison) {
	const { comparator, value } = comparison;
	if (!isNumeric(comparison)) throw unfit$1(comparison, "numbers");
	if (typeof value === "object") return isAmong(own, comparator, listOfNumbers(value));
	return ordered(own, comparator, value);
}
function comparesText(own, comparison) {
	const { comparator, value } = comparison;
	if (isNumeric(comparison)) throw unfit$1(comparison, "texts");
	if (typeof value === "object") return isAmong(own, comparator, listOfTexts(value));
	if (comparator === "LIKE") return sql`${own} GLOB ${globOf(value)}`;
	if (comparator === "ILIKE") return sql`mlops_lower(${own}) GLOB ${globOf(value.toLowerCase())}`;
	return ordered(own, comparator, value);
}
function ordered(own, comparator, value) {
	switch (comparator) {
		case "=": return sql`${own} = ${value}`;
		case "!=": return sql`${own} <> ${value}`;
		case ">": return sql`${own} > ${value}`;
		case ">=": return sql`${own} >= ${value}`;
		case "<": return sql`${own} < ${value}`;
		default: return sql`${own} <= ${value}`;
	}
}
function isAmong(own, comparator, list) {
	const values = sql`(SELECT value FROM json_each(${list}))`;
	return comparator === "IN" ? sql`${own} IN ${values}` : sql`${own} NOT IN ${values}`;
}
function listOfTexts(texts) {
	return JSON.stringify(texts.map(storedText));
}
/** JSON has no infinity; what is too large for a number is read as one. */
function listOfNumbers(numbers) {
	return `[${numbers.filter((number) => !Number.isNaN(number)).map((number) => Number.isFinite(number) ? JSON.stringify(number) : number > 0 ? "9e999" : "-9e999").join(",")}]`;
}
/** A pattern of LIKE as one of GLOB, which tells upper from lower case in every language. */
function globOf(pattern) {
	if (pattern.length > LONGEST_PATTERN) throw beyond(`a pattern is longer than ${LONGEST_PATTERN} characters`);
	return pattern.replaceAll(/[%_*?[]/g, (character) => {
		if (character === "%") return "*";
		return character === "_" ? "?" : `[${character}]`;
	});
}
function lowered(comparison) {
	const { value } = comparison;
	if (isNumeric(comparison)) return comparison;
	const lower = typeof value === "object" ? value.map(lowerCase) : lowerCase(String(value));
	return {
		...comparison,
		value: lower
	};
}
function lowerCase(text) {
	return text.toLowerCase();
}
function unfit$1({ field: { entity, key } }, kind) {
	return new MlopsError("usage", `${entity} ${JSON.stringify(key.slice(0, 80))} is compared with a value of another kind`, `Compare it with ${kind}.`);
}
function beyond(what) {
	return new MlopsError("usage", what, "Shorten the filter.");
}

// src/tracking/local-index/compile-order.ts
/** More fields than anybody sorts by; SQLite joins no more than 64 tables. */
const MOST_FIELDS = 32;
/** Columns of a run that always have a value. */
const PRESENT = /* @__PURE__ */ new Set([
	"id",
	"started",
	"ended",
	"duration",
	"status",
	"experiment",
	"model",
	"commit",
	"dirty"
]);
/** @throws MlopsError `usage` for an unknown attribute, a dataset, or more fields than there can be */
function orderKeys(order, names) {
	if (order.length > MOST_FIELDS) throw new MlopsError("usage", `an order has ${order.length} fields`, `Give at most ${MOST_FIELDS}.`);
	return order.map(({ field, direction }, index) => ({
		direction,
		...columnsOf(field, names, tableAlias(index))
	}));
}
function columnsOf({ entity, key }, names, table) {
	const none = sql``;
	if (entity === "dataset") throw new MlopsError("usage", "runs cannot be sorted by their datasets", "A run has any number of them.");
	if (entity === "attribute") {
		const value = runColumn(attributeOf(key).column);
		return {
			value,
			rank: PRESENT.has(key) ? void 0 : sql`(${value} IS NULL) * 3`,
			join: none
		};
	}
	const name = names(entity, key);
	if (name === void 0) return {
		value: void 0,
		rank: void 0,
		join: none
	};
	const on = sql`${table} ON ${table}.name = ${name} AND ${table}.run = r.n`;
	const rank = sql`coalesce(${table}.rank, 3)`;
	if (entity === "metric") return {
		value: sql`${table}.value`,
		rank,
		join: sql`LEFT JOIN number ${on}`
	};
	return {
		value: sql`CASE ${table}.rank WHEN 0 THEN ${table}.number ELSE ${table}.value END`,
		rank,
		join: sql`LEFT JOIN text ${on}`
	};
}
/** The terms of ORDER BY. */
function orderTerms(keys) {
	const terms = keys.flatMap(({ rank, value, direction }) => value === void 0 ? [] : [...rank === void 0 ? [] : [rank], direction === "asc" ? value : sql`${value} DESC`]);
	return joined([
		...terms,
		sql`r.started DESC`,
		sql`r.id`
	], ", ");
}
/** The condition that a run stands after a position. */
function afterPosition(keys, { standings, started, id }) {
	return keys.reduceRight((after, { direction, rank = sql`0`, value }, index) => {
		const { rank: atRank, value: at } = standings[index] ?? {
			rank: 3,
			value: null
		};
		const own = value === void 0 ? sql`3` : rank;
		if (value === void 0 || at === null) return sql`(${own} > ${atRank} OR (${own} = ${atRank} AND ${after}))`;
		const beyond = direction === "asc" ? sql`${value} > ${at}` : sql`${value} < ${at}`;
		return sql`(${own} > ${atRank} OR (${own} = ${atRank} AND (${beyond} OR (${value} = ${at} AND ${after}))))`;
	}, sql`(r.started < ${started} OR (r.started = ${started} AND r.id > ${id}))`);
}
/** The columns from which a position is read. */
function positionColumns(keys) {
	const named = keys.flatMap(({ rank, value }) => value === void 0 ? [sql`3`, sql`NULL`] : [rank ?? sql`0`, value]).map((column, index) => ({
		...column,
		text: `${column.text} AS p${index}`
	}));
	return joined([
		sql`r.n AS n`,
		sql`r.id AS id`,
		sql`r.started AS started`,
		...named
	], ", ");
}
/** The position in a row that was selected with `positionColumns`. */
function positionIn(row, keys) {
	return {
		standings: keys.map((_, index) => ({
			rank: row[`p${index * 2}`],
			value: row[`p${index * 2 + 1}`]
		})),
		started: row["started"],
		id: row["id"]
	};
}

// src/tracking/local-index/cursor.ts
const Cursor = object({
	version: literal(1),
	/** The order of the list, as entity, key and direction. */
	order: array(tuple([
		string(),
		string(),
		string()
	])),
	/** Infinite numbers, which JSON lacks, stand as texts. */
	at: array(union([
		tuple([
			literal(0),
			literal("number"),
			union([number(), _enum(["Infinity", "-Infinity"])])
		]),
		tuple([
			literal([0, 1]),
			literal("text"),
			string()
		]),
		tuple([literal([2, 3])])
	])),
	started: number().int(),
	id: string().regex(/^[0-9a-f]{32}$/)
});
/** The cursor of a position in a list of this order. */
function renderCursor(order, { standings, started, id }) {
	const cursor = {
		version: 1,
		order: renderedOrder(order),
		at: standings.map(({ rank, value }) => {
			if (typeof value === "string") return [
				rank === 0 ? 0 : 1,
				"text",
				value
			];
			if (typeof value !== "number") return [rank === 2 ? 2 : 3];
			return [
				0,
				"number",
				Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity"
			];
		}),
		started,
		id
	};
	const ascii = JSON.stringify(cursor).replaceAll(/[^ -~]/g, escaped);
	return btoa(ascii).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
/**
* The position of a cursor.
* @throws MlopsError `usage` for a text that is no cursor, or one of a list in another order
*/
function parseCursor(text, order) {
	const cursor = read(text);
	if (cursor === void 0) throw unfit(`${JSON.stringify(text.slice(0, 40))} is no place in a list of runs`);
	const { at, started, id } = cursor;
	if (!(JSON.stringify(cursor.order) === JSON.stringify(renderedOrder(order))) || at.length !== order.length) throw unfit("the place is one in a list of another order");
	return {
		standings: at.map((standing) => {
			const [rank, kind, value] = standing;
			if (kind === void 0) return {
				rank,
				value: null
			};
			return {
				rank,
				value: kind === "number" ? Number(value) : value
			};
		}),
		started,
		id
	};
}
function read(text) {
	try {
		return Cursor.parse(JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/"))));
	} catch {
		return;
	}
}
function renderedOrder(order) {
	return order.map(({ field, direction }) => [
		field.entity,
		field.key,
		direction
	]);
}
function escaped(character) {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function unfit(what) {
	return new MlopsError("usage", what, "Give the cursor that the page before ended with, and the same order; or leave it out to begin again.");
}

// src/tracking/local-index/short-cuts.ts
/** With so many rows or more, a condition is no short cut: one run after the other is looked at faster. */
const MANY = 2e4;
/** Runs among which all that are wanted are: those that satisfy the necessary conditions, if one of them is rare, or all. */
function candidates(plan) {
	const { names, filter } = plan;
	const rarest = rarestOf(plan, MANY);
	if (rarest === void 0) return sql`run r`;
	const { comparison: chosen, name, table } = rarest;
	const others = necessary(filter).flatMap((comparison) => {
		const other = numberOf(comparison, names);
		return other === void 0 || comparison === chosen ? [] : [compileExistence(comparison, other, sql`x.run`)];
	});
	const rows = combined([sql`x.name = ${name} AND ${compileRows(chosen)}`, ...others], "AND");
	return sql`(SELECT x.run AS run FROM ${table} WHERE ${rows}) c CROSS JOIN run r ON r.n = c.run`;
}
/** The one that the fewest rows satisfy, if fewer than `most` do. */
function rarestOf(plan, most) {
	let rarest;
	let least = most;
	for (const shortCut of shortCuts(plan)) {
		const { comparison, name, table } = shortCut;
		const { text, values } = sql`SELECT count(*) AS size FROM (SELECT 1 FROM ${table}
      WHERE x.name = ${name} AND ${compileRows(comparison)} LIMIT ${least})`;
		const size = Number(plan.database.prepare(text).get(...values)?.["size"]);
		if (size < least) [rarest, least] = [shortCut, size];
	}
	return rarest;
}
function shortCuts({ names, filter }) {
	return necessary(filter).filter(isShortCut).flatMap((comparison) => {
		const name = numberOf(comparison, names);
		const table = comparison.field.entity === "metric" ? sql`number x` : sql`text x`;
		return name === void 0 ? [] : [{
			comparison,
			name,
			table
		}];
	});
}
/** The number of a comparison's metric, param or tag; undefined for other fields, and where no run has it. */
function numberOf({ field: { entity, key } }, names) {
	return entity === "attribute" || entity === "dataset" ? void 0 : names(entity, key);
}
/** Comparisons without which no run satisfies the filter. */
function necessary(filter) {
	if (filter?.kind === "comparison") return [filter];
	return filter?.kind === "and" ? filter.terms.flatMap(necessary) : [];
}
/** Whether an index finds the rows of a comparison, each run once. */
function isShortCut(comparison) {
	const { comparator, field } = comparison;
	if (field.entity === "metric") return [
		"=",
		">",
		">=",
		"<",
		"<=",
		"IN"
	].includes(comparator);
	if (field.entity !== "param" && field.entity !== "tag") return false;
	return (comparator === "=" || comparator === "IN") && "value" in comparison && typeof [comparison.value].flat()[0] === "string";
}
/** What the filter asks of the field along which one goes: it tells where to begin and where to end. */
function boundsOn(field, filter) {
	return necessary(filter).filter((comparison) => comparison.field.entity === field.entity && comparison.field.key === field.key).filter(isShortCut).map(compileRows);
}

// src/tracking/local-index/find-runs.ts
/** Walking gives up after so many runs, and so many for each run of the page. */
const MOST_WALKED = 500;
const MOST_WALKED_EACH = 4;
/** Fewer runs than these are sooner collected than found on the way. */
const FEW = 1e3;
/** What is shown only to who asks for it. */
const HIDDEN = {
	deleted: sql`r.deleted = 0`,
	superseded: sql`r.superseded = 0`
};
/**
* Finds a page of runs. Deleted ones are left out unless the filter speaks of `deleted`; so are those of which a later
* attempt is there, unless it speaks of `superseded`.
* @param mostWalked how many runs to walk along before they are collected instead
* @throws MlopsError `usage` for a filter, an order or a cursor that makes no sense
*/
function findRuns(database, query, mostWalked) {
	const { filter, order = [], limit, after, withTotal = false } = query;
	const names = namesIn$1(database);
	const keys = orderKeys(order, names);
	const shown = combined(["deleted", "superseded"].flatMap((fact) => asksFor(fact, filter) ? [] : [HIDDEN[fact]]), "AND");
	const condition = filter === void 0 ? shown : sql`(${shown} AND ${compileFilter(filter, names)})`;
	const from = after === void 0 ? void 0 : parseCursor(after, order);
	const plan = {
		database,
		order,
		keys,
		names,
		filter,
		condition,
		from,
		size: limit + 1
	};
	const most = mostWalked ?? MOST_WALKED + MOST_WALKED_EACH * limit;
	const rows = (rarestOf(plan, FEW) === void 0 ? walk(plan, most) : void 0) ?? collect(plan);
	const last = rows.length > limit ? rows[limit - 1] : void 0;
	const isAll = from === void 0 && last === void 0;
	return {
		ids: rows.slice(0, limit).map(({ id }) => String(id)),
		cursor: last === void 0 ? void 0 : renderCursor(order, positionIn(last, keys)),
		total: withTotal ? isAll ? rows.length : count(plan) : void 0
	};
}
/** Undefined when the order has no index to go along, or too many runs stand before the page is full. */
function walk(plan, mostWalked) {
	const ways = waysAlong(plan);
	if (ways === void 0) return void 0;
	const rows = [];
	let walked = 0;
	for (const { text, values } of ways) for (const row of plan.database.prepare(text).iterate(...values)) {
		if (row["wanted"] === 1) rows.push(row);
		if (rows.length === plan.size) return rows;
		walked += 1;
		if (walked > mostWalked) return void 0;
	}
	return rows;
}
/** Statements that give runs in the order, one statement after the other; undefined where the first field has no index. */
function waysAlong(plan) {
	const { order, keys, names, filter, from } = plan;
	const [first, ...others] = keys;
	const field = order[0]?.field;
	if (first === void 0 || field === void 0) return [wayAlongRuns(plan, keys, from === void 0 ? sql`1` : sql`r.started <= ${from.started}`)];
	if (field.entity === "attribute" && field.key === "started") return [wayAlongRuns(plan, keys, sql`1`)];
	const name = field.entity === "metric" ? names("metric", field.key) : void 0;
	if (name === void 0) return void 0;
	const along = (rank, on) => {
		const here = {
			...first,
			join: sql``,
			rank: sql`${rank}`,
			value: sql`x.value`
		};
		const ordered = rank === 0 ? [{
			...here,
			rank: void 0
		}, ...others] : others;
		return sql`SELECT ${positionColumns([here, ...others])}, ${wantedIn(plan, [here, ...others])} AS wanted
      FROM number x CROSS JOIN run r ON r.n = x.run ${joinsOf(others)}
      WHERE x.name = ${name} AND x.rank = ${rank} AND ${on} ORDER BY ${orderTerms(ordered)}`;
	};
	const { rank: fromRank = 0, value: fromValue = null } = from?.standings[0] ?? {};
	const bounds = boundsOn(field, filter);
	const start = fromValue === null ? [] : [first.direction === "asc" ? sql`x.value >= ${fromValue}` : sql`x.value <= ${fromValue}`];
	const ways = fromRank === 0 ? [along(0, combined([...bounds, ...start], "AND"))] : [];
	if (bounds.length > 0) return ways;
	if (fromRank <= 2) ways.push(along(2, sql`1`));
	if (others.length > 0) return void 0;
	return [...ways, wayAlongRuns(plan, keys, sql`1`, sql`${first.rank ?? sql`0`} = 3`, [])];
}
/** Goes along the runs by their start. */
function wayAlongRuns(plan, keys, on, also = sql`1`, ordered = keys) {
	return sql`SELECT ${positionColumns(keys)}, (${also} AND ${wantedIn(plan, keys)}) AS wanted
    FROM run r ${joinsOf(keys)} WHERE ${on} ORDER BY ${orderTerms(ordered)}`;
}
function wantedIn({ condition, from }, keys) {
	return from === void 0 ? condition : sql`(${condition} AND ${afterPosition(keys, from)})`;
}
function joinsOf(keys) {
	return joined(keys.map(({ join }) => join), " ");
}
function collect(plan) {
	const { database, keys, size } = plan;
	const { text, values } = sql`SELECT ${positionColumns(keys)} FROM ${candidates(plan)} ${joinsOf(keys)}
    WHERE ${wantedIn(plan, keys)} ORDER BY ${orderTerms(keys)} LIMIT ${size}`;
	return database.prepare(text).all(...values);
}
function count(plan) {
	const { text, values } = sql`SELECT count(*) AS total FROM ${candidates(plan)} WHERE ${plan.condition}`;
	return Number(plan.database.prepare(text).get(...values)?.["total"]);
}
/** Numbers of names, each looked up once. */
function namesIn$1(database) {
	const find = database.prepare("SELECT n FROM name WHERE entity = ? AND name = ?");
	const known = /* @__PURE__ */ new Map();
	return (entity, name) => {
		const key = `${entity} ${name}`;
		if (!known.has(key)) known.set(key, find.get(entity, storedText(name))?.n);
		return known.get(key);
	};
}

// src/tracking/local-index/event-log.ts
/** Messages of the commits in a range that name events, newest first. */
async function readEventMessages(git, range) {
	return (await git.text([
		"rev-list",
		"--topo-order",
		"--grep=^Mlops-Event: ",
		"--format=%x00%B",
		...range,
		"--"
	])).split("\0").slice(1);
}

// src/tracking/local-index/local-branch.ts
/** @param path of the repository, bare or not */
function localBranch(path, ref) {
	const nested = join(path, ".git");
	const directory = existsSync(nested) ? nested : path;
	const git = withArguments(gitIn(path), [`--git-dir=${directory}`, "--no-replace-objects"]);
	return {
		git,
		async refresh() {
			const { code, stdout, stderr } = await git.exec([
				"rev-parse",
				"--verify",
				"--quiet",
				`${ref}^{commit}`
			]);
			if (code === 0) return stdout.toString().trim();
			if (stderr.trim() === "") return void 0;
			throw trackingError(judgeFailure(stderr), ref);
		},
		fetchBlobs: () => Promise.resolve(),
		async eventMessages(since, isEnough) {
			const known = since === void 0 ? [] : [`^${since}`];
			const messages = await readEventMessages(git, [ref, ...known]).catch(() => []);
			return isEnough(messages) ? messages : readEventMessages(git, [ref]);
		},
		discard: () => Promise.resolve(false)
	};
}

// src/tracking/local-index/lock.ts
/** File of the lock in the folder of the cache. */
const LOCK_FILE = "lock.sqlite";
const MOST_WAITED_MS = 6e5;
const SAID_AFTER_MS = 2e3;
/**
* Does the work while no other process works with the folder.
* @param folder exists
* @throws MlopsError `index-failed` when another process holds it for ten minutes
*/
async function withCacheLock(folder, log, work) {
	try {
		var _usingCtx$2 = _usingCtx();
		_usingCtx$2.u(await acquire(join(folder, LOCK_FILE), log));
		return await work();
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		_usingCtx$2.d();
	}
}
async function acquire(path, log) {
	let waited = 0;
	for (let pause = 5;; pause = Math.min(100, pause * 2)) {
		const database = openSqlite(path);
		if (await begin(database, path)) return { [Symbol.dispose]: () => database.close() };
		if (waited > MOST_WAITED_MS) throw held(path);
		if (waited < SAID_AFTER_MS && waited + pause >= SAID_AFTER_MS) log.info("another mlops brings the index up to date; waiting for it");
		await setTimeout(pause);
		waited += pause;
	}
}
async function begin(database, path) {
	try {
		database.exec("BEGIN EXCLUSIVE");
		return true;
	} catch (error) {
		database.close();
		if (saysNoDatabase(error)) await truncate(path);
		else if (!saysBusy(error)) throw error;
		return false;
	}
}
function held(path) {
	return new MlopsError("index-failed", `another process has worked with ${path} for ten minutes`, "Look for an mlops that hangs and end it, or name another folder with --cache.");
}

// src/tracking/local-index/mirrored-branch.ts
const TIP = "refs/mlops/tip";
/** Larger files are fetched one by one. A record with fourteen metrics has four kilobytes. */
const FILTER = "--filter=blob:limit=64k";
/** Each fetch leaves a pack; with so many, small ones are made one. */
const MOST_PACKS = 50;
const EVERYTHING = "--depth=2147483647";
const REMOVAL = {
	recursive: true,
	force: true,
	maxRetries: 3
};
async function mirroredBranch(options) {
	const { directory, remote, ref, log } = options;
	const remotes = { [REMOTE]: remote };
	const open = (at, format) => openBareRepository(at, {
		format,
		remotes
	});
	let mirror = await open(directory, await formatIn(directory));
	let hasRemoteFailed = false;
	function failed(failure) {
		hasRemoteFailed = true;
		return trackingError(failure, ref);
	}
	async function renew(format) {
		await rm(directory, REMOVAL);
		mirror = await open(directory, format);
	}
	/** Whether the mirror is broken or the network, a second mirror tells; the first is kept until it is better. */
	async function fetchAnew() {
		const beside = `${directory}.new`;
		await rm(beside, REMOVAL);
		const failure = await fetchTip(await open(beside, mirror.format), ref);
		if (failure === void 0) {
			await rm(directory, REMOVAL);
			await rename(beside, directory);
			mirror = await open(directory, mirror.format);
		}
		await rm(beside, REMOVAL);
		return failure;
	}
	return {
		get git() {
			return mirror.git;
		},
		async refresh() {
			let failure = await fetchTip(mirror, ref);
			if (failure !== void 0 && mayBeOurs(failure)) {
				log.debug(`${ref} is fetched once more: ${failure.said}`);
				await removeLocks(directory);
				failure = await fetchTip(mirror, ref);
			}
			if (failure?.kind === "object-format") {
				await renew(mirror.format === "sha1" ? "sha256" : "sha1");
				failure = await fetchTip(mirror, ref);
			}
			if (failure !== void 0 && mayBeOurs(failure)) failure = await fetchAnew();
			if (failure?.kind === "absent-ref") return void 0;
			if (failure !== void 0) throw failed(failure);
			await unitePacks(mirror, log);
			return (await readTip(mirror.git, TIP)).commit;
		},
		async fetchBlobs(ids) {
			const failure = await fetchObjects(mirror.git, REMOTE, ids);
			await forgetPromises(mirror);
			if (failure !== void 0 && failure.kind !== "absent-object") throw failed(failure);
		},
		eventMessages(_since, isEnough) {
			const place = {
				parent: options.scratchParent,
				format: mirror.format,
				remotes
			};
			return withScratch(place, async ({ git }) => {
				for (const depth of ["--depth=64", EVERYTHING]) {
					const failure = await fetchRef(git, REMOTE, ref, TIP, [depth, "--filter=tree:0"]);
					if (failure !== void 0) throw failed(failure);
					const messages = await readEventMessages(git, [TIP]);
					if (depth === EVERYTHING || isEnough(messages)) return messages;
				}
				return [];
			});
		},
		async discard() {
			if (hasRemoteFailed) return false;
			await renew(mirror.format);
			return true;
		}
	};
}
async function fetchTip(mirror, ref) {
	const failure = await fetchRef(mirror.git, REMOTE, ref, TIP, ["--depth=1", FILTER]);
	await forgetPromises(mirror);
	return failure;
}
/**
* Takes away the marks of a partial clone, with which git would fetch each file that it lacks when it is asked for: here
* what is missing is missing, and is brought on purpose, all of it at once.
*/
async function forgetPromises({ directory, format }) {
	await writeBareConfig(directory, format);
	const packs = join(directory, "objects", "pack");
	const marks = (await readdir(packs).catch(() => [])).filter((name) => name.endsWith(".promisor"));
	await Promise.all(marks.map((name) => rm(join(packs, name), { force: true })));
}
async function unitePacks({ directory, git }, log) {
	if ((await readdir(join(directory, "objects", "pack")).catch(() => [])).filter((name) => name.endsWith(".pack")).length < MOST_PACKS) return;
	const { code, stderr } = await git.exec([
		"-c",
		"repack.writeBitmaps=false",
		"repack",
		"--geometric=2",
		"-d"
	]);
	if (code !== 0) log.debug(`the packs of ${directory} stay as they are: ${stderr.trim()}`);
}
/** Failures that a broken mirror can be the reason of. */
function mayBeOurs({ kind }) {
	return [
		"unclear",
		"lost-race",
		"locked",
		"absent-object",
		"not-a-repository"
	].includes(kind);
}
/** Files that a git which was killed leaves, and on which the next one would fail. */
async function removeLocks(directory) {
	const locks = [
		"shallow.lock",
		"config.lock",
		"packed-refs.lock",
		`${TIP}.lock`
	];
	await Promise.all(locks.map((name) => rm(join(directory, name), { force: true })));
}
/** The format of the mirror that is there; another one is made when the remote turns out to have the other format. */
async function formatIn(directory) {
	return (await readFile(join(directory, "config"), "utf8").catch(() => "")).includes("objectFormat = sha256") ? "sha256" : "sha1";
}

// src/tracking/local-index/index-writer.ts
/** Most names of a kind whose numbers are held in memory. */
const MOST_NAMES = 1e5;
function indexWriter(database) {
	const columns = [
		...RUN_COLUMNS,
		"data",
		"blob"
	];
	const prepare = (sql) => database.prepare(sql);
	const insertRun = prepare(`INSERT INTO run (${columns.map((column) => `"${column}"`).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`);
	const insertNumber = prepare("INSERT INTO number (name, run, rank, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
	const insertText = prepare("INSERT INTO text (name, run, rank, value, number) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
	const findRun = prepare("SELECT n, job FROM run WHERE id = ?");
	const deletions = [
		prepare("DELETE FROM number WHERE run = ? AND name IN (SELECT n FROM name WHERE entity = 'metric')"),
		prepare("DELETE FROM text WHERE run = ? AND name IN (SELECT n FROM name WHERE entity <> 'metric')"),
		prepare("DELETE FROM run WHERE n = ?")
	];
	const changedJobs = /* @__PURE__ */ new Set();
	const insertFile = prepare("INSERT INTO file (path, run, blob, sequence, problem) VALUES (?, ?, ?, ?, ?)");
	const deleteFile = prepare("DELETE FROM file WHERE path = ?");
	const updateProblem = prepare("UPDATE file SET problem = ?2 WHERE path = ?1");
	const nameOf = nameNumbers(database);
	const listOf = dataLists(database);
	return {
		addRun({ columns: row, metrics, texts, data }, blob) {
			if (typeof row.job === "string") changedJobs.add(row.job);
			const cells = RUN_COLUMNS.map((column) => row[column]);
			const run = Number(insertRun.run(...cells, data.length === 0 ? null : listOf(data), blob).lastInsertRowid);
			for (const [name, { rank, value }] of metrics) insertNumber.run(nameOf("metric", name), run, rank, value);
			for (const [entity, name, { rank, value, number }] of texts) insertText.run(nameOf(entity, name), run, rank, value, number);
		},
		removeRun(id) {
			const { n, job } = findRun.get(id) ?? {};
			if (typeof job === "string") changedJobs.add(job);
			if (n !== void 0) for (const deletion of deletions) deletion.run(n);
		},
		settleAttempts(which) {
			if (which === "all") database.exec(SUPERSEDE_ALL);
			else if (changedJobs.size > 0) {
				const settle = prepare(SUPERSEDE_ONE);
				for (const job of changedJobs) settle.run(job);
			}
			changedJobs.clear();
		},
		addFile({ path, run, blob, sequence }, problem) {
			insertFile.run(path, run, blob, sequence, problem);
		},
		removeFile(path) {
			deleteFile.run(path);
		},
		setProblem(path, problem) {
			updateProblem.run(path, problem);
		}
	};
}
/** The runs of a new index: very few were run again, so those are looked for. */
const SUPERSEDE_ALL = `
  UPDATE run SET superseded = 1 FROM
    (SELECT job, max(attempt) AS last FROM run WHERE attempt > 1 AND deleted = 0 GROUP BY job) newest
  WHERE run.job = newest.job AND run.attempt < newest.last`;
const SUPERSEDE_ONE = `
  UPDATE run SET superseded = attempt < coalesce((SELECT max(attempt) FROM run WHERE job = ?1 AND deleted = 0), 0)
  WHERE job = ?1`;
/** Numbers of names, given out as they come. */
function nameNumbers(database) {
	const find = database.prepare("SELECT n FROM name WHERE entity = ? AND name = ?");
	const insert = database.prepare("INSERT INTO name (entity, name) VALUES (?, ?)");
	const known = {
		metric: /* @__PURE__ */ new Map(),
		param: /* @__PURE__ */ new Map(),
		tag: /* @__PURE__ */ new Map()
	};
	return (entity, name) => {
		const numbers = known[entity];
		const held = numbers.get(name);
		if (held !== void 0) return held;
		const n = find.get(entity, name)?.n ?? Number(insert.run(entity, name).lastInsertRowid);
		if (numbers.size >= MOST_NAMES) numbers.clear();
		numbers.set(name, n);
		return n;
	};
}
/** Numbers of lists of data files, by their content. */
function dataLists(database) {
	const find = database.prepare("SELECT n FROM data_list WHERE digest = ?");
	const insert = database.prepare("INSERT INTO data_list (digest, files) VALUES (?, ?)");
	return (data) => {
		const files = JSON.stringify(data);
		const digest = hash("sha256", files, "buffer");
		return find.get(digest)?.n ?? Number(insert.run(digest, files).lastInsertRowid);
	};
}

// src/git/blob-stream.ts
/**
* The contents of blobs, in the order of their ids.
* @param ids gone through twice: to ask, and to tell the answers
* @param largest in bytes; a larger one is passed over
* @throws MlopsError `git-failed` when an object is there and broken
*/
async function* streamBlobs(git, ids, largest) {
	const source = git.stream([
		"cat-file",
		"--batch",
		"--buffer"
	], linesOf(ids))[Symbol.asyncIterator]();
	let held = Buffer.alloc(0);
	const fill = async (size) => {
		const parts = [held];
		for (let length = held.length; length < size;) {
			const { done, value } = await source.next();
			if (done === true) throw endedEarly();
			parts.push(value);
			length += value.length;
		}
		if (parts.length > 1) held = Buffer.concat(parts);
	};
	const skip = async (size) => {
		let left = size;
		for (; left > held.length; await fill(1)) {
			left -= held.length;
			held = Buffer.alloc(0);
		}
		held = held.subarray(left);
	};
	try {
		for (const _ of ids) {
			let end = held.indexOf(10);
			for (; end < 0; end = held.indexOf(10)) await fill(held.length + 1);
			const [, kind, size] = held.toString("latin1", 0, end).split(" ");
			held = held.subarray(end + 1);
			const length = Number(size);
			if (size === void 0) yield { kind: "missing" };
			else if (kind !== "blob" || length > largest) {
				await skip(length + 1);
				yield { kind: kind === "blob" ? "too-large" : "no-blob" };
			} else {
				await fill(length + 1);
				const content = held.subarray(0, length);
				held = held.subarray(length + 1);
				yield {
					kind: "content",
					content
				};
			}
		}
		await source.next();
	} finally {
		await source.return?.();
	}
}
/** Lines of ids, in pieces of moderate length, so that asking costs few turns. */
function* linesOf(ids) {
	let piece = "";
	for (const id of ids) {
		piece += `${id}\n`;
		if (piece.length < 4e4) continue;
		yield piece;
		piece = "";
	}
	if (piece !== "") yield piece;
}
function endedEarly() {
	return new MlopsError("git-failed", "git cat-file ended early", "Run `git fsck` in the repository.");
}

// src/tracking/local-index/read-changes.ts
/** Larger files are neither records nor events, whatever their names say; in bytes. */
const LARGEST = 67108864;
const REASONS = {
	missing: "its content is not in this repository",
	"no-blob": "it is no file",
	"too-large": `it is larger than ${LARGEST} bytes`
};
/**
* Reads the files of runs. Files that are not here are brought in one request when the others have been read; their runs
* come last.
*/
async function* readRunFiles(source, runs) {
	const incomplete = [];
	const missing = [];
	for await (const { run, contents } of streamRuns(source, runs)) {
		const absent = contents.flatMap(({ kind }, index) => kind === "missing" ? filesOf(run)[index]?.blob ?? [] : []);
		if (absent.length === 0) yield {
			run,
			contents: readFiles(run, contents)
		};
		else {
			incomplete.push(run);
			missing.push(...absent);
		}
	}
	if (incomplete.length === 0) return;
	await source.fetchBlobs([...new Set(missing)]);
	for await (const { run, contents } of streamRuns(source, incomplete)) yield {
		run,
		contents: readFiles(run, contents)
	};
}
/** Records first, then events. */
function filesOf({ records, events }) {
	return events.length === 0 ? records : [...records, ...events];
}
function readFiles(run, contents) {
	return filesOf(run).map(({ path, blob }, index) => {
		const content = contents[index] ?? { kind: "missing" };
		return content.kind === "content" ? {
			path,
			blob,
			text: content.content.toString()
		} : {
			path,
			blob,
			reason: REASONS[content.kind]
		};
	});
}
async function* streamRuns({ git }, runs) {
	const blobs = streamBlobs(git, { [Symbol.iterator]: () => blobsOf(runs) }, LARGEST);
	for (const run of runs) {
		const contents = [];
		for (let left = run.records.length + run.events.length; left > 0; left -= 1) {
			const { value } = await blobs.next();
			contents.push(value ?? { kind: "missing" });
		}
		yield {
			run,
			contents
		};
	}
	await blobs.next();
}
function* blobsOf(runs) {
	for (const run of runs) for (const { blob } of filesOf(run)) yield blob;
}

// src/tracking/local-index/event-order.ts
/** Whether the log is needed to put events in order: there are two or more of one run. */
function needsLog(events) {
	return new Set(events.map(({ run }) => run)).size < events.length;
}
/** Whether messages name all of the events. */
function namesAll(events, messages) {
	const places = placesIn(messages);
	return events.every((event) => places.has(keyOf(event)));
}
/**
* The events in their order. One that no message names counts as older than those that are named, and stays where it is
* if it is in the index already.
* @param messages of commits, newest first
*/
function inOrder(events, messages) {
	const places = placesIn(messages);
	const placeOf = (event) => places.get(keyOf(event)) ?? -1;
	const held = ({ sequence = Number.MAX_SAFE_INTEGER }) => sequence;
	return events.toSorted((a, b) => placeOf(a) - placeOf(b) || held(a) - held(b) || (a.event < b.event ? -1 : 1));
}
function placesIn(messages) {
	return new Map(eventsInOrder(messages).map(({ run, id }, place) => [keyOf({
		run,
		event: id
	}), place]));
}
function keyOf({ run, event }) {
	return `${run}.${event}`;
}

// src/tracking/local-index/indexed-record.ts
const { shape } = RunRecord;
const IndexedRecord = object({
	schema: shape.schema,
	id: shape.id,
	parent: shape.parent,
	experiment: shape.experiment,
	name: shape.name,
	status: shape.status,
	started: shape.started,
	ended: shape.ended,
	duration: shape.duration,
	params: valuesOf((value) => typeof value === "string" || typeof value === "boolean" || isFinite(value)),
	tags: valuesOf((value) => typeof value === "string"),
	metrics: valuesOf((metric) => isReading(metric?.value)),
	model: object({
		name: string(),
		artifact: object({
			id: string(),
			url: string().exactOptional()
		}).exactOptional()
	}),
	source: object({
		commit: string(),
		branch: string().exactOptional(),
		dirty: boolean()
	}),
	trigger: object({
		event: string(),
		actor: string().exactOptional(),
		run: string().exactOptional(),
		attempt: number().exactOptional(),
		job: string().exactOptional(),
		matrix: custom(isObject).exactOptional()
	}),
	command: string(),
	error: object({ message: string() }).exactOptional(),
	data: custom((list) => Array.isArray(list) && list.every(isDataFile)),
	comparison: unknown().exactOptional()
});
/** An object of many members, looked through without a schema for each of them. */
function valuesOf(isOne) {
	return custom((value) => isObject(value) && Object.values(value).every(isOne));
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isFinite(value) {
	return Number.isFinite(value);
}
function isReading(value) {
	return isFinite(value) || value === "NaN" || value === "Infinity" || value === "-Infinity";
}
function isDataFile(file) {
	const { path, sha256 } = file ?? {};
	return typeof path === "string" && typeof sha256 === "string";
}
/**
* Parses a record as far as the index needs it.
* @throws MlopsError `record-invalid`
*/
function parseIndexed(text, id) {
	const record = IndexedRecord.safeParse(jsonOf(text)).data;
	if (record === void 0) return parseRun(text, `the record of run ${id}`);
	if (record.id === id) return record;
	throw new MlopsError("record-invalid", `it holds the record of run ${record.id}`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/tracking/local-index/judge-run.ts
/**
* Folds the files of a run.
* @param records by their paths; a run has one
* @param events in the order in which they hold
*/
function judgeRun(id, records, events) {
	const problems = /* @__PURE__ */ new Map();
	const attempt = (file, parse) => {
		try {
			if ("text" in file) return parse(file.text);
			problems.set(file.path, file.reason);
		} catch (error) {
			if (!(error instanceof MlopsError)) throw error;
			problems.set(file.path, error.message);
		}
	};
	let found;
	for (const file of records) {
		const record = attempt(file, (text) => parseIndexed(text, id));
		if (record === void 0) continue;
		if (found === void 0) found = {
			record,
			file
		};
		else problems.set(file.path, `the record of this run stands at ${found.file.path} too`);
	}
	const happened = events.flatMap((file) => attempt(file, (text) => parseNamed(file.path, text)) ?? []);
	if (found === void 0) return {
		run: void 0,
		problems
	};
	const { record, file } = found;
	const state = foldEvents(record, happened);
	return {
		run: {
			rows: rowsOf(record, state),
			blob: file.blob
		},
		problems
	};
}
/** The event of a file; undefined for one that only a later version knows. */
function parseNamed(path, text) {
	const { run = "", name = "" } = fileOfPath(path) ?? {};
	const event = parseEvent(text, `the event ${name}`);
	if (event === void 0 || event.run === run && name === eventName(run, event.id)) return event;
	throw new MlopsError("record-invalid", `it holds the event ${event.id} of run ${event.run}`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}

// src/tracking/local-index/update.ts
/** With more changed files than this, and than a quarter of all, a new index is made sooner than the old one mended. */
const MANY_CHANGES = 5e3;
/**
* Opens the index as the branch is now; one that is not there, not whole or of another version is made anew.
* @throws MlopsError `tracking-unreadable` for a branch that is no tracking branch of this format, and as a fetch does
*/
async function openUpdated(options) {
	const { folder, source } = options;
	const tip = await source.refresh();
	const database = openIndexFile(folder);
	if (database === void 0) return build(options, tip);
	try {
		const known = tipIn(database);
		if (known === tip) return database;
		const changes = tip === void 0 ? void 0 : await changesSince(database, source, known, tip);
		if (tip !== void 0 && changes !== void 0 && !isMuch(database, changes)) {
			database.exec("BEGIN IMMEDIATE");
			await apply(database, options, changes, {
				from: known,
				to: tip
			});
			database.exec("COMMIT");
			return database;
		}
	} catch (error) {
		database.close();
		throw error;
	}
	database.close();
	return build(options, tip);
}
function build(options, tip) {
	return buildIndexFile(options.folder, async (database) => {
		if (tip === void 0) return;
		const changes = await listFiles(options.source.git, tip);
		if (!changes.some(({ path }) => path === "mlops.json")) throw noTrackingBranch(options.ref);
		if (changes.length > MANY_CHANGES) options.log.info(`reading ${changes.length} files of ${options.ref} into the index`);
		await apply(database, options, changes, {
			from: void 0,
			to: tip
		});
	});
}
async function changesSince(database, source, known, tip) {
	const changes = known === void 0 ? void 0 : await diffTrees(source.git, known, tip);
	if (changes !== void 0 || known === void 0) return changes;
	const rows = database.prepare("SELECT path, blob FROM file").all();
	const before = new Map(rows.map(({ path, blob }) => [path, blob]));
	const files = await listFiles(source.git, tip);
	const there = new Set(files.map(({ path }) => path));
	return [...files.filter(({ path, blob }) => before.get(path) !== blob), ...[...before.keys()].filter((path) => !there.has(path)).map((path) => ({
		path,
		blob: void 0
	}))];
}
function isMuch(database, changes) {
	if (changes.length <= MANY_CHANGES) return false;
	const { runs } = database.prepare("SELECT count(*) AS runs FROM run").get();
	return changes.length > runs / 4;
}
async function apply(database, { source, ref }, changes, { from, to }) {
	await checkFormat(source, ref, changes);
	const writer = indexWriter(database);
	const files = changes.filter(({ path }) => ["record", "event"].includes(fileOfPath(path)?.kind ?? ""));
	if (from !== void 0) for (const { path } of files) writer.removeFile(path);
	const added = await inSequence(database, source, files, from);
	for (const file of added) {
		if (from !== void 0 && file.sequence !== null) writer.removeFile(file.path);
		writer.addFile(file, null);
	}
	const runs = from === void 0 ? groupedByRun(added) : runsWith(database, files);
	for (const part of inParts(runs)) for await (const { run, contents } of readRunFiles(source, part)) {
		const { records, events } = run;
		if (from !== void 0) writer.removeRun(run.id);
		const judged = judgeRun(run.id, contents.slice(0, records.length), contents.slice(records.length));
		if (judged.run !== void 0) writer.addRun(judged.run.rows, judged.run.blob);
		for (const { path } of [...records, ...events]) {
			const problem = judged.problems.get(path);
			if (problem !== void 0 || from !== void 0) writer.setProblem(path, problem ?? null);
		}
	}
	writer.settleAttempts(from === void 0 ? "all" : "changed");
	database.prepare("INSERT OR REPLACE INTO fact (name, value) VALUES ('tip', ?)").run(to);
}
/**
* The files that were added, each event with its place in the order of their commits. Events that the index has of the
* same runs are among them: where the branch was rewritten, as by uniting two histories, they may have moved.
*/
async function inSequence(database, source, files, since) {
	const rows = [];
	const added = [];
	for (const { path, blob } of files) {
		const { kind, run = "" } = fileOfPath(path) ?? {};
		if (blob === void 0) continue;
		if (kind === "event") added.push({
			run,
			event: eventOf(path),
			path,
			blob
		});
		else rows.push({
			path,
			run,
			blob,
			sequence: null
		});
	}
	if (added.length === 0) return rows;
	const events = [...[...since === void 0 ? [] : new Set(added.map(({ run }) => run))].flatMap((id) => filesOfRun(database, id, "all").events).filter(isEvent).map((file) => ({
		...file,
		event: eventOf(file.path)
	})), ...added];
	const messages = needsLog(events) ? await source.eventMessages(since, (some) => namesAll(added, some)) : [];
	const { last } = database.prepare("SELECT coalesce(max(sequence), 0) AS last FROM file").get();
	const placed = inOrder(events, messages);
	return [...rows, ...placed.map(({ path, run, blob }, index) => ({
		path,
		run,
		blob,
		sequence: last + 1 + index
	}))];
}
/** Runs that are read by one process of git, and held in memory together. */
const PART = 5e3;
function* inParts(runs) {
	let part = [];
	for (const run of runs) {
		part.push(run);
		if (part.length < PART) continue;
		yield part;
		part = [];
	}
	if (part.length > 0) yield part;
}
/** The runs of files that are all that there are, one run after the other. */
function* groupedByRun(files) {
	let group = [];
	for (const file of files.toSorted((a, b) => a.run < b.run ? -1 : a.run > b.run ? 1 : 0)) {
		const id = group[0]?.run;
		if (id !== void 0 && id !== file.run) {
			yield runFiles(id, group);
			group = [];
		}
		group.push(file);
	}
	if (group[0] !== void 0) yield runFiles(group[0].run, group);
}
/** The runs that any of these files belongs to, with all of their files. */
function* runsWith(database, files) {
	for (const id of new Set(files.map(({ path }) => runOf(path)))) yield filesOfRun(database, id, "all");
}
/** Id of the event of a file. */
function eventOf(path) {
	const { run = "", name = "" } = fileOfPath(path) ?? {};
	return name.slice(run.length + 1, -5);
}
const NONE = [];
function runFiles(id, files) {
	if (files.length === 1 && files[0]?.sequence === null) return {
		id,
		records: files,
		events: NONE
	};
	return {
		id,
		records: files.filter(({ sequence }) => sequence === null).toSorted((a, b) => a.path < b.path ? -1 : 1),
		events: files.filter(isEvent).toSorted((a, b) => a.sequence - b.sequence)
	};
}
function isEvent(file) {
	return file.sequence !== null;
}
/** Records and events of a run that the index knows: all, or those that could be read. */
function filesOfRun(database, id, which) {
	return runFiles(id, database.prepare("SELECT path, run, blob, sequence FROM file WHERE run = ? AND (problem IS NULL OR ?)").all(id, which === "all" ? 1 : 0));
}
function runOf(path) {
	return fileOfPath(path)?.run ?? "";
}
/** The commit that the index was made from; undefined when there was no branch. */
function tipIn(database) {
	return database.prepare("SELECT value FROM fact WHERE name = 'tip'").get()?.value;
}
async function checkFormat({ git }, ref, changes) {
	const format = changes.find(({ path }) => path === FORMAT_PATH);
	if (format === void 0) return;
	if (format.blob === void 0) throw noTrackingBranch(ref);
	const [content] = await readBlobs(git, [format.blob]);
	judgeFormat(content?.toString() ?? "", ref);
}
function noTrackingBranch(ref) {
	return unreadable(ref, `it holds no ${FORMAT_PATH}, so it is no tracking branch`);
}

// src/tracking/local-index/read-found.ts
/**
* Reads runs in the order of their ids.
* @returns undefined when a record proved to be unreadable: it is no run any more, so the page is another
*/
async function readFound(database, source, ids) {
	const runs = [];
	const wanted = ids.map((id) => soundFiles(database, id));
	const isSuperseded = database.prepare("SELECT 1 FROM run WHERE id = ? AND superseded = 1");
	let isSound = true;
	const found = /* @__PURE__ */ new Map();
	for await (const { run, contents } of readRunFiles(source, wanted)) {
		const [record, ...events] = contents.map((content) => "text" in content ? content.text : void 0);
		try {
			const parsed = parseRun(record ?? "", `the record of run ${run.id}`);
			const late = events.flatMap(readEvent);
			const superseded = isSuperseded.get(run.id) === void 0 ? {} : { superseded: true };
			found.set(run.id, {
				record: parsed,
				events: late,
				state: foldEvents(parsed, late),
				...superseded
			});
		} catch (error) {
			if (!(error instanceof MlopsError)) throw error;
			const writer = indexWriter(database);
			writer.removeRun(run.id);
			writer.settleAttempts("changed");
			writer.setProblem(run.records[0]?.path ?? "", error.message);
			isSound = false;
		}
	}
	for (const id of ids) {
		const run = found.get(id);
		if (run !== void 0) runs.push(run);
	}
	return isSound ? runs : void 0;
}
/** The record and the events of a run, without those that cannot be read. */
function soundFiles(database, id) {
	const { records, events } = filesOfRun(database, id, "sound");
	return {
		id,
		records: records.slice(0, 1),
		events
	};
}
function readEvent(text) {
	const event = text === void 0 ? void 0 : parseEvent(text, "an event");
	return event === void 0 ? [] : [event];
}
/** A file that stands beside a record; see `RunIndex.readFile`. */
async function readFileBeside(database, source, run, name) {
	const file = fileName(run, name);
	const tip = tipIn(database);
	const [record] = filesOfRun(database, run, "sound").records;
	if (tip === void 0 || record === void 0) return void 0;
	const folder = record.path.slice(0, record.path.lastIndexOf("/"));
	const [entry] = await listTree(source.git, tip, [], [`${folder}/${file}`]);
	if (entry === void 0 || fileOfPath(entry.path)?.kind !== "file") return void 0;
	await source.fetchBlobs([entry.id]);
	const [content] = await readBlobs(source.git, [entry.id]);
	return content;
}

// src/tracking/local-index/run-index.ts
/**
* Brings the index up to date and works with it, while no other process does.
* @throws MlopsError `index-failed` when the folder cannot be used, and as reading the branch does
*/
async function withRunIndex(options, work) {
	const { remote, ref, log, scratchParent } = options;
	const path = pathOf(remote);
	const folder = cacheFolderOf(options.cache, path ?? remote.url, ref);
	await makeFolder(folder);
	const ask = async () => {
		const source = path === void 0 ? await mirroredBranch({
			directory: join(folder, "mirror.git"),
			remote,
			ref,
			scratchParent,
			log
		}) : localBranch(path, ref);
		for (let isLast = false;; isLast = true) try {
			try {
				var _usingCtx$1 = _usingCtx();
				return await work(indexOf(_usingCtx$1.u(disposed(await openUpdated({
					folder,
					source,
					ref,
					log
				}))).value, source));
			} catch (_) {
				_usingCtx$1.e = _;
			} finally {
				_usingCtx$1.d();
			}
		} catch (error) {
			if (isLast || !await mend(error, folder, source)) throw error;
			log.debug(`the index in ${folder} is made anew: ${error.message}`);
		}
	};
	try {
		return await withCacheLock(folder, log, ask);
	} catch (error) {
		throw inOurWords(error, folder);
	}
}
/** Throws away what an error says is broken; false when it is nothing that can be made again. */
async function mend(error, folder, source) {
	const isGit = error instanceof MlopsError && error.code === "git-failed";
	if (isGit && !await source.discard()) return false;
	if (!isGit && !saysCorrupt(error)) return false;
	await removeIndexFile(folder);
	return true;
}
function indexOf(database, source) {
	return {
		find: (query) => findRuns(database, query),
		async page(query) {
			for (;;) {
				const { ids, cursor, total } = findRuns(database, query);
				const runs = await readFound(database, source, ids);
				if (runs !== void 0) return {
					runs,
					cursor,
					total
				};
			}
		},
		names(entity) {
			return database.prepare("SELECT name.name AS name FROM name WHERE entity = ? AND (EXISTS (SELECT 1 FROM number x WHERE x.name = name.n) OR EXISTS (SELECT 1 FROM text x WHERE x.name = name.n)) ORDER BY name.name").all(entity).map(({ name }) => String(name));
		},
		unreadable() {
			return database.prepare("SELECT path, problem FROM file WHERE problem IS NOT NULL ORDER BY path").all().map(({ path, problem }) => ({
				path: String(path),
				reason: String(problem)
			}));
		},
		readFile: (run, name) => readFileBeside(database, source, run, name)
	};
}
function disposed(database) {
	return {
		value: database,
		[Symbol.dispose]: () => database.close()
	};
}
/** One folder after the other: Node's own recursion has no end where a file system says that what it makes is not there. */
async function makeFolder(folder) {
	const missing = [];
	for (let path = folder; !existsSync(path); path = dirname(path)) missing.push(path);
	try {
		for (const path of missing.toReversed()) await mkdir(path).catch(refuseButExisting);
		await mkdir(folder, { recursive: true });
	} catch (cause) {
		throw new MlopsError("index-failed", `the folder ${folder} for the index cannot be made: ${cause.message}`, "Name a folder that can be written with --cache or MLOPS_CACHE.", { cause });
	}
}
/** Another process may have been faster. */
function refuseButExisting(error) {
	if (error.code !== "EEXIST") throw error;
}

// src/cli/local-index.ts
/** Works with the index as the branch is now. Where nobody chose a folder and the system has none, it is made for once. */
async function withLocalIndex(options, log, work) {
	const workspace = await openWorkspace(options.repo);
	const ref = fullRef(await readableTrackingBranch(options, workspace, log));
	const ask = (cache) => withRunIndex({
		remote: localLocation(workspace),
		ref,
		cache,
		scratchParent: tmpdir(),
		log
	}, (index) => work(index, workspace));
	const environment = process.env;
	const cache = options.cache === "" ? void 0 : options.cache;
	const isChosen = cache !== void 0 || (environment["MLOPS_CACHE"] ?? "") !== "";
	const root = cache ?? defaultCacheRoot({
		platform: process.platform,
		home: homedir(),
		environment
	});
	try {
		return await ask(root);
	} catch (error) {
		if (isChosen || !(error instanceof MlopsError) || error.code !== "index-failed") throw error;
		log.debug(`${error.message}; a folder for this time is made`);
		const folder = await mkdtemp(join(tmpdir(), "mlops-cache-"));
		try {
			return await ask(folder);
		} finally {
			await rm(folder, {
				recursive: true,
				force: true
			});
		}
	}
}

// src/cli/no-runs.ts
/** Names in the filter that no run has, each with the one that was meant: what was mistyped is found nowhere. Pure. */
function strangersIn({ filter, known }) {
	const strangers = fieldsIn(filter).flatMap(({ entity, key }) => {
		if (entity !== "metric" && entity !== "param" && entity !== "tag") return [];
		const names = known[entity];
		if (names.includes(key)) return [];
		const other = [
			"metric",
			"param",
			"tag"
		].find((each) => known[each].includes(key));
		const nearest = other === void 0 ? nearestOf(key, names) : `${other}s.${key}`;
		return [`no run has the ${entity} "${key}"${nearest === void 0 ? "" : `, did you mean "${nearest}"?`}`];
	});
	return [...new Set(strangers)];
}

// src/cli/print-runs.ts
/** @throws MlopsError `usage` for a column that no run has */
async function printRuns(page, { json, csv = false, columns, after }) {
	const { runs, cursor, total, order, known } = page;
	const records = runs.map(({ record, state, superseded = false }) => ({
		...queriedRecord(record, state),
		superseded
	}));
	const chosen = json || columns === void 0 ? void 0 : chosenColumns(columns, known);
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
function jsonOfRun({ record, events, state, superseded }) {
	return {
		...record,
		events,
		state,
		...superseded === true ? { superseded } : {}
	};
}
/** @param withLate whether what became known later has columns of its own */
function renderRuns(columns, runs, records, withLate) {
	const late = withLate ? lateColumns(runs) : [];
	const header = [...columns.map(({ name }) => name === "id" ? "RUN" : name.toUpperCase()), ...late.map(({ title }) => title)];
	const rows = runs.map((run, index) => [...columns.map((column) => cellOf(column, run, records[index] ?? run.record)), ...late.map((column) => column.cellOf(run))]);
	return renderTable(header, rows, columns.map((column) => isNumeric$1(column) ? "r" : " ").join(""));
}
function cellOf(column, { state, superseded }, record) {
	const { entity, key } = column.field;
	if (entity !== "attribute" || key !== "status") return shortCell(column, record);
	return superseded === true ? `${statusWords(state)}, superseded` : statusWords(state);
}
function sayMore(shown, runs) {
	const names = new Set(shown.flatMap(({ field }) => field.entity === "metric" ? [field.key] : []));
	const hidden = metricsOf(runs).filter((name) => !names.has(name));
	if (hidden.length === 0) return;
	const some = `${hidden.slice(0, 6).join(", ")}${hidden.length > 6 ? ", …" : ""}`;
	const words = `${counted(hidden.length, "more metric")}: ${some}. --columns a,b chooses what is shown.`;
	process.stderr.write(`${printableLine(words)}\n`);
}

// src/cli/print-patch.ts
/**
* Writes them to stdout: byte for byte, or made harmless on a terminal.
* @throws MlopsError `not-found` where there are none, or they were too large to be kept
*/
async function printPatch({ id, source: { patch } }, history) {
	const content = patch?.kept === true ? await history.readFile(id, PATCH_FILE) : void 0;
	if (content === void 0) throw noPatch(id, patch);
	process.stdout.write(process.stdout.isTTY ? printable(content.toString()) : content);
}
function noPatch(id, patch) {
	if (patch === void 0) return new MlopsError("not-found", `run ${id} was trained without uncommitted changes`, "Its commit says all: `mlops runs show` names it.");
	return new MlopsError("not-found", `the uncommitted changes of run ${id} are not kept: they have ${formatBytes(patch.size)}`, "Up to 1 MiB is kept; commit the changes before training.");
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

// src/cli/run-sort.ts
/**
* The orders that `--sort` asks for. `started` alone is the newest first, which is what no order gives; the bare name of
* a metric is that metric, best first, and largest first where nobody knows which is better. All else is a list of
* orders such as `metrics.rmse asc, started desc`, for which the parser is loaded.
* @throws MlopsError `usage` for what cannot be read, and for a metric that none of the runs has
*/
async function resolveSort(text, metrics) {
	const direction = metrics.get(text);
	if (direction !== void 0) return [{
		field: {
			entity: "metric",
			key: text
		},
		direction: direction === "lower" ? "asc" : "desc"
	}];
	if (text === "started") return [];
	if (!isOrder(text)) throw unknownMetric("--sort", text, [...metrics.keys()]);
	const { parseOrderList } = await import("./parse-order.js");
	const orders = parseOrderList(text);
	for (const { field } of orders) if (field.entity === "metric" && !metrics.has(field.key)) throw unknownMetric("--sort", field.key, [...metrics.keys()]);
	return orders;
}
/** A word that is no attribute was meant to be a metric, and is answered so. */
function isOrder(text) {
	return /[\s,`"]|^(?:metric|param|parameter|tag|attribute|attr|run|dataset)s?\./.test(text) || attributeNamed(text) !== void 0;
}
/** The error that no run has a metric of this name; with the nearest that one has. */
function unknownMetric(flag, name, known) {
	const others = known.length === 0 ? "they have no metrics" : suggestion(name, known);
	return new MlopsError("usage", `${flag}: none of these runs has the metric "${name}", ${others}`, "`mlops runs show ID` lists all metrics of a run.");
}

// src/cli/select-runs.ts
/** The word for the first page where the pages themselves are asked for. */
const FIRST_PAGE = "start";
/** How many of the newest runs say which direction of a metric is better. */
const JUDGING_RUNS = 20;
/**
* The runs of one page.
* @throws MlopsError `usage` for a filter, an order or a cursor that makes no sense
*/
async function selectRuns(selection, index, now) {
	const { limit, sort, after } = selection;
	const asked = await readFilter(selection, now);
	const filter = ["deleted", "superseded"].reduce((filter, fact) => selection[fact] === true ? withEither(filter, fact) : filter, asked);
	const order = sort === "started" ? [] : await resolveSort(sort, await metricsIn(index));
	const from = after === "start" ? void 0 : after;
	const { runs, cursor, total } = await index.page({
		filter,
		order,
		limit,
		after: from,
		withTotal: true
	});
	return {
		runs,
		cursor,
		total,
		filter,
		order,
		known: namesIn(index)
	};
}
function namesIn(index) {
	return {
		metric: index.names("metric"),
		param: index.names("param"),
		tag: index.names("tag")
	};
}
/** A filter that speaks of such a fact finds the runs too that a list leaves out for it. */
function withEither(filter, key) {
	if (asksFor(key, filter)) return filter;
	return allOf([filter, {
		kind: "comparison",
		field: {
			entity: "attribute",
			key
		},
		comparator: "IN",
		value: [0, 1]
	}]);
}
/** All metrics, with the directions that the newest runs were judged by, else those of their names. */
async function metricsIn(index) {
	const { runs } = await index.page({ limit: JUDGING_RUNS });
	return new Map([...index.names("metric").map((name) => [name, directionOf(name, void 0)]), ...knownMetrics(runs.map(({ record, state }) => queriedRecord(record, state)))]);
}

// src/cli/commands/runs.ts
async function listRuns(options) {
	await withLocalIndex(options, terminalLog(false), async (index, workspace) => {
		const page = await selectRuns(options, index, /* @__PURE__ */ new Date());
		const isNothing = page.runs.length === 0 && !options.json;
		if (page.runs.length === 0) for (const stranger of strangersIn(page)) terminalLog(false).warn(`--filter: ${stranger}`);
		if (isNothing) process.stderr.write(await noRuns(workspace, options, index));
		if (!isNothing || options.csv === true) await printRuns(page, options);
		warnOfUnreadable(index.unreadable());
	});
	return 0;
}
/** What counts for nothing is said, so that nobody takes it for lost. */
function warnOfUnreadable(files) {
	const [first] = files;
	if (first === void 0) return;
	const count = files.length === 1 ? "1 file" : `${files.length} files`;
	terminalLog(false).warn(`${count} of the history cannot be read and left out, such as ${first.path}: ${first.reason}`);
}
/** @param reference the newest run when left out */
async function showRun(reference, options) {
	const { workspace, history } = await openLocalHistory(options, terminalLog(true));
	const [run] = await history.readStates([await findRunOrNewest(reference, history, workspace.git)]);
	if (run === void 0) return 1;
	if (options.patch === true) await printPatch(run.record, history);
	else if (options.json) printJson(jsonOfRun(run));
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
		record.source.tag === void 0 ? ["branch", record.source.branch ?? ""] : ["tag", record.source.tag],
		...record.source.fork === void 0 ? [] : [["fork", `${record.source.fork}, not verified`]],
		["commit", `${record.source.commit}${record.source.dirty ? " with uncommitted changes" : ""}`],
		["trigger", triggerWords(record)],
		...verdictRows(record),
		["command", record.command],
		...record.error === void 0 ? [] : [["error", record.error.message]],
		...record.model.artifact === void 0 ? [] : [["artifact", record.model.artifact.id]]
	];
	const section = (title, rows, align = "") => rows.length === 0 ? "" : `\n\n${renderTable([title, ""], rows, align)}`;
	return renderTable(["RUN", ""], facts) + section("METRIC", Object.entries(record.metrics).map(([name, metric]) => [name, String(metric.value)]), " r") + section("PARAM", Object.entries(record.params).map(([name, value]) => [name, String(value)])) + section("FILE", [...record.model.files, ...record.data].map((file) => [file.path, `${file.size} B  sha256:${file.sha256.slice(0, 12)}…`])) + lateSections(state).map(({ title, rows }) => section(title, rows)).join("") + section("WARNING", record.capture.warnings.map((warning) => [warning.file ?? "", warning.message]));
}
const DELETED = {
	kind: "comparison",
	field: {
		entity: "attribute",
		key: "deleted"
	},
	comparator: "=",
	value: 1
};
function triggerWords({ trigger: { event, actor, attempt = 1 } }) {
	const by = actor === void 0 ? event : `${event} by ${actor}`;
	return attempt === 1 ? by : `${by}, attempt ${attempt}`;
}
/** What the gates said, and of which baseline. */
function verdictRows(record) {
	const { verdict, baseline } = comparisonOf(record) ?? {};
	return [...verdict === void 0 ? [] : [["verdict", verdict.status]], ...baseline === void 0 ? [] : [["baseline", `${baseline.run}, ${baseline.how}`]]];
}
async function noRuns({ git, remoteUrl }, options, index) {
	if (options.after !== void 0 && options.after !== "start") return "No more runs: this was the last page.\n";
	if ([
		options.experiment,
		options.branch,
		options.status,
		options.filter
	].some((filter) => filter !== void 0)) return "No run is what was asked for; `mlops runs` without flags shows the newest.\n";
	if (index.find({
		filter: DELETED,
		limit: 1
	}).ids.length > 0) return "All runs here are deleted; `mlops runs --deleted` shows them.\n";
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