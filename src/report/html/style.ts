// How a report's page looks: light, dark, on a phone and on paper.
import { DARK, LIGHT, MARKS, variables } from '../plot/colours.ts';

export const STYLE = `
:root {
  color-scheme: light dark;
  ${variables(LIGHT)}
}
@media (prefers-color-scheme: dark) {
  :root {
    ${variables(DARK)}
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 66rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; background: var(--code); border-radius: .25rem; }
code { padding: .1em .3em; }
pre { padding: .75rem; overflow-x: auto; overflow-wrap: normal; }
pre code { padding: 0; }
ins { color: var(--added); text-decoration: none; }
del { color: var(--removed); text-decoration: none; }
sub { font-size: .875rem; vertical-align: baseline; color: var(--faint); }
details { margin: .75rem 0; }
summary { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .3rem .7rem; border: 1px solid var(--rule); text-align: left; font-weight: inherit; }
thead th { font-weight: 600; background: var(--code); }
@media (max-width: 40rem) { .scroll > table { width: max-content; } th, td { max-width: 16rem; } }
.right { text-align: right; white-space: nowrap; }
.center { text-align: center; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(27rem, 100%), 1fr)); gap: 1.5rem; margin: 1.5rem 0; }
figure { margin: 0; min-width: 0; }
figcaption { font-weight: 600; }
figure > .scroll > svg { display: block; width: 100%; min-width: 25rem; max-width: 40rem; height: auto; }
${MARKS}.legend { list-style: none; margin: .25rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; font-size: .875rem; }
.swatch { width: 24px; height: 12px; margin-right: .4rem; vertical-align: -1px; }
@media (forced-colors: active) {
  path.run, circle.run, rect.run { fill: CanvasText; }
  path.past, path.run.line, path.baseline, .limit, .warning, .chance, .axis, .grid, line.whisker { stroke: CanvasText; }
}
@media print {
  :root { --page: #ffffff; --text: #000000; --faint: #444444; --rule: #bbbbbb; --code: #ffffff; --link: #000000;
    --run: #0072b2; --past: #444444; --band: #0072b226; --limit: #b3480a; --warning: #7a5c00; --added: #0b6b3a; --removed: #a8341c; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  details::details-content { content-visibility: visible; block-size: auto; }
  figure > details:not([open]) { display: none; }
  .scroll, pre { overflow: visible; }
  pre { white-space: pre-wrap; }
  figure, tr { break-inside: avoid; }
  .figures { grid-template-columns: 1fr 1fr; }
  figure > .scroll > svg { min-width: 0; }
  h1, h2, figcaption { break-after: avoid; }
}
`;

/** SHA-256 of the style sheet in Base64: the page's policy allows this one and no other. */
export const STYLE_DIGEST = 'zjAgVYNFjLAtC6p5B0OM/xF6jVEVASQxjeF87Ab7lfA=';
