# shellcheck shell=bash
# What the last backup of each part was, as Prometheus text. One file of state for each part, since parts are written
# by programs that run beside each other; the text is put together of all of them and replaced by a rename.
PARTS=(database objects deletions config images)

state_of() { cat "$METRICS/state/$1.$2" 2>/dev/null || true; }
keep_state() { mkdir -p "$METRICS/state" && echo "$3" >"$METRICS/state/$1.$2"; }

# note_success PART SECONDS BYTES
note_success() {
  keep_state "$1" success "$(date +%s)"
  keep_state "$1" duration "$2"
  keep_state "$1" size "$3"
  write_metrics
}

# On a full disk this fails too; the age of the last success tells it then.
note_failure() {
  local before
  before=$(state_of "$1" failures)
  { keep_state "$1" failures $((${before:-0} + 1)) && write_metrics; } 2>/dev/null || true
}

note_verified() {
  keep_state all verified "$(date +%s)"
  write_metrics
}

write_metrics() {
  local file
  file=$(mktemp "$METRICS/.backup.prom.XXXXXX")
  metrics_text >"$file"
  chmod 0644 "$file"
  mv "$file" "$METRICS/backup.prom"
}

metrics_text() {
  gauge backup_last_success_timestamp_seconds success 'When this part was last backed up.'
  gauge backup_last_duration_seconds duration 'How long the last backup of this part took.'
  gauge backup_last_size_bytes size 'How large this part was in the last backup.'
  echo '# HELP backup_failures_total Backups of this part that failed.'
  echo '# TYPE backup_failures_total counter'
  local part value
  for part in "${PARTS[@]}"; do
    value=$(state_of "$part" failures)
    echo "backup_failures_total{part=\"$part\"} ${value:-0}"
  done
  value=$(state_of all verified)
  echo '# HELP backup_verified_timestamp_seconds When all that is kept was last read again and compared with its checksums.'
  echo '# TYPE backup_verified_timestamp_seconds gauge'
  [[ -z $value ]] || echo "backup_verified_timestamp_seconds $value"
}

gauge() {
  local part value
  echo "# HELP $1 $3"
  echo "# TYPE $1 gauge"
  for part in "${PARTS[@]}"; do
    value=$(state_of "$part" "$2")
    [[ -z $value ]] || echo "$1{part=\"$part\"} $value"
  done
}
