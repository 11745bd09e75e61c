// GitHub's REST API on loopback: the `emulate` package holds the state, and a small proxy before it adds what the
// package leaves out (limits, permissions, digests, immutable releases, dispatches) and any fault that a test asks for.
// There is no git transport here.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createEmulator } from 'emulate';
import { gitHubChecks, type GitHubChecks } from './github-checks.ts';
import { gitHubDeployments, type DeploymentOptions, type GitHubDeployments } from './github-deployments.ts';
import { gitHubPeople, type GitHubPeople, type PeopleOptions } from './github-people.ts';

type Permission = 'pull-requests' | 'contents' | 'actions' | 'checks' | 'statuses' | 'deployments';

interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly status: number;
}

/** What the proxy says instead of the emulator. */
interface Fault {
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the message. */
  readonly json?: unknown;
  /** In place of JSON with the message. */
  readonly html?: string;
  /** Lets the request do its work first, as when the answer is lost on its way. */
  readonly afterwards?: boolean;
  /**
   * The answer never comes, or not to its end; or the connection is cut when a first piece of what is uploaded has come, of
   * which a broken asset (`state: starter`) stays.
   */
  readonly breaks?: 'silent' | 'midway' | 'upload';
}

interface ListedArtifact {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly digest: string | undefined;
  readonly expired?: boolean;
  /** True: the code of the workflow run was a fork's; undefined: the server does not say what ran. */
  readonly isForeign?: boolean | undefined;
  /** Number of the workflow run that uploaded it; 4711 by default. */
  readonly runId?: number | undefined;
  /** Branch and commit of that workflow run; not told by default. */
  readonly ref?: string | undefined;
  readonly head?: string | undefined;
}

/** A pull request as a list shows it. */
export interface ListedPull {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } | null };
  readonly base: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } };
}

export interface GitHubOptions extends PeopleOptions, DeploymentOptions {
  /** Where to listen; a free port by default. */
  readonly port?: number | undefined;
  /** `owner/name`; the first owner also owns the token's repository. */
  readonly repositories: readonly string[];
  /** Opened in this order; numbers count per repository from 1. */
  readonly pulls?: readonly { readonly repository: string; readonly head: string; readonly base?: string }[];
  /** Workflow files that take a dispatch; any other is 404. */
  readonly workflows?: readonly string[];
  /** Answers of the compare API for commits that only the test's git repository knows. */
  readonly mergeBase?: (base: string, head: string) => Promise<string | undefined> | string | undefined;
  /** Files of such an answer, as the API lists them; without it the answer has no list. */
  readonly changedFiles?: (base: string, head: string) => readonly Readonly<Record<string, unknown>>[];
  /** Parents of commits that only the test's git repository knows. */
  readonly parentsOf?: (commit: string) => readonly string[] | undefined;
  /** The server answers as Gitea: comparing tells no merge base, a pull request does. */
  readonly gitea?: { readonly mergeBase: string };
  /** Pull requests of a head, written `owner:branch`; without it the emulator answers, which knows no commits of git. */
  readonly pullsOf?: (head: string) => readonly ListedPull[];
  /** A pull request by its number, where the emulator's, which knows no commits of git, will not do. */
  readonly pullOf?: (number: number) => ListedPull | undefined;
  /** Artifacts of all workflow runs, oldest first. */
  readonly artifacts?: () => readonly ListedArtifact[];
  /** Where the archive of a workflow artifact can be fetched; without it every artifact is 404. */
  readonly artifactUrl?: (id: string) => string;
  /** A server that has pages of its own size, whatever is asked for, as Gitea. */
  readonly pageSize?: number;
  /** Published releases cannot be changed. */
  readonly immutableReleases?: boolean;
  /** Where an asset is downloaded from; by default its content is the answer. */
  readonly assetUrl?: (id: number) => string;
  /** False: assets carry no digest, as on older servers. */
  readonly assetDigests?: boolean;
  /** False: there are statuses only, as on Gitea. */
  readonly checks?: boolean;
  /** False: there is no GraphQL, as on Gitea. */
  readonly graphql?: boolean;
}

