// A registration, told to the run.
import type { RegisteredVersion } from '../../registry/register.ts';
import type { Ports } from '../ports.ts';
import { eventOfTag, recordTag } from './record-tag.ts';

/**
 * Appends the event of a version that a tag registers; nothing where the run was told of it already.
 * @param run id of the run
 */
export async function recordRegistration(
  run: string,
  written: RegisteredVersion,
  ports: Pick<Ports, 'history' | 'log'>,
): Promise<void> {
  const { model, version } = written;
  await recordTag({ ...eventOfTag('registration', run, written), type: 'registration', model, version }, ports);
}
