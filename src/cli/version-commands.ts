// The commands that look at one version of a model.
import type { Command } from 'commander';
import type { HistoryOptions } from './local-history.ts';

type Flags = HistoryOptions & Readonly<Record<string, unknown>>;

/**
 * Adds `card`, `verify` and `registry explain`.
 * @param add makes a command with the flags that all with a history have
 * @param settle is given the exit status of the command that ran
 */
export function addVersionCommands(
  program: Command,
  registry: Command,
  add: (parent: Command, usage: string, description: string, example: string) => Command,
  settle: (status: number) => void,
): void {
  add(
    registry,
    'explain <version>',
    'a version walked back to its data: stage, tag, evidence, run, comparison, code, data, environment, parents',
    'mlops registry explain penguin-mass@production',
  ).action(async (reference: string, flags: Flags) => {
    const { explain } = await import('./commands/version.ts');
    settle(await explain(reference, flags));
  });

  add(
    program,
    'verify <version>',
    'check the chain of a version as far as this machine can: moved tags, digests, metrics, files, data',
    'mlops verify penguin-mass@production',
  ).action(async (reference: string, flags: Flags) => {
    const { verify } = await import('./commands/version.ts');
    settle(await verify(reference, flags));
  });

  add(
    program,
    'card <version>',
    'the model card of a version or a run, as Markdown',
    'mlops card penguin-mass@production --output MODEL_CARD.md',
  )
    .option('--output <file>', 'file to write; stdout by default')
    .action(async (reference: string, flags: Flags) => {
      const { card } = await import('./commands/card.ts');
      const output = flags['output'];
      settle(await card(reference, { ...flags, output: typeof output === 'string' ? output : undefined }));
    });
}
