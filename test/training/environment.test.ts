import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePnpmLock, parseYarnLock } from '../../src/training/lock-files.ts';
import { parseGpuProbe, parsePythonProbe, parseVersionProbe } from '../../src/training/probe-answers.ts';
import { probesFor, renderProbes } from '../../src/training/probes.ts';
import { trainingProject } from './training-project.ts';

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('the interpreter that is asked', () => {
  it.each([
    ['python train.py', 'python'],
    ['pip install -r r.txt && python3.12 -u train.py', 'python3.12'],
    ['.venv/bin/python train.py', '.venv/bin/python'],
    ['source .venv/bin/activate\npython train.py', '.venv/bin/python'],
    ['. env/bin/activate && ./train.py', 'env/bin/python'],
    ['uv run train.py', 'uv run --no-sync python'],
    ['poetry run python train.py', 'poetry run python'],
    ['conda run -n trips python train.py', 'conda run -n trips python'],
    ['conda activate trips; python train.py', 'conda run -n trips python'],
    ['RATE=1 python train.py', 'python'],
    ['./train.py', 'bash -c exec "$(command -v python || command -v python3)" "$@" python'],
  ])('for %j is %s', (command, expected) => {
    const [python] = probesFor(command, []);
    expect(python?.name).toBe('python');
    expect(python?.argv.slice(0, -2).join(' ')).toBe(expected);
  });

  it('is none for a shell command, and told by the files for a Makefile', () => {
    expect(probesFor('sh train.sh', []).map(({ name }) => name)).toEqual(['gpu']);
    expect(probesFor('make train', ['Makefile', 'fit.R', 'renv.lock']).map(({ name }) => name)).toEqual(['r', 'gpu']);
    expect(probesFor('make train', ['requirements.txt', 'package.json']).map(({ name }) => name)).toEqual([
      'python',
      'node',
      'gpu',
    ]);
  });

  it('is written on one line, whatever the command', () => {
    const text = renderProbes(probesFor('source "a\tb"/bin/activate; python\nRscript x.R', []));
    expect(text.trim().split('\n')).toHaveLength(3);
  });
});

describe('what interpreters answer', () => {
  it('is read after any warnings, names normalised', () => {
    const answer = {
      version: '3.12.1',
      prefix: '/venv',
      packages: ['Scikit_Learn==1.5.2', 'numpy==2.1.0', 'bad', '==1'],
    };
    expect(parsePythonProbe(`Warning: old\n${JSON.stringify(answer)}\n`)).toEqual({
      version: '3.12.1',
      prefix: '/venv',
      packages: ['scikit-learn==1.5.2', 'numpy==2.1.0'],
    });
  });

  it.each([
    '',
    'bash: python: command not found',
    '{"version": 3}',
    '{"version": "x y", "prefix": "", "packages": []}',
    '{',
  ])('is nothing when it is %j', (text) => expect(parsePythonProbe(text)).toBeUndefined());

  it.each([
    ['Rscript (R) version 4.4.1 (2024-06-14)', '4.4.1'],
    ['julia version 1.11.0', '1.11.0'],
    ['v24.21.0', '24.21.0'],
    ['openjdk version "21.0.5" 2024-10-15 LTS', '21.0.5'],
    ['go version go1.26.8 linux/amd64', '1.26.8'],
    ['bash: line 1: exec: Rscript: not found', undefined],
    ['', undefined],
  ])('%j has the version %s', (text, version) => expect(parseVersionProbe(text)).toBe(version));

  it('about devices is told with their number', () => {
    const line = 'NVIDIA H100 80GB HBM3, 81559 MiB, 550.54.15';
    expect(parseGpuProbe(`${line}\n${line}\n`)).toBe('2 × NVIDIA H100 80GB HBM3, 81559 MiB, driver 550.54.15');
    expect(parseGpuProbe('NVIDIA-SMI has failed because it could not communicate with the driver')).toBeUndefined();
  });
});

