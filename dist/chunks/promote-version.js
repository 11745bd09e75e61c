import { t as MlopsError } from "./error.js";
import { c as tagPrefix } from "./tag.js";
import { n as suggestion, t as nearestOf } from "./nearest.js";
import { _ as hookVariables, g as expandVariables } from "./schema.js";
import { _ as unknown, f as record, l as number, m as string, n as _enum, p as strictObject } from "./zod.js";
import { C as shouldRetry, G as fetchObjects, J as listRefs, O as indexName, U as attemptOf, W as isEarlier, X as pushWithLease, c as renderImport, n as currentRecord, q as fetchRefs, s as COMMITTER, tt as legOf, w as waitMsAfter } from "./open-history.js";
import { n as pathFromRoot, t as isInside } from "./workspace-path.js";
import { i as readBlobs, o as withScratch } from "./objects.js";
import { n as readPlainFile } from "./plain-file.js";
import { n as withArguments } from "./git.js";
import { n as PUSH_HINT } from "./permissions.js";
import { r as withAccepted, t as acceptableGates } from "./acceptance.js";
import { n as member } from "./names.js";
import { t as comparisonOf } from "./recorded.js";
import { n as compareRuns, t as baselineChoice } from "./compare.js";
import { n as gatherKeptEvidence } from "./gather-evidence.js";
import { n as redactorFrom } from "./redact.js";
import { a as digestOfFile } from "./inner-path.js";
import { c as renderPromotionMessage, d as gateResultsOf, n as holderOf, r as latestVersion } from "./state.js";
import { n as readLogTail, t as errorLineOf } from "./log-tail.js";
import { i as imageOf, n as environmentState, t as environmentOf } from "./live.js";
import { r as evidenceOf } from "./evidence.js";
import { t as downloadModel } from "./download-model.js";
import { n as readDeploymentsAndRun, t as readDeployments } from "./read-deployments.js";
import { r as eventFrom } from "./annotation.js";
import { c as requireAsset, i as ownPromotion, o as releaseOf, t as bannedVersions } from "./ban.js";
import { a as readCloneNames, t as registryAccess } from "./registry-access.js";
import { t as appendEvent } from "./append-event.js";
import { a as isEligible, i as isComparable, n as findBaselines, r as historyLines, t as baselineRequest } from "./baseline.js";
import { t as findTracked } from "./version-chain.js";
import { n as recordTag, t as eventOfTag } from "./record-tag.js";
import { dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile as readFile$1, readdir, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";

// src/deployment/golden-requests.ts
const MAX_TEXT = 1e6;
const MAX_REQUESTS = 1e3;
const HeaderName = string().regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, "the name of a header");
const HeaderValue = string().max(2e3).regex(/^[^\r\n\0]*$/, "a header on one line");
const GoldenRequest = strictObject({
	/** Sent as JSON; without it nothing is sent. */
	request: unknown().optional(),
	/** What must be in the answer; other members of objects may be there too. */
	response: unknown().optional(),
	/** From the address of the health check; that address itself by default. */
	path: string().min(1).max(2e3).regex(/^\/(?!\/)/, "a path that begins with one slash").exactOptional(),
	/** POST by default where something is sent, else GET. */
	method: _enum([
		"GET",
		"HEAD",
		"POST",
		"PUT",
		"PATCH",
		"DELETE",
		"OPTIONS"
	]).exactOptional(),
	/** The exact one; any below 400 by default. */
	status: number().int().min(100).max(599).exactOptional(),
	headers: record(HeaderName, HeaderValue).exactOptional(),
	/** Where it stands in its file, counted from 1. */
	line: number().int().positive().exactOptional()
}).refine(({ response, status }) => response !== void 0 || status !== void 0, "needs \"response\" or \"status\"").refine(({ request, method }) => request === void 0 || method !== "GET" && method !== "HEAD", "with \"request\" the method cannot be GET or HEAD");
/**
* Reads a file of golden requests; blank lines are passed over.
* @param file its name, for errors
* @throws MlopsError `config-invalid` that names the line
*/
function parseGoldenRequests(text, file) {
	if (text.length > MAX_TEXT) throw invalid(file, void 0, `has more than ${MAX_TEXT} characters`);
	const requests = [];
	for (const [index, content] of text.replace(/^\uFEFF/, "").split("\n").entries()) {
		const line = index + 1;
		if (content.trim() === "") continue;
		let value;
		try {
			value = JSON.parse(content);
		} catch (cause) {
			throw invalid(file, line, `is no JSON: ${cause.message}`);
		}
		const parsed = GoldenRequest.safeParse(value);
		const issue = parsed.error?.issues[0];
		if (issue !== void 0) throw invalid(file, line, `is no golden request: ${issue.path.length === 0 ? "" : `"${issue.path.join(".")}" `}${issue.message}`);
		if (parsed.data !== void 0) requests.push({
			...parsed.data,
			line
		});
		if (requests.length > MAX_REQUESTS) throw invalid(file, line, `is more than the ${MAX_REQUESTS} that are asked`);
	}
	if (requests.length === 0) throw invalid(file, void 0, "holds no golden request");
	return requests;
}
function invalid(file, line, what) {
	const place = line === void 0 ? { file } : {
		file,
		line
	};
	return new MlopsError("config-invalid", `${file}${line === void 0 ? "" : `:${line}`} ${what}`, "A line is a JSON object such as {\"request\": {\"distance\": 2.5}, \"response\": {\"duration\": 12.1}}; it may also have \"path\", \"method\", \"status\" and \"headers\".", { place });
}

// src/deployment/container-script.ts
/** Name of the file, in the deployment's folder, in which the recipe leaves the image by digest. */
const IMAGE_FILE = "image";
/** Sets and exports MODEL_IMAGE. An image of this version that is known by its digest is not built again. */
const CONTAINER_SCRIPT = `set -e -o pipefail
if [ -z "\${MODEL_IMAGE:-}" ]; then
  metadata=$(mktemp)
  docker buildx build \\
    --file "$MLOPS_IMAGE_RECIPE" \\
    --tag "$MLOPS_IMAGE_NAME:$MLOPS_IMAGE_TAG" \\
    --build-context "model=$MODEL_DIR" \\
    --build-arg "MODEL_NAME=$MODEL_NAME" \\
    --build-arg "MODEL_VERSION=$MODEL_VERSION" \\
    --build-arg "MODEL_DIGEST=\${MODEL_DIGEST:-}" \\
    --build-arg "MODEL_RUN_ID=$MODEL_RUN_ID" \\
    --label "org.opencontainers.image.version=$MODEL_VERSION" \\
    --label "org.opencontainers.image.revision=$MODEL_COMMIT" \\
    --metadata-file "$metadata" \\
    --push \\
    -- "$MLOPS_IMAGE_CONTEXT"
  digest=$(tr -d ' \\n\\r\\t' <"$metadata" | sed -n 's/.*"containerimage\\.digest":"\\(sha256:[0-9a-f]*\\)".*/\\1/p')
  rm -f -- "$metadata"
  if [ "\${#digest}" -ne 71 ]; then
    echo "mlops: docker gave no digest of $MLOPS_IMAGE_NAME:$MLOPS_IMAGE_TAG" >&2
    exit 1
  fi
  MODEL_IMAGE="$MLOPS_IMAGE_NAME@$digest"
fi
export MODEL_IMAGE
echo "mlops: the image is $MODEL_IMAGE" >&2
printf '%s\\n' "$MODEL_IMAGE" >"$MLOPS_IMAGE_FILE"
`;
/** The version as a tag of an image: registries know no `+`, and no more than 128 characters. */
function imageTag(version) {
	return version.replaceAll(/[^\w.-]/g, "_").replace(/^[.-]/, "_").slice(0, 128);
}
/** An image by digest, such as `ghcr.io/org/duration@sha256:…`; undefined for any other text. */
function parseImage(text) {
	const image = text.trim();
	return /^[\w.:/-]{1,300}@sha256:[0-9a-f]{64}$/.test(image) ? image : void 0;
}

