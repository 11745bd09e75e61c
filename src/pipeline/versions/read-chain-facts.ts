// What this machine can say about the chain of a version: commits, the tracking branch's own history, files. Offline.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../../error.ts';
import { digestOfFile, digestOfFiles } from '../../file-digest.ts';
import type { Git } from '../../git/git.ts';
import { assetNames } from '../../registry/release.ts';
import type { ChainFacts, CommitFacts, Found } from '../../registry/chain-links.ts';
import { PREDICATE_TYPE } from '../../registry/provenance.ts';
import { stageTurns } from '../../registry/stage-history.ts';
import type { DataEntry, RunRecord } from '../../run/record.ts';
import { hourFolderOf, recordName, recordPath } from '../../tracking/layout.ts';
import { isInside } from '../../workspace-path.ts';
import { downloadModel } from './download-model.ts';
import type { Ports } from '../ports.ts';
import type { VersionChain } from './version-chain.ts';

/** @param ref full ref of the tracking branch */
export async function readChainFacts(chain: VersionChain, ref: string, ports: Ports): Promise<ChainFacts> {
  const { artifact, version, evidence, tracked } = chain;
  const { git, repositoryRoot } = ports;
  const record = tracked?.record;
  const ids = [version.commit, ...(evidence === undefined ? [] : [evidence.commit]), ...headOf(record)];
  const commits = new Map<string, CommitFacts>();
  for (const id of new Set(ids)) {
    const found = await readCommit(git, id);
    if (found !== undefined) commits.set(id, found);
  }
  const data: (Found & { readonly path: string })[] = [];
  for (const entry of record?.data ?? []) {
    data.push({ path: entry.path, ...(await checkData(entry, evidence?.commit ?? '', repositoryRoot, git)) });
  }
  return {
    model: artifact.name,
    version,
    turns: version.stages.flatMap((stage) => {
      const turn = stageTurns(artifact, stage).find((each) => each.version === version.version);
      return turn === undefined ? [] : [turn];
    }),
    evidence,
    record,
    state: tracked?.state,
    filesDigest:
      record === undefined || record.model.files.length === 0 ? undefined : digestOfFiles(record.model.files),
    commits,
    recordWrites: record === undefined ? undefined : await countWrites(git, ref, record.id),
    modelFiles: await checkModel(record, ports),
    data,
    attestation: attestationWords(record),
  };
}

function headOf(record: RunRecord | undefined): readonly string[] {
  const head = record?.source.pull_request?.head;
  return head === undefined ? [] : [head];
}

/** A commit of this repository; undefined where it is not here. */
export async function readCommit(git: Git, id: string): Promise<CommitFacts | undefined> {
  // What is no object id could be read as a name or a flag.
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return undefined;
  const { code, stdout } = await git.exec(['cat-file', 'commit', id]);
  if (code !== 0) return undefined;
  const [head = ''] = stdout.toString().split('\n\n', 1);
  return {
    tree: /^tree ([0-9a-f]+)$/m.exec(head)?.[1] ?? '',
    parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent),
  };
}

/** How many commits wrote the file; undefined where the history is cut off. */
async function countWrites(git: Git, ref: string, run: string): Promise<number | undefined> {
  const shallow = await git.exec(['rev-parse', '--is-shallow-repository']);
  if (shallow.stdout.toString().trim() !== 'false') return undefined;
  const paths = [recordPath(run), `${hourFolderOf(run)}/${recordName(run)}`];
  const { code, stdout } = await git.exec([
    'log',
    '--format=%H',
    '--no-renames',
    '--end-of-options',
    ref,
    '--',
    ...paths,
  ]);
  return code === 0
    ? stdout
        .toString()
        .split('\n')
        .filter((line) => line !== '').length
    : undefined;
}

/** The files as they lie here, in the artifact store or in a release. */
async function checkModel(record: RunRecord | undefined, ports: Ports): Promise<Found> {
  if (record === undefined) return { status: 'unknown', why: 'the run is not known, so no file can be compared' };
  if (record.model.files.length === 0) return { status: 'unknown', why: 'the run has no model files' };
  const folder = await mkdtemp(join(ports.scratch, 'verify-'));
  try {
    const { model } = await downloadModel(record, join(folder, 'files'), ports);
    return {
      status: 'ok',
      why: `${model.length === 1 ? 'the file is' : `all ${model.length} are`} here, with the digests of the record`,
    };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return { status: error.code === 'artifact-mismatch' ? 'broken' : 'unknown', why: error.message };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A data file as it lies in the worktree, else as the trained commit has it. One that is not in Git may have changed since
 * with every right, so another file in its place breaks nothing; in the commit it had to be this one.
 */
async function checkData(entry: DataEntry, commit: string, root: string, git: Git): Promise<Found> {
  const { path, sha256 } = entry;
  const place = join(root, path);
  const here = isInside(root, place) ? await digestOfFile(place).catch(() => undefined) : undefined;
  if (here?.sha256 === sha256) return { status: 'ok', why: 'the file here is the one that was trained on' };
  const committed = await digestAt(git, commit, path);
  if (committed === sha256) return { status: 'ok', why: `${commit.slice(0, 12)} has the file that was trained on` };
  if (committed !== undefined) {
    return { status: 'broken', why: `${commit.slice(0, 12)} has another file than the run says it was trained on` };
  }
  const why =
    here === undefined ? 'the file is not here' : 'the file here is another one: it was changed since, or replaced';
  return { status: 'unknown', why };
}

/** SHA-256 of a file of a commit, of large files what their pointer says; undefined where it has none. */
async function digestAt(git: Git, commit: string, path: string): Promise<string | undefined> {
  if ((await readCommit(git, commit)) === undefined) return undefined;
  const id = await git.exec(['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:${path}`]);
  if (id.code !== 0) return undefined;
  const blob = await git.exec(['cat-file', 'blob', id.stdout.toString().trim()]);
  if (blob.code !== 0) return undefined;
  const pointer = blob.stdout.length > 1000 ? undefined : LFS_POINTER.exec(blob.stdout.toString())?.[1];
  return pointer ?? createHash('sha256').update(blob.stdout).digest('hex');
}

const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n/;

/** What only the forge knows. */
function attestationWords(record: RunRecord | undefined): string {
  const [asset = 'FILE'] = record === undefined ? [] : assetNames(record.model.files.map(({ path }) => path));
  const repository = /^[\w.-]+\/[\w.-]+$/.exec(record?.source.repository ?? '')?.[0] ?? 'OWNER/NAME';
  return `only the forge knows of one; ask it: gh attestation verify ${asset} --repo ${repository} --predicate-type ${PREDICATE_TYPE}`;
}
