// The chain from a version back to its data, link by link: what holds, what is broken, and what cannot be known here. A link
// is broken only where two things that were said to be the same are not. Pure.
import { comparisonOf } from '../comparison/recorded.ts';
import type { Reading } from '../run/number.ts';
import type { RunRecord } from '../run/record.ts';
import type { RunState } from '../run/state.ts';
import type { Evidence } from './evidence.ts';
import type { StageTurn } from './stage-history.ts';
import type { ModelVersion } from './state.ts';

type LinkStatus = 'ok' | 'broken' | 'unknown';

export interface ChainLink {
  /** One word or two, the same in every version of this program. */
  readonly link: string;
  readonly status: LinkStatus;
  /** In words; plain text, may hold foreign names. */
  readonly why: string;
}

/** A commit as it is in this repository. */
export interface CommitFacts {
  readonly tree: string;
  readonly parents: readonly string[];
}

/** What was found out about a link, apart from its name. */
export type Found = Omit<ChainLink, 'link'>;

export interface ChainFacts {
  readonly model: string;
  readonly version: ModelVersion;
  /** The newest assignment of each stage that the version is in. */
  readonly turns: readonly StageTurn[];
  readonly evidence: Evidence | undefined;
  /** Undefined where the history here does not have the run. */
  readonly record: RunRecord | undefined;
  readonly state: RunState | undefined;
  /** SHA-256 over the model files of the record. */
  readonly filesDigest: string | undefined;
  /** Commits of the tag and the evidence that are here, by id. */
  readonly commits: ReadonlyMap<string, CommitFacts>;
  /** How many commits of the tracking branch wrote the record; undefined where that cannot be counted. */
  readonly recordWrites: number | undefined;
  readonly modelFiles: Found;
  readonly data: readonly (Found & { readonly path: string })[];
  /** What a person can ask online, in words. */
  readonly attestation: string;
}

/** Every link of the chain, from the tag to the data. */
export function chainLinks(facts: ChainFacts): readonly ChainLink[] {
  return [
    versionTag(facts),
    ...facts.turns.flatMap((turn) => [stageTag(turn, facts), stageEvidence(turn, facts)]),
    evidenceLink(facts),
    commitLink(facts),
    ...recordLinks(facts),
    { link: 'model files', ...facts.modelFiles },
    codeLink(facts),
    ...dataLinks(facts),
    { link: 'attestation', status: 'unknown', why: facts.attestation },
  ];
}

export function isBroken(links: readonly ChainLink[]): boolean {
  return links.some(({ status }) => status === 'broken');
}

/** Whoever moves a tag makes another object; the run has noted the one that was written. */
function versionTag({ version: { registration }, state }: ChainFacts): ChainLink {
  const link = 'version tag';
  if (registration === undefined) return unknown(link, 'the version has no tag that registers it');
  const { tag, object } = registration;
  const noted = state?.registrations.find((each) => each.tag === tag)?.object;
  const [other] = state?.registrations ?? [];
  if (noted === undefined && other !== undefined && other.tag !== tag) {
    return broken(link, `the run was registered as ${other.tag}, and ${tag} says that it is of the same run`);
  }
  return tagLink(link, { tag, object, noted });
}

function stageTag({ stage, tag, object }: StageTurn, { state }: ChainFacts): ChainLink {
  const noted = state?.assignments?.find((each) => each.tag === tag)?.object;
  return tagLink(`stage tag ${stage}`, { tag, object, noted });
}

function tagLink(
  link: string,
  { tag, object, noted }: { readonly tag: string; readonly object: string; readonly noted: string | undefined },
): ChainLink {
  if (noted === undefined) return unknown(link, `the run's history does not say which object ${tag} was written as`);
  if (noted === object) return ok(link, `${tag} is the object ${object.slice(0, 12)} that was written`);
  return broken(link, `${tag} was moved: it was written as ${noted.slice(0, 12)} and is ${object.slice(0, 12)} now`);
}

/** The stage was given to these very files, after a verdict or by force. */
function stageEvidence({ stage, promotion, tag }: StageTurn, { evidence, version }: ChainFacts): ChainLink {
  const link = `stage evidence ${stage}`;
  if (promotion === undefined) return unknown(link, `${tag} gives no reason of its own: another program wrote it`);
  if (evidence !== undefined && promotion.run !== evidence.run) {
    return broken(
      link,
      `${tag} speaks of run ${promotion.run ?? 'none'}, ${version.version} is of run ${evidence.run}`,
    );
  }
  if (evidence !== undefined && promotion.model_digest !== evidence.model_digest) {
    return broken(link, `${tag} speaks of other model files than the tag of ${version.version}`);
  }
  if (promotion.forced === true) {
    return ok(
      link,
      `forced, against: ${promotion.against ?? 'no passing verdict'}; ${promotion.reason ?? 'no reason'}`,
    );
  }
  if (promotion.kind === 'rollback') return ok(link, `a rollback from ${promotion.replaces ?? 'nothing'}`);
  if (promotion.verdict === 'pass') return ok(link, 'its verdict was pass');
  return broken(link, `its verdict was ${promotion.verdict ?? 'none'}, and nobody forced it`);
}

function evidenceLink({ evidence, version }: ChainFacts): ChainLink {
  if (evidence !== undefined) return ok('evidence', `the tag names run ${evidence.run}`);
  const tag = version.registration?.tag ?? version.version;
  return unknown('evidence', `${tag} holds no evidence that can be read: another program wrote it`);
}

