import { constants } from "node:os";

// src/cli/interrupts.ts
/** A closed terminal (HUP) would otherwise leave the training behind, alive and unrecorded. */
const SIGNALS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
const TRAINING = {
	first: "stopping the training; its run is recorded as killed",
	again: "still stopping: the training is killed after five seconds, then its run is recorded"
};
/** Takes the signals of this process until it is disposed of. */
function watchInterrupts(log, words = TRAINING) {
	const controller = new AbortController();
	let first;
	const onSignal = (signal) => {
		log.warn(first === void 0 ? words.first : words.again);
		first ??= signal;
		controller.abort(signal);
	};
	for (const signal of SIGNALS) process.on(signal, onSignal);
	return {
		abort: controller.signal,
		exitStatus: () => first === void 0 ? void 0 : 128 + constants.signals[first],
		[Symbol.dispose]() {
			for (const signal of SIGNALS) process.off(signal, onSignal);
		}
	};
}

export { watchInterrupts as t };