"""Where paragraphs end: the shadow with one line a paragraph, whatever the file's own line breaks are. Same length.

Files join paragraphs by one space (pages turned into JSON), or break lines inside sentences (PDF text, page breaks).
Both are put right in this copy, which only the rules of structure read; a line end stands where a paragraph ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.readings import Span
from loaders.vocabulary import vocabulary

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_JOINED, _JOINED_SHORT = 1_000, 150
"""A text whose lines are longer than this on average has lost its line breaks; the second for texts of few lines."""

_FEW = 3
"""Lines of a text of few lines."""

_NARROWEST, _WIDEST = 15, 60
"""Full-width characters that a printed line holds; shorter lines are a list, longer ones paragraphs."""

_FULL_LINES = 0.3
"""Share of lines of the full width from which a text counts as printed lines."""

_SLACK = 2.5
"""How much shorter than the full width a full line may be: punctuation is never put first on a line."""

_HEAD = 8
"""Lines at the head of a text among which its title stands."""

_LONG = 12
"""Characters of a line that breaks off at the foot of a page."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A physical line: its text at `start`..`end`, its break at `end`..`after`."""

    start: int
    end: int
    after: int


def layout(shadow: str, artefacts: Sequence[Span]) -> str:
    """The shadow with a line end exactly where a paragraph ends."""
    shadow = _with_whole_labels(shadow)
    lines = list(_lines(shadow))
    if is_unbroken(shadow):
        return _joining_space().sub(_line_end_for, shadow)
    joints = _joints(shadow, lines, artefacts)
    if not joints:
        return shadow
    pieces, at = [], 0
    for start, end in joints:
        pieces += [shadow[at:start], " " * (end - start)]
        at = end
    return "".join((*pieces, shadow[at:]))


def _with_whole_labels(shadow: str) -> str:
    """The shadow without line breaks inside the labels of headings: 一 / 、总体要求."""
    pieces, at = [], 0
    for match in _split_label().finditer(shadow):
        start, end = next(match.span(name) for name in ("gap", "open", "close") if match[name] is not None)
        pieces += [shadow[at:start], " " * (end - start)]
        at = end
    return "".join((*pieces, shadow[at:])) if pieces else shadow


def is_unbroken(laid: str) -> bool:
    """Whether paragraphs of a laid-out text run together: nothing marks where they end."""
    lines = laid.rstrip().count("\n") + 1
    return len(laid) > (_JOINED if lines > _FEW else _JOINED_SHORT) * lines


def _line_end_for(match: re.Match[str]) -> str:
    """A line end for the first of some joining spaces; words in 《》 stay as they are."""
    return "\n" + match.group()[1:] if match.group().isspace() else match.group()


def _joints(shadow: str, lines: Sequence[_Line], artefacts: Sequence[Span]) -> list[tuple[int, int]]:
    """The runs of blanks and line breaks that stand inside a sentence."""
    written = [line for line in lines if shadow[line.start : line.end].strip()]
    pages = {span.start for span in artefacts}
    width = _printed_width(shadow, written)
    indented = sum(shadow[line.start] == " " for line in written) * 4 > len(written)
    joints = []
    for index, (line, following) in enumerate(pairwise(written)):
        words, beyond = shadow[line.start : line.end].rstrip(), shadow[following.start : following.end]
        if starts_afresh(beyond) or words[-1] in _marks()["close"] or (index < _HEAD and _ends_title().search(words)):
            continue
        turned = any(start in pages for start in range(line.end, following.start)) and len(words) >= _LONG
        full = width is not None and _width(words) >= width - _SLACK and following.start == line.after
        if turned or (full and not (indented and beyond.startswith(" "))):
            joints.append((line.end, following.start))
    return joints


def _printed_width(shadow: str, lines: Sequence[_Line]) -> float | None:
    """The width of printed lines in full-width characters, or None where lines are paragraphs."""
    widths = sorted(_width(shadow[line.start : line.end]) for line in lines)
    if len(widths) < 8:  # noqa: PLR2004 - too few lines to tell
        return None
    full = widths[int(len(widths) * 0.9)]
    if not _NARROWEST <= full <= _WIDEST or sum(width >= full - _SLACK for width in widths) < _FULL_LINES * len(widths):
        return None
    return full


def _width(words: str) -> float:
    written = words.rstrip()
    return len(written) - len(written.encode("ascii", "ignore")) / 2


def starts_afresh(line: str) -> bool:
    """Whether a line begins with a label or a bracket of duties, so that it is a paragraph of its own."""
    return _afresh().match(line) is not None


def _lines(shadow: str) -> Iterator[_Line]:
    start = 0
    for match in _line_break().finditer(shadow):
        yield _Line(start, match.start(), match.end())
        start = match.end()
    if start < len(shadow) or start == 0:
        yield _Line(start, len(shadow), len(shadow))


@cache
def _line_break() -> re.Pattern[str]:
    return compiled(rf"\r\n|[{LINE_ENDS}]")


@cache
def _joining_space() -> re.Pattern[str]:
    """Spaces between two characters of Chinese writing or before a label; or words in 《》, whose spaces join nothing."""
    return compiled(
        r"《[^《》]{1,200}》|(?<=[^\x00-\x7f、]) {1,80}(?=[^\x00-\x7f]|[(0-9])|(?<=[:)]) {1,80}(?=[^\x00-\x7f]|[0-9])"
    )


@cache
def _split_label() -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["line_starts"]["split-label"]["pattern"])


@cache
def _afresh() -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["line_starts"]["afresh"]["pattern"])


@cache
def _ends_title() -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["acts"]["notice"]["pattern"])


@cache
def _marks() -> dict[str, str]:
    return dict(vocabulary("outline/headings")["_marks"])
