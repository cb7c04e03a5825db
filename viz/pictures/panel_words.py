"""What the panel of a picture says: the facts of a node, and the sentence behind an edge with its words marked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from graph.model import Edge, Node, Passage, Value
from graph.place_words import place_words
from graph.schema import Language
from viz.pictures.labels import end_state, name_of
from viz.pictures.messages import messages
from viz.site.shown_words import Span, without_artefacts
from viz.site.spoken import said_date

FACTS: Mapping[str, tuple[str, ...]] = {
    "Document": ("file_name",),
    "Plan": ("title", "number", "issuer", "jurisdiction", "date", "edition"),
    "Goal": ("kind",),
    "Measure": ("deadline", "basis"),
    "SubTarget": ("end_state", "baseline", "deadline", "kind"),
    "Department": ("kind", "level", "jurisdiction", "name", "name_en", "aliases", "aliases_en"),
}
"""Properties that the panel shows, in order; `end_state` is put together from comparator, value and unit.

English aliases are many and said in English only.
"""

DATES = frozenset({"date", "deadline", "baseline"})
"""Facts that are dates, told in the reader's language."""

TEXT_SHOWN = 140
"""Characters of a node's own text in the panel; the plan's page has the whole."""

NAMES_SHOWN = 3
"""English names of a department in the panel; the interface has all."""


class Said(TypedDict, total=False):
    """What several edges share: a statement, where it stands, the rule that read it. Empty entries are left out.

    `plan` is a place in a list of plans.
    """

    basis: str
    rule: str
    quote: str
    section: str
    plan: int
    governing: list[str]
    open: bool


class Own(TypedDict, total=False):
    """What an edge alone has: its words in the quote (or elsewhere), its place in the list, whether it is prose."""

    marks: list[Span]
    party: str
    order: int
    of: int
    formal: bool
    topic: str
    measure: str
    target: str


def node_facts(node: Node, language: Language) -> list[tuple[str, str | tuple[str, ...]]]:
    """Label and value of each fact that is known of `node`, in the words of `language`; other names are several."""
    words = messages(language)
    dates = {name: said_date(str(value), language) for name, value in node.properties.items() if name in DATES}
    places = {"jurisdiction": place_words(path, language)} if (path := node.text("jurisdiction")) else {}
    given = {**node.properties, **dates, **places, "end_state": end_state(node)}
    if len(english := node.texts("aliases_en")) > NAMES_SHOWN:
        given["aliases_en"] = (*english[:NAMES_SHOWN], "…")
    heading = name_of(node, language)
    return [
        (words["properties"][name], _known(given[name], words["values"]))
        for name in FACTS.get(node.kind, ())
        if given.get(name) and given[name] != heading and (name != "aliases_en" or language == "en")
    ]


def node_text(node: Node) -> str:
    """The node's own words of the plan, cut to what a panel holds."""
    text, _ = without_artefacts(str(node.properties.get("text", "")), [])
    return text if len(text) <= TEXT_SHOWN else text[:TEXT_SHOWN] + "…"


def said(edge: Edge, plans: Mapping[str, int]) -> Said:
    """The statement behind `edge`, the rules that govern it, and where it stands; `plans` are places of plans' ids."""
    evidence = edge.evidence
    shared: Said = {"basis": evidence.basis, "rule": evidence.rule}
    if evidence.statement is not None:
        shared["quote"], _ = without_artefacts(evidence.statement.quote, [])
    if evidence.governing:
        shared["governing"] = [without_artefacts(passage.quote, [])[0] for passage in evidence.governing]
    if evidence.section:
        shared["section"] = evidence.section
    if edge.plan in plans:
        shared["plan"] = plans[edge.plan]
    if edge.properties.get("open_list"):
        shared["open"] = True
    return shared


def own(edge: Edge, language: Language) -> Own:
    """What only `edge` has in its statement: the words that name the party or the topic, and its place in the list."""
    evidence, given, separator = edge.evidence, edge.properties, messages(language)["page"]["separator"]
    alone: Own = {}
    if evidence.statement is not None:
        _, spans = without_artefacts(evidence.statement.quote, merged(_spans(edge, evidence.statement)))
        if spans:
            alone["marks"] = spans
    if evidence.party is not None and not _inside(evidence.party, evidence.statement):
        alone["party"] = evidence.party.quote
    order, length = given.get("order"), given.get("list_length")
    if isinstance(order, int) and isinstance(length, int) and length > 1:
        alone["order"], alone["of"] = order, length
    if given.get("formal") is False:
        alone["formal"] = False
    if evidence.basis == "inferred":
        alone["topic"] = str(given.get("topic", ""))
        alone["measure"] = separator.join(_several(given.get("measure_words", ())))
        alone["target"] = separator.join(_several(given.get("target_words", ())))
    return alone


def edge_words(edge: Edge, plans: Mapping[str, str], language: Language) -> dict[str, object]:
    """All that is said of one edge; `plans` are titles by id."""
    colon = messages(language)["page"]["colon"]
    title = plans.get(edge.plan, edge.plan)
    source = {"source": colon.join(dict.fromkeys((title, edge.plan)))} if edge.plan else {}
    return {**said(edge, {}), **own(edge, language), **source}


def merged(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order; those that touch or overlap become one, empty ones go."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif end > start:
            result.append((start, end))
    return result


def _spans(edge: Edge, statement: Passage) -> list[Span]:
    party = edge.evidence.party
    if party is not None and _inside(party, statement):
        return [(party.start - statement.start, party.end - statement.start)]
    return list(_occurrences(statement.quote, _several(edge.properties.get("measure_words", ()))))


def _occurrences(text: str, words: Sequence[str]) -> Iterable[Span]:
    for word in words:
        at = text.find(word) if word else -1
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + len(word))


def _inside(inner: Passage, outer: Passage | None) -> bool:
    return outer is not None and outer.start <= inner.start and inner.end <= outer.end


def _known(value: Value, names: Mapping[str, str]) -> str | tuple[str, ...]:
    return value if isinstance(value, tuple) else names.get(str(value), str(value))


def _several(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
