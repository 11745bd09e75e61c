// src/query/attributes.ts
function attribute(key, type, meaning, more = {}) {
	return {
		key,
		type,
		meaning,
		aliases: [],
		...more
	};
}
const RUN_ATTRIBUTES = [
	attribute("id", "text", "id of the run", { aliases: ["run_id"] }),
	attribute("name", "text", "name of the run", { aliases: [
		"run_name",
		"run name",
		"Run name",
		"Run Name"
	] }),
	attribute("status", "text", "how it ended: `finished`, `failed`, `killed`, in any case", { lowered: true }),
	attribute("started", "time", "when it began", { aliases: [
		"start_time",
		"created",
		"Created"
	] }),
	attribute("ended", "time", "when it ended", { aliases: ["end_time"] }),
	attribute("duration", "number", "how long it took, in seconds", { seconds: true }),
	attribute("experiment", "text", "name under which runs are grouped"),
	attribute("model", "text", "name of the model"),
	attribute("version", "text", "version that the run was registered as, such as `v1.2.3`"),
	attribute("branch", "text", "branch that was trained"),
	attribute("commit", "text", "commit that was trained, in full"),
	attribute("dirty", "boolean", "whether there were uncommitted changes"),
	attribute("event", "text", "what triggered it, such as `push`", { aliases: ["trigger"] }),
	attribute("actor", "text", "who triggered it", { aliases: ["user_id"] }),
	attribute("verdict", "text", "what the gates said: `pass`, `fail`, `inconclusive`", { lowered: true }),
	attribute("error", "text", "what went wrong, if anything did"),
	attribute("deleted", "boolean", "whether the run was deleted since"),
	attribute("superseded", "boolean", "whether its job was run again, so that a later attempt stands for it"),
	attribute("parent", "text", "id of the run that this one is a part of"),
	attribute("command", "text", "the training command"),
	attribute("artifact_uri", "text", "where the model files lie")
];
const RUN_ENTITIES = {
	metric: "metric",
	metrics: "metric",
	param: "param",
	params: "param",
	parameter: "param",
	parameters: "param",
	tag: "tag",
	tags: "tag",
	attribute: "attribute",
	attributes: "attribute",
	attr: "attribute",
	run: "attribute",
	dataset: "dataset",
	datasets: "dataset"
};
const REGISTRY_ENTITIES = {
	attribute: "attribute",
	tag: "tag",
	tags: "tag"
};
const KINDS = {
	runs: {
		entities: RUN_ENTITIES,
		attributes: RUN_ATTRIBUTES,
		ordersTexts: false
	},
	experiments: {
		entities: REGISTRY_ENTITIES,
		ordersTexts: true,
		attributes: [
			attribute("experiment_id", "text", "id of the experiment"),
			attribute("name", "text", "name of the experiment"),
			attribute("creation_time", "time", "when it was made"),
			attribute("last_update_time", "time", "when it was changed last")
		]
	},
	registered_models: {
		entities: REGISTRY_ENTITIES,
		ordersTexts: true,
		attributes: [attribute("name", "text", "name of the model")]
	},
	model_versions: {
		entities: REGISTRY_ENTITIES,
		ordersTexts: true,
		attributes: [
			attribute("name", "text", "name of the model"),
			attribute("version_number", "number", "number of the version"),
			attribute("run_id", "text", "id of the run that made it"),
			attribute("source_path", "text", "where its files lie")
		]
	}
};
/** The entities and attributes of what is searched. */
function searched(kind) {
	return KINDS[kind];
}
/** The attribute of this name or alias. */
function attributeNamed(name, kind = "runs") {
	return KINDS[kind].attributes.find(({ key, aliases }) => key === name || aliases.includes(name));
}
/** What a dataset can be asked for. */
const DATASET_KEYS = [
	"name",
	"digest",
	"context"
];

export { attributeNamed as n, searched as r, DATASET_KEYS as t };