// src/forge/local-changed-files.ts
/** Undefined where one of the commits is not in the repository. */
async function findLocalChangedFiles(git, from, to) {
	const { code, stdout } = await git.exec([
		"diff-tree",
		...[
			"-r",
			"-z",
			"--numstat",
			"--no-renames",
			"--no-ext-diff",
			"--no-textconv"
		],
		from,
		to,
		"--"
	]);
	if (code !== 0) return void 0;
	return {
		files: stdout.toString().split("\0").filter(Boolean).map((line) => {
			const [added = "", removed = "", ...path] = line.split("	");
			return {
				path: path.join("	"),
				added: Number.parseInt(added, 10) || 0,
				removed: Number.parseInt(removed, 10) || 0
			};
		}),
		isCut: false
	};
}

export { findLocalChangedFiles as t };