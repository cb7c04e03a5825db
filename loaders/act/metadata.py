"""What an act says of itself: title, number, issuer, date, edition, each with the place where it was read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from graph.shadow import shadow
from loaders.act.dates import date, day
from loaders.act.front import Field, Front, pattern
from loaders.act.issuers import issuer
from loaders.act.label_blocks import HEAD, labelled
from loaders.act.numbers import number
from loaders.act.signatures import signature_of
from loaders.act.titles import title
from loaders.readings import Metadata
from loaders.text.traditional import simplified_text


def metadata(front: Front, hints: Mapping[str, str] = {}) -> Metadata:
    """The metadata of an act; what the text lacks comes from `hints` (title, number, issuer, date as a format found them).

    A further annexed plan of one notice has its own title and the notice's number, issuer and date.
    """
    labels, notice = labelled(front), front.notice
    signature = signature_of(notice)
    found = {
        "title": labels.get("title") or title(front),
        "number": labels.get("number") or number(notice),
        "issuer": labels.get("issuer") or issuer(notice, title(notice), signature),
        "date": labels.get("date") or date(notice, signature),
    }
    for name in [name for name, each in found.items() if not each.value]:
        found[name] = labels.get(f"page-{name}") or Field(_hint(name, hints), None)
    spans = tuple((name, each.span) for name, each in found.items() if each.span is not None and each.value)
    return Metadata(
        title=found["title"].value,
        number=found["number"].value,
        issuer=found["issuer"].value,
        date=found["date"].value,
        edition=_edition(front, found["title"].value),
        spans=spans,
    )


def stated(found: Metadata, said: Mapping[str, str]) -> Metadata:
    """What a person states (title, number, issuer, date) replaces what was read, and has no place in the text."""
    known = {name: value for name, value in said.items() if name in ("title", "number", "issuer", "date") and value}
    spans = tuple((name, span) for name, span in found.spans if name not in known)
    return replace(found, spans=spans, **known)  # type: ignore[arg-type]  # the four names are string fields


def _hint(name: str, hints: Mapping[str, str]) -> str:
    value = hints.get(name, "").strip()
    return day(shadow(value)) or value if name == "date" else value


def _edition(front: Front, title: str) -> Literal["official", "abridged", "draft"]:
    if pattern("editions", "abridged").search(front.laid, front.cover.start, front.cover.start + HEAD):
        return "abridged"
    return "draft" if pattern("editions", "draft").search(simplified_text(shadow(title))) else "official"
