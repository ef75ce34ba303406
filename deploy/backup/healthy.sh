#!/usr/bin/env bash
# Healthy while the newest backup began less than two intervals ago.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/places.sh
source "$here/lib/places.sh"

age=$(age_of_newest)
if [[ -z $age ]]; then
  echo 'There is no backup yet.'
  exit 1
fi
echo "The newest backup began $((age / 60)) min ago."
((age < 2 * ${BACKUP_INTERVAL_MINUTES:-60} * 60))
