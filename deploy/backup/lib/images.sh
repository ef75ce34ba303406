# shellcheck shell=bash
# What the registry holds, and what each service runs with: repositories, tags and digests. Not the images
# themselves: they are built again from the commits that their tags name.

ACCEPT='application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json'

ask_registry() { curl --fail --silent --show-error --max-time 20 "$@"; }

# list_images FOLDER
list_images() {
  local registry=${BACKUP_REGISTRY_URL:-http://registry:5000} repository tag
  local lines=$1/.images
  : >"$lines"
  for repository in $(ask_registry "$registry/v2/_catalog?n=1000" | jq -r '.repositories[]'); do
    for tag in $(ask_registry "$registry/v2/$repository/tags/list" | jq -r '.tags // [] | .[]'); do
      printf '%s\t%s\t%s\n' "$repository" "$tag" "$(digest_of "$registry" "$repository" "$tag")" >>"$lines"
    done
  done
  jq --raw-input --slurp --arg runs "$(cat /installation/state/tags.env 2>/dev/null || true)" '{
    registry: [split("\n")[] | select(. != "") | split("\t") | { repository: .[0], tag: .[1], digest: .[2] }],
    runs: ($runs | split("\n") | map(select(. != "")))
  }' "$lines" >"$1/images.json"
  rm -f "$lines"
}

digest_of() {
  ask_registry --head --header "Accept: $ACCEPT" "$1/v2/$2/manifests/$3" |
    tr -d '\r' | sed -n 's/^docker-content-digest: //Ip'
}
