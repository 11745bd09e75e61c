// src/run/named-files.ts
/** Name of the file with the uncommitted changes that a run was trained with. */
const PATCH_FILE = "changes.patch";
/** The files that belong to a run: its full series, its predictions where they are small, its patch where one was kept. */
function namedFilesOf({ series, predictions, source: { patch } }) {
	const stored = predictions?.stored;
	return [
		...series === void 0 ? [] : [{
			name: series.file,
			size: series.size,
			sha256: series.sha256
		}],
		...stored === void 0 || stored.artifact !== void 0 ? [] : [{
			name: stored.file,
			size: stored.size,
			sha256: stored.sha256
		}],
		...patch?.kept === true ? [{
			name: PATCH_FILE,
			size: patch.size,
			sha256: patch.sha256
		}] : []
	];
}

export { namedFilesOf as n, PATCH_FILE as t };