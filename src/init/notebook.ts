// A Jupyter notebook as the script that its cells make (https://nbformat.readthedocs.io). Pure.

/** The code of a notebook; empty for a text that is none. */
export function notebookCode(text: string): string {
  const cells: unknown = parsed(text)['cells'];
  if (!Array.isArray(cells)) return '';
  return cells
    .map(membersOf)
    .filter(({ cell_type }) => cell_type === 'code')
    .map(({ source }) =>
      Array.isArray(source) ? source.map(String).join('') : typeof source === 'string' ? source : '',
    )
    .join('\n');
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return membersOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
