// What a repository says of its models beside their tags: `artifacts.yaml`, GTO's file, and the `artifacts` of dvc.yaml,
// which took its place. Anybody who may open a pull request can have written them. Pure.
import { z } from '../zod.ts';
import { parseYamlText } from '../config/yaml-text.ts';
import type { ShowRow, ShowTable } from './show.ts';

const MAX_MODELS = 10_000;
const MAX_LABELS = 50;
const MAX_TEXT = 2000;

export interface Annotation {
  readonly type?: string;
  readonly path?: string;
  readonly labels?: readonly string[];
  readonly description?: string;
}

export type Annotations = ReadonlyMap<string, Annotation>;

/** The files in the order in which they count: a model in both is as the first says. */
export const ANNOTATION_FILES = ['artifacts.yaml', 'dvc.yaml'] as const;

const Text = z
  .string()
  .transform((text) => text.slice(0, MAX_TEXT))
  .nullish();

const Entry = z.object({
  type: Text,
  path: Text,
  labels: z.array(z.string().transform((text) => text.slice(0, MAX_TEXT))).nullish(),
  description: Text,
  desc: Text,
});

/**
 * The models that a file describes; what stands there for other programs is passed over.
 * @returns why the file cannot be understood, if it cannot
 */
export function parseAnnotations(
  text: string,
  file: (typeof ANNOTATION_FILES)[number],
): { readonly annotations: Annotations } | { readonly problem: string } {
  const { value, problems } = parseYamlText(text, file);
  const [first] = problems;
  if (first !== undefined) return { problem: `${first.place.line ?? 1}: ${first.message}` };
  const root = z.record(z.string(), z.unknown()).safeParse(value ?? {});
  if (!root.success) return { problem: 'it is no mapping' };
  const models = file === 'dvc.yaml' ? (root.data['artifacts'] ?? {}) : root.data;
  if (typeof models !== 'object' || Array.isArray(models)) return { problem: 'artifacts is no mapping' };
  const entries = Object.entries(models).slice(0, MAX_MODELS);
  return {
    annotations: new Map(
      entries.flatMap(([name, entry]) => {
        const parsed = Entry.safeParse(entry ?? {});
        return parsed.success && name.length <= MAX_TEXT ? [[name, annotationFrom(parsed.data)] as const] : [];
      }),
    ),
  };
}

function annotationFrom({ type, path, labels, description, desc }: z.infer<typeof Entry>): Annotation {
  const words = description ?? desc ?? '';
  return {
    ...(type === undefined || type === null ? {} : { type }),
    ...(path === undefined || path === null ? {} : { path }),
    ...(labels === undefined || labels === null || labels.length === 0 ? {} : { labels: labels.slice(0, MAX_LABELS) }),
    ...(words === '' ? {} : { description: words }),
  };
}

export interface AnnotatedRow extends ShowRow {
  /** False for a model that is only described: it has no tag. */
  readonly isRegistered: boolean;
  readonly annotation?: Annotation;
}

/** The rows with what is said of their models, and models that are described only after them, as GTO shows them. */
export function annotatedRows(table: ShowTable, annotations: Annotations): readonly AnnotatedRow[] {
  const { rows } = table;
  const names = new Set(rows.map(({ name }) => name));
  const stages = Object.fromEntries(table.stages.map((stage) => [stage, []]));
  const described = [...annotations.keys()].filter((name) => !names.has(name));
  return [
    ...rows.map((row) => {
      const annotation = annotations.get(row.name);
      return { ...row, isRegistered: true, ...(annotation === undefined ? {} : { annotation }) };
    }),
    ...described.map((name) => ({
      name,
      latest: undefined,
      stages,
      isActive: true,
      isRegistered: false,
      annotation: annotations.get(name) ?? {},
    })),
  ];
}
