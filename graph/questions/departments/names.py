"""Names that a person should look at: what the dictionary left open, with sentences, counts and suggestions.

Suggestions are offered, never applied (design §6); a decision "different" takes one off the list.
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from graph.decisions import ACTING
from graph.ledger.ledger import Face
from graph.model import Decision, Edge, Node
from graph.place_words import is_known, lies_in
from graph.questions.departments.finding import names
from graph.schema import schema
from graph.shadow import search_key
from graph.store import Page, View

Why = Literal["candidate", "same-slot", "contained", "alike"]
"""Why a department is suggested: the dictionary names it, it has the same function in a place that may be this one,
one name holds the other, or they are spelt alike."""

ALIKE = 0.6
"""difflib ratio of two names, place words included, from which they count as spelt alike."""

MOST_SUGGESTIONS = 6
MOST_SENTENCES = 3
SHORTEST_CONTAINED = 3
"""Characters that a contained name must have: 办 or 市府 stand in too many names."""

UNKNOWN_PLACE = "?"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A department that the name may mean; `department` is its id, `node` is None where no plan names it otherwise."""

    why: Why
    department: str
    node: Node | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A department that the words do not decide: unresolved, or of a place that is not known for certain.

    `formal` and `prose` count its duties; `plans` are the ids of the plans that name it; `sentences` the first few edges.
    """

    department: Node
    suggestions: tuple[Suggestion, ...]
    formal: int
    prose: int
    plans: tuple[str, ...]
    sentences: tuple[Edge, ...]


def review(
    view: View,
    *,
    place: str = "",
    department: str = "",
    first: Collection[str] = (),
    offset: int = 0,
    limit: int | None = None,
) -> Page[Doubt]:
    """The review list: what most duties hang on first, then by name. Four reads of those on it and around them.

    `place` (a path, a part of one, or a place in words) and `department` (an id) narrow; those that lie in places of `first`
    come before the rest.

    A department of an uncertain place (`?/…`) stands on it only while another one may be the same.
    """
    departments = view.ledger().departments
    places, apart = _places(view), _apart(view.decisions(kinds=ACTING))
    doubtful = view.nodes(
        [
            key
            for key in places.doubtful(apart)
            if lies_in(departments[key].jurisdiction, place) and department in ("", key)
        ]
    )
    said: dict[str, list[Edge]] = defaultdict(list)
    for edge in _duties(view, doubtful):
        said[edge.source].append(edge)
    doubtful.sort(
        key=lambda node: (
            not any(place and lies_in(_place(node), place) for place in first),
            -_formal(said[node.id]),
            -len(said[node.id]),
            str(node.properties["name"]),
            node.id,
        )
    )
    shown = doubtful[offset : offset + limit if limit is not None else None]
    around = view.nodes(sorted(places.around(shown))) if shown else []
    near = _Neighbours.of(sorted(around, key=lambda node: (node.text("name"), node.id)))
    return Page(tuple(_doubt(node, said[node.id], near, apart) for node in shown), offset, len(doubtful))


def places_in_doubt(view: View) -> dict[str, int]:
    """How many names of the review list lie in each place (its path; `?` for those that nobody knows), outer places included."""
    departments = view.ledger().departments
    found: Counter[str] = Counter()
    for key in _places(view).doubtful(_apart(view.decisions(kinds=ACTING))):
        path = departments[key].jurisdiction
        parts = path.split("/") if is_known(path) else [UNKNOWN_PLACE]
        found.update("/".join(parts[: number + 1]) for number in range(len(parts)))
    return {path: found[path] for path in sorted(found) if path}


def _places(view: View) -> "_Places":
    """Where all departments lie, once for a state of the store."""
    ledger = view.ledger()
    return ledger.of_departments("departments by place", lambda: _Places.of(ledger.departments))


def _duties(view: View, departments: Sequence[Node]) -> list[Edge]:
    kinds = list(schema().roles.values())
    return view.edges([node.id for node in departments], kinds=kinds, direction="out") if departments else []


def _doubt(node: Node, edges: Sequence[Edge], near: "_Neighbours", apart: frozenset[frozenset[str]]) -> Doubt:
    quotes: dict[str, Edge] = {}
    for edge in edges:
        if edge.evidence.statement is not None:
            quotes.setdefault(edge.evidence.statement.quote, edge)
    return Doubt(
        department=node,
        suggestions=near.suggestions(node, apart),
        formal=_formal(edges),
        prose=len(edges) - _formal(edges),
        plans=tuple(dict.fromkeys(edge.plan for edge in edges)),
        sentences=tuple(quotes.values())[:MOST_SENTENCES],
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Ids of all departments by place and by (last part of the place, slots, qualifier), and of those that leave something open."""

    by_place: Mapping[str, Sequence[str]]
    by_function: Mapping[tuple[str, str], Sequence[str]]
    unresolved: tuple[str, ...]
    placeless: tuple[str, ...]
    place_of: Mapping[str, str]

    @classmethod
    def of(cls, departments: Mapping[str, Face]) -> "_Places":
        by_place: dict[str, list[str]] = defaultdict(list)
        by_function: dict[tuple[str, str], list[str]] = defaultdict(list)
        unresolved, placeless = [], []
        for key, face in departments.items():
            by_place[face.jurisdiction].append(key)
            if face.kind == "unresolved":
                unresolved.append(key)
                continue
            by_function[_function(face.jurisdiction, key)].append(key)
            if face.jurisdiction.split("/")[0] == UNKNOWN_PLACE and _leaves_open(face.kind, face.jurisdiction):
                placeless.append(key)
        place_of = {
            key: departments[key].jurisdiction for keys in by_function.values() if len(keys) > 1 for key in keys
        }
        return cls(by_place, by_function, tuple(unresolved), tuple(placeless), place_of)

    def doubtful(self, apart: frozenset[frozenset[str]]) -> list[str]:
        """Those on the list: open names, and departments of an uncertain place while another one may be the same."""
        open_ones = [
            key for key in self.placeless if any(frozenset((key, other)) not in apart for other in self._same(key))
        ]
        return [*self.unresolved, *open_ones]

    def around(self, shown: Iterable[Node]) -> set[str]:
        """All that suggestions may name."""
        found: set[str] = set()
        for node in shown:
            place = node.text("jurisdiction")
            found.update((node.id, *node.texts("candidates"), *self.by_function.get(_function(place, node.id), ())))
            if node.text("kind") == "unresolved":
                found.update(self.by_place.get(place, ()))
        return found

    def _same(self, key: str) -> list[str]:
        place = self.place_of.get(key, "")
        others = self.by_function.get(_function(place, key), ()) if place else ()
        return [other for other in others if other != key and _either_unknown(place, self.place_of[other])]


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """All departments by id, by place and by (last part of the place, slots, qualifier)."""

    by_id: dict[str, Node]
    by_place: dict[str, list[Node]]
    by_function: dict[tuple[str, str], list[Node]]

    @classmethod
    def of(cls, departments: Iterable[Node]) -> "_Neighbours":
        by_id: dict[str, Node] = {}
        by_place: dict[str, list[Node]] = defaultdict(list)
        by_function: dict[tuple[str, str], list[Node]] = defaultdict(list)
        for node in departments:
            by_id[node.id] = node
            by_place[_place(node)].append(node)
            if node.properties["kind"] != "unresolved":
                by_function[_function(_place(node), node.id)].append(node)
        return cls(by_id, by_place, by_function)

    def suggestions(self, node: Node, apart: frozenset[frozenset[str]]) -> tuple[Suggestion, ...]:
        """The dictionary's candidates, then the same function elsewhere, then contained names, then like ones."""
        found: dict[str, Suggestion] = {}
        for why, department in chain(self._candidates(node), self._contained(node), self._alike(node)):
            if department != node.id and frozenset((node.id, department)) not in apart:
                found.setdefault(department, Suggestion(why, department, self.by_id.get(department)))
        return tuple(found.values())[:MOST_SUGGESTIONS]

    def elsewhere(self, node: Node) -> list[Node]:
        """Departments of the same function whose place may be the one that `node` leaves open."""
        place = _place(node)
        if not _leaves_open(node.text("kind"), place):
            return []
        others = self.by_function.get(_function(place, node.id), [])
        return [other for other in others if other.id != node.id and _either_unknown(place, _place(other))]

    def _candidates(self, node: Node) -> Iterable[tuple[Why, str]]:
        candidates = node.properties["candidates"]
        for candidate in candidates if isinstance(candidates, tuple) else ():
            yield "candidate", candidate
        for other in self.elsewhere(node):
            yield "same-slot", other.id

    def _contained(self, node: Node) -> Iterable[tuple[Why, str]]:
        own = search_key(str(node.properties["name"]))
        for other in self._around(node):
            keys = [search_key(name) for name in names(other)]
            if any(min(len(key), len(own)) >= SHORTEST_CONTAINED and (key in own or own in key) for key in keys):
                yield "contained", other.id

    def _alike(self, node: Node) -> Iterable[tuple[Why, str]]:
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(search_key(str(node.properties["name"])))
        rated = ((_likeness(matcher, other), other.id) for other in self._around(node))
        return [("alike", department) for ratio, department in sorted(rated, key=_best_first) if ratio >= ALIKE]

    def _around(self, node: Node) -> list[Node]:
        """The bodies of the same place, other open names included, for a name that the dictionary leaves open."""
        if node.properties["kind"] != "unresolved":
            return []
        return [other for other in self.by_place[_place(node)] if other.properties["kind"] != "collective"]


