"""Plans in the store that may be the one just read, under another id: by title, by number, by text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.model import Node, PlanGraph
from graph.place_words import is_known
from graph.shadow import shadow
from graph.store import View

Why = Literal["same-title", "same-number", "same-text"]

ALIKE = 0.6
"""Least likeness (0..1) of two texts that are asked about, see `likeness`. No two of 95 plans of the corpus reach 0.25."""

RUN = 8
"""Characters of the runs that are counted: a phrase, not a word that every plan has."""

_ASKED, _HITS, _LEAST = 3, 2, 4
"""For the text: headings that are looked up, how many must be found in one plan, and their least length."""


@dataclass(frozen=True, slots=True)
class Known:
    """A plan that is there and may be the same, why, and for `same-text` how alike (0..1) the texts are."""

    plan: Node
    why: Why
    likeness: float = 1.0


def known_plans(view: View, graph: PlanGraph, text: str) -> tuple[Known, ...]:
    """Plans read from other files that may be the one of `graph`, whose document holds `text`; none where its id is known.

    - `same-title`: the title is the same, and neither issuer, place nor number tells them apart, or the number alone does;
    - `same-number`: the number is the same, and one of the two does not say where it was issued;
    - `same-text`: the plan has no number, and the texts are ALIKE.

    Two or three reads; for a plan without number some more.
    """
    own = next(node for node in graph.nodes if node.id == graph.plan)
    if any(node.id == own.id and node.text("edition") != "cited" for node in view.nodes([own.id])):
        return ()
    found: dict[str, Known] = {}
    asked: tuple[tuple[Why, str], ...] = (("same-title", _title(own, graph)), ("same-number", own.text("number")))
    for why, name in asked:
        for node in view.plans_named(name) if name else ():
            if node.id not in found and _may_be(own, node, name):
                found[node.id] = Known(node, why)
    others = [known for known in found.values() if _document(view, known.plan) not in ("", graph.document)]
    if others or own.text("number"):
        return tuple(others)
    return tuple(_by_text(view, graph, text[_offset(own, "start") : _offset(own, "end") or None]))


def likeness(one: str, other: str) -> float:
    """How alike two texts are (0..1): the Dice coefficient of their runs of eight letters and figures."""
    runs, others = _runs(one), _runs(other)
    return 2 * len(runs & others) / (len(runs) + len(others)) if runs and others else 0.0


def _title(plan: Node, graph: PlanGraph) -> str:
    """The title that the act states; a file's name is none."""
    title = plan.text("title")
    files = {node.text("file_name") for node in graph.nodes if node.kind == "Document"}
    return "" if title in files or title == plan.text("number") else title


def _may_be(own: Node, other: Node, name: str) -> bool:
    """Whether nothing tells them apart but what is asked about."""
    if other.id == own.id or other.text("edition") == "cited":
        return False
    places = own.text("jurisdiction"), other.text("jurisdiction")
    if name == own.text("number"):
        return not all(map(is_known, places))
    issuers = own.text("issuer"), other.text("issuer")
    return not all(map(is_known, places)) or places[0] == places[1] or ("" not in issuers and issuers[0] == issuers[1])


def _by_text(view: View, graph: PlanGraph, text: str) -> Iterator[Known]:
    """Plans that share some of the longest headings, compared word by word."""
    titles = sorted({node.text("title") for node in graph.nodes if node.kind == "Measure"}, key=lambda t: (-len(t), t))
    hits: Counter[str] = Counter()
    for title in [title for title in titles if len(title) >= _LEAST][:_ASKED]:
        hits.update({node.plan for node in view.search(title, kinds=("Measure",), limit=50).items})
    for plan in view.nodes([plan for plan, count in sorted(hits.items()) if count >= _HITS]):
        document = _document(view, plan)
        if document in ("", graph.document):
            continue
        other = view.text(document, _offset(plan, "start"), _offset(plan, "end") or None)
        alike = likeness(text, other)
        if alike >= ALIKE:
            yield Known(plan, "same-text", round(alike, 2))


def _document(view: View, plan: Node) -> str:
    record = view.load_record(plan.id)
    return record.document if record else ""


def _offset(plan: Node, name: str) -> int:
    value = plan.properties.get(name, 0)
    return value if isinstance(value, int) else 0


def _runs(text: str) -> set[str]:
    plain = _plain(text)
    return {plain[at : at + RUN] for at in range(len(plain) - RUN + 1)}


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, shadow(words)))
