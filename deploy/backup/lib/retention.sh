# shellcheck shell=bash
# to_prune HOURLY DAILY WEEKLY: of the stamps on standard input those that go. The newest of each of the last so many
# hours, days and weeks (from Monday) that have one stays, and the last four: one by hand pushes none out at once.
to_prune() {
  LC_ALL=C sort -r | awk -v hourly="$1" -v daily="$2" -v weekly="$3" '
    # Days since 1970-01-01, a Thursday.
    function day_number(year, month, day) {
      if (month < 3) { year -= 1; month += 12 }
      return 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * (month - 3) + 2) / 5) + day - 719469
    }
    function first_of(kind, name, limit) {
      if (name == last[kind] || count[kind] >= limit) return 0
      last[kind] = name
      count[kind] += 1
      return 1
    }
    {
      week = int((day_number(substr($0, 1, 4) + 0, substr($0, 5, 2) + 0, substr($0, 7, 2) + 0) + 3) / 7)
      stays = NR <= 4
      stays += first_of("hour", substr($0, 1, 11), hourly)
      stays += first_of("day", substr($0, 1, 8), daily)
      stays += first_of("week", "week " week, weekly)
      if (!stays) print
    }'
}

# A folder on its way out is no backup any more, also if its removal is killed.
prune() {
  local stamp
  for stamp in $(backups | to_prune "${BACKUP_KEEP_HOURLY:-24}" "${BACKUP_KEEP_DAILY:-7}" "${BACKUP_KEEP_WEEKLY:-4}"); do
    mv "$ROOT/$stamp" "$ROOT/$stamp.partial"
    rm -rf "$ROOT/$stamp.partial"
  done
  prune_removed "$(backups | head -n 1)"
}

# What a backup found changed or gone serves only those that are older than it.
prune_removed() {
  local stamp
  for stamp in $(folders_named "$REMOVED"); do
    [[ -n $1 && ! $stamp > $1 ]] || continue
    rm -rf "${REMOVED:?}/$stamp"
  done
}
