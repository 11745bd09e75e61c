import { t as loadSettings } from "./load-config.js";
import { basename } from "node:path";

// src/training/other-models.ts
/** More folders than this are examples rather than models. */
const MOST_FOLDERS = 50;
/**
* The models beside one, by the configurations that git tracks; of one that cannot be read the folder alone is known.
* @param git at the top of the worktree, before the training
* @param own working directory of the one
*/
async function readOtherModels(git, root, own) {
	const { stdout } = await git.exec([
		"ls-files",
		"-z",
		"--",
		":(top,glob)**/mlops.yaml"
	]);
	const paths = stdout.toString().split("\0").filter(Boolean);
	const folders = new Set(paths.map((path) => path.slice(0, -11) || "."));
	folders.delete(own);
	return Promise.all([...folders].slice(0, MOST_FOLDERS).map(async (workingDirectory) => {
		return await loadSettings(workingDirectory === "." ? {} : { "working-directory": workingDirectory }, {
			root,
			repository: basename(root)
		}).catch(() => void 0) ?? {
			workingDirectory,
			metrics: [],
			modelFiles: [],
			artifacts: []
		};
	}));
}
/** The folder of the models that a path lies in: the innermost one. Pure. */
function modelFolderOf(path, folders) {
	return folders.filter((folder) => folder === "." || path.startsWith(`${folder}/`)).toSorted((a, b) => (a === "." ? 0 : a.length) - (b === "." ? 0 : b.length)).at(-1);
}

export { readOtherModels as n, modelFolderOf as t };