/** The tag stands on the commit that was trained, on the head that was merged for the training, or on a carrier of one. */
function commitLink({ version, evidence, record, commits }: ChainFacts): ChainLink {
  const link = 'tagged commit';
  if (evidence === undefined) return unknown(link, 'no evidence says which commit was trained');
  const trained = [...new Set([evidence.commit, record?.source.pull_request?.head ?? evidence.commit])];
  const { commit } = version;
  if (trained.includes(commit)) return ok(link, `${commit.slice(0, 12)} is the commit that was trained`);
  const here = commits.get(commit);
  if (here === undefined) return unknown(link, `the tag stands on ${commit.slice(0, 12)}, which is not here`);
  const original = trained.find((each) => here.parents.length === 1 && here.parents[0] === each);
  const tree = original === undefined ? undefined : commits.get(original)?.tree;
  if (original !== undefined && tree === undefined) {
    return unknown(link, `the tag stands on a child of ${original.slice(0, 12)}, which is not here`);
  }
  if (tree === here.tree)
    return ok(link, `the tag stands on a commit with the same files as ${original?.slice(0, 12) ?? ''}`);
  return broken(link, `the tag stands on ${commit.slice(0, 12)}, and ${evidence.commit.slice(0, 12)} was trained`);
}

function recordLinks(facts: ChainFacts): readonly ChainLink[] {
  const { evidence, record, model } = facts;
  if (evidence === undefined) return [];
  if (record === undefined) {
    return [
      unknown('run record', `run ${evidence.run} is not in the history here; \`mlops sync\` fetches that of origin`),
    ];
  }
  if (record.model.name !== model) {
    return [broken('run record', `run ${record.id} trained the model ${record.model.name}, not ${model}`)];
  }
  return [
    ok('run record', `run ${record.id} is in the history`),
    writesLink(facts),
    digestLink(evidence, record, facts.filesDigest),
    metricsLink(evidence, record),
    verdictLink(evidence, record),
  ];
}

/** Records are added and never changed. */
function writesLink({ recordWrites }: ChainFacts): ChainLink {
  const link = 'record unchanged';
  if (recordWrites === undefined || recordWrites === 0)
    return unknown(link, 'the commits of the tracking branch are not all here');
  if (recordWrites === 1) return ok(link, 'one commit of the tracking branch wrote it, and none changed it');
  return broken(link, `${recordWrites} commits of the tracking branch wrote it: it was changed after it was recorded`);
}

function digestLink(evidence: Evidence, { model }: RunRecord, digest: string | undefined): ChainLink {
  const link = 'model digest';
  if (evidence.model_digest !== model.digest) {
    return broken(link, `the tag says ${shown(evidence.model_digest)}, the record ${shown(model.digest)}`);
  }
  if (model.digest === undefined) return unknown(link, 'the run has no model files');
  if (digest !== model.digest)
    return broken(link, `the files of the record have ${shown(digest)}, not ${shown(model.digest)}`);
  const known = new Map(model.files.map(({ path, sha256 }) => [path, sha256]));
  const other = evidence.files.find(({ path, sha256 }) => known.get(path) !== sha256);
  if (other !== undefined) return broken(link, `the tag has another digest of ${other.path} than the record`);
  return ok(
    link,
    `tag and record say ${shown(model.digest)}, over ${model.files.length} file${model.files.length === 1 ? '' : 's'}`,
  );
}

function metricsLink(evidence: Evidence, record: RunRecord): ChainLink {
  const metrics = Object.entries(evidence.metrics);
  const valueOf = (name: string): Reading | undefined =>
    Object.hasOwn(record.metrics, name) ? record.metrics[name]?.value : undefined;
  const other = metrics.find(([name, value]) => valueOf(name) !== value);
  if (other === undefined) return ok('metrics', `all ${metrics.length} that the tag has are those of the record`);
  const [name, value] = other;
  return broken('metrics', `the tag says ${name} ${value}, the record ${valueOf(name) ?? 'nothing'}`);
}

function verdictLink(evidence: Evidence, record: RunRecord): ChainLink {
  const recorded = comparisonOf(record)?.verdict?.status;
  const [told, known] = [evidence.verdict ?? 'none', recorded ?? 'none'];
  if (told === known) return ok('verdict', told === 'none' ? 'no gate applied' : `tag and record say ${told}`);
  return broken('verdict', `the tag says ${told}, the record ${known}`);
}

function codeLink({ evidence, commits }: ChainFacts): ChainLink {
  if (evidence === undefined) return unknown('code', 'no evidence says which commit was trained');
  const commit = evidence.commit.slice(0, 12);
  if (commits.has(evidence.commit)) return ok('code', `${commit} is in this repository`);
  return unknown('code', `${commit} is not in this repository; \`git fetch origin ${evidence.commit}\` may bring it`);
}

function dataLinks({ data, record }: ChainFacts): readonly ChainLink[] {
  if (record === undefined) return [];
  if (data.length === 0) return [unknown('data', 'the run recorded no data files')];
  return data.map(({ path, status, why }) => ({ link: `data ${path}`, status, why }));
}

function shown(digest: string | undefined): string {
  return digest === undefined ? 'none' : `sha256:${digest.slice(0, 12)}…`;
}

function ok(link: string, why: string): ChainLink {
  return { link, status: 'ok', why };
}

function broken(link: string, why: string): ChainLink {
  return { link, status: 'broken', why };
}

function unknown(link: string, why: string): ChainLink {
  return { link, status: 'unknown', why };
}
