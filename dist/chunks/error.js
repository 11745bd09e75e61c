// src/error.ts
/**
* An expected failure. `message` says what happened, with the offending value; `hint` says what to do about it.
* Expected bad news (a failed gate, a lost race) is a value and never thrown.
*/
var MlopsError = class extends Error {
	code;
	hint;
	place;
	constructor(code, message, hint, more = {}) {
		super(message, more.cause === void 0 ? void 0 : { cause: more.cause });
		this.name = "MlopsError";
		this.code = code;
		this.hint = hint;
		this.place = more.place;
	}
};
/** Exit status of a failed command: 2 for wrong usage or configuration, 1 for work that failed. */
function exitStatusOf(error) {
	if (!(error instanceof MlopsError)) return 1;
	return [
		"usage",
		"config-invalid",
		"ambiguous",
		"not-a-repository",
		"repository-empty"
	].includes(error.code) ? 2 : 1;
}

export { exitStatusOf as n, MlopsError as t };