// Rules between the members of gates: what contradicts itself is refused before anything is trained. Pure.
import type { ValueProblem } from './problem.ts';
import type { Config, Gate } from './schema.ts';

/** Every contradiction in the gates, each with both sides of it. */
export function gateRules(gates: NonNullable<Config['gates']>): readonly ValueProblem[] {
  return [
    ...onePrimary(gates),
    ...Object.entries(gates).flatMap(([name, gate]) => [...boundRules(name, gate), ...testRules(name, gate)]),
  ];
}

/** One metric is to be better, the others are guardrails: two that may win would double the chance of a false one. */
function onePrimary(gates: NonNullable<Config['gates']>): readonly ValueProblem[] {
  const named = (holds: (gate: Gate) => boolean): readonly string[] =>
    Object.entries(gates).flatMap(([name, gate]) => (holds(gate) ? [name] : []));
  const primaries = named(({ primary }) => primary === true);
  const superior = named(({ test }) => test === 'superiority');
  const both = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' and ');
  const problems: ValueProblem[] = [];
  if (primaries[1] !== undefined) {
    problems.push({
      path: ['gates', primaries[1], 'primary'],
      message: `gates: ${both(primaries)} are primary; one metric at most can be`,
    });
  }
  if (superior[1] !== undefined) {
    problems.push({
      path: ['gates', superior[1], 'test'],
      message: `gates: ${both(superior)} are tested for superiority; one metric at most can be, the others are guardrails`,
    });
  }
  const [primary] = primaries;
  const [tested] = superior;
  if (primary !== undefined && tested !== undefined && primary !== tested) {
    problems.push({
      path: ['gates', tested, 'test'],
      message: `gates: "${primary}" is primary and "${tested}" is tested for superiority; both must be one metric`,
    });
  }
  return problems;
}

function boundRules(name: string, { min, max, warn }: Gate): readonly ValueProblem[] {
  const path = ['gates', name];
  if (min !== undefined && max !== undefined && min > max) {
    return [{ path, message: `gates.${name}: min ${min} is greater than max ${max}` }];
  }
  if (warn === undefined) return [];
  if (min !== undefined && warn < min) {
    return [{ path, message: `gates.${name}: warn ${warn} is below min ${min}, where the gate fails already` }];
  }
  if (max !== undefined && warn > max) {
    return [{ path, message: `gates.${name}: warn ${warn} is above max ${max}, where the gate fails already` }];
  }
  return [];
}

function testRules(name: string, gate: Gate): readonly ValueProblem[] {
  const { test, margin } = gate;
  const path = ['gates', name];
  const regression = gate['max-regression'];
  if (margin !== undefined && test === undefined) {
    return [{ path, message: `gates.${name}: margin ${margin} is of no test; add "test: non-inferiority"` }];
  }
  if (test === 'non-inferiority' && regression !== undefined) {
    const both = `max-regression ${regression} and the margin of test non-inferiority`;
    return [{ path, message: `gates.${name}: ${both} say how much worse is accepted; give one of them` }];
  }
  // Of no width nothing can be shown.
  if (test === 'non-inferiority' && Number.parseFloat(String(margin ?? 0)) === 0) {
    return [{ path, message: `gates.${name}: test non-inferiority needs a margin above 0, such as "margin: 1%"` }];
  }
  return [];
}
