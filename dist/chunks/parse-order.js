import { a as resolveField, i as spanOf, o as errorAt, r as wordsOf, s as parseOrderSyntax, t as mismatchError } from "./parse-filter.js";

// src/query/parse-order.ts
/**
* Reads a list in one text: `metrics.rmse asc, started desc`.
* @throws MlopsError `usage` with column and caret, also for two orders by the same field
*/
function parseOrderList(text, { kind = "runs" } = {}) {
	return distinct(ordersIn({
		what: "order",
		text
	}, kind));
}
function ordersIn(source, kind) {
	const parsed = parseOrderSyntax(wordsOf(source));
	if ("mismatch" in parsed) throw mismatchError(parsed.mismatch, source);
	return parsed.value.map(({ name, direction }) => {
		const at = spanOf(name);
		const { field } = resolveField(name.image, kind, source, at);
		return {
			order: {
				field,
				direction
			},
			source,
			at
		};
	});
}
function distinct(placed) {
	const seen = /* @__PURE__ */ new Set();
	for (const { order, source, at } of placed) {
		const name = JSON.stringify([order.field.entity, order.field.key]);
		if (seen.has(name)) throw errorAt(source, at, "it orders by the same twice", "Leave the second out.");
		seen.add(name);
	}
	return placed.map(({ order }) => order);
}

export { parseOrderList };