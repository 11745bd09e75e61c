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
  readonly releases: PublishedReleases | undefined;
}

export interface PublishedReleases {
  /** By tag, what was uploaded whole; without digests where the forge computes none. */
  readonly assets: ReadonlyMap<
    string,
    readonly { readonly name: string; readonly size: number; readonly sha256: string | undefined }[]
  >;
  /** There are more, older ones. */
  readonly isCut: boolean;
  /** Largest asset that the forge takes, in bytes. */
  readonly maxAssetSize: number;
}
