"""Which plan takes the place of which: by the words of the one (REPLACES), and a final text of its draft by their titles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.ledger.replaced import aliases, may_mean
from graph.model import Edge, Node
from graph.place_words import is_known
from graph.schema import schema
from graph.shadow import shadow
from graph.store import View

REPLACES = "REPLACES"

How = Literal["repeals", "revises", "final-of-draft"]

MOST_ALIKE = 20
"""Plans whose title holds another's that are looked at."""

_BRACKET = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Replacement:
    """`plan` takes the place of `other`. Without an `edge` no sentence says so: it follows from the two titles."""

    how: How
    plan: Node
    other: Node
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Replacements:
    """What a plan replaces, and what replaces it; those that words state first, by how and id."""

    replaces: tuple[Replacement, ...] = ()
    replaced_by: tuple[Replacement, ...] = ()


NONE = Replacements()


def stated_replacements(view: View, plans: Sequence[Node]) -> dict[str, Replacements]:
    """Plan → what the words of plans say of it, those without a word left out. Two reads, however many plans.

    A plan that others name under the id of a citation (its number alone, its title) is the same where nothing speaks
    against it: what replaces it was issued for its place, or for one around it.
    """
    keys = {alias: plan for plan in plans for alias in aliases(plan)} | {plan.id: plan for plan in plans}
    edges = view.edges(list(keys), kinds=[REPLACES]) if keys else []
    nodes = {
        node.id: node for node in view.nodes(sorted({end for edge in edges for end in (edge.source, edge.target)}))
    }
    out: dict[str, list[Replacement]] = defaultdict(list)
    into: dict[str, list[Replacement]] = defaultdict(list)
    for edge in edges:
        source, target = nodes[edge.source], nodes[edge.target]
        found = Replacement(_how(edge), source, target, edge)
        if source.id in keys and keys[source.id].id == source.id:
            out[source.id].append(found)
        meant = keys.get(target.id)
        if meant is not None and meant.id != source.id and (meant.id == target.id or may_mean(source, target, meant)):
            into[meant.id].append(Replacement(found.how, source, meant, edge))
    return {
        plan.id: Replacements(_sorted(out[plan.id]), _sorted(into[plan.id]))
        for plan in plans
        if plan.id in out or plan.id in into
    }


def replacements(view: View, plan: Node) -> Replacements:
    """The same for one plan, with its draft or final text where that is there too. Three reads, one more for each act."""
    stated = stated_replacements(view, [plan]).get(plan.id, NONE)
    alike = tuple(_by_titles(view, plan))
    return Replacements(
        tuple(_loaded(view, each) for each in stated.replaces) + tuple(each for each in alike if each.plan is plan),
        stated.replaced_by + tuple(each for each in alike if each.other is plan),
    )


def _how(edge: Edge) -> How:
    return "revises" if edge.properties["how"] == "revises" else "repeals"


def _loaded(view: View, found: Replacement) -> Replacement:
    """With the plan itself where the words cite it by an id of their own."""
    cited = found.other
    if cited.text("edition") != "cited":
        return found
    near = view.search(cited.text("number") or cited.text("title"), kinds=("Plan",), limit=MOST_ALIKE).items
    meant = [
        node
        for node in near
        if node.text("edition") != "cited" and cited.id in aliases(node) and may_mean(found.plan, cited, node)
    ]
    return Replacement(found.how, found.plan, meant[0], found.edge) if len(meant) == 1 else found


def _by_titles(view: View, plan: Node) -> Iterator[Replacement]:
    """A draft and its final text: the titles are equal but for one bracket of the draft's."""
    final = plan.text("edition") == "official"
    if plan.text("edition") not in ("official", "draft"):
        return
    for title in {plan.text("title")} if final else without_a_bracket(plan.text("title")):
        for other in view.search(title, kinds=("Plan",), limit=MOST_ALIKE).items:
            if final and other.text("edition") == "draft" and is_draft_of(other, plan):
                yield Replacement("final-of-draft", plan, other)
            if not final and other.text("edition") == "official" and is_draft_of(plan, other):
                yield Replacement("final-of-draft", other, plan)


def is_draft_of(draft: Node, final: Node) -> bool:
    """Whether the titles say that one is the draft of the other, issued for the same place as far as that is known."""
    places = draft.text("jurisdiction"), final.text("jurisdiction")
    return _plain(final.text("title")) in {_plain(each) for each in without_a_bracket(draft.text("title"))} and (
        not all(map(is_known, places)) or places[0] == places[1]
    )


def without_a_bracket(title: str) -> set[str]:
    """The title without one of its brackets, in every way."""
    return {(title[: match.start()] + title[match.end() :]).strip() for match in _BRACKET.finditer(shadow(title))} - {
        ""
    }


def _plain(title: str) -> str:
    return "".join(shadow(title).split())


def _sorted(found: Iterable[Replacement]) -> tuple[Replacement, ...]:
    hows = schema().edges[REPLACES].properties["how"].enum
    return tuple(sorted(found, key=lambda each: (hows.index(each.how), each.plan.id, each.other.id)))
