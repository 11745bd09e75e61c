import { g as union, l as number, n as _enum } from "./zod.js";

// src/run/number.ts
/** A measured value as it stands in the record: a finite number, or the name of what it was instead. */
const Reading = union([number(), _enum([
	"NaN",
	"Infinity",
	"-Infinity"
])]);
/** A JavaScript number as a reading. */
function readingOf(value) {
	if (Number.isFinite(value)) return value === 0 ? 0 : value;
	return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
/** The finite number of a reading, or undefined when there is none. */
function finiteOf(reading) {
	return typeof reading === "number" && Number.isFinite(reading) ? reading : void 0;
}

export { finiteOf as n, readingOf as r, Reading as t };