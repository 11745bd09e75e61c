import { t as directionOf } from "./direction.js";
import { t as comparisonOf } from "./recorded.js";
import { n as suggestion, t as nearestOf } from "./nearest.js";
import { t as MlopsError } from "./error.js";
import { n as attributeNamed, r as searched } from "./attributes.js";

// src/query/run-value.ts
/** The readers of attributes, by their canonical names. */
const ATTRIBUTES = {
	id: ({ id }) => id,
	name: ({ name }) => name,
	status: ({ status }) => status,
	started: ({ started }) => Date.parse(started),
	ended: ({ ended }) => Date.parse(ended),
	duration: ({ duration }) => duration,
	experiment: ({ experiment }) => experiment,
	model: ({ model }) => model.name,
	version: ({ version }) => typeof version === "string" ? version : void 0,
	branch: ({ source }) => source.branch,
	commit: ({ source }) => source.commit,
	dirty: ({ source }) => source.dirty,
	event: ({ trigger }) => trigger.event,
	actor: ({ trigger }) => trigger.actor,
	verdict: (record) => comparisonOf(record)?.verdict?.status,
	error: ({ error }) => error?.message,
	deleted: ({ deleted }) => deleted === true,
	superseded: ({ superseded }) => superseded === true,
	parent: ({ parent }) => parent,
	command: ({ command }) => command,
	artifact_uri: ({ model }) => model.artifact?.url ?? model.artifact?.id
};
/**
* The value of a run's field; undefined when it has none. Late facts (`version`, `deleted`, tags) are those that stand
* in the record when events have been laid over it. Of datasets there may be several: {@link valuesOf}.
*/
function valueOf(record, { entity, key }) {
	if (entity === "attribute") return Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key]?.(record) : void 0;
	if (entity === "metric") return Object.hasOwn(record.metrics, key) ? numberOf(record.metrics[key]?.value) : void 0;
	if (entity === "dataset") return valuesOf(record, {
		entity,
		key
	})[0];
	const named = entity === "param" ? record.params : record.tags;
	return Object.hasOwn(named, key) ? named[key] : void 0;
}
/** All values of a field: several for datasets, which are the files of data with path and digest. */
function valuesOf(record, field) {
	if (field.entity === "dataset") {
		if (field.key === "context") return [];
		return record.data.map(({ path, sha256 }) => field.key === "name" ? path : sha256);
	}
	const value = valueOf(record, field);
	return value === void 0 ? [] : [value];
}
/** The number that a value reads as, if it is one or a text that says one and nothing else. */
function asNumber(value) {
	if (typeof value === "boolean") return value ? 1 : 0;
	if (typeof value === "number") return value;
	return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value) ? Number(value) : void 0;
}
function numberOf(reading) {
	return reading === void 0 ? void 0 : Number(reading);
}

