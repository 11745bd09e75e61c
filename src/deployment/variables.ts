// What a deployment hook is told of the version, as environment variables: no value ever becomes code. Pure.

/** Names of the variables that a hook may see, in the order in which they are documented. */
export const HOOK_VARIABLES = [
  'MODEL_NAME',
  'MODEL_VERSION',
  'MODEL_STAGE',
  'MODEL_DIGEST',
  'MODEL_DIR',
  'MODEL_FILE',
  'MODEL_RUN_ID',
  'MODEL_COMMIT',
  'MODEL_URL',
  'MODEL_PREVIOUS_VERSION',
  'MODEL_IMAGE',
] as const;
type HookVariable = (typeof HOOK_VARIABLES)[number];
export type HookVariables = Readonly<Partial<Record<HookVariable, string>>>;

export interface HookFacts {
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  readonly run: string;
  readonly commit: string;
  readonly digest: string | undefined;
  /** Absolute path of the folder with the model files. */
  readonly folder: string;
  /** Absolute paths of the model files. */
  readonly files: readonly string[];
  /** Web address of the release; undefined where there is none. */
  readonly url: string | undefined;
  readonly previous: string | undefined;
  /** By digest; undefined until it is built. */
  readonly image: string | undefined;
}

/** The variables of a hook; what is not known is absent. */
export function hookVariables(facts: HookFacts): HookVariables {
  const all: Record<HookVariable, string | undefined> = {
    MODEL_NAME: facts.model,
    MODEL_VERSION: facts.version,
    MODEL_STAGE: facts.stage,
    MODEL_DIGEST: facts.digest,
    MODEL_DIR: facts.folder,
    MODEL_FILE: facts.files.length === 1 ? facts.files[0] : undefined,
    MODEL_RUN_ID: facts.run,
    MODEL_COMMIT: facts.commit,
    MODEL_URL: facts.url,
    MODEL_PREVIOUS_VERSION: facts.previous,
    MODEL_IMAGE: facts.image,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as HookVariables;
}

/** A text with `$MODEL_VERSION` or `${MODEL_VERSION}` and the like replaced; a variable without a value is left as it is. */
export function expandVariables(text: string, variables: HookVariables): string {
  return text.replaceAll(/\$(?:\{(MODEL_[A-Z_]+)\}|(MODEL_[A-Z_]+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    return Object.hasOwn(variables, name) ? (variables[name as HookVariable] ?? whole) : whole;
  });
}

/** What looks like a variable in a text and is none that is put in there: `$PORT` stands for nothing. */
export function unknownVariables(text: string): readonly string[] {
  const known: readonly string[] = HOOK_VARIABLES;
  const named = [...text.matchAll(/\$(?:\{([A-Z][A-Z0-9_]*)\}|([A-Z][A-Z0-9_]*))/g)];
  return named.map(([, braced, bare]) => braced ?? bare ?? '').filter((name) => !known.includes(name));
}
