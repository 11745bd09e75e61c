#!/usr/bin/env bash
# Runs the training command and records how it went: the one runner, for the action's step and for the command line.
# It must run on bash 3.2 and on Git Bash, needs no Node, and holds no token while the training runs.
#
#   MLOPS_CAPTURE            capture folder, made by plan (see plan.ts)
#   MLOPS_WORKING_DIRECTORY  where the command runs
#   MLOPS_WATCHED            set where stdin ends with the process that will record the run: the training ends with it too
#
# A step should start it with `exec bash train.sh`, so that the runner's signals reach it and no parent shell keeps what
# is unset here. It exits 0 whenever the outcome could be written; publish fails the job if the training failed.
set -u

# The runner gives a cancelled step 10 seconds in all.
SECONDS_UNTIL_TERM=2
SECONDS_UNTIL_KILL=3
SECONDS_FOR_PROBES=5

here=${0%[/\\]*}
[ "$here" != "$0" ] || here=.
# shellcheck source=guard.sh
. "$here/guard.sh"
[ "${1:-}" = scrubbed ] || start_without_tokens "$0"

absolute() {
  case $1 in
    /* | [A-Za-z]:* | \\\\*) printf '%s' "$1" ;;
    *) printf '%s' "$PWD/$1" ;;
  esac
}
capture=$(absolute "${MLOPS_CAPTURE:?names the capture folder}")
working_directory=$(absolute "${MLOPS_WORKING_DIRECTORY:-.}")
watched=${MLOPS_WATCHED:-}
unset MLOPS_CAPTURE MLOPS_WORKING_DIRECTORY MLOPS_WATCHED
log=$capture/output.log

# Beside the capture folder, whose path the training knows, and on the same file system.
scratch=$(mktemp -d "$capture.XXXXXX" 2>/dev/null || mktemp -d) || exit 1

now_ms() {
  local now=${EPOCHREALTIME:-}
  if [ -n "$now" ]; then
    now=${now/[.,]/}
    now=${now%???}
  else
    now=$(date +%s%3N 2>/dev/null)
    case $now in '' | *[!0-9]*) now=$(date +%s)000 ;; esac
  fi
  printf '%s' "$now"
}

# Written whole at the start and again at the end, whatever the training did to the folder meanwhile.
write_outcome() {
  mkdir -p -- "$capture" "$scratch" || return 1
  printf '%s\n' "$@" >"$scratch/outcome" || return 1
  [ ! -d "$capture/outcome" ] || rm -rf -- "$capture/outcome"
  mv -f -- "$scratch/outcome" "$capture/outcome"
}

# --- What the training sees.
while IFS= read -r -d '' entry; do
  case ${entry%%=*} in
    *[!A-Z0-9_]*) ;;
    MLOPS_?*) export "${entry?}" ;;
  esac
done <"$capture/environment"

take_runner_files "$scratch"

# --- Output: live and into the log. The reader outlives a cancellation, so that the last words are kept.
if ! stop_commands 'the training is not started'; then
  rm -rf -- "$scratch"
  exit 1
fi
: >"$log" || exit 1
# A second name for the log, in case the training removes the first.
ln -- "$log" "$scratch/output.log" 2>/dev/null
# shellcheck disable=SC2016
exec 3> >(exec sh -c 'trap "" INT TERM HUP PIPE; echo "$$" >"$1"; exec tee -a "$2"' sh "$scratch/reader" "$log" 3>&-)

# --- Peak memory, where the system tells: time(1) of GNU or BSD, else samples of /proc.
measure=()
memory_unit=
if /usr/bin/time -f %M -o "$scratch/peak" true >/dev/null 2>&1; then
  measure=(/usr/bin/time -f %M -o "$scratch/peak")
  memory_unit=1024
elif /usr/bin/time -l -o "$scratch/peak" true >/dev/null 2>&1; then
  measure=(/usr/bin/time -l -o "$scratch/peak")
  if [ "$(uname -s)" = Darwin ]; then memory_unit=1; else memory_unit=1024; fi
fi

sample_memory() {
  local count=0
  while :; do
    cat /proc/[0-9]*/status 2>/dev/null |
      awk -v group="$1" '/^NSpgid:/ { mine = $2 == group } mine && /^VmHWM:/ { print $2 }' >>"$scratch/peak"
    count=$((count + 1))
    if [ "$count" -lt 20 ]; then sleep 0.1; else sleep 1; fi
  done
}

