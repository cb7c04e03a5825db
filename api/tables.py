"""Answers as lists to take away: a row says what the page says, with document, section and quote where words are behind it."""

from collections.abc import Iterable

from api import wire
from graph.schema import Language, schema
from viz.catalogue_words import words
from viz.sheets import Sheet, Value
from viz.site import required_words
from viz.words import without_artefacts

CITATION = ("plan", "number", "section", "quote", "characters_from", "characters_to", "document")
"""Keys of the columns that cite: the plan's title and number, the headings around, the words and where they stand."""

Row = tuple[Value, ...]


def department_sheet(loads: Iterable[wire.LoadOut], language: Language) -> Sheet:
    """Departments by load."""
    counts = ("lead", "lead_alone", "lead_shared", "responsible", "support", "total", "own_share", "seats")
    rows = (
        (
            load.department.name, load.department.name_en, words(f"kind_{load.department.kind}", language),
            load.department.jurisdiction, *(getattr(load, count) for count in counts), load.department.id,
        )
        for load in loads
    )  # fmt: skip
    return _sheet(
        "departments", ("name", "name_english", "kind", "jurisdiction", *counts, "identifier"), rows, language
    )


def duty_sheet(duties: Iterable[tuple[str, wire.DutyOut]], language: Language) -> Sheet:
    """Duties with the name of their department."""
    heads = (
        "department",
        "role",
        "place_in_list",
        "list_length",
        "open",
        "label",
        "measure",
        "targets",
        "due",
        "lead",
        "others",
    )

    def row(name: str, duty: wire.DutyOut) -> Row:
        leads = [partner.department.name for partner in duty.partners if partner.role == "lead"]
        others = [partner.department.name for partner in duty.partners if partner.role != "lead"]
        return (
            name, words(duty.role, language), duty.order, duty.of, words("yes", language) if duty.open_list else "",
            duty.measure.label, duty.measure.title, targets_said(duty.measure.targets, language),
            duty.measure.deadline, "、".join(leads), "、".join(others), *citation(duty.plan, duty.evidence),
        )  # fmt: skip

    return _sheet("duties", heads + CITATION, (row(name, duty) for name, duty in duties), language)


def target_sheet(targets: Iterable[wire.TargetOut], language: Language) -> Sheet:
    """Targets with their owners."""
    heads = (
        "metric",
        "value",
        "due",
        "baseline",
        "kind",
        "stated_in",
        "lead",
        "responsible",
        "borne_on_by",
        "plan",
        "number",
        "quote",
    )

    def row(target: wire.TargetOut) -> Row:
        owners = {
            role: "、".join(owner.department.name for owner in target.owners if owner.role == role)
            for role in ("lead", "responsible")
        }
        return (
            target.metric, required_words(target, language), target.deadline, target.baseline,
            words(f"target_{target.kind}", language), f"{target.holder.label}{target.holder.title}",
            owners["lead"], owners["responsible"], "\n".join(f"{w.label}{w.title}" for w in target.borne_on_by),
            target.plan.title, target.plan.number, quote(target.text),
        )  # fmt: skip

    return _sheet("targets", heads, map(row, targets), language)


def plan_sheet(plans: Iterable[wire.PlanOut], language: Language) -> Sheet:
    """Plans with what was read of them."""
    heads = ("title", "number", "issuer", "jurisdiction", "date", "edition")
    figures = {
        "statements_count": "statements",
        "duties_count": "role_edges",
        "targets": "targets",
        "milestones": "milestones",
        "not_read": "problems",
    }

    def row(plan: wire.PlanOut) -> Row:
        counts = (plan.figures.get(name, 0) for name in figures.values())
        return (
            plan.title, plan.number, plan.issuer, plan.jurisdiction, plan.date, words(f"edition_{plan.edition}", language),
            *counts, plan.loaded_at, plan.document,
        )  # fmt: skip

    return _sheet("plans", (*heads, *figures, "loaded_at", "document"), map(row, plans), language)


def measure_sheet(outlines: Iterable[wire.OutlineOut], language: Language) -> Sheet:
    """Goals and measures of plans in text order with their parties."""
    roles = tuple(schema().roles)

    def rows() -> Iterable[Row]:
        for outline in outlines:
            for item in outline.items:
                named = {role: [p.department.name for p in item.parties if p.role == role] for role in roles}
                yield (
                    words(item.work.kind.lower(), language), item.work.label, item.work.title,
                    targets_said(item.work.targets, language), item.work.deadline,
                    *("、".join(named[role]) for role in roles),
                    outline.plan.title, outline.plan.number, statements(item.parties),
                )  # fmt: skip

    return _sheet(
        "measures", ("kind", "label", "measure", "targets", "due", *roles, "plan", "number", "quote"), rows(), language
    )


def partner_sheet(partners: wire.PartnersOut, language: Language) -> Sheet:
    """Partners of a department."""
    rows = (
        (
            p.department.name,
            p.department.name_en,
            p.together,
            p.both_lead,
            p.we_lead_for,
            p.leads_for_us,
            "\n".join(f"{work.label}{work.title}" for work in p.measures),
        )
        for p in partners.items
    )
    heads = ("name", "name_english", "together", "both_lead", "we_lead_for", "leads_for_us", "measures")
    return _sheet("partners", heads, rows, language)


def problem_sheet(reports: Iterable[wire.ReportOut], language: Language) -> Sheet:
    """Places that could not be read."""
    rows = (
        (p.message, p.code, report.plan.title, report.plan.number, p.section, quote(p.quote), p.start, p.end)
        for report in reports
        for p in report.problems
    )
    heads = ("problem", "code", "plan", "number", "section", "quote", "characters_from", "characters_to")
    return _sheet("not_read", heads, rows, language)


def found_sheet(found: wire.SearchOut, language: Language) -> Sheet:
    """What a search found."""
    rows = (
        (schema().nodes[n.kind].label[language], str(n.properties.get("label", "")), n.caption, n.plan, n.id)
        for n in found.items
    )
    return _sheet("search", ("kind", "label", "name", "plan", "identifier"), rows, language)


def citation(plan: wire.PlanRef, evidence: wire.EvidenceOut) -> Row:
    """The cells of CITATION."""
    said = evidence.statement
    place: Row = (said.start, said.end) if said else ("", "")
    return (plan.title, plan.number, evidence.section, quote(said.quote if said else ""), *place, evidence.document)


def targets_said(targets: Iterable[wire.TargetRef], language: Language) -> str:
    """Targets in short, a line each."""
    return "\n".join(f"{target.metric} {required_words(target, language)}" for target in targets)


def statements(parties: Iterable[wire.PartyOut]) -> str:
    """The statements behind parties, each once."""
    said = (p.evidence.statement for p in parties)
    return "\n".join(dict.fromkeys(quote(passage.quote) for passage in said if passage))


def quote(text: str) -> str:
    """Words of a plan as readers see them: a converter's leavings are not shown."""
    return without_artefacts(text, [])[0].strip()


def _sheet(title: str, heads: tuple[str, ...], rows: Iterable[Row], language: Language) -> Sheet:
    return Sheet(words(title, language), tuple(words(head, language) for head in heads), tuple(rows))
