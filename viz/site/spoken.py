"""Dates, times and numbers as people write them; what programs read (addresses, attributes, JSON, csv) stays ISO 8601."""

import re
from datetime import datetime

from graph.schema import Language
from viz.site.catalogue_words import words

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
"""A year, a month or a day in ISO 8601, the forms that dates have in the graph."""

NUMBER = re.compile(r"(?<![\d.])\d{4,}")


def said_date(iso: str, language: Language) -> str:
    """`2025`, `2025-06` or `2025-06-30` in words; anything else as it is."""
    found = WRITTEN.fullmatch(iso)
    if not found or not 1 <= int(found[2] or 1) <= 12:  # noqa: PLR2004  months of a year
        return iso
    year, month, day = (int(part or 0) for part in found.groups())
    key = "date_day" if day else "date_month" if month else "date_year"
    names = words("months", language).split()
    return words(key, language, y=str(year), m=month, d=day, month=names[month - 1] if month else "")


def said_time(iso: str, language: Language) -> str:
    """A moment to the minute, by the clock of this computer; anything else as it is."""
    at = moment(iso)
    if at is None:
        return iso
    date = said_date(at.date().isoformat(), language)
    return words("date_time", language, date=date, time=f"{at:%H:%M}")


def moment(iso: str) -> datetime | None:
    """The moment by the clock of this computer, without its zone; None for anything that is no date with a time."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return None
    if WRITTEN.fullmatch(iso):
        return None
    return at.astimezone().replace(tzinfo=None) if at.tzinfo else at


def said_number(value: object) -> str:
    """A number with its thousands apart: both languages write them with a comma. Anything but a number as it is."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float):
        return f"{value:,}"
    return NUMBER.sub(lambda found: f"{int(found[0]):,}", str(value))
