"""What a cell of a list says, and the columns that cite: document, section and quote where words are behind a row."""

from collections.abc import Iterable

from api.wire import references as wire
from api.wire.measures import MeasuredOut
from graph.place_words import place_words
from graph.schema import Language
from viz.office.cell_values import Day, Days, Value
from viz.office.sheets import Sheet
from viz.site.catalogue_words import words
from viz.site.deadlines import dues
from viz.site.shown_words import without_artefacts
from viz.site.site import required_words

CITATION = ("plan", "number", "section", "quote", "characters_from", "characters_to", "document")
"""Keys of the columns that cite: the plan's title and number, the headings around, the words and where they stand."""


MEASURED = (
    "measured_metric", "metric_key", "measured_scope", "measured_form", "measured_per", "measured_from", "number_low", "number_high",
    "number_unit", "compared_year",
)  # fmt: skip
"""Keys of the columns in which targets can be compared: the metric, what narrows it, and the number in one unit of its kind."""

FOR_PROGRAMS = 3
"""The last of CITATION, which print leaves out."""

PLAN_KEYS = ("plan_id", "plan_place", "plan_date")
"""Keys of the columns that join a row to its plan, or select rows by where and when the plan was issued."""


Row = tuple[Value, ...]


def citation(plan: wire.PlanRef, evidence: wire.EvidenceOut) -> Row:
    """The cells of CITATION."""
    said = evidence.statement
    place: Row = (said.start, said.end) if said else ("", "")
    return (plan.title, plan.number, evidence.section, quote(said.quote if said else ""), *place, evidence.document)


def plan_keys(plan: wire.PlanRef, language: Language) -> Row:
    """The cells of PLAN_KEYS."""
    return (plan.id, place_words(plan.jurisdiction, language), day(plan.date, language))


def ids_of(parties: Iterable[wire.PartyOut], role: str) -> str:
    """The ids of the departments in a role, a line each, in the order of their names in the cell of that role."""
    return "\n".join(party.department.id for party in parties if party.role == role)


def targets_said(targets: Iterable[wire.TargetRef], language: Language) -> str:
    """Targets in short, a line each."""
    return "\n".join(f"{target.metric} {required_words(target, language)}".rstrip() for target in targets)


def measured_cells(found: MeasuredOut, language: Language) -> Row:
    """The cells of MEASURED: numbers of one metric, scope, form and unit can be compared."""
    baseline = words("on_last_year", language) if found.baseline == "-1" else found.baseline
    form = "" if found.form == "none" else words(f"scale_{found.form}", language)
    per = words(f"per_{found.per}", language) if found.per else ""
    return (
        found.label if language == "zh" else found.label_en, found.key, found.scope, form, per, baseline,
        "" if found.low is None else found.low, "" if found.high is None else found.high, found.unit, found.year,
    )  # fmt: skip


def statements(parties: Iterable[wire.PartyOut]) -> str:
    """The statements behind parties, each once."""
    said = (p.evidence.statement for p in parties)
    return "\n".join(dict.fromkeys(quote(passage.quote) for passage in said if passage))


def quote(text: str) -> str:
    """Words of a plan as readers see them: a converter's leavings are not shown."""
    return without_artefacts(text, [])[0].strip()


def listed(names: Iterable[str], language: Language) -> str:
    """Names in a row, as the language joins them in a sentence."""
    return words("name_joiner", language).join(names)


def names(parties: Iterable[str], language: Language) -> str:
    """Names in one cell, joined by what no name contains, so that a program can take them apart."""
    return words("cell_joiner", language).join(parties)


def due(work: wire.WorkRef, language: Language) -> Value:
    """When a piece of work is due, as its page says it; empty for never."""
    found = dues(work)
    return Days(found, language) if len(found) > 1 else day("".join(found), language)


def day(iso: str, language: Language) -> Value:
    """A date of the graph; an empty cell for none."""
    return Day(iso, language) if iso else ""


def sheet_of(
    title: str, heads: tuple[str, ...], rows: Iterable[Row], language: Language, *, unprinted: int = 0
) -> Sheet:
    """A sheet whose title and heads are keys of the catalogue."""
    told = tuple(words(head, language) for head in heads)
    return Sheet(words(title, language), told, tuple(rows), language, unprinted)
