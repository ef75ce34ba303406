#!/usr/bin/env bash
# Runs in the container of backups: makes one, copies the log of deletions, reads all again, or lists what there is.
# A backup is written into STAMP.partial and renamed when it is whole; one that fails or is killed leaves none.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for file in places metrics retention database objects configuration images checksums remote; do
  # shellcheck source=/dev/null
  source "$here/lib/$file.sh"
done

usage() {
  cat <<TEXT
Usage: backup.sh              makes a backup, prunes old ones, sends it to BACKUP_REMOTE
       backup.sh deletions    copies the log of deletions only
       backup.sh verify       reads all that is kept and compares it with its checksums
       backup.sh list         what there is, the oldest first
TEXT
}

# Longest that any one step may take, seconds: whoever hangs longer than a night will not end.
LONGEST=28800

# step PART SENTENCE: what is being done from here on, and what to say when it fails.
step() { part=$1 sentence=$2 step_began=$SECONDS; }
step_done() { note_success "$part" $((SECONDS - step_began)) "$1"; }
bytes_of() { du --summarize --bytes --total "$@" 2>/dev/null | tail -n 1 | cut -f 1; }

finish() {
  local code=$?
  ((code != 0)) && [[ -n $part ]] || return 0
  # A disk that is full says so by itself only in the words of whatever wrote last.
  (($(free_kilobytes) > 1024)) || sentence+=': there is no room left in the folder of backups'
  rm -rf "${folder:-}"
  note_failure "$part"
  say "Failed: $sentence. Nothing is left of this backup." >&2
  exit 1
}
free_kilobytes() { df --output=avail --block-size=1K "$ROOT" | tail -n 1; }

make_backup() {
  lock backup || { echo 'Another backup is running, or all are being read again.' >&2; exit 1; }
  find "$ROOT" -mindepth 1 -maxdepth 1 -name '*.partial' -exec rm -rf {} +
  local stamp began=$SECONDS
  stamp=$(date -u +%Y%m%dT%H%M%SZ)
  # Two within a second, by hand: the second waits for a name of its own.
  [[ ! -e $ROOT/$stamp ]] || { sleep 1; stamp=$(date -u +%Y%m%dT%H%M%SZ); }
  folder=$ROOT/$stamp.partial
  trap finish EXIT
  step database 'the folder of backups cannot be written'
  mkdir "$folder"
  back_up_database
  back_up_objects "$stamp"
  optional config 'The configuration could not be packed.' "$folder"
  optional images 'The registry could not be asked for its images.' "$folder"
  step database 'the backup could not be finished'
  write_manifest "$stamp" $((SECONDS - began)) >"$folder/manifest.json"
  sum_up "$folder"
  sync --file-system "$folder"
  mv "$folder" "$ROOT/$stamp"
  part=''
  say "Backup $stamp: database $(bytes_of "$ROOT/$stamp"/database.dump*) bytes, $(wc -l <"$ROOT/$stamp/objects.sha256") objects, after $((SECONDS - began)) s"
  prune
  if has_remote; then send "$stamp"; fi
}

# The dump comes first: each object that a row of it names is still there, or already, when objects are copied.
back_up_database() {
  step database 'the database could not be dumped'
  dump_limited "$folder"
  schema=$(newest_migration)
  server=$(sql 'show server_version')
  step_done "$(bytes_of "$folder"/database.dump*)"
}

back_up_objects() {
  step objects 'the bucket could not be copied'
  open_bucket
  copy_objects "$1"
  copy_deletions
  list_objects "$folder"
  step_done "$(bytes_of "$OBJECTS")"
}

# A process of its own and not a function, in which bash would go on after a failure.
dump_limited() { timeout "$LONGEST" "$here/backup.sh" dump "$1"; }

# optional PART SENTENCE FOLDER: a backup is one without this too, and says so.
optional() {
  if [[ $1 == config ]] && ! is_encrypted; then
    say 'Without BACKUP_AGE_RECIPIENT the configuration (.env, secrets, certificate) is left out.'
    return
  fi
  step_began=$SECONDS
  if timeout "$LONGEST" "$here/backup.sh" "$1" "$3"; then
    note_success "$1" $((SECONDS - step_began)) "$(bytes_of "$3"/"${1/config/configuration}"*)"
  else
    rm -f "$3"/"${1/config/configuration}"* "$3"/.images
    note_failure "$1"
    say "$2"
  fi
}

write_manifest() {
  jq --null-input --arg stamp "$1" --argjson seconds "$2" --arg schema "$schema" --arg server "$server" \
    --arg image "${BACKUP_IMAGE_NAME:-}" --arg release "$(cat /installation/state/release 2>/dev/null || true)" \
    --arg bucket "${MINIO_BUCKET_NAME:-aisha}" --argjson encrypted "$(is_encrypted && echo true || echo false)" \
    --argjson databaseBytes "$(bytes_of "$folder"/database.dump*)" \
    --argjson objects "$(wc -l <"$folder/objects.sha256")" --argjson objectBytes "$(bytes_of "$OBJECTS")" \
    --argjson configuration "$([[ -e $folder/configuration.tar.age ]] && echo true || echo false)" \
    --argjson images "$([[ -e $folder/images.json ]] && jq '.registry | length' "$folder/images.json" || echo null)" \
    --arg dumpedBy "$(pg_dump --version)" --arg copiedBy "$(rclone version | head -n 1)" '{
      stamp: $stamp, seconds: $seconds, release: $release, image: $image, schema: $schema,
      database: { bytes: $databaseBytes, encrypted: $encrypted, server: $server },
      objects: { count: $objects, bytes: $objectBytes, bucket: $bucket, encrypted: false },
      configuration: $configuration, images: $images, by: [$dumpedBy, $copiedBy] }'
}

# The copy here is whole, whatever becomes of the other.
send() {
  if "$here/backup.sh" send "$1"; then
    say "Backup $1 is in the second place too."
  else
    note_failure objects
    say "Backup $1 could not be sent to the second place."
    exit 1
  fi
}

back_up_deletions() {
  lock deletions || { echo 'The log of deletions is being copied already.' >&2; exit 1; }
  trap finish EXIT
  step deletions 'the log of deletions could not be copied'
  open_bucket
  copy_deletions
  if has_remote; then "$here/backup.sh" send-deletions; fi
  step_done "$(bytes_of "$DELETIONS")"
  part=''
}

verify() {
  lock backup || { echo 'A backup is running, or all are being read again.' >&2; exit 1; }
  local began=$SECONDS
  verify_all || exit 1
  note_verified
  say "All backups are as their checksums say, after $((SECONDS - began)) s"
}

list() {
  local stamp
  for stamp in $(backups); do
    jq -r '"\(.stamp)  release \(.release)  schema \(.schema)  database \(.database.bytes) bytes  \(.objects.count) objects"' \
      "$ROOT/$stamp/manifest.json"
  done
}

part='' sentence='' folder='' step_began=0 schema='' server=''
case ${1:-} in
  '') make_backup ;;
  deletions) back_up_deletions ;;
  verify) verify ;;
  list) list ;;
  # Parts of the above, in processes of their own.
  dump) dump_database "$2" ;;
  config) pack_configuration "$2" ;;
  images) list_images "$2" ;;
  send) open_remote; send_backup "$2" ;;
  send-deletions) open_remote; send_deletions ;;
  -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
