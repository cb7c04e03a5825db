"""A spreadsheet's values as its number formats show them: 0.145 in `0.0%` is 14.5%, a date in its own order of signs."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from loaders.files.formats.word.number_styles import numeral

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*+)"|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*+)\]|(?P<digits>[0#?.,]++)'
    r"|(?P<percent>%)|(?P<exponent>[Ee][+-]0*+)|(?P<time>[yYmMdDhHsS]++)|(?P<half>AM/PM|am/pm|A/P)|(?P<text>@)"
    r"|(?P<general>[Gg]eneral)|(?P<plain>.)",
    re.DOTALL,
)
_GENERAL = "General"
_DIGITS_OF_GENERAL = 11
_SHORT_DATE = ("mm-dd-yy", "m/d/yy", "m/d/yyyy", "yyyy/m/d")  # the system's own short date, whatever the file says
_FOUR_DIGITS = 3
_LARGEST = 1e20

Moment = dt.datetime | dt.date | dt.time
Value = str | bool | int | float | Moment | dt.timedelta


def shown(value: Value, number_format: str) -> str:
    """`value` as a cell with that number format shows it; formats that are not understood leave the value plain."""
    sections = _sections(number_format or _GENERAL)
    match value:
        case bool():
            return str(value).upper()
        case str():
            return _text(value, sections)
        case dt.datetime() | dt.date() | dt.time():
            return _moment(value, number_format)
        case dt.timedelta():
            return str(value)
    return _number(value, sections)


@cache
def _sections(number_format: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The sections (positive; negative; zero; text) as (kind, words) tokens."""
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(number_format[:500]):
        kind = match.lastgroup or "plain"
        if kind == "plain" and match[0] == ";":
            sections.append([])
        else:
            sections[-1].append((kind, match[kind]))
    return tuple(tuple(section) for section in sections)


def _text(value: str, sections: tuple[tuple[tuple[str, str], ...], ...]) -> str:
    section = sections[-1]
    if not any(kind == "text" for kind, _ in section):
        return value
    return "".join(value if kind == "text" else _literal(kind, words) for kind, words in section)


def _literal(kind: str, words: str) -> str:
    return {"quoted": words, "escaped": words, "plain": words, "gap": " "}.get(kind, "")


def _number(value: float, sections: tuple[tuple[tuple[str, str], ...], ...]) -> str:
    if not abs(value) < _LARGEST:  # neither infinity nor what is no number
        return str(value)
    section, minus = sections[0], value < 0
    if value < 0 and len(sections) > 1:
        section, minus = sections[1], False
    elif value == 0 and len(sections) > 2:  # noqa: PLR2004 (positive; negative; zero)
        section = sections[2]
    kinds = [kind for kind, _ in section]
    if kinds.count("digits") != 1 or {"exponent", "time"} & set(kinds):
        unknown = "digits" in kinds or {"general", "text", "time"} & set(kinds) or not section
        if unknown:
            number = _general(abs(value) if not minus and value < 0 else value)
            return number if "digits" in kinds or "time" in kinds else _around(section, number)
        return "".join(_literal(kind, words) for kind, words in section)
    picture = next(words for kind, words in section if kind == "digits")
    magnitude = abs(Decimal(str(value))) * 100 ** kinds.count("percent")
    text = ("-" if minus else "") + _digits(magnitude, picture)
    return "".join(
        text if kind == "digits" else "%" if kind == "percent" else _literal(kind, words) for kind, words in section
    )


def _around(section: tuple[tuple[str, str], ...], number: str) -> str:
    marks = ("general", "text")
    if not any(kind in marks for kind, _ in section):
        return number
    return "".join(number if kind in marks else _literal(kind, words) for kind, words in section)


def _digits(magnitude: Decimal, picture: str) -> str:
    whole, point, fraction = picture.partition(".")
    scale = len(picture) - len(picture.rstrip(","))
    wanted = len(fraction.rstrip(",").replace(",", "")) if point else 0
    grouped = "," in whole.rstrip(",")
    rounded = (magnitude / 1000**scale).quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    optional = len(fraction) - len(fraction.rstrip("#?"))
    if point and optional:
        head, _, tail = text.partition(".")
        kept = tail[: wanted - optional] + tail[wanted - optional :].rstrip("0")
        text = f"{head}.{kept}" if kept else head
    needed = whole.count("0")
    head, dot, tail = text.partition(".")
    return (head if grouped else head.zfill(needed)) + dot + tail


def _general(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value)) if abs(value) < 10**_DIGITS_OF_GENERAL else f"{value:.5E}"
    return f"{value:.{_DIGITS_OF_GENERAL - 1}g}"


def _moment(value: Moment, number_format: str) -> str:
    section = _sections(number_format)[0]
    if number_format.partition(";")[0] in _SHORT_DATE and not isinstance(value, dt.time):
        return f"{value.year}/{value.month}/{value.day}"
    if not any(kind == "time" for kind, _ in section):
        return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
    chinese = any(kind == "bracket" and words.upper() == "DBNUM1" for kind, words in section)
    halves = any(kind == "half" for kind, _ in section)
    text, clock = "", False
    for kind, words in section:
        if kind == "time":
            sign = words[0].lower()
            minutes = sign == "m" and clock
            clock = sign in ("h", "s") or (clock and sign == "m")
            text += _part(value, "n" if minutes else sign, len(words), chinese=chinese, halves=halves)
        elif kind == "half":
            text += "AM" if getattr(value, "hour", 0) < 12 else "PM"  # noqa: PLR2004 (noon)
        else:
            text += words if kind == "digits" else _literal(kind, words)
    return text.strip()


def _part(value: Moment, sign: str, length: int, *, chinese: bool, halves: bool) -> str:
    names = {"y": "year", "m": "month", "d": "day", "h": "hour", "n": "minute", "s": "second"}
    number = int(getattr(value, names[sign], 0))
    if sign == "y":
        year = str(number) if length >= _FOUR_DIGITS else f"{number % 100:02d}"
        return numeral(int(year), "ideographDigital") if chinese else year
    if sign == "h" and halves:
        number = number % 12 or 12
    if chinese:
        return numeral(number, "chineseCountingThousand")
    return f"{number:02d}" if length > 1 else str(number)
