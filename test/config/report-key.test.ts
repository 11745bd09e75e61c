import { expect, test } from 'vitest';
import { reportKey } from '../../src/config/report-key.ts';
import type { Settings } from '../../src/config/settings.ts';

const SETTINGS = { commentKey: 'cars', model: 'cars', experiment: 'cars', workingDirectory: '.', collect: false };

test.each<[string, Partial<Settings>, Readonly<Record<string, unknown>> | undefined, string]>([
  ['the model', {}, undefined, 'cars'],
  [
    'the model, for a leg that reports for itself, with its values',
    {},
    { seed: 1, os: 'linux' },
    'cars (os: linux, seed: 1)',
  ],
  ['the model alone, for a leg that leaves its record', { collect: true }, { seed: 1 }, 'cars'],
  ['what the user says', { commentKey: 'mine' }, { seed: 1 }, 'mine'],
  ['the model, for an experiment beside others', { experiment: 'big' }, undefined, 'cars (big)'],
  ['the model, where the matrix names its folder', { workingDirectory: 'models/cars' }, { model: 'cars' }, 'cars'],
  ['what else varies there', { workingDirectory: 'models/cars' }, { model: 'cars', seed: 2 }, 'cars (seed: 2)'],
])('a run is reported under %s', (_, settings, matrix, key) => {
  expect(reportKey({ ...SETTINGS, ...settings } as Settings, matrix)).toBe(key);
});
