import { t as MlopsError } from "./error.js";
import { n as print } from "./print.js";
import { writeFile } from "node:fs/promises";

// src/cli/write-output.ts
/** @throws MlopsError `usage` where the file cannot be written */
async function writeOutput(text, file) {
	if (file === void 0) {
		print(text);
		return;
	}
	try {
		await writeFile(file, text);
	} catch (error) {
		throw new MlopsError("usage", `${file} cannot be written: ${error.message}`, "Give another --output.");
	}
}

export { writeOutput as t };