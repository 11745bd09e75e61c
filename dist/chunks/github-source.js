import { t as gitHubAccess } from "./github-access.js";

// src/cli/github-source.ts
/**
* GitHub, where origin is there; without a token, why it is not asked.
* @returns undefined where origin is not on GitHub
*/
async function gitHubSource({ remoteUrl }, log) {
	const access = gitHubAccess(remoteUrl, process.env);
	if (access === void 0) return void 0;
	const { token, apiUrl, repository } = access;
	if (token === void 0) return { because: "GitHub is asked where GH_TOKEN is set, for example with `GH_TOKEN=$(gh auth token) mlops …`" };
	const [{ githubForge }, { workflowArtifacts }] = await Promise.all([import("./github3.js"), import("./workflow2.js")]);
	const store = workflowArtifacts({
		log,
		remote: {
			token,
			repository
		}
	});
	return {
		forge: githubForge({
			token,
			apiUrl,
			repository,
			log
		}),
		artifacts: {
			kind: store.kind,
			download: (artifact, folder) => withoutOutput(() => store.download(artifact, folder))
		}
	};
}
/** The artifact client tells on stdout what it does; that belongs to the command. */
async function withoutOutput(work) {
	const { stdout } = process;
	const own = Object.getOwnPropertyDescriptor(stdout, "write");
	stdout.write = () => true;
	try {
		return await work();
	} finally {
		if (own === void 0) Reflect.deleteProperty(stdout, "write");
		else Object.defineProperty(stdout, "write", own);
	}
}

export { gitHubSource as t };