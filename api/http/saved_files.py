"""A file to save as an answer: its media type, and a name that browsers keep and that tells it from others of its list."""

import re
from enum import StrEnum
from urllib.parse import quote

from fastapi.responses import Response


class Format(StrEnum):
    """What a list is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    JSONL = "jsonl"
    ICS = "ics"


MEDIA_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.JSONL: "application/jsonl; charset=utf-8",
    Format.ICS: "text/calendar; charset=utf-8",
}


def saved(written_as: Format, content: bytes, name: str, plain: str = "") -> Response:
    """The answer."""
    return Response(content, media_type=MEDIA_TYPES[written_as], headers=saving(written_as, name, plain))


def saving(written_as: Format, name: str, plain: str = "") -> dict[str, str]:
    """The headers by which a browser saves the answer; `plain` is the name for programs that read ASCII alone."""
    return {**attached(name, written_as.value, plain), "Vary": "Accept-Language, Cookie"}


MOST_BYTES = 200
"""Of a name in UTF-8; file systems hold 255 with what browsers put behind it."""

MOST_ASCII = 100
"""Characters of the name in ASCII, which few programs still ask for."""

_NEVER = re.compile(r'[/\\:*?"<>|\x00-\x1f]+')
"""Characters that some file system refuses."""


def attached(name: str, ending: str, plain: str = "") -> dict[str, str]:
    """The header that has a browser save a file under a name (RFC 6266), cut to what file systems hold.

    `plain` is the name for programs that read no UTF-8; of either only its ASCII is used there.
    """
    short = _NEVER.sub("-", name).encode()[:MOST_BYTES].decode(errors="ignore").strip()
    ascii_only = re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9._-]+", "-", plain or name)).strip("-")[:MOST_ASCII]
    told = f"filename=\"{ascii_only or 'respgraph'}.{ending}\"; filename*=UTF-8''{quote(short, safe='')}.{ending}"
    return {"Content-Disposition": f"attachment; {told}"}
