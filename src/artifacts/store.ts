// Where model files and other artifacts of runs are kept. Two adapters: workflow artifacts, and a folder.

/** A file to keep: `path` is its name inside the artifact, `from` where it lies now (absolute). */
export interface ArtifactFile {
  readonly path: string;
  readonly from: string;
  readonly size: number;
  readonly sha256: string;
}

export interface StoredArtifact {
  readonly id: string;
  readonly url: string | undefined;
  /** Digest of what the service stored, with its algorithm, for example `sha256:…`. */
  readonly digest: string | undefined;
  /** ISO 8601, when the service deletes it. */
  readonly expires: string | undefined;
}

/** An artifact as a listing shows it. */
export interface ListedArtifact {
  readonly id: string;
  readonly name: string;
  /** Size of the archive as it is stored, in bytes. */
  readonly size: number;
  readonly digest: string | undefined;
}

/** How much of an artifact is read into memory. */
export interface ReadLimits {
  readonly files: number;
  /** Of the archive, and of all files together when they are unpacked. */
  readonly bytes: number;
}

export interface ArtifactStore {
  readonly kind: 'workflow' | 'folder';
  /**
   * Keeps the files under one name and verifies what was stored.
   * @throws MlopsError `artifact-failed` when the service is absent or refuses, `artifact-mismatch` when the digest differs
   */
  upload(
    name: string,
    files: readonly ArtifactFile[],
    options: { readonly retentionDays: number | undefined },
  ): Promise<StoredArtifact>;
  /** Writes the files of an artifact under `directory`, which must be empty or absent; gives their paths. */
  download(
    artifact: { readonly id: string; readonly digest: string | undefined },
    directory: string,
  ): Promise<readonly string[]>;
  /** The artifacts of this workflow run, of all its jobs and attempts; absent where there are no workflow runs. */
  readonly listOfRun?: () => Promise<readonly ListedArtifact[]>;
  /**
   * The files of a small artifact by their paths, read into memory and written nowhere: neither paths nor contents have
   * been looked at. Absent where there are no workflow runs.
   * @param from `run`: of this workflow run; `repository`: of any, which takes a token with `actions: read`
   * @throws MlopsError `artifact-failed` when the service refuses, `artifact-mismatch` for an archive that is over the
   *   limits, damaged or not the one that was listed
   */
  readonly readFiles?: (
    artifact: ListedArtifact,
    from: 'run' | 'repository',
    limits: ReadLimits,
  ) => Promise<ReadonlyMap<string, Buffer>>;
}
