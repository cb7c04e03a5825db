"""What facets say of plans: place, level, year, validity and kind, as values of every plan that was read."""

from collections.abc import Callable, Mapping
from datetime import date

from graph.facets.plan_kinds import kind_of
from graph.ledger.ledger import Ledger
from graph.ledger.replaced import replaced
from graph.model import Node
from graph.place_words import UNKNOWN, is_known

LEVELS: Mapping[str, str] = {
    "national": "nation",
    "province": "province",
    "municipality": "province",
    "prefecture": "city",
    "county": "district",
    "township": "town",
}
"""Level of schema.yaml → value of the facet: a municipality such as 重庆市 stands beside provinces."""

LEVEL_VALUES = tuple(dict.fromkeys(LEVELS.values()))

VALIDITIES = ("in-force", "not-yet", "draft", "expired", "replaced")
"""In force on the day; from a later day on; a draft; its last day has passed; another plan that was read ends or revises it.

A plan that says nothing of its validity and that no plan replaces counts as in force.
"""


def places_around(path: str) -> tuple[str, ...]:
    """The path of a place and of each that it lies in, the outermost first; UNKNOWN where nobody says where it is."""
    if not path:
        return ()
    if not is_known(path):
        return (UNKNOWN,)
    parts = path.split("/")
    return tuple("/".join(parts[: number + 1]) for number in range(len(parts)))


def year_of(plan: Node) -> tuple[str, ...]:
    """The year of the plan's date; none where it has no date."""
    return (plan.text("date")[:4],) if plan.text("date") else ()


def validity_of(plan: Node, today: date, ended: frozenset[str]) -> str:
    """The validity of a plan on a day; `ended` are the plans that others replace."""
    if plan.id in ended:
        return "replaced"
    day, until, since = today.isoformat(), plan.text("valid_until"), plan.text("valid_from")
    if until and _last(until) < day:
        return "expired"
    if plan.text("edition") == "draft":
        return "draft"
    return "not-yet" if since and since > day else "in-force"


def readers(ledger: Ledger, today: date) -> Mapping[str, Callable[[Node], tuple[str, ...]]]:
    """Facet of plans → the values that a plan has."""
    ended = replaced(ledger)
    return {
        "place": lambda plan: places_around(plan.text("jurisdiction")),
        "level": lambda plan: tuple(LEVELS[level] for level in [plan.text("level")] if level),
        "year": year_of,
        "validity": lambda plan: (validity_of(plan, today, ended),),
        "plan_kind": lambda plan: (kind_of(plan.text("title")),),
    }


def _last(written: str) -> str:
    """A date as it compares with days: the last day of a year or month."""
    return written if len(written) == len("2025-12-31") else f"{written}~"
