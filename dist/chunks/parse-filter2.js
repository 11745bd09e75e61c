import { n as parseFilter, r as wordsOf, t as mismatchError } from "./parse-filter.js";

export { parseFilter };