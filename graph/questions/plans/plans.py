"""Plans: the list, one plan's outline with its parties, its text and its load report; and the evidence of an edge."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import AmbiguousNameError, MovedIdError, UnknownIdError
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, counted, kept_plans
from graph.ledger.ledger import Entry, Ledger, LoadRecord
from graph.model import Edge, Evidence, Node, Origin
from graph.questions.moved_ids import moved_or
from graph.questions.parameters import PlanSort, ordered
from graph.questions.plans.measures import Party, parties, start_of
from graph.questions.plans.same_acts import spelt
from graph.schema import schema
from graph.store import Page, View

AROUND = 240
"""Characters of the text that evidence shows before and after its words: a paragraph or two."""

CITED = "cited"
"""Edition of a plan that others name and nobody loaded."""

MOST_NAMESAKES = 50
"""Plans whose title or number holds a key that are looked at."""

MOST_SUGGESTED = 5

_FIGURES = {"duties": "role_edges", "targets": "targets", "not_read": "problems"}
"""Columns of the list that are counted."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list; `record` is None for one that is only cited. `figures` as they stand after what people decided."""

    plan: Node
    record: LoadRecord | None
    figures: Mapping[str, int]

    @property
    def is_decided(self) -> bool:
        """Whether what people decided changed how many duties, targets or milestones there are."""
        return self.record is not None and any(
            self.record.figures.get(name, n) != n for name, n in self.figures.items()
        )


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A goal or measure in text order with its formal parties, what prose mentions, and its targets."""

    node: Node
    parties: tuple[Party, ...]
    also_mentioned: tuple[Party, ...]
    targets: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class PlanOutline:
    """A plan with its goals and measures in text order, and what binds the whole plan."""

    plan: Node
    items: tuple[OutlineItem, ...]
    plan_wide: tuple[Party, ...]
    also_mentioned: tuple[Party, ...]
    targets: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """An edge with both ends, where its words stood in the file, and the text before and after them."""

    edge: Edge
    source: Node
    target: Node
    file_name: str
    origins: tuple[Origin, ...]
    before: str = ""
    after: str = ""


def plans(
    view: View,
    *,
    cited: bool = False,
    sort: PlanSort | None = None,
    facets: Facets = NOTHING,
    only: Collection[str] | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> Page[PlanLine]:
    """Plans that were read, by date and id; with `cited` also those that others only name. The ledger, no other read.

    With `sort` by that column, those that have nothing in it last. A plan has a facet of works or duties where one of its own
    has; what is only cited has none. `only` keeps those with these ids.
    """
    ledger = view.ledger()
    kept = ledger.once(("plans", cited, sort), lambda: _listed(ledger, sort, cited=cited))
    inside = kept_plans(ledger, facets)
    if inside is not None:
        kept = tuple(line for line in kept if line.plan.id in inside)
    if only is not None:
        kept = tuple(line for line in kept if line.plan.id in only)
    return Page(kept[offset : offset + limit if limit is not None else None], offset, len(kept))


def plan_line(view: View, plan: Node) -> PlanLine:
    """One plan as the list has it. The ledger, no other read."""
    return _line(plan, view.ledger([plan.id]).entries.get(plan.id))


def _line(plan: Node, entry: Entry | None) -> PlanLine:
    return PlanLine(plan, entry.record, entry.figures) if entry else PlanLine(plan, None, {})


def plan_facets(view: View, facets: Facets) -> Counts:
    """Of how many plans each value of the facets would be. The ledger, no other read."""
    return counted(view.ledger(), "plans", facets)


def _listed(ledger: Ledger, sort: PlanSort | None, *, cited: bool) -> tuple[PlanLine, ...]:
    kept = [line for line in ledger.once("lines of plans", lambda: _lines(ledger)) if cited or line.record]
    if sort is not None:
        name = sort.removeprefix("-")
        kept = ordered(kept, lambda line: _column(line, name), down=sort.startswith("-"))
    return tuple(kept)


def _lines(ledger: Ledger) -> tuple[PlanLine, ...]:
    """Those of all plans, by date and id: the lists in other orders are made of the same ones."""
    lines = (_line(node, ledger.entries.get(key)) for key, node in ledger.plans.items())
    return tuple(sorted(lines, key=lambda line: (line.plan.text("date"), line.plan.id)))


def _column(line: PlanLine, name: str) -> str | int:
    """What a plan has in a column of the list; empty for nothing."""
    figure = _FIGURES.get(name)
    if figure is None:
        return str(line.plan.properties.get(name, ""))
    return line.figures.get(figure, 0) if line.record else ""


def find_plan(view: View, key: str) -> Node:
    """A plan by id, number or title; one that was read goes before one that is only cited.

    Raises UnknownIdError with suggestions, MovedIdError, AmbiguousNameError with the list.
    """
    known = [node for node in view.nodes([key]) if node.kind == "Plan"]
    if known and known[0].properties["edition"] != CITED:
        return known[0]
    near = view.search(key, kinds=("Plan",), limit=MOST_NAMESAKES).items
    found = [node for node in near if key in (node.properties.get("number"), node.properties["title"])]
    found = found or [node for node in near if spelt(key) in (spelt(node.text("number")), spelt(node.text("title")))]
    read = [node for node in found if node.properties["edition"] != CITED] or known or found
    if not read:
        unknown = UnknownIdError(
            f"no plan has the number or title {key!r}",
            hint="`respgraph plans` and /api/plans list them",
            suggestions=tuple(node.id for node in near[:MOST_SUGGESTED]),
        )
        raise moved_or(view, key, unknown)
    return _only(read, key)


def _only(found: Sequence[Node], key: str) -> Node:
    """The one that was found. AmbiguousNameError for several."""
    if len(found) > 1:
        raise AmbiguousNameError(
            f"{len(found)} plans are called {key!r}",
            hint="ask for one of them by its id",
            candidates=tuple((node.id, f"{node.properties['title']} {_told_apart(node)}".strip()) for node in found),
            of="Plan",
        )
    return found[0]


def _told_apart(plan: Node) -> str:
    """What tells a plan from one of the same title or number."""
    return " ".join(filter(None, (plan.text("number"), plan.text("issuer"), plan.text("date"))))


def plan_id(view: View, key: str) -> str:
    """The id of the plan that a filter names; empty where it names none. Raises as `named_plan` does."""
    return named_plan(view, key).id if key else ""


def named_plan(view: View, key: str) -> Node:
    """As `find_plan`; where no plan is called so, the only one that was read whose title or number holds the words.

    For what narrows an answer; what changes a plan has to call it by its whole name.
    """
    try:
        return find_plan(view, key)
    except MovedIdError:
        raise
    except UnknownIdError:
        ledger, words = view.ledger(), spelt(key)
        known = [ledger.plans[plan] for plan in ledger.entries] if words else []
        holding = [node for node in known if words in spelt(node.text("title")) or words in spelt(node.text("number"))]
        if not holding:
            raise
    return _only(holding, key)


def outline(view: View, plan: Node) -> PlanOutline:
    """The outline of a plan. Five reads."""
    goals = view.list_nodes("Goal", plan=plan.id).items
    measures = view.list_nodes("Measure", plan=plan.id).items
    items = sorted([*goals, *measures], key=lambda node: (start_of(node), node.kind != "Goal", node.id))
    ids = [plan.id, *(node.id for node in items)]
    roles = list(schema().roles.values())
    duties = view.edges(ids, kinds=roles, direction="in")
    held = view.edges(ids, kinds=["HAS_TARGET"], direction="out")
    nodes = {node.id: node for node in view.nodes(sorted({e.source for e in duties} | {e.target for e in held}))}
    company: dict[str, list[Edge]] = defaultdict(list)
    for edge in duties:
        company[edge.target].append(edge)
    targets: dict[str, list[Node]] = defaultdict(list)
    for edge in held:
        targets[edge.source].append(nodes[edge.target])
    lines: dict[str, OutlineItem] = {}
    for node in (plan, *items):
        formal, prose = parties(company[node.id], nodes)
        lines[node.id] = OutlineItem(node, tuple(formal), tuple(prose), _in_order(targets[node.id]))
    return PlanOutline(
        plan=plan,
        items=tuple(lines[node.id] for node in items),
        plan_wide=lines[plan.id].parties,
        also_mentioned=lines[plan.id].also_mentioned,
        targets=lines[plan.id].targets,
    )


def evidence(view: View, edge_id: str) -> EvidenceAnswer:
    """The words behind an edge. Five reads. Raises UnknownIdError."""
    edge = view.edge(edge_id)
    if edge is None:
        unknown = UnknownIdError(f"no edge has the id {edge_id!r}", hint="answers give the id of every edge")
        raise moved_or(view, edge_id, unknown)
    found = {node.id: node for node in view.nodes([edge.source, edge.target, edge.evidence.document])}
    document = found.get(edge.evidence.document)
    words = edge.evidence.party or edge.evidence.statement
    before, after = _around(view, edge.evidence) if document else ("", "")
    return EvidenceAnswer(
        edge=edge,
        source=found[edge.source],
        target=found[edge.target],
        file_name=str(document.properties["file_name"]) if document else "",
        origins=tuple(view.origins(edge.evidence.document, words.start, words.end)) if document and words else (),
        before=before,
        after=after,
    )


def _around(view: View, evidence: Evidence) -> tuple[str, str]:
    """The text around a statement, up to AROUND characters a side, in whole lines where one begins or ends there."""
    said = evidence.statement
    if said is None:
        return "", ""
    start = max(0, said.start - AROUND)
    text = view.text(evidence.document, start, said.end + AROUND + 1)
    before, after = text[: said.start - start], text[said.end - start :]
    if start:
        _, line, whole = before.partition("\n")
        before = whole if line else before
    if len(after) > AROUND:
        whole, line, _ = after.rpartition("\n")
        after = whole if line else after[:AROUND]
    return before, after


def _in_order(nodes: list[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: (start_of(node), node.id)))
