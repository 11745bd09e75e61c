import { n as printGiven, r as promote, t as meant } from "./promote.js";

export { promote };