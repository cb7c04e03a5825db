"""Whether a store is whole: what the store itself checks, then every plan's nodes, text and evidence against its reading."""

from collections.abc import Iterator, Sequence

from graph.decisions import ACTING
from graph.model import Decision
from graph.store import LoadRecord, Store, View
from graph.stores.replacing import parts


def whats_wrong(store: Store) -> str:
    """What is wrong, of either kind of store; empty where all of it is whole. Reads everything, some 50 ms a plan."""
    if what := store.damage():
        return what
    with store.snapshot(alone=True) as view:
        return next(_differences(view), "")


def _differences(view: View) -> Iterator[str]:
    decisions = view.decisions(undone=True, kinds=ACTING)
    for record in view.load_records():
        yield from _of_plan(view, record, decisions)


def _of_plan(view: View, record: LoadRecord, decisions: Sequence[Decision]) -> Iterator[str]:
    reading, document = view.reading(record.plan), view.document(record.document)
    if reading is None:
        yield f"the reading of {record.plan} is lost"
        return
    if document is None or len(document.text) != document.node.properties["length"]:
        yield f"the text of {record.plan} is lost, or a part of it"
        return
    expected = parts(reading, list(decisions))
    own = {node.id: node for node in expected.nodes if node.plan == record.plan}
    if {node.id: node for node in view.nodes(list(own))} != own:
        yield f"the nodes of {record.plan} are not those that were read"
    passages = [edge.evidence.statement for edge in expected.edges if edge.evidence.statement]
    if any(document.text[said.start : said.end] != said.quote for said in passages):
        yield f"the words of {record.plan} do not stand where its evidence says"
