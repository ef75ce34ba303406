# shellcheck shell=bash
# Checksums in the form that `sha256sum --check` reads, so that a backup can be checked without any of this.

sum_up() {
  local sums
  sums=$(cd "$1" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum --)
  echo "$sums" >"$1/SHA256SUMS"
}

# check_backup STAMP: its own files, and each object that it lists.
check_backup() {
  [[ -s $ROOT/$1/SHA256SUMS ]] || { echo "there is no whole backup $1" >&2; return 1; }
  (cd "$ROOT/$1" && sha256sum --check --quiet --strict SHA256SUMS) || return 1
  locate_objects "$1" | check_here
}

check_here() { (cd "$ROOT" && check_lines); }
# A bucket may be empty, and sha256sum refuses to check nothing.
check_lines() {
  local lines code=0
  lines=$(mktemp)
  cat >"$lines"
  [[ ! -s $lines ]] || sha256sum --check --quiet --strict "$lines" || code=$?
  rm -f "$lines"
  return "$code"
}

# Reads all that is kept again, each object once. A damaged object is put away, so that the next backup fetches it
# from the bucket, which still has it.
verify_all() {
  local stamp code=0 damaged
  for stamp in $(backups); do
    (cd "$ROOT/$stamp" && sha256sum --check --quiet --strict SHA256SUMS) ||
      { say "Backup $stamp is damaged."; note_failure database; code=1; }
  done
  damaged=$(every_object | check_here 2>/dev/null | sed -n 's/: FAILED.*$//p' || true)
  [[ -n $damaged ]] || return "$code"
  say "Damaged objects:"
  while read -r path; do
    say "  $path"
    rm -f "${ROOT:?}/$path"
  done <<<"$damaged"
  note_failure objects
  return 1
}

every_object() {
  local stamp
  for stamp in $(backups); do locate_objects "$stamp" || true; done | LC_ALL=C sort -u
}
