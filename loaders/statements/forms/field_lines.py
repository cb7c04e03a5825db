"""Statements that stand on a line of their own or run on after a sentence: 责任单位：…, 牵头单位：… and 配合单位：…."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.readings import Cell, Span
from loaders.statements.drafts import Draft, LeadRule, Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.role_clauses import clause
from loaders.statements.lists.role_labels import Label, labels, line_labels, names_unit, role_of_words
from loaders.tables.ditto import is_ditto, item_meant
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: `label` as written; `measure` is the heading above it where the field is a numbered item (4.责任单位：…).

    `beside`: it gives a role only beside another field that does. `meant`: the field whose words hold where it says 同上.
    """

    start: int
    value: Span
    role: str
    label: str
    measure: int | None
    beside: bool
    meant: "_Field | None" = None


def field_statements(page: Page, taken: Sequence[Span]) -> Iterator[Draft]:
    """Fields outside the spans already taken (brackets); adjacent fields of one measure are one statement."""
    group: list[_Field] = []
    for field in _with_ditto(page, _fields(page, taken)):
        if group and not _adjacent(page, group, field):
            yield from _draft(page, group)
            group = []
        group.append(field)
    yield from _draft(page, group)


def _fields(page: Page, taken: Sequence[Span]) -> Iterator[_Field]:
    words, part = page.words, page.part
    found: list[Label] = []
    whole = Span(part.start, part.end)
    told = [*labels(words, whole), *line_labels(words, whole)]
    begun = {label.start for label in told}
    told += [label for label in _cell_labels(page) if label.start not in begun]
    marked = sorted(told, key=lambda label: label.start)
    cells = {cell.start for cell in page.outline.cells}
    taken = sorted([*taken, *_duty_heads(page)], key=lambda span: span.start)
    starts = [span.start for span in taken]
    for label in marked:
        at = bisect_right(starts, label.start) - 1
        if at >= 0 and label.start < taken[at].end:
            continue
        begins = (
            label.opens
            or label.start in cells
            or _begins(words, part.start, label.start)
            or page.item_at(label.start) is not None
            or _named_behind_comma(page, label)
            or (bool(label.role) and words[label.start - 1 : label.start] == "(" and words[label.end - 1] == ")")
        )
        continues = bool(found) and _continues(words, found[-1], label)
        if continues and not label.role and words[label.start - 1] == "(" and words[label.end - 1] != ")":
            continue  # who answers in a unit of the list (县财政局（责任人：…）); the list goes on behind the bracket
        if begins or continues:
            found.append(label)
    heads = sorted({*page.heads, *(cell.end for cell in page.outline.cells)})
    for label, limit in zip(found, [*(label.start for label in found[1:]), part.end], strict=False):
        head = bisect_left(heads, label.end)
        stop = min(limit, label.end + _WIDEST, heads[head] if head < len(heads) else limit)
        value = Span(label.end, _value_end(words, label.end, stop))
        item = page.item_at(label.start)
        said = words[label.start : label.end].strip()
        yield _Field(label.start, value, label.role, said, item.parent if item else None, label.beside)


def _cell_labels(page: Page) -> Iterator[Label]:
    """The labels of a part that fill a cell, each up to the beginning of the cell behind it; no heads of columns."""
    for table in page.outline.tables:
        if any(column.kind == "duty" for column in table.columns.values()):
            continue
        for row in table.rows:
            cells = [cell for _, cell in sorted(row.cells.items()) if _cell_words(page, cell)]
            for label, value in pairwise(cells):
                if page.part.start <= label.start and value.end <= page.part.end:
                    yield from _cell_label(page, label, value)


def _cell_label(page: Page, label: Cell, value: Cell) -> Iterator[Label]:
    role = role_of_words(_cell_words(page, label))
    if not role or role_of_words(_cell_words(page, value)) is not None:
        return
    start = value.start + len(page.words[value.start : value.end]) - len(page.words[value.start : value.end].lstrip())
    if names_unit(page.words, start, value.end):
        yield Label(label.start, start, role, opens=True)


def _cell_words(page: Page, cell: Cell) -> str:
    return "".join(page.words[cell.start : cell.end].split())


def _named_behind_comma(page: Page, label: Label) -> bool:
    """A label behind the comma of a sentence, with a name behind it: 3月底前完成，责任单位：市财政局."""
    words = page.words[label.start : label.end]
    comma = page.words[label.start - 1 : label.start] in _CLAUSE_MARKS and "\n" not in words
    return bool(label.role) and comma and names_unit(page.words, label.end, page.part.end)


def _duty_heads(page: Page) -> Iterator[Span]:
    """The heads of tables with columns of duties, whose labels have their units below (责任科室/单位)."""
    for table in page.outline.tables:
        if any(column.kind == "duty" for column in table.columns.values()):
            yield from table.heads


def _with_ditto(page: Page, fields: Iterable[_Field]) -> Iterator[_Field]:
    """The fields; one that says 同上 with the one of its label or role before it, 同问题一 with the first behind those words."""
    before: list[_Field] = []
    for field in fields:
        said = page.words[field.value.start : field.value.end].strip()
        item = item_meant(said)
        behind = _item_at(page, item, field.start) if item is not None else None
        alike = [each for each in before if each.role == field.role]
        own = [each for each in alike if each.label == field.label] or alike
        found = next((each for each in own if each.start > behind), None) if behind is not None else None
        if is_ditto(said):
            found = own[-1] if own else None
        if found is None:
            before.append(field)
        yield replace(field, meant=found) if found else field


def _item_at(page: Page, item: int, end: int) -> int | None:
    """Where the heading with a number, a neighbour of the one at `end`, begins (问题一：…)."""
    own = page.heading_at(end)
    for heading in page.outline.headings if own else ():
        if page.part.start <= heading.start < end and (heading.number, heading.parent) == (item, own and own.parent):
            return heading.start
    return None


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
_CLAUSE_MARKS = (",", ";")


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
            said = field.meant or field
            read = clause(page, Span(said.start, said.value.end))
            lists += read.lists
            rules += read.lead_rules
            scopes += read.scopes
            scopes += [Span(said.start, said.value.end)] if field.meant else []
            ends.append((field.start, field.value.end))
    if lists:
        start, end = ends[0][0], ends[-1][1]
        end = start + len(page.words[start:end].rstrip())
        yield Draft(start, end, "field", "field", tuple(lists), Span(start, end), tuple(rules), governing=tuple(scopes))


@cache
def _closed() -> re.Pattern[str]:
    """The end of a list that a verb or 等 closes."""
    return compiled(f"(?:{_verbs()}|{_continuing_words('open')})$")


@cache
def _continuing() -> re.Pattern[str]:
    """Words behind a blank that still belong to a list: a verb, a joiner."""
    return compiled(f"(?:{_verbs()})$|{_continuing_words('more')}")


def _verbs() -> str:
    return "|".join(entry["pattern"] for entry in vocabulary("statements/lists/roles")["verbs"].values())


def _continuing_words(name: str) -> str:
    return str(vocabulary("statements/forms/field_lines")["continuing"][name]["pattern"])


@cache
def _sign(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/field_lines")["signs"][name]["pattern"])
