"""A file to save as an answer: its media type, and a name that browsers keep and that tells it from others of its list."""

from enum import StrEnum

from fastapi.responses import Response

from api.http.delivery.file_names import attached


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
