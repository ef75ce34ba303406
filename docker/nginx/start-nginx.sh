#!/bin/sh
# Checks the variables, writes the configuration that depends on them, then becomes the command it was given.
#
#   WEBHOOK_API_UPSTREAMS  required: host:port of each webhook-api, with spaces between
#   TELEGRAM_UPSTREAMS     host:port of each gateway in webhook mode; without it /telegram/webhook is 404
#   PUBLIC_HOST            host name that http is redirected to; without it the one that was asked for
#   S3_PUBLIC_HOST         host name of presigned S3 addresses (that of MINIO_PUBLIC_URL); off without it
#   S3_UPSTREAM            host:port of the S3 server; required with S3_PUBLIC_HOST
#   TRUSTED_PROXIES        addresses or networks whose X-Forwarded-For is believed; nobody's without it
#   WEBHOOK_RATE, TELEGRAM_RATE, PAGE_RATE, S3_RATE
#                          requests a second from one address; twice as many at once (50, 2000, 10, 20)
#   OPEN_REQUESTS          requests of one address in hand at once (200: twice what Telegram opens at most)
set -euf

conf=/tmp/nginx/conf
templates=/etc/nginx/aisha-templates
faults=0

fault() {
  echo "nginx cannot start: $1" >&2
  faults=$((faults + 1))
}

# name, value, extended regular expression, what it must be
each_must_match() {
  for word in $2; do
    printf '%s\n' "$word" | grep -Eqx "$3" || fault "$1 must be $4, got \"$word\""
  done
}

# Primaries are set aside for a while when they fail. When all are, the same servers are asked as backups:
# a request is refused only if nobody answers it, never because of what was seen a moment ago.
servers_of() {
  for server in $1; do echo "  server $server max_fails=3 fail_timeout=2s;"; done
  for server in $1; do echo "  server $server max_fails=0 backup;"; done
}

render() {
  envsubst '${WEBHOOK_API_SERVERS} ${TELEGRAM_SERVERS} ${REDIRECT_HOST} ${S3_PUBLIC_HOST} ${S3_UPSTREAM}
    ${REAL_IP} ${WEBHOOK_RATE} ${WEBHOOK_BURST} ${TELEGRAM_RATE} ${TELEGRAM_BURST} ${PAGE_RATE} ${PAGE_BURST}
    ${S3_RATE} ${S3_BURST} ${OPEN_REQUESTS}' <"$templates/$1.template" >"$conf/$1"
}

: "${WEBHOOK_API_UPSTREAMS:=}" "${TELEGRAM_UPSTREAMS:=}" "${PUBLIC_HOST:=}" "${TRUSTED_PROXIES:=}"
: "${S3_PUBLIC_HOST:=}" "${S3_UPSTREAM:=}"
: "${WEBHOOK_RATE:=50}" "${TELEGRAM_RATE:=2000}" "${PAGE_RATE:=10}" "${S3_RATE:=20}" "${OPEN_REQUESTS:=200}"

address='[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?:[0-9]{1,5}'
host='[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?'
network='[0-9a-fA-F.:]+(/[0-9]{1,3})?'

[ -n "$WEBHOOK_API_UPSTREAMS" ] || fault 'WEBHOOK_API_UPSTREAMS is missing'
each_must_match WEBHOOK_API_UPSTREAMS "$WEBHOOK_API_UPSTREAMS" "$address" host:port
each_must_match TELEGRAM_UPSTREAMS "$TELEGRAM_UPSTREAMS" "$address" host:port
each_must_match S3_UPSTREAM "$S3_UPSTREAM" "$address" host:port
each_must_match PUBLIC_HOST "$PUBLIC_HOST" "$host" 'a host name'
each_must_match S3_PUBLIC_HOST "$S3_PUBLIC_HOST" "$host" 'a host name'
each_must_match TRUSTED_PROXIES "$TRUSTED_PROXIES" "$network" 'addresses or networks'
for number in WEBHOOK_RATE TELEGRAM_RATE PAGE_RATE S3_RATE OPEN_REQUESTS; do
  eval "value=\$$number"
  case $value in
    '' | 0* | *[!0-9]* | ??????*) fault "$number must be a whole number from 1 to 99999, got \"$value\"" ;;
  esac
done
case "$S3_PUBLIC_HOST,$S3_UPSTREAM" in
  ,?*) fault 'S3_PUBLIC_HOST is missing (S3_UPSTREAM is set)' ;;
  ?*,) fault 'S3_UPSTREAM is missing (S3_PUBLIC_HOST is set)' ;;
esac
for file in fullchain.pem privkey.pem; do
  [ -r "/etc/nginx/tls/$file" ] || fault "user $(id -u) cannot read /etc/nginx/tls/$file"
done
[ "$faults" -eq 0 ] || exit 1

WEBHOOK_API_SERVERS=$(servers_of "$WEBHOOK_API_UPSTREAMS")
TELEGRAM_SERVERS=$(servers_of "$TELEGRAM_UPSTREAMS")
REDIRECT_HOST=${PUBLIC_HOST:-\$host}
REAL_IP=$(for proxy in $TRUSTED_PROXIES; do echo "set_real_ip_from $proxy;"; done)
WEBHOOK_BURST=$((WEBHOOK_RATE * 2))
TELEGRAM_BURST=$((TELEGRAM_RATE * 2))
PAGE_BURST=$((PAGE_RATE * 2))
S3_BURST=$((S3_RATE * 2))
export WEBHOOK_API_SERVERS TELEGRAM_SERVERS REDIRECT_HOST REAL_IP S3_PUBLIC_HOST S3_UPSTREAM \
  WEBHOOK_RATE WEBHOOK_BURST TELEGRAM_RATE TELEGRAM_BURST PAGE_RATE PAGE_BURST S3_RATE S3_BURST OPEN_REQUESTS

# What an earlier start wrote for other variables must not stay.
rm -rf "$conf"
mkdir -p "$conf"
render limits.conf
render webhook-api.conf
render site.conf
if [ -n "$TELEGRAM_UPSTREAMS" ]; then
  render telegram.conf
  render telegram.location
fi
[ -z "$S3_PUBLIC_HOST" ] || render s3.conf

exec "$@"
