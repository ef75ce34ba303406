# on_host HOST COMMAND: runs a command by ssh, or here where HOST is empty. Standard input goes along.
on_host() {
  local host=$1 command=$2
  if [[ -n $host ]]; then ssh -o BatchMode=yes "$host" "$command"; else bash -c "$command"; fi
}
