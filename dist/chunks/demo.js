import { t as MlopsError } from "./error.js";
import { t as gitIn } from "./git.js";
import { n as print } from "./print.js";
import { t as printable } from "./printable.js";
import { dirname, join, resolve } from "node:path";
import { styleText } from "node:util";
import { tmpdir } from "node:os";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { createServer } from "node:net";

// src/demo/scenario.ts
/** The file that the story edits, relative to the root of the sample project. */
const SCENARIO_PARAMS_FILE = "params.json";
/** What training leaves in the worktree and nobody commits. It is written by the demo, since npm packs no `.gitignore`. */
const SCENARIO_GITIGNORE = "metrics.json\nmodels/\nserver.log\nserver.pid\n";
/** In the order in which they are committed and trained. */
const SCENARIO_COMMITS = [
	{
		branch: "main",
		message: "Predict body mass from bill and flipper measurements",
		story: "A first model: three body measurements, one ridge regression. There is nothing to compare it with yet.",
		params: {}
	},
	{
		branch: "main",
		message: "Shrink the weights less",
		story: "A small change on main: the run is recorded and compared with the one before it.",
		params: { ridge: 1 }
	},
	{
		branch: "add-species-and-sex",
		message: "Let the model know species and sex",
		story: "A pull request with a good idea: species and sex say much about the mass of a penguin.",
		params: {
			"features.species": true,
			"features.sex": true
		}
	},
	{
		branch: "drop-flipper",
		message: "Stop measuring flippers to save time in the field",
		story: "A pull request with a costly idea: without the flipper length the gates should hold it back.",
		params: { "features.flipper_length_mm": false }
	}
];
/** The branch whose model is merged and becomes a version; the first version is that of `main` before it. */
const SCENARIO_MERGES = "add-species-and-sex";
/** Where the versions go. */
const SCENARIO_STAGE = "production";
/** Why the demo goes back to the first version. */
const SCENARIO_ROLLBACK = "the field team cannot tell the sexes apart yet";
/** A bird that the live model is asked about. */
const SCENARIO_BIRD = {
	species: "Adelie",
	sex: "male",
	island: "Torgersen",
	bill_length_mm: 39.1,
	bill_depth_mm: 18.7,
	flipper_length_mm: 181
};
/** The port in the sample's mlops.yaml; another one is written there when it is taken. */
const SCENARIO_PORT = 9696;
/** What `mlops retrain` is given in the demo, as `name=value` would be on the command line. */
const SCENARIO_RETRAIN = { ridge: "0.1" };
/**
* The text of a JSON params file with these params changed and everything else as it was.
* @param changes names joined with dots; each must stand in the file already
*/
function editParams(text, changes) {
	const edited = Object.entries(changes).map(([name, value]) => [name.split("."), value]).reduce((params, [path, value]) => withValue(params, path, value), JSON.parse(text));
	return `${JSON.stringify(edited, void 0, 2)}\n`;
}
function withValue(params, path, value) {
	const [name, ...rest] = path;
	if (name === void 0) return value;
	if (params === null || typeof params !== "object" || !Object.hasOwn(params, name)) throw new TypeError(`the scenario changes "${name}", which the params file does not have`);
	const members = params;
	return {
		...members,
		[name]: withValue(members[name], rest, value)
	};
}

