// A project whose versions can be deployed for real: runs with kept model files on a real tracking branch, and a deploy
// command that starts a server, which answers with the version and with what its model says.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { folderArtifacts } from '../../src/artifacts/folder.ts';
import { Deploy } from '../../src/config/deployment-schema.ts';
import { environmentState, type EnvironmentState } from '../../src/deployment/live.ts';
import { digestOfFile } from '../../src/file-digest.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import type { Log } from '../../src/log.ts';
import type { DeployPorts } from '../../src/pipeline/deployment/deploy-ports.ts';
import { deployVersion, type Deployed, type DeployRequest } from '../../src/pipeline/deployment/deploy-version.ts';
import { readDeployments } from '../../src/pipeline/deployment/read-deployments.ts';
import { uploadModel } from '../../src/pipeline/recording/upload-model.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { aRun } from './a-run.ts';
import { createRepository, git, temporaryFolder } from './git-fixtures.ts';

/**
 * Serves until it is killed. The model is a JSON file: `answer` is what it predicts, `fails` how many requests it answers
 * with status 500 first, `huge` makes it talk without end.
 */
export const SERVER = `
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const model = JSON.parse(readFileSync(process.env.MODEL_FILE, 'utf8'));
let left = model.fails ?? 0;
const server = createServer((request, response) => {
  if (left > 0) return void (left--, response.writeHead(500).end('not yet'));
  if (model.huge) return void response.end('x'.repeat(3_000_000));
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const input = body === '' ? undefined : JSON.parse(body);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ version: process.env.MODEL_VERSION, path: request.url, duration: model.answer, input }));
  });
});
server.on('error', () => setTimeout(() => server.listen(process.env.TEST_PORT, '127.0.0.1'), 20));
server.listen(process.env.TEST_PORT, '127.0.0.1');
`;

/** Ends the server that serves now, if there is one, and starts another, which stays. */
export const START_SERVER = `
if [ -f server.pid ]; then kill "$(cat server.pid)" 2>/dev/null || true; fi
echo "starting $MODEL_VERSION"
"$TEST_NODE" serve.mjs &
echo "$!" >server.pid
`;

export interface DeployableProject extends Disposable {
  readonly folder: string;
  /** Top of the worktree. */
  readonly root: string;
  /** What answers once a version is live. */
  readonly url: string;
  readonly ports: DeployPorts;
  readonly warnings: string[];
  /** What hooks said. */
  said(): string;
  /** A run with this model as a version; gives the run's id. */
  addVersion(version: string, model: Readonly<Record<string, unknown>>): Promise<string>;
  request(version: string, deploy: Readonly<Record<string, unknown>>): DeployRequest;
  /** A hook that starts the server and asks it. */
  serving(more?: Hook): Hook;
  deploy(version: string, hook: Hook, more?: Partial<DeployRequest>, ports?: DeployPorts): Promise<Deployed>;
  /** What the history says of the stage. */
  state(): Promise<EnvironmentState | undefined>;
  /** Versions and states of its events, oldest first. */
  told(): Promise<readonly string[]>;
}

type Hook = Readonly<Record<string, unknown>>;

/** The ports of a project that lies in `folder`. */
export function deployPorts(folder: string, port: number, log: Log, onOutput: (chunk: Buffer) => void): DeployPorts {
  const root = join(folder, 'project');
  const clock = (): Date => new Date();
  const remote = { url: root, config: {} };
  return {
    git: gitIn(root),
    repositoryRoot: root,
    history: openTestHistory(root, folder, { log }),
    forge: localForge({ folder: join(folder, 'forge'), git: gitIn(root), clock }),
    artifacts: folderArtifacts({ folder: join(folder, 'store'), clock }),
    registry: { remote, clone: undefined, read: () => readRegistry({ remote, scratchParent: folder }) },
    environment: { ...process.env, TEST_PORT: String(port), TEST_NODE: process.execPath, GITHUB_TOKEN: 'ghs_secret' },
    clock,
    log,
    workingDirectory: root,
    folder: join(folder, 'live'),
    onOutput,
  };
}

export async function deployableProject(): Promise<DeployableProject> {
  const folder = temporaryFolder();
  const root = createRepository(join(folder.path, 'project'));
  const port = await freePort();
  writeFileSync(join(root, 'serve.mjs'), SERVER);
  const warnings: string[] = [];
  const log: Log = { info() {}, warn: (message) => void warnings.push(message), debug() {} };
  const output: Buffer[] = [];
  const ports = deployPorts(folder.path, port, log, (chunk) => void output.push(chunk));
  const runs = new Map<string, string>();
  const url = `http://127.0.0.1:${port}`;
  const state = async (): Promise<EnvironmentState | undefined> =>
    environmentState(await readDeployments(ports.history), 'duration/production');
  const project: DeployableProject = {
    folder: folder.path,
    root,
    url,
    ports,
    warnings,
    said: () => Buffer.concat(output).toString(),
    async addVersion(version, model) {
      const from = join(folder.path, `trained-${version}`, 'model.json');
      mkdirSync(join(from, '..'), { recursive: true });
      writeFileSync(from, JSON.stringify(model));
      const file = { path: 'models/model.json', from, ...(await digestOfFile(from)) };
      const { path, size, sha256 } = file;
      const files = [{ path, size, sha256 }];
      const source = { commit: git(root, ['rev-parse', 'HEAD']) };
      const trained = aRun({ model: { files, digest: sha256 }, artifacts: [], source }, runs.size);
      const { record } = await uploadModel(trained, [file], ports, { retentionDays: undefined });
      await ports.history.append([{ record, files: {} }]);
      runs.set(version, record.id);
      return record.id;
    },
    request: (version, deploy) => ({
      model: 'duration',
      version,
      stage: 'production',
      tag: `duration#production#${[...runs.keys()].indexOf(version) + 1}`,
      run: runs.get(version) ?? '',
      deploy: Deploy.parse(deploy),
      actor: 'Ada',
    }),
    serving: (more = {}) => ({ command: START_SERVER, health: { url: `${url}/health`, timeout: 10 }, ...more }),
    deploy: (version, hook, more = {}, other = ports) =>
      deployVersion({ ...project.request(version, hook), ...more }, other),
    state,
    async told() {
      const events = (await state())?.events ?? [];
      return events.map((event) => `${event.version} ${event.state}`).toReversed();
    },
    [Symbol.dispose]() {
      try {
        process.kill(Number(readFileSync(join(root, 'server.pid'), 'utf8')));
      } catch {
        // None was started, or it is gone.
      }
      folder[Symbol.dispose]();
    },
  };
  return project;
}

/** A port of this machine that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
