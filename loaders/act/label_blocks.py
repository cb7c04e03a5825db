"""Labelled fields of an act, or of the page that shows it (发文字号：…)."""

from collections.abc import Mapping

from loaders.act.dates import day
from loaders.act.front import Field, Front, pattern
from loaders.readings import Span

HEAD = 400
"""Characters in which an abridged edition says that it is one."""


def labelled(front: Front) -> Mapping[str, Field]:
    """Fields with a label; those of a page (`page-date`) serve where the act itself does not say it."""
    found: dict[str, Field] = {}
    abridged = pattern("editions", "abridged").search(front.laid, front.cover.start, front.cover.start + HEAD)
    for name in ("title", "number", "issuer", "date", "published"):
        match = pattern("fields", name).search(front.laid, front.cover.start, front.cover.end)
        if match is None:
            continue
        span = Span(*match.span("value"))
        key = "page-date" if name == "published" else name if abridged else f"page-{name}"
        is_day = name in ("date", "published")
        found.setdefault(key, Field(day(front.words(span)), span) if is_day else front.field(span))
    return found
