import { a as writeHookCapture, n as deployPorts, o as actionPorts, t as requireStageInput } from "./stage-input.js";
import { t as findDeployment } from "./find-deployment.js";
import { _ as prepareDeployment } from "./promote-version.js";
import { a as readGitSettings, s as readRemoteUrl } from "./authorization.js";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { mkdir, mkdtemp } from "node:fs/promises";

// src/action/plan/deploy.ts
/** @returns outputs of the step */
async function planDeployment(job) {
	const { context, settings, event, token } = job;
	const { model, version, trackingBranch } = settings;
	const stage = requireStageInput(settings);
	const remoteUrl = await readRemoteUrl(context);
	const ports = await actionPorts({
		context,
		remoteUrl,
		trackingBranch,
		token,
		contended: false
	});
	const { digest, tag } = event.inputs;
	const wanted = {
		settings,
		model,
		stage,
		version,
		tag,
		digest,
		actor: event.actor
	};
	const request = await findDeployment(wanted, ports);
	const workingDirectory = join(context.repositoryRoot, settings.workingDirectory);
	const { repositoryUrl, defaultBranch, runUrl } = event;
	const ready = await prepareDeployment(request, deployPorts(ports, {
		workingDirectory,
		repositoryUrl,
		defaultBranch,
		runUrl
	}));
	const plan = {
		schema: 1,
		..."prepared" in ready ? ready : { live: liveOf(ready.live) },
		of: {
			model,
			version: request.version,
			stage,
			run: request.run
		},
		working_directory: workingDirectory,
		tracking_branch: trackingBranch,
		remote_url: remoteUrl ?? "",
		checkout: {
			root: context.repositoryRoot,
			git_settings: await readGitSettings()
		},
		...repositoryUrl === void 0 ? {} : { repository_url: repositoryUrl },
		...defaultBranch === void 0 ? {} : { default_branch: defaultBranch },
		...runUrl === void 0 ? {} : { run_url: runUrl }
	};
	const parent = join(process.env["RUNNER_TEMP"] ?? tmpdir(), "mlops");
	await mkdir(parent, { recursive: true });
	const folder = await mkdtemp(join(parent, "deploy-"));
	return {
		folder,
		digest: await writeHookCapture(plan, folder),
		train: "false",
		deploy: String("prepared" in ready && ready.prepared.script !== void 0),
		"working-directory": workingDirectory
	};
}
function liveOf({ since, url }) {
	return {
		since,
		...url === void 0 ? {} : { url }
	};
}

export { planDeployment };