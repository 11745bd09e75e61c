import { n as environmentState, t as environmentOf } from "./live.js";
import { a as stageTurns, r as isoTime, s as releasePage, t as bannedVersions } from "./ban.js";
import { d as repositoryUrlOf } from "./report-view.js";
import { t as comparisonOf } from "./recorded.js";
import { t as MlopsError } from "./error.js";
import { a as digestOfFile, o as digestOfFiles } from "./inner-path.js";
import { r as assetNames } from "./release.js";
import { t as PREDICATE_TYPE } from "./provenance.js";
import { B as hourFolderOf, H as recordPath, V as recordName, z as fullRef } from "./open-history.js";
import { t as isInside } from "./workspace-path.js";
import { t as downloadModel } from "./download-model.js";
import { n as readVersionChain, r as versionOfRun, t as findTracked } from "./version-chain.js";
import { n as openLocalHistory } from "./local-history.js";
import { t as localPorts } from "./local-ports.js";
import { a as terminalLog, i as renderTable, n as print, r as printJson } from "./print.js";
import { t as findReferencedRun } from "./reference.js";
import { l as formatSeconds, n as formatBytes, r as formatCount } from "./number-format.js";
import { r as printableLine } from "./printable.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";

// src/pipeline/versions/describe-version.ts
function describeVersion(chain, events) {
	const { artifact, version, evidence, tracked } = chain;
	const { registration } = version;
	const stages = version.stages.filter((stage) => artifact.stages[stage]?.[0]?.version === version.version);
	const ban = bannedVersions(artifact).get(version.version);
	const url = tracked === void 0 ? void 0 : repositoryUrlOf(tracked.record);
	const shown = chain.stage === void 0 ? version.stages : [chain.stage];
	return {
		model: artifact.name,
		version: version.version,
		commit: version.commit,
		isActive: version.isActive,
		isModelActive: artifact.isActive,
		stage: chain.stage,
		stages,
		registered: registration === void 0 ? void 0 : {
			tag: registration.tag,
			time: isoTime(registration.time),
			by: registration.tagger
		},
		evidence,
		isRunHere: tracked !== void 0,
		assignments: shown.flatMap((stage) => {
			const turn = stageTurns(artifact, stage).find((each) => each.version === version.version);
			return turn === void 0 ? [] : [describeTurn(turn)];
		}),
		ban: ban === void 0 ? void 0 : {
			stage: ban.stage,
			since: isoTime(ban.since),
			reason: ban.reason
		},
		release: registration === void 0 ? void 0 : {
			tag: registration.tag,
			url: url === void 0 ? void 0 : releasePage(url, registration.tag)
		},
		live: (chain.stage === void 0 ? stages : [chain.stage]).flatMap((stage) => liveIn(events, environmentOf(artifact.name, stage))),
		drills: shown.flatMap((stage) => lastDrill(events, artifact.name, stage))
	};
}
function describeTurn({ promotion, ...turn }) {
	const { stage, version, tag, commit, since, until, by, note } = turn;
	return {
		stage,
		version,
		tag,
		commit,
		since,
		until,
		by,
		note,
		kind: promotion?.kind,
		verdict: promotion?.verdict,
		comparedWith: promotion?.compared_with,
		gates: promotion?.gates ?? [],
		replaced: promotion?.replaces,
		automatic: promotion?.automatic === true,
		forced: promotion?.forced === true,
		against: promotion?.against,
		reason: promotion?.reason,
		url: promotion?.url
	};
}
function liveIn(events, environment) {
	const state = environmentState(events.filter((event) => event.type === "deployment"), environment);
	if (state === void 0) return [];
	const { live, latest } = state;
	return [{
		environment,
		version: live?.version,
		since: live?.since,
		url: live?.url,
		image: live?.image,
		latest: {
			state: latest.state,
			version: latest.version,
			time: latest.time,
			by: latest.actor,
			reason: latest.reason
		}
	}];
}
function lastDrill(events, model, stage) {
	const drill = events.findLast((event) => event.type === "drill" && event.model === model && event.stage === stage);
	if (drill?.type !== "drill") return [];
	const { version, outcome, time, duration, actor, reason } = drill;
	return [{
		stage,
		version,
		outcome,
		time,
		duration,
		by: actor,
		reason
	}];
}

