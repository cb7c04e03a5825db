"""One side of a comparison: a plan as it stands now, or one of its editions, with its works, targets and who has what part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import UnknownIdError
from graph.ledger.ledger import NO_FUNCTION
from graph.model import Edge, Node
from graph.questions.plans.editions import edition_of
from graph.questions.plans.plans import named_plan
from graph.schema import schema
from graph.store import View


@dataclass(frozen=True, slots=True)
class Side:
    """`works` are the measures in the order of the text, `targets` the sub-targets; `duties` are formal, by work.

    `edition` is its number, 0 for the plan as it stands now with people's decisions. `held` are the edges that state the targets.
    """

    plan: Node
    edition: int
    works: tuple[Node, ...]
    targets: tuple[Node, ...]
    held: Mapping[str, Edge]
    duties: Mapping[str, tuple[Edge, ...]]
    departments: Mapping[str, Node]

    def functions(self, work: str, roles: Iterable[str] = (), *, classes: bool = True) -> frozenset[str]:
        """The functions of those with a part in a work, in these roles (none: any); a department without one stands for itself.

        Without `classes` those who are several bodies at once (各镇街) are left out.
        """
        wanted = {schema().roles[role] for role in roles} or set(schema().roles.values())
        return frozenset(
            function
            for edge in self.duties.get(work, ())
            if edge.kind in wanted and (classes or self.departments[edge.source].text("kind") != "collective")
            for function in functions_of(self.departments[edge.source])
        )


def functions_of(department: Node) -> tuple[str, ...]:
    """The functions (slots) of a department; one without any stands for itself by its name."""
    known = () if department.text("kind") in NO_FUNCTION else department.texts("slots")
    return known or (department.text("name"),)


def side(view: View, key: str) -> Side:
    """A plan by id, number or title, or an edition of it by PLAN@NUMBER. Four reads. Raises UnknownIdError, AmbiguousNameError."""
    plan, _, number = key.rpartition("@")
    if plan and number.isdecimal():
        record, edition = edition_of(view, key)
        nodes, edges = edition.graph.nodes, edition.graph.edges
        node = next(each for each in nodes if each.id == record.plan and each.kind == "Plan")
        return _side(node, record.number, nodes, edges, nodes)
    node = named_plan(view, key)
    if node.id not in view.ledger([node.id]).entries:
        title = node.text("title")
        raise UnknownIdError(f"{title} is only cited: its text is not here", hint="load it first")
    works = view.list_nodes("Measure", plan=node.id).items
    targets = view.list_nodes("SubTarget", plan=node.id).items
    kinds = (*schema().roles.values(), "HAS_TARGET")
    ids = [each.id for each in (*works, *targets)]
    edges = tuple(view.edges(ids, kinds=kinds, direction="in")) if ids else ()
    departments = view.nodes(sorted({edge.source for edge in edges if edge.kind != "HAS_TARGET"}))
    return _side(node, 0, (*works, *targets), edges, departments)


def _side(plan: Node, edition: int, nodes: Iterable[Node], edges: Iterable[Edge], departments: Iterable[Node]) -> Side:
    roles = set(schema().roles.values())
    works = sorted((node for node in nodes if node.kind == "Measure"), key=_start)
    ids = {node.id for node in works}
    duties: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.kind in roles and edge.properties["formal"] and edge.target in ids:
            duties[edge.target].append(edge)
    return Side(
        plan=plan,
        edition=edition,
        works=tuple(works),
        targets=tuple(sorted((node for node in nodes if node.kind == "SubTarget"), key=_start)),
        held={edge.target: edge for edge in edges if edge.kind == "HAS_TARGET"},
        duties={work: tuple(found) for work, found in duties.items()},
        departments={node.id: node for node in departments if node.kind == "Department"},
    )


def _start(node: Node) -> tuple[int, str]:
    return node.whole("start"), node.id
