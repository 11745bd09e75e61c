// The card of a model: what it says, what it says is missing, and that foreign names and other people's words stay in it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withAccepted } from '../../src/comparison/acceptance.ts';
import { comparisonOf } from '../../src/comparison/recorded.ts';
import type { Card } from '../../src/config/deployment-schema.ts';
import { renderCardBody, renderModelCard, type CardInput } from '../../src/report/model-card.ts';
import { RunRecord } from '../../src/run/record.ts';
import { aBrokenTraining, aDataFile, anImprovement, aPullRequestRun, aRun } from '../support/a-run.ts';
import { anyCharacter } from '../support/any-character.ts';
import { aReport } from './a-report.ts';
import { foreign } from './foreign.ts';
import { takenOut } from './github-allow-list.ts';
import { rendered } from './rendered.ts';

const VERSION = { version: 'v1.2.3', tag: 'duration@v1.2.3' };
const CARD: Card = {
  'intended-use': 'Estimates how long a **taxi trip** takes.\n\n- in New York',
  'out-of-scope': 'Other cities.',
  limits: 'Airports are rare in the data.',
  data: 'The trips of the city, by month.',
  owner: 'the trips team <trips@example.com>',
  license: 'apache-2.0',
};

function aCard(over: Partial<CardInput> = {}): CardInput {
  const report = aReport(anImprovement());
  const trigger = { ...report.run.trigger, url: 'https://github.com/acme/trips/actions/runs/1' };
  const run = RunRecord.parse({ ...report.run, trigger, comparison: report.comparison });
  return { run, comparison: comparisonOf(run), card: CARD, version: VERSION, ...over };
}

const withRepeats = RunRecord.parse({
  ...aCard().run,
  repeats: { unit: 'seed', values: { rmse: { 1: 5.8, 2: 5.9, 3: 5.76 } } },
});
const SLICES = {
  loss: 'squared error',
  judged: 12,
  worse: 1,
  better: 1,
  rows: [
    { slice: 'zone = "JFK"', n: 812, estimate: 0.4, interval: [0.1, 0.7] as const },
    { slice: 'hour = 3', n: 90, estimate: -0.2, interval: [-0.3, -0.1] as const },
  ],
};
const accepted = withAccepted(aReport(anImprovement()).comparison, [
  { gate: 'latency_p95_ms', reason: 'for the holidays', actor: 'ada', url: 'https://github.com/acme/trips/pull/128#c' },
]);

const SAMPLES: Readonly<Record<string, CardInput>> = {
  'a version': aCard(),
  'one with repeats, slices and an accepted gate': aCard({
    run: withRepeats,
    comparison: { ...accepted, slices: SLICES },
  }),
  'a run that nobody said anything of': {
    ...aCard(),
    run: aRun(),
    comparison: undefined,
    card: {},
    version: undefined,
  },
  'a broken run': { ...aCard(), run: aBrokenTraining().candidate, version: undefined },
  'a run without anything': {
    ...aCard({ comparison: undefined, card: {} }),
    run: aRun({ metrics: {}, params: {}, data: [], model: { files: [] } }),
  },
};

