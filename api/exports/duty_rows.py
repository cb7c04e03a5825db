"""Duties as lists to take away: those of a department, of all, by deadline; each row with the ids that it is joined by."""

from collections.abc import Iterable

from api.decisions.notes import NOTHING, Notes
from api.exports.cells import (
    CITATION,
    FOR_PROGRAMS,
    PLAN_KEYS,
    Row,
    citation,
    day,
    due,
    names,
    plan_keys,
    sheet_of,
    targets_said,
)
from api.exports.decided_cells import DECIDED, decided
from api.wire import departments as wire_departments
from api.wire import references as wire
from graph.place_words import place_words
from graph.schema import Language
from viz.office.sheets import Sheet
from viz.site.catalogue_words import words

KEYS = ("department_id", "department_place", "measure_id", *PLAN_KEYS)
"""Keys of the last columns of a duty: whose it is, of which work and plan."""


def duty_sheet(
    duties: Iterable[tuple[wire.DepartmentRef, wire_departments.DutyOut]],
    language: Language,
    *,
    title: str = "duties",
    notes: Notes = NOTHING,
) -> Sheet:
    """Duties with their department, and what people decided and reported of them."""
    heads = (
        "department", "role", "place_in_list", "list_length", "open", "label", "measure", "targets", "due", "lead",
        "others", "party_count", "inherited",
    )  # fmt: skip

    def row(holder: wire.DepartmentRef, duty: wire_departments.DutyOut) -> Row:
        leads = [partner.department.name for partner in duty.partners if partner.role == "lead"]
        others = [partner.department.name for partner in duty.partners if partner.role != "lead"]
        return (
            holder.name, words(duty.role, language), duty.order, duty.of, words("yes", language) if duty.open_list else "",
            duty.measure.label, duty.measure.title, targets_said(duty.measure.targets, language),
            due(duty.measure, language), names(leads, language), names(others, language), 1 + len(leads) + len(others),
            _inherited(duty, language),
            *decided(notes, (*duty.evidence.decisions, *duty.measure.decisions), (duty.evidence.read_as, duty.measure.id), language),
            *citation(duty.plan, duty.evidence), *_keys(holder, duty.measure, duty.plan, language),
        )  # fmt: skip

    rows = (row(holder, duty) for holder, duty in duties)
    return sheet_of(title, (*heads, *DECIDED, *CITATION, *KEYS), rows, language, unprinted=FOR_PROGRAMS + len(KEYS))


def deadline_sheet(found: Iterable[tuple[str, Iterable[wire_departments.DutyOut]]], language: Language) -> Sheet:
    """Duties by when something of them is due, the earliest first."""

    def rows() -> Iterable[Row]:
        for at, duties in found:
            for duty in duties:
                due = [target for target in duty.measure.targets if target.deadline == at]
                yield (
                    day(at, language), duty.measure.label, duty.measure.title, words(duty.role, language),
                    targets_said(due, language), *citation(duty.plan, duty.evidence), duty.measure.id, *plan_keys(duty.plan, language),
                )  # fmt: skip

    heads = ("due", "label", "measure", "role", "targets", *CITATION, "measure_id", *PLAN_KEYS)
    return sheet_of("deadlines", heads, rows(), language, unprinted=FOR_PROGRAMS + 1 + len(PLAN_KEYS))


def across_sheet(lines: Iterable[wire_departments.LineOut], language: Language) -> Sheet:
    """The duties in their order, with the department's place and how many share the work."""
    heads = ("department", "jurisdiction", "role", "label", "measure", "due", "party_count", *CITATION, *KEYS)
    rows = (
        (
            line.department.name, place_words(line.department.jurisdiction, language), words(line.role, language), line.measure.label,
            line.measure.title, day(line.due, language), line.parties, *citation(line.plan, line.evidence),
            *_keys(line.department, line.measure, line.plan, language),
        )
        for line in lines
    )  # fmt: skip
    return sheet_of("duties", heads, rows, language, unprinted=FOR_PROGRAMS + len(KEYS))


def _inherited(duty: wire_departments.DutyOut, language: Language) -> str:
    """Whose duty it is by its words, where it is not the department's own."""
    if duty.predecessor:
        return words("of_predecessor", language, name=duty.predecessor.name)
    if duty.through:
        source = duty.through.source or duty.through.begin
        return words("through_collective", language, name=duty.through.collective.name, source=source)
    return ""


def _keys(holder: wire.DepartmentRef, work: wire.WorkRef, plan: wire.PlanRef, language: Language) -> Row:
    """The cells of KEYS."""
    return (holder.id, place_words(holder.jurisdiction, language), work.id, *plan_keys(plan, language))
