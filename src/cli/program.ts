// The command line as a table of contents: every command with its words; the work is loaded only when it is asked for.
import { Command } from 'commander';
import { VERSION } from '../version.ts';
import type { Assets } from './assets.ts';
import type { TrainOptions } from './commands/train.ts';
import { exampleText, HELP, pointToHelp } from './command-help.ts';
import { commandText } from './command-text.ts';
import { inputFlags, inputsFrom } from './input-flags.ts';
import { addInitCommand } from './init-command.ts';
import { addDeploymentCommands } from './deployment-commands.ts';
import { addPromotionCommands } from './promotion-commands.ts';
import { addRegistryCommands } from './registry-commands.ts';
import { addRunsCommands } from './runs-commands.ts';

type Flags = Readonly<Record<string, unknown>> & {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch?: string;
};

/** @param settle is given the exit status of the command that ran */
export function buildProgram(assets: Assets, settle: (status: number) => void): Command {
  const program = new Command('mlops')
    .description('The Git repository as the whole MLOps platform: track, compare, gate and register models.')
    .version(VERSION, '-V, --version')
    // Its own flags stand before the command's name, so that a command may have a --version too.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError('(`mlops --help` lists the commands)')
    .configureHelp(HELP)
    .exitOverride();

  const addWithoutHistory = (
    parent: Command,
    usage: string,
    description: string,
    example: string,
    options: { readonly isDefault?: boolean } = {},
  ): Command =>
    pointToHelp(parent.command(usage, options))
      .description(description)
      .addHelpText('after', exampleText(example))
      .option('--repo <path>', 'repository to work in', '.')
      .option('--json', 'machine-readable output on stdout', false);

  const add: typeof addWithoutHistory = (...words) =>
    addWithoutHistory(...words).option(
      '--tracking-branch <name>',
      'branch or full ref of the history (default: that of mlops.yaml, else mlops-tracking)',
    );

  program.commandsGroup('Begin:');
  addInitCommand(addWithoutHistory, program, settle);

  program.commandsGroup('Train and compare:');
  const training = (command: Command): Command =>
    inputFlags(command, 'train')
      .option('--set <name=value>', 'param for this run only; may be given more than once', collect, [])
      .option('--no-push', 'keep registry tags in this repository')
      .option('-q, --quiet', 'no progress on stderr', false);

  training(
    add(program, 'train', 'train once: run the command, record, compare, report', 'mlops train -- python train.py'),
  )
    .argument('[command...]', 'the training command, after --; mlops.yaml or --command otherwise')
    .action(async (command: string[], flags: Flags) => {
      const { train } = await import('./commands/train.ts');
      settle(await train(trainOptions(command, flags), assets));
    });

  training(
    add(
      program,
      'retrain',
      'train again, with other params if given; --workflow does it on GitHub',
      'mlops retrain --set learning_rate=0.05',
    ),
  )
    .argument('[command...]', "the training command, after --; mlops.yaml or this branch's last run otherwise")
    .option('--workflow <file>', 'dispatch this workflow on GitHub instead of training here (GH_TOKEN)')
    .option('--ref <ref>', 'branch or tag to dispatch at')
    .action(async (command: string[], flags: Flags) => {
      const { retrain } = await import('./commands/retrain.ts');
      const [workflow, ref] = [textOf(flags['workflow']), textOf(flags['ref'])];
      settle(await retrain({ ...trainOptions(command, flags), workflow, ref }, assets));
    });

  addRunsCommands(program, add, settle);

  add(
    program,
    'compare <a> [b]',
    'two runs side by side: ids, branches, commits, model@stage; b is the newest other run by default',
    'mlops compare main my-branch',
  )
    .option('--html', 'one HTML file with plots, which needs no network', false)
    .option('--output <file>', 'file to write; stdout by default')
    .action(async (a: string, b: string | undefined, flags: Flags) => {
      const { compare } = await import('./commands/compare.ts');
      settle(await compare(a, b, { ...flags, html: flags['html'] === true, output: textOf(flags['output']) }));
    });

  add(
    program,
    'report [run]',
    'the report of a run, the newest by default: the pull request comment as Markdown, or a page with plots',
    'mlops report 0199a2 --html --output report.html',
  )
    .option('--summary', 'the long form, as in the job summary', false)
    .option('--html', 'one HTML file with plots, which needs no network', false)
    .option('--output <file>', 'file to write; stdout by default')
    .action(async (run: string | undefined, flags: Flags) => {
      const { report } = await import('./commands/report.ts');
      const [summary, html] = [flags['summary'] === true, flags['html'] === true];
      settle(await report(run, { ...flags, summary, html, output: textOf(flags['output']) }));
    });

  program.commandsGroup('Versions, stages, deployment:');
  inputFlags(
    add(
      program,
      'register [run]',
      "make a run a model version; HEAD's best success by default",
      'mlops register 0199a2 --bump minor',
    ),
    'register',
  )
    .option('--no-push', 'keep the tag in this repository')
    .action(async (run: string | undefined, flags: Flags) => {
      const { register } = await import('./commands/register.ts');
      settle(await register(run, { ...flags, inputs: inputsFrom(flags), push: flags['push'] !== false }));
    });

  addPromotionCommands(program, add, settle);
  addDeploymentCommands(program, add, settle);

  addRegistryCommands(program, { add, addWithoutHistory }, settle);

  const artifacts = pointToHelp(program.command('artifacts'))
    .description('files of runs and versions: fetch them, complete their releases')
    .addHelpText('after', exampleText('mlops artifacts download penguin-mass@production'));
  add(
    artifacts,
    'download <run>',
    'model files of a run or a version, digests checked',
    'mlops artifacts download penguin-mass@v0.0.1 --output model',
  )
    .option('-o, --output <folder>', 'an empty or new folder; named after model and run by default')
    .action(async (run: string, flags: Flags) => {
      const { downloadArtifacts } = await import('./commands/artifacts.ts');
      settle(await downloadArtifacts(run, { ...flags, output: textOf(flags['output']) }));
    });
  add(
    artifacts,
    'rescue [version]',
    'complete releases that lack files, before the workflow artifacts with them end; all versions by default',
    'mlops artifacts rescue penguin-mass@v0.0.1',
  ).action(async (version: string | undefined, flags: Flags) => {
    const { rescueReleases } = await import('./commands/rescue.ts');
    settle(await rescueReleases(version, flags));
  });

  program.commandsGroup('Keep in order:').helpCommand('help [command]', 'the help of a command');
  add(program, 'sync', 'unite the local and the remote history, both ways; fetch registry tags', 'mlops sync')
    .option(
      '--spool <folder>',
      'also record the runs in this folder, such as downloaded `mlops-record-…` artifacts; they are trusted as they are',
    )
    .action(async (flags: Flags) => {
      const { sync } = await import('./commands/sync.ts');
      settle(await sync({ ...flags, spool: textOf(flags['spool']) }));
    });
  add(
    program,
    'doctor',
    'check the repository, the configuration, the history, the registry and the workflows',
    'mlops doctor',
  )
    .option('--check <id...>', 'only these checks; README.md lists them')
    .option('--all', 'also show what is fine and what was skipped', false)
    .action(async (flags: Flags & { readonly check?: readonly string[] }) => {
      const { doctor } = await import('./commands/doctor.ts');
      settle(await doctor({ ...flags, check: flags.check ?? [], all: flags['all'] === true }));
    });
  pointToHelp(program.command('demo'))
    .helpGroup('Begin:')
    .description('the whole main job on a sample project in a temporary folder')
    .addHelpText('after', exampleText('mlops demo'))
    .option('--folder <path>', 'an empty or new folder to play in; a temporary one by default')
    .action(async (flags: { folder?: string }) => {
      const { demo } = await import('./commands/demo.ts');
      settle(await demo(flags.folder, assets));
    });
  return program;
}

function trainOptions(command: readonly string[], flags: Flags): TrainOptions {
  return {
    repo: flags.repo,
    json: flags.json,
    quiet: flags['quiet'] === true,
    push: flags['push'] !== false,
    set: flags['set'] as readonly string[],
    inputs: { ...inputsFrom(flags), ...(command.length === 0 ? {} : { command: commandText(command) }) },
  };
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
