import { t as MlopsError } from "./error.js";
import { D as isReservedName } from "./usual-files.js";

// src/training/override-variables.ts
/** All overrides together; a process gets at most 128 KiB in one variable on Linux, and a command line on top of that. */
const MAX_OVERRIDES_LENGTH = 65536;
/**
* `MLOPS_PARAM_<NAME>` for each override, and all of them as JSON in `MLOPS_OVERRIDES`.
* @throws MlopsError `usage` when two names become the same variable, or a value cannot stand in one
*/
function overrideVariables(overrides) {
	const json = JSON.stringify(overrides);
	if (json.length > MAX_OVERRIDES_LENGTH) throw new MlopsError("usage", `the overrides are ${json.length} characters long; at most ${MAX_OVERRIDES_LENGTH} can be handed to a process`, "Put large values into a file of the repository and override its path.");
	const names = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(overrides)) {
		if (isReservedName(name.trim())) throw new MlopsError("usage", `no param can be called "${name}"`, "The name is reserved; choose another.");
		const variable = overrideVariable(name);
		const other = names.get(variable);
		if (other !== void 0) throw new MlopsError("usage", `the overrides "${other}" and "${name}" would both become ${variable}`, "Rename one of them: letters count without case, everything but letters and digits becomes \"_\".");
		if (value.includes("\0")) throw new MlopsError("usage", `the override "${name}" holds a NUL character`, "No process can be given that; remove it.");
		names.set(variable, name);
	}
	const variables = [...names].map(([variable, name]) => [variable, overrides[name] ?? ""]);
	return {
		MLOPS_OVERRIDES: json,
		...Object.fromEntries(variables)
	};
}
/** The variable in which the training finds an override: letters count without case, all but letters and digits is `_`. */
function overrideVariable(name) {
	return `MLOPS_PARAM_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
}

export { overrideVariables as n, overrideVariable as t };