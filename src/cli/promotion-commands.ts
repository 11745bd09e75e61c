// The commands that give stages to versions and take them back.
import type { Command } from 'commander';
import type { HistoryOptions } from './local-history.ts';

type Flags = HistoryOptions & Readonly<Record<string, unknown>>;

/** Adds `promote`, `rollback` and `deprecate`. @param add makes a command with the flags that all with a history have */
export function addPromotionCommands(
  program: Command,
  add: (parent: Command, usage: string, description: string, example: string) => Command,
  settle: (status: number) => void,
): void {
  const assigning = (command: Command): Command =>
    command
      .option('--reason <text>', 'why; it stands in the tag for ever')
      .option('--config <path>', 'path of the configuration')
      .option('--working-directory <path>', "folder of the model's mlops.yaml")
      .option('--no-deploy', 'assign the stage only')
      .option('--no-push', 'keep the tag in this repository');

  assigning(
    add(
      program,
      'promote [model] [stage]',
      'assign a stage to a version (model@v1.2.3; the latest by default), if the evidence allows; without arguments: what deploy/*.yaml asks for',
      'mlops promote penguin-mass@v0.0.2 production',
    ),
  )
    .option('--force', 'pass over what speaks against it; needs --reason', false)
    .action(async (model: string | undefined, stage: string | undefined, flags: Flags) => {
      const { promote } = await import('./commands/promote.ts');
      settle(await promote(model, stage, { ...promotionOptions(flags), force: flags['force'] === true }));
    });

  assigning(
    add(
      program,
      'rollback [model] [stage]',
      'give a stage back to the version before; the one that is left gets no stage any more, unless it is forced',
      'mlops rollback penguin-mass production --reason "answers too late"',
    ),
  )
    .option('--to <version>', 'this version rather than the one before')
    .option('--force', 'also to a version that was rolled back from itself; needs --reason', false)
    .option('--drill', 'only try: find the version before, fetch and check its files, record the date', false)
    .action(async (model: string | undefined, stage: string | undefined, flags: Flags) => {
      const { rollback } = await import('./commands/rollback.ts');
      settle(
        await rollback(model, stage, {
          ...promotionOptions(flags),
          force: flags['force'] === true,
          to: textOf(flags['to']),
          drill: flags['drill'] === true,
        }),
      );
    });

  add(
    program,
    'deprecate <model> [version] [stage]',
    'deprecate a model, take a version back, or take a stage from a version; nothing is deleted',
    'mlops deprecate penguin-mass v0.0.1 --reason "trained on leaked data"',
  )
    .option('--reason <text>', 'why; it stands in the tag')
    .option('--force', 'also a version that is in a stage, or what is being served', false)
    .option('--no-push', 'keep the tag in this repository')
    .action(async (model: string, version: string | undefined, stage: string | undefined, flags: Flags) => {
      const { deprecate } = await import('./commands/deprecate.ts');
      const [reason, force, push] = [textOf(flags['reason']), flags['force'] === true, flags['push'] !== false];
      settle(await deprecate([model, version, stage], { ...flags, reason, force, push }));
    });
}

/** What `promote` and `rollback` have in common. */
export interface PromotionOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch?: string | undefined;
  readonly reason: string | undefined;
  readonly force: boolean;
  readonly deploy: boolean;
  readonly push: boolean;
  /** Names of inputs. */
  readonly inputs: Readonly<Record<string, string>>;
}

function promotionOptions(flags: Flags): Omit<PromotionOptions, 'force'> {
  const inputs = {
    config: textOf(flags['config']),
    'working-directory': textOf(flags['workingDirectory']),
    'tracking-branch': flags.trackingBranch,
  };
  return {
    repo: flags.repo,
    json: flags.json,
    reason: textOf(flags['reason']),
    deploy: flags['deploy'] !== false,
    push: flags['push'] !== false,
    inputs: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
