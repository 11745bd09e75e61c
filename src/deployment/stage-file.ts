// `deploy/<stage>.yaml`: which version of each model a stage shall have. A change of it that is merged assigns the stage, so
// anybody's pull request may hold one: it is read strictly, and edited so that nothing else in it changes. Pure.
import { isAlias, isMap, isScalar, parseDocument, type Document, type YAMLMap } from 'yaml';
import { z } from '../zod.ts';
import { ModelName } from '../config/name-schema.ts';
import { problemsError, problemsOf, type Problem } from '../config/problem.ts';
import { parseYamlText } from '../config/yaml-text.ts';
import { isName } from '../registry/tag.ts';
import { isVersion } from '../registry/version.ts';

export interface Wish {
  readonly model: string;
  readonly version: string;
  /** SHA-256 of the model files, as the evidence of the version names it; absent for a version without one. */
  readonly digest?: string | undefined;
  /** Why the evidence is passed over; absent where it is not. */
  readonly forced?: string | undefined;
}

/** A wish, and the stage whose file holds it. */
export interface StageWish extends Wish {
  readonly stage: string;
}

const FOLDER = 'deploy';
const MAX_MODELS = 1000;

const WishedVersion = z.strictObject({
  version: z.string().max(100).refine(isVersion, 'a version such as v1.2.3'),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')
    .exactOptional(),
  forced: z.string().min(1).max(2000).exactOptional(),
});

const StageFile = z.strictObject({
  models: z.record(ModelName, WishedVersion).nullable().default({}),
});

/** The path of a stage's file, from the root of the repository. */
export function stageFilePath(stage: string): string {
  return `${FOLDER}/${stage}.yaml`;
}

/** The stage whose file has this path; undefined for any other path. */
export function stageOfFile(path: string): string | undefined {
  const stage = /^deploy\/(.+)\.yaml$/.exec(path)?.[1];
  return stage !== undefined && isName(stage) ? stage : undefined;
}

/**
 * What a stage file wishes, in its order.
 * @param path how messages name it
 * @throws MlopsError `config-invalid` with everything that is wrong with it, and where
 */
export function parseStageFile(text: string, path: string): readonly Wish[] {
  const yaml = parseYamlText(text, path);
  const refuse = (problems: readonly Problem[]): never => {
    throw problemsError('config-invalid', problems, `Correct ${path}: ${FORM}`);
  };
  if (yaml.problems.length > 0) return refuse(yaml.problems);
  const value = yaml.value ?? {};
  const hidden = hiddenModels(value).map((key) => ({ path: ['models'], key, message: `"${key}" is no name` }));
  const parsed = StageFile.safeParse(value);
  const issues = parsed.success ? [] : parsed.error.issues;
  const found = issues.slice(0, 20).flatMap((issue) => problemsOf(issue, value, keysAt));
  const problems = [...hidden, ...found].map(({ path: at, key, message }) => ({
    place: yaml.placeOf(at, key),
    message,
  }));
  if (!parsed.success || problems.length > 0) return refuse(problems);
  const models = Object.entries(parsed.data.models ?? {});
  if (models.length > MAX_MODELS) {
    const message = `${models.length} models; at most ${MAX_MODELS} are read`;
    return refuse([{ place: yaml.placeOf(['models']), message }]);
  }
  return models.map(([model, wish]) => ({ model, ...wish }));
}

/** Whether a text is meant to be a stage file: `deploy` is a folder that many things lie in. */
export function isStageFile(text: string): boolean {
  const { value } = parseYamlText(text, '');
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'models');
}

/**
 * The file with this wish in the place of the model's one before. Comments and all other models stay; a file that wishes
 * it already stays as it is, to the letter.
 * @param text undefined: there is no file yet
 * @throws MlopsError `config-invalid` as `parseStageFile`
 */
export function editStageFile(text: string | undefined, stage: string, wish: Wish): string {
  const path = stageFilePath(stage);
  const present = text === undefined ? [] : parseStageFile(text, path);
  if (present.some((each) => isSameWish(each, wish))) return text ?? '';
  const isNew = text === undefined || text.trim() === '';
  const document = parseDocument(isNew ? newFile(stage) : text, { version: '1.2' });
  setWish(document, wish);
  const edited = document.toString(styleOf(text ?? ''));
  requireOnly(wish, present, parseStageFile(edited, path), path);
  return edited;
}

/** An anchor may be shared by several models: changing one would change the others without a word. */
function requireOnly(wish: Wish, before: readonly Wish[], after: readonly Wish[], path: string): void {
  const others = before.filter(({ model }) => model !== wish.model);
  const isRight =
    after.length === others.length + 1 &&
    [wish, ...others].every((each) => after.some((found) => isSameWish(found, each)));
  if (isRight) return;
  throw problemsError(
    'config-invalid',
    [{ place: { file: path }, message: `${wish.model} shares its lines with other models, by an anchor` }],
    'Write them out for each model.',
  );
}

/** Indentation and braces as they are, so that a change shows only what changed. */
function styleOf(text: string): { lineWidth: 0; indent: number; flowCollectionPadding: boolean } {
  const indent = /^( +)[^\s#]/m.exec(text)?.[1]?.length ?? 2;
  return { lineWidth: 0, indent: Math.min(indent, 8), flowCollectionPadding: !/\{\S/.test(text) };
}

/** Whether they say the same of a model; a stage is not looked at. */
export function isSameWish(a: Wish, b: Wish): boolean {
  return a.model === b.model && a.version === b.version && a.digest === b.digest && a.forced === b.forced;
}

function setWish(document: Document, { model, version, digest, forced }: Wish): void {
  const root = document.contents;
  if (!isMap(root)) document.contents = document.createNode({});
  const models = mapAt(document, ['models']);
  // An anchor that others share is left to them.
  const isOwn = isMap(models.get(model, true)) && !isAlias(models.get(model, true));
  const wished = isOwn ? mapAt(document, ['models', model]) : document.createNode({});
  if (!isOwn) models.set(document.createNode(model), wished);
  for (const [key, value] of Object.entries({ version, digest, forced })) {
    if (value === undefined) wished.delete(key);
    else if (isScalar(wished.get(key, true))) wished.set(key, value);
    else {
      wished.delete(key);
      wished.add(document.createPair(key, value));
    }
  }
}

/** The mapping at a path; an empty one is put there where it is none, as after `models:`. */
function mapAt(document: Document, path: readonly string[]): YAMLMap {
  const node = document.getIn(path, true);
  if (isMap(node)) {
    if (node.items.length === 0) node.flow = false;
    return node;
  }
  const made = document.createNode({});
  document.setIn(path, made);
  return made;
}

function newFile(stage: string): string {
  return (
    `# What is live in ${stage}. A change that is merged assigns the stage and deploys; reverting one goes back to the version that stood here before.\n` +
    'models: {}\n'
  );
}

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return path.length === 0 ? Object.keys(StageFile.shape) : Object.keys(WishedVersion.shape);
}

/** Zod leaves a record's `__proto__` out without a word. */
function hiddenModels(value: unknown): readonly string[] {
  const models: unknown = typeof value === 'object' && value !== null && 'models' in value ? value.models : undefined;
  return typeof models === 'object' && models !== null && Object.hasOwn(models, '__proto__') ? ['__proto__'] : [];
}

const FORM =
  'below `models:` a name of a model, and below that `version:` and `digest:`, as `mlops promote` writes them.';