// src/deployment/left-hook.ts
const HOOK_PID = "hook.pid";
/** Writes down which process runs the hook of this folder. */
async function nameHook(folder, pid) {
	if (pid !== void 0) await writeFile(join(folder, HOOK_PID), String(pid));
}
/** The hook has ended. */
function forgetHook(folder) {
	return rm(join(folder, HOOK_PID), { force: true });
}
/**
* Ends a hook of this folder that was left behind, with all that it started.
* @param script absolute path of the script that it runs
* @returns whether there was one
*/
async function endLeftHook(folder, script) {
	const text = await readFile$1(join(folder, HOOK_PID), "utf8").catch(() => "");
	const pid = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : void 0;
	if (pid === void 0 || !await runs(pid, script)) return false;
	await endGroup(pid, async () => !await runs(pid, script));
	return true;
}
/** Ends a process group: asks, waits until its leader is gone, kills what is left. */
async function endGroup(pid, isGone) {
	send(pid, "SIGTERM");
	for (let waited = 0; waited < 100 && !await isGone(); waited += 1) await setTimeout(50);
	send(pid, "SIGKILL");
}
async function runs(pid, script) {
	return (await readFile$1(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0").includes(script);
}
function send(pid, signal) {
	try {
		process.kill(-pid, signal);
	} catch {}
}

// src/deployment/run-hook.ts
const HOOK_FILES = {
	script: "hook.sh",
	output: "output.log",
	image: IMAGE_FILE
};
const LOOK_MS = 100;
/** A hook that writes more than this has gone wrong; deploy.sh has it too. */
const MAX_OUTPUT_BYTES = 2e8;
const TOO_MUCH_OUTPUT = `the deploy command wrote more than ${MAX_OUTPUT_BYTES / 1e6} MB of output`;
const CHUNK_BYTES = 65536;
/**
* Runs the script of a deployment to its end, its time or its interruption.
* @returns how it went; a deployment without a script went well
* @throws MlopsError `program-missing` when bash cannot be started
*/
async function runHook(prepared, ports) {
	const { folder, script, variables, settings, deploy } = prepared;
	if (script === void 0) return {};
	await mkdir(folder, { recursive: true });
	const files = {
		script: join(folder, HOOK_FILES.script),
		output: join(folder, HOOK_FILES.output)
	};
	if (await endLeftHook(folder, files.script)) ports.onOutput(Buffer.from("mlops: ended a deploy command that was left\n"));
	await rm(join(folder, HOOK_FILES.image), { force: true });
	await rm(files.output, { force: true });
	await writeFile(files.script, script);
	const output = await open(files.output, "ax+");
	try {
		const child = spawn("bash", [
			"--noprofile",
			"--norc",
			"-e",
			"-o",
			"pipefail",
			files.script
		], {
			cwd: ports.workingDirectory,
			env: {
				...withoutTokens(ports.environment),
				...variables,
				...settings
			},
			detached: true,
			stdio: [
				"ignore",
				output.fd,
				output.fd
			]
		});
		const ended = endOf(child);
		ended.catch(() => void 0);
		await nameHook(folder, child.pid);
		const follow = followOutput(output, ports.onOutput);
		const stopped = await watch(child, ended, {
			seconds: deploy.timeout,
			...ports,
			follow
		});
		const { code, signal } = await ended;
		await follow.read();
		if (stopped !== void 0) return { failure: stopped };
		if (code === 0) return await successOf(prepared);
		return { failure: await failureOf(code === null ? `was ended by ${signal ?? "a signal"}` : `ended with status ${code}`, files.output, ports.redact) };
	} finally {
		await forgetHook(folder);
		await output.close();
	}
}
/** Why a hook failed, in words: how it ended, and the last error that it told of. */
async function failureOf(how, log, redact) {
	const tail = await readLogTail(log, redact);
	const script = join(dirname(log), HOOK_FILES.script);
	const said = (errorLineOf(tail) ?? tail.at(-1))?.replaceAll(script, HOOK_FILES.script);
	return `the deploy command ${how}${said === void 0 ? "" : `: ${said}`}`;
}
/** What a hook that ended well left behind; for whoever did not run it here. */
async function successOf({ folder, script }) {
	if (script?.startsWith("set -e -o pipefail\nif [ -z \"${MODEL_IMAGE:-}\" ]; then\n  metadata=$(mktemp)\n  docker buildx build \\\n    --file \"$MLOPS_IMAGE_RECIPE\" \\\n    --tag \"$MLOPS_IMAGE_NAME:$MLOPS_IMAGE_TAG\" \\\n    --build-context \"model=$MODEL_DIR\" \\\n    --build-arg \"MODEL_NAME=$MODEL_NAME\" \\\n    --build-arg \"MODEL_VERSION=$MODEL_VERSION\" \\\n    --build-arg \"MODEL_DIGEST=${MODEL_DIGEST:-}\" \\\n    --build-arg \"MODEL_RUN_ID=$MODEL_RUN_ID\" \\\n    --label \"org.opencontainers.image.version=$MODEL_VERSION\" \\\n    --label \"org.opencontainers.image.revision=$MODEL_COMMIT\" \\\n    --metadata-file \"$metadata\" \\\n    --push \\\n    -- \"$MLOPS_IMAGE_CONTEXT\"\n  digest=$(tr -d ' \\n\\r\\t' <\"$metadata\" | sed -n 's/.*\"containerimage\\.digest\":\"\\(sha256:[0-9a-f]*\\)\".*/\\1/p')\n  rm -f -- \"$metadata\"\n  if [ \"${#digest}\" -ne 71 ]; then\n    echo \"mlops: docker gave no digest of $MLOPS_IMAGE_NAME:$MLOPS_IMAGE_TAG\" >&2\n    exit 1\n  fi\n  MODEL_IMAGE=\"$MLOPS_IMAGE_NAME@$digest\"\nfi\nexport MODEL_IMAGE\necho \"mlops: the image is $MODEL_IMAGE\" >&2\nprintf '%s\\n' \"$MODEL_IMAGE\" >\"$MLOPS_IMAGE_FILE\"\n") !== true) return {};
	const text = (await readPlainFile(join(folder, HOOK_FILES.image), 1e3))?.content.toString() ?? "";
	const image = parseImage(text);
	return image === void 0 ? { failure: "the deploy command left no image by digest" } : { image };
}
/** The environment without what would let a hook act on the forge in our name. */
function withoutTokens(environment) {
	const isToken = (name) => /^(?:INPUT|ACTIONS)_/.test(name) || /^(?:GITHUB|GH|GITEA|FORGEJO)_TOKEN$/.test(name);
	const kept = Object.entries(environment).filter(([name, value]) => value !== void 0 && !isToken(name));
	return Object.fromEntries(kept);
}
function endOf(child) {
	return new Promise((settle, reject) => {
		child.once("exit", (code, signal) => settle({
			code,
			signal
		}));
		child.once("error", (cause) => {
			reject(new MlopsError("program-missing", `bash cannot be started: ${cause.message}`, "Install bash (on Windows: Git for Windows) and put it on the PATH.", { cause }));
		});
	});
}
/** @returns why the hook was stopped; undefined when it ended by itself */
async function watch(child, ended, { seconds, abort, follow }) {
	const deadline = performance.now() + seconds * 1e3;
	let isEnded = false;
	const end = ended.finally(() => isEnded = true).catch(() => void 0);
	for (;;) {
		await Promise.race([end, setTimeout(LOOK_MS, void 0, { ref: true })]);
		if (isEnded) {
			await ended;
			return;
		}
		const size = await follow.read();
		const reason = abort?.aborted === true ? "the deploy command was interrupted" : performance.now() >= deadline ? `the deploy command did not end within ${seconds} s` : size > MAX_OUTPUT_BYTES ? TOO_MUCH_OUTPUT : void 0;
		if (reason === void 0) continue;
		if (child.pid !== void 0) await endGroup(child.pid, () => isEnded);
		return reason;
	}
}
function followOutput(output, onOutput) {
	let position = 0;
	const read = async () => {
		for (;;) {
			const { buffer, bytesRead } = await output.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
			if (bytesRead === 0) return position;
			position += bytesRead;
			onOutput(buffer.subarray(0, bytesRead));
			if (position > MAX_OUTPUT_BYTES) return position;
		}
	};
	return { read };
}

// src/deployment/compare-response.ts
const MAX_SHOWN = 200;
/** Where an answer lacks what is expected. Members of objects that are not expected may be there; lists must be as long. */
function compareResponse(expected, found, rules) {
	const differences = [];
	compareAt("$", expected, found, rules, differences);
	return differences.slice(0, rules.most);
}
function compareAt(path, expected, found, rules, differences) {
	if (differences.length >= rules.most) return;
	const differ = (wanted) => void differences.push({
		path,
		expected: shown(wanted) ?? "undefined",
		found: shown(found)
	});
	if (typeof expected === "number") {
		if (typeof found !== "number" || !isWithin(expected, found, rules.tolerance)) differ(expected);
	} else if (typeof expected === "string") {
		const text = expandVariables(expected, rules.variables);
		if (found !== text) differ(text);
	} else if (Array.isArray(expected)) {
		if (!Array.isArray(found) || found.length !== expected.length) differ(expected);
		else for (const [index, each] of expected.entries()) compareAt(`${path}[${index}]`, each, found[index], rules, differences);
	} else if (typeof expected === "object" && expected !== null) {
		if (typeof found !== "object" || found === null || Array.isArray(found)) differ(expected);
		else for (const [name, each] of Object.entries(expected)) {
			const member = Object.hasOwn(found, name) ? found[name] : void 0;
			compareAt(memberPath(path, name), each, member, rules, differences);
		}
	} else if (found !== expected) differ(expected);
}
function isWithin(expected, found, tolerance) {
	const difference = Math.abs(expected - found);
	return difference <= tolerance || difference <= tolerance * Math.abs(expected);
}
function memberPath(path, name) {
	return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
function shown(value) {
	const text = JSON.stringify(value);
	return text !== void 0 && text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).toWellFormed()}…` : text;
}

// src/deployment/health-check.ts
const MAX_BODY_BYTES = 1e6;
const MAX_REDIRECTS = 5;
const REQUEST_MS = 1e4;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 3e3;
const MAX_DIFFERENCES = 3;
/** Never throws: what goes wrong is what was found. */
async function checkHealth(request) {
	const url = expandVariables(request.url, request.variables);
	const address = parseAddress(url);
	if (address === void 0) return {
		failure: `${url} is no http address`,
		url
	};
	const deadline = performance.now() + request.timeout * 1e3;
	let failure;
	for (let pause = FIRST_WAIT_MS;; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
		const found = await checkOnce(address, request, deadline);
		if (found === void 0) return {
			failure: void 0,
			url
		};
		if (failure === void 0 || performance.now() < deadline) failure = found;
		if (request.abort?.aborted === true) return {
			failure: `interrupted; until then: ${failure}`,
			url
		};
		if (performance.now() + pause >= deadline) return {
			failure: `${failure} (asked for ${request.timeout} s)`,
			url
		};
		await setTimeout(pause, void 0, request.abort === void 0 ? {} : { signal: request.abort }).catch(() => void 0);
	}
}
function parseAddress(url) {
	const address = URL.parse(url);
	return address?.protocol === "http:" || address?.protocol === "https:" ? address : void 0;
}
/** @returns what is wrong, in words */
async function checkOnce(address, request, deadline) {
	const answer = await ask(address, { method: "GET" }, {
		request,
		deadline,
		follow: true
	});
	if ("problem" in answer) return `${address.href} ${answer.problem}`;
	if (answer.status >= 400) return `${address.href} answers with status ${answer.status}`;
	for (const golden of request.requests) {
		const failure = await checkGolden(address, golden, request, deadline);
		if (failure !== void 0) return `golden request ${golden.line ?? ""}: ${failure}`.replace(" :", ":");
	}
}
async function checkGolden(address, golden, request, deadline) {
	const target = golden.path === void 0 ? address : new URL(expandVariables(golden.path, request.variables), address.href);
	if (target.host !== address.host) return `${target.href} is on another host`;
	const sent = golden.request === void 0 ? void 0 : JSON.stringify(golden.request);
	const method = golden.method ?? (sent === void 0 ? "GET" : "POST");
	const answer = await ask(target, {
		method,
		headers: {
			...sent === void 0 ? {} : { "content-type": "application/json" },
			...golden.headers
		},
		...sent === void 0 ? {} : { body: sent }
	}, {
		request,
		deadline,
		follow: false
	});
	const where = `${method} ${target.pathname}`;
	if ("problem" in answer) return `${where} ${answer.problem}`;
	if (!(golden.status === void 0 ? answer.status < 400 : answer.status === golden.status)) return `${where} answers with status ${answer.status}, expected ${golden.status ?? "one below 400"}`;
	if (golden.response === void 0) return void 0;
	const found = parseBody(answer.body, golden.response);
	if (found === void 0) return `${where} answers with no JSON: ${JSON.stringify(answer.body.slice(0, 100))}`;
	const { tolerance, variables } = request;
	const rules = {
		tolerance,
		variables,
		most: MAX_DIFFERENCES
	};
	const differences = compareResponse(golden.response, found.value, rules).map(({ path, expected, found }) => `${path} is ${found ?? "not there"}, expected ${expected}`);
	return differences.length === 0 ? void 0 : `${where}: ${differences.join("; ")}`;
}
/** A plain text is compared as it is where a text is expected. */
function parseBody(body, expected) {
	try {
		return { value: JSON.parse(body) };
	} catch {
		return typeof expected === "string" ? { value: body.trimEnd() } : void 0;
	}
}
/** Asks once; goes after redirects, if at all, on the same host only. */
async function ask(address, init, { request, deadline, follow }) {
	const left = Math.max(1, Math.min(REQUEST_MS, deadline - performance.now()));
	const timeout = AbortSignal.timeout(Math.ceil(left));
	const signal = request.abort === void 0 ? timeout : AbortSignal.any([timeout, request.abort]);
	try {
		let target = address;
		for (let redirects = 0;; redirects += 1) {
			const response = await fetch(target, {
				...init,
				redirect: "manual",
				signal
			});
			const location = response.headers.get("location");
			const isRedirect = response.status >= 300 && response.status < 400 && location !== null;
			if (!follow || !isRedirect) return await answerFrom(response);
			await response.body?.cancel();
			const next = URL.parse(location, target.href);
			if (next?.host !== address.host) return { problem: `leads to another host, ${next?.host ?? location.slice(0, 100)}` };
			if (redirects === MAX_REDIRECTS) return { problem: `leads on more than ${MAX_REDIRECTS} times` };
			target = next;
		}
	} catch (error) {
		if (timeout.aborted) return { problem: `does not answer within ${Math.ceil(left / 1e3)} s` };
		const { message, cause } = error;
		const reason = cause;
		return { problem: `cannot be reached: ${reason?.code ?? reason?.message ?? message}` };
	}
}
async function answerFrom(response) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > MAX_BODY_BYTES) return { problem: `answers with more than ${MAX_BODY_BYTES} bytes` };
		chunks.push(chunk);
	}
	return {
		status: response.status,
		body: Buffer.concat(chunks).toString()
	};
}

// src/pipeline/deployment/deploy-ports.ts
/** The folder of one stage of one model. */
function environmentFolder({ folder }, model, stage) {
	return `${folder}/${encodeURIComponent(environmentOf(model, stage))}`;
}

// src/pipeline/deployment/place-model.ts
const PREFIX = "model-";
/**
* Brings the model files of a version here, every digest checked; those of an earlier deployment are used again.
* @throws MlopsError `not-found` for a version whose files were not kept, and as `downloadModel` does
*/
async function placeModel(record, { model, version, stage }, ports) {
	if (record.model.files.length === 0) throw new MlopsError("not-found", `${model} ${version} has no model files that could be deployed`, "Name the files that are the model with `model-files`, train again and register that run.");
	const folder = join(environmentFolder(ports, model, stage), folderName(version));
	const files = record.model.files.map(({ path }) => join(folder, path));
	if (await isPlaced(record, files)) return {
		folder,
		files
	};
	await rm(folder, {
		recursive: true,
		force: true
	});
	await downloadModel(record, folder, ports);
	return {
		folder,
		files
	};
}
/** Removes the model files of other versions from the folder of a stage. */
async function removeOtherModels({ model, stage }, versions, ports) {
	const folder = environmentFolder(ports, model, stage);
	const kept = new Set(versions.map((version) => version === void 0 ? "" : folderName(version)));
	const names = await readdir(folder).catch(() => []);
	for (const name of names) if (name.startsWith(PREFIX) && !kept.has(name)) await rm(join(folder, name), {
		recursive: true,
		force: true
	});
}
async function isPlaced({ model }, paths) {
	for (const [index, { sha256 }] of model.files.entries()) if ((await digestOfFile(paths[index] ?? "").catch(() => void 0))?.sha256 !== sha256) return false;
	return true;
}
function folderName(version) {
	return `${PREFIX}${encodeURIComponent(version)}`;
}

// src/pipeline/deployment/read-golden.ts
const MAX_GOLDEN_BYTES = 1e6;
/**
* Golden requests as they stand in the worktree.
* @throws MlopsError `config-invalid` for a file that is not there or is wrong, with its line
*/
async function readGolden({ health }, ports) {
	const file = health?.requests;
	if (file === void 0) return [];
	const path = join(ports.workingDirectory, file);
	const read = isInside(ports.repositoryRoot, path) ? await readPlainFile(path, MAX_GOLDEN_BYTES) : void 0;
	if (read === void 0 || read.size > MAX_GOLDEN_BYTES) throw new MlopsError("config-invalid", `the golden requests ${file} ${read === void 0 ? "are no file of the repository" : "have more than 1 MB"}`, "Name a small file of the repository with `health.requests` in mlops.yaml: a JSON object a line.");
	return parseGoldenRequests(read.content.toString(), file);
}
/**
* Golden requests as they stood at a commit; none where it had none that can be read. The checkout of a job has one commit,
* so that the forge is asked for others.
*/
async function readGoldenAt(commit, { health }, ports) {
	const file = health?.requests;
	if (file === void 0 || !/^[0-9a-f]{40,64}$/.test(commit)) return [];
	const path = pathFromRoot(ports.repositoryRoot, join(ports.workingDirectory, file));
	try {
		const { code, stdout } = await ports.git.exec([
			"cat-file",
			"blob",
			`${commit}:${path}`
		]);
		const text = code === 0 ? stdout.toString() : await ports.forge.readTextFile(path, commit);
		return text === void 0 || text.length > MAX_GOLDEN_BYTES ? [] : parseGoldenRequests(text, file);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		ports.log.warn(`no golden requests are asked, as ${file} of ${commit.slice(0, 7)} cannot be read: ${error.message}`);
		return [];
	}
}

// src/pipeline/deployment/record-deployment.ts
const MAX_REASON = 1e3;
/**
* Appends events of one environment, all in one commit, each after the one before and after those that were there.
* @returns the id of the last one
* @throws MlopsError of the tracking branch
*/
async function recordDeployment({ model, stage, actor, after }, said, { history, clock, environment }) {
	const name = environmentOf(model, stage);
	const redact = redactorFrom(environment);
	const earlier = after === void 0 ? await idsOf(name, history) : [after];
	const time = clock();
	const events = said.map(({ run, reason, ...rest }) => {
		const text = reason === void 0 ? void 0 : redact(reason).slice(0, MAX_REASON).toWellFormed();
		const news = {
			type: "deployment",
			environment: name,
			...rest,
			...text === void 0 ? {} : { reason: text }
		};
		const event = eventFrom(news, {
			run,
			time,
			random: randomBytes(16),
			earlier,
			actor
		});
		earlier.push(event.id);
		return event;
	});
	await history.append([], events);
	return events.at(-1)?.id;
}
async function idsOf(name, history) {
	return (await readDeployments(history)).filter(({ environment }) => environment === name).map(({ id }) => id);
}
/** The same after the fact, when there is no way back: what cannot be written is a warning. */
async function recordOutcome(deployment, said, ports) {
	try {
		return await recordDeployment(deployment, said, ports);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		ports.log.warn(`how the deployment went could not be recorded: ${error.message}. ${error.hint}`);
		return;
	}
}
/** Tells the forge; what it does not want to know is a warning. @returns the id of its deployment */
async function announce(prepared, { forge, log }) {
	const { model, version, stage, tag, run, variables } = prepared;
	if (tag === void 0) return void 0;
	try {
		return (await forge.deployments.open({
			environment: environmentOf(model, stage),
			ref: tag,
			description: `${model} ${version} to ${stage}`,
			payload: {
				model,
				version,
				stage,
				run,
				...variables.MODEL_DIGEST === void 0 ? {} : { digest: variables.MODEL_DIGEST }
			}
		}))?.id;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`the forge was not told of the deployment: ${error.message}. ${error.hint}`);
		return;
	}
}
/** Tells the forge how its deployment stands, if it keeps one. */
async function reportState({ deployment }, state, words, url, { forge, log, logUrl, environment }) {
	if (deployment === void 0) return;
	try {
		await forge.deployments.report(deployment, {
			state,
			description: redactorFrom(environment)(words),
			environmentUrl: url,
			logUrl
		});
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`the forge was not told how the deployment went: ${error.message}. ${error.hint}`);
	}
}

// src/pipeline/deployment/prepare-deployment.ts
/** Of a version that is live one only wants to know whether it is well. */
const MOST_SECONDS_FOR_LIVE = 5;
/**
* Prepares a deployment and records that it goes on. One that a crash left in the middle is gone on with.
* @returns the version that is live, where that is this one and it is well
* @throws MlopsError `config-invalid` for what cannot be deployed so, `not-found` without model files, and of history
*/
async function prepareDeployment(request, ports) {
	const { model, version, stage, deploy, again = false } = request;
	const { history, log } = ports;
	if (deploy.kserve !== void 0 && ports.commitFile === void 0) throw nothingCommits();
	const { events, record } = await readDeploymentsAndRun(history, request.run);
	const state = environmentState(events, environmentOf(model, stage));
	const requests = await readGolden(deploy, ports);
	if (request.digest !== void 0 && request.digest !== record.model.digest) throw otherModel(request);
	const live = state?.live;
	if (!again && live?.version === version && state?.latest.state === "success") {
		const failure = await whatAilsLive(request, record, requests, ports);
		if (failure === void 0) return { live };
		log.warn(`${version} is live in ${stage} of ${model}, but is not well, so it is deployed again: ${failure}`);
	}
	if (state !== void 0) sayUnfinished(state, version, ports);
	const name = deploy.container?.image;
	const image = name === void 0 || again ? void 0 : imageOf(events, {
		model,
		version,
		name
	});
	const previous = live === void 0 || live.version === version ? void 0 : live;
	const draft = await draftOf({
		...request,
		requests,
		image,
		replaces: previous?.version
	}, record, ports);
	const last = state?.events[0]?.id;
	const prepared = {
		...draft,
		tag: request.tag,
		...last === void 0 ? {} : { after: last },
		...request.isRollback === true ? { deploy: {
			...deploy,
			rollback: "never"
		} } : {},
		...previous === void 0 ? {} : { previous: {
			version: previous.version,
			run: previous.run,
			...previous.image === void 0 ? {} : { image: previous.image }
		} }
	};
	const isResumed = state?.latest.state === "in_progress" && state.latest.version === version;
	const said = {
		run: prepared.run,
		state: "in_progress",
		version
	};
	const after = isResumed ? prepared.after : await recordDeployment(prepared, [said], ports);
	const id = await announce(prepared, ports);
	const announced = {
		...prepared,
		...after === void 0 ? {} : { after },
		...id === void 0 ? {} : { deployment: id }
	};
	await reportState(announced, "in_progress", `${version} is being deployed`, void 0, ports);
	return { prepared: announced };
}
/**
* Prepares what brings back the version that was live before, after the one that is to replace it failed. Its golden
* requests are those of its own commit: those of today may ask for the answers of another model.
* @throws MlopsError as `prepareDeployment` does
*/
async function prepareRestoration(failed, ports) {
	const { model, stage, deploy, previous, actor, after } = failed;
	if (previous === void 0) throw new Error("there is no version before");
	const { version, run, image } = previous;
	const { record } = await readDeploymentsAndRun(ports.history, run);
	const requests = await readGoldenAt(record.source.commit, deploy, ports);
	const replaces = failed.version;
	const draft = await draftOf({
		model,
		version,
		stage,
		deploy,
		actor,
		requests,
		image,
		replaces
	}, record, ports);
	const reason = `brought back, as ${failed.version} failed`;
	const begun = {
		...draft,
		reason,
		restores: failed.version,
		...after === void 0 ? {} : { after }
	};
	const last = await recordDeployment(begun, [{
		run,
		state: "in_progress",
		version,
		reason
	}], ports);
	return last === void 0 ? begun : {
		...begun,
		after: last
	};
}
async function draftOf(request, record, ports) {
	const { model, version, stage, deploy, actor, reason, requests } = request;
	const placed = await placeModel(record, request, ports);
	const release = await releaseOf(record, request, ports);
	const folder = environmentFolder(ports, model, stage);
	const { container, command, kserve } = deploy;
	const script = `${container === void 0 ? "" : CONTAINER_SCRIPT}${command ?? ""}`;
	return {
		schema: 1,
		model,
		version,
		stage,
		run: record.id,
		...actor === void 0 ? {} : { actor },
		...reason === void 0 ? {} : { reason },
		deploy,
		folder,
		...script === "" ? {} : { script: `${script}\n` },
		variables: variablesOf(request, record, placed, release?.page),
		settings: container === void 0 ? {} : {
			MLOPS_IMAGE_NAME: container.image,
			MLOPS_IMAGE_TAG: imageTag(version),
			MLOPS_IMAGE_RECIPE: container.file,
			MLOPS_IMAGE_CONTEXT: container.context,
			MLOPS_IMAGE_FILE: join(folder, IMAGE_FILE)
		},
		requests: [...requests],
		...kserve === void 0 ? {} : { storage_uri: kserve["storage-uri"] ?? requireAsset(record, release) }
	};
}
function variablesOf({ model, version, stage, image, replaces }, record, { folder, files }, url) {
	const { id: run, source, model: recorded } = record;
	const { commit } = source;
	return hookVariables({
		model,
		version,
		stage,
		run,
		commit,
		digest: recorded.digest,
		folder,
		files,
		url,
		previous: replaces,
		image
	});
}
/** What is wrong with the version that is live; undefined when it is well, or when nothing says how one would know. */
async function whatAilsLive(request, record, requests, ports) {
	const { health } = request.deploy;
	if (health === void 0) return void 0;
	const { abort } = ports;
	const timeout = Math.min(health.timeout, MOST_SECONDS_FOR_LIVE);
	const placed = {
		folder: environmentFolder(ports, request.model, request.stage),
		files: []
	};
	const variables = variablesOf({
		...request,
		requests,
		image: void 0,
		replaces: void 0
	}, record, placed, void 0);
	return (await checkHealth({
		...health,
		timeout,
		requests,
		variables,
		abort
	})).failure;
}
function sayUnfinished({ latest, environment }, version, { log }) {
	if (latest.state !== "in_progress") return;
	const { version: left = "a version", time } = latest;
	if (left === version) log.info(`going on with the deployment of ${version} to ${environment}, begun at ${time}`);
	else log.warn(`the deployment of ${left} to ${environment}, begun at ${time}, never came to an end`);
}
function otherModel({ model, version, run }) {
	return new MlopsError("artifact-mismatch", `the tag of ${model} ${version} tells of another model than run ${run} recorded: their digests differ`, "Deploy nothing of it: the tag or the history was changed. Train again and register that run.");
}
function nothingCommits() {
	return new MlopsError("config-invalid", "a manifest for KServe is committed, and nothing here can commit to a branch of the remote", "Deploy on the forge, with the deploy workflow, or in a clone with a remote named origin.");
}

// src/registry/decide-promotion.ts
/** What helps where nobody may force it. */
const CANNOT_BE_FORCED = "Nobody can force that: the tag and the history contradict each other, and `mlops verify` shows where. Promote another version.";
/** What speaks against it, the gravest first; nothing when it may have the stage. */
function objectionsTo(challenger) {
	const { evidence, run, doubts, verdict, reasons, ban, isDeprecated, unknownChampion } = challenger;
	const objections = [];
	const object = (words, isFinal = false) => objections.push({
		words,
		isFinal
	});
	for (const { words, isCertain } of doubts) object(words, isCertain);
	if (evidence === void 0) object("its tag holds no evidence: another program registered it");
	else if (run === void 0) object(`its run ${evidence.run} is not in the history here; \`mlops sync\` fetches that of origin`);
	if (run !== void 0) {
		if (run.status !== "finished") object(`its run ${run.status === "killed" ? "was killed" : "failed"}`);
		if (run.isDeleted) object("its run is deleted");
		if (run.isDirty) object("it was trained with uncommitted changes");
		if (run.isFork) object("it comes from a fork");
	}
	if (isDeprecated) object("the model is deprecated");
	if (ban !== void 0) {
		const reason = ban.reason === void 0 ? "" : `: ${ban.reason}`;
		object(`${ban.stage} was rolled back from it${reason}`);
	}
	if (evidence !== void 0 && run !== void 0 && verdict !== "pass") {
		const why = reasons.length === 0 ? "" : `: ${reasons.join("; ")}`;
		object(verdict === void 0 ? "no gate applied to it, so nothing shows that it is good: give a metric a gate in mlops.yaml and train again" : `its verdict is ${verdict}${why}`);
	}
	if (unknownChampion !== void 0) object(`${unknownChampion}, which holds the stage, names no run that it could be compared with`);
	return objections;
}

