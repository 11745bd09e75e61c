import { c as looseObject, h as tuple, i as boolean, l as number, m as string, n as _enum, r as array, s as literal } from "./zod.js";
import { s as Reading } from "./direction.js";

// src/comparison/recorded.ts
const CheckStatus = _enum([
	"pass",
	"warn",
	"fail",
	"inconclusive",
	"skipped"
]);
const Difference = looseObject({
	estimate: number(),
	interval: tuple([number(), number()]),
	from: number(),
	p: number(),
	alpha: number(),
	method: string(),
	evidence: _enum([
		"paired-rows",
		"repeats",
		"history",
		"single"
	]),
	count: number(),
	counted: _enum([
		"rows",
		"seeds",
		"folds",
		"runs"
	]),
	needed: number().exactOptional()
});
const Check = looseObject({
	kind: _enum([
		"present",
		"min",
		"max",
		"warn",
		"max-regression",
		"test",
		"slices"
	]),
	status: CheckStatus,
	limit: number().exactOptional(),
	bound: _enum(["at-least", "at-most"]).exactOptional(),
	tolerance: string().exactOptional(),
	difference: Difference.exactOptional(),
	reason: string()
});
const Row = looseObject({
	name: string(),
	direction: _enum([
		"higher",
		"lower",
		"unknown"
	]),
	unit: string().exactOptional(),
	primary: boolean(),
	baseline: Reading.exactOptional(),
	candidate: Reading.exactOptional(),
	delta: number().exactOptional(),
	relative: number().exactOptional(),
	movement: _enum([
		"better",
		"worse",
		"same",
		"within-noise",
		"changed",
		"new",
		"missing",
		"not-finite"
	]),
	noise: looseObject({
		sigma: number(),
		runs: number(),
		source: literal("history")
	}).exactOptional(),
	gate: looseObject({
		status: CheckStatus,
		checks: array(Check)
	}).exactOptional(),
	history: array(number().nullable()),
	count: boolean()
});
const Change = looseObject({
	name: string(),
	baseline: string().exactOptional(),
	candidate: string().exactOptional()
});
const ChangedFiles = looseObject({
	count: number(),
	isCut: literal(true).exactOptional(),
	added: number(),
	removed: number(),
	most: array(looseObject({
		path: string(),
		added: number(),
		removed: number()
	}))
});
const Changes = looseObject({
	params: array(Change),
	paramCount: number(),
	data: array(Change),
	packages: array(Change),
	environment: array(Change),
	code: looseObject({
		baseline: string(),
		candidate: string(),
		same: boolean(),
		files: ChangedFiles.exactOptional()
	}),
	command: Change.exactOptional()
});
const Evidence = looseObject({
	kind: _enum([
		"paired-rows",
		"repeats",
		"history",
		"single"
	]),
	how: string(),
	rows: number().exactOptional(),
	lost: looseObject({
		baseline: number(),
		candidate: number()
	}).exactOptional(),
	source: _enum(["re-scored", "stored"]).exactOptional(),
	holdout: string().exactOptional(),
	passedOver: array(string())
});
const Slices = looseObject({
	loss: string(),
	judged: number(),
	worse: number(),
	better: number(),
	rows: array(looseObject({
		slice: string(),
		n: number(),
		estimate: number(),
		interval: tuple([number(), number()])
	}))
});
const Accepted = looseObject({
	gate: string(),
	reason: string(),
	actor: string().exactOptional(),
	url: string().exactOptional()
});
const RecordedComparison = looseObject({
	schema: literal(1),
	run: string(),
	baseline: looseObject({
		run: string(),
		commit: string(),
		branch: string().exactOptional(),
		how: string()
	}).exactOptional(),
	noBaseline: string().exactOptional(),
	namedBaselineMissing: literal(true).exactOptional(),
	rows: array(Row),
	changes: Changes.exactOptional(),
	evidence: Evidence.exactOptional(),
	slices: Slices.exactOptional(),
	verdict: looseObject({
		status: _enum([
			"pass",
			"fail",
			"inconclusive"
		]),
		warned: boolean(),
		reasons: array(looseObject({
			metric: string(),
			status: CheckStatus,
			reason: string()
		})),
		accepted: array(Accepted).exactOptional()
	}).exactOptional(),
	reported: looseObject({
		failOn: _enum([
			"fail",
			"inconclusive",
			"never"
		]),
		commentKey: string()
	}).exactOptional(),
	historyRuns: array(looseObject({
		run: string(),
		commit: string()
	}))
});
/** The comparison in a record, its trends left out as they were stored; undefined when there is none of this shape. */
function comparisonOf({ comparison }) {
	return RecordedComparison.safeParse(comparison).data;
}

export { comparisonOf as t };