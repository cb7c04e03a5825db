"""A file to save as an answer: its media type, and a name that browsers keep."""

from enum import StrEnum
from urllib.parse import quote

from fastapi.responses import Response


class Format(StrEnum):
    """What a list is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    JSONL = "jsonl"


MEDIA_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.JSONL: "application/jsonl; charset=utf-8",
}


def saved(written_as: Format, content: bytes, name: str) -> Response:
    """The answer; slashes of ids become dashes in the name."""
    told = quote(name.replace("/", "-"), safe="")
    disposition = f"attachment; filename*=UTF-8''{told}.{written_as.value}"
    headers = {"Content-Disposition": disposition, "Vary": "Accept-Language, Cookie"}
    return Response(content, media_type=MEDIA_TYPES[written_as], headers=headers)
