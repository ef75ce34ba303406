#!/bin/sh
# Makes a self-signed certificate for trials. Neither Telegram nor FAL nor a browser trusts it.
#
#   make-trial-certificate.sh HOST[,HOST...] [DIR]     DIR: ./tls unless given
set -eu

hosts=${1:-}
dir=${2:-tls}
case $hosts in
  '' | -* | *[!A-Za-z0-9.,:-]*)
    echo "usage: $0 HOST[,HOST...] [DIR]" >&2
    exit 2
    ;;
esac
# Never over a certificate that somebody may still need.
for file in fullchain.pem privkey.pem; do
  if [ -e "$dir/$file" ]; then
    echo "$dir/$file is there already" >&2
    exit 1
  fi
done

names=
for host in $(echo "$hosts" | tr , ' '); do
  case $host in
    *:*) kind=IP ;;
    *[!0-9.]*) kind=DNS ;;
    *) kind=IP ;;
  esac
  names="${names:+$names,}$kind:$host"
done

mkdir -p "$dir"
umask 077
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 \
  -subj "/CN=${hosts%%,*}" -addext "subjectAltName=$names" -addext 'extendedKeyUsage=serverAuth' \
  -keyout "$dir/privkey.pem" -out "$dir/fullchain.pem"
chmod 0644 "$dir/fullchain.pem"
# nginx runs as user 10001 and must be able to read the key.
if [ "$(id -u)" -eq 0 ]; then
  chown 10001:10001 "$dir/privkey.pem"
else
  chmod 0644 "$dir/privkey.pem"
  echo "$dir/privkey.pem can be read by everybody on this machine: good enough for a trial only" >&2
fi
openssl x509 -in "$dir/fullchain.pem" -noout -subject -enddate -ext subjectAltName
