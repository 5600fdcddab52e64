# The shell in which the commands of a page are run, in a network and a process tree of its own. What stays running, such as
# a server in "another terminal", goes to the background here, and the page goes on when it says that it is ready.

set -euo pipefail
ip link set lo up
trap 'printf "%s: a command of this block failed\n" "$place" >&2' ERR
place=prelude
server=
program=$(type -P antom-sandbox)

# in_background LAST COMMAND…: shows what it prints up to the line that ends with LAST.
in_background() {
  local last=$1 line said
  shift
  exec {said}< <(exec "$@" 2>>"$HOME/background.log")
  while IFS= read -r -u "$said" line; do
    printf '%s\n' "$line"
    if [[ $line == *"$last" ]]; then return; fi
  done
  cat "$HOME/background.log" >&2
  return 1
}

antom-sandbox() {
  case ${1:-serve} in
    watch) "$program" "$@" >"$HOME/watched" 2>&1 & ;;
    serve | demo | --[a-z]*)
      if [ -n "$server" ]; then kill "$server" && wait "$server" || true; fi
      in_background 'Ctrl-C stops.' "$program" "$@"
      server=$!
      ;;
    *) "$program" "$@" ;;
  esac
}

node() {
  case ${*: -1} in
    *shop.js) in_background '' "$(type -P node)" "$@" ;;
    *) command node "$@" ;;
  esac
}

# Nobody else is in this network.
sudo() { "$@"; }
