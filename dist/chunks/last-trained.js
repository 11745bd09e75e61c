import { t as MlopsError } from "./error.js";
import { O as indexName, Q as formatOfObjectId, tt as legOf } from "./open-history.js";
import { t as INPUTS } from "./inputs.js";
import { o as withScratch } from "./objects.js";
import { a as findChangedPaths, r as fetchMergeBase } from "./may-write.js";
import { n as error, t as debug } from "./core.js";
import { posix } from "node:path";

// src/config/dispatched-inputs.ts
/** Tasks that act on what a person, or a promotion, names in the form of a dispatch. */
const TASKS = [
	"promote",
	"rollback",
	"deploy"
];
const NAMES = [
	"model",
	"version",
	"stage",
	"reason",
	"force",
	"drill"
];
/**
* @param given inputs of the step
* @param dispatched inputs of the event; those that the task does not read are passed over
* @throws MlopsError `usage` for a model or stage with spaces around it
*/
function withDispatched(given, dispatched) {
	const task = given["task"]?.trim() ?? "";
	if (!TASKS.includes(task)) return given;
	const taken = NAMES.flatMap((name) => {
		const value = Object.hasOwn(dispatched, name) ? dispatched[name] : void 0;
		const isRead = INPUTS[name]?.tasks?.some((each) => each === task) ?? true;
		if (value === void 0 || !isRead || (given[name] ?? "").trim() !== "") return [];
		if (name === "stage" || name === "model") requireExact(name, value);
		return [[name, value]];
	});
	return {
		...given,
		...Object.fromEntries(taken)
	};
}
/** Spaces around it would make it another environment, whose reviewers nobody named, and the same stage. */
function requireExact(name, value) {
	if (value === value.trim()) return;
	throw new MlopsError("usage", `the input ${name} of the dispatch has spaces around it: ${JSON.stringify(value.slice(0, 200))}`, "Start the workflow again without them: an `environment:` that is made of it would be another one.");
}

// src/training/path-filter.ts
/**
* The first of these files that the patterns mean. Patterns are relative to the working directory, and to the top of the
* repository where they begin with `/`; one of a folder means all that is in it. A `!` takes away what earlier patterns
* mean, and later ones may bring it back.
* @param paths from the top of the repository
*/
function findMeant(paths, patterns, workingDirectory) {
	const rules = patterns.map((pattern) => {
		const isTakenAway = pattern.startsWith("!");
		return {
			isTakenAway,
			glob: anchored(isTakenAway ? pattern.slice(1) : pattern, workingDirectory)
		};
	});
	return paths.find((path) => rules.findLast(({ glob }) => isUnder(path, glob))?.isTakenAway === false);
}
function isUnder(path, glob) {
	const plain = withoutDots(path);
	return posix.matchesGlob(plain, glob) || posix.matchesGlob(plain, `${glob}/**`);
}
function anchored(pattern, workingDirectory) {
	const path = pattern.startsWith("/") ? pattern.slice(1) : posix.join(workingDirectory, pattern);
	return withoutDots(posix.normalize(path).replace(/\/$/, "").split("/").map(unfolded).join("/"));
}
/** GitHub takes `**` within a name too: `**.py` is any file that ends so, in any folder. */
function unfolded(segment) {
	if (segment === "**") return segment;
	return segment.replace(/^\*\*/, "**/*").replace(/(?<=[^*])\*\*$/, "*");
}
/** Files that begin with a dot are files: for the matcher they begin with a letter that no name has. */
function withoutDots(path) {
	return path.replaceAll(/(^|\/)\.(?!\.?(?:\/|$))/g, "$1");
}

