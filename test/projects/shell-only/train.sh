#!/usr/bin/env bash
# Stopping distance of a car by its speed: least squares in awk, or in R where there is one. Nothing but text goes out.
set -euo pipefail
mkdir -p model
if [ "${USE_R:-}" = 1 ] && command -v Rscript >/dev/null; then
  exec Rscript train.R
fi
LC_ALL=C awk -F, '
  NR > 1 { x[++n] = $1; y[n] = $2; sx += $1; sy += $2; sxx += $1 * $1; sxy += $1 * $2 }
  END {
    slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    intercept = (sy - slope * sx) / n
    for (i = 1; i <= n; i++) { e = y[i] - intercept - slope * x[i]; sse += e * e; sst += (y[i] - sy / n) ^ 2 }
    printf "slope %.6f\nintercept %.6f\n", slope, intercept > "model/line.txt"
    print "fitted a line through " n " cars"
    printf "rmse = %.6f\nr2 = %.6f\nn = %d\n", sqrt(sse / n), 1 - sse / sst, n
  }' data/cars.csv
