// Ridge regression, solved exactly, and what one measures of it. No dependencies, no randomness but the seeded shuffle.

/**
 * Fits weights that minimise |y - b - Xw|^2 + ridge * |w|^2 over standardised columns (Hoerl & Kennard 1970).
 * The intercept b is not penalised. A column without any spread gets weight 0.
 */
export function fit(rows, targets, ridge) {
  const width = rows[0].length;
  const means = Array.from({ length: width }, (_, column) => mean(rows.map((row) => row[column])));
  const spreads = means.map((middle, column) => Math.sqrt(mean(rows.map((row) => (row[column] - middle) ** 2))) || 1);
  const intercept = mean(targets);
  const scaled = rows.map((row) => row.map((value, column) => (value - means[column]) / spreads[column]));

  // Normal equations: (X'X + ridge I) w = X'(y - b)
  const gram = means.map((_, i) =>
    means.map((_, j) => scaled.reduce((sum, row) => sum + row[i] * row[j], i === j ? Math.max(ridge, 1e-9) : 0)),
  );
  const moments = means.map((_, i) => scaled.reduce((sum, row, n) => sum + row[i] * (targets[n] - intercept), 0));
  return { intercept, means, spreads, weights: solve(gram, moments) };
}

export function predict(model, row) {
  return row.reduce(
    (sum, value, column) => sum + ((value - model.means[column]) / model.spreads[column]) * model.weights[column],
    model.intercept,
  );
}

/** Root mean squared error, mean absolute error and share of variance explained. */
export function measure(model, rows, targets) {
  const errors = rows.map((row, n) => predict(model, row) - targets[n]);
  const middle = mean(targets);
  const squares = mean(errors.map((error) => error ** 2));
  return {
    rmse: Math.sqrt(squares),
    mae: mean(errors.map(Math.abs)),
    r2: 1 - squares / mean(targets.map((target) => (target - middle) ** 2)),
  };
}

/** A permutation of the items that depends on the seed alone: Fisher-Yates over the generator mulberry32. */
export function shuffle(items, seed) {
  let state = seed | 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word = (word + Math.imul(word ^ (word >>> 7), word | 61)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

/** Solves Ax = b for a symmetric positive definite A by Cholesky's decomposition. */
function solve(matrix, right) {
  const size = right.length;
  const lower = matrix.map(() => new Array(size).fill(0));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(rest) : rest / lower[j][j];
    }
  }
  const half = [];
  for (let i = 0; i < size; i++) {
    half.push((right[i] - half.reduce((sum, value, k) => sum + lower[i][k] * value, 0)) / lower[i][i]);
  }
  const solution = new Array(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = half[i];
    for (let k = i + 1; k < size; k++) rest -= lower[k][i] * solution[k];
    solution[i] = rest / lower[i][i];
  }
  return solution;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
