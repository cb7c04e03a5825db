"""What a sub-target says in a form that can be compared: the key of its metric, its scope, and its number in the base unit."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from graph.metrics.dictionary import at_the_end, dictionary
from graph.metrics.wording import is_general, one_spelling, scope_of, since_last_year, without_count, wording
from graph.model import Node
from graph.place_words import UNKNOWN
from graph.quantities.amounts import Amount, amount, class_rank
from graph.quantities.units import counted_alike, shown_unit, unit_meaning

Form = Literal["level", "change", "points", "difference", "class", "none"]
"""level: so much is reached; change: relative, in %; points: of a share; difference: in the unit; none: no number."""

SINCE_LAST_YEAR = "-1"
"""A baseline: the same time of the year before."""

_CLASS = "class"
_COUNT = "count"
_SIGNS = {"increase": 1.0, "decrease": -1.0}
_RELATIVE = ("share", "ratio")
_POINTS = "change of share"


@dataclass(frozen=True, slots=True)
class Scale:
    """What a target is measured on: targets whose scales have the same `axis` compare.

    `key` names the metric, empty where the words alone do not say what is counted; `known` whether the dictionary has it.
    `scope` are the words in front that narrow it (农村, 规模以上). `per` is year, quarter or month for what is said of each.
    `dimension` is that of the unit. `baseline` is the year (or SINCE_LAST_YEAR) that a change is counted from, empty where it is
    not said. `unit` is what numbers are shown in.
    """

    key: str
    known: bool
    scope: str
    form: Form
    per: str = ""
    dimension: str = ""
    baseline: str = ""
    unit: str = ""

    @property
    def axis(self) -> tuple[str, str, str, str, str, str]:
        """What must be equal for two targets to compare."""
        return self.key, self.scope, self.form, self.per, self.dimension, self.baseline


@dataclass(frozen=True, slots=True)
class Measured:
    """A target on its scale; `low` and `high` are in the base unit of the dimension, falls below 0, None without a number."""

    scale: Scale
    low: float | None = None
    high: float | None = None


class _Said(NamedTuple):
    """What a target says of its number."""

    metric: str
    comparator: str
    value: str
    unit: str
    baseline: str
    kind: str
    since_last_year: bool


def measured(target: Node, place: str) -> Measured:
    """A sub-target or milestone of a plan of `place` (a path) as it can be compared."""
    said = _Said(
        metric=target.text("metric"),
        comparator=target.text("comparator"),
        value=target.text("value"),
        unit=target.text("unit"),
        baseline=target.text("baseline")[:4],
        kind=target.text("kind"),
        since_last_year=since_last_year(target.text("text")),
    )
    return _measured(said, place)


def named_by(words: str) -> str:
    """The key of the metric that words name; empty where they do not say what is counted."""
    return _key(wording(words, UNKNOWN, of_change=False).words)[0]


def shown(scale: Scale, base: float) -> float:
    """A number in the base unit as the scale shows it, without the noise of the conversion."""
    meaning = unit_meaning(scale.unit)
    return float(f"{base / meaning.factor if meaning else base:.10g}")


@lru_cache(maxsize=16384)
def _measured(said: _Said, place: str) -> Measured:
    found = amount(said.value, said.unit) if said.kind == "number" else None
    level = said.comparator not in _SIGNS
    relative = found is not None and found.dimension in (*_RELATIVE, _POINTS)
    told = wording(said.metric, place, of_change=level and relative)
    key, known, scope = _key(told.words)
    rank = class_rank(said.value, said.unit) if said.kind == "class" else None
    if rank is not None:
        there = Scale(key, known, scope, "class", told.per, f"{_CLASS} {said.unit}")
        return Measured(there, float(rank), float(rank))
    form, ends = _form(found, said.comparator, told.change)
    if found is None or ends is None:
        return Measured(Scale(key, known, scope, "none", told.per))
    counting = counted_alike(found.unit, told.words) if found.dimension == _COUNT else ""
    dimension = f"{_COUNT} {counting}" if counting else found.dimension
    baseline = "" if form == "level" else said.baseline or (SINCE_LAST_YEAR if said.since_last_year else "")
    unit = _shown_in(key, found, told.words, counting)
    return Measured(Scale(key, known, scope, form, told.per, dimension, baseline, unit), *sorted(ends))


@lru_cache(maxsize=8192)
def _key(words: str) -> tuple[str, bool, str]:
    """The key of a metric, whether it is the dictionary's, and the scope."""
    found = at_the_end(words)
    if found is not None:
        key, start = found
        scope = scope_of(words[:start])
        if scope is not None:
            return key, True, scope
    plain = without_count(words)
    return ("" if is_general(plain) else one_spelling(plain)), False, ""


def _form(said: Amount | None, comparator: str, change: str) -> tuple[Form, tuple[float, float] | None]:
    """What kind of aim it is, and its ends with the sign of the change."""
    if said is None:
        return "none", None
    sign = _SIGNS.get(comparator) or {"up": 1.0, "down": -1.0}.get(change)
    if sign is None:
        return ("points" if said.dimension == _POINTS else "level"), (said.low, said.high)
    ends = (sign * said.low, sign * said.high)
    if said.dimension in _RELATIVE:
        return "change", ends
    return ("points" if said.dimension == _POINTS else "difference"), ends


def _shown_in(key: str, said: Amount, thing: str, counting: str) -> str:
    """The unit of the dictionary where it measures or counts the same, else that of the dimension."""
    entry = dictionary().get(key)
    meaning = unit_meaning(entry.unit) if entry and entry.unit else None
    if (
        entry is not None
        and meaning is not None
        and meaning.dimension == said.dimension
        and (said.dimension != _COUNT or counted_alike(meaning, thing) == counting)
    ):
        return entry.unit
    return shown_unit(said.unit) if said.dimension != _COUNT else counting
