# shellcheck shell=bash
# The bucket, by rclone. Objects of ours never change under one name, and the server tells size and time of each in
# its listing: what is known is found without asking for it or reading it again. Where only the time differs (after
# a restore) rclone compares contents.

open_bucket() {
  BUCKET=bucket:${MINIO_BUCKET_NAME:-aisha}
  export RCLONE_CONFIG='' # what follows is all of it, unless there are second places
  export RCLONE_CONFIG_BUCKET_TYPE=s3 RCLONE_CONFIG_BUCKET_PROVIDER=Other
  export RCLONE_CONFIG_BUCKET_ENDPOINT RCLONE_CONFIG_BUCKET_ACCESS_KEY_ID RCLONE_CONFIG_BUCKET_SECRET_ACCESS_KEY
  export RCLONE_CONFIG_BUCKET_FORCE_PATH_STYLE=true RCLONE_CONFIG_BUCKET_REGION=us-east-1
  export RCLONE_CONFIG_BUCKET_NO_CHECK_BUCKET=true
  RCLONE_CONFIG_BUCKET_ENDPOINT=$(bucket_endpoint)
  RCLONE_CONFIG_BUCKET_ACCESS_KEY_ID=$(cat "${MINIO_ACCESS_KEY_FILE:-/run/secrets/s3_access_key}")
  RCLONE_CONFIG_BUCKET_SECRET_ACCESS_KEY=$(cat "${MINIO_SECRET_KEY_FILE:-/run/secrets/s3_secret_key}")
  # Every wait ends; small buffers, since many files are open at once.
  export RCLONE_CONTIMEOUT=10s RCLONE_TIMEOUT=60s RCLONE_RETRIES=3 RCLONE_LOW_LEVEL_RETRIES=5
  export RCLONE_TRANSFERS=8 RCLONE_CHECKERS=16 RCLONE_BUFFER_SIZE=1M RCLONE_USE_SERVER_MODTIME=true
  export RCLONE_FAST_LIST=true RCLONE_STATS=0
}

bucket_endpoint() {
  local endpoint=${MINIO_ENDPOINT:-s3:9000} scheme=http
  [[ ${MINIO_SECURE:-false} != true ]] || scheme=https
  [[ $endpoint == http*://* ]] && echo "$endpoint" || echo "$scheme://$endpoint"
}

copy_objects() {
  mkdir -p "$OBJECTS"
  rclone sync "$BUCKET" "$OBJECTS" --exclude '/deletions/**' --backup-dir "$REMOVED/$1"
}

# The log only grows: copied, never taken away.
copy_deletions() {
  mkdir -p "$DELETIONS"
  rclone copy "$BUCKET/deletions" "$DELETIONS"
}

# list_objects FOLDER: checksums of all objects there are now. Those whose size and time an earlier list has are not
# read again; `verify` does so.
list_objects() {
  local now=$1/.now fresh=$1/.fresh read=$1/.read index=$ROOT/.objects-index
  touch "$index"
  find "$OBJECTS" -type f -printf '%s %T@\t%P\n' | LC_ALL=C sort -t $'\t' -k2 >"$now"
  awk -F '\t' 'FILENAME == ARGV[1] { known[$2 FS $3]; next } !($0 in known) { print $2 }' "$index" "$now" >"$fresh"
  (cd "$OBJECTS" && tr '\n' '\0' <"$fresh" | xargs -0 -r sha256sum --) >"$read"
  awk -F '\t' -v read="$read" '
    BEGIN { while ((getline line < read) > 0) sum[substr(line, 67)] = substr(line, 1, 64) }
    FILENAME == ARGV[1] { known[$2 FS $3] = $1; next }
    { print (($2 in sum) ? sum[$2] : known[$0]) FS $0 }' "$index" "$now" >"$index.new"
  mv "$index.new" "$index"
  awk -F '\t' '{ print $1 "  " $3 }' "$index" >"$1/objects.sha256"
  rm -f "$now" "$fresh" "$read"
}

# locate_objects STAMP: "checksum  place/path" of each object of that backup, by the folder of backups. What a later
# backup found changed or gone lies with the first that did so. Fails and names those that are nowhere.
locate_objects() {
  list_places "$1" | awk -F '\t' -v list="$ROOT/$1/objects.sha256" '
    BEGIN { while ((getline line < list) > 0) sum[substr(line, 67)] = substr(line, 1, 64) }
    ($2 in sum) && !($2 in found) { found[$2]; print sum[$2] "  " $1 "/" $2 }
    END { for (path in sum) if (!(path in found)) { print path " is missing" > "/dev/stderr"; code = 1 } exit code }'
}

list_places() {
  local stamp
  for stamp in $(folders_named "$REMOVED"); do
    [[ ! $stamp > $1 ]] || find "$REMOVED/$stamp" -type f -printf "objects-removed/$stamp\t%P\n"
  done
  [[ ! -d $OBJECTS ]] || find "$OBJECTS" -type f -printf 'objects\t%P\n'
}

# restore_objects STAMP: each from where it lies, and the newest log of deletions over them.
restore_objects() {
  local places place
  places=$(mktemp -d)
  locate_objects "$1" | cut -c 67- | awk -v folder="$places" '{
    deep = $0 ~ /^objects-removed\// ? 2 : 1
    split($0, parts, "/"); place = deep == 2 ? parts[2] : "objects"
    path = $0; for (; deep > 0; deep--) sub(/^[^\/]*\//, "", path)
    print path > (folder "/" place)
  }'
  # Only here a bucket is made.
  RCLONE_CONFIG_BUCKET_NO_CHECK_BUCKET=false rclone mkdir "$BUCKET"
  for place in "$places"/*; do
    [[ -e $place ]] || continue
    rclone copy "$(place_named "${place##*/}")" "$BUCKET" --files-from-raw "$place" --no-traverse --no-update-modtime --transfers 16
  done
  rm -rf "$places"
  [[ ! -d $DELETIONS ]] || rclone copy "$DELETIONS" "$BUCKET/deletions"
}

place_named() { if [[ $1 == objects ]]; then echo "$OBJECTS"; else echo "$REMOVED/$1"; fi; }

objects_in_bucket() {
  local names code=0
  names=$(rclone lsf --recursive --files-only "$BUCKET" 2>/tmp/lsf) || code=$?
  ((code == 0 || code == 3)) || { cat /tmp/lsf >&2; return "$code"; } # 3: there is no bucket yet
  grep -c . <<<"$names" || true
}
