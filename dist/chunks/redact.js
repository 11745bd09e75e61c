// src/run/secret-name.ts
const SECRET_WORDS = words("token secret secrets password passwd passphrase credential credentials apikey bearer dsn");
/** Words that mean a secret in a variable of a process, but may be anything in a file of params. */
const SECRET_VARIABLE_WORDS = words("key keys pwd pass pat auth cookie sas");
/** Words before `key` that make it a secret anywhere. */
const SECRET_KEY_KINDS = words("api access account auth encryption private secret signing ssh");
/** Words before `key` or `token` that make it something else: cache keys, the special tokens of a tokenizer. */
const HARMLESS_BEFORE = words("cache comment foreign gpg group hot label partition primary public sort target audio bos cls eos image mask max min new num pad per sep special unk");
/** Words after `key` or `token` that only describe one: KEY_COLUMN, TOKEN_TYPE. SECRET_VALUE and TOKEN_PROD are secrets. */
const HARMLESS_AFTER = words("column columns count counts dim file id ids length name names path size type uri url");
function words(list) {
	return new Set(list.split(" "));
}
/** Variables whose name has such a word and whose value is no secret. */
const HARMLESS_VARIABLES = /* @__PURE__ */ new Set([
	"PWD",
	"OLDPWD",
	"SSH_AUTH_SOCK",
	"XAUTHORITY"
]);
/** True for a variable such as `HF_TOKEN`, `INPUT_GITHUB-TOKEN`, `DB_PASS` or `AWS_SECRET_ACCESS_KEY`. */
function looksSecretVariable(name) {
	if (HARMLESS_VARIABLES.has(name)) return false;
	return hasSecretWord(name, (word) => SECRET_WORDS.has(word) || SECRET_VARIABLE_WORDS.has(word));
}
/** True for a param or member such as `password`, `hf_token` or `apiKey`; a bare `key` may be the name of a column. */
function looksSecretMember(name) {
	return hasSecretWord(name, (word, before) => SECRET_WORDS.has(word) || word === "key" && SECRET_KEY_KINDS.has(before ?? ""));
}
function hasSecretWord(name, isSecret) {
	const parts = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
	return parts.some((word, index) => {
		const [before, after] = [parts[index - 1], parts[index + 1]];
		return isSecret(word, before) && !HARMLESS_BEFORE.has(before ?? "") && !HARMLESS_AFTER.has(after ?? "");
	});
}

