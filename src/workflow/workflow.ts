// A workflow file as the checks see it: what starts it, its jobs, their steps, each with its line. Pure.

export interface WorkflowFile {
  /** From the root of the repository. */
  readonly path: string;
  /** Undefined for a file that is no YAML. */
  readonly workflow: Workflow | undefined;
  /** What is wrong with the text, if anything. */
  readonly fault: { readonly message: string; readonly line: number | undefined } | undefined;
}

export interface Workflow {
  readonly path: string;
  /** What other workflows call it: its `name`, or else its path. */
  readonly name: string;
  readonly triggers: readonly Trigger[];
  readonly permissions: unknown;
  readonly concurrency: Concurrency | undefined;
  readonly jobs: readonly Job[];
}

export interface Trigger {
  readonly event: string;
  readonly line: number | undefined;
  /** What stands below the event, such as `branches` and `tags`. */
  readonly filters: Readonly<Record<string, unknown>>;
}

export interface Concurrency {
  /** As it stands there: true, or an expression. */
  readonly cancelInProgress: unknown;
  readonly line: number | undefined;
}

export interface Job {
  readonly id: string;
  readonly line: number | undefined;
  readonly permissions: unknown;
  readonly hasMatrix: boolean;
  readonly condition: string | undefined;
  readonly needs: readonly string[];
  readonly container: { readonly image: string; readonly line: number | undefined } | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly line: number | undefined;
  readonly uses: string | undefined;
  readonly run: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
  readonly lineOfInput: (name: string) => number | undefined;
}

/** A step that uses the action, with where it stands. */
export interface ActionStep extends Step {
  readonly uses: string;
  readonly workflow: Workflow;
  readonly job: Job;
}

/**
 * All steps that use the action.
 * @param collecting working directories whose configuration leaves their records to a job that collects
 */
export function actionSteps(
  files: readonly WorkflowFile[],
  collecting: ReadonlySet<string> = new Set(),
): readonly ActionStep[] {
  const steps = files.flatMap(({ workflow }) => (workflow === undefined ? [] : actionStepsOf(workflow)));
  return steps.map((step) => {
    const { inputs } = step;
    const isSaid = inputs['collect'] !== undefined || taskOf(step) !== 'train';
    if (isSaid || !collecting.has(inputs['working-directory'] ?? '.')) return step;
    return { ...step, inputs: { ...inputs, collect: 'true' } };
  });
}

export function actionStepsOf(workflow: Workflow): readonly ActionStep[] {
  return workflow.jobs.flatMap((job) =>
    job.steps.flatMap((step) => {
      const { uses } = step;
      return uses !== undefined && isAction(uses) ? [{ ...step, uses, workflow, job }] : [];
    }),
  );
}

function isAction(uses: string): boolean {
  return /(?:^|\/)mlops-action(?:@|$)/.test(uses);
}

/** What a step does: the input, or `train`. */
export function taskOf({ inputs }: Pick<Step, 'inputs'>): string {
  return inputs['task'] ?? 'train';
}

/** Whether the step leaves its record to a job that collects. */
export function isLeft({ inputs }: Pick<Step, 'inputs'>): boolean {
  return (inputs['collect'] ?? '').toLowerCase() === 'true';
}

/** Whether a value is known only when the workflow runs. */
export function isExpression(text: string): boolean {
  return text.includes('${{');
}

/** The triggers of these events, if the workflow has any. */
export function triggersOf({ triggers }: Workflow, ...events: readonly string[]): readonly Trigger[] {
  return triggers.filter(({ event }) => events.includes(event));
}

/** A filter of a trigger as a list; undefined when it is not there. */
export function patternsOf({ filters }: Trigger, name: string): readonly string[] | undefined {
  const value = filters[name];
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).map(String);
}
