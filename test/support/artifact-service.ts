// The artifact service of a workflow run on loopback: the twirp calls and the blob storage that the real
// @actions/artifact client talks to. Names are unique in a run, as on GitHub (409).
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { readZip } from './zip.ts';

const TWIRP = '/twirp/github.actions.results.api.v1.ArtifactService/';

type RunnerVariables = Readonly<Record<'ACTIONS_RUNTIME_TOKEN' | 'ACTIONS_RESULTS_URL' | 'GITHUB_SERVER_URL', string>>;

interface ServedArtifact {
  readonly id: string;
  readonly name: string;
  /** Workflow run that uploaded it, as `envFor` named it. */
  readonly run: string;
  /** Digest that the client gave, `sha256:…`. */
  readonly digest: string | undefined;
  /** ISO 8601 as the client asked for it. */
  readonly expires: string | undefined;
  readonly archive: Buffer;
  /** Contents of the archive by path. */
  files(): ReadonlyMap<string, Buffer>;
}

/** What the service says instead of doing its work. */
type Refusal =
  | { readonly kind: 'status'; readonly status: number; readonly message?: string; readonly times?: number }
  /** 200 with an empty body, as a server that does not know the call. */
  | { readonly kind: 'empty' }
  /** No answer at all. */
  | { readonly kind: 'silent' };

export interface ArtifactService extends AsyncDisposable {
  readonly url: string;
  /** Variables that the runner gives to a JavaScript step, and only to it. */
  readonly env: RunnerVariables;
  /** The same for a job of another workflow run. */
  envFor(run: string): RunnerVariables;
  /** Finalized artifacts in the order of their creation. */
  artifacts(): readonly ServedArtifact[];
  /** Names of the calls that came, for example `CreateArtifact`. */
  readonly calls: readonly string[];
  /** Refuse every call (or the next `times`); undefined: work again. */
  refuse(refusal: Refusal | undefined): void;
  /** Replaces the stored archive, so that its digest is not the recorded one, unless that is given anew. */
  tamper(id: string, archive: Buffer, digest?: string): void;
  /** The digest that a listing reports from now on instead of the true one. */
  reportDigest(digest: string): void;
  close(): Promise<void>;
}

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly run: string;
  readonly job: string;
  readonly expires: string | undefined;
  readonly blocks: Map<string, Buffer>;
  archive: Buffer;
  digest: string | undefined;
  finalized: boolean;
}

