"""From a reading to a plan's graph: nodes and edges of schema.yaml, each edge with the words it came from."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from math import isfinite

from graph import ids
from graph.deadlines.due import in_order
from graph.identity import identified
from graph.model import DocumentText, Edge, Node, PlanGraph, Value
from graph.schema import schema
from loaders.departments.places.plan_places import UNKNOWN, jurisdiction
from loaders.plan.builder import Builder
from loaders.plan.inferred_links import add_bearings
from loaders.plan.measure_titles import measure_title
from loaders.plan.measures_and_goals import FORMAL, Work, address, layout
from loaders.plan.role_edges import add_duties
from loaders.plan.topics import topics_in, topics_of
from loaders.readings import Citation, Deadline, Metadata, Milestone, Outline, Reading, Span, Target
from loaders.ruleset import ruleset
from loaders.statements.unread import coverage

OWN_NUMBERS = 2
"""Characters that a number shares at its beginning with the plan's own where the same government gave it."""


def emit(outline: Outline, reading: Reading, document: DocumentText, *, ordinal: int = 1) -> PlanGraph:
    """The graph of one part of a document; `ordinal` counts the parts from 1."""
    meta = reading.metadata
    sha256 = str(document.node.properties["sha256"])
    stated = {"number": meta.number, "title": meta.title, "issuer": meta.issuer, "sha256": sha256}
    builder = Builder(ids.plan_id(**stated, ordinal=ordinal), outline, layout(outline, reading), document)
    _add_plan(builder, reading)
    _add_goals(builder)
    _add_measures(builder, reading.deadlines)
    headline_targets = _add_targets(builder, reading)
    add_duties(builder, reading)
    _add_citations(builder, reading)
    add_bearings(builder, headline_targets)
    role_words, role_words_read = coverage(outline, reading.part, reading.statements)
    problems = sorted([*reading.problems, *builder.problems], key=lambda p: (p.start, p.end, p.code))
    graph = PlanGraph(
        plan=builder.plan,
        date=meta.date,
        document=document.node.id,
        ruleset=ruleset(),
        nodes=tuple(builder.nodes.values()),
        edges=tuple(builder.edges.values()),
        problems=tuple(problems),
        figures={
            **_figures(reading, builder.edges.values()),
            "role_words": role_words,
            "role_words_read": role_words_read,
            "problems": len(problems),
            "in_part": len(reading.missed),
            **{f"missed_{kind}": places for kind, places in reading.missed},
        },
    )
    place = jurisdiction(meta.issuer, meta.title).path
    known = "" if place.startswith(UNKNOWN) else place
    return identified(graph, ids.plan_id(**stated, place=known, ordinal=ordinal)).graph


def _add_plan(builder: Builder, reading: Reading) -> None:
    meta, part, document = reading.metadata, reading.part, builder.document.node
    place = jurisdiction(meta.issuer, meta.title, builder.plan, meta.date)
    builder.shared_node(
        "Plan",
        builder.plan,
        title=meta.title or meta.number or str(document.properties["file_name"]),
        number=meta.number,
        issuer=meta.issuer,
        jurisdiction=place.path,
        level=place.level,
        date=meta.date,
        edition=meta.edition,
        **_validity(meta),
        start=part.start,
        end=part.end,
    )
    builder.nodes[document.id] = document
    title = dict(meta.spans).get("title", Span(part.start, part.start))
    builder.text_edge("READ_FROM", builder.plan, document.id, title, "metadata")


def _add_goals(builder: Builder) -> None:
    for kind, headings in (("chapter", builder.layout.chapters), ("headline", builder.layout.headlines)):
        for heading in headings:
            builder.node(
                "Goal",
                builder.goal_id(heading),
                title=heading.title or heading.label,
                label=heading.label,
                kind=kind,
                address=heading.address,
                text=builder.outline.text[heading.body : heading.end].strip() if kind == "headline" else "",
                **_about(topics_in(heading.title or heading.label)),
                start=heading.start,
                end=heading.end,
            )
            builder.outline_edge("HAS_GOAL", builder.plan, builder.goal_id(heading), heading)
            above = [h for h in builder.chain(heading)[:-1] if h.start in builder.grouping]
            if above:
                builder.outline_edge("PART_OF", builder.goal_id(heading), builder.goal_id(above[-1]), heading)


