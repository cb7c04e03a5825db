"""Errors that several formats share, each with what to do."""

import logging

from graph.errors import SourceError
from loaders.files.limits import LIMITS, MEGABYTE

_log = logging.getLogger(__name__)


def damaged(where: str) -> SourceError:
    """The error for a file that is cut short or not what it says."""
    return SourceError(
        "this file is damaged or cut short", where=where, hint="fetch it again, or open and save it in its own program"
    )


def too_deep(where: str) -> SourceError:
    """The error for markup that is nested hundreds of levels deep."""
    return SourceError(
        "the file's markup is nested too deeply to be a document",
        where=where,
        hint="copy its text into a new document and give that",
    )


def mistake(error: Exception, where: str) -> SourceError:
    """The error for a file over which a reader makes a mistake: it stops this file and no other."""
    _log.debug("a reader made a mistake over %s", where, exc_info=error)
    return SourceError(
        f"the reader of this kind of file makes a mistake over it ({type(error).__name__})",
        where=where,
        hint="save its text and give that; please report it with the file",
    )


def too_slow(where: str) -> SourceError:
    """The error for a file that needs too much time."""
    return SourceError(
        f"reading the file takes more than {LIMITS.seconds} seconds",
        where=where,
        hint="split it, or save it as text and give that",
    )


def too_large(where: str, most: int = LIMITS.reading_memory) -> SourceError:
    """The error for a file that needs more memory than so many bytes."""
    return SourceError(
        f"reading the file takes more than {most // MEGABYTE} MB of memory",
        where=where,
        hint="split it, or save it as text and give that",
    )


def ended(status: int, where: str) -> SourceError:
    """The error for a file over which its process ended; `status` as subprocess tells it."""
    if status in (-9, -24):  # killed for the clock, or past its processor time
        return too_slow(where)
    return SourceError(
        "the file made its reader fail: it is damaged, needs too much memory or is made to do harm",
        where=where,
        hint="open and save it in its own program, or give its text",
    )
