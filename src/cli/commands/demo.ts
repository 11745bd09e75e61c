// mlops demo: the whole way on the sample project, from a first run to a live model and back. It types the same commands
// that a person would and shows them.
import { join } from 'node:path';
import { styleText } from 'node:util';
import {
  SCENARIO_BIRD,
  SCENARIO_COMMITS,
  SCENARIO_MERGES,
  SCENARIO_RETRAIN,
  SCENARIO_ROLLBACK,
  SCENARIO_STAGE,
} from '../../demo/scenario.ts';
import type { Assets } from '../assets.ts';
import { endServer, openDemoStage, say, type DemoStage } from '../demo-stage.ts';
import { print } from '../print.ts';
import { printable } from '../printable.ts';

const MODEL = 'penguin-mass';

/** @param wanted the folder to play in; a temporary one when undefined */
export async function demo(wanted: string | undefined, assets: Assets): Promise<number> {
  const stage = await openDemoStage(wanted, assets);
  try {
    await play(stage);
  } finally {
    await endServer(stage);
  }
  sayWhereItLies(stage);
  return 0;
}

async function play(stage: DemoStage): Promise<void> {
  const { folder, mlops } = stage;
  say(`A project that trains a model of penguins' body mass, with a bare remote beside it: ${folder}`);
  const own = SCENARIO_COMMITS.filter(({ branch }) => branch === 'main');
  const proposed = SCENARIO_COMMITS.filter(({ branch }) => branch !== 'main');
  for (const commit of own) {
    await stage.commit(commit);
    print(headlineOf(await mlops('train', '--quiet')));
  }

  say(
    'The model becomes a version: an annotated tag with its evidence, and a release. Its gates passed, so it may go live.',
  );
  print(await mlops('register'));
  print(await mlops('promote', MODEL, SCENARIO_STAGE));
  await ask(stage);

  for (const commit of proposed) {
    await stage.commit(commit);
    print(excerptOf(await mlops('train', '--quiet')));
  }
  await mergeTheGoodIdea(stage);
  await goBack(stage);

  say('A retrain with another param is one command; on GitHub it is the "Run workflow" button.');
  const overrides = Object.entries(SCENARIO_RETRAIN).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  print(headlineOf(await mlops('retrain', '--quiet', ...overrides)));

  say('Everything is in Git. The history, united with the remote:');
  print(await mlops('sync'));
  print(await mlops('runs'));
  print(await mlops('registry'));
  print(await mlops('registry', 'history'));
}

async function mergeTheGoodIdea(stage: DemoStage): Promise<void> {
  const { git, mlops } = stage;
  say(
    'The good idea is merged and becomes the next version. It takes the stage, because it beats the one that has it.',
  );
  await git.text(['switch', 'main']);
  await git.text(['merge', '--ff-only', SCENARIO_MERGES]);
  await git.text(['push', 'origin', 'main']);
  print(await mlops('register', SCENARIO_MERGES));
  print(await mlops('promote', MODEL, SCENARIO_STAGE));
  await ask(stage);
}

async function goBack(stage: DemoStage): Promise<void> {
  const { mlops } = stage;
  say('The old version cannot come back by the same door: it is compared with the one that is live.');
  print(await mlops('promote', `${MODEL}@v0.0.1`, SCENARIO_STAGE));

  say('But a step back is one command, with a reason, and what is live follows.');
  print(await mlops('rollback', MODEL, SCENARIO_STAGE, '--drill'));
  print(await mlops('rollback', MODEL, SCENARIO_STAGE, '--reason', SCENARIO_ROLLBACK));
  await ask(stage);
}

/** Asks the live model about a bird, as its users would. */
async function ask({ url }: DemoStage): Promise<void> {
  const body = JSON.stringify(SCENARIO_BIRD);
  print(styleText('green', `$ curl --data '${body}' ${url}`));
  const response = await fetch(url, { method: 'POST', body });
  print(printable((await response.text()).slice(0, 1000)));
}

/** The comment as far as a reader sees it without unfolding anything. */
function excerptOf(comment: string): string {
  const visible = comment.split('\n').filter((line) => !line.startsWith('<!--'));
  const end = visible.findIndex((line) => line.startsWith('<details>'));
  return visible
    .slice(0, end === -1 ? undefined : end)
    .join('\n')
    .trim();
}

function headlineOf(comment: string): string {
  return excerptOf(comment).split('\n').slice(0, 3).join('\n').trim();
}

function sayWhereItLies({ project }: DemoStage): void {
  say('Where everything lies:');
  print(`  the project      ${project}
  the runs         git log mlops-tracking
  the registry     git tag --list
  the comments     ${join(project, '.git/mlops/comments')}
  the models       ${join(project, '.git/mlops/artifacts')}
  the releases     ${join(project, '.git/mlops/releases')}

What to try next, in that folder (mlops is \`node ${process.argv[1] ?? 'dist/cli.js'}\` here):
  mlops compare main drop-flipper     what changed, side by side
  mlops report drop-flipper           the whole comment, as Markdown
  mlops report drop-flipper --html --output report.html   the same as a page with plots
  mlops train --set ridge=100         one more run
  mlops registry show ${MODEL}@${SCENARIO_STAGE}   which version that is, since when, why
  mlops doctor                        whether anything stands in the way`);
}
