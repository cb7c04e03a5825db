"""What the reader finds in a text, before names are resolved: plain frozen values with spans in code points, end exclusive.

Its steps exchange these types only. Words of role, form, scope, comparator are those of corpus/SCHEMA.md and graph/schema.yaml.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from graph.model import Problem

Role = Literal["lead", "responsible", "support", "guide", "supervise"]
Form = Literal["bracket", "field", "table", "heading", "prose-role", "prose-duty"]
Scope = Literal["sentence", "measure", "section", "document"]
PartyKind = Literal["unit", "collective"]
Comparator = Literal[">=", "<=", "=", "increase", "decrease"]
BlockKind = Literal["front", "heading", "paragraph", "row", "tail", "blank"]
ColumnKind = Literal[
    "serial", "duty", "person", "deadline", "figure", "metric", "other", "detail", "aim", "task", "unknown"
]


class Span(NamedTuple):
    """A run of the stored text; a tuple, since every text has thousands of them."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading of the document's own outline.

    `start` is where the label begins, `body` where the text after label and title begins, `end` where the section ends
    (the next heading of the same or a lower depth, the end of its part). `title` is as written without the label, up to
    the first 。 or the line end. `depth` is 1..4, `number` the label's value (（十七） → 17), `address` the numbers from
    the outermost heading down (`3.6.1`; a second heading with the same address gets `3.6.1~2`). `parent` is the index
    of the enclosing heading in Outline.headings. `generated`: the label is Word's, not in the file.
    """

    start: int
    label: str
    title: str
    depth: int
    number: int
    style: str
    body: int
    end: int
    address: str
    parent: int | None
    run_in: bool
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf of the outline; the blocks of an outline, in order, concatenate to the text. `heading` is an index or None."""

    start: int
    end: int
    kind: BlockKind
    heading: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """One official act of a document: a notice with its annexed plan is one part, two annexed plans are two."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """An annexed act or table: its mark 附件 or its title at `start`, its title, and whether that names a plan."""

    start: int
    title: Span
    is_plan: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with the span of its words; `merged` repeats the words of the cell that covers it."""

    start: int
    end: int
    table: int
    row: int
    column: int
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What a head says: `roles` of units; `weak`: each must look like one; `persons` among them; `marked`: it names units."""

    kind: ColumnKind
    head: Span
    roles: tuple[Role, ...] = ()
    weak: bool = False
    persons: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table below its head: its cells by column, the empty ones too. `ditto`: what those mean that say 同上."""

    cells: Mapping[int, Cell]
    ditto: Mapping[int, Cell] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """From the first cell's beginning to the last one's end."""
        return Span(min(cell.start for cell in self.cells.values()), max(cell.end for cell in self.cells.values()))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one head, with the pieces that go on; no head, no `columns`. `heads`: the head's rows, repeated ones too."""

    columns: Mapping[int, Column]
    rows: tuple[Row, ...]
    heads: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A text with its structure.

    `shadow` and `laid` have the text's length; rules match them and cut spans out of the text. `laid` is the shadow with a
    line end exactly where a paragraph ends (loaders/text/paragraphs.py). `acts` are those that the text annexes.
    """

    text: str
    shadow: str
    laid: str
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    artefacts: tuple[Span, ...]
    acts: tuple[Act, ...] = ()
    cells: tuple[Cell, ...] = ()
    tables: tuple[Table, ...] = ()

    def heading_at(self, position: int) -> Heading | None:
        """The innermost heading whose section holds `position`."""
        at = bisect_right(self.headings, position, key=lambda heading: heading.start) - 1
        found = self.headings[at] if at >= 0 else None
        while found is not None and position >= found.end:
            found = None if found.parent is None else self.headings[found.parent]
        return found


@dataclass(frozen=True, slots=True)
class Party:
    """A party that a statement names: `unit` with a shared prefix restored and asides dropped, `surface` as written."""

    unit: str
    surface: str
    start: int
    end: int
    role: Role
    kind: PartyKind
    order: int
    list_length: int
    open_list: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that give parties a duty.

    `start`..`end`: inside the bracket without the brackets, or the field's, line's, cell's or clause's words.
    `heading`: start of the innermost heading whose work it governs, or None. `work`: the span of the words that it
    governs (a heading's section, a paragraph, a sentence, a row). `governing`: declarations that decide how it is read.
    `rule`: name of the rule that read it.
    """

    start: int
    end: int
    form: Form
    scope: Scope
    heading: int | None
    lead_rule: str | None
    open_ended: bool
    parties: tuple[Party, ...]
    work: Span
    governing: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified or classed objective; fields as in corpus/SCHEMA.md. `kind`: number or class."""

    start: int
    end: int
    metric: str
    comparator: Comparator
    value: str
    unit: str
    baseline: str | None
    deadline: str | None
    heading: int | None
    kind: Literal["number", "class"]
    rule: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """An end state without a number: full coverage, or a target that a higher level hands down."""

    start: int
    end: int
    metric: str
    deadline: str | None
    heading: int | None
    kind: Literal["coverage", "deferred"]
    rule: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Another act that the text names, for what (`role`); `replaces` it (`repeals`, `revises`) by which words."""

    start: int
    end: int
    title: str
    number: str
    rule: str
    replaces: str = ""
    replaced_by: Span | None = None
    role: str = "mention"


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a measure is due, under which heading: `date` as YYYY, YYYY-MM, YYYY-MM-DD, or words without an end (长期)."""

    start: int
    end: int
    date: str
    heading: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that a room saw and could not use; `kind` is the problem's code (its message: loaders/statements/unread.yaml)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Validity:
    """From when and until when an act holds, YYYY-MM-DD or empty, and its words for it as written."""

    span: Span
    words: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the act says of itself; a field that it lacks is empty. `spans` says where each field was read."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""
    edition: Literal["official", "abridged", "draft"] = "official"
    spans: tuple[tuple[str, Span], ...] = ()
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one part of a document, and what could not be.

    `missed`: kinds of signs of which so much is unread that the part counts as read in part, with how many places each.
    """

    part: Part
    metadata: Metadata
    statements: tuple[Statement, ...]
    targets: tuple[Target, ...]
    milestones: tuple[Milestone, ...]
    citations: tuple[Citation, ...]
    deadlines: tuple[Deadline, ...]
    problems: tuple[Problem, ...]
    missed: tuple[tuple[str, int], ...] = ()
