// How much of each section is shown. Sections shrink in a fixed order until the whole fits; verdict, table, gates and
// marker are in no budget: they never drop.

export interface Budget {
  readonly earlierResults: number;
  readonly plots: number;
  readonly slices: number;
  /** Rows of "All metrics". */
  readonly metrics: number;
  readonly params: number;
  /** Rows of data, packages, environment and files each. */
  readonly changes: number;
  readonly warnings: number;
  readonly logLines: number;
}

// Nobody reads more rows in a comment, few more would fit, and what is rendered only to be dropped costs time.
const COMMENT: Budget = {
  earlierResults: 10,
  // Pictures, that is: of diagrams there is one.
  plots: 4,
  slices: 20,
  metrics: 500,
  params: 500,
  changes: 500,
  warnings: 20,
  logLines: 30,
};
const SUMMARY: Budget = {
  ...COMMENT,
  plots: 1000,
  metrics: 20_000,
  params: 50_000,
  changes: 20_000,
  warnings: 5000,
};

/** What gives way, first to last. */
const STEPS: readonly Partial<Budget>[] = [
  { earlierResults: 0 },
  { plots: 1 },
  { plots: 0 },
  { slices: 10 },
  { metrics: 30 },
  { params: 50 },
  { changes: 20 },
  { warnings: 5, logLines: 10 },
  { metrics: 0, params: 0 },
  { slices: 0, changes: 0, warnings: 0, logLines: 0 },
];

/** Budgets from everything to the least. */
export function budgetsFor(kind: 'comment' | 'summary'): readonly Budget[] {
  // A summary has room for far more plots and rows: it loses them by halves before it loses them all.
  const steps =
    kind === 'comment'
      ? STEPS
      : [{ plots: 200 }, { plots: 40 }, { metrics: 2000, params: 2000 }, { metrics: 500, params: 500 }, ...STEPS];
  const budgets = [kind === 'comment' ? COMMENT : SUMMARY];
  for (const step of steps) {
    const last = budgets.at(-1) ?? COMMENT;
    budgets.push({ ...last, ...lesser(last, step) });
  }
  return budgets;
}

function lesser(budget: Budget, step: Partial<Budget>): Partial<Budget> {
  const names = Object.keys(step) as (keyof Budget)[];
  return Object.fromEntries(names.map((name) => [name, Math.min(budget[name], step[name] ?? Infinity)]));
}

/** The first `most` of a list and how many were left out. */
export function firstOf<T>(list: readonly T[], most: number): { readonly shown: readonly T[]; readonly left: number } {
  return { shown: list.slice(0, most), left: Math.max(0, list.length - most) };
}
