"""What a task table remembers of what it was made from: a code a row, and hidden lines that hold every row as it was.

Whoever reads the table back compares each cell with what it said then, whatever has changed in the store meanwhile.
The lines hold JSON, packed; what they say of a row is believed only as far as the store knows the same.
"""

import base64
import hashlib
import json
import re
import zlib

from pydantic import Field, ValidationError

from api.wire.references import Wire
from graph.schema import Language

MOST_BYTES = 32 * 1024 * 1024
"""Of what the hidden lines hold; more is no table of ours."""

_LINE = re.compile(r"respgraph-tasks-1 ([0-9a-f]{12}) (\d{1,4})/(\d{1,4}) ([A-Za-z0-9_-]{1,6000}={0,2})")
_CHUNK = 6000
_CODE = 5


class MarkedParty(Wire):
    """A name in a cell: its role, and the edges that it stands for."""

    role: str
    name: str
    edges: list[str]


class MarkedTarget(Wire):
    """A line of the cell of targets, and the sub-target that it stands for."""

    target: str
    said: str
    metric: str
    unit: str


class MarkedDue(Wire):
    """A line of the cell of deadlines, and the measure or sub-target whose deadline it is."""

    node: str
    date: str
    said: str


class MarkedRow(Wire):
    """A row as it was written: the work that it is about, its cells by head, and what stands behind them.

    `basis` and `text` are the digests of the cells that quote the plan. `chapter` marks a heading across the table, `own` the roles' edges that go with the row where somebody takes it out.
    """

    code: str
    work: str
    kind: str
    plan: str
    label: str
    title: str
    basis: str = ""
    text: str = ""
    chapter: bool = False
    cells: dict[str, str] = Field(default_factory=dict)
    parties: list[MarkedParty] = Field(default_factory=list)
    own: list[str] = Field(default_factory=list)
    targets: list[MarkedTarget] = Field(default_factory=list)
    dues: list[MarkedDue] = Field(default_factory=list)


class MarkedPlan(Wire):
    """A plan of the table, which of its editions was shown, and the document that it was read from."""

    plan: str
    edition: int
    document: str


class Marks(Wire):
    """A table as it was written; `department` is the id of the one whose duties it holds, empty for a plan's table."""

    title: str
    language: Language
    department: str
    plans: list[MarkedPlan]
    rows: list[MarkedRow]


def row_code(work: str) -> str:
    """What tells a row about a work from all others: eight letters and digits that follow from its id."""
    return base64.b32encode(hashlib.sha256(work.encode()).digest()[:_CODE]).decode().lower()


_SPACES = re.compile(r"[^\S\n]+")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def settled(text: str) -> str:
    """Words as they are compared: lines without spaces around them, single spaces, no empty lines, nothing unseen."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.translate(_UNSEEN).splitlines())
    return "\n".join(line for line in lines if line)


def said_in(cell: str) -> str:
    """A short digest of what a cell says, wherever its lines break."""
    return hashlib.sha256("".join(settled(cell).split()).encode()).hexdigest()[:12]


def mark_lines(marks: Marks) -> tuple[str, ...]:
    """The hidden lines of a table."""
    data = zlib.compress(json.dumps(marks.model_dump(), ensure_ascii=False, separators=(",", ":")).encode(), 9)
    packed = base64.urlsafe_b64encode(data).decode()
    digest = hashlib.sha256(packed.encode()).hexdigest()[:12]
    chunks = [packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK)]
    return tuple(f"respgraph-tasks-1 {digest} {number}/{len(chunks)} {chunk}" for number, chunk in enumerate(chunks, 1))


def marks_in(text: str) -> list[Marks]:
    """The marks of every table whose hidden lines are whole, in the order of the text."""
    chunks: dict[str, dict[int, str]] = {}
    counts: dict[str, int] = {}
    for found in _LINE.finditer(text):
        digest, number, count, chunk = found.groups()
        chunks.setdefault(digest, {})[int(number)] = chunk
        counts[digest] = int(count)
    whole = (_unpacked(digest, held, counts[digest]) for digest, held in chunks.items())
    return [marks for marks in whole if marks is not None]


def _unpacked(digest: str, chunks: dict[int, str], count: int) -> Marks | None:
    packed = "".join(chunks.get(number, "") for number in range(1, count + 1))
    if hashlib.sha256(packed.encode()).hexdigest()[:12] != digest:
        return None
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(base64.urlsafe_b64decode(packed), MOST_BYTES)
        return Marks.model_validate_json(data) if unpacking.eof else None
    except (ValueError, zlib.error, ValidationError):
        return None
