"""One plan's graph while it is put together: nodes and edges in the order of the text, each edge with its words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph import ids
from graph.model import DocumentText, Edge, Evidence, Node, Passage, Problem, Value
from loaders.plan.measures_and_goals import Layout, Work, address, ancestry, place_mark
from loaders.readings import Heading, Outline, Span
from loaders.ruleset import ruleset


@dataclass
class Builder:
    """Collects nodes, edges and problems of `plan`; the first of several equal edges stands."""

    plan: str
    outline: Outline
    layout: Layout
    document: DocumentText
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    @cached_property
    def headings(self) -> dict[int, Heading]:
        """Headings by the offset of their label."""
        return {heading.start: heading for heading in self.outline.headings}

    @cached_property
    def grouping(self) -> frozenset[int]:
        """Starts of the headings that are chapter goals."""
        return frozenset(heading.start for heading in self.layout.chapters)

    @cached_property
    def working(self) -> frozenset[int]:
        """Starts of the headings that are measures themselves."""
        return frozenset(work.heading.start for work in self.layout.works if work.heading and not work.ordinal)

    def node(self, kind: str, node_id: str, /, **properties: Value) -> Node:
        """Add a node of the plan; empty strings mean that the text does not say."""
        return self._add(kind, node_id, self.plan, properties)

    def shared_node(self, kind: str, node_id: str, /, **properties: Value) -> Node:
        """Add a node that several plans may contribute to."""
        return self._add(kind, node_id, "", properties)

    def _add(self, kind: str, node_id: str, plan: str, properties: Mapping[str, Value]) -> Node:
        kept = {name: value for name, value in properties.items() if value != ""}
        self.nodes[node_id] = Node(kind, node_id, kept, plan)
        return self.nodes[node_id]

    def edge(
        self, kind: str, source: str, target: str, stated: str, evidence: Evidence, /, **properties: Value
    ) -> None:
        """Add an edge; `stated` tells the place that it was read from."""
        edge = Edge(
            kind=kind,
            id=ids.edge_id(kind, source, target, stated),
            source=source,
            target=target,
            evidence=evidence,
            properties={name: value for name, value in properties.items() if value != ""},
            plan=self.plan,
        )
        self.edges.setdefault(edge.id, edge)

    def outline_edge(
        self, kind: str, source: str, target: str, heading: Heading | None, work: Span | None = None
    ) -> None:
        """An edge that a heading states; it cites `work` where no heading stands over it."""
        words = Span(heading.start, heading.body) if heading else work or Span(0, 0)
        evidence = Evidence(
            basis="outline",
            rule=f"outline:{heading.style}" if heading else "outline:none",
            ruleset=ruleset(),
            document=self.document.node.id,
            section=self.section(heading),
            statement=self.passage(words),
        )
        self.edge(kind, source, target, place_mark("h", address(heading)), evidence)

    def text_edge(self, kind: str, source: str, target: str, span: Span, rule: str, /, **properties: Value) -> None:
        """An edge that any words of the text state; each place that states it is an edge."""
        heading = self.outline.heading_at(span.start)
        evidence = Evidence(
            basis="text",
            rule=rule,
            ruleset=ruleset(),
            document=self.document.node.id,
            section=self.section(heading),
            statement=self.passage(span),
        )
        stated = (kind, source, target, address(heading))
        self.counts[stated] += 1
        self.edge(kind, source, target, place_mark("t", address(heading), self.counts[stated]), evidence, **properties)

    def goal_id(self, heading: Heading) -> str:
        """Id of the goal that a heading is, by its place until the reading is finished (graph/identity.py)."""
        return f"{self.plan}/goal/{heading.address}"

    def measure_id(self, work: Work) -> str:
        """Id of a measure, by its place until the reading is finished (graph/identity.py)."""
        return f"{self.plan}/measure/{place_mark('', address(work.heading), work.ordinal + 1)}"

    def measure_at(self, heading: Heading) -> str:
        """Id of the measure that a heading is, by its place as well."""
        return f"{self.plan}/measure/{place_mark('', heading.address)}"

    def passage(self, span: Span) -> Passage:
        """The words at a span."""
        return Passage(span.start, span.end, self.outline.text[span.start : span.end])

    def section(self, heading: Heading | None) -> str:
        """Labels and titles of the headings around, outermost first."""
        return " / ".join(h.label + h.title for h in self.chain(heading))

    def chain(self, heading: Heading | None) -> list[Heading]:
        """The headings around a heading, outermost first, itself last; none for none."""
        return ancestry(heading, self.outline) if heading else []
