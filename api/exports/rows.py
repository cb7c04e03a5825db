"""Answers as lists to take away: a row says what the page says, with document, section and quote where words are behind it."""

from collections.abc import Iterable, Sequence

from api.answers import references as answers
from api.decisions.notes import NOTHING, Notes
from api.exports.cells import (
    CITATION,
    FOR_PROGRAMS,
    MEASURED,
    PLAN_KEYS,
    Row,
    citation,
    day,
    due,
    ids_of,
    measured_cells,
    names,
    plan_keys,
    quote,
    sheet_of,
    statements,
    targets_said,
)
from api.exports.decided_cells import DECIDED, decided
from api.wire import departments as wire_departments
from api.wire import graph as wire_graph
from api.wire import measures as wire_measures
from api.wire import plans as wire_plans
from api.wire import references as wire
from graph.model import Edge, Node
from graph.place_words import place_words
from graph.schema import Language, schema
from viz.office.sheets import Sheet
from viz.pictures.labels import end_state
from viz.pictures.scene import Scene
from viz.site.catalogue_words import words
from viz.site.site import problem_said, required_words


def department_sheet(loads: Iterable[wire_departments.LoadOut], language: Language) -> Sheet:
    """Departments by load."""
    counts = ("lead", "lead_alone", "lead_shared", "responsible", "support", "total", "own_share", "seats")
    rows = (
        (
            load.department.name, load.department.name_en, words(f"kind_{load.department.kind}", language),
            place_words(load.department.jurisdiction, language), *(getattr(load, count) for count in counts), load.department.id,
        )
        for load in loads
    )  # fmt: skip
    heads = ("name", "name_english", "kind", "jurisdiction", *counts, "identifier")
    return sheet_of("departments", heads, rows, language, unprinted=1)


def target_sheet(targets: Iterable[wire_measures.TargetOut], language: Language, *, notes: Notes = NOTHING) -> Sheet:
    """Targets with their owners, and what people decided and reported of them."""
    heads = (
        "metric", "value", "due", "baseline", "kind", *MEASURED, "stated_in", "lead", "responsible", "party_count", "borne_on_by",
        *DECIDED, "plan", "number", "quote", "identifier", "ids_lead", "ids_responsible", *PLAN_KEYS,
    )  # fmt: skip

    def row(target: wire_measures.TargetOut) -> Row:
        owners = {
            role: names((owner.department.name for owner in target.owners if owner.role == role), language)
            for role in ("lead", "responsible")
        }
        return (
            target.metric, required_words(target, language), day(target.deadline, language),
            day(target.baseline, language), words(f"target_{target.kind}", language), *measured_cells(target.measured, language),
            f"{target.holder.label}{target.holder.title}", owners["lead"], owners["responsible"],
            len({owner.department.id for owner in target.owners}), "\n".join(f"{w.label}{w.title}" for w in target.borne_on_by),
            *decided(notes, target.decisions, (target.id,), language),
            target.plan.title, target.plan.number, quote(target.text), target.id, ids_of(target.owners, "lead"),
            ids_of(target.owners, "responsible"), *plan_keys(target.plan, language),
        )  # fmt: skip

    return sheet_of("targets", heads, map(row, targets), language, unprinted=3 + len(PLAN_KEYS))


def plan_sheet(plans: Iterable[wire_plans.PlanOut], language: Language) -> Sheet:
    """Plans with what was read of them."""
    heads = ("title", "number", "issuer", "jurisdiction", "date", "edition", "replaced_by")
    figures = {
        "statements_count": "statements",
        "duties_count": "role_edges",
        "targets": "targets",
        "milestones": "milestones",
        "not_read": "problems",
    }

    def row(plan: wire_plans.PlanOut) -> Row:
        counts = (plan.figures.get(name, 0) for name in figures.values())
        return (
            plan.title, plan.number, plan.issuer, place_words(plan.jurisdiction, language), day(plan.date, language),
            words(f"edition_{plan.edition}", language), _replaced(plan, language), *counts, day(plan.loaded_at, language), plan.document, plan.id,
        )  # fmt: skip

    return sheet_of(
        "plans", (*heads, *figures, "loaded_at", "document", "plan_id"), map(row, plans), language, unprinted=2
    )


def _replaced(plan: wire_plans.PlanOut, language: Language) -> str:
    """What took the plan's place, and how."""
    return "; ".join(
        f"{words(f'is_{each.how}', language)}: {each.plan.title} {each.plan.number}".strip()
        for each in plan.replaced_by
    )


