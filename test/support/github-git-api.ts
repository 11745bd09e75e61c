// GitHub's ways to commit without a push, on loopback: `createCommitOnBranch` (GraphQL) and the Git database (REST). Both
// write real objects into a bare repository, so that git sees what the API did. Answers and errors are GitHub's.
//
// As on GitHub, commits of the first kind are always signed, those of the second when a bot makes them in its own name.
// A signature here is a header that nobody can verify; a rule sees whether it is there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { git, installHook, TEST_GIT_ENVIRONMENT, tipOf } from './git-fixtures.ts';

interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** `drop-before` and `drop-after` break the connection before the work and after it. */
export type ApiFault =
  | 'drop-before'
  | 'drop-after'
  | (Answer & { readonly headers?: Readonly<Record<string, string>> });

export interface GitHubGitApiOptions {
  /** Path of the bare repository that is `acme/taxi`. */
  readonly repository: string;
  /** Whose token it is: a job's or an app's, or that of a person. */
  readonly token?: 'bot' | 'person';
  /** What a rule says of an update of a ref; undefined when it may be. */
  readonly rule?: (update: { readonly ref: string; readonly isSigned: boolean }) => string | undefined;
  /** Rules of a ruleset, or those of the older protection of branches. */
  readonly protection?: 'ruleset' | 'classic';
  /** Asked for each request before it is served; may act on the repository meanwhile. */
  readonly fault?: (request: ApiRequest) => ApiFault | undefined;
}

export interface GitHubGitApi extends AsyncDisposable {
  readonly apiUrl: string;
  readonly token: string;
  /** `acme/taxi`. */
  readonly repository: string;
  readonly requests: readonly ApiRequest[];
}

const REPOSITORY = 'acme/taxi';
const TOKEN = 'ghs_apiToken0123456789abcdefghijklmnopqr';
const SIGNATURE = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n wsFcBAABCAAQBQJm\n -----END PGP SIGNATURE-----\n';

/** What the ruleset "Require signed commits" says. */
export const UNSIGNED = 'Commits must have verified signatures.';

/**
 * The same ruleset before a push into a repository, as GitHub prints it (vercel/sandbox#169).
 * @param refs shell pattern of the refs that it holds for
 */
export function requireSignatures(repository: string, refs = 'refs/heads/*'): void {
  installHook(
    repository,
    'pre-receive',
    `#!/bin/sh
while read -r old new ref; do
  case "$ref" in ${refs}) ;; *) continue ;; esac
  case "$new" in *[!0]*) ;; *) continue ;; esac
  git cat-file commit "$new" | sed '/^$/q' | grep -q '^gpgsig ' && continue
  echo "error: GH013: Repository rule violations found for $ref." >&2
  echo "Review all repository rules at https://github.com/acme/taxi/rules?ref=refs%2Fheads%2Fmlops-tracking" >&2
  echo "" >&2
  echo "- ${UNSIGNED}" >&2
  echo "  Found 1 violation:" >&2
  echo "" >&2
  echo "  $new" >&2
  echo "" >&2
  exit 1
done
`,
  );
}

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha?: string;
  readonly content?: string;
}

