// The message of a registration tag: what a person wants to read, and one line that a program reads back.
// Names and values come from training, so nothing of them may start a line, move a cursor or grow without bound. Pure.
import { z } from '../zod.ts';
import { comparisonOf } from '../comparison/recorded.ts';
import { canonicalLine } from '../run/canonical.ts';
import { RunId } from '../run/id.ts';
import { Reading } from '../run/number.ts';
import type { ArtifactPlace, RunRecord } from '../run/record.ts';
import { gateLines, GateResult, gateResultsOf } from './gate-results.ts';
import { asciiControls, plainLine } from './message-text.ts';
import type { ModelVersion } from './state.ts';

/** What the line begins with that a program reads back. */
export const EVIDENCE_LINE = 'Mlops-Evidence: ';
const MAX_METRICS = 100;
const MAX_FILES = 200;
const MAX_DATA = 100;
const MAX_NAME = 400;
const MAX_MESSAGE = 1_000_000;

const Text = z.string().min(1);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Why a version exists: enough to find its run, to trust its files and to judge it again. Unknown members are kept. */
export const Evidence = z.looseObject({
  schema: z.literal(1),
  run: RunId,
  /** The commit that was trained; the tag may stand on a commit of its own, see carrier.ts. */
  commit: Text,
  /** The head of the pull request whose merge was trained: no branch has that merge, so the tag stands on the head. */
  pull_request_head: Text.exactOptional(),
  /** Absent when no gate applied. */
  verdict: z.enum(['pass', 'fail', 'inconclusive']).exactOptional(),
  metrics: z.record(z.string(), Reading),
  /** Absent in tags of earlier versions, and where no gate applied. */
  gates: z.array(GateResult).exactOptional(),
  model_digest: Sha256.exactOptional(),
  files: z.array(z.looseObject({ path: Text, size: z.number().int().nonnegative(), sha256: Sha256 })),
  /** What it was trained on; absent in tags of earlier versions, and where no data are known. */
  data: z.array(z.looseObject({ path: Text, sha256: Sha256 })).exactOptional(),
  artifact: z.looseObject({ id: Text, url: Text.exactOptional(), digest: Text.exactOptional() }).exactOptional(),
  /** How many were left out because there were too many or their names were too long. */
  omitted: z
    .looseObject({ metrics: z.number().int(), files: z.number().int(), data: z.number().int().exactOptional() })
    .exactOptional(),
});
export type Evidence = Readonly<z.infer<typeof Evidence>>;

const Verdict = z.object({ verdict: z.object({ status: Evidence.shape.verdict.unwrap() }) });

/** The evidence that a run gives for its model. */
export function evidenceFrom(record: RunRecord): Evidence {
  const named = Object.entries(record.metrics).filter(([name]) => isShort(name));
  const metrics = named.slice(0, MAX_METRICS).map(([name, metric]) => [name, metric.value] as const);
  const short = record.model.files.filter(({ path }) => isShort(path));
  const files = short.slice(0, MAX_FILES).map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  const read = record.data.filter(({ path }) => isShort(path)).slice(0, MAX_DATA);
  const data = read.map(({ path, sha256 }) => ({ path, sha256 }));
  const omitted = {
    metrics: Object.keys(record.metrics).length - metrics.length,
    files: record.model.files.length - files.length,
    ...(record.data.length === data.length ? {} : { data: record.data.length - data.length }),
  };
  const comparison = comparisonOf(record);
  const gates = comparison === undefined ? [] : gateResultsOf(comparison);
  const judged = Verdict.safeParse(record.comparison);
  const { artifact, digest } = record.model;
  const head = record.source.pull_request?.head;
  return {
    schema: 1,
    run: record.id,
    commit: record.source.commit,
    ...(head === undefined || head === record.source.commit ? {} : { pull_request_head: head }),
    ...(judged.success ? { verdict: judged.data.verdict.status } : {}),
    metrics: Object.fromEntries(metrics),
    ...(gates.length === 0 ? {} : { gates }),
    ...(digest === undefined ? {} : { model_digest: digest }),
    files,
    ...(data.length === 0 ? {} : { data }),
    ...(artifact === undefined ? {} : { artifact: placeFrom(artifact) }),
    ...(omitted.metrics + omitted.files + (omitted.data ?? 0) === 0 ? {} : { omitted }),
  };
}

/** The message of the tag that registers a version. */
export function renderTagMessage(model: string, version: string, evidence: Evidence): string {
  const metrics = Object.entries(evidence.metrics).map(([name, value]) => `  ${plainLine(name)} ${value}`);
  const gates = gateLines(evidence.gates ?? []);
  const files = evidence.files.map(({ path, size, sha256 }) => `  ${sha256}  ${plainLine(path)} (${size} bytes)`);
  const data = (evidence.data ?? []).map(({ path, sha256 }) => `  ${sha256}  ${plainLine(path)}`);
  return [
    `Register ${model} ${version}`,
    '',
    `Run ${evidence.run} of commit ${plainLine(evidence.commit)}`,
    `Verdict: ${evidence.verdict ?? 'none, as no gate applied'}`,
    ...(metrics.length === 0 ? [] : ['Metrics:', ...metrics]),
    ...(gates.length === 0 ? [] : ['Gates:', ...gates]),
    ...(files.length === 0 ? [] : ['Model files, by SHA-256:', ...files]),
    ...(data.length === 0 ? [] : ['Data, by SHA-256:', ...data]),
    '',
    `${EVIDENCE_LINE}${asciiControls(canonicalLine(evidence))}`,
    '',
  ].join('\n');
}

/** The evidence in a tag's message; undefined when there is none that can be understood. Never throws. */
export function parseEvidence(message: string): Evidence | undefined {
  if (message.length > MAX_MESSAGE) return undefined;
  const line = message.split('\n').findLast((each) => each.startsWith(EVIDENCE_LINE));
  if (line === undefined) return undefined;
  try {
    const parsed = Evidence.safeParse(JSON.parse(line.slice(EVIDENCE_LINE.length)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The evidence of a version; undefined where another program registered it, or nothing did. */
export function evidenceOf(version: Pick<ModelVersion, 'registration'> | undefined): Evidence | undefined {
  return version?.registration === undefined ? undefined : parseEvidence(version.registration.message);
}

function placeFrom({ id, url, digest }: ArtifactPlace): NonNullable<Evidence['artifact']> {
  return { id, ...(url === undefined ? {} : { url }), ...(digest === undefined ? {} : { digest }) };
}

/** Names are counted as they stand in the line that a program reads: there one character may take six. */
function isShort(name: string): boolean {
  return name.length <= MAX_NAME && asciiControls(JSON.stringify(name)).length <= MAX_NAME + 2;
}
