"""What every store can do: Store opens, Writer replaces a plan as a whole, View answers a small set of reads.

Each read of a View is one round trip and promises its order; `graph/questions` composes them. All reads of a snapshot see
one state of the store, so that no writer tears an answer; a view without end sees one state for each read.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal, Protocol, Self, TypeVar, Unpack

from graph.access.people import ITSELF, Actor
from graph.access.register import Register
from graph.access.time_limits import UNLIMITED, TimeLimit
from graph.deadlines.periods import Wanted
from graph.errors import RespgraphError
from graph.ledger.found import Found, Holding, Within
from graph.ledger.ledger import Ledger, LoadRecord
from graph.ledger.records import Edition, EditionRecord, EditionState, Incidence, Load, Page, Status
from graph.model import Decision, DocumentText, Edge, Node, Origin, PlanGraph, WantedDecisions
from graph.search.asked import Asked

__all__ = ["D", "Direction", "Edition", "EditionRecord", "EditionState", "Found", "Holding", "Incidence", "Ledger", "Load",
           "LoadRecord", "Outcome", "Page", "Status", "Store", "Sure", "View", "Within", "Writer"]  # fmt: skip

D = TypeVar("D", bound=Decision | None)
T = TypeVar("T")
Direction = Literal["out", "in", "both"]
Outcome = Literal["added", "changed", "unchanged", "kept"]
"""`kept`: an abridged or draft edition does not replace an official one."""


class View(Protocol):
    """Reads. Sequences of ids may be of any length; unknown ids are left out, never an error."""

    def nodes(self, ids: Sequence[str]) -> list[Node]:
        """Nodes by id, in the order of `ids`, each once."""
        ...

    def list_nodes(self, kind: str, *, plan: str = "", offset: int = 0, limit: int | None = None) -> Page[Node]:
        """Nodes of a kind: owned kinds by (plan, start, id), plans by (date, id), departments by (name, id), else by id."""
        ...

    def edges(self, ids: Sequence[str], *, kinds: Sequence[str] = (), direction: Direction = "both") -> list[Edge]:
        """Edges of `kinds` (none: all) at any of `ids`, once each: by kind, plan, start of the statement, `order`, id."""
        ...

    def edge(self, edge_id: str) -> Edge | None:
        """One edge with its evidence."""
        ...

    def departments_named(self, name: str) -> list[Node]:
        """Departments whose id, name, alias or English name equals `name` (compared by search_key), by (name, id)."""
        ...

    def plans_named(self, name: str) -> list[Node]:
        """Plans, cited ones too, whose id, title or number equals `name` (compared by search_key), by (date, id)."""
        ...

    def search(self, words: str, *, kinds: Sequence[str] = (), offset: int = 0, limit: int = 50) -> Page[Node]:
        """Nodes whose name, title or text contains `words` (search_key on both sides), in this order.

        A name equals, begins with, holds all of them, the text holds them; then kind (schema order), then id.
        The name of a Department is its name or any alias, of a Plan its title or number, else the kind's caption.
        """
        ...

    def find(
        self,
        asked: Asked,
        *,
        kinds: Sequence[str] = (),
        within: Within | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Found:
        """Nodes whose names and text together hold every term of `asked`, in the order of `search`, which is this for one term.

        `within` says what may be found; none: all. Counts are of all kinds; `total` and items of `kinds`.
        """
        ...

    def holding(self, asked: Asked, *, kinds: Sequence[str] = ()) -> Holding:
        """All that `find` finds of `kinds`, but for plans that are only cited."""
        ...

    def due(self, wanted: Wanted, *, offset: int = 0, limit: int | None = None) -> Page[Node]:
        """What is due by when (graph.deadlines.due), then in the order of list_nodes; undated in that order alone."""
        ...

    def text(self, document: str, start: int = 0, end: int | None = None) -> str:
        """A slice of a document's stored text in code points; empty for an unknown document."""
        ...

    def origins(self, document: str, start: int = 0, end: int | None = None) -> list[Origin]:
        """The origins that overlap the slice, in order."""
        ...

    def incidence(self, *, plans: Sequence[str] = ()) -> Incidence:
        """The role arrays of the given plans (none: all)."""
        ...

    def load_record(self, plan: str) -> LoadRecord | None:
        """What the last load of a plan said."""
        ...

    def load_records(self, plans: Sequence[str] = ()) -> list[LoadRecord]:
        """The load records of the given plans (none: all) without their problems, by plan."""
        ...

    def ledger(self, plans: Sequence[str] = ()) -> Ledger:
        """What answers over all plans (with `plans`: over these) rest on, as of the view's state; one small read where known."""
        ...

    def decisions(self, *, undone: bool = False, **wanted: Unpack[WantedDecisions]) -> list[Decision]:
        """People's decisions by (at, id), narrowed by what is given; those taken back only with `undone`."""
        ...

    def last_decided(self) -> str:
        """The time of the latest decision, undone or not; empty for none."""
        ...

    def reading(self, plan: str) -> PlanGraph | None:
        """The plan as it was read, before decisions: what copy moves and a preview compares with."""
        ...

    def document(self, document: str) -> DocumentText | None:
        """A document whole."""
        ...

    def editions(self, plan: str = "") -> list[EditionRecord]:
        """All editions of a plan by number; without a plan the last ones of those that were removed, by plan."""
        ...

    def edition(self, plan: str, number: int) -> Edition | None:
        """One edition whole, the current one too."""
        ...

    def renamed(self, ids: Sequence[str]) -> dict[str, str]:
        """What ids of earlier editions are called now, through any chain; those that never were given are left out.

        An edge is called by its ends: whether the graph has such an edge still is for the caller to ask.
        """
        ...

    def renames(self, plan: str) -> dict[str, str]:
        """All ids that things of the plan had before → what they are called now; what copy moves."""
        ...

    def settled(self, documents: Sequence[str], ruleset: str) -> dict[str, tuple[str, ...]]:
        """Of these documents those that this rule set read and all of whose plans are what the graph shows: their plans."""
        ...

    def mark(self) -> Hashable:
        """What names the state of all plans, by one small read: the same while none of them is written."""
        ...

    def state(self) -> Hashable:
        """What names the state of all that a view reads, by one small read: the same while nothing is written; None where it has no name."""
        ...

    def version(self) -> str:
        """A digest of all readings and decisions: while it stays the same, every question has the same answer."""
        ...

    def status(self) -> Status:
        """Counts of every kind in schema order, zeros included."""
        ...


