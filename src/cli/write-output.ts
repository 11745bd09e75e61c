// What a command made, into the file that was named or onto stdout.
import { writeFile } from 'node:fs/promises';
import { MlopsError } from '../error.ts';
import { print } from './print.ts';

/** @throws MlopsError `usage` where the file cannot be written */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    print(text);
    return;
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new MlopsError('usage', `${file} cannot be written: ${(error as Error).message}`, 'Give another --output.');
  }
}
