"""A file to save as an answer: its media type, and a name that browsers keep and that tells it from others of its list."""

from enum import StrEnum
from urllib.parse import quote

from fastapi.responses import Response

from api.exports.list_requests import ListName, Wanted


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


def saved(written_as: Format, content: bytes, name: str) -> Response:
    """The answer."""
    return Response(content, media_type=MEDIA_TYPES[written_as], headers=saving(written_as, name))


def saving(written_as: Format, name: str) -> dict[str, str]:
    """The headers by which a browser saves the answer; slashes of ids become dashes in the name."""
    return {**attached(name, written_as.value), "Vary": "Accept-Language, Cookie"}


def attached(name: str, ending: str) -> dict[str, str]:
    """The header that has a browser save a file under a name, cut to what file systems hold."""
    short = name.replace("/", "-").encode()[:MOST_BYTES].decode(errors="ignore")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(short, safe='')}.{ending}"}


MOST_BYTES = 200
"""Of a name in UTF-8; file systems hold 255 with what browsers put behind it."""


def file_name(written_as: Format, name: ListName | None, wanted: Wanted) -> str:
    """The name without its ending."""
    if written_as is Format.JSONL:
        return "respgraph"
    first: str = name or "respgraph"
    if written_as is Format.DOCX and name != "findings":
        first = "tasks"
    return "-".join(part for part in (first, *_narrowed(wanted)) if part)


def _narrowed(wanted: Wanted) -> tuple[str, ...]:
    owned = {None: "", True: "unowned", False: "owned"}[wanted.unowned]
    return (
        wanted.show, owned, "milestones" if wanted.milestones else "", *wanted.roles, wanted.tier, wanted.rule,
        f"before-{wanted.due_before}" if wanted.due_before else "", wanted.words, wanted.work, wanted.department,
        wanted.partner, wanted.plan, wanted.place, wanted.when if wanted.when != "all" else "", wanted.quarter,
    )  # fmt: skip
