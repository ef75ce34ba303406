# Waiting with an end for a service to be what it should be.

say() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"; }

# gate SERVICE [CONDITION...]: until every container of it runs the wanted image and answers 200 on /health, and the
# condition holds. A container that ends by itself fails the gate at once: restarting will not mend an image.
gate() {
  local service=$1 deadline=$((SECONDS + GATE_SECONDS)); shift
  until is_healthy "$service" && { (($# == 0)) || "$@"; }; do
    if has_ended "$service"; then
      say "  $service ends by itself; its last words:"
      last_words "$service"
      return 1
    fi
    if ((SECONDS >= deadline)); then
      say "  $service is not healthy after $GATE_SECONDS s: $(health_of "$service")"
      last_words "$service"
      return 1
    fi
    sleep 0.3
  done
}

is_healthy() {
  local id ids
  ids=$(containers_of "$1")
  [[ -n $ids ]] || return 1
  for id in $ids; do healthy_container "$1" "$id" || return 1; done
}

healthy_container() {
  if [[ $1 == nginx ]]; then
    [[ $(docker inspect --format '{{.State.Health.Status}}' "$2") == healthy ]]
  else
    docker exec "$2" node healthcheck.mjs >/dev/null 2>&1
  fi
}

health_of() {
  local id
  for id in $(containers_of "$1"); do docker exec "$id" node healthcheck.mjs 2>&1 || true; done
}

has_ended() {
  local id
  for id in $(containers_of "$1"); do
    [[ $(docker inspect --format '{{.RestartCount}} {{.State.Status}}' "$id") =~ ^(0\ (created|running)|0\ restarting)$ ]] || return 0
  done
  return 1
}

last_words() {
  local id
  for id in $(containers_of "$1"); do docker logs --tail 15 "$id" 2>&1 | sed 's/^/    /'; done
}
