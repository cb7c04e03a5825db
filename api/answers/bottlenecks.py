"""From findings, matrix and coordination to the wire's shapes."""

from collections.abc import Iterable, Mapping
from functools import cache

from api.answers.references import about, department_ref, evidence, plan_ref, sliced, work_ref
from api.facets.counted import facets_out
from api.wire import bottlenecks as shapes
from api.wire import references as wire
from graph.bottlenecks.facts import MatterFact
from graph.bottlenecks.findings.findings import Finding, Summary
from graph.bottlenecks.findings.folding import SaidFold
from graph.bottlenecks.findings.thresholds import Thresholds
from graph.decisions.judgements import says_the_same, verdict_of
from graph.facets.narrowing import Counts
from graph.model import Decision, Edge, Node
from graph.questions.bottlenecks.coordination import Calls, Contact, Coordination, Pairing
from graph.questions.bottlenecks.findings import Findings
from graph.questions.bottlenecks.matrix import Matrix, Row
from graph.questions.bottlenecks.unled import Unled
from graph.schema import Label
from loaders.plan.topics import matter_label, matters_in

WORKS = ("Measure", "Goal")


def findings(answer: Findings) -> shapes.FindingsOut:
    """A page of findings with their quotes."""
    nodes = answer.gathered.nodes
    return shapes.FindingsOut(
        **sliced(
            answer.page,
            lambda item: finding(item, nodes, answer.gathered.edges, answer.opinions.latest.get(item.id)),
        ),
        folds=[_fold(item, nodes) for item in answer.folds],
        findings=answer.count,
        aside=answer.aside,
        records=[
            shapes.RecordOut(rule=one.rule, useful=one.useful, known=one.known, wrong=one.wrong, judged=one.judged)
            for one in answer.opinions.records.values()
        ],
        tiers=[
            shapes.TierOut(tier=tier, label=words(label), count=answer.counts[tier])
            for tier, label in answer.tiers.items()
        ],
        summaries=_summaries(answer.summaries, nodes),
        looked_through=answer.looked_through,
        of_plans=answer.of_plans,
        facets=facets_out(answer.facets),
        thresholds=thresholds(answer.thresholds),
        about=about(answer.gathered.about),
    )


def finding(
    item: Finding, nodes: Mapping[str, Node], edges: Mapping[str, Edge], judged: Decision | None = None
) -> shapes.FindingOut:
    """One finding with the words behind it, and what was last said of it."""
    touched = [nodes[key] for key in item.nodes if key in nodes]
    return shapes.FindingOut(
        id=item.id,
        rule=item.rule,
        tier=item.tier,
        plan=plan_ref(nodes[item.plan]),
        subject=item.subject,
        title=words(item.title),
        sentence=words(item.sentence),
        resolve=words(item.resolve),
        numbers=dict(item.numbers),
        statements=list(item.statements),
        evidence=[evidence(edges[key]) for key in item.edges],
        nodes=list(item.nodes),
        departments=[department_ref(node) for node in touched if node.kind == "Department"],
        works=[work_ref(node) for node in touched if node.kind in WORKS],
        targets=item.targets,
        pairs=item.pairs,
        judgement=_judgement(judged, item) if judged is not None else None,
    )


def _judgement(judged: Decision, item: Finding) -> shapes.JudgementOut:
    return shapes.JudgementOut.model_validate(
        {
            "verdict": verdict_of(judged), "by": judged.by, "at": judged.at, "why": judged.why, "decision": judged.id,
            "changed": not says_the_same(judged, item.sentence["zh"]),
        }
    )  # fmt: skip


def _fold(item: SaidFold, nodes: Mapping[str, Node]) -> shapes.FoldOut:
    fold = item.fold
    return shapes.FoldOut(
        rule=fold.rule,
        tier=item.tier,
        plan=plan_ref(nodes[fold.plan]) if fold.plan else None,
        title=words(item.title),
        sentence=words(item.sentence),
        resolve=words(item.resolve),
        count=fold.count,
        plans=fold.plans,
        targets=fold.targets,
        first=fold.first,
    )


