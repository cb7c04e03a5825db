"""Duties across departments as a spreadsheet."""

from collections.abc import Iterable

from api.exports.rows import CITATION, FOR_PROGRAMS, citation, day, sheet_of
from api.wire import duties as shapes
from graph.schema import Language
from viz.office.sheets import Sheet
from viz.site.catalogue_words import words


def across_sheet(lines: Iterable[shapes.LineOut], language: Language) -> Sheet:
    """The duties in their order, with the department's place and how many share the work."""
    heads = ("department", "jurisdiction", "role", "label", "measure", "due", "party_count", *CITATION)
    rows = (
        (
            line.department.name, line.department.jurisdiction, words(line.role, language), line.measure.label,
            line.measure.title, day(line.due, language), line.parties, *citation(line.plan, line.evidence),
        )
        for line in lines
    )  # fmt: skip
    return sheet_of("duties", heads, rows, language, unprinted=FOR_PROGRAMS)
