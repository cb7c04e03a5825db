"""What a person changed in a cell: one difference, and whether there is any; a cell is compared with what it said when the table was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from api.exports.task_marks import MarkedRow, settled
from api.imports.file_rows import TASK, FileRow

Kind = Literal[
    "department", "role", "add-party", "drop-party", "title", "deadline", "target", "add-target", "drop-target", "progress"
]  # fmt: skip

TEXT, TARGETS, LEADS, OTHERS, DUE, BASIS = (
    "task_text",
    "task_targets",
    "task_leads",
    "task_others",
    "task_due",
    "task_basis",
)
STATE, VALUE, DATE, NOTE, CONTACT = "task_state", "task_value", "task_date", "task_note_cell", "task_contact"
GOING = {STATE: "state", DATE: "date", NOTE: "note", CONTACT: "contact"}
"""Columns of how a task goes → names of what progress holds."""

ASKED = ("comparator", "value", "unit", "baseline")
"""What a target asks for, by the names of its properties."""

PARTIES = {LEADS: "lead", OTHERS: "responsible"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the words before and after, and the edges or the node (empty: the row's own work) it is about.

    `values` are what it sets, by the names of properties, and `was` what stood there; `subject` is the department or metric.
    """

    kind: Kind
    before: str
    after: str
    subject: str = ""
    role: str = ""
    edges: tuple[str, ...] = ()
    node: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)


def changed(row: FileRow, known: MarkedRow, head: str) -> bool:
    """Whether a cell says other words than before; one that is not there says nothing."""
    return head in row.cells and settled(row.cells[head]) != settled(known.cells.get(head, ""))


def head_of(change: Change) -> str:
    """The head of the cell in which a change was made."""
    match change.kind:
        case "title":
            return TASK
        case "deadline":
            return DUE
        case "target" | "add-target" | "drop-target":
            return TARGETS
        case "progress":
            return next((head for head, name in GOING.items() if name in change.values), VALUE)
        case _:
            return LEADS if change.role == "lead" else OTHERS