def _likeness(matcher: difflib.SequenceMatcher[str], other: Node) -> float:
    """The best ratio of any name, 0 where none can reach ALIKE."""
    best = 0.0
    for name in names(other):
        matcher.set_seq1(search_key(name))
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
            best = max(best, matcher.ratio())
    return best


def _best_first(rated: tuple[float, str]) -> tuple[float, str]:
    return -rated[0], rated[1]


def _apart(decisions: Iterable[Decision]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((d.subject, d.object)) for d in decisions if d.kind == "different")


def _leaves_open(kind: str, place: str) -> bool:
    """Whether another department of the function may be the same; ?省 is no name: it is not said which."""
    return kind != "unresolved" and not place.rsplit("/", 1)[-1].startswith(UNKNOWN_PLACE)


def _either_unknown(one: str, other: str) -> bool:
    return UNKNOWN_PLACE in (one.split("/", maxsplit=1)[0], other.split("/", maxsplit=1)[0])


def _function(place: str, department: str) -> tuple[str, str]:
    """What is left of an id without the unknown part of its place: the last part, functions, qualifier."""
    return place.rsplit("/", 1)[-1], department.removeprefix(place)


def _place(node: Node) -> str:
    return str(node.properties.get("jurisdiction", ""))


def _formal(edges: Iterable[Edge]) -> int:
    return sum(edge.properties["formal"] is True for edge in edges)
