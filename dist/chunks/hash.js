import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

// src/training/hash.ts
const CHUNK_BYTES = 1048576;
/**
* Size and SHA-256 of a file, in one pass.
* @param onChunk sees every chunk as it goes by and must not keep it
* @throws the system's error when the file cannot be read
*/
async function sha256OfFile(path, onChunk) {
	const hash = createHash("sha256");
	const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
	const handle = await open(path);
	try {
		let size = 0;
		for (;;) {
			const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
			if (bytesRead === 0) return {
				size,
				sha256: hash.digest("hex")
			};
			const chunk = buffer.subarray(0, bytesRead);
			hash.update(chunk);
			size += bytesRead;
			onChunk?.(chunk);
		}
	} finally {
		await handle.close();
	}
}
/** One digest for several files: SHA-256 over what sha256sum prints for them, sorted by path. */
function digestOfFiles(files) {
	const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).toSorted();
	return createHash("sha256").update(lines.join("")).digest("hex");
}

export { sha256OfFile as n, digestOfFiles as t };