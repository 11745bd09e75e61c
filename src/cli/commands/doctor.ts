// mlops doctor: looks for what would break a run, and says how to mend it. Changes nothing.
import { styleText } from 'node:util';
import { MlopsError } from '../../error.ts';
import { CHECKS, type Finding } from '../doctor-checks.ts';
import type { HistoryOptions } from '../local-history.ts';
import { print, printJson } from '../print.ts';
import { printableLine } from '../printable.ts';
import { openWorkspace } from '../workspace.ts';

type Named = Finding & { readonly check: string };

/** Exit status 1 when there is a problem; warnings are no problems. */
export async function doctor(options: HistoryOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const found = await Promise.all(
    Object.entries(CHECKS).map(async ([check, look]): Promise<readonly Named[]> => {
      const findings = [await look(workspace, options).catch(problemFrom)].flat();
      return findings.map((finding) => ({ check, ...finding }));
    }),
  );
  const findings = found.flat();
  if (options.json) printJson(findings);
  else for (const finding of findings) print(renderFinding(finding));
  return findings.some(({ status }) => status === 'problem') ? 1 : 0;
}

function problemFrom(error: unknown): Finding {
  if (!(error instanceof MlopsError)) throw error;
  return { status: 'problem', message: error.message, fix: error.hint };
}

function renderFinding({ check, status, message, fix }: Named): string {
  const mark = { ok: styleText('green', '✓'), warning: styleText('yellow', '!'), problem: styleText('red', '✗') }[
    status
  ];
  const mend = fix === undefined ? '' : `\n    ${printableLine(fix)}`;
  return `${mark} ${check}: ${printableLine(message)}${mend}`;
}