// src/git/text-file.ts
/**
* Refuses a path that is not plainly one below the root of a repository.
* @throws MlopsError `usage`
*/
function requirePlainPath(path) {
	const parts = path.split("/");
	const isPlain = (part) => part !== "" && part !== "." && part !== ".." && !/^\.git$/i.test(part) && !/[\\\p{Cc}\p{Cf}]/u.test(part);
	if (path.length <= 1e3 && parts.every(isPlain)) return;
	throw new MlopsError("usage", `${JSON.stringify(path.slice(0, 200))} is no path of a file in a repository`, "Give one from the root of the repository, with forward slashes.");
}
/**
* The blob of a file at a commit whose trees are here; undefined where there is nothing.
* @throws MlopsError `config-invalid` where a folder, a link or a submodule is in the way
*/
async function findTextFile(git, commit, path) {
	const parts = path.split("/");
	const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
	const entries = (await git.text([
		"ls-tree",
		"-z",
		"-t",
		"--full-tree",
		commit,
		"--",
		...prefixes
	])).split("\0").flatMap((entry) => {
		const [, mode = "", id = "", at = ""] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
		return prefixes.includes(at) ? [{
			mode,
			id,
			at
		}] : [];
	});
	for (const { mode, at } of entries) if (!(at === path ? mode.startsWith("100") : mode === "040000")) throw notAFile(path, at, mode);
	return entries.find(({ at }) => at === path)?.id;
}
const KINDS = {
	"040000": "a folder",
	"120000": "a symbolic link",
	"160000": "a submodule"
};
function notAFile(path, at, mode) {
	const kind = KINDS[mode] ?? "a file";
	return new MlopsError("config-invalid", at === path ? `${path} is ${kind} and no file` : `${path} cannot be a file: ${at} is ${kind} and no folder`, "Move it out of the way; what lies behind a link is never written.", { place: { file: at } });
}

