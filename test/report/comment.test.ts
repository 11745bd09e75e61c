import { describe, expect, it } from 'vitest';
import { baselineChoice, compareRuns } from '../../src/comparison/compare.ts';
import type { Gate } from '../../src/config/schema.ts';
import { renderComment } from '../../src/report/comment.ts';
import {
  aBrokenTraining,
  aDataFile,
  aDigest,
  aHistory,
  anImprovement,
  aPullRequestRun,
  aRegression,
  aRun,
  type ReportStory,
} from '../support/a-run.ts';
import { regressionRows } from '../comparison/decision/evidence-of.ts';
import { aReport } from './a-report.ts';

/** Headline, lead, reasons and table: what stands above the fold. */
function aboveTheFold(markdown: string): string {
  const body = markdown.split('\n').slice(2).join('\n');
  return body.slice(0, body.indexOf('\n<sub>'));
}

describe('the comment', () => {
  it('of an improvement that comes near a limit', () => {
    expect(renderComment(aReport(anImprovement()))).toMatchInlineSnapshot(`
      "<!-- mlops:report v=1 key=duration pr=128 -->
      <!-- mlops:state {"earlier":[],"now":{"head":"9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2","metrics":[["rmse","5.82"],["r2","0.761"]],"outcome":"warn","run":"01a20758f480729aa6a6a5a9a9a9a9a9"}} -->
      ### ⚠️ Warn: \`duration\` is better than \`main\`, but \`latency_p95_ms\` is 0.1 from its limit

      **rmse 6.10 → 5.82 (−0.28, 6.3 σ)** against [\`main@41d07ce\`](https://github.com/acme/trips/commit/41d07ce41d07ce41d07ce41d07ce41d07ce41d07). Also better: r2. Also worse: latency_p95_ms. Gates: 2 pass, **1 warn**, 0 fail. Nothing blocks this merge.

      |  | Metric | \`main\` | This PR | Change | Gate | Last 12 on \`main\` → PR |
      |:-:|:--|--:|--:|:--|:--|:--|
      | 🟢 | **rmse** ↓ | 6.10 | **5.82** | −0.28 (−4.6 %, 6.3 σ) better | pass: ≤ 7, ≤ \`main\` + 1 % | \`███▇▇▆▇▆▅▆▅▄\`→\`▁\` |
      | 🟢 | r2 ↑ | 0.735 | **0.761** | +0.026 (+3.5 %, 8.8 σ) better | pass: ≥ 0.7 | \`▁▁▁▂▂▂▂▃▃▃▄▄\`→\`█\` |
      | 🟡 | latency_p95_ms ↓ | 38.2 | **44.9** | +6.7 (+17.5 %, 11.3 σ) worse | **warn: ≤ 45** (0.1 left) | \`▁▁▁▁▁▁▁▁▁▁▁▁\`→\`█\` |
      | ⚪ | log_loss ↓ | 0.1912 | 0.1907 | −0.0005 within noise (±0.0059) | no gate | \`█▇█▆▇▅▆▅▅▄▅▁\`→\`▁\` |
      | ⚪ | n | – | 12,040 | new | not judged | \`············\`→\`▄\` |

      <sub>↑ higher is better, ↓ lower is better. Baseline: the run of the merge base. “Within noise” is less than 2 σ of the difference of two runs, from the successive differences of the last 12 runs. [run JSON](https://github.com/acme/trips/blob/3f1e77b000000000000000000000000000000000/runs/2026/11/23/01a20758f480729aa6a6a5a9a9a9a9a9.json) · [job summary](https://github.com/acme/trips/actions/runs/19283746551)</sub>

      **What changed:** 3 of 3 params · [code](https://github.com/acme/trips/compare/41d07ce41d07ce41d07ce41d07ce41d07ce41d07...9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2) · 1 package · data identical

      <details>
      <summary><b>Params</b>: 3 of 3 changed</summary>

      \`\`\`diff
      - learning_rate: 0.1
      + learning_rate: 0.06
      - max_depth: 6
      + max_depth: 8
      + seed: 42
      \`\`\`

      </details>

      <details>
      <summary><b>Code, data, environment</b>: code and 1 package differ</summary>

      |  | \`main\` | This PR |  |
      |:--|:--|:--|:--|
      | Data | \`data/trips.parquet\` · \`sha256:81ab81ab…ab\` · 1,284,112 rows | same | identical |
      | Code | [\`41d07ce\`](https://github.com/acme/trips/commit/41d07ce41d07ce41d07ce41d07ce41d07ce41d07) | [\`9f3c2ab\`](https://github.com/acme/trips/commit/9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2) | [changed](https://github.com/acme/trips/compare/41d07ce41d07ce41d07ce41d07ce41d07ce41d07...9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2) |
      | \`xgboost\` | \`3.0.2\` | **\`3.1.0\`** | package |
      | Machine | \`ubuntu 24.04 · x64 · 4 cores\` | same | latency is comparable |
      | Training time | 12.3 s | 12.3 s |  |

      </details>

      <details>
      <summary><b>Plot</b>: <code>rmse</code> over the last 12 runs and this PR</summary>

      \`\`\`mermaid
      ---
      config:
        xyChart:
          width: 800
          height: 280
        themeVariables:
          xyChart:
            plotColorPalette: "#0969da, #cf222e"
      ---
      xychart-beta
        title "rmse (blue) and its gate (red); the last point is this PR"
        x-axis ["a10b0", "a10ed", "a112a", "a1167", "a11a4", "a11e1", "a121e", "a125b", "a1298", "a12d5", "a1312", "41d07", "PR"]
        y-axis "rmse" 5.761 --> 7.059
        line [6.420, 6.380, 6.400, 6.310, 6.330, 6.270, 6.300, 6.220, 6.190, 6.210, 6.120, 6.100, 5.820]
        line [7.000, 7.000, 7.000, 7.000, 7.000, 7.000, 7.000, 7.000, 7.000, 7.000, 7.000, 7.000, 7.000]
      \`\`\`

      </details>

      <details>
      <summary><b>Reproduce and artifacts</b></summary>

      \`\`\`bash
      git fetch origin 9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2 && git checkout 9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2
      # data: 1 file, digests in the run record
      python train.py
      \`\`\`

      \`models/duration.bin\` 41.4 MB \`sha256:5d0c5d0c…0c\`

      </details>

      <sub>Updated for \`9f3c2ab\` on 2026-11-23 07:40 UTC.</sub>
      "
    `);
  });

  it('of a regression on other data, with a metric missing and one NaN', () => {
    expect(aboveTheFold(renderComment(aReport(aRegression())))).toMatchInlineSnapshot(`
      "### ❌ Fail: \`rmse\` of \`duration\` is 0.41 over its limit, and 2 more gates fail; the data differ, so scores are not comparable

      **rmse 6.10 → 7.41 (+1.31, 29.5 σ)** against [\`main@41d07ce\`](https://github.com/acme/trips/commit/41d07ce41d07ce41d07ce41d07ce41d07ce41d07). Gates: 0 pass, 0 warn, **3 fail**. This fails the job.

      - **fail** \`latency_p95_ms\`: missing: the run did not report it
      - **fail** \`r2\`: NaN is not a finite number
      - **fail** \`rmse\`: 7.41 is above the maximum of 7
      - **fail** \`rmse\`: +21.5 % \\[+19.4, +23.5\\] %, prediction interval, 12 runs: shown to be worse by over 1 %

      |  | Metric | \`main\` | This PR | Change | Gate | Last 12 on \`main\` → PR |
      |:-:|:--|--:|--:|:--|:--|:--|
      | 🔴 | **rmse** ↓ | 6.10 | **7.41** | +1.31 (+21.5 %, 29.5 σ) worse | **fail: ≤ 7** (0.41 over) | \`▂▂▂▂▂▂▂▁▁▁▁▁\`→\`█\` |
      | 🔴 | r2 ↑ | 0.735 | NaN | not a number | **fail: NaN** | \`▁▁▁▃▃▄▄▆▇▆██\`→\`·\` |
      | 🔴 | latency_p95_ms ↓ | 38.2 | – | missing | **fail: missing** | \`▂▆▄▃█▅▁▅▇▄▃▅\`→\`·\` |
      | ⚪ | log_loss ↓ | 0.191 | – | missing | no gate | \`█▇█▆▇▅▆▄▅▄▄▁\`→\`·\` |
      "
    `);
  });

  it('of a training that broke off', () => {
    const comment = renderComment(aReport(aBrokenTraining()));
    expect(comment.slice(comment.indexOf('###'), comment.indexOf('<details>'))).toMatchInlineSnapshot(`
      "### ⛔ Not trained: \`duration\` failed with exit code 1

      The training failed with exit code 1 after 12.3 s: \`ModuleNotFoundError: No module named 'joblib'\`. Kept: 2 metrics, 2 params. This fails the job.

      - **fail** \`latency_p95_ms\`: missing: the run did not report it
      - **inconclusive** \`r2\`: the training did not finish
      - **inconclusive** \`rmse\`: the training did not finish

      |  | Metric | \`main\` | This PR | Change | Gate | Last 12 on \`main\` → PR |
      |:-:|:--|--:|--:|:--|:--|:--|
      | 🟡 | **rmse** ↓ | 6.10 | **5.90** | −0.20 (−3.3 %, 4.5 σ) better | **inconclusive: not finished** | \`███▇▇▆▇▅▅▅▄▄\`→\`▁\` |
      | 🟡 | r2 ↑ | 0.735 | **0.750** | +0.015 (+2.0 %, 5.1 σ) better | **inconclusive: not finished** | \`▁▁▁▂▂▃▃▄▄▄▅▆\`→\`█\` |
      | 🔴 | latency_p95_ms ↓ | 38.2 | – | missing | **fail: missing** | \`▂▆▄▃█▅▁▅▇▄▃▅\`→\`·\` |
      | ⚪ | log_loss ↓ | 0.191 | – | missing | no gate | \`█▇█▆▇▅▆▄▅▄▄▁\`→\`·\` |

      <sub>↑ higher is better, ↓ lower is better. Baseline: the run of the merge base. “Within noise” is less than 2 σ of the difference of two runs, from the successive differences of the last 12 runs. [run JSON](https://github.com/acme/trips/blob/3f1e77b000000000000000000000000000000000/runs/2026/11/23/01a20758f480729aa6a6a5a9a9a9a9a9.json) · [job summary](https://github.com/acme/trips/actions/runs/19283746551)</sub>

      <details open>
      <summary><b>Log</b>: the last 3 lines</summary>

      \`\`\`text
      Traceback (most recent call last):
        File "train.py", line 41, in <module>
      ModuleNotFoundError: No module named 'joblib'
      \`\`\`

      </details>

      **What changed:** [code](https://github.com/acme/trips/compare/41d07ce41d07ce41d07ce41d07ce41d07ce41d07...9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2) · data and params identical

      "
    `);
  });

  it('of a pass says what got better', () => {
    const { history, gates } = anImprovement();
    const candidate = aPullRequestRun({ metrics: { rmse: 5.82, r2: 0.761, latency_p95_ms: 38.1, log_loss: 0.19 } });
    expect(aboveTheFold(renderComment(aReport({ candidate, history, gates })))).toMatchInlineSnapshot(`
      "### ✅ Pass: \`duration\` is better than \`main\`

      **rmse 6.10 → 5.82 (−0.28, 6.3 σ)** against [\`main@41d07ce\`](https://github.com/acme/trips/commit/41d07ce41d07ce41d07ce41d07ce41d07ce41d07). Also better: r2. Gates: 3 pass, 0 warn, 0 fail. Nothing blocks this merge.

      |  | Metric | \`main\` | This PR | Change | Gate | Last 12 on \`main\` → PR |
      |:-:|:--|--:|--:|:--|:--|:--|
      | 🟢 | **rmse** ↓ | 6.10 | **5.82** | −0.28 (−4.6 %, 6.3 σ) better | pass: ≤ 7, ≤ \`main\` + 1 % | \`███▇▇▆▇▆▅▆▅▄\`→\`▁\` |
      | 🟢 | r2 ↑ | 0.735 | **0.761** | +0.026 (+3.5 %, 8.8 σ) better | pass: ≥ 0.7 | \`▁▁▁▂▂▂▂▃▃▃▄▄\`→\`█\` |
      | ⚪ | latency_p95_ms ↓ | 38.2 | 38.1 | −0.1 within noise (±1.2) | pass: ≤ 45 | \`▂▆▄▃█▅▁▅▇▄▃▅\`→\`▄\` |
      | ⚪ | log_loss ↓ | 0.191 | 0.190 | −0.001 within noise (±0.006) | no gate | \`█▇█▆▇▆▆▅▆▄▅▁\`→\`▁\` |
      "
    `);
  });

  it('of a first run checks the fixed limits', () => {
    const { candidate, gates } = anImprovement();
    const first = { ...gates, latency_p95_ms: { better: 'lower', 'max-regression': '5%' } } as const;
    expect(aboveTheFold(renderComment(aReport({ candidate, history: [], gates: first })))).toMatchInlineSnapshot(`
      "### 🆕 No baseline: no run of duration on main yet

      **rmse 5.820**. Gates: 2 pass, 0 warn, 0 fail, 1 skipped for want of a baseline. Nothing blocks this merge.

      |  | Metric | This PR | Gate |
      |:-:|:--|--:|:--|
      | ⚪ | **rmse** ↓ | 5.820 | pass: ≤ 7 |
      | ⚪ | r2 ↑ | 0.7610 | pass: ≥ 0.7 |
      | ⚪ | latency_p95_ms ↓ | 44.90 | skipped: no baseline |
      | ⚪ | log_loss ↓ | 0.1907 | no gate |
      | ⚪ | n | 12,040 | not judged |
      "
    `);
  });

  it('without gates compares and judges nothing', () => {
    const { candidate, history } = anImprovement();
    expect(aboveTheFold(renderComment(aReport({ candidate, history: history.slice(-2), gates: {} }))))
      .toMatchInlineSnapshot(`
      "### ℹ️ No gate: \`duration\` is better than \`main\`

      **log_loss 0.19120 → 0.19070 (−0.00050, no noise estimate)** against [\`main@41d07ce\`](https://github.com/acme/trips/commit/41d07ce41d07ce41d07ce41d07ce41d07ce41d07). Also better: r2, rmse. Also worse: latency_p95_ms. No gate is declared. Nothing blocks this merge.

      |  | Metric | \`main\` | This PR | Change | Gate |
      |:-:|:--|--:|--:|:--|:--|
      | 🟢 | **log_loss** ↓ | 0.19120 | **0.19070** | −0.00050 (−0.3 %) better | no gate |
      | 🟠 | latency_p95_ms ↓ | 38.2 | **44.9** | +6.7 (+17.5 %) worse | no gate |
      | ⚪ | n | – | 12,040 | new | not judged |
      | 🟢 | r2 ↑ | 0.735 | **0.761** | +0.026 (+3.5 %) better | no gate |
      | 🟢 | rmse ↓ | 6.10 | **5.82** | −0.28 (−4.6 %) better | no gate |
      "
    `);
  });

  it('of an inconclusive verdict says what is open', () => {
    const history = aHistory({ rmse: [6.1] });
    const candidate = aPullRequestRun({ metrics: { rmse: 6, fairness: 0.9 } });
    const gates: ReportStory['gates'] = {
      rmse: { 'max-regression': '1%' },
      fairness: { 'max-regression': 0.1, primary: true },
    };
    expect(aboveTheFold(renderComment(aReport({ candidate, history, gates })))).toMatchInlineSnapshot(`
      "### ❔ Inconclusive: \`fairness\` of \`duration\` cannot be judged

      **fairness – → 0.9000** against [\`main@41d07ce\`](https://github.com/acme/trips/commit/41d07ce41d07ce41d07ce41d07ce41d07ce41d07). Also better: rmse. Gates: 1 pass, 0 warn, 0 fail, **1 inconclusive**. Nothing is proved, but nothing blocks this merge.

      - **inconclusive** \`fairness\`: it is not known which direction is worse; add "better: higher" or "better: lower" to the gate

      |  | Metric | \`main\` | This PR | Change | Gate |
      |:-:|:--|--:|--:|:--|:--|
      | 🟡 | **fairness** | – | 0.9000 | new | **inconclusive** |
      | 🟢 | rmse ↓ | 6.100 | **6.000** | −0.100 (−1.6 %) better | pass: ≤ \`main\` + 1 % |
      "
    `);
  });

  it('of a push speaks of the run, not of a pull request', () => {
    const candidate = aRun(
      { metrics: { rmse: 6, size: { value: 41_400_000, unit: 'bytes' } }, source: { commit: 'ab'.repeat(20) } },
      90,
    );
    const base = aRun({ metrics: { rmse: 6.1, size: { value: 41_200_000, unit: 'bytes' } } });
    const report = aReport(
      { candidate, history: [base], gates: {} },
      { pullRequestNumber: undefined, repositoryUrl: undefined },
    );
    const comment = renderComment(report);
    expect(comment.split('\n', 1)).toEqual(['<!-- mlops:report v=1 key=duration -->']);
    expect(aboveTheFold(comment)).toMatchInlineSnapshot(`
      "### ℹ️ No gate: \`duration\` is better than \`9f3c2ab\`

      **rmse 6.100 → 6.000 (−0.100, no noise estimate)** against \`main@9f3c2ab\`. No gate is declared.

      |  | Metric | \`9f3c2ab\` | This run | Change | Gate |
      |:-:|:--|--:|--:|:--|:--|
      | 🟢 | **rmse** ↓ | 6.100 | **6.000** | −0.100 (−1.6 %) better | no gate |
      | ⚪ | size | 41.20 MB | 41.40 MB | +0.20 MB (+0.5 %) | no gate |
      "
    `);
    expect(comment).not.toMatch(/\]\(|This PR|this merge/);
  });

  it('of a local branch speaks of the branch: there is no pull request, no merge and no origin', () => {
    const story = anImprovement();
    const { number: _, ...pullRequest } = story.candidate.source.pull_request ?? { head: '', base: '' };
    const { repository: __, ...source } = story.candidate.source;
    const candidate = { ...story.candidate, source: { ...source, pull_request: pullRequest } };
    const comment = renderComment(aReport({ ...story, candidate }, { pullRequestNumber: undefined }));
    expect(comment).toContain('| `main` | This branch |');
    expect(comment).toContain('Last 12 on `main` → branch |');
    expect(comment).toMatch(/\ngit checkout [0-9a-f]{40}\n/);
    expect(comment).not.toMatch(/PR\b|merge\.|git fetch/);
  });
});

