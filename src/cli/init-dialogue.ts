// What `mlops init` asks a person, and what it takes when nobody can be asked.
import { suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import { commandsFor, foldersSideBySide } from '../init/model-folders.ts';
import { proposeFor, type Proposal } from '../init/proposal.ts';
import type { Wanted } from '../init/rendered-files.ts';
import type { RepositoryFacts } from '../init/repository-facts.ts';
import { OPTIONAL_WORKFLOWS, type WorkflowName } from '../init/workflows.ts';
import { isName } from '../registry/tag.ts';
import { canAsk, openQuestions, type Questions } from './ask.ts';
import { printFindings } from './init-report.ts';

interface Asked {
  readonly command: string | undefined;
  readonly workflows: readonly WorkflowName[];
  readonly devcontainer: boolean;
  readonly json: boolean;
}

interface Mode {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

export function openIfNeeded({ yes, dryRun, json }: Mode): Questions | undefined {
  if (yes || dryRun) return undefined;
  if (canAsk() && !json) return openQuestions();
  throw new MlopsError(
    'usage',
    'there is no terminal to ask on',
    '`mlops init --yes` writes what it proposes and keeps what is there; `--dry-run` only shows it.',
  );
}

/** @throws MlopsError `usage` for a name that is none */
export function parseWorkflows(text: string | undefined): readonly WorkflowName[] {
  const names = namesIn(text ?? '');
  return names.map((name) => {
    const known = OPTIONAL_WORKFLOWS.find((workflow) => workflow === name);
    if (known !== undefined) return known;
    throw new MlopsError(
      'usage',
      `there is no workflow "${name}": ${suggestion(name, OPTIONAL_WORKFLOWS)}`,
      `Give names of ${OPTIONAL_WORKFLOWS.join(', ')}, separated by commas; train is always written.`,
    );
  });
}

function namesIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The folder of which a proposal is wanted where several train side by side; undefined for the place itself. */
export async function chooseFolder(
  facts: RepositoryFacts,
  questions: Questions | undefined,
): Promise<string | undefined> {
  const folders = foldersSideBySide(facts);
  const [first] = folders;
  if (first === undefined) return undefined;
  if (questions === undefined) {
    throw new MlopsError(
      'usage',
      `several folders train, each a model of its own: ${folders.join(', ')}`,
      `Propose for each: ${commandsFor(folders, facts.folder).join(' && ')}. One training for all of them is given with --command.`,
    );
  }
  const folder = await questions.text(`Several folders train: ${folders.join(', ')}. Which one now?`, first, (answer) =>
    folders.includes(answer) ? undefined : `that is none of ${folders.join(', ')}; --command trains all as one model`,
  );
  return facts.folder === '.' ? folder : `${facts.folder}/${folder}`;
}

/** @throws MlopsError `usage` when nothing that trains is found or given */
export async function choose(
  facts: RepositoryFacts,
  asked: Asked,
  questions: Questions | undefined,
): Promise<{ readonly proposal: Proposal; readonly wanted: Wanted }> {
  const { workflows, devcontainer } = asked;
  const first = proposeFor(facts, asked.command);
  if (first !== undefined && !asked.json) printFindings(first);
  if (questions === undefined) {
    if (first !== undefined) return { proposal: first, wanted: { workflows, devcontainer } };
    throw nothingFound(facts);
  }
  const command = await questions.text('What trains the model?', first?.config.command ?? 'python train.py', (answer) =>
    /^(?:y|n|yes|no|none)$/i.test(answer) ? 'that is no command: type what you would type to train' : undefined,
  );
  const model = await questions.text('What is the model called?', first?.config.model ?? 'model', (answer) =>
    isName(answer) ? undefined : 'a name has letters, digits, "-", "_" and "/" only',
  );
  const isAuto = await questions.yes(
    `Make every good model of ${facts.defaultBranch} a version, with a tag and a release?`,
    (facts.config?.register?.when ?? 'auto') !== 'never',
  );
  const more = await questions.text(
    `More workflows: ${OPTIONAL_WORKFLOWS.join(', ')}?`,
    workflows.join(', ') || 'none',
    (answer) => faultOfWorkflows(answer),
  );
  const isContainerWanted = await questions.yes('A development container for Codespaces?', devcontainer);
  const register = registerFor(isAuto, facts.config?.register);
  const proposal = proposeFor({ ...facts, config: { ...facts.config, model, register } }, command);
  if (proposal === undefined) throw nothingFound(facts);
  return {
    proposal,
    wanted: { workflows: isNone(more) ? [] : parseWorkflows(more), devcontainer: isContainerWanted },
  };
}

type Register = NonNullable<NonNullable<RepositoryFacts['config']>['register']>;

/** The answer, beside what the configuration says of it already. */
function registerFor(isAuto: boolean, there: Register | undefined): Register {
  const before: Register = there ?? { when: 'auto', bump: 'patch' };
  if (!isAuto) return { ...before, when: 'never' };
  return before.when === 'never' ? { ...before, when: 'auto' } : before;
}

function isNone(answer: string): boolean {
  return /^(?:none|no|n)$/i.test(answer);
}

function faultOfWorkflows(answer: string): string | undefined {
  const strange = isNone(answer)
    ? undefined
    : namesIn(answer).find((name) => !(OPTIONAL_WORKFLOWS as readonly string[]).includes(name));
  return strange && `there is no workflow "${strange}": ${suggestion(strange, OPTIONAL_WORKFLOWS)}`;
}

function nothingFound({ paths, folder }: RepositoryFacts): MlopsError {
  const folders = paths.flatMap((path) => /^(.+)\/(?:train\.[a-z]+|mlops\.yaml)$/i.exec(path)?.[1] ?? []);
  const others = [...new Set(folders)].slice(0, 5);
  const elsewhere =
    others.length === 0 ? '' : ` A folder of its own is given with --working-directory: ${others.join(', ')}.`;
  return new MlopsError(
    'usage',
    `nothing that trains was found in ${folder === '.' ? 'the repository' : folder}: no train.py, train.R and the like, no Makefile with \`train\`, no dvc.yaml, MLproject or notebook`,
    `Name it: mlops init --command 'python fit.py'.${elsewhere}`,
  );
}
