#!/usr/bin/env bash
# The service: a backup every BACKUP_INTERVAL_MINUTES, counted from the beginning of one to that of the next, so that
# never more than that is lost; the log of deletions every minute; everything read again once a day.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/places.sh
source "$here/lib/places.sh"
# shellcheck source=lib/metrics.sh
source "$here/lib/metrics.sh"

# What a failure in between is tried again after; long enough that a server that comes back is not in the way of itself.
RETRY_SECONDS=300
# A deletion that is not in the copy when the bucket is lost would come back with a restore.
DELETIONS_SECONDS=60
VERIFY_SECONDS=86400
# How exactly the times above are kept.
TICK_SECONDS=5
interval=$((${BACKUP_INTERVAL_MINUTES:-60} * 60))

back_up_when_due() {
  local age tried=-$RETRY_SECONDS
  while true; do
    age=$(age_of_newest)
    if ((${age:-$interval} >= interval && SECONDS - tried >= RETRY_SECONDS)); then
      tried=$SECONDS
      "$here/backup.sh" || true
    fi
    verify_when_due
    sleep "$TICK_SECONDS"
  done
}

verify_when_due() {
  local verified
  verified=$(state_of all checked)
  (($(date +%s) - ${verified:-0} >= VERIFY_SECONDS)) || return 0
  [[ -n $(age_of_newest) ]] || return 0
  keep_state all checked "$(date +%s)"
  "$here/backup.sh" verify || true
}

copy_deletions_always() {
  while true; do
    "$here/backup.sh" deletions || true
    sleep "$DELETIONS_SECONDS"
  done
}

say "Backups every ${BACKUP_INTERVAL_MINUTES:-60} min into $ROOT"
# What they had in hand ends with the container; the next backup clears it away.
trap 'exit 0' TERM INT
back_up_when_due &
copy_deletions_always &
wait -n
say 'The schedule broke off.' >&2
exit 1
