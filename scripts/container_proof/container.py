"""Runs the image as a container runtime does: PID 1 of its own, the image's user and nothing else, a read-only root."""

import os
import subprocess
import time
from pathlib import Path

# What Docker writes into these files of a container on a network of its own.
RESOLVER = "nameserver 127.0.0.11\noptions ndots:0\n"
HOSTS = "127.0.0.1\tlocalhost\n::1\tlocalhost\n{address}\tantom-sandbox\n{shop}\thost.docker.internal\n"


class Container:
    def __init__(self, work, config, name, volume, files=None, args=(), env=None):
        """`files`: what the runtime mounts below /etc. Without any there are no /proc and /dev either."""
        self.root, self.config = work / "run" / name, config
        self.env = config["env"] | (env or {})
        self.root.mkdir()
        mount("-t", "tmpfs", "-o", "mode=755", "none", self.root)
        subprocess.run(["cp", "--archive", f"{work}/image/.", self.root], check=True)
        [place] = config["volume"]
        if not volume.exists():
            # A new volume begins as a copy of what the image has there, owner included.
            subprocess.run(["cp", "--archive", f"{self.root}{place}", volume], check=True)
        mount("--bind", volume, f"{self.root}{place}")
        isolation = ["setpriv", "--no-new-privs", "unshare", "--pid", "--fork", "--kill-child"]
        if files:
            for folder in ("etc", "proc", "dev"):
                (self.root / folder).mkdir()
            for file, text in files.items():
                (self.root / "etc" / file).write_text(text)
            mount("--rbind", "/dev", self.root / "dev")
            isolation.append(f"--mount-proc={self.root}/proc")
        mount("-o", "remount,ro", self.root)
        self.log = open(f"{self.root}.log", "w+")
        self.began = time.monotonic()
        command = isolation + self.inside(list(args))
        self.process = subprocess.Popen(command, env=self.env, stdout=self.log, stderr=self.log)

    def inside(self, args):
        user = f"--userspec={self.config['user']}"
        return ["/usr/sbin/chroot", user, "--groups=", str(self.root), *self.config["entrypoint"], *args]

    def exec(self, command):
        """As `docker exec`: the whole command, with the container's user and environment."""
        assert command[:1] == self.config["entrypoint"], command
        return subprocess.run(self.inside(command[1:]), env=self.env, capture_output=True, text=True)

    def healthy(self):
        """Whether the image's health check says so."""
        return self.exec(self.config["health"]).returncode == 0

    def pid(self):
        """PID 1 of the container, as seen from outside."""
        return int(Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text())

    def status(self):
        lines = Path(f"/proc/{self.pid()}/status").read_text().splitlines()
        return {name: " ".join(value.split()) for name, value in (line.split(":", 1) for line in lines)}

    def stop(self):
        """As `docker stop`: SIGTERM to PID 1. Returns the exit code, and the seconds it took."""
        began = time.monotonic()
        os.kill(self.pid(), 15)
        code = self.process.wait(timeout=20)
        return code, time.monotonic() - began

    def said(self):
        return Path(f"{self.root}.log").read_text()


def mount(*args):
    subprocess.run(["mount", *args], check=True)
