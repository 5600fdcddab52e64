"""Holds every example of docs/openapi.json against the schema that it is an example of."""

import json
import sys

import jsonschema_rs
from schemathesis_hooks import close


def found(value, path=""):
    """Each example with its schema: those of bodies and parameters, and those of the schemas themselves."""
    if isinstance(value, dict):
        schema = value.get("schema", value)
        if "example" in value:
            yield path, schema, value["example"]
        examples = value.get("examples")
        if isinstance(examples, list):
            yield from ((path, schema, example) for example in examples)
        elif isinstance(examples, dict):
            yield from ((f"{path}/{name}", schema, one["value"]) for name, one in examples.items())
        # What stands in an example is nobody's schema.
        below = ((key, part) for key, part in value.items() if key not in ("example", "examples"))
    elif isinstance(value, list):
        below = enumerate(value)
    else:
        return
    for key, part in below:
        yield from found(part, f"{path}/{key}")


def wrong(path, schema, example, components):
    """What is wrong with an example, as lines."""
    closed = {**schema, "components": components}
    checker = jsonschema_rs.Draft202012Validator(closed, validate_formats=True)
    for error in checker.iter_errors(example):
        place = "/".join(map(str, error.instance_path))
        yield f"{path}: {place}: {error.message}"


with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
close(document)
examples = list(found(document))
faults = [line for path, schema, example in examples for line in wrong(path, schema, example, document["components"])]
print(f"{len(examples)} examples", *faults, sep="\n")
sys.exit(1 if faults or len(examples) < 150 else 0)
