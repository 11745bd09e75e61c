import { open } from "node:fs/promises";
import { constants as constants$1 } from "node:fs";

// src/training/plain-file.ts
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants$1;
/** Opens a plain file for reading; undefined for what is missing or none. */
async function openPlainFile(path) {
	const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => void 0);
	if (handle === void 0 || (await handle.stat()).isFile()) return handle;
	await handle.close();
}
/** The last bytes of a plain file, all of it if it is no larger; undefined for what cannot be read. */
async function readPlainFile(path, maxBytes) {
	const handle = await openPlainFile(path);
	if (handle === void 0) return void 0;
	try {
		const { size } = await handle.stat();
		const length = Math.min(size, maxBytes);
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
		return {
			content: buffer.subarray(0, bytesRead),
			size
		};
	} finally {
		await handle.close();
	}
}

export { readPlainFile as n, openPlainFile as t };