"""Carries out the Dockerfile: this machine stands for the base image, a folder becomes the image."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from dockerfile import configuration, pairs, stages

DESCRIBING = {"LABEL", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"}


def context(into):
    """The files that .dockerignore lets through."""
    patterns = [line for line in Path(".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    assert patterns[0] == "*" and all(line[0] == "!" for line in patterns[1:]), "not a list of exceptions"
    for name in (line[1:] for line in patterns[1:]):
        copy(Path(name), into / name)


def copy(source, target):
    """As COPY does: of a folder the contents, of a file the file, into a name that ends in a slash."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def machine(root):
    """This machine's folders on a root of their own, so that /build and /image do not land on the real one."""
    for entry in Path("/").iterdir():
        place = root / entry.name
        if entry.is_symlink():
            place.symlink_to(os.readlink(entry))
        elif entry.is_dir():
            place.mkdir()
            subprocess.run(["mount", "--rbind", entry, place], check=True)


def build(stage, files, root):
    env, folder = dict(os.environ), "/"
    env.pop("CARGO_TARGET_DIR", None)
    for word, flags, rest in stage.steps:
        print(f"-- {word} {rest}", flush=True)
        if word == "WORKDIR":
            folder = rest
            (root / folder[1:]).mkdir()
        elif word == "ENV":
            env.update(pairs(rest))
        elif word == "COPY":
            *sources, target = rest.split()
            for source in sources:
                place = root / folder[1:] / target
                copy(files / source, place / source if target.endswith("/") else place)
        elif word == "RUN":
            # A cache mount is left out: this machine's own registry of packages stands for it.
            assert set(flags) <= {"mount"}, flags
            command = ["chroot", root, "/bin/sh", "-ec", f"cd {folder}\n{rest}"]
            subprocess.run(command, env=env, check=True)
        else:
            sys.exit(f"build.py does not know {word}")


def assemble(stage, built, root):
    """The last stage: nothing but copies from the first."""
    assert stage.base == "scratch", stage.base
    for word, flags, rest in stage.steps:
        if word == "COPY":
            assert flags.pop("from") == "build", "copied from elsewhere"
            owner = flags.pop("chown", "0:0")
            assert not flags, flags
            source, target = rest.split()
            part = root.with_name("part")
            shutil.rmtree(part, ignore_errors=True)
            copy(built / source[1:], part if source.endswith("/") else part / target[1:])
            subprocess.run(["chown", "--recursive", owner, part], check=True)
            # Only the entries: the root itself keeps its owner.
            subprocess.run(["cp", "--archive", *part.iterdir(), root], check=True)
        elif word != "ENV" and word not in DESCRIBING:
            sys.exit(f"build.py does not know {word} on an empty image")


def main():
    work = Path(sys.argv[1])  # must not exist yet
    files, root, image = work / "context", work / "machine", work / "image"
    for folder in (files, root, image):
        folder.mkdir(parents=True)
    context(files)
    first, last = stages(Path("Dockerfile").read_text())
    machine(root)
    build(first, files, root)
    assemble(last, root, image)
    (work / "config.json").write_text(json.dumps(configuration(last)))


main()
