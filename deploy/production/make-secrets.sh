#!/usr/bin/env bash
# Makes the folder of secrets that the compose files mount. What can be made up is random; what only strangers
# give (bot token, keys) comes from the environment or is asked for. Existing files stay as they are.
set -euo pipefail
dir=${1:-/opt/aisha/secrets}
# The folder keeps people out; the files must be readable for the users inside the containers.
install -d -m 0700 "$dir"

keep() {
  local file=$dir/$1 value=$2
  [[ -s $file ]] || { printf '%s' "$value" >"$file"; chmod 0444 "$file"; echo "made $1"; }
}
random() { openssl rand -hex 24; }
ask() {
  local name=$1 variable=$2 value
  [[ -s $dir/$name ]] && return
  value=${!variable:-}
  [[ -n $value || ! -t 0 ]] || read -rsp "$variable: " value
  [[ -n $value ]] || { echo "$variable is missing: set it and run this again" >&2; missing=yes; return; }
  keep "$name" "$value"
}

missing=no
keep postgres_password "$(random)"
keep redis_password "$(random)"
keep s3_access_key "aisha-$(openssl rand -hex 6)"
keep s3_secret_key "$(random)"
keep callback_secret "$(random)"
keep control_token "$(random)"
keep minio_webhook_token "$(random)"
keep telegram_webhook_secret "$(random)"
keep grafana_password "$(random)"
# The servers of docker-compose.data.yml; others are written into these two files by hand.
keep database_url "postgresql://aisha_user:$(<"$dir/postgres_password")@postgres:5432/aisha"
keep redis_url "redis://:$(<"$dir/redis_password")@redis:6379/0"
ask telegram_bot_token TELEGRAM_BOT_TOKEN
ask fal_key FAL_KEY
ask openai_api_key OPENAI_API_KEY
[[ $missing == no ]]
