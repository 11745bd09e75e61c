// The pictures of a comment: whether this run gets any, and where they lie once the run is recorded. Pure.
import type { Settings } from '../../config/settings.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { drawPictures, type MetricPicture } from '../../report/pictures.ts';
import type { PlacedPicture, ReportInput } from '../../report/report-input.ts';
import { filePath } from '../../tracking/layout.ts';
import { mayWrite } from '../recording/may-write.ts';
import type { StoredRecord } from '../recording/store-record.ts';

export interface DrawnPictures {
  readonly pictures: readonly MetricPicture[];
  /** Files beside the record, by name. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** Why there are none though they are asked for, for the log. */
  readonly refusal: string | undefined;
}

const NONE: DrawnPictures = { pictures: [], files: {}, refusal: undefined };

/** Pictures that are to be written with the record. They stay for ever, so none is drawn that nobody could see. */
export function picturesOf(
  input: ReportInput,
  { settings, event }: { readonly settings: Settings; readonly event: ForgeEvent },
): DrawnPictures {
  if (settings.plots === 'text' || settings.comment === false || event.pullRequest === undefined) return NONE;
  if (event.name === 'local') return NONE;
  const refusal = whyText(settings, event);
  if (refusal !== undefined) return { ...NONE, refusal };
  const pictures = drawPictures(input);
  const files = pictures.flatMap(({ light, dark }, index) => [
    [nameOf(index, 'light'), Buffer.from(light)] as const,
    [nameOf(index, 'dark'), Buffer.from(dark)] as const,
  ]);
  return { pictures, files: Object.fromEntries(files), refusal: undefined };
}

function whyText({ collect }: Settings, event: ForgeEvent): string | undefined {
  // Comments show pictures by addresses that anybody can read, and what answers elsewhere is not known.
  if (event.repositoryUrl?.startsWith('https://github.com/') !== true) return 'this is not github.com';
  if (event.isPublic !== true) return 'the repository is not public, and pictures of others are not shown in comments';
  if (collect) return 'the record is left to the job that collects';
  return mayWrite(event) === 'no' ? 'the record is left to the job that publishes' : undefined;
}

/** Undefined where the run waits in the inbox or for another job: then there is no commit to show pictures of. */
export function placePictures(
  id: string,
  pictures: readonly MetricPicture[],
  stored: Pick<StoredRecord, 'commit' | 'byHour'> | undefined,
): readonly PlacedPicture[] | undefined {
  if (stored?.commit === undefined) return undefined;
  const { byHour } = stored;
  return pictures.map(({ metric, alt }, index) => ({
    metric,
    alt,
    light: filePath(id, nameOf(index, 'light'), byHour),
    dark: filePath(id, nameOf(index, 'dark'), byHour),
  }));
}

function nameOf(index: number, colours: 'light' | 'dark'): string {
  return `plot-${index + 1}-${colours}.svg`;
}
