"""What a heading is for: headline targets, orientation, closing, or (most of them) implementing work."""

import re
from functools import cache
from typing import Literal

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.vocabulary import vocabulary

ChapterKind = Literal["headline", "orientation", "closing", "implementing"]


def chapter_kind(title: str) -> ChapterKind:
    """Kind of a heading by its title; a title that no entry knows implements."""
    words = shadow(title).strip().strip(":。.")
    for kind, pattern in _patterns("kinds").items():
        if pattern.search(words):
            return kind  # type: ignore[return-value]  # the keys of the vocabulary's section are the literals
    return "implementing"


def is_law(title: str) -> bool:
    """Whether an act by this title is a law or regulation, whose articles are no measures."""
    words = shadow(title).strip()
    return any(pattern.search(words) for pattern in _patterns("acts").values())


@cache
def _patterns(section: str) -> dict[str, re.Pattern[str]]:
    return {name: compiled(entry["pattern"]) for name, entry in vocabulary("outline/chapters")[section].items()}
