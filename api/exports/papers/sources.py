"""What a workbook was made from: its last sheet says by which program, rules and plans, on which day, and what it was narrowed to."""

from collections.abc import Iterator
from dataclasses import fields
from importlib.metadata import version

from api.exports.list_requests import ListName, Wanted, plain
from graph.ledger.ledger import LoadRecord
from graph.questions.plans.plans import plan_id
from graph.schema import Language
from graph.store import View
from viz.office.cell_values import Value
from viz.office.packages import MAKER
from viz.office.sheets import Sheet
from viz.site.catalogue_words import words
from viz.site.spoken import said_date, said_time

MOST_PLANS = 1000
"""Plans that the sheet names; of more it says how many there are."""

_BESIDE = frozenset({"today", "rosters", "limits", "facets", "changes", "roles"})
"""What of a request is no single word."""


def source_sheet(view: View, name: ListName | None, wanted: Wanted, language: Language) -> Sheet:
    """The sheet; one read more than the ledger where no plan is named."""
    asked = plain(wanted)  # looking at it here narrows nothing
    only = plan_id(view, asked.plan)
    records = [record for record in view.load_records() if only in ("", record.plan)]
    rows = (*_made(name, asked, records, language), *_plans(view, records, language))
    columns = tuple(
        words(key, language) for key in ("source_what", "source_said", "number", "source_loaded", "document")
    )
    return Sheet(words("source", language), columns, rows, language)


def _made(
    name: ListName | None, asked: Wanted, records: list[LoadRecord], language: Language
) -> Iterator[tuple[Value, ...]]:
    last = max((record.loaded_at for record in records), default="")
    told = {
        "source_program": f"{MAKER} {version(MAKER)}",
        "source_list": words(f"file_{name or 'all'}", language),
        "source_narrowed": "\n".join(_narrowed(asked)) or words("source_whole", language),
        "source_day": said_date(asked.today.isoformat(), language) if asked.today else "",
        "source_state": said_time(last, language) if last else "",
        "ruleset": "\n".join(sorted({record.ruleset for record in records})),
        "source_plans": str(len(records)),
    }
    yield from ((words(key, language), said, "", "", "") for key, said in told.items() if said)


def _narrowed(asked: Wanted) -> Iterator[str]:
    """What was asked for, as addresses say it."""
    usual = Wanted()
    for each in fields(Wanted):
        value = getattr(asked, each.name)
        if each.name not in _BESIDE and value != getattr(usual, each.name):
            yield f"{each.name}={value}"
    for facet, values in asked.facets.chosen().items():
        yield f"{facet}={', '.join(values)}"


def _plans(view: View, records: list[LoadRecord], language: Language) -> Iterator[tuple[Value, ...]]:
    plans = view.ledger().plans
    for record in records[:MOST_PLANS]:
        node = plans.get(record.plan)
        title, number = (node.text("title"), node.text("number")) if node else (record.plan, "")
        yield words("plan", language), title, number, said_time(record.loaded_at, language), record.document
