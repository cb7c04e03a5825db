"""The tree behind a picture: which node stands under which, in the order of the plan's text; what is folded at first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model import Node
from graph.schema import schema
from viz.pictures.scene import Scene

PARENT_KINDS = (
    ("SERVES", "source"),
    ("PART_OF", "source"),
    ("HAS_GOAL", "target"),
    ("HAS_MEASURE", "target"),
    ("HAS_TARGET", "target"),
    ("READ_FROM", "target"),
)
"""Edges that put one of their ends under the other, the first that applies decides; with the end that is the child."""

GROUP = "Group"
"""Kind of the nodes that stand for many when there is nothing in the scene to fold these into."""

PARTIES_AT_LEAST = 20
"""So many departments stay outside the group of departments, however many other nodes there are."""


@dataclass(frozen=True, slots=True)
class Group:
    """A stand-in for nodes of a crowded scene: the measures of one plan, or the departments with the fewest duties."""

    id: str
    plan: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Nodes in the order of reading with their parents; `closed` are those whose descendants are folded at first."""

    order: tuple[str, ...]
    parents: Mapping[str, str]
    groups: tuple[Group, ...]
    closed: frozenset[str]

    def depth(self, node: str) -> int:
        """How many nodes `node` stands under."""
        return sum(1 for _ in self.above(node))

    def above(self, node: str) -> Iterator[str]:
        """The nodes that `node` stands under, nearest first."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def visible(self, node: str) -> bool:
        """Whether `node` is drawn before anything is opened."""
        return not any(parent in self.closed for parent in self.above(node))


def outline(scene: Scene, *, overview: int) -> Outline:
    """The tree of `scene`; with more than `overview` nodes, as little as possible of it is open at first.

    Departments alone (with the measures behind them) stand in their own order, under nothing.
    """
    if scene.pairs is not None:
        return Outline(tuple(node.id for node in scene.nodes), {}, (), frozenset())
    nodes = {node.id: node for node in scene.nodes}
    parents = _parents(scene, nodes)
    crowded = len(nodes) > overview
    groups = _plan_groups(scene, nodes, parents, crowded=crowded)
    parents |= {member: group.id for group in groups for member in group.members}
    closed = _closed(nodes, parents, overview) if crowded else frozenset()
    parties = _party_group(scene, nodes, Outline((), parents, (), closed), overview)
    if parties:
        groups = (*groups, parties)
        parents |= dict.fromkeys(parties.members, parties.id)
        closed |= {parties.id}
    if scene.center is not None:
        closed -= {scene.center, *Outline((), parents, (), closed).above(scene.center)}
    stand_ins = {group.id: Node(GROUP, group.id, {}, group.plan) for group in groups}
    return Outline(_order(nodes | stand_ins, parents, _first_named(scene)), parents, groups, closed)


def _parents(scene: Scene, nodes: Mapping[str, Node]) -> dict[str, str]:
    rank = {kind: number for number, (kind, _) in enumerate(PARENT_KINDS)}
    child_end = dict(PARENT_KINDS)
    parents: dict[str, str] = {}
    for edge in sorted(
        (edge for edge in scene.edges if edge.kind in rank), key=lambda edge: (rank[edge.kind], edge.id)
    ):
        child, parent = edge.source, edge.target
        if child_end[edge.kind] == "target":
            child, parent = parent, child
        if child not in parents and child in nodes and parent in nodes and not _leads_to(parents, parent, child):
            parents[child] = parent
    return parents


def _leads_to(parents: Mapping[str, str], node: str, ancestor: str) -> bool:
    while node != ancestor:
        if node not in parents:
            return False
        node = parents[node]
    return True


def _first_named(scene: Scene) -> dict[str, tuple[str, int, int]]:
    """Departments → where the first words stand that give them a role: plan, character, place in the list."""
    found: dict[str, tuple[str, int, int]] = {}
    for edge in scene.edges:
        words = edge.evidence.party or edge.evidence.statement
        if edge.kind in schema().role_of and words is not None:
            order = edge.properties.get("order", 0)
            at = (edge.plan, words.start, order if isinstance(order, int) else 0)
            found[edge.source] = min(at, found.get(edge.source, at))
    return found


def _order(
    nodes: Mapping[str, Node], parents: Mapping[str, str], named: Mapping[str, tuple[str, int, int]]
) -> tuple[str, ...]:
    """Depth first; siblings by their place in the text, departments as they are named first: in a plan that is their rank."""
    below: dict[str, list[str]] = defaultdict(list)
    for node in sorted(nodes.values(), key=_reading_place):
        below[parents.get(node.id, "")].append(node.id)
    for siblings in below.values():
        places = [place for place, key in enumerate(siblings) if key in named]
        ranked = sorted((siblings[place] for place in places), key=lambda key: named[key])
        for place, key in zip(places, ranked, strict=True):
            siblings[place] = key
    order: list[str] = []
    waiting = below[""][::-1]
    while waiting:
        current = waiting.pop()
        order.append(current)
        waiting += below[current][::-1]
    return tuple(order)


def _reading_place(node: Node) -> tuple[str, int, str]:
    start = node.properties.get("start", -1)
    return node.plan or node.id, start if isinstance(start, int) else -1, node.id


def _plan_groups(
    scene: Scene, nodes: Mapping[str, Node], parents: Mapping[str, str], *, crowded: bool
) -> tuple[Group, ...]:
    """Measures and targets that stand under nothing, by plan: to fold a crowd, or to tell several plans apart."""
    loose: dict[str, list[str]] = defaultdict(list)
    for node in nodes.values():
        if node.kind in ("Measure", "SubTarget") and node.plan and node.id not in parents and node.id != scene.center:
            loose[node.plan].append(node.id)
    worth = crowded or len(loose) > 1
    return tuple(
        Group(f"group:{plan}", plan, tuple(sorted(members))) for plan, members in sorted(loose.items()) if worth
    )


def _closed(nodes: Mapping[str, Node], parents: Mapping[str, str], overview: int) -> frozenset[str]:
    """As little as needed: first what holds nothing but targets, then goals and groups, then plans.

    Where all of the departments are too many in any case, the rest leaves room for some of them.
    """
    steps = _steps(nodes, parents)
    for closed in steps:
        if len(_shown(nodes, parents, closed)) <= overview:
            return closed
    for closed in steps:
        others = [node for node in _shown(nodes, parents, closed) if nodes[node].kind != "Department"]
        if len(others) <= overview - PARTIES_AT_LEAST:
            return closed
    return steps[-1]


def _steps(nodes: Mapping[str, Node], parents: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    below: dict[str, set[str]] = defaultdict(set)
    for child, parent in parents.items():
        below[parent].add(nodes[child].kind)
    kinds = {node: nodes[node].kind if node in nodes else GROUP for node in below}
    only_targets = frozenset(node for node, inside in below.items() if inside == {"SubTarget"} and kinds[node] != GROUP)
    inner = frozenset(node for node, kind in kinds.items() if kind in ("Goal", "Measure", GROUP))
    plans = frozenset(node for node, kind in kinds.items() if kind == "Plan")
    return only_targets, only_targets | inner, only_targets | inner | plans


def _shown(nodes: Mapping[str, Node], parents: Mapping[str, str], closed: frozenset[str]) -> list[str]:
    trial = Outline((), parents, (), closed)
    return [node for node in nodes if trial.visible(node)]


def _party_group(scene: Scene, nodes: Mapping[str, Node], trial: Outline, overview: int) -> Group | None:
    """The departments with the fewest edges, where all of them together are too many."""
    load: dict[str, int] = dict.fromkeys((node.id for node in nodes.values() if node.kind == "Department"), 0)
    for edge in scene.edges:
        for end in (edge.source, edge.target):
            if end in load:
                load[end] += 1
    others = sum(1 for node in nodes.values() if node.kind != "Department" and trial.visible(node.id))
    keep = max(overview - others - 1, PARTIES_AT_LEAST)
    ranked = sorted(load, key=lambda party: (party != scene.center, -load[party], party))
    return Group("group:departments", "", tuple(ranked[keep:])) if len(ranked) > keep + 1 else None
