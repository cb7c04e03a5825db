"""Task tables edited as a person would, xlsx and docx alike: cells by row and head, rows put in, taken out and moved."""

import copy
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import docx
import openpyxl
from openpyxl.utils import get_column_letter

from viz.site.catalogue_words import words

if TYPE_CHECKING:
    from docx.table import Table as WordTable
    from openpyxl.worksheet.worksheet import Worksheet


def head_words(head: str) -> str:
    return words(head, "zh")


class EditedTable(Protocol):
    def codes(self) -> list[str]:
        """The codes of the rows from the top; empty for rows without one."""
        ...

    def text(self, code: str, head: str) -> str: ...
    def write(self, code: str, head: str, said: str) -> None: ...
    def delete(self, code: str) -> None: ...
    def insert(self, below: str, cells: Mapping[str, str]) -> None: ...
    def reorder(self, codes: Sequence[str]) -> None:
        """All rows in another order."""
        ...

    def merge_down(self, code: str, head: str) -> None:
        """A cell with the one below it; the upper one's words stay."""
        ...

    def saved(self) -> bytes: ...


class Sheet:
    """A task table as a workbook."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet: Worksheet = self.book.worksheets[0]

    def column(self, head: str) -> int:
        return next(c.column for c in self.sheet[1] if c.value == head_words(head) and c.column)

    def codes(self) -> list[str]:
        at = self.column("task_code")
        return [str(self.sheet.cell(row, at).value or "") for row in range(2, self.sheet.max_row + 1)]

    def _row(self, code: str) -> int:
        return self.codes().index(code) + 2

    def text(self, code: str, head: str) -> str:
        return str(self.sheet.cell(self._row(code), self.column(head)).value or "")

    def write(self, code: str, head: str, said: str) -> None:
        self.sheet.cell(self._row(code), self.column(head)).value = said or None

    def delete(self, code: str) -> None:
        self.sheet.delete_rows(self._row(code))

    def insert(self, below: str, cells: Mapping[str, str]) -> None:
        row = self._row(below) + 1
        self.sheet.insert_rows(row)
        for head, said in cells.items():
            self.sheet.cell(row, self.column(head)).value = said

    def reorder(self, codes: Sequence[str]) -> None:
        width = self.sheet.max_column
        held = {c: [self.sheet.cell(self._row(c), at).value for at in range(1, width + 1)] for c in self.codes()}
        for row, code in enumerate(codes, 2):
            for at, value in enumerate(held[code], 1):
                self.sheet.cell(row, at).value = value

    def merge_down(self, code: str, head: str) -> None:
        row, at = self._row(code), self.column(head)
        self.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at)

    def hide(self, head: str) -> None:
        self.sheet.column_dimensions[get_column_letter(self.column(head))].hidden = True

    def move_column(self, head: str, to: int) -> None:
        """The column stands as the `to`-th from then on."""
        at = self.column(head)
        for row in range(1, self.sheet.max_row + 1):
            values = [self.sheet.cell(row, c).value for c in range(1, self.sheet.max_column + 1)]
            values.insert(to - 1, values.pop(at - 1))
            for c, value in enumerate(values, 1):
                self.sheet.cell(row, c).value = value

    def saved(self) -> bytes:
        held = io.BytesIO()
        self.book.save(held)
        return held.getvalue()


class Document:
    """A task table as a Word document."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(io.BytesIO(data))
        self.table: WordTable = self.document.tables[0]

    def column(self, head: str) -> int:
        return [cell.text for cell in self.table.rows[0].cells].index(head_words(head))

    def codes(self) -> list[str]:
        at = self.column("task_code")
        return [row.cells[at].text for row in self.table.rows[1:]]

    def _row(self, code: str) -> int:
        return self.codes().index(code) + 1

    def text(self, code: str, head: str) -> str:
        return str(self.table.rows[self._row(code)].cells[self.column(head)].text)

    def write(self, code: str, head: str, said: str) -> None:
        self.table.rows[self._row(code)].cells[self.column(head)].text = said

    def delete(self, code: str) -> None:
        row = self.table.rows[self._row(code)]._tr
        self.table._tbl.remove(row)

    def insert(self, below: str, cells: Mapping[str, str]) -> None:
        like = next(row for row in self.table.rows[1:] if len({id(cell._tc) for cell in row.cells}) > 2)
        made = copy.deepcopy(like._tr)
        self.table.rows[self._row(below)]._tr.addnext(made)
        row = next(row for row in self.table.rows if row._tr is made)
        for cell in row.cells:
            cell.text = ""
        for head, said in cells.items():
            row.cells[self.column(head)].text = said

    def reorder(self, codes: Sequence[str]) -> None:
        rows = {code: self.table.rows[self._row(code)]._tr for code in self.codes()}
        for code in codes:
            self.table._tbl.append(rows[code])

    def merge_down(self, code: str, head: str) -> None:
        row, at = self._row(code), self.column(head)
        below = self.table.rows[row + 1].cells[at]
        below.text = ""
        self.table.rows[row].cells[at].merge(below)

    def saved(self) -> bytes:
        held = io.BytesIO()
        self.document.save(held)
        return held.getvalue()
