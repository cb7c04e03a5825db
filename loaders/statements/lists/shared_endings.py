"""The ending that a list writes once behind several fields of work: 发改、财政、住建等部门, 卫健、住建局, 甲省、乙省水利厅."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from graph.kept.patterns import compiled
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import Mention
from loaders.vocabulary import vocabulary

_KEPT = 8_192
"""Names whose form is kept."""
_NEAR = 12
"""Characters behind a list in which the word for its kind of unit stands (等有关部门)."""


def with_fields(words: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of a list, fields of work and provinces without an ending with that of the name that closes their run.

    A run is parted by enumeration marks alone; names that are whole stay as they are and end no run.
    """
    done: list[Mention] = []
    ending = province = ""
    after = len(words)
    for at, named in enumerate(reversed(found)):
        form = words[named.start : named.end]
        if at and (ending or province) and not _pattern("_between_fields").fullmatch(words, named.end, after):
            ending = province = ""
        if (closing := _pattern("_fields_behind").match(words, named.end, named.end + _NEAR)) is not None:
            ending = closing["ending"]
        after = named.start
        if (whole := _whole(form)) is not None:
            ending, province = whole
        elif ending and _is_field(form):
            named = _extended(named, ending)  # noqa: PLW2901 - the name as it is meant
        elif province and _pattern("_provinces").fullmatch(form):
            named = _extended(named, province)  # noqa: PLW2901
        done.append(named)
    return done[::-1]


@lru_cache(maxsize=_KEPT)
def _whole(form: str) -> tuple[str, str] | None:
    """The ending that a whole name hands on, and what stands behind the province that it begins with."""
    whole = _named().fullmatch(form)
    return (whole["ending"], form[len(whole["place"]) :] if whole["place"] else "") if whole else None


def _extended(named: Mention, ending: str) -> Mention:
    unit = named.unit + ending
    return replace(named, unit=unit, kind=units.kind(unit), field=True)


def _is_field(form: str) -> bool:
    """A field of work and nothing else, perhaps with a level before it; no short name of a body (教委, 残联)."""
    if _field().fullmatch(form) is None:
        return False
    return not units.looks_like_unit(form, firm=True) or _pattern("_fields_alone").search(form) is not None


@cache
def _named() -> re.Pattern[str]:
    """A name that is a level or a place, a field of work and an ending."""
    data = vocabulary("statements/lists/parties")
    heads = f"(?:{data['_field_heads']})?"
    return compiled(
        f"(?:(?P<place>{data['_provinces']})|{heads})(?:{units.words('_stems')})(?P<ending>{data['_field_endings']})"
    )


@cache
def _field() -> re.Pattern[str]:
    data = vocabulary("statements/lists/parties")
    return compiled(f"(?:{data['_field_heads']})?(?:{units.words('_stems')})")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(str(vocabulary("statements/lists/parties")[name]))