// src/git/change-file.ts
const REMOTE = "mlops-remote";
const [BASE, OWN, NEW] = [
	"refs/mlops/base",
	"refs/mlops/own",
	"refs/mlops/new"
];
/**
* Changes the file. Nothing is left behind when the remote says no.
* @throws MlopsError `usage` for a path that leads out, `config-invalid` for one that is no file or lies behind a link, and
*   whatever `edit` throws
*/
async function changeFile(access, change) {
	requirePlainPath(change.path);
	const inFormat = async (format) => withScratch({
		parent: access.scratchParent,
		format,
		remotes: { [REMOTE]: access.remote }
	}, (scratch) => changeIn(scratch, access, change));
	const first = await inFormat("sha1");
	return first.outcome === "failed" && first.failure.kind === "object-format" ? inFormat("sha256") : first;
}
async function changeIn(scratch, access, change) {
	const { git } = scratch;
	const negotiating = withArguments(git, ["-c", "push.negotiate=true"]);
	const failures = [];
	const pushed = [];
	for (;;) {
		const tips = await fetchTips(scratch, change);
		let failure;
		if ("failure" in tips) ({failure} = tips);
		else {
			if (tips.own !== void 0 && pushed.includes(tips.own)) return {
				outcome: "written",
				commit: tips.own
			};
			const decided = await decide$1(scratch, change, tips);
			if ("outcome" in decided) return decided;
			const last = failures.at(-1);
			if (last !== void 0 && !shouldRetry(failures.map(({ kind }) => kind))) return failed(last);
			const commit = await writeCommit(scratch, tips.base, change, decided.text, access.clock());
			pushed.push(commit);
			failure = await pushWithLease(negotiating, REMOTE, change.ref, commit, tips.own);
			if (failure === void 0) return {
				outcome: "written",
				commit
			};
		}
		failures.push(failure);
		if ("failure" in tips && !shouldRetry(failures.map(({ kind }) => kind))) return failed(failure);
		access.log.debug(`changing ${change.path} on ${change.ref} failed (${failure.kind}): ${failure.said}`);
		await setTimeout(waitMsAfter(failures.length, access.random()));
	}
}
async function fetchTips({ git }, { base, ref }) {
	const listed = await listRefs(git, REMOTE, [base, ref]);
	if ("failure" in listed) return listed;
	const tips = {
		base: listed.refs.get(base),
		own: listed.refs.get(ref)
	};
	if (tips.base === void 0) return { failure: {
		kind: "absent-ref",
		said: `there is no branch ${base.replace(/^refs\/heads\//, "")}`
	} };
	const refspecs = [`+${base}:${BASE}`, ...ref === base || tips.own === void 0 ? [] : [`+${ref}:${OWN}`]];
	const failure = await fetchRefs(git, REMOTE, refspecs, ["--depth=1", "--filter=blob:none"]);
	if (failure !== void 0) return { failure };
	const fetched = await git.text(["rev-parse", BASE]);
	return {
		base: fetched,
		own: refspecs.length > 1 ? await git.text(["rev-parse", OWN]) : ref === base ? fetched : void 0
	};
}
/** What to write, or why nothing. */
async function decide$1(scratch, { base, ref, path, edit }, tips) {
	const present = await readFile(scratch, tips.base, path);
	if (typeof present === "object") return failed(present.failure);
	const text = edit(present);
	if (ref === base) return present === text ? {
		outcome: "unchanged",
		commit: tips.base
	} : { text };
	if (present === text) return { outcome: "settled" };
	if (tips.own === void 0) return { text };
	const proposed = await readFile(scratch, tips.own, path);
	if (typeof proposed === "object") return failed(proposed.failure);
	if (proposed === text) return {
		outcome: "unchanged",
		commit: tips.own
	};
	const committer = /^committer (.*) \d+ [+-]\d+$/m.exec(await scratch.git.text([
		"cat-file",
		"commit",
		tips.own
	]))?.[1];
	return committer === "mlops-action <mlops-action@noreply.invalid>" ? { text } : {
		outcome: "foreign",
		commit: tips.own,
		committer: committer ?? ""
	};
}
/** The text of the file at a commit that was fetched without the contents of its files. */
async function readFile({ git }, commit, path) {
	const blob = await findTextFile(git, commit, path);
	if (blob === void 0) return void 0;
	const failure = await fetchObjects(git, REMOTE, [blob]);
	if (failure !== void 0) return { failure };
	const [content] = await readBlobs(git, [blob]);
	return content?.toString();
}
async function writeCommit({ git }, parent, { message, path }, text, now) {
	const commit = {
		message,
		seconds: Math.floor(now.getTime() / 1e3),
		files: [{
			path,
			content: text
		}]
	};
	return git.text([
		"fast-import",
		"--quiet",
		"--force"
	], renderImport(NEW, parent, [commit]));
}
function failed(failure) {
	return {
		outcome: "failed",
		failure
	};
}

