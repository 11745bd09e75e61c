// Whether the registry's tags are what they say: their evidence beside their names and commits, and their objects beside
// those that the tracking branch recorded. Pure.
import { EVIDENCE_LINE, parseEvidence } from './evidence.ts';
import {
  found,
  isAnnotated,
  isSameWord,
  standsFor,
  type CheckedTag,
  type KnownTag,
  type RegistryFacts,
  type RegistryFinding,
} from './finding.ts';
import { parsePromotion, PROMOTION_LINE } from './promotion.ts';
import type { RegistryState } from './state.ts';
import { parseTag } from './tag.ts';

export function checkEvidence(facts: RegistryFacts, state: RegistryState): readonly RegistryFinding[] {
  return [...recorded(facts), ...spoken(facts.tags, state)];
}

function spoken(tags: readonly CheckedTag[], { artifacts }: RegistryState): readonly RegistryFinding[] {
  const versions = new Map(artifacts.flatMap(({ events }) => events).map((event) => [event.tag, event.version]));
  return tags.filter(isAnnotated).flatMap((tag) => {
    const said = evidenceOf(tag, versions.get(tag.name));
    if (said === undefined) return [];
    if (said === 'unreadable') {
      return found(
        'unreadable-evidence',
        'warning',
        [tag.name],
        `the evidence of ${tag.name} cannot be read: the line that a program reads back was changed, or a later version of mlops-action wrote it`,
        `git cat-file tag '${tag.name}' shows the message.`,
      );
    }
    return found(
      'other-evidence',
      'error',
      [tag.name],
      `the evidence of ${tag.name} is not its own: ${said.other}`,
      `Trust neither. git cat-file tag '${tag.name}' shows who wrote it; register the run again if the tag was made by hand.`,
    );
  });
}

/** What the evidence of a tag says otherwise than the tag; undefined when all is well, or there is no evidence. */
function evidenceOf(
  tag: CheckedTag,
  version: string | undefined,
): 'unreadable' | { readonly other: string } | undefined {
  const meaning = parseTag(tag.name);
  if (meaning?.action === 'register') {
    if (!hasLine(tag.message, EVIDENCE_LINE)) return undefined;
    const evidence = parseEvidence(tag.message);
    if (evidence === undefined) return 'unreadable';
    const subject = tag.message.split('\n', 1)[0] ?? '';
    if (subject.startsWith('Register ') && subject !== `Register ${meaning.artifact} ${meaning.version}`) {
      return { other: `its message begins with "${subject.slice(0, 200)}"` };
    }
    const { commit, pull_request_head: head = commit } = evidence;
    if (standsFor(tag, commit) || standsFor(tag, head)) return undefined;
    return { other: `it is of the commit ${evidence.commit.slice(0, 40)}, and the tag stands on ${tag.commit}` };
  }
  if (meaning?.action !== 'assign' || !hasLine(tag.message, PROMOTION_LINE)) return undefined;
  const promotion = parsePromotion(tag.message);
  if (promotion === undefined) return 'unreadable';
  const isOwn =
    promotion.model === meaning.artifact && promotion.stage === meaning.stage && promotion.version === version;
  const words = [promotion.model, promotion.version, promotion.stage].map((word) => word.slice(0, 100));
  return isOwn
    ? undefined
    : { other: `it is of ${words[0]} ${words[1]} in ${words[2]}, and the tag of ${version ?? 'none'}` };
}

function hasLine(message: string, start: string): boolean {
  return message.startsWith(start) || message.includes(`\n${start}`);
}

/** A tag that is another object than the one that was written has been moved, by whoever may push tags. */
function recorded({ tags, known = [], replaced = [] }: RegistryFacts): readonly RegistryFinding[] {
  const here = new Map(tags.map((tag) => [tag.name, tag]));
  const all = new Set(tags.map(({ object }) => object));
  const repaired = new Map(replaced.map((tag) => [`${tag.name} ${tag.object}`, tag]));
  const written = Map.groupBy(known, ({ tag }) => tag);
  return [...written].flatMap(([name, events]) => {
    const tag = here.get(name);
    const objects = events.flatMap(({ object }) => object ?? []);
    if (tag === undefined) return isRenamed(name, objects, repaired, tags) ? [] : [goneTag(name, events)];
    if (objects.length === 0 || objects.length < events.length || objects.includes(tag.object)) return [];
    const former = objects.flatMap((object) => repaired.get(`${name} ${object}`) ?? []);
    if (former.some((each) => isSameWord(each, tag))) return [];
    const object = objects.at(-1) ?? '';
    const fetch = all.has(object) ? '' : `git fetch origin ${object} && `;
    return [
      found(
        'moved',
        'error',
        [name],
        `${name} was moved: the history recorded the tag ${object}, and it is ${tag.object} now, on ${tag.commit.slice(0, 7)}`,
        `To put it back: ${fetch}git update-ref 'refs/tags/${name}' ${object} && git push --force origin 'refs/tags/${name}'`,
      ),
    ];
  });
}

/** Whether a repair gave it another name. */
function isRenamed(
  name: string,
  objects: readonly string[],
  repaired: ReadonlyMap<string, CheckedTag>,
  tags: readonly CheckedTag[],
): boolean {
  const former = objects.flatMap((object) => repaired.get(`${name} ${object}`) ?? []);
  return former.length > 0 && tags.some((tag) => former.some((each) => isSameWord(each, tag)));
}

function goneTag(name: string, events: readonly KnownTag[]): RegistryFinding {
  const object = events.findLast((event) => event.object !== undefined)?.object;
  return found(
    'gone',
    'warning',
    [name],
    `the history tells of ${name}, and there is no such tag here`,
    object === undefined
      ? 'Fetch it with `mlops sync`, if it was not removed on purpose.'
      : `Fetch it with \`mlops sync\`; if it is gone there too: git update-ref 'refs/tags/${name}' ${object} && git push origin 'refs/tags/${name}'`,
  );
}
