#!/usr/bin/env bash
# The part of a deploy that runs on the host of the installation; deploy-with-registry.sh and rollback.sh call it.
# Every step before the first service leaves what runs as it is. Exit: 0 done, 1 rolled back or nothing done,
# 3 the way back failed too, a person is needed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/installation.sh"
source "$here/lib/gates.sh"
source "$here/lib/steps.sh"

home=/opt/aisha tag='' only='' dump=yes migrate=yes dry_run=no GATE_SECONDS=30
while (($#)); do
  case $1 in
    --home) home=$2; shift ;;
    --tag) tag=$2; shift ;;
    --services) only=$2; shift ;;
    --gate) GATE_SECONDS=$2; shift ;;
    --no-dump) dump=no ;;
    --no-migrate) migrate=no ;;
    --dry-run) dry_run=yes ;;
    *) echo "Unknown option: $1" >&2; exit 2 ;;
  esac
  shift
done

open_installation "$home" "$tag"
exec 9>"$STATE/lock"
flock --nonblock 9 || { echo 'Another deploy is running here.' >&2; exit 1; }
previous=$(cat "$STATE/release" 2>/dev/null || true)
started=$SECONDS
say "Release $tag over ${previous:-nothing} in $home"

pull_images || fail_early 'an image could not be pulled'
plan=() && make_plan
declare -A tags_before=()
for service in "${SERVICES[@]}"; do tags_before[$service]=$(tag_of "$service"); done
if [[ $dry_run == yes ]]; then
  print_plan
  exit 0
fi
check_configuration || fail_early 'the configuration does not fit this release'
[[ $dump == no ]] || dump_database || fail_early 'the database could not be dumped'
[[ $migrate == no ]] || migrate_database || fail_early 'the migration failed, the schema is as it was'

rolled=()
if roll_all; then
  [[ $previous == "$tag" || -z $previous ]] || echo "$previous" >"$STATE/previous-release"
  echo "$tag" >"$STATE/release"
  record deployed ''
  renew_backups
  say "Release $tag runs, after $((SECONDS - started)) s"
  exit 0
fi
say "$failed did not get healthy: going back to ${previous:-what was before}"
back_from=$SECONDS
if roll_back; then
  record rolled-back "$failed"
  say "Back on ${previous:-nothing}, after $((SECONDS - back_from)) s"
  exit 1
fi
record roll-back-failed "$failed"
say 'The way back failed too: see the state above.'
exit 3
