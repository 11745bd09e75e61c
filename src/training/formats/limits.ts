// What is accepted from training, in one place. Beyond a limit there is one clear warning, never a failure.

/** Largest metrics or params file that is read, in bytes. Of what the training appends, the last part is read. */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;

/** Largest YAML document, in bytes: its parser needs a hundred times as much memory. */
export const MAX_YAML_BYTES = 2 * 1024 * 1024;

/** Deepest nesting of a document. */
export const MAX_DEPTH = 32;

/** Most values that one document may unfold to: YAML aliases multiply. */
export const MAX_VALUES = 1_000_000;

/** Longest name of a metric, param or tag, in characters; longer ones are cut. */
export const MAX_NAME_LENGTH = 500;

/** Longest text of a param or tag, in characters; longer ones are cut. */
export const MAX_TEXT_LENGTH = 6000;

/** Most metrics, params or tags of one run, each. */
export const MAX_NAMES = 2000;

/** Largest list of a metrics file that is kept as a small artifact, in characters of JSON. */
export const MAX_SMALL_ARTIFACT_LENGTH = 1024 * 1024;

/** Most points that the stored series hold, per metric and in all; longer series are thinned evenly. */
export const MAX_SERIES_POINTS = { perMetric: 10_000, total: 200_000 } as const;
