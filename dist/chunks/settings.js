// src/config/settings.ts
/** What these settings say of the model of a run: nothing where they are another model's. */
function cardOf({ card, model }, run) {
	return run.model.name === model ? card : {};
}

export { cardOf as t };