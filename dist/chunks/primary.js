import { a as isTrainingMetric, i as isCount, r as knownQuality, t as directionOf } from "./direction.js";
import { t as byName } from "./names.js";

// src/comparison/primary.ts
/**
* The gate's `primary`, else the one that is tested for superiority, else the first gated metric, else the first by name whose direction is known (qualities before
* costs). Training metrics and counts never become primary by themselves.
*/
function choosePrimary(names, gates) {
	const declared = Object.entries(gates);
	const named = (declared.find(([, gate]) => gate.primary === true) ?? declared.find(([, gate]) => gate.test === "superiority"))?.[0];
	if (named !== void 0) return named;
	const gated = declared.find(([name]) => !isTrainingMetric(name)) ?? declared[0];
	if (gated !== void 0) return gated[0];
	const candidates = names.filter((name) => !isTrainingMetric(name) && !isCount(name)).toSorted(byName);
	return candidates.find((name) => knownQuality(name) !== void 0) ?? candidates.find((name) => directionOf(name, void 0) !== "unknown");
}

export { choosePrimary as t };