export interface GitHubEmulator extends AsyncDisposable {
  readonly apiUrl: string;
  /** Acts as `github-actions[bot]`, like GITHUB_TOKEN. */
  readonly token: string;
  /** Acts as the user `mallory`. */
  readonly otherToken: string;
  readonly requests: readonly RecordedRequest[];
  readonly dispatches: readonly {
    readonly workflow: string;
    readonly ref: string;
    readonly inputs: Readonly<Record<string, string>>;
  }[];
  readonly checks: GitHubChecks;
  readonly people: GitHubPeople;
  readonly deployments: GitHubDeployments;
  /** Each fault answers one matching request, in this order; `forever` repeats the last, until it is disposed of. */
  fail(method: string, path: RegExp, faults: readonly Fault[], more?: { readonly forever?: boolean }): Disposable;
  /** Takes a write permission from the token: 403 "Resource not accessible by integration". */
  deny(...permissions: readonly Permission[]): void;
  /** A call with a token, past every fault. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<unknown>;
  comments(
    repository: string,
    number: number,
  ): Promise<readonly { id: number; body: string; user: { login: string } }[]>;
  releases(repository: string): Promise<readonly ServedRelease[]>;
  /** Puts another content in the place of an asset's, under its digest or that of the new content. */
  exchangeAsset(id: number, content: string, digest: 'old' | 'new'): void;
  close(): Promise<void>;
}

interface ServedRelease {
  readonly id: number;
  readonly tag_name: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly name: string;
  readonly body: string;
  readonly assets: readonly {
    readonly id: number;
    readonly name: string;
    readonly size: number;
    readonly state: string;
    readonly content: Buffer;
  }[];
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  readonly breaks?: Fault['breaks'];
}

const TOKEN = 'ghs_emulatedJobToken0123456789abcdefghij';
const OTHER_TOKEN = 'ghp_emulatedMalloryToken0123456789abcdef';
const ASSETS = /^\/repos\/[^/]+\/[^/]+\/releases\/(\d+)\/assets$/;
const ASSET = /^\/repos\/[^/]+\/[^/]+\/releases\/assets\/(\d+)$/;
const RELEASE = /^\/repos\/[^/]+\/[^/]+\/releases\/\d+$/;
const DISPATCH = /^\/repos\/[^/]+\/[^/]+\/actions\/workflows\/([^/]+)\/dispatches$/;
const ARTIFACT = /^\/repos\/[^/]+\/[^/]+\/actions\/artifacts\/(\d+)\/zip$/;
const COMMIT = /^\/repos\/[^/]+\/[^/]+\/git\/commits\/([0-9a-f]+)$/;
const ARTIFACTS = /^\/repos\/[^/]+\/[^/]+\/actions\/(?:runs\/(\d+)\/)?artifacts$/;
const PULL = /^\/repos\/[^/]+\/[^/]+\/pulls\/(\d+)$/;
const PULLS = /^\/repos\/[^/]+\/[^/]+\/pulls$/;
const COMPARE = /^\/repos\/[^/]+\/[^/]+\/compare\/([^/]+)\.\.\.([^/]+)$/;

