#!/bin/sh
# Copies the built steps into the workspace, where `uses: ./…` finds them: before the training, and again after it.
set -eu
staged="$GITHUB_WORKSPACE/.mlops-action"
# A folder in which nobody may write could not be removed. Where that is so all the same, the step fails, and what is staged
# there is not run.
if [ -d "$staged" ] && ! [ -L "$staged" ]; then chmod -R u+rwX -- "$staged" || :; fi
rm -rf -- "$staged"
mkdir -p -- "$staged"
cp -R -- "$GITHUB_ACTION_PATH/dist/." "$staged/"
printf '*\n' > "$staged/.gitignore"
