// Files that ship beside the code: in the source tree they lie with their features, in dist/ next to the entry.
import { join } from 'node:path';

export interface Assets {
  readonly trainScript: string;
  /** The sample project of `mlops demo`. */
  readonly demoProject: string;
  /** The program itself, to be run by node. */
  readonly program: string;
}

/** @param entry absolute path of the running entry: `src/cli/main.ts` or `dist/cli.js` */
export function assetsBeside(entry: string, folder: string): Assets {
  const fromSource = entry.endsWith('.ts');
  return fromSource
    ? {
        program: entry,
        trainScript: join(folder, '../training/train.sh'),
        demoProject: join(folder, '../demo/project'),
      }
    : { program: entry, trainScript: join(folder, 'train.sh'), demoProject: join(folder, 'demo') };
}
