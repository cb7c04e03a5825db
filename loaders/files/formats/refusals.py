"""Errors that several formats share, each with what to do."""

import logging

from graph.errors import SourceError

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
