import { c as finiteOf } from "./direction.js";

// src/report/plain-text.ts
/**
* @param max length in characters; what is longer ends in an ellipsis
*/
function plain(text, max = 80) {
	const line = visible(text.slice(0, max * 8)).replaceAll(/\s+/gu, " ").trim();
	const letters = Array.from(line);
	return letters.length > max || text.length > max * 8 ? `${letters.slice(0, max - 1).join("")}…` : line;
}
/** A message with foreign names for a log that a workflow's runner reads: one line, and no command of the runner. */
function logLine(text, max = 2e3) {
	return withoutCommands(plain(text, max));
}
/**
* A line that the runner takes for text. Names of files and branches come from the training and from pull requests, and
* the runner obeys `::command::` at the start of a line and `##[command]` anywhere in it (actions/runner, ActionCommand).
*/
function withoutCommands(message) {
	return message.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
		return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
	}).replace(/^(\s*):(?=:)/u, "$1:​").replaceAll("##[", "#​#[");
}
/** A line of a log or of a command: tabs and spaces stay as they are. */
function plainLine(text, max = 200) {
	const line = visible(text.slice(0, max * 4).replaceAll("	", "    ")).trimEnd();
	const letters = Array.from(line);
	return letters.length > max || text.length > max * 4 ? `${letters.slice(0, max - 1).join("")}…` : line;
}
function visible(text) {
	return text.toWellFormed().replaceAll(/\u001B\[[0-9;?]*[ -/]*[@-~]/g, "").replaceAll(/[\n\r\v\f\u0085\u2028\u2029\t]/g, " ").replaceAll(/[\p{Cc}\p{Cf}]|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0/gu, "").replaceAll(/(\p{M}{3})\p{M}+/gu, "$1");
}

// src/report/markdown.ts
const JOINT = "​";
const EMPTY = "(empty)";
/**
* Foreign text inside a sentence: no markup, no mention (`@team`), no reference (`#12`), no link. Never first on a line.
* References are broken by a zero-width space, because GitHub finds them in the rendered text, where a backslash is gone.
*/
function md(text, max = 80) {
	const content = plain(text, max);
	if (content === "") return EMPTY;
	return content.replaceAll(/[\\`*~[\]!$]/g, String.raw`\$&`).replaceAll(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, String.raw`\_`).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/@|#|GH(?=-\d)|www(?=\.)|:(?=\/\/)/gi, `$&${JOINT}`);
}
/** A name, value or path as a code span, in which GitHub finds neither markup nor mentions. */
function code(text, max = 80) {
	const content = plain(text, max);
	if (content === "") return EMPTY;
	const ticks = "`".repeat(longestRun(content) + 1);
	const space = content.startsWith("`") || content.endsWith("`") ? " " : "";
	return `${ticks}${space}${content}${space}${ticks}`;
}
/** The same inside raw HTML such as `<summary>`, where Markdown is not read. */
function htmlCode(text, max = 80) {
	return `<code>${plain(text, max).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</code>`;
}
/** A fenced block, its fence longer than any run of backticks inside. */
function fence(language, lines, width = 200) {
	const content = lines.map((line) => plainLine(line, width));
	const ticks = "`".repeat(Math.max(3, Math.max(0, ...content.map(longestRun)) + 1));
	return [
		`${ticks}${language}`,
		...content,
		ticks
	].join("\n");
}
const DELIMITERS = {
	left: ":--",
	right: "--:",
	center: ":-:"
};
/**
* A table of cells that are Markdown already. Pipes are escaped here, for they part cells even inside code spans.
*/
function table(head, alignments, rows) {
	const delimiters = alignments.map((alignment) => DELIMITERS[alignment]);
	return [
		row(head.map(cell)),
		`|${delimiters.join("|")}|`,
		...rows.map((cells) => row(cells.map(cell)))
	].join("\n");
}
/** A collapsed block; `title` is HTML. GitHub wants the blank lines. */
function details(title, body, open = false) {
	return `<details${open ? " open" : ""}>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function row(cells) {
	return `| ${cells.join(" | ")} |`;
}
/** A backslash right before a pipe would escape our escape: a zero-width space parts them. */
function cell(text) {
	return text.replaceAll(/\\(?=\|)/g, `\\${JOINT}`).replaceAll("|", String.raw`\|`);
}
function longestRun(text) {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

// src/report/number-format.ts
const MINUS = "−";
const BYTE_UNITS = [
	"B",
	"kB",
	"MB",
	"GB",
	"TB",
	"PB"
];
/**
* Enough digits to see the first digit of σ and of the change; without σ two digits of the change; without either four
* of the value. At least three and at most nine significant digits of the largest value. Whole numbers stay whole.
*/
function chooseFormat(facts) {
	const finite = facts.values.map(finiteOf).filter((value) => value !== void 0);
	const largest = Math.max(0, ...finite.map(Math.abs));
	const { divisor, unit } = scaleOf(facts.unit, largest);
	const scaled = largest / divisor;
	if (scaled >= 0x38d7ea4c68000 || scaled > 0 && scaled < 1e-6) return {
		notation: "exponent",
		digits: 3,
		divisor,
		unit
	};
	if (divisor === 1 && finite.every(Number.isInteger)) return {
		notation: "fixed",
		digits: 0,
		divisor,
		unit
	};
	const sigma = (facts.sigma ?? 0) / divisor;
	const change = Math.abs(facts.delta ?? 0) / divisor;
	const wanted = sigma > 0 ? Math.max(-magnitude(sigma), change > 0 ? -magnitude(change) : 0) : change > 0 ? 1 - magnitude(change) : 3 - magnitude(scaled);
	return {
		notation: "fixed",
		digits: Math.min(Math.max(wanted, 2 - magnitude(scaled), 0), 8 - Math.min(magnitude(scaled), 8)),
		divisor,
		unit
	};
}
/** A value with its unit; `–` for none, and the name of what is no number. */
function formatReading(value, format) {
	if (value === void 0) return "–";
	return typeof value === "number" ? `${digits(value, format)}${format.unit}` : value;
}
/** A change with its sign and unit, never rounded to nothing. */
function formatDelta(delta, format) {
	return `${delta > 0 ? "+" : delta < 0 ? MINUS : "±"}${formatDistance(delta, format)}`;
}
/** A distance without sign, never rounded to nothing. */
function formatDistance(distance, format) {
	const size = Math.abs(distance);
	const text = digits(size, format);
	if (size === 0 || /[1-9]/.test(text)) return `${text}${format.unit}`;
	return `${exponent(size / format.divisor, 1)}${format.unit}`;
}
/** A limit as it was declared, in the metric's unit: with its own digits, however many the values have. */
function formatLimit(limit, format) {
	const own = /^-?\d+(?:\.(\d+))?$/.exec(String(limit / format.divisor));
	if (own === null) return `${limit < 0 ? MINUS : ""}${exponent(Math.abs(limit / format.divisor), 3)}${format.unit}`;
	return formatReading(limit, {
		...format,
		notation: "fixed",
		digits: Math.min(own[1]?.length ?? 0, 8)
	});
}
/** A relative change such as `+0.9 %`; undefined when it rounds to nothing or says nothing. */
function formatRelative(relative) {
	const percent = Math.abs(relative) * 100;
	if (percent < .05 || percent >= 1e6) return void 0;
	return `${relative > 0 ? "+" : MINUS}${grouped(percent.toFixed(percent < 1e3 ? 1 : 0))} %`;
}
function formatBytes(bytes) {
	return formatReading(bytes, chooseFormat({
		values: [bytes],
		unit: "B",
		delta: bytes / 10
	}));
}
function formatCount(count) {
	return grouped(String(count));
}
/** `0.4 s`, `12.3 s`, `2 min 5 s`, `1 h 3 min`. */
function formatSeconds(seconds) {
	if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
	return `${formatCount(Math.floor(whole / 3600))} h ${Math.floor(whole % 3600 / 60)} min`;
}
function digits(value, format) {
	const scaled = value / format.divisor;
	const size = Math.abs(scaled);
	const text = format.notation === "exponent" || size >= 1e21 ? exponent(size, 3) : grouped(size.toFixed(format.digits));
	return scaled < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}
function exponent(value, digits) {
	return value === 0 ? "0" : value.toExponential(digits).replace("e-", `e${MINUS}`).replace("e+", "e");
}
function grouped(text) {
	const [whole = "", fraction] = text.split(".");
	const commas = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",");
	return fraction === void 0 ? commas : `${commas}.${fraction}`;
}
function magnitude(value) {
	return value > 0 ? Math.floor(Math.log10(value)) : 0;
}
function scaleOf(unit, largest) {
	if (unit === void 0 || unit.trim() === "") return {
		divisor: 1,
		unit: ""
	};
	if (!/^(B|bytes?)$/.test(unit)) return {
		divisor: 1,
		unit: ` ${unit === "$" ? "USD" : md(unit, 12)}`
	};
	const power = Math.min(Math.floor(Math.max(0, magnitude(largest)) / 3), BYTE_UNITS.length - 1);
	return {
		divisor: 1e3 ** power,
		unit: ` ${BYTE_UNITS[power]}`
	};
}

export { plain as _, formatDistance as a, formatRelative as c, details as d, fence as f, logLine as g, table as h, formatDelta as i, formatSeconds as l, md as m, formatBytes as n, formatLimit as o, htmlCode as p, formatCount as r, formatReading as s, chooseFormat as t, code as u, plainLine as v, withoutCommands as y };