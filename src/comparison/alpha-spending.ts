// Many looks at one question: what a series of decisions may cost together. Pure.

/**
 * α · 6/(π² i²) for the decision number i: however long the series, all of its parts together are α (Robbins 1952; the sum
 * of 1/i² is π²/6), so that the chance of even one false promotion by a series of retrainings is no more than by one.
 * @param index from 1
 */
export function spentAlpha(alpha: number, index: number): number {
  return (alpha * 6) / (Math.PI ** 2 * index ** 2);
}
