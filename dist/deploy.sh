#!/usr/bin/env bash
# Runs a deploy command and records how it ended: the step of the action between the one that prepares a deployment and the
# one that judges it. It must run on bash 3.2 and on Git Bash, needs no Node, and holds no token.
#
#   MLOPS_CAPTURE            folder with the command, its variables and its time (see hook-capture.ts)
#   MLOPS_WORKING_DIRECTORY  where it runs
#
# A step should start it with `exec bash deploy.sh`, so that the runner's signals reach it. It exits 0 whenever the outcome
# could be written; publish fails the job if the deployment failed.
set -u

# The runner gives a cancelled step 10 seconds in all.
SECONDS_UNTIL_KILL=3
# As run-hook.ts has it: a command that writes more has gone wrong, and would fill the disk.
MOST_OUTPUT_BYTES=200000000

here=${0%[/\\]*}
[ "$here" != "$0" ] || here=.
# shellcheck source=../training/guard.sh
. "$here/guard.sh"
[ "${1:-}" = scrubbed ] || start_without_tokens "$0" GH_TOKEN

capture=${MLOPS_CAPTURE:?names the folder of the deployment}
working_directory=${MLOPS_WORKING_DIRECTORY:?names the folder in which the command runs}
unset MLOPS_CAPTURE MLOPS_WORKING_DIRECTORY
log=$capture/output.log
scratch=$(mktemp -d "$capture.XXXXXX") || exit 1

read -r seconds <"$capture/timeout"
case ${seconds:-} in '' | *[!0-9]*) exit 1 ;; esac

while IFS= read -r -d '' entry; do
  case ${entry%%=*} in
    *[!A-Z0-9_]*) ;;
    MODEL_?* | MLOPS_?*) export "${entry?}" ;;
  esac
done <"$capture/environment"

take_runner_files "$scratch"
if ! stop_commands 'nothing is deployed'; then
  rm -rf -- "$scratch"
  exit 1
fi

# Into a file rather than a pipe: what a command leaves in the background would hold a pipe open.
: >"$log" || exit 1
exec 4<"$log"

# Prints what came, so many megabytes at most: of what writes without end there is always more.
show() {
  dd bs=1048576 count="$1" <&4 2>/dev/null
}

has_written_too_much() {
  local size
  size=$(wc -c <"$log") || return 1
  [ "$size" -gt "$MOST_OUTPUT_BYTES" ]
} 2>/dev/null

cancelled=
trap 'cancelled=true' INT TERM HUP
trap : PIPE

# `set -m` gives the command a process group of its own, by which it can be ended with all that it started.
set -m
(cd -- "$working_directory" && exec bash --noprofile --norc -e -o pipefail "$capture/hook.sh") \
  </dev/null >>"$log" 2>&1 4<&- &
job=$!
set +m

stopped=
until_killed=
SECONDS=0
while kill -s 0 "$job" 2>/dev/null; do
  show 4
  if [ -z "$stopped" ]; then
    [ "$SECONDS" -lt "$seconds" ] || stopped=timeout
    ! has_written_too_much || stopped=output
    [ -z "$cancelled" ] || stopped=cancelled
    if [ -n "$stopped" ]; then
      kill -s TERM -- "-$job" 2>/dev/null
      until_killed=$((SECONDS + SECONDS_UNTIL_KILL))
    fi
  elif [ "$SECONDS" -ge "$until_killed" ]; then
    kill -s KILL -- "-$job" 2>/dev/null
  fi
  sleep 0.1
done
wait "$job" 2>/dev/null
status=$?
[ -z "$cancelled" ] || stopped=cancelled

# What is left would stand beside the step that holds the token.
end_left_behind "$job"
if [ "$stopped" != output ]; then show 200; fi
resume_commands
restore_runner_files
[ -z "$left_behind" ] ||
  echo 'mlops: the deploy command left processes behind; they were ended, as the runner does with the job. What is to stay is a service of its own: docker, systemd, another machine.'

printf '%s\n' "status=$status" "stopped=$stopped" >"$scratch/outcome" &&
  rm -rf -- "$capture/outcome" && mv -f -- "$scratch/outcome" "$capture/outcome"
written=$?
rm -rf -- "$scratch"
exit "$written"
