import { n as promote, t as printGiven } from "./promote.js";

export { promote };