// src/pipeline/promotion/commit-file.ts
/**
* @throws MlopsError `forge-denied` where the token, a rule or somebody's commits on the branch forbid it, `not-found`
*   without the base, `offline`, `not-a-repository`, `git-failed`, and those of `changeFile`
*/
async function commitFile(change, ports) {
	const { registry, scratch, clock, random, log } = ports;
	const changed = await changeFile({
		remote: registry.remote,
		scratchParent: scratch,
		clock,
		random,
		log
	}, change);
	const branch = change.ref.replace(/^refs\/heads\//, "");
	if (changed.outcome === "failed") {
		const { kind, said } = changed.failure;
		const [code, what, hint] = ADVICE[kind] ?? UNCLEAR;
		throw new MlopsError(code, `${change.path} could not be changed on ${branch}: ${what}: ${said}`, hint);
	}
	if (changed.outcome !== "foreign") return changed;
	const { commit, committer } = changed;
	throw new MlopsError("forge-denied", `the branch ${branch} holds a commit that is not this program's, and is not overwritten: ${commit.slice(0, 10)} of ${committer.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 200)}`, `Merge the branch, or delete it: git push origin --delete ${branch}`);
}
const UNCLEAR = [
	"git-failed",
	"git could not reach a decision with the remote",
	"Run the command again."
];
const ADVICE = {
	"absent-ref": [
		"not-found",
		"it has no base",
		"Name a branch that is there."
	],
	refused: [
		"forge-denied",
		"a rule or hook of the remote refuses it",
		"Let this token push to that branch: exclude `mlops/**` from the rules for branches, or name it as one that may pass."
	],
	forbidden: [
		"forge-denied",
		"the credentials do not suffice",
		PUSH_HINT
	],
	"checked-out": [
		"git-failed",
		"a worktree has the branch checked out",
		"Switch to another branch there: git switch main"
	],
	offline: [
		"offline",
		"the remote cannot be reached",
		"Check the network and the address of the remote."
	],
	"not-a-repository": [
		"not-a-repository",
		"there is no repository",
		"Check the path or URL of the remote."
	],
	locked: [
		"git-failed",
		"a lock file of another git process is in the way",
		"If no git runs there, remove that file."
	],
	"lost-race": [
		"git-failed",
		"others moved the branch each time just before",
		"Run the command again."
	]
};

// src/pipeline/deployment/commit-manifest.ts
/** @param defaultBranch of the repository; undefined where it is not known, and then the branch has to be named */
function manifestCommitter(ports, defaultBranch) {
	return async ({ path, branch = defaultBranch, message, edit }) => {
		if (branch === void 0) throw new MlopsError("config-invalid", "the default branch of the repository is not known, so the manifest has no branch", "Name the branch that the cluster follows: `kserve: {branch: main}` in mlops.yaml.");
		const ref = `refs/heads/${branch}`;
		const committed = await commitFile({
			base: ref,
			ref,
			path,
			message,
			edit
		}, ports);
		return { commit: committed.outcome === "written" ? committed.commit : void 0 };
	};
}

// src/registry/version-doubt.ts
/** The doubts on a version, given the run that its evidence names; none where tag and run fit together. */
function doubtsOn(registration, { model_digest: digest }, run) {
	const { id, model } = run.record;
	const files = `its tag names other model files (${digest ?? "no model files"}) than run ${id} left (${model.digest ?? "none"})`;
	return [...digest === model.digest ? [] : [{
		words: files,
		isCertain: true
	}], ...doubtOnTag(registration, run) ?? []];
}
function doubtOnTag({ artifact: model, tag, object, commit }, { record, state }) {
	const { id, source } = record;
	const certain = (words) => [{
		words,
		isCertain: true
	}];
	if (record.model.name !== model) return certain(`its run ${id} trained the model ${record.model.name}`);
	const own = state.registrations.find((each) => each.tag === tag);
	if (own?.object === object) return void 0;
	if (own?.object !== void 0) return certain(`its tag was changed after the fact: it was written as ${own.object.slice(0, 12)}`);
	const [other] = state.registrations;
	if (own === void 0 && other !== void 0) return certain(`its run ${id} was registered as ${other.tag}`);
	if ([source.commit, source.pull_request?.head].includes(commit)) return void 0;
	return [{
		words: `its tag stands on ${commit.slice(0, 12)}, and its run trained ${source.commit.slice(0, 12)}`,
		isCertain: false
	}];
}

// src/pipeline/versions/find-version.ts
/**
* The registered version that a text names: `v1.2.3`, `latest`, or nothing for the latest.
* @throws MlopsError `not-found`, also for one that was taken back
*/
function requireVersion(artifact, model, wanted) {
	const named = wanted === void 0 || wanted === "latest" ? void 0 : wanted;
	const found = artifact === void 0 ? void 0 : named === void 0 ? latestVersion(artifact) : artifact.versions.find(({ version }) => version === named);
	if (found?.registration !== void 0 && found.isActive) return {
		...found,
		registration: found.registration
	};
	throw absent(artifact, model, named, found);
}
function absent(artifact, model, named, found) {
	const lists = `\`mlops registry history ${model}\` lists what there was; \`mlops register\` makes a version of a run.`;
	if (artifact === void 0) return new MlopsError("not-found", `no version of the model "${model}" is registered`, "`mlops registry` lists the models; `mlops register` makes a version of a run, `mlops sync` fetches those of origin.");
	if (named === void 0) return new MlopsError("not-found", `no version of the model "${model}" is registered`, lists);
	if (found !== void 0 && !found.isActive) return new MlopsError("not-found", `${model}@${named} was taken back`, `\`mlops registry history ${model}\` shows when; registering its run once more undoes it.`);
	const known = artifact.versions.flatMap(({ version, isRegistered }) => isRegistered ? [version] : []);
	const nearest = nearestOf(named, known);
	const words = nearest === void 0 ? "" : `; did you mean ${nearest}?`;
	return new MlopsError("not-found", `the model "${model}" has no version ${JSON.stringify(named)}${words}`, lists);
}
/**
* That the configuration is the model's own: another's gates, stages and deploy command say nothing of it. Without a file
* there is none to be wrong.
* @throws MlopsError `usage`
*/
function requireOwnModel({ model: configured, configFile }, model) {
	if (configFile === void 0 || model === configured) return;
	throw new MlopsError("usage", `${configFile} is of the model "${configured}", and says nothing of "${model}"`, "Run it in the folder of that model, or name that with --working-directory (in workflows: `working-directory`).");
}
/**
* The policy of a stage.
* @throws MlopsError `usage` for a stage that is none of the configuration
*/
function requireStage(settings, name) {
	const { stages, deploy } = settings;
	if (stages === void 0) return {
		name,
		approval: "none",
		deploy
	};
	const found = stages.find((stage) => stage.name === name);
	if (found !== void 0) return found;
	const names = stages.map((stage) => stage.name);
	throw new MlopsError("usage", `there is no stage ${JSON.stringify(name)}, ${suggestion(name, names)}`, `The stages are ${names.join(", ")}: the key "stages" of mlops.yaml.`);
}

// src/pipeline/judging/apply-acceptances.ts
/** A job can be run again for 30 days; a commit that is pushed anew to another branch is another pull request. */
const AS_LONG_AS_MS = 5184e6;
/**
* A run of a pull request in the light of what was accepted of earlier runs of the same commit: of no other commit, pull
* request or model.
* @throws MlopsError when the history cannot be read
*/
async function applyAcceptances(judged, record, history) {
	const { pull_request: pull, branch } = record.source;
	if (pull === void 0 || branch === void 0 || acceptableGates(judged.comparison).length === 0) return judged;
	const told = await history.lines({
		matches: (line) => line.branch === indexName(branch) && line.events?.some(({ type }) => type === "acceptance") === true,
		since: /* @__PURE__ */ new Date(new Date(record.started).getTime() - AS_LONG_AS_MS)
	});
	if (told.length === 0) return judged;
	const accepted = acceptedOf(record, await history.readStates(told));
	return {
		...judged,
		comparison: withAccepted(judged.comparison, accepted)
	};
}
/** What was accepted of the commit, pull request and model of a record, oldest first. */
function acceptedOf(record, runs) {
	const { source, model } = record;
	return runs.filter(({ record: other }) => other.source.pull_request?.head === source.pull_request?.head && other.source.pull_request?.number === source.pull_request?.number && other.source.fork === source.fork && other.model.name === model.name).flatMap(({ state }) => state.acceptances ?? []).toSorted((a, b) => a.time < b.time ? -1 : 1);
}

// src/comparison/choose-baseline.ts
/** True for a run that no other one can be better than: it has what is compared, and its own gates did not fail. */
function isUseful(option, candidate) {
	return option.choice === "exact" || defectOf(option, candidate) === void 0;
}
/**
* The first useful run; else the first one that has the metrics, though its own gates failed; else the first.
* @param options best first, not empty
*/
function chooseBaseline(options, candidate) {
	const judged = options.map((option) => ({
		option,
		defect: defectOf(option, candidate)
	}));
	const place = judged.findIndex(({ option }) => isUseful(option, candidate));
	if (place >= 0) {
		const { option } = judged[place] ?? { option: options[0] };
		const passedOver = judged.slice(0, place).map(({ defect }) => defect);
		return place === 0 ? option : {
			...option,
			how: `${option.how}; passed over: ${counted(passedOver)}`
		};
	}
	const failed = judged.find(({ defect }) => defect === "failed its gates")?.option;
	if (failed !== void 0) return {
		...failed,
		how: `${failed.how}, though it failed its gates: no better run was found`
	};
	return {
		...options[0],
		how: `${options[0].how}, though it lacks the metrics to compare: no better run was found`
	};
}
function defectOf({ record, choice }, candidate) {
	if (!hasMetrics(record, candidate)) return "lacks the metrics to compare";
	return choice === "rule" && comparisonOf(record)?.verdict?.status === "fail" ? "failed its gates" : void 0;
}
/** At least one gated metric that the candidate has; where none is gated, any of its metrics. */
function hasMetrics({ metrics }, candidate) {
	const own = Object.keys(candidate.record.metrics);
	const gated = own.filter((name) => member(candidate.gates, name) !== void 0);
	const wanted = gated.length > 0 ? gated : own;
	return wanted.length === 0 || wanted.some((name) => member(metrics, name) !== void 0);
}
/** "1 run that failed its gates, 2 runs that lack the metrics to compare". */
function counted(defects) {
	const known = defects.filter((defect) => defect !== void 0);
	return [...new Set(known)].map((defect) => {
		const count = known.filter((each) => each === defect).length;
		return count === 1 ? `1 run that ${defect}` : `${count} runs ${defect === "failed its gates" ? "that failed their gates" : "that lack the metrics to compare"}`;
	}).join(", ");
}

// src/pipeline/judging/count-decisions.ts
/** Beyond so many decisions without a version hardly any α is left. */
const MOST_DECISIONS = 100;
/**
* The number of the decision on this run, from 1: every finished run of the branch since the last version was one.
* @param own experiment, leg and branch of the run as index lines have them, and its id
* @param champion run of the version that holds the stage which is decided on: then every version since it was one
*/
async function decisionIndexOf(own, history, champion) {
	const isEarlier = (line) => line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own);
	const counts = champion === void 0 ? isEarlier : (line) => isEarlier(line) && line.id > champion && becameVersion(line);
	const newestFirst = (await history.lines({
		matches: counts,
		enough: MOST_DECISIONS
	})).filter(counts).toSorted((a, b) => a.id < b.id ? 1 : -1);
	const last = champion === void 0 ? newestFirst.findIndex(becameVersion) : -1;
	return 1 + (last === -1 ? newestFirst.length : last);
}
function becameVersion({ events = [] }) {
	return events.some(({ type }) => type === "registration");
}
function wasDecided({ status, dirty, superseded, fork }) {
	return status === "finished" && !dirty && superseded !== true && fork !== true;
}

