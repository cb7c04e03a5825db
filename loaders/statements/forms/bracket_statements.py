"""Statements in brackets: with a label, with a verb, or a bare list of departments that closes a sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Part, Span
from loaders.statements.drafts import Draft, Page
from loaders.statements.forms.brackets import Bracket, brackets
from loaders.statements.lists.role_clauses import Clause, clause, is_bare_list
from loaders.statements.lists.role_labels import labels
from loaders.vocabulary import vocabulary


def bracket_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """Brackets of the part that give units a duty; an inner bracket counts only where the outer one is none."""
    done, listed = page.part.start, 0
    alone: list[Draft] = []
    for bracket in brackets(page):
        if bracket.start < done:
            continue
        read = bracket_clause(page, bracket)
        if read is not None:
            yield _draft(page, bracket, read)
            done, listed = bracket.end, listed + (read.sign == "bare")
        elif (weak := _closing_names(page, bracket)) is not None:
            alone.append(_draft(page, bracket, weak))
            done = bracket.end
    many = any(len(draft.lists[0].mentions) > 1 for draft in alone)
    yield from alone if many or len(alone) + listed >= _OFTEN else ()


def _draft(page: Page, bracket: Bracket, read: Clause) -> Draft:
    outer = Span(bracket.start - 1, min(bracket.end + bracket.closed, page.part.end))
    return Draft(
        bracket.start, bracket.end, "bracket", f"bracket-{read.sign}", read.lists, outer, read.lead_rules,
        governing=read.scopes,
    )  # fmt: skip


def _closing_names(page: Page, bracket: Bracket) -> Clause | None:
    """Names without a level (教务处、各学院) that close a paragraph behind its full stop.

    They are duties where a text has a list of them, or more than one such bracket: one name alone may be who wrote it.
    """
    words = page.words
    if bracket.angled or not bracket.closed or not _closes(words, bracket, page.part):
        return None
    inside = words[bracket.start : bracket.end]
    if _false_friend().match(inside) or len(inside) > _WIDE or ":" in inside:
        return None
    read = clause(page, Span(bracket.start, bracket.end))
    return read if read.sign == "bare" and is_bare_list(words, read, leveled=False) else None


def _closes(words: str, bracket: Bracket, part: Part) -> bool:
    """Whether a bracket stands behind a full stop and at the end of its paragraph, blanks aside."""
    before, after = bracket.start - 1, bracket.end + 1
    while before > part.start and words[before - 1] == " ":
        before -= 1
    while after < part.end and words[after] == " ":
        after += 1
    ended = before <= part.start or words[before - 1] in _ends()
    return ended and (after >= part.end or words[after] == "\n")


def bracket_clause(page: Page, bracket: Bracket) -> Clause | None:
    """What a bracket says of duties, or None where it says something else."""
    words = page.words
    inside = words[bracket.start : bracket.end]
    if _false_friend().match(inside) and not any(labels(words, Span(bracket.start, bracket.end))):
        return None
    signed = any(head in inside for head in _heads())
    if not signed and (bracket.angled or not _may_be_bare(words, bracket, page.part.end)):
        return None
    read = clause(page, Span(bracket.start, bracket.end))
    named = sum(len(found.mentions) for found in read.lists)
    if read.sign == "bare" and bracket.closed:
        bare = (
            not bracket.angled and ":" not in _levels().sub("", inside) and _may_be_bare(words, bracket, page.part.end)
        )
        return read if bare and is_bare_list(words, read) else None
    if read.sign == "label":
        given = [label for label in labels(words, Span(bracket.start, bracket.end)) if label.role]
        return read if named and not (given and all(label.beside for label in given)) else None
    return read if bracket.closed and named > len(read.rejected) else None


def _may_be_bare(words: str, bracket: Bracket, limit: int) -> bool:
    """Whether a bracket stands where a list of departments closes a sentence."""
    before = words[max(0, bracket.start - _NEAR) : bracket.start - 1].rstrip()
    line = words.rfind("\n", 0, bracket.start) + 1
    if _spelt_out().search(before) or _attending().match(words, line, bracket.start):
        return False
    after = words[bracket.end + 1 : min(limit, bracket.end + _NEAR)].lstrip(" ")
    closes = not before or before[-1] in _stops()
    closed = (not after or after[0] in _after()) and bool(_no_name().search(before))
    return (closes or closed) and bracket.end - bracket.start <= _WIDE


_NEAR, _WIDE, _OFTEN = 12, 400, 2


@cache
def _ends() -> str:
    return str(vocabulary("statements/lists/roles")["_full_stops"])


@cache
def _heads() -> tuple[str, ...]:
    data = vocabulary("statements/lists/roles")
    return tuple(sorted({*data["_heads"], *data["_label_heads"]}))


@cache
def _stops() -> str:
    return str(vocabulary("statements/lists/roles")["_stops"])


@cache
def _after() -> str:
    return str(vocabulary("statements/lists/roles")["_after_bare"])


@cache
def _levels() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["signs"]["level-head"]["pattern"])


@cache
def _spelt_out() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["signs"]["spelt-out"]["pattern"])


@cache
def _attending() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["_attending"])


@cache
def _no_name() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["_before_bare"])


@cache
def _false_friend() -> re.Pattern[str]:
    return compiled(
        "|".join(entry["pattern"] for entry in vocabulary("statements/lists/roles")["false_friends"].values())
    )
