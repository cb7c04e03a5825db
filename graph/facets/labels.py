"""What facets and their values are called in Chinese and English, as far as no lexicon is needed."""

import re
from collections.abc import Mapping
from typing import Any

from graph.data_files import data_of
from graph.facets.plan_kinds import plan_kinds
from graph.place_words import place_words
from graph.schema import Label, schema

_YEAR = re.compile(r"([0-9]{4})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")


def facet_label(name: str) -> Label:
    """What a facet is called."""
    label: Label = _data()["facets"][name]
    return label


def value_label(name: str, value: str) -> Label:
    """What a value is called; the value itself where nothing else is known, as with a month or an interval."""
    if name == "place":
        return {"zh": place_words(value, "zh"), "en": place_words(value, "en")}
    if name == "plan_kind" and value in plan_kinds():
        return plan_kinds()[value].label
    if name == "role" and value in schema().roles:
        return schema().edges[schema().roles[value]].label
    known: Label | None = _data()["values"].get(name, {}).get(value)
    if known:
        return known
    return _time(name, value) or {"zh": value, "en": value}


def _time(name: str, value: str) -> Label | None:
    year, quarter = _YEAR.fullmatch(value), _QUARTER.fullmatch(value)
    if year and name in ("year", "due"):
        return _filled("year", year=year[1])
    return _filled("quarter", year=quarter[1], quarter=quarter[2]) if quarter and name == "due" else None


def closed_values(name: str) -> tuple[str, ...]:
    """All values of a facet that has no others; none for one whose values come from the plans."""
    if name == "plan_kind":
        return tuple(plan_kinds())
    if name == "role":
        return tuple(schema().roles)
    return tuple(_data()["values"].get(name, ())) if name != "due" else ()


def _filled(pattern: str, **values: str) -> Label:
    said: Label = _data()["patterns"][pattern]
    return {"zh": said["zh"].format(**values), "en": said["en"].format(**values)}


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("graph.facets", "labels")
    return data
