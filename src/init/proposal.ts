// Facts → what `mlops init` proposes, with the reasons. Pure.
import { choosePrimary } from '../comparison/primary.ts';
import { directionOf } from '../comparison/direction.ts';
import { isTrainingMetric } from '../comparison/metric-name.ts';
import { defaultModel } from '../config/overlay.ts';
import type { Config, Gate } from '../config/schema.ts';
import type { Param } from '../run/record.ts';
import { parseMetricsFile } from '../training/formats/metrics-file.ts';
import { parseParamsFile, parseParamsReference } from '../training/formats/params-file.ts';
import { isNoModel, USUAL_METRICS, USUAL_PARAMS } from '../training/usual-files.ts';
import { dispatchInputs, type DispatchInput } from './dispatch-inputs.ts';
import { isPlainName, isScript, type RepositoryFacts } from './repository-facts.ts';
import { notebookCode } from './notebook.ts';
import { mentionedIn, type ScriptMentions } from './script-mentions.ts';
import { withoutArguments, withoutMetrics, withoutScript } from './script-advice.ts';
import { languagesWithManifest, missingManifest, toolchainOf, type Toolchain } from './toolchain.ts';
import { findEntries, type TrainingEntry } from './training-entry.ts';

/** Something that was found, and what was made of it. */
interface Finding {
  readonly about: string;
  readonly text: string;
}

export interface Proposal {
  readonly folder: string;
  readonly defaultBranch: string;
  /** Names that workflows of others have. */
  readonly foreignWorkflows: readonly string[];
  readonly config: Config;
  readonly toolchains: readonly Toolchain[];
  readonly inputs: readonly DispatchInput[];
  readonly findings: readonly Finding[];
  /** What only a person can do. */
  readonly advice: readonly string[];
  /** Whether the packages that the training needs are named nowhere, so that no workflow can install them. */
  readonly lacksPackages: boolean;
}

/**
 * What could be written for this repository.
 * @param command what the user says that trains; the likeliest entry otherwise
 * @returns undefined when nothing is found that trains
 */
export function proposeFor(facts: RepositoryFacts, command?: string): Proposal | undefined {
  const entries = findEntries(facts);
  const given = command ?? facts.config?.command;
  const entry = given === undefined ? entries[0] : entryOf(given, entries);
  if (entry === undefined) return undefined;
  const script = textBehind(entry.file, facts);
  const mentions = mentionedIn(script, facts.paths);
  const toolchains = toolchainsFor(entry, facts, script);
  const params = proposeParams(facts, script);
  const metrics = proposeMetrics(facts, mentions);
  const found = metricNames(metrics, facts);
  const proposed: Config = {
    model: defaultModel({ repository: facts.repository, workingDirectory: facts.folder }),
    command: entry.command,
    ...(params === undefined ? {} : { params }),
    ...(metrics === undefined ? {} : { metrics }),
    ...listed(
      'model-files',
      mentions.modelFiles.filter((path) => !isNoModel(path)),
    ),
    ...listed('data', mentions.data),
    ...gatesFor(found),
    register: { when: 'auto', bump: 'patch' },
  };
  const config: Config = { ...proposed, ...facts.config, command: entry.command };
  const values = new Map<string, Param>([...paramsIn(config.params, facts), ...Object.entries(entry.params)]);
  const where = [config.params ?? []].flat().join(', ') || entry.file;
  const dispatch = dispatchInputs(values, where, mentions);
  const { inputs, leftOut } = dispatch;
  const missing = toolchains.flatMap((toolchain) => missingManifest(toolchain, script, entry.file) ?? []);
  const reads = mentions.overrides.length > 0 || mentions.readsAnyOverride || Object.keys(entry.params).length > 0;
  return {
    folder: facts.folder,
    defaultBranch: facts.defaultBranch,
    foreignWorkflows: facts.foreignWorkflows,
    config,
    toolchains,
    inputs,
    findings: [
      { about: entry.file, text: `${entry.why}: \`${entry.command}\`` },
      ...toolchains.flatMap(({ manifest, install }) =>
        manifest === undefined ? [] : [{ about: manifest, text: `packages: \`${install.join(' && ')}\`` }],
      ),
      ...(params === undefined ? [] : [{ about: params, text: `${values.size} params` }]),
      ...(metrics === undefined ? [] : [{ about: metrics, text: metricWords(found, facts.texts.has(metrics)) }]),
    ],
    advice: [
      ...(given === undefined ? othersLike(entry, entries) : []),
      ...(entry.note === undefined ? [] : [entry.note]),
      ...missing,
      ...(metrics === undefined && !mentions.appendsMetrics && config['metrics-pattern'] === undefined
        ? told(withoutMetrics(entry.file, script))
        : []),
      ...told(withoutArguments(entry.file, script, entry.command)),
      ...told(withoutScript(entry.command, facts.paths)),
      ...(inputs.length > 0 && !reads
        ? [
            `${entry.file} does not read MLOPS_PARAM_${(inputs[0]?.name ?? '').toUpperCase().replaceAll('-', '_')}: ` +
              'until it does, values given to a retrain change nothing',
          ]
        : []),
      ...[...leftOut].map(([reason, names]) => `no input of the workflow is ${someOf(names)}: ${reason}`),
    ],
    lacksPackages: missing.length > 0,
  };
}

