// Deploys as a process of its own. Started by deploy-version.test.ts.
import { silentLog } from '../../src/log.ts';
import { deployVersion, type DeployRequest } from '../../src/pipeline/deployment/deploy-version.ts';
import { deployPorts } from '../support/a-deployment.ts';

const { folder, request } = JSON.parse(process.argv[2] ?? '{}') as { folder: string; request: DeployRequest };
const log = { ...silentLog, info: (message: string) => void process.stdout.write(`${message}\n`) };
await deployVersion(
  request,
  deployPorts(folder, 1, log, () => undefined),
);
