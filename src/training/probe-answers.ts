// What interpreters answered to the probes → versions and packages. The text is untrusted. Pure.
import { z } from '../zod.ts';

const MAX_PACKAGES = 20_000;

const PythonAnswer = z.object({
  version: z.string().regex(/^[\w.+-]{1,40}$/),
  prefix: z.string().max(1000),
  packages: z.array(z.string()).max(MAX_PACKAGES),
});

export interface PythonEnvironment {
  readonly version: string;
  /** `sys.prefix`: the virtual or conda environment. */
  readonly prefix: string;
  /** `name==version`, names normalised as PEP 503 does. */
  readonly packages: readonly string[];
}

/** The answer of the Python probe; warnings may stand before it. */
export function parsePythonProbe(text: string): PythonEnvironment | undefined {
  const line = text.split('\n').findLast((candidate) => candidate.startsWith('{'));
  const parsed = PythonAnswer.safeParse(line === undefined ? undefined : parseJson(line));
  if (!parsed.success) return undefined;
  const packages = parsed.data.packages.flatMap((entry) => {
    const [, name, version] = /^([A-Za-z0-9][\w.-]{0,100})==(\S{1,100})$/.exec(entry) ?? [];
    return name === undefined || version === undefined
      ? []
      : [`${name.toLowerCase().replaceAll(/[-_.]+/g, '-')}==${version}`];
  });
  return { version: parsed.data.version, prefix: parsed.data.prefix, packages };
}

/** The first version number in what `--version` printed. */
export function parseVersionProbe(text: string): string | undefined {
  const line = text.split('\n').find((candidate) => /\d+\.\d+/.test(candidate));
  if (line === undefined || /not found|no such file|cannot/i.test(text)) return undefined;
  return /\d+\.\d+(?:[.+_-][\w.+-]+)?/.exec(line)?.[0].slice(0, 40);
}

/** `nvidia-smi --format=csv,noheader` gives a line per device: name, memory, driver. */
export function parseGpuProbe(text: string): string | undefined {
  const devices = text.split('\n').flatMap((line) => {
    const [, name, memory, driver] = /^([^,]{1,100}), (\d+ MiB), ([\w.]{1,40})$/.exec(line.trim()) ?? [];
    return name === undefined ? [] : [`${name}, ${memory ?? ''}, driver ${driver ?? ''}`];
  });
  const kinds = [...Map.groupBy(devices, (device) => device)];
  const texts = kinds.map(([device, { length }]) => (length === 1 ? device : `${length} × ${device}`));
  return texts.length === 0 ? undefined : texts.join('; ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
