// Which permissions a step of the action needs, and which its job does not grant. Pure.
import { isLeft, taskOf, type ActionStep } from './workflow.ts';

type Permission = 'contents: write' | 'pull-requests: write' | 'actions: read';

const RECORD: readonly Permission[] = ['contents: write'];
const COMMENT: readonly Permission[] = ['pull-requests: write'];

/** What tasks need beside or in place of a record; comments apart. */
const OTHERS: ReadonlyMap<string, readonly Permission[]> = new Map([
  ['sync', ['contents: write', 'actions: read']],
  ['publish', ['contents: write', 'actions: read']],
]);

/** Tasks that comment on a pull request, where the workflow knows of one. */
const COMMENTING = ['train', 'collect', 'publish'];

/**
 * The permissions that a job does not grant its step. A job's own permissions replace those of the workflow.
 * @param usual what the repository grants where a workflow says nothing
 */
export function lackingPermissions(step: ActionStep, usual: 'read' | 'write' = 'read'): readonly string[] {
  const granted = step.job.permissions ?? step.workflow.permissions ?? (usual === 'write' ? 'write-all' : undefined);
  return neededBy(step).filter((permission) => !isGranted(granted, permission));
}

/** A job that leaves its record to another one writes nothing. A token of one's own is not what the job grants. */
function neededBy(step: ActionStep): readonly Permission[] {
  const token = step.inputs['github-token'];
  const isOwn = token !== undefined && !/\bgithub\.token\b|\bsecrets\.GITHUB_TOKEN\b/i.test(token);
  if (isLeft(step) || isOwn) return [];
  return [...(OTHERS.get(taskOf(step)) ?? RECORD), ...(comments(step) ? COMMENT : [])];
}

function comments(step: ActionStep): boolean {
  const { triggers } = step.workflow;
  const isOnPullRequests = triggers.some(({ event }) => event.startsWith('pull_request') || event === 'workflow_run');
  const isWanted = step.inputs['comment'] !== 'false' && COMMENTING.includes(taskOf(step));
  return isWanted && (isOnPullRequests || triggers.length === 0);
}

function isGranted(permissions: unknown, permission: Permission): boolean {
  const [name = '', access] = permission.split(': ');
  if (permissions === 'write-all') return true;
  if (permissions === 'read-all') return access === 'read';
  if (permissions === null || typeof permissions !== 'object' || !Object.hasOwn(permissions, name)) return false;
  const granted = (permissions as Readonly<Record<string, unknown>>)[name];
  return granted === 'write' || granted === access;
}
