// Numbers inside sentences.

/** Seven significant digits without trailing zeros: short enough to read, exact enough to tell two values apart. */
export function inWords(value: number): string {
  return String(Number(value.toPrecision(7)));
}
