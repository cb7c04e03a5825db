"""A spreadsheet's values as its number formats show them: 0.145 in `0.0%` is 14.5%, a date in its own order of signs."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from loaders.files.formats.spreadsheets.date_formats import Moment, moment_shown
from loaders.files.formats.spreadsheets.format_sections import Section, literal, sections_of

_GENERAL = "General"
_DIGITS_OF_GENERAL = 11
_LARGEST = 1e20

Value = str | bool | int | float | Moment | dt.timedelta


def shown(value: Value, number_format: str) -> str:
    """`value` as a cell with that number format shows it; formats that are not understood leave the value plain."""
    sections = sections_of(number_format or _GENERAL)
    match value:
        case bool():
            return str(value).upper()
        case str():
            return _text(value, sections)
        case dt.datetime() | dt.date() | dt.time():
            return moment_shown(value, number_format)
        case dt.timedelta():
            return str(value)
    return _number(value, sections)


def _text(value: str, sections: tuple[Section, ...]) -> str:
    section = sections[-1]
    if not any(kind == "text" for kind, _ in section):
        return value
    return "".join(value if kind == "text" else literal(kind, words) for kind, words in section)


def _number(value: float, sections: tuple[Section, ...]) -> str:
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
        return "".join(literal(kind, words) for kind, words in section)
    picture = next(words for kind, words in section if kind == "digits")
    magnitude = abs(Decimal(str(value))) * 100 ** kinds.count("percent")
    text = ("-" if minus else "") + _digits(magnitude, picture)
    return "".join(
        text if kind == "digits" else "%" if kind == "percent" else literal(kind, words) for kind, words in section
    )


def _around(section: Section, number: str) -> str:
    marks = ("general", "text")
    if not any(kind in marks for kind, _ in section):
        return number
    return "".join(number if kind in marks else literal(kind, words) for kind, words in section)


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
