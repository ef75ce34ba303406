#!/usr/bin/env bash
# Rules of a host's firewall: strangers reach 80, 443 and 8443; operators reach ssh from their networks; the data
# ports answer the cluster's networks alone. What Docker publishes goes by the same rules.
#
#   firewall.sh --ssh-from 198.51.100.0/24 --cluster 10.0.0.0/24     sets the rules, and takes them back after 120 s ...
#   firewall.sh --confirm                                            ... unless this is said, by a new ssh connection
#   firewall.sh --ssh-from ... --keep                                at boot: no way back is needed
#   firewall.sh --remove | --dry-run ...
#
# iptables and not nft: Docker writes its rules by iptables and calls our chain, DOCKER-USER, before its own. A table
# of nft beside it would have to repeat what Docker does with each container that starts.
set -euo pipefail

SSH_FROM='' SSH_PORT=22 CLUSTER=${CLUSTER_NETWORKS:-} SWARM=no UNDO_AFTER=120 WISH=set
PUBLIC_PORTS=80,443,8443
# Postgres, Redis, S3, the registry.
CLUSTER_PORTS=5432,6379,9000,5000
STATE=${FIREWALL_STATE:-/run/aisha-firewall}
# Interfaces of containers. A bridge of the host's own that is called br-... counts as one.
CONTAINERS='docker0 docker_gwbridge br-+'

die() { echo "firewall.sh: $1" >&2; exit 2; }
usage() { sed -n '2,12s/^# \{0,1\}//p' "$0"; }

read_arguments() {
  while (($# > 0)); do
    case $1 in
      --ssh-from | --ssh-port | --cluster | --cluster-ports | --undo-after)
        (($# > 1)) || die "$1 needs a value"
        case $1 in
          --ssh-from) SSH_FROM=$2 ;;
          --ssh-port) SSH_PORT=$2 ;;
          --cluster) CLUSTER=$2 ;;
          --cluster-ports) CLUSTER_PORTS=$2 ;;
          --undo-after) UNDO_AFTER=$2 ;;
        esac
        shift 2
        ;;
      --swarm) SWARM=yes; shift ;;
      --keep) UNDO_AFTER=0; shift ;;
      --dry-run) WISH=dry-run; shift ;;
      --confirm | --remove | --undo) WISH=${1#--}; shift ;;
      --help) usage; exit 0 ;;
      *) die "unknown argument $1 (--help)" ;;
    esac
  done
  [[ $SSH_PORT =~ ^[0-9]{1,5}$ && $UNDO_AFTER =~ ^[0-9]{1,5}$ ]] || die 'a port or a time is not a number'
  [[ $CLUSTER_PORTS =~ ^[0-9]{1,5}(,[0-9]{1,5})*$ ]] || die '--cluster-ports wants numbers with commas'
  networks 4 "$SSH_FROM,$CLUSTER" >/dev/null
  [[ $WISH != set && $WISH != dry-run ]] || [[ -n $SSH_FROM ]] ||
    die '--ssh-from is missing: without it nobody could come back in'
}

# networks FAMILY LIST: those of the list that are of this family, one a line.
networks() {
  local network
  for network in ${2//,/ }; do
    [[ $network =~ ^[0-9a-fA-F.:]+(/[0-9]{1,3})?$ ]] || die "$network is no network"
    case $1:$network in
      6:*:*) echo "$network" ;;
      4:*:*) ;;
      4:*) echo "$network" ;;
    esac
  done
}

# What the other layers need: that a packet is too large (path MTU), who is the neighbour, router and DHCP.
icmp_rules() {
  if [[ $1 == 4 ]]; then
    for kind in destination-unreachable time-exceeded parameter-problem; do
      echo "-A AISHA-INPUT -p icmp --icmp-type $kind -j ACCEPT"
    done
    echo '-A AISHA-INPUT -p icmp --icmp-type echo-request -m limit --limit 20/s -j ACCEPT'
    return
  fi
  for kind in 1 2 3 4; do echo "-A AISHA-INPUT -p icmpv6 --icmpv6-type $kind -j ACCEPT"; done
  # Router and neighbour discovery are never forwarded: who is not on this link has another hop limit.
  for kind in 133 134 135 136 137; do
    echo "-A AISHA-INPUT -p icmpv6 --icmpv6-type $kind -m hl --hl-eq 255 -j ACCEPT"
  done
  for kind in 130 131 132 143; do
    echo "-A AISHA-INPUT -s fe80::/10 -p icmpv6 --icmpv6-type $kind -j ACCEPT"
  done
  echo '-A AISHA-INPUT -p icmpv6 --icmpv6-type 128 -m limit --limit 20/s -j ACCEPT'
  echo '-A AISHA-INPUT -s fe80::/10 -p udp --dport 546 -j ACCEPT'
}

input_rules() {
  local family=$1 network
  echo '-A AISHA-INPUT -i lo -j ACCEPT'
  echo '-A AISHA-INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT'
  icmp_rules "$family"
  echo '-A AISHA-INPUT -m conntrack --ctstate INVALID -j DROP'
  echo "-A AISHA-INPUT -p tcp -m multiport --dports $PUBLIC_PORTS -j ACCEPT"
  for network in $(networks "$family" "$SSH_FROM"); do
    echo "-A AISHA-INPUT -s $network -p tcp --dport $SSH_PORT -j ACCEPT"
  done
  for network in $(networks "$family" "$CLUSTER"); do
    echo "-A AISHA-INPUT -s $network -p tcp -m multiport --dports $CLUSTER_PORTS -j ACCEPT"
    [[ $SWARM == no ]] || swarm_rules "$network"
  done
  echo '-A AISHA-INPUT -j DROP'
}

