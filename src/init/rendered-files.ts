// A proposal → the files that it writes, and what they check themselves for. Pure.
import { parseDocument } from 'yaml';
import type { Config } from '../config/schema.ts';
import { parseConfig } from '../config/parse-config.ts';
import { MlopsError } from '../error.ts';
import { renderDevcontainer } from './devcontainer.ts';
import type { Proposal } from './proposal.ts';
import { renderConfig } from './render-config.ts';
import { renderWorkflow, workflowTitle, type WorkflowName } from './workflows.ts';

export interface RenderedFile {
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Which files are wanted beside mlops.yaml and the training workflow. */
export interface Wanted {
  readonly workflows: readonly WorkflowName[];
  readonly devcontainer: boolean;
}

export function renderFiles(proposal: Proposal, wanted: Wanted): readonly RenderedFile[] {
  const { folder } = proposal;
  const names = [...new Set<WorkflowName>(['train', ...wanted.workflows])];
  return [
    { path: folder === '.' ? 'mlops.yaml' : `${folder}/mlops.yaml`, text: renderConfig(configFor(proposal, names)) },
    ...names.map((name) => ({
      path: `.github/workflows/${workflowTitle(name, proposal)}.yml`,
      text: renderWorkflow(name, proposal),
    })),
    ...(wanted.devcontainer ? [{ path: '.devcontainer/devcontainer.json', text: renderDevcontainer(proposal) }] : []),
  ];
}

/** What the wanted workflows lack in mlops.yaml, for people. */
export function stageAdvice({ stages, deploy }: Config, { workflows }: Pick<Wanted, 'workflows'>): readonly string[] {
  const isDeployed = deploy !== undefined || (stages !== undefined && !Array.isArray(stages));
  return [
    ...(workflows.includes('deploy') && !isDeployed
      ? ['mlops.yaml does not say how a version gets to where it serves: fill in `deploy` before the first promotion']
      : []),
    ...(stages === undefined && workflows.some((name) => ['promote', 'rollback', 'deploy'].includes(name))
      ? [
          'mlops.yaml names no `stages`: the forms of the workflows take any name, until it does and mlops init runs again',
        ]
      : []),
  ];
}

/** The deploy workflow is started by what names it. */
function configFor(proposal: Proposal, names: readonly WorkflowName[]): Config {
  if (!names.includes('deploy')) return proposal.config;
  return { 'deploy-workflow': `${workflowTitle('deploy', proposal)}.yml`, ...proposal.config };
}

/**
 * Reads a written file as those do who will read it.
 * @throws MlopsError `config-invalid` with the place
 */
export function checkFile({ path, text }: RenderedFile): void {
  if (path.endsWith('mlops.yaml')) {
    parseConfig(text, path);
    return;
  }
  // JSON is YAML too; comments, which devcontainer.json may have, are not of it.
  if (path.endsWith('.json')) return;
  const [fault] = parseDocument(text, { uniqueKeys: true }).errors;
  if (fault === undefined) return;
  throw new MlopsError('config-invalid', `${path}: ${fault.message}`, `Correct ${path}.`, {
    place: { file: path, line: fault.linePos?.[0].line ?? 1 },
  });
}
