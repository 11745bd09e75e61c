"""Reads {"fn": name, "args": {...}} as JSON, one a line; writes SciPy's answer to each, a list of numbers a line."""
import json
import sys

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve
from scipy import special, stats
from scipy.spatial.distance import jensenshannon


def t_test(result):
    """The width of the interval, not its ends: an end near 0 has lost its digits, here and there."""
    interval = result.confidence_interval(0.95)
    return [result.statistic, result.df, result.pvalue, interval.high - interval.low]


def paired_t(a):
    x, y = np.array(a["candidate"]), np.array(a["baseline"])
    two_sided = stats.ttest_rel(x, y)
    wanted = stats.ttest_rel(x, y, alternative=a["alternative"])
    answer = t_test(two_sided)
    answer[2] = wanted.pvalue
    return answer


def corrected_resampled_t(a):
    d = np.array(a["candidate"]) - np.array(a["baseline"])
    k = len(d)
    error = np.sqrt((1 / k + a["testShare"]) * d.var(ddof=1))
    t = d.mean() / error
    half = stats.t.isf(0.025, k - 1) * error
    return [t, k - 1, 2 * stats.t.sf(abs(t), k - 1), 2 * half]


def wilcoxon(a):
    kept = dict(alternative=a["alternative"], method=a["method"], zero_method=a["zeros"], correction=a["correction"])
    return [stats.wilcoxon(a["differences"], **kept).pvalue]


def mcnemar(a):
    b, c = a["b"], a["c"]
    n, k = b + c, min(b, c)
    exact = min(1, 2 * stats.binom.cdf(k, n, 0.5))
    mid = 2 * stats.binom.cdf(k, n, 0.5) - stats.binom.pmf(k, n, 0.5)
    return [exact, mid, stats.binom.sf(b - 1, n, 0.5), stats.chi2.sf((b - c) ** 2 / n, 1)]


def delong(a):
    """By the definition, over all pairs of a positive and a negative row."""
    labels = np.array(a["labels"]) == 1
    areas, ups, downs = [], [], []
    for scores in (np.array(a["baseline"]), np.array(a["candidate"])):
        up, down = scores[labels][:, None], scores[~labels][None, :]
        wins = (up > down) + 0.5 * (up == down)
        areas.append(wins.mean())
        ups.append(wins.mean(axis=1))
        downs.append(wins.mean(axis=0))
    variance = (ups[1] - ups[0]).var(ddof=1) / len(ups[0]) + (downs[1] - downs[0]).var(ddof=1) / len(downs[0])
    z = (areas[1] - areas[0]) / np.sqrt(variance)
    return [*areas, np.sqrt(variance), 2 * stats.norm.sf(abs(z))]


def accelerated(a):
    replicates, jackknife, estimate = np.array(a["replicates"]), np.array(a["jackknife"]), a["estimate"]
    share = ((replicates < estimate).sum() + (replicates <= estimate).sum()) / (2 * len(replicates))
    bias = special.ndtri(share)
    u = jackknife.mean() - jackknife
    acceleration = (u**3).sum() / (6 * (u**2).sum() ** 1.5)
    ends = bias + special.ndtri([0.025, 0.975])
    return list(np.quantile(replicates, special.ndtr(bias + ends / (1 - acceleration * ends))))


def holm(p):
    order = np.argsort(p)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, np.maximum.accumulate((len(p) - np.arange(len(p))) * np.array(p)[order]))
    return list(adjusted)


def proportion(a):
    test = stats.binomtest(a["successes"], a["trials"])
    wilson, exact = test.proportion_ci(0.95, "wilson"), test.proportion_ci(0.95, "exact")
    return [wilson.low, wilson.high, exact.low, exact.high]


def ks(a):
    result = stats.ks_2samp(a["reference"], a["current"], method=a["method"])
    return [result.statistic, result.pvalue]


def wasserstein(a):
    distance = stats.wasserstein_distance(a["reference"], a["current"])
    return [distance, distance / max(np.std(a["reference"]), 0.001)]


def js(a):
    return [jensenshannon(a["reference"], a["current"]), jensenshannon(a["reference"], a["current"], 2)]


def chi_square(result):
    return [result[0], result[1]]


