// What the program works with: mlops.yaml with inputs (or flags) laid over it, every default applied. Pure.
import type { GateLines } from './gate-lines.ts';
import type { Card, Deploy } from './deployment-schema.ts';
import type { Decision, Gate } from './schema.ts';

/** The tasks of the action that exist today. */
export type Task =
  | 'train'
  | 'collect'
  | 'publish'
  | 'register'
  | 'promote'
  | 'rollback'
  | 'deploy'
  | 'slash-command'
  | 'sync';

/** What a version must pass to get into a stage, and what happens then. */
export interface StageSettings {
  readonly name: string;
  readonly approval: 'none' | 'pull-request';
  /** Undefined: nothing is deployed by this program. */
  readonly deploy: Deploy | undefined;
}

/** Settings of one run. Paths and globs are relative to `workingDirectory`; an empty list means "find it by itself". */
export interface Settings {
  readonly task: Task;
  /** Relative to the repository root, with forward slashes; `.` for the root. */
  readonly workingDirectory: string;
  /** Path of the configuration file that was read, if any. */
  readonly configFile: string | undefined;
  readonly command: string | undefined;
  readonly model: string;
  readonly experiment: string;
  readonly params: readonly string[];
  readonly metrics: readonly string[];
  readonly metricsPattern: string | undefined;
  readonly data: readonly string[];
  readonly modelFiles: readonly string[];
  readonly artifacts: readonly string[];
  /** Names of the columns; an absent one is found by its usual names. */
  readonly predictions: {
    /** Path or glob; undefined: found by itself. */
    readonly file: string | undefined;
    readonly id: string | undefined;
    readonly target: string | undefined;
    readonly prediction: string | undefined;
    readonly weight: string | undefined;
    readonly slices: readonly string[];
    /** Column or file with what the champion says of the same rows. */
    readonly baseline: string | undefined;
    /** For later runs to be compared with. */
    readonly keep: boolean;
  };
  readonly repeats: {
    /** Undefined: found by itself. */
    readonly unit: 'seed' | 'fold' | undefined;
    /** Rows tested over rows trained. */
    readonly testShare: number | undefined;
  };
  /** What must change for a push or pull request to be trained; empty: anything. See `findMeant`. */
  readonly paths: readonly string[];
  /** Undefined: merge base on pull requests, previous success on the branch on pushes. */
  readonly baseline: string | undefined;
  readonly gates: Readonly<Record<string, Gate>>;
  /** Where these gates stand in the configuration file; empty when they came from an input. */
  readonly gateLines: GateLines;
  readonly decision: Decision;
  readonly failOn: 'fail' | 'inconclusive' | 'never';
  readonly comment: boolean | 'on-change';
  readonly commentKey: string;
  /** What the plots of a comment are; pictures only where GitHub can show them. */
  readonly plots: 'text' | 'images';
  /** Report a check on the commit as well. */
  readonly check: boolean;
  readonly register: {
    readonly when: 'auto' | 'always' | 'never';
    readonly bump: string;
    readonly stage: string | undefined;
  };
  /** In their order; undefined: every name is one. */
  readonly stages: readonly StageSettings[] | undefined;
  /** For stages that have none of their own. */
  readonly deploy: Deploy | undefined;
  /** File name of the workflow to start at the tag of an assignment. */
  readonly deployWorkflow: string | undefined;
  readonly card: Card;
  readonly version: string | undefined;
  readonly runId: string | undefined;
  /** The stage that a task acts on. */
  readonly stage: string | undefined;
  /** Why a person does something to a version. */
  readonly reason: string | undefined;
  /** Do it against the evidence; needs a reason. */
  readonly force: boolean;
  /** Only try whether a rollback would work. */
  readonly drill: boolean;
  /** Branch name or full ref. */
  readonly trackingBranch: string;
  /** Leave the record as a workflow artifact to a job with `task: collect`, which records, comments and judges for all. */
  readonly collect: boolean;
  readonly uploadModel: boolean;
  readonly retentionDays: number | undefined;
  /** Train although the event may have brought the code of a stranger next to a token that writes. */
  readonly allowUntrusted: boolean;
}

/** What these settings say of the model of a run: nothing where they are another model's. */
export function cardOf(
  { card, model }: Pick<Settings, 'card' | 'model'>,
  run: { readonly model: { readonly name: string } },
): Card {
  return run.model.name === model ? card : {};
}
