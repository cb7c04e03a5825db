"""The ending that a list writes once for several places: 广州、深圳市政府 → 广州市政府, 甲新区、乙新区管委会 → 甲新区管委会."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graph.shadow import shadow
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import Mention
from loaders.vocabulary import vocabulary


def with_tails(found: Sequence[Mention]) -> list[Mention]:
    """The mentions of a list, places without an ending with that of the place that closes their run."""
    done: list[Mention] = []
    tail = government = zone = ""
    for mention in reversed(found):
        unit, form = mention.unit, shadow(mention.unit)
        match = _pattern("_shared_tail").search(form)
        if match:
            zone, tail, government = (match[name] or "" for name in ("zone", "tail", "government"))
        elif zone and _pattern("_zone").fullmatch(form):
            unit += zone
        elif government and _pattern("_place_name").fullmatch(form):
            unit += government
        elif tail and _pattern("_place_only").fullmatch(form) and not units.looks_like_unit(form, firm=True):
            unit += tail
        else:
            tail = government = zone = ""
        done.append(mention if unit == mention.unit else replace(mention, unit=unit))
    return done[::-1]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(str(vocabulary("statements/lists/parties")[name]))
