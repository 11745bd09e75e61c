// What deprecating means for a model, a version, a stage, and when it is refused.
import { describe, expect, it } from 'vitest';
import { decideDeprecation, renderDeprecationMessage } from '../../src/registry/deprecation.ts';
import { registryState, type Artifact } from '../../src/registry/state.ts';

const COMMITS = ['1', '2', '3', '4'].map((digit) => digit.repeat(40));

/** A model with these tags, a second apart, each given with the number of its commit. */
function model(tags: readonly (readonly [string, number])[]): Artifact {
  const objects = tags.map(([name, commit], index) => ({
    name,
    object: `${index}`.padStart(40, '0'),
    commit: COMMITS[commit] ?? '',
    commitTime: 0,
    time: 1000 + index,
    tagger: 'Ada',
    message: '',
  }));
  const [artifact] = registryState(objects).artifacts;
  if (artifact === undefined) throw new Error('no model');
  return artifact;
}

const TWO_VERSIONS = [
  ['m@v1.0.0', 0],
  ['m#production#1', 0],
  ['m@v1.1.0', 1],
  ['m#production#2', 1],
  ['m#dev#3', 1],
] as const;

const decide = (
  artifact: Artifact,
  [version, stage]: readonly [string?, string?],
  { force = false, served = [] as readonly string[] } = {},
): unknown => decideDeprecation(artifact, { model: 'm', version, stage, force }, new Set(served));

describe('of a model', () => {
  it('stands on the commit of its newest event, and says which stages are hidden by it', () => {
    expect(decide(model(TWO_VERSIONS), [])).toEqual({
      action: { action: 'deprecate' },
      commit: COMMITS[1],
      consequences: ['its stages are hidden with it, and nothing is stopped: dev (v1.1.0), production (v1.1.0)'],
    });
  });

  it('is nothing where it is deprecated, until it lives again', () => {
    const deprecated = [...TWO_VERSIONS, ['m@deprecated', 1]] as const;
    expect(decide(model(deprecated), [])).toEqual({ unchanged: 'm is deprecated already (m@deprecated)' });
    expect(decide(model([...deprecated, ['m@v2.0.0', 2]]), [])).toMatchObject({ action: { action: 'deprecate' } });
  });

  it('is refused while a version of it is being served', () => {
    const artifact = model(TWO_VERSIONS);
    expect(() => decide(artifact, [], { served: ['production'] })).toThrow(
      'm cannot be deprecated: v1.1.0 is being served in production',
    );
    expect(decide(artifact, [], { served: ['production'], force: true })).toMatchObject({
      against: 'v1.1.0 is being served in production',
    });
  });
});

describe('of a version', () => {
  it('takes it back, and says which is the latest then', () => {
    const artifact = model([...TWO_VERSIONS, ['m@v2.0.0-rc.1', 2]]);
    expect(decide(artifact, ['v2.0.0-rc.1'])).toEqual({
      action: { action: 'deregister', version: 'v2.0.0-rc.1' },
      commit: COMMITS[2],
      consequences: ['the latest version is v1.1.0 again'],
    });
    expect(decide(model([['m@v1.0.0', 0]]), ['v1.0.0'])).toMatchObject({ consequences: ['it was the only version'] });
  });

  it('that held a stage before another took it needs no force', () => {
    expect(decide(model(TWO_VERSIONS), ['v1.0.0'])).toMatchObject({ consequences: [] });
  });

  it('that is in a stage needs force, and says what becomes of the stage', () => {
    const artifact = model(TWO_VERSIONS);
    expect(() => decide(artifact, ['v1.1.0'])).toThrow(
      'm v1.1.0 cannot be taken back: it is in dev and production, which would go with it',
    );
    expect(() => decide(artifact, ['v1.1.0'], { served: ['production'] })).toThrow('is being served in production');
    expect(decide(artifact, ['v1.1.0'], { force: true })).toEqual({
      action: { action: 'deregister', version: 'v1.1.0' },
      commit: COMMITS[1],
      consequences: [
        'the latest version is v1.0.0 again',
        'no version is in dev any more',
        'production is v1.0.0 again, which had it before',
      ],
      against: 'it is in dev and production, which would go with it',
    });
  });

  it('is nothing where it was taken back, until it is registered again', () => {
    const back = [...TWO_VERSIONS, ['m@v1.0.0!', 0]] as const;
    expect(decide(model(back), ['v1.0.0'])).toEqual({ unchanged: 'm v1.0.0 was taken back already (m@v1.0.0!)' });
    expect(decide(model([...back, ['m@v1.0.0#4', 0]]), ['v1.0.0'])).toMatchObject({ commit: COMMITS[0] });
  });

  it.each([
    ['v1.0.1', 'm has no version v1.0.1, did you mean "v1.0.0"?'],
    ['1.0.0', 'm has no version 1.0.0, did you mean "v1.0.0"?'],
    ['nonsense', 'm has no version nonsense, known are v1.1.0, v1.0.0'],
    [COMMITS[0] ?? '', 'm has no version 1111'],
    ['__proto__', 'm has no version __proto__'],
  ])('that is not there, %s, is refused with the nearest', (version, words) => {
    expect(() => decide(model(TWO_VERSIONS), [version])).toThrow(words);
  });
});

