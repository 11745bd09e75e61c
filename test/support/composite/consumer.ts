// A consumer of the action: a fixture project checked out from a bare remote, as actions/checkout leaves it.
import { cpSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunRecord } from '../../../src/run/record.ts';
import { parseRun } from '../../../src/run/parse.ts';
import { runIdOfPath } from '../../../src/tracking/layout.ts';
import {
  commitFiles,
  contentOf,
  createEmptyRemote,
  createEmptyRepository,
  filesOf,
  git,
  installHook,
  temporaryFolder,
  type TemporaryFolder,
} from '../git-fixtures.ts';

export interface Consumer extends Disposable {
  readonly workspace: string;
  /** The bare repository that `origin` names. */
  readonly remote: string;
  git(...args: string[]): string;
  /** Commits these files on the current branch and pushes it; gives the commit. */
  commit(message: string, files: Readonly<Record<string, string>>): string;
  /** Creates and checks out a branch at HEAD. */
  branch(name: string): void;
  /** Checks out a merge of a branch into main, detached, as checkout does for a pull request. */
  checkoutMerge(branch: string): { readonly merge: string; readonly head: string; readonly base: string };
  /** The event of a push to the current branch. */
  pushEvent(): { readonly name: 'push'; readonly payload: Readonly<Record<string, unknown>> };
  /** Records on the tracking branch of the remote, each parsed, oldest first. */
  records(branch?: string): readonly RunRecord[];
  /** The remote refuses every push with these words, as a ruleset or a read-only token does. */
  refusePushes(message: string): void;
  /** Files of the tracking branch. */
  trackedFiles(branch?: string): readonly string[];
}

const PROJECTS = resolve(import.meta.dirname, '../../projects');

export const REPOSITORY = 'acme/consumer';

/**
 * A repository with one commit on main, pushed.
 * @param project name of a folder of test/projects
 * @param files written over it
 */
export function createConsumer(project: string | undefined, files: Readonly<Record<string, string>> = {}): Consumer {
  const folder = temporaryFolder('mlops-consumer-');
  const consumer = consumerIn(folder);
  const { workspace } = consumer;
  createEmptyRemote(consumer.remote);
  createEmptyRepository(workspace);
  if (project !== undefined) cpSync(join(PROJECTS, project), workspace, { recursive: true });
  git(workspace, ['remote', 'add', 'origin', consumer.remote]);
  commitFiles(workspace, files, 'First commit');
  git(workspace, ['push', '--quiet', '--set-upstream', 'origin', 'main']);
  return consumer;
}

/** Another consumer in the same state: with the commits, records and tags that this one has now. */
export function copyConsumer(original: Consumer): Consumer {
  const consumer = consumerIn(temporaryFolder('mlops-consumer-'));
  cpSync(original.remote, consumer.remote, { recursive: true });
  cpSync(original.workspace, consumer.workspace, { recursive: true });
  git(consumer.workspace, ['remote', 'set-url', 'origin', consumer.remote]);
  return consumer;
}

function consumerIn(folder: TemporaryFolder): Consumer {
  const remote = join(folder.path, 'remote.git');
  const workspace = join(realpathSync(folder.path), 'work/consumer');
  return {
    workspace,
    remote,
    git: (...args) => git(workspace, args),
    commit(message, changed) {
      const commit = commitFiles(workspace, changed, message);
      git(workspace, ['push', '--quiet', 'origin', 'HEAD']);
      return commit;
    },
    branch: (name) => void git(workspace, ['checkout', '--quiet', '-b', name]),
    checkoutMerge(branch) {
      const [head, base] = [git(workspace, ['rev-parse', branch]), git(workspace, ['rev-parse', 'main'])];
      git(workspace, ['checkout', '--quiet', '--detach', 'main']);
      git(workspace, ['merge', '--quiet', '--no-ff', '-m', `Merge ${head} into ${base}`, branch]);
      return { merge: git(workspace, ['rev-parse', 'HEAD']), head, base };
    },
    pushEvent() {
      const ref = git(workspace, ['symbolic-ref', 'HEAD']);
      const payload = { ref, after: git(workspace, ['rev-parse', 'HEAD']), repository: repositoryPayload() };
      return { name: 'push', payload };
    },
    records(branch = 'refs/heads/mlops-tracking') {
      const paths = this.trackedFiles(branch).filter((path) => runIdOfPath(path) !== undefined);
      const runs = paths.map((path) => parseRun(contentOf(remote, branch, path), path));
      return runs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    refusePushes(message) {
      installHook(remote, 'pre-receive', `#!/bin/sh\necho '${message}' >&2\nexit 1\n`);
    },
    trackedFiles(branch = 'refs/heads/mlops-tracking') {
      return git(remote, ['for-each-ref', branch]) === '' ? [] : filesOf(remote, branch);
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** The event of a pull request of a branch into main, as the payload of GitHub has it. */
export function pullRequestEvent(
  number: number,
  branch: string,
  { head, base }: { readonly head: string; readonly base: string },
  fork = false,
): {
  readonly name: 'pull_request';
  readonly payload: Readonly<Record<string, unknown>> & {
    readonly pull_request: { readonly head: { readonly sha: string } };
  };
} {
  const repo = repositoryPayload();
  const headRepo = fork ? { ...repo, full_name: 'mallory/consumer', fork: true } : repo;
  const pull = { number, head: { ref: branch, sha: head, repo: headRepo }, base: { ref: 'main', sha: base, repo } };
  return { name: 'pull_request', payload: { action: 'synchronize', number, pull_request: pull, repository: repo } };
}

/** The event of a workflow_dispatch on main with these inputs. */
export function dispatchEvent(inputs: Readonly<Record<string, string>>): {
  readonly name: 'workflow_dispatch';
  readonly payload: Readonly<Record<string, unknown>>;
} {
  const payload = {
    inputs,
    ref: 'refs/heads/main',
    workflow: '.github/workflows/train.yml',
    repository: repositoryPayload(),
  };
  return { name: 'workflow_dispatch', payload };
}

/** Whether the action took away everything that it staged in a workspace. */
export function isStagingGone(workspace: string): boolean {
  return !existsSync(join(workspace, '.mlops-action'));
}

/** The text of a file of a workspace. */
export function textOf(workspace: string, path: string): string {
  return readFileSync(join(workspace, path), 'utf8');
}

function repositoryPayload(): Readonly<Record<string, unknown>> {
  return { full_name: REPOSITORY, default_branch: 'main', html_url: `https://github.com/${REPOSITORY}`, fork: false };
}
