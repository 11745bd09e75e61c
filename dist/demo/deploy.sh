#!/usr/bin/env bash
# Brings a version live on this machine: ends the server of the version before and starts one with the new model.
# The files of the version lie in $MODEL_DIR; the only one is $MODEL_FILE.
set -euo pipefail
port=$1

if [ -f server.pid ]; then
  kill "$(cat server.pid)" 2>/dev/null || true
  while kill -0 "$(cat server.pid)" 2>/dev/null; do sleep 0.05; done
fi
nohup node serve.mjs "$port" >server.log 2>&1 &
echo "$!" >server.pid
