"""What a legend beside a grid makes of its marks: signs (●为牵头单位), and letters and numbers (A为牵头单位，配合单位填2)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import Role, Row, Span
from loaders.vocabulary import vocabulary

_AROUND = 400
"""Characters before and behind a grid in which its legend is looked for."""
_FEWEST = 2
"""Columns in which letters or numbers stand alone, so that they may be marks at all."""
_WIDEST = 4
"""Characters of a cell that is a letter or a number, the blanks around it included."""


@dataclass(frozen=True, slots=True)
class Told:
    """A role that a legend gives to a sign, and the words that say so."""

    role: Role
    span: Span


def letters(words: str, rows: Sequence[Row]) -> Mapping[tuple[int, int], str]:
    """Cells that are one letter or digit, by row and column; none where they stand in fewer columns than marks do."""
    found = {
        (at, column): sign
        for at, row in enumerate(rows)
        for column, cell in row.cells.items()
        if 0 < cell.end - cell.start <= _WIDEST
        and len(sign := words[cell.start : cell.end].strip()) == 1
        and sign.isascii()
        and sign.isalnum()
    }
    return found if len({column for _, column in found}) >= _FEWEST else {}


def told_signs(words: str, grid: Span) -> Mapping[str, Told]:
    """The signs that words around a grid, or in it, explain by a role."""
    start, end = max(0, grid.start - _AROUND), min(len(words), grid.end + _AROUND)
    found: dict[str, Told] = {}
    for legend in (_sign_first(), _role_first()):
        for match in legend.finditer(words, start, end):
            found.setdefault(match["sign"], Told(_role_of(match), Span(*match.span())))
    return found


def _role_of(match: re.Match[str]) -> Role:
    roles = vocabulary("tables/marks")["roles"]
    return cast("Role", next(name for name in roles if match.groupdict().get(name)))


@cache
def _sign_first() -> re.Pattern[str]:
    """●牵头, A为牵头单位."""
    data = vocabulary("tables/marks")
    capital = f"{data['_mark']}|{data['_letter'].replace('LETTERS', 'A-Z')}"
    small = data["_letter"].replace("LETTERS", "a-z1-9")
    return compiled(
        f"(?P<sign>{capital}|{small}(?={data['_told']['by']}))(?:{data['_told']['by']})?{data['_told']['blank']}(?:{_roles()})"
    )


@cache
def _role_first() -> re.Pattern[str]:
    """牵头单位用A表示, 配合填2."""
    data = vocabulary("tables/marks")
    sign = f"{data['_mark']}|{data['_letter'].replace('LETTERS', 'A-Za-z1-9')}"
    return compiled(f"(?:{_roles()}){data['_told']['with']}{data['_told']['blank']}(?P<sign>{sign})")


def _roles() -> str:
    return "|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in vocabulary("tables/marks")["roles"].items())
