// What changed beside the metrics: params, data, packages, environment, code, command.
import { byName, member } from './names.ts';
import type { Change, Changes } from './comparison.ts';
import type { DataEntry, Environment, Param, RunRecord } from '../run/record.ts';

/** Everything but the metrics, side by side; equal things are left out. */
export function compareContext(baseline: RunRecord, candidate: RunRecord): Changes {
  const command = baseline.command !== candidate.command;
  return {
    params: compareParams(baseline.params, candidate.params),
    paramCount: new Set([...Object.keys(baseline.params), ...Object.keys(candidate.params)]).size,
    data: compareData(baseline.data, candidate.data),
    packages: comparePackages(baseline.environment.packages, candidate.environment.packages),
    environment: compareTexts(environmentTexts(baseline.environment), environmentTexts(candidate.environment)),
    code: {
      baseline: baseline.source.commit,
      candidate: candidate.source.pull_request?.head ?? candidate.source.commit,
      same: baseline.source.commit === candidate.source.commit && !baseline.source.dirty && !candidate.source.dirty,
    },
    ...(command ? { command: { name: 'command', baseline: baseline.command, candidate: candidate.command } } : {}),
  };
}

function compareParams(baseline: RunRecord['params'], candidate: RunRecord['params']): readonly Change[] {
  const names = new Set([...Object.keys(baseline), ...Object.keys(candidate)]);
  return [...names]
    .toSorted(byName)
    .map((name) => ({ name, before: member(baseline, name), after: member(candidate, name) }))
    .filter(({ before, after }) => before === undefined || after === undefined || !sameParam(before, after))
    .map(({ name, before, after }) => changeOf(name, textOf(before), textOf(after)));
}

/** An override arrives as text: `0.1` and "0.10" are one value, while two texts are equal only letter by letter. */
function sameParam(a: Param, b: Param): boolean {
  if (String(a) === String(b)) return true;
  const [x, y] = [a, b].map((value) => (typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)));
  return (
    (typeof a === 'number' || typeof b === 'number') && typeof a !== 'boolean' && typeof b !== 'boolean' && x === y
  );
}

/** Data are their bytes: a file that moved without a change is no change. */
function compareData(baseline: readonly DataEntry[], candidate: readonly DataEntry[]): readonly Change[] {
  const before = new Map(baseline.map((file) => [file.path, file]));
  const after = new Map(candidate.map((file) => [file.path, file]));
  const [known, present] = [digestsOf(baseline), digestsOf(candidate)];
  return [...new Set([...before.keys(), ...after.keys()])].toSorted(byName).flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    const moved =
      (old === undefined && now !== undefined && known.has(now.sha256)) ||
      (now === undefined && old !== undefined && present.has(old.sha256));
    return moved || old?.sha256 === now?.sha256 ? [] : [changeOf(path, dataText(old), dataText(now))];
  });
}

function digestsOf(files: readonly DataEntry[]): ReadonlySet<string> {
  return new Set(files.map((file) => file.sha256));
}

function dataText(file: DataEntry | undefined): string | undefined {
  if (file === undefined) return undefined;
  const [count, noun] = file.rows === undefined ? [file.size, 'bytes'] : [file.rows, 'rows'];
  const extent = `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')} ${noun}`;
  return `sha256:${file.sha256.slice(0, 12)}, ${extent}`;
}

function comparePackages(baseline: Environment['packages'], candidate: Environment['packages']): readonly Change[] {
  // A run whose packages could not be listed tells nothing about them.
  if (baseline === undefined || candidate === undefined || baseline.digest === candidate.digest) return [];
  if (baseline.list === undefined || candidate.list === undefined) {
    return [changeOf('packages', baseline.digest.slice(0, 12), candidate.digest.slice(0, 12))];
  }
  return compareTexts(packageVersions(baseline.list), packageVersions(candidate.list));
}

/** `numpy==2.1.0`, `left-pad@1.3.0`, `renv 1.0`: a name, then its version or where it came from. */
function packageVersions(list: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    list.map((entry) => {
      const [, name = entry, version = ''] = /^(@?[^\s=@<>!~]+)\s*(?:[=@<>!~]+|\s)\s*(.*)$/s.exec(entry) ?? [];
      return [name, version === '' ? 'present' : version];
    }),
  );
}

function environmentTexts(environment: Environment): ReadonlyMap<string, string> {
  const { os, arch, cpu, cores, memory, gpu, container, runtimes } = environment;
  const texts: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.entries(runtimes).map(([name, version]) => [`runtime ${name}`, version])),
    os,
    arch,
    cpu,
    cores: cores?.toString(),
    // Machines of one kind differ by a few pages.
    memory: memory === undefined ? undefined : `${Math.round(memory / 2 ** 30)} GiB`,
    gpu,
    container,
  };
  return new Map(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function compareTexts(
  baseline: ReadonlyMap<string, string>,
  candidate: ReadonlyMap<string, string>,
): readonly Change[] {
  return [...new Set([...baseline.keys(), ...candidate.keys()])]
    .filter((name) => baseline.get(name) !== candidate.get(name))
    .toSorted(byName)
    .map((name) => changeOf(name, baseline.get(name), candidate.get(name)));
}

function changeOf(name: string, baseline: string | undefined, candidate: string | undefined): Change {
  return {
    name,
    ...(baseline === undefined ? {} : { baseline }),
    ...(candidate === undefined ? {} : { candidate }),
  };
}

function textOf(param: Param | undefined): string | undefined {
  return param === undefined ? undefined : String(param);
}
