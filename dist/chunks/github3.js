import { t as githubForge } from "./github2.js";

export { githubForge };