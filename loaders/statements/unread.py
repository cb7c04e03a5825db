"""What the reader of responsibility could not use: every role word of a part stands in a statement or is listed here."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from graph.kept.patterns import compiled
from graph.model import Problem
from loaders.readings import Heading, Outline, Part, Span, Statement, Target, Unread
from loaders.statements.drafts import Page, page
from loaders.statements.forms.brackets import brackets
from loaders.statements.unread_signs import Places, Sign
from loaders.tables.ditto import repeats
from loaders.vocabulary import vocabulary


def unread(
    outline: Outline,
    part: Part,
    statements: Sequence[Statement],
    seen: Iterable[Unread] = (),
    shown_signs: Sequence[Sign] = (),
) -> tuple[Problem, ...]:
    """Problems in text order; `seen` is what other rooms could not use (rows of a table, words that look like an aim).

    `shown_signs`: the signs of structure in the part (unread_signs.py), whose unread places are listed once.

    `statement-without-party`: a bracket or a field with a label (责任单位：) that named no unit. `role-word`: a sentence
    with a role word (牵头, 配合单位) outside every statement. `numbering-gap`: （三） followed by （六）.
    """
    shown = page(outline, part)
    read = _read(shown, statements)
    nameless = sorted([*_nameless(shown, read), *_empty(shown, statements)], key=lambda span: span.start)
    found = [
        *(_problem(shown, span, "statement-without-party") for span in nameless),
        *(_problem(shown, span, "role-word") for span in _sentences(shown, read, nameless)),
        *(_problem(shown, _headline(shown, item), "numbering-gap") for item in _gaps(shown)),
        *(_problem(shown, Span(item.start, item.end), item.kind) for item in seen),
    ]
    found += _of_signs(shown, shown_signs, found)
    return tuple(sorted(found, key=lambda problem: (problem.start, problem.code)))


def _of_signs(shown: Page, shown_signs: Sequence[Sign], told: Sequence[Problem]) -> Iterator[Problem]:
    """Places of signs that no other problem touches."""
    places = Places(Span(problem.start, problem.end) for problem in told)
    for sign in shown_signs:
        for span in sign.unread if sign.alarms or sign.kind in _LISTED else ():
            if not places.touch(span):
                places.add(span)
                yield _problem(shown, span, sign.kind)


_LISTED = ("numbered-line", "label-line", "unit-list", "quantity")


def nothing_found(
    outline: Outline, part: Part, statements: Sequence[Statement], targets: Sequence[Target]
) -> tuple[Problem, ...]:
    """`nothing-found`, with the first words, for a part in which nothing makes a plan; any text loads, but not in silence."""
    shown = page(outline, part)
    if statements or targets or next(_inside(outline.headings, part), None) is not None:
        return ()
    words = shown.words[part.start : part.end]
    start = part.start + len(words) - len(words.lstrip())
    line = shown.words.find("\n", start, part.end)
    end = min(part.end if line < 0 else line, start + _LONGEST)
    return (_problem(shown, Span(start, max(end, start)), "nothing-found"),)


def role_words(words: str, most: int) -> int:
    """How many role words the shadow of a text holds; the count ends above `most`."""
    return sum(1 for _ in islice(_role_word().finditer(words), most + 1))


def coverage(outline: Outline, part: Part, statements: Sequence[Statement]) -> tuple[int, int]:
    """How many role words (牵头, 责任单位, …) a part holds, and how many of them stand in statements or in their rules."""
    shown = page(outline, part)
    read = _read(shown, statements)
    words = [match.span() for match in _role_word().finditer(shown.words, part.start, part.end)]
    return len(words), sum(_covered(read, *word) for word in words)


def _read(shown: Page, statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Spans that are accounted for: statements, clauses of the declarations that govern them, heads of tables of duties."""
    spans = {(item.start, item.end) for item in statements}
    for table in shown.outline.tables:
        if any(column.kind == "duty" for column in table.columns.values()):
            spans.update((head.start, head.end) for head in table.heads)
    rules = {rule for item in statements for rule in item.governing}
    for rule in rules:
        whole = _sentence(shown.words, shown.part, rule, shown.part.start, _comma())
        spans.add((whole.start, whole.end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _nameless(shown: Page, read: Sequence[tuple[int, int]]) -> list[Span]:
    """Brackets and fields that begin with a label and are in no statement."""
    words, part = shown.words, shown.part
    closing = {bracket.start: bracket.end for bracket in brackets(shown)}
    found: list[Span] = []
    for match in _label().finditer(words, part.start, part.end):
        if _covered(read, match.start(), match.end()) or (found and match.start() < found[-1].end):
            continue
        end = closing.get(match.start())
        if end is None:
            line = words.find("\n", match.end(), part.end)
            end = min(part.end if line < 0 else line, match.end() + _LONGEST)
            stop = _stop().search(words, match.end(), end)
            end = stop.start() if stop else end
        found.append(Span(match.start(), max(end, match.end())))
    return found


_LONGEST = 200


def _empty(shown: Page, statements: Sequence[Statement]) -> Iterator[Span]:
    """Labels inside a statement that name nobody (责任单位：；), or units in a role that is not known (建设单位：…)."""
    for item in statements:
        starts = sorted(party.start for party in item.parties)
        marks = [match.span() for match in _any_label().finditer(shown.words, item.start, item.end)]
        ends = [*(start for start, _ in marks[1:]), item.end]
        for (start, end), stop in zip(marks, ends, strict=False):
            at = bisect_left(starts, start)
            named = at < len(starts) and starts[at] < stop
            if not named and not repeats(shown.words[end:stop].strip(_marks())):
                yield Span(start, end)


def _sentences(shown: Page, read: Sequence[tuple[int, int]], nameless: Sequence[Span]) -> Iterator[Span]:
    """Sentences with a role word that no statement and no nameless bracket holds, each once."""
    words, part = shown.words, shown.part
    listed = [(span.start, span.end) for span in nameless]
    last = Span(part.start, part.start)
    for match in _role_word().finditer(words, part.start, part.end):
        if match.start() < last.end or _covered(read, *match.span()) or _covered(listed, *match.span()):
            continue
        at = bisect_right(read, (match.start(), match.start())) - 1
        last = _sentence(words, part, Span(*match.span()), max(last.end, read[at][1] if at >= 0 else 0))
        yield last


def _sentence(words: str, part: Part, word: Span, first: int, ends: re.Pattern[str] | None = None) -> Span:
    """The words around a word up to the ends of its sentence, or up to other marks."""
    stops = ends or _stop()
    start = max(first, part.start, word.start - _LONGEST)
    for match in stops.finditer(words, start, word.start):
        start = match.end()
    limit = min(part.end, word.end + _LONGEST)
    stop = stops.search(words, word.end, limit)
    end = stop.start() if stop else limit
    while start < word.start and (words[start].isspace() or words[start] == ")"):
        start += 1
    return Span(start, end)


def _covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, len(spans) and spans[-1][1] + end)) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1]


