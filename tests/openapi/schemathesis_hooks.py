"""How schemathesis reads docs/openapi.json: it sends TOML, too, and takes no field that is not described."""

import schemathesis


@schemathesis.serializer("application/toml")
def toml(_context, value):
    return str(value).encode()


@schemathesis.hook
def before_load_schema(_context, document):
    close(document)


def close(document):
    """Closes the schemas of answers: programs that read them may be glad of more fields, this test is not."""
    schemas = document["components"]["schemas"]
    extended = {part.get("$ref") for schema in schemas.values() for part in schema.get("allOf", [])}
    for name, schema in schemas.items():
        if "allOf" in schema:
            schema["unevaluatedProperties"] = False
        elif "properties" in schema and f"#/components/schemas/{name}" not in extended:
            schema.setdefault("additionalProperties", False)
