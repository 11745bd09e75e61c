// The evidence of a good run can be copied onto any tag: the run itself knows which tag it was given.
import { expect, test } from 'vitest';
import { doubtsOn } from '../../src/registry/version-doubt.ts';
import type { RunState } from '../../src/run/state.ts';
import { aCommit, aRun, type RunSketch } from '../support/a-run.ts';

const [trained, other] = [aCommit('aaaa'), aCommit('bbbb')];
const [written, moved] = ['1'.repeat(40), '2'.repeat(40)];

function doubt(
  over: { readonly commit?: string; readonly object?: string; readonly sketch?: RunSketch },
  ...registrations: readonly { readonly tag: string; readonly object?: string }[]
): string | undefined {
  const { commit = trained, object = written, sketch } = over;
  const tag = 'duration@v1.0.0';
  const event = {
    kind: 'registration',
    artifact: 'duration',
    version: 'v1.0.0',
    time: 0,
    tagger: 'x',
    message: '',
  } as const;
  const known: RunState['registrations'] = registrations.map((each) => ({
    ...each,
    model: 'duration',
    version: each.tag.replace(/^.*@/, ''),
    time: '2026-11-26T00:00:00Z',
  }));
  const record = aRun({ source: { commit: trained }, ...sketch });
  const evidence = { model_digest: record.model.digest ?? '' };
  const found = doubtsOn({ ...event, tag, commit, object }, evidence, { record, state: { registrations: known } });
  return found.map(({ words, isCertain }) => `${isCertain ? 'certain' : 'open'}: ${words}`).at(0);
}

const OWN = { tag: 'duration@v1.0.0', object: written };

test('the tag that was written for the run is believed wherever it stands', () => {
  expect(doubt({}, OWN)).toBeUndefined();
  expect(doubt({ commit: other }, OWN)).toBeUndefined();
  expect(doubt({ commit: other }, { tag: 'duration@v0.9.0', object: moved }, OWN)).toBeUndefined();
});

test('a tag that was moved, of another model or beside the one of the run is not', () => {
  expect(doubt({ object: moved }, OWN)).toBe(
    `certain: its tag was changed after the fact: it was written as 111111111111`,
  );
  expect(doubt({}, { tag: 'duration@v0.9.0' })).toMatch(/^certain: its run \w+ was registered as duration@v0\.9\.0$/);
  const sketch = { model: { name: 'trucks' } };
  expect(doubt({ sketch }, OWN)).toMatch(/^certain: its run \w+ trained the model trucks$/);
});

test('where the history tells of no registration, the tag has to stand on what was trained', () => {
  expect(doubt({})).toBeUndefined();
  const pull = { number: 7, head: other, base: aCommit('cccc') };
  expect(doubt({ commit: other, sketch: { source: { commit: trained, pull_request: pull } } })).toBeUndefined();
  expect(doubt({ commit: other })).toBe('open: its tag stands on bbbbbbbbbbbb, and its run trained aaaaaaaaaaaa');
  // An event of an earlier version, which does not say which object was written.
  expect(doubt({ commit: other }, { tag: OWN.tag })).toContain('open: ');
});
