// The files that mlops.yaml names, and the files that are committed.
import { SECRET_SHAPES } from '../../run/secret-shape.ts';
import { check, findingsOr, listed, problem, skipped, warning, type Check, type Finding } from '../check.ts';
import type { ConfiguredFiles, ModelFolder, TextFile } from '../facts.ts';
import { actionSteps, taskOf, type ActionStep } from '../../workflow/workflow.ts';

const WARNED_SIZE = 50 * 1024 * 1024;
const REFUSED_SIZE = 100 * 1024 * 1024;

export const FILE_CHECKS: readonly Check[] = [
  check({
    id: 'inputs',
    title: 'Every path and glob under `params` and `data` matches a file',
    needs: ['configuredFiles'],
    judge({ configuredFiles }) {
      const empty = readByTraining(configuredFiles).filter(({ found }) => found.length === 0);
      const findings = empty.map(({ key, pattern, file, line }) =>
        warning(
          `${key}: "${pattern}" matches no file, so runs are recorded without it`,
          `Correct the path under \`${key}\` (it is relative to the folder of mlops.yaml), or bring the file here.`,
          { file, line },
        ),
      );
      return findingsOr(findings, 'params and data are there');
    },
  }),
  check({
    id: 'committed-inputs',
    title: 'Params are committed, so that a workflow has them too, and data are or a step fetches them',
    needs: ['configuredFiles', 'workflows', 'models'],
    judge({ configuredFiles, workflows, models }) {
      const isUsed = actionSteps(workflows).length > 0;
      const params = configuredFiles.filter(({ key }) => isUsed && key === 'params');
      const findings = params.flatMap(({ found, file, line }) =>
        found
          .filter(({ tracked }) => !tracked)
          .map(({ path }) =>
            warning(
              `params: ${path} is not committed: the workflow trains without it`,
              `git add --force ${path} && git commit`,
              {
                file,
                line,
              },
            ),
          ),
      );
      return findingsOr(
        [...findings, ...unfetched(configuredFiles, actionSteps(workflows), models)],
        'params are committed',
      );
    },
  }),
  check({
    id: 'lfs',
    title: 'No data, params or model file is a pointer of Git LFS, and workflows check LFS files out',
    needs: ['configuredFiles', 'workflows'],
    judge({ configuredFiles, workflows }) {
      const all = configuredFiles.flatMap(({ key, found }) => found.map((file) => ({ key, ...file })));
      const pointers = [...new Set(all.filter(({ isLfsPointer }) => isLfsPointer).map(({ path }) => path))];
      const isLfs = all.some(({ isLfsPointer, eol }) => isLfsPointer || /\bfilter=lfs\b/.test(eol?.attributes ?? ''));
      const findings: Finding[] = [];
      if (pointers.length > 0) {
        findings.push(
          problem(
            `${listed(pointers)}: a pointer of Git LFS in place of the file; its digest would stand for the data`,
            'git lfs install && git lfs pull',
            { file: pointers[0] },
          ),
        );
      }
      for (const { job, workflow } of isLfs ? actionSteps(workflows) : []) {
        const checkout = job.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
        if (checkout === undefined || checkout.inputs['lfs'] === 'true') continue;
        findings.push(
          problem(
            `job ${job.id} checks out pointers of Git LFS in place of the files`,
            'Add to the checkout: `with: {lfs: true}`',
            {
              file: workflow.path,
              line: checkout.line,
            },
          ),
        );
      }
      return findingsOr(findings, 'no pointers in place of files');
    },
  }),
  check({
    id: 'line-ends',
    title: 'Data and params have the same bytes on every system, so that their digests can be compared',
    needs: ['configuredFiles'],
    judge({ configuredFiles }) {
      const files = readByTraining(configuredFiles).flatMap(({ found }) => found);
      const converted = files.filter(({ eol }) => eol?.index === 'lf' && ['crlf', 'mixed'].includes(eol.worktree));
      const findings = [...new Set(converted.map(({ path }) => path))].map((path) =>
        warning(
          `${path} has other line ends here than in the commit, so its digest differs from that of other systems`,
          `echo '${path} -text' >> .gitattributes && rm ${path} && git checkout -- ${path}`,
          { file: path },
        ),
      );
      return findingsOr(findings, 'data and params are as they were committed');
    },
  }),
  check({
    id: 'large-files',
    title: 'No committed file is near the 100 MiB that GitHub refuses',
    needs: ['trackedFiles'],
    judge({ trackedFiles }) {
      if (trackedFiles.length > 0 && trackedFiles.every(({ size }) => size === undefined)) {
        return skipped('in a partial clone the sizes of files are not known');
      }
      const findings = trackedFiles.flatMap(({ path, size = 0 }): readonly Finding[] => {
        if (size <= WARNED_SIZE) return [];
        const fix = `git rm --cached ${path} && echo ${path} >> .gitignore; models are kept as artifacts and releases, data by Git LFS or DVC.`;
        const words = `${path} is committed with ${Math.round(size / 2 ** 20)} MiB`;
        return size > REFUSED_SIZE
          ? [problem(`${words}; GitHub refuses files of more than 100 MiB`, fix, { file: path })]
          : [warning(`${words}; every clone carries it for ever`, fix, { file: path })];
      });
      return findingsOr(findings, 'no large file is committed');
    },
  }),
  check({
    id: 'file-names',
    title: 'Every system can check out the committed files: no two differ in case alone, none has a reserved name',
    needs: ['trackedFiles'],
    judge({ trackedFiles }) {
      const byName = Map.groupBy(trackedFiles, ({ path }) => path.toLowerCase());
      const clashes = [...byName.values()].flatMap(([first, second]) =>
        first === undefined || second === undefined
          ? []
          : [
              warning(
                `${first.path} and ${second.path} are one file on macOS and Windows`,
                `git mv ${second.path} another-name`,
                { file: second.path },
              ),
            ],
      );
      const reserved = trackedFiles.flatMap(({ path }) => {
        const isBad =
          /[<>:"|?*\\]/.test(path) || /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\/|$)/i.test(path);
        return isBad
          ? [warning(`${path} cannot be checked out on Windows`, `git mv '${path}' another-name`, { file: path })]
          : [];
      });
      return findingsOr([...clashes, ...reserved].slice(0, 20), 'file names are fine everywhere');
    },
  }),
  check({
    id: 'secrets',
    title: 'No credential is committed: `.env`, private keys, tokens in `mlops.yaml` and params',
    needs: ['trackedFiles', 'configuredText'],
    judge({ trackedFiles, configuredText }) {
      const files = trackedFiles.map(({ path }) => path).filter(isSecretFile);
      return findingsOr(
        [
          ...files.map((path) =>
            problem(
              `${path} is committed, and holds credentials by its name`,
              `git rm --cached ${path} && echo ${path} >> .gitignore; then revoke what stands in it: the history keeps it.`,
              { file: path },
            ),
          ),
          ...configuredText.flatMap(secretsIn),
        ],
        'no credential is committed',
      );
    },
  }),
];

/** What brings data into a job, by whatever tool. */
const FETCHES =
  /\b(?:dvc|aws|gsutil|gcloud|az|azcopy|rclone|curl|wget|scp|rsync|s3cmd|mc|lfs|annex|kaggle|hf|huggingface-cli|make|\w*download\w*|\w*fetch\w*|\w*data\w*)\b/i;

/** Data that git ignores, where neither a step before the training nor the command looks as if it brought them. */
function unfetched(
  files: readonly ConfiguredFiles[],
  steps: readonly ActionStep[],
  models: readonly ModelFolder[],
): readonly Finding[] {
  if (models.some(({ settings }) => FETCHES.test(settings.command ?? ''))) return [];
  const training = steps.filter((step) => taskOf(step) === 'train');
  const isFetched = ({ job, line, inputs }: ActionStep): boolean =>
    job.steps
      .slice(
        0,
        job.steps.findIndex((each) => each.line === line),
      )
      .some(({ uses = '', run = '' }) => FETCHES.test(run) || /download|cache|dvc|data|lfs/i.test(uses)) ||
    FETCHES.test(inputs['command'] ?? '');
  const [bare] = training.filter((step) => !isFetched(step));
  if (bare === undefined) return [];
  return files
    .filter(({ key, found }) => key === 'data' && found.length > 0 && found.every(({ tracked }) => !tracked))
    .map(({ pattern, file, line }) =>
      warning(
        `data: nothing that "${pattern}" matches is committed, and no step of job ${bare.job.id} fetches it`,
        'Add a step before the training that brings the data, such as `- run: dvc pull`, or commit them.',
        { file, line },
      ),
    );
}

function readByTraining(files: readonly ConfiguredFiles[]): readonly ConfiguredFiles[] {
  return files.filter(({ key }) => key === 'params' || key === 'data');
}

function isSecretFile(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  if (/^\.env(?:\.|$)/.test(name)) return !/\.(?:example|sample|template|dist|defaults?)$/.test(name);
  return /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.pypirc|gha-creds-[0-9a-f]+\.json|kaggle\.json)$/.test(name);
}

/** Names the line, never what stands there. An option such as `--pad-token` only may be one. */
function secretsIn({ path, text }: TextFile): readonly Finding[] {
  const fix =
    'Revoke it, and give it to the training as a variable: `env: {NAME: ${{ secrets.NAME }}}` in the workflow.';
  return text.split('\n').flatMap((line, index) => {
    const found = SECRET_SHAPES.flatMap(({ pattern }) => line.match(pattern) ?? []);
    if (found.length === 0) return [];
    const at = { file: path, line: index + 1 };
    return found.every((each) => each.startsWith('--'))
      ? [warning('this option looks as if a credential stood after it in plain text', fix, at)]
      : [problem('a credential stands here in plain text', fix, at)];
  });
}