peak_bytes() {
  local peak
  peak=$(sed -n -e 's/^ *\([0-9][0-9]*\) *$/\1/p' -e 's/^ *\([0-9][0-9]*\)  *maximum resident set size.*/\1/p' \
    "$scratch/peak" 2>/dev/null | sort -n | tail -n 1)
  [ -z "$peak" ] || printf 'peak_memory=%s' "$((peak * memory_unit))"
}

# --- What the kernel says of memory: how many processes of this control group it ended for want of it, and how much they
# may have together.
memory_group() {
  local group
  group=$(sed -n 's/^0:://p' /proc/self/cgroup 2>/dev/null)
  for group in "/sys/fs/cgroup$group" /sys/fs/cgroup \
    "/sys/fs/cgroup/memory$(sed -n 's/^[0-9]*:memory://p' /proc/self/cgroup 2>/dev/null)" /sys/fs/cgroup/memory; do
    if [ -r "$group/memory.events" ] || [ -r "$group/memory.oom_control" ]; then
      printf '%s' "$group"
      return
    fi
  done
}

oom_kills() {
  [ -z "$memory_folder" ] ||
    cat "$memory_folder/memory.events" "$memory_folder/memory.oom_control" 2>/dev/null | sed -n 's/^oom_kill //p'
}

memory_folder=$(memory_group)
oom_kills_before=$(oom_kills)

# `set -m` gives a background job a process group of its own. It is set only while one is started: a foreground command
# would get a group too, and with it the terminal, whose Ctrl-C would then be lost.

# --- Signals go to the whole process group of the command; then TERM, then KILL.
group=
cancelled=
interrupted=
escalation=

cancel() {
  [ -n "$group" ] || return 0
  kill -s "$cancelled" -- "-$group" 2>/dev/null
  [ -z "$escalation" ] || return 0
  set -m
  {
    sleep "$SECONDS_UNTIL_TERM"
    kill -s TERM -- "-$group"
    sleep "$SECONDS_UNTIL_KILL"
    kill -s KILL -- "-$group"
  } </dev/null >/dev/null 2>&1 3>&- &
  escalation=$!
  set +m
}

on_signal() {
  interrupted=1
  cancelled=${cancelled:-$1}
  cancel
}
trap 'on_signal INT' INT
trap 'on_signal TERM' TERM HUP
# Who reads our output may be gone before us.
trap : PIPE

end_job() {
  [ -n "$1" ] || return 0
  # Bash 5.2 may wait for ever for one that ended by itself while a trap ran.
  kill -s KILL -- "-$1" || return 0
  wait "$1"
} 2>/dev/null

watcher=
if [ -n "$watched" ]; then
  set -m
  {
    cat
    : >"$scratch/abandoned"
    kill -s TERM "$$"
  } >/dev/null 2>&1 3>&- &
  watcher=$!
  set +m
fi

# --- The command, in a process group of its own, below a leader that no signal reaches and time(1) measures.
started=$(now_ms)
write_outcome "started=$started" || exit 1
# shellcheck disable=SC2016
leader='
set -m
cd -- "$1" || exit 1
exec 4>&2 2>/dev/null
bash --noprofile --norc -e -o pipefail "$2" 2>&4 4>&- &
echo "$!" >"$3/group"
wait "$!"
echo "$?" >"$3/status"
'
set -m
${measure[@]+"${measure[@]}"} bash -c "$leader" leader "$working_directory" "$capture/command.sh" "$scratch" \
  </dev/null >&3 2>&3 3>&- &
job=$!
set +m
until [ -s "$scratch/group" ] || ! kill -s 0 "$job" 2>/dev/null; do sleep 0.01; done
read -r group 2>/dev/null <"$scratch/group"
case $group in '' | *[!0-9]* | 0 | 1) group= ;; esac
# Where all of this is killed but the training, whoever comes next knows it by its group.
write_outcome "started=$started" "group=$group"
[ -z "$cancelled" ] || cancel

