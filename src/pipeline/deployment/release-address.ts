// Where the release of a version is on the web.
import { MlopsError } from '../../error.ts';
import { assetNames } from '../../registry/release.ts';
import type { RunRecord } from '../../run/record.ts';
import type { DeployPorts } from './deploy-ports.ts';

export interface ReleaseAddress {
  readonly page: string;
  readonly downloads: string;
}

/** The page of the release of a tag. @param repositoryUrl without a final slash */
export function releasePage(repositoryUrl: string, tag: string): string {
  return `${repositoryUrl}/releases/tag/${encodeURIComponent(tag)}`;
}

/** The release of a version; undefined where the repository is not known to be on the web, or has no such version. */
export async function releaseOf(
  record: RunRecord,
  { model, version }: { readonly model: string; readonly version: string },
  { registry, repositoryUrl }: Pick<DeployPorts, 'registry' | 'repositoryUrl'>,
): Promise<ReleaseAddress | undefined> {
  const base =
    repositoryUrl ?? /^(https?:\/\/[^/]+\/[^/]+\/[^/]+)\/actions\/runs\//.exec(record.trigger.url ?? '')?.[1];
  if (base === undefined) return undefined;
  const { artifacts } = await registry.read();
  const versions = artifacts.find(({ name }) => name === model)?.versions ?? [];
  const tag = versions.find((each) => each.version === version)?.registration?.tag;
  if (tag === undefined) return undefined;
  return { page: releasePage(base, tag), downloads: `${base}/releases/download/${encodeURIComponent(tag)}` };
}

/**
 * The address of the only model file in the release.
 * @throws MlopsError `config-invalid` where there is no such file
 */
export function requireAsset({ model }: RunRecord, release: ReleaseAddress | undefined): string {
  const paths = model.files.filter(({ size }) => size > 0).map(({ path }) => path);
  const [asset, ...others] = assetNames(paths);
  if (release !== undefined && asset !== undefined && others.length === 0) {
    return `${release.downloads}/${encodeURIComponent(asset)}`;
  }
  const why =
    release === undefined ? 'its release is not known to be on the web' : `it has ${paths.length} model files`;
  throw new MlopsError(
    'config-invalid',
    `KServe cannot be told where the model lies: ${why}`,
    'Say it in mlops.yaml, `kserve: {storage-uri: s3://models/$MODEL_NAME/$MODEL_VERSION}`, and bring it there in training.',
  );
}
