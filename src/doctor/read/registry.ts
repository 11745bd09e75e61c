// The registry's tags, with those that only look like one.
import type { Git } from '../../git/git.ts';
import { parseEvidence } from '../../registry/evidence.ts';
import type { TagFacts } from '../facts.ts';

const FIELDS = ['refname:lstrip=2', 'objecttype', 'objectname', '*objectname', 'contents'] as const;

export async function readTagFacts(git: Git): Promise<readonly TagFacts[]> {
  // A message holds no NUL, so NUL parts the fields and their number parts the tags.
  const format = FIELDS.map((field) => `%(${field})%00`).join('');
  const values = (await git.text(['for-each-ref', `--format=${format}`, 'refs/tags'])).split('\0');
  const tags: TagFacts[] = [];
  for (let start = 0; start + FIELDS.length <= values.length; start += FIELDS.length) {
    const [name = '', type, id = '', target = '', message = ''] = values.slice(start, start + FIELDS.length);
    const isAnnotated = type === 'tag';
    tags.push({
      name: name.replace(/^\n/, ''),
      id,
      isAnnotated,
      commit: isAnnotated ? target : id,
      run: isAnnotated ? parseEvidence(message)?.run : undefined,
    });
  }
  return tags;
}
