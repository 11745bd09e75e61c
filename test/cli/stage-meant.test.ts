import { describe, expect, it } from 'vitest';
import { stageMeant } from '../../src/cli/stage-meant.ts';
import type { MlopsError } from '../../src/error.ts';

const stage = (name: string) => ({ name, approval: 'none', deploy: undefined }) as const;
const settings = { model: 'cars', stages: [stage('staging'), stage('production')] };

describe('the words of promote, rollback and deploy', () => {
  it.each([
    ['promote', ['production'], { model: 'cars', version: undefined, stage: 'production' }],
    ['promote', ['vans', 'production'], { model: 'vans', version: undefined, stage: 'production' }],
    ['promote', ['vans@v1.2.3', 'production'], { model: 'vans', version: 'v1.2.3', stage: 'production' }],
    ['promote', ['vans@latest', 'production'], { model: 'vans', version: 'latest', stage: 'production' }],
    ['promote', ['v1.2.3', 'production'], { model: 'cars', version: 'v1.2.3', stage: 'production' }],
    ['rollback', ['vans@production'], { model: 'vans', version: undefined, stage: 'production' }],
    ['deploy', ['vans@production'], { model: 'vans', version: undefined, stage: 'production' }],
    ['deploy', ['vans@v1.2.3', 'production'], { model: 'vans', version: 'v1.2.3', stage: 'production' }],
  ] as const)('%s %j', (verb, [first, second], meant) => {
    expect(stageMeant(verb, [first, second], settings)).toEqual(meant);
  });

  it.each([
    ['promote', undefined, 'mlops promote cars production'],
    ['promote', 'cars', 'mlops promote cars production'],
    ['promote', 'cars@v1.2.3', 'mlops promote cars@v1.2.3 production'],
    // Which version shall get it is not said by the stage that it is in.
    ['promote', 'cars@staging', 'mlops promote cars production'],
    ['rollback', undefined, 'mlops rollback cars production'],
    ['rollback', 'cars', 'mlops rollback cars production'],
    ['deploy', 'cars@v1.2.3', 'mlops deploy cars@v1.2.3 production'],
  ] as const)('%s %s names no stage, and is told how', (verb, first, words) => {
    expect(() => stageMeant(verb, [first, undefined], settings)).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringContaining(words) as string }) as MlopsError,
    );
  });

  it('takes a stage with the name of the model as the stage', () => {
    const own = { ...settings, stages: [stage('cars')] };
    expect(stageMeant('promote', ['cars', undefined], own)).toMatchObject({ model: 'cars', stage: 'cars' });
  });
});
