"""The statistics of statistics-process.ts by SciPy and NumPy on the same rows; prints milliseconds of each as JSON."""
import json
import sys
import time

import numpy as np
from scipy import stats

rows = int(sys.argv[1])


def weyl(step):
    return np.arange(1, rows + 1) * step % 1


baseline = weyl(0.6180339887498949)
candidate = baseline + 0.1 * weyl(0.4142135623730951) - 0.0499
labels = weyl(0.7320508075688772) < baseline


def delong():
    """Sun & Xu's (2014) algorithm over SciPy's mid-ranks."""
    m, n = labels.sum(), (~labels).sum()
    ups, downs = [], []
    for scores in (baseline, candidate):
        pooled = stats.rankdata(scores)
        ups.append((pooled[labels] - stats.rankdata(scores[labels])) / n)
        downs.append(1 - (pooled[~labels] - stats.rankdata(scores[~labels])) / m)
    variance = np.cov(ups[1] - ups[0]) / m + np.cov(downs[1] - downs[0]) / n
    return 2 * stats.norm.sf(abs(ups[1].mean() - ups[0].mean()) / np.sqrt(variance))


STATISTICS = {
    "paired t": lambda: stats.ttest_rel(candidate, baseline).confidence_interval(),
    "Wilcoxon signed-rank": lambda: stats.wilcoxon(candidate - baseline, method="asymptotic"),
    "DeLong, two areas": delong,
    "Kolmogorov–Smirnov": lambda: stats.ks_2samp(baseline, candidate, method="asymp"),
    "Wasserstein": lambda: stats.wasserstein_distance(baseline, candidate),
}
milliseconds = {}
for name, statistic in STATISTICS.items():
    start = time.perf_counter()
    statistic()
    milliseconds[name] = 1000 * (time.perf_counter() - start)
print(json.dumps(milliseconds))
