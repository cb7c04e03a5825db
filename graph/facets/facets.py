"""What any list may be narrowed by: facets of the plan, of the work and of the duty, each with the values that are chosen.

Values of one facet are alternatives; facets are combined. `graph/facets/values.py` says what a value means.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from graph.errors import FilterError

PLAN_FACETS = ("place", "level", "year", "validity", "plan_kind")
"""What is said of a plan."""

WORK_FACETS = ("topic", "due")
"""What is said of a measure, goal or target."""

DUTY_FACETS = ("function", "role", "form")
"""What is said of a duty: who bears it, in which role, stated in which form."""

FACETS = (*PLAN_FACETS, *WORK_FACETS, *DUTY_FACETS)

TOLD: Mapping[str, str] = {
    "place": "Place of the plan, by its path or a part of it, with what lies under it",
    "level": "Level of the plan: nation, province, city, district, town",
    "year": "Year of the plan's date, YYYY",
    "validity": "Whether the plan holds today: in-force, not-yet, draft, expired, replaced",
    "plan_kind": "Kind of plan, by its title: scheme, planning, opinions, measures … (docs/facets.md)",
    "topic": "What the work is about: a topic of the lexicon, or a word of it",
    "due": "By when: passed, month, quarter, later, recurring, open-ended, undated, YYYY, YYYY-Qn, YYYY-MM, FROM..UNTIL",
    "function": "What the department is for, whatever it is called: a key, or any usual word",
    "role": "Roles to keep: lead, responsible, support, guide, supervise; none: all",
    "form": "Form in which the duty is stated: bracket, field, table, heading, decision",
}
"""What each facet asks for, of parameters of addresses and options of verbs alike."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values that are chosen, by facet; none: it narrows nothing.

    `place` is a path or a part of it, with what lies under it; `level` nation, province, city, district, town; `year` that of the
    plan's date; `validity` and `plan_kind` as in `graph/facets/plan_facets.py`; `topic` as the lexicon names it; `due` as in
    `graph/facets/dues.py`; `function` what a department is for, whatever it is called; `role` and `form` as in schema.yaml. `today` is the
    day that validity and deadlines are seen from; without one nothing is over.
    """

    place: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()
    plan_kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    today: date = date.min

    def __bool__(self) -> bool:
        """Whether anything is chosen."""
        return any(self.values(name) for name in FACETS)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a facet that are chosen."""
        found: tuple[str, ...] = getattr(self, name)
        return found

    def chosen(self, names: Iterable[str] = FACETS) -> dict[str, tuple[str, ...]]:
        """Those of the facets that narrow anything, in order."""
        return {name: self.values(name) for name in names if self.values(name)}

    def choosing(self, name: str, *values: str) -> "Facets":
        """With these values of a facet in place of those that were chosen; none takes the facet away."""
        return self._with({name: values})

    def only(self, names: Iterable[str]) -> "Facets":
        """What of it belongs to these facets."""
        wanted = self.chosen(names)
        return self._with({name: wanted.get(name, ()) for name in FACETS})

    def _with(self, values: Mapping[str, Any]) -> "Facets":
        return replace(self, **values)


NOTHING = Facets()


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The words that come near a misspelt one, the nearest first: alike in letters, or one within the other."""
    words = list(dict.fromkeys(known))
    close = get_close_matches(word, words, n=3, cutoff=0.5)
    within = [each for each in words if len(word) > 1 and (word in each or each in word) and each]
    return tuple(dict.fromkeys([*close, *within]))[:3]


def unknown_value(name: str, value: str, known: Sequence[str], *, most: int = 30) -> FilterError:
    """The error for a value that a facet does not have: it names those that it has and the nearest."""
    told = ", ".join(known[:most]) + (", …" if len(known) > most else "")
    return FilterError(
        f"{value!r} is no value of the filter {name!r}",
        where=name,
        hint=f"its values are: {told}" if told else "nothing that is loaded has a value of it",
        suggestions=nearest(value, known),
    )


def checked(name: str, values: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """The values, each once; FilterError for the first that is not known."""
    found = tuple(dict.fromkeys(values))
    for value in found:
        if value not in known:
            raise unknown_value(name, value, known)
    return found
