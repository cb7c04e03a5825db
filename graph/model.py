"""The frozen types that packages exchange: nodes, edges, evidence, documents, problems, decisions, one plan's graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypedDict

Value = str | int | float | bool | tuple[str, ...]
"""A property's value. A property without a value is left out, never None."""

Basis = Literal["statement", "outline", "text", "dictionary", "inferred", "decision"]
"""Where an edge comes from; `inferred` ones are never mixed with stated ones, `decision` is a person's."""

AskedKind = Literal[
    "same",
    "different",
    "new",
    "collective",
    "reform",
    "reject-edge",
    "add-edge",
    "correct-duty",
    "correct-node",
    "add-node",
    "progress",
    "judge-finding",
]
"""What a person may ask for by itself; what is stated of a file comes with its load."""

DecisionKind = Literal[AskedKind, "set-meta"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document's stored text, in code points, end exclusive; `text[start:end] == quote` always holds."""

    start: int
    end: int
    quote: str


def quote_of(passage: Passage | None) -> str:
    """The words of a passage; empty for none."""
    return passage.quote if passage else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that an edge came from.

    `document` is the id of the Document; `section` the labels and titles of the headings around the words, outermost
    first; `statement` the whole statement, heading or phrase; `party` the words that name the party; `governing` the
    declarations that decide how it is read (列首位的为牵头单位); `rule` the rule that read it; `ruleset` the version
    of all rules. Dictionary edges have no document: `rule` then names the entry.
    """

    basis: Basis
    rule: str
    ruleset: str
    document: str = ""
    section: str = ""
    statement: Passage | None = None
    party: Passage | None = None
    governing: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a kind of schema.yaml. `plan` is the plan that owns it, empty for shared kinds and documents."""

    kind: str
    id: str
    properties: Mapping[str, Value]
    plan: str = ""

    def text(self, name: str) -> str:
        """A property as words, empty where the node lacks it."""
        return str(self.properties.get(name, ""))

    def whole(self, name: str) -> int:
        """A property that is a whole number, 0 where the node lacks it."""
        value = self.properties.get(name, 0)
        return value if isinstance(value, int) else 0

    def texts(self, name: str) -> tuple[str, ...]:
        """A property that is a list of words, empty where the node lacks it."""
        value = self.properties.get(name, ())
        return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a kind of schema.yaml; `plan` is the plan whose text states it (empty for the dictionary's)."""

    kind: str
    id: str
    source: str
    target: str
    evidence: Evidence
    properties: Mapping[str, Value] = field(default_factory=dict)
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run of the stored text stood in the file: `place` is readable, as in `line 12` or `table 2 row 5`.

    `generated` marks characters that the file shows but does not hold, such as Word's automatic numbers.
    """

    start: int
    end: int
    place: str
    generated: bool = False


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document's node, its stored text and the origins of all its characters, in order."""

    node: Node
    text: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, listed in the load report. `code` is stable, `message` for people."""

    code: str
    message: str
    start: int
    end: int
    quote: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class PlanGraph:
    """All that one plan states, as it was read. Nodes include the shared ones that its edges touch.

    `date` (may be empty) and `plan` order the contributions of several plans to a shared node.
    """

    plan: str
    date: str
    document: str
    ruleset: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    problems: tuple[Problem, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a decision is about, found again after a reload by the document's digest and span."""

    sha256: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Followed:
    """How a decision followed its work into a new edition: from one id to another, by `why` and how alike (0..1) they are.

    `at` is when the edition was loaded; `confirmed` is empty or says who looked at it and when.
    """

    at: str
    before: str
    after: str
    why: str
    likeness: float
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; it is stored beside the statements and never rewrites what was read.

    subject and object by kind: same, new, collective: department id → department id (`node` is the object's node);
    different: two department ids; reform: the department before → the one after (`node`), `edge` is the SUCCEEDS between
    them with the date and, where not all went over, the `part`; reject-edge: edge id; add-edge: `edge` holds the whole edge, `node` its department;
    correct-duty: edge id; correct-node: id of a measure, goal, sub-target or plan; add-node: id of what it stands under;
    progress: id of a duty, sub-target or measure; judge-finding: id of a finding; set-meta: sha256 of the document → `property=value`. With an `anchor` only
    that mention is meant. A reject-edge keeps the rejected `edge` for whoever reads it later.
    `values` is what a correction or a report of progress sets, an empty string takes a value away; `before` is what stood
    there when it was made.
    `undone` is empty or says who took it back and when; `why` is the person's reason, if given. `subject_name` and
    `object_name` are what the two were called when it was made: the department may be gone since it was merged.
    `followed` tells the editions through which it followed its work under another id.
    """

    id: str
    kind: DecisionKind
    subject: str
    object: str
    by: str
    at: str
    anchor: Anchor | None = None
    node: Node | None = None
    edge: Edge | None = None
    undone: str = ""
    why: str = ""
    subject_name: str = ""
    object_name: str = ""
    followed: tuple[Followed, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    before: Mapping[str, Value] = field(default_factory=dict)


class WantedDecisions(TypedDict, total=False):
    """Which decisions: of these kinds, subjects, plans (graph.decisions.plan_of), ids; an empty list narrows nothing.

    Reports of progress may be thousands: who needs what changes answers asks for `kinds=ACTING`.
    """

    kinds: Sequence[str]
    subjects: Sequence[str]
    plans: Sequence[str]
    ids: Sequence[str]
