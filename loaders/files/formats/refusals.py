"""Errors that several formats share, each with what to do."""

from graph.errors import SourceError


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
