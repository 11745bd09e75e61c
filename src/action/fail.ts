// The one place of the action door that turns an error into an annotation and a failed step.
import * as core from '@actions/core';
import { MlopsError } from '../error.ts';

/** Runs a door's main function; whatever it throws is reported once. */
export async function reportFailures(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (error instanceof MlopsError) {
      const { place } = error;
      core.error(`${error.message}\n${error.hint}`, {
        title: `mlops: ${error.code}`,
        ...(place === undefined ? {} : { file: place.file }),
        ...(place?.line === undefined ? {} : { startLine: place.line }),
      });
      if (error.cause instanceof Error) core.debug(stackOf(error.cause));
    } else {
      core.error(`This is a bug in mlops-action; please report it with this text.\n${stackOf(error)}`, {
        title: 'mlops: bug',
      });
    }
    process.exitCode = 1;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
