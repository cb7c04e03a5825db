"""/api/export: every list as a spreadsheet, task tables as a Word document, everything as JSON lines."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.deps import DateWords, RoleWord, ViewDep
from api.exports import ListName, Wanted, sheet, task_tables, workbook
from api.pages.language import LanguageDep
from graph.errors import BadRequestError
from graph.lines import lines
from viz.sheets import csv_text, xlsx
from viz.site import HTML_LANGUAGE
from viz.tasks import task_document

router = APIRouter(prefix="/export", tags=["export"])


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


@router.get(
    "/{format}",
    response_class=Response,
    responses={200: {"content": {media: {} for media in MEDIA_TYPES.values()}, "description": "The file"}},
)
def export(
    view: ViewDep,
    language: LanguageDep,
    format: Annotated[Format, Path(description="What the list is written as")],  # noqa: A002  the address says so
    list: Annotated[ListName | None, Query(description="Which list; none: a workbook of all (xlsx only)")] = None,  # noqa: A002  same
    plan: Annotated[str, Query(description="Number, title or id of a plan")] = "",
    department: Annotated[str, Query(description="A department by id or any name")] = "",
    role: Annotated[Sequence[RoleWord] | None, Query(description="Roles to keep; none: all")] = None,
    unowned: Annotated[bool | None, Query(description="Targets that nobody owns, or only owned ones")] = None,
    milestones: Annotated[bool, Query(description="Milestones in place of sub-targets")] = False,
    due_before: Annotated[DateWords | None, Query(description="Only what is due before this date")] = None,
    q: Annotated[str, Query(max_length=200, description="Words, for the list of a search")] = "",
) -> Response:
    """A list whole, in the reader's language; xlsx and csv of lists, docx of task tables, jsonl of the store."""
    wanted = Wanted(plan, department, tuple(role or ()), unowned, milestones, due_before or "", q)
    name: str = list or "respgraph"
    if format is Format.JSONL:
        content = "".join(line + "\n" for line in lines(view)).encode()
        name = "respgraph"
    elif format is Format.DOCX:
        content = task_document(task_tables(view, wanted, language), language=HTML_LANGUAGE[language])
        name = "tasks"
    elif format is Format.CSV:
        if list is None:
            raise BadRequestError("csv holds one list", hint="name it in `list`, or ask for xlsx")
        content = csv_text(sheet(view, list, wanted, language))
    else:
        content = xlsx([sheet(view, list, wanted, language)] if list else workbook(view, wanted, language))
    told = "-".join(part.replace("/", "-") for part in (name, department, plan) if part)
    saved = f"attachment; filename*=UTF-8''{quote(told, safe='')}.{format.value}"
    return Response(
        content,
        media_type=MEDIA_TYPES[format],
        headers={"Content-Disposition": saved, "Vary": "Accept-Language, Cookie"},
    )
