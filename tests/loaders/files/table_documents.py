"""Plans of tables (tests/data/table_plans.yaml) set as docx, xlsx, html and csv (printed by other programs: printers.py)."""

import csv
import html
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import yaml

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
    return saved(document)


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
    return saved(book)


def saved(document: Any) -> bytes:
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
