"""Which plan cites which act, as what; which acts are named and not loaded, by how many plans need them.

A citation means the plan that is loaded, whenever that was, where its id says so, or its number with its place, else its title.
What plans name in several spellings is one act (graph/questions/plans/same_acts.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, get_args

from graph.errors import AmbiguousNameError, UnknownIdError
from graph.facets.counting import counted_of_plans
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, kept_plans
from graph.ledger.ledger import Lately, Ledger
from graph.ledger.replaced import CITED
from graph.model import Edge, Node
from graph.questions.plans.plans import find_plan
from graph.questions.plans.same_acts import AlsoNamed, also_named, meant_by, same_acts
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
    """An act that is named, by how many plans, how often in each role, and how else they write it."""

    act: Node
    plans: int
    counts: Mapping[CitedAs, int]
    also: tuple[AlsoNamed, ...] = ()

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
    """All citations, by the citing plan and the place in its text, and all acts, those that most plans name first.

    `stands` is the act for each id that plans name; `named` what their words say of it, by id.
    """

    citations: tuple[Citation, ...]
    acts: tuple[CitedAct, ...]
    stands: Mapping[str, Node]
    named: Mapping[str, Node]


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
    ledger, cited = view.ledger(), all_cited(view)
    wanted = cited.stands[act].id if act in cited.stands else act
    every = [
        each
        for each in cited.citations
        if plan in ("", each.plan.id)
        and (not act or wanted in (each.act.id, cited.stands[each.edge.target].id) or act == each.act.id)
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
    lately = ledger.once("acts that are cited", Lately)
    found, counts = lately.get(
        (loaded, tuple(how), facets), lambda: _narrowed_acts(ledger, every, how, facets, loaded=loaded)
    )
    return ActList(tuple(found[offset : None if limit is None else offset + limit]), offset, len(found), counts)


def _narrowed_acts(
    ledger: Ledger, every: Cited, how: Sequence[CitedAs], facets: Facets, *, loaded: bool | None
) -> tuple[list[CitedAct], Counts]:
    """The acts that are meant, and of how many each value of the facets would be."""
    inside = kept_plans(ledger, facets)
    acts = (
        every.acts
        if inside is None
        else _acts((each for each in every.citations if each.plan.id in inside), every.named)
    )
    found = [
        each for each in acts if loaded in (None, each.loaded) and (not how or any(each.counts.get(one) for one in how))
    ]
    pairs = (
        (each.act.id, each.plan.id)
        for each in every.citations
        if loaded in (None, each.loaded) and (not how or each.how in how)
    )
    return found, counted_of_plans(ledger, facets, pairs)


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
    """The id of the act that is named; empty where none is. UnknownIdError, which says that nothing cites it, with the acts that come near."""
    try:
        return find_act(view, key.strip()).id if key.strip() else ""
    except UnknownIdError as error:
        raise UnknownIdError(
            f"no plan here cites {key.strip()!r}, and it is not loaded",
            hint="`respgraph citations` and /api/cited list the acts that are named",
            suggestions=tuple(each.act.id for each in acts_near(view, key)) or error.suggestions,
        ) from error


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
    named = {key: ledger.plans[key] for key in sorted({edge.target for edge in edges})}
    stands = same_acts(list(named.values()), Counter(edge.target for edge in edges))
    meant = meant_by(ledger, edges, stands)
    found = [
        Citation(ledger.plans[edge.source], meant[edge.source, edge.target], _how(edge), edge)
        for edge in edges
        if edge.source in ledger.plans
    ]
    found.sort(key=lambda each: (each.plan.id, _start(each.edge), ROLES.index(each.how), each.edge.id))
    return Cited(tuple(found), _acts(found, named), stands, named)


def find_act(view: View, key: str) -> Node:
    """An act by id, number or title: the plan that is loaded, else what plans name so, in whichever spelling.

    Raises UnknownIdError, MovedIdError, AmbiguousNameError with several acts that are called so.
    """
    stands = all_cited(view).stands
    try:
        found = find_plan(view, key)
    except AmbiguousNameError as error:
        acts = {stands[each].id if each in stands else each: name for each, name in error.candidates}
        if len(acts) > 1:
            raise AmbiguousNameError(
                f"{len(acts)} acts are called {key!r}",
                hint="ask for one of them by its number",
                candidates=tuple(acts.items()),
                of="Act",
            ) from None
        found = view.ledger().plans[next(iter(acts))]
    return stands.get(found.id, found)


def _acts(found: Iterable[Citation], named: Mapping[str, Node]) -> tuple[CitedAct, ...]:
    """The acts of citations, those that most plans name first."""
    by: dict[str, list[Citation]] = defaultdict(list)
    for each in found:
        by[each.act.id].append(each)
    acts = [
        CitedAct(
            group[0].act,
            len({each.plan.id for each in group}),
            {how: count for how in ROLES if (count := Counter(each.how for each in group)[how])},
            also_named(group[0].act, (named[key] for key in {each.edge.target for each in group})),
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


def _how(edge: Edge) -> CitedAs:
    said = edge.properties.get("how", "mention")
    return next((how for how in ROLES if how == said), "mention")


def _start(edge: Edge) -> int:
    return edge.evidence.statement.start if edge.evidence.statement else 0
