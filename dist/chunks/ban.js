import { t as MlopsError } from "./error.js";
import { n as holderOf, p as plainLine, s as parsePromotion } from "./state.js";
import { r as assetNames } from "./release.js";

// src/pipeline/deployment/release-address.ts
/** The page of the release of a tag. @param repositoryUrl without a final slash */
function releasePage(repositoryUrl, tag) {
	return `${repositoryUrl}/releases/tag/${encodeURIComponent(tag)}`;
}
/** The release of a version; undefined where the repository is not known to be on the web, or has no such version. */
async function releaseOf(record, { model, version }, { registry, repositoryUrl }) {
	const base = repositoryUrl ?? /^(https?:\/\/[^/]+\/[^/]+\/[^/]+)\/actions\/runs\//.exec(record.trigger.url ?? "")?.[1];
	if (base === void 0) return void 0;
	const { artifacts } = await registry.read();
	const tag = (artifacts.find(({ name }) => name === model)?.versions ?? []).find((each) => each.version === version)?.registration?.tag;
	if (tag === void 0) return void 0;
	return {
		page: releasePage(base, tag),
		downloads: `${base}/releases/download/${encodeURIComponent(tag)}`
	};
}
/**
* The address of the only model file in the release.
* @throws MlopsError `config-invalid` where there is no such file
*/
function requireAsset({ model }, release) {
	const paths = model.files.filter(({ size }) => size > 0).map(({ path }) => path);
	const [asset, ...others] = assetNames(paths);
	if (release !== void 0 && asset !== void 0 && others.length === 0) return `${release.downloads}/${encodeURIComponent(asset)}`;
	const why = release === void 0 ? "its release is not known to be on the web" : `it has ${paths.length} model files`;
	throw new MlopsError("config-invalid", `KServe cannot be told where the model lies: ${why}`, "Say it in mlops.yaml, `kserve: {storage-uri: s3://models/$MODEL_NAME/$MODEL_VERSION}`, and bring it there in training.");
}

// src/registry/stage-history.ts
const MAX_NOTE = 300;
/** The turns of a stage, newest first. */
function stageTurns({ events, stages }, stage) {
	const holder = holderOf({ stages }, stage)?.tag;
	const turns = [];
	const taken = /* @__PURE__ */ new Map();
	let next;
	for (const event of events) {
		if (event.stage !== stage) continue;
		const since = isoTime(event.time);
		if (event.kind === "unassignment") taken.set(event.version, since);
		if (event.kind !== "assignment" || event.version === void 0) continue;
		const promotion = ownPromotion(event);
		turns.push({
			stage,
			version: event.version,
			tag: event.tag,
			object: event.object,
			commit: event.commit,
			since,
			until: event.tag === holder ? void 0 : taken.get(event.version) ?? next,
			by: promotion?.actor ?? event.tagger,
			promotion,
			note: promotion === void 0 ? plainLine(event.message.slice(0, MAX_NOTE)) : void 0
		});
		taken.clear();
		next = since;
	}
	return turns;
}
/** What the tag of an assignment says of itself, where it speaks of what it assigns. */
function ownPromotion({ message, artifact, version, stage }) {
	const promotion = parsePromotion(message);
	return promotion?.model === artifact && promotion.version === version && promotion.stage === stage ? promotion : void 0;
}
/** Unix seconds as ISO 8601 in UTC; a tag may bear any number. */
function isoTime(seconds) {
	const date = /* @__PURE__ */ new Date(seconds * 1e3);
	return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString().replace(".000Z", "Z");
}

// src/registry/ban.ts
/**
* The versions of a model that a rollback left, by version. Whoever forces a version into a stage afterwards lifts its ban.
*/
function bannedVersions({ events }) {
	const banned = /* @__PURE__ */ new Map();
	for (const event of events.toReversed()) {
		const promotion = event.kind === "assignment" ? ownPromotion(event) : void 0;
		if (promotion === void 0) continue;
		const { kind, version, stage, replaces, reason, forced } = promotion;
		if (kind === "rollback" && replaces !== void 0 && replaces !== version) banned.set(replaces, {
			version: replaces,
			stage,
			since: event.time,
			reason
		});
		if (kind === "rollback" || forced === true) banned.delete(version);
	}
	return banned;
}
/**
* The version that a stage goes back to: of those that held it before, the one that came last, is registered still and was
* not rolled back from itself.
*/
function versionBefore({ events, versions, stages }, stage) {
	const banned = bannedVersions({ events });
	const current = holderOf({ stages }, stage)?.version;
	const held = events.flatMap((event) => event.kind === "assignment" && event.stage === stage && event.version !== void 0 ? [event.version] : []);
	const isGood = (version) => version !== current && !banned.has(version) && versions.some((each) => each.version === version && each.isRegistered && each.isActive);
	const start = current === void 0 ? 0 : held.indexOf(current) + 1;
	return held.slice(start).find(isGood);
}

export { stageTurns as a, requireAsset as c, ownPromotion as i, versionBefore as n, releaseOf as o, isoTime as r, releasePage as s, bannedVersions as t };