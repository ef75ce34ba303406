#!/usr/bin/env bash
# Deploys a release by image from the registry, on this machine or on another by ssh. Rolls service by service,
# waits for each to be healthy, and goes back by itself to what ran before when one is not.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/host.sh"

usage() {
  cat <<TEXT
Usage: deploy-with-registry.sh [options]
  --tag TAG        release to deploy (default: the commit of this checkout)
  --build          build and push first what has changed since the release that runs (npx nx affected);
                   unchanged images get the new tag besides, so a release is one tag over all images
  --host USER@HOST deploy there by ssh (default: here)
  --home DIR       folder of the installation on that host, with .env and secrets/ (default: /opt/aisha)
  --services LIST  only these services, separated by commas
  --no-dump        do not dump the database first
  --gate SECONDS   how long a service may take to become healthy (default: 30)
  --dry-run        print the plan and change nothing
Environment: REGISTRY, host:port of the registry; else the one in the installation's .env.
TEXT
}

tag='' build=no host='' home=/opt/aisha options=()
while (($#)); do
  case $1 in
    --tag) tag=${2:?--tag needs a value}; shift ;;
    --build) build=yes ;;
    --host) host=${2:?--host needs a value}; shift ;;
    --home) home=${2:?--home needs a value}; shift ;;
    --services) options+=(--services "${2:?--services needs a value}"); shift ;;
    --gate) options+=(--gate "${2:?--gate needs a value}"); shift ;;
    --no-dump | --dry-run) options+=("$1") ;;
    -h | --help) usage; exit 0 ;;
    *) echo "Unknown option: $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

checkout=$(cd "$here/../.." && pwd)
tag=${tag:-$(git -C "$checkout" rev-parse --short=12 HEAD)}
[[ $tag != latest ]] || { echo 'latest is no release: name a commit or a version' >&2; exit 2; }

if [[ $build == yes ]]; then
  running=$(on_host "$host" "cat '$home/state/release' 2>/dev/null || true")
  REGISTRY=${REGISTRY:-$(on_host "$host" "sed -n 's/^REGISTRY=//p' '$home/.env'")} \
    PATH=$checkout/node_modules/.bin:$PATH node "$checkout/tools/images/publish.mjs" "${running:-}"
fi

# Each release keeps its own compose files, so that going back goes back to them too.
on_host "$host" "mkdir -p '$home/releases/$tag' && tar -xf - -C '$home/releases/$tag'" \
  < <(tar -cf - -C "$here/.." $(cd "$here/.." && ls docker-compose*.yml) production backup monitoring)
on_host "$host" "AISHA_BY='$(whoami)@$(hostname)' bash '$home/releases/$tag/production/roll.sh' --home '$home' --tag '$tag' ${options[*]}"
