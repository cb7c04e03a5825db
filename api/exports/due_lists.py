"""What is due when, to take away: the list of /deadlines as a sheet, a task table and a calendar."""

from collections.abc import Sequence
from datetime import date

from api.answers import measures as answers_measures
from api.answers.references import plan_ref
from api.exports.cells import CITATION, FOR_PROGRAMS, PLAN_KEYS, Row, citation, day, names, plan_keys, sheet_of
from api.exports.list_requests import Wanted
from api.exports.task_tables import due_tasks
from api.wire import measures as shapes
from api.wire.namesakes import told_apart
from graph.deadlines.due import last_day
from graph.errors import BadRequestError
from graph.facets.facets import PLAN_FACETS
from graph.questions.plans.deadlines import MOST_EXPIRING, Deadlines, Wish, deadlines
from graph.questions.plans.plans import plan_id
from graph.schema import Language
from graph.store import View
from viz.office.calendars import Entry, calendar
from viz.office.sheets import Sheet
from viz.office.task_tables import TaskTable
from viz.site.catalogue_words import words
from viz.site.site import required_words

HEADS = (
    "due", "deadline_words", "first_day", "last_day", "kind", "has_passed", "measure", "metric", "value", "lead", "responsible",
    "support", "valid_until", *CITATION, "measure_id", *PLAN_KEYS,
)  # fmt: skip


def due_sheet(view: View, wanted: Wanted, language: Language) -> Sheet:
    """The list, a row a measure or target."""

    def row(item: shapes.DueOut) -> Row:
        leads, responsible, others = (
            names((p.department.name for p in item.parties if p.role in roles), language)
            for roles in (("lead",), ("responsible",), ("support", "guide", "supervise"))
        )
        return (
            day(item.deadline, language), item.words, day(item.first, language), day(item.last, language),
            words(f"due_kind_{item.kind}", language), words("yes", language) if item.passed else "",
            item.measure.label + item.measure.title, item.target.metric if item.target else "",
            required_words(item.target, language) if item.target else "", leads, responsible, others,
            day(item.plan.valid_until, language), *citation(item.plan, item.evidence), item.measure.id,
            *plan_keys(item.plan, language),
        )  # fmt: skip

    return sheet_of(
        "due_all",
        HEADS,
        map(row, _listed(view, wanted, language)),
        language,
        unprinted=FOR_PROGRAMS + 1 + len(PLAN_KEYS),
    )


def due_table(view: View, wanted: Wanted, language: Language) -> TaskTable:
    """The list as a task table, a chapter a plan."""
    return due_tasks(_listed(view, wanted, language), language, wanted.today.isoformat() if wanted.today else "")


def due_calendar(view: View, wanted: Wanted, language: Language) -> bytes:
    """An iCalendar file with a day for each dated one and for each plan's last day in force; what has no date is in none."""
    found = _found(view, wanted)
    loaded = {record.plan: record.loaded_at for record in view.load_records()}
    items = told_apart(answers_measures.deadlines(found).items, language)
    entries = [_entry(item, loaded.get(item.plan.id, ""), language) for item in items if item.last]
    if found.expiring.total > MOST_EXPIRING:
        raise BadRequestError("too many plans expire in the period", hint="narrow it by place, plan or quarter")
    entries += [
        Entry(
            key=f"{plan.id}/valid_until",
            on=date.fromisoformat(last_day(plan.valid_until)),
            title=words("expires_in_calendar", language, plan=plan.title),
            details=" ".join(filter(None, (plan.title, plan.number))),
            stamp=loaded.get(plan.id, ""),
        )
        for plan in map(plan_ref, found.expiring.items)
    ]
    return calendar(words("due_all", language), entries)


def _entry(item: shapes.DueOut, stamp: str, language: Language) -> Entry:
    """An item on its last day."""
    work = item.measure.label + item.measure.title
    said = f"{item.target.metric} {required_words(item.target, language)}".rstrip() if item.target else work
    parties = [
        words("task_role", language, role=words(party.role, language), names=party.department.name)
        for party in item.parties
    ]
    lines = (
        work if item.target else "", *parties, item.words, " ".join(filter(None, (item.plan.title, item.plan.number))),
    )  # fmt: skip
    return Entry(
        key=item.target.id if item.target else item.measure.id,
        on=date.fromisoformat(item.last),
        title=said,
        details="\n".join(filter(None, lines)),
        stamp=stamp,
    )


def _listed(view: View, wanted: Wanted, language: Language) -> Sequence[shapes.DueOut]:
    return told_apart(answers_measures.deadlines(_found(view, wanted)).items, language)


def _found(view: View, wanted: Wanted) -> Deadlines:
    if wanted.today is None:
        raise BadRequestError("the list 'due' needs the day that counts as today", hint="give it in `today`")
    wish = Wish(wanted.words, plan_id(view, wanted.plan), wanted.when, wanted.quarter, wanted.facets.only(PLAN_FACETS))
    return deadlines(view, wish, wanted.today)
