"""Tables of contents: their lines repeat headings and are none."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import islice

from graph.kept.patterns import compiled
from loaders.outline.heading_labels import Label
from loaders.readings import Span
from loaders.vocabulary import vocabulary

_LINES = 400
"""Labels behind the word 目录 that are looked at."""

_TABLES = 9
"""Tables of contents of a text at most."""


def contents(laid: str, labels: Sequence[Label]) -> tuple[Span, ...]:
    """The tables of contents of a text: from the word 目录 until the first of their numbers comes again.

    `labels` are all labels of the text in order. A 目录 whose first number does not come again is none.
    """
    spans = []
    for head in islice(_pattern("head").finditer(laid), _TABLES):
        first = bisect_right(labels, head.end(), key=lambda label: label.start)
        listed = [label for label in labels[first : first + _LINES] if label.place == "line"]
        again = next((label for label in listed[1:] if _same(label, listed[0])), None)
        if again is not None:
            spans.append(Span(head.start(), again.start))
    if _pattern("leader").search(laid):
        spans += [Span(*line.span()) for line in _pattern("line").finditer(laid)]
    return tuple(sorted(spans, key=lambda span: span.start))


def _same(label: Label, first: Label) -> bool:
    return label.style.family == first.style.family and label.number == first.number


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["contents"][name]["pattern"], re.MULTILINE)