/** Starts the service on a free loopback port. */
export async function startArtifactService(): Promise<ArtifactService> {
  const entries: Entry[] = [];
  const calls: string[] = [];
  let refusal: Refusal | undefined;
  let refusedTimes = 0;
  let reported: string | undefined;
  let url = '';

  const finalized = (): readonly Entry[] => entries.filter((entry) => entry.finalized);

  function call(method: string, body: Record<string, unknown>): { status: number; answer: unknown } {
    const run = String(body['workflow_run_backend_id']);
    const job = String(body['workflow_job_run_backend_id']);
    const named = entries.find((entry) => entry.name === body['name'] && entry.run === run);
    switch (method) {
      case 'CreateArtifact': {
        if (named?.finalized === true) {
          const msg = 'an artifact with this name already exists on the workflow run';
          return { status: 409, answer: { code: 'already_exists', msg } };
        }
        const id = String(7_000_000_000 + entries.length + 1);
        const expires = typeof body['expires_at'] === 'string' ? body['expires_at'] : undefined;
        const base = { id, name: String(body['name']), run, job, expires, blocks: new Map<string, Buffer>() };
        entries.push({ ...base, archive: Buffer.alloc(0), digest: undefined, finalized: false });
        const signature = randomBytes(8).toString('hex');
        return { status: 200, answer: { ok: true, signed_upload_url: `${url}/blob/${id}.zip?sig=${signature}` } };
      }
      case 'FinalizeArtifact': {
        if (named === undefined) return { status: 404, answer: { code: 'not_found', msg: 'no such artifact' } };
        named.finalized = true;
        named.digest = typeof body['hash'] === 'string' ? body['hash'] : undefined;
        return { status: 200, answer: { ok: true, artifact_id: named.id } };
      }
      case 'ListArtifacts': {
        const found = finalized().filter(
          (entry) =>
            entry.run === run &&
            (body['id_filter'] === undefined || entry.id === body['id_filter']) &&
            (body['name_filter'] === undefined || entry.name === body['name_filter']),
        );
        const artifacts = found.map((entry) => ({
          workflow_run_backend_id: entry.run,
          workflow_job_run_backend_id: entry.job,
          database_id: entry.id,
          name: entry.name,
          size: String(entry.archive.length),
          digest: reported ?? entry.digest,
        }));
        return { status: 200, answer: { artifacts } };
      }
      case 'GetSignedArtifactURL':
        if (named === undefined) return { status: 404, answer: { code: 'not_found', msg: 'no such artifact' } };
        return { status: 200, answer: { signed_url: `${url}/blob/${named.id}.zip?sig=signature-for-reading` } };
      default:
        return { status: 404, answer: { code: 'bad_route', msg: method } };
    }
  }

  async function answerCall(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    calls.push(method);
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    if (refusal?.kind === 'silent') return;
    if (refusal?.kind === 'empty') return void response.writeHead(200).end();
    if (refusal?.kind === 'status' && refusedTimes < (refusal.times ?? Infinity)) {
      refusedTimes += 1;
      response.writeHead(refusal.status, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ code: 'refused', msg: refusal.message ?? 'refused' }));
    }
    const { status, answer } = call(method, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  async function answerBlob(location: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = entries.find(({ id }) => location.pathname === `/blob/${id}.zip`);
    if (entry === undefined) return void response.writeHead(404).end();
    if (request.method === 'GET') {
      return void response.writeHead(200, { 'content-type': 'application/zip' }).end(entry.archive);
    }
    const body = await buffer(request);
    const block = location.searchParams.get('blockid');
    if (location.searchParams.get('comp') === 'block' && block !== null) entry.blocks.set(block, body);
    else if (location.searchParams.get('comp') === 'blocklist') {
      const order = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map((match) => match[1] ?? '');
      entry.archive = Buffer.concat(order.map((id) => entry.blocks.get(id) ?? Buffer.alloc(0)));
    } else entry.archive = body;
    response.writeHead(201, { etag: '"1"', 'last-modified': new Date().toUTCString() }).end();
  }

  const server = createServer((request, response) => {
    const location = new URL(request.url ?? '/', url);
    const work = location.pathname.startsWith(TWIRP)
      ? answerCall(location.pathname.slice(TWIRP.length), request, response)
      : answerBlob(location, request, response);
    work.catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  function envFor(run: string): RunnerVariables {
    const claims = Buffer.from(JSON.stringify({ scp: `Actions.Results:${run}:job-backend` })).toString('base64url');
    return {
      ACTIONS_RUNTIME_TOKEN: `eyJhbGciOiJub25lIn0.${claims}.none`,
      ACTIONS_RESULTS_URL: `${url}/`,
      GITHUB_SERVER_URL: 'https://github.com',
    };
  }

  return {
    url,
    env: envFor('run-backend'),
    envFor,
    calls,
    artifacts: () =>
      finalized().map(({ id, name, run, digest, expires, archive }) => ({
        id,
        name,
        run,
        digest,
        expires,
        archive,
        files: () => readZip(archive),
      })),
    refuse(next) {
      refusal = next;
      refusedTimes = 0;
    },
    tamper(id, archive, digest) {
      const entry = entries.find((candidate) => candidate.id === id);
      if (entry === undefined) throw new Error(`no artifact ${id}`);
      entry.archive = archive;
      entry.digest = digest ?? entry.digest;
    },
    reportDigest(digest) {
      reported = digest;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
