"""What the panel of a picture says: the facts of a node, and the sentence behind an edge with its words marked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from graph.model import Edge, Node, Passage, Value
from graph.schema import Language
from viz.labels import end_state, name_of
from viz.messages import messages
from viz.scene import Scene

FACTS: Mapping[str, tuple[str, ...]] = {
    "Document": ("file_name",),
    "Plan": ("title", "number", "issuer", "jurisdiction", "date", "edition"),
    "Goal": ("kind",),
    "Measure": ("deadline", "basis"),
    "SubTarget": ("end_state", "baseline", "deadline", "kind"),
    "Department": ("kind", "level", "jurisdiction", "name", "name_en", "aliases", "aliases_en"),
}
"""Properties that the panel shows, in order; `end_state` is put together from comparator, value and unit."""

TEXT_SHOWN = 600
"""Characters of a node's own text in the panel; the plan's page has the whole."""

Run = tuple[str, bool]
"""A run of a quoted sentence and whether it is marked."""


class EdgeWords(TypedDict, total=False):
    """What the panel says of an edge; empty entries are left out."""

    basis: str
    quote: list[Run]
    party: str
    governing: list[str]
    section: str
    source: str
    rule: str
    notes: list[str]
    formal: bool


def node_facts(node: Node, scene: Scene, language: Language) -> list[tuple[str, str]]:
    """Label and value of each fact that is known of `node`, in the words of `language`."""
    words = messages(language)
    given = {**node.properties, "end_state": end_state(node)}
    heading = name_of(node, language)
    facts = [
        (words["properties"][name], _value(given[name], words["values"], words["page"]["separator"]))
        for name in FACTS.get(node.kind, ())
        if given.get(name) and given[name] != heading
    ]
    if node.kind != "Plan" and node.plan in scene.plans:
        facts.append((words["page"]["plan"], scene.plans[node.plan]))
    return facts


def node_text(node: Node) -> str:
    """The node's own words of the plan, cut to what a panel holds."""
    text = str(node.properties.get("text", ""))
    return text if len(text) <= TEXT_SHOWN else text[:TEXT_SHOWN] + "…"


def edge_words(edge: Edge, scene: Scene, language: Language) -> EdgeWords:
    """The sentence behind `edge`, its marked words, where it stands, and what is to be said of it."""
    evidence, page = edge.evidence, messages(language)["page"]
    said: EdgeWords = {"basis": evidence.basis, "rule": evidence.rule, "notes": _notes(edge, language)}
    if evidence.statement is not None:
        said["quote"] = marked(evidence.statement, _marks(edge, evidence.statement))
    if evidence.party is not None and not _inside(evidence.party, evidence.statement):
        said["party"] = evidence.party.quote
    if evidence.governing:
        said["governing"] = [passage.quote for passage in evidence.governing]
    if evidence.section:
        said["section"] = evidence.section
    if edge.plan:
        title = scene.plans.get(edge.plan, "")
        said["source"] = page["colon"].join(dict.fromkeys(part for part in (title, edge.plan) if part))
    if edge.properties.get("formal") is False:
        said["formal"] = False
    return said


def marked(statement: Passage, spans: Iterable[tuple[int, int]]) -> list[Run]:
    """`statement` cut into runs at `spans` (code points from its beginning); overlapping spans become one."""
    runs: list[Run] = []
    done = 0
    for start, end in sorted(spans):
        if end <= done:
            continue
        begin = max(start, done)
        runs += [(statement.quote[done:begin], False), (statement.quote[begin:end], True)]
        done = end
    return [run for run in (*runs, (statement.quote[done:], False)) if run[0]]


def _marks(edge: Edge, statement: Passage) -> list[tuple[int, int]]:
    party = edge.evidence.party
    if party is not None and _inside(party, statement):
        return [(party.start - statement.start, party.end - statement.start)]
    words = edge.properties.get("measure_words", ())
    return list(_occurrences(statement.quote, words if isinstance(words, tuple) else ()))


def _occurrences(text: str, words: Sequence[str]) -> Iterable[tuple[int, int]]:
    for word in words:
        at = text.find(word) if word else -1
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + len(word))


def _inside(inner: Passage, outer: Passage | None) -> bool:
    return outer is not None and outer.start <= inner.start and inner.end <= outer.end


def _notes(edge: Edge, language: Language) -> list[str]:
    page, given = messages(language)["page"], edge.properties
    notes: list[str] = []
    if edge.evidence.basis == "inferred":
        notes.append(
            page["inferred_note"].format(
                topic=given.get("topic", ""),
                measure=_value(given.get("measure_words", ()), {}, page["separator"]),
                target=_value(given.get("target_words", ()), {}, page["separator"]),
            )
        )
    if given.get("formal") is False:
        notes.append(page["prose_note"])
    length = given.get("list_length", 0)
    if isinstance(length, int) and length > 1:
        notes.append(page["order"].format(order=given.get("order", ""), of=length))
    if given.get("open_list"):
        notes.append(page["open_list"])
    return notes


def _value(value: Value, names: Mapping[str, str], separator: str) -> str:
    if isinstance(value, tuple):
        return separator.join(names.get(part, part) for part in value)
    return names.get(str(value), str(value))
