#!/usr/bin/env bash
# One step of a restore, in a container; restore.sh on the host calls them in order.
#   restore-step.sh verify STAMP | configuration STAMP | check STAMP [--force] | database STAMP |
#                   objects STAMP | end
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for file in places database objects configuration checksums; do
  # shellcheck source=/dev/null
  source "$here/lib/$file.sh"
done

# A restore writes over nothing: neither the rows of another installation nor its objects. One that was broken off has
# left its mark in the database, and goes on from there.
check() {
  local mark tables objects
  mark=$(restore_under_way)
  if [[ $mark == "$1" ]]; then
    say "The restore of $1 was broken off before, and begins again."
    return
  fi
  [[ -z $mark ]] || refuse "A restore of $mark was broken off here: end that one first, by --from $mark"
  tables=$(tables_in_database)
  ((tables == 0)) || refuse "The database is not empty ($tables tables): a restore needs an empty one"
  open_bucket
  objects=$(objects_in_bucket)
  ((${objects:-0} == 0)) || [[ ${2:-} == --force ]] ||
    refuse "The bucket is not empty ($objects objects): a restore needs an empty one, or --force to write into it"
}

refuse() {
  echo "$1." >&2
  exit 1
}

command=${1:-} stamp=${2:-}
case $command in
  verify) check_backup "$stamp" || refuse "Backup $stamp is damaged; nothing was restored" ;;
  configuration)
    [[ -e $ROOT/$stamp/configuration.tar.age ]] || refuse "Backup $stamp has no configuration"
    unpack_configuration "$stamp"
    ;;
  check) check "$stamp" "${3:-}" ;;
  database) restore_database "$stamp" ;;
  objects)
    open_bucket
    restore_objects "$stamp"
    ;;
  end) end_restore ;;
  *) refuse 'Which step?' ;;
esac
