"""What one plan adds to answers over all plans, in a few kilobytes: its works, targets and formal duties as indexes.

A store keeps the tally of each plan beside its graph and writes it anew whenever it writes the plan's effective graph. It
holds no words of the plan but deadlines: what a page shows is read from the store, what it counts and orders is here.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

from graph.ledger import measures as measuring
from graph.ledger.arrays import Booleans, Integers, np
from graph.ledger.measures import Measures
from graph.ledger.words import Words
from graph.model import Edge, Node
from graph.schema import schema

COUNTED_TARGETS = frozenset({"number", "class"})
"""Kinds of sub-target that counts mean (design §1); coverage and deferred ones are milestones."""

PLAN, ELSEWHERE = -1, -2
"""In place of a work's index: the plan itself; something that is no work of the plan."""

_MOST_SMALL = 32_767


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The works of a plan (goals and measures), its targets, both by start and id, and its formal duties.

    Of the works: `goals` says which are goals, `rows` which are rows of the incidence, `open_lists` whose list ends in 等,
    `counted` how many sub-targets stand in each, `deadlines` as written, empty for none. Of the targets: `holders` is the work
    (or PLAN) that states each, `numbers` says which are sub-targets, the others are milestones, `dues` are their deadlines.
    `duties` has a line (index into `departments`, work or PLAN, role in schema order, place in the list, form in schema order)
    each, by work, role and edge id. `topics` are names, `work_topics` and `target_topics` pairs (index of the work or target,
    of the topic). `replaces` are the plans (as they are cited) in whose place this one says to come. `nodes` and `edges` count the plan's own by kind; `shared` are ids of the nodes that other plans may state
    too, `shared_edges` such edges as (kind, id). `measures` are of the targets, None where another dictionary measured them.
    """

    works: Words
    goals: Booleans
    rows: Booleans
    open_lists: Booleans
    counted: Integers
    deadlines: tuple[str, ...]
    targets: Words
    holders: Integers
    numbers: Booleans
    dues: tuple[str, ...]
    departments: tuple[str, ...]
    duties: Integers
    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    shared: tuple[str, ...]
    shared_edges: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    work_topics: Integers
    target_topics: Integers
    replaces: tuple[str, ...]
    measures: Measures | None


def written(
    plan: str, nodes: Sequence[Node], edges: Sequence[Edge], shared: Sequence[Node], shared_edges: Sequence[Edge]
) -> list[Any]:
    """The tally of a plan as JSON takes it, from its effective graph: what it owns, and what it states beside other plans."""
    role_of = {kind: number for number, kind in enumerate(schema().roles.values())}
    forms = {word: number for number, word in enumerate(schema().edges[next(iter(role_of))].properties["form"].enum)}
    works = sorted((node for node in nodes if node.kind in ("Goal", "Measure")), key=_place)
    targets = sorted((node for node in nodes if node.kind == "SubTarget"), key=_place)
    index = {node.id: number for number, node in enumerate(works)}
    of_kind: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        of_kind[edge.kind].append(edge)
    counts = {kind: len(some) for kind, some in of_kind.items()}
    held = {edge.target: index.get(edge.source, PLAN) for edge in of_kind["HAS_TARGET"]}
    formal = [edge for kind in role_of for edge in of_kind[kind] if edge.properties.get("formal")]
    measures = {node.id for node in works if node.kind == "Measure"}
    split = {edge.target for edge in of_kind["PART_OF"] if edge.source in measures}
    stated = {edge.target for edge in formal}
    numbers = [str(node.properties["kind"]) in COUNTED_TARGETS for node in targets]
    counted = Counter(held.get(node.id, PLAN) for node, number in zip(targets, numbers, strict=True) if number)
    departments = {name: number for number, name in enumerate(sorted({edge.source for edge in formal}))}
    ends = {**index, plan: PLAN}
    duties = sorted([
        (
            ends.get(edge.target, ELSEWHERE), role_of[edge.kind], edge.id, departments[edge.source], _order(edge),
            forms[str(edge.properties["form"])],
        )
        for edge in formal
    ])  # fmt: skip
    topics = {
        name: number for number, name in enumerate(sorted({t for n in (*works, *targets) for t in n.texts("topics")}))
    }
    return [
        [node.id for node in works],
        [int(node.kind == "Goal") for node in works],
        [int(node.id in measures and (node.id in stated or node.id not in split)) for node in works],
        [int(bool(node.properties.get("open_list"))) for node in works],
        [counted[number] for number in range(len(works))],
        [node.text("deadline") for node in works],
        [node.id for node in targets],
        [held.get(node.id, PLAN) for node in targets],
        [int(number) for number in numbers],
        [node.text("deadline") for node in targets],
        list(departments),
        [
            number
            for work, role, _, department, order, form in duties
            for number in (department, work, role, order, form)
        ],
        dict(Counter([node.kind for node in nodes])),
        counts,
        sorted(node.id for node in shared),
        sorted((edge.kind, edge.id) for edge in shared_edges),
        list(topics),
        [
            index
            for number, node in enumerate(works)
            for name in node.texts("topics")
            for index in (number, topics[name])
        ],
        [
            index
            for number, node in enumerate(targets)
            for name in node.texts("topics")
            for index in (number, topics[name])
        ],
        sorted({e.target for e in (*of_kind["REPLACES"], *shared_edges) if e.kind == "REPLACES" and e.source == plan}),
        measuring.written(targets, next((node.text("jurisdiction") for node in shared if node.id == plan), "")),
    ]


def read(said: Sequence[Any]) -> Tally:
    """The reverse of `written`."""
    works, goals, rows, opened, counted, deadlines, targets, holders, numbers, dues, *rest = said
    departments, duties, nodes, edges, shared, shared_edges, topics, work_topics, target_topics, replaces, measured = (
        rest
    )
    return Tally(
        works=Words(works),
        goals=np.array(goals, dtype=np.bool_),
        rows=np.array(rows, dtype=np.bool_),
        open_lists=np.array(opened, dtype=np.bool_),
        counted=_narrow(counted),
        deadlines=tuple(map(intern, deadlines)),
        targets=Words(targets),
        holders=_narrow(holders),
        numbers=np.array(numbers, dtype=np.bool_),
        dues=tuple(map(intern, dues)),
        departments=tuple(map(intern, departments)),
        duties=_narrow(duties).reshape(-1, 5),
        nodes=nodes,
        edges=edges,
        shared=tuple(map(intern, shared)),
        shared_edges=tuple((intern(kind), key) for kind, key in shared_edges),
        topics=tuple(map(intern, topics)),
        work_topics=_narrow(work_topics).reshape(-1, 2),
        target_topics=_narrow(target_topics).reshape(-1, 2),
        replaces=tuple(replaces),
        measures=measuring.read(measured),
    )


def _narrow(numbers: Sequence[int]) -> Integers:
    """As an array of 16 bits where they fit: the lines of all duties are the most that a ledger keeps."""
    small = max(numbers, default=0) <= _MOST_SMALL
    return np.array(numbers, dtype=np.int16 if small else np.int32)


def _place(node: Node) -> tuple[int, str]:
    start = node.properties.get("start", 0)
    return (start if isinstance(start, int) else 0), node.id


def _order(edge: Edge) -> int:
    order = edge.properties.get("order", 0)
    return order if isinstance(order, int) else 0