# Managers, gossip, and the overlay networks with their encryption.
swarm_rules() {
  echo "-A AISHA-INPUT -s $1 -p tcp -m multiport --dports 2377,7946 -j ACCEPT"
  echo "-A AISHA-INPUT -s $1 -p udp -m multiport --dports 7946,4789 -j ACCEPT"
  echo "-A AISHA-INPUT -s $1 -p esp -j ACCEPT"
}

# Published ports are turned to a container's before they come here, so the port that was asked for counts.
# RETURN leaves the rest to Docker's own rules.
forward_rules() {
  local family=$1 interface network port
  for interface in $CONTAINERS; do echo "-A AISHA-FORWARD -i $interface -j RETURN"; done
  for interface in $CONTAINERS; do echo "-A AISHA-FORWARD -o $interface -j AISHA-CONTAINERS"; done
  echo '-A AISHA-CONTAINERS -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN'
  for port in ${PUBLIC_PORTS//,/ }; do
    echo "-A AISHA-CONTAINERS -p tcp -m conntrack --ctstate DNAT --ctorigdstport $port -j RETURN"
  done
  for network in $(networks "$family" "$CLUSTER"); do
    for port in ${CLUSTER_PORTS//,/ }; do
      echo "-A AISHA-CONTAINERS -s $network -p tcp -m conntrack --ctstate DNAT --ctorigdstport $port -j RETURN"
    done
  done
  echo '-A AISHA-CONTAINERS -j DROP'
}

rules() {
  echo '*filter'
  # Named here, a chain is emptied: setting the rules twice is the same as once.
  for chain in AISHA-INPUT AISHA-FORWARD AISHA-CONTAINERS; do echo ":$chain - [0:0]"; done
  input_rules "$1"
  forward_rules "$1"
  echo COMMIT
}

tables() { # FAMILY ARGUMENTS
  local command=iptables
  [[ $1 == 4 ]] || command=ip6tables
  shift
  "$command" -w 10 "$@"
}

restore() { # FAMILY FILE
  local command=iptables-restore
  [[ $1 == 4 ]] || command=ip6tables-restore
  "$command" --noflush -w 10 <"$2"
}

# Calls of our chains, ahead of every other rule. Docker keeps what it finds in DOCKER-USER.
call_chains() {
  tables "$1" -N DOCKER-USER 2>/dev/null || true
  tables "$1" -C DOCKER-USER -j AISHA-FORWARD 2>/dev/null || tables "$1" -I DOCKER-USER 1 -j AISHA-FORWARD
  tables "$1" -C INPUT -j AISHA-INPUT 2>/dev/null || tables "$1" -I INPUT 1 -j AISHA-INPUT
}

remove() {
  local family chain
  for family in 4 6; do
    while tables "$family" -D INPUT -j AISHA-INPUT 2>/dev/null; do :; done
    while tables "$family" -D DOCKER-USER -j AISHA-FORWARD 2>/dev/null; do :; done
    for chain in AISHA-INPUT AISHA-FORWARD AISHA-CONTAINERS; do tables "$family" -F "$chain" 2>/dev/null || true; done
    for chain in AISHA-INPUT AISHA-FORWARD AISHA-CONTAINERS; do tables "$family" -X "$chain" 2>/dev/null || true; done
  done
}

apply() { # FILES' NAME
  local family
  # Both are read before one is set: a mistake leaves the host as it was.
  for family in 4 6; do restore_test "$family" "$STATE/$1.$family"; done
  for family in 4 6; do
    restore "$family" "$STATE/$1.$family"
    call_chains "$family"
  done
}

restore_test() {
  local command=iptables-restore
  [[ $1 == 4 ]] || command=ip6tables-restore
  "$command" --noflush --test -w 10 <"$2" || die 'the rules are not understood by this host'
}

stop_timer() {
  local timer
  timer=$(cat "$STATE/timer" 2>/dev/null || true)
  rm -f "$STATE/timer"
  [[ -z $timer ]] || kill -- "-$timer" 2>/dev/null || true
}

set_rules() {
  local family
  install -d -m 0700 "$STATE"
  stop_timer
  for family in 4 6; do rules "$family" >"$STATE/candidate.$family"; done
  # The way back stands before the rules do.
  ((UNDO_AFTER == 0)) || start_timer
  apply candidate
  if ((UNDO_AFTER == 0)); then
    keep_candidate
    echo 'The rules are set.'
  else
    echo "The rules are set, and are taken back in $UNDO_AFTER s: open a new ssh connection and run $0 --confirm"
  fi
}

start_timer() {
  # Of a session of its own, so that it outlives the connection that the rules may cut off.
  setsid bash -c 'sleep "$1"; rm -f "$3/timer"; exec "$2" --undo' _ "$UNDO_AFTER" "$(realpath "$0")" "$STATE" \
    </dev/null >/dev/null 2>&1 &
  echo $! >"$STATE/timer"
}

keep_candidate() { for family in 4 6; do mv "$STATE/candidate.$family" "$STATE/confirmed.$family"; done; }

# Back to the rules that were confirmed last, or to none.
undo() {
  if [[ -s $STATE/confirmed.4 ]]; then apply confirmed; else remove; fi
}

confirm() {
  [[ -s $STATE/timer ]] || die 'nothing waits for a confirmation'
  stop_timer
  keep_candidate
  echo 'The rules stay.'
}

read_arguments "$@"
if [[ $WISH == dry-run ]]; then
  for family in 4 6; do
    echo "# IPv$family"
    rules "$family"
  done
  exit
fi
((EUID == 0)) || die 'only root sets rules'
case $WISH in
  set) set_rules ;;
  confirm) confirm ;;
  undo) undo ;;
  remove)
    stop_timer
    remove
    rm -rf "$STATE"
    echo 'The rules are gone.'
    ;;
esac
