import { i as pathFromRoot } from "./overlay.js";
import { join, resolve } from "node:path";
import { access, realpath } from "node:fs/promises";

// src/cli/working-directory.ts
/** The inputs, with the working directory filled in where the user stands in the folder of a model and named none. */
async function withWorkingDirectory({ repo, inputs }, { root }) {
	if (inputs["working-directory"] !== void 0 || inputs["config"] !== void 0) return inputs;
	const [top, here] = await Promise.all([realpath(root), realpath(resolve(repo))]);
	const folder = pathFromRoot(top, here);
	const isModel = await access(join(here, "mlops.yaml")).then(() => true, () => false);
	return folder === "." || !isModel ? inputs : {
		...inputs,
		"working-directory": folder
	};
}

export { withWorkingDirectory as t };