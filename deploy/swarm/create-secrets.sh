#!/bin/sh
# Makes the Swarm secrets of docker-stack.yml from a folder with one file for each: database_url, redis_url, ...
#
#   create-secrets.sh FOLDER [VERSION]
#
# Secrets never change. A new value is a new version (v2, v3, ...): make it, then deploy with SECRETS_VERSION=v2.
# What is there already is left alone, so this may be run again.
set -eu

folder=${1:?folder with one file for each secret}
version=${2:-v1}
missing=0

for name in database_url redis_url s3_access_key s3_secret_key telegram_bot_token telegram_webhook_secret \
  fal_key openai_api_key callback_secret control_token minio_webhook_token tls_fullchain tls_privkey \
  postgres_password redis_password; do
  secret=aisha_${name}_$version
  if docker secret inspect "$secret" >/dev/null 2>&1; then
    echo "$secret is there"
    continue
  fi
  if [ -s "$folder/$name" ]; then
    docker secret create "$secret" "$folder/$name" >/dev/null
  elif [ "$name" = telegram_webhook_secret ]; then
    # A secret cannot be empty; in polling mode nobody asks for this one.
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n' | docker secret create "$secret" - >/dev/null
  elif [ "$name" = postgres_password ] || [ "$name" = redis_password ]; then
    continue # only docker-stack.data.yml asks for them
  else
    echo "$folder/$name is missing or empty" >&2
    missing=1
    continue
  fi
  echo "$secret made"
done
exit "$missing"
