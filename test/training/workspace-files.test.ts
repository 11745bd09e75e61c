import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFiles } from '../../src/training/workspace-files.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { trainingProject } from './training-project.ts';

function workspaceWith(paths: readonly string[]) {
  const folder = temporaryFolder();
  const root = join(folder.path, 'root');
  mkdirSync(join(folder.path, 'outside'), { recursive: true });
  writeFileSync(join(folder.path, 'outside/secret.bin'), 'secret');
  for (const path of paths) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), path);
  }
  return { root, workingDirectory: '.', [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

async function namesOf(pattern: string, workspace: { readonly root: string; readonly workingDirectory: string }) {
  const { files, warnings } = await findFiles(pattern, workspace);
  return { names: files.map(({ path }) => path), warnings: warnings.map(({ message }) => message) };
}

it('a path, a folder and a glob give their files, sorted', async () => {
  using workspace = workspaceWith(['m/b.bin', 'm/a.bin', 'm/deep/c.bin', 'm/__pycache__/x.pyc', 'm/.git/y', 'n.bin']);
  expect((await namesOf('m/a.bin', workspace)).names).toEqual(['m/a.bin']);
  expect((await namesOf('m', workspace)).names).toEqual(['m/a.bin', 'm/b.bin', 'm/deep/c.bin']);
  expect((await namesOf('m/', workspace)).names).toEqual(['m/a.bin', 'm/b.bin', 'm/deep/c.bin']);
  expect((await namesOf('**/*.bin', workspace)).names).toEqual(['m/a.bin', 'm/b.bin', 'm/deep/c.bin', 'n.bin']);
  expect((await namesOf(join(workspace.root, 'n.bin'), workspace)).names).toEqual(['n.bin']);
});

it('names are looked up from the working directory and told from the root', async () => {
  using workspace = workspaceWith(['shared/x.csv', 'b/y.csv']);
  const inside = { ...workspace, workingDirectory: 'b' };
  expect((await namesOf('*.csv', inside)).names).toEqual(['b/y.csv']);
  expect((await namesOf('../shared/x.csv', inside)).names).toEqual(['shared/x.csv']);
});

it('a name with characters of a glob is found as it stands', async () => {
  using workspace = workspaceWith(['a[1].bin', 'b c|`@x.bin']);
  expect((await namesOf('a[1].bin', workspace)).names).toEqual(['a[1].bin']);
  expect((await namesOf('b c|`@x.bin', workspace)).names).toEqual(['b c|`@x.bin']);
});

it.each(['/etc/passwd', '../outside/secret.bin', 'm/../../outside/*', '..', 'a\0b'])(
  'the path %j outside the workspace is refused by name',
  async (pattern) => {
    using workspace = workspaceWith(['m/a.bin']);
    const { names, warnings } = await namesOf(pattern, workspace);
    expect(names).toEqual([]);
    expect(warnings).toEqual([`"${pattern}" lies outside the workspace; refused`]);
  },
);

it('what Git keeps for itself is refused, by its path and through a link', async () => {
  using workspace = workspaceWith(['.git/config', 'm/a.bin', 'm/.git/config']);
  symlinkSync('.git/config', join(workspace.root, 'file.bin'));
  symlinkSync('.git', join(workspace.root, 'folder'));
  for (const pattern of ['.git/config', '.git', 'm/.git/config', 'file.bin', 'folder', 'folder/*', '.git/*']) {
    const { names, warnings } = await namesOf(pattern, workspace);
    expect([pattern, names]).toEqual([pattern, []]);
    expect(warnings).toHaveLength(1);
  }
  expect((await namesOf('**/*', workspace)).names).toEqual(['m/a.bin']);
});

it('a link that leads out of the workspace is refused by name, whether to a file or a folder', async () => {
  using workspace = workspaceWith(['m/a.bin']);
  symlinkSync('../outside/secret.bin', join(workspace.root, 'file.bin'));
  symlinkSync('../outside', join(workspace.root, 'folder'));
  symlinkSync('nowhere', join(workspace.root, 'broken.bin'));
  expect(await namesOf('file.bin', workspace)).toEqual({
    names: [],
    warnings: ['"file.bin" leads out of the workspace; refused'],
  });
  expect(await namesOf('folder', workspace)).toEqual({
    names: [],
    warnings: ['"folder" leads out of the workspace; refused'],
  });
  expect(await namesOf('folder/secret.bin', workspace)).toMatchObject({ names: [] });
  expect(await namesOf('folder/*', workspace)).toEqual({
    names: [],
    warnings: ['"folder/secret.bin" leads out of the workspace; refused'],
  });
  expect(await namesOf('*.bin', workspace)).toEqual({
    names: [],
    warnings: ['"broken.bin" leads out of the workspace (and 1 more); refused'],
  });
});

it('a link inside the workspace is followed', async () => {
  using workspace = workspaceWith(['m/a.bin']);
  symlinkSync('m/a.bin', join(workspace.root, 'latest.bin'));
  const { files } = await findFiles('latest.bin', workspace);
  expect(files.map(({ path, absolute }) => [path, absolute])).toEqual([
    ['latest.bin', join(workspace.root, 'm/a.bin')],
  ]);
});

it('a missing path and a glob without matches are warned of by name', async () => {
  using workspace = workspaceWith(['m/a.bin']);
  expect((await namesOf('model.bin', workspace)).warnings).toEqual(['"model.bin" does not exist or holds no file']);
  expect((await namesOf('*.onnx', workspace)).warnings).toEqual(['"*.onnx" matches no file']);
});

it('a run is recorded although its model lies outside, is missing or matches nothing', async () => {
  using project = trainingProject();
  const { record, modelFiles } = await project.train(
    `echo w > good.bin; ln -s ${project.outside} away; echo w > ${project.outside}/x.bin`,
    {
      settings: { modelFiles: ['good.bin', '../outside/x.bin', 'away/x.bin', 'missing.bin', '*.onnx'] },
    },
  );
  expect(record.status).toBe('finished');
  expect(modelFiles.map(({ path }) => path)).toEqual(['good.bin']);
  expect(record.capture.warnings.map(({ message }) => message)).toEqual([
    '"../outside/x.bin" lies outside the workspace; refused',
    '"away/x.bin" leads out of the workspace; refused',
    '"missing.bin" does not exist or holds no file',
    '"*.onnx" matches no file',
  ]);
});