def _gaps(shown: Page) -> Iterator[Heading]:
    """Headings whose number is more than one above that of the heading of the same style before."""
    last: dict[str, int] = {}
    for heading in _inside(shown.outline.headings, shown.part):
        before = last.get(heading.style)
        if heading.number > (before or 0) + 1:
            yield heading
        last[heading.style] = heading.number


def _inside(headings: Iterable[Heading], part: Part) -> Iterator[Heading]:
    return (heading for heading in headings if part.start <= heading.start < part.end)


def _headline(shown: Page, heading: Heading) -> Span:
    return Span(heading.start, heading.start + len(shown.words[heading.start : heading.body].rstrip()))


def _problem(shown: Page, span: Span, code: str) -> Problem:
    text = shown.text
    return Problem(
        code=code,
        message=vocabulary("statements/unread")["_messages"][code],
        start=span.start,
        end=span.end,
        quote=text[span.start : span.end],
        section=_section(shown, span.start),
    )


def _section(shown: Page, position: int) -> str:
    """Labels and titles of the headings around a position, outermost first."""
    heading = shown.heading_at(position)
    names: list[str] = []
    while heading is not None:
        names.append(f"{heading.label}{heading.title}")
        heading = None if heading.parent is None else shown.outline.headings[heading.parent]
    return " / ".join(reversed(names))


@cache
def _marks() -> str:
    """Signs around the words of a field."""
    return str(vocabulary("statements/lists/roles")["_field_gap"])


@cache
def _label() -> re.Pattern[str]:
    return compiled(vocabulary("statements/unread")["_label"])


@cache
def _any_label() -> re.Pattern[str]:
    return compiled(vocabulary("statements/unread")["_any_label"])


@cache
def _role_word() -> re.Pattern[str]:
    return compiled("|".join(entry["pattern"] for entry in vocabulary("statements/unread")["role_words"].values()))


@cache
def _stop() -> re.Pattern[str]:
    return compiled(vocabulary("statements/unread")["_sentence_end"])


@cache
def _comma() -> re.Pattern[str]:
    return compiled(vocabulary("statements/unread")["_clause_end"])
