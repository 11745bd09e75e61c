// What was deployed where, as the forge shows it: a part of the port. The record that counts is the history's.

export type DeploymentState = 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';

export interface DeploymentRequest {
  /** `model/stage`, see deployment/live.ts. */
  readonly environment: string;
  /** Tag of the assignment, without `refs/tags/`. */
  readonly ref: string;
  /** Plain text on one line. */
  readonly description: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface DeploymentStatus {
  readonly state: DeploymentState;
  /** Plain text on one line; cut to what the forge takes. */
  readonly description: string;
  /** Where the model answers; left out unless it is an http address. */
  readonly environmentUrl?: string | undefined;
  /** Where the log of the deployment stands; left out unless it is an http address. */
  readonly logUrl?: string | undefined;
}

export interface Deployment {
  readonly id: string;
  readonly environment: string;
  readonly ref: string;
  readonly description: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** When it was opened, as ISO 8601 in UTC. */
  readonly created: string;
  /** What was reported last; undefined when nothing was. */
  readonly status: (DeploymentStatus & { readonly time: string }) | undefined;
}

export interface Deployments {
  /**
   * Gives the newest deployment of this environment and ref, or a new one: a job with `environment:` has one already.
   * Undefined, with a warning, where the token may not or the server has none.
   */
  open(request: DeploymentRequest): Promise<{ readonly id: string } | undefined>;
  /** Reports a state, once however often it is told. What the token may not do is a warning. */
  report(id: string, status: DeploymentStatus): Promise<void>;
  /** Newest first; asked for as they are taken. None where the token may not see them or the server has none. */
  list(environment: string): AsyncIterable<Deployment>;
}
