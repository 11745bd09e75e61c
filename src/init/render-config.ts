// A configuration as the text of mlops.yaml. Pure.
import { Document, isMap, Pair, Scalar, YAMLMap } from 'yaml';
import type { Config } from '../config/schema.ts';

const SCHEMA_ADDRESS = 'https://raw.githubusercontent.com/org/mlops-action/v1/dist/mlops.schema.json';

/** The order in which people read them; what else there is follows. */
const ORDER = ['model', 'experiment', 'command', 'params', 'metrics', 'metrics-pattern', 'data', 'model-files'];

const GATES_EXAMPLE = `gates:                 # what a metric must satisfy; after a first run \`mlops runs\` shows their names
  rmse: { better: lower, primary: true, max-regression: 1% }`;

const STAGES_EXAMPLE = `stages: [staging, production]   # those that the workflows offer, once \`mlops init\` wrote them again; any by default`;

const DEPLOY_EXAMPLE = `deploy:                # how a version gets to where it serves; see MODEL_VERSION, MODEL_DIR and the like
  command: ./deploy.sh
  health: { url: https://example.org/health }`;

/** The text of mlops.yaml, from which the same configuration is parsed. */
export function renderConfig(config: Config): string {
  const sorted = Object.entries(config).toSorted(([a], [b]) => rank(a) - rank(b));
  const document = new Document(new YAMLMap());
  document.commentBefore = ` yaml-language-server: $schema=${SCHEMA_ADDRESS}`;
  const { contents } = document;
  if (!isMap(contents)) return '';
  for (const [key, value] of sorted) {
    const node = document.createNode(key === 'register' ? registerMembers(value) : value);
    // Gates and the like stand on a line each.
    if (isMap(node)) for (const { value: member } of node.items) if (isMap(member)) member.flow = true;
    if (isMap(node) && key !== 'gates') node.flow = true;
    contents.add(new Pair(new Scalar(key), node));
  }
  const text = document.toString({ lineWidth: 0, singleQuote: true });
  const hasDeployWorkflow = config['deploy-workflow'] !== undefined;
  const examples = [
    ...(config.gates === undefined ? [GATES_EXAMPLE] : []),
    ...(hasDeployWorkflow && config.stages === undefined ? [STAGES_EXAMPLE] : []),
    ...(hasDeployWorkflow && config.deploy === undefined ? [DEPLOY_EXAMPLE] : []),
  ];
  return [text, ...examples.map((example) => `${example.replaceAll(/^/gm, '# ')}\n`)].join('');
}

function rank(key: string): number {
  const index = ORDER.indexOf(key);
  return index === -1 ? ORDER.length : index;
}

/** Without what is so by default. */
function registerMembers(value: unknown): unknown {
  const { bump, ...others } = value as NonNullable<Config['register']>;
  return bump === 'patch' ? others : { ...others, bump };
}
