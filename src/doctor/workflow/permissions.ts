// Which permissions a step of the action needs, and which its job does not grant. Pure.
import { FEATURES, renderGrant, type Grant } from '../../forge/permissions.ts';
import { isLeft, taskOf, type ActionStep } from '../../workflow/workflow.ts';

/** What tasks need beside or in place of a record; comments apart. */
const OTHERS: ReadonlyMap<string, readonly Grant[]> = new Map<string, readonly Grant[]>([
  ['register', FEATURES.registry.needs],
  ['publish', FEATURES.publish.needs],
  ['slash-command', [...FEATURES['slash-command'].needs, ...FEATURES['slash-retrain'].needs]],
  ['sync', FEATURES.sync.needs],
  ['promote', FEATURES.promotion.needs],
  ['rollback', FEATURES.promotion.needs],
  ['deploy', FEATURES.deploy.needs],
]);

/** Tasks that comment on a pull request, where the workflow knows of one. */
const COMMENTING = ['train', 'collect'];

/**
 * The permissions that a job does not grant its step, as `contents: write`. A job's own permissions replace those of the
 * workflow.
 */
export function lackingPermissions(step: ActionStep): readonly string[] {
  const lacking = neededBy(step).filter((grant) => !isGrantedTo(step, grant));
  return [...new Set(lacking.map(renderGrant))];
}

/** Whether a step may do this: its job grants it, or it has another token than that of the job. */
export function isGrantedTo(step: ActionStep, grant: Grant): boolean {
  return hasOwnToken(step) || isGranted(step.job.permissions ?? step.workflow.permissions, grant);
}

/** A job that leaves its record to another one writes nothing. A token of one's own is not what the job grants. */
function neededBy(step: ActionStep): readonly Grant[] {
  if (isLeft(step) || hasOwnToken(step)) return [];
  const needs = OTHERS.get(taskOf(step)) ?? FEATURES.tracking.needs;
  return comments(step) ? [...needs, ...FEATURES.comment.needs] : needs;
}

/** Whether the step is given another token than that of its job. */
export function hasOwnToken({ inputs }: ActionStep): boolean {
  const token = inputs['github-token'];
  return token !== undefined && !/\bgithub\.token\b|\bsecrets\.GITHUB_TOKEN\b/i.test(token);
}

function comments(step: ActionStep): boolean {
  const { triggers } = step.workflow;
  const isOnPullRequests = triggers.some(({ event }) => event.startsWith('pull_request'));
  const isWanted = step.inputs['comment'] !== 'false' && COMMENTING.includes(taskOf(step));
  return isWanted && (isOnPullRequests || triggers.length === 0);
}

function isGranted(permissions: unknown, { permission: name, access }: Grant): boolean {
  if (permissions === 'write-all') return true;
  if (permissions === 'read-all') return access === 'read';
  if (permissions === null || typeof permissions !== 'object' || !Object.hasOwn(permissions, name)) return false;
  const granted = (permissions as Readonly<Record<string, unknown>>)[name];
  return granted === 'write' || granted === access;
}
