// GitHub's patterns for branches and tags: `*` stops at a slash, `**` does not, `!` takes back. Pure.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet

/** Whether a list of patterns lets a name through. The last pattern that matches decides. */
export function isLetThrough(patterns: readonly string[], name: string): boolean {
  let passes = false;
  for (const pattern of patterns) {
    const isNegative = pattern.startsWith('!');
    if (expressionOf(isNegative ? pattern.slice(1) : pattern).test(name)) passes = !isNegative;
  }
  return passes;
}

/** A pattern that is none lets nothing through. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*|\*|[\\.^$(){}|/-]/g, (part) => {
    if (part === '**') return '.*';
    return part === '*' ? '[^/]*' : `\\${part}`;
  });
  try {
    // Ranges, `?` and `+` mean what they mean in an expression.
    return new RegExp(`^(?:${source.replaceAll(/\[([^\]]*)\\-([^\]]*)\]/g, '[$1-$2]')})$`);
  } catch {
    return /(?!)/;
  }
}