describe('a run that is not what its commit says', () => {
  it('is named as one beneath the headline', () => {
    const story = anImprovement();
    const candidate = { ...story.candidate, source: { ...story.candidate.source, dirty: true } };
    const [, , , , lead] = renderComment(aReport({ ...story, candidate })).split('\n');
    expect(lead).toContain('**Uncommitted changes**: this run cannot be a baseline.');
    expect(renderComment(aReport(story))).not.toContain('Uncommitted changes');
  });
});

describe('a baseline that was asked for by name and is not there', () => {
  it('is what the headline is about, because nothing else explains the verdict', () => {
    const { candidate } = anImprovement();
    const comparison = compareRuns({
      candidate,
      noBaseline: 'there is no run of duration on a branch maim',
      isBaselineNamed: true,
      history: [],
      gates: { rmse: { better: 'lower', max: 7, 'max-regression': '1%' } },
    });
    const comment = renderComment({ ...aReport(anImprovement()), comparison, baseRecord: undefined });
    expect(comment).toContain(
      '### ❔ Inconclusive: `duration` cannot be judged: there is no run of duration on a branch maim',
    );
    expect(comment).toContain('- **inconclusive** `rmse`: nothing to compare with: there is no run of duration');
  });
});

describe('a decision by rows', () => {
  const commentOf = (factor: number, gate: Gate): string => {
    const rows = regressionRows(2000, factor);
    const rmse = (predicted: Float64Array): number =>
      Math.sqrt(predicted.reduce((sum, value, row) => sum + (value - (rows.target[row] ?? 0)) ** 2, 0) / 2000);
    const [base, candidate] = [
      aRun({ metrics: { rmse: rmse(rows.baseline) } }),
      aPullRequestRun({ metrics: { rmse: rmse(rows.candidate) }, data: [aDataFile({ sha256: aDigest('77') })] }),
    ];
    const comparison = compareRuns({
      candidate,
      baseline: { record: base, choice: baselineChoice(base, 'the run of the merge base') },
      history: [],
      gates: { rmse: gate },
      evidence: { rows },
    });
    return renderComment({ ...aReport({ candidate, history: [base], gates: {} }), comparison });
  };
  const gateCell = (factor: number, gate: Gate): string => {
    const comment = commentOf(factor, gate);
    return /\| \*\*rmse\*\* ↓ \|.*\| ([^|]+) \|$/m.exec(comment)?.[1] ?? comment;
  };

  it('is what the headline says, whatever the training data were', () => {
    const headline = (factor: number): string =>
      /^### (.*)$/m.exec(commentOf(factor, { test: 'superiority' }))?.[1] ?? '';
    expect(headline(0.9)).toBe('✅ Pass: `duration` is better than `main`');
    expect(headline(1)).toBe('❔ Inconclusive: `rmse` of `duration` is left open by the data');
    expect(headline(1.1)).toBe(
      '❌ Fail: `rmse` of `duration` is shown not to be what its gate asks of it against `main`',
    );
  });

  it('stands in the cell of the gate with its interval', () => {
    expect(gateCell(0.9, { test: 'superiority' })).toBe('pass: −9.0 % \\[−10.8, −7.3\\] %');
    expect(gateCell(1, { test: 'superiority' })).toBe('**inconclusive: +1.1 % \\[−0.7, +2.9\\] %**');
    expect(gateCell(1, { 'max-regression': '1%' })).toBe(
      '**inconclusive: ≤ `main` + 1 %** (+1.1 % \\[−0.7, +2.9\\] %)',
    );
  });
});

