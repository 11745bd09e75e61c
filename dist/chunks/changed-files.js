import { t as byName } from "./names.js";

// src/comparison/changed-files.ts
/** A record stays for good: it names no more files than a reader would look at. */
const MOST_FILES = 20;
const MOST_CHARACTERS = 300;
/**
* The comparison with the files that its code differs in; those with the most changed lines are named first. Commits
* without a difference are the same code, unless something was not committed.
*/
function withChangedFiles(comparison, { files, isCut }, isCommitted) {
	const { changes } = comparison;
	if (changes === void 0) return comparison;
	const total = (of) => files.reduce((sum, file) => sum + file[of], 0);
	const ranked = files.toSorted((a, b) => b.added + b.removed - a.added - a.removed || byName(a.path, b.path));
	const changed = {
		count: files.length,
		...isCut ? { isCut } : {},
		added: total("added"),
		removed: total("removed"),
		most: ranked.slice(0, MOST_FILES).map(({ path, added, removed }) => ({
			path: path.slice(0, MOST_CHARACTERS),
			added,
			removed
		}))
	};
	const same = files.length === 0 && isCommitted ? { same: true } : {};
	return {
		...comparison,
		changes: {
			...changes,
			code: {
				...changes.code,
				...same,
				files: changed
			}
		}
	};
}

export { withChangedFiles as t };