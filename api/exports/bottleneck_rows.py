"""Findings, matrix, coordination, figures and what-if as lists to take away."""

from collections.abc import Iterable, Mapping

from api.exports.cells import Row, names, quote, sheet_of
from api.wire import bottlenecks as shapes
from api.wire import figures as wire_figures
from api.wire import references as wire
from api.wire import what_if as wire_what_if
from graph.schema import Language
from viz.office.sheets import Sheet
from viz.site.catalogue_words import words

PROFILE = (
    "measures", "unowned", "leaderless", "sole", "many", "leads", "seats", "pairs", "pairs_many", "open_lists",
    "targets", "sole_targets",
)  # fmt: skip


def finding_sheet(found: shapes.FindingsOut, language: Language) -> Sheet:
    """Findings in order of tier: what to do, why, the words behind, and what readers said, those called wrong included."""
    tiers = {tier.tier: said(tier.label, language) for tier in found.tiers}
    heads = (
        "jam_tier", "jam_rule", "jam_resolve_head", "jam_finding", "measures", "departments", "jam_targets", "jam_pairs",
        "plan", "number", "quote", "value_verdict", "decision_why", "identifier",
    )  # fmt: skip
    rows = (
        (tiers[item.tier], *finding_cells(item, language), *_judged(item, language), item.id) for item in found.items
    )
    return sheet_of("jam_menu", heads, rows, language, unprinted=1)


def fold_sheet(found: shapes.FindingsOut, language: Language) -> Sheet:
    """Alike findings folded: those of a rule in a plan with their count, what to do, why, and how the rule was judged."""
    tiers = {tier.tier: said(tier.label, language) for tier in found.tiers}
    records = {record.rule: record for record in found.records}
    heads = (
        "jam_tier", "jam_rule", "paper_count", "jam_resolve_head", "paper_summary", "jam_targets", "plan", "number",
        "rule_record_head",
    )  # fmt: skip
    rows = (
        (
            tiers[fold.tier], said(fold.title, language), fold.count, said(fold.resolve, language),
            said(fold.sentence, language), fold.targets, fold.plan.title if fold.plan else "",
            fold.plan.number if fold.plan else "",
            words("rule_record", language, n=record.useful, m=record.judged)
            if (record := records.get(fold.rule)) else "",
        )
        for fold in found.folds
    )  # fmt: skip
    return sheet_of("fold_sheet", heads, rows, language)


def _judged(item: shapes.FindingOut, language: Language) -> Row:
    judgement = item.judgement
    return (words(f"verdict_{judgement.verdict}", language), judgement.why) if judgement else ("", "")


def finding_cells(item: shapes.FindingOut, language: Language) -> Row:
    """A finding: rule, what to do, why, what it touches, plan, words."""
    return (
        said(item.title, language), said(item.resolve, language), said(item.sentence, language),
        "\n".join(f"{work.label}{work.title}" for work in item.works),
        names((department.name for department in item.departments), language), item.targets, item.pairs,
        item.plan.title, item.plan.number, "\n".join(cited(item.evidence, language)),
    )  # fmt: skip


def cited(evidence: Iterable[wire.EvidenceOut], language: Language) -> list[str]:
    """Statements with the heading that they stand under, each once; what is inferred says so."""
    found = dict.fromkeys((e.section, quote(e.statement.quote), e.basis == "inferred") for e in evidence if e.statement)
    return [
        words("section_quote", language, section=section, quote=words_)
        + (f" ({words('jam_inferred', language)})" if inferred else "")
        for section, words_, inferred in found
    ]