it('a value that was compared on other data warns, and is not said to be near its limit', () => {
  const base = aRun({ metrics: { rmse: 6.1 } });
  const candidate = aPullRequestRun({ metrics: { rmse: 6 }, data: [aDataFile({ sha256: aDigest('77') })] });
  const gates = { rmse: { max: 7, 'max-regression': '1%' } };
  const comment = renderComment(aReport({ candidate, history: [base], gates }));
  expect(comment).toContain('### ⚠️ Warn: `duration` is better than `main`, but `rmse` was compared on other data');
  expect(comment).toContain('**warn: ≤ `main` + 1 %** (on other data)');
});

describe('how a training ended', () => {
  it('leaves no gate that passed', () => {
    const candidate = aPullRequestRun({ status: 'failed', metrics: { rmse: 6 } });
    const comment = renderComment(aReport({ candidate, history: [], gates: { rmse: { max: 7 } } }));
    expect(comment).toContain('**inconclusive: not finished**');
    expect(comment).not.toMatch(/pass:/);
  });

  it.each([
    ['INT', 'the training ended by SIGINT', 'was killed by SIGINT after 12.3 s.'],
    [
      'KILL',
      'the training was killed by SIGKILL, often for want of memory',
      'after 12.3 s: `often for want of memory`.',
    ],
    ['TERM', 'disk quota exceeded', 'was killed by SIGTERM after 12.3 s: `disk quota exceeded`.'],
  ])('is said once (SIG%s, %s)', (signal, message, words) => {
    const candidate = aPullRequestRun({ status: 'killed', error: { message, signal } });
    const comment = renderComment(aReport({ candidate, history: [], gates: {} }));
    expect(comment).toContain(words);
  });
});

