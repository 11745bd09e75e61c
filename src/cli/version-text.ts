// What is known of a version, as text for people. Everything foreign is on one line of its own or in a table's cell. Pure.
import type { DescribedTurn, DescribedVersion } from '../pipeline/versions/describe-version.ts';
import type { ExplainedVersion } from '../pipeline/versions/explain-version.ts';
import type { GateResult } from '../registry/gate-results.ts';
import { formatBytes, formatCount, formatSeconds } from '../report/number-format.ts';
import { renderTable } from './print.ts';
import { renderTree, type TreeNode } from './text-tree.ts';

type Row = readonly [string, string];

/** `registry show model@stage`. */
export function renderVersion(known: DescribedVersion): string {
  const { model, version, evidence, registered, release, ban, stages } = known;
  const [turn] = known.stage === undefined ? [] : known.assignments;
  const facts: readonly Row[] = [
    ['version', `${model}@${version}${known.isActive ? '' : ', which was taken back'}`],
    ...(known.isModelActive ? [] : [['model', 'deprecated'] as const]),
    ['stages', stages.join(', ') || 'none'],
    ...(turn === undefined ? [] : turnRows(turn)),
    ...(registered === undefined ? [] : [['registered', `${registered.time} as ${registered.tag}`] as const]),
    ['commit', known.commit],
    ...(evidence === undefined
      ? [['evidence', 'none that can be read: another program wrote the tag'] as const]
      : evidenceRows(known)),
    ...(release === undefined ? [] : [['release', release.url ?? release.tag] as const]),
    ...(ban === undefined ? [] : [['banned', banWords(ban)] as const]),
  ];
  const section = (title: string, rows: readonly (readonly string[])[], align = ''): string =>
    rows.length === 0 ? '' : `\n\n${renderTable([title, ''], rows, align)}`;
  const others = turn === undefined ? known.assignments : [];
  return (
    renderTable(['VERSION', ''], facts) +
    others.map((each) => section(`STAGE ${each.stage}`, turnRows(each))).join('') +
    section(
      'LIVE',
      known.live.map((live) => [live.environment, liveWords(live)]),
    ) +
    section(
      'DRILL',
      known.drills.map((drill) => [drill.stage, drillWords(drill)]),
    ) +
    section(
      'GATE',
      (turn?.gates.length ? turn.gates : (evidence?.gates ?? [])).map((gate) => [gate.gate, gateWords(gate)]),
    ) +
    section(
      'METRIC',
      Object.entries(evidence?.metrics ?? {}).map(([name, value]) => [name, String(value)]),
      ' r',
    ) +
    section(
      'FILE',
      (evidence?.files ?? []).map(({ path, size, sha256 }) => [path, `${size} B  sha256:${sha256}`]),
    ) +
    section(
      'DATA',
      (evidence?.data ?? []).map(({ path, sha256 }) => [path, `sha256:${sha256}`]),
    )
  );
}

function evidenceRows({ evidence, isRunHere }: DescribedVersion): readonly Row[] {
  if (evidence === undefined) return [];
  return [
    [
      'run',
      `${evidence.run}${isRunHere ? '' : ', which is not in the history here: `mlops sync` fetches what origin has'}`,
    ],
    ['trained', evidence.commit],
    ['verdict', evidence.verdict ?? 'none, as no gate applied'],
    ...(evidence.model_digest === undefined ? [] : [['digest', `sha256:${evidence.model_digest}`] as const]),
  ];
}

function turnRows(turn: DescribedTurn): readonly Row[] {
  return [
    ['since', `${turn.since} by ${turn.by}, ${turn.tag}`],
    ...(turn.until === undefined ? [] : [['until', turn.until] as const]),
    ['why', whyWords(turn)],
    ...(turn.forced ? [['forced', `against: ${turn.against ?? 'no passing verdict'}`] as const] : []),
    ...(turn.reason === undefined ? [] : [['reason', turn.reason] as const]),
    ...(turn.url === undefined ? [] : [['decided at', turn.url] as const]),
    ['replaced', turn.replaced ?? 'nothing'],
  ];
}

function whyWords({ kind, automatic, verdict, comparedWith, note }: DescribedTurn): string {
  if (kind === undefined) return note === undefined || note === '' ? 'the tag does not say' : `the tag says: ${note}`;
  const against = comparedWith === undefined ? '' : ` against ${comparedWith.version ?? `run ${comparedWith.run}`}`;
  const judged = verdict === undefined ? 'no verdict' : `verdict ${verdict}${against}`;
  return `${automatic ? 'automatic ' : ''}${kind}, ${judged}`;
}

function gateWords({ status, reason, accepted }: GateResult): string {
  const who = accepted?.actor === undefined ? '' : ` by ${accepted.actor}`;
  const taken = accepted === undefined ? '' : `; accepted${who}: ${accepted.reason}`;
  return `${status}${reason === undefined ? '' : `, ${reason}`}${taken}`;
}

function banWords({ stage, since, reason }: NonNullable<DescribedVersion['ban']>): string {
  return `${stage} was rolled back from it at ${since}${reason === undefined ? '' : `: ${reason}`}`;
}

function liveWords({ version, since, url, image, latest }: DescribedVersion['live'][number]): string {
  const serving =
    version === undefined
      ? 'nothing is known to serve'
      : [`${version} since ${since ?? ''}`, url, image].filter((word) => word !== undefined).join(', ');
  if (latest.state === 'success' && latest.version === version) return serving;
  const reason = latest.reason === undefined ? '' : `: ${latest.reason}`;
  return `${serving}; last ${latest.state} of ${latest.version ?? 'a version'} at ${latest.time}${reason}`;
}

