"""Numbers with their units in a text: 8,400亩以上, 240余座, 2-3个, 10%-20%, 30.3微克/立方米以内."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from loaders.vocabulary import vocabulary

Bound = Literal[">=", "<=", "="]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written with its unit: `start`..`end` with the bound words, `unit_end` without.

    `bound` is what the words after or in front of the unit say (以上 → >=), None where there are none. `kind` is a key
    of units.yaml (`share`, `count`, `money` …), "bare" for a number without a unit.
    """

    start: int
    end: int
    unit_end: int
    value: str
    unit: str
    kind: str
    bound: Bound | None


def quantities(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities of `shadow[start:end]`, left to right, not overlapping; a number after 第 is a name, none of them."""
    pattern, kinds, bounds = _reading()
    for found in pattern.finditer(shadow, start, end):
        unit = found["unit"] or found["counted"] or ""
        value = found["number"] or found["written"]
        kind = next(
            (kinds[word] for word in (unit, unit.rsplit("/", 1)[0]) if word in kinds),
            "money" if found["alone"] else "bare",
        )
        yield Quantity(
            start=found.start(),
            end=found.end(),
            unit_end=max(found.end(name) for name in ("number", "written", "alone", "unit", "counted", "second")),
            value="".join((value.replace(unit, "") if unit else value).split()),
            unit=(found["times"] or found["alone"] or "") + unit + (found["second"] or ""),
            kind=kind,
            bound=bounds.get(found["bound"] or "") or (">=" if found["more"] or found["more2"] else None),
        )


@cache
def _reading() -> tuple[re.Pattern[str], dict[str, str], dict[str, Bound]]:
    """The pattern of a quantity, the kind of each unit, what each bound word says."""
    data = vocabulary("text/units")
    entries = data["units"].items()
    kinds = {word: kind for kind, entry in entries for word in entry["words"]}
    unless = {kind: f"(?!{entry['unless']})" for kind, entry in entries if "unless" in entry}
    bounds: dict[str, Bound] = {word: bound for bound, words in data["_bounds"].items() for word in words}
    units = "|".join(re.escape(word) + unless.get(kinds[word], "") for word in _longest_first(kinds))
    digits = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++(?:\.\d++)?+)"
    dash, per, more = (_either(data[key]) for key in ("_ranges", "_per", "_more"))
    counted = "|".join(
        re.escape(word) + unless.get("count", "") for word in _longest_first(data["units"]["count"]["words"])
    )
    repeated = _either(word for word in kinds if len(word) == 1)  # the unit of a range's lower end: 10%-20%
    return (
        re.compile(
            rf"(?:(?<![\d.{data['_ordinal']}])(?P<number>{digits}(?:\s?(?:{repeated})?\s?(?:{dash})\s?{digits})?)"
            rf"(?:\s?(?P<more>{more})?(?P<times>{'|'.join(data['_multipliers'])})?(?P<more2>{more})?"
            rf"(?P<unit>(?:{units})(?:/(?:{per}))?)(?P<second>{data['_second']})?\s?|(?P<alone>{data['_alone']}))?"
            rf"|(?P<written>{data['_written']})(?P<counted>{counted}))(?P<bound>{_either(bounds)})?"
        ),
        kinds,
        bounds,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in _longest_first(words))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
