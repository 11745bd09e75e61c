import { t as MlopsError } from "./error.js";

// src/pipeline/recording/append-bundles.ts
/** What is wrong with one run rather than with the branch. */
const OF_ONE_RUN = /* @__PURE__ */ new Set([
	"tracking-conflict",
	"record-invalid",
	"usage"
]);
const NOTHING = {
	commit: void 0,
	written: false,
	runs: [],
	refused: []
};
/**
* Appends all of them at once. Where the branch refuses some, they are found by halving, and all others are appended.
* @throws MlopsError when the branch can take none of them: no permission, no network, unreadable
*/
async function appendBundles(bundles, history) {
	const [first] = bundles;
	if (first === void 0) return NOTHING;
	try {
		const { commit, written } = await history.append(bundles);
		return {
			commit,
			written,
			runs: bundles.map(({ record }) => record.id),
			refused: []
		};
	} catch (error) {
		if (!(error instanceof MlopsError) || !OF_ONE_RUN.has(error.code)) throw error;
		if (bundles.length === 1) return {
			...NOTHING,
			refused: [{
				run: first.record.id,
				error
			}]
		};
	}
	const middle = Math.ceil(bundles.length / 2);
	const earlier = await appendBundles(bundles.slice(0, middle), history);
	const later = await appendBundles(bundles.slice(middle), history);
	return {
		commit: later.commit ?? earlier.commit,
		written: earlier.written || later.written,
		runs: [...earlier.runs, ...later.runs],
		refused: [...earlier.refused, ...later.refused]
	};
}

export { appendBundles as t };