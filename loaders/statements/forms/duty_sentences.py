"""The sentences of running text that may give a duty, outside headings and statements already read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Span
from loaders.statements.drafts import Page
from loaders.vocabulary import vocabulary


def sentences(page: Page, taken: Iterable[Span]) -> Iterator[Span]:
    """Sentences in text order, cut at headings and at the spans taken; the words of a title are a sentence of their own."""
    words, part = page.laid, page.part
    cuts = sorted({*_cuts(page), *((span.start, span.end) for span in taken)})
    starts = [start for start, _ in cuts]
    begin = part.start
    for stop in _stop().finditer(words, part.start, part.end):
        yield from _outside(cuts, starts, Span(begin, stop.start()))
        begin = stop.end()
    yield from _outside(cuts, starts, Span(begin, part.end))


def _outside(cuts: list[tuple[int, int]], starts: list[int], sentence: Span) -> Iterator[Span]:
    """What is left of a sentence between the cuts."""
    begin = sentence.start
    at = max(0, bisect_right(starts, sentence.start) - 1)
    while at < len(cuts) and cuts[at][0] < sentence.end:
        start, end = cuts[at]
        if start > begin:
            yield Span(begin, start)
        begin = max(begin, end)
        at += 1
    if begin < sentence.end:
        yield Span(begin, sentence.end)


def _cuts(page: Page) -> Iterator[tuple[int, int]]:
    """Labels of headings, the blanks behind a title that stands on a line of its own, and the ends of cells."""
    for cell in page.outline.cells:
        yield cell.end, cell.end
    for heading in page.outline.headings:
        yield heading.start, heading.start + len(heading.label)
        if not heading.run_in:
            title = page.words[heading.start : heading.body].rstrip()
            yield heading.start + len(title), heading.body


def is_title(page: Page, sentence: Span) -> bool:
    """Whether a sentence is the title of a heading on a line of its own, without a mark at its end."""
    heading = page.heading_at(sentence.start)
    if heading is None or sentence.start >= heading.body:
        return False
    return not page.laid[sentence.end : sentence.end + 1].strip()


def is_law(page: Page) -> bool:
    """Whether most headings are articles (第三条) and the text speaks of what is 应当: a law, whose duties are general."""
    headings = [heading for heading in page.outline.headings if page.part.start <= heading.start < page.part.end]
    articles = sum(bool(_article().match(heading.label)) for heading in headings)
    shalls = page.words.count(vocabulary("statements/forms/prose")["_shall"], page.part.start, page.part.end)
    return bool(headings) and articles * 2 > len(headings) and shalls * 3 > articles


@cache
def _stop() -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/prose")["_sentence_end"])


@cache
def _article() -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/prose")["_laws"])