def _add_measures(builder: Builder, deadlines: Iterable[Deadline]) -> None:
    by_place = sorted(deadlines, key=lambda deadline: deadline.start)
    for work in builder.layout.works:
        statement = work.statement
        title = measure_title(builder, work)
        text = builder.outline.text[work.span.start : work.span.end].strip()
        builder.node(
            "Measure",
            builder.measure_id(work),
            title=title,
            label=work.heading.label if work.heading else "",
            address=address(work.heading),
            basis=work.basis,
            assigned=statement is not None,
            open_list=statement is not None and statement.open_ended,
            **_due(builder, by_place, work.span),
            text=text,
            **_about(topics_of(title, text)),
            start=work.span.start,
            end=work.span.end,
        )
        _place_measure(builder, work)


def _place_measure(builder: Builder, work: Work) -> None:
    """HAS_MEASURE, SERVES and PART_OF, as the headings around the work say."""
    measure = builder.measure_id(work)
    builder.outline_edge("HAS_MEASURE", builder.plan, measure, work.heading, work.span)
    around = builder.chain(work.heading)[:-1]
    goals = [h for h in around if h.start in builder.grouping]
    if goals:
        builder.outline_edge("SERVES", measure, builder.goal_id(goals[-1]), work.heading)
    if work.heading and work.ordinal:
        around = [*around, work.heading]
    above = [h for h in around if h.start in builder.working]
    if above:
        builder.outline_edge("PART_OF", measure, builder.measure_at(above[-1]), work.heading)


def _due(builder: Builder, by_place: Sequence[Deadline], span: Span) -> dict[str, Value]:
    """The earliest deadline inside the work, since that is what falls due first, with its words; nothing where there is none.

    A date goes before what recurs, and that before what has no end.
    """
    first, end = (bisect_left(by_place, at, key=lambda deadline: deadline.start) for at in (span.start, span.end))
    found = min(by_place[first:end], key=lambda deadline: in_order(deadline.date), default=None)
    if found is None:
        return {"deadline": ""}
    return {
        "deadline": found.date,
        "deadline_words": " ".join(builder.outline.text[found.start : found.end].split()),
        "deadline_start": found.start,
        "deadline_end": found.end,
    }


def _add_targets(builder: Builder, reading: Reading) -> list[tuple[Node, Span]]:
    """Add sub-targets and milestones under their holders; return those of headline goals."""
    found: list[tuple[Node, Span]] = []
    counts: Counter[str] = Counter()
    facts: list[Target | Milestone] = [*reading.targets, *reading.milestones]
    for fact in sorted(facts, key=lambda fact: (fact.start, fact.end)):
        under = address(builder.outline.heading_at(fact.start))
        counts[under] += 1
        target = f"{builder.plan}/target/{under}-{counts[under]}"
        words = builder.outline.text[fact.start : fact.end]
        properties = {**_target_properties(fact), "text": words, **_about(topics_in(words))}
        properties |= {"start": fact.start, "end": fact.end}
        node = builder.node("SubTarget", target, **properties)
        holder = _holder(builder, fact.start)
        builder.text_edge("HAS_TARGET", holder, node.id, Span(fact.start, fact.end), fact.rule)
        if builder.nodes[holder].properties.get("kind") == "headline":
            found.append((node, Span(fact.start, fact.end)))
    return found


def _about(topics: Iterable[str]) -> dict[str, Value]:
    """The property of what a thing is about; none where the lexicon knows no topic of it."""
    found = tuple(topics)
    return {"topics": found} if found else {}


