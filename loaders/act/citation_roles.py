"""What other acts are named for: as a legal basis (根据《…》), as what is carried out (贯彻落实《…》), or by the way."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graph.kept.patterns import compiled
from loaders.act.replacements import runs
from loaders.readings import Citation, Outline, Part
from loaders.vocabulary import vocabulary

MENTION = "mention"

_AROUND = 60
"""Characters before a run of acts in which the words about it stand."""


def with_roles(outline: Outline, part: Part, found: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations, each with its role: `basis`, `implements` or `mention`; acts of one list have one role."""
    roles: dict[int, str] = {}
    for run in runs(outline, found):
        role = _role(outline.shadow[max(part.start, run[0].start - _AROUND) : run[0].start])
        roles |= dict.fromkeys((citation.start for citation in run), role)
    return tuple(replace(citation, role=roles[citation.start]) for citation in found)


def _role(before: str) -> str:
    """By the words right before; of two that fit, the nearer one holds."""
    fitting = [
        (match.start(), role)
        for role, pattern in _patterns()
        for match in [pattern.search(before)]
        if match is not None
    ]
    return max(fitting)[1] if fitting else MENTION


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = vocabulary("act/citation_roles")
    return tuple((role, compiled(entry["pattern"])) for role in entries for entry in entries[role].values())
