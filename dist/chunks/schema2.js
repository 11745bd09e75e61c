import { join } from "node:path";
import { createHash } from "node:crypto";

// src/tracking/local-index/cache-folder.ts
/** The folder that holds the caches of all repositories: MLOPS_CACHE, else `mlops` where the system keeps caches. */
function defaultCacheRoot({ platform, home, environment }) {
	const named = environment["MLOPS_CACHE"];
	if (named !== void 0 && named !== "") return named;
	const xdg = environment["XDG_CACHE_HOME"];
	if (xdg?.startsWith("/") === true) return join(xdg, "mlops");
	if (platform === "darwin") return join(home, "Library", "Caches", "mlops");
	if (platform === "win32") return join(environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "mlops", "Cache");
	return join(home, ".cache", "mlops");
}
/**
* The folder of one branch of one repository, whose beginning people recognise.
* @param repository URL, or absolute path
*/
function cacheFolderOf(root, repository, ref) {
	const name = (repository.split(/[/\\]/).findLast((part) => part !== "" && part !== ".git") ?? "").replace(/\.git$/, "").replaceAll(/[^A-Za-z0-9._-]/g, "").slice(0, 40);
	const digest = createHash("sha256").update(`${repository}\0${ref}`).digest("hex").slice(0, 16);
	return join(root, `${name.replace(/^\.+/, "") || "repository"}-${digest}`);
}

// src/tracking/local-index/schema.ts
/** Tells the file from other SQLite databases: "mlop". */
const APPLICATION = 1835822960;
/** Tables, before they are filled. */
const TABLES = `
-- The commit that the rows were made from, under the name "tip".
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Records and events. Of events, sequence is the order in which they hold. A file with a problem counts for nothing.
CREATE TABLE file (
  path TEXT PRIMARY KEY, run TEXT NOT NULL, blob TEXT NOT NULL, sequence INTEGER, problem TEXT
) WITHOUT ROWID;

CREATE TABLE name (n INTEGER PRIMARY KEY, entity TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (entity, name));

-- Times in milliseconds since 1970, durations in seconds, truths as 0 and 1; NULL is absent. A run is superseded by one
-- with the same job and a higher attempt that is not deleted.
CREATE TABLE run (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, started INTEGER NOT NULL, deleted INTEGER NOT NULL,
  status TEXT NOT NULL, experiment TEXT NOT NULL, branch TEXT, ended INTEGER NOT NULL, duration REAL NOT NULL,
  model TEXT NOT NULL, name TEXT, "commit" TEXT NOT NULL, dirty INTEGER NOT NULL, verdict TEXT, event TEXT NOT NULL,
  actor TEXT, job TEXT, attempt INTEGER, superseded INTEGER NOT NULL, parent TEXT, version TEXT, artifact_uri TEXT, data INTEGER, blob TEXT NOT NULL, error TEXT, command TEXT
);

-- Metrics. The rank is 0 for values, infinite ones among them, and 2 for NaN, whose value is NULL.
CREATE TABLE number (
  name INTEGER NOT NULL, run INTEGER NOT NULL, rank INTEGER NOT NULL, value REAL, PRIMARY KEY (name, run)
) WITHOUT ROWID;

-- Params and tags; of a param that reads as a number also that. In an order, rank 0 stands by its number, 1 by its text.
CREATE TABLE text (
  name INTEGER NOT NULL, run INTEGER NOT NULL, rank INTEGER NOT NULL, value TEXT NOT NULL, number REAL,
  PRIMARY KEY (name, run)
) WITHOUT ROWID;

-- Data files of runs, as JSON [[name, digest]…]: many runs share one list.
CREATE TABLE data_list (n INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, files TEXT NOT NULL);
`;
/** Indexes, made when the tables are full: that is faster than keeping them in order meanwhile. */
const INDEXES = `
CREATE INDEX file_run ON file (run);
CREATE INDEX file_problem ON file (path) WHERE problem IS NOT NULL;
CREATE INDEX run_started ON run (started DESC, id);
CREATE INDEX run_job ON run (job, attempt) WHERE job IS NOT NULL;
CREATE INDEX number_order ON number (name, rank, value, run);
CREATE INDEX text_order ON text (name, value, run);
`;

export { defaultCacheRoot as a, cacheFolderOf as i, INDEXES as n, TABLES as r, APPLICATION as t };