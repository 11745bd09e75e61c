import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load-config.ts';

let base: string;
let root: string;

beforeEach(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'mlops-config-')));
  root = path.join(base, 'repository');
  await mkdir(path.join(root, 'models/churn'), { recursive: true });
});
afterEach(() => rm(base, { recursive: true, force: true }));

const load = (raw: Record<string, string> = {}) => loadSettings(raw, { root, repository: 'acme/shop' });
const write = (name: string, text: string) => writeFile(path.join(root, name), text);

describe('loadSettings', () => {
  it('works without a configuration', async () => {
    expect(await load({ command: 'make' })).toMatchObject({ command: 'make', configFile: undefined, model: 'shop' });
  });

  it('reads mlops.yaml of the working directory', async () => {
    await write('mlops.yaml', 'command: at the root');
    await write('models/churn/mlops.yaml', 'command: in the folder');
    expect(await load()).toMatchObject({ command: 'at the root', configFile: 'mlops.yaml', workingDirectory: '.' });
    expect(await load({ 'working-directory': './models/churn/' })).toMatchObject({
      command: 'in the folder',
      configFile: 'models/churn/mlops.yaml',
      workingDirectory: 'models/churn',
      model: 'shop-models-churn',
    });
  });

  it('reads the named configuration, looked for in the working directory and in the root', async () => {
    await write('ci.yaml', 'command: make');
    expect(await load({ config: 'ci.yaml', 'working-directory': 'models' })).toMatchObject({ configFile: 'ci.yaml' });
    await expect(load({ config: 'no.yaml', 'working-directory': 'models' })).rejects.toMatchObject({
      code: 'config-invalid',
      message: 'config: there is no file models/no.yaml and no.yaml',
    });
  });

  it('names the file with its folder in messages', async () => {
    await write('models/churn/mlops.yaml', 'a: 1\nmodle: x');
    await expect(load({ 'working-directory': 'models/churn' })).rejects.toMatchObject({
      message: expect.stringContaining('models/churn/mlops.yaml:2: unknown key "modle"') as string,
      place: { file: 'models/churn/mlops.yaml', line: 1 },
    });
  });

  it.each(['mlops.yml', '.mlops.yaml', 'mlops.json'])('does not pass over %s in silence', async (name) => {
    await write(name, 'command: make');
    await expect(load()).rejects.toMatchObject({
      message: `${name} is not read: the configuration is called mlops.yaml`,
      hint: expect.stringContaining(`git mv ${name} mlops.yaml`) as string,
    });
  });

  it('refuses a working directory that is absent, a file, or outside', async () => {
    await write('file', '');
    await symlink(base, path.join(root, 'out'));
    await expect(load({ 'working-directory': 'nowhere' })).rejects.toMatchObject({
      message: expect.stringContaining('no folder "nowhere"') as string,
    });
    await expect(load({ 'working-directory': 'file' })).rejects.toMatchObject({ code: 'usage' });
    await expect(load({ 'working-directory': '..' })).rejects.toMatchObject({
      message: expect.stringContaining('outside') as string,
    });
    await expect(load({ 'working-directory': 'out' })).rejects.toMatchObject({
      message: expect.stringContaining('outside') as string,
    });
  });

  it('refuses a configuration outside of the repository, be it by a link', async () => {
    await writeFile(path.join(base, 'secret.yaml'), 'password: hunter2');
    await symlink(path.join(base, 'secret.yaml'), path.join(root, 'mlops.yaml'));
    await expect(load()).rejects.toMatchObject({ message: 'config: "mlops.yaml" lies outside the repository' });
    await expect(load({ config: '../secret.yaml' })).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('refuses a configuration that is no text or no file', async () => {
    await writeFile(path.join(root, 'mlops.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    await expect(load()).rejects.toMatchObject({
      message: expect.stringContaining('mlops.yaml cannot be read') as string,
    });
    await expect(load({ config: 'models' })).rejects.toMatchObject({
      message: expect.stringContaining('models cannot be read') as string,
    });
  });
});
