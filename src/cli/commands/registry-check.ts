// mlops registry check: what is wrong with the registry's tags, and with --fix what can be mended without losing anything.
import { styleText } from 'node:util';
import { loadSettings } from '../../config/load-config.ts';
import { MlopsError } from '../../error.ts';
import type { Git } from '../../git/git.ts';
import type { Log } from '../../log.ts';
import { applyRepairs, type Applied, type Repaired } from '../../registry/apply-repairs.ts';
import { checkRegistry } from '../../registry/check.ts';
import type { KnownTag, RegistryFacts, RegistryFinding } from '../../registry/finding.ts';
import { readRegistryFacts } from '../../registry/read-facts.ts';
import { repairsOf, type Repair } from '../../registry/repair.ts';
import { parseTag } from '../../registry/tag.ts';
import type { TrackingHistory } from '../../tracking/history.ts';
import { openLocalHistory, type HistoryOptions, type OpenedHistory } from '../local-history.ts';
import { counted, print, printJson, terminalLog } from '../print.ts';
import { printableLine } from '../printable.ts';
import { fetchRegistryTags } from '../registry-tags.ts';
import { withWorkingDirectory } from '../working-directory.ts';

export interface RegistryCheckOptions extends HistoryOptions {
  readonly fix: boolean;
  /** Mend the tags of origin too. */
  readonly push: boolean;
}

/** Exit status 1 when there are errors, or are still some after the repair. */
export async function checkRegistryTags(options: RegistryCheckOptions): Promise<number> {
  const log = terminalLog(options.json);
  const opened = await openLocalHistory(options, log);
  const { git, remoteUrl, root } = opened.workspace;
  const isPushed = options.fix && options.push && remoteUrl !== undefined;
  const around = { known: await knownTags(opened.history, log), stages: await configuredStages(options, opened) };
  const read = async (): Promise<RegistryFacts> => ({ ...around, ...(await readRegistryFacts(git)) });
  const remote = isPushed ? { url: remoteUrl, config: {} } : undefined;
  const apply = async (repairs: readonly Repair[]): Promise<Applied> =>
    applyRepairs({ root, remote, clock: () => new Date() }, repairs);
  const cleared = remote === undefined ? NONE : await bringTags(git, log, read, apply);
  const facts = await read();
  const applied = options.fix ? united(cleared, await apply(repairsOf(facts))) : NONE;
  const now = applied.done.length === 0 ? facts : await read();
  const findings = checkRegistry(now);
  if (options.json) printJson({ findings, repaired: applied.done, refused: applied.refused });
  else print(renderCheck(findings, applied, facts));
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

const NONE: Applied = { done: [], refused: [] };

function united(first: Applied, then: Applied): Applied {
  return { done: [...first.done, ...then.done], refused: [...first.refused, ...then.refused] };
}

/**
 * Fetches the registry's tags that only origin has: one of them may give a stage to one of two versions, and has to move
 * with it. Where a tag of this clone stands in the way of one of them, it is renamed first.
 */
async function bringTags(
  git: Git,
  log: Log,
  read: () => Promise<RegistryFacts>,
  apply: (repairs: readonly Repair[]) => Promise<Applied>,
): Promise<Applied> {
  // Of tags that differ here the repair itself says what it does with them.
  const quiet: Log = { ...log, warn: (message) => log.debug(message) };
  try {
    await fetchRegistryTags(git, quiet);
    return NONE;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    const facts = await read();
    const clashes = repairsOf({ ...facts, stages: [...(facts.stages ?? []), ...(await stagesAtOrigin(git))] }).filter(
      ({ id, to }) => id === 'stage-clash' && to?.carrier === undefined,
    );
    if (clashes.length === 0) throw error;
    const applied = await apply(clashes);
    await fetchRegistryTags(git, quiet);
    return applied;
  }
}

async function stagesAtOrigin(git: Git): Promise<readonly string[]> {
  const text = await git.text(['ls-remote', '--refs', '--tags', 'origin']);
  return text.split('\n').flatMap((line) => {
    const meaning = parseTag(line.replace(/^\S+\trefs\/tags\//, ''));
    return meaning !== undefined && 'stage' in meaning ? [meaning.stage] : [];
  });
}

/** Tags that the tracking branch tells of. A history that cannot be read is a warning: the tags are there all the same. */
async function knownTags(history: TrackingHistory, log: Log): Promise<readonly KnownTag[]> {
  try {
    const isTold = ({ type }: { readonly type: string }): boolean => type === 'registration' || type === 'assignment';
    const lines = await history.lines({ matches: ({ events = [] }) => events.some(isTold), withDeleted: true });
    const runs = await history.readStates(lines);
    return runs
      .flatMap(({ events }) => events)
      .flatMap((event) =>
        event.type === 'registration' || event.type === 'assignment' ? [{ tag: event.tag, object: event.object }] : [],
      );
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`what the history recorded of the tags is not compared: ${error.message}`);
    return [];
  }
}

async function configuredStages(options: HistoryOptions, { workspace }: OpenedHistory): Promise<readonly string[]> {
  const inputs = await withWorkingDirectory({ repo: options.repo, inputs: {} }, workspace);
  const settings = await loadSettings(inputs, { root: workspace.root, repository: 'model' }).catch(() => undefined);
  return (settings?.stages ?? []).map(({ name }) => name);
}

/** A registry of thousands of tags may have one thing wrong with all of them. */
const SHOWN = 50;

function renderCheck(findings: readonly RegistryFinding[], { done, refused }: Applied, facts: RegistryFacts): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const bad =
    findings.length === 0 ? 'nothing is wrong' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  return [
    ...done.map(renderRepair),
    ...refused.map(({ tag }) =>
      printableLine(
        `not mended: ${tag} is another tag at origin than here; \`mlops doctor --check registry-sync\` says more`,
      ),
    ),
    ...(done.some(({ isPushed }) => isPushed) ? ['In other clones the same command takes this over.'] : []),
    ...findings.slice(0, SHOWN).map(renderFinding),
    ...(findings.length > SHOWN ? [`… and ${findings.length - SHOWN} more; --json lists all`] : []),
    `${counted(facts.tags.length, 'tag')}: ${bad}`,
  ].join('\n');
}

function renderRepair({ tag, to, commit, kept, why, isPushed }: Repaired): string {
  const name = to?.name === tag ? 'written anew' : `renamed to ${to?.name ?? ''}`;
  const what = to === undefined ? 'removed' : `${name}${commit === undefined ? '' : ` on ${commit.slice(0, 7)}`}`;
  const where = isPushed ? 'here and at origin' : 'here';
  return `${styleText('green', '✓')} ${printableLine(`${tag}: ${what} ${where}, since ${why}; kept as ${kept}`)}`;
}

function renderFinding({ id, severity, message, fix }: RegistryFinding): string {
  const mark = severity === 'error' ? styleText('red', '✗') : styleText('yellow', '!');
  return `${mark} ${id}: ${printableLine(message)}\n    ${printableLine(fix)}`;
}
