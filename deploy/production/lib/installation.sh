# An installation on this machine: its folder, its compose project, what runs in it.
#   HOME_DIR/.env, secrets/        what operators set
#   HOME_DIR/releases/TAG/         compose files and scripts of each release
#   HOME_DIR/state/release         the tag that was deployed last; previous-release the one before
#   HOME_DIR/state/tags.env        which tag each service runs with (a deploy changes them one by one)
#   HOME_DIR/state/deployments.jsonl, dumps/

# In the order in which a deploy rolls them; gateways and nginx have steps of their own.
WORKERS=(transcription-worker avatar-worker standby-controller)
WEBHOOK_APIS=(webhook-api-1 webhook-api-2)
GATEWAYS=(bot-polling-1 bot-polling-2)
SERVICES=("${WORKERS[@]}" "${WEBHOOK_APIS[@]}" "${GATEWAYS[@]}" nginx)

image_of() {
  case $1 in
    bot-polling-*) echo bot-gateway ;;
    webhook-api-*) echo webhook-api ;;
    *) echo "$1" ;;
  esac
}

tag_variable() { local name=${1^^}; echo "TAG_${name//-/_}"; }

open_installation() {
  HOME_DIR=$1 RELEASE=$2
  STATE=$HOME_DIR/state
  mkdir -p "$STATE/dumps"
  touch "$STATE/tags.env"
  [[ -f $HOME_DIR/.env ]] || { echo "$HOME_DIR/.env is missing: copy .env.example and fill it in" >&2; return 1; }
  REGISTRY=$(sed -n 's/^REGISTRY=//p' "$HOME_DIR/.env" | tail -n 1)
  [[ -n $REGISTRY ]] || { echo "REGISTRY is not set in $HOME_DIR/.env" >&2; return 1; }
}

# Compose with the files of a release; every service with its own tag.
compose() {
  local files=() file
  for file in docker-compose.bot.registry.yml docker-compose.registry.yml; do
    files+=(--file "$HOME_DIR/releases/$RELEASE/$file")
  done
  # What an installation adds of its own: other limits, other networks.
  [[ ! -f $HOME_DIR/docker-compose.override.yml ]] || files+=(--file "$HOME_DIR/docker-compose.override.yml")
  # The servers of docker-compose.data.yml are of the same project, and no orphans.
  COMPOSE_IGNORE_ORPHANS=1 TAG=$RELEASE docker compose --project-name aisha --project-directory "$HOME_DIR" \
    --env-file "$HOME_DIR/.env" --env-file "$STATE/tags.env" "${files[@]}" "$@"
}

# The service that makes backups, and the steps of a restore.
compose_backup() {
  COMPOSE_IGNORE_ORPHANS=1 TAG=$RELEASE docker compose --project-name aisha --project-directory "$HOME_DIR" \
    --env-file "$HOME_DIR/.env" --file "$HOME_DIR/releases/$RELEASE/docker-compose.backup.yml" "$@"
}

# Where backups lie on this host.
backup_folder() {
  local folder
  folder=$(sed -n 's/^BACKUP_DIR=//p' "$HOME_DIR/.env" | tail -n 1)
  folder=${folder:-./backups}
  [[ $folder == /* ]] && echo "$folder" || echo "$HOME_DIR/$folder"
}

show_backups() {
  local newest began
  newest=$(find "$(backup_folder)" -mindepth 2 -maxdepth 2 -name manifest.json 2>/dev/null |
    sed -nE 's,.*/([0-9]{8}T[0-9]{6}Z)/manifest.json$,\1,p' | sort | tail -n 1)
  if [[ -z $newest ]]; then
    echo "Last backup: none in $(backup_folder)"
    return
  fi
  began=$(date -u -d "${newest:0:8} ${newest:9:2}:${newest:11:2}:${newest:13:2}" +%s)
  echo "Last backup: $newest, $((($(date +%s) - began) / 60)) min ago; the service is $([[ -n $(containers_of backup) ]] && echo there || echo not there)"
}

tag_of() { sed -n "s/^$(tag_variable "$1")=//p" "$STATE/tags.env"; }

# Replaced by a rename, so that whoever is killed here leaves the old file or the new one.
set_tag() {
  local name; name=$(tag_variable "$1")
  { grep -v "^$name=" "$STATE/tags.env" || true; [[ -z $2 ]] || echo "$name=$2"; } >"$STATE/tags.env.new"
  mv "$STATE/tags.env.new" "$STATE/tags.env"
}

# By its labels and not by compose, which takes ten times as long: gates ask several times a second.
containers_of() {
  docker ps --all --quiet --filter label=com.docker.compose.project=aisha \
    --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False
}
image_id() { docker image inspect --format '{{.Id}}' "$REGISTRY/aisha/$(image_of "$1"):$2" 2>/dev/null; }

# What a gateway says of its part: polling, standby, or a reason.
poller_state() {
  local id; id=$(containers_of "$1" | head -n 1)
  [[ -n $id ]] || return 0
  { docker exec "$id" node healthcheck.mjs 2>/dev/null || true; } |
    sed -n 's/.*"poller":{"status":"[a-z]*","detail":"\([^"]*\)".*/\1/p'
}

show_status() {
  local service
  echo "Release $RELEASE, registry $REGISTRY"
  printf '%-22s %-14s %-10s %s\n' SERVICE TAG STATE HEALTH
  for service in "${SERVICES[@]}"; do
    local ids state=absent health=-
    ids=$(containers_of "$service")
    if [[ -n $ids ]]; then
      state=$(docker inspect --format '{{.State.Status}}' $ids | sort | uniq -c | awk '{printf "%s%s x%s", (NR>1 ? ", " : ""), $2, $1}')
      health=$(docker inspect --format '{{if .State.Health}}{{.State.Health.Status}}{{else}}-{{end}}' $ids | sort -u | paste -sd, -)
    fi
    printf '%-22s %-14s %-10s %s\n' "$service" "$(tag_of "$service")" "$state" "$health"
  done
  for service in "${GATEWAYS[@]}"; do echo "$service: $(poller_state "$service")"; done
  show_backups
  echo 'Last deployments:'
  tail -n 5 "$STATE/deployments.jsonl" 2>/dev/null || echo '  none'
}