// src/pipeline/versions/read-chain-facts.ts
/** @param ref full ref of the tracking branch */
async function readChainFacts(chain, ref, ports) {
	const { artifact, version, evidence, tracked } = chain;
	const { git, repositoryRoot } = ports;
	const record = tracked?.record;
	const ids = [
		version.commit,
		...evidence === void 0 ? [] : [evidence.commit],
		...headOf(record)
	];
	const commits = /* @__PURE__ */ new Map();
	for (const id of new Set(ids)) {
		const found = await readCommit(git, id);
		if (found !== void 0) commits.set(id, found);
	}
	const data = [];
	for (const entry of record?.data ?? []) data.push({
		path: entry.path,
		...await checkData(entry, evidence?.commit ?? "", repositoryRoot, git)
	});
	return {
		model: artifact.name,
		version,
		turns: version.stages.flatMap((stage) => {
			const turn = stageTurns(artifact, stage).find((each) => each.version === version.version);
			return turn === void 0 ? [] : [turn];
		}),
		evidence,
		record,
		state: tracked?.state,
		filesDigest: record === void 0 || record.model.files.length === 0 ? void 0 : digestOfFiles(record.model.files),
		commits,
		recordWrites: record === void 0 ? void 0 : await countWrites(git, ref, record.id),
		modelFiles: await checkModel(record, ports),
		data,
		attestation: attestationWords(record)
	};
}
function headOf(record) {
	const head = record?.source.pull_request?.head;
	return head === void 0 ? [] : [head];
}
/** A commit of this repository; undefined where it is not here. */
async function readCommit(git, id) {
	if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return void 0;
	const { code, stdout } = await git.exec([
		"cat-file",
		"commit",
		id
	]);
	if (code !== 0) return void 0;
	const [head = ""] = stdout.toString().split("\n\n", 1);
	return {
		tree: /^tree ([0-9a-f]+)$/m.exec(head)?.[1] ?? "",
		parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent)
	};
}
/** How many commits wrote the file; undefined where the history is cut off. */
async function countWrites(git, ref, run) {
	if ((await git.exec(["rev-parse", "--is-shallow-repository"])).stdout.toString().trim() !== "false") return void 0;
	const paths = [recordPath(run), `${hourFolderOf(run)}/${recordName(run)}`];
	const { code, stdout } = await git.exec([
		"log",
		"--format=%H",
		"--no-renames",
		"--end-of-options",
		ref,
		"--",
		...paths
	]);
	return code === 0 ? stdout.toString().split("\n").filter((line) => line !== "").length : void 0;
}
/** The files as they lie here, in the artifact store or in a release. */
async function checkModel(record, ports) {
	if (record === void 0) return {
		status: "unknown",
		why: "the run is not known, so no file can be compared"
	};
	if (record.model.files.length === 0) return {
		status: "unknown",
		why: "the run has no model files"
	};
	const folder = await mkdtemp(join(ports.scratch, "verify-"));
	try {
		const { model } = await downloadModel(record, join(folder, "files"), ports);
		return {
			status: "ok",
			why: `${model.length === 1 ? "the file is" : `all ${model.length} are`} here, with the digests of the record`
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {
			status: error.code === "artifact-mismatch" ? "broken" : "unknown",
			why: error.message
		};
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/**
* A data file as it lies in the worktree, else as the trained commit has it. One that is not in Git may have changed since
* with every right, so another file in its place breaks nothing; in the commit it had to be this one.
*/
async function checkData(entry, commit, root, git) {
	const { path, sha256 } = entry;
	const place = join(root, path);
	const here = isInside(root, place) ? await digestOfFile(place).catch(() => void 0) : void 0;
	if (here?.sha256 === sha256) return {
		status: "ok",
		why: "the file here is the one that was trained on"
	};
	const committed = await digestAt(git, commit, path);
	if (committed === sha256) return {
		status: "ok",
		why: `${commit.slice(0, 12)} has the file that was trained on`
	};
	if (committed !== void 0) return {
		status: "broken",
		why: `${commit.slice(0, 12)} has another file than the run says it was trained on`
	};
	return {
		status: "unknown",
		why: here === void 0 ? "the file is not here" : "the file here is another one: it was changed since, or replaced"
	};
}
/** SHA-256 of a file of a commit, of large files what their pointer says; undefined where it has none. */
async function digestAt(git, commit, path) {
	if (await readCommit(git, commit) === void 0) return void 0;
	const id = await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${commit}:${path}`
	]);
	if (id.code !== 0) return void 0;
	const blob = await git.exec([
		"cat-file",
		"blob",
		id.stdout.toString().trim()
	]);
	if (blob.code !== 0) return void 0;
	return (blob.stdout.length > 1e3 ? void 0 : LFS_POINTER.exec(blob.stdout.toString())?.[1]) ?? createHash("sha256").update(blob.stdout).digest("hex");
}
const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n/;
/** What only the forge knows. */
function attestationWords(record) {
	const [asset = "FILE"] = record === void 0 ? [] : assetNames(record.model.files.map(({ path }) => path));
	return `only the forge knows of one; ask it: gh attestation verify ${asset} --repo ${/^[\w.-]+\/[\w.-]+$/.exec(record?.source.repository ?? "")?.[0] ?? "OWNER/NAME"} --predicate-type ${PREDICATE_TYPE}`;
}

// src/pipeline/history/read-late-events.ts
/**
* In the order of their ids, which is that of their times.
* @throws MlopsError `tracking-unreadable`
*/
async function readLateEvents(history, kinds) {
	const isMeant = ({ type }) => kinds.some((kind) => kind === type);
	const lines = await history.lines({
		matches: ({ events = [] }) => events.some(isMeant),
		withDeleted: true
	});
	return (await history.readStates(lines.map((line) => ({
		...line,
		events: (line.events ?? []).filter(isMeant)
	})))).flatMap((run) => run.events).toSorted((a, b) => a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

// src/pipeline/versions/explain-version.ts
const MOST_PARENTS = 20;
const MOST_BRANCHES = 5;
async function explainVersion(chain, { history, git }) {
	const { artifact, version, evidence, tracked } = chain;
	const described = describeVersion(chain, await readLateEvents(history, ["deployment", "drill"]));
	const stages = chain.stage === void 0 ? version.stages : [chain.stage];
	const record = tracked?.record;
	const commit = record?.source.commit ?? evidence?.commit;
	return {
		...described,
		holders: stages.flatMap((stage) => stageTurns(artifact, stage).map(describeTurn)),
		run: record === void 0 ? void 0 : runOf(record),
		comparison: record === void 0 ? void 0 : await compared(record, chain, history),
		code: commit === void 0 ? void 0 : await codeOf(commit, record?.source.repository, git),
		data: record?.data ?? [],
		environment: record?.environment,
		parents: record === void 0 ? [] : await parentsOf(record, chain, history)
	};
}
function runOf({ id, status, started, duration, experiment, command, trigger, params, source }) {
	const { branch, pull_request: pull } = source;
	return {
		id,
		status,
		started,
		duration,
		experiment,
		command,
		trigger,
		params,
		branch,
		pullRequest: pull?.number
	};
}
async function compared(record, chain, history) {
	const comparison = comparisonOf(record);
	if (comparison === void 0) return void 0;
	const { baseline, verdict, noBaseline } = comparison;
	return {
		verdict: verdict?.status,
		how: baseline?.how ?? noBaseline ?? "nothing is recorded of a baseline",
		baseline: baseline === void 0 ? void 0 : await nameRun(baseline.run, chain, history)
	};
}
async function codeOf(commit, repository, git) {
	const isHere = await readCommit(git, commit) !== void 0;
	const { code, stdout } = isHere ? await git.exec([
		"for-each-ref",
		`--contains=${commit}`,
		`--count=${MOST_BRANCHES}`,
		"--format=%(refname:short)",
		"refs/heads",
		"refs/remotes"
	]) : {
		code: 1,
		stdout: ""
	};
	return {
		commit,
		repository,
		isHere,
		branches: code === 0 ? stdout.toString().split("\n").filter((name) => name !== "") : []
	};
}
/** A record that names itself, or one that is named before, ends the walk. */
async function parentsOf(record, chain, history) {
	const parents = [];
	const seen = /* @__PURE__ */ new Set([record.id]);
	let next = record.parent;
	while (next !== void 0 && !seen.has(next) && parents.length < MOST_PARENTS) {
		seen.add(next);
		parents.push(await nameRun(next, chain, history));
		next = (await findTracked(next, history))?.record.parent;
	}
	return parents;
}
async function nameRun(run, { registry }, history) {
	const tracked = await findTracked(run, history);
	const known = versionOfRun(registry, run);
	return {
		run,
		isHere: tracked !== void 0,
		commit: tracked?.record.source.commit,
		version: known === void 0 ? void 0 : `${known.artifact.name}@${known.version.version}`
	};
}

// src/registry/chain-links.ts
/** Every link of the chain, from the tag to the data. */
function chainLinks(facts) {
	return [
		versionTag(facts),
		...facts.turns.flatMap((turn) => [stageTag(turn, facts), stageEvidence(turn, facts)]),
		evidenceLink(facts),
		commitLink(facts),
		...recordLinks(facts),
		{
			link: "model files",
			...facts.modelFiles
		},
		codeLink(facts),
		...dataLinks(facts),
		{
			link: "attestation",
			status: "unknown",
			why: facts.attestation
		}
	];
}
function isBroken(links) {
	return links.some(({ status }) => status === "broken");
}
/** Whoever moves a tag makes another object; the run has noted the one that was written. */
function versionTag({ version: { registration }, state }) {
	const link = "version tag";
	if (registration === void 0) return unknown(link, "the version has no tag that registers it");
	const { tag, object } = registration;
	const noted = state?.registrations.find((each) => each.tag === tag)?.object;
	const [other] = state?.registrations ?? [];
	if (noted === void 0 && other !== void 0 && other.tag !== tag) return broken(link, `the run was registered as ${other.tag}, and ${tag} says that it is of the same run`);
	return tagLink(link, {
		tag,
		object,
		noted
	});
}
function stageTag({ stage, tag, object }, { state }) {
	const noted = state?.assignments?.find((each) => each.tag === tag)?.object;
	return tagLink(`stage tag ${stage}`, {
		tag,
		object,
		noted
	});
}
function tagLink(link, { tag, object, noted }) {
	if (noted === void 0) return unknown(link, `the run's history does not say which object ${tag} was written as`);
	if (noted === object) return ok(link, `${tag} is the object ${object.slice(0, 12)} that was written`);
	return broken(link, `${tag} was moved: it was written as ${noted.slice(0, 12)} and is ${object.slice(0, 12)} now`);
}
/** The stage was given to these very files, after a verdict or by force. */
function stageEvidence({ stage, promotion, tag }, { evidence, version }) {
	const link = `stage evidence ${stage}`;
	if (promotion === void 0) return unknown(link, `${tag} gives no reason of its own: another program wrote it`);
	if (evidence !== void 0 && promotion.run !== evidence.run) return broken(link, `${tag} speaks of run ${promotion.run ?? "none"}, ${version.version} is of run ${evidence.run}`);
	if (evidence !== void 0 && promotion.model_digest !== evidence.model_digest) return broken(link, `${tag} speaks of other model files than the tag of ${version.version}`);
	if (promotion.forced === true) return ok(link, `forced, against: ${promotion.against ?? "no passing verdict"}; ${promotion.reason ?? "no reason"}`);
	if (promotion.kind === "rollback") return ok(link, `a rollback from ${promotion.replaces ?? "nothing"}`);
	if (promotion.verdict === "pass") return ok(link, "its verdict was pass");
	return broken(link, `its verdict was ${promotion.verdict ?? "none"}, and nobody forced it`);
}
function evidenceLink({ evidence, version }) {
	if (evidence !== void 0) return ok("evidence", `the tag names run ${evidence.run}`);
	return unknown("evidence", `${version.registration?.tag ?? version.version} holds no evidence that can be read: another program wrote it`);
}
/** The tag stands on the commit that was trained, on the head that was merged for the training, or on a carrier of one. */
function commitLink({ version, evidence, record, commits }) {
	const link = "tagged commit";
	if (evidence === void 0) return unknown(link, "no evidence says which commit was trained");
	const trained = [.../* @__PURE__ */ new Set([evidence.commit, record?.source.pull_request?.head ?? evidence.commit])];
	const { commit } = version;
	if (trained.includes(commit)) return ok(link, `${commit.slice(0, 12)} is the commit that was trained`);
	const here = commits.get(commit);
	if (here === void 0) return unknown(link, `the tag stands on ${commit.slice(0, 12)}, which is not here`);
	const original = trained.find((each) => here.parents.length === 1 && here.parents[0] === each);
	const tree = original === void 0 ? void 0 : commits.get(original)?.tree;
	if (original !== void 0 && tree === void 0) return unknown(link, `the tag stands on a child of ${original.slice(0, 12)}, which is not here`);
	if (tree === here.tree) return ok(link, `the tag stands on a commit with the same files as ${original?.slice(0, 12) ?? ""}`);
	return broken(link, `the tag stands on ${commit.slice(0, 12)}, and ${evidence.commit.slice(0, 12)} was trained`);
}
function recordLinks(facts) {
	const { evidence, record, model } = facts;
	if (evidence === void 0) return [];
	if (record === void 0) return [unknown("run record", `run ${evidence.run} is not in the history here; \`mlops sync\` fetches that of origin`)];
	if (record.model.name !== model) return [broken("run record", `run ${record.id} trained the model ${record.model.name}, not ${model}`)];
	return [
		ok("run record", `run ${record.id} is in the history`),
		writesLink(facts),
		digestLink(evidence, record, facts.filesDigest),
		metricsLink(evidence, record),
		verdictLink(evidence, record)
	];
}
/** Records are added and never changed. */
function writesLink({ recordWrites }) {
	const link = "record unchanged";
	if (recordWrites === void 0 || recordWrites === 0) return unknown(link, "the commits of the tracking branch are not all here");
	if (recordWrites === 1) return ok(link, "one commit of the tracking branch wrote it, and none changed it");
	return broken(link, `${recordWrites} commits of the tracking branch wrote it: it was changed after it was recorded`);
}
function digestLink(evidence, { model }, digest) {
	const link = "model digest";
	if (evidence.model_digest !== model.digest) return broken(link, `the tag says ${shown(evidence.model_digest)}, the record ${shown(model.digest)}`);
	if (model.digest === void 0) return unknown(link, "the run has no model files");
	if (digest !== model.digest) return broken(link, `the files of the record have ${shown(digest)}, not ${shown(model.digest)}`);
	const known = new Map(model.files.map(({ path, sha256 }) => [path, sha256]));
	const other = evidence.files.find(({ path, sha256 }) => known.get(path) !== sha256);
	if (other !== void 0) return broken(link, `the tag has another digest of ${other.path} than the record`);
	return ok(link, `tag and record say ${shown(model.digest)}, over ${model.files.length} file${model.files.length === 1 ? "" : "s"}`);
}
function metricsLink(evidence, record) {
	const metrics = Object.entries(evidence.metrics);
	const valueOf = (name) => Object.hasOwn(record.metrics, name) ? record.metrics[name]?.value : void 0;
	const other = metrics.find(([name, value]) => valueOf(name) !== value);
	if (other === void 0) return ok("metrics", `all ${metrics.length} that the tag has are those of the record`);
	const [name, value] = other;
	return broken("metrics", `the tag says ${name} ${value}, the record ${valueOf(name) ?? "nothing"}`);
}
function verdictLink(evidence, record) {
	const recorded = comparisonOf(record)?.verdict?.status;
	const [told, known] = [evidence.verdict ?? "none", recorded ?? "none"];
	if (told === known) return ok("verdict", told === "none" ? "no gate applied" : `tag and record say ${told}`);
	return broken("verdict", `the tag says ${told}, the record ${known}`);
}
function codeLink({ evidence, commits }) {
	if (evidence === void 0) return unknown("code", "no evidence says which commit was trained");
	const commit = evidence.commit.slice(0, 12);
	if (commits.has(evidence.commit)) return ok("code", `${commit} is in this repository`);
	return unknown("code", `${commit} is not in this repository; \`git fetch origin ${evidence.commit}\` may bring it`);
}
function dataLinks({ data, record }) {
	if (record === void 0) return [];
	if (data.length === 0) return [unknown("data", "the run recorded no data files")];
	return data.map(({ path, status, why }) => ({
		link: `data ${path}`,
		status,
		why
	}));
}
function shown(digest) {
	return digest === void 0 ? "none" : `sha256:${digest.slice(0, 12)}…`;
}
function ok(link, why) {
	return {
		link,
		status: "ok",
		why
	};
}
function broken(link, why) {
	return {
		link,
		status: "broken",
		why
	};
}
function unknown(link, why) {
	return {
		link,
		status: "unknown",
		why
	};
}

// src/cli/text-tree.ts
function renderTree({ text, children = [] }) {
	return [printableLine(text), ...branches(children, "")].join("\n");
}
function branches(nodes, indent) {
	return nodes.flatMap(({ text, children = [] }, index) => {
		const isLast = index === nodes.length - 1;
		return [`${indent}${isLast ? "└─" : "├─"} ${printableLine(text)}`, ...branches(children, `${indent}${isLast ? "  " : "│ "} `)];
	});
}

// src/cli/version-text.ts
/** `registry show model@stage`. */
function renderVersion(known) {
	const { model, version, evidence, registered, release, ban, stages } = known;
	const [turn] = known.stage === void 0 ? [] : known.assignments;
	const facts = [
		["version", `${model}@${version}${known.isActive ? "" : ", which was taken back"}`],
		...known.isModelActive ? [] : [["model", "deprecated"]],
		["stages", stages.join(", ") || "none"],
		...turn === void 0 ? [] : turnRows(turn),
		...registered === void 0 ? [] : [["registered", `${registered.time} as ${registered.tag}`]],
		["commit", known.commit],
		...evidence === void 0 ? [["evidence", "none that can be read: another program wrote the tag"]] : evidenceRows(known),
		...release === void 0 ? [] : [["release", release.url ?? release.tag]],
		...ban === void 0 ? [] : [["banned", banWords(ban)]]
	];
	const section = (title, rows, align = "") => rows.length === 0 ? "" : `\n\n${renderTable([title, ""], rows, align)}`;
	const others = turn === void 0 ? known.assignments : [];
	return renderTable(["VERSION", ""], facts) + others.map((each) => section(`STAGE ${each.stage}`, turnRows(each))).join("") + section("LIVE", known.live.map((live) => [live.environment, liveWords(live)])) + section("DRILL", known.drills.map((drill) => [drill.stage, drillWords(drill)])) + section("GATE", (turn?.gates.length ? turn.gates : evidence?.gates ?? []).map((gate) => [gate.gate, gateWords(gate)])) + section("METRIC", Object.entries(evidence?.metrics ?? {}).map(([name, value]) => [name, String(value)]), " r") + section("FILE", (evidence?.files ?? []).map(({ path, size, sha256 }) => [path, `${size} B  sha256:${sha256}`])) + section("DATA", (evidence?.data ?? []).map(({ path, sha256 }) => [path, `sha256:${sha256}`]));
}
function evidenceRows({ evidence, isRunHere }) {
	if (evidence === void 0) return [];
	return [
		["run", `${evidence.run}${isRunHere ? "" : ", which is not in the history here: `mlops sync` fetches what origin has"}`],
		["trained", evidence.commit],
		["verdict", evidence.verdict ?? "none, as no gate applied"],
		...evidence.model_digest === void 0 ? [] : [["digest", `sha256:${evidence.model_digest}`]]
	];
}
function turnRows(turn) {
	return [
		["since", `${turn.since} by ${turn.by}, ${turn.tag}`],
		...turn.until === void 0 ? [] : [["until", turn.until]],
		["why", whyWords(turn)],
		...turn.forced ? [["forced", `against: ${turn.against ?? "no passing verdict"}`]] : [],
		...turn.reason === void 0 ? [] : [["reason", turn.reason]],
		...turn.url === void 0 ? [] : [["decided at", turn.url]],
		["replaced", turn.replaced ?? "nothing"]
	];
}
function whyWords({ kind, automatic, verdict, comparedWith, note }) {
	if (kind === void 0) return note === void 0 || note === "" ? "the tag does not say" : `the tag says: ${note}`;
	const against = comparedWith === void 0 ? "" : ` against ${comparedWith.version ?? `run ${comparedWith.run}`}`;
	const judged = verdict === void 0 ? "no verdict" : `verdict ${verdict}${against}`;
	return `${automatic ? "automatic " : ""}${kind}, ${judged}`;
}
function gateWords({ status, reason, accepted }) {
	const who = accepted?.actor === void 0 ? "" : ` by ${accepted.actor}`;
	const taken = accepted === void 0 ? "" : `; accepted${who}: ${accepted.reason}`;
	return `${status}${reason === void 0 ? "" : `, ${reason}`}${taken}`;
}
function banWords({ stage, since, reason }) {
	return `${stage} was rolled back from it at ${since}${reason === void 0 ? "" : `: ${reason}`}`;
}
function liveWords({ version, since, url, image, latest }) {
	const serving = version === void 0 ? "nothing is known to serve" : [
		`${version} since ${since ?? ""}`,
		url,
		image
	].filter((word) => word !== void 0).join(", ");
	if (latest.state === "success" && latest.version === version) return serving;
	const reason = latest.reason === void 0 ? "" : `: ${latest.reason}`;
	return `${serving}; last ${latest.state} of ${latest.version ?? "a version"} at ${latest.time}${reason}`;
}
function drillWords({ outcome, version, time, duration, reason }) {
	return `${outcome} at ${time}: back to ${version} in ${formatSeconds(duration)}${reason === void 0 ? "" : `, ${reason}`}`;
}
/** `registry explain`: the same as a tree, back to data and code. */
function renderExplanation(known) {
	const { model, version, registered, commit } = known;
	const tag = {
		text: registered === void 0 ? `no tag registers ${version}` : `tag ${registered.tag} of ${registered.time} on commit ${commit}`,
		children: [evidenceNode(known)]
	};
	const name = known.stage === void 0 ? `${model}@${version}` : `${model}@${known.stage} is ${version}`;
	return renderTree({
		text: name,
		children: [
			...stageNodes(known),
			tag,
			runNode(known)
		]
	});
}
function stageNodes({ holders }) {
	return [...Map.groupBy(holders, ({ stage }) => stage)].map(([stage, turns]) => ({
		text: `stage ${stage}`,
		children: turns.map((turn) => ({
			text: `${turn.version} from ${turn.since} to ${turn.until ?? "now"} by ${turn.by}: ${whyWords(turn)}`,
			children: [
				...turn.forced ? [{ text: `forced against: ${turn.against ?? "no passing verdict"}` }] : [],
				...turn.reason === void 0 ? [] : [{ text: `reason: ${turn.reason}` }],
				...turn.url === void 0 ? [] : [{ text: `decided at ${turn.url}` }]
			]
		}))
	}));
}
function evidenceNode({ evidence }) {
	if (evidence === void 0) return { text: "no evidence that can be read: another program wrote the tag" };
	const metrics = Object.entries(evidence.metrics).map(([name, value]) => `${name} ${value}`);
	return {
		text: `evidence: run ${evidence.run}, verdict ${evidence.verdict ?? "none"}`,
		children: [
			...metrics.length === 0 ? [] : [{ text: `metrics: ${metrics.join(", ")}` }],
			...(evidence.gates ?? []).map((gate) => ({ text: `gate ${gate.gate}: ${gateWords(gate)}` })),
			...evidence.files.map(({ path, sha256 }) => ({ text: `file ${path} sha256:${sha256}` }))
		]
	};
}
function runNode(known) {
	const { run, evidence, comparison, environment, parents } = known;
	if (run === void 0) return {
		text: evidence === void 0 ? "the run is not known" : `run ${evidence.run} is not in the history here; mlops sync fetches that of origin`,
		children: codeNodes(known)
	};
	const params = Object.entries(run.params).map(([name, value]) => `${name}=${String(value)}`);
	const actor = run.trigger.actor === void 0 ? "" : ` by ${run.trigger.actor}`;
	return {
		text: `run ${run.id}, ${run.status}, started ${run.started}, ${formatSeconds(run.duration)}, ${run.trigger.event}${actor}`,
		children: [
			{ text: `command: ${run.command}` },
			...params.length === 0 ? [] : [{ text: `params: ${params.join(", ")}` }],
			comparisonNode(comparison),
			...codeNodes(known),
			...dataNodes(known),
			...environment === void 0 ? [] : [environmentNode(environment)],
			...parents.map((parent) => ({ text: `parent ${runWords(parent)}` }))
		]
	};
}
function comparisonNode(comparison) {
	if (comparison === void 0) return { text: "not compared" };
	const { verdict, how, baseline } = comparison;
	const judged = verdict ?? "no gate applied";
	return { text: baseline === void 0 ? `${judged}, without a baseline: ${how}` : `${judged} against ${runWords(baseline)}: ${how}` };
}
function runWords({ run, version, commit, isHere }) {
	const known = [
		version,
		commit?.slice(0, 12),
		isHere ? void 0 : "not here"
	].filter((word) => word !== void 0);
	return `run ${run}${known.length === 0 ? "" : ` (${known.join(", ")})`}`;
}
function codeNodes({ code, run }) {
	if (code === void 0) return [];
	const of = code.repository === void 0 ? "" : ` of ${code.repository}`;
	const on = code.branches.length === 0 ? "on no branch here" : `on ${code.branches.join(", ")}`;
	const trained = run?.branch === void 0 ? "" : `, trained on ${run.branch}`;
	const pull = run?.pullRequest === void 0 ? "" : `, pull request ${run.pullRequest}`;
	return [{ text: `code ${code.commit}${of}${trained}${pull}, ${code.isHere ? `here, ${on}` : "not here"}` }];
}
function dataNodes({ data }) {
	if (data.length === 0) return [{ text: "no data files are recorded" }];
	return data.map(({ path, size, rows, sha256 }) => {
		const extent = rows === void 0 ? "" : `, ${formatCount(rows)} row${rows === 1 ? "" : "s"}`;
		return { text: `data ${path}, ${formatBytes(size)}${extent}, sha256:${sha256}` };
	});
}
function environmentNode({ os, arch, gpu, container, runtimes, packages }) {
	return { text: `environment: ${[
		os,
		arch,
		gpu,
		container,
		...Object.entries(runtimes).map(([name, version]) => `${name} ${version}`),
		packages === void 0 ? void 0 : `packages sha256:${packages.digest.slice(0, 12)}`
	].filter((word) => word !== void 0).join(", ")}` };
}

// src/cli/commands/version.ts
async function showVersion(reference, options) {
	const { history, chain } = await openVersion(reference, options);
	const known = describeVersion(chain, await readLateEvents(history, ["deployment", "drill"]));
	if (options.json) printJson(known);
	else print(renderVersion(known));
	return 0;
}
async function explain(reference, options) {
	const { workspace, history, chain } = await openVersion(reference, options);
	const known = await explainVersion(chain, {
		history,
		git: workspace.git
	});
	if (options.json) printJson(known);
	else print(renderExplanation(known));
	return 0;
}
/** @returns 1 where a link is broken; what cannot be known here is no reason */
async function verify(reference, options) {
	const { workspace, trackingBranch, chain } = await openVersion(reference, options);
	const ports = await localPorts(workspace, {
		trackingBranch,
		pushTags: false,
		log: terminalLog(true)
	});
	const links = chainLinks(await readChainFacts(chain, fullRef(trackingBranch), ports));
	const isWhole = !isBroken(links);
	if (options.json) printJson({
		model: chain.artifact.name,
		version: chain.version.version,
		stage: chain.stage,
		isWhole,
		links
	});
	else print(renderTable([
		"LINK",
		"",
		""
	], links.map(({ link, status, why }) => [
		link,
		status,
		why
	]), "", { style: (row, column) => column === 1 ? COLOURS[links[row]?.status ?? "unknown"] : void 0 }));
	return isWhole ? 0 : 1;
}
const COLOURS = {
	ok: "green",
	broken: "red",
	unknown: "yellow"
};
/** @throws MlopsError `not-found` with what the name could be */
async function openVersion(reference, options) {
	const opened = await openLocalHistory(options, terminalLog(true));
	const { history, workspace } = opened;
	const { git } = workspace;
	const findNamedRun = (name) => findReferencedRun(name, history, git);
	return {
		...opened,
		chain: await readVersionChain(reference, {
			history,
			git,
			findNamedRun
		})
	};
}

export { explain, showVersion, verify };