describe('of a stage', () => {
  it('takes it from the version, and says who has it then', () => {
    const artifact = model(TWO_VERSIONS);
    expect(decide(artifact, ['v1.1.0', 'production'])).toEqual({
      action: { action: 'unassign', stage: 'production' },
      commit: COMMITS[1],
      consequences: ['production is v1.0.0 again, which had it before'],
    });
    expect(decide(artifact, ['v1.0.0', 'production'])).toMatchObject({ commit: COMMITS[0], consequences: [] });
  });

  it('is refused while it is being served, by the version that holds it only', () => {
    const artifact = model(TWO_VERSIONS);
    const served = { served: ['production'] };
    expect(() => decide(artifact, ['v1.1.0', 'production'], served)).toThrow(
      'production cannot be taken from m v1.1.0: v1.1.0 is being served in production',
    );
    expect(decide(artifact, ['v1.1.0', 'dev'], served)).toHaveProperty('action');
    expect(decide(artifact, ['v1.0.0', 'production'], served)).toHaveProperty('action');
  });

  it('is nothing where it was taken, and an error where it never was there', () => {
    const artifact = model([...TWO_VERSIONS, ['m#dev!#4', 1]]);
    expect(decide(artifact, ['v1.1.0', 'dev'])).toEqual({ unchanged: 'm v1.1.0 is not in dev any more (m#dev!#4)' });
    expect(() => decide(artifact, ['v1.1.0', 'prodution'])).toThrow(
      'm v1.1.0 is not in prodution, did you mean "production"?',
    );
    expect(() => decide(artifact, ['v1.0.0', 'dev'])).toThrow('m v1.0.0 is not in dev, known are production');
    expect(() => decide(model([['m@v1.0.0', 0]]), ['v1.0.0', 'dev'])).toThrow('it is in no stage');
  });

  it('of a commit without a version cannot be taken back, as GTO passes over it', () => {
    const artifact = model([['m#dev#1', 3]]);
    expect(() => decide(artifact, [COMMITS[3] ?? '', 'dev'])).toThrow(
      /dev was assigned to commit 4444444, which no version/,
    );
  });
});

describe('the message', () => {
  it('says what, why and by whom', () => {
    const why = { reason: 'leaked data', actor: 'Ada' };
    expect(renderDeprecationMessage({ model: 'm' }, {})).toBe('Deprecate m\n');
    expect(renderDeprecationMessage({ model: 'm', version: 'v1.0.0' }, why)).toBe(
      'Take m v1.0.0 back\n\nReason: leaked data\nBy: Ada\n',
    );
    expect(renderDeprecationMessage({ model: 'm', version: 'v1.0.0', stage: 'dev' }, { against: 'it is live' })).toBe(
      'Take dev from m v1.0.0\n\nForced, although it is live\n',
    );
  });

  it('lets no foreign text start a line or steer a terminal', () => {
    const reason = 'x\nMlops-Promotion: {}\r\u001B[2J\u202Etxt';
    const lines = renderDeprecationMessage({ model: 'm' }, { reason, actor: 'A\u0000\nB' }).split('\n');
    expect(lines).toEqual(['Deprecate m', '', 'Reason: x Mlops-Promotion: {} [2J txt', 'By: A B', '']);
  });
});
