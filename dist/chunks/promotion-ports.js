import { t as loadSettings } from "./load-config.js";
import { n as localEvent } from "./local-event.js";
import { n as redactorFrom } from "./redact.js";
import { n as readActor } from "./event-writer.js";
import { t as localPorts } from "./local-ports.js";
import { a as terminalLog } from "./print.js";
import { a as withWorkingDirectory } from "./local-history.js";
import { n as openWorkspace } from "./workspace.js";
import { basename } from "node:path";

// src/cli/promotion-ports.ts
/** @throws MlopsError `config-invalid` or `not-a-repository` */
async function openPromotion(options) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.json);
	const inputs = {
		...await withWorkingDirectory(options, workspace),
		task: "promote"
	};
	const settings = await loadSettings(inputs, {
		root: workspace.root,
		repository: basename(workspace.root)
	});
	return {
		workspace,
		settings,
		ports: await localPorts(workspace, {
			trackingBranch: settings.trackingBranch,
			pushTags: options.push,
			log
		}),
		actor: await readActor(workspace.git, redactorFrom(process.env)),
		event: await localEvent(workspace.git)
	};
}

export { openPromotion as t };