// Each link of the chain is broken by what contradicts it, and by nothing else.
import { describe, expect, it } from 'vitest';
import { digestOfFiles } from '../../src/file-digest.ts';
import { chainLinks, isBroken, type ChainFacts } from '../../src/registry/chain-links.ts';
import { evidenceFrom, renderTagMessage } from '../../src/registry/evidence.ts';
import type { TagObject } from '../../src/registry/event.ts';
import { renderPromotionMessage, type Promotion } from '../../src/registry/promotion.ts';
import { stageTurns } from '../../src/registry/stage-history.ts';
import { registryState } from '../../src/registry/state.ts';
import { RunRecord } from '../../src/run/record.ts';
import { foldEvents } from '../../src/run/state.ts';
import { aCommit, aDigest, anId, aRun } from '../support/a-run.ts';
import { anEvent } from '../support/an-event.ts';

const FILES = [{ path: 'models/duration.bin', size: 10, sha256: aDigest('5d0c') }];
const RECORD = RunRecord.parse({
  ...aRun({ model: { files: FILES, digest: digestOfFiles(FILES) } }),
  comparison: {
    schema: 1,
    run: anId(),
    rows: [],
    historyRuns: [],
    verdict: { status: 'pass', warned: false, reasons: [] },
  },
});
const COMMIT = RECORD.source.commit;
const EVIDENCE = evidenceFrom(RECORD);
const PROMOTION: Promotion = {
  schema: 1,
  kind: 'promotion',
  model: 'duration',
  version: 'v1.0.0',
  stage: 'production',
  run: RECORD.id,
  model_digest: digestOfFiles(FILES),
  verdict: 'pass',
  metrics: {},
  gates: [],
};

const aTag = (name: string, message: string, commit: string): TagObject => ({
  name,
  object: aCommit(name.includes('#') ? 'beef' : 'cafe'),
  commit,
  commitTime: 1,
  time: name.includes('#') ? 3 : 2,
  tagger: 'mlops-action',
  message: message.trim(),
});

/** The facts of an honest version, or of one whose tags say something else. */
function facts(
  tags: { evidence?: object; promotion?: object; commit?: string } = {},
  over: Partial<ChainFacts> = {},
): ChainFacts {
  const commit = tags.commit ?? COMMIT;
  const evidence = { ...EVIDENCE, ...tags.evidence };
  const { artifacts } = registryState([
    aTag('duration@v1.0.0', renderTagMessage('duration', 'v1.0.0', evidence), commit),
    aTag('duration#production#1', renderPromotionMessage({ ...PROMOTION, ...tags.promotion }), commit),
  ]);
  const [artifact] = artifacts;
  const [version] = artifact?.versions ?? [];
  if (artifact === undefined || version === undefined) throw new Error('no version');
  const named = { model: 'duration', version: 'v1.0.0' };
  return {
    model: 'duration',
    version,
    turns: stageTurns(artifact, 'production'),
    evidence,
    record: RECORD,
    state: foldEvents(RECORD, [
      anEvent({ type: 'registration', run: RECORD.id, ...named, tag: 'duration@v1.0.0', object: aCommit('cafe') }),
      anEvent(
        {
          type: 'assignment',
          run: RECORD.id,
          ...named,
          stage: 'production',
          tag: 'duration#production#1',
          object: aCommit('beef'),
        },
        1,
      ),
    ]),
    filesDigest: digestOfFiles(FILES),
    commits: new Map([[COMMIT, { tree: aCommit('7ee'), parents: [] }]]),
    recordWrites: 1,
    modelFiles: { status: 'ok', why: 'here' },
    data: [{ path: 'data/trips.parquet', status: 'ok', why: 'here' }],
    attestation: 'ask',
    ...over,
  };
}

const notOk = (given: ChainFacts): Readonly<Record<string, string>> =>
  Object.fromEntries(
    chainLinks(given).flatMap(({ link, status }) =>
      status === 'ok' || link === 'attestation' ? [] : [[link, status]],
    ),
  );
const events = (more: object, type = 'registration') =>
  foldEvents(RECORD, [anEvent({ type, run: RECORD.id, model: 'duration', version: 'v1.0.0', ...more })]);
const child = (tree: string, parent = COMMIT): ChainFacts['commits'] =>
  new Map([
    [COMMIT, { tree: aCommit('7ee'), parents: [] }],
    [aCommit('c0c'), { tree, parents: [parent] }],
  ]);