describe('what the comment says of the job', () => {
  const open: ReportStory = {
    candidate: aPullRequestRun(),
    history: aHistory({ auc: [0.9] }),
    gates: { rmse: { 'max-regression': 1 } },
  };

  it.each([
    ['a failed gate', aRegression(), undefined, 'This fails the job.'],
    ['a failed gate, never', aRegression(), 'never', 'The job does not fail, because `fail-on` is `never`.'],
    ['an open question', open, undefined, 'Nothing is proved, but nothing blocks this merge.'],
    ['an open question that counts', open, 'inconclusive', 'This fails the job.'],
    ['a broken training, never', aBrokenTraining(), 'never', 'This fails the job.'],
    ['a warning', anImprovement(), 'inconclusive', 'Nothing blocks this merge.'],
  ] as const)('%s', (_, story, failOn, words) => {
    expect(renderComment(aReport(story, { failOn }))).toContain(words);
  });
});

describe('noise in the comment', () => {
  it('is not pretended where there is too little history', () => {
    const { candidate, history, gates } = anImprovement();
    const comment = renderComment(aReport({ candidate, history: history.slice(-4), gates }));
    expect(comment).toContain('(−0.28, no noise estimate)');
    expect(comment).toContain('No noise estimate: it needs 5 earlier runs, there are 4.');
    expect(comment).not.toContain('within noise');
  });

  it('is told with its limit', () => {
    expect(renderComment(aReport(anImprovement()))).toContain('−0.0005 within noise (±0.0059)');
  });
});

