// src/deployment/live.ts
/** Name of the environment of a stage of a model. Both may have slashes: the last one parts them, as a stage has a plus. */
function environmentOf(model, stage) {
	return `${model}/${stage.replaceAll("/", "+")}`;
}
/** Model and stage of an environment. */
function partsOf(environment) {
	const slash = environment.lastIndexOf("/");
	return {
		model: environment.slice(0, Math.max(slash, 0)),
		stage: environment.slice(slash + 1).replaceAll("+", "/")
	};
}
/** All environments by name. */
function environmentStates(events) {
	const ordered = inOrder(events);
	return [...new Set(ordered.map(({ environment }) => environment))].toSorted().flatMap((name) => stateOf(ordered, name) ?? []);
}
/** One environment; undefined where nothing was ever deployed. */
function environmentState(events, environment) {
	return stateOf(inOrder(events), environment);
}
/** An image of the version that was pushed before, under this name; any of the newest first. */
function imageOf(events, { model, version, name }) {
	return inOrder(events).findLast(({ environment, version: deployed, image }) => deployed === version && partsOf(environment).model === model && image?.startsWith(`${name}@`) === true)?.image;
}
function stateOf(ordered, environment) {
	const events = ordered.filter((event) => event.environment === environment);
	const latest = events.findLast(({ state }) => state !== "inactive") ?? events.at(-1);
	if (latest === void 0) return void 0;
	let live;
	for (const event of events) if (event.state === "success" && event.version !== void 0) live = liveFrom(event, event.version);
	else if (ENDS.has(event.state) && event.version === live?.version) live = void 0;
	return {
		environment,
		live,
		latest,
		events: events.toReversed()
	};
}
/** After these of the live version nobody knows that it is. */
const ENDS = /* @__PURE__ */ new Set([
	"failure",
	"error",
	"inactive"
]);
function liveFrom({ run, time, actor, url, image }, version) {
	return {
		version,
		run,
		since: time,
		...actor === void 0 ? {} : { actor },
		...url === void 0 ? {} : { url },
		...image === void 0 ? {} : { image }
	};
}
/** Ids of events sort by time; within an environment each is made after those that were there. */
function inOrder(events) {
	return events.toSorted((a, b) => a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export { partsOf as a, imageOf as i, environmentState as n, environmentStates as r, environmentOf as t };