import { t as MlopsError } from "./error.js";
import { a as require_dist } from "./inputs.js";
import { c as object, d as string, r as array } from "./schemas.js";
import { a as readingOf, o as canonicalJson, s as canonicalLine, u as timeOfRunId } from "./record.js";
import { C as indexName } from "./open-history.js";
import { c as USUAL_METRICS, d as USUAL_WRITTEN_PARAMS, f as isNoModel, h as CAPTURE_FILES, l as USUAL_MODELS, m as readPlainFile, o as findFiles, p as openPlainFile, s as DVCLIVE_SERIES_FOLDER, t as MAX_PATCH_BYTES, u as USUAL_PARAMS } from "./source.js";
import { r as withoutTrends } from "./trend.js";
import { n as compareRuns, t as baselineChoice } from "./compare.js";
import { n as sha256OfFile, t as digestOfFiles } from "./hash.js";
import { n as resolveVersionRun } from "./resolve-run.js";
import { t as registerByPolicy } from "./register-run.js";
import { r as writeReports, t as postComment } from "./report-run.js";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { createHash } from "node:crypto";
import { arch, availableParallelism, cpus, platform, release, totalmem, type } from "node:os";
import { lstat, mkdir, mkdtemp, open, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { Script, createContext } from "node:vm";

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
		return redacted;
	};
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
	return [
		secret,
		json,
		url,
		url.replaceAll("%20", "+"),
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

// src/training/captured-code.ts
/** @param planned the source as it stood before the training */
async function captureCode(planned, folder, mergeBase, redact) {
	const { pull_request, patch, ...rest } = planned;
	const merged = mergeBase === void 0 ? {} : { merge_base: mergeBase };
	const source = {
		...rest,
		...pull_request === void 0 ? {} : { pull_request: {
			...pull_request,
			...merged
		} }
	};
	if (patch === void 0) return {
		source,
		warnings: []
	};
	if (!patch.kept) return {
		source: {
			...source,
			patch
		},
		warnings: []
	};
	const content = (await readPlainFile(join(folder, CAPTURE_FILES.patch), MAX_PATCH_BYTES))?.content;
	if (content === void 0 || sha256Of(content) !== patch.sha256) {
		const message = "the patch of the uncommitted changes was changed or removed by the training; it is not kept";
		return {
			source: {
				...source,
				patch: {
					...patch,
					kept: false
				}
			},
			warnings: [{ message }]
		};
	}
	const redacted = redactBytes(content, redact);
	const kept = {
		...patch,
		sha256: sha256Of(redacted),
		size: redacted.length
	};
	return {
		source: {
			...source,
			patch: kept
		},
		patch: redacted,
		warnings: []
	};
}
function redactBytes(content, redact) {
	const encoding = Buffer.from(content.toString("utf8")).equals(content) ? "utf8" : "latin1";
	return Buffer.from(redact(content.toString(encoding)), encoding);
}
function sha256Of(content) {
	return createHash("sha256").update(content).digest("hex");
}

// src/training/captured-files.ts
/** Most files that are kept of one run, model and artifacts each. */
const MAX_KEPT_FILES = 1e3;
/** Files of MLOPS_ARTIFACTS, the model apart. */
async function findWrittenArtifacts(folder) {
	const root = join(folder, CAPTURE_FILES.artifacts);
	if ((await lstat(root).catch(() => void 0))?.isDirectory() !== true) return {
		model: [],
		artifacts: [],
		warnings: [{
			message: "was removed or replaced by the training",
			file: "MLOPS_ARTIFACTS"
		}]
	};
	const found = await findFiles(".", {
		root,
		workingDirectory: "."
	});
	return {
		model: found.files.filter(({ path }) => path.startsWith("model/")),
		artifacts: found.files.filter(({ path }) => !path.startsWith("model/")),
		warnings: found.warnings.filter(({ message }) => message.endsWith("refused"))
	};
}
/** Writes the lists of metrics files that became artifacts, and gives them as files. */
async function writeSmallArtifacts(folder, artifacts) {
	if (artifacts.length === 0) return [];
	const directory = await mkdtemp(join(folder, "lists-"));
	return Promise.all(artifacts.slice(0, MAX_KEPT_FILES).map(async ({ name, content }) => {
		const absolute = join(directory, name);
		await writeFile(absolute, content);
		return {
			path: name,
			absolute,
			size: Buffer.byteLength(content),
			mtimeMs: 0
		};
	}));
}
/** Digests of the files; one that cannot be read, or whose name is taken, is warned of and left out. */
async function hashFiles(files) {
	const hashed = /* @__PURE__ */ new Map();
	const warnings = [];
	if (files.length > MAX_KEPT_FILES) warnings.push({ message: `more than ${MAX_KEPT_FILES} files to keep; the rest is left out` });
	for (const { path, absolute } of files.slice(0, MAX_KEPT_FILES)) {
		if (hashed.has(path)) {
			warnings.push({
				message: `another file is called "${path}" as well; the first one is kept`,
				file: path
			});
			continue;
		}
		try {
			hashed.set(path, {
				path,
				from: absolute,
				...await sha256OfFile(absolute)
			});
		} catch (error) {
			warnings.push({
				message: `"${path}" cannot be read: ${error.message}`,
				file: path
			});
		}
	}
	return {
		files: [...hashed.values()],
		warnings
	};
}

// node_modules/@humanwhocodes/momoa/dist/momoa.js
/**
* @fileoverview Character codes.
* @author Nicholas C. Zakas
*/
const CHAR_0 = 48;
const CHAR_1 = 49;
const CHAR_9 = 57;
const CHAR_BACKSLASH = 92;
const CHAR_DOLLAR = 36;
const CHAR_DOT = 46;
const CHAR_DOUBLE_QUOTE = 34;
const CHAR_LOWER_A = 97;
const CHAR_LOWER_E = 101;
const CHAR_LOWER_F = 102;
const CHAR_LOWER_N = 110;
const CHAR_LOWER_T = 116;
const CHAR_LOWER_U = 117;
const CHAR_LOWER_X = 120;
const CHAR_LOWER_Z = 122;
const CHAR_MINUS = 45;
const CHAR_NEWLINE = 10;
const CHAR_PLUS = 43;
const CHAR_RETURN = 13;
const CHAR_SINGLE_QUOTE = 39;
const CHAR_SLASH = 47;
const CHAR_SPACE = 32;
const CHAR_TAB = 9;
const CHAR_UNDERSCORE = 95;
const CHAR_UPPER_A = 65;
const CHAR_UPPER_E = 69;
const CHAR_UPPER_F = 70;
const CHAR_UPPER_N = 78;
const CHAR_UPPER_X = 88;
const CHAR_UPPER_Z = 90;
const CHAR_LOWER_B = 98;
const CHAR_LOWER_R = 114;
const CHAR_LOWER_V = 118;
const CHAR_LINE_SEPARATOR = 8232;
const CHAR_PARAGRAPH_SEPARATOR = 8233;
const CHAR_UPPER_I = 73;
const CHAR_STAR = 42;
const CHAR_VTAB = 11;
const CHAR_FORM_FEED = 12;
const CHAR_NBSP = 160;
const CHAR_BOM = 65279;
const CHAR_NON_BREAKING_SPACE = 160;
const CHAR_EN_QUAD = 8192;
const CHAR_EM_QUAD = 8193;
const CHAR_EN_SPACE = 8194;
const CHAR_EM_SPACE = 8195;
const CHAR_THREE_PER_EM_SPACE = 8196;
const CHAR_FOUR_PER_EM_SPACE = 8197;
const CHAR_SIX_PER_EM_SPACE = 8198;
const CHAR_FIGURE_SPACE = 8199;
const CHAR_PUNCTUATION_SPACE = 8200;
const CHAR_THIN_SPACE = 8201;
const CHAR_HAIR_SPACE = 8202;
const CHAR_NARROW_NO_BREAK_SPACE = 8239;
const CHAR_MEDIUM_MATHEMATICAL_SPACE = 8287;
const CHAR_IDEOGRAPHIC_SPACE = 12288;
/**
* @fileoverview JSON syntax helpers
* @author Nicholas C. Zakas
*/
/** @typedef {import("./typedefs.js").TokenType} TokenType */
const LBRACKET = "[";
const RBRACKET = "]";
const LBRACE = "{";
const RBRACE = "}";
const COLON = ":";
const COMMA = ",";
const TRUE$1 = "true";
const FALSE$1 = "false";
const NULL = "null";
const NAN$1 = "NaN";
const INFINITY$1 = "Infinity";
const QUOTE$1 = "\"";
const escapeToChar = /* @__PURE__ */ new Map([
	[CHAR_DOUBLE_QUOTE, QUOTE$1],
	[CHAR_BACKSLASH, "\\"],
	[CHAR_SLASH, "/"],
	[CHAR_LOWER_B, "\b"],
	[CHAR_LOWER_N, "\n"],
	[CHAR_LOWER_F, "\f"],
	[CHAR_LOWER_R, "\r"],
	[CHAR_LOWER_T, "	"]
]);
const json5EscapeToChar = new Map([
	...escapeToChar,
	[CHAR_LOWER_V, "\v"],
	[CHAR_0, "\0"]
]);
const json5CharToEscape = new Map([
	.../* @__PURE__ */ new Map([
		[QUOTE$1, QUOTE$1],
		["\\", "\\"],
		["/", "/"],
		["\b", "b"],
		["\n", "n"],
		["\f", "f"],
		["\r", "r"],
		["	", "t"]
	]),
	["\v", "v"],
	["\0", "0"],
	["\u2028", "u2028"],
	["\u2029", "u2029"]
]);
/** @type {Map<string,TokenType>} */
const knownTokenTypes = /* @__PURE__ */ new Map([
	[LBRACKET, "LBracket"],
	[RBRACKET, "RBracket"],
	[LBRACE, "LBrace"],
	[RBRACE, "RBrace"],
	[COLON, "Colon"],
	[COMMA, "Comma"],
	[TRUE$1, "Boolean"],
	[FALSE$1, "Boolean"],
	[NULL, "Null"]
]);
/** @type {Map<string,TokenType>} */
const knownJSON5TokenTypes = new Map([
	...knownTokenTypes,
	[NAN$1, "Number"],
	[INFINITY$1, "Number"]
]);
const json5LineTerminators = /* @__PURE__ */ new Set([
	CHAR_NEWLINE,
	CHAR_RETURN,
	CHAR_LINE_SEPARATOR,
	CHAR_PARAGRAPH_SEPARATOR
]);
/**
* @fileoverview JSON tokenization/parsing errors
* @author Nicholas C. Zakas
*/
/** @typedef {import("./typedefs.js").Location} Location */
/** @typedef {import("./typedefs.js").Token} Token */
/**
* Base class that attaches location to an error.
*/
var ErrorWithLocation = class extends Error {
	/**
	* Creates a new instance.
	* @param {string} message The error message to report. 
	* @param {Location} loc The location information for the error.
	*/
	constructor(message, { line, column, offset }) {
		super(`${message} (${line}:${column})`);
		/**
		* The line on which the error occurred.
		* @type {number}
		*/
		this.line = line;
		/**
		* The column on which the error occurred.
		* @type {number}
		*/
		this.column = column;
		/**
		* The index into the string where the error occurred.
		* @type {number}
		*/
		this.offset = offset;
	}
};
/**
* Error thrown when an unexpected character is found during tokenizing.
*/
var UnexpectedChar = class extends ErrorWithLocation {
	/**
	* Creates a new instance.
	* @param {number} unexpected The character that was found.
	* @param {Location} loc The location information for the found character.
	*/
	constructor(unexpected, loc) {
		super(`Unexpected character '${String.fromCharCode(unexpected)}' found.`, loc);
	}
};
/**
* Error thrown when an unexpected identifier is found during tokenizing.
*/
var UnexpectedIdentifier = class extends ErrorWithLocation {
	/**
	* Creates a new instance.
	* @param {string} unexpected The character that was found.
	* @param {Location} loc The location information for the found character.
	*/
	constructor(unexpected, loc) {
		super(`Unexpected identifier '${unexpected}' found.`, loc);
	}
};
/**
* Error thrown when an unexpected token is found during parsing.
*/
var UnexpectedToken = class extends ErrorWithLocation {
	/**
	* Creates a new instance.
	* @param {Token} token The token that was found. 
	*/
	constructor(token) {
		super(`Unexpected token ${token.type} found.`, token.loc.start);
	}
};
/**
* Error thrown when the end of input is found where it isn't expected.
*/
var UnexpectedEOF = class extends ErrorWithLocation {
	/**
	* Creates a new instance.
	* @param {Location} loc The location information for the found character.
	*/
	constructor(loc) {
		super("Unexpected end of input found.", loc);
	}
};
const ID_Start = /[\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\u02C1\u02C6-\u02D1\u02E0-\u02E4\u02EC\u02EE\u0370-\u0374\u0376\u0377\u037A-\u037D\u037F\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03F5\u03F7-\u0481\u048A-\u052F\u0531-\u0556\u0559\u0561-\u0587\u05D0-\u05EA\u05F0-\u05F2\u0620-\u064A\u066E\u066F\u0671-\u06D3\u06D5\u06E5\u06E6\u06EE\u06EF\u06FA-\u06FC\u06FF\u0710\u0712-\u072F\u074D-\u07A5\u07B1\u07CA-\u07EA\u07F4\u07F5\u07FA\u0800-\u0815\u081A\u0824\u0828\u0840-\u0858\u0860-\u086A\u08A0-\u08B4\u08B6-\u08BD\u0904-\u0939\u093D\u0950\u0958-\u0961\u0971-\u0980\u0985-\u098C\u098F\u0990\u0993-\u09A8\u09AA-\u09B0\u09B2\u09B6-\u09B9\u09BD\u09CE\u09DC\u09DD\u09DF-\u09E1\u09F0\u09F1\u09FC\u0A05-\u0A0A\u0A0F\u0A10\u0A13-\u0A28\u0A2A-\u0A30\u0A32\u0A33\u0A35\u0A36\u0A38\u0A39\u0A59-\u0A5C\u0A5E\u0A72-\u0A74\u0A85-\u0A8D\u0A8F-\u0A91\u0A93-\u0AA8\u0AAA-\u0AB0\u0AB2\u0AB3\u0AB5-\u0AB9\u0ABD\u0AD0\u0AE0\u0AE1\u0AF9\u0B05-\u0B0C\u0B0F\u0B10\u0B13-\u0B28\u0B2A-\u0B30\u0B32\u0B33\u0B35-\u0B39\u0B3D\u0B5C\u0B5D\u0B5F-\u0B61\u0B71\u0B83\u0B85-\u0B8A\u0B8E-\u0B90\u0B92-\u0B95\u0B99\u0B9A\u0B9C\u0B9E\u0B9F\u0BA3\u0BA4\u0BA8-\u0BAA\u0BAE-\u0BB9\u0BD0\u0C05-\u0C0C\u0C0E-\u0C10\u0C12-\u0C28\u0C2A-\u0C39\u0C3D\u0C58-\u0C5A\u0C60\u0C61\u0C80\u0C85-\u0C8C\u0C8E-\u0C90\u0C92-\u0CA8\u0CAA-\u0CB3\u0CB5-\u0CB9\u0CBD\u0CDE\u0CE0\u0CE1\u0CF1\u0CF2\u0D05-\u0D0C\u0D0E-\u0D10\u0D12-\u0D3A\u0D3D\u0D4E\u0D54-\u0D56\u0D5F-\u0D61\u0D7A-\u0D7F\u0D85-\u0D96\u0D9A-\u0DB1\u0DB3-\u0DBB\u0DBD\u0DC0-\u0DC6\u0E01-\u0E30\u0E32\u0E33\u0E40-\u0E46\u0E81\u0E82\u0E84\u0E87\u0E88\u0E8A\u0E8D\u0E94-\u0E97\u0E99-\u0E9F\u0EA1-\u0EA3\u0EA5\u0EA7\u0EAA\u0EAB\u0EAD-\u0EB0\u0EB2\u0EB3\u0EBD\u0EC0-\u0EC4\u0EC6\u0EDC-\u0EDF\u0F00\u0F40-\u0F47\u0F49-\u0F6C\u0F88-\u0F8C\u1000-\u102A\u103F\u1050-\u1055\u105A-\u105D\u1061\u1065\u1066\u106E-\u1070\u1075-\u1081\u108E\u10A0-\u10C5\u10C7\u10CD\u10D0-\u10FA\u10FC-\u1248\u124A-\u124D\u1250-\u1256\u1258\u125A-\u125D\u1260-\u1288\u128A-\u128D\u1290-\u12B0\u12B2-\u12B5\u12B8-\u12BE\u12C0\u12C2-\u12C5\u12C8-\u12D6\u12D8-\u1310\u1312-\u1315\u1318-\u135A\u1380-\u138F\u13A0-\u13F5\u13F8-\u13FD\u1401-\u166C\u166F-\u167F\u1681-\u169A\u16A0-\u16EA\u16EE-\u16F8\u1700-\u170C\u170E-\u1711\u1720-\u1731\u1740-\u1751\u1760-\u176C\u176E-\u1770\u1780-\u17B3\u17D7\u17DC\u1820-\u1877\u1880-\u1884\u1887-\u18A8\u18AA\u18B0-\u18F5\u1900-\u191E\u1950-\u196D\u1970-\u1974\u1980-\u19AB\u19B0-\u19C9\u1A00-\u1A16\u1A20-\u1A54\u1AA7\u1B05-\u1B33\u1B45-\u1B4B\u1B83-\u1BA0\u1BAE\u1BAF\u1BBA-\u1BE5\u1C00-\u1C23\u1C4D-\u1C4F\u1C5A-\u1C7D\u1C80-\u1C88\u1CE9-\u1CEC\u1CEE-\u1CF1\u1CF5\u1CF6\u1D00-\u1DBF\u1E00-\u1F15\u1F18-\u1F1D\u1F20-\u1F45\u1F48-\u1F4D\u1F50-\u1F57\u1F59\u1F5B\u1F5D\u1F5F-\u1F7D\u1F80-\u1FB4\u1FB6-\u1FBC\u1FBE\u1FC2-\u1FC4\u1FC6-\u1FCC\u1FD0-\u1FD3\u1FD6-\u1FDB\u1FE0-\u1FEC\u1FF2-\u1FF4\u1FF6-\u1FFC\u2071\u207F\u2090-\u209C\u2102\u2107\u210A-\u2113\u2115\u2119-\u211D\u2124\u2126\u2128\u212A-\u212D\u212F-\u2139\u213C-\u213F\u2145-\u2149\u214E\u2160-\u2188\u2C00-\u2C2E\u2C30-\u2C5E\u2C60-\u2CE4\u2CEB-\u2CEE\u2CF2\u2CF3\u2D00-\u2D25\u2D27\u2D2D\u2D30-\u2D67\u2D6F\u2D80-\u2D96\u2DA0-\u2DA6\u2DA8-\u2DAE\u2DB0-\u2DB6\u2DB8-\u2DBE\u2DC0-\u2DC6\u2DC8-\u2DCE\u2DD0-\u2DD6\u2DD8-\u2DDE\u2E2F\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303C\u3041-\u3096\u309D-\u309F\u30A1-\u30FA\u30FC-\u30FF\u3105-\u312E\u3131-\u318E\u31A0-\u31BA\u31F0-\u31FF\u3400-\u4DB5\u4E00-\u9FEA\uA000-\uA48C\uA4D0-\uA4FD\uA500-\uA60C\uA610-\uA61F\uA62A\uA62B\uA640-\uA66E\uA67F-\uA69D\uA6A0-\uA6EF\uA717-\uA71F\uA722-\uA788\uA78B-\uA7AE\uA7B0-\uA7B7\uA7F7-\uA801\uA803-\uA805\uA807-\uA80A\uA80C-\uA822\uA840-\uA873\uA882-\uA8B3\uA8F2-\uA8F7\uA8FB\uA8FD\uA90A-\uA925\uA930-\uA946\uA960-\uA97C\uA984-\uA9B2\uA9CF\uA9E0-\uA9E4\uA9E6-\uA9EF\uA9FA-\uA9FE\uAA00-\uAA28\uAA40-\uAA42\uAA44-\uAA4B\uAA60-\uAA76\uAA7A\uAA7E-\uAAAF\uAAB1\uAAB5\uAAB6\uAAB9-\uAABD\uAAC0\uAAC2\uAADB-\uAADD\uAAE0-\uAAEA\uAAF2-\uAAF4\uAB01-\uAB06\uAB09-\uAB0E\uAB11-\uAB16\uAB20-\uAB26\uAB28-\uAB2E\uAB30-\uAB5A\uAB5C-\uAB65\uAB70-\uABE2\uAC00-\uD7A3\uD7B0-\uD7C6\uD7CB-\uD7FB\uF900-\uFA6D\uFA70-\uFAD9\uFB00-\uFB06\uFB13-\uFB17\uFB1D\uFB1F-\uFB28\uFB2A-\uFB36\uFB38-\uFB3C\uFB3E\uFB40\uFB41\uFB43\uFB44\uFB46-\uFBB1\uFBD3-\uFD3D\uFD50-\uFD8F\uFD92-\uFDC7\uFDF0-\uFDFB\uFE70-\uFE74\uFE76-\uFEFC\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFFBE\uFFC2-\uFFC7\uFFCA-\uFFCF\uFFD2-\uFFD7\uFFDA-\uFFDC]|\uD800[\uDC00-\uDC0B\uDC0D-\uDC26\uDC28-\uDC3A\uDC3C\uDC3D\uDC3F-\uDC4D\uDC50-\uDC5D\uDC80-\uDCFA\uDD40-\uDD74\uDE80-\uDE9C\uDEA0-\uDED0\uDF00-\uDF1F\uDF2D-\uDF4A\uDF50-\uDF75\uDF80-\uDF9D\uDFA0-\uDFC3\uDFC8-\uDFCF\uDFD1-\uDFD5]|\uD801[\uDC00-\uDC9D\uDCB0-\uDCD3\uDCD8-\uDCFB\uDD00-\uDD27\uDD30-\uDD63\uDE00-\uDF36\uDF40-\uDF55\uDF60-\uDF67]|\uD802[\uDC00-\uDC05\uDC08\uDC0A-\uDC35\uDC37\uDC38\uDC3C\uDC3F-\uDC55\uDC60-\uDC76\uDC80-\uDC9E\uDCE0-\uDCF2\uDCF4\uDCF5\uDD00-\uDD15\uDD20-\uDD39\uDD80-\uDDB7\uDDBE\uDDBF\uDE00\uDE10-\uDE13\uDE15-\uDE17\uDE19-\uDE33\uDE60-\uDE7C\uDE80-\uDE9C\uDEC0-\uDEC7\uDEC9-\uDEE4\uDF00-\uDF35\uDF40-\uDF55\uDF60-\uDF72\uDF80-\uDF91]|\uD803[\uDC00-\uDC48\uDC80-\uDCB2\uDCC0-\uDCF2]|\uD804[\uDC03-\uDC37\uDC83-\uDCAF\uDCD0-\uDCE8\uDD03-\uDD26\uDD50-\uDD72\uDD76\uDD83-\uDDB2\uDDC1-\uDDC4\uDDDA\uDDDC\uDE00-\uDE11\uDE13-\uDE2B\uDE80-\uDE86\uDE88\uDE8A-\uDE8D\uDE8F-\uDE9D\uDE9F-\uDEA8\uDEB0-\uDEDE\uDF05-\uDF0C\uDF0F\uDF10\uDF13-\uDF28\uDF2A-\uDF30\uDF32\uDF33\uDF35-\uDF39\uDF3D\uDF50\uDF5D-\uDF61]|\uD805[\uDC00-\uDC34\uDC47-\uDC4A\uDC80-\uDCAF\uDCC4\uDCC5\uDCC7\uDD80-\uDDAE\uDDD8-\uDDDB\uDE00-\uDE2F\uDE44\uDE80-\uDEAA\uDF00-\uDF19]|\uD806[\uDCA0-\uDCDF\uDCFF\uDE00\uDE0B-\uDE32\uDE3A\uDE50\uDE5C-\uDE83\uDE86-\uDE89\uDEC0-\uDEF8]|\uD807[\uDC00-\uDC08\uDC0A-\uDC2E\uDC40\uDC72-\uDC8F\uDD00-\uDD06\uDD08\uDD09\uDD0B-\uDD30\uDD46]|\uD808[\uDC00-\uDF99]|\uD809[\uDC00-\uDC6E\uDC80-\uDD43]|[\uD80C\uD81C-\uD820\uD840-\uD868\uD86A-\uD86C\uD86F-\uD872\uD874-\uD879][\uDC00-\uDFFF]|\uD80D[\uDC00-\uDC2E]|\uD811[\uDC00-\uDE46]|\uD81A[\uDC00-\uDE38\uDE40-\uDE5E\uDED0-\uDEED\uDF00-\uDF2F\uDF40-\uDF43\uDF63-\uDF77\uDF7D-\uDF8F]|\uD81B[\uDF00-\uDF44\uDF50\uDF93-\uDF9F\uDFE0\uDFE1]|\uD821[\uDC00-\uDFEC]|\uD822[\uDC00-\uDEF2]|\uD82C[\uDC00-\uDD1E\uDD70-\uDEFB]|\uD82F[\uDC00-\uDC6A\uDC70-\uDC7C\uDC80-\uDC88\uDC90-\uDC99]|\uD835[\uDC00-\uDC54\uDC56-\uDC9C\uDC9E\uDC9F\uDCA2\uDCA5\uDCA6\uDCA9-\uDCAC\uDCAE-\uDCB9\uDCBB\uDCBD-\uDCC3\uDCC5-\uDD05\uDD07-\uDD0A\uDD0D-\uDD14\uDD16-\uDD1C\uDD1E-\uDD39\uDD3B-\uDD3E\uDD40-\uDD44\uDD46\uDD4A-\uDD50\uDD52-\uDEA5\uDEA8-\uDEC0\uDEC2-\uDEDA\uDEDC-\uDEFA\uDEFC-\uDF14\uDF16-\uDF34\uDF36-\uDF4E\uDF50-\uDF6E\uDF70-\uDF88\uDF8A-\uDFA8\uDFAA-\uDFC2\uDFC4-\uDFCB]|\uD83A[\uDC00-\uDCC4\uDD00-\uDD43]|\uD83B[\uDE00-\uDE03\uDE05-\uDE1F\uDE21\uDE22\uDE24\uDE27\uDE29-\uDE32\uDE34-\uDE37\uDE39\uDE3B\uDE42\uDE47\uDE49\uDE4B\uDE4D-\uDE4F\uDE51\uDE52\uDE54\uDE57\uDE59\uDE5B\uDE5D\uDE5F\uDE61\uDE62\uDE64\uDE67-\uDE6A\uDE6C-\uDE72\uDE74-\uDE77\uDE79-\uDE7C\uDE7E\uDE80-\uDE89\uDE8B-\uDE9B\uDEA1-\uDEA3\uDEA5-\uDEA9\uDEAB-\uDEBB]|\uD869[\uDC00-\uDED6\uDF00-\uDFFF]|\uD86D[\uDC00-\uDF34\uDF40-\uDFFF]|\uD86E[\uDC00-\uDC1D\uDC20-\uDFFF]|\uD873[\uDC00-\uDEA1\uDEB0-\uDFFF]|\uD87A[\uDC00-\uDFE0]|\uD87E[\uDC00-\uDE1D]/;
const ID_Continue = /[\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\u02C1\u02C6-\u02D1\u02E0-\u02E4\u02EC\u02EE\u0300-\u0374\u0376\u0377\u037A-\u037D\u037F\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03F5\u03F7-\u0481\u0483-\u0487\u048A-\u052F\u0531-\u0556\u0559\u0561-\u0587\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u05D0-\u05EA\u05F0-\u05F2\u0610-\u061A\u0620-\u0669\u066E-\u06D3\u06D5-\u06DC\u06DF-\u06E8\u06EA-\u06FC\u06FF\u0710-\u074A\u074D-\u07B1\u07C0-\u07F5\u07FA\u0800-\u082D\u0840-\u085B\u0860-\u086A\u08A0-\u08B4\u08B6-\u08BD\u08D4-\u08E1\u08E3-\u0963\u0966-\u096F\u0971-\u0983\u0985-\u098C\u098F\u0990\u0993-\u09A8\u09AA-\u09B0\u09B2\u09B6-\u09B9\u09BC-\u09C4\u09C7\u09C8\u09CB-\u09CE\u09D7\u09DC\u09DD\u09DF-\u09E3\u09E6-\u09F1\u09FC\u0A01-\u0A03\u0A05-\u0A0A\u0A0F\u0A10\u0A13-\u0A28\u0A2A-\u0A30\u0A32\u0A33\u0A35\u0A36\u0A38\u0A39\u0A3C\u0A3E-\u0A42\u0A47\u0A48\u0A4B-\u0A4D\u0A51\u0A59-\u0A5C\u0A5E\u0A66-\u0A75\u0A81-\u0A83\u0A85-\u0A8D\u0A8F-\u0A91\u0A93-\u0AA8\u0AAA-\u0AB0\u0AB2\u0AB3\u0AB5-\u0AB9\u0ABC-\u0AC5\u0AC7-\u0AC9\u0ACB-\u0ACD\u0AD0\u0AE0-\u0AE3\u0AE6-\u0AEF\u0AF9-\u0AFF\u0B01-\u0B03\u0B05-\u0B0C\u0B0F\u0B10\u0B13-\u0B28\u0B2A-\u0B30\u0B32\u0B33\u0B35-\u0B39\u0B3C-\u0B44\u0B47\u0B48\u0B4B-\u0B4D\u0B56\u0B57\u0B5C\u0B5D\u0B5F-\u0B63\u0B66-\u0B6F\u0B71\u0B82\u0B83\u0B85-\u0B8A\u0B8E-\u0B90\u0B92-\u0B95\u0B99\u0B9A\u0B9C\u0B9E\u0B9F\u0BA3\u0BA4\u0BA8-\u0BAA\u0BAE-\u0BB9\u0BBE-\u0BC2\u0BC6-\u0BC8\u0BCA-\u0BCD\u0BD0\u0BD7\u0BE6-\u0BEF\u0C00-\u0C03\u0C05-\u0C0C\u0C0E-\u0C10\u0C12-\u0C28\u0C2A-\u0C39\u0C3D-\u0C44\u0C46-\u0C48\u0C4A-\u0C4D\u0C55\u0C56\u0C58-\u0C5A\u0C60-\u0C63\u0C66-\u0C6F\u0C80-\u0C83\u0C85-\u0C8C\u0C8E-\u0C90\u0C92-\u0CA8\u0CAA-\u0CB3\u0CB5-\u0CB9\u0CBC-\u0CC4\u0CC6-\u0CC8\u0CCA-\u0CCD\u0CD5\u0CD6\u0CDE\u0CE0-\u0CE3\u0CE6-\u0CEF\u0CF1\u0CF2\u0D00-\u0D03\u0D05-\u0D0C\u0D0E-\u0D10\u0D12-\u0D44\u0D46-\u0D48\u0D4A-\u0D4E\u0D54-\u0D57\u0D5F-\u0D63\u0D66-\u0D6F\u0D7A-\u0D7F\u0D82\u0D83\u0D85-\u0D96\u0D9A-\u0DB1\u0DB3-\u0DBB\u0DBD\u0DC0-\u0DC6\u0DCA\u0DCF-\u0DD4\u0DD6\u0DD8-\u0DDF\u0DE6-\u0DEF\u0DF2\u0DF3\u0E01-\u0E3A\u0E40-\u0E4E\u0E50-\u0E59\u0E81\u0E82\u0E84\u0E87\u0E88\u0E8A\u0E8D\u0E94-\u0E97\u0E99-\u0E9F\u0EA1-\u0EA3\u0EA5\u0EA7\u0EAA\u0EAB\u0EAD-\u0EB9\u0EBB-\u0EBD\u0EC0-\u0EC4\u0EC6\u0EC8-\u0ECD\u0ED0-\u0ED9\u0EDC-\u0EDF\u0F00\u0F18\u0F19\u0F20-\u0F29\u0F35\u0F37\u0F39\u0F3E-\u0F47\u0F49-\u0F6C\u0F71-\u0F84\u0F86-\u0F97\u0F99-\u0FBC\u0FC6\u1000-\u1049\u1050-\u109D\u10A0-\u10C5\u10C7\u10CD\u10D0-\u10FA\u10FC-\u1248\u124A-\u124D\u1250-\u1256\u1258\u125A-\u125D\u1260-\u1288\u128A-\u128D\u1290-\u12B0\u12B2-\u12B5\u12B8-\u12BE\u12C0\u12C2-\u12C5\u12C8-\u12D6\u12D8-\u1310\u1312-\u1315\u1318-\u135A\u135D-\u135F\u1380-\u138F\u13A0-\u13F5\u13F8-\u13FD\u1401-\u166C\u166F-\u167F\u1681-\u169A\u16A0-\u16EA\u16EE-\u16F8\u1700-\u170C\u170E-\u1714\u1720-\u1734\u1740-\u1753\u1760-\u176C\u176E-\u1770\u1772\u1773\u1780-\u17D3\u17D7\u17DC\u17DD\u17E0-\u17E9\u180B-\u180D\u1810-\u1819\u1820-\u1877\u1880-\u18AA\u18B0-\u18F5\u1900-\u191E\u1920-\u192B\u1930-\u193B\u1946-\u196D\u1970-\u1974\u1980-\u19AB\u19B0-\u19C9\u19D0-\u19D9\u1A00-\u1A1B\u1A20-\u1A5E\u1A60-\u1A7C\u1A7F-\u1A89\u1A90-\u1A99\u1AA7\u1AB0-\u1ABD\u1B00-\u1B4B\u1B50-\u1B59\u1B6B-\u1B73\u1B80-\u1BF3\u1C00-\u1C37\u1C40-\u1C49\u1C4D-\u1C7D\u1C80-\u1C88\u1CD0-\u1CD2\u1CD4-\u1CF9\u1D00-\u1DF9\u1DFB-\u1F15\u1F18-\u1F1D\u1F20-\u1F45\u1F48-\u1F4D\u1F50-\u1F57\u1F59\u1F5B\u1F5D\u1F5F-\u1F7D\u1F80-\u1FB4\u1FB6-\u1FBC\u1FBE\u1FC2-\u1FC4\u1FC6-\u1FCC\u1FD0-\u1FD3\u1FD6-\u1FDB\u1FE0-\u1FEC\u1FF2-\u1FF4\u1FF6-\u1FFC\u203F\u2040\u2054\u2071\u207F\u2090-\u209C\u20D0-\u20DC\u20E1\u20E5-\u20F0\u2102\u2107\u210A-\u2113\u2115\u2119-\u211D\u2124\u2126\u2128\u212A-\u212D\u212F-\u2139\u213C-\u213F\u2145-\u2149\u214E\u2160-\u2188\u2C00-\u2C2E\u2C30-\u2C5E\u2C60-\u2CE4\u2CEB-\u2CF3\u2D00-\u2D25\u2D27\u2D2D\u2D30-\u2D67\u2D6F\u2D7F-\u2D96\u2DA0-\u2DA6\u2DA8-\u2DAE\u2DB0-\u2DB6\u2DB8-\u2DBE\u2DC0-\u2DC6\u2DC8-\u2DCE\u2DD0-\u2DD6\u2DD8-\u2DDE\u2DE0-\u2DFF\u2E2F\u3005-\u3007\u3021-\u302F\u3031-\u3035\u3038-\u303C\u3041-\u3096\u3099\u309A\u309D-\u309F\u30A1-\u30FA\u30FC-\u30FF\u3105-\u312E\u3131-\u318E\u31A0-\u31BA\u31F0-\u31FF\u3400-\u4DB5\u4E00-\u9FEA\uA000-\uA48C\uA4D0-\uA4FD\uA500-\uA60C\uA610-\uA62B\uA640-\uA66F\uA674-\uA67D\uA67F-\uA6F1\uA717-\uA71F\uA722-\uA788\uA78B-\uA7AE\uA7B0-\uA7B7\uA7F7-\uA827\uA840-\uA873\uA880-\uA8C5\uA8D0-\uA8D9\uA8E0-\uA8F7\uA8FB\uA8FD\uA900-\uA92D\uA930-\uA953\uA960-\uA97C\uA980-\uA9C0\uA9CF-\uA9D9\uA9E0-\uA9FE\uAA00-\uAA36\uAA40-\uAA4D\uAA50-\uAA59\uAA60-\uAA76\uAA7A-\uAAC2\uAADB-\uAADD\uAAE0-\uAAEF\uAAF2-\uAAF6\uAB01-\uAB06\uAB09-\uAB0E\uAB11-\uAB16\uAB20-\uAB26\uAB28-\uAB2E\uAB30-\uAB5A\uAB5C-\uAB65\uAB70-\uABEA\uABEC\uABED\uABF0-\uABF9\uAC00-\uD7A3\uD7B0-\uD7C6\uD7CB-\uD7FB\uF900-\uFA6D\uFA70-\uFAD9\uFB00-\uFB06\uFB13-\uFB17\uFB1D-\uFB28\uFB2A-\uFB36\uFB38-\uFB3C\uFB3E\uFB40\uFB41\uFB43\uFB44\uFB46-\uFBB1\uFBD3-\uFD3D\uFD50-\uFD8F\uFD92-\uFDC7\uFDF0-\uFDFB\uFE00-\uFE0F\uFE20-\uFE2F\uFE33\uFE34\uFE4D-\uFE4F\uFE70-\uFE74\uFE76-\uFEFC\uFF10-\uFF19\uFF21-\uFF3A\uFF3F\uFF41-\uFF5A\uFF66-\uFFBE\uFFC2-\uFFC7\uFFCA-\uFFCF\uFFD2-\uFFD7\uFFDA-\uFFDC]|\uD800[\uDC00-\uDC0B\uDC0D-\uDC26\uDC28-\uDC3A\uDC3C\uDC3D\uDC3F-\uDC4D\uDC50-\uDC5D\uDC80-\uDCFA\uDD40-\uDD74\uDDFD\uDE80-\uDE9C\uDEA0-\uDED0\uDEE0\uDF00-\uDF1F\uDF2D-\uDF4A\uDF50-\uDF7A\uDF80-\uDF9D\uDFA0-\uDFC3\uDFC8-\uDFCF\uDFD1-\uDFD5]|\uD801[\uDC00-\uDC9D\uDCA0-\uDCA9\uDCB0-\uDCD3\uDCD8-\uDCFB\uDD00-\uDD27\uDD30-\uDD63\uDE00-\uDF36\uDF40-\uDF55\uDF60-\uDF67]|\uD802[\uDC00-\uDC05\uDC08\uDC0A-\uDC35\uDC37\uDC38\uDC3C\uDC3F-\uDC55\uDC60-\uDC76\uDC80-\uDC9E\uDCE0-\uDCF2\uDCF4\uDCF5\uDD00-\uDD15\uDD20-\uDD39\uDD80-\uDDB7\uDDBE\uDDBF\uDE00-\uDE03\uDE05\uDE06\uDE0C-\uDE13\uDE15-\uDE17\uDE19-\uDE33\uDE38-\uDE3A\uDE3F\uDE60-\uDE7C\uDE80-\uDE9C\uDEC0-\uDEC7\uDEC9-\uDEE6\uDF00-\uDF35\uDF40-\uDF55\uDF60-\uDF72\uDF80-\uDF91]|\uD803[\uDC00-\uDC48\uDC80-\uDCB2\uDCC0-\uDCF2]|\uD804[\uDC00-\uDC46\uDC66-\uDC6F\uDC7F-\uDCBA\uDCD0-\uDCE8\uDCF0-\uDCF9\uDD00-\uDD34\uDD36-\uDD3F\uDD50-\uDD73\uDD76\uDD80-\uDDC4\uDDCA-\uDDCC\uDDD0-\uDDDA\uDDDC\uDE00-\uDE11\uDE13-\uDE37\uDE3E\uDE80-\uDE86\uDE88\uDE8A-\uDE8D\uDE8F-\uDE9D\uDE9F-\uDEA8\uDEB0-\uDEEA\uDEF0-\uDEF9\uDF00-\uDF03\uDF05-\uDF0C\uDF0F\uDF10\uDF13-\uDF28\uDF2A-\uDF30\uDF32\uDF33\uDF35-\uDF39\uDF3C-\uDF44\uDF47\uDF48\uDF4B-\uDF4D\uDF50\uDF57\uDF5D-\uDF63\uDF66-\uDF6C\uDF70-\uDF74]|\uD805[\uDC00-\uDC4A\uDC50-\uDC59\uDC80-\uDCC5\uDCC7\uDCD0-\uDCD9\uDD80-\uDDB5\uDDB8-\uDDC0\uDDD8-\uDDDD\uDE00-\uDE40\uDE44\uDE50-\uDE59\uDE80-\uDEB7\uDEC0-\uDEC9\uDF00-\uDF19\uDF1D-\uDF2B\uDF30-\uDF39]|\uD806[\uDCA0-\uDCE9\uDCFF\uDE00-\uDE3E\uDE47\uDE50-\uDE83\uDE86-\uDE99\uDEC0-\uDEF8]|\uD807[\uDC00-\uDC08\uDC0A-\uDC36\uDC38-\uDC40\uDC50-\uDC59\uDC72-\uDC8F\uDC92-\uDCA7\uDCA9-\uDCB6\uDD00-\uDD06\uDD08\uDD09\uDD0B-\uDD36\uDD3A\uDD3C\uDD3D\uDD3F-\uDD47\uDD50-\uDD59]|\uD808[\uDC00-\uDF99]|\uD809[\uDC00-\uDC6E\uDC80-\uDD43]|[\uD80C\uD81C-\uD820\uD840-\uD868\uD86A-\uD86C\uD86F-\uD872\uD874-\uD879][\uDC00-\uDFFF]|\uD80D[\uDC00-\uDC2E]|\uD811[\uDC00-\uDE46]|\uD81A[\uDC00-\uDE38\uDE40-\uDE5E\uDE60-\uDE69\uDED0-\uDEED\uDEF0-\uDEF4\uDF00-\uDF36\uDF40-\uDF43\uDF50-\uDF59\uDF63-\uDF77\uDF7D-\uDF8F]|\uD81B[\uDF00-\uDF44\uDF50-\uDF7E\uDF8F-\uDF9F\uDFE0\uDFE1]|\uD821[\uDC00-\uDFEC]|\uD822[\uDC00-\uDEF2]|\uD82C[\uDC00-\uDD1E\uDD70-\uDEFB]|\uD82F[\uDC00-\uDC6A\uDC70-\uDC7C\uDC80-\uDC88\uDC90-\uDC99\uDC9D\uDC9E]|\uD834[\uDD65-\uDD69\uDD6D-\uDD72\uDD7B-\uDD82\uDD85-\uDD8B\uDDAA-\uDDAD\uDE42-\uDE44]|\uD835[\uDC00-\uDC54\uDC56-\uDC9C\uDC9E\uDC9F\uDCA2\uDCA5\uDCA6\uDCA9-\uDCAC\uDCAE-\uDCB9\uDCBB\uDCBD-\uDCC3\uDCC5-\uDD05\uDD07-\uDD0A\uDD0D-\uDD14\uDD16-\uDD1C\uDD1E-\uDD39\uDD3B-\uDD3E\uDD40-\uDD44\uDD46\uDD4A-\uDD50\uDD52-\uDEA5\uDEA8-\uDEC0\uDEC2-\uDEDA\uDEDC-\uDEFA\uDEFC-\uDF14\uDF16-\uDF34\uDF36-\uDF4E\uDF50-\uDF6E\uDF70-\uDF88\uDF8A-\uDFA8\uDFAA-\uDFC2\uDFC4-\uDFCB\uDFCE-\uDFFF]|\uD836[\uDE00-\uDE36\uDE3B-\uDE6C\uDE75\uDE84\uDE9B-\uDE9F\uDEA1-\uDEAF]|\uD838[\uDC00-\uDC06\uDC08-\uDC18\uDC1B-\uDC21\uDC23\uDC24\uDC26-\uDC2A]|\uD83A[\uDC00-\uDCC4\uDCD0-\uDCD6\uDD00-\uDD4A\uDD50-\uDD59]|\uD83B[\uDE00-\uDE03\uDE05-\uDE1F\uDE21\uDE22\uDE24\uDE27\uDE29-\uDE32\uDE34-\uDE37\uDE39\uDE3B\uDE42\uDE47\uDE49\uDE4B\uDE4D-\uDE4F\uDE51\uDE52\uDE54\uDE57\uDE59\uDE5B\uDE5D\uDE5F\uDE61\uDE62\uDE64\uDE67-\uDE6A\uDE6C-\uDE72\uDE74-\uDE77\uDE79-\uDE7C\uDE7E\uDE80-\uDE89\uDE8B-\uDE9B\uDEA1-\uDEA3\uDEA5-\uDEA9\uDEAB-\uDEBB]|\uD869[\uDC00-\uDED6\uDF00-\uDFFF]|\uD86D[\uDC00-\uDF34\uDF40-\uDFFF]|\uD86E[\uDC00-\uDC1D\uDC20-\uDFFF]|\uD873[\uDC00-\uDEA1\uDEB0-\uDFFF]|\uD87A[\uDC00-\uDFE0]|\uD87E[\uDC00-\uDE1D]|\uDB40[\uDD00-\uDDEF]/;
/**
* @fileoverview A charactor code reader.
* @author Nicholas C. Zakas
*/
const CHAR_CR = 13;
const CHAR_LF = 10;
/**
* A reader that reads character codes from a string.
*/
var CharCodeReader = class {
	/**
	* The text to read from.
	* @type {string}
	*/
	#text = "";
	/**
	* The current line number.
	* @type {number}
	*/
	#line = 1;
	/**
	* The current column number.
	* @type {number}
	*/
	#column = 0;
	/**
	* The current offset in the text.
	* @type {number}
	*/
	#offset = -1;
	/**
	* Whether the last character read was a new line.
	* @type {boolean}
	*/
	#newLine = false;
	/**
	* The last character code read.
	* @type {number}
	*/
	#last = -1;
	/**
	* Whether the reader has ended.
	* @type {boolean}
	*/
	#ended = false;
	/**
	* Creates a new instance.
	* @param {string} text The text to read from
	*/
	constructor(text) {
		this.#text = text;
	}
	/**
	* Ends the reader.
	* @returns {void}
	*/
	#end() {
		if (this.#ended) return;
		this.#column++;
		this.#offset++;
		this.#last = -1;
		this.#ended = true;
	}
	/**
	* Returns the current position of the reader.
	* @returns {Location} An object with line, column, and offset properties.
	*/
	locate() {
		return {
			line: this.#line,
			column: this.#column,
			offset: this.#offset
		};
	}
	/**
	* Reads the next character code in the text.
	* @returns {number} The next character code, or -1 if there are no more characters.
	*/
	next() {
		if (this.#offset >= this.#text.length - 1) {
			this.#end();
			return -1;
		}
		this.#offset++;
		const charCode = this.#text.charCodeAt(this.#offset);
		if (this.#newLine) {
			this.#line++;
			this.#column = 1;
			this.#newLine = false;
		} else this.#column++;
		if (charCode === CHAR_CR) {
			this.#newLine = true;
			if (this.peek() === CHAR_LF) this.#offset++;
		} else if (charCode === CHAR_LF) this.#newLine = true;
		this.#last = charCode;
		return charCode;
	}
	/**
	* Peeks at the next character code in the text.
	* @returns {number} The next character code, or -1 if there are no more characters.
	*/
	peek() {
		if (this.#offset === this.#text.length - 1) return -1;
		return this.#text.charCodeAt(this.#offset + 1);
	}
	/**
	* Determines if the next character code in the text matches a specific character code.
	* @param {(number) => boolean} fn A function to call on the next character.
	* @returns {boolean} True if the next character code matches, false if not.
	*/
	match(fn) {
		if (fn(this.peek())) {
			this.next();
			return true;
		}
		return false;
	}
	/**
	* Returns the last character code read.
	* @returns {number} The last character code read.
	*/
	current() {
		return this.#last;
	}
};
/**
* @fileoverview JSON tokenizer
* @author Nicholas C. Zakas
*/
/** @typedef {import("./typedefs.js").Range} Range */
/** @typedef {import("./typedefs.js").TokenizeOptions} TokenizeOptions */
const INFINITY = "Infinity";
const NAN = "NaN";
const keywordStarts = /* @__PURE__ */ new Set([
	CHAR_LOWER_T,
	CHAR_LOWER_F,
	CHAR_LOWER_N
]);
const whitespace = /* @__PURE__ */ new Set([
	CHAR_SPACE,
	CHAR_TAB,
	CHAR_NEWLINE,
	CHAR_RETURN
]);
const json5Whitespace = /* @__PURE__ */ new Set([
	...whitespace,
	CHAR_VTAB,
	CHAR_FORM_FEED,
	CHAR_NBSP,
	CHAR_LINE_SEPARATOR,
	CHAR_PARAGRAPH_SEPARATOR,
	CHAR_BOM,
	CHAR_NON_BREAKING_SPACE,
	CHAR_EN_QUAD,
	CHAR_EM_QUAD,
	CHAR_EN_SPACE,
	CHAR_EM_SPACE,
	CHAR_THREE_PER_EM_SPACE,
	CHAR_FOUR_PER_EM_SPACE,
	CHAR_SIX_PER_EM_SPACE,
	CHAR_FIGURE_SPACE,
	CHAR_PUNCTUATION_SPACE,
	CHAR_THIN_SPACE,
	CHAR_HAIR_SPACE,
	CHAR_NARROW_NO_BREAK_SPACE,
	CHAR_MEDIUM_MATHEMATICAL_SPACE,
	CHAR_IDEOGRAPHIC_SPACE
]);
/** @type {TokenizeOptions} */
const DEFAULT_OPTIONS$1 = {
	mode: "json",
	ranges: false
};
const jsonKeywords = /* @__PURE__ */ new Set([
	"true",
	"false",
	"null"
]);
const tt = {
	EOF: 0,
	Number: 1,
	String: 2,
	Boolean: 3,
	Null: 4,
	NaN: 5,
	Infinity: 6,
	Identifier: 7,
	Colon: 20,
	LBrace: 21,
	RBrace: 22,
	LBracket: 23,
	RBracket: 24,
	Comma: 25,
	LineComment: 40,
	BlockComment: 41
};
/**
* Determines if a given character is a decimal digit.
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is a digit.
*/
function isDigit$1(c) {
	return c >= CHAR_0 && c <= CHAR_9;
}
/**
* Determines if a given character is a hexadecimal digit.
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is a hexadecimal digit.
*/
function isHexDigit(c) {
	return isDigit$1(c) || c >= CHAR_UPPER_A && c <= CHAR_UPPER_F || c >= CHAR_LOWER_A && c <= CHAR_LOWER_F;
}
/**
* Determines if a given character is a positive digit (1-9).
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is a positive digit.
*/
function isPositiveDigit(c) {
	return c >= CHAR_1 && c <= CHAR_9;
}
/**
* Determines if a given character is the start of a keyword.
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is the start of a keyword.
*/
function isKeywordStart(c) {
	return keywordStarts.has(c);
}
/**
* Determines if a given character is the start of a number.
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is the start of a number.
*/
function isNumberStart(c) {
	return isDigit$1(c) || c === CHAR_DOT || c === CHAR_MINUS;
}
/**
* Determines if a given character is the start of a JSON5 number.
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is the start of a JSON5 number.
*/
function isJSON5NumberStart(c) {
	return isNumberStart(c) || c === CHAR_PLUS;
}
/**
* Determines if a given character is the start of a string.
* @param {number} c The character to check.
* @param {boolean} json5 `true` if JSON5 mode is enabled.
* @returns {boolean} `true` if the character is the start of a string.
*/
function isStringStart(c, json5) {
	return c === CHAR_DOUBLE_QUOTE || json5 && c === CHAR_SINGLE_QUOTE;
}
/**
* Tests that a given character is a valid first character of a
* JSON5 identifier
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is a valid first character. 
*/
function isJSON5IdentifierStart(c) {
	if (c === CHAR_DOLLAR || c === CHAR_UNDERSCORE || c === CHAR_BACKSLASH) return true;
	if (c >= CHAR_LOWER_A && c <= CHAR_LOWER_Z || c >= CHAR_UPPER_A && c <= CHAR_UPPER_Z) return true;
	if (c === 8204 || c === 8205) return true;
	const ct = String.fromCharCode(c);
	return ID_Start.test(ct);
}
/**
* Tests that a given character is a valid part of a JSON5 identifier.
* @param {number} c The character to check.
* @returns {boolean} `true` if the character is a valid part of an identifier.
*/
function isJSON5IdentifierPart(c) {
	if (isJSON5IdentifierStart(c) || isDigit$1(c)) return true;
	const ct = String.fromCharCode(c);
	return ID_Continue.test(ct);
}
var Tokenizer = class {
	/**
	* Options for the tokenizer.
	* @type {TokenizeOptions}
	*/
	#options;
	/**
	* The source text to tokenize.
	* @type {string}
	*/
	#text;
	/**
	* The reader for the source text.
	* @type {CharCodeReader}
	*/
	#reader;
	/**
	* Indicates if the tokenizer is in JSON5 mode.
	* @type {boolean}
	*/
	#json5;
	/**
	* Indicates if comments are allowed.
	* @type {boolean}
	*/
	#allowComments;
	/**
	* Indicates if ranges should be included in the tokens.
	* @type {boolean}
	*/
	#ranges;
	/**
	* The last token type read.
	* @type {Token}
	*/
	#token;
	/**
	* Determines if a character is an escaped character.
	* @type {(c:number) => boolean}
	*/
	#isEscapedCharacter;
	/**
	* Determines if a character is a JSON5 line terminator.
	* @type {(c:number) => boolean}
	*/
	#isJSON5LineTerminator;
	/**
	* Determines if a character is a JSON5 hex escape.
	* @type {(c:number) => boolean}
	*/
	#isJSON5HexEscape;
	/**
	* Determines if a character is whitespace.
	* @type {(c:number) => boolean}
	*/
	#isWhitespace;
	/**
	* Creates a new instance of the tokenizer.
	* @param {string} text The source text
	* @param {TokenizeOptions} [options] Options for the tokenizer.
	*/
	constructor(text, options) {
		this.#text = text;
		this.#options = {
			...DEFAULT_OPTIONS$1,
			...options
		};
		this.#reader = new CharCodeReader(text);
		this.#json5 = this.#options.mode === "json5";
		this.#allowComments = this.#options.mode !== "json";
		this.#ranges = this.#options.ranges;
		this.#isEscapedCharacter = this.#json5 ? json5EscapeToChar.has.bind(json5EscapeToChar) : escapeToChar.has.bind(escapeToChar);
		this.#isJSON5LineTerminator = this.#json5 ? json5LineTerminators.has.bind(json5LineTerminators) : () => false;
		this.#isJSON5HexEscape = this.#json5 ? (c) => c === CHAR_LOWER_X : () => false;
		this.#isWhitespace = this.#json5 ? json5Whitespace.has.bind(json5Whitespace) : whitespace.has.bind(whitespace);
	}
	/**
	* Convenience function for throwing unexpected character errors.
	* @param {number} c The unexpected character.
	* @param {Location} [loc] The location of the unexpected character.
	* @returns {never}
	* @throws {UnexpectedChar} always.
	*/
	#unexpected(c, loc = this.#reader.locate()) {
		throw new UnexpectedChar(c, loc);
	}
	/**
	* Convenience function for throwing unexpected identifier errors.
	* @param {string} identifier The unexpected identifier.
	* @param {Location} [loc] The location of the unexpected identifier.
	* @returns {never}
	* @throws {UnexpectedIdentifier} always.
	*/
	#unexpectedIdentifier(identifier, loc = this.#reader.locate()) {
		throw new UnexpectedIdentifier(identifier, loc);
	}
	/**
	* Convenience function for throwing unexpected EOF errors.
	* @returns {never}
	* @throws {UnexpectedEOF} always.
	*/
	#unexpectedEOF() {
		throw new UnexpectedEOF(this.#reader.locate());
	}
	/**
	* Creates a new token.
	* @param {TokenType} tokenType The type of token to create.
	* @param {number} length The length of the token.
	* @param {Location} startLoc The start location for the token.
	* @param {Location} [endLoc] The end location for the token.
	* @returns {Token} The token.
	*/
	#createToken(tokenType, length, startLoc, endLoc) {
		const endOffset = startLoc.offset + length;
		let range = this.#options.ranges ? { range: [startLoc.offset, endOffset] } : void 0;
		return {
			type: tokenType,
			loc: {
				start: startLoc,
				end: endLoc || {
					line: startLoc.line,
					column: startLoc.column + length,
					offset: endOffset
				}
			},
			...range
		};
	}
	/**
	* Reads in a specific number of hex digits.
	* @param {number} count The number of hex digits to read.
	* @returns {string} The hex digits read.
	*/
	#readHexDigits(count) {
		let value = "";
		let c;
		for (let i = 0; i < count; i++) {
			c = this.#reader.peek();
			if (isHexDigit(c)) {
				this.#reader.next();
				value += String.fromCharCode(c);
				continue;
			}
			this.#unexpected(c);
		}
		return value;
	}
	/**
	* Reads in a JSON5 identifier. Also used for JSON but we validate
	* the identifier later.
	* @param {number} c The first character of the identifier.
	* @returns {string} The identifier read.
	* @throws {UnexpectedChar} when the identifier cannot be read.
	*/
	#readIdentifier(c) {
		let value = "";
		do {
			value += String.fromCharCode(c);
			if (c === CHAR_BACKSLASH) {
				c = this.#reader.next();
				if (c !== CHAR_LOWER_U) this.#unexpected(c);
				value += String.fromCharCode(c);
				const hexDigits = this.#readHexDigits(4);
				const charCode = parseInt(hexDigits, 16);
				if (value.length === 2 && !isJSON5IdentifierStart(charCode)) {
					const loc = this.#reader.locate();
					this.#unexpected(CHAR_BACKSLASH, {
						line: loc.line,
						column: loc.column - 5,
						offset: loc.offset - 5
					});
				} else if (!isJSON5IdentifierPart(charCode)) {
					const loc = this.#reader.locate();
					this.#unexpected(charCode, {
						line: loc.line,
						column: loc.column - 5,
						offset: loc.offset - 5
					});
				}
				value += hexDigits;
			}
			c = this.#reader.peek();
			if (!isJSON5IdentifierPart(c)) break;
			this.#reader.next();
		} while (true);
		return value;
	}
	/**
	* Reads in a string. Works for both JSON and JSON5.
	* @param {number} c The first character of the string (either " or ').
	* @returns {number} The length of the string.
	* @throws {UnexpectedChar} when the string cannot be read.
	* @throws {UnexpectedEOF} when EOF is reached before the string is finalized.
	*/
	#readString(c) {
		const delimiter = c;
		let length = 1;
		c = this.#reader.peek();
		while (c !== -1 && c !== delimiter) {
			this.#reader.next();
			length++;
			if (c === CHAR_BACKSLASH) {
				c = this.#reader.peek();
				if (this.#isEscapedCharacter(c) || this.#isJSON5LineTerminator(c)) {
					this.#reader.next();
					length++;
				} else if (c === CHAR_LOWER_U) {
					this.#reader.next();
					length++;
					const result = this.#readHexDigits(4);
					length += result.length;
				} else if (this.#isJSON5HexEscape(c)) {
					this.#reader.next();
					length++;
					const result = this.#readHexDigits(2);
					length += result.length;
				} else if (this.#json5) {
					this.#reader.next();
					length++;
				} else this.#unexpected(c);
			}
			c = this.#reader.peek();
		}
		if (c === -1) {
			this.#reader.next();
			this.#unexpectedEOF();
		}
		this.#reader.next();
		length++;
		return length;
	}
	/**
	* Reads a number. Works for both JSON and JSON5.
	* @param {number} c The first character of the number.
	* @returns {number} The length of the number.
	* @throws {UnexpectedChar} when the number cannot be read.
	* @throws {UnexpectedEOF} when EOF is reached before the number is finalized.
	*/
	#readNumber(c) {
		let length = 1;
		if (c === CHAR_MINUS || this.#json5 && c === CHAR_PLUS) {
			c = this.#reader.peek();
			if (this.#json5) {
				if (c === CHAR_UPPER_I || c === CHAR_UPPER_N) {
					this.#reader.next();
					const identifier = this.#readIdentifier(c);
					if (identifier !== INFINITY && identifier !== NAN) this.#unexpected(c);
					return length + identifier.length;
				}
			}
			if (!isDigit$1(c)) this.#unexpected(c);
			this.#reader.next();
			length++;
		}
		if (c === CHAR_0) {
			c = this.#reader.peek();
			if (this.#json5 && (c === CHAR_LOWER_X || c === CHAR_UPPER_X)) {
				this.#reader.next();
				length++;
				c = this.#reader.peek();
				if (!isHexDigit(c)) {
					this.#reader.next();
					this.#unexpected(c);
				}
				do {
					this.#reader.next();
					length++;
					c = this.#reader.peek();
				} while (isHexDigit(c));
			} else if (isDigit$1(c)) this.#unexpected(c);
		} else if (!this.#json5 || c !== CHAR_DOT) {
			if (!isPositiveDigit(c)) this.#unexpected(c);
			c = this.#reader.peek();
			while (isDigit$1(c)) {
				this.#reader.next();
				length++;
				c = this.#reader.peek();
			}
		}
		if (c === CHAR_DOT) {
			let digitCount = -1;
			this.#reader.next();
			length++;
			digitCount++;
			c = this.#reader.peek();
			while (isDigit$1(c)) {
				this.#reader.next();
				length++;
				digitCount++;
				c = this.#reader.peek();
			}
			if (!this.#json5 && digitCount === 0) {
				this.#reader.next();
				if (c) this.#unexpected(c);
				else this.#unexpectedEOF();
			}
		}
		if (c === CHAR_LOWER_E || c === CHAR_UPPER_E) {
			this.#reader.next();
			length++;
			c = this.#reader.peek();
			if (c === CHAR_PLUS || c === CHAR_MINUS) {
				this.#reader.next();
				length++;
				c = this.#reader.peek();
			}
			if (c === -1) {
				this.#reader.next();
				this.#unexpectedEOF();
			}
			if (!isDigit$1(c)) {
				this.#reader.next();
				this.#unexpected(c);
			}
			while (isDigit$1(c)) {
				this.#reader.next();
				length++;
				c = this.#reader.peek();
			}
		}
		return length;
	}
	/**
	* Reads a comment. Works for both JSON and JSON5.
	* @param {number} c The first character of the comment.
	* @returns {{length: number, multiline: boolean}} The length of the comment, and whether the comment is multi-line.
	* @throws {UnexpectedChar} when the comment cannot be read.
	* @throws {UnexpectedEOF} when EOF is reached before the comment is finalized.
	*/
	#readComment(c) {
		let length = 1;
		c = this.#reader.peek();
		if (c === CHAR_SLASH) {
			do {
				this.#reader.next();
				length += 1;
				c = this.#reader.peek();
			} while (c > -1 && c !== CHAR_RETURN && c !== CHAR_NEWLINE);
			return {
				length,
				multiline: false
			};
		}
		if (c === CHAR_STAR) {
			this.#reader.next();
			length += 1;
			while (c > -1) {
				c = this.#reader.peek();
				if (c === CHAR_STAR) {
					this.#reader.next();
					length += 1;
					c = this.#reader.peek();
					if (c === CHAR_SLASH) {
						this.#reader.next();
						length += 1;
						return {
							length,
							multiline: true
						};
					}
				} else {
					this.#reader.next();
					length += 1;
				}
			}
			this.#reader.next();
			this.#unexpectedEOF();
		}
		this.#reader.next();
		this.#unexpected(c);
	}
	/**
	* Returns the next token in the source text.
	* @returns {number} The code for the next token.
	*/
	next() {
		let c = this.#reader.next();
		while (this.#isWhitespace(c)) c = this.#reader.next();
		if (c === -1) return tt.EOF;
		const start = this.#reader.locate();
		const ct = String.fromCharCode(c);
		if (this.#json5) {
			if (knownJSON5TokenTypes.has(ct)) this.#token = this.#createToken(knownJSON5TokenTypes.get(ct), 1, start);
			else if (isJSON5IdentifierStart(c)) {
				const value = this.#readIdentifier(c);
				if (knownJSON5TokenTypes.has(value)) this.#token = this.#createToken(knownJSON5TokenTypes.get(value), value.length, start);
				else this.#token = this.#createToken("Identifier", value.length, start);
			} else if (isJSON5NumberStart(c)) {
				const result = this.#readNumber(c);
				this.#token = this.#createToken("Number", result, start);
			} else if (isStringStart(c, this.#json5)) {
				const result = this.#readString(c);
				const lastCharLoc = this.#reader.locate();
				this.#token = this.#createToken("String", result, start, {
					line: lastCharLoc.line,
					column: lastCharLoc.column + 1,
					offset: lastCharLoc.offset + 1
				});
			} else if (c === CHAR_SLASH && this.#allowComments) {
				const result = this.#readComment(c);
				const lastCharLoc = this.#reader.locate();
				this.#token = this.#createToken(!result.multiline ? "LineComment" : "BlockComment", result.length, start, {
					line: lastCharLoc.line,
					column: lastCharLoc.column + 1,
					offset: lastCharLoc.offset + 1
				});
			} else this.#unexpected(c);
		} else if (knownTokenTypes.has(ct)) this.#token = this.#createToken(knownTokenTypes.get(ct), 1, start);
		else if (isKeywordStart(c)) {
			const value = this.#readIdentifier(c);
			if (!jsonKeywords.has(value)) this.#unexpectedIdentifier(value, start);
			this.#token = this.#createToken(knownTokenTypes.get(value), value.length, start);
		} else if (isNumberStart(c)) {
			const result = this.#readNumber(c);
			this.#token = this.#createToken("Number", result, start);
		} else if (isStringStart(c, this.#json5)) {
			const result = this.#readString(c);
			this.#token = this.#createToken("String", result, start);
		} else if (c === CHAR_SLASH && this.#allowComments) {
			const result = this.#readComment(c);
			const lastCharLoc = this.#reader.locate();
			this.#token = this.#createToken(!result.multiline ? "LineComment" : "BlockComment", result.length, start, {
				line: lastCharLoc.line,
				column: lastCharLoc.column + 1,
				offset: lastCharLoc.offset + 1
			});
		} else this.#unexpected(c);
		return tt[this.#token.type];
	}
	/**
	* Returns the current token in the source text.
	* @returns {Token} The current token.
	*/
	get token() {
		return this.#token;
	}
};
/**
* @fileoverview  JSON AST types
* @author Nicholas C. Zakas
*/
/** @typedef {import("./typedefs.js").LocationRange} LocationRange */
/** @typedef {import("./typedefs.js").NodeParts} NodeParts */
/** @typedef {import("./typedefs.js").DocumentNode} DocumentNode */
/** @typedef {import("./typedefs.js").StringNode} StringNode */
/** @typedef {import("./typedefs.js").NumberNode} NumberNode */
/** @typedef {import("./typedefs.js").BooleanNode} BooleanNode */
/** @typedef {import("./typedefs.js").MemberNode} MemberNode */
/** @typedef {import("./typedefs.js").ObjectNode} ObjectNode */
/** @typedef {import("./typedefs.js").ElementNode} ElementNode */
/** @typedef {import("./typedefs.js").ArrayNode} ArrayNode */
/** @typedef {import("./typedefs.js").NullNode} NullNode */
/** @typedef {import("./typedefs.js").ValueNode} ValueNode */
/** @typedef {import("./typedefs.js").IdentifierNode} IdentifierNode */
/** @typedef {import("./typedefs.js").NaNNode} NaNNode */
/** @typedef {import("./typedefs.js").InfinityNode} InfinityNode */
/** @typedef {import("./typedefs.js").Sign} Sign */
const types = {
	/**
	* Creates a document node.
	* @param {ValueNode} body The body of the document.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {DocumentNode} The document node.
	*/
	document(body, parts = {}) {
		return {
			type: "Document",
			body,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates a string node.
	* @param {string} value The value for the string.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {StringNode} The string node.
	*/
	string(value, parts = {}) {
		return {
			type: "String",
			value,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates a number node.
	* @param {number} value The value for the number.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {NumberNode} The number node.
	*/
	number(value, parts = {}) {
		return {
			type: "Number",
			value,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates a boolean node.
	* @param {boolean} value The value for the boolean.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {BooleanNode} The boolean node.
	*/
	boolean(value, parts = {}) {
		return {
			type: "Boolean",
			value,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates a null node.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {NullNode} The null node.
	*/
	null(parts = {}) {
		return {
			type: "Null",
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates an array node.
	* @param {Array<ElementNode>} elements The elements to add.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {ArrayNode} The array node.
	*/
	array(elements, parts = {}) {
		return {
			type: "Array",
			elements,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates an element node.
	* @param {ValueNode} value The value for the element.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {ElementNode} The element node.
	*/
	element(value, parts = {}) {
		return {
			type: "Element",
			value,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates an object node.
	* @param {Array<MemberNode>} members The members to add.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {ObjectNode} The object node.
	*/
	object(members, parts = {}) {
		return {
			type: "Object",
			members,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates a member node.
	* @param {StringNode|IdentifierNode} name The name for the member.
	* @param {ValueNode} value The value for the member.
	* @param {NodeParts} parts Additional properties for the node. 
	* @returns {MemberNode} The member node.
	*/
	member(name, value, parts = {}) {
		return {
			type: "Member",
			name,
			value,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates an identifier node.
	* @param {string} name The name for the identifier.
	* @param {NodeParts} parts Additional properties for the node.
	* @returns {IdentifierNode} The identifier node.
	*/
	identifier(name, parts = {}) {
		return {
			type: "Identifier",
			name,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates a NaN node.
	* @param {Sign} sign The sign for the Infinity.
	* @param {NodeParts} parts Additional properties for the node.
	* @returns {NaNNode} The NaN node.
	*/
	nan(sign = "", parts = {}) {
		return {
			type: "NaN",
			sign,
			loc: parts.loc,
			...parts
		};
	},
	/**
	* Creates an Infinity node.
	* @param {Sign} sign The sign for the Infinity.
	* @param {NodeParts} parts Additional properties for the node.
	* @returns {InfinityNode} The Infinity node.
	*/
	infinity(sign = "", parts = {}) {
		return {
			type: "Infinity",
			sign,
			loc: parts.loc,
			...parts
		};
	}
};
/**
* @fileoverview JSON parser
* @author Nicholas C. Zakas
*/
/** @typedef {import("./typedefs.js").Node} Node */
/** @typedef {import("./typedefs.js").Mode} Mode */
/** @typedef {import("./typedefs.js").ParseOptions} ParseOptions */
/** @type {ParseOptions} */
const DEFAULT_OPTIONS = {
	mode: "json",
	ranges: false,
	tokens: false,
	allowTrailingCommas: false
};
const UNICODE_SEQUENCE = /\\u[\da-fA-F]{4}/gu;
/**
* Normalizes a JSON5 identifier by converting Unicode escape sequences into
* their corresponding characters.
* @param {string} identifier The identifier to normalize.
* @returns {string} The normalized identifier.
*/
function normalizeIdentifier(identifier) {
	return identifier.replace(UNICODE_SEQUENCE, (unicodeEscape) => {
		return String.fromCharCode(parseInt(unicodeEscape.slice(2), 16));
	});
}
/**
* Calculates the location at the end of the given text.
* @param {string} text The text to calculate the end location for.
* @returns {Location} The location at the end of the text.
*/
function getEndLocation(text) {
	let line = 1;
	let column = 1;
	for (let i = 0; i < text.length; i++) {
		const char = text[i];
		if (char === "\n") {
			line++;
			column = 1;
		} else if (char === "\r") {
			if (text[i + 1] === "\n") i++;
			line++;
			column = 1;
		} else column++;
	}
	return {
		line,
		column,
		offset: text.length
	};
}
/**
* Converts a JSON-encoded string into a JavaScript string, interpreting each
* escape sequence.
* @param {string} value The text for the token.
* @param {Token} token The string token to convert into a JavaScript string.
* @param {boolean} json5 `true` if parsing JSON5, `false` otherwise.
* @returns {string} A JavaScript string.
*/
function getStringValue(value, token, json5 = false) {
	let result = "";
	let escapeIndex = value.indexOf("\\");
	let lastIndex = 0;
	while (escapeIndex >= 0) {
		result += value.slice(lastIndex, escapeIndex);
		const escapeChar = value.charAt(escapeIndex + 1);
		const escapeCharCode = escapeChar.charCodeAt(0);
		if (json5 && json5EscapeToChar.has(escapeCharCode)) {
			result += json5EscapeToChar.get(escapeCharCode);
			lastIndex = escapeIndex + 2;
		} else if (escapeToChar.has(escapeCharCode)) {
			result += escapeToChar.get(escapeCharCode);
			lastIndex = escapeIndex + 2;
		} else if (escapeChar === "u") {
			const hexCode = value.slice(escapeIndex + 2, escapeIndex + 6);
			if (hexCode.length < 4 || /[^0-9a-f]/i.test(hexCode)) throw new ErrorWithLocation(`Invalid unicode escape \\u${hexCode}.`, {
				line: token.loc.start.line,
				column: token.loc.start.column + escapeIndex,
				offset: token.loc.start.offset + escapeIndex
			});
			result += String.fromCharCode(parseInt(hexCode, 16));
			lastIndex = escapeIndex + 6;
		} else if (json5 && escapeChar === "x") {
			const hexCode = value.slice(escapeIndex + 2, escapeIndex + 4);
			if (hexCode.length < 2 || /[^0-9a-f]/i.test(hexCode)) throw new ErrorWithLocation(`Invalid hex escape \\x${hexCode}.`, {
				line: token.loc.start.line,
				column: token.loc.start.column + escapeIndex,
				offset: token.loc.start.offset + escapeIndex
			});
			result += String.fromCharCode(parseInt(hexCode, 16));
			lastIndex = escapeIndex + 4;
		} else if (json5 && json5LineTerminators.has(escapeCharCode)) {
			lastIndex = escapeIndex + 2;
			if (escapeChar === "\r" && value.charAt(lastIndex) === "\n") lastIndex++;
		} else if (json5) {
			result += escapeChar;
			lastIndex = escapeIndex + 2;
		} else throw new ErrorWithLocation(`Invalid escape \\${escapeChar}.`, {
			line: token.loc.start.line,
			column: token.loc.start.column + escapeIndex,
			offset: token.loc.start.offset + escapeIndex
		});
		escapeIndex = value.indexOf("\\", lastIndex);
	}
	result += value.slice(lastIndex);
	return result;
}
/**
* Gets the JavaScript value represented by a JSON token.
* @param {string} value The text value of the token.
* @param {Token} token The JSON token to get a value for.
* @param {boolean} json5 `true` if parsing JSON5, `false` otherwise.
* @returns {string|boolean|number} A number, string, or boolean.
* @throws {TypeError} If an unknown token type is found. 
*/
function getLiteralValue(value, token, json5 = false) {
	switch (token.type) {
		case "Boolean": return value === "true";
		case "Number":
			if (json5) {
				if (value.charCodeAt(0) === 45) return -Number(value.slice(1));
				if (value.charCodeAt(0) === 43) return Number(value.slice(1));
			}
			return Number(value);
		case "String": return getStringValue(value.slice(1, -1), token, json5);
		default: throw new TypeError(`Unknown token type "${token.type}.`);
	}
}
/**
* 
* @param {string} text The text to parse.
* @param {ParseOptions} [options] The options object.
* @returns {DocumentNode} The AST representing the parsed JSON.
* @throws {Error} When there is a parsing error. 
*/
function parse$1(text, options) {
	options = Object.freeze({
		...DEFAULT_OPTIONS,
		...options
	});
	const tokens = [];
	const tokenizer = new Tokenizer(text, {
		mode: options.mode,
		ranges: options.ranges
	});
	const json5 = options.mode === "json5";
	const allowTrailingCommas = options.allowTrailingCommas || json5;
	/**
	* Returns the next token knowing there are no comments.
	* @returns {number} The next token type or 0 if no next token.
	*/
	function nextNoComments() {
		const nextType = tokenizer.next();
		if (nextType && options.tokens) tokens.push(tokenizer.token);
		return nextType;
	}
	/**
	* Returns the next token knowing there are comments to skip.
	* @returns {number} The next token type or 0 if no next token.
	*/
	function nextSkipComments() {
		const nextType = tokenizer.next();
		if (nextType && options.tokens) tokens.push(tokenizer.token);
		if (nextType >= tt.LineComment) return nextSkipComments();
		return nextType;
	}
	const next = options.mode === "json" ? nextNoComments : nextSkipComments;
	/**
	* Asserts a token has the given type.
	* @param {number} token The token to check.
	* @param {number} type The token type.
	* @throws {UnexpectedToken} If the token type isn't expected.
	* @returns {void}
	*/
	function assertTokenType(token, type) {
		if (token !== type) throw new UnexpectedToken(tokenizer.token);
	}
	/**
	* Asserts a token has one of the given types.
	* @param {number} token The token to check.
	* @param {number[]} types The token types.
	* @returns {void}
	* @throws {UnexpectedToken} If the token type isn't expected.
	*/
	function assertTokenTypes(token, types) {
		if (!types.includes(token)) throw new UnexpectedToken(tokenizer.token);
	}
	/**
	* Creates a range only if ranges are specified.
	* @param {Location} start The start offset for the range.
	* @param {Location} end The end offset for the range.
	* @returns {{range:[number,number]}|undefined} An object with a 
	*/
	function createRange(start, end) {
		return options.ranges ? { range: [start.offset, end.offset] } : void 0;
	}
	/**
	* Creates a node for a string, boolean, or number.
	* @param {number} tokenType The token representing the literal. 
	* @returns {StringNode|NumberNode|BooleanNode} The node representing
	*      the value.
	*/
	function createLiteralNode(tokenType) {
		const token = tokenizer.token;
		const range = createRange(token.loc.start, token.loc.end);
		const value = getLiteralValue(text.slice(token.loc.start.offset, token.loc.end.offset), token, json5);
		const parts = {
			loc: {
				start: { ...token.loc.start },
				end: { ...token.loc.end }
			},
			...range
		};
		switch (tokenType) {
			case tt.String: return types.string(value, parts);
			case tt.Number: return types.number(value, parts);
			case tt.Boolean: return types.boolean(value, parts);
			default: throw new TypeError(`Unknown token type ${token.type}.`);
		}
	}
	/**
	* Creates a node for a JSON5 identifier.
	* @param {Token} token The token representing the identifer. 
	* @returns {NaNNode|InfinityNode|IdentifierNode} The node representing
	*      the value.
	*/
	function createJSON5IdentifierNode(token) {
		const range = createRange(token.loc.start, token.loc.end);
		const identifier = text.slice(token.loc.start.offset, token.loc.end.offset);
		const parts = {
			loc: {
				start: { ...token.loc.start },
				end: { ...token.loc.end }
			},
			...range
		};
		if (token.type !== "Identifier") {
			let sign = "";
			if (identifier[0] === "+" || identifier[0] === "-") sign = identifier[0];
			return types[identifier.includes("NaN") ? "nan" : "infinity"](sign, parts);
		}
		return types.identifier(normalizeIdentifier(identifier), parts);
	}
	/**
	* Creates a node for a null.
	* @param {Token} token The token representing null. 
	* @returns {NullNode} The node representing null.
	*/
	function createNullNode(token) {
		const range = createRange(token.loc.start, token.loc.end);
		return types.null({
			loc: {
				start: { ...token.loc.start },
				end: { ...token.loc.end }
			},
			...range
		});
	}
	/**
	* Parses a property in an object.
	* @param {number} tokenType The token representing the property.
	* @returns {MemberNode} The node representing the property.
	* @throws {UnexpectedToken} When an unexpected token is found.
	* @throws {UnexpectedEOF} When the end of the file is reached.
	*/
	function parseProperty(tokenType) {
		if (json5) assertTokenTypes(tokenType, [
			tt.String,
			tt.Identifier,
			tt.Number
		]);
		else assertTokenType(tokenType, tt.String);
		const token = tokenizer.token;
		if (json5 && tokenType === tt.Number && /[+\-0-9]/.test(text[token.loc.start.offset])) throw new UnexpectedToken(token);
		let key = tokenType === tt.String ? createLiteralNode(tokenType) : createJSON5IdentifierNode(token);
		if (json5 && (key.type === "NaN" || key.type === "Infinity")) {
			if (key.sign !== "") throw new UnexpectedToken(tokenizer.token);
			key = types.identifier(key.type, {
				loc: key.loc,
				...createRange(key.loc.start, key.loc.end)
			});
		}
		tokenType = next();
		assertTokenType(tokenType, tt.Colon);
		const value = parseValue();
		const range = createRange(key.loc.start, value.loc.end);
		return types.member(key, value, {
			loc: {
				start: { ...key.loc.start },
				end: { ...value.loc.end }
			},
			...range
		});
	}
	/**
	* Parses an object literal.
	* @param {number} firstTokenType The first token type in the object.
	* @returns {ObjectNode} The object node.
	* @throws {UnexpectedEOF} When the end of the file is reached.
	* @throws {UnexpectedToken} When an unexpected token is found.
	*/
	function parseObject(firstTokenType) {
		assertTokenType(firstTokenType, tt.LBrace);
		const firstToken = tokenizer.token;
		const members = [];
		let tokenType = next();
		if (tokenType !== tt.RBrace) do {
			members.push(parseProperty(tokenType));
			tokenType = next();
			if (!tokenType) throw new UnexpectedEOF(members[members.length - 1].loc.end);
			if (tokenType === tt.Comma) {
				tokenType = next();
				if (allowTrailingCommas && tokenType === tt.RBrace) break;
			} else break;
		} while (tokenType);
		assertTokenType(tokenType, tt.RBrace);
		const lastToken = tokenizer.token;
		const range = createRange(firstToken.loc.start, lastToken.loc.end);
		return types.object(members, {
			loc: {
				start: { ...firstToken.loc.start },
				end: { ...lastToken.loc.end }
			},
			...range
		});
	}
	/**
	* Parses an array literal.
	* @param {number} firstTokenType The first token in the array.
	* @returns {ArrayNode} The array node.
	* @throws {UnexpectedToken} When an unexpected token is found.
	* @throws {UnexpectedEOF} When the end of the file is reached.
	*/
	function parseArray(firstTokenType) {
		assertTokenType(firstTokenType, tt.LBracket);
		const firstToken = tokenizer.token;
		const elements = [];
		let tokenType = next();
		if (tokenType !== tt.RBracket) do {
			const value = parseValue(tokenType);
			elements.push(types.element(value, { loc: value.loc }));
			tokenType = next();
			if (tokenType === tt.Comma) {
				tokenType = next();
				if (allowTrailingCommas && tokenType === tt.RBracket) break;
			} else break;
		} while (tokenType);
		assertTokenType(tokenType, tt.RBracket);
		const lastToken = tokenizer.token;
		const range = createRange(firstToken.loc.start, lastToken.loc.end);
		return types.array(elements, {
			loc: {
				start: { ...firstToken.loc.start },
				end: { ...lastToken.loc.end }
			},
			...range
		});
	}
	/**
	* Parses a JSON value.
	* @param {number} [tokenType] The token type to parse.
	* @returns {ValueNode|IdentifierNode} The node representing the value.
	*/
	function parseValue(tokenType) {
		tokenType = tokenType ?? next();
		const token = tokenizer.token;
		if (!tokenType) throw new UnexpectedEOF({
			line: 1,
			column: 1,
			offset: 0
		});
		switch (tokenType) {
			case tt.String:
			case tt.Boolean: return createLiteralNode(tokenType);
			case tt.Number:
				if (json5) {
					let tokenText = text.slice(token.loc.start.offset, token.loc.end.offset);
					if (tokenText[0] === "+" || tokenText[0] === "-") tokenText = tokenText.slice(1);
					if (tokenText === "NaN" || tokenText === "Infinity") return createJSON5IdentifierNode(token);
				}
				return createLiteralNode(tokenType);
			case tt.Null: return createNullNode(token);
			case tt.LBrace: return parseObject(tokenType);
			case tt.LBracket: return parseArray(tokenType);
			default: throw new UnexpectedToken(token);
		}
	}
	const docBody = parseValue();
	if (next()) throw new UnexpectedToken(tokenizer.token);
	const docParts = { loc: {
		start: {
			line: 1,
			column: 1,
			offset: 0
		},
		end: { ...getEndLocation(text) }
	} };
	if (options.tokens) docParts.tokens = tokens;
	if (options.ranges) docParts.range = [docParts.loc.start.offset, docParts.loc.end.offset];
	return types.document(docBody, docParts);
}

// src/training/formats/limits.ts
/** Largest metrics or params file that is read, in bytes. Of what the training appends, the last part is read. */
const MAX_DOCUMENT_BYTES = 10485760;
/** Largest YAML document, in bytes: its parser needs a hundred times as much memory. */
const MAX_YAML_BYTES = 2097152;
/** Most values that one document may unfold to: YAML aliases multiply. */
const MAX_VALUES = 1e6;
/** Longest text of a param or tag, in characters; longer ones are cut. */
const MAX_TEXT_LENGTH = 6e3;
/** Most metrics, params or tags of one run, each. */
const MAX_NAMES = 2e3;
/** Largest list of a metrics file that is kept as a small artifact, in characters of JSON. */
const MAX_SMALL_ARTIFACT_LENGTH = 1048576;
/** Most points that the stored series hold, per metric and in all; longer series are thinned evenly. */
const MAX_SERIES_POINTS = {
	perMetric: 1e4,
	total: 2e5
};

// src/training/formats/value.ts
function readingOfFile(file) {
	return {
		file,
		warnings: [],
		values: 0
	};
}
/** The error of a document that cannot be read; it becomes a warning of the run. */
function unreadable$1(file, message, line) {
	return new MlopsError("capture-failed", message, "Mend the file that the training writes; the run is recorded.", { place: line === void 0 ? { file } : {
		file,
		line
	} });
}
/** The error of a document that is nested so deeply that its parser gave up. */
function tooDeep(file) {
	return unreadable$1(file, "nested far too deeply; a flat document was expected");
}
/** Call it for every value: it refuses what is nested too deeply or unfolds to too much. */
function countValue(reading, depth, line) {
	if (depth > 32) throw unreadable$1(reading.file, `nested deeper than ${32} levels; a flatter document was expected`, line);
	reading.values += 1;
	if (reading.values > 1e6) throw unreadable$1(reading.file, `unfolds to more than ${MAX_VALUES} values; a smaller document was expected`, line);
}
const RESERVED = /* @__PURE__ */ new Set([
	"__proto__",
	"constructor",
	"prototype"
]);
/** True for a name that must never become a property name. */
function isReservedName(name) {
	return RESERVED.has(name);
}
/** A map whose names are unique (the last one counts, as in every JSON parser) and not reserved; both are warned of. */
function mapFrom(entries, reading) {
	const unique = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const at = entry.line === void 0 ? {} : { line: entry.line };
		if (isReservedName(entry.name)) {
			reading.warnings.push({
				message: `the name "${entry.name}" is reserved; left out`,
				file: reading.file,
				...at
			});
			continue;
		}
		if (unique.has(entry.name)) {
			const message = `the name "${entry.name.slice(0, 100)}" stands there twice; the last one counts`;
			reading.warnings.push({
				message,
				file: reading.file,
				...at
			});
		}
		unique.set(entry.name, entry);
	}
	return {
		kind: "map",
		entries: [...unique.values()]
	};
}
/** A plain JavaScript value, as JSON and TOML parsers give it, as a tree without lines. */
function valueFromPlain(plain, reading, depth = 0) {
	countValue(reading, depth);
	if (typeof plain === "number") return {
		kind: "number",
		value: plain
	};
	if (typeof plain === "bigint") return {
		kind: "number",
		value: Number(plain)
	};
	if (typeof plain === "string") return {
		kind: "text",
		value: plain
	};
	if (typeof plain === "boolean") return {
		kind: "boolean",
		value: plain
	};
	if (plain === null || plain === void 0) return { kind: "null" };
	if (plain instanceof Date) return {
		kind: "text",
		value: plain.toISOString()
	};
	if (Array.isArray(plain)) return {
		kind: "list",
		items: plain.map((item) => valueFromPlain(item, reading, depth + 1))
	};
	return mapFrom(Object.entries(plain).map(([name, member]) => ({
		name,
		value: valueFromPlain(member, reading, depth + 1)
	})), reading);
}
/** The tree as JSON text; NaN and infinities as strings. */
function renderValue(value) {
	switch (value.kind) {
		case "number": return Number.isFinite(value.value) ? JSON.stringify(value.value) : JSON.stringify(String(value.value));
		case "text":
		case "boolean": return JSON.stringify(value.value);
		case "null": return "null";
		case "list": return `[${value.items.map(renderValue).join(",")}]`;
	}
	return `{${value.entries.map(({ name, value }) => `${JSON.stringify(name)}:${renderValue(value)}`).join(",")}}`;
}

// src/training/formats/json.ts
const POSITIONS_UP_TO_LENGTH = 1048576;
/**
* Parses a JSON document. Duplicate and reserved names become warnings of the reading, with their line.
* @throws MlopsError `capture-failed` with file and line
*/
function parseJson$1(text, reading) {
	if (text.trim() === "") throw unreadable$1(reading.file, "the file is empty; a JSON value was expected", 1);
	if (text.length > POSITIONS_UP_TO_LENGTH) {
		const plain = parsePlain(text);
		if (plain !== void 0) return valueFromPlain(plain, reading);
	}
	return valueFromNode$1(parseTree$1(text, reading), reading, 0);
}
function parsePlain(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function parseTree$1(text, reading) {
	try {
		return parse$1(text, { mode: "json5" }).body;
	} catch (error) {
		if (error instanceof RangeError) throw tooDeep(reading.file);
		const { message, line } = error;
		const what = message.replace(/ \(\d+:\d+\)$/, "").replace(/\.$/, "");
		throw unreadable$1(reading.file, `not JSON: ${what.charAt(0).toLowerCase()}${what.slice(1)}`, line);
	}
}
function valueFromNode$1(node, reading, depth) {
	countValue(reading, depth, node.loc.start.line);
	switch (node.type) {
		case "Number": return {
			kind: "number",
			value: node.value
		};
		case "NaN": return {
			kind: "number",
			value: NaN
		};
		case "Infinity": return {
			kind: "number",
			value: node.sign === "-" ? -1e400 : 1e400
		};
		case "String": return {
			kind: "text",
			value: node.value
		};
		case "Boolean": return {
			kind: "boolean",
			value: node.value
		};
		case "Null": return { kind: "null" };
		case "Array": return {
			kind: "list",
			items: node.elements.map((item) => valueFromNode$1(item.value, reading, depth + 1))
		};
	}
	const entries = node.members.map(({ name, value }) => ({
		name: name.type === "String" ? name.value : name.name,
		line: name.loc.start.line,
		value: valueFromNode$1(value, reading, depth + 1)
	}));
	return mapFrom(entries, reading);
}

// src/training/formats/number-text.ts
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const SPECIAL = /* @__PURE__ */ new Map([
	["nan", NaN],
	["inf", 1e400],
	["infinity", 1e400]
]);
/** The number that the text is: decimal, or NaN and infinity in the spelling of Python, R, C or JSON. */
function parseNumberText(text) {
	const trimmed = text.trim();
	if (DECIMAL.test(trimmed)) return Number(trimmed);
	const unsigned = SPECIAL.get(trimmed.replace(/^[+-]/, "").toLowerCase());
	if (unsigned === void 0) return void 0;
	return trimmed.startsWith("-") ? -unsigned : unsigned;
}
/** The number behind one of the three strings that stand for what JSON cannot hold. */
function parseSpecialNumber(text) {
	return text === "NaN" || text === "Infinity" || text === "-Infinity" ? Number(text) : void 0;
}
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** A param or override given as text: a number or a boolean where the text is exactly that, else the text. */
function parseScalarText(text) {
	if (text === "true" || text === "false") return text === "true";
	if (!JSON_NUMBER.test(text)) return text;
	const value = Number(text);
	return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : text;
}

// src/training/formats/table.ts
/**
* Parses a table into rows. Cells that are numbers become numbers, empty ones are left out, rows with another number
* of cells than the header are warned of and left out.
* @throws MlopsError `capture-failed` with file and line
*/
function parseTable$1(text, delimiter, reading) {
	const [header, ...lines] = parseLines(text, delimiter, reading);
	if (header === void 0) throw unreadable$1(reading.file, "the file is empty; a header line was expected", 1);
	if (header.fields.every((name) => parseNumberText(name) !== void 0)) throw unreadable$1(reading.file, "the first line holds only numbers; a header line was expected", header.line);
	const rows = [];
	for (const { fields, line } of lines) {
		if (fields.length !== header.fields.length) {
			const message = `${fields.length} cells where the header has ${header.fields.length}; the row is left out`;
			reading.warnings.push({
				message,
				file: reading.file,
				line
			});
			continue;
		}
		const entries = fields.flatMap((cell, index) => {
			const name = header.fields[index]?.trim() ?? "";
			return cell.trim() === "" || name === "" ? [] : [{
				name,
				line,
				value: cellValue(cell)
			}];
		});
		rows.push(mapFrom(entries, reading));
	}
	return rows;
}
function cellValue(cell) {
	const value = parseNumberText(cell);
	return value === void 0 ? {
		kind: "text",
		value: cell.trim()
	} : {
		kind: "number",
		value
	};
}
const FIELD = {
	",": /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y,
	"	": /(?:"([^"]*(?:""[^"]*)*)"|([^"\t\r\n]*))(\t|\r\n|\n|\r|$)/y
};
function parseLines(text, delimiter, reading) {
	const pattern = new RegExp(FIELD[delimiter]);
	const lines = [];
	let fields = [];
	let line = 1;
	let started = 1;
	while (pattern.lastIndex < text.length || fields.length > 0) {
		const match = pattern.exec(text);
		if (match === null) throw unreadable$1(reading.file, "a quote stands alone; a closed quoted field was expected", line);
		const [whole, quoted, plain, end] = match;
		fields.push(quoted === void 0 ? plain ?? "" : quoted.replaceAll("\"\"", "\""));
		line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
		if (end === delimiter) continue;
		if (fields.length > 1 || fields[0]?.trim() !== "") lines.push({
			fields,
			line: started
		});
		fields = [];
		started = line;
		if (end === "") break;
	}
	return lines;
}

// node_modules/smol-toml/dist/error.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function getLineColFromPtr(string, ptr) {
	let lines = string.slice(0, ptr).split(/\r?\n/);
	return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
	let lines = string.split(/\r?\n/);
	let codeblock = "";
	let numberLen = (Math.log10(line + 1) | 0) + 1;
	for (let i = line - 1; i <= line + 1; i++) {
		let l = lines[i - 1];
		if (!l) continue;
		codeblock += i.toString().padEnd(numberLen, " ");
		codeblock += ":  ";
		codeblock += l;
		codeblock += "\n";
		if (i === line) {
			codeblock += " ".repeat(numberLen + column + 2);
			codeblock += "^\n";
		}
	}
	return codeblock;
}
var TomlError = class TomlError extends Error {
	line;
	column;
	codeblock;
	constructor(message, options) {
		const [line, column] = getLineColFromPtr(options.toml, options.ptr);
		const codeblock = makeCodeBlock(options.toml, line, column);
		super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
		this.line = line;
		this.column = column;
		this.codeblock = codeblock;
	}
	/** @internal */
	static x(message, ctx, ptr) {
		throw new TomlError(message, {
			toml: ctx.s,
			ptr: ptr ?? ctx.p
		});
	}
};

// node_modules/smol-toml/dist/primitive.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
/** @internal */
function parseString(ctx) {
	let startPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p++);
	let first = c;
	let isLiteral = c === 39;
	let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
	if (isMultiline) {
		if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10) ctx.p++;
		else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) ctx.p += 2;
	}
	let parsed = "";
	let sliceStart = ctx.p;
	let state = 0;
	for (; ctx.p < ctx.s.length; ctx.p++) {
		c = ctx.s.charCodeAt(ctx.p);
		if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) state = state && 3;
		else if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in strings", ctx);
		else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
			if (isMultiline) {
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
			}
			if (!state) {
				let s = ctx.s.slice(sliceStart, ctx.p);
				parsed = parsed ? parsed + s : s;
			}
			ctx.p += isMultiline ? 3 : 1;
			return parsed;
		} else if (!state) {
			if (!isLiteral && c === 92) {
				parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
				state = 1;
			}
		} else if (state === 1) {
			if (c === 120 || c === 117 || c === 85) {
				let errPtr = ctx.p++ - 1;
				let value = 0;
				let len = c === 120 ? 2 : c === 117 ? 4 : 8;
				for (let j = 0; j < len; j++, ctx.p++) {
					let hex = ctx.s.charCodeAt(ctx.p);
					let digit = hex >= 48 && hex <= 57 ? hex - 48 : hex >= 65 && hex <= 70 ? hex - 65 + 10 : hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1;
					if (digit < 0) TomlError.x("invalid non-hex character in unicode escape", ctx);
					value = value << 4 | digit;
				}
				if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) TomlError.x("invalid unicode escape", ctx, errPtr);
				parsed += String.fromCodePoint(value);
				sliceStart = ctx.p--;
				state = 0;
			} else if (isMultiline && (c === 32 || c === 9)) state = 2;
			else {
				if (c === 98) parsed += "\b";
				else if (c === 116) parsed += "	";
				else if (c === 110) parsed += "\n";
				else if (c === 102) parsed += "\f";
				else if (c === 114) parsed += "\r";
				else if (c === 101) parsed += "\x1B";
				else if (c === 34) parsed += "\"";
				else if (c === 92) parsed += "\\";
				else TomlError.x("unrecognised escape sequence", ctx);
				sliceStart = ctx.p + 1;
				state = 0;
			}
		} else if (c !== 32 && c !== 9) {
			if (state === 2) TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
			state = !isLiteral && c === 92 ? 1 : 0;
			sliceStart = ctx.p;
		}
	}
	TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class TomlDate extends Date {
	#hasDate = false;
	#hasTime = false;
	#offset = null;
	constructor(date, fasttype, unsafeDelim) {
		let hasDate = true;
		let hasTime = true;
		let offset = "Z";
		let c;
		if (typeof date === "string") {
			if (fasttype) prep: {
				if (fasttype < 3) {
					if (+date.slice(11, 13) > 23) {
						date = "";
						break prep;
					}
					if (fasttype === 2) {
						offset = null;
						date += "Z";
					} else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) offset = date.slice(date.length - 6);
					if (unsafeDelim) date = date.slice(0, 10) + "T" + date.slice(11);
				} else if (fasttype === 4) date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
				hasDate = fasttype !== 4;
				hasTime = fasttype !== 3;
			}
			else {
				let match = date.match(DATE_TIME_RE);
				if (match) {
					if (!match[1]) {
						hasDate = false;
						date = `0000-01-01T${date}`;
					}
					hasTime = !!match[2];
					hasTime && date[10] === " " && (date = date.replace(" ", "T"));
					if (match[2] && +match[2] > 23) date = "";
					else {
						offset = match[3] || null;
						if (!offset && hasTime) date += "Z";
					}
				} else date = "";
			}
		}
		super(date);
		if (!isNaN(this.getTime())) {
			this.#hasDate = hasDate;
			this.#hasTime = hasTime;
			this.#offset = offset;
		}
	}
	isDateTime() {
		return this.#hasDate && this.#hasTime;
	}
	isLocal() {
		return !this.#hasDate || !this.#hasTime || !this.#offset;
	}
	isDate() {
		return this.#hasDate && !this.#hasTime;
	}
	isTime() {
		return this.#hasTime && !this.#hasDate;
	}
	isValid() {
		return this.#hasDate || this.#hasTime;
	}
	toISOString() {
		let iso = super.toISOString();
		if (this.isDate()) return iso.slice(0, 10);
		if (this.isTime()) return iso.slice(11, 23);
		if (this.#offset === null) return iso.slice(0, -1);
		if (this.#offset === "Z" || this.#offset === "z") return iso;
		let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
		offset = this.#offset[0] === "-" ? offset : -offset;
		return (/* @__PURE__ */ new Date(this.getTime() - offset * 6e4)).toISOString().slice(0, -1) + this.#offset;
	}
	static wrapAsOffsetDateTime(jsDate, offset = "Z") {
		let date = new TomlDate(jsDate);
		date.#offset = offset;
		return date;
	}
	static wrapAsLocalDateTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#offset = null;
		return date;
	}
	static wrapAsLocalDate(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasTime = false;
		date.#offset = null;
		return date;
	}
	static wrapAsLocalTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasDate = false;
		date.#offset = null;
		return date;
	}
};

// node_modules/smol-toml/dist/extract.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function isDigit(char, base = 10) {
	return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
	return char === 32 || char === 9 || char === 10 || char === 13 || delim && (char === delim || char === 44) || char === 35;
}
/** @internal */
function extractValue(ctx, end) {
	let errPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p);
	if (c === 91 || c === 123) {
		ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
		let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
		ctx.d++;
		return value;
	}
	if (c === 34 || c === 39) return parseString(ctx);
	if (c === 116) {
		if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, true;
	}
	if (c === 102) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, false;
	}
	if (c === 43 || c === 45) return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
	if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) return parseDate(ctx, c, end);
	if (ctx.s.charCodeAt(ctx.p + 2) === 58) return parseTime(ctx, c, end);
	return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
	let c = startChr;
	let state = 0;
	let hasUnderscores = false;
	if (c === 105) {
		if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, (sign || 1) / 0;
	}
	if (c === 110) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, NaN;
	}
	if (c === 48) {
		if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr)) return ctx.bi === true ? 0n : 0;
		if (!sign) {
			if (c === 120) return parseIntegerBaseN(ctx, startPtr, 16, endChr);
			else if (c === 98) return parseIntegerBaseN(ctx, startPtr, 2, endChr);
			else if (c === 111) return parseIntegerBaseN(ctx, startPtr, 8, endChr);
		}
		if (c === 46) state = 2;
		else if (c === 101 || c === 69) state = 4;
		else TomlError.x("illegal leading zero", ctx, startPtr);
	} else if (!isDigit(c)) TomlError.x("invalid value", ctx, startPtr);
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
		if (!state) state = 1;
		if (c === 95) {
			if (!(state & 1)) TomlError.x("illegal underscore", ctx);
			state += 11;
			hasUnderscores = true;
		} else if (state === 1 && c === 46) state = 2;
		else if ((state === 1 || state === 3) && (c === 101 || c === 69)) state = 4;
		else if (state === 4 && (c === 43 || c === 45)) state = 6;
		else if (!isDigit(c)) TomlError.x(`illegal character in numeric literal`, ctx);
		else if (state > 9) state -= 11;
		else if (!(state & 1)) state++;
	}
	if (!state) {
		let val = (startChr - 48) * (sign || 1);
		return ctx.bi === true ? BigInt(val) : val;
	}
	if (!(state & 1)) TomlError.x("unfinished numeric value", ctx, startPtr);
	let str = ctx.s.slice(startPtr, ctx.p);
	if (hasUnderscores) str = str.replaceAll("_", "");
	return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
	let c, underscore = 1;
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) if (c === 95) {
		if (underscore & 1) TomlError.x("illegal underscore", ctx);
		underscore = 3;
	} else if (!isDigit(c, base)) TomlError.x(`illegal character in numeric literal`, ctx);
	else if (underscore & 1) underscore--;
	if (underscore & 1) TomlError.x("unfinished numeric value", ctx);
	let str = ctx.s.slice(startPtr + 2, ctx.p);
	if (underscore) str = str.replaceAll("_", "");
	return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
	if (ctx.bi !== true) int: {
		let val = parseInt(str, base);
		if (!Number.isSafeInteger(val)) {
			if (ctx.bi) break int;
			TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
		}
		return val;
	}
	return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
	let startPtr = ctx.p++, unsafeSeparator;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
	ctx.p += 5;
	if (!isDigit(ctx.s.charCodeAt(ctx.p++))) TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
	if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 3, false, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) !== 58) TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	if (c = ctx.s.charCodeAt(ctx.p)) {
		if (c === 90 || c === 122) return readDate(ctx, ctx.s.slice(startPtr, ++ctx.p), 1, unsafeSeparator, startPtr, "[+00:00]");
		if (c === 43 || c === 45) return readDate(ctx, ctx.s.slice(startPtr, ctx.p += 6), 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
	}
	return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
	let start = ctx.p;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) return parseNumber(ctx, --ctx.p, c, 0, endChr);
	if (ctx.s.charCodeAt(ctx.p += 4) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	return readDate(ctx, ctx.s.slice(start, ctx.p), 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
	if (ctx.ld) {
		let date = new TomlDate(str, type, unsafeDelim);
		if (!date.isValid()) TomlError.x("invalid date", ctx, errPtr);
		return date;
	}
	try {
		if (temporalSuffix) str += temporalSuffix;
		switch (type) {
			case 1: return Temporal.ZonedDateTime.from(str);
			case 2: return Temporal.PlainDateTime.from(str);
			case 3: return Temporal.PlainDate.from(str);
			case 4: return Temporal.PlainTime.from(str);
		}
	} catch (e) {
		TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
	}
}

// node_modules/smol-toml/dist/util.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
/** @internal */
function skipComment(ctx) {
	for (; ctx.p < ctx.s.length; ctx.p++) {
		let c = ctx.s.charCodeAt(ctx.p);
		if (c === 10) break;
		if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
			ctx.p++;
			break;
		}
		if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in comments", ctx);
	}
}
/** @internal */
function skipVoid(ctx, banNewLines, banComments) {
	let c;
	while (ctx.p < ctx.s.length) {
		while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10))) ctx.p++;
		if (banComments || c !== 35) break;
		skipComment(ctx);
	}
}

// node_modules/smol-toml/dist/struct.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
/** @internal */
function parseKey(ctx, end = 61) {
	let startPtr;
	let state = 0;
	let parsed = [];
	let sliceStart;
	let c = ctx.s.charCodeAt(startPtr = ctx.p);
	do
		if (c === end) {
			if (!state) TomlError.x("unexpected end of key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			return ctx.p++, parsed;
		} else if (c === 46) {
			if (!state) TomlError.x("illegal empty bare key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			state = 0;
		} else if (!state && (c === 34 || c === 39)) {
			if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2)) TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
			parsed.push(parseString(ctx));
			state = 2;
			ctx.p--;
		} else if (c === 32 || c === 9) {
			if (state === 1) {
				parsed.push(ctx.s.slice(sliceStart, ctx.p));
				state = 2;
			}
		} else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) TomlError.x("illegal character in key", ctx);
		else if (!state) {
			state = 1;
			sliceStart = ctx.p;
		}
	while (c = ctx.s.charCodeAt(++ctx.p));
	TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
/** @internal */
function parseInlineTable(ctx) {
	let startPtr = ctx.p++;
	let res = Object.create(null);
	let seen = /* @__PURE__ */ new Set();
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
			ctx.p++;
			return res;
		}
		let k;
		let t = res;
		let hasOwn = false;
		let errPtr = ctx.p;
		let key = parseKey(ctx);
		for (let i = 0; i < key.length; i++) {
			if (i) t = hasOwn ? t[k] : t[k] = Object.create(null);
			k = key[i];
			if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) {
				t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
				break;
			}
			if (!hasOwn && unsafe) Object.defineProperty(t, k, {
				enumerable: true,
				configurable: true,
				writable: true
			});
		}
		if (hasOwn) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
		skipVoid(ctx, true, true);
		let value = extractValue(ctx, 125);
		if (t && typeof (t[k] = value) === "object") seen.add(value);
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished table", ctx, startPtr);
}
/** @internal */
function parseArray(ctx) {
	let startPtr = ctx.p++;
	let res = [];
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
			ctx.p++;
			return res;
		}
		res.push(extractValue(ctx, 93));
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function peekTable(ctx, key, table, meta, type) {
	let t = table;
	let m = meta;
	let k;
	let hasOwn = false;
	let state;
	for (let i = 0; i < key.length; i++) {
		if (i) {
			t = hasOwn ? t[k] : t[k] = Object.create(null);
			m = (state = m[k]).c;
			if (type === 0 && (state.t === 1 || state.t === 2)) return null;
			if (state.t === 2) {
				let l = t.length - 1;
				t = t[l];
				m = m[l].c;
			}
		}
		k = key[i];
		if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) return null;
		if (!hasOwn) {
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) return false;
			if (unsafe) {
				Object.defineProperty(t, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
				Object.defineProperty(m, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
			}
			m[k] = {
				t: i < key.length - 1 && type === 2 ? 3 : type,
				d: false,
				i: 0,
				c: Object.create(null)
			};
		}
	}
	state = m[k];
	if (state.t !== type && !(type === 1 && state.t === 3)) return null;
	if (type === 2) {
		if (!state.d) {
			state.d = true;
			t[k] = [];
		}
		t[k].push(t = Object.create(null));
		state.c[state.i++] = state = {
			t: 1,
			d: false,
			i: 0,
			c: Object.create(null)
		};
	}
	if (state.d) return null;
	state.d = true;
	if (type === 1) t = hasOwn ? t[k] : t[k] = Object.create(null);
	else if (type === 0 && hasOwn) return null;
	return [
		k,
		t,
		state.c
	];
}
function validateTablePeek(ctx, peek, ptr) {
	if (peek === null || ctx.uk === 2) TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse(toml, options = {}) {
	let ctx = {
		s: toml,
		p: 0,
		d: options.maxDepth ?? 1e3,
		bi: options.integersAsBigInt ?? false,
		ld: options.useLegacyDate ?? true,
		uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
	};
	let res = Object.create(null);
	let meta = Object.create(null);
	let tmp;
	let skipping = false;
	let tbl = res;
	let m = meta;
	if (toml.charCodeAt(0) === 65279) ctx.p++;
	skipVoid(ctx);
	while (ctx.p < toml.length) {
		if (toml.charCodeAt(ctx.p) === 91) {
			let isTableArray = toml.charCodeAt(++ctx.p) === 91;
			tmp = ctx.p += +isTableArray;
			skipping = false;
			let k = parseKey(ctx, 93);
			if (isTableArray) {
				if (toml.charCodeAt(ctx.p) !== 93) TomlError.x("expected end of table array declaration", ctx);
				ctx.p++;
			}
			let p = peekTable(ctx, k, res, meta, isTableArray ? 2 : 1);
			if (!p) {
				validateTablePeek(ctx, p, tmp);
				skipping = true;
			} else {
				m = p[2];
				tbl = p[1];
			}
		} else {
			tmp = ctx.p;
			let p = peekTable(ctx, parseKey(ctx), tbl, m, 0);
			if (!p && !skipping) validateTablePeek(ctx, p, tmp);
			skipVoid(ctx, true, true);
			let v = extractValue(ctx, void 0);
			if (p && !skipping) p[1][p[0]] = v;
		}
		skipVoid(ctx, true);
		if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
		skipVoid(ctx);
	}
	return res;
}

// node_modules/smol-toml/dist/stringify.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let HAS_WELLFORMED = !!"".isWellFormed;

// node_modules/smol-toml/dist/index.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/

// src/training/formats/toml.ts
/**
* Parses a TOML document.
* @throws MlopsError `capture-failed` with file and line
*/
function parseToml(text, reading) {
	if (text.trim() === "") throw unreadable$1(reading.file, "the file is empty; a TOML document was expected", 1);
	return valueFromPlain(parseTable(text, reading), reading);
}
function parseTable(text, reading) {
	try {
		return parse(text, { integersAsBigInt: "asNeeded" });
	} catch (error) {
		if (error instanceof RangeError) throw tooDeep(reading.file);
		if (!(error instanceof TomlError)) throw error;
		const what = error.message.split("\n")[0]?.replace(/^Invalid TOML document: /, "") ?? "invalid";
		throw unreadable$1(reading.file, `not TOML: ${what}`, error.line);
	}
}

// src/training/formats/yaml.ts
var import_dist = require_dist();
/**
* Parses a YAML document.
* @throws MlopsError `capture-failed` with file and line
*/
function parseYaml(text, reading) {
	if (text.trim() === "") throw unreadable$1(reading.file, "the file is empty; a YAML document was expected", 1);
	const lineCounter = new import_dist.LineCounter();
	const document = parseTree(text, lineCounter, reading);
	const error = document.errors[0];
	if (error !== void 0) {
		if (/call stack/.test(error.message)) throw tooDeep(reading.file);
		const what = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "invalid";
		throw unreadable$1(reading.file, `not YAML: ${what}`, error.linePos?.[0].line);
	}
	return valueFromNode(document.contents, {
		document,
		lineCounter,
		reading
	}, 0);
}
function parseTree(text, lineCounter, reading) {
	try {
		return (0, import_dist.parseDocument)(text, {
			lineCounter,
			uniqueKeys: false,
			logLevel: "silent"
		});
	} catch (error) {
		if (error instanceof RangeError) throw tooDeep(reading.file);
		throw error;
	}
}
function lineOf(node, source) {
	const start = node?.range?.[0];
	return start === void 0 ? void 0 : source.lineCounter.linePos(start).line;
}
function valueFromNode(node, source, depth) {
	countValue(source.reading, depth, lineOf(node, source));
	if ((0, import_dist.isAlias)(node)) {
		const target = node.resolve(source.document);
		if (target === void 0) throw unreadable$1(source.reading.file, `not YAML: unknown alias`, lineOf(node, source));
		return valueFromNode(target, source, depth + 1);
	}
	if ((0, import_dist.isScalar)(node)) return valueFromPlain(node.value, source.reading, depth);
	if ((0, import_dist.isSeq)(node)) return {
		kind: "list",
		items: node.items.map((item) => valueFromNode(item, source, depth + 1))
	};
	if ((0, import_dist.isMap)(node)) return mapFrom(entriesOf(node, source, depth), source.reading);
	return { kind: "null" };
}
function entriesOf(map, source, depth) {
	const own = [];
	const merged = [];
	for (const pair of map.items) {
		const name = (0, import_dist.isScalar)(pair.key) ? String(pair.key.value) : String(pair.key);
		const value = valueFromNode(pair.value, source, depth + 1);
		const line = lineOf(pair.key, source);
		if (name === "<<") merged.push(...mergedEntries(value));
		else own.push({
			name,
			value,
			...line === void 0 ? {} : { line }
		});
	}
	const names = new Set(own.map((entry) => entry.name));
	const inherited = /* @__PURE__ */ new Map();
	for (const entry of merged) if (!inherited.has(entry.name)) inherited.set(entry.name, entry);
	return [...[...inherited.values()].filter((entry) => !names.has(entry.name)), ...own];
}
function mergedEntries(value) {
	if (value.kind === "map") return value.entries;
	if (value.kind === "list") return value.items.flatMap(mergedEntries);
	return [];
}

// src/training/formats/document.ts
const FORMATS = /* @__PURE__ */ new Map([
	["json", "json"],
	["jsonl", "json-lines"],
	["ndjson", "json-lines"],
	["yaml", "yaml"],
	["yml", "yaml"],
	["toml", "toml"],
	["csv", "csv"],
	["tsv", "tsv"]
]);
/** The format that a file's name tells. */
function formatOfName(file) {
	return FORMATS.get(/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? "") ?? "unknown";
}
/**
* Parses one document.
* @param reading collects warnings
* @throws MlopsError `capture-failed` with file and line when it cannot be read at all
*/
function parseDocument(text, reading) {
	const { file } = reading;
	const format = formatOfName(file);
	const limit = format === "yaml" ? MAX_YAML_BYTES : MAX_DOCUMENT_BYTES;
	if (text.length > limit) throw tooLarge(file, text.length, limit);
	const content = text.replace(/^\u{FEFF}/u, "");
	switch (format) {
		case "json": return parseJsonOrLines(content, reading);
		case "json-lines": return {
			kind: "rows",
			rows: parseJsonLines(content, reading)
		};
		case "yaml": return {
			kind: "tree",
			value: parseYaml(content, reading)
		};
		case "toml": return {
			kind: "tree",
			value: parseToml(content, reading)
		};
		case "csv": return {
			kind: "rows",
			rows: parseTable$1(content, ",", reading)
		};
		case "tsv": return {
			kind: "rows",
			rows: parseTable$1(content, "	", reading)
		};
	}
	if (/^\s*[[{]/.test(content)) return parseJsonOrLines(content, reading);
	throw unreadable$1(file, "unknown format; .json, .jsonl, .yaml, .toml, .csv or .tsv was expected");
}
/** The error of a document over the size that is read. */
function tooLarge(file, bytes, limit) {
	const [size, most] = [bytes, limit].map((value) => Math.ceil(value / 1024 / 1024));
	return unreadable$1(file, `${size} MiB is more than is read; at most ${most} MiB were expected`);
}
function parseJsonOrLines(text, reading) {
	try {
		return {
			kind: "tree",
			value: parseJson$1(text, reading)
		};
	} catch (error) {
		const lines = text.split("\n").filter((line) => line.trim() !== "");
		if (lines.length < 2 || !lines.every((line) => line.trim().startsWith("{"))) throw error;
		const trial = readingOfFile(reading.file);
		const rows = parseJsonLines(text, trial);
		if (rows.length === 0) throw error;
		reading.warnings.push(...trial.warnings);
		return {
			kind: "rows",
			rows
		};
	}
}
/** JSON Lines: a line that cannot be parsed is warned of and left out. */
function parseJsonLines(text, reading) {
	const rows = [];
	for (const [index, line] of text.split("\n").entries()) {
		if (line.trim() === "") continue;
		const row = parseLine(line, index + 1, reading);
		if (row !== void 0) rows.push(row);
	}
	return rows;
}
/** One JSON value on a line of a longer file; undefined (and a warning) when it cannot be parsed. */
function parseLine(line, number, reading) {
	const inner = readingOfFile(reading.file);
	try {
		const value = parseJson$1(line, inner);
		reading.warnings.push(...inner.warnings.map((warning) => ({
			...warning,
			line: number
		})));
		return value;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		reading.warnings.push({
			message: `${error.message}; the line is left out`,
			file: reading.file,
			line: number
		});
		return;
	}
}

// src/training/formats/metric-values.ts
function metricsSink(file) {
	return {
		file,
		points: [],
		tags: /* @__PURE__ */ new Map(),
		artifacts: [],
		warnings: []
	};
}
/** A name as it is recorded: trimmed, of a bearable length, undefined where it could not be one. */
function recordedName(name) {
	const trimmed = name.trim();
	if (trimmed === "" || isReservedName(trimmed)) return void 0;
	return trimmed.length > 500 ? `${trimmed.slice(0, 500)}…` : trimmed;
}
/** A text as it is recorded. */
function recordedText(text) {
	return text.length > 6e3 ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}
/**
* Collects one value under a name; what is inside a map gets its names joined with dots.
* @param step of the row that the value stands in
*/
function collectValue(sink, name, value, step, unit) {
	switch (value.kind) {
		case "number":
			collectPoint(sink, name, value.value, step, unit);
			return;
		case "text": {
			const special = parseSpecialNumber(value.value);
			if (special === void 0) collectTag(sink, name, value.value);
			else collectPoint(sink, name, special, step, unit);
			return;
		}
		case "boolean":
			collectTag(sink, name, String(value.value));
			return;
		case "null":
			collectTag(sink, name, "null");
			return;
		case "map":
			collectMap(sink, name, value.entries, step);
			return;
		case "list": if (isSeries(value.items)) for (const row of value.items) collectRow(sink, row, name);
		else collectArtifact(sink, name, value);
	}
}
/** Collects one row of a table or of JSON Lines: its `step`, else its `epoch`, is the step of its other values. */
function collectRow(sink, row, prefix = "") {
	if (row.kind === "map") collectMap(sink, prefix, row.entries);
	else sink.warnings.push({
		message: "a row that is no object is left out",
		file: sink.file
	});
}
function collectMap(sink, prefix, entries, outerStep) {
	const stepEntry = stepEntryOf(entries);
	const step = stepEntry?.value.kind === "number" ? stepEntry.value.value : outerStep;
	for (const entry of entries) {
		if (entry === stepEntry && entries.length > 1) continue;
		collectValue(sink, prefix === "" ? entry.name : `${prefix}.${entry.name}`, entry.value, step);
	}
}
function stepEntryOf(entries) {
	const numeric = (name) => entries.find((entry) => entry.name === name && entry.value.kind === "number" && Number.isFinite(entry.value.value));
	return numeric("step") ?? numeric("epoch");
}
/** True for a list of which every item is an object with a step. */
function isSeries(items) {
	return items.length > 0 && items.every((item) => item.kind === "map" && stepEntryOf(item.entries) !== void 0);
}
function collectPoint(sink, name, value, step, unit) {
	const recorded = recordedName(name);
	if (recorded === void 0) return;
	sink.points.push({
		name: recorded,
		value,
		...step === void 0 ? {} : { step },
		...unit === void 0 || unit === "" ? {} : { unit }
	});
}
function collectTag(sink, name, text) {
	const recorded = recordedName(name);
	if (recorded !== void 0 && text !== "") sink.tags.set(recorded, recordedText(text));
}
function collectArtifact(sink, name, value) {
	const content = renderValue(value);
	if (content.length > 1048576) {
		sink.warnings.push({
			message: `the list "${name.slice(0, 100)}" is too large to keep`,
			file: sink.file
		});
		return;
	}
	const stem = name.replaceAll(/[^A-Za-z0-9._-]+/g, "_").slice(0, 100) || "list";
	const taken = sink.artifacts.filter((artifact) => artifact.name.startsWith(stem)).length;
	sink.artifacts.push({
		name: taken === 0 ? `${stem}.json` : `${stem}-${taken + 1}.json`,
		content: `${content}\n`
	});
}

// src/training/formats/params-file.ts
/** `file:key` names one section of a file; a Windows drive or a path after the colon is no section. */
function parseParamsReference(reference) {
	const match = /^(.{2,}):([^\\/:]+)$/.exec(reference);
	return match?.[1] === void 0 || match[2] === void 0 ? { file: reference } : {
		file: match[1],
		section: match[2]
	};
}
/**
* Parses a file with params (YAML, JSON, TOML). What cannot be read is a warning with file and line.
* @param section dotted key of the only section to take; its names keep the key in front
*/
function parseParamsFile(file, text, section) {
	const reading = readingOfFile(file);
	const params = /* @__PURE__ */ new Map();
	try {
		const parsed = parseDocument(text, reading);
		if (parsed.kind === "rows" || parsed.value.kind !== "map") throw unreadable$1(file, "names with values were expected", 1);
		const value = section === void 0 ? parsed.value : sectionOf(parsed.value, section);
		if (value === void 0) throw unreadable$1(file, `no section "${section}"`);
		collectParams(params, section ?? "", value);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const line = error.place?.line;
		reading.warnings.push({
			message: error.message,
			file,
			...line === void 0 ? {} : { line }
		});
	}
	return {
		params,
		warnings: reading.warnings
	};
}
function sectionOf(value, section) {
	let current = value;
	for (const name of section.split(".")) current = current?.kind === "map" ? current.entries.find((entry) => entry.name === name)?.value : void 0;
	return current;
}
/** Adds what the value holds. */
function collectParams(params, prefix, value) {
	if (value.kind === "map" && value.entries.length > 0) {
		for (const entry of value.entries) collectParams(params, prefix === "" ? entry.name : `${prefix}.${entry.name}`, entry.value);
		return;
	}
	const name = recordedName(prefix);
	if (name !== void 0) params.set(name, paramOf(value));
}
function paramOf(value) {
	switch (value.kind) {
		case "number": return readingOf(value.value);
		case "boolean": return value.value;
		case "text": return recordedText(value.value);
	}
	return recordedText(renderValue(value));
}

// src/training/formats/appended.ts
/** Appended metrics. A JSON line may carry `step` or `epoch`. */
function parseAppendedMetrics(file, text) {
	const reading = readingOfFile(file);
	const sink = metricsSink(file);
	for (const line of parseAppendedLines(text, reading)) {
		if (line.kind === "object") {
			collectRow(sink, line.value);
			continue;
		}
		const value = parseNumberText(line.text);
		if (value !== void 0) collectValue(sink, line.name, {
			kind: "number",
			value
		});
		else if (line.text === "") reading.warnings.push(emptyValue(line.name, file, line.number));
		else collectTag(sink, line.name, line.text);
	}
	const warnings = [...reading.warnings, ...sink.warnings].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
	return {
		...sink,
		warnings
	};
}
/** Appended params; of a name that stands there twice the last value counts. */
function parseAppendedParams(file, text) {
	const reading = readingOfFile(file);
	const params = /* @__PURE__ */ new Map();
	for (const line of parseAppendedLines(text, reading)) if (line.kind === "object") collectParams(params, "", line.value);
	else {
		const name = recordedName(line.name);
		const value = parseScalarText(line.text);
		if (name !== void 0) params.set(name, typeof value === "string" ? recordedText(value) : value);
	}
	return {
		params,
		warnings: reading.warnings
	};
}
/** Appended tags. */
function parseAppendedTags(file, text) {
	const reading = readingOfFile(file);
	const sink = metricsSink(file);
	for (const line of parseAppendedLines(text, reading)) if (line.kind === "assignment") collectTag(sink, line.name, line.text);
	else {
		const params = /* @__PURE__ */ new Map();
		collectParams(params, "", line.value);
		for (const [name, value] of params) collectTag(sink, name, String(value));
	}
	return {
		tags: sink.tags,
		warnings: reading.warnings
	};
}
function parseAppendedLines(text, reading) {
	return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
		const trimmed = line.trim();
		const number = index + 1;
		if (trimmed === "") return [];
		if (trimmed.startsWith("{")) {
			const value = parseLine(trimmed, number, reading);
			return value === void 0 ? [] : [{
				kind: "object",
				value,
				number
			}];
		}
		const equals = trimmed.indexOf("=");
		const name = trimmed.slice(0, equals).trim();
		if (equals < 1 || isReservedName(name)) {
			reading.warnings.push({
				message: "neither name=value nor a JSON object; the line is left out",
				file: reading.file,
				line: number
			});
			return [];
		}
		return [{
			kind: "assignment",
			name,
			text: trimmed.slice(equals + 1).trim(),
			number
		}];
	});
}
function emptyValue(name, file, line) {
	return {
		message: `"${name.slice(0, 100)}" has no value; the line is left out`,
		file,
		line
	};
}

// src/training/formats/metrics-file.ts
/**
* Parses a file with metrics. What cannot be read is a warning with file and line, never an exception.
* @param file path as the user knows it; its ending tells the format
*/
function parseMetricsFile(file, text) {
	if (/\.(txt|log)$/i.test(file)) return parseAppendedMetrics(file, text);
	const sink = metricsSink(file);
	const reading = readingOfFile(file);
	try {
		const parsed = parseDocument(text, reading);
		if (parsed.kind === "rows") collectRows(sink, parsed.rows);
		else collectTree(sink, parsed.value);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const line = error.place?.line;
		reading.warnings.push({
			message: error.message,
			file,
			...line === void 0 ? {} : { line }
		});
	}
	return {
		...sink,
		warnings: [...reading.warnings, ...sink.warnings]
	};
}
function collectRows(sink, rows) {
	for (const row of rows) if (!collectNamedRow(sink, row)) collectRow(sink, row);
}
function collectTree(sink, value) {
	if (value.kind === "map") {
		if (isBencherFormat(value.entries)) collectBencher(sink, value.entries);
		else collectValue(sink, "", value);
	} else if (value.kind === "list" && (isSeries(value.items) || value.items.some(isNamedRow))) collectRows(sink, value.items);
	else collectValue(sink, stemOf(sink.file), value);
}
function stemOf(file) {
	return (file.split(/[\\/]/).at(-1) ?? file).replace(/\.[^.]*$/, "");
}
function isNamedRow(row) {
	return row.kind === "map" && namedParts(row.entries) !== void 0;
}
function namedParts(entries) {
	const name = (member(entries, "name") ?? member(entries, "metric"))?.value;
	const value = member(entries, "value")?.value;
	if (name?.kind !== "text" || name.value === "" || value === void 0) return void 0;
	return value.kind === "number" || value.kind === "text" ? {
		name: name.value,
		value
	} : void 0;
}
function collectNamedRow(sink, row) {
	if (row.kind !== "map") return false;
	const parts = namedParts(row.entries);
	if (parts === void 0) return false;
	const unit = member(row.entries, "unit")?.value;
	const step = (member(row.entries, "step") ?? member(row.entries, "epoch"))?.value;
	const range = member(row.entries, "range")?.value;
	collectValue(sink, parts.name, parts.value, step?.kind === "number" ? step.value : void 0, unit?.kind === "text" ? unit.value : void 0);
	if (range?.kind === "text" || range?.kind === "number") collectTag(sink, `${parts.name}.range`, String(range.value));
	return true;
}
const BENCHER_KEYS = /* @__PURE__ */ new Set([
	"value",
	"lower_value",
	"upper_value"
]);
function isBencherFormat(entries) {
	return entries.length > 0 && entries.every(({ value }) => value.kind === "map" && value.entries.length > 0 && value.entries.every(isBencherMeasure));
}
function isBencherMeasure({ value }) {
	return value.kind === "map" && member(value.entries, "value")?.value.kind === "number" && value.entries.every((entry) => BENCHER_KEYS.has(entry.name));
}
function collectBencher(sink, entries) {
	for (const benchmark of entries) {
		if (benchmark.value.kind !== "map") continue;
		for (const measure of benchmark.value.entries) {
			if (measure.value.kind !== "map") continue;
			for (const { name, value } of measure.value.entries) {
				const base = `${benchmark.name}.${measure.name}`;
				collectValue(sink, name === "value" ? base : `${base}.${name}`, value);
			}
		}
	}
}
function member(entries, name) {
	return entries.find((entry) => entry.name === name);
}

// src/training/metrics-pattern.ts
/** Longer lines are cut. */
const MAX_LINE_LENGTH$1 = 2e3;
/** Lines are searched in batches: entering the context costs more than searching a line. */
const BATCH_TIMEOUT_MS = 1e3;
/** For the whole output; 200 MB take about five seconds. */
const TOTAL_TIMEOUT_MS = 6e4;
/** Most points that are read from an output. */
const MAX_POINTS = 2e5;
/**
* Checks a metrics pattern. Python's `(?P<name>…)` is understood.
* @throws MlopsError `config-invalid` for one that is no regular expression or lacks a group
*/
function parseMetricsPattern(text) {
	const source = text.replaceAll("(?P<", "(?<");
	for (const group of ["name", "value"]) if (!source.includes(`(?<${group}>`)) throw invalidPattern(text, `has no group "${group}"`);
	try {
		return new RegExp(source, "gu");
	} catch {}
	try {
		return new RegExp(source, "g");
	} catch (error) {
		throw invalidPattern(text, `is no regular expression: ${error.message.replace(/^Invalid regular expression: /, "")}`);
	}
}
function invalidPattern(text, problem) {
	return new MlopsError("config-invalid", `the metrics-pattern ${JSON.stringify(text)} ${problem}`, "For example: metrics-pattern: (?<name>\\w+) = (?<value>[-+.\\deE]+)");
}
/**
* Searches the output log for metrics, line by line.
* @param path of the log; one that cannot be read gives no points
*/
async function readPatternMetrics(pattern, path) {
	const points = [];
	const search = patternSearch(pattern);
	const deadline = performance.now() + TOTAL_TIMEOUT_MS;
	try {
		for await (const batch of batches(path)) {
			points.push(...search(batch));
			if (performance.now() > deadline) return {
				points,
				warnings: [tooSlow()]
			};
			if (points.length > MAX_POINTS) return {
				points: points.slice(0, MAX_POINTS),
				warnings: [tooMany()]
			};
		}
	} catch (error) {
		const { code } = error;
		if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") return {
			points,
			warnings: [unreadable(error)]
		};
		return {
			points,
			warnings: [tooSlow()]
		};
	}
	return {
		points,
		warnings: []
	};
}
function tooSlow() {
	return { message: "the metrics-pattern takes too long on this output; the search was stopped" };
}
function tooMany() {
	return { message: `the metrics-pattern matches more than ${MAX_POINTS} times; the rest is left out` };
}
function unreadable(error) {
	return { message: `the output cannot be searched for metrics: ${error.message}` };
}
/** The lines of a file, a batch for each chunk that is read; long ones are cut before they are whole in memory. */
async function* batches(path) {
	const handle = await openPlainFile(path);
	if (handle === void 0) return;
	let rest = "";
	for await (const chunk of handle.createReadStream({ encoding: "utf8" })) {
		const [first = "", ...others] = stripVTControlCharacters(chunk).split(/\r\n|\n|\r/);
		const lines = [rest + first, ...others].map((line) => line.slice(0, MAX_LINE_LENGTH$1));
		rest = lines.pop() ?? "";
		yield lines;
	}
	yield [rest];
}
const SEARCH = new Script(`(function (lines, pattern) {
  const found = [];
  for (const line of lines) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
      found.push([match.groups.name, match.groups.value, match.groups.step]);
      if (match[0] === '') pattern.lastIndex += 1;
    }
  }
  return JSON.stringify(found);
})(lines, pattern)`);
function patternSearch(pattern) {
	const context = createContext({
		pattern,
		lines: []
	});
	return (lines) => {
		context["lines"] = lines;
		return JSON.parse(SEARCH.runInContext(context, { timeout: BATCH_TIMEOUT_MS })).flatMap(([name, text, step]) => pointOf(name, text, step));
	};
}
function pointOf(name, text, step) {
	const recorded = recordedName(name ?? "");
	const value = parseNumberText(text ?? "");
	if (recorded === void 0 || value === void 0) return [];
	const at = parseNumberText(step ?? "");
	return [{
		name: recorded,
		value,
		...at === void 0 || !Number.isFinite(at) ? {} : { step: at }
	}];
}

// src/training/read-document.ts
/** The whole of a file, if it is not too large. */
async function readDocument({ path, absolute, size }) {
	if (size > 10485760) return { warning: {
		message: tooLarge(path, size, MAX_DOCUMENT_BYTES).message,
		file: path
	} };
	try {
		return { text: await readFile(absolute, "utf8") };
	} catch (error) {
		return { warning: {
			message: `cannot be read: ${error.message}`,
			file: path
		} };
	}
}
/**
* What the training appended: of a file that is too large the last part, which has the final values.
* @param name how warnings call it
*/
async function readAppended(path, name) {
	const end = await readPlainFile(path, MAX_DOCUMENT_BYTES);
	if (end === void 0) return {
		text: "",
		warnings: [{
			message: "was removed or replaced by the training",
			file: name
		}]
	};
	const text = end.content.toString();
	if (end.content.length === end.size) return {
		text,
		warnings: []
	};
	const message = `${tooLarge(name, end.size, MAX_DOCUMENT_BYTES).message}; the last part was read`;
	return {
		text: text.slice(text.indexOf("\n") + 1),
		warnings: [{
			message,
			file: name
		}]
	};
}

// src/training/captured-metrics.ts
/** Reads and parses every source; what cannot be read is a warning. */
async function captureMetrics(folder, discovered, metricsPattern) {
	const sources = [...metricsPattern === void 0 ? [] : [await readPrinted(folder, metricsPattern)], await readAppendedMetrics(folder)];
	for (const file of discovered.series) sources.push(await readSeries(file));
	for (const file of discovered.metrics) sources.push(await readMetricsFile(file));
	sources.push(await readAppendedTags(folder));
	const points = limitNames(unitePoints(sources));
	return {
		points: points.kept,
		tags: new Map(sources.flatMap((source) => [...source.tags]).slice(0, MAX_NAMES)),
		artifacts: sources.flatMap((source) => source.artifacts),
		found: sources.flatMap(describe),
		warnings: [...sources.flatMap((source) => source.warnings), ...points.warnings]
	};
}
async function readPrinted(folder, text) {
	const name = "metrics-pattern";
	try {
		const reading = await readPatternMetrics(parseMetricsPattern(text), join(folder, CAPTURE_FILES.output));
		const warnings = reading.points.length === 0 && reading.warnings.length === 0 ? [{ message: "the metrics-pattern matches nothing in the output" }] : reading.warnings;
		return {
			name,
			points: reading.points,
			tags: /* @__PURE__ */ new Map(),
			artifacts: [],
			warnings
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {
			name,
			points: [],
			tags: /* @__PURE__ */ new Map(),
			artifacts: [],
			warnings: [{ message: error.message }]
		};
	}
}
async function readAppendedMetrics(folder) {
	const name = "MLOPS_METRICS";
	const { text, warnings } = await readAppended(join(folder, CAPTURE_FILES.metrics), name);
	const reading = parseAppendedMetrics(name, text);
	return {
		...reading,
		name,
		warnings: [...warnings, ...reading.warnings]
	};
}
async function readAppendedTags(folder) {
	const name = "MLOPS_TAGS";
	const { text, warnings } = await readAppended(join(folder, CAPTURE_FILES.tags), name);
	const reading = parseAppendedTags(name, text);
	return {
		name,
		points: [],
		tags: reading.tags,
		artifacts: [],
		warnings: [...warnings, ...reading.warnings]
	};
}
async function readMetricsFile(file) {
	const { text, warning } = await readDocument(file);
	return {
		...warning === void 0 ? parseMetricsFile(file.path, text) : {
			points: [],
			tags: /* @__PURE__ */ new Map(),
			artifacts: [],
			warnings: [warning]
		},
		name: file.path
	};
}
async function readSeries(file) {
	const source = await readMetricsFile(file);
	const prefix = file.path.slice(file.path.lastIndexOf(DVCLIVE_SERIES_FOLDER) + DVCLIVE_SERIES_FOLDER.length + 1).split("/").slice(0, -1).join(".");
	const points = source.points.filter((point) => point.name !== "timestamp");
	if (prefix === "") return {
		...source,
		points
	};
	return {
		...source,
		points: points.map((point) => ({
			...point,
			name: `${prefix}.${point.name}`
		}))
	};
}
/** A metrics file often only repeats the last value of a series; that is no further point. */
function unitePoints(sources) {
	const last = /* @__PURE__ */ new Map();
	const united = [];
	for (const { points } of sources) {
		const counts = Map.groupBy(points, ({ name }) => name);
		const fresh = points.filter((point) => counts.get(point.name)?.length !== 1 || !repeats(point, last.get(point.name)));
		for (const point of fresh) {
			united.push(point);
			last.set(point.name, point);
		}
	}
	return united;
}
function repeats(point, earlier) {
	if (earlier === void 0 || !Object.is(point.value, earlier.value) || point.unit !== earlier.unit) return false;
	return point.step === void 0 || point.step === earlier.step;
}
function limitNames(points) {
	const names = /* @__PURE__ */ new Set();
	for (const { name } of points) if (names.size < 2e3) names.add(name);
	const kept = points.filter(({ name }) => names.has(name));
	const message = `more than ${MAX_NAMES} metrics; the rest is left out`;
	return {
		kept,
		warnings: kept.length === points.length ? [] : [{ message }]
	};
}
function describe({ name, points, tags, artifacts }) {
	const metrics = new Set(points.map((point) => point.name)).size;
	const parts = [
		...metrics > 0 ? [`${metrics} metric${metrics === 1 ? "" : "s"} (${points.length} values)`] : [],
		...tags.size > 0 ? [`as tags: ${[...tags.keys()].slice(0, 10).join(", ")}`] : [],
		...artifacts.length > 0 ? [`lists kept as artifacts: ${artifacts.map((artifact) => artifact.name).join(", ")}`] : []
	];
	return parts.length === 0 ? [] : [`${name}: ${parts.join("; ")}`];
}

// src/training/captured-params.ts
/** Reads and parses every source; what cannot be read is a warning. */
async function captureParams(folder, sources, overrides) {
	const params = /* @__PURE__ */ new Map();
	const found = [];
	const warnings = [];
	for (const { file, section } of sources) {
		const { text, warning } = await readDocument(file);
		if (warning !== void 0) {
			warnings.push(warning);
			continue;
		}
		const reading = parseParamsFile(file.path, text, section);
		warnings.push(...reading.warnings, ...clashes(params, reading.params, file.path));
		for (const [name, value] of reading.params) params.set(name, value);
		if (reading.params.size > 0) found.push(`${file.path}: ${countOf(reading.params.size)}`);
	}
	const appended = await readAppended(join(folder, CAPTURE_FILES.params), "MLOPS_PARAMS");
	const reading = parseAppendedParams("MLOPS_PARAMS", appended.text);
	warnings.push(...appended.warnings, ...reading.warnings);
	for (const [name, value] of reading.params) params.set(name, value);
	if (reading.params.size > 0) found.push(`MLOPS_PARAMS: ${countOf(reading.params.size)}`);
	for (const [name, text] of Object.entries(overrides)) {
		const recorded = recordedName(name);
		if (recorded !== void 0) params.set(recorded, parseScalarText(text));
	}
	if (params.size > 2e3) warnings.push({ message: `more than ${MAX_NAMES} params; the rest is left out` });
	return {
		params: Object.fromEntries([...params].slice(0, MAX_NAMES)),
		found,
		warnings
	};
}
function countOf(count) {
	return `${count} param${count === 1 ? "" : "s"}`;
}
function clashes(earlier, later, file) {
	const names = [...later].filter(([name, value]) => earlier.has(name) && earlier.get(name) !== value).map(([name]) => name);
	if (names.length === 0) return [];
	return [{
		message: `gives another value to ${names.slice(0, 5).join(", ")}; the last file counts`,
		file
	}];
}

// src/training/formats/summary.ts
/** Points by metric, in the order of their first appearance. */
function groupPoints(points) {
	return Map.groupBy(points, (point) => point.name);
}
/**
* The metrics of a run: the value is the last point's; a metric with more than one point also has its first value, how
* many there were, and the smallest and largest finite one.
*/
function summariseMetrics(points) {
	return Object.fromEntries([...groupPoints(points)].map(([name, series]) => [name, summarise(series)]));
}
function summarise(series) {
	const last = series.at(-1);
	const unit = series.findLast((point) => point.unit !== void 0)?.unit;
	const metric = {
		value: readingOf(last?.value ?? NaN),
		...last?.step === void 0 ? {} : { step: last.step },
		...unit === void 0 ? {} : { unit }
	};
	if (series.length < 2) return metric;
	const finite = series.map((point) => point.value).filter(Number.isFinite);
	const extremes = finite.length === 0 ? {} : {
		min: readingOf(finite.reduce((least, value) => Math.min(least, value))),
		max: readingOf(finite.reduce((greatest, value) => Math.max(greatest, value)))
	};
	return {
		...metric,
		...extremes,
		first: readingOf(series[0]?.value ?? NaN),
		count: series.length
	};
}
/** The series of every metric that has more than one point, as JSON Lines `{name, step, value}`. */
function renderSeries(points) {
	const series = [...groupPoints(points).values()].filter((group) => group.length > 1);
	const most = Math.max(2, Math.min(MAX_SERIES_POINTS.perMetric, Math.floor(MAX_SERIES_POINTS.total / series.length)));
	const kept = series.flatMap((group) => thin(group, most));
	return {
		text: kept.map(({ name, step, value }) => `${canonicalLine({
			name,
			step,
			value: readingOf(value)
		})}\n`).join(""),
		points: kept.length
	};
}
/** At most `most` points, evenly spread, the first and the last among them. */
function thin(points, most) {
	if (points.length <= most) return points;
	const stride = (points.length - 1) / (most - 1);
	return Array.from({ length: most }, (_, index) => points[Math.round(index * stride)]).filter((point) => point !== void 0);
}

// src/training/captured-series.ts
/** Name of the file that stands beside the record. */
const SERIES_FILE = "series.jsonl";
/** Undefined when no metric has more than one point. */
function captureSeries(points, redact) {
	const rendered = renderSeries(points);
	if (rendered.points === 0) return void 0;
	const content = Buffer.from(redact(rendered.text));
	const sha256 = createHash("sha256").update(content).digest("hex");
	return {
		content,
		entry: {
			file: SERIES_FILE,
			sha256,
			size: content.length,
			points: rendered.points
		}
	};
}

// node_modules/hyparquet/src/constants.js
/** @type {import('../src/types.d.ts').ParquetType[]} */
const ParquetTypes = [
	"BOOLEAN",
	"INT32",
	"INT64",
	"INT96",
	"FLOAT",
	"DOUBLE",
	"BYTE_ARRAY",
	"FIXED_LEN_BYTE_ARRAY"
];
/** @type {import('../src/types.d.ts').Encoding[]} */
const Encodings = [
	"PLAIN",
	"GROUP_VAR_INT",
	"PLAIN_DICTIONARY",
	"RLE",
	"BIT_PACKED",
	"DELTA_BINARY_PACKED",
	"DELTA_LENGTH_BYTE_ARRAY",
	"DELTA_BYTE_ARRAY",
	"RLE_DICTIONARY",
	"BYTE_STREAM_SPLIT"
];
/** @type {import('../src/types.d.ts').FieldRepetitionType[]} */
const FieldRepetitionTypes = [
	"REQUIRED",
	"OPTIONAL",
	"REPEATED"
];
/** @type {import('../src/types.d.ts').ConvertedType[]} */
const ConvertedTypes = [
	"UTF8",
	"MAP",
	"MAP_KEY_VALUE",
	"LIST",
	"ENUM",
	"DECIMAL",
	"DATE",
	"TIME_MILLIS",
	"TIME_MICROS",
	"TIMESTAMP_MILLIS",
	"TIMESTAMP_MICROS",
	"UINT_8",
	"UINT_16",
	"UINT_32",
	"UINT_64",
	"INT_8",
	"INT_16",
	"INT_32",
	"INT_64",
	"JSON",
	"BSON",
	"INTERVAL"
];
/** @type {import('../src/types.d.ts').CompressionCodec[]} */
const CompressionCodecs = [
	"UNCOMPRESSED",
	"SNAPPY",
	"GZIP",
	"LZO",
	"BROTLI",
	"LZ4",
	"ZSTD",
	"LZ4_RAW"
];
/** @type {import('../src/types.d.ts').PageType[]} */
const PageTypes = [
	"DATA_PAGE",
	"INDEX_PAGE",
	"DICTIONARY_PAGE",
	"DATA_PAGE_V2"
];
/** @type {import('../src/types.d.ts').EdgeInterpolationAlgorithm[]} */
const EdgeInterpolationAlgorithms = [
	"SPHERICAL",
	"VINCENTY",
	"THOMAS",
	"ANDOYER",
	"KARNEY"
];

// node_modules/hyparquet/src/wkb.js
/**
* WKB (Well-Known Binary) decoder for geometry objects.
*
* @param {DataReader} reader
* @returns {Geometry} geometry object
*/
function wkbToGeojson(reader) {
	const flags = getFlags(reader);
	if (flags.type === 1) return {
		type: "Point",
		coordinates: readPosition(reader, flags)
	};
	else if (flags.type === 2) return {
		type: "LineString",
		coordinates: readLine(reader, flags)
	};
	else if (flags.type === 3) return {
		type: "Polygon",
		coordinates: readPolygon(reader, flags)
	};
	else if (flags.type === 4) {
		const points = [];
		for (let i = 0; i < flags.count; i++) points.push(readPosition(reader, getFlags(reader)));
		return {
			type: "MultiPoint",
			coordinates: points
		};
	} else if (flags.type === 5) {
		const lines = [];
		for (let i = 0; i < flags.count; i++) lines.push(readLine(reader, getFlags(reader)));
		return {
			type: "MultiLineString",
			coordinates: lines
		};
	} else if (flags.type === 6) {
		const polygons = [];
		for (let i = 0; i < flags.count; i++) polygons.push(readPolygon(reader, getFlags(reader)));
		return {
			type: "MultiPolygon",
			coordinates: polygons
		};
	} else if (flags.type === 7) {
		const geometries = [];
		for (let i = 0; i < flags.count; i++) geometries.push(wkbToGeojson(reader));
		return {
			type: "GeometryCollection",
			geometries
		};
	} else throw new Error(`Unsupported geometry type: ${flags.type}`);
}
/**
* Extract ISO WKB flags and base geometry type.
*
* @param {DataReader} reader
* @returns {WkbFlags}
*/
function getFlags(reader) {
	const { view } = reader;
	const littleEndian = view.getUint8(reader.offset++) === 1;
	const rawType = view.getUint32(reader.offset, littleEndian);
	reader.offset += 4;
	const type = rawType % 1e3;
	const flags = Math.floor(rawType / 1e3);
	let count = 0;
	if (type > 1 && type <= 7) {
		count = view.getUint32(reader.offset, littleEndian);
		reader.offset += 4;
	}
	let dim = 2;
	if (flags) dim++;
	if (flags === 3) dim++;
	return {
		littleEndian,
		type,
		dim,
		count
	};
}
/**
* @param {DataReader} reader
* @param {WkbFlags} flags
* @returns {number[]}
*/
function readPosition(reader, flags) {
	const points = [];
	for (let i = 0; i < flags.dim; i++) {
		const coord = reader.view.getFloat64(reader.offset, flags.littleEndian);
		reader.offset += 8;
		points.push(coord);
	}
	return points;
}
/**
* @param {DataReader} reader
* @param {WkbFlags} flags
* @returns {number[][]}
*/
function readLine(reader, flags) {
	const points = [];
	for (let i = 0; i < flags.count; i++) points.push(readPosition(reader, flags));
	return points;
}
/**
* @param {DataReader} reader
* @param {WkbFlags} flags
* @returns {number[][][]}
*/
function readPolygon(reader, flags) {
	const { view } = reader;
	const rings = [];
	for (let r = 0; r < flags.count; r++) {
		const count = view.getUint32(reader.offset, flags.littleEndian);
		reader.offset += 4;
		rings.push(readLine(reader, {
			...flags,
			count
		}));
	}
	return rings;
}
/**
* @typedef {object} WkbFlags
* @property {boolean} littleEndian
* @property {number} type
* @property {number} dim
* @property {number} count
*/
/**
* @import {DataReader, Geometry} from '../src/types.js'
*/

// node_modules/hyparquet/src/convert.js
/**
* @import {ColumnDecoder, DecodedArray, Encoding, ParquetParsers} from '../src/types.js'
*/
const decoder$1 = new TextDecoder();
/**
* Default type parsers when no custom ones are given
* @type ParquetParsers
*/
const DEFAULT_PARSERS = {
	timestampFromMilliseconds(millis) {
		return new Date(Number(millis));
	},
	timestampFromMicroseconds(micros) {
		return new Date(Number(micros / 1000n));
	},
	timestampFromNanoseconds(nanos) {
		return new Date(Number(nanos / 1000000n));
	},
	dateFromDays(days) {
		return /* @__PURE__ */ new Date(days * 864e5);
	},
	stringFromBytes(bytes) {
		return bytes && decoder$1.decode(bytes);
	},
	jsonFromBytes(bytes) {
		return bytes && JSON.parse(decoder$1.decode(bytes));
	},
	geometryFromBytes(bytes) {
		return bytes && wkbToGeojson({
			view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
			offset: 0
		});
	},
	geographyFromBytes(bytes) {
		return bytes && wkbToGeojson({
			view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
			offset: 0
		});
	},
	uuidFromBytes(bytes) {
		if (!bytes) return void 0;
		const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
		return hex.slice(0, 8) + "-" + hex.slice(8, 12) + "-" + hex.slice(12, 16) + "-" + hex.slice(16, 20) + "-" + hex.slice(20, 32);
	}
};
/**
* @param {Uint8Array} bytes
* @returns {number}
*/
function parseDecimal(bytes) {
	if (!bytes.length) return 0;
	let value = 0n;
	for (const byte of bytes) value = value * 256n + BigInt(byte);
	const bits = bytes.length * 8;
	if (value >= 2n ** BigInt(bits - 1)) value -= 2n ** BigInt(bits);
	return Number(value);
}
/**
* @param {Uint8Array | undefined} bytes
* @returns {number | undefined}
*/
function parseFloat16(bytes) {
	if (!bytes) return void 0;
	const int16 = bytes[1] << 8 | bytes[0];
	const sign = int16 >> 15 ? -1 : 1;
	const exp = int16 >> 10 & 31;
	const frac = int16 & 1023;
	if (exp === 0) return sign * 2 ** -14 * (frac / 1024);
	if (exp === 31) return frac ? NaN : sign * 1e400;
	return sign * 2 ** (exp - 15) * (1 + frac / 1024);
}

// node_modules/hyparquet/src/schema.js
/**
* Build a tree from the schema elements.
*
* @param {SchemaElement[]} schema
* @param {number} rootIndex index of the root element
* @param {string[]} path path to the element
* @returns {SchemaTree} tree of schema elements
*/
function schemaTree(schema, rootIndex, path) {
	const element = schema[rootIndex];
	const children = [];
	let count = 1;
	if (element.num_children) while (children.length < element.num_children) {
		const childElement = schema[rootIndex + count];
		const child = schemaTree(schema, rootIndex + count, [...path, childElement.name]);
		count += child.count;
		children.push(child);
	}
	return {
		count,
		element,
		children,
		path
	};
}
/**
* Get schema elements from the root to the given element name.
*
* @param {SchemaElement[]} schema
* @param {string[]} name path to the element
* @returns {SchemaTree[]} list of schema elements
*/
function getSchemaPath(schema, name) {
	return getTreePath(schemaTree(schema, 0, []), name);
}
/**
* Get schema tree nodes from the root of a prebuilt tree to the given element name.
*
* @param {SchemaTree} tree root of the schema tree
* @param {string[]} name path to the element
* @returns {SchemaTree[]} list of schema elements
*/
function getTreePath(tree, name) {
	const path = [tree];
	for (const part of name) {
		const child = tree.children.find((child) => child.element.name === part);
		if (!child) throw new Error(`parquet schema element not found: ${name}`);
		path.push(child);
		tree = child;
	}
	return path;
}
/**
* @import {SchemaElement, SchemaTree} from '../src/types.js'
*/

// node_modules/hyparquet/src/thrift.js
/**
* @import {DataReader, ThriftObject, ThriftType} from '../src/types.js'
*/
const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I32 = 5;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
/**
* Parse TCompactProtocol
*
* @param {DataReader} reader
* @returns {{ [key: `field_${number}`]: any }}
*/
function deserializeTCompactProtocol(reader) {
	/** @type {ThriftObject} */
	const value = {};
	let fid = 0;
	while (true) {
		if (reader.offset >= reader.view.byteLength) throw new Error("thrift struct ended without STOP");
		const byte = reader.view.getUint8(reader.offset++);
		const type = byte & 15;
		if (type === STOP) break;
		const delta = byte >> 4;
		fid = delta ? fid + delta : readZigZag(reader);
		value[`field_${fid}`] = readElement(reader, type);
	}
	return value;
}
/**
* Read a single element based on its type
*
* @param {DataReader} reader
* @param {number} type
* @returns {ThriftType}
*/
function readElement(reader, type) {
	switch (type) {
		case TRUE: return true;
		case FALSE: return false;
		case BYTE: return reader.view.getInt8(reader.offset++);
		case I16:
		case I32: return readZigZag(reader);
		case I64: return readZigZagBigInt(reader);
		case DOUBLE: {
			const value = reader.view.getFloat64(reader.offset, true);
			reader.offset += 8;
			return value;
		}
		case BINARY: {
			const stringLength = readVarInt(reader);
			if (reader.offset + stringLength > reader.view.byteLength) throw new Error(`thrift binary length ${stringLength} exceeds remaining ${reader.view.byteLength - reader.offset} bytes`);
			const strBytes = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, stringLength);
			reader.offset += stringLength;
			return strBytes;
		}
		case LIST: {
			const byte = reader.view.getUint8(reader.offset++);
			const elemType = byte & 15;
			let listSize = byte >> 4;
			if (listSize === 15) listSize = readVarInt(reader);
			const boolType = elemType === TRUE || elemType === FALSE;
			const values = new Array(listSize);
			for (let i = 0; i < listSize; i++) values[i] = boolType ? readElement(reader, BYTE) === 1 : readElement(reader, elemType);
			return values;
		}
		case STRUCT: return deserializeTCompactProtocol(reader);
		default: throw new Error(`thrift unhandled type: ${type}`);
	}
}
/**
* Read varint aka Unsigned LEB128.
*
* @param {DataReader} reader
* @returns {number}
*/
function readVarInt(reader) {
	let result = 0;
	let shift = 0;
	while (true) {
		const byte = reader.view.getUint8(reader.offset++);
		result |= (byte & 127) << shift;
		if (!(byte & 128)) return result;
		shift += 7;
	}
}
/**
* Read a varint as a bigint.
*
* @param {DataReader} reader
* @returns {bigint}
*/
function readVarBigInt(reader) {
	let result = 0n;
	let shift = 0n;
	while (true) {
		const byte = reader.view.getUint8(reader.offset++);
		result |= BigInt(byte & 127) << shift;
		if (!(byte & 128)) return result;
		shift += 7n;
	}
}
/**
* Read a zigzag number.
* Zigzag folds positive and negative numbers into the positive number space.
*
* @param {DataReader} reader
* @returns {number}
*/
function readZigZag(reader) {
	const zigzag = readVarInt(reader);
	return zigzag >>> 1 ^ -(zigzag & 1);
}
/**
* Read a zigzag bigint.
*
* @param {DataReader} reader
* @returns {bigint}
*/
function readZigZagBigInt(reader) {
	const zigzag = readVarBigInt(reader);
	return zigzag >> 1n ^ -(zigzag & 1n);
}

// node_modules/hyparquet/src/geoparquet.js
/**
* @param {SchemaElement[]} schema
* @param {KeyValue[] | undefined} key_value_metadata
* @returns {void}
*/
function markGeoColumns(schema, key_value_metadata) {
	/** @type {Map<string, LogicalType>} */
	const columns = /* @__PURE__ */ new Map();
	const geo = key_value_metadata?.find(({ key }) => key === "geo")?.value;
	const decodedColumns = (geo && JSON.parse(geo)?.columns) ?? {};
	for (const [name, column] of Object.entries(decodedColumns)) {
		if (column.encoding !== "WKB") continue;
		const type = column.edges === "spherical" ? "GEOGRAPHY" : "GEOMETRY";
		const id = column.crs?.id ?? column.crs?.ids?.[0];
		const crs = id ? `${id.authority}:${id.code.toString()}` : void 0;
		columns.set(name, {
			type,
			crs
		});
	}
	for (let i = 1; i < schema.length; i++) {
		const { logical_type, name, num_children, type } = schema[i];
		if (num_children) {
			i += num_children;
			continue;
		}
		if (type === "BYTE_ARRAY" && !logical_type) schema[i].logical_type = columns.get(name);
	}
}
/**
* @import {KeyValue, LogicalType, SchemaElement} from '../src/types.js'
*/

// node_modules/hyparquet/src/metadata.js
const decoder = new TextDecoder();
function decode(value) {
	return value && decoder.decode(value);
}
/**
* Read parquet metadata from a buffer synchronously.
*
* @param {ArrayBuffer | Uint8Array} arrayBuffer parquet file footer
* @param {MetadataOptions} options metadata parsing options
* @returns {FileMetaData} parquet metadata object
*/
function parquetMetadata(arrayBuffer, { parsers, geoparquet = true } = {}) {
	let view;
	if (arrayBuffer instanceof ArrayBuffer) view = new DataView(arrayBuffer);
	else if (arrayBuffer instanceof Uint8Array) view = new DataView(arrayBuffer.buffer, arrayBuffer.byteOffset, arrayBuffer.byteLength);
	else throw new Error("parquet expected ArrayBuffer or Uint8Array");
	const allParsers = {
		...DEFAULT_PARSERS,
		...parsers
	};
	if (view.byteLength < 8) throw new Error("parquet file is too short");
	if (view.getUint32(view.byteLength - 4, true) !== 827474256) throw new Error("parquet file invalid (footer != PAR1)");
	const metadataLengthOffset = view.byteLength - 8;
	const metadataLength = view.getUint32(metadataLengthOffset, true);
	if (metadataLength > view.byteLength - 8) throw new Error(`parquet metadata length ${metadataLength} exceeds available buffer ${view.byteLength - 8}`);
	const metadataOffset = metadataLengthOffset - metadataLength;
	const metadata = deserializeTCompactProtocol({
		view,
		offset: metadataOffset
	});
	const version = metadata.field_1;
	/** @type {SchemaElement[]} */
	const schema = metadata.field_2.map((field) => ({
		type: ParquetTypes[field.field_1],
		type_length: field.field_2,
		repetition_type: FieldRepetitionTypes[field.field_3],
		name: decode(field.field_4),
		num_children: field.field_5,
		converted_type: ConvertedTypes[field.field_6],
		scale: field.field_7,
		precision: field.field_8,
		field_id: field.field_9,
		logical_type: logicalType(field.field_10)
	}));
	const columnSchema = schema.filter((e) => e.type);
	const num_rows = metadata.field_3;
	const row_groups = metadata.field_4.map((rowGroup) => ({
		columns: rowGroup.field_1.map((column, columnIndex) => ({
			file_path: decode(column.field_1),
			file_offset: column.field_2,
			meta_data: column.field_3 && {
				type: ParquetTypes[column.field_3.field_1],
				encodings: column.field_3.field_2?.map((e) => Encodings[e]),
				path_in_schema: column.field_3.field_3.map(decode),
				codec: CompressionCodecs[column.field_3.field_4],
				num_values: column.field_3.field_5,
				total_uncompressed_size: column.field_3.field_6,
				total_compressed_size: column.field_3.field_7,
				key_value_metadata: column.field_3.field_8?.map((kv) => ({
					key: decode(kv.field_1),
					value: decode(kv.field_2)
				})),
				data_page_offset: column.field_3.field_9,
				index_page_offset: column.field_3.field_10,
				dictionary_page_offset: column.field_3.field_11,
				statistics: convertStats(column.field_3.field_12, columnSchema[columnIndex], allParsers),
				encoding_stats: column.field_3.field_13?.map((encodingStat) => ({
					page_type: PageTypes[encodingStat.field_1],
					encoding: Encodings[encodingStat.field_2],
					count: encodingStat.field_3
				})),
				bloom_filter_offset: column.field_3.field_14,
				bloom_filter_length: column.field_3.field_15,
				size_statistics: column.field_3.field_16 && {
					unencoded_byte_array_data_bytes: column.field_3.field_16.field_1,
					repetition_level_histogram: column.field_3.field_16.field_2,
					definition_level_histogram: column.field_3.field_16.field_3
				},
				geospatial_statistics: column.field_3.field_17 && {
					bbox: column.field_3.field_17.field_1 && {
						xmin: column.field_3.field_17.field_1.field_1,
						xmax: column.field_3.field_17.field_1.field_2,
						ymin: column.field_3.field_17.field_1.field_3,
						ymax: column.field_3.field_17.field_1.field_4,
						zmin: column.field_3.field_17.field_1.field_5,
						zmax: column.field_3.field_17.field_1.field_6,
						mmin: column.field_3.field_17.field_1.field_7,
						mmax: column.field_3.field_17.field_1.field_8
					},
					geospatial_types: column.field_3.field_17.field_2
				}
			},
			offset_index_offset: column.field_4,
			offset_index_length: column.field_5,
			column_index_offset: column.field_6,
			column_index_length: column.field_7,
			crypto_metadata: column.field_8,
			encrypted_column_metadata: column.field_9
		})),
		total_byte_size: rowGroup.field_2,
		num_rows: rowGroup.field_3,
		sorting_columns: rowGroup.field_4?.map((sortingColumn) => ({
			column_idx: sortingColumn.field_1,
			descending: sortingColumn.field_2,
			nulls_first: sortingColumn.field_3
		})),
		file_offset: rowGroup.field_5,
		total_compressed_size: rowGroup.field_6,
		ordinal: rowGroup.field_7
	}));
	/** @type {KeyValue[] | undefined} */
	const key_value_metadata = metadata.field_5?.map((kv) => ({
		key: decode(kv.field_1),
		value: decode(kv.field_2)
	}));
	const created_by = decode(metadata.field_6);
	if (geoparquet) markGeoColumns(schema, key_value_metadata);
	return {
		version,
		schema,
		num_rows,
		row_groups,
		key_value_metadata,
		created_by,
		metadata_length: metadataLength
	};
}
/**
* Return a tree of schema elements from parquet metadata.
*
* @param {{schema: SchemaElement[]}} metadata parquet metadata object
* @returns {SchemaTree} tree of schema elements
*/
function parquetSchema({ schema }) {
	return getSchemaPath(schema, [])[0];
}
/**
* @param {any} logicalType
* @returns {LogicalType | undefined}
*/
function logicalType(logicalType) {
	if (logicalType?.field_1) return { type: "STRING" };
	if (logicalType?.field_2) return { type: "MAP" };
	if (logicalType?.field_3) return { type: "LIST" };
	if (logicalType?.field_4) return { type: "ENUM" };
	if (logicalType?.field_5) return {
		type: "DECIMAL",
		scale: logicalType.field_5.field_1,
		precision: logicalType.field_5.field_2
	};
	if (logicalType?.field_6) return { type: "DATE" };
	if (logicalType?.field_7) return {
		type: "TIME",
		isAdjustedToUTC: logicalType.field_7.field_1,
		unit: timeUnit(logicalType.field_7.field_2)
	};
	if (logicalType?.field_8) return {
		type: "TIMESTAMP",
		isAdjustedToUTC: logicalType.field_8.field_1,
		unit: timeUnit(logicalType.field_8.field_2)
	};
	if (logicalType?.field_10) return {
		type: "INTEGER",
		bitWidth: logicalType.field_10.field_1,
		isSigned: logicalType.field_10.field_2
	};
	if (logicalType?.field_11) return { type: "NULL" };
	if (logicalType?.field_12) return { type: "JSON" };
	if (logicalType?.field_13) return { type: "BSON" };
	if (logicalType?.field_14) return { type: "UUID" };
	if (logicalType?.field_15) return { type: "FLOAT16" };
	if (logicalType?.field_16) return {
		type: "VARIANT",
		specification_version: logicalType.field_16.field_1
	};
	if (logicalType?.field_17) return {
		type: "GEOMETRY",
		crs: decode(logicalType.field_17.field_1)
	};
	if (logicalType?.field_18) return {
		type: "GEOGRAPHY",
		crs: decode(logicalType.field_18.field_1),
		algorithm: EdgeInterpolationAlgorithms[logicalType.field_18.field_2]
	};
	return logicalType;
}
/**
* @param {any} unit
* @returns {TimeUnit}
*/
function timeUnit(unit) {
	if (unit.field_1) return "MILLIS";
	if (unit.field_2) return "MICROS";
	if (unit.field_3) return "NANOS";
	throw new Error("parquet time unit required");
}
/**
* Convert column statistics based on column type.
*
* @param {any} stats
* @param {SchemaElement} schema
* @param {ParquetParsers} parsers
* @returns {Statistics}
*/
function convertStats(stats, schema, parsers) {
	return stats && {
		max: convertMetadata(stats.field_1, schema, parsers),
		min: convertMetadata(stats.field_2, schema, parsers),
		null_count: stats.field_3,
		distinct_count: stats.field_4,
		max_value: convertMetadata(stats.field_5, schema, parsers),
		min_value: convertMetadata(stats.field_6, schema, parsers),
		is_max_value_exact: stats.field_7,
		is_min_value_exact: stats.field_8
	};
}
/**
* @param {Uint8Array | undefined} value
* @param {SchemaElement} schema
* @param {ParquetParsers} parsers
* @returns {MinMaxType | undefined}
*/
function convertMetadata(value, schema, parsers) {
	const { type, converted_type, logical_type } = schema;
	if (value === void 0) return value;
	if (type === "BOOLEAN") return value[0] === 1;
	if (type === "BYTE_ARRAY") return parsers.stringFromBytes(value);
	const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
	if (type === "FLOAT" && view.byteLength === 4) return view.getFloat32(0, true);
	if (type === "DOUBLE" && view.byteLength === 8) return view.getFloat64(0, true);
	if (type === "INT32" && converted_type === "DECIMAL" && view.byteLength === 4) return view.getInt32(0, true) * 10 ** -(schema.scale || 0);
	if (type === "INT64" && converted_type === "DECIMAL" && view.byteLength === 8) return Number(view.getBigInt64(0, true)) * 10 ** -(schema.scale || 0);
	if (type === "INT32" && converted_type === "DATE") return parsers.dateFromDays(view.getInt32(0, true));
	if (type === "INT64" && converted_type === "TIMESTAMP_MILLIS") return parsers.timestampFromMilliseconds(view.getBigInt64(0, true));
	if (type === "INT64" && converted_type === "TIMESTAMP_MICROS") return parsers.timestampFromMicroseconds(view.getBigInt64(0, true));
	if (type === "INT64" && logical_type?.type === "TIMESTAMP" && logical_type?.unit === "NANOS") return parsers.timestampFromNanoseconds(view.getBigInt64(0, true));
	if (type === "INT64" && logical_type?.type === "TIMESTAMP" && logical_type?.unit === "MICROS") return parsers.timestampFromMicroseconds(view.getBigInt64(0, true));
	if (type === "INT64" && logical_type?.type === "TIMESTAMP") return parsers.timestampFromMilliseconds(view.getBigInt64(0, true));
	const unsigned = converted_type?.startsWith("UINT_") || logical_type?.type === "INTEGER" && !logical_type.isSigned;
	if (type === "INT32" && unsigned && view.byteLength === 4) return view.getUint32(0, true);
	if (type === "INT64" && unsigned && view.byteLength === 8) return view.getBigUint64(0, true);
	if (type === "INT32" && view.byteLength === 4) return view.getInt32(0, true);
	if (type === "INT64" && view.byteLength === 8) return view.getBigInt64(0, true);
	if (converted_type === "DECIMAL") return parseDecimal(value) * 10 ** -(schema.scale || 0);
	if (logical_type?.type === "FLOAT16") return parseFloat16(value);
	if (logical_type?.type === "UUID") return parsers.uuidFromBytes(value);
	if (type === "FIXED_LEN_BYTE_ARRAY") return value;
	return value;
}

// src/training/table-counter.ts
const LF = 10;
const QUOTE = 34;
/** A header line is looked at up to here. */
const MAX_HEADER_BYTES = 262144;
/** A counter for the file's format, undefined for one whose rows cannot be counted in passing. */
function tableCounter(path) {
	switch (/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "") {
		case "csv": return delimitedCounter(",");
		case "tsv": return delimitedCounter("	");
		case "jsonl":
		case "ndjson": return jsonLinesCounter();
		default: return;
	}
}
/** Line ends inside quotes do not count; the header is no row. */
function delimitedCounter(delimiter) {
	const header = headCollector();
	let quoted = false;
	let lines = 0;
	let last = LF;
	return {
		add(chunk) {
			header.add(chunk);
			if (!quoted && !chunk.includes(QUOTE)) lines += countLineEnds(chunk);
			else for (let at = 0; at < chunk.length; at += 1) {
				const byte = chunk[at];
				if (byte === QUOTE) quoted = !quoted;
				else if (byte === LF && !quoted) lines += 1;
			}
			last = chunk.at(-1) ?? last;
		},
		finish() {
			const all = last === LF ? lines : lines + 1;
			const columns = columnsOf(header.text(), delimiter);
			return all === 0 ? { rows: 0 } : {
				rows: all - 1,
				...columns === void 0 ? {} : { columns }
			};
		}
	};
}
function columnsOf(head, delimiter) {
	let quoted = false;
	let columns = 1;
	for (const character of head) if (character === "\"") quoted = !quoted;
	else if (character === "\n" && !quoted) return columns;
	else if (character === delimiter && !quoted) columns += 1;
	return head.length < MAX_HEADER_BYTES ? columns : void 0;
}
function jsonLinesCounter() {
	const head = headCollector();
	let lines = 0;
	let last = LF;
	return {
		add(chunk) {
			head.add(chunk);
			lines += countLineEnds(chunk);
			last = chunk.at(-1) ?? last;
		},
		finish() {
			const columns = membersOf(head.text().split("\n")[0] ?? "");
			return {
				rows: last === LF ? lines : lines + 1,
				...columns === void 0 ? {} : { columns }
			};
		}
	};
}
function membersOf(line) {
	try {
		const value = JSON.parse(line);
		return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value).length : void 0;
	} catch {
		return;
	}
}
function countLineEnds(chunk) {
	let count = 0;
	for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) count += 1;
	return count;
}
function headCollector() {
	let head = Buffer.alloc(0);
	return {
		add(chunk) {
			if (head.length < MAX_HEADER_BYTES) head = Buffer.concat([head, chunk.subarray(0, MAX_HEADER_BYTES - head.length)]);
		},
		text: () => head.toString()
	};
}

