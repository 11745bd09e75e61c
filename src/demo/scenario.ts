// The story that `mlops demo` plays on the sample project, as data: what is committed where, and why. Pure.
// No result stands here; every number that the demo shows comes out of the training.

type ParamValue = string | number | boolean;

/** One commit of the story. Param names are joined with dots, as in the run record. */
export interface ScenarioCommit {
  /** Where the commit goes; a branch other than `main` starts at the tip of `main`. */
  readonly branch: string;
  readonly message: string;
  /** One sentence for the reader of the demo. */
  readonly story: string;
  /** Changes to params.json; empty for the first commit, which is the sample project as it is shipped. */
  readonly params: Readonly<Record<string, ParamValue>>;
}

/** The file that the story edits, relative to the root of the sample project. */
export const SCENARIO_PARAMS_FILE = 'params.json';

/** What training leaves in the worktree and nobody commits. It is written by the demo, since npm packs no `.gitignore`. */
export const SCENARIO_GITIGNORE = 'metrics.json\nmodels/\nserver.log\nserver.pid\n';

/** In the order in which they are committed and trained. */
export const SCENARIO_COMMITS: readonly ScenarioCommit[] = [
  {
    branch: 'main',
    message: 'Predict body mass from bill and flipper measurements',
    story: 'A first model: three body measurements, one ridge regression. There is nothing to compare it with yet.',
    params: {},
  },
  {
    branch: 'main',
    message: 'Shrink the weights less',
    story: 'A small change on main: the run is recorded and compared with the one before it.',
    params: { ridge: 1 },
  },
  {
    branch: 'add-species-and-sex',
    message: 'Let the model know species and sex',
    story: 'A pull request with a good idea: species and sex say much about the mass of a penguin.',
    params: { 'features.species': true, 'features.sex': true },
  },
  {
    branch: 'drop-flipper',
    message: 'Stop measuring flippers to save time in the field',
    story: 'A pull request with a costly idea: without the flipper length the gates should hold it back.',
    params: { 'features.flipper_length_mm': false },
  },
];

/** The branch whose model is merged and becomes a version; the first version is that of `main` before it. */
export const SCENARIO_MERGES = 'add-species-and-sex';

/** Where the versions go. */
export const SCENARIO_STAGE = 'production';

/** Why the demo goes back to the first version. */
export const SCENARIO_ROLLBACK = 'the field team cannot tell the sexes apart yet';

/** A bird that the live model is asked about. */
export const SCENARIO_BIRD = {
  species: 'Adelie',
  sex: 'male',
  island: 'Torgersen',
  bill_length_mm: 39.1,
  bill_depth_mm: 18.7,
  flipper_length_mm: 181,
} as const;

/** The port in the sample's mlops.yaml; another one is written there when it is taken. */
export const SCENARIO_PORT = 9696;

/** What `mlops retrain` is given in the demo, as `name=value` would be on the command line. */
export const SCENARIO_RETRAIN: Readonly<Record<string, string>> = { ridge: '0.1' };

/**
 * The text of a JSON params file with these params changed and everything else as it was.
 * @param changes names joined with dots; each must stand in the file already
 */
export function editParams(text: string, changes: Readonly<Record<string, ParamValue>>): string {
  const entries = Object.entries(changes).map(([name, value]) => [name.split('.'), value] as const);
  const edited = entries.reduce((params, [path, value]) => withValue(params, path, value), JSON.parse(text) as unknown);
  return `${JSON.stringify(edited, undefined, 2)}\n`;
}

function withValue(params: unknown, path: readonly string[], value: ParamValue): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (params === null || typeof params !== 'object' || !Object.hasOwn(params, name)) {
    throw new TypeError(`the scenario changes "${name}", which the params file does not have`);
  }
  const members = params as Record<string, unknown>;
  return { ...members, [name]: withValue(members[name], rest, value) };
}
