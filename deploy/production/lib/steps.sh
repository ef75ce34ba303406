# The steps of a deploy, in the order of roll.sh.

fail_early() {
  record refused "$1"
  say "Stopped: $1. Nothing that runs was changed."
  exit 1
}

pull_images() {
  local image
  for image in $(printf '%s\n' migrate "${SERVICES[@]}" | while read -r each; do image_of "$each"; done | sort -u); do
    docker pull --quiet "$REGISTRY/aisha/$image:$tag" >/dev/null || { say "  $image:$tag is not in $REGISTRY"; return 1; }
  done
}

# The services whose image or settings are others than those that run. The rest is left alone, and keeps its tag.
make_plan() {
  local service
  hashes=$(compose config --hash '*')
  for service in "${SERVICES[@]}"; do
    [[ -z $only || ,$only, == *,$service,* ]] || continue
    runs_as_wanted "$service" || plan+=("$service")
  done
}

# The same image, and the same settings: the label holds compose's hash of all that a container was made from.
runs_as_wanted() {
  local running wanted
  running=$(containers_of "$1" | head -n 1)
  [[ -n $running ]] || return 1
  [[ $(docker inspect --format '{{.Image}}' "$running") == "$(image_id "$1" "$tag")" ]] || return 1
  wanted=$(awk -v name="$1" '$1 == name { print $2 }' <<<"$hashes")
  [[ $(docker inspect --format '{{index .Config.Labels "com.docker.compose.config-hash"}}' "$running") == "$wanted" ]]
}

is_planned() { [[ " ${plan[*]} " == *" $1 "* ]]; }

print_plan() {
  echo "Plan for $tag:"
  [[ $dump == no ]] || echo '  dump the database'
  [[ $migrate == no ]] || echo '  migrate the schema'
  ((${#plan[@]} > 0)) || echo '  no service: every image runs already'
  local service
  for service in $(rolling_order); do
    echo "  roll $service: $(image_of "$service") $(tag_of "$service") -> $tag, gate $GATE_SECONDS s"
  done
}

# Gateways: whoever stands by first, then it takes over, then the one that polled.
rolling_order() {
  local service poller
  poller=$(current_poller)
  for service in "${WORKERS[@]}" "${WEBHOOK_APIS[@]}" $(printf '%s\n' "${GATEWAYS[@]}" | grep -vx "${poller:-none}") $poller nginx; do
    ! is_planned "$service" || echo "$service"
  done
}

current_poller() {
  local gateway
  for gateway in "${GATEWAYS[@]}"; do
    [[ $(poller_state "$gateway") != polling* ]] || echo "$gateway"
  done
}

# Every planned service says by its new image whether it would start with this installation's settings.
check_configuration() {
  local service
  for service in "${plan[@]}"; do
    [[ $service != nginx ]] || continue
    with_tag "$service" "$tag" compose --file "$HOME_DIR/releases/$tag/docker-compose.check.yml" \
      run --rm --no-deps -T "$service" node main.js --check-config >/dev/null ||
      { say "  $service refuses its settings"; return 1; }
  done
}

# Compose takes variables of its environment before those of its files.
with_tag() {
  local name value=$2; name=$(tag_variable "$1"); shift 2
  local -x "$name=$value"
  "$@"
}

dump_database() {
  local file; file=$(date -u +%Y%m%dT%H%M%SZ)-before-$tag.dump
  say "Dump: $file"
  DUMPS_DIR=$STATE/dumps compose run --rm -T dump "$file" || { rm -f "$STATE/dumps/$file"; return 1; }
  # The newest ten stay.
  find "$STATE/dumps" -name '*.dump' | sort -r | tail -n +11 | xargs -r rm -f
}

migrate_database() {
  say 'Migrate'
  with_tag migrate "$tag" compose run --rm -T migrate || return 1
}

roll_all() {
  local service
  for service in $(rolling_order); do
    failed=$service
    rolled=("$service" "${rolled[@]}")
    roll "$service" "$tag" || return 1
  done
}

roll() {
  local service=$1 to=$2
  say "Roll $service to $to"
  [[ $service != bot-polling-* || $(current_poller) != "$service" ]] || hand_over_from "$service"
  set_tag "$service" "$to"
  # What compose says is of interest only where it fails.
  local words
  words=$(compose up --detach --no-deps --no-build --pull never "$service" 2>&1) ||
    { say "  $service could not be started: $words"; return 1; }
  gate "$service"
}

# The poller passes on in order before it is replaced; its end by SIGTERM would do so too, only less visibly.
hand_over_from() {
  local other
  for other in "${GATEWAYS[@]}"; do
    [[ $other != "$1" && $(poller_state "$other") == standby* ]] || continue
    say "  hand over from $1 to $other"
    compose exec -T standby-controller node --input-type=module --eval '
      import { readFileSync } from "node:fs";
      const token = process.env.CONTROL_TOKEN ?? readFileSync(process.env.CONTROL_TOKEN_FILE, "utf8").trim();
      const answer = await fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/failover`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ to: process.argv[1] }),
      });
      console.log("  " + answer.status + " " + (await answer.text()));
      process.exit(answer.ok ? 0 : 1);
    ' "$other" || say '  the controller did not do it; the poller hands over when it ends'
    GATE_SECONDS=10 gate "$other" polls "$other" || say "  $other does not poll yet; the poller hands over when it ends"
    return 0
  done
}

polls() { [[ $(poller_state "$1") == polling* ]]; }

# The other way round, with the tags and the compose files of before.
roll_back() {
  local service before ok=0
  [[ -z $previous ]] || RELEASE=$previous
  for service in "${rolled[@]}"; do
    before=${tags_before[$service]:-}
    if [[ -z $before ]]; then
      say "$service did not run before: stopped"
      compose rm --stop --force "$service" >/dev/null 2>&1 || ok=1
      set_tag "$service" ''
    else
      # What never got healthy has nothing in hand that is worth the wait for its end.
      [[ $service != "$failed" ]] || compose kill "$service" >/dev/null 2>&1 || true
      roll "$service" "$before" || ok=1
    fi
  done
  return "$ok"
}

# Backups go on as they are where this fails: it is no reason to go back.
renew_backups() {
  [[ -n $(containers_of backup) ]] || return 0
  say "Backups by $tag"
  compose_backup up --detach --no-build backup >/dev/null 2>&1 || say '  the backup service could not be renewed'
}

# One line for each try, whatever came of it.
record() {
  printf '{"at":"%s","release":"%s","previous":"%s","result":"%s","detail":"%s","services":"%s","seconds":%d,"by":"%s"}\n' \
    "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$tag" "$previous" "$1" "$2" "${rolled[*]-}" "$((SECONDS - started))" "${AISHA_BY:-}" \
    >>"$STATE/deployments.jsonl"
}
