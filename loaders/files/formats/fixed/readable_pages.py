"""Whether pages hold text that can be read: scans and fonts without a Unicode map are refused with what to do."""

import unicodedata
from collections.abc import Sequence

from graph.errors import SourceError
from loaders.files.formats.content import Builder
from loaders.files.formats.fixed.glyph_pages import Page

_UNREADABLE_SHARE = 0.2
_NAMED = 10


def check_readable(pages: Sequence[Page], builder: Builder) -> None:
    """Raises SourceError for pages without readable text; notes single pages that are pictures."""
    signs = [glyph.text for page in pages for glyph in page.glyphs if glyph.text.strip()]
    if not signs:
        what = "only pictures of pages, no text (a scan)" if any(page.pictures for page in pages) else "no text"
        raise SourceError(
            f"the file holds {what}", where=builder.where, hint="recognise its text first (OCR) and give the result"
        )
    unreadable = sum(unicodedata.category(sign[0]) in ("Co", "Cn", "Cc") or sign == "\ufffd" for sign in signs)
    if unreadable > _UNREADABLE_SHARE * len(signs):
        raise SourceError(
            "the file's fonts do not say which characters they draw (no Unicode map)",
            where=builder.where,
            hint="print it to a new PDF, or recognise its text (OCR) and give the result",
        )
    scans = [page.number for page in pages if page.pictures and not page.glyphs]
    if scans:
        named = ", ".join(map(str, scans[:_NAMED])) + (" …" if len(scans) > _NAMED else "")
        builder.problem("pictured-pages", f"pages that are pictures without text were not read: {named}")
