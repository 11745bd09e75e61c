// How the pipelines write to the registry.
import type { RegistryAccess } from '../../registry/access.ts';
import type { Ports } from '../ports.ts';

type AccessPorts = Pick<Ports, 'registry' | 'scratch' | 'clock' | 'random' | 'log'>;

export function registryAccess({ registry, scratch, clock, random, log }: AccessPorts): RegistryAccess {
  return { remote: registry.remote, clone: registry.clone, scratchParent: scratch, clock, random, log };
}
