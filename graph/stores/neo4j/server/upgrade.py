"""A store of an older schema is brought to this one, a plan at a time; JSON lines of what it held stay in the data folder."""

from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

from graph.exchange import lines
from graph.stores.neo4j.view import Neo4jView
from graph.stores.neo4j.writer import Neo4jWriter
from graph.stores.upgrading import OLDEST, PLANS_AT_A_TIME, upgraded, upgraded_decision


def upgrade(view: Neo4jView, writer: Neo4jWriter, url: str, version: int) -> Path:
    """Bring a store of schema `version` to ours; where the JSON lines of what it held lie.

    Every step may be repeated: a death in the middle leaves a store that is upgraded the next time.
    """
    copy = user_data_path("respgraph") / f"neo4j-schema-{version}-{urlsplit(url).netloc.replace(':', '-')}.jsonl"
    copy.parent.mkdir(parents=True, exist_ok=True)
    if not copy.exists():
        copy.write_text("".join(f"{line}\n" for line in lines(view)), encoding="utf-8")
    if version > OLDEST:
        plans = [record.plan for record in view.load_records()]
        for first in range(0, len(plans), PLANS_AT_A_TIME):
            writer.follow_anew(plans[first : first + PLANS_AT_A_TIME])
    else:
        _from_schema_2(view, writer)
    return copy


def _from_schema_2(view: Neo4jView, writer: Neo4jWriter) -> None:
    records = view.load_records()
    readings = {record.plan: upgraded(graph) for record in records if (graph := view.reading(record.plan))}
    renamed = {old: new for found in readings.values() for old, new in found.renamed.items()}
    for decision in view.decisions(undone=True):
        writer.rewrite_decision(upgraded_decision(decision, renamed))  # all: older ones lack what they are found by
    for record in records:
        found, document = readings[record.plan], view.document(record.document)
        if document is not None:
            writer.replace(
                found.graph, document, loaded_at=record.loaded_at, instead_of=record.plan, renamed=found.renamed
            )
