"""Sentences and clauses of a text, with what stands in brackets and quotes masked, for rules that read a number's surroundings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise

from graph.kept.patterns import compiled
from loaders.readings import Block, Outline, Part
from loaders.text.paragraphs import starts_afresh
from loaders.vocabulary import vocabulary

MASK = "\ue000"
"""Stands for each character that rules must not look at: titles, quoted words."""
ASIDE = "\ue002"
"""Stands for each character of a bracketed aside."""
TIME = "\ue001"
"""Stands for each character of a deadline; left out of metrics."""
THAN = "\ue003"
"""Stands for each character of a baseline or comparison with another year; left out of metrics."""
LABEL = "\ue004"
"""Stands for the colon between what is measured and its figure (入托率：达到40%); left out of metrics."""

_ENDS = compiled(r"[。!?]")
_ASIDE = compiled(r"\([^()]{3,400}\)|《[^《》]{1,120}》|“[^“”]{1,60}”")
_NOTE = compiled(r"(?<=[%‰\u4e00-\u9fff])(?:[①-⑳]|\(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})(?=[,;:。、\s]|\Z)")
"""The mark of a note behind a word or a figure."""
_NOTE_SIGN = compiled(r"[①-⑳¹²³⁴⁵⁶⁷⁸⁹⁰]|\(\d")
"""What every mark of a note begins with: a test that costs little, before the pattern."""
_OPENER = compiled("[(《“]")
_COMMAS = compiled(r"[,;:。!?]|--")
_WRAPPED = 25
"""A line of at least so many characters that ends in the middle of a sentence goes on in the next one."""
_LONGEST = 1_500
"""Characters of the longest sentence that is read as a whole."""
_EDGES = "| \t\r\n\f\v"
"""What is no part of a sentence at its ends: blanks, the borders of a cell in a written table."""
_FRAMES = ("front", "tail")
_CUTS = ",;、"
_FULL_STOPS = "。!?"
_LINE_CLOSERS = "。;:!?)”》"
_THOUSANDS = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `start`..`end`; `words` is its masked shadow, equally long.

    `first` tells a paragraph's first sentence, `title` one that stands in a heading.
    """

    start: int
    end: int
    words: str
    heading: int | None
    first: bool
    title: bool


def sentences(outline: Outline, part: Part) -> tuple[Sentence, ...]:
    """The sentences of a part, in order, masked; lines that break inside a sentence are joined, cells part them.

    Those of the part that was asked for last are kept: targets, milestones and what is left unread all walk over them.
    """
    return _kept(Asked(outline, part))


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A part of one text: an outline is itself and not its like, for comparing two takes as long as reading them."""

    outline: Outline
    part: Part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self.outline is other.outline and self.part == other.part

    def __hash__(self) -> int:
        return hash((id(self.outline), self.part))


@lru_cache(maxsize=1)
def _kept(asked: Asked) -> tuple[Sentence, ...]:
    return tuple(_sentences(asked.outline, asked.part))


def _sentences(outline: Outline, part: Part) -> Iterator[Sentence]:
    cells = sorted(cell.end for cell in outline.cells)
    for start, end, block in _paragraphs(outline, part):
        shadow = outline.shadow
        ends = [found.end() for found in _ENDS.finditer(shadow, start, end)]
        if block.kind == "row":  # a cell is a border as a full stop is
            ends = sorted({*ends, *cells[bisect_right(cells, start) : bisect_left(cells, end)]})
        first = True
        for left, right in _bounded(shadow, pairwise([start, *ends, end])):
            words = shadow[left:right].rstrip(_EDGES)
            body = words.lstrip(_EDGES)
            if body and (block.kind not in _FRAMES or body[-1] in _FULL_STOPS or not outline.headings):
                begin = left + len(words) - len(body)
                yield Sentence(begin, begin + len(body), mask(body), block.heading, first, block.kind == "heading")
                first = False


def _bounded(shadow: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, long ones cut at a comma, so that the work on one sentence is bounded and reading stays linear."""
    for start, end in spans:
        left = start
        while end - left > _LONGEST:
            cut = max(shadow.rfind(mark, left + 1, left + _LONGEST) for mark in _CUTS)
            cut = cut + 1 if cut > left else left + _LONGEST
            yield left, cut
            left = cut
        yield left, end


