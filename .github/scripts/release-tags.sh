#!/usr/bin/env bash
# The tags of a release of this action, by git alone: the job that may write installs nothing.
#
#   release-tags.sh check VERSION   refuses what cannot be released from this checkout
#   release-tags.sh tag VERSION     pushes vX.Y.Z, annotated; it is never moved
#   release-tags.sh move VERSION    moves vX, which users name: a plain tag that no release has, so that it stays movable
#                                   where releases are immutable. It never goes back to an older version.
#
# GH_TOKEN, where it is set, goes to git by its environment: not by argv, not into the configuration.
set -euo pipefail

fail() {
  echo "$1" >&2
  exit 1
}

task=${1:-}
version=${2:-}
[[ $version =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] || fail "\"$version\" is no version such as 1.2.3"
tag=v$version
major=v${BASH_REMATCH[1]}
commit=$(git rev-parse --verify 'HEAD^{commit}')

if [ -n "${GH_TOKEN:-}" ]; then
  header=$(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\n')
  echo "::add-mask::$header"
  export GIT_CONFIG_COUNT=1
  export GIT_CONFIG_KEY_0="http.${GITHUB_SERVER_URL:-https://github.com}/.extraheader"
  export GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $header"
  unset GH_TOKEN
fi

# What a tag of the remote points to, a tag object looked through; nothing where there is none.
commit_of() {
  git ls-remote origin "refs/tags/$1" "refs/tags/$1^{}" | sort -k2 | tail -n 1 | cut -f1
}

version_of() {
  sed -n 's/^  "version": "\(.*\)",$/\1/p' "$1"
}

case $task in
  check)
    [ "${GITHUB_REF:-}" = "refs/heads/${BRANCH:?names the branch that is released}" ] ||
      fail "a release is made from $BRANCH, not from ${GITHUB_REF:-nowhere}"
    for file in package.json dist/package.json; do
      [ "$(version_of "$file")" = "$version" ] || fail "$file has the version \"$(version_of "$file")\", not $version"
    done
    there=$(commit_of "$tag")
    [ -z "$there" ] || [ "$there" = "$commit" ] || fail "$tag is $there already: a version is never moved"
    ;;
  tag)
    there=$(commit_of "$tag")
    if [ -z "$there" ]; then
      git -c user.name=mlops-action -c user.email=mlops-action@noreply.invalid tag --annotate --message "$tag" "$tag" "$commit"
      git push origin "refs/tags/$tag"
    elif [ "$there" != "$commit" ]; then
      fail "$tag is $there already: a version is never moved"
    fi
    ;;
  move)
    [ "$(commit_of "$tag")" = "$commit" ] || fail "$tag is not this commit"
    newest=$(git ls-remote --refs origin "refs/tags/$major.*" | cut -f2 | sed 's|^refs/tags/||' |
      grep -E '^v[0-9]+\.[0-9]+\.[0-9]+$' | sort -V | tail -n 1)
    if [ "$newest" = "$tag" ]; then
      git push --force origin "$commit:refs/tags/$major"
    else
      echo "$major stays where it is: $newest is newer than $tag"
    fi
    ;;
  *) fail 'usage: release-tags.sh check|tag|move VERSION' ;;
esac
