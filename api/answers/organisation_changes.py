"""Changes to the organisation as people write them on one line: `merge A + B = C`."""

from pydantic import TypeAdapter, ValidationError

from api.wire.what_if import ChangeIn
from graph.errors import BadRequestError

FORMS = {
    "abolish": "abolish A",
    "merge": "merge A + B = C",
    "split": "split A = B: MEASURE, MEASURE",
    "rename": "rename A = B",
    "hand-over": "hand-over A = B: MEASURE, MEASURE",
    "add-lead": "add-lead A = MEASURE",
}
_CHANGE: TypeAdapter[ChangeIn] = TypeAdapter(ChangeIn)


def change_of(said: str) -> ChangeIn:
    """The change that a line says. BadRequestError with the form that it should have."""
    kind, _, rest = said.strip().partition(" ")
    if kind not in FORMS:
        raise BadRequestError(f"no change begins with {kind!r}", where=said, hint="; ".join(FORMS.values()))
    try:
        return _CHANGE.validate_python({"kind": kind, **_fields(kind, rest)})
    except ValidationError as error:
        raise BadRequestError("the change is not complete", where=said, hint=f"write it as {FORMS[kind]}") from error


def _fields(kind: str, rest: str) -> dict[str, object]:
    """The fields of a change; those that the line lacks are empty, and so refused where they are needed."""
    who, _, what = (part.strip() for part in rest.partition("="))
    name, _, listed = (part.strip() for part in what.replace("：", ":").partition(":"))
    measures = [part for part in (each.strip() for each in listed.replace("，", ",").split(",")) if part]
    match kind:
        case "merge":
            return {"departments": [part for part in (each.strip() for each in who.split("+")) if part], "into": what}
        case "split":
            return {"department": who, "new": name, "measures": measures}
        case "hand-over":
            return {"department": who, "to": name, "measures": measures}
        case "rename":
            return {"department": who, "name": what}
        case "add-lead":
            return {"department": who, "measure": what}
        case _:
            return {"department": who}
