// What a workflow file that uses the action does not permit it. Text → names of permissions. Pure.
import { parse } from 'yaml';

const NEEDED = ['contents', 'pull-requests'] as const;

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
    if (!usesAction(value?.steps)) return [];
    const granted = value?.permissions ?? workflow?.permissions;
    const lacking = NEEDED.filter((name) => !isGranted(granted, name)).map((name) => `${name}: write`);
    return [{ job, lacking }];
  });
}

function usesAction(steps: unknown): boolean {
  if (!Array.isArray(steps)) return false;
  return steps.some((step: unknown) => {
    const uses = step === null || typeof step !== 'object' ? undefined : (step as { readonly uses?: unknown }).uses;
    return typeof uses === 'string' && /(?:^|\/)mlops-action(?:@|$)/.test(uses);
  });
}

function isGranted(permissions: unknown, name: string): boolean {
  if (permissions === 'write-all') return true;
  if (permissions === null || typeof permissions !== 'object' || !Object.hasOwn(permissions, name)) return false;
  return (permissions as Readonly<Record<string, unknown>>)[name] === 'write';
}
