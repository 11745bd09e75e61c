// src/forge/api-url.ts
/**
* GITHUB_API_URL, which runners set; else what belongs to the server: a token of one server must not be sent to another.
* @param environment of the job
*/
function apiUrlOf(environment) {
	const given = environment["GITHUB_API_URL"] ?? "";
	if (given !== "") return given;
	const server = environment["GITHUB_SERVER_URL"] ?? "";
	if (!URL.canParse(server)) return "https://api.github.com";
	const { protocol, host } = new URL(server);
	if (host === "github.com" || host.endsWith(".ghe.com")) return `${protocol}//api.${host}`;
	const isGitea = environment["GITEA_ACTIONS"] === "true" || environment["FORGEJO_ACTIONS"] === "true";
	return `${server.replace(/\/+$/, "")}/api/${isGitea ? "v1" : "v3"}`;
}

export { apiUrlOf as t };