// src/cli/demo-stage.ts
/** @param wanted the folder to play in; a temporary one when undefined */
async function openDemoStage(wanted, assets) {
	const folder = await openFolder(wanted);
	const project = join(folder, "penguins");
	await cp(assets.demoProject, project, { recursive: true });
	await writeFile(join(project, ".gitignore"), SCENARIO_GITIGNORE);
	const port = await freePort(SCENARIO_PORT);
	const config = join(project, "mlops.yaml");
	await writeFile(config, (await readFile(config, "utf8")).replaceAll(String(SCENARIO_PORT), String(port)));
	const git = await createRepository(folder, project);
	return {
		folder,
		project,
		git,
		url: `http://127.0.0.1:${port}`,
		mlops: (...words) => runMlops(assets.program, project, words),
		commit: (commit) => makeCommit(git, project, commit)
	};
}
/** Ends the server that a deployment started, if one did. */
async function endServer({ project }) {
	const file = join(project, "server.pid");
	const pid = Number(await readFile(file, "utf8").catch(() => ""));
	if (!Number.isInteger(pid) || pid <= 1) return;
	try {
		process.kill(pid);
	} catch {}
	await rm(file, { force: true });
}
function say(text) {
	print(`\n${styleText("cyan", "▍")} ${text}`);
}
async function openFolder(wanted) {
	if (wanted === void 0) return mkdtemp(join(tmpdir(), "mlops-demo-"));
	const folder = resolve(wanted);
	await mkdir(folder, { recursive: true });
	if ((await readdir(folder)).length === 0) return folder;
	throw new MlopsError("usage", `${folder} is not empty`, "Name an empty or new folder.");
}
/** The port that is wanted, or another one where it is taken. */
async function freePort(wanted) {
	for (const port of [wanted, 0]) {
		const server = createServer();
		const found = await new Promise((done) => {
			server.once("error", () => done(void 0));
			server.listen(port, "127.0.0.1", () => {
				const address = server.address();
				done(typeof address === "object" && address !== null ? address.port : void 0);
			});
		});
		await new Promise((done) => void server.close(() => done()));
		if (found !== void 0) return found;
	}
	return wanted;
}
async function createRepository(folder, project) {
	const git = gitIn(project);
	await git.text([
		"init",
		"--initial-branch=main",
		"."
	]);
	for (const [name, value] of Object.entries({
		"user.name": "Demo",
		"user.email": "demo@example.invalid",
		"commit.gpgsign": "false",
		"core.hooksPath": "/dev/null"
	})) await git.text([
		"config",
		name,
		value
	]);
	await git.text([
		"init",
		"--bare",
		"--initial-branch=main",
		join(folder, "origin.git")
	]);
	await git.text([
		"remote",
		"add",
		"origin",
		join(folder, "origin.git")
	]);
	return git;
}
async function makeCommit(git, project, { branch, message, story, params }) {
	say(`${styleText("bold", branch)}: ${story}`);
	if (!((await git.exec([
		"rev-parse",
		"--verify",
		"HEAD"
	])).code !== 0)) {
		await git.text(["switch", "main"]);
		if (branch !== "main") await git.text([
			"switch",
			"--create",
			branch
		]);
	}
	const file = join(project, SCENARIO_PARAMS_FILE);
	await writeFile(file, editParams(await readFile(file, "utf8"), params));
	await git.text(["add", "--all"]);
	await git.text([
		"commit",
		"--message",
		message
	]);
	await git.text([
		"push",
		"--set-upstream",
		"origin",
		branch
	]);
}
async function runMlops(program, cwd, words) {
	const typed = words.filter((word) => word !== "--quiet").map((word) => /\s/.test(word) ? `"${word}"` : word);
	print(styleText("green", `$ mlops ${typed.join(" ")}`));
	const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
	const env = {
		...process.env,
		PATH: path,
		MLOPS_CACHE: join(cwd, "..", "cache")
	};
	const child = spawn(process.execPath, [program, ...words], {
		cwd,
		env,
		stdio: [
			"ignore",
			"pipe",
			"inherit"
		]
	});
	const chunks = [];
	child.stdout.on("data", (chunk) => chunks.push(chunk));
	const status = await new Promise((done, fail) => child.once("error", fail).once("close", done));
	if (!(status === 0 || status === 3 || status === 4)) throw new MlopsError("training-failed", `mlops ${words.join(" ")} ended with status ${status}`, "See its message above; please report it.");
	if (status !== 0) print(styleText("dim", `(exit status ${status})`));
	return Buffer.concat(chunks).toString();
}

