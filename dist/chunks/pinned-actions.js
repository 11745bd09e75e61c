// src/init/pinned-actions.ts
/** `owner/name@commit # version`, as Dependabot and Renovate keep it up to date. */
const PINNED = {
	checkout: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
	python: "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
	uv: "astral-sh/setup-uv@cec208311dfd045dd5311c1add060b2062131d57 # v8.0.0",
	node: "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
	r: "r-lib/actions/setup-r@d3c5be51b12e724e68f33216ca3c148b66d5f0b6 # v2.12.1"
};
/** The command line, as a package that npm installs by its address. */
const RELEASE = "https://github.com/org/mlops-action/releases/latest/download/mlops.tgz";
/** Our own action, at the tag that moves with its first major version; zizmor takes a reason for not pinning it. */
const MLOPS_ACTION = "org/mlops-action@v1 # zizmor: ignore[unpinned-uses] v1 brings fixes; pin a commit to choose each update yourself";

export { PINNED as n, RELEASE as r, MLOPS_ACTION as t };