import { expect, test } from 'vitest';
import { unreadOverrides } from '../../src/training/unread-overrides.ts';

test.each([
  ['alpha = os.environ.get("MLOPS_PARAM_ALPHA", 1)', ['alhpa']],
  ['params.update(json.loads(os.environ["MLOPS_OVERRIDES"]))', []],
  ['os.environ[f"MLOPS_PARAM_{name.upper()}"]', []],
  ['os.environ.get("MLOPS_PARAM_TRAIN_" + name.upper())', []],
  ['print(1)', ['alpha', 'alhpa']],
])('%s leaves %j unread', (script, names) => {
  expect(unreadOverrides(script, { alpha: '5', alhpa: '5' }).map(({ name }) => name)).toEqual(names);
});
