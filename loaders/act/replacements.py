"""Acts that this one takes the place of by its words: 《甲》、《乙》同时废止, 对《甲》进行了修订."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.readings import Citation, Metadata, Outline, Part, Span
from loaders.vocabulary import vocabulary

_AROUND = 40
"""Characters before and behind a run of acts in which the words about it stand."""

_STOPS = ",。;:\n "
"""What ends the clause before."""


def replacing(outline: Outline, part: Part, meta: Metadata, found: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations of a part, those that it replaces marked with how (`repeals`, `revises`) and by which words."""
    marked: dict[Citation, Citation] = {}
    for run in runs(outline, found):
        said = _said(outline, part, run)
        if said is not None:
            how, span, meant = said
            marked |= {citation: replace(citation, replaces=how, replaced_by=span) for citation in meant}
    named = {citation.title for citation in marked}
    titled = (citation for citation in _titled(outline, meta) if citation.title not in named)
    return tuple(sorted((*titled, *(marked.get(each, each) for each in found)), key=lambda each: each.start))


def runs(outline: Outline, found: Sequence[Citation]) -> Iterator[list[Citation]]:
    """Citations that stand in one list."""
    run: list[Citation] = []
    for citation in found:
        if run and not _form("lists", "separator").search(outline.shadow[run[-1].end : citation.start]):
            yield run
            run = []
        run.append(citation)
    if run:
        yield run


def _said(outline: Outline, part: Part, run: list[Citation]) -> tuple[str, Span, list[Citation]] | None:
    """How a run is replaced, by which words, and which of its acts; None where nothing of the kind is said."""
    text, start, end = outline.shadow, run[0].start, run[-1].end
    before, behind = text[max(part.start, start - _AROUND) : start], text[end : min(part.end, end + _AROUND)]
    if _form("lists", "wish").search(before):
        return None
    for how, form in _forms("behind"):
        if match := form.search(behind):
            return how, Span(start, end + match.end()), _behind_comma(outline, before, run)
    for how, form in _forms("before"):
        match = form.search(before)
        if match and not _form("lists", "part").search(behind):
            words = start - len(match[0].lstrip(_STOPS))
            return how, Span(words, end), run
    return None


def _titled(outline: Outline, meta: Metadata) -> Iterator[Citation]:
    """What the act's own title ends or words anew: its name is part of the act's own, and so no citation elsewhere."""
    title = dict(meta.spans).get("title")
    for how, form in _forms("titles") if title else ():
        for match in form.finditer(outline.shadow, title.start, title.end) if title else ():
            start, end = match.span("title")
            words = "".join(outline.text[start:end].split())
            yield Citation(start - 1, end + 1, words, "", "own-title", how, Span(*match.span()))


def _behind_comma(outline: Outline, before: str, run: list[Citation]) -> list[Citation]:
    """Without the acts in front of the first comma where the run begins with what this act rests on."""
    if not _form("lists", "rests-on").search(before):
        return run
    for at, (one, other) in enumerate(pairwise(run), start=1):
        if "," in outline.shadow[one.end : other.start]:
            return run[at:]
    return []


@cache
def _forms(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How and by which pattern, for each entry of a section."""
    entries = vocabulary("act/replacements")[section]
    return tuple((entry["how"], _form(section, name)) for name, entry in entries.items())


@cache
def _form(section: str, name: str) -> re.Pattern[str]:
    return compiled(vocabulary("act/replacements")[section][name]["pattern"])
