"""What the OpenAPI document says, as tables for people: operations with their parameters and statuses, shapes with their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of an operation or a field of a shape; `shapes` are the names of shapes in its kind."""

    name: str
    kind: str
    required: bool
    words: str
    shapes: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A status with what it means, the media types of its body, and the shapes in it."""

    status: str
    words: str
    media: tuple[str, ...]
    shapes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An address that programs may ask; `body` is the kind of what is sent, empty for none."""

    id: str
    tag: str
    method: str
    path: str
    summary: str
    words: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    sent: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object on the wire."""

    name: str
    words: str
    fields: tuple[Field, ...]


def operations(document: Document) -> Iterator[Operation]:
    """All operations in the order of the document."""
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            yield _operation(document, path, method, said)


def shapes(document: Document, wanted: Iterator[str] | tuple[str, ...]) -> list[Shape]:
    """The shapes with these names and all that lie in them, each once, the wanted ones first."""
    found: dict[str, Shape] = {}
    left = list(wanted)
    while left:
        name = left.pop(0)
        if name not in found and name in document["components"]["schemas"]:
            said = document["components"]["schemas"][name]
            found[name] = Shape(name, said.get("description", ""), _fields(said))
            left += [one for field in found[name].fields for one in field.shapes]
    return list(found.values())


def _operation(document: Document, path: str, method: str, said: Mapping[str, Any]) -> Operation:
    words = str(said.get("description", ""))
    content = said.get("requestBody", {}).get("content", {})
    sent = next(iter(content), "")
    schema = content.get(sent, {}).get("schema", {})
    named = _named(schema)
    body = (
        _fields(schema)
        if "properties" in schema
        else (Field("", _kind(schema), required=True, words="", shapes=named),)
    )
    return Operation(
        id=said["operationId"],
        tag=next(iter(said.get("tags", ())), ""),
        method=method.upper(),
        path=path,
        summary=words.partition("\n\n")[0],
        words=words,
        parameters=tuple(
            Field(
                one["name"],
                _kind(one["schema"]),
                one.get("required", False),
                one.get("description", ""),
                place=one["in"],
            )
            for one in said.get("parameters", ())
        ),
        body=body if sent else (),
        sent=sent,
        answers=tuple(_answered(document, status, told) for status, told in sorted(said["responses"].items())),
    )


def _answered(document: Document, status: str, told: Mapping[str, Any]) -> Answered:
    if "$ref" in told:
        told = document["components"]["responses"][told["$ref"].rpartition("/")[2]]
    content = told.get("content", {})
    named = tuple(name for media in content.values() for name in _named(media.get("schema", {})))
    return Answered(status, told["description"], tuple(content), named)


def _fields(schema: Mapping[str, Any]) -> tuple[Field, ...]:
    required = schema.get("required", ())
    return tuple(
        Field(name, _kind(one), name in required, str(one.get("description", "")), _named(one))
        for name, one in schema.get("properties", {}).items()
    )


def _kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: `integer`, `DutyOut[]`, `"zh" | "en"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if words := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return " | ".join(f'"{word}"' for word in words)
    for mark in ("anyOf", "oneOf", "allOf"):
        if mark in schema:
            return " | ".join(dict.fromkeys(_kind(one) for one in schema[mark]))
    if schema.get("type") == "array":
        inner = _kind(schema.get("items", {}))
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if isinstance(schema.get("additionalProperties"), Mapping):
        return f"{{string: {_kind(schema['additionalProperties'])}}}"
    return str(schema.get("format") or schema.get("type", "any"))


def _named(schema: object) -> tuple[str, ...]:
    """The names of all shapes in a schema."""
    if isinstance(schema, Mapping):
        own = (str(schema["$ref"]).rpartition("/")[2],) if "$ref" in schema else ()
        return tuple(dict.fromkeys((*own, *(name for part in schema.values() for name in _named(part)))))
    if isinstance(schema, list):
        return tuple(dict.fromkeys(name for part in schema for name in _named(part)))
    return ()
