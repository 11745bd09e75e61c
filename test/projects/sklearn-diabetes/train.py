"""Disease progression after one year (scikit-learn's bundled diabetes data), by an elastic net."""
import json
import os
from pathlib import Path

import joblib
import yaml
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

params = yaml.safe_load(Path("params.yaml").read_text())
alpha = float(os.environ.get("MLOPS_PARAM_ALPHA") or params["model"]["alpha"])

X, y = load_diabetes(return_X_y=True, scaled=False)
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=params["split"]["test_size"], random_state=params["seed"]
)
net = ElasticNet(
    alpha=alpha,
    l1_ratio=params["model"]["l1_ratio"],
    max_iter=params["model"]["max_iter"],
    random_state=params["seed"],
)
model = make_pipeline(StandardScaler(), net).fit(X_train, y_train)


def measured(features, target):
    predicted = model.predict(features)
    return {
        "rmse": float(root_mean_squared_error(target, predicted)),
        "mae": float(mean_absolute_error(target, predicted)),
        "r2": float(r2_score(target, predicted)),
        "n": len(target),
    }


metrics = {
    "train": measured(X_train, y_train),
    "test": measured(X_test, y_test),
    "nonzero_weights": int((net.coef_ != 0).sum()),
}
Path("metrics.json").write_text(json.dumps(metrics, indent=2))
Path("models").mkdir(exist_ok=True)
joblib.dump(model, "models/diabetes.joblib")
print(f"test rmse {metrics['test']['rmse']:.2f}, r2 {metrics['test']['r2']:.3f}")
