// Registers one run in a process of its own: `node register-worker.ts REMOTE SCRATCH COMMIT RUN-ID`.
import { registerVersion } from '../../src/registry/register.ts';
import type { Evidence } from '../../src/registry/evidence.ts';
import { silentLog } from '../../src/log.ts';

const [url = '', scratchParent = '', commit = '', run = ''] = process.argv.slice(2);
const access = {
  remote: { url, config: {} },
  scratchParent,
  clock: () => new Date(),
  random: Math.random,
  log: silentLog,
};
const evidence: Evidence = { schema: 1, run, commit, metrics: {}, files: [] };
const { version } = await registerVersion(access, { model: 'duration', bump: 'patch', commit, evidence });
process.stdout.write(version);
