import { t as apiUrlOf } from "./api-url.js";

// src/cli/github-access.ts
/**
* What is known of GitHub in a clone: GITHUB_REPOSITORY, else the repository that origin's address names.
* @returns undefined where origin is not on GitHub
*/
function gitHubAccess(remoteUrl, environment) {
	const repository = environment["GITHUB_REPOSITORY"] || repositoryOnGitHub(remoteUrl, environment);
	return repository === void 0 ? void 0 : {
		repository,
		apiUrl: apiUrlOf(environment),
		token: gitHubToken(environment)
	};
}
/** `owner/name` of an address on the server that GITHUB_SERVER_URL names, which is github.com otherwise. */
function repositoryOnGitHub(remoteUrl, environment) {
	const server = environment["GITHUB_SERVER_URL"] ?? "";
	const expected = URL.canParse(server) ? new URL(server).host : "github.com";
	const [, host, repository] = /^(?:\w+:\/\/)?(?:[^/@]*@)?([^/:]+(?::\d+(?=\/))?)[/:]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(remoteUrl ?? "") ?? [];
	return host?.replace(/^ssh\.(github\.com):443$/, "$1") === expected ? repository : void 0;
}
function gitHubToken({ GH_TOKEN, GITHUB_TOKEN }) {
	return GH_TOKEN || GITHUB_TOKEN || void 0;
}

export { gitHubToken as n, repositoryOnGitHub as r, gitHubAccess as t };