describe('the environment of a run', () => {
  it('names system and hardware', async () => {
    using project = trainingProject();
    const { record } = await project.train('true', {
      environment: { ImageOS: 'ubuntu24', ImageVersion: '20261101.1' },
    });
    expect(record.environment.os.length).toBeGreaterThan(3);
    expect(record.environment).toMatchObject({ arch: process.arch, runtimes: {}, image: 'ubuntu24 20261101.1' });
    expect(record.environment.memory).toBeGreaterThan(1e8);
  });

  it.runIf(hasPython)('has the packages of the very interpreter that the command uses', async () => {
    using project = trainingProject();
    const { record } = await project.train(
      `python3 -m venv --without-pip env && site=$(env/bin/python -c 'import site; print(site.getsitepackages()[0])')
       mkdir -p "$site/Some_Package-1.2.3.dist-info"
       printf 'Metadata-Version: 2.1\\nName: Some_Package\\nVersion: 1.2.3\\n' > "$site/Some_Package-1.2.3.dist-info/METADATA"
       echo 'raise SystemExit("shadowed")' > json.py
       . env/bin/activate
       exit 1`,
    );
    expect(record.status).toBe('failed');
    expect(record.environment.runtimes['python']).toMatch(/^3\.\d+/);
    expect(record.environment.packages?.list).toEqual(['pypi:some-package==1.2.3']);
    const digest = createHash('sha256').update('pypi:some-package==1.2.3\n').digest('hex');
    expect(record.environment.packages?.digest).toBe(digest);
  });

  it('has the packages of lock files, sorted', async () => {
    using project = trainingProject({
      'package-lock.json': JSON.stringify({
        packages: {
          '': { version: '1.0.0' },
          'node_modules/zod': { version: '4.6.7' },
          'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
        },
      }),
      'renv.lock': JSON.stringify({
        R: { Version: '4.4.1' },
        Packages: { ranger: { Package: 'ranger', Version: '0.16.0' } },
      }),
    });
    const { record } = await project.train('true');
    expect(record.environment.packages?.list).toEqual(['cran:ranger==0.16.0', 'npm:@b/c==2.0.0', 'npm:zod==4.6.7']);
  });

  it('asks interpreters of the worktree only where no token is', async () => {
    using project = trainingProject();
    mkdirSync(join(project.root, '.venv/bin'), { recursive: true });
    const python = join(project.root, '.venv/bin/python');
    writeFileSync(
      python,
      '#!/bin/sh\necho "{\\"version\\": \\"9.9.${GITHUB_TOKEN:-0}\\", \\"prefix\\": \\"\\", \\"packages\\": []}"\n',
    );
    chmodSync(python, 0o755);
    const { record } = await project.train('.venv/bin/python train.py', { environment: { GITHUB_TOKEN: '1' } });
    expect(record.environment.runtimes).toEqual({ python: '9.9.0' });
  });
});

describe('lock files', () => {
  it('of Yarn are read in both forms', () => {
    expect(
      parseYarnLock(
        '# yarn lockfile v1\n\n"@b/c@^1.0.0", "@b/c@^1.1.0":\n  version "1.2.3"\n  resolved "x"\n\nzod@^4:\n  version "4.6.7"\n',
      ),
    ).toEqual(['npm:@b/c==1.2.3', 'npm:zod==4.6.7']);
    expect(parseYarnLock('"zod@npm:^4":\n  version: 4.6.7\n  resolution: "zod@npm:4.6.7"\n')).toEqual([
      'npm:zod==4.6.7',
    ]);
  });

  it('of pnpm are read by their packages', () => {
    const text =
      "lockfileVersion: '9.0'\n\npackages:\n\n  '@b/c@1.2.3':\n    resolution: {}\n\n  zod@4.6.7(peer@1):\n    x: y\n\nsnapshots:\n\n  other@1.0.0:\n";
    expect(parsePnpmLock(text)).toEqual(['npm:@b/c==1.2.3', 'npm:zod==4.6.7']);
  });
});
