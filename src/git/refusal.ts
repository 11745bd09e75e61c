// Which rule of the remote refused a push, in the remote's own words. Every forge prints them on lines that git marks with
// `remote:`; some say it in the parentheses after `[remote rejected]` instead. Pure.

/** What stands around those words: progress, rulers and pictures, links, the commits that break the rule. */
const NOISE: readonly RegExp[] = [
  /^(?:Resolving|Counting|Compressing|Processing|Checking|Updating|Enumerating) \w+/,
  /^Total \d/,
  /^Review all repository rules at /,
  /^Found \d+ violations?:$/,
  /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/,
  /^hook declined to update /,
  /^(?!.*\p{L}{2})/u,
];

/** Reasons that only say that there is a rule or hook. */
const VAGUE = /^(?:.*hook declined|push declined due to repository rule violations|atomic push fail(?:ure|ed))$/;

/** Of an atomic push each ref gets a reason, and those that only went down with another say so. */
const byWeight = (a: string, b: string): number => Number(a.startsWith('atomic')) - Number(b.startsWith('atomic'));

const LIMIT = 400;

/**
 * The rule in what a refused push printed.
 * @param lines the output of git, one line each, without credentials and control characters
 * @returns undefined when the remote said no more than no
 */
export function readRule(lines: readonly string[]): string | undefined {
  const spoken = lines
    .flatMap((line) => /^remote:\s*(.*)$/.exec(line)?.[1] ?? [])
    .map((line) => line.replace(/^(?:error|fatal): /i, '').replace(/^- /, ''))
    .filter((line) => !NOISE.some((noise) => noise.test(line)));
  const reasons = lines.flatMap((line) => /\[remote rejected\].*?\((.+)\)$/.exec(line)?.[1] ?? []);
  const words = [...spoken, ...reasons.filter((reason) => !VAGUE.test(reason))];
  const rule = (words.length > 0 ? [...new Set(words)] : reasons.toSorted(byWeight).slice(0, 1)).reduce(
    (said, word) => (said === '' ? word : `${said}${/[.!?:;,]$/.test(said) ? ' ' : '; '}${word}`),
    '',
  );
  if (rule === '') return undefined;
  return rule.length > LIMIT ? `${rule.slice(0, LIMIT)}…` : rule;
}