def measure_sheet(outlines: Iterable[wire_plans.OutlineOut], language: Language, *, notes: Notes = NOTHING) -> Sheet:
    """Goals and measures of plans in text order with their parties."""
    roles = tuple(schema().roles)

    def rows() -> Iterable[Row]:
        for outline in outlines:
            for item in outline.items:
                named = {role: [p.department.name for p in item.parties if p.role == role] for role in roles}
                yield (
                    words(item.work.kind.lower(), language), item.work.label, item.work.title,
                    targets_said(item.work.targets, language), due(item.work, language),
                    *(names(named[role], language) for role in roles), len({p.department.id for p in item.parties}),
                    *decided(notes, _decisions(item), (item.work.id,), language),
                    outline.plan.title, outline.plan.number, statements(item.parties), item.work.id,
                    *(ids_of(item.parties, role) for role in roles), *plan_keys(outline.plan, language),
                )  # fmt: skip

    heads = (
        "kind", "label", "measure", "targets", "due", *roles, "party_count", *DECIDED, "plan", "number", "quote",
        "identifier", *(f"ids_{role}" for role in roles), *PLAN_KEYS,
    )  # fmt: skip
    return sheet_of("outline", heads, rows(), language, unprinted=1 + len(roles) + len(PLAN_KEYS))


def _decisions(item: wire_plans.OutlineItemOut) -> Iterable[str]:
    """The decisions about a measure, its duties and its targets."""
    yield from item.work.decisions
    for party in item.parties:
        yield from party.evidence.decisions
    for target in item.work.targets:
        yield from target.decisions


def party_sheet(plan: wire.PlanRef, items: Iterable[wire_plans.OutlineItemOut], language: Language) -> Sheet:
    """The parties of measures, one a row."""
    rows = (
        (
            item.work.label, item.work.title, words(party.role, language), party.department.name,
            party.department.name_en, party.order, party.of, words("yes", language) if party.open_list else "",
            *citation(plan, party.evidence),
        )
        for item in items
        for party in item.parties
    )  # fmt: skip
    heads = (
        "label",
        "measure",
        "role",
        "department",
        "name_english",
        "place_in_list",
        "list_length",
        "open",
        *CITATION,
    )
    return sheet_of("parties", heads, rows, language, unprinted=FOR_PROGRAMS)


def partner_sheet(partners: wire_departments.PartnersOut, language: Language) -> Sheet:
    """Partners of a department."""
    rows = (
        (
            p.department.name, p.department.name_en, p.together, p.both_lead, p.we_lead_for, p.leads_for_us,
            "\n".join(f"{work.label}{work.title}" for work in p.measures),
        )
        for p in partners.items
    )  # fmt: skip
    heads = ("name", "name_english", "together", "both_lead", "we_lead_for", "leads_for_us", "measures")
    return sheet_of("partners", heads, rows, language)


def problem_sheet(reports: Iterable[wire_plans.ReportOut], language: Language) -> Sheet:
    """Places that could not be read."""
    rows = (
        (
            problem_said(p, language), p.code, report.plan.title, report.plan.number, p.section, quote(p.quote),
            p.start, p.end,
        )
        for report in reports
        for p in report.problems
        if not p.settled_by
    )  # fmt: skip
    heads = ("problem", "code", "plan", "number", "section", "quote", "characters_from", "characters_to")
    return sheet_of("not_read", heads, rows, language, unprinted=2)


def found_sheet(found: wire_graph.SearchOut, language: Language) -> Sheet:
    """What a search found."""
    rows = (
        (schema().nodes[n.kind].label[language], str(n.properties.get("label", "")), n.caption, n.plan, n.id)
        for n in found.items
    )
    return sheet_of("search", ("kind", "label", "name", "plan", "identifier"), rows, language, unprinted=1)


def scene_sheets(scene: Scene, language: Language) -> Sequence[Sheet]:
    """Links, then things, in the order of the picture."""
    nodes = {node.id: node for node in scene.nodes}
    links = [_link(edge, nodes, scene, language) for edge in scene.edges if {edge.source, edge.target} <= nodes.keys()]
    heads = (
        "evidence_from", "evidence_relation", "evidence_to", "basis", "written_as", "plan", "section", "quote",
        "characters_from", "characters_to", "document",
    )  # fmt: skip
    things: list[Row] = [
        (schema().nodes[node.kind].label[language], _called(node), end_state(node), node.id) for node in scene.nodes
    ]
    return [
        sheet_of("graph_links", heads, links, language, unprinted=FOR_PROGRAMS),
        sheet_of("graph_things", ("kind", "name", "value", "identifier"), things, language, unprinted=1),
    ]


def _link(edge: Edge, nodes: dict[str, Node], scene: Scene, language: Language) -> Row:
    evidence = answers.evidence(edge)
    said = evidence.statement
    place: Row = (said.start, said.end) if said else ("", "")
    return (
        _called(nodes[edge.source]), schema().edges[edge.kind].label[language], _called(nodes[edge.target]),
        words(f"basis_{evidence.basis}", language), quote(evidence.party.quote) if evidence.party else "",
        scene.plans.get(edge.plan, edge.plan), evidence.section, quote(said.quote) if said else "", *place,
        evidence.document,
    )  # fmt: skip


def _called(node: Node) -> str:
    return f"{node.properties.get('label', '')}{schema().caption(node)}"
