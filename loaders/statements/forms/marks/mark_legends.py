"""What the marks of a table stand for: its legend (●为牵头单位，○为配合单位), or nothing where a mark explains itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import Outline, Role, Span, Table
from loaders.tables.mark_signs import letters, told_signs
from loaders.tables.marked_columns import is_mark
from loaders.vocabulary import vocabulary

_AROUND = 400
"""Characters before and behind a table in which its legend is looked for."""
_LONGEST = 300
"""Characters of a legend at most."""


@dataclass(frozen=True, slots=True)
class Legend:
    """The roles by mark, None for one that stands for something else (√为已完成), and the words that say so.

    `rest`: the role of the marks that the words do not name, where they give it one (其余为配合单位).
    """

    roles: Mapping[str, Role | None]
    spans: tuple[Span, ...] = ()
    rest: Role | None = None

    def marks_in(self, words: str) -> list[str]:
        """The marks in a cell; a letter or number that the words explain is one."""
        return [words] if words in self.roles else marks_in(words)

    def role_of(self, mark: str) -> Role | None:
        """The role that a mark stands for, or None."""
        return self.roles.get(mark, self.rest)


def legend_of(outline: Outline, table: Table) -> Legend:
    """The legend of a table with marks: in its head, in a row or a note below, or in the words before it."""
    words = outline.shadow
    first = min(head.start for head in table.heads) if table.heads else table.rows[0].span.start
    last = table.rows[-1].span.end
    roles: dict[str, Role | None] = {}
    spans: list[Span] = []
    rest: Role | None = None
    for span in _clauses(words, _region(outline, first, last), _mark_cells(words, table)):
        said, others = _said(words, span)
        if said:
            roles = {**said, **roles}
            rest = rest or others
            spans.append(span)
    if letters(words, table.rows):
        told = told_signs(words, Span(first, last))
        roles = {**{sign: each.role for sign, each in told.items()}, **roles}
        spans += [each.span for each in told.values()]
    return Legend(roles, tuple(spans), rest)


def role_in(words: str) -> Role | None:
    """The role that a cell's words say by themselves (牵头, 主, 协办), the first one."""
    found = _role().search(words)
    return _role_of(found) if found else None


def marks_in(words: str) -> list[str]:
    """The marks in a cell."""
    return _mark().findall(words)


def _region(outline: Outline, first: int, last: int) -> Span:
    """Where a legend may stand: near the table, not beyond its neighbours."""
    start, end = max(0, first - _AROUND), min(len(outline.shadow), last + _AROUND)
    for other in outline.tables:
        if other.rows[-1].span.end <= first:
            start = max(start, other.rows[-1].span.end)
        elif (other.heads[0] if other.heads else other.rows[0].span).start >= last:
            end = min(end, (other.heads[0] if other.heads else other.rows[0].span).start)
    return Span(start, end)


def _mark_cells(words: str, table: Table) -> frozenset[int]:
    """The places of marks that are cells of the table."""
    marked = [at for at, column in table.columns.items() if column.marked]
    cells = (row.cells[at] for row in table.rows for at in marked if at in row.cells)
    return frozenset(
        at for cell in cells if is_mark(words[cell.start : cell.end]) for at in range(cell.start, cell.end)
    )


def _clauses(words: str, region: Span, cells: frozenset[int]) -> Iterator[Span]:
    """The sentences or lines of a region that hold a mark outside the cells."""
    end = region.start
    for mark in _named_mark().finditer(words, region.start, region.end):
        if mark.start() < end or mark.start() in cells:
            continue
        start, end = mark.start(), mark.end()
        inside = words[end : end + 1] != ")"
        opening, closing = (_STOPS + "(", _STOPS + ")") if inside else (_STOPS, _STOPS)
        while start > region.start and words[start - 1] not in opening and start - 1 not in cells:
            start -= 1
        closing = closing if words[start - 1 : start] == "(" else _STOPS
        while end < region.end and words[end] not in closing and end not in cells:
            end += 1
        if end - start <= _LONGEST:
            yield Span(start, end)


_STOPS = "\n\u3002"


def _said(words: str, span: Span) -> tuple[dict[str, Role | None], Role | None]:
    """The marks that a clause explains with their roles, and the role of all others.

    Marks come before their roles (●牵头 ○配合), or all behind them (牵头单位用●表示，配合单位用○表示).
    """
    tokens = [(_kind_of(match), match) for match in _token().finditer(words, span.start, span.end)]
    kinds = [kind if kind in ("mark", "rest") else "role" for kind, _ in tokens]
    if "mark" not in kinds:
        return {}, None
    found: dict[str, Role | None] = {}
    rest: Role | None = None
    if kinds[0] == "role" and kinds[1:2] == ["mark"]:
        pairs = pairwise(tokens)
        found = {
            _sign(mark[1]): _role_of(role[1]) for role, mark in pairs if mark[0] == "mark" and role[0] not in _NO_ROLE
        }
        return found, None
    waiting: list[re.Match[str]] = []
    for (_, match), kind in zip(tokens, kinds, strict=True):
        if kind != "role":
            waiting.append(match)
            continue
        for mark in waiting:
            near = match.start() - mark.end() <= _NEAR
            if _kind_of(mark) == "rest":
                rest = _role_of(match) if near else rest
            else:
                found.setdefault(_sign(mark), _role_of(match) if near else None)
        waiting = []
    for mark in waiting:
        if _kind_of(mark) == "mark" and _explains().match(words, mark.end(), span.end):
            found.setdefault(_sign(mark), None)
    return found, rest


def _kind_of(token: re.Match[str]) -> str:
    """Whether a token is a mark, written or called by its shape, the rest of them, or a role."""
    name = token.lastgroup or ""
    return "mark" if name.startswith(_SHAPE) else name


def _sign(token: re.Match[str]) -> str:
    """The mark that a token writes or calls by its shape (实心圆点 is ●)."""
    name = token.lastgroup or ""
    return list(vocabulary("tables/marks")["shapes"])[int(name[len(_SHAPE) :])] if name.startswith(_SHAPE) else token[0]


_SHAPE = "shape_"
_NO_ROLE = ("mark", "rest")
_NEAR = 12
"""Characters between a mark and the role that it stands for."""


def _role_of(match: re.Match[str]) -> Role:
    roles = vocabulary("tables/marks")["roles"]
    return cast("Role", next(name for name in roles if match.groupdict().get(name)))


@cache
def _role() -> re.Pattern[str]:
    return compiled(_roles())


@cache
def _mark() -> re.Pattern[str]:
    return compiled(vocabulary("tables/marks")["_mark"])


@cache
def _token() -> re.Pattern[str]:
    rest = vocabulary("tables/marks")["legends"]["rest"]["pattern"]
    return compiled(f"{_named_mark().pattern}|(?P<rest>{rest})|{_roles()}")


@cache
def _named_mark() -> re.Pattern[str]:
    """A mark, or the words for its shape."""
    data = vocabulary("tables/marks")
    shapes = "|".join(f"(?P<{_SHAPE}{at}>{each['pattern']})" for at, each in enumerate(data["shapes"].values()))
    return compiled(f"(?P<mark>{data['_mark']})|{shapes}")


@cache
def _explains() -> re.Pattern[str]:
    return compiled(vocabulary("tables/marks")["legends"]["explains"]["pattern"])


def _roles() -> str:
    return "|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in vocabulary("tables/marks")["roles"].items())
