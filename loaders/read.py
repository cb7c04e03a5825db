"""From a source to what its text says: outline, then one reading a part. Pure; nothing is stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.ids import document_id
from graph.model import DocumentText, Node, PlanGraph
from loaders.act.citation_roles import with_roles
from loaders.act.citations import citations
from loaders.act.front import front_of
from loaders.act.metadata import metadata, stated
from loaders.act.replacements import replacing
from loaders.act.validity import validity
from loaders.files.source import SourceText
from loaders.outline.outline import outline
from loaders.plan.plan_graph import emit
from loaders.plan_size import within_bounds, within_outline
from loaders.readings import Outline, Part, Reading, Statement, Target, Unread
from loaders.statements.drafts import FORMAL
from loaders.statements.statements import statements
from loaders.statements.unread import nothing_found, unread
from loaders.statements.unread_rows import unread_rows
from loaders.statements.unread_signs import Read, signs
from loaders.targets.deadlines.measure_deadlines import deadlines
from loaders.targets.deadlines.row_deadlines import with_column_periods, with_row_dues
from loaders.targets.milestones import milestones
from loaders.targets.targets import targets
from loaders.targets.unread_quantities import unread_aims, unread_quantities
from loaders.text.time_words import implied_year

UNREAD: tuple[Callable[[Outline, Part, Sequence[Statement], Sequence[Target]], Iterable[Unread]], ...] = (
    unread_rows,
    unread_quantities,
)
"""What rooms could not use of a part, given what was read of it. A room that sees such words adds its function here."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it was read: its source, its outline, and a reading for each official act that it holds."""

    source: SourceText
    outline: Outline
    readings: tuple[Reading, ...]


def read_document(source: SourceText, said: Mapping[str, str] | None = None) -> ReadDocument:
    """Read a source. `said` is what a person says of the (first) act: title, number, issuer, date; it stands before all.

    Raises SourceError for a text that has more sentences, or names who is responsible more often, than any plan.
    """
    within_bounds(source)
    structure = outline(source.text, source.cells, source.generated)
    within_outline(structure, source)
    readings = tuple(
        _reading(structure, part, source, said if index == 0 and said else {})
        for index, part in enumerate(structure.parts)
    )
    return ReadDocument(source, structure, readings)


def plan_graphs(read: ReadDocument) -> tuple[PlanGraph, ...]:
    """The graphs of all acts of a document."""
    document = document_text(read.source)
    return tuple(
        emit(read.outline, reading, document, ordinal=ordinal) for ordinal, reading in enumerate(read.readings, 1)
    )


def document_text(source: SourceText) -> DocumentText:
    """The Document node of a source with its text and origins."""
    node = Node(
        "Document",
        document_id(source.sha256),
        {
            "sha256": source.sha256,
            "file_name": source.file_name,
            "media_type": source.media_type,
            "size": source.size,
            "length": len(source.text),
        },
    )
    return DocumentText(node, source.text, source.origins)


def _reading(structure: Outline, part: Part, source: SourceText, said: Mapping[str, str]) -> Reading:
    meta = stated(metadata(front_of(structure, part), source.hints), said)
    meta = replace(meta, validity=validity(structure, part, meta.date))
    found = statements(structure, part)
    due = deadlines(structure, part, meta)
    aims = with_row_dues(
        with_column_periods(
            targets(structure, part, meta, duties=any(each.form in FORMAL for each in found)),
            structure,
            implied_year(meta),
        ),
        due,
        structure.tables,
        found,
    )
    stones = milestones(structure, part, meta, aims)
    seen = [each for signs in UNREAD for each in signs(structure, part, found, aims)]
    seen += unread_aims(structure, part, aims, stones)
    shown = signs(structure, part, Read(found, aims, stones, due, seen))
    return Reading(
        part=part,
        metadata=meta,
        statements=found,
        targets=aims,
        milestones=stones,
        citations=with_roles(structure, part, replacing(structure, part, meta, citations(structure, part, meta))),
        deadlines=due,
        problems=(
            *(source.problems if part == structure.parts[0] else ()),
            *unread(structure, part, found, seen, shown),
            *nothing_found(structure, part, found, aims),
        ),
        missed=tuple((sign.kind, len(sign.unread)) for sign in shown if sign.alarms),
    )
