import { n as require_dist } from "./yaml-text.js";
import { n as parseConfig } from "./parse-config.js";
import { t as MlopsError } from "./error.js";
import { n as PINNED, r as RELEASE, t as MLOPS_ACTION } from "./pinned-actions.js";
import { a as isScript, i as isPlainName, n as PROGRAMS, o as shellWord, r as filesToRead, t as mentionedIn } from "./script-mentions.js";
import { n as suggestion } from "./nearest.js";
import { i as USUAL_PARAMS, l as parseParamsFile, n as USUAL_METRICS, s as isNoModel, u as parseParamsReference } from "./usual-files.js";
import { t as choosePrimary } from "./primary.js";
import { a as isTrainingMetric, t as directionOf } from "./direction.js";
import { t as defaultModel } from "./overlay.js";
import { t as parseMetricsFile } from "./metrics-file.js";
import { t as overrideVariable } from "./override-variables.js";
import { t as scriptOf } from "./command-script.js";
import { r as isName } from "./tag.js";
import { r as printableLine, t as printable } from "./printable.js";
import { n as print, r as printJson } from "./print.js";
import { n as pathFromRoot } from "./workspace-path.js";
import { r as readLocalNames } from "./local-event.js";
import { n as openWorkspace } from "./workspace.js";
import { t as _usingCtx } from "./usingCtx.js";
import { basename, delimiter, dirname, join, relative, resolve, sep } from "node:path";
import { styleText } from "node:util";
import { createHash, randomBytes } from "node:crypto";
import { access, constants, lstat, mkdir, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";

// src/init/devcontainer.ts
var import_dist = require_dist();
const PLAIN_IMAGE = "mcr.microsoft.com/devcontainers/base:ubuntu";
const IMAGES = {
	python: "mcr.microsoft.com/devcontainers/python:3.12",
	node: "mcr.microsoft.com/devcontainers/typescript-node:24",
	r: "ghcr.io/rocker-org/devcontainer/r-ver:4",
	julia: PLAIN_IMAGE
};
/** What brings a language to an image of another one, with its options. */
const FEATURES = {
	python: { "ghcr.io/devcontainers/features/python:1": { version: "3.12" } },
	node: { "ghcr.io/devcontainers/features/node:1": { version: "24" } },
	r: { "ghcr.io/rocker-org/devcontainer-features/r-apt:0": {} },
	julia: { "ghcr.io/julialang/devcontainer-features/julia:1": {} }
};
const EXTENSIONS = {
	python: ["ms-python.python"],
	node: [],
	r: ["REditorSupport.r"],
	julia: ["julialang.language-julia"]
};
/** The text of devcontainer.json. */
function renderDevcontainer({ toolchains, folder, config }) {
	const languages = toolchains.map(({ language }) => language);
	const [main] = languages;
	const added = [.../* @__PURE__ */ new Set([...languages, "node"])].filter((language) => language !== main || IMAGES[language] === PLAIN_IMAGE);
	const install = toolchains.flatMap(({ manifest, install }) => [...managersFor(manifest), ...install]);
	const packages = folder === "." || install.length === 0 ? install : [`cd ${shellWord(folder)}`, ...install];
	const steps = [`npm install --global ${RELEASE}`, ...packages];
	const container = {
		name: config.model,
		image: main === void 0 ? PLAIN_IMAGE : IMAGES[main],
		...added.length === 0 ? {} : { features: Object.assign({}, ...added.map((language) => FEATURES[language])) },
		postCreateCommand: steps.join(" && "),
		customizations: { vscode: { extensions: [
			"redhat.vscode-yaml",
			"github.vscode-github-actions",
			...languages.flatMap((language) => EXTENSIONS[language])
		] } }
	};
	return `${JSON.stringify(container, void 0, 2)}\n`;
}
/** What a container has to get before its packages can be installed. */
function managersFor(manifest) {
	const manager = {
		"uv.lock": "uv",
		"poetry.lock": "poetry",
		"pdm.lock": "pdm",
		"Pipfile.lock": "pipenv"
	}[manifest ?? ""];
	return manager === void 0 ? [] : [`pipx install ${manager}`];
}

// src/init/render-config.ts
const SCHEMA_ADDRESS = "https://raw.githubusercontent.com/org/mlops-action/v1/dist/mlops.schema.json";
/** The order in which people read them; what else there is follows. */
const ORDER = [
	"model",
	"experiment",
	"command",
	"params",
	"metrics",
	"metrics-pattern",
	"data",
	"model-files"
];
const GATES_EXAMPLE = `gates:                 # what a metric must satisfy; after a first run \`mlops runs\` shows their names
  rmse: { better: lower, primary: true, max-regression: 1% }`;
const STAGES_EXAMPLE = `stages: [staging, production]   # those that the workflows offer, once \`mlops init\` wrote them again; any by default`;
const DEPLOY_EXAMPLE = `deploy:                # how a version gets to where it serves; see MODEL_VERSION, MODEL_DIR and the like
  command: ./deploy.sh
  health: { url: https://example.org/health }`;
/** The text of mlops.yaml, from which the same configuration is parsed. */
function renderConfig(config) {
	const sorted = Object.entries(config).toSorted(([a], [b]) => rank(a) - rank(b));
	const document = new import_dist.Document(new import_dist.YAMLMap());
	document.commentBefore = ` yaml-language-server: $schema=${SCHEMA_ADDRESS}`;
	const { contents } = document;
	if (!(0, import_dist.isMap)(contents)) return "";
	for (const [key, value] of sorted) {
		const node = document.createNode(key === "register" ? registerMembers(value) : value);
		if ((0, import_dist.isMap)(node)) {
			for (const { value: member } of node.items) if ((0, import_dist.isMap)(member)) member.flow = true;
		}
		if ((0, import_dist.isMap)(node) && key !== "gates") node.flow = true;
		contents.add(new import_dist.Pair(new import_dist.Scalar(key), node));
	}
	const text = document.toString({
		lineWidth: 0,
		singleQuote: true
	});
	const hasDeployWorkflow = config["deploy-workflow"] !== void 0;
	return [text, ...[
		...config.gates === void 0 ? [GATES_EXAMPLE] : [],
		...hasDeployWorkflow && config.stages === void 0 ? [STAGES_EXAMPLE] : [],
		...hasDeployWorkflow && config.deploy === void 0 ? [DEPLOY_EXAMPLE] : []
	].map((example) => `${example.replaceAll(/^/gm, "# ")}\n`)].join("");
}
function rank(key) {
	const index = ORDER.indexOf(key);
	return index === -1 ? ORDER.length : index;
}
/** Without what is so by default. */
function registerMembers(value) {
	const { bump, ...others } = value;
	return bump === "patch" ? others : {
		...others,
		bump
	};
}

// src/init/workflow-text.ts
/** A YAML scalar that holds any text, on one line. `${{` would be an expression, wherever it stands. */
function quoted(text) {
	const plain = text.replaceAll("${{", "$ {{");
	return /^[ -~\p{L}\p{N}]*$/u.test(plain) ? `'${plain.replaceAll("'", "''")}'` : JSON.stringify(plain);
}
/** A branch as a pattern of `on.push.branches`: what means something there, or is odd, is any character. */
function branchPattern(branch) {
	return quoted(branch.replaceAll(/[^\p{L}\p{N}_./#@-]+/gu, "*"));
}
/** Lines with so many spaces before them. */
function indented(spaces, lines) {
	return lines.map((line) => line === "" ? "" : `${" ".repeat(spaces)}${line}`);
}
/** What a job may do, each with the reason. */
function permissionLines(permissions) {
	return ["permissions:", ...Object.entries(permissions).map(([name, reason]) => `  ${name} # ${reason}`)];
}
const CHECKOUT = [
	`- uses: ${PINNED.checkout}`,
	"  with:",
	"    persist-credentials: false"
];
/** The steps that make a job ready for the training: languages, then packages. */
function setupLines(toolchains, folder) {
	return toolchains.flatMap(({ setup, install }) => [...setup.flatMap((step) => stepLines(step, ".")), ...install.length === 0 ? [] : stepLines({ run: install }, folder)]);
}
function stepLines(step, folder) {
	if ("uses" in step) {
		const inputs = Object.entries(step.with).map(([name, value]) => `    ${name}: ${scalar(value)}`);
		return [`- uses: ${step.uses}`, ...inputs.length === 0 ? [] : ["  with:", ...inputs]];
	}
	const [only = "", ...others] = step.run;
	const run = others.length === 0 && isPlainScalar(only) ? [`run: ${only}`] : ["run: |", ...indented(2, step.run)];
	const [first = "", ...rest] = folder === "." ? run : [...run, `working-directory: ${quoted(folder)}`];
	return [`- ${first}`, ...indented(2, rest)];
}
/** The step that uses the action, with the inputs that it needs. */
function mlopsLines(inputs) {
	const lines = Object.entries(inputs).map(([name, value]) => `    ${name}: ${quoted(value)}`);
	return [`- uses: ${MLOPS_ACTION}`, ...lines.length === 0 ? [] : ["  with:", ...lines]];
}
function scalar(value) {
	return /^[a-z]+$/.test(value) ? value : quoted(value);
}
function isPlainScalar(text) {
	return /^[A-Za-z][^:#]*$/.test(text) && !/['"]\s*$|^\s|\s$/.test(text);
}

// src/init/stage-workflows.ts
function promoteLines(proposal, title) {
	return [
		"# Gives a version a stage, if the evidence allows: by hand, or by merging a change of deploy/<stage>.yaml.",
		`name: ${title}`,
		...form([
			...textInput("version", "Such as v1.2.3; empty for the latest"),
			...stageInput(proposal),
			...textInput("reason", "Why; it stands in the tag for ever"),
			...flagInput("force", "Pass over what speaks against it; needs a reason")
		]),
		"  push:",
		`    branches: [${branchPattern(proposal.defaultBranch)}]`,
		"    paths: ['deploy/**']",
		"",
		...oneAtATime(title, proposal),
		"",
		...job(title, proposal, "promote", {
			"contents: write": "the tag, the history, and the branch of a proposal",
			"pull-requests: write": "the pull request where a stage has `approval: pull-request`",
			...STARTS
		})
	];
}
function rollbackLines(proposal, title) {
	return [
		"# Takes a stage back to the version before, and deploys that; with `drill` it is only tried whether it would work.",
		`name: ${title}`,
		...form([
			...stageInput(proposal),
			...textInput("version", "Where to go back to; empty for the version before"),
			...textInput("reason", "Why; it stands in the tag for ever"),
			...flagInput("drill", "Only try whether it would work")
		]),
		"",
		...oneAtATime(title, proposal),
		"",
		...job(title, proposal, "rollback", {
			"contents: write": "the tag and the history",
			...STARTS
		})
	];
}
function deployLines(proposal, title) {
	return [
		"# Brings a version live after it got its stage, by the `deploy` of mlops.yaml. A promotion and a rollback start it, as the",
		"# `deploy-workflow` of mlops.yaml says; by hand it deploys again what holds the stage.",
		`name: ${title}`,
		`run-name: ${title} \${{ inputs.model }} \${{ inputs.version }} to \${{ inputs.stage }}`,
		...form([
			...textInput("version", "The version; empty for the one that holds the stage"),
			...textInput("stage", "The stage that it holds", true),
			...textInput("digest", "SHA-256 over its files that is expected"),
			...textInput("artifact-url", "Where the files lie, for people"),
			...textInput("tag", "Tag of the assignment"),
			...textInput("run-id", "The run that the version is of"),
			...textInput("deployment", "Number of the deployment on GitHub")
		]),
		"",
		...oneAtATime(title, proposal),
		"",
		...job(title, proposal, "deploy", {
			"contents: write": "the history, and the tag where the version before comes back",
			"actions: read": "the model files, as an artifact of the training",
			"deployments: write": "what is live, as GitHub shows it"
		})
	];
}
const STARTS = {
	"actions: write": "starting the deploy workflow, and reading what the training left",
	"deployments: write": "what is live, as GitHub shows it"
};
function job(title, { folder }, task, permissions) {
	return [
		"permissions: {}",
		"",
		"jobs:",
		`  ${title}:`,
		`    name: ${title}`,
		"    runs-on: ubuntu-latest",
		`    timeout-minutes: ${task === "deploy" ? 90 : 30}`,
		"    # With reviewers of an environment, which private repositories have on GitHub Enterprise only, a person approves first:",
		"    # environment: ${{ inputs.stage }}",
		...indented(4, permissionLines(permissions)),
		"    steps:",
		...indented(6, [
			...CHECKOUT,
			...task === "deploy" ? ["# Steps that log in where the command deploys to belong here."] : [],
			...mlopsLines({
				task,
				...folder === "." ? {} : { "working-directory": folder }
			})
		])
	];
}
/** Nothing is cancelled half-way. A model that is not named in the form is that of mlops.yaml, and the same group. */
function oneAtATime(title, { config: { model = "" } }) {
	return [
		"concurrency:",
		`  group: ${title}-\${{ ${/^[\w/-]+$/.test(model) ? `inputs.model || '${model}'` : "inputs.model"} }}-\${{ inputs.stage }}`,
		"  cancel-in-progress: false"
	];
}
/** What is asked of a person, the model first. */
function form(inputs) {
	return [
		"",
		"on:",
		"  workflow_dispatch:",
		"    inputs: # the action reads them from the event",
		...indented(6, [...textInput("model", "Name of the model; empty for that of mlops.yaml"), ...inputs])
	];
}
function textInput(name, description, isRequired = false) {
	return [
		`${name}:`,
		`  description: ${quoted(description)}`,
		"  type: string",
		...isRequired ? ["  required: true"] : []
	];
}
function flagInput(name, description) {
	return [
		`${name}:`,
		`  description: ${quoted(description)}`,
		"  type: boolean",
		"  default: false"
	];
}
function stageInput({ config }) {
	const { stages = [] } = config;
	const names = Array.isArray(stages) ? stages : Object.keys(stages);
	if (names.length === 0) return textInput("stage", "Such as production", true);
	return [
		"stage:",
		"  description: 'One of those of mlops.yaml'",
		"  type: choice",
		`  options: [${names.map(quoted).join(", ")}]`,
		"  required: true"
	];
}

// src/init/workflows.ts
const OPTIONAL_WORKFLOWS = [
	"retrain",
	"publish",
	"promote",
	"rollback",
	"deploy"
];
/**
* The file's name without its ending, which is also the workflow's: in a monorepo with the folder's. A train.yml that does
* something else is left alone; ours is then mlops.yml.
*/
function workflowTitle(name, { folder, foreignWorkflows }) {
	const title = titleIn(name, folder);
	return name === "train" && foreignWorkflows.includes(title) ? titleIn("mlops", folder) : title;
}
function titleIn(name, folder) {
	const slug = (folder === "." ? "" : folder.slice(folder.lastIndexOf("/") + 1)).replaceAll(/[^A-Za-z0-9_]+/g, "-").replaceAll(/^-+|-+$/g, "");
	return slug === "" ? name : `${name}-${slug}`;
}
const LINES = {
	train: trainLines,
	retrain: retrainLines,
	publish: publishLines,
	promote: promoteLines,
	rollback: rollbackLines,
	deploy: deployLines
};
function renderWorkflow(name, proposal) {
	return `${LINES[name](proposal, workflowTitle(name, proposal)).join("\n")}\n`;
}
function trainLines(proposal, title) {
	return [
		"# Trains on every push to the default branch and on every pull request, and by hand with other params.",
		`name: ${title}`,
		"",
		"on:",
		"  push:",
		`    branches: [${branchPattern(proposal.defaultBranch)}]`,
		"  pull_request:",
		"  workflow_dispatch:",
		...indented(4, inputLines(proposal.inputs)),
		"",
		"permissions: {}",
		"",
		"concurrency:",
		`  group: ${title}-\${{ github.ref }}`,
		"  cancel-in-progress: ${{ github.event_name == 'pull_request' }} # a newer commit of a pull request replaces an older one",
		"",
		...trainingJob(title, proposal, { "pull-requests: write": "the comment" })
	];
}
function retrainLines(proposal, title) {
	return [
		"# Trains again in time, because the world moves on though the code does not, and by hand with other params.",
		`name: ${title}`,
		"",
		"on:",
		"  schedule:",
		"    - cron: '17 5 * * 1' # Mondays at 5:17 UTC; on the hour everyone's jobs wait",
		"  workflow_dispatch:",
		...indented(4, inputLines(proposal.inputs)),
		"",
		"permissions: {}",
		"",
		"concurrency:",
		`  group: ${title}-\${{ github.ref }}`,
		"  cancel-in-progress: false",
		"",
		...trainingJob(title, proposal)
	];
}
const WHY_WRITE = "the run on mlops-tracking, versions and their releases";
/** @param more permissions beside that of the run itself, with the reasons */
function trainingJob(title, proposal, more = {}) {
	return [
		"jobs:",
		`  ${title}:`,
		`    name: ${title}`,
		"    runs-on: ubuntu-latest",
		"    timeout-minutes: 60",
		...indented(4, permissionLines({
			"contents: write": WHY_WRITE,
			...more
		})),
		"    steps:",
		...indented(6, [
			...CHECKOUT,
			...setupLines(proposal.toolchains, proposal.folder),
			...mlopsLines(folderInput(proposal))
		])
	];
}
function folderInput({ folder }) {
	return folder === "." ? {} : { "working-directory": folder };
}
function inputLines(inputs) {
	if (inputs.length === 0) return [];
	return ["inputs: # the training finds each as MLOPS_PARAM_<NAME>, when it is not empty", ...inputs.flatMap(({ name, type, description }) => [
		`  ${name}:`,
		`    description: ${quoted(description)}`,
		`    type: ${type}`
	])];
}
function publishLines(proposal, title) {
	return [
		"# A pull request of a fork, or of Dependabot, trains without the right to write. This records and comments what it left.",
		`name: ${title}`,
		"",
		"on:",
		"  workflow_run: # zizmor: ignore[dangerous-triggers] runs the code of the default branch only, and nothing of the fork",
		`    workflows: [${workflowTitle("train", proposal)}]`,
		"    types: [completed]",
		"",
		"permissions: {}",
		"",
		"concurrency:",
		`  group: ${title}-\${{ github.event.workflow_run.id }}`,
		"  cancel-in-progress: false",
		"",
		"jobs:",
		`  ${title}:`,
		`    name: ${title}`,
		"    if: ${{ github.event.workflow_run.event == 'pull_request' }}",
		"    runs-on: ubuntu-latest",
		"    timeout-minutes: 15",
		...indented(4, permissionLines({
			"actions: read": "the record that the run left as an artifact",
			"contents: write": "the run on mlops-tracking",
			"pull-requests: write": "the comment"
		})),
		"    steps:",
		...indented(6, [...CHECKOUT, ...mlopsLines({
			task: "publish",
			...folderInput(proposal)
		})])
	];
}

// src/init/rendered-files.ts
function renderFiles(proposal, wanted) {
	const { folder } = proposal;
	const names = [.../* @__PURE__ */ new Set(["train", ...wanted.workflows])];
	return [
		{
			path: folder === "." ? "mlops.yaml" : `${folder}/mlops.yaml`,
			text: renderConfig(configFor(proposal, names))
		},
		...names.map((name) => ({
			path: `.github/workflows/${workflowTitle(name, proposal)}.yml`,
			text: renderWorkflow(name, proposal)
		})),
		...wanted.devcontainer ? [{
			path: ".devcontainer/devcontainer.json",
			text: renderDevcontainer(proposal)
		}] : []
	];
}
/** What the wanted workflows lack in mlops.yaml, for people. */
function stageAdvice({ stages, deploy }, { workflows }) {
	const isDeployed = deploy !== void 0 || stages !== void 0 && !Array.isArray(stages);
	return [...workflows.includes("deploy") && !isDeployed ? ["mlops.yaml does not say how a version gets to where it serves: fill in `deploy` before the first promotion"] : [], ...stages === void 0 && workflows.some((name) => [
		"promote",
		"rollback",
		"deploy"
	].includes(name)) ? ["mlops.yaml names no `stages`: the forms of the workflows take any name, until it does and mlops init runs again"] : []];
}
/** The deploy workflow is started by what names it. */
function configFor(proposal, names) {
	if (!names.includes("deploy")) return proposal.config;
	return {
		"deploy-workflow": `${workflowTitle("deploy", proposal)}.yml`,
		...proposal.config
	};
}
/**
* Reads a written file as those do who will read it.
* @throws MlopsError `config-invalid` with the place
*/
function checkFile({ path, text }) {
	if (path.endsWith("mlops.yaml")) {
		parseConfig(text, path);
		return;
	}
	if (path.endsWith(".json")) return;
	const [fault] = (0, import_dist.parseDocument)(text, { uniqueKeys: true }).errors;
	if (fault === void 0) return;
	throw new MlopsError("config-invalid", `${path}: ${fault.message}`, `Correct ${path}.`, { place: {
		file: path,
		line: fault.linePos?.[0].line ?? 1
	} });
}

// src/init/imported-packages.ts
/** Modules whose package has another name. */
const PYTHON_PACKAGES = /* @__PURE__ */ new Map([
	["sklearn", "scikit-learn"],
	["skimage", "scikit-image"],
	["yaml", "PyYAML"],
	["cv2", "opencv-python-headless"],
	["PIL", "pillow"],
	["bs4", "beautifulsoup4"],
	["dotenv", "python-dotenv"],
	["dateutil", "python-dateutil"]
]);
/** Packages that a training script is likely to import; modules of the standard library and one's own are none. */
const KNOWN_PYTHON = new Set([
	"numpy pandas polars scipy joblib matplotlib seaborn xgboost lightgbm catboost torch torchvision tensorflow keras",
	"jax flax transformers datasets mlflow dvc dvclive hydra omegaconf pyarrow requests statsmodels prophet optuna",
	"shap lightning pytorch_lightning click typer tqdm onnx skl2onnx wandb spacy nltk gensim fastai evaluate"
].flatMap((line) => line.split(" ")));
/** The packages of a Python script that are known to come from PyPI, sorted. */
function importedPackages(script) {
	const from = [...script.matchAll(/^[ \t]*from[ \t]+([A-Za-z_]\w*)/gm)].map(([, name = ""]) => name);
	const lists = [...script.matchAll(/^[ \t]*import[ \t]+([\w., \t]+)/gm)].flatMap(([, list = ""]) => list.split(","));
	const packages = [...from, ...lists.map((name) => /[A-Za-z_]\w*/.exec(name)?.[0] ?? "")].flatMap((name) => PYTHON_PACKAGES.get(name) ?? (KNOWN_PYTHON.has(name) ? name.replaceAll("_", "-") : []));
	return [...new Set(packages)].toSorted();
}
/** What comes with R itself. */
const BASE_R = new Set(["base compiler datasets graphics grDevices grid methods parallel splines stats stats4 tcltk tools utils", "MASS Matrix KernSmooth boot class cluster codetools foreign lattice mgcv nlme nnet rpart spatial survival"].flatMap((line) => line.split(" ")));
/** The packages that an R script loads and that do not come with R, sorted. */
function libraryPackages(script) {
	const loads = script.matchAll(/\b(?:library|require)\(\s*["']?([A-Za-z][A-Za-z0-9.]*)["']?\s*[,)]/g);
	const qualified = script.matchAll(/\b([A-Za-z][A-Za-z0-9.]*):::?[A-Za-z.]/g);
	const names = [...loads, ...qualified].map(([, name = ""]) => name);
	return [...new Set(names)].filter((name) => !BASE_R.has(name)).toSorted();
}

// src/init/toolchain.ts
const PYTHON_VERSION = "3.12";
/** What runs a notebook. */
const NOTEBOOK_PACKAGES = ["nbconvert", "ipykernel"];
/**
* The toolchain of a language.
* @param script text of the training script, for a language without a manifest
*/
function toolchainOf(language, facts, script) {
	return {
		python: pythonToolchain,
		r: rToolchain,
		julia: juliaToolchain,
		node: nodeToolchain
	}[language](facts, script);
}
/** Languages that have a manifest in the folder. */
function languagesWithManifest(facts) {
	return [
		"python",
		"r",
		"julia",
		"node"
	].filter((language) => toolchainOf(language, facts, "").manifest !== void 0);
}
/** The first one whose manifest is there counts: a lock file says more than a list of wishes. */
const PYTHON_MANAGERS = [
	{
		manifest: /^uv\.lock$/,
		runner: "uv run ",
		setup: [{
			uses: PINNED.uv,
			with: {}
		}],
		install: () => ["uv sync --locked"]
	},
	{
		manifest: /^poetry\.lock$/,
		runner: "poetry run ",
		setup: [{ run: ["pipx install poetry"] }],
		install: () => ["poetry install --no-interaction --no-root"]
	},
	{
		manifest: /^pdm\.lock$/,
		runner: "pdm run ",
		setup: [{ run: ["pipx install pdm"] }],
		install: () => ["pdm sync --no-self"]
	},
	{
		manifest: /^Pipfile\.lock$/,
		runner: "pipenv run ",
		setup: [{ run: ["pipx install pipenv"] }],
		install: () => ["pipenv sync"]
	},
	{
		manifest: /^(?:environment|conda)\.ya?ml$/,
		setup: [{ run: ["echo \"$CONDA/bin\" >> \"$GITHUB_PATH\""] }],
		install: (manifest) => [`conda env update --name base --file ${manifest}`]
	},
	{
		manifest: /^requirements(?:[-_.]?(?:train|training|prod|base|ci))?\.txt$|^requirements\/(?:train|base|main)\.txt$/,
		cache: "pip",
		install: (manifest) => [`python -m pip install --requirement ${manifest}`]
	},
	{
		manifest: /^(?:pyproject\.toml|setup\.py)$/,
		cache: "pip",
		install: () => ["python -m pip install ."]
	}
];
function pythonToolchain(facts) {
	const python = facts.programs.has("python") || !facts.programs.has("python3") ? "python" : "python3";
	for (const manager of PYTHON_MANAGERS) {
		const [manifest] = facts.paths.filter((path) => manager.manifest.test(path)).toSorted((a, b) => a.length - b.length);
		if (manifest === void 0) continue;
		const isConda = manifest.endsWith("ml") && !manifest.endsWith("toml");
		return {
			language: "python",
			manifest,
			runner: manager.runner === void 0 ? `${python} ` : `${manager.runner}python `,
			setup: [...isConda ? [] : [setupPython(facts, manager.cache && manifest)], ...manager.setup ?? []],
			install: manager.install(manifest)
		};
	}
	return {
		language: "python",
		manifest: void 0,
		runner: `${python} `,
		setup: [setupPython(facts, void 0)],
		install: []
	};
}
function setupPython({ paths, texts, folder }, cached) {
	const requires = /^\s*requires-python\s*=/m.test(texts.get("pyproject.toml") ?? "");
	const file = paths.includes(".python-version") ? ".python-version" : requires ? "pyproject.toml" : void 0;
	return {
		uses: PINNED.python,
		with: {
			...file === void 0 ? { "python-version": PYTHON_VERSION } : { "python-version-file": inFolder(folder, file) },
			...cached === void 0 ? {} : {
				cache: "pip",
				"cache-dependency-path": inFolder(folder, cached)
			}
		}
	};
}
function rToolchain({ paths, texts }, script) {
	const manifest = ["renv.lock", "DESCRIPTION"].find((name) => paths.includes(name));
	const packages = libraryPackages(script || [...texts].map(([path, text]) => isR(path) ? text : "").join("\n"));
	const list = packages.map((name) => `"${name}"`).join(", ");
	const install = {
		"renv.lock": [`Rscript -e 'install.packages("renv")' -e 'renv::restore(prompt = FALSE)'`],
		DESCRIPTION: [`Rscript -e 'install.packages("remotes")' -e 'remotes::install_deps(dependencies = TRUE)'`],
		none: packages.length === 0 ? [] : [`Rscript -e 'install.packages(c(${list}))'`]
	}[manifest ?? "none"];
	return {
		language: "r",
		manifest,
		runner: "Rscript ",
		setup: [{
			uses: PINNED.r,
			with: { "use-public-rspm": "true" }
		}],
		install: install ?? []
	};
}
function juliaToolchain({ paths }) {
	const manifest = paths.includes("Project.toml") ? "Project.toml" : void 0;
	return {
		language: "julia",
		manifest,
		runner: "julia --project=. ",
		setup: [],
		install: manifest === void 0 ? [] : [`julia --project=. -e 'using Pkg; Pkg.instantiate()'`]
	};
}
function nodeToolchain({ paths, folder }) {
	const manifest = paths.includes("package.json") ? "package.json" : void 0;
	const lock = [
		"pnpm-lock.yaml",
		"yarn.lock",
		"package-lock.json"
	].find((name) => paths.includes(name));
	const version = [".nvmrc", ".node-version"].find((name) => paths.includes(name));
	const setup = {
		uses: PINNED.node,
		with: {
			...version === void 0 ? { "node-version": "24" } : { "node-version-file": inFolder(folder, version) },
			...lock === "package-lock.json" ? {
				cache: "npm",
				"cache-dependency-path": inFolder(folder, lock)
			} : {}
		}
	};
	const install = {
		"pnpm-lock.yaml": ["corepack enable", "pnpm install --frozen-lockfile"],
		"yarn.lock": ["corepack enable", "yarn install"],
		"package-lock.json": ["npm ci"],
		none: manifest === void 0 ? [] : ["npm install"]
	}[lock ?? "none"];
	return {
		language: "node",
		manifest,
		runner: "node ",
		setup: [setup],
		install: install ?? []
	};
}
/**
* What is missing for a job to have the packages of a script; undefined when nothing is.
* @param file that the script is the text of
*/
function missingManifest({ language, manifest }, script, file) {
	if (language !== "python" || manifest !== void 0) return void 0;
	const imported = importedPackages(script);
	const packages = file.endsWith(".ipynb") ? [...imported, ...NOTEBOOK_PACKAGES] : imported;
	if (packages.length === 0) return void 0;
	const words = packages.map(shellWord).join(" ");
	return `there is no requirements.txt, so no workflow installs what ${file} needs, ${packages.join(", ")}: \`printf '%s\\n' ${words} > requirements.txt\`, better with versions, and run \`mlops init\` again`;
}
function inFolder(folder, path) {
	return folder === "." ? path : `${folder}/${path}`;
}
function isR(path) {
	return /\.r$/i.test(path);
}

// src/init/mlflow-project.ts
/**
* The command of the entry point `main`, or of the only one.
* @param text of MLproject; undefined when there is none
* @returns undefined for a text that has no such entry point
*/
function mlflowEntry(text) {
	const entries = Object.entries(membersOf$1(membersOf$1(parsed$1(text ?? ""))["entry_points"]));
	const entry = membersOf$1((entries.find(([name]) => name === "main") ?? entries[0])?.[1]);
	const command = entry["command"];
	if (typeof command !== "string" || command.trim() === "") return void 0;
	const defaults = Object.entries(membersOf$1(entry["parameters"])).map(([name, value]) => [name, isValue(value) ? void 0 : membersOf$1(value)["default"]]);
	const params = {};
	for (const [name, value] of defaults) if (/^\w+$/.test(name) && isValue(value)) params[name] = value;
	const missing = [];
	const filled = command.replaceAll(/\{(\w+)\}/g, (_, name) => {
		const value = Object.hasOwn(params, name) ? params[name] : void 0;
		if (value === void 0) missing.push(name);
		return `"\${MLOPS_PARAM_${name.toUpperCase()}:-${defaultWord(value)}}"`;
	});
	const note = `MLproject gives no default for ${missing.join(", ")}: complete the command in mlops.yaml`;
	return {
		command: filled,
		params,
		...missing.length === 0 ? {} : { note }
	};
}
/** Within `"${NAME:-…}"` bash reads quotes of its own kind only. */
function defaultWord(value) {
	const text = String(value ?? "");
	return shellWord(text) === text ? text : text.replaceAll(/["\\$`}]/g, String.raw`\$&`);
}
function parsed$1(text) {
	try {
		return (0, import_dist.parse)(text, { maxAliasCount: 10 });
	} catch {
		return;
	}
}
function membersOf$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
function isValue(value) {
	return [
		"string",
		"number",
		"boolean"
	].includes(typeof value);
}

// src/init/training-entry.ts
/** Everything that may be the training, the likeliest first. A folder below with its own mlops.yaml is another model. */
function findEntries(all) {
	const others = all.paths.flatMap((path) => /^(.+\/)mlops\.yaml$/.exec(path)?.[1] ?? []);
	const facts = {
		...all,
		paths: all.paths.filter((path) => !others.some((folder) => path.startsWith(folder)))
	};
	return [
		...declaredEntries(facts),
		...scriptEntries(facts),
		...notebookEntries(facts)
	];
}
function declaredEntries(facts) {
	const { paths, texts } = facts;
	const none = {
		language: void 0,
		params: {}
	};
	const entries = [];
	if (paths.includes("dvc.yaml")) {
		const remote = texts.get(".dvc/config")?.includes("remote");
		entries.push({
			...none,
			command: `${toolchainOf("python", facts, "").runner.replace(/python3? $/, "")}dvc repro`,
			file: "dvc.yaml",
			why: "a pipeline of DVC",
			language: "python",
			...remote === true ? { note: "the data of a DVC remote has to be fetched before: add `dvc pull` to the job, with its credentials" } : {}
		});
	}
	const mlflow = mlflowEntry(texts.get("MLproject"));
	if (paths.includes("MLproject") && mlflow !== void 0) entries.push({
		...none,
		...mlflow,
		file: "MLproject",
		why: "the entry point of an MLflow project"
	});
	const makefile = [
		"GNUmakefile",
		"makefile",
		"Makefile"
	].find((name) => paths.includes(name));
	if (makefile !== void 0 && /^train[ \t]*::?(?!=)/m.test(texts.get(makefile) ?? "")) entries.push({
		...none,
		command: "make train",
		file: makefile,
		why: "has the target `train`"
	});
	if (paths.includes("package.json") && hasTrainScript(texts.get("package.json") ?? "")) {
		const why = "has the script `train`";
		entries.push({
			...none,
			command: "npm run train",
			file: "package.json",
			why,
			language: "node"
		});
	}
	return entries;
}
function hasTrainScript(text) {
	try {
		const scripts = (0, import_dist.parse)(text)?.scripts;
		return typeof scripts === "object" && scripts !== null && Object.hasOwn(scripts, "train");
	} catch {
		return false;
	}
}
const LANGUAGES = /* @__PURE__ */ new Map([
	["py", "python"],
	["r", "r"],
	["jl", "julia"],
	["js", "node"],
	["mjs", "node"],
	["cjs", "node"],
	["sh", "shell"]
]);
function scriptEntries(facts) {
	const best = facts.paths.filter(isPlainName).flatMap((path) => {
		const language = LANGUAGES.get(/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "");
		const text = facts.texts.get(path);
		if (language === void 0 || text === void 0) return [];
		const reasons = reasonsIn(text);
		const score = scoreOfName(path) + reasons.filter((reason) => reason !== HAS_MAIN).length;
		return score < LEAST_SCORE ? [] : [{
			path,
			text,
			language,
			reasons,
			score
		}];
	}).toSorted((a, b) => b.score - a.score || depth(a.path) - depth(b.path));
	const sorted = [...best.filter(({ text, path }) => best.some((other) => other.path !== path && other.language !== "shell" && mentions(text, other.path))).filter(({ language }) => language === "shell"), ...best];
	return [...new Set(sorted)].map(({ path, text, language, reasons }) => ({
		command: commandFor(path, text, language, facts),
		file: path,
		why: reasons.length === 0 ? "by its name" : reasons.join(", "),
		language: language === "shell" ? void 0 : language,
		params: {}
	}));
}
/** Every program has it, a service too. */
const HAS_MAIN = "has `if __name__`";
/** A name that says so, or a usual name and one sign in the text. */
const LEAST_SCORE = 3;
function scoreOfName(path) {
	if (/(?:^|\/)(?:tests?|docs?|examples?|notebooks?|\.[^/]+|node_modules|renv)\//i.test(path)) return -10;
	const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
	if (/^test_|_test$|^__init__$|^conftest$|^setup$/i.test(name)) return -10;
	if (/^train(?:ing)?$/i.test(name)) return 6;
	if (/^(?:train|training|fit)[-_.]|[-_.](?:train|training|fit)$|^fit$/i.test(name)) return 4;
	if (/^(?:main|model|run|pipeline|experiment)$/i.test(name)) return 2;
	return 0;
}
function reasonsIn(text) {
	return [
		[/^if __name__ == ["']__main__["']/m, HAS_MAIN],
		[/\.fit\(|\bfit!?\(|\btrain\(|\blm\(|\bglm\(|\.backward\(|Trainer\(/, "fits a model"],
		[/MLOPS_METRICS|metrics\.(?:json|csv|ya?ml)|dvclive/i, "writes metrics"],
		[/\blog_metrics?\(|wandb\.log\(/, "logs metrics"],
		[/joblib\.dump|pickle\.dump|torch\.save|\.save_model\(|saveRDS|\.save\(|MLOPS_ARTIFACTS/, "saves a model"]
	].flatMap(([sign, words]) => sign.test(text) ? [words] : []);
}
function mentions(text, path) {
	return text.includes(path.slice(path.lastIndexOf("/") + 1));
}
function depth(path) {
	return path.split("/").length;
}
function commandFor(path, text, language, facts) {
	if (language === "shell") return `bash ${shellWord(path)}`;
	const { runner } = toolchainOf(language, facts, text);
	if (language === "python" && /^[ \t]*from[ \t]+\./m.test(text) && /^[\w/]+\.py$/.test(path) && path.includes("/")) return `${runner}-m ${path.slice(0, -3).replaceAll("/", ".")}`;
	return `${runner}${shellWord(path)}`;
}
function notebookEntries(facts) {
	const notebooks = facts.paths.filter((path) => path.endsWith(".ipynb") && isPlainName(path));
	const requirements = facts.texts.get("requirements.txt") ?? "";
	const python = toolchainOf("python", facts, "");
	const prefix = python.runner.replace(/python3? $/, "");
	const hasRunner = python.manifest === void 0 || /^(?:papermill|nbconvert|jupyter|notebook)\b/m.test(requirements);
	return notebooks.toSorted((a, b) => Number(isTraining(b)) - Number(isTraining(a)) || depth(a) - depth(b)).map((path) => {
		const name = path.slice(path.lastIndexOf("/") + 1);
		const execute = /^papermill\b/m.test(requirements) ? `papermill ${shellWord(path)} "$MLOPS_ARTIFACTS"/${shellWord(name)}` : `jupyter nbconvert --to notebook --execute --output-dir "$MLOPS_ARTIFACTS" ${shellWord(path)}`;
		return {
			command: `${prefix}${execute}`,
			file: path,
			why: "a notebook, which is executed as a whole; the executed one is an artifact of the run",
			language: "python",
			params: {},
			...hasRunner ? {} : { note: "the requirements need `nbconvert` and `ipykernel` (or `papermill`)" }
		};
	});
}
function isTraining(path) {
	return /train|fit|model/i.test(path);
}

// src/init/model-folders.ts
/** Whether a folder has what a model has: a configuration, a training, params, or packages of its own. */
function isModelFolder(facts) {
	return facts.paths.includes("mlops.yaml") || USUAL_PARAMS.some((path) => facts.paths.includes(path)) || languagesWithManifest(facts).length > 0 || findEntries(facts).length > 0;
}
/**
* Folders below that train side by side, `models/a/train.py` and `models/b/train.py`, where the likeliest training of the
* whole is but one of theirs; empty otherwise.
*/
function foldersSideBySide(facts) {
	const entries = findEntries(facts).map(({ file }) => file);
	const [first = ""] = entries;
	const folder = folderOf(first);
	if (folder === "" || facts.config !== void 0) return [];
	const alike = entries.filter((file) => stemOf(file) === stemOf(first) && folderOf(folderOf(file)) === folderOf(folder) && folderOf(file) !== "");
	const folders = [...new Set(alike.map(folderOf))].toSorted();
	return folders.length > 1 ? folders : [];
}
/** The commands that propose for each of these folders. */
function commandsFor(folders, place) {
	const inside = place === "." ? "" : `${place}/`;
	return folders.map((folder) => `mlops init --yes --working-directory ${shellWord(`${inside}${folder}`)}`);
}
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function stemOf(path) {
	return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}

// src/init/dispatch-inputs.ts
/** GitHub takes no more (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax). */
const MAX_INPUTS = 25;
const MAX_NAME = 100;
/**
* The inputs for params as they stand, in their order.
* @param where what the values stand in, such as `params.yaml`
* @param mentions of the training script: when it reads certain overrides only, others would do nothing
*/
function dispatchInputs(params, where, { overrides, readsAnyOverride }) {
	const isRead = (variable) => overrides.length === 0 || readsAnyOverride || overrides.includes(variable);
	const inputs = /* @__PURE__ */ new Map();
	const leftOut = /* @__PURE__ */ new Map();
	const leaveOut = (name, reason) => void leftOut.set(reason, [...leftOut.get(reason) ?? [], name]);
	for (const [name, value] of params) {
		const wanted = [name, name.split(".").at(-1) ?? name].find((candidate) => isRead(overrideVariable(candidate))) ?? name;
		const variable = overrideVariable(wanted);
		const reason = !isRead(variable) ? "the training does not read it as MLOPS_PARAM_<NAME>" : reasonAgainst(wanted, variable, inputs);
		if (reason === void 0) inputs.set(variable, inputFor(wanted, name, value, where));
		else leaveOut(name, reason);
	}
	for (const variable of overrides.filter((variable) => !inputs.has(variable))) {
		const name = variable.slice(12).toLowerCase();
		const reason = reasonAgainst(name, variable, inputs);
		if (reason === void 0) inputs.set(variable, {
			name,
			type: "string",
			description: EMPTY
		});
		else leaveOut(name, reason);
	}
	return {
		inputs: [...inputs.values()],
		leftOut
	};
}
const EMPTY = "empty for as it is";
function reasonAgainst(wanted, variable, inputs) {
	const name = inputName(wanted);
	if (wanted.length > MAX_NAME || !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) return "its name can be no input";
	if (inputs.has(variable)) return "an input has the same variable";
	return inputs.size >= MAX_INPUTS ? `GitHub takes ${MAX_INPUTS} inputs` : void 0;
}
function inputFor(wanted, name, value, where) {
	const what = inputName(wanted) === name ? "" : `${name}, `;
	const choice = typeof value === "boolean" ? "true or false, " : "";
	return {
		name: inputName(wanted),
		type: typeof value === "number" ? "number" : "string",
		description: `${what}${choice}empty for the value of ${where}`
	};
}
/** Names of inputs hold letters, digits, `-` and `_` only; the variable that the training sees stays the same. */
function inputName(name) {
	return name.replaceAll(/[^A-Za-z0-9_-]/g, "_");
}

// src/init/notebook.ts
/** The code of a notebook; empty for a text that is none. */
function notebookCode(text) {
	const cells = parsed(text)["cells"];
	if (!Array.isArray(cells)) return "";
	return cells.map(membersOf).filter(({ cell_type }) => cell_type === "code").map(({ source }) => Array.isArray(source) ? source.map(String).join("") : typeof source === "string" ? source : "").join("\n");
}
function parsed(text) {
	try {
		return membersOf(JSON.parse(text));
	} catch {
		return {};
	}
}
function membersOf(value) {
	return typeof value === "object" && value !== null ? value : {};
}

// src/init/script-advice.ts
const METRICS_ADVICE = "append lines such as `rmse=6.1` to the file $MLOPS_METRICS, write metrics.json, or set `metrics-pattern`";
/** Trackers that keep metrics to themselves, by what a script calls. */
const TRACKERS = [
	[/\bmlflow\.(?:log_metrics?|autolog|\w+\.autolog)\(/, "MLflow"],
	[/\bwandb\.log\(/, "Weights & Biases"],
	[/\bSummaryWriter\(/, "TensorBoard"]
];
/** What to say of a script of which no metrics are known. */
function withoutMetrics(file, script) {
	if (script === "" || /\bdvclive\b/i.test(script)) return void 0;
	const [, tracker] = TRACKERS.find(([call]) => call.test(script)) ?? [];
	return tracker === void 0 ? `${file} writes no metrics that can be seen: ${METRICS_ADVICE}` : `${file} gives its metrics to ${tracker} alone, where they are not looked for: ${METRICS_ADVICE}, too`;
}
/** What to say of a command that lacks arguments which argparse or click would ask for. */
function withoutArguments(file, script, command) {
	const words = command.split(/[\s=]+/);
	const isBare = scriptOf(command) !== void 0 && words.at(-1) === file;
	const lacking = requiredArguments(script).filter(({ flags }) => flags.length === 0 ? isBare : !flags.some((flag) => words.includes(flag)));
	if (lacking.length === 0) return void 0;
	const given = lacking.map(({ name, flags }) => flags.length === 0 ? "…" : `${name} …`).join(" ");
	return `${file} wants ${lacking.map(({ name }) => name).join(", ")}, which the command does not give: mlops init --command '${command} ${given}'`;
}
function requiredArguments(script) {
	return [...script.matchAll(/(?:add_argument|click\.option|click\.argument)\(\s*(["'][\w-]{1,60}["'](?:[^()]|\([^()]*\)){0,500})\)/g)].flatMap(([, text = ""]) => {
		const names = [...text.matchAll(/["']([\w-]+)["']\s*(?=,|$)/g)].map(([, name = ""]) => name);
		const flags = names.filter((name) => name.startsWith("-"));
		const [first = ""] = names;
		if (flags.length > 0) {
			const name = flags.find((flag) => flag.startsWith("--")) ?? first;
			return /\brequired\s*=\s*True\b/.test(text) ? [{
				name,
				flags
			}] : [];
		}
		return /\bnargs\s*=\s*["'][?*]|\bdefault\s*=|\brequired\s*=\s*False/.test(text) || first === "" ? [] : [{
			name: first,
			flags
		}];
	});
}
/** What to say of a command whose script is not there. */
function withoutScript(command, paths) {
	const script = scriptOf(command);
	if (script === void 0 || paths.includes(script.replace(/^\.\//, ""))) return void 0;
	return `${script} does not exist: write it before the first \`mlops train\`, or give another command with --command`;
}

// src/init/proposal.ts
/**
* What could be written for this repository.
* @param command what the user says that trains; the likeliest entry otherwise
* @returns undefined when nothing is found that trains
*/
function proposeFor(facts, command) {
	const entries = findEntries(facts);
	const given = command ?? facts.config?.command;
	const entry = given === void 0 ? entries[0] : entryOf(given, entries);
	if (entry === void 0) return void 0;
	const script = textBehind(entry.file, facts);
	const mentions = mentionedIn(script, facts.paths);
	const toolchains = toolchainsFor(entry, facts, script);
	const params = proposeParams(facts, script);
	const metrics = proposeMetrics(facts, mentions);
	const found = metricNames(metrics, facts);
	const config = {
		model: defaultModel({
			repository: facts.repository,
			workingDirectory: facts.folder
		}),
		command: entry.command,
		...params === void 0 ? {} : { params },
		...metrics === void 0 ? {} : { metrics },
		...listed("model-files", mentions.modelFiles.filter((path) => !isNoModel(path))),
		...listed("data", mentions.data),
		...gatesFor(found),
		register: {
			when: "auto",
			bump: "patch"
		},
		...facts.config,
		command: entry.command
	};
	const values = new Map([...paramsIn(config.params, facts), ...Object.entries(entry.params)]);
	const where = [config.params ?? []].flat().join(", ") || entry.file;
	const { inputs, leftOut } = dispatchInputs(values, where, mentions);
	const missing = toolchains.flatMap((toolchain) => missingManifest(toolchain, script, entry.file) ?? []);
	const reads = mentions.overrides.length > 0 || mentions.readsAnyOverride || Object.keys(entry.params).length > 0;
	return {
		folder: facts.folder,
		defaultBranch: facts.defaultBranch,
		foreignWorkflows: facts.foreignWorkflows,
		config,
		toolchains,
		inputs,
		findings: [
			{
				about: entry.file,
				text: `${entry.why}: \`${entry.command}\``
			},
			...toolchains.flatMap(({ manifest, install }) => manifest === void 0 ? [] : [{
				about: manifest,
				text: `packages: \`${install.join(" && ")}\``
			}]),
			...params === void 0 ? [] : [{
				about: params,
				text: `${values.size} params`
			}],
			...metrics === void 0 ? [] : [{
				about: metrics,
				text: metricWords(found, facts.texts.has(metrics))
			}]
		],
		advice: [
			...given === void 0 ? othersLike(entry, entries) : [],
			...entry.note === void 0 ? [] : [entry.note],
			...missing,
			...metrics === void 0 && !mentions.appendsMetrics && config["metrics-pattern"] === void 0 ? told(withoutMetrics(entry.file, script)) : [],
			...told(withoutArguments(entry.file, script, entry.command)),
			...told(withoutScript(entry.command, facts.paths)),
			...inputs.length > 0 && !reads ? [`${entry.file} does not read MLOPS_PARAM_${(inputs[0]?.name ?? "").toUpperCase().replaceAll("-", "_")}: until it does, values given to a retrain change nothing`] : [],
			...[...leftOut].map(([reason, names]) => `no input of the workflow is ${someOf(names)}: ${reason}`)
		],
		lacksPackages: missing.length > 0
	};
}
const MOST_SHOWN = 10;
function told(words) {
	return words === void 0 ? [] : [words];
}
/** A command that a person gave, with what is known of the file that it runs. */
function entryOf(command, entries) {
	const same = entries.find((entry) => entry.command === command);
	if (same !== void 0) return same;
	const words = command.split(/[\s'"]+/);
	return {
		...entries.find((entry) => words.includes(entry.file)) ?? {
			file: "the command",
			language: void 0,
			params: {}
		},
		command,
		why: "as given"
	};
}
/** Scripts of the same name in other folders: in a monorepo each is a model. */
function othersLike({ file }, entries) {
	const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
	const folderOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
	const others = entries.map((entry) => entry.file).filter((other) => nameOf(other) === nameOf(file));
	const folders = [...new Set(others.map(folderOf))].filter((folder) => folder !== "" && folder !== folderOf(file));
	if (folders.length === 0) return [];
	return [`also in ${someOf(folders)}: a folder that is a model of its own is given with --working-directory`];
}
/** The text of a file and of those that it names: what a Makefile or a shell script runs. */
function textBehind(file, { texts }) {
	const text = file.endsWith(".ipynb") ? notebookCode(texts.get(file) ?? "") : texts.get(file) ?? "";
	return [text, ...[...texts].filter(([path]) => path !== file && isScript(path) && text.includes(path.slice(path.lastIndexOf("/") + 1))).map(([, its]) => its)].join("\n");
}
function toolchainsFor(entry, facts, script) {
	return (entry.language === void 0 ? languagesWithManifest(facts) : [entry.language]).map((language) => toolchainOf(language, facts, script));
}
function proposeParams({ paths }, script) {
	const usual = USUAL_PARAMS.find((path) => paths.includes(path));
	if (usual !== void 0) return usual;
	return paths.filter((path) => /(?:^|\/)(?:config|params|hparams|hyperparameters)\.(?:ya?ml|json|toml)$/.test(path)).find((path) => isPlainName(path) && (script.includes(`"${path}"`) || script.includes(`'${path}'`)));
}
function proposeMetrics({ texts }, mentions) {
	return USUAL_METRICS.find((path) => texts.has(path)) ?? mentions.metrics[0];
}
/** The names in a metrics file of an earlier training; empty when there is none. */
function metricNames(file, { texts }) {
	const text = file === void 0 ? void 0 : texts.get(file);
	if (file === void 0 || text === void 0) return [];
	return [...new Set(parseMetricsFile(file, text).points.map(({ name }) => name))];
}
/** A gate for the one metric that decides, against the baseline; where its bounds are is for people to say. */
function gatesFor(names) {
	const primary = choosePrimary(names, {});
	const better = primary === void 0 ? "unknown" : directionOf(primary, void 0);
	if (primary === void 0 || better === "unknown" || isTrainingMetric(primary)) return {};
	const gate = {
		better,
		primary: true,
		"max-regression": "1%"
	};
	return { gates: { [primary]: gate } };
}
function metricWords(names, isThere) {
	if (!isThere) return "metrics, once the training wrote them; no gates can be proposed before";
	const primary = choosePrimary(names, {});
	return primary === void 0 ? `${names.length} metrics, none of which is known to tell how good the model is` : `${names.length} metrics, of which ${primary} decides`;
}
function someOf(names) {
	const shown = names.slice(0, MOST_SHOWN).join(", ");
	return names.length > MOST_SHOWN ? `${shown} and ${names.length - MOST_SHOWN} more` : shown;
}
function paramsIn(references, { texts }) {
	const params = /* @__PURE__ */ new Map();
	for (const reference of [references ?? []].flat()) {
		const { file, section } = parseParamsReference(reference);
		const text = texts.get(file);
		if (text === void 0) continue;
		for (const [name, value] of parseParamsFile(file, text, section).params) params.set(name, value);
	}
	return params;
}
function listed(key, paths) {
	const [only, ...others] = paths;
	if (only === void 0) return {};
	return { [key]: others.length === 0 ? only : [...paths] };
}

// src/cli/ask.ts
function canAsk() {
	return process.stdin.isTTY && process.stdout.isTTY;
}
/** Its questions throw MlopsError `usage` when the terminal is closed in the middle. */
function openQuestions() {
	const terminal = createInterface({
		input: process.stdin,
		output: process.stdout
	});
	const lines = terminal[Symbol.asyncIterator]();
	const ask = async (question) => {
		terminal.setPrompt(`${printable(question)} `);
		terminal.prompt();
		const { value, done } = await lines.next();
		if (done !== true) return value.trim();
		throw new MlopsError("usage", "the questions were not answered to the end", "Run the command again.");
	};
	const askUntil = async (question, proposal, faultOf) => {
		for (;;) {
			const answer = await ask(`${question} [${proposal}]`) || proposal;
			const fault = faultOf(answer);
			if (fault === void 0) return answer;
			console.log(printable(fault));
		}
	};
	return {
		text: (question, proposal, faultOf = () => void 0) => askUntil(question, proposal, faultOf),
		yes: async (question, proposal) => {
			const [both, enter] = proposal ? ["Y/n", "y"] : ["y/N", "n"];
			const answer = await askUntil(question, both, (typed) => typed === both || /^(?:y|yes|n|no)$/i.test(typed) ? void 0 : "answer y or n");
			return /^y/i.test(answer === both ? enter : answer);
		},
		[Symbol.dispose]: () => terminal.close()
	};
}

// src/init/kept-workflow.ts
/** What brings the packages of a language, in whatever way. */
const INSTALLERS = {
	python: /\b(?:pip3?|pipx|uv|poetry|pdm|pipenv|conda|mamba|micromamba|pixi|hatch|tox|nox)\b/,
	r: /install\.packages|\b(?:renv|remotes|pak|pacman)\b|setup-r-dependencies/,
	julia: /\bPkg\b|julia-buildpkg/,
	node: /\b(?:npm|pnpm|yarn|bun)\b/
};
/** Whether the text of a workflow uses the action. */
function usesAction(text) {
	return /\buses:\s*["']?[^\s"']*\bmlops-action\b/.test(withoutComments(text));
}
/**
* Why nothing is trained by the workflow that stays, if nothing is.
* @param path of the workflow, for the words
*/
function lackingInKept(path, text, { toolchains }) {
	if (!usesAction(text)) return [`nothing trains on a push: ${path} stays as it is, and does not use mlops-action`];
	const steps = withoutComments(text).replaceAll(/^.*(?:\bcache[\w-]*:|\/setup-(?:python|node|uv|r)@).*$/gm, "");
	return toolchains.filter(({ language, install }) => install.length > 0 && !INSTALLERS[language].test(steps)).map(({ install }) => `${path} stays as it is, and no step of it installs the packages: add \`- run: ${install.join(" && ")}\``);
}
function withoutComments(text) {
	return text.replaceAll(/(?:^|\s)#.*$/gm, "");
}

// src/cli/called-as.ts
/**
* `mlops`, or the call of npx where that is what was typed.
* @param environment as npm sets it for what it runs
*/
function calledAs(environment) {
	return environment["npm_command"] === "exec" && environment["npm_lifecycle_event"] === "npx" ? `npx -p ${RELEASE} mlops` : "mlops";
}

// src/cli/written-files.ts
/**
* What stands where a file is to be written.
* @param root of the repository
* @throws MlopsError `usage` for a place that leads out of the repository, or is no file
*/
async function lookAtPlace(root, file) {
	const path = join(root, file.path);
	const parent = await nearestFolder(dirname(path));
	const inside = relative(await realpath(root), parent);
	const found = await lstat(path).catch(() => void 0);
	if (inside === ".." || inside.startsWith(`..${sep}`) || found !== void 0 && !found.isFile()) throw new MlopsError("usage", `${file.path} is ${found?.isFile() === false ? "no regular file" : "outside of the repository"}`, "Move it away: a link is not followed.");
	return {
		...file,
		there: found === void 0 ? void 0 : await readFile(path, "utf8")
	};
}
/** Puts the text in place at once: a reader sees the old file or the new one. */
async function writePlaced(root, { path, text }) {
	const target = join(root, path);
	await mkdir(dirname(target), { recursive: true });
	const draft = `${target}.${randomBytes(4).toString("hex")}`;
	try {
		await writeFile(draft, text, { flag: "wx" });
		await rename(draft, target);
	} finally {
		await rm(draft, { force: true });
	}
}
/** The difference between what is there and what would be, as `git diff` shows it; empty when there is none. */
async function differenceOf(git, { path, text }) {
	const words = [
		"diff",
		"--no-index",
		"--no-color",
		"--no-ext-diff",
		"--",
		path,
		"-"
	];
	const { stdout } = await git.exec(words, text);
	const lines = stdout.toString().split("\n");
	return lines.slice(lines.findIndex((line) => line.startsWith("@@"))).join("\n");
}
async function nearestFolder(path) {
	for (let folder = path;; folder = dirname(folder)) {
		const found = await realpath(folder).catch(() => void 0);
		if (found !== void 0 || dirname(folder) === folder) return found ?? folder;
	}
}

// src/cli/init-report.ts
function printFindings({ findings }) {
	for (const { about, text } of findings) print(printableLine(`found ${about}: ${text}`));
}
async function reportFile(file, dryRun, { git }) {
	const { path, outcome, text } = file;
	const words = {
		created: dryRun ? "would be created" : "created",
		replaced: dryRun ? "would be replaced" : "replaced",
		kept: `kept: it differs from what would be written${dryRun ? "" : "; --dry-run shows how, --force replaces it"}`,
		unchanged: "unchanged"
	}[outcome];
	print(`${styleText("bold", printableLine(path))} ${words}`);
	if (!dryRun || outcome === "unchanged") return;
	const shown = outcome === "created" ? text : await differenceOf(git, file);
	print(printable(shown).replaceAll(/^(?=.)/gm, "  "));
}
/** What is wrong with files that somebody else wrote and that stay; with it a push would train nothing, or fail. */
function faultsOfKept(files, proposal) {
	return files.filter(({ outcome }) => outcome === "kept").flatMap(({ path, there = "" }) => {
		try {
			checkFile({
				path,
				text: there
			});
		} catch (error) {
			if (error instanceof MlopsError) return [`${path} cannot be read: ${error.message}`];
			throw error;
		}
		return path === files[1]?.path ? lackingInKept(path, there, proposal) : [];
	});
}
/** @param faults after which a push is in vain */
async function finish({ advice, config, defaultBranch, folder, lacksPackages }, files, faults, { dryRun, repo, workspace }) {
	if (config.register?.when === "auto") print(`register: auto makes every good model of ${printableLine(defaultBranch)} a version, with a tag and a release; \`register: {when: never}\` in mlops.yaml leaves that to you`);
	for (const line of [...faults, ...advice]) print(`${styleText("yellow", "!")} ${printableLine(line)}`);
	if (dryRun) return;
	const here = pathFromRoot(await realpath(workspace.root), await realpath(resolve(repo)));
	const paths = await uncommitted(files, workspace);
	const flag = folder === "." || folder === here ? "" : ` --working-directory ${shellWord(folder)}`;
	const isReady = faults.length === 0 && (!lacksPackages || files[1]?.outcome === "kept");
	const fromHere = (path) => shellWord(pathFromRoot(join("/", here), join("/", path)));
	const lines = [
		...paths.length === 0 ? [] : [`git add ${paths.map(fromHere).join(" ")} && git commit -m 'Train with mlops'`],
		`${calledAs(process.env)} train${flag}`,
		isReady ? "git push" : "what is marked ! above, without which no push trains; then git push"
	];
	print(["", ...lines.map((line, index) => `${index === 0 ? "next" : "    "}  ${line}`)].join("\n"));
}
/** What of the files is not committed yet, be it of this time or of an earlier one. */
async function uncommitted(files, { git }) {
	const places = files.map(({ path }) => `:(top,literal)${path}`);
	const { stdout } = await git.exec([
		"status",
		"--porcelain",
		"-z",
		"--untracked-files=all",
		"--",
		...places
	]);
	const entries = new Set(stdout.toString().split("\0").map((entry) => entry.slice(3)));
	const paths = files.map(({ path }) => path).filter((path) => entries.has(path));
	return [...new Set(paths.map((path) => path.startsWith(".github/") ? ".github" : path))];
}
/** The stable JSON of what was done. */
function summaryOf({ config, inputs, findings, advice }, files, faults, dryRun) {
	return {
		dry_run: dryRun,
		files: files.map(({ path, outcome, text }) => ({
			path,
			outcome,
			...dryRun ? { text } : {}
		})),
		config,
		inputs,
		findings,
		advice: [...faults, ...advice]
	};
}

// src/cli/init-dialogue.ts
function openIfNeeded({ yes, dryRun, json }) {
	if (yes || dryRun) return void 0;
	if (canAsk() && !json) return openQuestions();
	throw new MlopsError("usage", "there is no terminal to ask on", "`mlops init --yes` writes what it proposes and keeps what is there; `--dry-run` only shows it.");
}
/** @throws MlopsError `usage` for a name that is none */
function parseWorkflows(text) {
	return namesIn(text ?? "").map((name) => {
		const known = OPTIONAL_WORKFLOWS.find((workflow) => workflow === name);
		if (known !== void 0) return known;
		throw new MlopsError("usage", `there is no workflow "${name}": ${suggestion(name, OPTIONAL_WORKFLOWS)}`, `Give names of ${OPTIONAL_WORKFLOWS.join(", ")}, separated by commas; train is always written.`);
	});
}
function namesIn(text) {
	return text.split(",").map((name) => name.trim()).filter((name) => name !== "");
}
/** The folder of which a proposal is wanted where several train side by side; undefined for the place itself. */
async function chooseFolder(facts, questions) {
	const folders = foldersSideBySide(facts);
	const [first] = folders;
	if (first === void 0) return void 0;
	if (questions === void 0) throw new MlopsError("usage", `several folders train, each a model of its own: ${folders.join(", ")}`, `Propose for each: ${commandsFor(folders, facts.folder).join(" && ")}. One training for all of them is given with --command.`);
	const folder = await questions.text(`Several folders train: ${folders.join(", ")}. Which one now?`, first, (answer) => folders.includes(answer) ? void 0 : `that is none of ${folders.join(", ")}; --command trains all as one model`);
	return facts.folder === "." ? folder : `${facts.folder}/${folder}`;
}
/** @throws MlopsError `usage` when nothing that trains is found or given */
async function choose(facts, asked, questions) {
	const { workflows, devcontainer } = asked;
	const first = proposeFor(facts, asked.command);
	if (first !== void 0 && !asked.json) printFindings(first);
	if (questions === void 0) {
		if (first !== void 0) return {
			proposal: first,
			wanted: {
				workflows,
				devcontainer
			}
		};
		throw nothingFound(facts);
	}
	const command = await questions.text("What trains the model?", first?.config.command ?? "python train.py", (answer) => /^(?:y|n|yes|no|none)$/i.test(answer) ? "that is no command: type what you would type to train" : void 0);
	const model = await questions.text("What is the model called?", first?.config.model ?? "model", (answer) => isName(answer) ? void 0 : "a name has letters, digits, \"-\", \"_\" and \"/\" only");
	const isAuto = await questions.yes(`Make every good model of ${facts.defaultBranch} a version, with a tag and a release?`, (facts.config?.register?.when ?? "auto") !== "never");
	const more = await questions.text(`More workflows: ${OPTIONAL_WORKFLOWS.join(", ")}?`, workflows.join(", ") || "none", (answer) => faultOfWorkflows(answer));
	const isContainerWanted = await questions.yes("A development container for Codespaces?", devcontainer);
	const register = registerFor(isAuto, facts.config?.register);
	const proposal = proposeFor({
		...facts,
		config: {
			...facts.config,
			model,
			register
		}
	}, command);
	if (proposal === void 0) throw nothingFound(facts);
	return {
		proposal,
		wanted: {
			workflows: isNone(more) ? [] : parseWorkflows(more),
			devcontainer: isContainerWanted
		}
	};
}
/** The answer, beside what the configuration says of it already. */
function registerFor(isAuto, there) {
	const before = there ?? {
		when: "auto",
		bump: "patch"
	};
	if (!isAuto) return {
		...before,
		when: "never"
	};
	return before.when === "never" ? {
		...before,
		when: "auto"
	} : before;
}
function isNone(answer) {
	return /^(?:none|no|n)$/i.test(answer);
}
function faultOfWorkflows(answer) {
	const strange = isNone(answer) ? void 0 : namesIn(answer).find((name) => !OPTIONAL_WORKFLOWS.includes(name));
	return strange && `there is no workflow "${strange}": ${suggestion(strange, OPTIONAL_WORKFLOWS)}`;
}
function nothingFound({ paths, folder }) {
	const folders = paths.flatMap((path) => /^(.+)\/(?:train\.[a-z]+|mlops\.yaml)$/i.exec(path)?.[1] ?? []);
	const others = [...new Set(folders)].slice(0, 5);
	const elsewhere = others.length === 0 ? "" : ` A folder of its own is given with --working-directory: ${others.join(", ")}.`;
	return new MlopsError("usage", `nothing that trains was found in ${folder === "." ? "the repository" : folder}: no train.py, train.R and the like, no Makefile with \`train\`, no dvc.yaml, MLproject or notebook`, `Name it: mlops init --command 'python fit.py'.${elsewhere}`);
}

// src/cli/repository-facts.ts
const MAX_TEXT_BYTES = 1048576;
/**
* @param folder of the model, relative to the root; an existing one
* @param readConfig whether the mlops.yaml that is there counts
* @throws MlopsError `config-invalid` for an mlops.yaml that cannot be read
*/
async function readRepositoryFacts({ root, git }, folder, readConfig) {
	const [paths, names, programs] = await Promise.all([
		listFiles(git, folder),
		readLocalNames(git),
		findPrograms()
	]);
	const top = join(root, folder);
	const configText = readConfig ? await readSmallText(join(top, "mlops.yaml")) : void 0;
	const configFile = folder === "." ? "mlops.yaml" : `${folder}/mlops.yaml`;
	const config = configText === void 0 ? void 0 : parseConfig(configText, configFile);
	const texts = /* @__PURE__ */ new Map();
	for (const path of filesToRead(paths, config)) {
		const text = await readSmallText(join(top, path));
		if (text !== void 0) texts.set(path, text);
	}
	return {
		folder,
		paths,
		texts,
		repository: names.repository ?? basename(root),
		defaultBranch: names.defaultBranch ?? "main",
		programs,
		config,
		foreignWorkflows: readConfig ? await findForeignWorkflows(root) : []
	};
}
/** Tracked files, and untracked ones that are not ignored, by path from the folder. */
async function listFiles(git, folder) {
	const listed = await git.text([
		"ls-files",
		"-z",
		"--cached",
		"--others",
		"--exclude-standard",
		"--",
		folder
	]);
	const prefix = folder === "." ? "" : `${folder}/`;
	const paths = listed.split("\0").filter((path) => path !== "" && path.startsWith(prefix));
	return [...new Set(paths.map((path) => path.slice(prefix.length)))].toSorted();
}
/** Names, without their ending, of workflows that do not use the action. */
async function findForeignWorkflows(root) {
	const folder = join(root, ".github/workflows");
	const names = await readdir(folder).catch(() => []);
	const foreign = [];
	for (const name of names.filter((name) => name.endsWith(".yml"))) {
		const text = await readSmallText(join(folder, name));
		if (text !== void 0 && !usesAction(text)) foreign.push(name.slice(0, -4));
	}
	return foreign;
}
/** Undefined for what is no small regular file of text; a link may lead anywhere. */
async function readSmallText(path) {
	const found = await lstat(path).catch(() => void 0);
	if (found?.isFile() !== true || found.size > MAX_TEXT_BYTES) return void 0;
	const text = await readFile(path, "utf8").catch(() => void 0);
	return text?.includes("\0") === true ? void 0 : text;
}
async function findPrograms() {
	const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
	const found = /* @__PURE__ */ new Set();
	for (const program of PROGRAMS) for (const folder of folders) if (await access(join(folder, program), constants.X_OK).then(() => true, () => false)) found.add(program);
	return found;
}

// src/cli/init-folder.ts
/**
* The facts of the folder that is meant.
* @throws MlopsError `usage` for a folder that is none of the repository
*/
async function factsOfFolder(given, workspace) {
	if (workspace.bare) throw new MlopsError("usage", "this is a bare repository", "Run the command in a worktree of it.");
	const read = (folder) => readRepositoryFacts(workspace, folder, !given.force);
	if (given.workingDirectory !== void 0) return read(await namedFolder(given.workingDirectory, workspace));
	const here = pathFromRoot(await realpath(workspace.root), await realpath(resolve(given.repo)));
	if (here === "." || !isPlainName(here)) return read(".");
	const facts = await read(here);
	return isModelFolder(facts) ? facts : read(".");
}
async function namedFolder(given, { root }) {
	const typed = given.replaceAll("\\", "/");
	const parts = typed.split("/").filter((part) => part !== "" && part !== ".");
	const folder = parts.join("/") || ".";
	if (await stat(join(root, folder)).then((found) => found.isDirectory(), () => false) && !parts.includes("..") && (folder === "." || isPlainName(folder))) return folder;
	throw new MlopsError("usage", `working-directory: "${typed}" is no folder of the repository that a workflow can name`, `Give a folder relative to the repository's root, ${root}, in plain letters.`);
}

// src/cli/written-mark.ts
const MARK = /^(?:#|\/\/) Written by mlops init \(sha256:([0-9a-f]{16})\)[^\n]*\n/m;
/** The file with its mark; what an editor looks for in the first line stays there. */
function marked({ path, text }) {
	const mark = `${path.endsWith(".json") ? "//" : "#"} Written by mlops init (sha256:${digestOf(text)}), which asks before it replaces what you changed.\n`;
	const [modeline = ""] = /^# yaml-language-server:[^\n]*\n/.exec(text) ?? [];
	return {
		path,
		text: `${modeline}${mark}${text.slice(modeline.length)}`
	};
}
/** Whether the text is, line ends apart, what some `mlops init` wrote. */
function isAsWritten(text) {
	const plain = text.replaceAll("\r\n", "\n");
	const [mark, digest] = MARK.exec(plain) ?? [];
	return mark !== void 0 && digestOf(plain.replace(mark, "")) === digest;
}
function digestOf(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

// src/cli/commands/init.ts
async function init(options) {
	try {
		var _usingCtx$1 = _usingCtx();
		const workflows = parseWorkflows(options.workflows);
		const workspace = await openWorkspace(options.repo);
		const found = await factsOfFolder(options, workspace);
		const questions = _usingCtx$1.u(openIfNeeded(options));
		const chosen = options.workingDirectory === void 0 && options.command === void 0 ? await chooseFolder(found, questions) : void 0;
		const facts = chosen === void 0 ? found : await readRepositoryFacts(workspace, chosen, !options.force);
		const { proposal: chosenOne, wanted } = await choose(facts, {
			...options,
			workflows
		}, questions);
		const advice = [...chosenOne.advice, ...stageAdvice(chosenOne.config, wanted)];
		const proposal = {
			...chosenOne,
			advice
		};
		const files = [];
		for (const file of renderFiles(proposal, wanted).map(marked)) {
			checkFile(file);
			const placed = await lookAtPlace(workspace.root, file);
			files.push({
				...placed,
				outcome: await outcomeFor(placed, options, workspace, questions)
			});
		}
		files.push(...await writtenBefore(proposal, files, workspace.root));
		for (const file of files) {
			if ((file.outcome === "created" || file.outcome === "replaced") && !options.dryRun) await writePlaced(workspace.root, file);
			if (!options.json) await reportFile(file, options.dryRun, workspace);
		}
		const faults = faultsOfKept(files, proposal);
		if (options.json) printJson(summaryOf(proposal, files, faults, options.dryRun));
		else await finish(proposal, files, faults, {
			...options,
			workspace
		});
		return 0;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** What an earlier `mlops init` wrote on wish and nobody changed keeps up, though it is not wished for again. */
async function writtenBefore(proposal, files, root) {
	const others = renderFiles(proposal, {
		workflows: OPTIONAL_WORKFLOWS,
		devcontainer: true
	}).map(marked).filter(({ path }) => !files.some((file) => file.path === path));
	return (await Promise.all(others.map((file) => lookAtPlace(root, file).catch(() => void 0)))).flatMap((file) => file?.there !== void 0 && file.there !== file.text && isAsWritten(file.there) ? [{
		...file,
		outcome: "replaced"
	}] : []);
}
async function outcomeFor(placed, { force, dryRun }, { git }, questions) {
	if (placed.there === void 0) return "created";
	if (placed.there.replaceAll("\r\n", "\n") === placed.text) return "unchanged";
	if (force || isAsWritten(placed.there)) return "replaced";
	if (questions === void 0 || dryRun) return "kept";
	print(printable(await differenceOf(git, placed)));
	return await questions.yes(`Replace ${placed.path}, as shown?`, false) ? "replaced" : "kept";
}

export { init };