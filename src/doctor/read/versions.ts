// The versions of the registry with what their runs say of their files, and what this machine has of them.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { evidenceOf } from '../../registry/evidence.ts';
import { readTags } from '../../registry/read-registry.ts';
import { missingFiles } from '../../registry/release-contents.ts';
import { registryState } from '../../registry/state.ts';
import type { RunRecord } from '../../run/record.ts';
import type { VersionFacts } from '../facts.ts';
import type { RepositoryPlace } from '../place.ts';
import { openPlace } from './history.ts';

/** How many versions are looked at besides those in a stage. */
const NEWEST = 200;

export async function readVersions(place: RepositoryPlace): Promise<readonly VersionFacts[]> {
  const { artifacts } = registryState((await readTags(place.git)).tags);
  const active = artifacts
    .filter(({ isActive }) => isActive)
    .flatMap(({ versions }) => versions)
    .flatMap((version) => {
      const { isActive, registration, stages } = version;
      const run = evidenceOf(version)?.run;
      return !isActive || registration === undefined || run === undefined
        ? []
        : [{ tag: registration.tag, time: registration.time, run, stages }];
    })
    .toSorted((a, b) => b.time - a.time)
    .filter(({ stages }, index) => index < NEWEST || stages.length > 0);
  if (active.length === 0) return [];
  const wanted = new Set(active.map(({ run }) => run));
  const history = openPlace(place);
  const lines = await history.lines({
    matches: ({ id }) => wanted.has(id),
    enough: wanted.size,
    withDeleted: true,
  });
  const records = new Map((await history.read(lines)).map((record) => [record.id, record]));
  const facts: VersionFacts[] = [];
  for (const { tag, run } of active) {
    const record = records.get(run);
    if (record === undefined || record.model.files.length === 0) continue;
    const { files, artifact } = record.model;
    const isOfThisMachine = artifact !== undefined && artifact.url === undefined;
    facts.push({ tag, files, artifact, here: isOfThisMachine ? await readLocal(place, tag, record) : undefined });
  }
  return facts;
}

async function readLocal(place: RepositoryPlace, tag: string, { model }: RunRecord): Promise<VersionFacts['here']> {
  const release = await place.findLocalRelease(tag);
  const missing = release && missingFiles(model.files, release.assets, undefined);
  const id = model.artifact?.id ?? '';
  const isName = /^[\w.@+-]+$/.test(id) && !/^\.+$/.test(id);
  const manifest = join(place.stateFolder, 'artifacts', id, 'manifest.json');
  const hasArtifact = isName && (await stat(manifest).catch(() => undefined))?.isFile() === true;
  return { missing, hasArtifact };
}