sampler=
if [ -z "$memory_unit" ] && [ "$(uname -s)" = Linux ] && [ -n "$group" ]; then
  memory_unit=1024
  set -m
  sample_memory "$group" </dev/null >/dev/null 2>&1 3>&- &
  sampler=$!
  set +m
fi

while :; do
  interrupted=
  wait "$job" 2>/dev/null
  status=$?
  [ -n "$interrupted" ] || break
done
trap : INT TERM HUP
ended=$(now_ms)
times >"$scratch/times"
read -r recorded 2>/dev/null <"$scratch/status"
case ${recorded:-} in '' | *[!0-9]*) ;; *) status=$recorded ;; esac
end_job "$escalation"
end_job "$sampler"
end_job "$watcher"
abandoned=
[ ! -e "$scratch/abandoned" ] || abandoned=true
oom_kills=$(oom_kills)
case $oom_kills$oom_kills_before in '' | *[!0-9]*) oom_kills= ;; *) oom_kills=$((oom_kills - ${oom_kills_before:-0})) ;; esac
memory_limit=
[ -z "$memory_folder" ] ||
  memory_limit=$(cat "$memory_folder/memory.max" "$memory_folder/memory.limit_in_bytes" 2>/dev/null)

# --- What the command left behind: half a second to end by itself, then TERM, then KILL.
end_left_behind "$group"

# The reader ends when nobody can write any more. A process that left the group may hold the pipe for ever: stop
# waiting once nothing has come for a second.
exec 3>&-
reader=
read -r reader 2>/dev/null <"$scratch/reader"
count=0
size=
while [ -n "$reader" ] && kill -s 0 "$reader" 2>/dev/null; do
  count=$((count + 1))
  if [ "$count" -lt 20 ]; then sleep 0.01; else sleep 0.1; fi
  if [ $((count % 10)) -eq 0 ] && [ "$count" -ge 30 ]; then
    previous=$size
    size=$(wc -c <"$scratch/output.log" 2>/dev/null)
    if [ "$size" = "$previous" ] || [ "$count" -ge 100 ]; then
      left_behind=true
      kill -s KILL "$reader" 2>/dev/null
      break
    fi
  fi
done
if [ -f "$scratch/output.log" ] && ! [ "$log" -ef "$scratch/output.log" ]; then
  mkdir -p -- "$capture"
  rm -rf -- "$log"
  cp -- "$scratch/output.log" "$log"
fi
resume_commands
restore_runner_files
[ -z "$left_behind" ] || echo 'mlops: the command left background processes behind; they were ended'

signal=
if [ "$status" -gt 128 ]; then
  signal=$(kill -l $((status - 128)) 2>/dev/null)
  signal=${signal#SIG}
fi
{ read -r _ && read -r cpu; } 2>/dev/null <"$scratch/times"
write_outcome "started=$started" "ended=$ended" "exit_status=$status" "signal=$signal" "cancelled=$cancelled" \
  "abandoned=$abandoned" "cpu=${cpu:-}" "$(peak_bytes)" "memory_limit=$memory_limit" "oom_kills=$oom_kills" \
  "left_behind=$left_behind"
written=$?

# --- Versions of interpreters and packages, asked here because this process holds no token.
probe() {
  local words name pids='' pid count=0 alive
  rm -rf -- "$capture/probed"
  mkdir -p -- "$capture/probed" || return 0
  set -m
  while IFS=$'\t' read -r -a words; do
    name=${words[0]:-}
    case $name in '' | *[!a-z0-9-]*) continue ;; esac
    (cd -- "$working_directory" && exec "${words[@]:1}") </dev/null >"$capture/probed/$name" 2>&1 &
    pids="$pids $!"
  done <"$capture/probes"
  set +m
  while [ "$count" -lt $((SECONDS_FOR_PROBES * 50)) ]; do
    alive=
    for pid in $pids; do
      if kill -s 0 "$pid" 2>/dev/null; then alive=1; fi
    done
    [ -n "$alive" ] || break
    count=$((count + 1))
    sleep 0.02
  done
  for pid in $pids; do end_job "$pid"; done
}
if [ -z "$cancelled" ] && [ -f "$capture/probes" ]; then probe; fi

rm -rf -- "$scratch"
exit "$written"