const pull = RunRecord.parse({
  ...RECORD,
  source: { ...RECORD.source, pull_request: { head: aCommit('c0c'), base: aCommit('ba5e') } },
});

describe('the chain of a version', () => {
  it('holds where everything agrees', () => {
    expect(notOk(facts())).toEqual({});
    expect(isBroken(chainLinks(facts()))).toBe(false);
  });

  it.each<[string, Readonly<Record<string, string>>, ChainFacts]>([
    [
      'the version tag is another object',
      { 'version tag': 'broken' },
      facts({}, { turns: [], state: events({ tag: 'duration@v1.0.0', object: aCommit('dead') }) }),
    ],
    [
      'the run is another version',
      { 'version tag': 'broken' },
      facts({}, { turns: [], state: events({ tag: 'duration@v0.9.0', object: aCommit('cafe') }) }),
    ],
    [
      'nobody noted the tags',
      { 'version tag': 'unknown', 'stage tag production': 'unknown' },
      facts({}, { state: undefined }),
    ],
    ['the stage is for another run', { 'stage evidence production': 'broken' }, facts({ promotion: { run: anId(9) } })],
    [
      'the stage is for other files',
      { 'stage evidence production': 'broken' },
      facts({ promotion: { model_digest: aDigest('ee') } }),
    ],
    [
      'the stage had no passing verdict',
      { 'stage evidence production': 'broken' },
      facts({ promotion: { verdict: 'fail' } }),
    ],
    ['the stage was forced', {}, facts({ promotion: { verdict: 'fail', forced: true, reason: 'demo' } })],
    ['the stage was rolled back to it', {}, facts({ promotion: { kind: 'rollback', verdict: undefined } })],
    [
      'the stage tag speaks of another version',
      { 'stage evidence production': 'unknown' },
      facts({ promotion: { version: 'v9.0.0' } }),
    ],
    ['the tag stands on unknown code', { 'tagged commit': 'unknown' }, facts({ commit: aCommit('c0c') })],
    [
      'the tag stands on other code',
      { 'tagged commit': 'broken' },
      facts({ commit: aCommit('c0c') }, { commits: child(aCommit('bad')) }),
    ],
    ['the tag stands on a carrier', {}, facts({ commit: aCommit('c0c') }, { commits: child(aCommit('7ee')) })],
    ['the tag stands on the head that was merged', {}, facts({ commit: aCommit('c0c') }, { record: pull })],
    ['another model trained it', { 'run record': 'broken' }, facts({}, { model: 'price' })],
    ['the run is not here', { 'run record': 'unknown' }, facts({}, { record: undefined })],
    ['the record was written twice', { 'record unchanged': 'broken' }, facts({}, { recordWrites: 2 })],
    ['the history is cut off', { 'record unchanged': 'unknown' }, facts({}, { recordWrites: undefined })],
    [
      'the tag has another digest',
      { 'stage evidence production': 'broken', 'model digest': 'broken' },
      facts({ evidence: { model_digest: aDigest('ee') } }),
    ],
    [
      'the tag has another file',
      { 'model digest': 'broken' },
      facts({ evidence: { files: [{ ...FILES[0], sha256: aDigest('ee') }] } }),
    ],
    [
      'the record has other files than its digest',
      { 'model digest': 'broken' },
      facts({}, { filesDigest: aDigest('ee') }),
    ],
    ['the tag has another metric', { metrics: 'broken' }, facts({ evidence: { metrics: { rmse: 1 } } })],
    [
      'the tag has a metric more',
      { metrics: 'broken' },
      facts({ evidence: { metrics: { rmse: 6.1, constructor: 1 } } }),
    ],
    ['the tag has another verdict', { verdict: 'broken' }, facts({ evidence: { verdict: 'fail' } })],
    ['the tag leaves the verdict out', { verdict: 'broken' }, facts({ evidence: { verdict: undefined } })],
    ['the code is not here', { code: 'unknown' }, facts({}, { commits: new Map() })],
  ])('%s', (_, expected, given) => {
    expect(notOk(given)).toEqual(expected);
  });

  it('of a tag without evidence is unknown, and never broken', () => {
    const links = chainLinks(facts({}, { evidence: undefined, record: undefined, state: undefined, data: [] }));
    expect(isBroken(links)).toBe(false);
    expect(links.filter(({ status }) => status === 'unknown').map(({ link }) => link)).toContain('evidence');
  });
});
