"""Who issues an act: who signs it, else who stands at the head of its title or of its decree's number."""

import re
from collections.abc import Iterator

from graph.shadow import shadow
from loaders.act.front import NOTHING, Field, Front, pattern
from loaders.act.news_leads import lead
from loaders.act.signatures import Signature
from loaders.readings import Span
from loaders.text.traditional import simplified_text


def issuer(front: Front, title: Field, signature: Signature) -> Field:
    """The issuers, joint ones joined with 、: who signs, else who stands in the title, the letterhead, a lead or a link."""
    if signature.organs:
        return _signers(front, signature.organs)
    named = _in_title(title.value)
    if named and title.span is not None:
        return Field(named, title.span)
    reported = lead(front)
    found = [
        pattern("issuers", "decree").search(front.laid, front.cover.start, front.cover.end),
        pattern("issuers", "letterhead").search(front.laid, front.cover.start, front.cover.end),
    ]
    spans = [Span(*match.span("organ")) for match in found if match is not None]
    spans += [reported.organ] if reported else []
    spans += _linked(front, title)
    return Field(_joined(front.written(spans[0])), spans[0]) if spans else NOTHING


def _linked(front: Front, title: Field) -> Iterator[Span]:
    """Who issued this very act by a notice that a link below names."""
    name = _squeezed(title.value)
    for line in front.closing:
        for match in pattern("issuers", "link").finditer(front.laid, line.start, line.end):
            if name and _squeezed(match["title"]) == name:
                yield Span(*match.span("organ"))


def _signers(front: Front, organs: tuple[Span, ...]) -> Field:
    names: list[str] = []
    for span in organs:
        written = front.written(span)
        if pattern("issuers", "alias").search("".join(front.words(span).split())) and names:
            names[-1] += written
        else:
            names += _apart(written)
    return Field("、".join(names), Span(organs[0].start, organs[-1].end))


def _in_title(title: str) -> str:
    """The issuers at the head of a title (某市人民政府关于…); empty if there is none."""
    match = pattern("issuers", "head-of-title").search(simplified_text(shadow(title)))
    return "" if match is None else _joined(title[match.start("organ") : match.end("organ")])


def _joined(names: str) -> str:
    return "、".join(name for words in re.split(r"[\s、]+", names) if words for name in _apart(words))


def _apart(names: str) -> list[str]:
    """Names that are written without any mark between."""
    return pattern("issuers", "joint").split(names)


def _squeezed(words: str) -> str:
    return "".join(shadow(words).split())