def _summaries(items: Iterable[Summary], nodes: Mapping[str, Node]) -> list[shapes.SummaryOut]:
    """Some of each plan: the plan's reference, the title and what to do are made once."""
    plans = cache(lambda plan: plan_ref(nodes[plan]))
    said: dict[int, shapes.WordsOut] = {}

    def once(label: Label) -> shapes.WordsOut:
        return said.get(id(label)) or said.setdefault(id(label), words(label))

    return [
        shapes.SummaryOut(
            rule=item.rule,
            tier=item.tier,
            plan=plans(item.plan),
            title=once(item.title),
            sentence=words(item.sentence),
            resolve=once(item.resolve),
            findings=list(item.findings),
        )
        for item in items
    ]


def thresholds(table: Thresholds) -> list[shapes.ThresholdOut]:
    """The table that was used."""
    return [
        shapes.ThresholdOut(
            name=line.name, value=line.value, default=line.default, least=line.least, label=words(line.label)
        )
        for line in table
    ]


def words(label: Label) -> shapes.WordsOut:
    """Words in both languages."""
    return shapes.WordsOut(zh=label["zh"], en=label["en"])


def unled(found: Unled) -> shapes.UnledOut:
    """What is counted by responsible units."""
    return shapes.UnledOut(
        measures=found.measures, by_responsible=found.by_responsible, plans=[plan_ref(plan) for plan in found.plans]
    )


def matrix(answer: Matrix, order: str, choices: Counts) -> shapes.MatrixOut:
    """Departments x measures; `choices` are what it may be narrowed by."""
    return shapes.MatrixOut(
        plan=plan_ref(answer.plan),
        order=order,
        rows=[_row(row) for row in answer.rows],
        columns=[
            shapes.ColumnOut(
                measure=work_ref(column.measure),
                number=column.number,
                leads=column.leads,
                carriers=column.carriers,
                parties=column.parties,
                targets=column.targets,
                open_list=column.open_list,
            )
            for column in answer.columns
        ],
        offset=answer.offset,
        total=answer.total,
        modularity=answer.modularity,
        unled=unled(answer.unled),
        facets=facets_out(choices),
        about=about(answer.gathered.about),
    )


def _row(row: Row) -> shapes.RowOut:
    return shapes.RowOut(
        department=department_ref(row.department),
        cluster=row.cluster,
        cells=[shapes.CellOut(measure=cell.measure, role=cell.role, edge=cell.edge.id) for cell in row.cells],
        lead=row.lead,
        responsible=row.responsible,
        total=row.total,
    )


def coordination(answer: Coordination) -> shapes.CoordinationOut:
    """Who must talk to whom."""
    return shapes.CoordinationOut(
        **sliced(answer.page, _pairing),
        departments=[department_ref(node) for node in answer.departments],
        clusters=list(answer.clusters),
        talk=answer.talk.tolist(),
        modularity=answer.modularity,
        possible=answer.possible,
        unled=unled(answer.unled),
        about=about(answer.about),
    )


def _pairing(item: Pairing) -> shapes.PairingOut:
    return shapes.PairingOut(
        one=department_ref(item.one),
        other=department_ref(item.other),
        count=len(item.measures),
        measures=works(item.measures),
        weight=item.weight,
    )


def calls(answer: Calls) -> shapes.CallsOut:
    """Whom a department must call first."""
    return shapes.CallsOut(
        department=department_ref(answer.department),
        unled=unled(answer.unled),
        **sliced(answer.page, _contact),
        about=about(answer.about),
    )


def _contact(item: Contact) -> shapes.ContactOut:
    return shapes.ContactOut(
        partner=department_ref(item.partner),
        count=len(item.both_lead) + len(item.both_responsible) + len(item.it_helps) + len(item.it_leads),
        both_lead=works(item.both_lead),
        both_responsible=works(item.both_responsible),
        it_helps=works(item.it_helps),
        it_leads=works(item.it_leads),
        targets=item.targets,
        weight=item.weight,
    )


def works(nodes: Iterable[Node]) -> list[wire.WorkRef]:
    """Measures in short."""
    return [work_ref(node) for node in nodes]


def matter_facts(measure: str, text: str) -> tuple[MatterFact, ...]:
    """The matters that the measure with the id `measure` takes up in `text`, in the order of the lexicon."""
    return tuple(MatterFact(name, matter_label(name), measure, words) for name, words in matters_in(text).items())
