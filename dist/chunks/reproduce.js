import { i as linesWords, n as filesWords, r as isHardware, s as firstOf, t as counted } from "./changes-line.js";
import { a as compareUrl, c as link, i as commitUrl, n as shortCommit, s as isObjectId, u as ownUrl } from "./report-view.js";
import { d as details, f as fence, h as table, l as formatSeconds, n as formatBytes, r as formatCount, u as code, v as plainLine } from "./number-format.js";

// src/report/changes-section.ts
/** Names of changed files; who wants all of them follows the link. */
const MOST_FILES$1 = 10;
/** The changed params as a diff: red and green lines are the only colour to rely on. */
function renderParams(view) {
	const { changes } = view.input.comparison;
	if (changes === void 0 || changes.params.length === 0) return void 0;
	const { shown, left } = firstOf(changes.params, view.budget.params);
	const more = left === 0 ? [] : [`${formatCount(left)} more changed params ${view.elsewhere}.`];
	if (shown.length === 0) return more.join("");
	const title = `<b>Params</b>: ${formatCount(changes.params.length)} of ${formatCount(changes.paramCount)} changed`;
	return details(title, [fence("diff", shown.flatMap(diffLines)), ...more].join("\n\n"));
}
/** Code, command, data, packages and environment, side by side. */
function renderContext(view) {
	const { changes } = view.input.comparison;
	if (changes === void 0) return void 0;
	if (view.budget.changes === 0) return `Code, data and environment side by side: ${view.elsewhere}.`;
	const most = view.budget.changes;
	const [data, packages, environment] = [
		changes.data,
		changes.packages,
		changes.environment
	].map((list) => firstOf(list, most));
	const rows = [
		...changes.data.length === 0 ? sameData(view) : changeRows(data, "data"),
		codeRow(changes, view),
		...fileRows(changes, most),
		...changes.command === void 0 ? [] : [changeRow("Command", changes.command, "changed")],
		...changeRows(packages, "package"),
		...changeRows(environment, "environment"),
		...machineRows(changes, view)
	];
	const left = data.left + packages.left + environment.left;
	const more = left === 0 ? [] : [`${formatCount(left)} more ${view.elsewhere}.`];
	const body = table([
		"",
		view.baseline,
		view.subject.heading,
		""
	], [
		"left",
		"left",
		"left",
		"left"
	], rows);
	return details(`<b>Code, data, environment</b>: ${differs(changes)}`, [body, ...more].join("\n\n"));
}
function diffLines({ name, baseline, candidate }) {
	return [...baseline === void 0 ? [] : [`- ${name}: ${baseline}`], ...candidate === void 0 ? [] : [`+ ${name}: ${candidate}`]];
}
function codeRow({ code: { baseline, candidate, same, files } }, view) {
	const commit = (id) => link(code(shortCommit(id)), commitUrl(view.links, id));
	const dirty = view.input.run.source.dirty ? " with uncommitted changes" : "";
	const words = files === void 0 ? "changed" : `${filesWords(files)}, ${linesWords(files)}`;
	const compare = same ? "identical" : link(words, compareUrl(view.links, baseline, candidate));
	return [
		"Code",
		commit(baseline),
		`${commit(candidate)}${dirty}`,
		compare
	];
}
function sameData(view) {
	const [first, ...rest] = view.input.run.data;
	if (first === void 0) return [];
	const extent = first.rows === void 0 ? formatBytes(first.size) : `${formatCount(first.rows)} rows`;
	const others = rest.length === 0 ? "" : ` and ${counted(rest.length, "more file")}`;
	return [[
		"Data",
		`${code(first.path)} · ${digestWords(first.sha256)} · ${extent}${others}`,
		"same",
		"identical"
	]];
}
/** The files with the most changed lines; what is left out is in the comparison that the code row links to. */
function fileRows({ code: { files } }, most) {
	return (files?.most ?? []).slice(0, Math.min(most, MOST_FILES$1)).map((file) => [
		code(file.path),
		"",
		linesWords(file),
		"code"
	]);
}
/** The same machine makes times comparable; how long both took says so in figures. */
function machineRows(changes, { input: { run, baseRecord } }) {
	const { os, arch, cores } = run.environment;
	const machine = code([
		os,
		arch,
		...cores === void 0 ? [] : [`${cores} cores`]
	].join(" · "));
	return [...!changes.environment.some(isHardware) ? [[
		"Machine",
		machine,
		"same",
		"latency is comparable"
	]] : [], ...baseRecord === void 0 ? [] : [[
		"Training time",
		formatSeconds(baseRecord.duration),
		formatSeconds(run.duration),
		""
	]]];
}
function changeRows({ shown }, kind) {
	return shown.map((change) => changeRow(code(change.name), change, kind));
}
function changeRow(name, { baseline, candidate }, kind) {
	return [
		name,
		sideOf(baseline),
		candidate === void 0 ? "–" : `**${sideOf(candidate)}**`,
		kind
	];
}
function sideOf(text) {
	return text === void 0 ? "–" : code(text);
}
function differs(changes) {
	const parts = [
		...changes.data.length === 0 ? [] : [counted(changes.data.length, "data file")],
		...changes.code.same ? [] : ["code"],
		...changes.command === void 0 ? [] : ["command"],
		...changes.packages.length === 0 ? [] : [counted(changes.packages.length, "package")],
		...changes.environment.length === 0 ? [] : ["environment"]
	];
	if (parts.length === 0) return "identical";
	const last = parts.at(-1) ?? "";
	return parts.length === 1 ? `${last} differs` : `${parts.slice(0, -1).join(", ")} and ${last} differ`;
}
/** `sha256:5d0c…9a`: enough to tell two digests apart by eye. */
function digestWords(sha256) {
	return code(`sha256:${sha256.slice(0, 8)}…${sha256.slice(-2)}`);
}

