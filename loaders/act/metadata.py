"""What an act says of itself: title, number, issuer, date, edition, each with the place where it was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.shadow import shadow
from loaders.act.front import Front, front_of, pattern
from loaders.act.signatures import day, issuer_in_title, signature_of
from loaders.act.titles import prefix_length, title_of
from loaders.readings import Metadata, Outline, Part, Span
from loaders.text.cleaning import simplified

_HEAD = 400
"""Characters in which an abridged edition says that it is one."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field's value and where it stands; hints of the file have no place."""

    value: str
    span: Span | None


_NOTHING = _Field("", None)


def metadata(outline: Outline, part: Part, hints: Mapping[str, str] = {}) -> Metadata:
    """The metadata of a part; what the text lacks comes from `hints` (title, number, issuer, date as a format found them).

    A further annexed plan of one notice has its own title and the notice's number, issuer and date.
    """
    front = front_of(outline, part)
    labelled = _labelled(front)
    first = outline.parts[0] == part
    notice = front if first else front_of(outline, outline.parts[0])
    title = labelled.get("title") or _title(front)
    signature = signature_of(notice)
    found = {
        "title": title,
        "number": labelled.get("number") or _number(notice),
        "issuer": labelled.get("issuer") or _issuer(notice, _title(notice), signature.organs),
        "date": labelled.get("date") or _date(notice, signature.date),
    }
    for name in [name for name, each in found.items() if not each.value]:
        found[name] = labelled.get(f"page-{name}") or _Field(_hint(name, hints), None)
    return Metadata(
        title=found["title"].value,
        number=found["number"].value,
        issuer=found["issuer"].value,
        date=found["date"].value,
        edition=_edition(front, found["title"].value),
        spans=tuple((name, each.span) for name, each in found.items() if each.span is not None and each.value),
    )


def _labelled(front: Front) -> Mapping[str, _Field]:
    """Fields with a label. Of a page's own labels (发布日期) only what the act does not say itself is used."""
    found: dict[str, _Field] = {}
    abridged = pattern("editions", "abridged").search(front.laid, front.cover.start, front.cover.start + _HEAD)
    for name in ("title", "number", "issuer", "date", "published"):
        match = pattern("fields", name).search(front.laid, front.cover.start, front.cover.end)
        if match is None:
            continue
        span = Span(*match.span("value"))
        written = front.written(span)
        is_day = name in ("date", "published")
        key = "page-date" if name == "published" else name if abridged else f"page-{name}"
        found.setdefault(key, _Field(day(front.words(span)) if is_day else written, span))
    return found


def _title(front: Front) -> _Field:
    span = title_of(front)
    return _NOTHING if span is None else _Field(front.written(span), span)


def _number(front: Front) -> _Field:
    """The first number that is not behind a cited title; a decree's number if there is no other."""
    for name in ("document", "decree"):
        for match in pattern("numbers", name).finditer(front.laid, front.cover.start, front.cover.end):
            start = match.start("number") + (prefix_length(match["number"]) if name == "document" else 0)
            before = front.laid[max(start - 24, front.cover.start) : start]
            if not pattern("numbers", "cited-before").search(before) or _own(front, match.end()):
                span = Span(start, match.end("number"))
                return _Field(front.written(span), span)
    return _NOTHING


def _own(front: Front, end: int) -> bool:
    """Whether a number in a bracket is the act's: （…〔2023〕1号文发布）."""
    return pattern("numbers", "own-after").match(front.laid, end) is not None


def _issuer(front: Front, title: _Field, organs: tuple[Span, ...]) -> _Field:
    if organs:
        names: list[str] = []
        for span in organs:
            written = front.written(span)
            if pattern("issuers", "alias").search(front.words(span)) and names:
                names[-1] += written
            else:
                names.append(written)
        return _Field("、".join(names), Span(organs[0].start, organs[-1].end))
    named = issuer_in_title(title.value, simplified(shadow(title.value)))
    if named and title.span is not None:
        return _Field(named, title.span)
    match = pattern("issuers", "decree").search(front.laid, front.cover.start, front.cover.end)
    if match is None:
        return _NOTHING
    span = Span(*match.span("organ"))
    return _Field(front.written(span), span)


def _date(front: Front, signed: Span | None) -> _Field:
    if signed is not None:
        return _Field(day(front.words(signed)), signed)
    for line in front.lines:
        match = pattern("dates", "line-end").search(front.words(line))
        if match is not None:
            span = Span(line.start + match.start("date"), line.start + match.end("date"))
            return _Field(day(front.words(span)), span)
    return _NOTHING


def _hint(name: str, hints: Mapping[str, str]) -> str:
    value = hints.get(name, "").strip()
    return day(shadow(value)) or value if name == "date" else value


def _edition(front: Front, title: str) -> Literal["official", "abridged", "draft"]:
    if pattern("editions", "abridged").search(front.laid, front.cover.start, front.cover.start + _HEAD):
        return "abridged"
    return "draft" if pattern("editions", "draft").search(simplified(shadow(title))) else "official"
