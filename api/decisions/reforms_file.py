"""Reforms in a decisions file as a person writes them: from when, which departments before, which after, which part.

- from: 2018-11
before: [区国土局, 区规划局]
after: 区规划自然资源局        # new: … where nobody knows it yet
why: 机构改革
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from api.decisions.requests import decide
from api.wire.names import DecisionIn
from graph.decisions import REFORM
from graph.errors import RespgraphError, SourceError
from graph.model import Decision
from graph.store import Store

_FIELDS = {
    "from": "since",
    "after": "object",
    "new": "name",
    "part": "part",
    "jurisdiction": "jurisdiction",
    "why": "why",
}


def is_reform(entry: object) -> bool:
    """Whether an entry of a file states a reform, and is no decision that was exported."""
    return isinstance(entry, Mapping) and {"from", "before"} <= entry.keys()


def reforms(entries: Iterable[Any], where: str) -> list[DecisionIn]:
    """What the entries that state reforms ask for, one for each department before. Raises SourceError."""
    return [asked for entry in entries if is_reform(entry) for asked in _asked(entry, where)]


def state(store: Store, asked: Iterable[DecisionIn], by: str) -> tuple[list[Decision], list[str]]:
    """The reforms that were stated now, and for the others why not; those that were stated before are left out of both."""
    made, refused = [], []
    for each in asked:
        if _known(store, each):
            continue
        try:
            made.append(decide(store, each, by))
        except RespgraphError as error:
            refused.append(f"{each.subject} from {each.since}: {error}")
    return made, refused


def _asked(entry: Mapping[str, Any], where: str) -> list[DecisionIn]:
    if unknown := sorted(map(str, entry.keys() - {"before", *_FIELDS})):
        raise SourceError(f"unknown field {unknown[0]!r}", where=where, hint="one of before, " + ", ".join(_FIELDS))
    before = entry["before"] if isinstance(entry["before"], list) else [entry["before"]]
    said = {field: _words(entry[name]) for name, field in _FIELDS.items() if name in entry}
    try:
        first, *others = [DecisionIn(kind="reform", subject=str(unit), **said) for unit in before]
    except (ValidationError, ValueError) as error:
        raise SourceError(f"not a reform: {error}", where=where) from error
    return [first, *(each.model_copy(update={"object": each.object or each.name, "name": ""}) for each in others)]


def _words(value: object) -> str:
    """YAML gives 2018 as a number and 2018-11-01 as a date."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _known(store: Store, asked: DecisionIn) -> bool:
    """Whether the same was stated of the same names before."""
    after = asked.object or asked.name
    for known in store.view().decisions(kinds=[REFORM]):
        if known.kind == REFORM and known.edge is not None:
            properties = known.edge.properties
            same = (properties.get("date"), properties.get("part", "")) == (asked.since, asked.part)
            before = asked.subject in (known.subject, known.subject_name)
            if same and before and after in (known.object, known.object_name):
                return True
    return False
