// src/comparison/names.ts
/** The record's own member of this name. */
function member(record, name) {
	return Object.hasOwn(record, name) ? record[name] : void 0;
}
/** Order by code unit: the same everywhere, whatever the locale. */
function byName(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

export { member as n, byName as t };