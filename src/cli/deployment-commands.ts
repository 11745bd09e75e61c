// The commands that bring versions live and tell what is live.
import type { Command } from 'commander';
import type { HistoryOptions } from './local-history.ts';

type Flags = HistoryOptions & Readonly<Record<string, unknown>>;

/** Adds `deploy` and `deployments`. @param add makes a command with the flags that all with a history have */
export function addDeploymentCommands(
  program: Command,
  add: (parent: Command, usage: string, description: string, example: string) => Command,
  settle: (status: number) => void,
): void {
  add(
    program,
    'deploy <model> [stage]',
    'bring the version that holds a stage live, as mlops.yaml says (model@stage, model and stage, or the stage alone)',
    'mlops deploy penguin-mass@production',
  )
    .option('--version <version>', 'only if this version holds the stage')
    .option('--again', 'also what is live and well; an image is built anew', false)
    .option('--config <path>', 'path of the configuration')
    .option('--working-directory <path>', "folder of the model's mlops.yaml")
    .action(async (model: string, stage: string | undefined, flags: Flags) => {
      const { deploy } = await import('./commands/deploy.ts');
      const { repo, json, trackingBranch } = flags;
      const [version, again] = [textOf(flags['version']), flags['again'] === true];
      settle(await deploy(model, stage, { repo, json, trackingBranch, version, again, inputs: inputsOf(flags) }));
    });

  add(
    program,
    'deployments [model]',
    'what is live where, since when and by whom, from the history alone',
    'mlops deployments penguin-mass --all',
  )
    .option('--all', 'all that was deployed, newest first', false)
    .action(async (model: string | undefined, flags: Flags) => {
      const { deployments } = await import('./commands/deployments.ts');
      settle(await deployments(model, { ...flags, all: flags['all'] === true }));
    });
}

function inputsOf(flags: Flags): Readonly<Record<string, string>> {
  const inputs = {
    config: textOf(flags['config']),
    'working-directory': textOf(flags['workingDirectory']),
    'tracking-branch': flags.trackingBranch,
  };
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
