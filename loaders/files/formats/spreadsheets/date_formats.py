"""Dates as a cell's number format shows them, always with their year: a person sees it in the cell that is chosen."""

import datetime as dt
from collections.abc import Mapping

from loaders.files.formats.spreadsheets.format_sections import Section, literal, sections_of
from loaders.files.formats.word.number_styles import numeral
from loaders.vocabulary import vocabulary

_SHORT_DATE = ("mm-dd-yy", "m/d/yy", "m/d/yyyy", "yyyy/m/d")  # the system's own short date, whatever the file says
_SHORT_MOMENT = ("m/d/yy h:mm", "m/d/yyyy h:mm")
_SYSTEM_DATE = ("$-F800", "$-X-SYSDATE")
_SYSTEM_TIME = ("$-F400", "$-X-SYSTIME")
_FOUR_DIGITS = 3
_NAME = 3
"""From so many letters on a month or a day is shown by its name."""

Moment = dt.datetime | dt.date | dt.time


def chinese_format(number: int) -> str | None:
    """The format that a number stands for in Excel's Chinese editions (27-36, 50-58); files give the number only."""
    formats: Mapping[int, str] = vocabulary("files/formats/web/pages")["_date_formats"]
    return formats.get(number)


def moment_shown(value: Moment, number_format: str) -> str:
    """A date or time in that format; names of months and months without a year become year, month and day in Chinese."""
    section = sections_of(number_format)[0]
    plain = number_format.partition(";")[0].replace("\\", "")
    system = {words.upper() for kind, words in section if kind == "bracket"}
    if not isinstance(value, dt.time):
        if plain in _SHORT_DATE:
            return f"{value.year}/{value.month}/{value.day}"
        if plain in _SHORT_MOMENT and isinstance(value, dt.datetime):
            return f"{value.year}/{value.month}/{value.day} {value.hour}:{value.minute:02d}"
        if system.intersection(_SYSTEM_DATE):
            section = sections_of(_formats()["day"])[0]
        elif _unclear(section):
            day = not any(kind == "time" and words[0] in "mM" for kind, words in section) or any(
                kind == "time" and words.lower() in ("d", "dd") for kind, words in section
            )
            section = sections_of(_formats()["day" if day else "month"])[0]
    if system.intersection(_SYSTEM_TIME):
        section = sections_of("h:mm:ss")[0]
    if not any(kind == "time" for kind, _ in section):
        return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
    return _written(value, section, chinese="DBNUM1" in system)


def _formats() -> Mapping[str, str]:
    formats: Mapping[str, str] = vocabulary("files/formats/web/pages")["_full_dates"]
    return formats


def _unclear(section: Section) -> bool:
    """Whether a format shows a month by its English name, or a month or a day without its year."""
    signs = [words.lower() for kind, words in section if kind == "time"]
    clock = any(sign[0] in "hs" for sign in signs)
    months = [sign for sign in signs if sign[0] == "m"]
    return any(len(sign) >= _NAME for sign in months) or (
        bool(signs) and not clock and not any(sign[0] in "ye" for sign in signs)
    )


def _written(value: Moment, section: Section, *, chinese: bool) -> str:
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
            text += words if kind == "digits" else literal(kind, words)
    return text.strip()


def _part(value: Moment, sign: str, length: int, *, chinese: bool, halves: bool) -> str:
    if sign == "d" and length >= _NAME:
        return ""
    names = {"e": "year", "y": "year", "m": "month", "d": "day", "h": "hour", "n": "minute", "s": "second"}
    number = int(getattr(value, names[sign], 0))
    if sign in "ye":
        year = str(number) if sign == "e" or length >= _FOUR_DIGITS else f"{number % 100:02d}"
        return numeral(int(year), "ideographDigital") if chinese else year
    if sign == "h" and halves:
        number = number % 12 or 12
    if chinese:
        return numeral(number, "chineseCountingThousand")
    return f"{number:02d}" if length > 1 else str(number)
