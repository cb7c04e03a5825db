"""What a department is on the hook for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.deadlines.due import falls_within
from graph.decisions import ACTING, rejections
from graph.facets.edges import kept_edges
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import ledger_for
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.departments.succession import Inheritance, inheritance
from graph.questions.parameters import checked_date
from graph.questions.plans.deadlines import dues_of
from graph.roster import Roster
from graph.schema import schema
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Partner:
    """Another party of the same work, in its role."""

    role: str
    department: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class Duty:
    """One role of a department in one measure, goal or plan, with who shares it and what it must reach.

    `predecessor` is set where the duty is that of a department which this one succeeded, `through` where it is that of a
    collective to which a roster counts this one, `roster` then says which.
    """

    role: str
    edge: Edge
    work: Node
    plan: Node
    targets: tuple[Node, ...]
    partners: tuple[Partner, ...]
    predecessor: Node | None = None
    through: Node | None = None
    roster: Roster | None = None


@dataclass(frozen=True, slots=True)
class Duties:
    """A page of duties; what prose says beside the formal statements; rules that bind the whole plan.

    `inherited` and `through` say how many duties of the page's total are predecessors' and collectives'; `groups` how
    many of it each group has, where they are asked for by group.
    """

    department: Node
    page: Page[Duty]
    also_mentioned: tuple[Duty, ...]
    plan_wide: tuple[Duty, ...]
    inherited: int
    through: int
    about: About
    groups: Mapping[str, int] = field(default_factory=dict)


def duties(
    view: View,
    department: Node,
    *,
    roles: Sequence[str] = (),
    facets: Facets = NOTHING,
    plan: str = "",
    due_before: str = "",
    own: bool = False,
    rosters: Sequence[Roster] = (),
    grouped: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> Duties:
    """Everything a department leads, is responsible for, supports, guides or supervises.

    With the duties of the departments that it succeeded and, by `rosters`, of the collectives it belonged to at the
    plan's date, each marked; `own` leaves these out. `roles` narrows (none: all five), as do `facets`; `due_before` keeps work whose
    deadline, else the first of its targets', has its last day before it (YYYY, YYYY-MM or YYYY-MM-DD). Ordered by plan date and id,
    position in the plan, role; where `grouped`, by the groups of `duty_groups` first. Seven reads, one more for groups, two with `due_before`,
    for each generation of predecessors, and two for rosters.
    """
    due_before = checked_date(due_before)
    kinds = [kind for role, kind in schema().roles.items() if not roles or role in roles]
    inherited = Inheritance({}, {}) if own else inheritance(view, department)
    before = inherited.departments
    rolls = {} if own else _collectives(view, department, rosters)
    bearers = [department.id, *before, *rolls]
    edges = [e for e in view.edges(bearers, kinds=kinds, direction="out") if plan in ("", e.plan)]
    ends = {node.id: node for node in view.nodes([*{e.target for e in edges}, *{e.plan for e in edges}])}
    edges = due_edges(view, edges, ends, due_before)
    edges = kept_edges(ledger_for(view, plan, facets), edges, facets) if facets else edges
    held = {edge.id: _roll(rolls, edge, ends) for edge in edges if edge.source in rolls}
    edges = [edge for edge in edges if edge.source not in rolls or held[edge.id]]
    edges = [e for e in edges if inherited.holds(e, ends[e.target], _plan_place(e.plan, ends)[0])]
    edges.sort(key=lambda edge: place(edge, ends))
    formal = [e for e in edges if e.properties["formal"] and ends[e.target].kind != "Plan"]
    wide = [e for e in edges if e.properties["formal"] and ends[e.target].kind == "Plan"]
    prose = [e for e in edges if not e.properties["formal"]]
    groups = in_groups(view, formal) if grouped else {}
    formal = [edge for found in groups.values() for edge in found] if grouped else formal
    shown = formal[offset : offset + limit if limit is not None else None]
    answer = with_company(view, [*shown, *prose, *wide], ends)
    for edge_id, duty in answer.items():
        source = duty.edge.source
        through, roster = held.get(edge_id) or (None, None)
        answer[edge_id] = replace(duty, predecessor=before.get(source), through=through, roster=roster)
    return Duties(
        department=department,
        page=Page(tuple(answer[e.id] for e in shown), offset, len(formal)),
        also_mentioned=tuple(answer[e.id] for e in prose),
        plan_wide=tuple(answer[e.id] for e in wide),
        inherited=sum(edge.source in before for edge in formal),
        through=sum(edge.source in rolls for edge in formal),
        about=about(
            view,
            plans=sorted({e.plan for e in edges}, key=lambda p: _plan_place(p, ends)),
            edges=formal,
            departments=[department, *(p.department for e in shown for p in answer[e.id].partners)],
            rejected=rejections(view.decisions(kinds=ACTING), [department.id]),
        ),
        groups={name: len(found) for name, found in groups.items()},
    )


def _collectives(view: View, department: Node, rosters: Sequence[Roster]) -> dict[str, list[tuple[Node, Roster]]]:
    """Collectives that a roster counts the department to, with these rosters: a read for each of their names."""
    mine = [roster for roster in rosters if roster.member(department)]
    found: dict[str, list[tuple[Node, Roster]]] = defaultdict(list)
    for name in dict.fromkeys(roster.collective for roster in mine):
        for node in view.departments_named(name):
            for roster in mine:
                if node.id != department.id and roster.is_of(node):
                    found[node.id].append((node, roster))
    return found


def _roll(
    rolls: Mapping[str, list[tuple[Node, Roster]]], edge: Edge, ends: Mapping[str, Node]
) -> tuple[Node, Roster] | None:
    """The collective and the first roster that was valid at the plan's date; None: it was in no valid roster then."""
    date = _plan_place(edge.plan, ends)[0]
    return next((pair for pair in rolls[edge.source] if pair[1].holds(date)), None)


