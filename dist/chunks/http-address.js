// src/forge/http-address.ts
/** The address if it is one of http or https without credentials, else undefined. */
function httpAddress(text) {
	if (text === void 0 || text.length > 2e3 || !URL.canParse(text)) return void 0;
	const { protocol, username, password, href } = new URL(text);
	if (protocol !== "https:" && protocol !== "http:") return void 0;
	return username === "" && password === "" ? href : void 0;
}

export { httpAddress as t };