function drillWords({ outcome, version, time, duration, reason }: DescribedVersion['drills'][number]): string {
  return `${outcome} at ${time}: back to ${version} in ${formatSeconds(duration)}${reason === undefined ? '' : `, ${reason}`}`;
}

/** `registry explain`: the same as a tree, back to data and code. */
export function renderExplanation(known: ExplainedVersion): string {
  const { model, version, registered, commit } = known;
  const tag: TreeNode = {
    text:
      registered === undefined
        ? `no tag registers ${version}`
        : `tag ${registered.tag} of ${registered.time} on commit ${commit}`,
    children: [evidenceNode(known)],
  };
  const name = known.stage === undefined ? `${model}@${version}` : `${model}@${known.stage} is ${version}`;
  return renderTree({ text: name, children: [...stageNodes(known), tag, runNode(known)] });
}

function stageNodes({ holders }: ExplainedVersion): readonly TreeNode[] {
  return [...Map.groupBy(holders, ({ stage }) => stage)].map(([stage, turns]) => ({
    text: `stage ${stage}`,
    children: turns.map((turn) => ({
      text: `${turn.version} from ${turn.since} to ${turn.until ?? 'now'} by ${turn.by}: ${whyWords(turn)}`,
      children: [
        ...(turn.forced ? [{ text: `forced against: ${turn.against ?? 'no passing verdict'}` }] : []),
        ...(turn.reason === undefined ? [] : [{ text: `reason: ${turn.reason}` }]),
        ...(turn.url === undefined ? [] : [{ text: `decided at ${turn.url}` }]),
      ],
    })),
  }));
}

function evidenceNode({ evidence }: ExplainedVersion): TreeNode {
  if (evidence === undefined) return { text: 'no evidence that can be read: another program wrote the tag' };
  const metrics = Object.entries(evidence.metrics).map(([name, value]) => `${name} ${value}`);
  return {
    text: `evidence: run ${evidence.run}, verdict ${evidence.verdict ?? 'none'}`,
    children: [
      ...(metrics.length === 0 ? [] : [{ text: `metrics: ${metrics.join(', ')}` }]),
      ...(evidence.gates ?? []).map((gate) => ({ text: `gate ${gate.gate}: ${gateWords(gate)}` })),
      ...evidence.files.map(({ path, sha256 }) => ({ text: `file ${path} sha256:${sha256}` })),
    ],
  };
}

function runNode(known: ExplainedVersion): TreeNode {
  const { run, evidence, comparison, environment, parents } = known;
  if (run === undefined) {
    const id =
      evidence === undefined
        ? 'the run is not known'
        : `run ${evidence.run} is not in the history here; mlops sync fetches that of origin`;
    return { text: id, children: codeNodes(known) };
  }
  const params = Object.entries(run.params).map(([name, value]) => `${name}=${String(value)}`);
  const actor = run.trigger.actor === undefined ? '' : ` by ${run.trigger.actor}`;
  return {
    text: `run ${run.id}, ${run.status}, started ${run.started}, ${formatSeconds(run.duration)}, ${run.trigger.event}${actor}`,
    children: [
      { text: `command: ${run.command}` },
      ...(params.length === 0 ? [] : [{ text: `params: ${params.join(', ')}` }]),
      comparisonNode(comparison),
      ...codeNodes(known),
      ...dataNodes(known),
      ...(environment === undefined ? [] : [environmentNode(environment)]),
      ...parents.map((parent) => ({ text: `parent ${runWords(parent)}` })),
    ],
  };
}

function comparisonNode(comparison: ExplainedVersion['comparison']): TreeNode {
  if (comparison === undefined) return { text: 'not compared' };
  const { verdict, how, baseline } = comparison;
  const judged = verdict ?? 'no gate applied';
  return {
    text:
      baseline === undefined
        ? `${judged}, without a baseline: ${how}`
        : `${judged} against ${runWords(baseline)}: ${how}`,
  };
}

function runWords({ run, version, commit, isHere }: ExplainedVersion['parents'][number]): string {
  const known = [version, commit?.slice(0, 12), isHere ? undefined : 'not here'].filter((word) => word !== undefined);
  return `run ${run}${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
}

function codeNodes({ code, run }: ExplainedVersion): readonly TreeNode[] {
  if (code === undefined) return [];
  const of = code.repository === undefined ? '' : ` of ${code.repository}`;
  const on = code.branches.length === 0 ? 'on no branch here' : `on ${code.branches.join(', ')}`;
  const trained = run?.branch === undefined ? '' : `, trained on ${run.branch}`;
  const pull = run?.pullRequest === undefined ? '' : `, pull request ${run.pullRequest}`;
  return [{ text: `code ${code.commit}${of}${trained}${pull}, ${code.isHere ? `here, ${on}` : 'not here'}` }];
}

function dataNodes({ data }: ExplainedVersion): readonly TreeNode[] {
  if (data.length === 0) return [{ text: 'no data files are recorded' }];
  return data.map(({ path, size, rows, sha256 }) => {
    const extent = rows === undefined ? '' : `, ${formatCount(rows)} row${rows === 1 ? '' : 's'}`;
    return { text: `data ${path}, ${formatBytes(size)}${extent}, sha256:${sha256}` };
  });
}

function environmentNode({
  os,
  arch,
  gpu,
  container,
  runtimes,
  packages,
}: NonNullable<ExplainedVersion['environment']>): TreeNode {
  const words = [
    os,
    arch,
    gpu,
    container,
    ...Object.entries(runtimes).map(([name, version]) => `${name} ${version}`),
    packages === undefined ? undefined : `packages sha256:${packages.digest.slice(0, 12)}`,
  ];
  return { text: `environment: ${words.filter((word) => word !== undefined).join(', ')}` };
}
