"""recipe.py FILE: reads a recipe for CI or Compose, and hands the shell commands in it to `bash -n`."""

import subprocess
import sys

from ruamel.yaml import YAML


def commands(node, key=None):
    """The texts of `run` (GitHub) and of `script` and `after_script` (GitLab)."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from commands(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from commands(value, key)
    elif isinstance(node, str) and key in ("run", "script", "after_script"):
        yield node


with open(sys.argv[1], encoding="utf-8") as file:
    recipe = YAML(typ="safe").load(file)
for command in commands(recipe):
    subprocess.run(["bash", "-n", "-c", command], check=True)