export async function startGitHubGitApi(options: GitHubGitApiOptions): Promise<GitHubGitApi> {
  const { repository: directory, token = 'bot' } = options;
  const requests: ApiRequest[] = [];

  function store(type: 'blob' | 'commit', content: Buffer | string): string {
    return git(directory, ['hash-object', '-w', '-t', type, '--stdin'], { input: content });
  }

  function writeTree(entries: readonly TreeEntry[], base: string | undefined): string {
    const folder = mkdtempSync(join(tmpdir(), 'github-index-'));
    const env = { ...TEST_GIT_ENVIRONMENT, GIT_INDEX_FILE: join(folder, 'index') };
    const run = (args: readonly string[], input = ''): string =>
      execFileSync('git', [...args], { cwd: directory, env, input })
        .toString()
        .trim();
    try {
      if (base !== undefined) run(['read-tree', base]);
      const lines = entries.map(
        ({ path, mode, sha, content }) => `${mode} ${sha ?? store('blob', content ?? '')}\t${path}`,
      );
      run(['update-index', '--add', '--index-info'], `${lines.join('\n')}\n`);
      return run(['write-tree']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  function writeCommit(tree: string, parents: readonly string[], message: string, isSigned: boolean): string {
    const seconds = Math.floor(Date.now() / 1000);
    const author = `github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> ${seconds} +0000`;
    const committer = isSigned ? `GitHub <noreply@github.com> ${seconds} +0000` : author;
    const head = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${author}`];
    const signature = isSigned ? SIGNATURE : '';
    return store('commit', `${head.join('\n')}\ncommitter ${committer}\n${signature}\n${message}`);
  }

  function violation(ref: string, commit: string): string | undefined {
    const isSigned = git(directory, ['cat-file', 'commit', commit]).includes('\ngpgsig ');
    return options.rule?.({ ref, isSigned });
  }

  function createCommitOnBranch(input: {
    readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string };
    readonly expectedHeadOid: string;
    readonly message: { readonly headline: string; readonly body?: string };
    readonly fileChanges: { readonly additions: readonly { readonly path: string; readonly contents: string }[] };
  }): Answer {
    const path = ['createCommitOnBranch'];
    const fail = (type: string, message: string): Answer => ({
      status: 200,
      body: { data: { createCommitOnBranch: null }, errors: [{ type, path, message }] },
    });
    if (input.branch.repositoryNameWithOwner !== REPOSITORY)
      return fail('NOT_FOUND', 'Could not resolve to a Repository');
    const ref = `refs/heads/${input.branch.branchName}`;
    const head = input.expectedHeadOid;
    const entries = input.fileChanges.additions.map((file) => ({
      path: file.path,
      mode: '100644',
      sha: store('blob', Buffer.from(file.contents, 'base64')),
    }));
    const { headline, body = '' } = input.message;
    const message = body === '' ? headline : `${headline}\n\n${body}`;
    const isKnown = tipOf(directory, ref) === head;
    if (!isKnown) {
      return fail('STALE_DATA', `Expected branch to point to "${head}" but it did not.  Pull and try again.`);
    }
    const commit = writeCommit(writeTree(entries, head), [head], message, true);
    const rule = violation(ref, commit);
    if (rule !== undefined) {
      return options.protection === 'classic'
        ? fail('BRANCH_PROTECTION_RULE_VIOLATION', rule)
        : fail('FORBIDDEN', `Repository rule violations found\n\n${rule}\n\n`);
    }
    git(directory, ['update-ref', ref, commit, head]);
    return { status: 200, body: { data: { createCommitOnBranch: { commit: { oid: commit } } } } };
  }

  function moveRef(ref: string, sha: string, old: string | undefined): Answer {
    const rule = violation(ref, sha);
    if (rule !== undefined) return refuse(`Repository rule violations found\n\n${rule}\n\n`);
    git(directory, ['update-ref', ref, sha, old ?? '0'.repeat(40)]);
    return { status: old === undefined ? 201 : 200, body: { ref, object: { type: 'commit', sha } } };
  }

  function serve({ method, path, body }: ApiRequest): Answer {
    if (path === '/graphql') {
      const { input } = body['variables'] as { input: Parameters<typeof createCommitOnBranch>[0] };
      return createCommitOnBranch(input);
    }
    const place = path.replace(`/repos/${REPOSITORY}/git/`, '');
    const given = body as Record<string, string>;
    if (method === 'POST' && place === 'blobs') {
      const content = Buffer.from(given['content'] ?? '', given['encoding'] === 'base64' ? 'base64' : 'utf8');
      return { status: 201, body: { sha: store('blob', content) } };
    }
    if (method === 'POST' && place === 'trees') {
      const entries = body['tree'] as readonly TreeEntry[];
      return { status: 201, body: { sha: writeTree(entries, given['base_tree']) } };
    }
    if (method === 'POST' && place === 'commits') {
      const isSigned = token === 'bot' && !('author' in body) && !('committer' in body);
      const sha = writeCommit(given['tree'] ?? '', body['parents'] as string[], given['message'] ?? '', isSigned);
      return { status: 201, body: { sha } };
    }
    if (method === 'GET' && place.startsWith('commits/')) {
      return { status: 200, body: { tree: { sha: git(directory, ['rev-parse', `${place.slice(8)}^{tree}`]) } } };
    }
    if (method === 'POST' && place === 'refs') {
      const { ref = '', sha = '' } = given;
      if (tipOf(directory, ref) !== '') return refuse('Reference already exists');
      return moveRef(ref, sha, undefined);
    }
    if (method === 'PATCH' && place.startsWith('refs/')) {
      const ref = decodeURIComponent(place);
      const old = tipOf(directory, ref);
      if (old === '') return refuse('Reference does not exist');
      const base = git(directory, ['merge-base', old, given['sha'] ?? '']);
      return base === old ? moveRef(ref, given['sha'] ?? '', old) : refuse('Update is not a fast forward');
    }
    return { status: 404, body: { message: 'Not Found' } };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const body = method === 'GET' ? {} : ((await json(request)) as ApiRequest['body']);
    const seen = { method, path: url, body };
    requests.push(seen);
    const fault = options.fault?.(seen);
    if (fault === 'drop-before') {
      request.socket.destroy();
      return;
    }
    if (request.headers.authorization !== `token ${TOKEN}`) {
      send(response, { status: 401, body: { message: 'Bad credentials' } });
      return;
    }
    if (typeof fault === 'object') {
      send(response, fault, fault.headers);
      return;
    }
    const given = serve(seen);
    if (fault === 'drop-after') request.socket.destroy();
    else send(response, given);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, { status: 500, body: { message: String(error) } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: TOKEN,
    repository: REPOSITORY,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(message: string): Answer {
  const documentation_url = 'https://docs.github.com/rest/git/refs#update-a-reference';
  return { status: 422, body: { message, documentation_url, status: '422' } };
}

function send(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