function commands(story: ReportStory): string {
  return /```bash\n(.*?)\n```/s.exec(renderComment(aReport(story)))?.[1] ?? '';
}

describe('how to reproduce the run', () => {
  it('names the commit, the values given to this run alone, and the recorded command', () => {
    const candidate = aPullRequestRun({
      command: 'make data\npython train.py --fast',
      trigger: {
        event: 'workflow_dispatch',
        overrides: { 'features.learning-rate': '0.06', note: "it's\nmine", who: "d'Ada" },
      },
      source: { dirty: true, patch: { sha256: 'ab'.repeat(32), size: 10, kept: true } },
    });
    expect(commands({ candidate, history: [], gates: {} })).toMatchInlineSnapshot(`
      "git fetch origin 9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2 && git checkout 9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2
      mlops runs show 01a20758f480729aa6a6a5a9a9a9a9a9 --patch | git apply --allow-empty   # its uncommitted changes
      # data: 1 file, digests in the run record
      export MLOPS_PARAM_FEATURES_LEARNING_RATE='0.06'
      # MLOPS_PARAM_NOTE: a value of 9 characters, see the run record
      export MLOPS_PARAM_WHO='d'\\''Ada'
      make data
      python train.py --fast"
    `);
  });

  it('checks out the merge that was trained, and says so', () => {
    const run = aPullRequestRun();
    const candidate = { ...run, source: { ...run.source, commit: 'fe'.repeat(20) } };
    expect(commands({ candidate, history: [], gates: {} }).split('\n')[0]).toBe(
      `git fetch origin ${'fe'.repeat(20)} && git checkout ${'fe'.repeat(20)}   # 9f3c2ab merged into its base`,
    );
  });

  it('names the model files and where they are kept', () => {
    const artifact = {
      id: '7',
      url: 'https://github.com/acme/trips/actions/runs/1/artifacts/7',
      expires: '2027-02-21T00:00:00.000Z',
    };
    const candidate = aPullRequestRun({ model: { artifact } });
    expect(renderComment(aReport({ candidate, history: [], gates: {} }))).toContain(
      '`models/duration.bin` 41.4 MB `sha256:5d0c5d0c…0c` · [artifact](https://github.com/acme/trips/actions/runs/1/artifacts/7) (kept until 2027-02-21)',
    );
  });

  it('links to nothing outside the repository', () => {
    const candidate = aPullRequestRun({ model: { artifact: { id: '7', url: 'https://evil.example/acme/trips/7' } } });
    const comment = renderComment(
      aReport({ candidate, history: [], gates: {} }, { runUrl: 'https://github.com.evil.example/acme/trips/runs/1' }),
    );
    expect(comment).not.toContain('evil.example');
  });
});

