#!/usr/bin/env bash
# The service that makes backups: starts and stops it, and asks it for one now. deploy/backup/restore.sh restores.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/host.sh"

usage() {
  cat <<TEXT
Usage: backups.sh start|stop|now|deletions|verify|list [--host USER@HOST] [--home DIR]
  start      from here on by the schedule of .env, of the release that runs; deploys keep it on theirs
  now        a backup beside the schedule
  deletions  copies the log of deletions now
  verify     reads all backups and compares them with their checksums
TEXT
}

action='' host='' home=/opt/aisha
while (($#)); do
  case $1 in
    --host) host=${2:?--host needs a value}; shift ;;
    --home) home=${2:?--home needs a value}; shift ;;
    -h | --help) usage; exit 0 ;;
    start | stop | now | deletions | verify | list) action=$1 ;;
    *) echo "Unknown option: $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done
[[ -n $action ]] || { usage >&2; exit 2; }

on_host "$host" "bash -s -- '$home' '$action'" <<'REMOTE'
set -euo pipefail
home=$1 action=$2
release=$(cat "$home/state/release" 2>/dev/null || true)
[[ -n $release ]] || { echo "Nothing was deployed to $home yet." >&2; exit 1; }
source "$home/releases/$release/production/lib/installation.sh"
open_installation "$home" "$release"
case $action in
  start) compose_backup up --detach backup ;;
  stop) compose_backup rm --stop --force backup ;;
  now) compose_backup exec -T backup /opt/backup/backup.sh ;;
  *) compose_backup exec -T backup /opt/backup/backup.sh "$action" ;;
esac </dev/null
REMOTE