def matrix_sheets(matrix: shapes.MatrixOut, rows: Iterable[shapes.RowOut], language: Language) -> list[Sheet]:
    """Departments x measures with the letters of the page, then the measures by number."""
    heads = (
        *(words(key, language) for key in ("department", "lead", "responsible", "total")),
        *(column.number or column.measure.title[:8] for column in matrix.columns),
    )  # fmt: skip

    def line(row: shapes.RowOut) -> Row:
        marks = {cell.measure: words(f"mark_{cell.role}", language) for cell in row.cells}
        return (
            row.department.name,
            row.lead,
            row.responsible,
            row.total,
            *(marks.get(c.measure.id, "") for c in matrix.columns),
        )

    sums: list[Row] = [
        (words("matrix_leads", language), "", "", "", *(column.leads for column in matrix.columns)),
        (words("matrix_carriers", language), "", "", "", *(column.carriers for column in matrix.columns)),
        (
            words("matrix_parties", language), "", "", "",
            *(f"{column.parties}+" if column.open_list else column.parties for column in matrix.columns),
        ),
        (words("targets", language), "", "", "", *(column.targets for column in matrix.columns)),
    ]  # fmt: skip
    cells = Sheet(words("jam_view_matrix", language), heads, (*map(line, rows), *sums), language)
    names = ((column.number, column.measure.title, column.leads, column.parties) for column in matrix.columns)
    named = sheet_of("matrix_measures", ("label", "measure", "matrix_leads", "matrix_parties"), names, language)
    return [cells, named, *unled_sheets(matrix.unled, language)]


def unled_sheets(found: shapes.UnledOut, language: Language) -> list[Sheet]:
    """A sheet that says what is counted by responsible units; none where every measure names a lead."""
    if not found.measures:
        return []
    counts = {"unled_measures": found.by_responsible, "unled_nobody": found.measures - found.by_responsible}
    rows = [(words(key, language, n=n), "", "") for key, n in counts.items() if n]
    rows += [(words("unled_plan", language), plan.title, plan.number) for plan in found.plans]
    return [sheet_of("unled_sheet", ("unled_note", "plan", "number"), rows, language)]


def pair_sheet(found: shapes.CoordinationOut, language: Language) -> Sheet:
    """Pairs that must talk, those that carry most first."""
    rows = (
        (pair.one.name, pair.other.name, pair.count, works_said(pair.measures))
        for pair in found.items
    )  # fmt: skip
    return sheet_of("jam_view_coordination", ("department", "department", "talk_measures", "measures"), rows, language)


def call_sheet(calls: shapes.CallsOut, language: Language) -> Sheet:
    """Whom a department must call, the most needed first."""
    heads = (
        "department",
        "talk_measures",
        "calls_both_lead",
        "calls_both_responsible",
        "calls_it_helps",
        "calls_it_leads",
        "targets",
    )
    rows = (
        (
            call.partner.name, call.count, works_said(call.both_lead), works_said(call.both_responsible),
            works_said(call.it_helps), works_said(call.it_leads), call.targets,
        )
        for call in calls.items
    )  # fmt: skip
    return sheet_of("calls_link", heads, rows, language)


def talk_sheet(found: shapes.CoordinationOut, language: Language) -> Sheet:
    """Every department with every other: the measures in which they must talk."""
    names = tuple(department.name for department in found.departments)
    rows = tuple((name, *(count or "" for count in counts)) for name, counts in zip(names, found.talk, strict=True))
    return Sheet(words("talk_title", language), (words("department", language), *names), rows, language)


def profile_sheet(found: wire_figures.FiguresOut, language: Language) -> Sheet:
    """Plans in sum."""
    heads = ("plan", *(f"profile_{name}" for name in PROFILE))
    rows = ((line.title, *(getattr(line, name) for name in PROFILE)) for line in found.profiles)
    return sheet_of("profile_title", heads, rows, language)


def concentration_sheet(found: wire_figures.FiguresOut, language: Language) -> Sheet:
    """How concentrated leads and participation are."""
    names = ("holders", "among", "effective", "top1", "top3", "gini", "gini_all")
    rows = (
        (
            words(f"concentration_by_{key}", language), line.leader.name if line.leader else "",
            *(getattr(line, name) for name in names),
        )
        for key, line in found.concentration.items()
        if key in ("own", "total")
    )  # fmt: skip
    heads = ("concentration_by", "concentration_leader", *(f"concentration_{name}" for name in names))
    return sheet_of("concentration_title", heads, rows, language)


