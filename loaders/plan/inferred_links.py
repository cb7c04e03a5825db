"""Inferred links: which measures bear on which headline sub-targets, by the topic lexicon; always marked inferred."""

from collections.abc import Iterable

from graph.model import Evidence, Node
from loaders.plan.builder import Builder
from loaders.plan.topics import topics_in, topics_of
from loaders.readings import Span
from loaders.ruleset import ruleset


def add_bearings(builder: Builder, targets: Iterable[tuple[Node, Span]]) -> None:
    """Add BEARS_ON from every measure to the headline targets of a topic that it is about (loaders/plan/topics.py)."""
    wanted = [(target, span, topics_in(str(target.properties["text"]))) for target, span in targets]
    if not any(topics for _, _, topics in wanted):
        return
    for work in builder.layout.works:
        measure = builder.nodes[builder.measure_id(work)]
        if work.parts:  # its parts are the measures
            continue
        own = topics_of(str(measure.properties["title"]), str(measure.properties["text"]))
        for target, span, topics in wanted:
            for topic in topics:
                if topic in own:
                    builder.edge(
                        "BEARS_ON", measure.id, target.id, topic, _evidence(builder, topic, span),
                        topic=topic, measure_words=own[topic], target_words=topics[topic],
                    )  # fmt: skip


def _evidence(builder: Builder, topic: str, span: Span) -> Evidence:
    return Evidence(
        basis="inferred",
        rule=f"topics.yaml#{topic}",
        ruleset=ruleset(),
        document=builder.document.node.id,
        section=builder.section(builder.outline.heading_at(span.start)),
        statement=builder.passage(span),
    )
