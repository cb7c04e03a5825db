"""What a page draws that is its text: a character drawn twice counts once, turned pages stand upright, watermarks go.

A watermark runs askew or large over the text; a page that is set sideways is read in the direction of most of its characters.
Scans and fonts without a Unicode map are refused with what to do.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.errors import SourceError
from loaders.files.formats.content import Builder
from loaders.files.formats.fixed.glyph_pages import Glyph, Page, set_upright

_UNREADABLE_SHARE = 0.2
_MOST_NAMED = 10
_SAME = 0.3
_LARGE = 1.8
_BAND = 6.0
_STACKED = 0.6
_NAMED = 3
_LONGEST = 24


def upright_pages(pages: Iterable[Page], builder: Builder) -> list[Page]:
    """The pages as a reader turns them, without copies and slanted text; notes what was set aside."""
    found, aside, numbers = [], Counter[str](), []
    for page in pages:
        stamped = _stamped(page.glyphs)
        glyphs = [glyph for glyph in _once(page.glyphs) if glyph.turn is not None and glyph not in stamped]
        askew = [glyph for glyph in page.glyphs if glyph.turn is None or glyph in stamped]
        if words := "".join(glyph.text for glyph in askew).strip():
            aside[words[:_LONGEST]] += 1
            numbers.append(page.number)
        found.append(_upright(replace(page, glyphs=tuple(glyphs))))
    if aside:
        shown = "; ".join(words for words, _ in aside.most_common(_NAMED))
        builder.problem(
            "slanted-text",
            f"text that runs askew or large over {len(numbers)} pages, such as a watermark, was left out: {shown}",
        )
    return found


def _stamped(glyphs: Sequence[Glyph]) -> frozenset[Glyph]:
    """Glyphs of large lines that lie over smaller ones: a watermark that runs level."""
    sizes = sorted(glyph.size for glyph in glyphs if glyph.text.strip())
    if not sizes:
        return frozenset()
    usual = sizes[len(sizes) // 2]
    large = [glyph for glyph in glyphs if glyph.size > _LARGE * usual and glyph.text.strip()]
    small = [glyph for glyph in glyphs if glyph.size <= _LARGE * usual and glyph.text.strip()] if large else []
    lines = {_line(glyph) for glyph in large if sum(_covers(glyph, one) for one in small) > 1}
    return frozenset(glyph for glyph in large if _line(glyph) in lines)


def _line(glyph: Glyph) -> tuple[int, int]:
    return round(glyph.size), round(glyph.top)


def _covers(large: Glyph, small: Glyph) -> bool:
    across, down = (small.left + small.right) / 2, (small.top + small.bottom) / 2
    return large.left < across < large.right and large.top < down < large.bottom


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without those that repeat one at almost the same place, as bold and shadows are faked."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int], list[Glyph]] = {}
    for glyph in glyphs:
        if not glyph.text.strip():
            kept.append(glyph)
            continue
        band = round(glyph.top / _BAND)
        if any(_copies(glyph, one) for at in (band - 1, band, band + 1) for one in places.get((glyph.text, at), ())):
            continue
        places.setdefault((glyph.text, band), []).append(glyph)
        kept.append(glyph)
    return kept


def _copies(one: Glyph, other: Glyph) -> bool:
    near = _SAME * min(one.right - one.left, other.right - other.left, one.bottom - one.top)
    return abs(one.left - other.left) < near and abs(one.top - other.top) < near


def _upright(page: Page) -> Page:
    """The page turned so that most of its characters stand; one whose characters stand below each other is turned too."""
    turns = Counter(glyph.turn for glyph in page.glyphs if glyph.text.strip())
    turn = max(turns, key=lambda one: (turns[one], one == 0), default=0) or 0
    page = _turned(page, turn)
    if _in_columns(page.glyphs):
        page = _turned(replace(page, glyphs=tuple(replace(one, turn=90) for one in page.glyphs)), 90)
    return page


def _turned(page: Page, turn: int) -> Page:
    if not turn:
        return page
    across = turn in (90, 270)
    return replace(
        page,
        width=page.height if across else page.width,
        height=page.width if across else page.height,
        glyphs=tuple(set_upright(page.glyphs, turn, page.width, page.height)),
        rules=tuple(set_upright(page.rules, turn, page.width, page.height)),
    )


def _in_columns(glyphs: Sequence[Glyph]) -> bool:
    """Whether most characters stand right below the one before: Chinese set from top to bottom."""
    below = beside = 0
    before: Glyph | None = None
    for glyph in glyphs:
        if glyph.turn or not glyph.text.strip():
            continue
        if before is not None:
            step_x, step_y = glyph.left - before.left, glyph.top - before.top
            near = _STACKED * glyph.size
            below += abs(step_x) < near < step_y < 4 * near
            beside += abs(step_y) < near < step_x
        before = glyph
    return below > max(beside * 2, 8)


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
        named = ", ".join(map(str, scans[:_MOST_NAMED])) + (" …" if len(scans) > _MOST_NAMED else "")
        builder.problem("pictured-pages", f"pages that are pictures without text were not read: {named}")
