"""Plans of tables (tests/data/table_plans.yaml) set as docx, xlsx, html and csv, and printed as PDF by several programs."""

import csv
import html
import io
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import yaml

from loaders.files.formats import libreoffice

DATA = Path(__file__).parents[2] / "data" / "table_plans.yaml"
UP, LEFT = "^", "<"
STYLE = (
    '@page{size:A4;margin:25mm}body{font:12pt/18pt "Noto Sans CJK SC";margin:0}table{border-collapse:collapse;width:100%}'
    "td{border:1px solid #000;padding:3pt}div{break-after:page}p{margin:0;text-indent:2em}"
    "p.t{text-align:center;font-size:16pt;line-height:28pt;text-indent:0}"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a table with the rows and columns that it covers, from 0; `words` holds `|` between paragraphs."""

    row: int
    column: int
    rows: int
    columns: int
    words: str


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A plan: lines, then a table. See the head of the data file."""

    name: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    facts: Mapping[str, int]

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows))

    def places(self) -> Iterator[Place]:
        """The cells in reading order."""
        full = [(*row, *[LEFT] * (self.width - len(row))) for row in self.rows]
        for at, row in enumerate(full):
            for column, words in enumerate(row):
                if words not in (UP, LEFT):
                    down = next((n for n in range(at + 1, len(full)) if full[n][column] != UP), len(full))
                    right = next((n for n in range(column + 1, self.width) if row[n] != LEFT), self.width)
                    yield Place(at, column, down - at, right - column, words)


@cache
def table_plans() -> tuple[TablePlan, ...]:
    """All plans of the data file."""
    found = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return tuple(
        TablePlan(name, tuple(one["lines"]), tuple(map(tuple, one["rows"])), one["facts"])
        for name, one in found.items()
    )


def as_docx(plan: TablePlan) -> bytes:
    """By python-docx, with real merged cells and paragraphs in cells."""
    document = docx.Document()
    for line in plan.lines:
        document.add_paragraph(line.lstrip("^"))
    table = document.add_table(rows=len(plan.rows), cols=plan.width, style="Table Grid")
    for place in plan.places():
        cell = table.cell(place.row, place.column)
        if (place.rows, place.columns) != (1, 1):
            cell = cell.merge(table.cell(place.row + place.rows - 1, place.column + place.columns - 1))
        cell.text = place.words.replace("|", "\n")
    document.add_paragraph()
    return _saved(document)


def as_xlsx(plan: TablePlan) -> bytes:
    """By openpyxl; numbers are numbers."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for at, line in enumerate(plan.lines, 1):
        sheet.cell(at, 1, line.lstrip("^"))
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=plan.width)
    for place in plan.places():
        row, column = len(plan.lines) + place.row + 1, place.column + 1
        words = place.words.replace("|", "\n")
        sheet.cell(row, column, int(words) if words.isdigit() else words)
        if (place.rows, place.columns) != (1, 1):
            sheet.merge_cells(
                start_row=row, end_row=row + place.rows - 1, start_column=column, end_column=column + place.columns - 1
            )
    return _saved(book)


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html(plan: TablePlan) -> str:
    """Lines and a table with spans, without a head or a body around them."""
    lines = "".join(f'<p class="{"t" if line.startswith("^") else "l"}">{line.lstrip("^")}</p>' for line in plan.lines)
    rows = [""] * len(plan.rows)
    for place in plan.places():
        spans = f' rowspan="{place.rows}" colspan="{place.columns}"'
        rows[place.row] += f"<td{spans}>{'<br>'.join(map(html.escape, place.words.split('|')))}</td>"
    return lines + "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def page_of(*bodies: str) -> str:
    """A whole page of one or several plans, each on sheets of its own when it is printed."""
    return f"<!doctype html><meta charset=utf-8><title></title><style>{STYLE}</style>" + "".join(
        f"<div>{body}</div>" for body in bodies
    )


def as_csv(plan: TablePlan) -> bytes:
    """As a person saves it from a sheet: merged cells filled down, blank to the right."""
    grid = [[""] * plan.width for _ in plan.rows]
    for place in plan.places():
        for row in range(place.row, place.row + place.rows):
            grid[row][place.column] = place.words.replace("|", "\n")
    stream = io.StringIO()
    csv.writer(stream).writerows([[line.lstrip("^"), *[""] * (plan.width - 1)] for line in plan.lines] + grid)
    return stream.getvalue().encode("gb18030")


def printed_by_libreoffice(plans: Sequence[TablePlan], folder: Path) -> dict[str, bytes]:
    """The plans' docx as PDF, in one run."""
    paths = [folder / f"{at}.docx" for at in range(len(plans))]
    for path, plan in zip(paths, plans, strict=True):
        path.write_bytes(as_docx(plan))
    command = [libreoffice.program() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(  # noqa: S603 (a program of this machine)
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True
    )
    return {plan.name: path.with_suffix(".pdf").read_bytes() for path, plan in zip(paths, plans, strict=True)}


def chromium() -> str | None:
    """The Chromium on this machine, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def printed_by_chromium(plans: Sequence[TablePlan], folder: Path) -> dict[str, bytes]:
    """The plans' pages as PDF, in one run."""
    page, made = folder / "page.html", folder / "page.pdf"
    page.write_text(page_of(*map(as_html, plans)), encoding="utf-8")
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [
        chromium() or "",
        *options,
        f"--user-data-dir={folder / 'user'}",
        f"--print-to-pdf={made}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 (a program of this machine)
    return _parted(made.read_bytes(), plans)


def printed_by_weasyprint(plans: Sequence[TablePlan], weasyprint: Any) -> dict[str, bytes]:
    """The same by WeasyPrint, where it is installed."""
    return _parted(weasyprint.HTML(string=page_of(*map(as_html, plans))).write_pdf(), plans)


def _parted(data: bytes, plans: Sequence[TablePlan]) -> dict[str, bytes]:
    """A PDF for each plan: its pages begin where its title stands."""
    whole = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in whole]
    starts = [next(at for at, text in enumerate(texts) if plan.lines[0].lstrip("^") in text) for plan in plans]
    parted = {}
    for plan, start, end in zip(plans, starts, [*starts[1:], len(texts)], strict=True):
        one = pypdfium2.PdfDocument.new()
        one.import_pages(whole, list(range(start, end)))
        parted[plan.name] = _saved(one)
    return parted
