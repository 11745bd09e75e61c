import { r as eventFrom } from "./annotation.js";

// src/pipeline/history/write-events.ts
/**
* Appends an event for each annotation, in their order.
* @throws MlopsError of the tracking branch
*/
async function writeEvents(annotations, { history, clock, randomBytes, actor }) {
	const events = [];
	if (annotations.length === 0) return {
		events,
		commit: void 0
	};
	const time = clock();
	for (const { line, annotation } of annotations) {
		const own = events.filter(({ run }) => run === line.id);
		const earlier = [...line.events ?? [], ...own].map(({ id }) => id);
		events.push(eventFrom(annotation, {
			run: line.id,
			time,
			random: randomBytes(16),
			earlier,
			actor
		}));
	}
	const { commit } = await history.append([], events);
	return {
		events,
		commit
	};
}

export { writeEvents as t };