it('of the same run has the same bytes', () => {
  expect(renderComment(aReport(anImprovement()))).toBe(renderComment(aReport(anImprovement())));
});

describe('the headline', () => {
  const gates: ReportStory['gates'] = { rmse: { better: 'lower', primary: true, max: 7, warn: 6.5 } };

  function headline(rmse: number, over: ReportStory['gates'] = gates): string | undefined {
    const story = { candidate: aPullRequestRun({ metrics: { rmse } }), history: aHistory({ rmse: [6] }), gates: over };
    return renderComment(aReport(story)).split('\n')[2];
  }

  it.each([
    [5.9, '### ✅ Pass: `duration` is better than `main`'],
    [6, '### ✅ Pass: `duration` is as good as `main`'],
    [6.1, '### ✅ Pass: `duration` passes its gates, though it is worse than `main`'],
    [6.6, '### ⚠️ Warn: `duration` is worse than `main`, and `rmse` is 0.40 from its limit'],
  ])('of %s beside 6 does not praise what is worse', (rmse, expected) => {
    expect(headline(rmse)).toBe(expected);
  });

  it('of a first run names the gates that could be checked below it', () => {
    const story = { candidate: aPullRequestRun({ metrics: { rmse: 6 } }), history: [], gates };
    expect(renderComment(aReport(story))).toContain('**rmse 6**. Gates with fixed limits: 1 pass, 0 warn, 0 fail.');
  });

  it('of a pass that nothing can rank is one of its gates', () => {
    const story = { candidate: aPullRequestRun({ metrics: { size: 5 } }), history: aHistory({ size: [4] }) };
    const report = aReport({ ...story, gates: { size: { max: 7 } } });
    expect(renderComment(report).split('\n')[2]).toBe('### ✅ Pass: `duration` passes its gates');
  });
});
