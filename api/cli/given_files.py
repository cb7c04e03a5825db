"""Files of words that a person gives on the command line: decisions, thresholds."""

from pathlib import Path

from graph.errors import SourceError

MOST_BYTES = 50 * 1024 * 1024
"""Largest file of this kind."""


def words_of(file: Path) -> str:
    """The text of a file. SourceError for one that is no file, too large, or not UTF-8."""
    try:
        if file.exists() and not file.is_file():
            raise SourceError("this is not a file", where=str(file), hint="give a YAML file")
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise SourceError("the file is too large", where=str(file), hint=f"at most {MOST_BYTES} bytes")
        return data.decode()
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", where=str(file)) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"can't be read: {error}", where=str(file), hint="save it as UTF-8") from error