// src/training/data-files.ts
/** More files than this under one glob stand in the record as one entry. */
const MAX_ENTRIES_PER_PATTERN = 100;
/** A Parquet footer beyond this is not worth reading for two numbers. */
const MAX_FOOTER_BYTES = 33554432;
/** The data files behind the configured paths and globs. */
async function readDataFiles(patterns, workspace) {
	const data = /* @__PURE__ */ new Map();
	const warnings = [];
	for (const pattern of patterns) {
		const found = await findFiles(pattern, workspace);
		warnings.push(...found.warnings);
		const entries = [];
		for (const file of found.files) {
			const entry = await readDataFile(file).catch((error) => {
				warnings.push({
					message: `"${file.path}" cannot be read: ${error.message}`,
					file: file.path
				});
			});
			if (entry !== void 0) entries.push(entry);
		}
		for (const entry of entries.length > MAX_ENTRIES_PER_PATTERN ? [summariseEntries(pattern, entries)] : entries) data.set(entry.path, entry);
	}
	return {
		data: [...data.values()],
		warnings
	};
}
/**
* One data file.
* @throws the system's error when it cannot be read
*/
async function readDataFile({ path, absolute, size }) {
	const counter = tableCounter(path);
	const digest = await sha256OfFile(absolute, (chunk) => counter?.add(chunk));
	const table = /\.parquet$/i.test(path) ? await readParquetSize(absolute, size) : counter?.finish();
	return {
		path,
		...digest,
		...table
	};
}
/** One entry for many files: its digest is SHA-256 over what sha256sum prints for them, sorted by path. */
function summariseEntries(pattern, entries) {
	const rows = entries.reduce((sum, { rows }) => sum === void 0 || rows === void 0 ? void 0 : sum + rows, 0);
	return {
		path: pattern,
		size: entries.reduce((sum, { size }) => sum + size, 0),
		sha256: digestOfFiles(entries),
		files: entries.length,
		...rows === void 0 ? {} : { rows }
	};
}
async function readParquetSize(path, size) {
	const handle = await open(path);
	try {
		const tail = Buffer.alloc(8);
		if (size < 12) return {};
		await handle.read(tail, 0, 8, size - 8);
		const length = tail.readUInt32LE(0) + 8;
		if (tail.toString("latin1", 4) !== "PAR1" || length > size || length > MAX_FOOTER_BYTES) return {};
		const footer = Buffer.alloc(length);
		await handle.read(footer, 0, length, size - length);
		const metadata = parquetMetadata(footer);
		return {
			rows: Number(metadata.num_rows),
			columns: parquetSchema(metadata).children.length
		};
	} catch {
		return {};
	} finally {
		await handle.close();
	}
}

