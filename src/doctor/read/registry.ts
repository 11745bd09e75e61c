// The registry's tags, with those that only look like one.
import type { Git } from '../../git/git.ts';
import { parseEvidence } from '../../registry/evidence.ts';
import { readRegistryFacts } from '../../registry/read-facts.ts';
import type { TagFacts } from '../facts.ts';

export async function readTagFacts(git: Git): Promise<readonly TagFacts[]> {
  const { tags } = await readRegistryFacts(git);
  return tags.map((tag) => ({ ...tag, run: parseEvidence(tag.message)?.run }));
}
