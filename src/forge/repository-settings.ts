// What a forge says of a repository's settings. Pure.

/** Undefined members are those that a token may not see. */
export interface RepositorySettings {
  readonly repository: string;
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly actions: { readonly enabled: boolean; readonly allowed: string | undefined } | undefined;
  /** What the token of a job may do where its workflow says nothing. */
  readonly tokenPermissions: 'read' | 'write' | undefined;
  readonly workflows: readonly { readonly path: string; readonly state: string }[] | undefined;
  /** Types of the rules that hold for the branch that was asked about. */
  readonly rules: readonly string[] | undefined;
  /** Whether that branch has a protection of the older kind; undefined also when it is not there. */
  readonly isProtected: boolean | undefined;
  /** Tags of the newest releases. */
  readonly releases: ReadonlySet<string> | undefined;
}
