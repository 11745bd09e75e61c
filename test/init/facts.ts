// A repository as `mlops init` sees it, from paths and texts.
import { parseConfig } from '../../src/config/parse-config.ts';
import type { RepositoryFacts } from '../../src/init/repository-facts.ts';

export function factsOf(
  files: Readonly<Record<string, string>>,
  more: Partial<Omit<RepositoryFacts, 'paths' | 'texts'>> & { readonly ignored?: readonly string[] } = {},
): RepositoryFacts {
  const { ignored = [], ...others } = more;
  const config = files['mlops.yaml'];
  return {
    folder: '.',
    repository: 'someone/penguins',
    defaultBranch: 'main',
    programs: new Set(['python']),
    foreignWorkflows: [],
    config: config === undefined ? undefined : parseConfig(config, 'mlops.yaml'),
    paths: Object.keys(files).filter((path) => !ignored.includes(path)),
    texts: new Map(Object.entries(files)),
    ...others,
  };
}

export const TRAIN_PY = `import json, joblib, yaml
import pandas as pd
from sklearn.linear_model import Ridge
params = yaml.safe_load(open("params.yaml"))
data = pd.read_csv("data/penguins.csv")
model = Ridge(params["alpha"]).fit(data, data)
json.dump({"rmse": 1.0}, open("metrics.json", "w"))
joblib.dump(model, "models/penguins.joblib")
if __name__ == "__main__":
    pass
`;
