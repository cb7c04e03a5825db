"""Facts from nodes and edges as a View gives them; pure, so that a few reads suffice for any number of plans."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph.bottlenecks.facts import (
    BearingFact,
    DepartmentFact,
    Facts,
    MatterFact,
    MeasureFact,
    PlanFact,
    RoleFact,
    TargetFact,
)
from graph.bottlenecks.findings.wording import target_value
from graph.model import Edge, Node
from graph.schema import schema


def facts_of(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    *,
    rows: Sequence[str],
    matters: Iterable[MatterFact] = (),
    offices: Mapping[str, str] | None = None,
) -> Facts:
    """The facts of the Plan nodes among `nodes`.

    `nodes`: plans, goals, measures, sub-targets and departments; `edges`: the five roles, SERVES, PART_OF, HAS_MEASURE,
    HAS_TARGET and BEARS_ON of those plans; `rows`: the ids of the incidence's measures. `offices`: department → who does
    its staff work, where the text says so. Nodes and edges of other kinds, and ends that are not given, are left out.
    """
    by_kind: dict[str, dict[str, Node]] = {}
    for node in nodes:
        by_kind.setdefault(node.kind, {})[node.id] = node
    edges_by_kind: dict[str, list[Edge]] = {}
    for edge in edges:
        edges_by_kind.setdefault(edge.kind, []).append(edge)
    goals, measures = by_kind.get("Goal", {}), by_kind.get("Measure", {})
    above = {edge.source: edge.target for edge in edges_by_kind.get("PART_OF", ()) if edge.target in goals}
    under = {edge.source: edge.target for edge in edges_by_kind.get("SERVES", ()) if edge.target in goals}
    wanted = [measures[row] for row in rows if row in measures]
    held = {edge.target: edge for edge in edges_by_kind.get("HAS_TARGET", ())}
    placed = {edge.target: edge.id for edge in edges_by_kind.get("HAS_MEASURE", ())}
    repeated = _repeated(wanted)
    return Facts(
        plans=tuple(PlanFact(plan.id, _text(plan, "title")) for plan in by_kind.get("Plan", {}).values()),
        departments=tuple(
            DepartmentFact(
                id=node.id,
                name=_text(node, "name"),
                kind=_text(node, "kind"),
                name_en=_text(node, "name_en"),
                office=(offices or {}).get(node.id, ""),
            )
            for node in by_kind.get("Department", {}).values()
        ),
        measures=tuple(
            MeasureFact(
                id=node.id,
                plan=node.plan,
                label=_text(node, "label"),
                title=_text(node, "title"),
                position=_position(node),
                number=_number(node, under, above, goals, repeated),
                chapter=_outermost(under.get(node.id, ""), above),
                edge=placed.get(node.id, ""),
            )
            for node in wanted
        ),
        targets=tuple(
            _target(node, held[node.id], goals) for node in by_kind.get("SubTarget", {}).values() if node.id in held
        ),
        roles=tuple(_role(edge, role) for role, kind in schema().roles.items() for edge in edges_by_kind.get(kind, ())),
        bearings=tuple(BearingFact(edge.id, edge.source, edge.target) for edge in edges_by_kind.get("BEARS_ON", ())),
        matters=tuple(matters),
    )


def _text(node: Node, name: str) -> str:
    return str(node.properties.get(name, ""))


def _position(node: Node) -> int:
    start = node.properties.get("start", 0)
    return int(start) if isinstance(start, (int, float)) else 0


def _repeated(measures: Iterable[Node]) -> set[tuple[str, str]]:
    """Plan and label of those labels that several measures of a plan have."""
    counts = Counter((measure.plan, _text(measure, "label")) for measure in measures)
    return {key for key, count in counts.items() if count > 1}


def _number(
    measure: Node,
    under: Mapping[str, str],
    above: Mapping[str, str],
    goals: Mapping[str, Node],
    repeated: set[tuple[str, str]],
) -> str:
    """The label, after that of the heading above where it says little alone: in a nested list, or said twice."""
    label, goal = _text(measure, "label"), under.get(measure.id, "")
    if not label or not goal:
        return label
    if goal in above or (measure.plan, label) in repeated:
        return _text(goals[goal], "label") + label
    return label


def _outermost(goal: str, above: Mapping[str, str]) -> str:
    """The goal at the top of a goal's branch; a circle ends where it closes."""
    seen = {goal}
    while goal in above and above[goal] not in seen:
        goal = above[goal]
        seen.add(goal)
    return goal


def _target(node: Node, held: Edge, goals: Mapping[str, Node]) -> TargetFact:
    kind = _text(node, "kind")
    compared = _text(node, "comparator") if kind == "number" else ""  # a class (Ⅲ类) stands alone
    return TargetFact(
        id=node.id,
        plan=node.plan,
        metric=_text(node, "metric"),
        value=target_value(compared, _text(node, "value"), _text(node, "unit")),
        kind=kind,
        holder=held.source,
        position=_position(node),
        headline=held.source in goals and _text(goals[held.source], "kind") == "headline",
        edge=held.id,
    )


def _role(edge: Edge, role: str) -> RoleFact:
    order = edge.properties.get("order", 0)
    return RoleFact(
        edge=edge.id,
        plan=edge.plan,
        department=edge.source,
        object=edge.target,
        role=role,
        statement=str(edge.properties.get("statement", "")),
        order=order if isinstance(order, int) else 0,
        open_list=bool(edge.properties.get("open_list")),
        formal=bool(edge.properties.get("formal")),
    )