def prediction(a):
    x = np.array(a["history"])
    half = stats.t.isf(0.025, len(x) - 1) * x.std(ddof=1) * np.sqrt(1 + 1 / len(x))
    return [x.mean(), 2 * half]


def equivalence(a):
    d = np.array(a["candidate"]) - np.array(a["baseline"])
    above = stats.ttest_1samp(d, a["low"], alternative="greater").pvalue
    below = stats.ttest_1samp(d, a["high"], alternative="less").pvalue
    return [above, below, max(above, below)]


def roc(a):
    rows = dict(y_true=a["labels"], y_score=a["scores"], sample_weight=a["weights"])
    false_positive, true_positive, _ = roc_curve(**rows, drop_intermediate=False)
    return [roc_auc_score(**rows), *false_positive, *true_positive]


def precision_recall(a):
    rows = dict(y_true=a["labels"], y_score=a["scores"], sample_weight=a["weights"])
    precision, recall, thresholds = precision_recall_curve(**rows)
    return [average_precision_score(**rows), *precision, *recall, *thresholds]


def calibration(a):
    observed, predicted = calibration_curve(a["labels"], a["scores"], n_bins=a["bins"], strategy="uniform")
    return [*observed, *predicted]


def binned_residuals(a):
    targets, predictions = np.array(a["baseline"]), np.array(a["candidate"])
    answer = []
    for rows in np.array_split(np.argsort(predictions, kind="stable"), min(a["bins"], len(targets))):
        residuals = targets[rows] - predictions[rows]
        answer += [np.median(predictions[rows]), *np.quantile(residuals, [0.05, 0.25, 0.5, 0.75, 0.95])]
    return answer


ANSWERS = {
    "normal": lambda a: [stats.norm.sf(a["z"]), stats.norm.cdf(a["z"])],
    "normal quantile": lambda a: [stats.norm.isf(a["p"])],
    "t": lambda a: [stats.t.sf(a["t"], a["df"]), stats.t.cdf(a["t"], a["df"])],
    "t quantile": lambda a: [stats.t.isf(a["p"], a["df"])],
    "chi-square": lambda a: [stats.chi2.sf(a["x"], a["df"]), stats.chi2.cdf(a["x"], a["df"])],
    "beta": lambda a: [stats.beta.cdf(a["x"], a["a"], a["b"]), stats.beta.sf(a["x"], a["a"], a["b"])],
    "beta quantile": lambda a: [stats.beta.ppf(a["p"], a["a"], a["b"])],
    "binomial": lambda a: [
        stats.binom.cdf(a["k"], a["n"], a["p"]),
        stats.binom.sf(a["k"] - 1, a["n"], a["p"]),
        stats.binom.pmf(a["k"], a["n"], a["p"]),
    ],
    "hypergeometric": lambda a: [stats.hypergeom.pmf(a["k"], a["total"], a["marked"], a["drawn"])],
    "kolmogorov": lambda a: [stats.kstwo.sf(a["d"], a["n"])],
    "paired t": paired_t,
    "welch": lambda a: t_test(stats.ttest_ind(a["candidate"], a["baseline"], equal_var=False)),
    "corrected resampled t": corrected_resampled_t,
    "wilcoxon": wilcoxon,
    "mcnemar": mcnemar,
    "delong": delong,
    "accelerated bootstrap interval": accelerated,
    "holm": lambda a: holm(a["p"]),
    "benjamini-hochberg": lambda a: list(stats.false_discovery_control(a["p"])),
    "benjamini-yekutieli": lambda a: list(stats.false_discovery_control(a["p"], method="by")),
    "proportion": proportion,
    "kolmogorov-smirnov": ks,
    "wasserstein": wasserstein,
    "jensen-shannon": js,
    "sample ratio": lambda a: chi_square(stats.chisquare(a["counts"], np.array(a["shares"]) * sum(a["counts"]))),
    "table": lambda a: chi_square(stats.chi2_contingency(a["table"], correction=False)),
    "prediction interval": prediction,
    "equivalence": equivalence,
    "roc": roc,
    "precision recall": precision_recall,
    "calibration": calibration,
    "binned residuals": binned_residuals,
}

for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps([float(value) for value in ANSWERS[question["fn"]](question["args"])]))
