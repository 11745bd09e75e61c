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
}