// src/training/discovery.ts
/**
* Finds the files of a run.
* @param succeeded whether the training finished: what a failed one did not write is of an earlier run
* @param hasModel whether the training put a model into MLOPS_ARTIFACTS; the usual places are not looked at then
*/
async function discoverFiles({ settings, before }, root, { succeeded, hasModel }) {
	const search = {
		workspace: {
			root,
			workingDirectory: settings.workingDirectory
		},
		before,
		succeeded,
		lookedAt: [],
		warnings: []
	};
	const metrics = settings.metrics.length > 0 ? await findConfigured(settings.metrics, search) : await findUsual(USUAL_METRICS, search);
	return {
		metrics,
		series: metrics.some(({ path }) => path.endsWith("dvclive/metrics.json")) ? await findUsual([DVCLIVE_SERIES_FOLDER], search) : [],
		params: await findParams(settings.params, search),
		model: await findModel(settings.modelFiles, hasModel, search),
		artifacts: await findConfigured(settings.artifacts, search),
		lookedAt: search.lookedAt,
		warnings: search.warnings
	};
}
async function findModel(patterns, hasModel, search) {
	if (patterns.length > 0) return findConfigured(patterns, search);
	if (hasModel) return [];
	return (await findUsual(USUAL_MODELS, search)).filter(({ path }) => !isNoModel(path));
}
async function findConfigured(patterns, search) {
	const files = await findAll(patterns, search);
	const stale = files.filter((file) => !isWrittenSince(search.before, file));
	for (const { path } of stale.slice(0, 10)) {
		const consequence = search.succeeded ? "it is taken as it stands" : "it is left out, being of an earlier run";
		search.warnings.push({
			message: `"${path}" was not written by this run; ${consequence}`,
			file: path
		});
	}
	return search.succeeded ? files : files.filter((file) => !stale.includes(file));
}
async function findAll(patterns, { workspace, warnings }) {
	const files = /* @__PURE__ */ new Map();
	for (const pattern of patterns) {
		const found = await findFiles(pattern, workspace);
		warnings.push(...found.warnings);
		for (const file of found.files) files.set(file.path, file);
	}
	return [...files.values()];
}
/** Of the usual places only what the run wrote; a link that leads out of the workspace is warned of. */
async function findUsual(patterns, search) {
	const files = [];
	for (const pattern of patterns) {
		const found = await findFiles(pattern, search.workspace);
		const written = found.files.filter((file) => isWrittenSince(search.before, file));
		search.warnings.push(...found.warnings.filter(({ message }) => message.endsWith("refused")));
		if (written.length === 0) search.lookedAt.push(found.files.length === 0 ? pattern : `${pattern} (not written by this run)`);
		files.push(...written);
	}
	return files;
}
async function findParams(references, search) {
	if (references.length === 0) {
		const standing = [];
		for (const pattern of USUAL_PARAMS) {
			const { files } = await findFiles(pattern, search.workspace);
			if (files.length === 0) search.lookedAt.push(pattern);
			standing.push(...files);
		}
		const written = await findUsual(USUAL_WRITTEN_PARAMS, search);
		return [...standing, ...written].map((file) => ({ file }));
	}
	const sources = [];
	for (const reference of references) {
		const { file, section } = parseParamsReference(reference);
		const found = await findFiles(file, search.workspace);
		search.warnings.push(...found.warnings);
		sources.push(...found.files.map((file) => ({
			file,
			...section === void 0 ? {} : { section }
		})));
	}
	return sources;
}
/** True for a file that is new or looks different since before the run. */
function isWrittenSince(before, file) {
	const earlier = Object.hasOwn(before, file.path) ? before[file.path] : void 0;
	return earlier === void 0 || earlier.mtimeMs !== file.mtimeMs || earlier.size !== file.size;
}