/** Starts GitHub on a free loopback port. */
export async function startGitHub(options: GitHubOptions): Promise<GitHubEmulator> {
  const requests: RecordedRequest[] = [];
  const dispatches: { workflow: string; ref: string; inputs: Record<string, string> }[] = [];
  const faults: { method: string; path: RegExp; left: Fault[]; forever: boolean }[] = [];
  const denied = new Set<Permission>();
  const contents = new Map<number, Buffer>();
  /** Digests that are told in place of the true ones. */
  const digests = new Map<number, string>();
  /** Assets whose upload broke off. */
  const starters = new Set<number>();
  let drafts = 0;
  const checks = gitHubChecks(() => url, options.checks !== false);
  const people = gitHubPeople(options);
  const deployments = gitHubDeployments(options);

  async function forward(method: string, path: string, headers: Record<string, string>, body: Buffer): Promise<Answer> {
    const bare = method === 'GET' || method === 'HEAD';
    const response = await fetch(emulatorUrl + path, {
      method,
      headers,
      ...(bare ? {} : { body: new Uint8Array(body) }),
    });
    const kept = [...response.headers].filter(([name]) => ['content-type', 'link', 'etag'].includes(name));
    return {
      status: response.status,
      // The emulator takes the host of the request for its own.
      headers: Object.fromEntries(kept.map(([name, value]) => [name, value.replaceAll(emulatorUrl, url)])),
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  async function ask(path: string): Promise<unknown> {
    const answer = await forward('GET', path, { authorization: `token ${TOKEN}` }, Buffer.alloc(0));
    return JSON.parse(answer.body.toString());
  }

  /** What GitHub answers and the emulator does not; undefined: the emulator may answer. */
  async function own(
    method: string,
    location: URL,
    headers: IncomingHttpHeaders,
    body: Buffer,
  ): Promise<Answer | undefined> {
    const path = location.pathname;
    const token = /^(?:token|bearer) (.*)$/i.exec(headers.authorization ?? '')?.[1];
    if (token !== undefined && token !== TOKEN && token !== OTHER_TOKEN)
      return json(401, { message: 'Bad credentials' });
    const permission = permissionFor(method, path);
    if (permission !== undefined && denied.has(permission)) {
      const refusal = json(403, { message: 'Resource not accessible by integration', status: '403' });
      const accepted = `${permission.replace('-', '_')}=${method === 'GET' ? 'read' : 'write'}`;
      return { ...refusal, headers: { ...refusal.headers, 'x-accepted-github-permissions': accepted } };
    }
    const checked =
      checks.answer(method, location, body) ??
      people.answer(method, path, body) ??
      deployments.answer(method, location, body);
    if (checked !== undefined) return json(checked.status, checked.value);
    if (path === '/graphql' || path === '/api/graphql') {
      if (options.graphql === false) return json(404, { message: 'Not Found' });
      return json(200, { data: { viewer: { login: token === TOKEN ? 'github-actions[bot]' : 'mallory' } } });
    }
    if (path === '/user' && token === TOKEN) return json(403, { message: 'Resource not accessible by integration' });
    if (/\/issues\/(?:comments\/)?\d+(?:\/comments)?$/.test(path) && ['POST', 'PATCH'].includes(method)) {
      const text = (JSON.parse(body.toString()) as { body?: string }).body ?? '';
      if (text.length > 65_536)
        return invalid('Validation Failed', { message: 'body is too long (maximum is 65536 characters)' });
    }
    const dispatch = DISPATCH.exec(path);
    if (dispatch !== null && method === 'POST') return takeDispatch(decodeURIComponent(dispatch[1] ?? ''), body);
    const compare = COMPARE.exec(path);
    if (compare !== null && options.gitea !== undefined) return json(200, { total_commits: 1, commits: [] });
    if (compare !== null && options.mergeBase !== undefined) {
      const sha = await options.mergeBase(compare[1] ?? '', compare[2] ?? '');
      if (sha === undefined) return json(404, { message: 'Not Found' });
      const files = options.changedFiles?.(compare[1] ?? '', compare[2] ?? '');
      return json(200, { merge_base_commit: { sha }, files });
    }
    const commit = COMMIT.exec(path)?.[1];
    if (commit !== undefined && options.parentsOf !== undefined) {
      const parents = options.parentsOf(commit);
      if (parents === undefined) return json(404, { message: 'Not Found' });
      return json(200, { sha: commit, parents: parents.map((sha) => ({ sha })) });
    }
    const listed = ARTIFACTS.exec(path);
    if (listed !== null && options.artifacts !== undefined) {
      const ofRun = options
        .artifacts()
        .filter(({ runId }) => listed[1] === undefined || Number(listed[1]) === (runId ?? 4711));
      return listArtifacts(location, ofRun, options.pageSize);
    }
    const head = location.searchParams.get('head');
    if (PULLS.test(path) && method === 'GET' && head !== null && options.pullsOf !== undefined) {
      const state = location.searchParams.get('state') ?? 'open';
      return json(
        200,
        options.pullsOf(head).filter((pull) => state === 'all' || pull.state === state),
      );
    }
    if (PULLS.test(path) && method === 'POST') return refusePull(path, body, token);
    const pull = PULL.exec(path);
    if (pull !== null && method === 'GET' && options.pullOf !== undefined) {
      const found = options.pullOf(Number(pull[1]));
      return found === undefined ? json(404, { message: 'Not Found' }) : json(200, found);
    }
    const artifact = ARTIFACT.exec(path);
    if (artifact !== null && options.artifactUrl !== undefined) {
      const headers = { location: options.artifactUrl(artifact[1] ?? '') };
      return { status: 302, headers, body: Buffer.alloc(0) };
    }
    const asset = ASSET.exec(path);
    if (asset !== null && method === 'GET' && headers.accept === 'application/octet-stream') {
      const content = contents.get(Number(asset[1]));
      if (content !== undefined && options.assetUrl !== undefined)
        return { status: 302, headers: { location: options.assetUrl(Number(asset[1])) }, body: Buffer.alloc(0) };
      if (content !== undefined)
        return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: content };
    }
    if (RELEASE.test(path) && method === 'PATCH') return refuseToPublish(path, body);
    return ASSETS.test(path) && method === 'POST' ? refuseUpload(location) : undefined;
  }

  /** A draft has no tag yet, so there may be several for one; the emulator has one release for each. */
  function withoutTag(body: Buffer): Buffer {
    const release = JSON.parse(body.toString()) as { draft?: boolean; tag_name?: string };
    if (release.draft !== true) return body;
    drafts += 1;
    return Buffer.from(JSON.stringify({ ...release, tag_name: `${release.tag_name}~draft${drafts}` }));
  }

  /** A tag has one published release. */
  async function refuseToPublish(path: string, body: Buffer): Promise<Answer | undefined> {
    const { draft, tag_name: tag } = JSON.parse(body.toString()) as { draft?: boolean; tag_name?: string };
    if (draft !== false) return undefined;
    const list = `${path.replace(/\/\d+$/, '')}?per_page=100`;
    const others = ((await ask(list)) as ServedRelease[]).filter(({ id }) => !path.endsWith(`/${id}`));
    return others.some((release) => !release.draft && release.tag_name === tag)
      ? invalid('Validation Failed', { resource: 'Release', code: 'already_exists', field: 'tag_name' })
      : undefined;
  }

  function takeDispatch(workflow: string, body: Buffer): Answer {
    if (!(options.workflows ?? []).includes(workflow)) return json(404, { message: 'Not Found' });
    const { ref = '', inputs = {} } = JSON.parse(body.toString()) as { ref?: string; inputs?: Record<string, string> };
    const refusal = deployments.refuseDispatch(workflow, ref, inputs);
    if (refusal !== undefined) return json(refusal.status, refusal.value);
    dispatches.push({ workflow, ref, inputs });
    return { status: 204, headers: {}, body: Buffer.alloc(0) };
  }

  /** A branch has one open pull request for each base. */
  async function refusePull(path: string, body: Buffer, token: string | undefined): Promise<Answer | undefined> {
    if (options.mayOpenPullRequests === false && token === TOKEN) {
      return json(403, { message: 'GitHub Actions is not permitted to create or approve pull requests.' });
    }
    const { head = '', base = '' } = JSON.parse(body.toString()) as { head?: string; base?: string };
    const unknown = [base, head].find((branch) => !branch.includes(':') && options.hasRef?.(branch) === false);
    if (unknown !== undefined) {
      const field = unknown === base ? 'base' : 'head';
      return invalid('Validation Failed', { resource: 'PullRequest', field, code: 'invalid' });
    }
    const label = head.includes(':') ? head : `${path.split('/')[2] ?? ''}:${head}`;
    const open = (await ask(`${path}?head=${encodeURIComponent(label)}&base=${encodeURIComponent(base)}`)) as unknown[];
    const message = `A pull request already exists for ${label}.`;
    return open.length === 0
      ? undefined
      : invalid('Validation Failed', { resource: 'PullRequest', code: 'custom', message });
  }

  async function refuseUpload(location: URL): Promise<Answer | undefined> {
    const release = (await ask(location.pathname.replace(/\/assets$/, ''))) as ServedRelease;
    if (options.immutableReleases === true && !release.draft) {
      return invalid('Cannot upload assets to an immutable release.', {});
    }
    const name = location.searchParams.get('name');
    const taken = release.assets.some((asset) => asset.name === name);
    return taken
      ? invalid('Validation Failed', { resource: 'ReleaseAsset', code: 'already_exists', field: 'name' })
      : undefined;
  }

  /** Adds to the emulator's answers the members that GitHub has. */
  function complete(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(complete);
    if (value === null || typeof value !== 'object') return value;
    const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, complete(member)]));
    if ('browser_download_url' in members && options.assetDigests !== false) {
      const content = contents.get(Number(members['id']));
      members['digest'] = digests.get(Number(members['id'])) ?? (content === undefined ? null : digestOf(content));
    }
    if ('browser_download_url' in members && starters.has(Number(members['id']))) {
      Object.assign(members, { state: 'starter', size: 0, digest: null });
    }
    if (typeof members['tag_name'] === 'string') members['tag_name'] = members['tag_name'].replace(/~draft\d+$/, '');
    if ('merged_at' in members && options.gitea !== undefined) members['merge_base'] = options.gitea.mergeBase;
    if ('upload_url' in members)
      members['immutable'] = options.immutableReleases === true && members['draft'] === false;
    return members;
  }

  async function answer(method: string, location: URL, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
    const special = await own(method, location, headers, body);
    if (special !== undefined) return special;
    const sent = Object.entries(headers).filter(([name]) => ['authorization', 'content-type', 'accept'].includes(name));
    const path = location.pathname + location.search;
    const draft = method === 'POST' && location.pathname.endsWith('/releases') ? withoutTag(body) : body;
    const given = await forward(method, path, Object.fromEntries(sent) as Record<string, string>, draft);
    if (!(given.headers['content-type'] ?? '').includes('json') || given.body.length === 0) return given;
    const value: unknown = JSON.parse(given.body.toString());
    if (ASSETS.test(location.pathname) && method === 'POST' && given.status === 201) {
      contents.set((value as { id: number }).id, body);
    }
    return { ...given, body: Buffer.from(JSON.stringify(complete(value))) };
  }

  const entryFor = (method: string, path: string): (typeof faults)[number] | undefined =>
    faults.find((one) => one.method === method && one.path.test(path) && one.left.length > 0);

  const faultFor = (method: string, path: string): Fault | undefined => entryFor(method, path)?.left[0];

  async function cutUpload(request: IncomingMessage, location: URL): Promise<void> {
    takeFault('POST', location.pathname);
    const [piece] = (await once(request, 'data')) as [Buffer];
    requests.push({
      method: 'POST',
      path: location.pathname + location.search,
      headers: request.headers,
      body: piece,
      status: 0,
    });
    const made = await answer('POST', location, request.headers, piece);
    starters.add((JSON.parse(made.body.toString()) as { id: number }).id);
    request.socket.destroy();
  }

  function takeFault(method: string, path: string): Fault | undefined {
    const entry = entryFor(method, path);
    if (entry === undefined) return undefined;
    return entry.forever && entry.left.length === 1 ? entry.left[0] : entry.left.shift();
  }

  async function serve(method: string, location: URL, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
    const fault = takeFault(method, location.pathname);
    if (fault === undefined) return answer(method, location, headers, body);
    if (fault.afterwards === true) await answer(method, location, headers, body);
    const said = json(fault.status, fault.json ?? { message: fault.message ?? 'Server Error' });
    const page = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(fault.html ?? '') };
    const given = fault.html === undefined ? said : { ...said, ...page };
    return { ...given, headers: { ...given.headers, ...fault.headers }, breaks: fault.breaks };
  }

  const server = createServer((request, response) => {
    const location = new URL(request.url ?? '/', url);
    const method = request.method ?? 'GET';
    const answered = async (): Promise<void> => {
      if (faultFor(method, location.pathname)?.breaks === 'upload') return cutUpload(request, location);
      const body = await buffer(request);
      const given = await serve(method, location, request.headers, body);
      const path = location.pathname + location.search;
      requests.push({ method, path, headers: request.headers, body, status: given.status });
      send(response, given);
    };
    answered().catch((error: unknown) => send(response, json(500, { message: String(error) })));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  // The emulator gives out the proxy's address as its own, so its port has to be known beforehand.
  const emulatorPort = await findFreePort();
  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;
  const owners = [...new Set(options.repositories.map((repository) => repository.split('/')[0] ?? ''))];
  const emulator = await createEmulator({
    service: 'github',
    port: emulatorPort,
    baseUrl: url,
    seed: {
      github: {
        users: ['github-actions[bot]', 'mallory', ...owners].map((login) => ({ login })),
        repos: options.repositories.map((repository) => {
          const [owner = '', name = ''] = repository.split('/');
          return { owner, name };
        }),
      },
      tokens: { [TOKEN]: { login: 'github-actions[bot]' }, [OTHER_TOKEN]: { login: 'mallory' } },
    },
  });

  async function call(method: string, path: string, body?: unknown, token = TOKEN): Promise<unknown> {
    const headers = { authorization: `token ${token}`, 'content-type': 'application/json' };
    const given = await answer(method, new URL(path, url), headers, Buffer.from(JSON.stringify(body ?? {})));
    if (given.status >= 400) throw new Error(`${method} ${path}: ${given.status} ${given.body.toString()}`);
    return given.body.length === 0 ? undefined : (JSON.parse(given.body.toString()) as unknown);
  }

  for (const { repository, head, base } of options.pulls ?? []) {
    await call('POST', `/repos/${repository}/pulls`, { title: head, head, base: base ?? 'main' });
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await Promise.all([new Promise((resolve) => server.close(resolve)), emulator.close()]);
  }

  return {
    apiUrl: url,
    token: TOKEN,
    otherToken: OTHER_TOKEN,
    requests,
    dispatches,
    checks,
    people,
    deployments,
    fail(method, path, given, more) {
      const entry = { method, path, left: [...given], forever: more?.forever ?? false };
      faults.push(entry);
      return { [Symbol.dispose]: () => void faults.splice(faults.indexOf(entry), 1) };
    },
    deny: (...permissions) => permissions.forEach((permission) => denied.add(permission)),
    call,
    async comments(repository, number) {
      const path = `/repos/${repository}/issues/${number}/comments?per_page=100`;
      return (await call('GET', path)) as { id: number; body: string; user: { login: string } }[];
    },
    async releases(repository) {
      const found = (await call('GET', `/repos/${repository}/releases?per_page=100`)) as ServedRelease[];
      return found.map((release) => ({
        ...release,
        assets: release.assets.map((asset) => ({ ...asset, content: contents.get(asset.id) ?? Buffer.alloc(0) })),
      }));
    },
    exchangeAsset(id, content, digest) {
      if (digest === 'old') digests.set(id, digestOf(contents.get(id) ?? Buffer.alloc(0)));
      contents.set(id, Buffer.from(content));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function listArtifacts({ searchParams }: URL, oldestFirst: readonly ListedArtifact[], pageSize?: number): Answer {
  const [size, page] = [pageSize ?? Number(searchParams.get('per_page') ?? 30), Number(searchParams.get('page') ?? 1)];
  const shown = oldestFirst.toReversed().slice((page - 1) * size, page * size);
  const artifacts = shown.map(
    ({ id, name, size, digest, expired = false, isForeign, runId = 4711, ref = null, head }) => ({
      id: Number(id),
      name,
      size_in_bytes: size,
      digest: digest ?? null,
      expired,
      workflow_run:
        isForeign === undefined
          ? null
          : { id: runId, repository_id: 1, head_repository_id: isForeign ? 2 : 1, head_branch: ref, head_sha: head },
    }),
  );
  return json(200, { total_count: oldestFirst.length, artifacts });
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function permissionFor(method: string, path: string): Permission | undefined {
  // Of the reads only this one is closed to a token that lacks it, in a private repository.
  if (method === 'GET') return /\/actions\/(?:runs\/\d+\/)?artifacts$/.test(path) ? 'actions' : undefined;
  if (/\/issues\/|\/pulls(?:\/|$)/.test(path)) return 'pull-requests';
  if (path.includes('/check-runs')) return 'checks';
  if (path.includes('/statuses/')) return 'statuses';
  if (path.includes('/releases')) return 'contents';
  if (path.includes('/deployments')) return 'deployments';
  return path.includes('/actions/') ? 'actions' : undefined;
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}

function invalid(message: string, error: Readonly<Record<string, string>>): Answer {
  return json(422, { message, errors: Object.keys(error).length === 0 ? undefined : [error], status: '422' });
}

function send(response: ServerResponse, { status, headers, body, breaks }: Answer): void {
  if (breaks === 'silent') return;
  response.writeHead(status, { ...headers, 'content-length': body.length });
  if (breaks === 'midway') response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.end(body);
}
