#!/usr/bin/env bash
# Restores a backup into an installation whose database and bucket are empty, on the host. What it needs: Docker, the
# folder of backups, and this folder with its neighbours (a checkout's deploy/, or releases/TAG of an installation).
# Killed or failed in the middle it may be run again. Exit: 0 done, 1 not done, in one sentence.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/places.sh
source "$here/lib/places.sh"
# shellcheck source=../production/lib/gates.sh
source "$here/../production/lib/gates.sh"
# shellcheck source=../production/lib/installation.sh
source "$here/../production/lib/installation.sh"

usage() {
  cat <<TEXT
Usage: restore.sh [options]
  --list           show the backups and end
  --from STAMP     which backup (default: the newest)
  --home DIR       folder of the installation (default: /opt/aisha)
  --dir DIR        folder of the backups (default: DIR/backups of the installation)
  --identity FILE  identity of age, where the backup is encrypted
  --config         restore settings, secrets and certificate too; what is there already stays as it is
  --tag TAG        release to start (default: the one that ran)
  --no-servers     Postgres, Redis and S3 are elsewhere: start none of docker-compose.data.yml. Redis must be empty
  --no-start       do everything but start the apps, to look at what came back
  --start-only     start the apps after a restore with --no-start
  --force          write into a bucket that is not empty
Environment: BACKUP_IMAGE, in place of the image that the backup names; it is built from this folder if there is none.
TEXT
}

home=/opt/aisha dir='' stamp='' identity='' config=no tag='' servers=yes start=yes force='' list=no
while (($#)); do
  case $1 in
    --list) list=yes ;;
    --from) stamp=${2:?--from needs a value}; shift ;;
    --home) home=${2:?--home needs a value}; shift ;;
    --dir) dir=${2:?--dir needs a value}; shift ;;
    --identity) identity=$(realpath "${2:?--identity needs a value}"); shift ;;
    --tag) tag=${2:?--tag needs a value}; shift ;;
    --config) config=yes ;;
    --no-servers) servers=no ;;
    --no-start) start=no ;;
    --start-only) start=only ;;
    --force) force=--force ;;
    -h | --help) usage; exit 0 ;;
    *) echo "Unknown option: $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

refuse() {
  echo "$1." >&2
  exit 1
}

# step WORDS COMMAND...: says what it took.
step() {
  local words=$1 began=$SECONDS
  shift
  say "$words"
  "$@"
  say "  done, after $((SECONDS - began)) s"
}

field() { sed -n "s/^ *\"$1\": \"\(.*\)\".*/\1/p" "$ROOT/$stamp/manifest.json" | head -n 1; }

choose_backup() {
  ROOT=$(realpath "${dir:-$home/backups}" 2>/dev/null) || refuse "There is no folder of backups ${dir:-$home/backups}"
  if [[ $list == yes ]]; then
    backups
    exit 0
  fi
  stamp=${stamp:-$(backups | tail -n 1)}
  [[ -n $stamp && -s $ROOT/$stamp/manifest.json ]] || refuse "There is no whole backup ${stamp:+$stamp }in $ROOT"
  [[ $start == only || -z $(find "$ROOT/$stamp" -name '*.age') || -r $identity ]] ||
    refuse 'This backup is encrypted: name the identity of age by --identity'
}

find_image() {
  image=${BACKUP_IMAGE:-$(field image)}
  docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image" >/dev/null 2>&1 && return
  image=aisha/backup:restore
  say "Its image is nowhere: built as $image"
  docker build --quiet --tag "$image" "$here" >/dev/null
}

# What needs no server: nothing but the files is there.
offline() {
  docker run --rm --network none --read-only --tmpfs /tmp --cap-drop ALL --cap-add DAC_OVERRIDE --cap-add CHOWN --cap-add FOWNER \
    --security-opt no-new-privileges --volume "$ROOT:/backups:ro" --volume "$home:/installation" \
    ${identity:+--volume "$identity:/run/identity:ro"} "$image" /opt/backup/restore-step.sh "$@"
}

online() {
  BACKUP_IMAGE=$image BACKUP_DIR=$ROOT compose_backup run --rm --no-deps -T \
    ${identity:+--volume "$identity:/run/identity:ro"} restore /opt/backup/restore-step.sh "$@"
}