// src/pipeline/judging/compare-run.ts
/** How many earlier runs the trend and the noise are read from. */
const HISTORY_RUNS = 12;
/** How many lines of a branch are read to find that many usable ones. */
const RECENT_LINES = 40;
/** @throws MlopsError when the history cannot be read: then nothing can be said, rather than "no baseline" */
async function compareWithHistory(record, options) {
	const { settings, pullRequest } = options;
	const history = withoutOwnPast(options.history, record);
	const experiment = indexName(record.experiment);
	const leg = legOf(record);
	const ownBranch = record.source.branch ?? options.homeBranch;
	const request = baselineRequest({
		setting: settings.baseline,
		run: record.id,
		experiment,
		leg,
		branch: nameOrNone(ownBranch),
		pullRequest: pullRequest === void 0 ? void 0 : {
			...pullRequest,
			baseBranch: indexName(pullRequest.baseBranch)
		},
		versionRun: settings.baseline === void 0 ? void 0 : await options.resolveVersion(settings.baseline),
		overriddenCommit: isOverridden(record) ? indexName(record.source.commit) : void 0
	});
	const lines = await readLines(request, history);
	const found = findBaselines(lines, request);
	const readTrendOf = (branch) => readTrend(lines, {
		experiment,
		leg,
		branch,
		before: record.id
	}, history);
	const { failOn, commentKey } = settings;
	const reported = failOn === void 0 || commentKey === void 0 ? {} : { reported: {
		failOn,
		commentKey
	} };
	if ("reason" in found) {
		const branch = indexName(pullRequest?.baseBranch ?? ownBranch ?? "");
		const trend = request.rule === "none" ? [] : await readTrendOf(branch);
		return {
			comparison: {
				...compareRuns({
					candidate: record,
					noBaseline: request.rule === "none" ? found.reason : withMissing(found.reason, options.missingHistory),
					isBaselineNamed: found.isNamed && !await isAwaited(options),
					history: await history.read(trend),
					gates: settings.gates
				}),
				...reported
			},
			baseRecord: void 0
		};
	}
	const candidate = {
		record,
		gates: settings.gates
	};
	const decisionIndex = options.isAutomatic === true ? await decisionIndexOf({
		id: record.id,
		experiment,
		leg,
		branch: nameOrNone(ownBranch)
	}, history, options.champion) : void 0;
	const base = await readBaseline(found.options, candidate, {
		history,
		readTrendOf
	});
	return {
		comparison: {
			...compareRuns({
				candidate: record,
				baseline: {
					record: base.option.record,
					choice: baselineChoice(base.option.record, base.option.how)
				},
				history: base.trend,
				gates: settings.gates,
				decision: settings.decision,
				decisionIndex,
				evidence: await options.gatherEvidence?.(base.option.record)
			}),
			...reported
		},
		baseRecord: base.option.record
	};
}
/**
* The history as it will be when the record is in it: what its job has left in earlier attempts is no past to compare
* with, but the same point once more.
*/
function withoutOwnPast(history, record) {
	const own = attemptOf(record);
	if (own === void 0 || own.number === 1) return history;
	const mark = (line) => isEarlier(line.attempt, own) ? {
		...line,
		superseded: true
	} : line;
	return {
		...history,
		async lines({ matches, ...query } = {}) {
			return (await history.lines({
				...query,
				...matches && { matches: (line) => matches(mark(line)) }
			})).map(mark);
		}
	};
}
function withMissing(reason, missing) {
	return missing === void 0 ? reason : `${reason}; ${missing}`;
}
async function isAwaited({ settings: { baseline }, awaitsFirstVersion }) {
	return baseline !== void 0 && awaitsFirstVersion !== void 0 && awaitsFirstVersion(baseline);
}
function nameOrNone(name) {
	return name === void 0 ? void 0 : indexName(name);
}
function isOverridden({ trigger }) {
	return Object.keys(trigger.overrides ?? {}).length > 0;
}
/** The baseline's record and the records of its trend: in one fetch where the first option is a useful one. */
async function readBaseline(options, candidate, from) {
	const [first, ...others] = options;
	const [record, ...trend] = await from.history.read([first.line, ...await from.readTrendOf(first.line.branch)]);
	if (record === void 0) throw unreadable(first.line);
	const nearest = {
		...first,
		record
	};
	if (others.length === 0 || isUseful(nearest, candidate)) return {
		option: chooseBaseline([nearest], candidate),
		trend
	};
	const next = others.slice(0, 10 - 1);
	const records = await from.history.read(next.map(({ line }) => line));
	const more = next.flatMap((option, index) => {
		const record = records[index];
		return record === void 0 ? [] : [{
			...option,
			record
		}];
	});
	const option = chooseBaseline([nearest, ...more], candidate);
	if (option.line.branch === first.line.branch) return {
		option,
		trend
	};
	return {
		option,
		trend: await from.history.read(await from.readTrendOf(option.line.branch))
	};
}
function unreadable({ id }) {
	return new MlopsError("record-invalid", `the record of run ${id} is not there`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}
/** Index lines, newest first: enough of the branch for the trend, and as far back as the baseline lies. */
async function readLines(request, history) {
	if (request.rule === "none") return [];
	const wanted = [...plainLine(request), wantedLine(request)];
	const branch = branchOf(request);
	const withDeleted = request.rule === "named" || request.rule === "version";
	const lines = [...await history.lines({
		withDeleted,
		matches: (line) => wanted.some((isWanted) => isWanted(line)) || isComparable(line, request) && line.branch === branch,
		enough: RECENT_LINES
	})];
	for (const isWanted of wanted) if (!lines.some(isWanted)) lines.push(...await history.lines({
		matches: isWanted,
		enough: 1,
		withDeleted
	}));
	return lines;
}
/** Lines of the branch that the trend is read from; they are in `lines` unless the baseline was named by version. */
async function readTrend(lines, query, history) {
	const trend = historyLines(lines, query, HISTORY_RUNS);
	if (trend.length > 1 || query.branch === "") return trend;
	const more = await history.lines({
		matches: (line) => isEligible(line) && isComparable(line, query) && line.branch === query.branch,
		enough: 13
	});
	return historyLines(more, query, HISTORY_RUNS);
}
function branchOf(request) {
	if (request.rule === "named") return request.name;
	return request.rule === "version" ? void 0 : request.branch;
}
/** For a run with overrides the run of its commit without them. */
function plainLine(request) {
	const { plainCommit } = request;
	if (plainCommit === void 0) return [];
	return [(line) => isComparable(line, request) && isEligible(line) && line.commit === plainCommit];
}
/** The line without which the rule would fall back or fail. */
function wantedLine(request) {
	const ours = (line) => isComparable(line, request) && isEligible(line);
	if (request.rule === "version") return (line) => line.id === request.id;
	if (request.rule === "named") return (line) => line.id.startsWith(request.name) || ours(line) && line.branch === request.name;
	const { branch } = request;
	if (request.rule === "previous") return (line) => ours(line) && line.branch === branch && line.id < request.run;
	const { commit } = request;
	return (line) => ours(line) && (commit === void 0 ? line.branch === branch : line.commit === commit);
}

// src/pipeline/promotion/judge-challenger.ts
const MOST_REASONS = 5;
/**
* @param champion the version that holds the stage; undefined when none does
* @throws MlopsError when the history cannot be read
*/
async function judgeChallenger(version, facts, ports) {
	const { artifact, champion, ban } = facts;
	const { registration } = version;
	const evidence = evidenceOf(version);
	const tracked = evidence === void 0 ? void 0 : await findTracked(evidence.run, ports.history);
	const compared = tracked === void 0 ? void 0 : await comparisonWith(champion, tracked, facts, ports);
	const comparison = tracked && compared?.comparison && await accepted(compared.comparison, tracked.record, ports);
	const verdict = comparison?.verdict;
	const reasons = verdict?.reasons.filter(({ status }) => status === verdict.status) ?? [];
	return {
		challenger: {
			version: version.version,
			evidence,
			run: tracked === void 0 ? void 0 : challengerRun(tracked, tracked.line.deleted === true),
			doubts: registration === void 0 || evidence === void 0 || tracked === void 0 ? [] : doubtsOn(registration, evidence, tracked),
			verdict: verdict?.status,
			reasons: reasons.slice(0, MOST_REASONS).map(({ metric, reason }) => `${metric}: ${reason}`),
			ban,
			unknownChampion: champion !== void 0 && evidenceOf(champion) === void 0 ? champion.version : void 0,
			isDeprecated: !artifact.isActive
		},
		comparedWith: compared?.with,
		gates: comparison === void 0 ? [] : gateResultsOf(comparison)
	};
}
function challengerRun({ record, state }, isDeleted) {
	return {
		id: record.id,
		status: currentRecord(record, state).status,
		isDirty: record.source.dirty,
		isFork: record.source.fork !== void 0,
		isDeleted
	};
}
/** The same in the light of what people accepted since. */
async function accepted(comparison, record, { history }) {
	return (await applyAcceptances({
		comparison,
		baseRecord: void 0
	}, record, history)).comparison;
}
/** The comparison that counts, before anything that was accepted of it. */
async function comparisonWith(champion, { record }, { settings, isAutomatic }, ports) {
	const recorded = comparisonOf(record);
	const before = recorded?.baseline === void 0 ? void 0 : { run: recorded.baseline.run };
	const championRun = champion === void 0 ? void 0 : evidenceOf(champion)?.run;
	if (champion === void 0 || championRun === void 0 || championRun === record.id) return {
		comparison: recorded,
		with: before
	};
	const { version } = champion;
	if (before?.run === championRun && recorded?.verdict !== void 0) return {
		comparison: recorded,
		with: {
			...before,
			version
		}
	};
	ports.log.info(`comparing ${record.id.slice(0, 12)} with ${version}, which holds the stage`);
	const { history } = ports;
	return {
		comparison: (await compareWithHistory(record, {
			history,
			settings: {
				...settings,
				baseline: championRun
			},
			pullRequest: void 0,
			isAutomatic,
			champion: championRun,
			resolveVersion: async () => championRun,
			gatherEvidence: (baseline) => gatherKeptEvidence(record, baseline, ports)
		})).comparison,
		with: {
			run: championRun,
			version
		}
	};
}

// src/pipeline/promotion/record-assignment.ts
/** Appends the event of a tag that assigns a stage; nothing for a version whose run is not known, or told of it already. */
async function recordAssignment({ run, model, version, stage, replaces, reason, actor }, written, ports) {
	if (run === void 0) return;
	const event = {
		...eventOfTag("assignment", run, written),
		...actor === void 0 ? {} : { actor },
		type: "assignment",
		model,
		version,
		stage,
		...replaces === void 0 ? {} : { replaced: replaces },
		...reason === void 0 ? {} : { reason }
	};
	await recordTag(event, ports);
}

// src/pipeline/promotion/promote-version.ts
/**
* Assigns the stage, if the evidence allows.
* @param preflight throws where what follows the tag could not be done
* @throws MlopsError `usage` for a stage that is none, another model's configuration or a force without a reason, `not-found` for an unknown version, and
*   those of the registry and the history
*/
async function promoteVersion(request, ports, preflight = async () => {}) {
	const { settings, model, stage, force, reason } = request;
	requireReason(force, reason);
	requireOwnModel(settings, model);
	const policy = requireStage(settings, stage);
	let promotion;
	const decided = await appendEvent(registryAccess(ports), model, async (artifact) => {
		const decision = await decide(artifact, {
			...request,
			policy
		}, ports, preflight);
		if ("write" in decision) ({promotion} = decision);
		return decision;
	});
	if ("settled" in decided) {
		if (decided.settled.outcome === "held") await recordAssignment(decided.settled.promotion, decided.settled.written, ports);
		return decided.settled;
	}
	if (promotion === void 0) throw new TypeError("a tag was written that nobody decided on");
	const { written } = decided;
	ports.log.info(`assigned ${model} ${promotion.version} to ${stage}: ${written.tag}`);
	await recordAssignment(promotion, written, ports);
	return {
		outcome: "assigned",
		promotion,
		written
	};
}
/** @throws MlopsError `usage` */
function requireReason(force, reason) {
	if (!force || reason !== void 0) return;
	throw new MlopsError("usage", "force needs a reason", "Say why what speaks against it is passed over, with --reason or the input `reason`: it stands in the tag for ever.");
}
async function decide(artifact, request, ports, preflight) {
	const { stage, settings, force, isAutomatic } = request;
	const version = await versionAtRemote(artifact, request, ports);
	if (artifact === void 0) throw new TypeError("a version without its model");
	const champion = championOf(artifact, stage);
	const held = champion?.version === version.version ? heldAlready(artifact, version, stage) : void 0;
	if (held !== void 0) return { settled: held };
	const ban = bannedVersions(artifact).get(version.version);
	const judged = await judgeChallenger(version, {
		artifact,
		champion,
		ban,
		settings,
		isAutomatic
	}, ports);
	const objections = objectionsTo(judged.challenger);
	const isFinal = objections.some((objection) => objection.isFinal);
	if (objections.length > 0 && (!force || isFinal)) return { settled: refused(request, version.version, judged, objections, isFinal) };
	const promotion = promotionOf(version, champion, judged, objections, request);
	if (request.policy.approval === "pull-request" && !request.isApproved) return { settled: {
		outcome: "proposable",
		promotion,
		championMetrics: evidenceOf(champion)?.metrics
	} };
	await preflight(version);
	return {
		write: {
			action: {
				action: "assign",
				stage
			},
			commit: version.commit,
			message: renderPromotionMessage(promotion)
		},
		promotion
	};
}
/** A version that only the clone has is not assigned: nobody else could see what has the stage. */
async function versionAtRemote(artifact, { model, version }, ports) {
	try {
		return requireVersion(artifact, model, version);
	} catch (error) {
		const tag = `${tagPrefix(model)}@${version ?? ""}`;
		if (artifact?.versions.some((each) => each.version === version) === true || !(await readCloneNames(registryAccess(ports), tagPrefix(model))).includes(tag)) throw error;
		throw new MlopsError("not-found", `${tag} is in this repository only, not at the remote`, `Push it first: git push origin 'refs/tags/${tag}'`, { cause: error });
	}
}
/** The version that holds a stage now. */
function championOf(artifact, stage) {
	const holder = holderOf(artifact, stage);
	return artifact.versions.find((each) => each.version === holder?.version);
}
/** The assignment that gave a version the stage that it holds, as its tag says. */
function heldAlready(artifact, version, stage) {
	const event = artifact.events.find((each) => each.kind === "assignment" && each.stage === stage && each.version === version.version);
	if (event === void 0) return void 0;
	const { tag, commit, time, object } = event;
	const unknown = {
		schema: 1,
		kind: "promotion",
		model: artifact.name,
		version: version.version,
		stage,
		metrics: {},
		gates: []
	};
	return {
		outcome: "held",
		promotion: ownPromotion(event) ?? unknown,
		written: {
			tag,
			commit,
			time,
			object
		}
	};
}
function refused({ model, stage }, version, { challenger }, objections, isFinal) {
	return {
		outcome: "refused",
		model,
		version,
		stage,
		verdict: challenger.verdict,
		objections: objections.map(({ words }) => words),
		isFinal
	};
}
function promotionOf({ version }, champion, { challenger, comparedWith, gates }, objections, { model, stage, isAutomatic, reason, actor, url }) {
	const { evidence, verdict } = challenger;
	return {
		schema: 1,
		kind: "promotion",
		model,
		version,
		stage,
		...evidence === void 0 ? {} : { run: evidence.run },
		...evidence?.model_digest === void 0 ? {} : { model_digest: evidence.model_digest },
		...verdict === void 0 ? {} : { verdict },
		...comparedWith === void 0 ? {} : { compared_with: comparedWith },
		metrics: evidence?.metrics ?? {},
		gates: [...gates],
		...champion === void 0 ? {} : { replaces: champion.version },
		...isAutomatic ? { automatic: true } : {},
		...objections.length === 0 ? {} : {
			forced: true,
			against: objections.map(({ words }) => words).join("; ")
		},
		...reason === void 0 ? {} : { reason },
		...actor === void 0 ? {} : { actor },
		...url === void 0 ? {} : { url }
	};
}

export { GoldenRequest as A, environmentFolder as C, failureOf as D, TOO_MUCH_OUTPUT as E, runHook as O, removeOtherModels as S, HOOK_FILES as T, prepareDeployment as _, recordAssignment as a, recordOutcome as b, applyAcceptances as c, requireVersion as d, doubtsOn as f, CANNOT_BE_FORCED as g, findTextFile as h, requireReason as i, successOf as k, requireOwnModel as l, commitFile as m, heldAlready as n, compareWithHistory as o, manifestCommitter as p, promoteVersion as r, acceptedOf as s, championOf as t, requireStage as u, prepareRestoration as v, checkHealth as w, reportState as x, announce as y };