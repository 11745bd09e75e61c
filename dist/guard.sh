# Kept between a command of the user's and what it could act with: tokens, and the files and lines by which the runner is
# commanded. Sourced by train.sh and deploy.sh; runs on bash 3.2 and on Git Bash.

# Starts this script anew without tokens, so that this process's own environment (/proc) does not show them either.
#   $1 the script; it gets the word `scrubbed`   $2… more names of variables to take away
start_without_tokens() {
  local script=$1 name names
  names=()
  shift
  for name in "$@"; do names+=(-u "$name"); done
  # Names with hyphens are invisible to the shell, so they come from env. A line inside a value that looks like such a
  # name only adds a name that does not exist.
  while IFS= read -r name; do
    names+=(-u "$name")
  done < <(env | LC_ALL=C sed -n \
    -e 's/^\(INPUT_[^=]*\)=.*/\1/p' -e 's/^\(ACTIONS_[^=]*\)=.*/\1/p' \
    -e 's/^\(GITHUB_TOKEN\)=.*/\1/p' -e 's/^\(GITEA_TOKEN\)=.*/\1/p' -e 's/^\(FORGEJO_TOKEN\)=.*/\1/p')
  exec env ${names[@]+"${names[@]}"} bash "$script" scrubbed
}

# Gives the command files of its own in this folder, and keeps a copy of what stands in the runner's: a command that finds
# those could set variables, the PATH and outputs of the steps that follow.
runner_files=()
runner_texts=()
take_runner_files() {
  local name
  for name in GITHUB_ENV GITHUB_PATH GITHUB_OUTPUT GITHUB_STATE GITHUB_STEP_SUMMARY GITHUB_ARTIFACTS; do
    if [ -n "${!name:-}" ]; then
      runner_files+=("${!name}")
      runner_texts+=("$(cat -- "${!name}" 2>/dev/null && echo x)")
      : >"$1/$name"
      export "$name=$1/$name"
    fi
  done
}

# The last letter keeps line ends, and tells a file that is empty from one that cannot be read.
restore_runner_files() {
  local index file text
  for ((index = 0; index < ${#runner_files[@]}; index++)); do
    file=${runner_files[$index]}
    text=${runner_texts[$index]}
    [ -n "$text" ] || continue
    # A link or a pipe in its place is not read.
    if [ -f "$file" ] && ! [ -L "$file" ] && [ "$(cat -- "$file" 2>/dev/null && echo x)" = "$text" ]; then continue; fi
    rm -rf -- "$file"
    printf '%s' "${text%x}" >"$file"
    echo 'mlops: the command wrote to a file by which the runner is commanded; that was taken back'
  done
}

# From here on the runner obeys nothing that is printed. Fails with a word where it cannot be told so: without a token that
# nobody can guess it would obey what the command prints.
#   $1 what is not done then
stop_token=
stop_commands() {
  [ "${GITHUB_ACTIONS:-}" = true ] || return 0
  stop_token=$(head -c 4096 /dev/urandom | LC_ALL=C tr -dc '0-9a-f')
  stop_token=${stop_token:0:32}
  if [ "${#stop_token}" -ne 32 ]; then
    echo "mlops: $1: head, tr and /dev/urandom gave no random token, without which its output could command the runner. Install coreutils." >&2
    return 1
  fi
  printf '::stop-commands::%s\n' "$stop_token"
}

resume_commands() {
  [ -z "$stop_token" ] || printf '\n::%s::\n' "$stop_token"
}

living='{ sub(/^.*\) /, "") } $3 == group && $1 != "Z" { print "alive" }'
# Whether a process of this process group lives.
group_is_alive() {
  [ -n "$1" ] && kill -s 0 -- "-$1" 2>/dev/null || return 1
  # A container without an init process keeps the dead ones as zombies.
  [ -r /proc/self/stat ] && command -v awk >/dev/null || return 0
  [ -n "$(cat /proc/[0-9]*/stat 2>/dev/null | awk -v group="$1" "$living")" ]
}

# Ends what a command left in its process group: half a second to end by itself, then TERM, then KILL.
#   sets left_behind where there was something
left_behind=
end_left_behind() {
  local count=0
  while group_is_alive "$1"; do
    case $count in
      5)
        left_behind=true
        kill -s TERM -- "-$1" 2>/dev/null
        ;;
      15) kill -s KILL -- "-$1" 2>/dev/null ;;
      20) break ;;
    esac
    count=$((count + 1))
    sleep 0.1
  done
}