// src/training/probe-answers.ts
const PythonAnswer = object({
	version: string().regex(/^[\w.+-]{1,40}$/),
	prefix: string().max(1e3),
	packages: array(string()).max(2e4)
});
/** The answer of the Python probe; warnings may stand before it. */
function parsePythonProbe(text) {
	const line = text.split("\n").findLast((candidate) => candidate.startsWith("{"));
	const parsed = PythonAnswer.safeParse(line === void 0 ? void 0 : parseJson(line));
	if (!parsed.success) return void 0;
	const packages = parsed.data.packages.flatMap((entry) => {
		const [, name, version] = /^([A-Za-z0-9][\w.-]{0,100})==(\S{1,100})$/.exec(entry) ?? [];
		return name === void 0 || version === void 0 ? [] : [`${name.toLowerCase().replaceAll(/[-_.]+/g, "-")}==${version}`];
	});
	return {
		version: parsed.data.version,
		prefix: parsed.data.prefix,
		packages
	};
}
/** The first version number in what `--version` printed. */
function parseVersionProbe(text) {
	const line = text.split("\n").find((candidate) => /\d+\.\d+/.test(candidate));
	if (line === void 0 || /not found|no such file|cannot/i.test(text)) return void 0;
	return /\d+\.\d+(?:[.+_-][\w.+-]+)?/.exec(line)?.[0].slice(0, 40);
}
/** `nvidia-smi --format=csv,noheader` gives a line per device: name, memory, driver. */
function parseGpuProbe(text) {
	const devices = text.split("\n").flatMap((line) => {
		const [, name, memory, driver] = /^([^,]{1,100}), (\d+ MiB), ([\w.]{1,40})$/.exec(line.trim()) ?? [];
		return name === void 0 ? [] : [`${name}, ${memory ?? ""}, driver ${driver ?? ""}`];
	});
	const texts = [...Map.groupBy(devices, (device) => device)].map(([device, { length }]) => length === 1 ? device : `${length} × ${device}`);
	return texts.length === 0 ? void 0 : texts.join("; ");
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/training/lock-files.ts
const LOCKS = [
	["package-lock.json", parseNpmLock],
	["yarn.lock", parseYarnLock],
	["pnpm-lock.yaml", parsePnpmLock],
	["renv.lock", parseRenvLock]
];
/** All pinned packages as `npm:name==version` and `cran:name==version`; a lock file that cannot be read counts as none. */
async function readLockedPackages(workspace) {
	return (await Promise.all(LOCKS.map(async ([name, parse]) => parseSafely(await readLock(name, workspace), parse)))).flat();
}
async function readLock(name, { root, workingDirectory }) {
	for (const directory of /* @__PURE__ */ new Set([workingDirectory, "."])) {
		const { files } = await findFiles(name, {
			root,
			workingDirectory: directory
		});
		const [file] = files;
		if (file !== void 0 && file.size <= 10485760) return readFile(file.absolute, "utf8").catch(() => "");
	}
	return "";
}
function parseSafely(text, parse) {
	try {
		return text === "" ? [] : parse(text);
	} catch {
		return [];
	}
}
/** Lock file versions 2 and 3: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
function parseNpmLock(text) {
	const { packages = {} } = JSON.parse(text);
	return Object.entries(packages).flatMap(([path, { version, link }]) => {
		const name = path.split("node_modules/").at(-1) ?? "";
		return path === "" || name === "" || link === true ? [] : pinned("npm", name, version);
	});
}
/** Yarn 1 (`version "1.2.3"`) and later (`version: 1.2.3`). */
function parseYarnLock(text) {
	return [...text.matchAll(/^"?(@?[^@\s"]+)@[^\n]*:\n(?: {2}[^\n]*\n)*? {2}version:? "?([^"\s]+)"?$/gm)].flatMap(([, name, version]) => version?.startsWith("0.0.0-use.local") === true ? [] : pinned("npm", name ?? "", version));
}
/** The keys of `packages:`, `name@version` or `/name@version`, with peers in parentheses. */
function parsePnpmLock(text) {
	return [...(/^packages:\n([\s\S]*?)(?=^\S|(?![\s\S]))/m.exec(text)?.[1] ?? "").matchAll(/^ {2}'?\/?(@?[^@\s'(:]+)@([^\s'(:]+)[^\n]*:$/gm)].flatMap(([, name, version]) => pinned("npm", name ?? "", version));
}
/** https://rstudio.github.io/renv/reference/lockfiles.html */
function parseRenvLock(text) {
	const { Packages = {} } = JSON.parse(text);
	return Object.entries(Packages).flatMap(([name, { Version }]) => pinned("cran", name, Version));
}
function pinned(ecosystem, name, version) {
	return typeof version === "string" && /^[^\s]{1,100}$/.test(version) && /^[@\w./-]{1,200}$/.test(name) ? [`${ecosystem}:${name}==${version}`] : [];
}

// src/training/environment.ts
/** More packages than this are recorded by digest alone. */
const MAX_LISTED_PACKAGES = 1500;
const MAX_ANSWER_BYTES = 1048576;
const VERSION_PROBES = [
	"r",
	"julia",
	"node",
	"java",
	"go",
	"rust",
	"dotnet"
];
/** Describes the environment; what cannot be told is absent. */
async function readEnvironment(options) {
	const { folder, workspace, variables, container } = options;
	const answer = async (name) => {
		return (await readPlainFile(join(folder, CAPTURE_FILES.probed, name), MAX_ANSWER_BYTES))?.content.toString() ?? "";
	};
	const [os, python, gpu, locked, ...versions] = await Promise.all([
		readSystemName(),
		answer("python").then(parsePythonProbe),
		answer("gpu").then(parseGpuProbe),
		readLockedPackages(workspace),
		...VERSION_PROBES.map(async (name) => [name, parseVersionProbe(await answer(name))])
	]);
	const conda = await readCondaPackages(python?.prefix ?? variables["CONDA_PREFIX"]);
	const runtimes = [["python", python?.version], ...versions].flatMap(([name, version]) => version === void 0 ? [] : [[name, version]]);
	const packages = packagesFrom([
		...(python?.packages ?? []).map((name) => `pypi:${name}`),
		...conda,
		...locked
	]);
	const cpu = cpus()[0]?.model.trim();
	const image = [variables["ImageOS"], variables["ImageVersion"]].filter(Boolean).join(" ");
	return {
		os,
		arch: arch(),
		...cpu === void 0 || cpu === "" ? {} : { cpu },
		cores: availableParallelism(),
		memory: memoryOfProcess(),
		...gpu === void 0 ? {} : { gpu },
		runtimes: Object.fromEntries(runtimes),
		...packages === void 0 ? {} : { packages },
		...container === void 0 || container === "" ? {} : { container },
		...image === "" ? {} : { image }
	};
}
/** The digest is SHA-256 over the sorted list, a package a line. */
function packagesFrom(names) {
	if (names.length === 0) return void 0;
	const list = [...new Set(names)].toSorted();
	return {
		digest: createHash("sha256").update(list.map((name) => `${name}\n`).join("")).digest("hex"),
		...list.length > MAX_LISTED_PACKAGES ? { count: list.length } : { list }
	};
}
/** What a container may use, where it is limited. */
function memoryOfProcess() {
	const limit = process.constrainedMemory();
	return limit > 0 && limit < totalmem() ? limit : totalmem();
}
async function readSystemName() {
	if (platform() === "linux") {
		const text = await readFile("/etc/os-release", "utf8").catch(() => "");
		const name = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(text)?.[1];
		if (name !== void 0) return name;
	}
	return `${type()} ${release()}`;
}
async function readCondaPackages(prefix) {
	if (prefix === void 0 || prefix === "") return [];
	return (await readdir(join(prefix, "conda-meta")).catch(() => [])).flatMap((name) => {
		const parts = /^([\w.+-]+)-([^-]+)-[^-]+\.json$/.exec(name);
		return parts?.[1] === void 0 || parts[2] === void 0 ? [] : [`conda:${parts[1]}==${parts[2]}`];
	});
}

// src/training/log-tail.ts
const TAIL_BYTES = 262144;
const MAX_LINE_LENGTH = 500;
/** The last lines of a log; none when it cannot be read. */
async function readLogTail(path, redact) {
	const end = await readPlainFile(path, TAIL_BYTES);
	return end === void 0 ? [] : tailOf(end.content.toString(), end.content.length === end.size, redact);
}
/** @param isWhole whether the text starts where the log starts; a first line that does not may end a cut secret */
function tailOf(text, isWhole, redact) {
	const lines = redact(stripVTControlCharacters(text)).split(/\r?\n/);
	if (!isWhole && lines.length > 1) lines.shift();
	return lines.map(lastOverwrite).filter((line) => line !== "").slice(-30).map((line) => line.length > MAX_LINE_LENGTH ? `…${line.slice(-500)}` : line);
}
function lastOverwrite(line) {
	return (line.split("\r").findLast((part) => part.trim() !== "") ?? "").replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "").trimEnd();
}
const ERROR_LINES = [
	/^(?:[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Iteration))(?::.*)?$/,
	/^Error(?: in .*)?:.*$/,
	/^ERROR: .*$/,
	/^Exception in thread .*$/,
	/^(?:Uncaught )?[A-Z]\w*Error: .*$/,
	/^thread '.*' panicked at .*$/,
	/^.*: line \d+: .*$/
];
/** The line that names the error: the last one in the shape of a language's error message. */
function errorLineOf(tail) {
	const traceback = tail.findLastIndex((line) => line.startsWith("Traceback (most recent call last)"));
	if (traceback !== -1) {
		const named = tail.slice(traceback + 1).find((line) => /^\S/.test(line));
		if (named !== void 0) return named;
	}
	return tail.findLast((line) => ERROR_LINES.some((pattern) => pattern.test(line)));
}

// src/training/outcome.ts
const MAX_OUTCOME_BYTES = 1e4;
/** Signals by which somebody ends a process, as opposed to those by which it ends itself. */
const ENDED_FROM_OUTSIDE = /* @__PURE__ */ new Set([
	"INT",
	"TERM",
	"KILL",
	"HUP",
	"QUIT",
	"XCPU"
]);
/**
* Reads the outcome. Without one, or without its end, the training was killed together with its runner.
* @param now when nothing says when it ended
*/
async function readOutcome(folder, runId, now, redact) {
	const written = await readPlainFile(join(folder, CAPTURE_FILES.outcome), MAX_OUTCOME_BYTES);
	const tail = await readLogTail(join(folder, CAPTURE_FILES.output), redact);
	const outcome = parseOutcome(written?.content.toString() ?? "", timeOfRunId(runId), now);
	if (outcome.status === "finished") return {
		...outcome,
		tail
	};
	const lastTraceback = errorLineOf(tail);
	return {
		...outcome,
		tail,
		...lastTraceback === void 0 ? {} : { lastTraceback },
		message: messageOf(outcome)
	};
}
/** Parses what train.sh wrote; anything that is not as train.sh writes it counts as missing. */
function parseOutcome(text, planned, now) {
	const fields = new Map(text.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
	const whole = (name) => {
		const value = fields.get(name) ?? "";
		return /^\d{1,15}$/.test(value) ? Number(value) : void 0;
	};
	const started = new Date(whole("started") ?? planned.getTime());
	const endedMs = whole("ended");
	const exitCode = whole("exit_status");
	if (endedMs === void 0 || exitCode === void 0 || exitCode > 255) return {
		status: "killed",
		started,
		ended: later(now, started),
		durationSeconds: secondsBetween(started, later(now, started))
	};
	const ended = later(new Date(endedMs), started);
	const signal = /^[A-Z]{2,10}\d{0,2}(?:[+-]\d{1,2})?$/.exec(fields.get("signal") ?? "")?.[0];
	const cpuSeconds = parseTimes(fields.get("cpu") ?? "");
	const peakMemoryBytes = whole("peak_memory");
	return {
		status: (fields.get("cancelled") ?? "") !== "" || signal !== void 0 && ENDED_FROM_OUTSIDE.has(signal) ? "killed" : exitCode === 0 ? "finished" : "failed",
		exitCode,
		...signal === void 0 ? {} : { signal },
		started,
		ended,
		durationSeconds: secondsBetween(started, ended),
		...cpuSeconds === void 0 ? {} : { cpuSeconds },
		...peakMemoryBytes === void 0 || peakMemoryBytes === 0 ? {} : { peakMemoryBytes }
	};
}
function messageOf({ status, exitCode, signal }) {
	if (exitCode === void 0) return "the training was killed together with its runner";
	if (signal === "KILL") return "the training was killed by SIGKILL, often for want of memory";
	if (signal !== void 0) return `the training ended by SIG${signal}`;
	if (status === "killed") return `the training was cancelled (exit status ${exitCode})`;
	return `the training failed with exit status ${exitCode}`;
}
/** User and system time as bash's `times` prints them (`0m1.234s 0m0.100s`), in seconds. */
function parseTimes(text) {
	const times = [...text.matchAll(/(\d+)m(\d+)[.,](\d{1,6})s/g)];
	if (times.length !== 2) return void 0;
	const total = times.reduce((sum, [, minutes, seconds, part]) => sum + Number(minutes) * 60 + Number(`${seconds}.${part}`), 0);
	return Math.round(total * 1e3) / 1e3;
}
function later(a, b) {
	return a > b ? a : b;
}
function secondsBetween(from, to) {
	return (to.getTime() - from.getTime()) / 1e3;
}

// src/training/run-record.ts
/** The record without its comparison and without the place of its artifact. */
function runRecordFrom(parts) {
	const { plan, outcome, model } = parts;
	const resources = resourcesOf(outcome);
	const error = errorOf(outcome);
	return {
		schema: 1,
		id: plan.runId,
		experiment: plan.settings.experiment,
		model: {
			name: plan.settings.model,
			files: model.files,
			...model.digest === void 0 ? {} : { digest: model.digest }
		},
		status: outcome.status,
		...error === void 0 ? {} : { error },
		started: outcome.started.toISOString(),
		ended: outcome.ended.toISOString(),
		duration: outcome.durationSeconds,
		...resources === void 0 ? {} : { resources },
		source: parts.source,
		trigger: triggerOf(plan),
		environment: parts.environment,
		command: plan.settings.command ?? "",
		params: parts.params,
		metrics: { ...parts.metrics },
		...parts.series === void 0 ? {} : { series: parts.series },
		data: parts.data,
		artifacts: parts.artifacts,
		tags: { ...parts.tags },
		capture: parts.capture
	};
}
function errorOf({ status, message, lastTraceback, exitCode, signal, tail }) {
	if (status === "finished") return void 0;
	return {
		message: (status === "failed" ? lastTraceback : void 0) ?? message ?? "the training failed",
		...exitCode === void 0 ? {} : { exit_code: exitCode },
		...signal === void 0 ? {} : { signal },
		...tail.length === 0 ? {} : { tail: [...tail] }
	};
}
function resourcesOf({ peakMemoryBytes, cpuSeconds }) {
	if (peakMemoryBytes === void 0 && cpuSeconds === void 0) return void 0;
	return {
		...peakMemoryBytes === void 0 ? {} : { peak_memory: peakMemoryBytes },
		...cpuSeconds === void 0 ? {} : { cpu_time: cpuSeconds }
	};
}
function triggerOf({ event, overrides }) {
	return {
		event: event.name,
		...event.actor === void 0 ? {} : { actor: event.actor },
		...event.workflow === void 0 ? {} : { workflow: event.workflow },
		...event.run === void 0 ? {} : { run: event.run },
		...event.attempt === void 0 ? {} : { attempt: event.attempt },
		...event.job === void 0 ? {} : { job: event.job },
		...event.matrix === void 0 ? {} : { matrix: { ...event.matrix } },
		...event.runUrl === void 0 ? {} : { url: event.runUrl },
		...Object.keys(overrides).length === 0 ? {} : { overrides: { ...overrides } }
	};
}

// src/training/capture.ts
const MAX_WARNINGS = 200;
/** Captures one run. */
async function captureRun(options) {
	const { plan, folder, repositoryRoot, environment: variables, mergeBase, container, log } = options;
	const { settings } = plan;
	const workspace = {
		root: repositoryRoot,
		workingDirectory: settings.workingDirectory
	};
	const redact = redactorFrom(variables);
	const failures = [];
	const attempt = attempts(failures);
	const outcome = await readOutcome(folder, plan.runId, options.now ?? /* @__PURE__ */ new Date(), redact);
	const written = await attempt(findWrittenArtifacts(folder), {
		model: [],
		artifacts: [],
		warnings: []
	});
	const circumstances = {
		succeeded: outcome.status === "finished",
		hasModel: written.model.length > 0
	};
	const discovered = await attempt(discoverFiles(plan, repositoryRoot, circumstances), NOTHING_DISCOVERED);
	const metrics = await attempt(captureMetrics(folder, discovered, settings.metricsPattern), NO_METRICS);
	const params = await attempt(captureParams(folder, discovered.params, plan.overrides), {
		params: plan.overrides,
		found: [],
		warnings: []
	});
	const data = await attempt(readDataFiles(settings.data, workspace), {
		data: [],
		warnings: []
	});
	const lists = await attempt(writeSmallArtifacts(folder, metrics.artifacts), []);
	const model = withoutSecrets(await hashFiles([...written.model, ...discovered.model]), redact);
	const artifacts = withoutSecrets(await hashFiles([
		...written.artifacts,
		...discovered.artifacts,
		...lists
	]), redact);
	const environment = await readEnvironment({
		folder,
		workspace,
		variables,
		...container === void 0 ? {} : { container }
	});
	const code = await captureCode(plan.source, folder, mergeBase, redact);
	const series = captureSeries(metrics.points, redact);
	const parts = [
		written,
		discovered,
		metrics,
		params,
		data,
		model,
		artifacts,
		code
	];
	const warnings = [...failures, ...parts.flatMap((part) => part.warnings)];
	const [modelEntries, artifactEntries] = [model.files.map(entryOf), artifacts.files.map(entryOf)];
	const groups = {
		model: modelEntries,
		artifacts: artifactEntries,
		data: data.data
	};
	const record = redactRecord(runRecordFrom({
		plan,
		outcome,
		source: code.source,
		environment,
		params: params.params,
		metrics: summariseMetrics(metrics.points),
		series: series?.entry,
		data: [...data.data],
		model: {
			files: modelEntries,
			digest: modelEntries.length > 0 ? digestOfFiles(modelEntries) : void 0
		},
		artifacts: artifactEntries,
		tags: Object.fromEntries(metrics.tags),
		capture: {
			found: [
				...metrics.found,
				...params.found,
				...describeFiles(groups)
			],
			warnings: limit(warnings)
		}
	}), redact);
	report(record, discovered.lookedAt.map(redact), log);
	return {
		record,
		files: {
			...series === void 0 ? {} : { [SERIES_FILE]: series.content },
			...code.patch === void 0 ? {} : { [CAPTURE_FILES.patch]: code.patch }
		},
		modelFiles: model.files,
		artifactFiles: artifacts.files
	};
}
const NOTHING_DISCOVERED = {
	metrics: [],
	series: [],
	params: [],
	model: [],
	artifacts: [],
	lookedAt: [],
	warnings: []
};
const NO_METRICS = {
	points: [],
	tags: /* @__PURE__ */ new Map(),
	artifacts: [],
	found: [],
	warnings: []
};
/** What goes wrong in one part must not cost the others. */
function attempts(failures) {
	return async (part, instead) => {
		try {
			return await part;
		} catch (error) {
			failures.push({ message: `a part of the capture failed: ${error.message}` });
			return instead;
		}
	};
}
/** A name may hold a secret too, and becomes a name in the artifact and in a release. */
function withoutSecrets({ files, warnings }, redact) {
	return {
		files: files.map((file) => ({
			...file,
			path: redact(file.path)
		})),
		warnings
	};
}
function entryOf({ path, size, sha256 }) {
	return {
		path,
		size,
		sha256
	};
}
function describeFiles(groups) {
	return Object.entries(groups).flatMap(([kind, files]) => {
		if (files.length === 0) return [];
		const size = files.reduce((sum, file) => sum + file.size, 0);
		const names = files.slice(0, 5).map(({ path }) => path);
		const more = files.length > names.length ? `, and ${files.length - names.length} more` : "";
		return [`${kind}: ${names.join(", ")}${more} (${size} bytes)`];
	});
}
function limit(warnings) {
	if (warnings.length <= MAX_WARNINGS) return [...warnings];
	return [...warnings.slice(0, MAX_WARNINGS), { message: `and ${warnings.length - MAX_WARNINGS} more warnings` }];
}
function report({ capture }, lookedAt, log) {
	for (const line of capture.found) log.info(`found ${line}`);
	if (lookedAt.length > 0) log.info(`looked at in vain: ${lookedAt.join(", ")}`);
	for (const { message, file, line } of capture.warnings) {
		const place = file === void 0 ? "" : `${file}${line === void 0 ? "" : `:${line}`}: `;
		log.warn(`${place}${message}`);
	}
}

// src/comparison/baseline.ts
/** Settings and event → what to look for. */
function baselineRequest(facts) {
	const { setting, run, experiment, branch, pullRequest } = facts;
	if (setting === "none") return { rule: "none" };
	if (setting !== void 0 && facts.versionRun !== void 0) return {
		rule: "version",
		run,
		experiment,
		name: setting,
		id: facts.versionRun
	};
	if (setting !== void 0 && setting !== "merge-base") return {
		rule: "named",
		run,
		experiment,
		name: setting
	};
	if (pullRequest !== void 0) return {
		rule: "merge-base",
		run,
		experiment,
		branch: pullRequest.baseBranch,
		commit: pullRequest.mergeBase
	};
	return {
		rule: "previous",
		run,
		experiment,
		branch: branch ?? ""
	};
}
/** @param lines index lines, newest first, as far back as was read */
function chooseBaseline(lines, request) {
	if (request.rule === "none") return { reason: "no baseline was asked for" };
	const others = lines.filter((line) => line.id !== request.run);
	const ours = others.filter((line) => line.experiment === request.experiment);
	if (request.rule === "merge-base") return ofMergeBase(ours, request);
	if (request.rule === "version") return withId(others, request.id, request.experiment, `the run of ${request.name}`);
	if (request.rule === "named") return named(others, request);
	return newestOn(ours.filter((line) => line.id < request.run), request.branch, request.experiment, `the newest earlier success on ${request.branch}`);
}
/** A run that may be chosen by a rule: it succeeded, and its commit alone says what was trained. */
function isEligible(line) {
	return line.status === "finished" && !line.dirty && !line.overridden;
}
/**
* The last eligible runs of an experiment on a branch, **oldest first**: what trends and noise are read from.
* @param lines newest first
* @param query.before run id: only runs that started earlier
*/
function historyLines(lines, query, count = 12) {
	return lines.filter((line) => isEligible(line) && line.experiment === query.experiment && line.branch === query.branch && (query.before === void 0 || line.id < query.before)).slice(0, count).toReversed();
}
function ofMergeBase(ours, request) {
	const { commit, branch } = request;
	const atCommit = commit === void 0 ? [] : ours.filter((line) => line.commit === commit && isEligible(line));
	const line = atCommit.find((candidate) => candidate.branch === branch) ?? atCommit[0];
	if (line !== void 0) return {
		line,
		how: "the run of the merge base"
	};
	const why = commit === void 0 ? "the merge base is not known" : `the merge base ${commit.slice(0, 7)} has no eligible run`;
	return newestOn(ours, branch, request.experiment, `the newest success on ${branch}; ${why}`);
}
function newestOn(ours, branch, experiment, how) {
	const onBranch = ours.filter((line) => line.branch === branch);
	const line = onBranch.find(isEligible);
	if (line !== void 0) return {
		line,
		how
	};
	if (branch === "") return { reason: "the run is on no branch, so it has no earlier run there" };
	if (onBranch.length === 0) return { reason: `no run of ${experiment} on ${branch} yet` };
	return { reason: `no usable run of ${experiment} on ${branch}: ${unusable(onBranch)}` };
}
/** Why none of these runs could be a baseline, counted. */
function unusable(lines) {
	const reasons = lines.map(({ status, dirty }) => {
		if (status !== "finished") return "did not finish";
		return dirty ? "had uncommitted changes" : "had params of their own";
	});
	return [...new Set(reasons)].map((why) => `${reasons.filter((each) => each === why).length} ${why}`).join(", ");
}
/** A branch by its name, else a run by its id or the start of it. */
function named(others, request) {
	const { name, experiment } = request;
	const ours = others.filter((line) => line.experiment === experiment);
	if (ours.some((line) => line.branch === name)) return newestOn(ours, name, experiment, `the newest success on ${name}`);
	if (/^[0-9a-f]{6,32}$/.test(name)) return withId(others, name, experiment, "the run that was asked for");
	return { reason: `no run of ${experiment} on a branch ${name}` };
}
/** Uncommitted changes are allowed here: whoever names a run means that run. */
function withId(others, prefix, experiment, how) {
	const ids = new Set(others.filter((line) => line.id.startsWith(prefix)).map((line) => line.id));
	if (ids.size > 1) return { reason: `${ids.size} runs start with ${prefix}; give more of the id` };
	const line = others.find((candidate) => ids.has(candidate.id));
	if (line === void 0) return { reason: `there is no run ${prefix}` };
	if (line.experiment !== experiment) return { reason: `run ${prefix} belongs to another experiment, ${line.experiment}` };
	if (line.status !== "finished") return { reason: `run ${prefix} did not finish (${line.status})` };
	return {
		line,
		how
	};
}

// src/pipeline/compare-run.ts
/** How many earlier runs the trend and the noise are read from. */
const HISTORY_RUNS = 12;
/** How many lines of a branch are read to find that many usable ones. */
const RECENT_LINES = 40;
/** @throws MlopsError when the history cannot be read: then nothing can be said, rather than "no baseline" */
async function compareWithHistory(record, options) {
	const { history, settings, pullRequest } = options;
	const experiment = indexName(record.experiment);
	const request = baselineRequest({
		setting: settings.baseline,
		run: record.id,
		experiment,
		branch: nameOrNone(record.source.branch),
		pullRequest: pullRequest === void 0 ? void 0 : {
			...pullRequest,
			baseBranch: indexName(pullRequest.baseBranch)
		},
		versionRun: settings.baseline === void 0 ? void 0 : await options.resolveVersion(settings.baseline)
	});
	const lines = await readLines(request, history);
	const found = chooseBaseline(lines, request);
	const trendBranch = "line" in found ? found.line.branch : indexName(pullRequest?.baseBranch ?? record.source.branch ?? "");
	const [baseRecord, historyRecords] = await readRecords(found, request.rule === "none" ? [] : await readTrend(lines, {
		experiment,
		branch: trendBranch,
		before: record.id
	}, history), history);
	return {
		comparison: compareRuns({
			candidate: record,
			baseline: "line" in found && baseRecord !== void 0 ? {
				record: baseRecord,
				choice: baselineChoice(baseRecord, found.how)
			} : void 0,
			noBaseline: "reason" in found ? found.reason : void 0,
			history: historyRecords,
			gates: settings.gates
		}),
		baseRecord
	};
}
function nameOrNone(name) {
	return name === void 0 ? void 0 : indexName(name);
}
/** Index lines, newest first: enough of the branch for the trend, and as far back as the baseline lies. */
async function readLines(request, history) {
	if (request.rule === "none") return [];
	const isWanted = wantedLine(request);
	const branch = branchOf(request);
	const recent = await history.lines({
		matches: (line) => isWanted(line) || line.experiment === request.experiment && line.branch === branch,
		enough: RECENT_LINES
	});
	if (recent.some(isWanted)) return recent;
	return [...recent, ...await history.lines({
		matches: isWanted,
		enough: 1
	})];
}
/** Lines of the branch that the trend is read from; they are in `lines` unless the baseline was named by version. */
async function readTrend(lines, query, history) {
	const trend = historyLines(lines, query, HISTORY_RUNS);
	if (trend.length > 1 || query.branch === "") return trend;
	const more = await history.lines({
		matches: (line) => isEligible(line) && line.experiment === query.experiment && line.branch === query.branch,
		enough: 13
	});
	return historyLines(more, query, HISTORY_RUNS);
}
function branchOf(request) {
	if (request.rule === "named") return request.name;
	return request.rule === "version" ? void 0 : request.branch;
}
/** The line without which the rule would fall back or fail. */
function wantedLine(request) {
	const ours = (line) => line.experiment === request.experiment && isEligible(line);
	if (request.rule === "version") return (line) => line.id === request.id;
	if (request.rule === "named") return (line) => line.id.startsWith(request.name) || ours(line) && line.branch === request.name;
	const { branch } = request;
	if (request.rule === "previous") return (line) => ours(line) && line.branch === branch && line.id < request.run;
	const { commit } = request;
	return (line) => ours(line) && (commit === void 0 ? line.branch === branch : line.commit === commit);
}
async function readRecords(found, trend, history) {
	const base = "line" in found ? [found.line] : [];
	const records = await history.read([...base, ...trend]);
	return base.length === 1 ? [records[0], records.slice(1)] : [void 0, records];
}

// src/pipeline/store-record.ts
/**
* Appends the run to the tracking branch and gives the commit that holds it.
* @throws MlopsError of the tracking branch, its hint naming where the record is kept
*/
async function storeRecord(bundle, ports) {
	await mkdir(ports.spool, { recursive: true });
	const file = join(ports.spool, `${bundle.record.id}.json`);
	await writeFile(file, canonicalJson(bundle.record));
	try {
		const { commit, written } = await ports.history.append([bundle]);
		ports.log.info(written ? `recorded as ${commit.slice(0, 7)} on the tracking branch` : "recorded before; nothing written");
		await rm(file);
		return commit;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const hint = `${error.hint} The record of this run is kept in ${await keep(file, bundle.record.id, ports)}.`;
		throw new MlopsError(error.code, error.message, hint, {
			cause: error,
			...error.place === void 0 ? {} : { place: error.place }
		});
	}
}
/** A runner's disk goes with its job, so there the record is uploaded as well. Says where it is. */
async function keep(file, id, { artifacts, log }) {
	if (artifacts?.kind !== "workflow") return file;
	const name = `mlops-record-${id}`;
	try {
		const { size, sha256 } = await sha256OfFile(file);
		await artifacts.upload(name, [{
			path: `${id}.json`,
			from: file,
			size,
			sha256
		}], { retentionDays: void 0 });
		return `the workflow artifact ${name} (here: ${file})`;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`the record could not be uploaded either: ${error.message}`);
		return file;
	}
}

// src/artifacts/artifact-name.ts
const MODEL_LENGTH_LIMIT = 80;
/**
* Name under which the files of a run are kept: the model's name with all but plain letters, digits, dots,
* dashes and underscores replaced, and the run's id, which makes it unique among the jobs, matrix
* legs and attempts of a workflow run.
*/
function artifactName(model, runId) {
	const limited = model.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, MODEL_LENGTH_LIMIT).replaceAll(/^[.-]+|[.-]+$/g, "");
	return `${limited === "" ? "model" : limited}-${runId}`;
}

// src/pipeline/upload-model.ts
/** Uploads `files` and writes into the record where they lie; a failure stands in the record's capture warnings. */
async function uploadModel(record, files, ports, options) {
	if (files.length === 0) return {
		record,
		artifact: void 0
	};
	if (ports.artifacts === void 0) return withWarning(record, "the model was not kept: there is no artifact service here; set `upload-model: false` to silence this", ports);
	try {
		const stored = await ports.artifacts.upload(artifactName(record.model.name, record.id), files, options);
		const artifact = {
			id: stored.id,
			...stored.url === void 0 ? {} : { url: stored.url },
			...stored.digest === void 0 ? {} : { digest: stored.digest },
			...stored.expires === void 0 ? {} : { expires: stored.expires }
		};
		ports.log.info(`kept ${files.length} file${files.length === 1 ? "" : "s"} as artifact ${stored.id}`);
		return {
			record: {
				...record,
				model: {
					...record.model,
					artifact
				}
			},
			artifact
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return withWarning(record, `the model was not kept: ${error.message}. ${error.hint}`, ports);
	}
}
function withWarning(record, message, ports) {
	ports.log.warn(message);
	const { found, warnings, ...rest } = record.capture;
	return {
		record: {
			...record,
			capture: {
				...rest,
				found,
				warnings: [...warnings, { message }]
			}
		},
		artifact: void 0
	};
}

// src/pipeline/publish-run.ts
/** @param folder the capture folder that plan prepared and the training filled */
async function publishRun(plan, folder, ports) {
	const { settings, event } = plan;
	const mergeBase = await findMergeBase(event, ports);
	const captured = await captureRun({
		plan,
		folder,
		repositoryRoot: ports.repositoryRoot,
		environment: ports.environment,
		mergeBase,
		log: ports.log
	});
	const files = settings.uploadModel ? [...captured.modelFiles, ...captured.artifactFiles] : [];
	const uploaded = await uploadModel(captured.record, files, ports, { retentionDays: settings.retentionDays });
	let failure;
	const note = (error) => {
		if (!(error instanceof MlopsError)) throw error;
		failure = error;
	};
	const { comparison, baseRecord } = await compare(uploaded.record, plan, mergeBase, ports).catch(note) ?? withoutHistory(uploaded.record, plan, failure);
	const record = {
		...uploaded.record,
		comparison: { ...withoutTrends(comparison) }
	};
	const trackingCommit = await storeRecord({
		record,
		files: captured.files
	}, ports).catch(note);
	const reports = await writeReports({
		plan,
		folder,
		record,
		comparison,
		baseRecord,
		trackingCommit
	});
	const comment = await postComment(reports, plan, ports);
	const registered = failure === void 0 ? await registerByPolicy({
		plan,
		record,
		comparison,
		modelFiles: captured.modelFiles
	}, ports).catch(note) : void 0;
	return {
		record,
		comparison,
		verdict: comparison.verdict?.status,
		artifact: uploaded.artifact,
		trackingCommit,
		reports,
		comment,
		registered,
		failure
	};
}
async function findMergeBase({ pullRequest }, ports) {
	if (pullRequest === void 0) return void 0;
	return ports.forge.findMergeBase(pullRequest.base, pullRequest.head);
}
function compare(record, { settings, event }, mergeBase, ports) {
	return compareWithHistory(record, {
		history: ports.history,
		settings,
		pullRequest: event.pullRequest === void 0 ? void 0 : {
			baseBranch: event.pullRequest.baseBranch,
			mergeBase
		},
		resolveVersion: (reference) => resolveVersionRun(reference, ports)
	});
}
/** When the history could not be read nothing is compared; the report says why and shows what was measured. */
function withoutHistory(candidate, { settings }, failure) {
	const noBaseline = `the history could not be read: ${failure?.message ?? "unknown"}`;
	return {
		comparison: compareRuns({
			candidate,
			noBaseline,
			history: [],
			gates: settings.gates
		}),
		baseRecord: void 0
	};
}

// src/pipeline/settle.ts
/**
* 0 done; 1 the training did not finish; 3 verdict fail; 4 verdict inconclusive, where `fail-on` counts them.
*/
function exitStatusFor(run, failOn) {
	if (run.status !== "finished") return 1;
	if (failOn === "never") return 0;
	if (run.verdict === "fail") return 3;
	return run.verdict === "inconclusive" && failOn === "inconclusive" ? 4 : 0;
}

export { publishRun as n, exitStatusFor as t };