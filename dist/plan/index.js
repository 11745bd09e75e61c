import { f as loadSettings } from "../chunks/object-id.js";
import { t as planTraining } from "../chunks/plan-training.js";
import { a as readGitSettings, c as actionLog, d as findReasonToSkip, i as readEvent, l as setOutputs, o as readRemoteUrl, r as readCompositeInputs, s as readStepContext, t as reportFailures, u as authorization } from "../chunks/fail2.js";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";

// src/action/plan/main.ts
await reportFailures(async () => {
	const inputs = readCompositeInputs();
	const context = await readStepContext(inputs);
	const event = await readEvent(context.git);
	const repository = event.repository ?? "model";
	const settings = await loadSettings(context.inputs, {
		root: context.repositoryRoot,
		repository
	});
	const capturesFolder = join(process.env["RUNNER_TEMP"] ?? tmpdir(), "mlops");
	if (settings.task !== "train") {
		setOutputs({
			folder: capturesFolder,
			digest: "",
			train: "false",
			"working-directory": context.repositoryRoot
		});
		return;
	}
	const remoteUrl = await readRemoteUrl(context);
	const skipped = await findReasonToSkip({
		settings,
		event,
		remote: remoteUrl === void 0 ? void 0 : {
			url: remoteUrl,
			config: authorization(inputs["github-token"] ?? "")
		},
		scratch: capturesFolder,
		log: actionLog
	});
	if (skipped !== void 0) {
		setOutputs({
			folder: capturesFolder,
			digest: "",
			train: "false",
			skipped
		});
		return;
	}
	const { folder, digest } = await planTraining({
		settings,
		event,
		overrides: event.inputs,
		git: context.git,
		repositoryRoot: context.repositoryRoot,
		remoteUrl,
		checkout: {
			root: context.repositoryRoot,
			gitSettings: await readGitSettings()
		},
		capturesFolder,
		clock: () => /* @__PURE__ */ new Date(),
		randomBytes,
		log: actionLog
	});
	setOutputs({
		folder,
		digest,
		train: "true",
		"working-directory": join(context.repositoryRoot, settings.workingDirectory)
	});
});

export {  };