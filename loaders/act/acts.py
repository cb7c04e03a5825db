"""Where the acts of a file begin: the notice that covers, the plans that it annexes, their tables and lists.

A notice names what it issues (《…方案》); where those words come again without the marks, the plan begins. Lines 附件1 begin
an annex too. A notice with one plan is one part; each further annexed plan with headings of its own is a part.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from graph.kept.patterns import compiled
from loaders.readings import Act, Part, Span
from loaders.text.paragraphs import LINE_ENDS
from loaders.vocabulary import vocabulary

_COVER = 4_000
"""Characters in which a notice names what it issues."""

_TITLE_LINES, _TITLE_LINE, _TITLE_REACH = 3, 80, 400
"""A title runs over so many lines of so many characters, all within so many."""

_MENTIONS = 20
"""Acts that a notice names at most; more would make the search slow."""


def acts(laid: str) -> tuple[Act, ...]:
    """The annexed acts of a text, in order; what stands before the first is the notice or the only act."""
    found = sorted([*_issued(laid), *_annexes(laid)], key=lambda act: act.title.start)
    apart: list[Act] = []
    for act in found:
        if apart and act.start < apart[-1].title.end:
            # the same place found both ways: the mark tells where it begins, the notice what its title is
            if act.is_plan and not apart[-1].is_plan:
                apart[-1] = Act(min(apart[-1].start, act.start), act.title, is_plan=True)
            continue
        apart.append(act)
    return tuple(apart)


def parts(laid: str, annexed: Sequence[Act], headings: Sequence[int]) -> tuple[Part, ...]:
    """The parts of a text whose `headings` begin at these positions: one, or one for each plan of a notice."""
    ends = [*(act.start for act in annexed[1:]), len(laid)]
    plans = [
        act.start
        for act, end in zip(annexed, ends, strict=False)
        if act.is_plan and sum(act.start <= start < end for start in headings) > 1
    ]
    cover = laid[: annexed[0].start] if annexed else ""
    if len(plans) < 2 or not _pattern("issues").search(cover):  # noqa: PLR2004 - one plan needs no cutting
        return (Part(0, len(laid)),)
    cuts = [0, *plans[1:], len(laid)]
    return tuple(Part(start, end) for start, end in pairwise(cuts))


def _issued(laid: str) -> Iterator[Act]:
    """Acts whose titles the notice names."""
    seen: set[str] = set()
    for mention in _pattern("named").finditer(laid, 0, _COVER):
        title = mention["title"] or mention["bare"]
        name = re.sub(r"\s", "", title)
        if name in seen or len(seen) == _MENTIONS or not _pattern("plan").search(name):
            continue
        seen.add(name)
        words = compiled(r"\s*".join(map(re.escape, name)))
        for again in words.finditer(laid, mention.end()):
            if _stands_alone(laid, again.start(), again.end()):
                yield Act(_with_mark(laid, again.start()), Span(*again.span()), is_plan=True)
                break


def _stands_alone(laid: str, start: int, end: int) -> bool:
    """Whether words are a title: not quoted, not in a sentence about the act, not in the list of annexes."""
    before = laid[max(start - 40, 0) : start]
    if not _pattern("free-before").search(before) or _pattern("listed-before").search(before):
        return False
    return not _pattern("talked-about-after").match(laid, end)


def _with_mark(laid: str, start: int) -> int:
    """The start of the mark 附件1 right before a title, else the title's."""
    match = _pattern("mark-before").search(laid[max(start - 40, 0) : start])
    return start - len(match.group()) if match else start


def _annexes(laid: str) -> Iterator[Act]:
    for mark in _pattern("mark-line").finditer(laid):
        title = title_below(laid, mark.end())
        if title is not None:
            name = re.sub(r"\s", "", laid[title.start : title.end])
            yield Act(mark.start(), title, is_plan=_pattern("plan").search(name) is not None)


def title_below(laid: str, start: int) -> Span | None:
    """The title in the lines from `start`: the first with words, and those after it until one ends as a title does."""
    lines = list(_lines_below(laid, start))
    if not lines:
        return None
    for count in range(1, len(lines) + 1):
        name = re.sub(r"\s", "", laid[lines[0].start : lines[count - 1].end])
        if _pattern("plan").search(name) or _pattern("notice").search(name):
            return Span(lines[0].start, lines[count - 1].end)
    return lines[0]


def _lines_below(laid: str, start: int) -> Iterator[Span]:
    """The next lines with words, as far as they can belong to a title."""
    for match in islice(_words_of_line().finditer(laid, start, start + _TITLE_REACH), _TITLE_LINES):
        if len(match.group()) > _TITLE_LINE or _pattern("sentence").search(match.group()):
            return
        yield Span(*match.span())


@cache
def _words_of_line() -> re.Pattern[str]:
    return compiled(rf"[^\s](?:[^{LINE_ENDS}]{{0,200}}[^\s])?")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["acts"][name]["pattern"], re.MULTILINE)
