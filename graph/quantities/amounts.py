"""What a value with its unit amounts to: its ends in the base unit of its dimension, so that amounts can be compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graph.data_files import data_of
from graph.quantities.numerals import number as numeral_value
from graph.quantities.units import UnitMeaning, unit_meaning
from graph.shadow import shadow

SHARE = "share"

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_DIVIDED = re.compile(r"([1-9]\d?)[/⁄]([1-9]\d?)")
_POWER = re.compile(r"(?:(?P<times>\d+(?:\.\d+)?)[×xX✕])?10(?:\^(?P<plain>\d{1,2})|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")


@dataclass(frozen=True, slots=True)
class Amount:
    """`low` and `high` (the same but for ranges such as 8-10) in the base unit of `dimension`; `unit` as it was read."""

    low: float
    high: float
    dimension: str
    unit: UnitMeaning


@lru_cache(maxsize=1 << 13)
def amount(value: str, unit: str) -> Amount | None:
    """What a value as written (14.5, 8-10, 三分之一, 千) is in its unit; None where it is no number or no table knows the unit."""
    words = "".join(shadow(value).split())
    share = _share(words)
    meaning = unit_meaning(shadow(unit)) or unit_meaning(unit)
    if share is not None and meaning is None:
        return Amount(share, share, SHARE, UnitMeaning("1", SHARE, 1.0)) if not unit else None
    ends = _ends(words)
    if meaning is None or ends is None:
        return None
    low, high = (end * meaning.factor for end in ends)
    return Amount(low, high, meaning.dimension, meaning)


def class_rank(value: str, unit: str) -> int | None:
    """The place of a class such as Ⅲ类 in its order, from 1; None for a class that has none."""
    found = _words()["classes"].get(unit, {}).get("".join(shadow(value).upper().split()))
    return None if found is None else int(found)


def plain_number(words: str) -> float | None:
    """One number in figures or in Chinese numerals: 1,200, 3.5×10⁴, 千, 零; None for others."""
    plain = words.replace(",", "")
    if _DIGITS.fullmatch(plain):
        return float(plain)
    power = _POWER.fullmatch(plain)
    if power:
        raised = power["plain"] or "".join(str(_words()["raised"][sign]) for sign in power["raised"])
        return float(power["times"] or 1) * 10.0 ** int(raised)
    whole = numeral_value(plain)
    return None if whole is None else float(whole)


def _ends(words: str) -> tuple[float, float] | None:
    one = plain_number(words)
    if one is not None:
        return one, one
    for between in _words()["ranges"]:
        low, _, high = words.partition(between)
        first, last = plain_number(low), plain_number(high)
        if first is not None and last is not None:
            return (first, last) if first <= last else None
    return None


def _share(words: str) -> float | None:
    divided = _DIVIDED.fullmatch(words)
    if divided:
        return int(divided[1]) / int(divided[2])
    for pattern in _shares():
        found = pattern.fullmatch(words)
        if found is None:
            continue
        said = found.groupdict()
        if "whole" in said:
            return _divided(said["part"], said["whole"])
        if "tenths" in said:
            return (_numeral(said["tenths"]) + (0.5 if said["half"] else 0.0)) / 10
        return 0.5
    return None


def _divided(part: str, whole: str) -> float | None:
    before, _, after = part.partition(_words()["point"])
    number, divisor = numeral_value(before), numeral_value(whole)
    if number is None or not divisor:
        return None
    decimals = "".join(str(numeral_value(sign)) for sign in after)
    return float(f"{number}.{decimals or 0}") / divisor


def _numeral(words: str) -> float:
    return float(numeral_value(words) or 0)


@cache
def _shares() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"]) for entry in _words()["share"].values())


def _words() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("graph.quantities", "amounts")
    return data