// src/cli/run-columns.ts
const SHOWN_METRICS = 4;
/** Attributes of the table that nobody chose, and of a file of values. */
const TABLE = [
	"id",
	"started",
	"status",
	"experiment",
	"branch",
	"commit",
	"verdict"
];
const FILE = [
	"id",
	"name",
	"started",
	"ended",
	"duration",
	"status",
	"experiment",
	"model",
	"branch",
	"commit",
	"dirty",
	"event",
	"actor",
	"verdict",
	"version",
	"error",
	"deleted",
	"superseded"
];
/** Gated metrics first, as the newest comparison orders them, then the others of these runs. Counts are left out. */
function metricsOf(records) {
	const rows = rowsOf(records);
	const ranked = rows.filter((row) => !row.count && row.candidate !== void 0).toSorted((a, b) => rankOf(a) - rankOf(b));
	const measured = records.flatMap((record) => Object.keys(record.metrics));
	const counts = new Set(rows.filter((row) => row.count).map(({ name }) => name));
	return [.../* @__PURE__ */ new Set([...ranked.map(({ name }) => name), ...measured.filter((name) => !counts.has(name))])];
}
/** The metrics of these runs, each with the direction that a comparison knows, newest first, else its name. */
function knownMetrics(records) {
	const names = new Set(records.flatMap(({ metrics }) => Object.keys(metrics)));
	const judged = rowsOf(records).filter(({ name, direction }) => direction !== "unknown" && names.has(name));
	return new Map([...[...names].map((name) => [name, directionOf(name, void 0)]), ...judged.toReversed().map(({ name, direction }) => [name, direction])]);
}
/** The table that nobody chose: the usual attributes, the metrics of the order, and those that matter most. */
function usualColumns(records, orders) {
	const sorted = orders.flatMap(({ field }) => field.entity === "metric" ? [field.key] : []);
	const metrics = [.../* @__PURE__ */ new Set([...sorted, ...metricsOf(records)])].slice(0, Math.max(SHOWN_METRICS, sorted.length));
	return [...TABLE.map(attributeColumn), ...metrics.map(metricColumn)];
}
/** All values of a file that nobody chose: attributes, then all metrics, params and tags. */
function allColumns(records) {
	const named = (entity, of) => [...new Set(records.flatMap((record) => Object.keys(of(record))))].toSorted().map((key) => ({
		name: `${entity}s.${key}`,
		field: {
			entity,
			key
		}
	}));
	return [
		...FILE.map(attributeColumn),
		...named("metric", ({ metrics }) => metrics),
		...named("param", ({ params }) => params),
		...named("tag", ({ tags }) => tags)
	];
}
/**
* The columns that `--columns` names, parted by commas: metrics by their names, `params.x`, `tags.x`, `metrics.x`,
* attributes. Names with commas stand in backticks. A list that names an attribute is the whole table; before any other
* stand the usual attributes.
* @throws MlopsError `usage` for a metric, param or tag that no run has, unless there is no run at all, and for what is
*   no attribute
*/
function chosenColumns(list, known) {
	const columns = [...list.matchAll(/(?:`[^`]*`|[^,`])+/g)].map(([word]) => word.trim()).filter((word) => word !== "").map((word) => columnOf(word, known));
	return columns.some(({ field }) => field.entity === "attribute") ? columns : [...TABLE.map(attributeColumn), ...columns];
}
function columnOf(word, known) {
	const isEmpty = known.metric.length + known.param.length + known.tag.length === 0;
	const bare = unquoted(word);
	if (known.metric.includes(bare)) return metricColumn(bare);
	const attribute = attributeNamed(unquoted(word.replace(/^(?:attributes?|attr|run)\./, "")));
	if (attribute !== void 0) return {
		name: word,
		field: {
			entity: "attribute",
			key: attribute.key
		}
	};
	const [, kind, rest] = /^(metric|param|parameter|tag)s?\.([^]+)$/.exec(word) ?? [];
	if (kind === void 0 || rest === void 0) {
		if (isEmpty) return metricColumn(bare);
		throw unknownColumn(bare, known);
	}
	const entity = kind === "parameter" ? "param" : kind;
	const key = unquoted(rest);
	if (!isEmpty && !known[entity].includes(key)) {
		const others = known[entity].length === 0 ? `no run has any ${entity}` : suggestion(key, known[entity]);
		throw new MlopsError("usage", `--columns: no run has the ${entity} "${key}", ${others}`, "`mlops runs show ID` lists all that a run has.");
	}
	return {
		name: entity === "metric" ? key : `${entity}s.${key}`,
		field: {
			entity,
			key
		}
	};
}
/** A word that is no metric may be a param or a tag, whose kind stands before it, or an attribute that was mistyped. */
function unknownColumn(word, known) {
	const entity = ["param", "tag"].find((each) => known[each].includes(word));
	if (entity !== void 0) {
		const column = `${entity}s.${word}`;
		return new MlopsError("usage", `--columns: "${word}" is a ${entity}`, `Write it as ${column}.`);
	}
	const nearest = nearestOf(word, [...known.metric, ...searched("runs").attributes.map(({ key }) => key)]);
	const meant = nearest === void 0 ? `metrics are ${known.metric.join(", ") || "none"}` : `did you mean "${nearest}"?`;
	return new MlopsError("usage", `--columns: no run has the metric "${word}", ${meant}`, `Columns are metrics, params.x, tags.x and attributes: ${searched("runs").attributes.map(({ key }) => key).join(", ")}.`);
}
/** What stands in a table: short, numbers with six digits. */
function shortCell({ field }, record) {
	const value = valueOf(record, field);
	if (value === void 0) return "";
	if (field.entity === "attribute") {
		if (field.key === "id" || field.key === "parent") return String(value).slice(0, 12);
		if (field.key === "commit") return `${String(value).slice(0, 7)}${marksOf(record)}`;
		if (isTime(field)) return isoTime(value).slice(0, 16).replace("T", " ");
	}
	return typeof value === "number" ? String(Number(value.toPrecision(6))) : String(value);
}
/** What the commit of a run does not tell: `+` for uncommitted changes, `*` for params of its own. */
function marksOf({ source, trigger }) {
	return `${source.dirty ? "+" : ""}${Object.keys(trigger.overrides ?? {}).length > 0 ? "*" : ""}`;
}
/** What stands in a file: in full, numbers as numbers, times in ISO 8601. */
function fullCell({ field }, record) {
	const value = valueOf(record, field) ?? "";
	return isTime(field) && value !== "" ? isoTime(value) : value;
}
/** Numbers stand on the right. */
function isNumeric({ field }) {
	return field.entity === "metric" || field.entity === "attribute" && attributeNamed(field.key)?.type === "number";
}
function isTime(field) {
	return field.entity === "attribute" && attributeNamed(field.key)?.type === "time";
}
function isoTime(value) {
	return new Date(Number(value)).toISOString();
}
function attributeColumn(key) {
	return {
		name: key,
		field: {
			entity: "attribute",
			key
		}
	};
}
function metricColumn(name) {
	return {
		name,
		field: {
			entity: "metric",
			key: name
		}
	};
}
function unquoted(word) {
	return /^`[^`]*`$/.test(word) ? word.slice(1, -1) : word;
}
function rowsOf(records) {
	return records.flatMap((record) => comparisonOf(record)?.rows ?? []);
}
function rankOf({ primary, gate }) {
	if (primary) return 0;
	return gate === void 0 ? 2 : 1;
}

export { knownMetrics as a, usualColumns as c, isNumeric as i, asNumber as l, chosenColumns as n, metricsOf as o, fullCell as r, shortCell as s, allColumns as t };