"""What a department has to be reminded of, to take away: a sheet, and a letter 催办单 with room for an answer."""

from collections.abc import Iterator
from datetime import date

from api.answers import departments as answers
from api.exports.cells import (
    CITATION,
    FOR_PROGRAMS,
    PLAN_KEYS,
    Row,
    citation,
    day,
    listed,
    plan_keys,
    sheet_of,
    targets_said,
)
from api.exports.list_requests import Wanted
from api.wire import departments as shapes
from api.wire.namesakes import told_apart
from graph.errors import BadRequestError
from graph.place_words import place_words
from graph.questions.departments.finding import find_department
from graph.questions.departments.owing import owing
from graph.questions.departments.reminders import KINDS, day_before, reminders
from graph.questions.plans.plans import plan_id
from graph.schema import Language
from graph.store import View
from viz.office.reminder_letters import Letter, Part
from viz.office.sheets import Sheet
from viz.site.catalogue_words import words
from viz.site.spoken import said_date

HEADS = (
    "owed_kind", "measure", "role", "targets", "due", "days_overdue", "state", "value_note", "lead", *CITATION, "measure_id", *PLAN_KEYS,
)  # fmt: skip
OWING_HEADS = ("department", "jurisdiction", "owed_overdue", "owed_soon", "owed_silent", "department_id")
LETTER_HEADS = ("task_number", "measure", "role", "due", "said_last", "task_basis", "answer_here")


def reminder_sheet(view: View, wanted: Wanted, language: Language) -> Sheet:
    """The list of a department, a row a measure or goal; without a department all that owe something, with counts."""
    if not wanted.department:
        return _owing_sheet(view, wanted, language)

    def row(item: shapes.OwedOut) -> Row:
        leads = listed((p.department.name for p in item.partners if p.role == "lead"), language)
        return (
            words(f"owed_{item.kind}", language), item.measure.label + item.measure.title, _roles(item, language),
            targets_said(item.targets, language), day(item.deadline, language), item.days if item.days > 0 else "",
            _state(item, language), item.progress.note if item.progress else "", leads,
            *citation(item.plan, item.evidence), item.measure.id, *plan_keys(item.plan, language),
        )  # fmt: skip

    found = _found(view, wanted, language)
    return sheet_of("reminders", HEADS, map(row, found.items), language, unprinted=FOR_PROGRAMS + 1 + len(PLAN_KEYS))


def _owing_sheet(view: View, wanted: Wanted, language: Language) -> Sheet:
    found = answers.owing(
        owing(view, _today(wanted), before=day_before(wanted.due_before), plan=plan_id(view, wanted.plan), words=wanted.words)
    )  # fmt: skip
    rows = (
        (
            line.department.name, place_words(line.department.jurisdiction, language), line.overdue, line.soon, line.silent,
            line.department.id,
        )
        for line in found.items
    )  # fmt: skip
    return sheet_of("reminders", OWING_HEADS, rows, language, unprinted=1)


def reminder_letter(view: View, wanted: Wanted, language: Language) -> Letter:
    """The list as a letter to the department: a table a kind, the last column for its answer."""
    wanted.needs(wanted.department, "reminders", "a department")
    found = _found(view, wanted, language)
    today, before = said_date(found.today, language), said_date(found.before, language)
    return Letter(
        title=words("reminders_of", language, name=found.department.name),
        note=words("seen_from", language, day=today) + words("reminders_note", language, before=before),
        heads=tuple(words(head, language) for head in LETTER_HEADS),
        parts=tuple(_parts(found, language)),
        foot=words("reminders_signed", language),
    )


def _parts(found: shapes.RemindersOut, language: Language) -> Iterator[Part]:
    for kind in KINDS:
        rows = tuple(_line(item, language) for item in found.items if item.kind == kind)
        if rows:
            yield Part(f"{words(f'owed_{kind}', language)} {len(rows)}", rows)


def _line(item: shapes.OwedOut, language: Language) -> tuple[str, ...]:
    """The cells of a row but its number."""
    late = words("days_late", language, n=item.days) if item.days > 0 else ""
    said = [_state(item, language), item.progress.note if item.progress else ""]
    task = [item.measure.label + item.measure.title, targets_said(item.targets, language)]
    basis = words(
        "task_citation", language, plan=item.plan.number or item.plan.title, section=item.evidence.section,
        quote=item.evidence.statement.quote if item.evidence.statement else "",
    )  # fmt: skip
    due = said_date(item.deadline, language) or words("no_deadline", language)
    return (
        "\n".join(filter(None, task)), _roles(item, language), "\n".join(filter(None, (due, late))), "\n".join(filter(None, said)),
        basis, "",
    )  # fmt: skip


def _roles(item: shapes.OwedOut, language: Language) -> str:
    return listed((words(role, language) for role in item.roles), language)


def _state(item: shapes.OwedOut, language: Language) -> str:
    """What was said last, as the pages say it."""
    said = item.progress
    if said is None:
        return words("never_reported", language)
    value = words("measured", language, value=said.value) if said.value else ""
    state = words(f"state_{said.state}", language) if said.state else ""
    return " ".join(filter(None, (state, value, said_date(said.date, language))))


def _found(view: View, wanted: Wanted, language: Language) -> shapes.RemindersOut:
    node = find_department(view, wanted.department, rosters=wanted.rosters)
    before, plan = day_before(wanted.due_before), plan_id(view, wanted.plan)
    found = reminders(view, node, _today(wanted), before=before, plan=plan, rosters=wanted.rosters)
    return told_apart(answers.reminders(found), language)


def _today(wanted: Wanted) -> date:
    if wanted.today is None:
        raise BadRequestError("the list 'reminders' needs the day that counts as today", hint="give it in `today`")
    return wanted.today
