# shellcheck shell=bash
# Settings, secrets, certificate, state and the files of the release that runs: all that makes a folder into this
# installation. It holds every key there is, so it is encrypted or not written at all.

pack_configuration() {
  local names=() name release
  release=$(cat /installation/state/release 2>/dev/null || true)
  for name in .env docker-compose.override.yml docker-compose.data.override.yml state "releases/${release:-none}"; do
    [[ ! -e /installation/$name ]] || names+=("$name")
  done
  tar --create --file=- --exclude=state/dumps --exclude=state/lock -C /installation "${names[@]}" -C / secrets tls |
    encrypt "$1/configuration.tar.age"
}

# What is there already stays as it is.
unpack_configuration() {
  decrypt "$ROOT/$1/configuration.tar.age" | tar --extract --file=- --skip-old-files -C /installation
}
