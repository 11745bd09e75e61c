// src/forge/permissions.ts
/** Names as a workflow writes them: what the features need, and what may do instead. The API writes `_` for `-`. */
const PERMISSIONS = [
	"contents",
	"pull-requests",
	"checks",
	"statuses",
	"actions",
	"issues",
	"deployments"
];
const read = (permission) => ({
	permission,
	access: "read"
});
const write = (permission) => ({
	permission,
	access: "write"
});
const RECORD_KEPT = "the job fails; the record is kept as an artifact, and `task: sync` writes it later";
/** In the order of the README. */
const FEATURES = {
	tracking: {
		feature: "run records on the tracking branch",
		needs: [write("contents")],
		without: RECORD_KEPT
	},
	registry: {
		feature: "model versions: registry tags and releases (`register`, `task: register`)",
		needs: [write("contents")],
		without: "the job fails; the run is recorded"
	},
	comment: {
		feature: "comment on the pull request (`comment`)",
		needs: [write("pull-requests")],
		without: "a warning; the report is in the job summary"
	},
	check: {
		feature: "check run with annotations (`check`)",
		needs: [write("checks")],
		without: "a commit status takes its place"
	},
	status: {
		feature: "commit status, where there is no check run",
		needs: [write("statuses")],
		without: "nothing is said: the report is in the job summary"
	},
	artifacts: {
		feature: "model files as workflow artifacts (`upload-model`)",
		needs: [],
		without: "on a server without artifacts a warning; the run is recorded"
	},
	leg: {
		feature: "`collect: true` in the jobs of a matrix, which leave their records as artifacts and write nothing",
		needs: [read("contents")],
		without: "the checkout fails"
	},
	collect: {
		feature: "`task: collect`",
		needs: [write("contents")],
		without: RECORD_KEPT
	},
	sync: {
		feature: "`task: sync`, which lists and downloads the record artifacts of earlier workflow runs",
		needs: [write("contents"), read("actions")],
		without: "the job fails"
	},
	publish: {
		feature: "`task: publish`, which lists and downloads what a pull request of a fork left",
		needs: [
			write("contents"),
			write("pull-requests"),
			read("actions")
		],
		without: "the job fails"
	},
	download: {
		feature: "registering a run of an earlier workflow run, whose artifact is downloaded",
		needs: [read("actions")],
		without: "the job fails"
	},
	predictions: {
		feature: "reading predictions of an earlier run that are above 1 MB (`predictions`)",
		needs: [read("actions")],
		without: "lesser evidence is taken, and the comparison says why"
	},
	"slash-command": {
		feature: "`task: slash-command`: `/mlops accept`, which is recorded, and the answer in the pull request",
		needs: [write("contents"), write("pull-requests")],
		without: "the job fails, or there is no answer"
	},
	"slash-retrain": {
		feature: "`/mlops retrain`, which starts a workflow",
		needs: [write("actions")],
		without: "the job fails, and the answer says why"
	},
	dispatch: {
		feature: "`mlops retrain --workflow`, which starts a workflow",
		needs: [write("actions")],
		without: "the command fails"
	},
	promotion: {
		feature: "assigning a stage: `task: promote` and `rollback`",
		needs: [write("contents")],
		without: "the job fails, and nothing is assigned"
	},
	proposal: {
		feature: "proposing a promotion as a pull request (`approval: pull-request`); besides, the setting \"Allow GitHub Actions to create and approve pull requests\"",
		needs: [write("contents"), write("pull-requests")],
		without: "the job fails; without the setting a branch is left to open the pull request from"
	},
	"deploy-workflow": {
		feature: "starting the deploy workflow (`deploy-workflow`)",
		needs: [write("actions")],
		without: "the stage is assigned, and the job fails"
	},
	deploy: {
		feature: "`task: deploy`, which fetches the model files and writes to the history, and to the registry after a failure",
		needs: [write("contents"), read("actions")],
		without: "the job fails"
	},
	deployment: {
		feature: "deployments as GitHub shows them",
		needs: [write("deployments")],
		without: "a warning; the history has them all the same"
	}
};
/** `contents: write`, as in a workflow file. */
function renderGrant({ permission, access }) {
	return `${permission}: ${access}`;
}
/** What to do about permissions that are missing: their names, and the lines of YAML to add. Ends with a line break. */
function permissionHint(grants) {
	const names = grants.map((grant) => `\`${renderGrant(grant)}\``).join(" and ");
	const [noun, pronoun] = grants.length > 1 ? ["permissions", "them"] : ["permission", "it"];
	return `The job's token lacks the ${noun} ${names}. Add ${pronoun} to those of the job:\n${permissionLines(grants)}`;
}
/** The lines of a workflow file that give these permissions to a job. */
function permissionLines(grants) {
	return `permissions:\n${grants.map((grant) => `  ${renderGrant(grant)}\n`).join("")}`;
}
/**
* What to do when git is told that its credentials do not suffice: in a job that is a missing permission, which git
* cannot name.
*/
const PUSH_HINT = "In a workflow the job's token needs the permission `contents: write`. Add it to those of the job:\n" + permissionLines([{
	permission: "contents",
	access: "write"
}]) + "Elsewhere check that the credentials may push to this repository. Runs for pull requests of forks never may, and those that Dependabot starts only where the workflow gives them that permission.";
/**
* The permissions that GitHub accepts for a request, as its header `x-accepted-github-permissions` lists them: sets, of
* which one has to be had whole, for example `issues=write; pull_requests=write,contents=read`. What every token has
* (`metadata`) is left out; so is a set with a permission that no workflow can give, such as `workflows`.
*/
function parseAcceptedPermissions(header) {
	return (header ?? "").split(";").flatMap((set) => {
		const wanted = set.split(",").map((each) => each.trim()).filter((each) => each !== "" && !each.startsWith("metadata="));
		const grants = wanted.flatMap((each) => grantFrom(each) ?? []);
		return grants.length > 0 && grants.length === wanted.length ? [grants] : [];
	});
}
function grantFrom(text) {
	const [, name = "", access] = /^(\w+)=(read|write)$/.exec(text) ?? [];
	const permission = PERMISSIONS.find((each) => each === name.replaceAll("_", "-"));
	if (permission === void 0 || access === void 0) return void 0;
	return {
		permission,
		access: access === "read" ? "read" : "write"
	};
}
/**
* What a refused request lacked: of the sets that the server accepts the one with the permission that is documented for
* it, so that the answer is the README's where that holds.
*/
function lackingGrants(documented, header) {
	const accepted = parseAcceptedPermissions(header);
	return accepted.find((set) => set.some(({ permission }) => permission === documented.permission)) ?? accepted[0] ?? [documented];
}

export { renderGrant as a, permissionHint as i, PUSH_HINT as n, lackingGrants as r, FEATURES as t };