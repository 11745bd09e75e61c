import { l as sigmaOfChange } from "./acceptance.js";
import { t as chooseFormat, u as code } from "./number-format.js";

// src/report/link.ts
/** Web address of the repository, as the address of the workflow run begins: `https://server/owner/name/actions/runs/1`. */
function repositoryUrlOf({ source, trigger }) {
	const [, url, repository] = /^(https?:\/\/[^/]+\/([^/]+\/[^/]+))\/actions\/runs\/\d+/.exec(trigger.url ?? "") ?? [];
	return repository !== void 0 && repository === source.repository ? url : void 0;
}
/** A repository's address that may stand in Markdown, else no links at all. */
function linksOf(repositoryUrl) {
	return { repositoryUrl: repositoryUrl !== void 0 && isSoundUrl(repositoryUrl) ? repositoryUrl.replace(/\/+$/, "") : void 0 };
}
/** `text` is Markdown; it stands alone where the address is unknown. */
function link(text, url) {
	return url === void 0 || !isSoundUrl(url) ? text : `[${text}](${url})`;
}
function commitUrl(links, commit) {
	return isObjectId(commit) ? below(links, `commit/${commit}`) : void 0;
}
function compareUrl(links, base, head) {
	return isObjectId(base) && isObjectId(head) ? below(links, `compare/${base}...${head}`) : void 0;
}
/** A file at a commit; every part of the path is encoded. */
function fileUrl(links, commit, path) {
	if (commit === void 0 || path === void 0 || !isObjectId(commit)) return void 0;
	return below(links, `blob/${commit}/${path.toWellFormed().split("/").map(encodePart).join("/")}`);
}
/** An address from a record or an event, if it lies inside the repository. */
function ownUrl(links, url) {
	return links.repositoryUrl !== void 0 && url !== void 0 && url.startsWith(`${links.repositoryUrl}/`) && isSoundUrl(url) ? url : void 0;
}
function isObjectId(text) {
	return /^[0-9a-f]{7,64}$/.test(text);
}
function below(links, path) {
	return links.repositoryUrl === void 0 ? void 0 : `${links.repositoryUrl}/${path}`;
}
function isSoundUrl(url) {
	return url.length <= 2e3 && /^https?:\/\/[\w.-]+(:\d+)?(\/[\w.~%:;,=+&?/#-]*)?$/.test(url);
}
/** Parentheses end a Markdown link and are left alone by encodeURIComponent. */
function encodePart(part) {
	return encodeURIComponent(part).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

// src/report/report-view.ts
const SUBJECTS = {
	pullRequest: {
		short: "PR",
		prose: "this PR",
		heading: "This PR",
		merges: true
	},
	branch: {
		short: "branch",
		prose: "this branch",
		heading: "This branch",
		merges: false
	},
	run: {
		short: "run",
		prose: "this run",
		heading: "This run",
		merges: false
	}
};
function subjectOf({ pullRequestNumber, run }) {
	if (pullRequestNumber !== void 0) return SUBJECTS.pullRequest;
	return run.source.pull_request === void 0 ? SUBJECTS.run : SUBJECTS.branch;
}
function viewOf(input, budget, kind) {
	const { run, comparison } = input;
	const links = linksOf(input.repositoryUrl);
	const isPullRequest = input.pullRequestNumber !== void 0 || run.source.pull_request !== void 0;
	const summary = ownUrl(links, input.runUrl);
	return {
		input,
		budget,
		links,
		isPullRequest,
		subject: subjectOf(input),
		baseline: baselineLabel(input, isPullRequest),
		primary: comparison.rows.find((row) => row.primary),
		format: formatOf,
		elsewhere: kind === "comment" && summary !== void 0 ? `in the ${link("job summary", summary)}` : "in the run record"
	};
}
/** The commit that a reader knows: the head of the pull request, not the merge that was trained. */
function headOf(input) {
	return input.run.source.pull_request?.head ?? input.run.source.commit;
}
function shortCommit(commit) {
	return commit.slice(0, 7);
}
function baselineLabel({ comparison: { baseline }, run }, isPullRequest) {
	if (baseline === void 0) return "baseline";
	const ownBranch = baseline.branch === void 0 || !isPullRequest && baseline.branch === run.source.branch;
	return code(ownBranch ? shortCommit(baseline.commit) : baseline.branch ?? "", 40);
}
function formatOf(row) {
	return chooseFormat({
		values: [row.baseline, row.candidate],
		delta: row.delta,
		sigma: row.noise === void 0 ? void 0 : sigmaOfChange(row.noise),
		unit: row.unit
	});
}

export { compareUrl as a, link as c, repositoryUrlOf as d, commitUrl as i, linksOf as l, shortCommit as n, fileUrl as o, viewOf as r, isObjectId as s, headOf as t, ownUrl as u };