"""Values that a person sets of a measure, goal, target or plan, as the schema has them."""

from collections.abc import Mapping

from graph.deadlines.due import checked_deadline
from graph.decisions.progress import is_day
from graph.errors import BadRequestError
from graph.model import Value
from graph.schema import schema


def typed(kind: str, values: Mapping[str, str], *, where: str) -> dict[str, Value]:
    """The values, each stripped and fit for its property; an empty one takes it away where that may be.

    Raises BadRequestError for an unknown property, a value that can't be, or one that must stay.
    """
    declared = schema().nodes[kind].properties
    found: dict[str, Value] = {}
    for name, words in values.items():
        prop, value = declared[name], words.strip()
        if not value.isprintable():
            raise BadRequestError(f"a value is one line of words, not {value!r}", where=where)
        if prop.required and not value:
            raise BadRequestError(f"{name} can't be taken away", where=where, hint="give another value")
        if prop.enum and value and value not in prop.enum:
            raise BadRequestError(f"{name} can't be {value!r}", where=where, hint="one of " + ", ".join(prop.enum))
        if name == "deadline":
            value = checked_deadline(value)
        elif prop.type == "date" and value and not is_day(value):
            raise BadRequestError(f"not a date: {value!r}", hint="YYYY, YYYY-MM or YYYY-MM-DD")
        found[name] = value
    return found
