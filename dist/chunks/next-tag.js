import { t as MlopsError } from "./error.js";
import { a as parseTag, i as numberedTag, o as renderTag } from "./tag.js";

// src/registry/carrier.ts
const IDENTITY = "mlops-action <mlops-action@noreply.invalid>";
/** Writes an annotated tag of a commit; gives its id. @param time Unix seconds */
async function writeTag(git, tag) {
	const { name, commit, message, time } = tag;
	const head = `object ${commit}\ntype commit\ntag ${name}\ntagger ${IDENTITY} ${time} +0000\n`;
	return git.text([
		"hash-object",
		"-t",
		"tag",
		"-w",
		"--stdin"
	], `${head}\n${message}`);
}
/** Whether a commit is the one that was trained, or a carrier of it. */
async function standsOn(git, commit, trained) {
	if (commit === trained) return true;
	const [own, other] = await Promise.all([commit, trained].map((each) => git.exec([
		"cat-file",
		"commit",
		each
	])));
	const linesOf = (kind, from) => from?.stdout.toString().match(new RegExp(`^${kind} .*$`, "gm")) ?? [];
	const parents = linesOf("parent", own);
	return parents.length === 1 && parents[0] === `parent ${trained}` && (other?.code !== 0 || linesOf("tree", own)[0] === linesOf("tree", other)[0]);
}
/** Writes a commit with the tree of `commit` as its child; gives its id. @param time Unix seconds */
async function writeCarrier(git, commit, subject, time) {
	const tree = /^tree ([0-9a-f]+)$/m.exec(await git.text([
		"cat-file",
		"commit",
		commit
	]))?.[1] ?? "";
	const who = `${IDENTITY} ${time} +0000`;
	const why = `The same files as in ${commit}, where another version stands:\na commit holds one version of a model.`;
	const head = `tree ${tree}\nparent ${commit}\nauthor ${who}\ncommitter ${who}\n`;
	return git.text([
		"hash-object",
		"-t",
		"commit",
		"-w",
		"--stdin"
	], `${head}\n${subject}\n\n${why}\n`);
}

// src/registry/next-tag.ts
/**
* The name of the tag: stages are numbered always, the rest only where the plain name is taken, as GTO does. The number
* is one more than the highest of all tags of the model, whatever they say.
* @param names of all tags of the model, lightweight ones included
* @throws MlopsError `usage` for a name that no tag can have, `git-failed` where a tag stands in its way
*/
function eventTag(model, action, names) {
	const plain = renderTag({
		artifact: model,
		...action
	});
	const name = !("stage" in action) && !names.has(plain) ? plain : numberedTag(plain, 1n + highestCounter(model, names));
	const inTheWay = obstacleOf(name, names);
	if (inTheWay === void 0) return name;
	throw new MlopsError("git-failed", `${name} cannot be written while there is a tag ${inTheWay}: git keeps no ref inside of another`, `Delete that tag if nobody needs it (git push origin ':refs/tags/${inTheWay}'), or choose another name of the stage.`);
}
/** Counters are as long as somebody wrote them: numbers of JavaScript would end before GTO's do. */
function highestCounter(model, names) {
	let highest = 0n;
	for (const name of names) {
		if (parseTag(name)?.artifact !== model) continue;
		const counter = BigInt(/#(\d+)$/.exec(name)?.[1] ?? 0);
		if (counter > highest) highest = counter;
	}
	return highest;
}
/** The tag that would have to be a folder for this one, or for which this one would. */
function obstacleOf(name, names) {
	const parts = name.split("/");
	return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/")).find((each) => names.has(each)) ?? [...names].find((each) => each.startsWith(`${name}/`));
}
/** Of times after it, Python and so GTO know nothing: the end of the year 9999. */
const LAST_SECOND = 253402300799;
/**
* When the next tag is written, in Unix seconds. GTO orders by the time of tags in whole seconds, and a clock may go wrong:
* what is written later is later.
* @param tags of the model
* @throws MlopsError `git-failed` where a tag is dated so late that nothing can come after it
*/
function timeAfter(tags, now) {
	let latest;
	for (const tag of tags) if (tag.time > (latest?.time ?? 0) && parseTag(tag.name) !== void 0) latest = tag;
	const time = Math.max(Math.floor(now.getTime() / 1e3), (latest?.time ?? 0) + 1);
	if (time <= LAST_SECOND) return time;
	throw new MlopsError("git-failed", `the tag ${latest?.name} is dated after the year 9999, so that nothing can come after it`, `Delete it: git push origin ':refs/tags/${latest?.name}'`);
}
/** The same for a deprecation: GTO takes a model to be alive again when the commit of a version is dated later. */
function timeOfDeprecation(tags, now) {
	return tags.map((tag) => tag.commitTime).filter((time) => time < LAST_SECOND).reduce((last, time) => Math.max(last, time + 1), timeAfter(tags, now));
}

export { writeCarrier as a, standsOn as i, timeAfter as n, writeTag as o, timeOfDeprecation as r, eventTag as t };