// src/run/secret-shape.ts
const shape = (pattern, replacement = "***") => ({
	pattern,
	replacement
});
const SECRET_FLAG = "(?:password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)";
const SECRET_SHAPES = [
	shape(/-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g),
	shape(/\bgh[pousr]_[A-Za-z0-9]{20,}/g),
	shape(/\bgithub_pat_[A-Za-z0-9_]{20,}/g),
	shape(/\bglpat-[A-Za-z0-9_-]{16,}/g),
	shape(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g),
	shape(/\bxox[a-z]-[A-Za-z0-9-]{10,}/g),
	shape(/\bhf_[A-Za-z0-9]{16,}/g),
	shape(/\bsk-[A-Za-z0-9_-]{16,}/g),
	shape(/\bAIza[A-Za-z0-9_-]{30,}/g),
	shape(/\bnpm_[A-Za-z0-9]{30,}/g),
	shape(/\bpypi-[A-Za-z0-9_-]{30,}/g),
	shape(/\bdop_v1_[a-f0-9]{32,}/g),
	shape(/\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g),
	shape(/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g),
	shape(/\b([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/@:'"]{0,200}:[^\s/@'"]{1,500}@/gi, "$1***@"),
	shape(/\b(https?:\/\/)[^\s/@:'"]{16,500}@/gi, "$1***@"),
	shape(/\b(authorization:\s*(?:bearer|basic|token)\s+)[^\s'"]{6,}/gi, "$1***"),
	shape(new RegExp(`(--(?:[a-z0-9]+[-_])*${SECRET_FLAG}(?:=|\\s+)['"]?)(?![$\\-'"<\\[])[^\\s'"]{6,}`, "gi"), "$1***"),
	shape(/\b((?:[A-Z0-9]+_)*(?:TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|ACCESS_KEY|PRIVATE_KEY)=['"]?)(?![$'"])[^\s'"]{6,}/g, "$1***")
];

// src/run/redact.ts
const REDACTED = "***";
/** Shorter values are too common in ordinary text to be taken out of it. */
const MIN_SECRET_LENGTH = 6;
const HARMLESS = /^(true|false|null|none|yes|no|default|enabled|disabled|undefined)$/i;
/**
* A redactor for what these environment variables hold, and for everything that has a credential's shape.
* @param environment variables by name, as the process has them
*/
function redactorFrom(environment) {
	const forms = /* @__PURE__ */ new Set();
	for (const [name, value] of Object.entries(environment)) {
		if (value === void 0) continue;
		const secrets = looksSecretVariable(name) ? [value, ...secretMembers(value)] : secretMembers(value);
		for (const part of secrets.flatMap((secret) => [secret, ...secret.split(/\r?\n/)])) {
			const secret = part.trim();
			if (secret.length < MIN_SECRET_LENGTH || HARMLESS.test(secret)) continue;
			for (const form of formsOf(secret)) forms.add(form);
		}
	}
	const longestFirst = [...forms].toSorted((a, b) => b.length - a.length).map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
	const known = longestFirst.length === 0 ? void 0 : new RegExp(longestFirst.join("|"), "g");
	return (text) => {
		let redacted = known === void 0 ? text : text.replace(known, REDACTED);
		for (const { pattern, replacement } of SECRET_SHAPES) redacted = redacted.replace(pattern, replacement);
		return redacted.endsWith(CUT) ? withoutCutSecret(redacted, forms) : redacted;
	};
}
/** What stands at the end of a text that was cut because of its length. */
const CUT = "…";
/** A text that was cut within a secret ends with the beginning of one. */
function withoutCutSecret(text, forms) {
	for (const form of forms) for (let length = Math.min(form.length, text.length) - 1; length >= MIN_SECRET_LENGTH; length -= 1) {
		const part = `${form.slice(0, length)}${CUT}`;
		if (text.endsWith(part)) return `${text.slice(0, -part.length)}${REDACTED}${CUT}`;
	}
	return text;
}
/** Secrets inside a variable that holds JSON: a service account, or all inputs of an action. */
function secretMembers(value) {
	if (!value.trimStart().startsWith("{")) return [];
	try {
		return Object.entries(JSON.parse(value)).flatMap(([name, member]) => typeof member === "string" && looksSecretMember(name) ? [member] : []);
	} catch {
		return [];
	}
}
function formsOf(secret) {
	const json = JSON.stringify(secret).slice(1, -1);
	const url = encodeURIComponent(secret.toWellFormed());
	const form = url.replaceAll("%20", "+");
	return [
		secret,
		json,
		json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
		url,
		form,
		...[url, form].map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
		...base64Forms(secret)
	].filter((text) => text.length >= MIN_SECRET_LENGTH);
}
/**
* The secret in base64 and base64url, alone and as it looks inside the base64 of a longer text (for example of
* `user:secret`): three alignments, each without the characters at its ends that depend on the neighbours.
*/
function base64Forms(secret) {
	const bytes = [...new TextEncoder().encode(secret)];
	const forms = [base64Of(bytes)];
	for (const before of [
		0,
		1,
		2
	]) {
		const aligned = base64Of([...Array.from({ length: before }, () => 0), ...bytes]).replace(/=+$/, "");
		const whole = Math.floor((before + bytes.length) * 8 / 6);
		forms.push(aligned.slice(Math.ceil(before * 8 / 6), whole));
	}
	return forms.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]);
}
function base64Of(bytes) {
	return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
}
/** Goes through every string and every name of a JSON value; a member under a secret's name loses its value. */
function redactRecord(value, redact) {
	return redactValue(value, redact);
}
const STRUCTURAL = /^(?:(?:sha256:)?[0-9a-f]{32,64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
function redactText(text, redact) {
	const redacted = redact(text);
	return STRUCTURAL.test(text) && redacted !== REDACTED ? text : redacted;
}
function redactValue(value, redact) {
	if (typeof value === "string") return redactText(value, redact);
	if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
	if (value === null || typeof value !== "object") return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [redact(name), typeof member === "string" && looksSecretMember(name) ? REDACTED : redactValue(member, redact)]));
}

export { redactorFrom as n, SECRET_SHAPES as r, redactRecord as t };