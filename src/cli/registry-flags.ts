// The flags of `mlops registry show`, which are those of `gto show`.
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { VersionSort } from '../registry/show.ts';

export interface ShowFlags {
  readonly versions: boolean;
  readonly deprecated: boolean;
  readonly registeredOnly: boolean;
  readonly versionsPerStage: number;
  readonly stages: readonly string[] | undefined;
  readonly sort: VersionSort;
}

export function showFlags(command: Command): Command {
  return command
    .option('--versions', 'a row for each version of the model that is named', false)
    .option('-d, --deprecated', 'also what is deprecated or was taken back', false)
    .option('--registered-only', 'no commits that have a stage and no version', false)
    .option(
      '--versions-per-stage <count>',
      'how many versions of a stage are shown, newest first; -1 for all',
      count,
      1,
    )
    .option('--stages <stage...>', 'these stages as columns, in this order; those in use by default')
    .addOption(
      new Option('--sort <order>', 'what is the newest version in a stage')
        .choices(['timestamp', 'semver'])
        .default('timestamp'),
    );
}

export function showFlagsFrom(flags: Readonly<Record<string, unknown>>): ShowFlags {
  return {
    versions: flags['versions'] === true,
    deprecated: flags['deprecated'] === true,
    registeredOnly: flags['registeredOnly'] === true,
    versionsPerStage: flags['versionsPerStage'] as number,
    stages: flags['stages'] as readonly string[] | undefined,
    sort: flags['sort'] as VersionSort,
  };
}

function count(text: string): number {
  if (text === '-1') return Number.POSITIVE_INFINITY;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a number, or -1 for all.');
}
