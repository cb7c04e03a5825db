"""News that print an act in full: who issued it and what it is called stand in the lead, not over the act."""

from dataclasses import dataclass

from loaders.act.front import Front, pattern
from loaders.readings import Span

_REACH = 1_500
"""Characters of a page in which its lead stands."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The act's title and who issued it."""

    organ: Span
    title: Span


def lead(front: Front) -> Lead | None:
    """The lead of a front that says that an act follows in full (主要内容如下); None where the act is only spoken of."""
    end = min(front.cover.end, front.cover.start + _REACH)
    issued = pattern("leads", "issued").search(front.laid, front.cover.start, end)
    if issued is None or pattern("leads", "in-full").search(front.laid, issued.start(), end) is None:
        return None
    return Lead(Span(*issued.span("organ")), Span(*issued.span("title")))
