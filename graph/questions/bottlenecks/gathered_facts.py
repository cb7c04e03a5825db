"""What findings, figures and what-ifs rest on, gathered from a View in a handful of reads for any number of plans."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.bottlenecks.facts import Facts, MatterFact
from graph.bottlenecks.gathering import facts_of
from graph.errors import AmbiguousNameError, UnknownIdError
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.plans.plans import find_plan
from graph.schema import schema
from graph.store import View

MOST_CANDIDATES = 20
"""Plans of several that are named to choose from."""

MatterReader: TypeAlias = Callable[[str, str], Iterable[MatterFact]]
"""The matters of a measure: its id and its words → facts. Who reads texts gives it; the graph knows no lexicon."""

MOST_LISTED = 100
"""Plans up to which goals, measures and targets are read plan by plan, in three reads each; of more, those of all plans."""

_PLACES = ("SERVES", "PART_OF", "HAS_MEASURE", "HAS_TARGET", "BEARS_ON")


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """What stands behind an answer: `nodes` and `edges` by id; `plans` in order; `about` the fine print."""

    plans: tuple[Node, ...]
    nodes: Mapping[str, Node]
    edges: Mapping[str, Edge]
    about: About


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Gathered(Behind):
    """The facts of some plans, with all that stands behind them."""

    facts: Facts


def no_matters(_measure: str, _text: str) -> tuple[MatterFact, ...]:
    """A reader that finds no matters."""
    return ()


def gathered(view: View, plans: Sequence[str], *, matters: MatterReader = no_matters) -> Gathered:
    """The facts of plans by id, with what opens their quotes. Eight reads for one plan, three more for each other one, up to MOST_LISTED."""
    wanted = set(plans)
    plan_nodes = [node for node in view.nodes(plans) if node.kind == "Plan"]
    few = plans if len(plans) <= MOST_LISTED else ("",)
    goals, measures, targets = (
        [node for plan in few for node in view.list_nodes(kind, plan=plan).items if node.plan in wanted]
        for kind in ("Goal", "Measure", "SubTarget")
    )
    roles = tuple(schema().roles.values())
    places = [node.id for node in (*plan_nodes, *goals, *measures)]
    edges = [edge for edge in view.edges(places, kinds=[*roles, *_PLACES]) if edge.plan in wanted] if places else []
    departments = view.nodes(sorted({edge.source for edge in edges if edge.kind in roles}))
    nodes = [*plan_nodes, *goals, *measures, *targets, *departments]
    rows = view.incidence(plans=plans).measures if plans else ()
    return Gathered(
        facts=facts_of(
            nodes,
            edges,
            rows=rows,
            matters=[found for measure in measures for found in matters(measure.id, _words(measure))],
        ),
        plans=tuple(plan_nodes),
        nodes={node.id: node for node in nodes},
        edges={edge.id: edge for edge in edges},
        about=about(
            view,
            plans=[node.id for node in plan_nodes],
            edges=[edge for edge in edges if edge.kind in roles],
            departments=departments,
        ),
    )


def chosen_plans(view: View, key: str) -> tuple[str, ...]:
    """The plan that a key names, else all that were read."""
    return (find_plan(view, key).id,) if key else tuple(view.ledger().entries)


def chosen_plan(view: View, key: str) -> Node:
    """The plan that a key names; without one the only plan that was read.

    AmbiguousNameError where there are several, UnknownIdError where there is none.
    """
    if key:
        return find_plan(view, key)
    plans = list(view.ledger().entries)
    if not plans:
        raise UnknownIdError("no plan is loaded", hint="load one first")
    if len(plans) > 1:
        raise AmbiguousNameError(
            "there are several plans",
            where="plan",
            hint="name one; /api/plans lists them",
            candidates=tuple((node.id, str(node.properties["title"])) for node in view.nodes(plans[:MOST_CANDIDATES])),
            of="Plan",
        )
    return view.nodes(plans)[0]


def _words(measure: Node) -> str:
    return f"{measure.properties['title']}\n{measure.properties['text']}"
