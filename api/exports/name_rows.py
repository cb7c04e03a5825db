"""The review list, decisions, the words behind an edge, and what cites what as lists to take away."""

from api.answers import graph as answers_graph
from api.answers import names as answers_names
from api.answers import plans as answers_plans
from api.answers import references as answers
from api.exports.cells import CITATION, FOR_PROGRAMS, Row, citation, day, names, quote, sheet_of
from api.exports.decided_cells import values_told
from api.exports.list_requests import Wanted
from api.wire import graph as wire_graph
from api.wire import names as wire_names
from api.wire import plans as wire_plans
from api.wire import references as wire
from api.wire.namesakes import told_apart
from graph.place_words import place_words
from graph.questions.departments.names import review
from graph.questions.plans.citations import ROLES, act_id, citations, cited_acts
from graph.questions.plans.plans import evidence as evidence_of
from graph.questions.plans.plans import named_plan
from graph.schema import Language, schema
from graph.store import View
from viz.office.sheets import Sheet
from viz.site.catalogue_words import words


def review_sheet(found: wire_names.ReviewOut, language: Language) -> Sheet:
    """Names that the words do not decide, with suggestions and sentences."""

    def row(doubt: wire_names.DoubtOut) -> Row:
        named = doubt.department
        suggested = (
            words(
                "names_suggested", language, name=each.department.name, why=words(f"names_because_{each.why}", language)
            )
            for each in doubt.suggestions
        )
        said = (
            f"{sentence.plan.number or sentence.plan.title}: {quote(sentence.evidence.statement.quote)}"
            for sentence in doubt.sentences
            if sentence.evidence.statement
        )
        return (
            named.name, place_words(named.jurisdiction, language), words(f"kind_{named.kind}", language), doubt.formal, doubt.prose,
            doubt.plans, "\n".join(suggested), "\n".join(said), named.id,
        )  # fmt: skip

    heads = (
        "name", "jurisdiction", "kind", "names_formal", "names_prose", "plans", "names_suggestions", "names_sentences",
        "identifier",
    )  # fmt: skip
    return sheet_of("names_review", heads, map(row, found.items), language, unprinted=1)


def decision_sheet(decisions: wire_names.DecisionsOut, language: Language) -> Sheet:
    """What people decided, in the order given."""

    def row(item: wire_names.DecisionOut) -> Row:
        one, other = item.subject.name or item.subject.id, item.object.name or item.object.id
        who, _, at = item.undone.rpartition(", ")
        return (
            " ".join(
                part
                for part in (
                    words(f"decision_{item.kind}", language, a=one, b=other),
                    values_told(item.values, item.before, item.names, language),
                )
                if part
            ),
            item.words.quote if item.words else "", item.by,
            day(item.at, language), item.why, who or at, day(at, language) if who else "", item.id,
        )  # fmt: skip

    heads = (
        "decision", "quote", "decision_who", "decision_when", "decision_why", "decision_undone_by", "decision_undone_at",
        "identifier",
    )  # fmt: skip
    return sheet_of("decisions", heads, map(row, decisions.items), language, unprinted=1)


def evidence_sheet(view: View, wanted: Wanted, language: Language) -> Sheet:
    """The words behind an edge, where they stood in the file, and the rule that read them."""
    answer = answers_graph.evidence_answer(evidence_of(view, wanted.needs(wanted.edge, "evidence", "an edge (`edge`)")))
    node = next(iter(view.nodes([answer.edge.plan])), None) if answer.edge.plan else None
    plan = (
        answers.plan_ref(node)
        if node
        else wire.PlanRef(id="", title="", number="", jurisdiction="", date="", valid_until="")
    )
    edge, evidence = answer.edge, answer.edge.evidence
    row: Row = (
        _called(answer.source), schema().edges[edge.kind].label[language], _called(answer.target),
        quote(evidence.party.quote) if evidence.party else "",
        "\n".join(quote(passage.quote) for passage in evidence.governing), words(f"basis_{evidence.basis}", language),
        answer.file_name, names((origin.place for origin in answer.origins), language), evidence.rule,
        *citation(plan, evidence),
    )  # fmt: skip
    heads = (
        "evidence_from",
        "evidence_relation",
        "evidence_to",
        "written_as",
        "governing",
        "basis",
        "file",
        "position",
        "rule",
    )

    return sheet_of("evidence", (*heads, *CITATION), [row], language, unprinted=FOR_PROGRAMS)


def _called(node: wire_graph.NodeOut) -> str:
    return f"{node.properties.get('label', '')}{node.caption}"


def citation_sheet(view: View, wanted: Wanted, language: Language) -> Sheet:
    """What cites what, of one plan or of one act where these are wanted."""
    found = citations(
        view,
        plan=named_plan(view, wanted.plan).id if wanted.plan else "",
        act=act_id(view, wanted.act),
        facets=wanted.facets,
    )
    rows = (
        (
            each.act.title, each.act.number, words(f"cited_{each.how}", language), _loaded(each.loaded, language),
            *citation(each.plan, each.evidence),
        )
        for each in answers_plans.citations(found).items
    )  # fmt: skip
    heads = ("cited_act", "act_number", "cited_as", "act_status", *CITATION)
    return sheet_of("all_citations", heads, rows, language, unprinted=FOR_PROGRAMS)


def cited_sheet(view: View, wanted: Wanted, language: Language) -> Sheet:
    """Acts that plans name, those that most plans name first."""

    def row(each: wire_plans.CitedActOut) -> Row:
        counts: Row = tuple(each.counts.get(how, 0) for how in ROLES)
        status = _loaded(each.loaded, language)
        also = "; ".join(f"{e.act.number or e.act.title}（{words(f'same_{e.why}', language)}）" for e in each.also)
        return (each.act.title, each.act.number, each.plans, *counts, status, also, each.act.id)

    named = tuple(f"cited_{how}" for how in ROLES)
    heads = ("cited_act", "act_number", "citing_plans", *named, "act_status", "act_also", "identifier")
    rows = map(row, answers_plans.cited_acts(cited_acts(view, facets=wanted.facets)).items)
    return sheet_of("citations", heads, rows, language, unprinted=1)


def _loaded(loaded: bool, language: Language) -> str:  # noqa: FBT001  # a cell's value
    return words("act_is_loaded" if loaded else "act_is_missing", language)


def open_names(view: View, _wanted: Wanted, language: Language) -> Sheet:
    """Names that the words leave open."""
    found = told_apart(answers_names.review(view, review(view)), language)
    return review_sheet(found, language)


def every_decision(view: View, _wanted: Wanted, language: Language) -> Sheet:
    """All decisions, the latest first, undone ones too."""
    return decision_sheet(answers_names.decisions(view, view.decisions(undone=True)[::-1]), language)
