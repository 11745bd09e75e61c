// The generator of documentation, on a copy of the files that it reads and writes.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: TemporaryFolder;
const at = (name: string): string => join(folder.path, name);

beforeEach(() => {
  folder = temporaryFolder();
  for (const file of ['.github/scripts/docs.ts', 'action.yml', '.oxfmtrc.json', 'package.json']) {
    cpSync(join(root, file), at(file));
  }
  // It writes into src/config and only reads the rest.
  cpSync(join(root, 'src/config'), at('src/config'), { recursive: true });
  for (const part of readdirSync(join(root, 'src')).filter((name) => name !== 'config'))
    symlinkSync(join(root, 'src', part), at(`src/${part}`));
  symlinkSync(join(root, 'node_modules'), at('node_modules'));
  writeFileSync(
    at('README.md'),
    '# x\n<!-- inputs -->\nstale\n<!-- /inputs -->\ntext\n<!-- outputs -->\n<!-- /outputs -->\n<!-- permissions -->\n<!-- /permissions -->\n<!-- keys -->\n<!-- /keys -->\n<!-- checks -->\n<!-- /checks -->\nend\n',
  );
});
afterEach(() => {
  folder[Symbol.dispose]();
});

function docs(...flags: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [at('.github/scripts/docs.ts'), ...flags], {
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}

describe('docs.ts', () => {
  it('fills the tables, keeps the rest, and is content afterwards', () => {
    expect(docs('--check')).toMatchObject({
      status: 1,
      said: expect.stringContaining('README.md is out of sync') as string,
    });
    expect(docs().status).toBe(0);
    const readme = readFileSync(at('README.md'), 'utf8');
    expect(readme).toMatch(/^# x\n<!-- inputs -->\n\n\| input \| tasks \| meaning \|/);
    expect(readme).toContain('| `command` | train | The training command');
    expect(readme).toContain('<!-- /inputs -->\ntext\n<!-- outputs -->\n\n| output | value |');
    expect(readme).toContain('<!-- permissions -->\n\n| feature | needs | without it |');
    expect(readme).toMatch(/<!-- keys -->\n\n\| key \| meaning \| default \|/);
    expect(readme).toMatch(/^\| `fail-on` \| Which verdicts fail .* \| fail \|$/m);
    expect(readme).toMatch(/^\| `gates.METRIC.min` \| /m);
    // What may be short may be long as well; what stands at the top is not told twice.
    expect(readme).toMatch(/^\| `stages.STAGE.approval` \| .* \| none \|$/m);
    expect(readme).toMatch(/^\| `predictions.slices` \| /m);
    expect(readme).toMatch(/^\| `stages.STAGE.deploy` \| /m);
    expect(readme).not.toContain('`stages.STAGE.deploy.command`');
    expect(readme).not.toContain('stale');
    expect(docs('--check')).toEqual({ status: 0, said: '' });
  });

  it('sees that the schema is out of sync', () => {
    docs();
    writeFileSync(at('src/config/mlops.schema.json'), '{}\n');
    expect(docs('--check')).toMatchObject({
      status: 1,
      said: expect.stringContaining('src/config/mlops.schema.json') as string,
    });
  });

  it('is not content with an action that has no inputs, or one that is not described', () => {
    const action = readFileSync(at('action.yml'), 'utf8');
    writeFileSync(at('action.yml'), 'name: x\n');
    expect(docs('--check')).toMatchObject({ status: 1, said: expect.stringContaining('has no inputs') as string });
    writeFileSync(at('action.yml'), action.replace('inputs:\n', 'inputs:\n  silent: {}\n'));
    expect(docs('--check')).toMatchObject({ status: 1, said: expect.stringContaining('silent') as string });
  });
});
