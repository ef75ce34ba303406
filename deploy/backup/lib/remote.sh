# shellcheck shell=bash
# A second place: BACKUP_REMOTE, any remote of rclone (secrets/rclone.conf), in the same form as the first one. A
# remote of the type crypt over it encrypts names and contents. Nothing is ever taken away there because it is gone
# here: only what retention takes goes, and what objects replaced is kept as long as a backup needs it.

has_remote() { [[ -n ${BACKUP_REMOTE:-} ]]; }

# Some kinds of remotes write tokens into their configuration.
open_remote() {
  export RCLONE_CONFIG=/tmp/rclone.conf
  [[ ! -e /secrets/rclone.conf ]] || install -m 0600 /secrets/rclone.conf "$RCLONE_CONFIG"
}

# --update: a place that knows no times but its own has later ones than we have, unless an object changed since.
send_backup() {
  rclone sync "$OBJECTS" "$BACKUP_REMOTE/objects" --update --backup-dir "$BACKUP_REMOTE/objects-removed/$1"
  rclone copy "$ROOT/$1" "$BACKUP_REMOTE/$1"
  prune_remote
}

send_deletions() { rclone copy "$DELETIONS" "$BACKUP_REMOTE/deletions" --update; }

prune_remote() {
  local stamp oldest
  for stamp in $(remote_folders '' | to_prune "${BACKUP_KEEP_HOURLY:-24}" "${BACKUP_KEEP_DAILY:-7}" "${BACKUP_KEEP_WEEKLY:-4}"); do
    rclone purge "$BACKUP_REMOTE/$stamp"
  done
  oldest=$(remote_folders '' | head -n 1)
  for stamp in $(remote_folders /objects-removed); do
    [[ $stamp > $oldest ]] || rclone purge "$BACKUP_REMOTE/objects-removed/$stamp"
  done
}

remote_folders() {
  { rclone lsf --dirs-only "$BACKUP_REMOTE$1" 2>/dev/null || true; } | tr -d / | { grep -Ex "$STAMP_PATTERN" || true; } | LC_ALL=C sort
}
