// Name and time of the next tag of a model: a number that no tag has, a time after all that were written. Pure.
import { MlopsError } from '../error.ts';
import type { TagObject } from './event.ts';
import { numberedTag, parseTag, renderTag } from './tag.ts';

/** A tag without its counter, which is the writer's. */
export type EventAction =
  | { readonly action: 'register' | 'deregister'; readonly version: string }
  | { readonly action: 'assign' | 'unassign'; readonly stage: string }
  | { readonly action: 'deprecate' };

/**
 * The name of the tag: stages are numbered always, the rest only where the plain name is taken, as GTO does. The number
 * is one more than the highest of all tags of the model, whatever they say.
 * @param names of all tags of the model, lightweight ones included
 * @throws MlopsError `usage` for a name that no tag can have, `git-failed` where a tag stands in its way
 */
export function eventTag(model: string, action: EventAction, names: ReadonlySet<string>): string {
  const plain = renderTag({ artifact: model, ...action });
  const isPlain = !('stage' in action) && !names.has(plain);
  const name = isPlain ? plain : numberedTag(plain, 1n + highestCounter(model, names));
  const inTheWay = obstacleOf(name, names);
  if (inTheWay === undefined) return name;
  throw new MlopsError(
    'git-failed',
    `${name} cannot be written while there is a tag ${inTheWay}: git keeps no ref inside of another`,
    `Delete that tag if nobody needs it (git push origin ':refs/tags/${inTheWay}'), or choose another name of the stage.`,
  );
}

/** Counters are as long as somebody wrote them: numbers of JavaScript would end before GTO's do. */
function highestCounter(model: string, names: ReadonlySet<string>): bigint {
  let highest = 0n;
  for (const name of names) {
    if (parseTag(name)?.artifact !== model) continue;
    const counter = BigInt(/#(\d+)$/.exec(name)?.[1] ?? 0);
    if (counter > highest) highest = counter;
  }
  return highest;
}

/** The tag that would have to be a folder for this one, or for which this one would. */
function obstacleOf(name: string, names: ReadonlySet<string>): string | undefined {
  const parts = name.split('/');
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  return above.find((each) => names.has(each)) ?? [...names].find((each) => each.startsWith(`${name}/`));
}

/** Of times after it, Python and so GTO know nothing: the end of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/**
 * When the next tag is written, in Unix seconds. GTO orders by the time of tags in whole seconds, and a clock may go wrong:
 * what is written later is later.
 * @param tags of the model
 * @throws MlopsError `git-failed` where a tag is dated so late that nothing can come after it
 */
export function timeAfter(tags: readonly TagObject[], now: Date): number {
  let latest: TagObject | undefined;
  for (const tag of tags) {
    if (tag.time > (latest?.time ?? 0) && parseTag(tag.name) !== undefined) latest = tag;
  }
  const time = Math.max(Math.floor(now.getTime() / 1000), (latest?.time ?? 0) + 1);
  if (time <= LAST_SECOND) return time;
  throw new MlopsError(
    'git-failed',
    `the tag ${latest?.name} is dated after the year 9999, so that nothing can come after it`,
    `Delete it: git push origin ':refs/tags/${latest?.name}'`,
  );
}

/** The same for a deprecation: GTO takes a model to be alive again when the commit of a version is dated later. */
export function timeOfDeprecation(tags: readonly TagObject[], now: Date): number {
  const commits = tags.map((tag) => tag.commitTime).filter((time) => time < LAST_SECOND);
  return commits.reduce((last, time) => Math.max(last, time + 1), timeAfter(tags, now));
}
