// The words of `mlops init`.
import type { Command } from 'commander';

type Add = (parent: Command, usage: string, description: string, example: string) => Command;

type Flags = Readonly<Record<string, unknown>> & { readonly repo: string; readonly json: boolean };

export function addInitCommand(add: Add, program: Command, settle: (status: number) => void): void {
  add(
    program,
    'init',
    'look at the repository, propose, and write mlops.yaml and .github/workflows/train.yml',
    'mlops init --yes --workflows retrain,publish',
  )
    .option('-y, --yes', 'ask nothing: write the proposal, keep files that are there', false)
    .option('--dry-run', 'show what would be written, and write nothing', false)
    .option('--force', 'write over files that are there', false)
    .option('--workflows <names>', 'more workflows, separated by commas: retrain, publish, promote, rollback, deploy')
    .option('--devcontainer', 'also .devcontainer/devcontainer.json, for Codespaces and editors', false)
    .option('--command <command>', 'the training command; what was found by default')
    .option('--working-directory <folder>', "folder of the model in a monorepo, relative to the repository's root")
    .action(async (flags: Flags) => {
      const { init } = await import('./commands/init.ts');
      settle(
        await init({
          repo: flags.repo,
          json: flags.json,
          yes: flags['yes'] === true,
          dryRun: flags['dryRun'] === true,
          force: flags['force'] === true,
          devcontainer: flags['devcontainer'] === true,
          workflows: textOf(flags['workflows']),
          workingDirectory: textOf(flags['workingDirectory']),
          command: textOf(flags['command']),
        }),
      );
    });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
