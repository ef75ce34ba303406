# shellcheck shell=bash
# Where things lie in the folder of backups, and what a backup is called.
#   STAMP/                 one backup, named by its beginning in UTC: 20260102T030405Z
#     database.dump[.age]  objects.sha256  images.json  configuration.tar.age  manifest.json  SHA256SUMS
#   objects/               the bucket as the newest backup has it, but deletions/
#   objects-removed/STAMP/ what the backup STAMP found changed or gone, as it was before
#   deletions/             the log of deletions, never pruned: it must outlive every backup of the database
#   metrics/backup.prom    for node_exporter's textfile collector
# shellcheck disable=SC2034 # those who source this use them
{
  ROOT=${BACKUP_ROOT:-/backups}
  OBJECTS=$ROOT/objects
  REMOVED=$ROOT/objects-removed
  DELETIONS=$ROOT/deletions
  METRICS=$ROOT/metrics
  STAMP_PATTERN='[0-9]{8}T[0-9]{6}Z'
}

say() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"; }

# Backups that are whole, the oldest first.
backups() { folders_named "$ROOT" | while read -r stamp; do [[ ! -s $ROOT/$stamp/manifest.json ]] || echo "$stamp"; done; }

folders_named() {
  [[ ! -d $1 ]] || find "$1" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | { grep -Ex "$STAMP_PATTERN" || true; } | LC_ALL=C sort
}

seconds_of_stamp() {
  date -u -d "${1:0:4}-${1:4:2}-${1:6:2} ${1:9:2}:${1:11:2}:${1:13:2}" +%s
}

# Seconds since the newest backup began; nothing where there is none.
age_of_newest() {
  local newest
  newest=$(backups | tail -n 1)
  [[ -z $newest ]] || echo $(($(date +%s) - $(seconds_of_stamp "$newest")))
}

# The lock goes with the process that holds it, however it ends.
lock() {
  exec 8>"$ROOT/.lock-$1"
  flock --nonblock 8
}
