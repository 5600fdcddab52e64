"""Reads as much of a Dockerfile as ours has."""

import json
import re
import shlex
from dataclasses import dataclass, field


@dataclass
class Stage:
    base: str
    steps: list = field(default_factory=list)  # (instruction, {flag: value}, rest)


def stages(text):
    """The stages in order. An instruction that build.py does not know is told there, not skipped here."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    found = []
    for line in re.sub(r"\\\n", " ", "\n".join(lines)).splitlines():
        word, _, rest = line.strip().partition(" ")
        if not word:
            continue
        flags = {}
        while match := re.match(r"\s*--([a-z-]+)=(\S+)\s*", rest):
            flags[match[1]] = match[2]
            rest = rest[match.end() :]
        if word == "FROM":
            found.append(Stage(rest.split()[0]))
        else:
            found[-1].steps.append((word, flags, rest.strip()))
    return found


def pairs(rest):
    """The names and values of ENV."""
    return dict(word.split("=", 1) for word in shlex.split(rest))


def configuration(stage):
    """What a runtime takes from the last stage."""
    config = {"env": {}}
    for word, _, rest in stage.steps:
        if word == "ENV":
            config["env"].update(pairs(rest))
        elif word == "USER":
            config["user"] = rest
        elif word in ("VOLUME", "ENTRYPOINT"):
            config[word.lower()] = json.loads(rest)
        elif word == "EXPOSE":
            config["ports"] = [int(port) for port in rest.split()]
        elif word == "HEALTHCHECK":
            config["health"] = json.loads(rest.removeprefix("CMD").strip())
    return config