# Each release keeps its own compose files, as a deploy leaves them.
open_release() {
  local given=$tag service
  tag=${tag:-$(cat "$home/state/release" 2>/dev/null || true)}
  tag=${tag:-$(field release)}
  [[ -n $tag ]] || refuse 'No release ran here: name one by --tag'
  open_installation "$home" "$tag" || exit 1
  if [[ ! -e $home/releases/$tag/docker-compose.backup.yml ]]; then
    mkdir -p "$home/releases/$tag"
    cp -R "$here/.."/docker-compose*.yml "$here/../production" "$here/../backup" "$home/releases/$tag"
  fi
  # One that was named is for all services, each of which may have had one of its own.
  [[ -z $given ]] || for service in "${SERVICES[@]}"; do set_tag "$service" "$tag"; done
}

refuse_running_apps() {
  local service
  for service in "${SERVICES[@]}" backup; do
    [[ -z $(docker ps --quiet --filter label=com.docker.compose.project=aisha --filter "label=com.docker.compose.service=$service") ]] ||
      refuse "$service runs: stop the apps first"
  done
}

compose_data() {
  local files=(--file "$here/../docker-compose.data.yml")
  [[ ! -f $home/docker-compose.data.override.yml ]] || files+=(--file "$home/docker-compose.data.override.yml")
  COMPOSE_IGNORE_ORPHANS=1 docker compose --project-name aisha --project-directory "$home" --env-file "$home/.env" "${files[@]}" "$@"
}

# Redis holds nothing that is not in rows, and what it holds of another time is in the way.
start_servers() {
  compose_data up --detach --wait --quiet-pull postgres redis s3 registry 2>&1 | { grep -v ' \(Created\|Creating\|Started\|Starting\|Running\|Waiting\|Healthy\)$' || true; }
  compose_data exec -T redis sh -c "REDISCLI_AUTH=\$(cat /run/secrets/redis_password) redis-cli flushall" >/dev/null
}

# Here, or in the registry, which may be as empty as all else.
find_images() {
  local service name missing=()
  for service in migrate "${SERVICES[@]}"; do
    name=$REGISTRY/aisha/$(image_of "$service"):$(tag_of "$service" | grep . || echo "$tag")
    docker image inspect "$name" >/dev/null 2>&1 || docker pull --quiet "$name" >/dev/null 2>&1 || missing+=("$name")
  done
  ((${#missing[@]} == 0)) || refuse "These images are neither here nor in the registry: ${missing[*]}. Push them from a checkout of $tag (REGISTRY=$REGISTRY node tools/images/publish.mjs), then run this again"
}

migrate() { compose run --rm -T migrate "$@"; }

start_apps() {
  local service
  compose up --detach --no-build --quiet-pull "${SERVICES[@]}" 2>&1 | { grep -i error || true; }
  for service in "${SERVICES[@]}"; do GATE_SECONDS=120 gate "$service"; done
  echo "$tag" >"$STATE/release"
}

# A restored installation is one without a recent backup of its own.
start_backups() { BACKUP_IMAGE=$image BACKUP_DIR=$ROOT compose_backup up --detach backup >/dev/null 2>&1; }

restore() {
  say "Backup $stamp of release $(field release), schema $(field schema), into $home"
  step 'Checksums' offline verify "$stamp"
  refuse_running_apps
  # No shorter than this: behind || bash goes on after a failure.
  if [[ $config == yes ]]; then step 'Configuration' offline configuration "$stamp"; fi
  open_release
  if [[ $servers == yes ]]; then step 'Servers' start_servers; fi
  if [[ $start != no ]]; then find_images; fi
  online check "$stamp" "$force"
  step 'Database' online database "$stamp"
  step 'Objects, and the log of deletions over them' online objects "$stamp"
  step 'Schema' migrate
  step 'What may have happened since' migrate node main.js --after-restore
  online end
}

start_all() {
  open_release
  find_images
  step 'Apps' start_apps
  start_backups || say 'The backup service could not be started: deploy/production/backups.sh start'
}

mkdir -p "$home"
home=$(realpath "$home")
choose_backup
began=$SECONDS
find_image
if [[ $start != only ]]; then restore; fi
if [[ $start != no ]]; then start_all; fi
say "Backup $stamp is restored, after $((SECONDS - began)) s"
