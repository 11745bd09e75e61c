// mlops registry show and explain of one version, and mlops verify.
import { describeVersion } from '../../pipeline/versions/describe-version.ts';
import { explainVersion } from '../../pipeline/versions/explain-version.ts';
import { readChainFacts } from '../../pipeline/versions/read-chain-facts.ts';
import { readLateEvents } from '../../pipeline/history/read-late-events.ts';
import { readVersionChain, type VersionChain } from '../../pipeline/versions/version-chain.ts';
import { chainLinks, isBroken } from '../../registry/chain-links.ts';
import { fullRef } from '../../tracking/layout.ts';
import { openLocalHistory, type HistoryOptions, type OpenedHistory } from '../local-history.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, renderTable, terminalLog } from '../print.ts';
import { findReferencedRun } from '../reference.ts';
import { renderExplanation, renderVersion } from '../version-text.ts';

export async function showVersion(reference: string, options: HistoryOptions): Promise<number> {
  const { history, chain } = await openVersion(reference, options);
  const known = describeVersion(chain, await readLateEvents(history, ['deployment', 'drill']));
  if (options.json) printJson(known);
  else print(renderVersion(known));
  return 0;
}

export async function explain(reference: string, options: HistoryOptions): Promise<number> {
  const { workspace, history, chain } = await openVersion(reference, options);
  const known = await explainVersion(chain, { history, git: workspace.git });
  if (options.json) printJson(known);
  else print(renderExplanation(known));
  return 0;
}

/** @returns 1 where a link is broken; what cannot be known here is no reason */
export async function verify(reference: string, options: HistoryOptions): Promise<number> {
  const { workspace, trackingBranch, chain } = await openVersion(reference, options);
  const ports = await localPorts(workspace, { trackingBranch, pushTags: false, log: terminalLog(true) });
  const links = chainLinks(await readChainFacts(chain, fullRef(trackingBranch), ports));
  const isWhole = !isBroken(links);
  if (options.json) {
    printJson({ model: chain.artifact.name, version: chain.version.version, stage: chain.stage, isWhole, links });
  } else {
    print(
      renderTable(
        ['LINK', '', ''],
        links.map(({ link, status, why }) => [link, status, why]),
        '',
        { style: (row, column) => (column === 1 ? COLOURS[links[row]?.status ?? 'unknown'] : undefined) },
      ),
    );
  }
  return isWhole ? 0 : 1;
}

const COLOURS = { ok: 'green', broken: 'red', unknown: 'yellow' } as const;

/** @throws MlopsError `not-found` with what the name could be */
async function openVersion(
  reference: string,
  options: HistoryOptions,
): Promise<OpenedHistory & { readonly chain: VersionChain }> {
  const opened = await openLocalHistory(options, terminalLog(true));
  const { history, workspace } = opened;
  const { git } = workspace;
  const findNamedRun = (name: string): ReturnType<typeof findReferencedRun> => findReferencedRun(name, history, git);
  return { ...opened, chain: await readVersionChain(reference, { history, git, findNamedRun }) };
}
