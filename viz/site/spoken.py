"""Dates, times, numbers and places in a file as people write them; what programs read (addresses, attributes, JSON, csv) stays ISO 8601."""

import re
from datetime import datetime
from functools import lru_cache

from graph.schema import Language
from viz.site.catalogue_words import words

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
"""A year, a month or a day in ISO 8601, the forms that dates have in the graph."""

NUMBER = re.compile(r"(?<![\d.])\d{4,}")


@lru_cache(maxsize=4096)  # a list of plans says the same days again and again
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


_PARTS = re.compile(
    r"(?P<kind>line|paragraph|page|table|row|text box|footnote|endnote|cell) (?P<n>\S+)"
    r"|element (?P<tag>\w+) (?P<element>\d+)|(?P<title>title of the page)"
    r"|sheet (?P<sheet>.+) (?=cell )|column (?P<column>.+)"
)
"""What the readers of formats write as places (loaders/formats); the name of a sheet or a column may be any words."""


def place_words(place: str, language: Language) -> str:
    """The place for people; as it is written where it is no place of our readers."""
    said: list[str] = []
    position = 0
    while position < len(place):
        part = _PARTS.match(place, position)
        if part is None:
            return place
        said.append(_part(part, language))
        position = part.end()
        position += place[position : position + 1] == " "
    return {"zh": "", "en": " "}[language].join(said)


def _part(part: re.Match[str], language: Language) -> str:
    if part["tag"]:
        return words("place_element", language, tag=part["tag"], n=part["element"])
    for name in ("sheet", "column"):
        if part[name]:
            return words(f"place_{name}", language, n=part[name])
    if part["title"]:
        return words("place_title", language)
    return words(f"place_{part['kind'].replace(' ', '_')}", language, n=part["n"])
