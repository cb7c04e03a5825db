"""Who issues an act: who signs it, else who stands at the head of its title or of its decree's number."""

import re

from graph.shadow import shadow
from loaders.act.front import NOTHING, Field, Front, pattern
from loaders.act.signatures import Signature
from loaders.readings import Span
from loaders.text.traditional import simplified_text


def issuer(front: Front, title: Field, signature: Signature) -> Field:
    """The issuers, joint ones joined with 、."""
    if signature.organs:
        return _signers(front, signature.organs)
    named = _in_title(title.value, simplified_text(shadow(title.value)))
    if named and title.span is not None:
        return Field(named, title.span)
    match = pattern("issuers", "decree").search(front.laid, front.cover.start, front.cover.end)
    return NOTHING if match is None else front.field(Span(*match.span("organ")))


def _signers(front: Front, organs: tuple[Span, ...]) -> Field:
    names: list[str] = []
    for span in organs:
        written = front.written(span)
        if pattern("issuers", "alias").search(front.words(span)) and names:
            names[-1] += written
        else:
            names.append(written)
    return Field("、".join(names), Span(organs[0].start, organs[-1].end))


def _in_title(title: str, shadow: str) -> str:
    """The issuer at the head of a title (某市人民政府关于…); empty if there is none."""
    match = pattern("issuers", "head-of-title").search(shadow)
    if match is None:
        return ""
    return "、".join(re.split(r"[\s、]+", title[match.start("organ") : match.end("organ")]))