describe.each(Object.entries(SAMPLES))('the card of %s', (_, input) => {
  it.each([
    ['file', renderModelCard(input).replace(/^---\n.*?\n---\n/s, '')],
    ['body', renderCardBody(input, 100_000)],
  ])('is shown by GitHub as it is, as %s', (_, markdown) => {
    const page = rendered(markdown);
    expect(takenOut(page.html)).toEqual([]);
    expect(page.prose).not.toMatch(/\*\*|\|:?-|^#|^> |```|undefined|NaN|\[object/m);
    for (const table of page.html.match(/<table>.*?<\/table>/gs) ?? []) {
      const widths = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.match(/<t[hd]\b/g)?.length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

describe('a card', () => {
  it('says what is known of a version, with its uncertainty', () => {
    const text = renderModelCard({ ...aCard({ run: withRepeats }), comparison: { ...accepted, slices: SLICES } });
    expect(text).toContain(
      '# duration v1.2.3\n\nTrained on 2026-11-23 from commit `9f3c2ab` of `deeper-trees`: verdict pass',
    );
    expect(text).toContain('> Estimates how long a **taxi trip** takes.\n>\n> - in New York');
    expect(text).toContain('Owner: the trips team &lt;trips@\u200Bexample.com&gt;. License: apache-2.0.');
    expect(text).toMatch(/\| `data\/trips\.parquet` +\| 1,284,112 \| 41\.2 MB \| `81ab/);
    expect(text).toMatch(
      /\*\*rmse\*\* ↓ \| +5\.82 \| +6\.10 \| [^|]*\[[^|]*\] ?%?,[^|]+\| 0\.\d+, of 12 runs \| 3 seeds, deviation 0\.07 \|/,
    );
    expect(text).toContain('- `latency_p95_ms` was accepted by [`@ada`](https://github.com/acme/trips/pull/128#c)');
    expect(text.indexOf('zone = "JFK"')).toBeLessThan(text.indexOf('hour = 3'));
    expect(text).toContain("mlops artifacts download 'duration@v1.2.3'");
    expect(text).toContain("gh release download 'duration@v1.2.3' --repo acme/trips && sha256sum -c SHA256SUMS");
    expect(text).toContain('[number 128](https://github.com/acme/trips/pull/128)');
    expect(text).toContain('python train.py');
  });

  it('says plainly what nobody said and what was not recorded', () => {
    const run = aRun({ metrics: {}, params: {}, data: [], model: { files: [] } });
    const text = renderModelCard({ run, comparison: undefined, card: {}, version: VERSION });
    for (const words of [
      'No owner is given: `card.owner` in `mlops.yaml` says it.',
      'No license is given',
      'No intended use is given: `card.intended-use` in `mlops.yaml` says it.',
      'No limits are given',
      'No data files are recorded',
      'No metrics are recorded.',
      'No gate judged this run.',
      'No slices are recorded.',
      'The run has no model files.',
    ]) {
      expect(text).toContain(words);
    }
    expect(renderModelCard({ ...aCard(), run: aRun(), comparison: undefined })).toContain(
      'How far chance moves these values is not known',
    );
  });

  it('gives nobody the commands of a fork, and says that it is not verified', () => {
    const run = aPullRequestRun({ source: { fork: 'eve/trips' } });
    const text = renderModelCard({ run, comparison: undefined, card: {}, version: undefined });
    expect(text).toContain('**Not verified**: the code of the fork `eve/trips`');
    expect(text).not.toContain('## Reproduce');
  });

  it('begins with front matter that YAML reads as it was meant, whatever the names are', () => {
    const text = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(foreign, text), fc.oneof(foreign, text), (name, license) => {
        const run = aRun({ metrics: { [name]: 1, rmse: 2 }, model: { name } });
        const card = renderModelCard({ run, comparison: undefined, card: { license }, version: undefined });
        const [, matter = '', rest = ''] = /^---\n(.*?)\n---\n\n(.*)$/s.exec(card) ?? [];
        expect(rest.startsWith('# ')).toBe(true);
        const read = parse(matter) as Record<string, unknown>;
        expect(Object.keys(read)).toEqual(['license', 'model_name', 'tags', 'metrics']);
        expect(read).toMatchObject({ tags: ['mlops-action'], metrics: expect.any(Array) as unknown });
        expect(typeof read['license']).toBe('string');
        expect(matter).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('has the very structure with foreign strings that it has with tame ones', () => {
    const of = (at: (index: number) => string): string => {
      const run = aPullRequestRun({
        command: at(0),
        metrics: { [at(1)]: { value: 1, unit: at(2) } },
        params: { [at(3)]: at(4) },
        data: [aDataFile({ path: at(5) })],
        model: { name: at(6), files: [{ path: at(7), size: 1, sha256: aDataFile().sha256 }] },
        source: { branch: at(8) },
        trigger: { event: at(9), actor: at(10) },
        environment: { os: at(11), cpu: at(12), runtimes: { [at(13)]: at(14) } },
      });
      const history = [1, 2, 3].map((value) => aRun({ metrics: { [at(1)]: value } }, value));
      const gates = { [at(1)]: { better: 'lower', max: 0, primary: true } } as const;
      const { comparison } = aReport({ candidate: run, history, gates });
      const gate = { gate: at(1), reason: at(15), actor: at(16) };
      const slices = { ...SLICES, loss: at(17), rows: SLICES.rows.map((row) => ({ ...row, slice: at(18) })) };
      const card = { owner: at(19), license: at(20) };
      return renderModelCard({
        run,
        comparison: { ...withAccepted(comparison, [gate]), slices },
        card,
        version: VERSION,
      });
    };
    const shape = (text: string): unknown => {
      const page = rendered(text.replace(/^---\n.*?\n---\n/s, ''));
      expect(/@[\p{L}\p{N}]|#\d|GH-\d|https?:\/\/|www\./iu.exec(page.prose)?.[0]).toBeUndefined();
      expect(/[\p{Cc}\p{Cf}]/u.test(text.replaceAll(/[\n\u200B]/g, ''))).toBe(false);
      return [page.tags, page.cells, page.links];
    };
    const tame = shape(of((index) => `word ${index}`));
    fc.assert(
      fc.property(fc.uniqueArray(foreign, { minLength: 21, maxLength: 21 }), (texts) => {
        expect(shape(of((index) => texts[index] ?? ''))).toEqual(tame);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it.each(['```\nopen', '<!-- open', '<details>\n\nopen', '# A heading\n\n---\n\n| a |', '\u202Eevil\u0000'])(
    'keeps what people say, %j, inside of its quotation',
    (words) => {
      const text = renderModelCard({ ...aCard(), card: { 'intended-use': words } }).replace(/^---\n.*?\n---\n/s, '');
      const page = rendered(text);
      expect(page.html).toContain('<h2>Out of scope</h2>');
      const [, quoted = ''] = /<blockquote>(.*?)<\/blockquote>/s.exec(page.html) ?? [];
      expect(quoted.replaceAll('\n', '')).not.toMatch(/<!--|[\p{Cc}\p{Cf}]/u);
      expect(page.tags['h1']).toBe(words.startsWith('# ') ? 2 : 1);
    },
  );

  it('shrinks into the room that a release has', () => {
    const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 3000 }, (_, index) => make(index));
    const metrics = Object.fromEntries(many((index) => [`${'m|'.repeat(60)}${index}`, index]));
    const data = many((index) => aDataFile({ path: `${'d|'.repeat(150)}${index}` }));
    const params = Object.fromEntries(many((index) => [`p${index}`, '|'.repeat(200)]));
    const run = aRun({ metrics, data, params });
    const words = '`&<|'.repeat(1200);
    const card = { 'intended-use': words, 'out-of-scope': words, limits: words, data: words };
    const inRoom = (room: number): string =>
      renderCardBody({ run, comparison: undefined, card, version: VERSION }, room);
    for (const room of [110_000, 60_000, 30_000, 1000]) expect(inRoom(room).length).toBeLessThan(room);
    expect(inRoom(30_000)).toContain('more are in the run record.');
  });
});