// src/pipeline/recording/reason-to-skip.ts
const REMOTE = "mlops-remote";
/** Why nothing is trained, in words without any foreign name; undefined where it is. */
async function findReasonToSkip(options) {
	const { settings, log } = options;
	if (settings.paths.length === 0) return void 0;
	const known = await findChanges(options);
	if ("unknown" in known) {
		log.info(`paths: ${known.unknown}, so the model is trained`);
		return;
	}
	const { changed, between } = known;
	const own = settings.configFile;
	const meant = changed.find((path) => path === own) ?? findMeant(changed, settings.paths, settings.workingDirectory);
	if (meant === void 0) return `nothing that feeds the model changed: ${countOf(changed)} between ${between}`;
	log.info(`paths: ${JSON.stringify(meant)} changed between ${between}, so the model is trained`);
}
function countOf({ length }) {
	if (length === 0) return "no file differs";
	return length === 1 ? "1 file differs, and `paths` does not mean it," : `${length} files differ, none that \`paths\` means,`;
}
async function findChanges(options) {
	const { event, remote, scratch } = options;
	const { pullRequest, mergeGroup } = event;
	if (remote === void 0) return { unknown: "there is no remote to ask what changed" };
	if (!(event.name === "push" || pullRequest !== void 0 || mergeGroup !== void 0)) return { unknown: `the event ${event.name} is not about a change` };
	if ((event.attempt ?? 1) > 1) return { unknown: "somebody asked for this job again" };
	const to = pullRequest?.head ?? event.commit;
	const from = pullRequest === void 0 ? mergeGroup?.base ?? await options.findTrained() : await fetchMergeBase(pullRequest, {
		remote,
		scratch,
		log: options.log
	});
	if (from === void 0) return { unknown: pullRequest === void 0 ? "no run of this branch has finished yet" : "the merge base is not known" };
	const remotes = { [REMOTE]: remote };
	const found = await withScratch({
		parent: scratch,
		format: formatOfObjectId(to),
		remotes
	}, (repository) => findChangedPaths(repository, REMOTE, from, to)).catch((error) => {
		if (!(error instanceof MlopsError)) throw error;
		return { failure: { said: error.message } };
	});
	if ("failure" in found) return { unknown: `what changed since ${from.slice(0, 7)} is not known (${found.failure.said})` };
	return {
		changed: found.value,
		between: `${from.slice(0, 7)} and ${to.slice(0, 7)}`
	};
}

// src/action/fail.ts
/** Runs a door's main function; whatever it throws is reported once. */
async function reportFailures(main) {
	try {
		await main();
	} catch (error$1) {
		if (error$1 instanceof MlopsError) {
			const { place } = error$1;
			error(`${error$1.message}\n${error$1.hint}`, {
				title: `mlops: ${error$1.code}`,
				...place === void 0 ? {} : { file: place.file },
				...place?.line === void 0 ? {} : { startLine: place.line }
			});
			if (error$1.cause instanceof Error) debug(stackOf(error$1.cause));
		} else error(`This is a bug in mlops-action; please report it with this text.\n${stackOf(error$1)}`, { title: "mlops: bug" });
		process.exitCode = 1;
	}
}
function stackOf(error) {
	return error instanceof Error ? error.stack ?? error.message : String(error);
}

// src/pipeline/recording/last-trained.ts
/**
* The commit of the newest finished run of the event's branch, experiment and leg, of what is committed there and nothing
* else; undefined when there is none, or the history cannot be read: whoever reports the run will say why.
*/
async function findLastTrained({ settings, event }, { history, log }) {
	if (event.branch === void 0) return void 0;
	const [experiment, branch] = [indexName(settings.experiment), indexName(event.branch)];
	const leg = event.matrix === void 0 ? void 0 : legOf({ trigger: {
		event: event.name,
		matrix: event.matrix
	} });
	try {
		const [line] = await history.lines({
			enough: 1,
			matches: (each) => each.status === "finished" && each.branch === branch && each.experiment === experiment && (leg === void 0 || each.leg === leg) && !each.dirty && !each.overridden && each.fork !== true
		});
		return line?.commit;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.debug(`what was trained last is not known: ${error.message}`);
		return;
	}
}

export { withDispatched as i, reportFailures as n, findReasonToSkip as r, findLastTrained as t };