// src/report/reproduce.ts
const MOST_FILES = 5;
const MOST_LINES = 40;
/** The commands of a fork are a stranger's: nobody is invited to copy them into a shell. */
function renderReproduce(view) {
	const files = modelFiles(view);
	if (view.input.run.source.fork !== void 0) return files === "" ? void 0 : details("<b>Model files</b>, not kept", files);
	const body = [fence("bash", shellLines(view.input.run), 400), ...files === "" ? [] : [files]].join("\n\n");
	return details(`<b>Reproduce${files === "" ? "" : " and artifacts"}</b>`, body);
}
/** What a shell needs: the code, the values given to this run alone, the recorded command. */
function shellLines(run) {
	const { source, trigger, command, data } = run;
	const head = source.pull_request?.head;
	const merged = head !== void 0 && head !== source.commit ? `   # ${shortCommit(head)} merged into its base` : "";
	const fetch = source.repository === void 0 ? "" : `git fetch origin ${source.commit} && `;
	return [
		...isObjectId(source.commit) ? [`${fetch}git checkout ${source.commit}${merged}`] : [],
		...source.dirty ? [patchLine(run)] : [],
		...data.length === 0 ? [] : [`# data: ${data.length} file${data.length === 1 ? "" : "s"}, digests in the run record`],
		...overrideLines(trigger.overrides ?? {}),
		...commandLines(command)
	];
}
/** Files that git did not track are only named in a patch. */
function patchLine({ id, source: { patch } }) {
	if (patch?.kept === true) return `mlops runs show ${id} --patch | git apply --allow-empty   # its uncommitted changes`;
	return "# the worktree had uncommitted changes, which were not kept";
}
/** What cannot be shown letter by letter is not shown as a command. */
function overrideLines(overrides) {
	return Object.entries(overrides).slice(0, MOST_LINES).map(([name, value]) => plainLine(value) === value ? `export ${variableOf(name)}=${quoted(value)}` : `# ${variableOf(name)}: a value of ${value.length} characters, see the run record`);
}
function commandLines(command) {
	const { shown, left } = firstOf(command.split("\n"), MOST_LINES);
	return [...shown, ...left === 0 ? [] : [`# ${formatCount(left)} more lines in the run record`]];
}
/** The variable in which the training found the value. */
function variableOf(name) {
	return `MLOPS_PARAM_${name.slice(0, 100).toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
}
/** One word of a POSIX shell. */
function quoted(value) {
	return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
function modelFiles(view) {
	const { model } = view.input.run;
	const { shown, left } = firstOf(model.files, MOST_FILES);
	const files = shown.map((file) => `${code(file.path)} ${formatBytes(file.size)} ${digestWords(file.sha256)}`);
	const more = left === 0 ? [] : [`${formatCount(left)} more files`];
	const url = ownUrl(view.links, model.artifact?.url);
	const until = /^\d{4}-\d{2}-\d{2}/.exec(model.artifact?.expires ?? "")?.[0];
	const kept = url === void 0 ? [] : [`${link("artifact", url)}${until === void 0 ? "" : ` (kept until ${until})`}`];
	return [
		...files,
		...more,
		...kept
	].join(" · ");
}

export { renderParams as i, shellLines as n, renderContext as r, renderReproduce as t };