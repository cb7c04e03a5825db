"""A reading in the annotation schema of the corpus (corpus/SCHEMA.md): what `respgraph read` writes and score.py scores."""

from typing import Any

from graph.serial import problem_to_json
from loaders.read import ReadDocument
from loaders.readings import Heading, Milestone, Party, Statement, Target
from loaders.statements.unread import coverage

Json = dict[str, Any]


def annotation(read: ReadDocument, name: str) -> Json:
    """Everything found in a document, named `name`; `plan` is the first act's metadata, `plans` all of them in order."""
    readings = read.readings
    plans = [
        {field: getattr(reading.metadata, field) or None for field in ("title", "number", "issuer", "date", "edition")}
        for reading in readings
    ]
    return {
        "slug": name,
        "plan": plans[0] if plans else {},
        "plans": plans,
        "headings": [_heading(heading) for heading in read.outline.headings],
        "statements": [_statement(statement) for reading in readings for statement in reading.statements],
        "targets": [_target(target) for reading in readings for target in reading.targets],
        "milestones": [_milestone(milestone) for reading in readings for milestone in reading.milestones],
        "citations": [
            {"start": c.start, "end": c.end, "title": c.title, "number": c.number or None}
            for reading in readings
            for c in reading.citations
        ],
        "coverage": _coverage(read),
        "in_part": sorted({kind for reading in readings for kind, _ in reading.missed}),
        "problems": [problem_to_json(problem) for reading in readings for problem in reading.problems],
    }


def _coverage(read: ReadDocument) -> Json:
    """Role words of the text, and those of them that statements account for."""
    counts = [coverage(read.outline, reading.part, reading.statements) for reading in read.readings]
    return {"role_words": sum(total for total, _ in counts), "role_words_read": sum(known for _, known in counts)}


def _heading(heading: Heading) -> Json:
    return {"start": heading.start, "label": heading.label, "title": heading.title, "depth": heading.depth}


def _statement(statement: Statement) -> Json:
    return {
        "start": statement.start,
        "end": statement.end,
        "heading": statement.heading,
        "scope": statement.scope,
        "lead_rule": statement.lead_rule,
        "open_ended": statement.open_ended,
        "parties": [_party(party) for party in statement.parties],
        "form": statement.form,
        "rule": statement.rule,
    }


def _party(party: Party) -> Json:
    return {name: getattr(party, name) for name in ("unit", "surface", "start", "end", "role", "kind")}


def _target(target: Target) -> Json:
    names = ("start", "end", "metric", "comparator", "value", "unit", "baseline", "deadline", "heading", "kind")
    return {name: getattr(target, name) for name in names}


def _milestone(milestone: Milestone) -> Json:
    return {name: getattr(milestone, name) for name in ("start", "end", "metric", "deadline", "heading", "kind")}
