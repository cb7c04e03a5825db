"""A list of units in running words → the parties it names, each with its span, its restored name and its kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from loaders import units
from loaders.facts import PartyKind, Role, Span
from loaders.vocabulary import vocabulary

_ASIDE = re.compile(r"[(<][^()<>]*[)>]")
_LAST_ASIDE = re.compile(r"[(<]([^()<>]*)[)>]$")
_SPACE = re.compile(r"\s+")
_OPENING, _CLOSING = "(<", ")>"


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as a list names it; `unit` has shared words restored and asides dropped; `marked` with a star, `said`: the role that an aside gives it (牵头)."""

    unit: str
    start: int
    end: int
    kind: PartyKind
    marked: bool = False
    said: Role | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The units of one list. `open`: it ends in 等. `rejected`: pieces that do not look like units."""

    mentions: tuple[Mention, ...]
    open: bool
    rejected: tuple[Span, ...] = ()
    commas: tuple[int, ...] = ()


def listing(text: str, words: str, span: Span) -> Listing:
    """The units that `span` of a text lists.

    `words` is the shadow of the text. Pieces that do not look like units are `rejected`.
    """
    pieces, is_open = _pieces(words, span)
    tried = [_mention(text, words, piece) for piece in pieces]
    found: list[Mention] = []
    rejected: list[Span] = []
    for mention, tailed in zip(tried, _with_tails(tried), strict=True):
        name = _close(words[mention.start : mention.end])
        known = units.looks_like_unit(name) or (units.kind(name) == "collective" and len(name) <= _LONG)
        if known or tailed.unit != mention.unit:
            found.append(tailed)
        else:
            rejected.append(Span(mention.start, mention.end))
    commas = tuple(_top_commas(words, span))
    return Listing(tuple(found), is_open, tuple(rejected), commas)


def unusual(text: str, words: str, span: Span, piece: Span) -> Mention | None:
    """A rejected piece of the list in `span` as a unit all the same, as after 责任单位：, if it may be a name."""
    name = _close(words[piece.start : piece.end])
    soft = piece.start > span.start and words[piece.start - 1].isspace()
    if soft or not _MIN <= len(name) <= _LONG:
        return None
    if _unlikely().search(name) and not _described().fullmatch(name):
        return None
    return _mention(text, words, piece)


def _top_commas(words: str, span: Span) -> Iterator[int]:
    depth = 0
    for at in range(span.start, span.end):
        depth += (words[at] in _OPENING) - (words[at] in _CLOSING)
        if depth <= 0 and words[at] in _marks("_hard_separators"):
            yield at


_MIN, _LONG = 2, 40


def _pieces(words: str, span: Span) -> tuple[list[Span], bool]:
    """The pieces between separators, without 等 and what follows it, and whether the list is open."""
    pieces: list[Span] = []
    is_open = False
    for part in _split(words, span):
        for piece, closes in _without_rest(words, part):
            is_open |= closes
            pieces += [joined for joined in _unjoined(words, piece) if joined.start < joined.end]
    kept = [_trimmed(words, piece) for piece in pieces]
    return [piece for piece in kept if piece.start < piece.end and not _no_name().match(words, piece.start)], is_open


def _split(words: str, span: Span) -> Iterator[Span]:
    """Parts between separators that stand outside brackets and outside chains of kinds of places (各市、县政府)."""
    chains = [match.span() for match in _chain().finditer(words, span.start, span.end)]
    marks, depth, start, chain = _marks("_separators"), 0, span.start, 0
    for at in range(span.start, span.end):
        mark = words[at]
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        while chain < len(chains) and chains[chain][1] <= at:
            chain += 1
        inside = chain < len(chains) and chains[chain][0] <= at
        if (
            depth == 0
            and not inside
            and (mark in marks or (mark.isspace() and _parts_at_space(words, start, at, span.end)))
        ):
            yield Span(start, at)
            start = at + 1
    yield Span(start, span.end)


def _parts_at_space(words: str, start: int, at: int, end: int) -> bool:
    """A space or line end parts two units where the words before it are one, and those after it are no rest of its name."""
    left = words[start:at].strip()
    token = _token().search(words, at, min(end, at + _LONG))
    if token is None or not units.looks_like_unit(left, firm=True):
        return False
    right = token[0]
    if units.is_full(right) or units.is_bare(right) or units.kind(right) == "collective":
        return True
    short = len(right) <= vocabulary("parties")["_wrap"]
    return not (short and units.looks_like_unit(left + right, firm=True))


def _without_rest(words: str, part: Span) -> Iterator[tuple[Span, bool]]:
    """The part cut at 等 outside brackets: what stands before it, and a unit that follows; `True` where a list closes."""
    start = part.start
    for match in _etc().finditer(words, part.start, part.end):
        if match.start() < start or _depth(words, part.start, match.start()):
            continue
        yield Span(start, match.start()), True
        start = match.end()
    if start == part.start:
        yield part, False
        return
    rest = words[start : part.end].strip()
    joined = _joiner_in(words, Span(start, part.end))
    if joined is not None:
        yield Span(joined, part.end), False
    elif rest and not _rest().search(rest) and units.looks_like_unit(rest, firm=True):
        yield Span(start, part.end), False


def _joiner_in(words: str, span: Span) -> int | None:
    """Where the unit after 等…及 begins, if the words before the joiner close the list."""
    for match in _joiners().finditer(words, span.start, span.end):
        left = words[span.start : match.start()].strip()
        if (not left or _rest().search(left)) and words[match.end() : span.end].strip() not in vocabulary("parties")[
            "_generic"
        ]:
            return match.end()
    return None


def _unjoined(words: str, piece: Span) -> Iterator[Span]:
    """The piece parted at each 和 that joins two units; names that contain one (发展和改革委员会) stay whole."""
    start = piece.start
    for match in _joiners().finditer(words, piece.start, piece.end):
        left, right = words[start : match.start()].strip(), words[match.end() : piece.end].strip()
        if _depth(words, piece.start, match.start()) or _pair().search(
            words, max(start, match.start() - _PAIR), piece.end
        ):
            continue
        if len(left) >= _MIN and units.looks_like_unit(_close(left), firm=True) and _may_follow(right):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, piece.end)


_PAIR = 3


def _may_follow(right: str) -> bool:
    return units.looks_like_unit(_close(right)) or units.kind(right) == "collective"


def _trimmed(words: str, piece: Span) -> Span:
    """Without blanks, words before the name (由, 和, *) and marks after it."""
    start, end = piece.start, piece.end
    while start < end and words[start] in _OPENING and _depth(words, start, end) > 0:
        start += 1
    lead = _lead().match(words, start, end)
    if lead:
        start = lead.end()
    while end > start and (words[end - 1].isspace() or words[end - 1] in _marks("_trailing")):
        end -= 1
    while end > start and words[end - 1] in _CLOSING and _depth(words, start, end) < 0:
        end -= 1
    return Span(start, end)


def _depth(words: str, start: int, end: int) -> int:
    inside = words[start:end]
    return sum(map(inside.count, _OPENING)) - sum(map(inside.count, _CLOSING))


def _mention(text: str, words: str, piece: Span) -> Mention:
    surface, shadow = text[piece.start : piece.end], words[piece.start : piece.end]
    start, end = piece.start, piece.end
    said, aside = _said(shadow)
    if said:
        end = start + aside
        surface, shadow = surface[:aside], shadow[:aside]
    name = _named(surface, shadow)
    marked = any(_star().fullmatch(words, at, at + 1) for at in (start - 1, end) if 0 <= at < len(words))
    return Mention(name, start, end, units.kind(_ASIDE.sub("", shadow)), marked, said)


def _said(shadow: str) -> tuple[Role | None, int]:
    """The role that an aside at the end of a name gives (市发展改革委(牵头)), and where the name ends."""
    last = _LAST_ASIDE.search(shadow)
    if last:
        for role, pattern in vocabulary("roles")["_aside_roles"].items():
            if re.fullmatch(pattern, last[1]):
                return cast("Role", role), len(shadow[: last.start()].rstrip())
    return None, len(shadow)


def _named(surface: str, shadow: str) -> str:
    """The surface without asides and blanks; a bracket that lists kinds of places stays, without what it includes."""
    kept, last = [], 0
    for match in _ASIDE.finditer(shadow):
        inside = match[0][1:-1]
        including = _including().search(inside)
        if not units.looks_like_unit(shadow[: match.start()]) and match.end() < len(shadow) and not including:
            continue  # a bracket inside a name, as in the names of some zones
        if not units.lists_places(inside[: including.start()] if including else inside):
            kept.append(surface[last : match.start()])
            last = match.end()
        elif including:
            kept.append(surface[last : match.start() + 1 + including.start()])
            last = match.end() - 1
    kept.append(surface[last:])
    return _SPACE.sub("", "".join(kept)).strip(_marks("_trailing"))


def _close(name: str) -> str:
    """The words of a name for tests of its form: no blanks, no asides except kinds of places."""
    return _SPACE.sub("", _named(name, name))


def _with_tails(found: Sequence[Mention]) -> list[Mention]:
    """广州、深圳市政府 → 广州市政府: places without an ending take that of the place that closes the list."""
    done: list[Mention] = []
    tail = government = zone = ""
    for mention in reversed(found):
        match, unit = _tail().search(mention.unit), mention.unit
        if match:
            zone, tail, government = (match[name] or "" for name in ("zone", "tail", "government"))
        elif zone and _zone().fullmatch(unit):
            unit += zone
        elif government and _place().fullmatch(unit):
            unit += government
        elif tail and _place_only().fullmatch(unit) and not units.looks_like_unit(unit, firm=True):
            unit += tail
        else:
            tail = government = zone = ""
        done.append(replace(mention, unit=unit))
    return done[::-1]


@cache
def _marks(name: str) -> str:
    return str(vocabulary("parties")[name])


@cache
def _chain() -> re.Pattern[str]:
    word = rf"(?:{units.words('_place_chain')})(?:\([^()]{{1,24}}\))?"
    tail = units.words("_government")
    return re.compile(
        rf"{_marks('_each')}{word}(?:[{_marks('_chain_marks')}]{word})+(?:{tail})?(?={_marks('_chain_end')})"
    )


@cache
def _etc() -> re.Pattern[str]:
    return re.compile(_marks("_etc"))


@cache
def _rest() -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in vocabulary("parties")["open_endings"].values()))


@cache
def _joiners() -> re.Pattern[str]:
    return re.compile(_marks("_joiners"))


@cache
def _pair() -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in vocabulary("parties")["joined"].values()))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in vocabulary("parties")["lead_in"].values()))


@cache
def _unlikely() -> re.Pattern[str]:
    return re.compile(_marks("_broken"))


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_marks("_shared_tail"))


@cache
def _place_only() -> re.Pattern[str]:
    return re.compile(_marks("_place_only"))


@cache
def _including() -> re.Pattern[str]:
    return re.compile(_marks("_including"))


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(_marks("_zone"))


@cache
def _place() -> re.Pattern[str]:
    return re.compile(_marks("_place_name"))


@cache
def _star() -> re.Pattern[str]:
    return re.compile(_marks("_star"))


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(_marks("_no_name"))


@cache
def _token() -> re.Pattern[str]:
    return re.compile(_marks("_token"))


@cache
def _described() -> re.Pattern[str]:
    return re.compile(_marks("_described"))