def place_sheet(found: wire_figures.FiguresOut, language: Language) -> Sheet:
    """Departments with the range of their ranks."""
    heads = (
        "department", "lead", "lead_alone", "total", "places_share", "own_share", "seats", "places_stake", "places_best",
        "places_worst", "places_layer",
    )  # fmt: skip
    rows = (
        (
            p.department.name, p.lead, p.sole, p.total, p.share, p.own, p.load, p.targets_at_stake, p.best, p.worst,
            p.layer or "",
        )
        for p in found.places
    )  # fmt: skip
    return sheet_of("places_title", heads, rows, language)


def loss_sheet(found: wire_figures.FiguresOut, language: Language) -> Sheet:
    """What is lost with the worst choice of departments."""
    rows = ((loss.dropped, loss.leaderless, _names(loss.departments, language)) for loss in found.losses)
    return sheet_of("losses_title", ("losses_dropped", "losses_leaderless", "losses_one"), rows, language)


def cover_sheet(found: wire_figures.FiguresOut, language: Language) -> Sheet:
    """The fewest departments that touch everything."""
    rows = (
        (words(f"covers_of_{key}", language), cover.size, cover.count, _names(cover.sets[0], language))
        for key, cover in found.covers.items()
        if cover.sets
    )
    return sheet_of("covers_title", ("covers_of", "covers_size", "covers_sets", "losses_one"), rows, language)


def between_sheet(found: wire_figures.FiguresOut, language: Language) -> Sheet:
    """Figures of two departments: who needs whom, mutually, and what mergers would save."""
    tables = (("depends_title", found.depends), ("mutual_title", found.mutual), ("merges_title", found.merges))
    rows = (
        (words(title, language), pair.one.name, pair.other.name, pair.value)
        for title, pairs in tables
        for pair in pairs
    )
    return sheet_of("between_title", ("kind", "department", "department", "value"), rows, language)


def changed_work_sheet(found: wire_what_if.WhatIfOut, language: Language) -> Sheet:
    """Measures that lose or get their lead."""
    groups = (("what_if_leaderless", found.leaderless), ("what_if_led", found.led))
    rows = ((words(group, language), work.label, work.title) for group, works in groups for work in works)
    return sheet_of("what_if_measures", ("what_if_what", "label", "measure"), rows, language)


def changed_finding_sheet(found: wire_what_if.WhatIfOut, language: Language) -> Sheet:
    """Findings that are solved, caused or stay with other numbers."""
    after = [pair.after for pair in found.changed]
    groups = (("what_if_solved", found.solved), ("what_if_caused", found.caused), ("what_if_stays", after))
    heads = (
        "what_if_what", "jam_rule", "jam_resolve_head", "jam_finding", "measures", "departments", "jam_targets",
        "jam_pairs", "plan", "number", "quote",
    )  # fmt: skip
    rows = ((words(group, language), *finding_cells(item, language)) for group, items in groups for item in items)
    return sheet_of("what_if_findings", heads, rows, language)


def changed_load_sheet(found: wire_what_if.WhatIfOut, language: Language) -> Sheet:
    """Departments whose figures change, before and after."""
    figures: Mapping[str, str] = {
        "lead": "lead", "sole": "lead_alone", "total": "total", "own": "own_share", "load": "seats",
    }  # fmt: skip
    heads = tuple(
        f"{words(key, language)} {words(when, language)}"
        for key in figures.values()
        for when in ("what_if_before", "what_if_after")
    )

    def row(line: wire_what_if.LoadChangeOut) -> Row:
        sides = (line.before, line.after)
        cells = (
            getattr(side, name) if side else "" for name in figures for side in sides
        )  # fmt: skip
        return (line.department.name, *cells)

    title = words("what_if_loads", language)
    return Sheet(title, (words("department", language), *heads), tuple(map(row, found.loads)), language)


def said(label: shapes.WordsOut, language: Language) -> str:
    """Words in one language."""
    return label.en if language == "en" else label.zh


def works_said(works: Iterable[wire.WorkRef]) -> str:
    """Measures by number and title, a line each."""
    return "\n".join(f"{work.label}{work.title}" for work in works)


def _names(departments: Iterable[wire.DepartmentRef], language: Language) -> str:
    return names((department.name for department in departments), language)