def _validity(meta: Metadata) -> dict[str, Value]:
    """From when and until when the act holds; days that it does not give are left out."""
    if meta.validity is None:
        return {}
    return {
        "valid_from": meta.validity.first,
        "valid_until": meta.validity.last,
        "validity": " ".join(meta.validity.words.split()),
        "validity_start": meta.validity.span.start,
        "validity_end": meta.validity.span.end,
    }


def _holder(builder: Builder, position: int) -> str:
    """The measure, else the headline goal around it, else the plan."""
    work = builder.layout.holding(position)
    if work:
        return builder.measure_id(work)
    headlines = {heading.start for heading in builder.layout.headlines}
    around = [h for h in builder.chain(builder.outline.heading_at(position)) if h.start in headlines]
    return builder.goal_id(around[-1]) if around else builder.plan


def _target_properties(fact: Target | Milestone) -> dict[str, Value]:
    if isinstance(fact, Milestone):
        return {"metric": fact.metric, "kind": fact.kind, "deadline": fact.deadline or ""}
    properties: dict[str, Value] = {
        "metric": fact.metric,
        "comparator": fact.comparator,
        "value": fact.value,
        "unit": fact.unit,
        "baseline": fact.baseline or "",
        "deadline": fact.deadline or "",
        "kind": fact.kind,
    }
    with suppress(ValueError):  # a class (Ⅲ) or a range (2—3) is no number
        number = float(fact.value.replace(",", ""))
        if isfinite(number):  # four hundred digits are words only
            properties["number"] = number
    return properties


def _add_citations(builder: Builder, reading: Reading) -> None:
    for citation in reading.citations:
        if _own(builder, citation, reading.metadata):
            continue
        place = _place_of_cited(citation, reading.metadata)
        cited = ids.plan_id(number=citation.number, title=citation.title, issuer="", sha256="", place=place)
        if cited not in builder.nodes:
            builder.shared_node("Plan", cited, title=citation.title, number=citation.number, edition="cited")
        builder.text_edge(
            "CITES", builder.plan, cited, Span(citation.start, citation.end), citation.rule,
            title=citation.title, number=citation.number, how=citation.role,
        )  # fmt: skip
        if citation.replaced_by is not None:
            builder.text_edge(
                "REPLACES", builder.plan, cited, citation.replaced_by, f"replaces:{citation.rule}",
                how=citation.replaces, title=citation.title, number=citation.number,
            )  # fmt: skip


def _own(builder: Builder, citation: Citation, meta: Metadata) -> bool:
    """Whether the act itself is named; its forerunner may have the same title under another number."""
    if citation.rule == "own-title" or (citation.replaces and citation.number and citation.number != meta.number):
        return False
    return builder.plan in (citation.number, citation.title) or citation.title == meta.title


def _place_of_cited(citation: Citation, own: Metadata) -> str:
    """Whose act is cited, as far as the words tell: by its title, else ours where the number begins as ours does."""
    place = jurisdiction("", citation.title).path
    if not place.startswith(UNKNOWN):
        return place
    place = jurisdiction(own.issuer, own.title).path
    ours = len(own.number) > OWN_NUMBERS and citation.number.startswith(own.number[:OWN_NUMBERS])
    return place if ours and not place.startswith(UNKNOWN) else ""


def _figures(reading: Reading, edges: Iterable[Edge]) -> dict[str, int]:
    """What the load report counts."""
    roles = set(schema().roles.values())
    kept = [edge for edge in edges if edge.kind in roles]
    return {
        "statements": sum(statement.form in FORMAL for statement in reading.statements),
        "prose_statements": sum(statement.form not in FORMAL for statement in reading.statements),
        "role_edges": sum(edge.properties["formal"] is True for edge in kept),
        "prose_edges": sum(edge.properties["formal"] is False for edge in kept),
        "targets": len(reading.targets),
        "milestones": len(reading.milestones),
        "citations": len(reading.citations),
        "deadlines": len(reading.deadlines),
    }