def with_company(view: View, edges: Sequence[Edge], ends: Mapping[str, Node]) -> dict[str, Duty]:
    """The duties of `edges` by edge id, with partners and targets: three reads."""
    works = list(dict.fromkeys(edge.target for edge in edges if ends[edge.target].kind != "Plan"))
    roles = schema().role_of
    company: dict[str, list[Edge]] = defaultdict(list)
    held: dict[str, list[str]] = defaultdict(list)
    for edge in view.edges(works, kinds=[*roles], direction="in") if works else ():
        company[edge.target].append(edge)
    for edge in view.edges(works, kinds=["HAS_TARGET"], direction="out") if works else ():
        held[edge.source].append(edge.target)
    others = {e.source for found in company.values() for e in found} | {t for found in held.values() for t in found}
    nodes = {node.id: node for node in view.nodes(sorted(others))}
    return {
        edge.id: Duty(
            role=roles[edge.kind],
            edge=edge,
            work=ends[edge.target],
            plan=ends[edge.plan],
            targets=tuple(nodes[target] for target in held[edge.target]),
            partners=tuple(
                Partner(roles[other.kind], nodes[other.source], other)
                for other in company[edge.target]
                if other.source != edge.source and other.properties["formal"]
            ),
        )
        for edge in edges
    }


def place(edge: Edge, ends: Mapping[str, Node]) -> tuple[object, ...]:
    """Where a duty stands among others: plan date and id, position in the plan, role."""
    start = edge.evidence.statement.start if edge.evidence.statement else 0
    return (*_plan_place(edge.plan, ends), start, list(schema().roles.values()).index(edge.kind), edge.id)


def _plan_place(plan: str, ends: Mapping[str, Node]) -> tuple[str, str]:
    node = ends.get(plan)
    return (str(node.properties.get("date", "")) if node else "", plan)


def due_edges(view: View, edges: Sequence[Edge], ends: Mapping[str, Node], before: str) -> list[Edge]:
    """The edges to work that is due before a date; all of them where none is given. Two reads."""
    if not before:
        return list(edges)
    due = dues_of(view, [ends[key] for key in dict.fromkeys(edge.target for edge in edges)])
    return [edge for edge in edges if falls_within(due.get(edge.target, ""), before=before)]


GROUPS = ("leads_alone", "leads_jointly", "is_responsible", "supports")
"""In the order in which a list shows them."""


def in_groups(view: View, duties: Sequence[Edge]) -> dict[str, list[Edge]]:
    """Role edges by group, in their order; a lead is alone where nobody else formally leads the same. One read."""
    roles = schema().role_of
    led = sorted({edge.target for edge in duties if roles[edge.kind] == "lead"})
    leads: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges(led, kinds=[schema().roles["lead"]], direction="in") if led else ():
        if edge.properties["formal"]:
            leads[edge.target].add(edge.source)
    found: dict[str, list[Edge]] = {name: [] for name in GROUPS}
    for edge in duties:
        found[_group(roles[edge.kind], alone=leads[edge.target] <= {edge.source})].append(edge)
    return found


def _group(role: str, *, alone: bool) -> str:
    if role == "lead":
        return "leads_alone" if alone else "leads_jointly"
    return "is_responsible" if role == "responsible" else "supports"