const MOST_SHOWN = 10;

function told(words: string | undefined): readonly string[] {
  return words === undefined ? [] : [words];
}

/** A command that a person gave, with what is known of the file that it runs. */
function entryOf(command: string, entries: readonly TrainingEntry[]): TrainingEntry {
  const same = entries.find((entry) => entry.command === command);
  if (same !== undefined) return same;
  const words = command.split(/[\s'"]+/);
  const named = entries.find((entry) => words.includes(entry.file));
  const unnamed = { file: 'the command', language: undefined, params: {} };
  return { ...(named ?? unnamed), command, why: 'as given' };
}

/** Scripts of the same name in other folders: in a monorepo each is a model. */
function othersLike({ file }: TrainingEntry, entries: readonly TrainingEntry[]): readonly string[] {
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const others = entries.map((entry) => entry.file).filter((other) => nameOf(other) === nameOf(file));
  const folders = [...new Set(others.map(folderOf))].filter((folder) => folder !== '' && folder !== folderOf(file));
  if (folders.length === 0) return [];
  return [`also in ${someOf(folders)}: a folder that is a model of its own is given with --working-directory`];
}

/** The text of a file and of those that it names: what a Makefile or a shell script runs. */
function textBehind(file: string, { texts }: RepositoryFacts): string {
  const text = file.endsWith('.ipynb') ? notebookCode(texts.get(file) ?? '') : (texts.get(file) ?? '');
  const called = [...texts].filter(
    ([path]) => path !== file && isScript(path) && text.includes(path.slice(path.lastIndexOf('/') + 1)),
  );
  return [text, ...called.map(([, its]) => its)].join('\n');
}

function toolchainsFor(entry: TrainingEntry, facts: RepositoryFacts, script: string): readonly Toolchain[] {
  const languages = entry.language === undefined ? languagesWithManifest(facts) : [entry.language];
  return languages.map((language) => toolchainOf(language, facts, script));
}

function proposeParams({ paths }: RepositoryFacts, script: string): string | undefined {
  const usual = USUAL_PARAMS.find((path) => paths.includes(path));
  if (usual !== undefined) return usual;
  const settings = paths.filter((path) =>
    /(?:^|\/)(?:config|params|hparams|hyperparameters)\.(?:ya?ml|json|toml)$/.test(path),
  );
  return settings.find((path) => isPlainName(path) && (script.includes(`"${path}"`) || script.includes(`'${path}'`)));
}

function proposeMetrics({ texts }: RepositoryFacts, mentions: ScriptMentions): string | undefined {
  const usual = USUAL_METRICS.find((path) => texts.has(path));
  return usual ?? mentions.metrics[0];
}

/** The names in a metrics file of an earlier training; empty when there is none. */
function metricNames(file: string | undefined, { texts }: RepositoryFacts): readonly string[] {
  const text = file === undefined ? undefined : texts.get(file);
  if (file === undefined || text === undefined) return [];
  return [...new Set(parseMetricsFile(file, text).points.map(({ name }) => name))];
}

/** A gate for the one metric that decides, against the baseline; where its bounds are is for people to say. */
function gatesFor(names: readonly string[]): Pick<Config, 'gates'> {
  const primary = choosePrimary(names, {});
  const better = primary === undefined ? 'unknown' : directionOf(primary, undefined);
  if (primary === undefined || better === 'unknown' || isTrainingMetric(primary)) return {};
  const gate: Gate = { better, primary: true, 'max-regression': '1%' };
  return { gates: { [primary]: gate } };
}

function metricWords(names: readonly string[], isThere: boolean): string {
  if (!isThere) return 'metrics, once the training wrote them; no gates can be proposed before';
  const primary = choosePrimary(names, {});
  return primary === undefined
    ? `${names.length} metrics, none of which is known to tell how good the model is`
    : `${names.length} metrics, of which ${primary} decides`;
}

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_SHOWN).join(', ');
  return names.length > MOST_SHOWN ? `${shown} and ${names.length - MOST_SHOWN} more` : shown;
}

function paramsIn(references: Config['params'], { texts }: RepositoryFacts): ReadonlyMap<string, Param> {
  const params = new Map<string, Param>();
  for (const reference of [references ?? []].flat()) {
    const { file, section } = parseParamsReference(reference);
    const text = texts.get(file);
    if (text === undefined) continue;
    for (const [name, value] of parseParamsFile(file, text, section).params) params.set(name, value);
  }
  return params;
}

function listed(key: 'model-files' | 'data', paths: readonly string[]): Pick<Config, 'model-files' | 'data'> {
  const [only, ...others] = paths;
  if (only === undefined) return {};
  return { [key]: others.length === 0 ? only : [...paths] };
}
