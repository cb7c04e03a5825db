"""Statements that stand on a line of their own or run on after a sentence: 责任单位：…, 牵头单位：… and 配合单位：…."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.readings import Span
from loaders.statements.drafts import Draft, LeadRule, Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.role_clauses import clause
from loaders.statements.lists.role_labels import Label, labels, line_labels
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: `label` as written; `measure` is the heading above it where the field is a numbered item (4.责任单位：…).

    `beside`: it gives a role only beside another field that does.
    """

    start: int
    value: Span
    role: str
    label: str
    measure: int | None
    beside: bool


def field_statements(page: Page, taken: Sequence[Span]) -> Iterator[Draft]:
    """Fields outside the spans already taken (brackets); adjacent fields of one measure are one statement."""
    group: list[_Field] = []
    for field in _fields(page, taken):
        if group and not _adjacent(page, group, field):
            yield from _draft(page, group)
            group = []
        group.append(field)
    yield from _draft(page, group)


def _fields(page: Page, taken: Sequence[Span]) -> Iterator[_Field]:
    words, part = page.words, page.part
    starts = [span.start for span in taken]
    found: list[Label] = []
    whole = Span(part.start, part.end)
    marked = sorted([*labels(words, whole), *line_labels(words, whole)], key=lambda label: label.start)
    cells = {cell.start for cell in page.outline.cells}
    for label in marked:
        at = bisect_right(starts, label.start) - 1
        if at >= 0 and label.start < taken[at].end:
            continue
        begins = (
            label.opens
            or label.start in cells
            or _begins(words, part.start, label.start)
            or page.item_at(label.start) is not None
        )
        if begins or (found and _continues(words, found[-1], label)):
            found.append(label)
    heads = sorted({*page.heads, *(cell.end for cell in page.outline.cells)})
    for label, limit in zip(found, [*(label.start for label in found[1:]), part.end], strict=False):
        head = bisect_left(heads, label.end)
        stop = min(limit, label.end + _WIDEST, heads[head] if head < len(heads) else limit)
        value = Span(label.end, _value_end(words, label.end, stop))
        item = page.item_at(label.start)
        said = words[label.start : label.end].strip()
        yield _Field(label.start, value, label.role, said, item.parent if item else None, label.beside)


def _begins(words: str, first: int, start: int) -> bool:
    """Whether a label begins its line, or follows the end of a sentence or of a bracket."""
    return (
        bool(_sign("before").search(words, max(first, start - _NEAR), start))
        or not words[max(first, start - _NEAR) : start].strip()
    )


def _continues(words: str, before: Label, label: Label) -> bool:
    """A second label in the same line (牵头单位：A　责任单位：B)."""
    between = words[before.end : label.start]
    return len(between) <= _WIDE and "\n" not in between and not _sign("end").search(between)


_NEAR, _WIDE, _WIDEST, _GAP = 24, 400, 2000, 4


def _value_end(words: str, start: int, limit: int) -> int:
    """The value ends with its line, its sentence or the next field; a line that ends in a comma goes on.

    Where paragraphs are joined by a blank, it ends with a blank behind a list and before words that name no unit.
    """
    first = start
    while start < limit and words[start].isspace():
        start += 1
    end = start
    gap = words[max(0, first - _GAP) : start]
    below = "\n" in gap[len(gap.rstrip()) :]
    while True:
        line = words.find("\n", end, limit)
        stop = limit if line < 0 else line
        sentence = _sign("end").search(words, start, stop)
        if sentence:
            return _paragraph_end(words, start, sentence.start())
        more = _sign("goes-on").search(words, start, max(line, start)) or (below and _is_name(words, line, limit))
        if line < 0 or not more or stop - start > _WIDE:
            return _paragraph_end(words, start, stop)
        end = line + 1


def _is_name(words: str, line: int, limit: int) -> bool:
    """Whether the line after `line` is one name of a list that stands below its label."""
    end = words.find("\n", line + 1, limit)
    return units.looks_like_unit(words[line + 1 : end if end >= 0 else limit])


def _paragraph_end(words: str, start: int, stop: int) -> int:
    for blank in _sign("blank").finditer(words, start, stop):
        before = words[max(start, blank.start() - _NEAR) : blank.start()]
        closes = units.ends_like_unit(before) or _closed().search(before)
        if closes and not units.looks_like_unit(blank["next"]) and not _continuing().match(blank["next"]):
            return blank.start()
    return stop


def _adjacent(page: Page, group: list[_Field], field: _Field) -> bool:
    if field.label in {item.label for item in group if item.role}:
        return False
    between = page.words[group[-1].value.end : field.start]
    items = field.measure is not None and field.measure == group[-1].measure
    return items or not between.strip(vocabulary("statements/lists/roles")["_field_gap"])


def _draft(page: Page, group: list[_Field]) -> Iterator[Draft]:
    lists: list[RoleList] = []
    rules: list[LeadRule] = []
    scopes: list[Span] = []
    ends: list[tuple[int, int]] = []
    for field in group if any(field.role and not field.beside for field in group) else ():
        if field.role:
            read = clause(page, Span(field.start, field.value.end))
            lists += read.lists
            rules += read.lead_rules
            scopes += read.scopes
            ends.append((field.start, field.value.end))
    if lists:
        start, end = ends[0][0], ends[-1][1]
        end = start + len(page.words[start:end].rstrip())
        yield Draft(start, end, "field", "field", tuple(lists), Span(start, end), tuple(rules), governing=tuple(scopes))


@cache
def _closed() -> re.Pattern[str]:
    """The end of a list that a verb or 等 closes."""
    return re.compile(f"(?:{_verbs()}|{_continuing_words('open')})$")


@cache
def _continuing() -> re.Pattern[str]:
    """Words behind a blank that still belong to a list: a verb, a joiner."""
    return re.compile(f"(?:{_verbs()})$|{_continuing_words('more')}")


def _verbs() -> str:
    return "|".join(entry["pattern"] for entry in vocabulary("statements/lists/roles")["verbs"].values())


def _continuing_words(name: str) -> str:
    return str(vocabulary("statements/forms/field_lines")["continuing"][name]["pattern"])


@cache
def _sign(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("statements/forms/field_lines")["signs"][name]["pattern"])
