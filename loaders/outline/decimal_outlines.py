"""Outlines of decimals (1, 1.1, 1.1.1): numbers that follow on each other through the whole act, also where lines are lost.

One such number proves nothing (3.5公里 begins a line as well); a chain of them does. The chain with most and best placed
labels is taken: each is the first child of the one before, or the next of one of its levels.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from loaders.outline.heading_labels import Label, Place, Style, is_enclosed, place
from loaders.text.paragraphs import is_unbroken
from loaders.vocabulary import vocabulary

_SHORTEST, _PARTED = 3, 2
"""Labels of a chain at least, and those of more than one part among them."""

_WORTH: dict[Place, float] = {"line": 1.0, "stop": 0.9, "colon": 0.6, "pause": 0.4, "inside": 0.6}
"""What a label adds to its chain by its place."""

_MEASURE, _MEAN = 0.2, 0.65
"""What a label before a word that measures is worth, and what the labels of a chain are worth on average at least."""

_GAP, _ORPHAN, _JUMP = 0.5, 0.3, 0.6
"""What a lost number, a level whose own heading is not there, or a leap over more takes from a chain."""

_RANK = 42
"""Rank of the outermost level: below articles, above 一、."""

_MOST = 4_000
"""Candidates of an act at most."""

Number = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """A candidate with its parts, the worth of the best chain that ends in it, and the index of the link before."""

    label: Label
    parts: Number
    worth: float
    before: int | None


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number that may be a label of a decimal outline: its parts, and what it is worth where it stands."""

    label: Label
    parts: Number
    worth: float


@dataclass(frozen=True, slots=True)
class _Front:
    """The worthiest chains by the number in which they end: a higher number is there only if its chain is worth more."""

    numbers: list[Number]
    chains: list[tuple[float, int]]

    def below(self, parts: Number) -> Iterator[tuple[float, int]]:
        """The best chain that ends in a smaller number, less what the leap costs."""
        at = bisect_left(self.numbers, parts)
        if at:
            worth, index = self.chains[at - 1]
            yield worth - _JUMP, index

    def add(self, parts: Number, worth: float, index: int) -> None:
        """Keep a chain; those that end higher and are worth no more go."""
        at = bisect_left(self.numbers, parts)
        if at and self.chains[at - 1][0] >= worth:
            return
        end = at
        while end < len(self.chains) and self.chains[end][0] <= worth:
            end += 1
        self.numbers[at:end] = [parts]
        self.chains[at:end] = [(worth, index)]


def decimal_candidates(laid: str) -> list[Decimal]:
    """Numbers of one to four parts before a title: at the head of a line, or anywhere where a text has lost its lines."""
    unbroken = is_unbroken(laid)
    found = []
    for match in _pattern("label").finditer(laid):
        where = place(laid, match.start())
        if where != "line" and (not unbroken or is_enclosed(laid, match.start())):
            continue
        parts = tuple(int(part) for part in match["n"].split("."))
        measures = _pattern("quantity").match(laid, match.end()) is not None
        if 0 in parts or (measures and where != "line") or (len(parts) == 1 and match["v"] == "、"):
            continue
        label = Label(match.start(), match.end(), _style(len(parts)), match["v"], parts[-1], where)
        found.append(Decimal(label, parts, _MEASURE if measures else _WORTH[where]))
    return found


def decimal_labels(candidates: Sequence[Decimal], cuts: Sequence[int]) -> Iterator[Label]:
    """The labels of the decimal outlines among `candidates`; another may begin at each of `cuts`."""
    bounds = [*cuts, None]
    at = 0
    for bound in bounds:
        inside = []
        while at < len(candidates) and (bound is None or candidates[at].label.start < bound):
            inside.append(candidates[at])
            at += 1
        yield from _chain(inside[:_MOST])


def _chain(candidates: Sequence[Decimal]) -> list[Label]:
    """The best chain, or nothing where it is too short to be an outline."""
    links: list[_Link] = []
    best: dict[Number, int] = {}
    front = _Front([], [])
    for each in candidates:
        parts = each.parts
        worth, before = max((*_befores(parts, links, best), *front.below(parts)), default=(0.0, -1))
        links.append(_Link(each.label, parts, worth + each.worth, before if before >= 0 else None))
        front.add(parts, links[-1].worth, len(links) - 1)
        for depth in range(1, len(parts) + 1):
            head = parts[:depth]
            if head not in best or links[best[head]].worth <= links[-1].worth:
                best[head] = len(links) - 1
        exact = (*parts, 0)  # the heading itself, whose first child may follow
        if exact not in best or links[best[exact]].worth <= links[-1].worth:
            best[exact] = len(links) - 1
    last = max(range(len(links)), key=lambda index: links[index].worth, default=None)
    chain: list[_Link] = []
    while last is not None:
        chain.append(links[last])
        last = links[last].before
    parted = sum(len(link.parts) > 1 for link in chain)
    if len(chain) < _SHORTEST or parted < _PARTED or chain[0].worth < _MEAN * len(chain):
        return []
    return [link.label for link in reversed(chain)]


def _befores(parts: Number, links: Sequence[_Link], best: dict[Number, int]) -> Iterator[tuple[float, int]]:
    """The chains that a number may continue: worth and the index of their last link."""
    *above, last = parts
    if last == 1 and above:
        yield from _worth((*above, 0), 0, links, best)
        if above[-1] > 1:  # the level's own heading is written in another style, or lost
            yield from _worth((*above[:-1], above[-1] - 1), _ORPHAN, links, best)
    if last > 1:
        yield from _worth((*above, last - 1), 0, links, best)
    if last > 2:  # noqa: PLR2004 - one number may be lost
        yield from _worth((*above, last - 2), _GAP, links, best)


def _worth(head: Number, loss: float, links: Sequence[_Link], best: dict[Number, int]) -> Iterator[tuple[float, int]]:
    if head in best:
        yield links[best[head]].worth - loss, best[head]


@cache
def _style(depth: int) -> Style:
    name = f"decimal-{depth}"
    return Style(name, _pattern("label"), name, _RANK + depth, "arabic", parts=depth)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["decimals"][name]["pattern"])
