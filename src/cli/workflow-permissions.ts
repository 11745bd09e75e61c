// What a workflow file that uses the action does not permit it. Text → names of permissions. Pure.
import { parse } from 'yaml';

import { FEATURES, renderGrant, type Grant } from '../forge/permissions.ts';

const RECORDS: readonly Grant[] = [...FEATURES.tracking.needs, ...FEATURES.comment.needs];

/** What tasks need that do not record and comment. */
const OTHERS: ReadonlyMap<unknown, readonly Grant[]> = new Map<unknown, readonly Grant[]>([
  ['register', FEATURES.registry.needs],
  ['publish', FEATURES.publish.needs],
  ['sync', FEATURES.sync.needs],
]);

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs?: Readonly<Record<string, Job | null>> | null;
}

interface Job {
  readonly permissions?: unknown;
  readonly steps?: unknown;
}

/** A job that uses the action, and which permissions it lacks, as `contents: write`. */
export interface UsingJob {
  readonly job: string;
  readonly lacking: readonly string[];
}

/**
 * The jobs of a workflow that use the action. A job's own permissions replace those of the workflow.
 * @throws SyntaxError and YAMLParseError for a text that is no YAML
 */
export function jobsUsingAction(text: string): readonly UsingJob[] {
  const workflow = parse(text) as Workflow | null;
  return Object.entries(workflow?.jobs ?? {}).flatMap(([job, value]) => {
    const steps = actionSteps(value?.steps);
    if (steps.length === 0) return [];
    const granted = value?.permissions ?? workflow?.permissions;
    const lacking = steps.flatMap(neededBy).filter((grant) => !isGranted(granted, grant));
    return [{ job, lacking: [...new Set(lacking.map(renderGrant))] }];
  });
}

interface ActionStep {
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>> | null;
}

function actionSteps(steps: unknown): readonly ActionStep[] {
  if (!Array.isArray(steps)) return [];
  return steps.filter((step: unknown): step is ActionStep => {
    const uses = step === null || typeof step !== 'object' ? undefined : (step as { readonly uses?: unknown }).uses;
    return typeof uses === 'string' && /(?:^|\/)mlops-action(?:@|$)/.test(uses);
  });
}

/** A job that leaves its record to another one writes nothing. */
function neededBy({ with: inputs }: ActionStep): readonly Grant[] {
  const isLeft = String(inputs?.['collect']).toLowerCase() === 'true';
  return isLeft ? [] : (OTHERS.get(inputs?.['task']) ?? RECORDS);
}

function isGranted(permissions: unknown, { permission: name, access }: Grant): boolean {
  if (permissions === 'write-all') return true;
  if (permissions === 'read-all') return access === 'read';
  if (permissions === null || typeof permissions !== 'object' || !Object.hasOwn(permissions, name)) return false;
  const granted = (permissions as Readonly<Record<string, unknown>>)[name];
  return granted === 'write' || granted === access;
}