Sure = Callable[[View, Sequence[Load]], None]
"""Looks, before plans are stored, at what is; no other that looks is under way, and where it raises nothing is stored."""


class Deciding(Protocol):
    """Makes one of the decisions of a transaction, as Writer.decide_on does, and stores it; gives what was decided."""

    def __call__(self, make: Callable[[View], D]) -> D: ...


class Writer(Protocol):
    """Writes; each call is one transaction: all of it or nothing, also when the process dies.

    Those that write inherit from it: to store one plan is to store many of which there is one.
    """

    def replace_all(self, loads: Sequence[Load], sure: Sure | None = None) -> list[Outcome | RespgraphError]:
        """Store many plans as `replace` does, in one transaction: what became of each; one that is refused stops no other."""
        ...

    def replace(
        self,
        graph: PlanGraph,
        document: DocumentText,
        *,
        loaded_at: str,
        by: str = "",
        instead_of: str = "",
        renamed: Mapping[str, str] | None = None,
        note: str = "",
    ) -> Outcome:
        """Store a plan in place of what was stored under its id, or under `instead_of`, the id that it had before.

        `loaded_at` is UTC (ISO 8601), `by` whoever loads, `renamed` what earlier ids have become where that is known better
        than by comparing the readings, `note` how an edition came back. What was stored stays as an older edition, unless both
        were read from the same bytes. Decisions follow what they are about (graph/editions/following.py), changed ids are remembered.
        The graph is checked against the schema first. Shared nodes are merged from all their contributions, what nothing
        touches any more goes, and documents that no plan was read from. An equal reading is `unchanged`.
        """
        (result,) = self.replace_all([Load(graph, document, loaded_at, by, instead_of, renamed, note)])
        if isinstance(result, RespgraphError):
            raise result
        return result

    def remove(self, plan: str, *, at: str = "", by: str = "", sure: Callable[[View], None] | None = None) -> bool:
        """Take a plan out; what others cite of it and its editions stay. False: there is none. `sure` may refuse, in the transaction."""
        ...

    def keep(self, record: EditionRecord, edition: Edition) -> None:
        """Store an older edition that another store held, under its number or the next free one; again changes nothing."""
        ...

    def decide(self, decision: Decision) -> None:
        """Store a decision (again: overwrite it, `undone` included) and bring the effective edges up to date."""
        self.decide_on(lambda _view: decision)

    def decide_on(self, make: Callable[[View], D]) -> D:
        """Make a decision from what is stored (None: none) and store it, in one transaction; `make` may be called again."""
        return self.decide_all(lambda decide: decide(make))

    def decide_all(self, work: Callable[[Deciding], T]) -> T:
        """Many in one transaction: `work` decides with what it is given, each sees those before it; nothing stays where it raises."""
        ...


class Waiting(Protocol):
    """What waits for somebody's word in any process, each under a token: no part of the graph, and no version tells of it.

    Times are Unix time; what waited until a time before now is forgotten by the next call.
    """

    def put(self, token: str, content: bytes, *, now: float, until: float, most: int) -> bool:
        """Keep it; False, and it is not kept, where all that wait would hold more than `most` bytes."""
        ...

    def take(self, token: str, *, now: float) -> bytes | None:
        """Hand it out, once; None where it is not there, or not any more."""
        ...


class Store(Protocol):
    """A place that keeps graphs. It may be used from several threads at once."""

    url: str
    upgraded_from: Path | None
    """Where a copy of the store lies that was brought to this schema when it was opened; None where nothing had to be done."""

    def view(self) -> View:
        """Reads without end, each of one state: for who asks once, and for writers that look at what they wrote."""
        ...

    def snapshot(
        self, *, alone: bool = False, limit: TimeLimit = UNLIMITED, question: Hashable = None
    ) -> AbstractContextManager[View]:
        """Reads of one question, all of one state; what is written meanwhile is not seen. The view ends with the block.

        `question` is what the question is called: put again under that name, it reads together what it read the last time.
        Reads after the end of `limit`, and those that its `enforce` finds under way then, raise TooLongError.
        A store that keeps no old state raises ChangedMeanwhileError at the first read of another one; with `alone` writers wait.
        """
        ...

    def writer(self, actor: Actor = ITSELF) -> Writer:
        """Writes; each is told in the audit as the actor's, in the same transaction."""
        ...

    def read_register(self, work: Callable[[Register], T]) -> T:
        """What `work` finds among people and what was done, all of one state."""
        ...

    def change_register(self, work: Callable[[Register], T]) -> T:
        """What `work` gives, which may read and write, in one transaction; it may be called again where others get in the way."""
        ...

    def waiting(self) -> Waiting:
        """What waits for somebody's word."""
        ...

    def damage(self) -> str:
        """What is wrong with what is stored, as far as the store can tell by looking at all of it; empty for nothing."""
        ...

    def close(self) -> None:
        """Let go of files and connections; calling it again does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc_info: object) -> None: ...
