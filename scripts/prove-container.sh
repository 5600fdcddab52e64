#!/usr/bin/env bash
# Shows, without a container engine, that the image of the Dockerfile works: carries out the Dockerfile on
# this machine, then runs the program as a container runtime would, in namespaces, on an empty root.
#
#   scripts/prove-container.sh           builds (minutes), then runs
#   scripts/prove-container.sh --again   runs what was built the last time
#
# Needs root on a Debian with the base image's Rust, gcc, python3 and openssl. Leaves only target/container-proof*.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ "$(id -u)" != 0 ]; then
    echo "prove-container: namespaces with another user's files need root; try: sudo $0" >&2
    exit 2
fi
for tool in flock unshare chroot setpriv mount ip readelf openssl python3; do
    command -v "$tool" >/dev/null || { echo "prove-container: $tool is missing" >&2; exit 2; }
done

work=$PWD/target/container-proof
mkdir -p target
exec 9>"$work.lock"
flock --nonblock 9 || { echo "prove-container: another proof is running in this folder" >&2; exit 2; }
export PYTHONDONTWRITEBYTECODE=1

# The build has this machine's folders bound below $work/machine, but only in its own mount namespace.
remove() {
    if grep -qF " $work/" /proc/self/mountinfo; then
        echo "prove-container: something is mounted below $work; unmount it first" >&2
        exit 2
    fi
    rm -rf "$@"
}

if [ "${1:-}" != --again ]; then
    remove "$work"
    unshare --mount python3 scripts/container_proof/build.py "$work"
    remove "$work/machine" "$work/context" "$work/part"
elif [ ! -f "$work/config.json" ]; then
    echo "prove-container: nothing was built yet; leave out --again" >&2
    exit 2
fi
# Whatever is started in there ends with it.
exec unshare --mount --net --pid --fork --mount-proc --kill-child python3 scripts/container_proof/run.py "$work"
