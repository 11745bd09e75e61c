#!/bin/sh
# Copies the built steps into the workspace, where `uses: ./…` finds them: before the training, and again after it.
set -eu
staged="$GITHUB_WORKSPACE/.mlops-action"
rm -rf -- "$staged"
mkdir -p -- "$staged"
cp -R -- "$GITHUB_ACTION_PATH/dist/." "$staged/"
printf '*\n' > "$staged/.gitignore"
