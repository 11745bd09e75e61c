// All checks of mlops doctor, in the order in which they are shown.
import type { Check } from './check.ts';
import { CONFIGURATION_CHECKS } from './checks/configuration.ts';
import { FILE_CHECKS } from './checks/files.ts';
import { GITHUB_CHECKS } from './checks/github.ts';
import { HISTORY_CHECKS } from './checks/history.ts';
import { LEFTOVER_CHECKS } from './checks/leftovers.ts';
import { RELEASE_CHECKS } from './checks/releases.ts';
import { REGISTRY_CHECKS } from './checks/registry.ts';
import { REPOSITORY_CHECKS } from './checks/repository.ts';
import { SYSTEM_CHECKS } from './checks/system.ts';
import { WORKFLOW_INPUT_CHECKS } from './checks/workflow-inputs.ts';
import { WORKFLOW_MATRIX_CHECKS } from './checks/workflow-matrix.ts';
import { WORKFLOW_STAGE_CHECKS } from './checks/workflow-stages.ts';
import { WORKFLOW_STEP_CHECKS } from './checks/workflow-steps.ts';
import { WORKFLOW_TRIGGER_CHECKS } from './checks/workflow-triggers.ts';

export const CHECKS: readonly Check[] = [
  ...SYSTEM_CHECKS,
  ...REPOSITORY_CHECKS,
  ...CONFIGURATION_CHECKS,
  ...FILE_CHECKS,
  ...HISTORY_CHECKS,
  ...LEFTOVER_CHECKS,
  ...REGISTRY_CHECKS,
  ...RELEASE_CHECKS,
  ...WORKFLOW_STEP_CHECKS,
  ...WORKFLOW_INPUT_CHECKS,
  ...WORKFLOW_MATRIX_CHECKS,
  ...WORKFLOW_TRIGGER_CHECKS,
  ...WORKFLOW_STAGE_CHECKS,
  ...GITHUB_CHECKS,
];
