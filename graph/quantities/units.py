"""Units of measure by the one table of units.yaml: every spelling of a unit, its code, dimension and factor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.data_files import data_of


@dataclass(frozen=True, slots=True)
class UnitMeaning:
    """What a unit means: the UCUM `code` (braces where UCUM has none), its `dimension`, and the `factor` to that one's base.

    Values of one dimension can be compared once each is multiplied by its factor: 3万公顷 and 45万亩.
    """

    code: str
    dimension: str
    factor: float


@cache
def unit_meaning(unit: str) -> UnitMeaning | None:
    """What a unit as written (万亩, μg/m³, 吨标准煤/万元, km²) means; None where no table knows it."""
    words = "".join(unit.split())
    whole = _part(words)  # some units hold a stroke themselves: /10万, Gbit/s
    if whole is not None:
        return whole
    top, *below = words.replace(table()["per"], "/").split("/")
    meaning = _part(top)
    for part in below:
        divisor = _part(part)
        if meaning is None or divisor is None:
            return None
        meaning = UnitMeaning(
            f"{meaning.code}/{divisor.code}",
            f"{meaning.dimension}/{divisor.dimension}",
            meaning.factor / divisor.factor,
        )
    return meaning


def table() -> Mapping[str, Any]:
    """The sections of units.yaml."""
    data: Mapping[str, Any] = data_of("graph.quantities", "units")
    return data


def shown_unit(meaning: UnitMeaning) -> str:
    """The unit that values of a dimension are shown in beside each other; the unit's own word where the table has none."""
    said = table()["shown"].get(meaning.dimension, "")
    if isinstance(said, str):
        return said or meaning.code.rpartition("{")[2].removesuffix("}")
    return next(str(unit) for part, unit in said.items() if part in meaning.code)


def counted_alike(meaning: UnitMeaning, thing: str) -> str:
    """The word for all words of counting that, of this thing, count the same: 个 for 5家 as for 5处, 户 for households."""
    word = meaning.code.rpartition("{")[2].removesuffix("}")
    groups = table()["alike"]
    if word in groups["of"]["words"] and thing.endswith(tuple(groups["of"]["ends"])):
        word = next(iter(groups))
    return next((name for name, group in groups.items() if name != "of" and word in group["words"]), word)


@cache
def spellings() -> dict[str, str]:
    """Every spelling of a unit of measure, with the name of its entry in the table."""
    entries = table()["measures"].items()
    return {spelling: name for name, entry in entries for word in entry["words"] for spelling in _spelled(word)}


@cache
def not_behind() -> dict[str, str]:
    """The spellings that a pattern in front of them forbids: 5G is a name."""
    entries = table()["measures"]
    return {
        spelling: entries[name]["not_behind"] for spelling, name in spellings().items() if "not_behind" in entries[name]
    }


def _part(words: str) -> UnitMeaning | None:
    """One side of a division: a unit with or without a multiplier; what is counted has its own word as code."""
    plain = _known(words)
    if plain is not None:
        return plain
    for times, factor in sorted(table()["multipliers"].items(), key=lambda each: -len(each[0])):
        rest = _known(words[len(times) :]) if words.startswith(times) else None
        if rest is not None:
            return UnitMeaning(f"{factor}.{rest.code}", rest.dimension, factor * rest.factor)
    return None


def _known(words: str) -> UnitMeaning | None:
    data = table()
    name = spellings().get(words)
    if name is not None:
        entry = data["measures"][name]
        return UnitMeaning(entry["code"], entry["dimension"], float(entry["factor"]))
    if words in data["codes"]:
        code, dimension, factor = data["codes"][words]
        return UnitMeaning(code, dimension, float(factor))
    return UnitMeaning(f"{{{words}}}", "count", 1.0) if words in counted_words() else None


@cache
def counted_words() -> frozenset[str]:
    """The words of things that are counted one by one."""
    return frozenset(table()["counted"])


def _spelled(word: str) -> Iterator[str]:
    """A unit's word with each of its signs in every spelling: m³, m3, m^3."""
    for sign, others in table()["spellings"].items():
        if sign in word:
            for other in others:
                if other == sign:
                    continue
                yield from _spelled(word.replace(sign, other))
    yield word