// src/cli/commands/demo.ts
const MODEL = "penguin-mass";
/** @param wanted the folder to play in; a temporary one when undefined */
async function demo(wanted, assets) {
	const stage = await openDemoStage(wanted, assets);
	try {
		await play(stage);
	} finally {
		await endServer(stage);
	}
	sayWhereItLies(stage);
	return 0;
}
async function play(stage) {
	const { folder, mlops } = stage;
	say(`A project that trains a model of penguins' body mass, with a bare remote beside it: ${folder}`);
	const own = SCENARIO_COMMITS.filter(({ branch }) => branch === "main");
	const proposed = SCENARIO_COMMITS.filter(({ branch }) => branch !== "main");
	for (const commit of own) {
		await stage.commit(commit);
		print(headlineOf(await mlops("train", "--quiet")));
	}
	say("The model becomes a version: an annotated tag with its evidence, and a release. Its gates passed, so it may go live.");
	print(await mlops("register"));
	print(await mlops("promote", MODEL, SCENARIO_STAGE));
	await ask(stage);
	for (const commit of proposed) {
		await stage.commit(commit);
		print(excerptOf(await mlops("train", "--quiet")));
	}
	await mergeTheGoodIdea(stage);
	await goBack(stage);
	say("A retrain with another param is one command; on GitHub it is the \"Run workflow\" button.");
	const overrides = Object.entries(SCENARIO_RETRAIN).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
	print(headlineOf(await mlops("retrain", "--quiet", ...overrides)));
	say("Everything is in Git. The history, united with the remote:");
	print(await mlops("sync"));
	print(await mlops("runs"));
	print(await mlops("registry"));
	print(await mlops("registry", "history"));
}
async function mergeTheGoodIdea(stage) {
	const { git, mlops } = stage;
	say("The good idea is merged and becomes the next version. It takes the stage, because it beats the one that has it.");
	await git.text(["switch", "main"]);
	await git.text([
		"merge",
		"--ff-only",
		SCENARIO_MERGES
	]);
	await git.text([
		"push",
		"origin",
		"main"
	]);
	print(await mlops("register", SCENARIO_MERGES));
	print(await mlops("promote", MODEL, SCENARIO_STAGE));
	await ask(stage);
}
async function goBack(stage) {
	const { mlops } = stage;
	say("The old version cannot come back by the same door: it is compared with the one that is live.");
	print(await mlops("promote", `${MODEL}@v0.0.1`, SCENARIO_STAGE));
	say("But a step back is one command, with a reason, and what is live follows.");
	print(await mlops("rollback", MODEL, SCENARIO_STAGE, "--drill"));
	print(await mlops("rollback", MODEL, SCENARIO_STAGE, "--reason", SCENARIO_ROLLBACK));
	await ask(stage);
}
/** Asks the live model about a bird, as its users would. */
async function ask({ url }) {
	const body = JSON.stringify(SCENARIO_BIRD);
	print(styleText("green", `$ curl --data '${body}' ${url}`));
	const response = await fetch(url, {
		method: "POST",
		body
	});
	print(printable((await response.text()).slice(0, 1e3)));
}
/** The comment as far as a reader sees it without unfolding anything. */
function excerptOf(comment) {
	const visible = comment.split("\n").filter((line) => !line.startsWith("<!--"));
	const end = visible.findIndex((line) => line.startsWith("<details>"));
	return visible.slice(0, end === -1 ? void 0 : end).join("\n").trim();
}
function headlineOf(comment) {
	return excerptOf(comment).split("\n").slice(0, 3).join("\n").trim();
}
function sayWhereItLies({ project }) {
	say("Where everything lies:");
	print(`  the project      ${project}
  the runs         git log mlops-tracking
  the registry     git tag --list
  the comments     ${join(project, ".git/mlops/comments")}
  the models       ${join(project, ".git/mlops/artifacts")}
  the releases     ${join(project, ".git/mlops/releases")}

What to try next, in that folder (mlops is \`node ${process.argv[1] ?? "dist/cli.js"}\` here):
  mlops compare main drop-flipper     what changed, side by side
  mlops report drop-flipper           the whole comment, as Markdown
  mlops report drop-flipper --html --output report.html   the same as a page with plots
  mlops train --set ridge=100         one more run
  mlops registry show ${MODEL}@${SCENARIO_STAGE}   which version that is, since when, why
  mlops doctor                        whether anything stands in the way`);
}

export { demo };