#!/usr/bin/env bash
# Goes back to a release that ran before, service by service and gated like a deploy. The schema stays as it is:
# a release can work with the schema of the next one (docs/operations.md).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/host.sh"

usage() {
  cat <<TEXT
Usage: rollback.sh [TAG] [--host USER@HOST] [--home DIR] [--gate SECONDS] [--dry-run]
Without TAG: the release that ran before this one.
TEXT
}

tag='' host='' home=/opt/aisha options=(--no-dump --no-migrate)
while (($#)); do
  case $1 in
    --host) host=${2:?--host needs a value}; shift ;;
    --home) home=${2:?--home needs a value}; shift ;;
    --gate) options+=(--gate "${2:?--gate needs a value}"); shift ;;
    --dry-run) options+=("$1") ;;
    -h | --help) usage; exit 0 ;;
    -*) echo "Unknown option: $1" >&2; usage >&2; exit 2 ;;
    *) tag=$1 ;;
  esac
  shift
done

tag=${tag:-$(on_host "$host" "cat '$home/state/previous-release' 2>/dev/null || true")}
[[ -n $tag ]] || { echo 'No release ran before this one: name a tag' >&2; exit 2; }
on_host "$host" "test -f '$home/releases/$tag/production/roll.sh'" ||
  { echo "There is no release $tag in $home/releases" >&2; exit 2; }
on_host "$host" "AISHA_BY='$(whoami)@$(hostname)' bash '$home/releases/$tag/production/roll.sh' --home '$home' --tag '$tag' ${options[*]}"
