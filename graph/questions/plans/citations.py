"""Which plan cites which act, as what; which acts are named and not loaded, by how many plans need them.

A citation means the plan that is loaded, whenever that was, where its id says so, or its number with its place, else its title.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, get_args

from graph.errors import UnknownIdError
from graph.facets.counting import counted_of_plans
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, kept_plans
from graph.facets.replaced import CITED, aliases, around
from graph.ledger.ledger import Ledger
from graph.model import Edge, Node
from graph.questions.plans.plans import plan_id
from graph.shadow import search_key
from graph.store import Page, View

CitedAs = Literal["basis", "implements", "mention", "repeals", "revises"]
ROLES: tuple[CitedAs, ...] = get_args(CitedAs)
"""What an act is named for: what rests on it, carries it out, names it; what ends it, words it anew."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of `plan` that name an act: `act` is the plan itself where it is loaded, else what the words say of it."""

    plan: Node
    act: Node
    how: CitedAs
    edge: Edge

    @property
    def loaded(self) -> bool:
        """Whether the act was loaded."""
        return self.act.text("edition") != CITED


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act that is named, by how many plans, how often in each role."""

    act: Node
    plans: int
    counts: Mapping[CitedAs, int]

    @property
    def loaded(self) -> bool:
        """Whether the act was loaded."""
        return self.act.text("edition") != CITED


@dataclass(frozen=True, slots=True)
class CitationList(Page[Citation]):
    """A page of citations; `facets` of the citing plans are the counts of what may be chosen next."""

    facets: Counts


@dataclass(frozen=True, slots=True)
class ActList(Page[CitedAct]):
    """A page of acts; `facets` of the plans that name them are the counts of what may be chosen next."""

    facets: Counts


@dataclass(frozen=True, slots=True)
class Cited:
    """All citations, by the citing plan and the place in its text, and all acts, those that most plans name first."""

    citations: tuple[Citation, ...]
    acts: tuple[CitedAct, ...]


def citations(
    view: View,
    *,
    plan: str = "",
    act: str = "",
    how: Sequence[CitedAs] = (),
    loaded: bool | None = None,
    facets: Facets = NOTHING,
    offset: int = 0,
    limit: int | None = None,
) -> CitationList:
    """What cites what, by the citing plan and the place in its text, narrowed by the ids of both, role, whether the act is loaded.

    `facets` are those of the citing plan.
    """
    ledger = view.ledger()
    every = [
        each
        for each in all_cited(view).citations
        if plan in ("", each.plan.id)
        and act in ("", each.act.id, each.edge.target)
        and (not how or each.how in how)
        and loaded in (None, each.loaded)
    ]
    inside = kept_plans(ledger, facets)
    found = every if inside is None else [each for each in every if each.plan.id in inside]
    counts = counted_of_plans(ledger, facets, ((each.edge.id, each.plan.id) for each in every))
    return CitationList(tuple(found[offset : None if limit is None else offset + limit]), offset, len(found), counts)


def cited_acts(
    view: View,
    *,
    loaded: bool | None = None,
    how: Sequence[CitedAs] = (),
    facets: Facets = NOTHING,
    offset: int = 0,
    limit: int | None = None,
) -> ActList:
    """The acts that plans name, those that most plans name first; `how` keeps those that are named so.

    With `facets` only what plans name that have them: they count, and so do their citations.
    """
    ledger, every = view.ledger(), all_cited(view)
    inside = kept_plans(ledger, facets)
    acts = every.acts if inside is None else _acts(each for each in every.citations if each.plan.id in inside)
    found = [
        each for each in acts if loaded in (None, each.loaded) and (not how or any(each.counts.get(one) for one in how))
    ]
    pairs = (
        (each.act.id, each.plan.id)
        for each in every.citations
        if loaded in (None, each.loaded) and (not how or each.how in how)
    )
    counts = counted_of_plans(ledger, facets, pairs)
    return ActList(tuple(found[offset : None if limit is None else offset + limit]), offset, len(found), counts)


MOST_NEAR = 8
"""Acts that come near one that nobody knows."""

_SHARED = 3
"""Characters of a number or title that two acts share at least to come near each other."""


def acts_near(view: View, key: str) -> tuple[CitedAct, ...]:
    """The acts that plans name and those that are loaded, whose number begins like `key`, or whose title holds it.

    Those that share most come first: for 国发〔2021〕4号 other acts of 国发〔2021〕.
    """
    ledger, every = view.ledger(), all_cited(view)
    known = {each.act.id: each for each in every.acts}
    for plan in ledger.entries:
        known.setdefault(plan, CitedAct(ledger.plans[plan], 0, {}))
    wanted = _numbered(key)
    shared = {act: _shared(wanted, each.act) for act, each in known.items()} if wanted else {}
    near = sorted((-count, -known[act].plans, act) for act, count in shared.items() if count >= _SHARED)
    return tuple(known[act] for _, _, act in near[:MOST_NEAR])


def act_id(view: View, key: str) -> str:
    """The id of the act that is named; empty where none is. UnknownIdError with the acts that come near."""
    try:
        return plan_id(view, key.strip())
    except UnknownIdError as error:
        error.suggestions = tuple(each.act.id for each in acts_near(view, key)) or error.suggestions
        raise


def _shared(wanted: str, act: Node) -> int:
    """Characters that the number has in common with the words from its beginning, or all of them where the title holds them."""
    number, title = _numbered(act.text("number")), _numbered(act.text("title"))
    if len(wanted) >= _SHARED and wanted in title:
        return len(wanted)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, number, strict=False)))


def _numbered(words: str) -> str:
    return search_key(words).replace(" ", "")


def all_cited(view: View) -> Cited:
    """All citations of the state that the view sees: two reads, once for each state."""
    ledger = view.ledger()
    return ledger.once("citations", lambda: _all(view, ledger))


def _all(view: View, ledger: Ledger) -> Cited:
    every = view.edges(list(ledger.entries), kinds=["CITES", "REPLACES"], direction="out") if ledger.entries else []
    edges = _once(every)
    meant = _meant(ledger, edges)
    found = [
        Citation(ledger.plans[edge.source], meant[edge.source, edge.target], _how(edge), edge)
        for edge in edges
        if edge.source in ledger.plans
    ]
    found.sort(key=lambda each: (each.plan.id, _start(each.edge), ROLES.index(each.how), each.edge.id))
    return Cited(tuple(found), _acts(found))


def _acts(found: Iterable[Citation]) -> tuple[CitedAct, ...]:
    """The acts of citations, those that most plans name first."""
    by: dict[str, list[Citation]] = defaultdict(list)
    for each in found:
        by[each.act.id].append(each)
    acts = [
        CitedAct(
            group[0].act,
            len({each.plan.id for each in group}),
            {how: count for how in ROLES if (count := Counter(each.how for each in group)[how])},
        )
        for group in by.values()
    ]
    acts.sort(key=lambda each: (-each.plans, -sum(each.counts.values()), each.act.id))
    return tuple(acts)


def _once(edges: Sequence[Edge]) -> list[Edge]:
    """Without the naming of an act in the very words that end it or word it anew."""
    ending = {(edge.source, edge.target): edge.evidence.statement for edge in edges if edge.kind == "REPLACES"}

    def within(edge: Edge) -> bool:
        words, around = edge.evidence.statement, ending.get((edge.source, edge.target))
        return words is not None and around is not None and around.start <= words.start and words.end <= around.end

    return [edge for edge in edges if edge.kind == "REPLACES" or not within(edge)]


def _meant(ledger: Ledger, edges: Iterable[Edge]) -> dict[tuple[str, str], Node]:
    """(citing plan, cited id) → the act: one that is loaded, else one node for all that is cited under its number or its title."""
    loaded = [node for key, node in ledger.plans.items() if key in ledger.entries]
    named: dict[str, list[Node]] = defaultdict(list)
    for node in loaded:
        for alias in aliases(node):
            named[alias].append(node)
    same = _one_of_each([ledger.plans[key] for key in sorted({edge.target for edge in edges})])
    found: dict[tuple[str, str], Node] = {}
    for edge in edges:
        cited = ledger.plans[edge.target]
        source = ledger.plans.get(edge.source, cited)
        ways = [cited.id, same[cited.id].id] if cited.id not in ledger.entries else []
        candidates = {
            node.id: node
            for way in ways
            for node in named.get(way, ())
            if node.id != source.id and _may_mean(source, node)
        }
        found[edge.source, edge.target] = next(iter(candidates.values())) if len(candidates) == 1 else same[cited.id]
    return found


def _may_mean(source: Node, act: Node) -> bool:
    """Whether a plan can mean an act by its number or title alone: one issued for its place, for one around it or within it."""
    places = source.text("jurisdiction"), act.text("jurisdiction")
    return around(*places) or around(*reversed(places))


def _one_of_each(cited: Sequence[Node]) -> dict[str, Node]:
    """Id → the node that stands for the act: a title alone means the one numbered act of that title, if there is one."""
    titled: dict[str, list[Node]] = defaultdict(list)
    for node in cited:
        if node.text("number") and node.text("title"):
            titled[_title(node)].append(node)
    return {
        node.id: titled[_title(node)][0] if not node.text("number") and len(titled.get(_title(node), ())) == 1 else node
        for node in cited
    }


def _title(node: Node) -> str:
    return search_key(node.text("title"))


def _how(edge: Edge) -> CitedAs:
    said = edge.properties.get("how", "mention")
    return next((how for how in ROLES if how == said), "mention")


def _start(edge: Edge) -> int:
    return edge.evidence.statement.start if edge.evidence.statement else 0
