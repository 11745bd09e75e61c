#!/bin/sh
# Logistic regression by gradient descent on a tiny table, logged as DVCLive 3 lays its folder out:
# metrics.json (last values), plots/metrics/**/NAME.tsv (step, value), params.yaml, artifacts/ with DVC's own small files.
# The layout was compared with what dvclive 3.49 writes.
set -eu
rate=$(awk '$1 == "learning_rate:" { print $2 }' params.yaml)
epochs=$(awk '$1 == "epochs:" { print $2 }' params.yaml)
rm -rf dvclive
mkdir -p dvclive/plots/metrics/train dvclive/plots/metrics/eval dvclive/artifacts
cat > dvclive/params.yaml <<PARAMS
learning_rate: $rate
epochs: $epochs
optimizer: sgd
PARAMS
printf 'step\tloss\n' > dvclive/plots/metrics/train/loss.tsv
printf 'step\taccuracy\n' > dvclive/plots/metrics/eval/accuracy.tsv
LC_ALL=C awk -F, -v rate="$rate" -v epochs="$epochs" '
  NR > 1 { n++; x[n] = $1; y[n] = $2 }
  END {
    for (epoch = 0; epoch < epochs; epoch++) {
      gw = gb = loss = right = 0
      for (i = 1; i <= n; i++) {
        p = 1 / (1 + exp(-(w * x[i] + b)))
        loss -= y[i] ? log(p) : log(1 - p)
        right += (p >= 0.5) == y[i]
        gw += (p - y[i]) * x[i]; gb += p - y[i]
      }
      w -= rate * gw / n; b -= rate * gb / n
      printf "%d\t%.6f\n", epoch, loss / n > "dvclive/plots/metrics/train/loss.tsv.part"
      printf "%d\t%.6f\n", epoch, right / n > "dvclive/plots/metrics/eval/accuracy.tsv.part"
    }
    printf "{\n  \"train\": {\"loss\": %.6f},\n  \"eval\": {\"accuracy\": %.6f},\n  \"step\": %d\n}\n", loss / n, right / n, epochs - 1 > "dvclive/metrics.json"
    printf "weight %.6f\nbias %.6f\n", w, b > "dvclive/artifacts/model.txt"
  }' data.csv
for series in train/loss eval/accuracy; do
  cat "dvclive/plots/metrics/$series.tsv.part" >> "dvclive/plots/metrics/$series.tsv"
  rm "dvclive/plots/metrics/$series.tsv.part"
done
printf '/model.txt\n' > dvclive/artifacts/.gitignore
printf 'outs:\n- size: %d\n  hash: md5\n  path: model.txt\n' "$(wc -c < dvclive/artifacts/model.txt)" > dvclive/artifacts/model.txt.dvc
cat dvclive/metrics.json