def full_stops(words: str, most: int) -> int:
    """How many sentences end in the shadow of a text; the count ends above `most`."""
    return sum(1 for _ in islice(_ENDS.finditer(words), most + 1))


def mask(words: str) -> str:
    """`words` with line breaks as spaces; marks of notes, asides of three characters and more, titles and quoted words masked."""
    plain = words.replace("\n", " ").replace("\r", " ")
    if _NOTE_SIGN.search(plain):
        plain = _NOTE.sub(lambda found: ASIDE * len(found[0]), plain)
    if _OPENER.search(plain) is None:
        return plain
    return _ASIDE.sub(lambda found: (ASIDE if found[0][0] == "(" else MASK) * len(found[0]), plain)


def blank(words: str, start: int, end: int, mark: str) -> str:
    """`words` with each character of `start`..`end` replaced by `mark`."""
    return words[:start] + mark * (end - start) + words[end:]


def clauses(words: str) -> Iterator[tuple[int, int]]:
    """Spans of `words` between commas, semicolons, colons; those inside a number (8,400, 1:13) do not divide."""
    position = 0
    for found in _COMMAS.finditer(words):
        at = found.start()
        if not (_in_number(words, at) if found[0] == "," else found[0] == ":" and _in_proportion(words, at)):
            yield position, found.start()
            position = found.end()
    yield position, len(words)


def _in_proportion(words: str, colon: int) -> bool:
    """Whether a colon stands between the two numbers of a proportion."""
    start = colon
    while start and (words[start - 1] in _FIGURE):
        start -= 1
    found = _proportion().match(words, start + (words[start] == " ")) if start < colon else None
    return found is not None and found.start() <= colon < found.end()


_FIGURE = frozenset("0123456789. ")


@cache
def _proportion() -> re.Pattern[str]:
    return compiled(vocabulary("text/units")["_proportion"])


def _in_number(words: str, comma: int) -> bool:
    after = words[comma + 1 : comma + 2 + _THOUSANDS]
    digits = after[:_THOUSANDS]
    return (
        words[max(0, comma - 1) : comma].isdigit()
        and len(digits) == _THOUSANDS
        and digits.isdigit()
        and not after[_THOUSANDS:].isdigit()
    )


def _paragraphs(outline: Outline, part: Part) -> Iterator[tuple[int, int, Block]]:
    """Start, end and last block of the runs of lines that belong together; the label of a heading left out."""
    open_: tuple[Block, int] | None = None
    for block in outline.blocks:
        if block.end <= part.start or block.start >= part.end or block.kind == "blank":
            continue
        if open_ and _goes_on(outline.shadow, open_[0], block):
            open_ = (block, open_[1])
            continue
        if open_:
            yield open_[1], open_[0].end, open_[0]
        open_ = (block, block.start + _label(outline, block))
    if open_:
        yield open_[1], open_[0].end, open_[0]


def _label(outline: Outline, block: Block) -> int:
    """Characters of the label with which a heading's block begins."""
    heading = None if block.heading is None or block.kind != "heading" else outline.headings[block.heading]
    return min(len(heading.label), block.end - block.start) if heading and heading.start == block.start else 0


def _goes_on(shadow: str, last: Block, block: Block) -> bool:
    if last.kind != "paragraph" or block.kind != "paragraph" or last.heading != block.heading:
        return False
    if starts_afresh(shadow[block.start : block.end]):
        return False
    line = shadow[last.start : last.end].strip()
    return len(line) >= _WRAPPED and line[-1] not in _LINE_CLOSERS
