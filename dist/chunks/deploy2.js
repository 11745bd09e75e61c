import { t as MlopsError } from "./error.js";
import { p as manifestCommitter } from "./promote-version.js";
import { t as deployVersion } from "./deploy-version.js";
import { t as findDeployment } from "./find-deployment.js";
import { i as renderDeployed, n as deployedJson, t as afterFailure } from "./deployment-text.js";
import { n as DEPLOYMENT, r as watchInterrupts } from "./local-ports.js";
import { n as print, r as printJson } from "./print.js";
import { n as openPromotion, t as stageMeant } from "./stage-meant.js";
import { t as _usingCtx } from "./usingCtx.js";
import { join } from "node:path";

// src/cli/commands/deploy.ts
/**
* @param first `model@stage`, the model, or the stage where the configured model is meant
* @param second the stage, where the model stands alone
* @returns 0 when the version is live, 1 when it is not, whether or not the one before was put back
*/
async function deploy(first, second, options) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { settings, ports, actor, event } = await openPromotion({
			...options,
			reason: void 0,
			force: false,
			deploy: true,
			push: true
		});
		const wanted = stageMeant("deploy", [first, second], settings);
		if (wanted.model !== settings.model) throw new MlopsError("usage", `${settings.configFile ?? "mlops.yaml"} is of the model "${settings.model}", and says nothing of how "${wanted.model}" is deployed`, "Run it in the folder of that model, or name that with --working-directory.");
		const version = options.version ?? wanted.version;
		const asked = {
			settings,
			...wanted,
			version,
			tag: void 0,
			digest: void 0,
			actor
		};
		const request = await findDeployment(asked, ports);
		const interrupts = _usingCtx$1.u(watchInterrupts(ports.log, DEPLOYMENT));
		const { deploying } = ports;
		if (deploying === void 0) throw new TypeError("this machine deploys nothing");
		const commitFile = manifestCommitter(ports, event.defaultBranch);
		const workingDirectory = join(ports.repositoryRoot, settings.workingDirectory);
		const deployed = await deployVersion({
			...request,
			again: options.again
		}, {
			...ports,
			...deploying,
			workingDirectory,
			commitFile,
			abort: interrupts.abort
		});
		if (options.json) printJson(deployedJson(deployed));
		else if (deployed.state === "success") print(renderDeployed(deployed));
		else process.stderr.write(`${renderDeployed(deployed)}\n${adviceFor(wanted, deployed.restored)}`);
		return interrupts.exitStatus() ?? (deployed.state === "success" ? 0 : 1);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** The tags are another thing than what is live: they still name the version that failed. */
function adviceFor({ model, stage }, restored) {
	return restored === void 0 ? `${afterFailure({
		model,
		stage
	})}\n` : `  \`mlops rollback ${model} ${stage} --to ${restored}\` gives it the stage as well\n`;
}

export { deploy };