// src/report/plain-markdown.ts
/** One paragraph of our own Markdown (see report/markdown.ts) as plain text: no marks, no escapes, no joints, no links. */
function plainMarkdown(markdown) {
	return markdown.replace(/^#+ /, "").replaceAll(/(?<!\\)\[(`*[^\]`\\]*`*)\]\([^)\s]*\)/g, "$1").replaceAll(/(?<!\\)(?:\*\*|`+)/g, "").replaceAll(/\\([\\`*~[\]!$_])/g, "$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("​", "");
}

export { plainMarkdown as t };