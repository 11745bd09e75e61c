// What only GitHub itself can say. Asked where a token is in the environment.
import { check, findingsOr, listed, ok, problem, skipped, warning, type Check, type Finding } from '../check.ts';
import { missingFiles } from '../../registry/release-contents.ts';
import { lackingPermissions } from '../workflow/permissions.ts';

/** Rules that refuse a push of new commits by the job's token, and the API's commit too. */
const REFUSING = new Set([
  'creation',
  'update',
  'pull_request',
  'required_status_checks',
  'workflows',
  'code_scanning',
  'merge_queue',
]);

/** An artifact that ends sooner than this should be looked after. */
const SOON_MS = 14 * 86_400_000;

export const GITHUB_CHECKS: readonly Check[] = [
  check({
    id: 'github',
    title: 'GitHub lets workflows of this repository run, and use actions of others',
    needs: ['github'],
    judge({ github: { repository, isArchived, isFork, actions } }) {
      const settings = `https://github.com/${repository}/settings/actions`;
      if (isArchived)
        return problem(`${repository} is archived: nothing can be written`, `gh repo unarchive ${repository}`);
      if (actions?.enabled === false)
        return problem(`Actions are switched off for ${repository}`, `Switch them on: ${settings}`);
      if (actions?.allowed === 'local_only') {
        return problem(
          `${repository} allows its own actions only, so mlops-action is refused`,
          `Allow it: ${settings}`,
        );
      }
      if (actions?.allowed === 'selected') {
        return warning(
          `${repository} allows selected actions only`,
          `See that mlops-action is among them: ${settings}`,
        );
      }
      return ok(
        `${repository} runs workflows${isFork ? '; it is a fork, where they have to be switched on once' : ''}`,
      );
    },
  }),
  check({
    id: 'github-workflows',
    title: 'No workflow that uses the action is switched off, as schedules are after 60 days without activity',
    needs: ['github', 'actionSteps'],
    judge({ github, actionSteps }) {
      if (github.workflows === undefined) return skipped('this token may not list workflows');
      const used = new Set(actionSteps.map(({ workflow }) => workflow.path));
      const findings = github.workflows.flatMap(({ path, state }): readonly Finding[] => {
        if (!used.has(path) || !state.startsWith('disabled')) return [];
        const why =
          { disabled_inactivity: ' after 60 days without activity', disabled_fork: ', as in every fork' }[state] ?? '';
        return [
          problem(`GitHub has switched this workflow off${why}`, `gh workflow enable ${path.split('/').at(-1)}`, {
            file: path,
          }),
        ];
      });
      return findingsOr(findings, 'workflows are switched on');
    },
  }),
  check({
    id: 'github-permissions',
    title: 'Where a workflow says nothing of permissions, the token of its jobs has those that it needs',
    needs: ['github', 'actionSteps'],
    judge({ github, actionSteps }) {
      if (github.tokenPermissions === undefined) return skipped('this token may not read the settings of Actions');
      if (github.tokenPermissions === 'write')
        return ok('the token of jobs may write unless a workflow says otherwise');
      const silent = actionSteps.filter(
        (step) =>
          (step.job.permissions ?? step.workflow.permissions) === undefined && lackingPermissions(step).length > 0,
      );
      const findings = silent.map(({ workflow, job }) =>
        problem(
          `the token of job ${job.id} may only read, as the repository says by default`,
          'Add to the job: `permissions: {contents: write, pull-requests: write}`',
          { file: workflow.path, line: job.line },
        ),
      );
      return findingsOr(findings, 'workflows say which permissions they need');
    },
  }),
  check({
    id: 'github-rules',
    title: 'No rule of GitHub refuses pushes to the tracking branch',
    needs: ['github', 'history'],
    judge({ github: { repository, rules, isProtected }, history: { branch } }) {
      if (rules === undefined) return skipped('this token may not read rules');
      const refusing = rules.filter((rule) => REFUSING.has(rule));
      const fix = `Exclude ${branch} from the rule (https://github.com/${repository}/settings/rules), or keep the history outside of the branches: \`tracking: {branch: refs/mlops/tracking}\` in mlops.yaml.`;
      if (refusing.length > 0) return problem(`rules hold for ${branch}: ${listed(refusing, 5)}`, fix);
      if (rules.includes('required_signatures')) {
        return warning(`${branch} takes signed commits only: jobs write through the API, \`mlops sync\` cannot`, fix);
      }
      if (isProtected === true) {
        return warning(
          `${branch} is protected: if that asks for pull requests or checks, no run can be written`,
          `Remove the protection: https://github.com/${repository}/settings/branches`,
        );
      }
      return ok(`no rule holds for ${branch}`);
    },
  }),
  check({
    id: 'github-models',
    title: 'The files of registered versions are in a release, before the workflow artifact with them ends',
    needs: ['github', 'versions', 'system'],
    judge({ github: { releases }, versions, system: { now } }) {
      if (releases === undefined) return skipped('this token may not list releases');
      const findings = versions.flatMap(({ tag, files, artifact }): readonly Finding[] => {
        const expires = artifact?.url === undefined ? undefined : artifact.expires;
        if (expires === undefined || Date.parse(expires) > now.getTime() + SOON_MS) return [];
        const assets = releases.assets.get(tag);
        if (assets === undefined && releases.isCut) return [];
        const missing = assets && missingFiles(files, assets, releases.maxAssetSize);
        if (missing?.length === 0) return [];
        const what = missing === undefined ? 'has no release' : `has a release without ${listed(missing)}`;
        const day = expires.slice(0, 10);
        return Date.parse(expires) < now.getTime()
          ? [problem(`${tag} ${what}, and the artifact with its files ended at ${day}`, LOST)]
          : [
              warning(
                `${tag} ${what}, and the artifact with its files ends at ${day}`,
                `mlops artifacts rescue '${tag}'`,
              ),
            ];
      });
      return findingsOr(findings, 'the files of versions are kept');
    },
  }),
];

const LOST =
  'Where a machine still has the files, `mlops artifacts rescue` there; else train again, and register that run.';
