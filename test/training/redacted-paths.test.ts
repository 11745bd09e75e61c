import { expect, it } from 'vitest';
import { redactorFrom } from '../../src/run/redact.ts';
import { redactedPaths } from '../../src/training/redacted-paths.ts';
import { trainingProject } from './training-project.ts';

const redact = redactorFrom({ A_TOKEN: 'hunter2-first', B_TOKEN: 'hunter2-second' });

it('paths that differ only in a secret stay different, and keep their endings', () => {
  const paths = ['hunter2-first.bin', 'hunter2-second.bin', 'out/hunter2-first', 'out/hunter2-second', 'plain.bin'];
  expect([...redactedPaths(paths, redact).values()]).toEqual([
    'redacted.bin',
    'redacted-2.bin',
    'out/redacted',
    'out/redacted-2',
    'plain.bin',
  ]);
});

it('a file that has no secret in its name keeps its name, though a redacted one would take it', () => {
  const shown = redactedPaths(['hunter2-first', 'redacted', 'redacted-2'], redact);
  expect(shown.get('redacted')).toBe('redacted');
  expect(shown.get('hunter2-first')).toBe('redacted-3');
});

it('model and artifacts of a run have different paths, so that they can be uploaded together', async () => {
  using project = trainingProject();
  const { modelFiles, artifactFiles, record } = await project.train(
    `mkdir "$MLOPS_ARTIFACTS/model"
     for name in hunter2-first hunter2-second; do echo $name > "$MLOPS_ARTIFACTS/model/$name.bin"; echo > "$MLOPS_ARTIFACTS/$name"; done`,
    { environment: { A_TOKEN: 'hunter2-first', B_TOKEN: 'hunter2-second' } },
  );
  const paths = [...modelFiles, ...artifactFiles].map(({ path }) => path);
  expect(paths).toEqual(['model/redacted.bin', 'model/redacted-2.bin', 'redacted', 'redacted-2']);
  expect(record.model.files.map(({ path }) => path)).toEqual(paths.slice(0, 2));
});
