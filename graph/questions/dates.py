"""Dates as people write them in questions: YYYY, YYYY-MM or YYYY-MM-DD, and real ones."""

import re
from datetime import date

from graph.errors import BadRequestError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def checked_date(words: str) -> str:
    """The words where they are a date, or empty; BadRequestError for anything else."""
    written = _WRITTEN.fullmatch(words)
    if words and (written is None or not _is_real(*(int(part or 1) for part in written.groups()))):
        raise BadRequestError(f"{words!r} is no date", hint="write YYYY, YYYY-MM or YYYY-MM-DD")
    return words


def _is_real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
