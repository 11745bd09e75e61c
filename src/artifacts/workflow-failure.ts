// What the artifact client throws → which of the known reasons it is, in words. Pure.
import { MlopsError } from '../error.ts';
import { ServiceRefusal } from './workflow-refusal.ts';

const WITHOUT = 'The run is recorded without it; set `upload-model: false` to silence this.';

/** An error of the client as `artifact-failed`; signatures in addresses are left out. */
export function artifactFailure(cause: unknown, doing: string): MlopsError {
  if (cause instanceof MlopsError) return cause;
  const { message } = cause instanceof Error ? cause : new Error(String(cause));
  const said = message
    .replaceAll(/(https?:\/\/[^\s?]+)\?\S*/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 400);
  const failed = (what: string, hint: string): MlopsError =>
    new MlopsError('artifact-failed', `${doing} failed: ${what}`, hint, { cause });
  // The client wraps its own errors into others and keeps only their text.
  if (message.includes('storage quota has been hit')) {
    return failed(
      'the artifact storage quota of this account is used up',
      'Delete old artifacts, lower retention-days, or raise the limit in the billing settings.',
    );
  }
  if (isGone(cause)) {
    return new MlopsError(
      'not-found',
      `${doing} failed: it is not there any more`,
      'Workflow artifacts are deleted when their time is up, or with their workflow run.',
      { cause },
    );
  }
  const network = /Unable to make request: (\w+)/.exec(message);
  if (network !== null) {
    const what = `the artifact service cannot be reached (${network[1] ?? ''})`;
    return failed(what, `See whether the runner has network. ${WITHOUT}`);
  }
  // The client judges the server by its address. It may come to judge more of them so than we do.
  if (cause instanceof Error && cause.name === 'GHESNotSupportedError') {
    return new MlopsError('artifact-absent', `${doing} failed: ${said}`, WITHOUT, { cause });
  }
  if (cause instanceof ServiceRefusal) {
    return failed(said, `It may be a passing fault: run the job again. ${WITHOUT}`);
  }
  if (message.includes('(409)')) {
    return failed(
      'an artifact with this name already exists in this workflow run',
      'Artifacts are never changed; each run of the training has its own name, so this run was published twice.',
    );
  }
  if (/claims|Invalid token/i.test(message)) {
    return failed('the runtime token of this step gives no access to artifacts', WITHOUT);
  }
  return failed(said, `It may be a passing fault: run the job again. ${WITHOUT}`);
}

/** 404 for an artifact that was deleted, 410 for one whose time is up; of this very run the service lists none. */
function isGone(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const status = 'status' in cause ? cause.status : undefined;
  return status === 404 || status === 410 || cause.name === 'ArtifactNotFoundError';
}
