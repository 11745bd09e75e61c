// mlops.yaml: can it be read, and does what it names exist?
import { nearestOf } from '../../config/nearest.ts';
import { isTrainingMetric } from '../../comparison/metric-name.ts';
import { parseTag } from '../../registry/tag.ts';
import type { RunRecord } from '../../run/record.ts';
import { check, counted, findingsOr, ok, problem, warning, type Check, type Finding } from '../check.ts';
import type { Configuration, ModelFolder } from '../facts.ts';
import { actionSteps } from '../../workflow/workflow.ts';

/** So many runs without a metric are no accident. */
const ENOUGH_RUNS = 2;

export const CONFIGURATION_CHECKS: readonly Check[] = [
  check({
    id: 'configuration',
    title: '`mlops.yaml` can be read, has no unknown keys, and there is a command',
    needs: ['configurations', 'workflows', 'history'],
    judge({ configurations, workflows, history }) {
      const hasInput = actionSteps(workflows).some(({ inputs }) => inputs['command'] !== undefined);
      return configurations.flatMap(({ settings, error, folder, file }) => {
        if (settings === undefined) return error === undefined ? [] : faultsIn(error);
        const gates = Object.keys(settings.gates).length;
        const judged = gates > 0 ? counted(gates, 'gate') : 'no gates: its runs are shown, never judged';
        if (settings.command !== undefined || hasInput) return ok(`model ${settings.model}, ${judged}`);
        // Who trains with `mlops train -- COMMAND` needs no file.
        if (file === undefined && history.newest !== undefined) return ok(`model ${settings.model}, no mlops.yaml`);
        return problem(
          `there is no command to train with for model ${settings.model}`,
          'Add to mlops.yaml: `command: python train.py`, with your own command; `mlops init` proposes one',
          { file: file ?? (folder === '.' ? 'mlops.yaml' : `${folder}/mlops.yaml`) },
        );
      });
    },
  }),
  check({
    id: 'command',
    title: 'The script that the command runs exists and is committed',
    needs: ['models'],
    judge({ models }) {
      const findings = models.flatMap(({ script, file, lineOf }): readonly Finding[] => {
        if (script === undefined || (script.exists && script.tracked)) return [];
        const at = { file, line: lineOf(['command']) };
        if (!script.exists) {
          return [
            problem(`the command runs ${script.path}, which does not exist`, 'Correct `command`, or add the file.', at),
          ];
        }
        return [
          warning(
            `the command runs ${script.path}, which is not committed`,
            `git add ${script.path} && git commit`,
            at,
          ),
        ];
      });
      return findingsOr(findings, 'what the commands run is there');
    },
  }),
  check({
    id: 'models',
    title: 'No two folders give their models one name, which would mix their runs, comments and versions',
    needs: ['models'],
    judge({ models }) {
      const byName = Map.groupBy(models, ({ settings }) => settings.model);
      const findings = [...byName].flatMap(([name, [first, second]]) =>
        first === undefined || second === undefined
          ? []
          : [
              warning(
                `${first.folder} and ${second.folder} both call their model ${name}`,
                'Give one of them another name: `model: NAME`.',
                { file: second.file, line: second.lineOf(['model']) },
              ),
            ],
      );
      return findingsOr(findings, `${counted(byName.size, 'model')} with names of their own`);
    },
  }),
  check({
    id: 'gates',
    title: 'Every gate names a metric that recent runs have, and none that was measured on the training data',
    needs: ['models', 'latestRuns'],
    judge({ models, latestRuns }) {
      const findings = models.flatMap((model) => gateFindings(model, latestRuns));
      return findingsOr(findings, 'every gate names a metric');
    },
  }),
  check({
    id: 'baseline',
    title: 'The `baseline` of `mlops.yaml` names a branch, run or version that exists',
    needs: ['models', 'latestRuns', 'tags'],
    judge({ models, latestRuns, tags }) {
      const findings = models.flatMap(({ settings, file, lineOf }): readonly Finding[] => {
        const { baseline } = settings;
        if (baseline === undefined || baseline === 'none' || baseline === 'merge-base') return [];
        const isVersion = baseline.includes('@');
        const isThere = isVersion
          ? isRegistered(
              baseline,
              tags.map(({ name }) => name),
            )
          : isKnown(baseline, latestRuns);
        if (isThere || (!isVersion && latestRuns.length === 0)) return [];
        return [
          warning(
            isVersion
              ? `the baseline ${baseline} is not in the registry of this repository`
              : `none of the last ${counted(latestRuns.length, 'run')} is of the baseline ${baseline}`,
            isVersion
              ? 'Fetch the registry with `mlops sync`, or name what `mlops registry` lists.'
              : 'Name a branch or run that `mlops runs` lists, or remove `baseline`.',
            { file, line: lineOf(['baseline']) },
          ),
        ];
      });
      return findingsOr(findings, 'baselines are there');
    },
  }),
];

/** An error lists every fault of a file, a line each. */
function faultsIn({ message, fix, ...at }: NonNullable<Configuration['error']>): readonly Finding[] {
  return message.split('\n').map((text) => {
    const [, file, line, words] = /^(\S.*?):(\d+): (.*)$/.exec(text) ?? [];
    return words === undefined ? problem(text, fix, at) : problem(words, fix, { file, line: Number(line) });
  });
}

function gateFindings({ settings, file, lineOf }: ModelFolder, runs: readonly RunRecord[]): readonly Finding[] {
  const own = runs.filter(({ status, model }) => status === 'finished' && model.name === settings.model);
  const measured = [...new Set(own.flatMap(({ metrics }) => Object.keys(metrics)))];
  return Object.keys(settings.gates).flatMap((name): readonly Finding[] => {
    const at = { file, line: lineOf(['gates', name]) };
    const isJudged = own.length >= ENOUGH_RUNS || (own.length > 0 && !isTrainingMetric(name));
    if (isJudged && !measured.includes(name)) {
      const finding = own.length >= ENOUGH_RUNS ? problem : warning;
      const nearest = nearestOf(name, measured);
      const meant =
        nearest === undefined
          ? `they have ${measured.slice(0, 5).join(', ') || 'no metrics'}`
          : `did you mean "${nearest}"?`;
      return [
        finding(
          `gate ${name}: none of the last ${counted(own.length, 'run')} has this metric, so it fails each of them; ${meant}`,
          nearest === undefined
            ? 'Write the metric in the training, or remove the gate.'
            : `Call the gate \`${nearest}\`.`,
          at,
        ),
      ];
    }
    if (!isTrainingMetric(name)) return [];
    return [
      warning(
        `gate ${name} looks at a metric of the training data, which rises while the model gets worse`,
        'Gate a metric of data that the model has not seen.',
        at,
      ),
    ];
  });
}

function isKnown(baseline: string, runs: readonly RunRecord[]): boolean {
  return runs.some(({ id, source }) => id.startsWith(baseline) || source.branch === baseline);
}

function isRegistered(reference: string, tags: readonly string[]): boolean {
  const [model = '', wanted = ''] = reference.split('@');
  return tags.some((name) => {
    const tag = parseTag(name);
    if (tag?.artifact !== model) return false;
    if ('version' in tag) return wanted === 'latest' || tag.version === wanted;
    return 'stage' in tag && tag.stage === wanted;
  });
}
