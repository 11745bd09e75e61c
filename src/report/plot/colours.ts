// How marks of plots look, on a page and in a picture. Colours of Okabe & Ito (2008), lighter where the ground is dark; what
// they tell is told by form and words too.

export type Palette = typeof LIGHT;

export const LIGHT = {
  page: '#ffffff',
  text: '#1f2328',
  faint: '#59636e',
  rule: '#d1d9e0',
  code: '#f0f2f5',
  link: '#0a58b8',
  run: '#0072b2',
  past: '#59636e',
  band: '#0072b226',
  limit: '#b3480a',
  warning: '#7a5c00',
  added: '#0b6b3a',
  removed: '#a8341c',
};

export const DARK: Palette = {
  page: '#15181c',
  text: '#e6e9ec',
  faint: '#a4adb6',
  rule: '#3a424b',
  code: '#22272e',
  link: '#79b8ff',
  run: '#56b4e9',
  past: '#a4adb6',
  band: '#56b4e933',
  limit: '#ff9d5c',
  warning: '#e0c341',
  added: '#5fd39a',
  removed: '#ff9e88',
};

/** The rules of marks, in colours of a palette by their names. */
export const MARKS = `svg text { fill: var(--faint); font-size: 12px; font-family: inherit; }
svg text.value { fill: var(--text); font-weight: 600; paint-order: stroke; stroke: var(--page); stroke-width: 4px; }
.grid { stroke: var(--rule); stroke-width: 1; }
.axis { stroke: var(--faint); stroke-width: 1; }
path.past, path.run.line { fill: none; stroke: var(--past); stroke-width: 1.75; }
circle.past { fill: var(--past); }
path.run { fill: var(--run); }
path.run.line { fill: none; stroke: var(--run); stroke-width: 2.25; }
rect.run, circle.run { fill: var(--run); }
rect.baseline { fill: var(--page); stroke: var(--text); stroke-width: 2; }
circle.baseline { fill: var(--page); stroke: var(--past); stroke-width: 2; }
line.baseline { stroke: var(--text); stroke-width: 1; stroke-dasharray: 1 3; }
path.baseline { fill: none; stroke: var(--past); stroke-width: 2; stroke-dasharray: 6 3; }
line.whisker { stroke: var(--run); stroke-width: 2; }
line.whisker.baseline { stroke: var(--past); stroke-dasharray: none; }
.band { fill: var(--band); stroke: none; }
.limit { fill: none; stroke: var(--limit); stroke-width: 2; stroke-dasharray: 7 4; }
.warning { fill: none; stroke: var(--warning); stroke-width: 2; stroke-dasharray: 2 3; }
.chance { fill: none; stroke: var(--faint); stroke-width: 1; stroke-dasharray: 4 4; }
`;

/** A palette as declarations of custom properties. */
export function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}

/** The rules with the colours themselves. */
export function marksIn(palette: Palette): string {
  return MARKS.replaceAll(/var\(--(\w+)\)/g, (_, name: keyof Palette) => palette[name]);
}
