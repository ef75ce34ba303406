#!/usr/bin/env bash
# What runs: release, services with their images and health, who polls, the last deployments.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/host.sh"

host='' home=/opt/aisha
while (($#)); do
  case $1 in
    --host) host=${2:?--host needs a value}; shift ;;
    --home) home=${2:?--home needs a value}; shift ;;
    -h | --help) echo 'Usage: status.sh [--host USER@HOST] [--home DIR]'; exit 0 ;;
    *) echo "Unknown option: $1" >&2; exit 2 ;;
  esac
  shift
done

on_host "$host" "bash -s -- '$home'" <<'REMOTE'
home=$1
release=$(cat "$home/state/release" 2>/dev/null || true)
[[ -n $release ]] || { echo "Nothing was deployed to $home yet."; exit 1; }
source "$home/releases/$release/production/lib/installation.sh"
open_installation "$home" "$release"
show_status
REMOTE
