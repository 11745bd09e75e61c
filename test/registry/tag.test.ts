import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isName, parseTag, refusalOf, renderTag, type RegistryTag } from '../../src/registry/tag.ts';

describe('parseTag', () => {
  it.each<[string, RegistryTag]>([
    ['model@v1.2.3', { artifact: 'model', action: 'register', version: 'v1.2.3' }],
    ['model@v1.2.3!', { artifact: 'model', action: 'deregister', version: 'v1.2.3' }],
    ['model@v1.2.3#4', { artifact: 'model', action: 'register', version: 'v1.2.3', counter: 4 }],
    ['model@v1.0.0-rc.1+build.5', { artifact: 'model', action: 'register', version: 'v1.0.0-rc.1+build.5' }],
    ['model#prod#3', { artifact: 'model', action: 'assign', stage: 'prod', counter: 3 }],
    ['nn#prod#007', { artifact: 'nn', action: 'assign', stage: 'prod', counter: 7 }],
    ['model#prod!#4', { artifact: 'model', action: 'unassign', stage: 'prod', counter: 4 }],
    ['model#prod', { artifact: 'model', action: 'assign', stage: 'prod' }],
    ['nn#prod/eu', { artifact: 'nn', action: 'assign', stage: 'prod/eu' }],
    ['model@deprecated', { artifact: 'model', action: 'deprecate' }],
    ['model@deprecated#5', { artifact: 'model', action: 'deprecate', counter: 5 }],
    ['src=churn@v1.0.0', { artifact: 'src:churn', action: 'register', version: 'v1.0.0' }],
    ['a-b/c_d=deep/name#staging#1', { artifact: 'a-b/c_d:deep/name', action: 'assign', stage: 'staging', counter: 1 }],
    ['..=m@v1.0.0', { artifact: '..:m', action: 'register', version: 'v1.0.0' }],
    ['a//b@v1.0.0', { artifact: 'a//b', action: 'register', version: 'v1.0.0' }],
    ['latest@v1.0.0', { artifact: 'latest', action: 'register', version: 'v1.0.0' }],
    ['x-_/9@v0.0.1', { artifact: 'x-_/9', action: 'register', version: 'v0.0.1' }],
  ])('reads %s', (name, meaning) => {
    expect(parseTag(name)).toEqual(meaning);
  });

  it.each([
    'v1.2.3',
    'model@created',
    'model@latest',
    'm@deprecated!',
    'a=b=c@v1.0.0',
    'nn@V1.0.0',
    'nn@1.0.0',
    'nn@v1.0.0-01',
    'nn@v01.0.0',
    'nn@v1.0',
    'nn@v1.0.0!x',
    'nn#',
    'nn#prod_',
    'nn#прод#1',
    '-m@v1.0.0',
    'm-@v1.0.0',
    'a%b@v1.0.0',
    'm@v1.0.0\n',
    '',
  ])('passes over %j, as GTO does', (name) => {
    expect(parseTag(name)).toBeUndefined();
  });
});

describe('renderTag', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9/_-]{0,20}[a-zA-Z0-9])?$/).filter(isName);
  const number = fc.integer({ min: 0, max: 99 });
  const version = fc.tuple(number, number, number).map((parts) => `v${parts.join('.')}`);
  const action = fc.oneof(
    fc.record({ action: fc.constantFrom('register' as const, 'deregister' as const), version }),
    fc.record({ action: fc.constantFrom('assign' as const, 'unassign' as const), stage: name }),
    fc.record({ action: fc.constant('deprecate' as const) }),
  );

  it('writes what parseTag reads', () => {
    fc.assert(
      fc.property(name, action, fc.option(number), (artifact, what, counter) => {
        const tag: RegistryTag = { artifact, ...what, ...(counter === null ? {} : { counter }) };
        expect(parseTag(renderTag(tag))).toEqual(tag);
      }),
    );
  });

  it.each([
    'a//b',
    '..:m',
    'a/.b:m',
    'x..y:m',
    'x.lock/y:m',
    'aux/m',
    'm/COM1/x',
    'a./b:m',
    'x'.repeat(300),
    '-m',
    'a b',
    'a:b:c',
    '',
  ])('refuses to write the model name %j, which git or Windows refuses', (artifact) => {
    expect(() => renderTag({ artifact, action: 'register', version: 'v1.0.0' })).toThrowError(
      expect.objectContaining({ code: 'usage' }) as Error,
    );
  });

  it.each(['v1.0.0-a.lock', 'v1.0.0+x.lock', '1.0.0', 'v1.0.0 --force', 'v1.0.0\n'])(
    'refuses to write the version %j',
    (version) => {
      expect(() => renderTag({ artifact: 'm', action: 'register', version })).toThrowError(/cannot be written/);
    },
  );

  it('knows names that are fine although a part looks reserved', () => {
    expect(refusalOf('console/auxiliary@v1.0.0')).toBeUndefined();
    expect(isName('aux')).toBe(true);
    expect(isName('aux/x')).toBe(false);
  });
});
