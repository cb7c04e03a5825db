"""Findings as a paper for a meeting: the measures that each concerns with their parties and the words behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.answers import bottlenecks as answers_bottlenecks
from api.answers import references as answers
from api.exports.bottleneck_rows import said
from api.exports.cells import listed, quote
from api.exports.list_requests import Wanted
from api.wire import bottlenecks as shapes
from api.wire import references as wire
from graph.errors import BadRequestError
from graph.model import Edge
from graph.questions.bottlenecks.findings import Findings
from graph.schema import Language, schema
from viz.office.meeting_papers import Concerned, Item, Paper, Part
from viz.site.catalogue_words import words

MOST_ITEMS = 1_000
"""Findings that a document holds; each is a table of its own, and Word grows slow."""

Parties = Mapping[str, Mapping[str, list[str]]]
"""Work (an id) → role → names in the order of the list."""


WORKS = ("Measure", "Goal")


@dataclass(frozen=True, slots=True)
class Behind:
    """What findings rest on: parties; works with roles whose list ends in 等; an edge (an id) → the end that it leads to, then the other; measures and goals."""

    parties: Parties
    open_lists: frozenset[tuple[str, str]]
    ends: Mapping[str, tuple[str, ...]]
    works: Mapping[str, wire.WorkRef]


def finding_paper(found: Findings, wanted: Wanted, language: Language) -> Paper:
    """The paper. BadRequestError where there are too many findings."""
    if found.page.total > MOST_ITEMS:
        raise BadRequestError(
            f"{found.page.total:,} findings are too many for one document", hint="name a plan, a tier or a department"
        )
    answer = answers_bottlenecks.findings(found)
    ends = {edge.id: (edge.target, edge.source) for edge in found.gathered.edges.values()}
    works = {node.id: answers.work_ref(node) for node in found.gathered.nodes.values() if node.kind in WORKS}
    behind = Behind(_parties(found), _open_lists(found), ends, works)
    titles = [str(plan.properties["title"]) for plan in found.gathered.plans]
    return Paper(
        title=words("paper_title", language, name=titles[0] if len(titles) == 1 else words("jam_all_plans", language)),
        notes=tuple(_notes(answer, found, wanted, language)),
        summary_heads=tuple(words(key, language) for key in ("jam_tier", "jam_rule", "paper_count", "paper_summary")),
        summary=tuple(_summary(answer, language, several=len(titles) > 1)),
        parts=tuple(
            Part(
                title=words("paper_part", language, name=said(tier.label, language), n=len(items)),
                note=words(f"jam_tier_{tier.tier}", language),
                items=tuple(_item(item, behind, language, several=len(titles) > 1) for item in items),
            )
            for tier in answer.tiers
            if (items := [item for item in answer.items if item.tier == tier.tier])
        ),
        heads=tuple(words(key, language) for key in ("measure", "task_leads", "task_others", "task_basis")),
        decided=words("paper_decided", language),
    )


def _notes(answer: shapes.FindingsOut, found: Findings, wanted: Wanted, language: Language) -> Iterable[str]:
    numbers = [str(plan.properties.get("number", "")) for plan in found.gathered.plans]
    if len(numbers) == 1 and numbers[0]:
        yield numbers[0]
    narrowed = [said(tier.label, language) for tier in answer.tiers if tier.tier == wanted.tier]
    narrowed += [said(each.title, language) for each in answer.summaries[:1] if wanted.rule]
    if wanted.department:
        node = found.gathered.nodes.get(wanted.department)
        narrowed.append(str(node.properties["name"]) if node else wanted.department)
    if narrowed:
        yield words("paper_narrowed", language, what=listed(narrowed, language))
    yield words("paper_note", language, n=answer.total)
    yield words(
        "paper_thresholds",
        language,
        lines=words("paper_joiner", language).join(
            words("invalid_field", language, name=said(line.label, language), why=f"{line.value:g}")
            for line in answer.thresholds
        ),
    )


def _summary(answer: shapes.FindingsOut, language: Language, *, several: bool) -> Iterable[tuple[str, ...]]:
    tiers = {tier.tier: said(tier.label, language) for tier in answer.tiers}
    for each in answer.summaries:
        plan = f" ({each.plan.number or each.plan.title})" if several else ""
        yield (
            tiers[each.tier],
            said(each.title, language),
            f"{len(each.findings):,}",
            said(each.sentence, language) + plan,
        )


def _item(item: shapes.FindingOut, behind: Behind, language: Language, *, several: bool) -> Item:
    plan = f" ({item.plan.number or item.plan.title})" if several else ""
    return Item(
        sentence=said(item.sentence, language) + plan,
        resolve=said(item.resolve, language),
        concerned=tuple(_concerned(item, behind, language)),
    )


def _concerned(item: shapes.FindingOut, behind: Behind, language: Language) -> Iterable[Concerned]:
    """The measures that the finding names, then those that its words belong to; words of the whole plan stand last."""
    touched = {work.id: work for work in item.works}
    by_work: dict[str, list[wire.EvidenceOut]] = {}
    for evidence in item.evidence:
        ends = behind.ends.get(evidence.edge, ())
        at = next((end for known in (touched, behind.works) for end in ends if end in known), "")
        by_work.setdefault(at, []).append(evidence)
    for work in (*item.works, *(behind.works[key] for key in by_work if key and key not in touched)):
        own = by_work.pop(work.id, [])
        named = {
            role: _listed(names, (work.id, role), behind, language)
            for role, names in behind.parties.get(work.id, {}).items()
        }
        if own or work.kind == "Measure":
            yield Concerned(
                work=f"{work.label}{work.title}",
                leads=named.get("lead", "") if named else words("nobody", language),
                others=_others(named, language),
                basis=_cited(item, own, language),
            )
    if "" in by_work:
        yield Concerned(words("text", language), "", "", _cited(item, by_work[""], language))


def _listed(names: Iterable[str], of: tuple[str, str], behind: Behind, language: Language) -> str:
    """Names of a role in a work; more may be meant where the list is open."""
    return listed(names, language) + (words("and_others", language) if of in behind.open_lists else "")


def _others(named: Mapping[str, str], language: Language) -> str:
    """Responsible parties as they are, weaker roles with their name before them, a line each."""
    return "\n".join(
        named[role]
        if role == "responsible"
        else words("task_role", language, role=words(role, language), names=named[role])
        for role in schema().roles
        if role != "lead" and named.get(role)
    )


def _cited(item: shapes.FindingOut, evidence: Iterable[wire.EvidenceOut], language: Language) -> str:
    """Each statement once with plan and heading; a link that no sentence states says so."""
    found = dict.fromkeys((e.section, quote(e.statement.quote), e.basis) for e in evidence if e.statement)
    return "\n".join(
        words("task_citation", language, plan=item.plan.number or item.plan.title, section=section, quote=text)
        + (words("paper_inferred", language) if basis == "inferred" else "")
        for section, text, basis in found
    )


def _parties(found: Findings) -> Parties:
    """Formal parties of every work, each role in the order of its list."""
    role_of = schema().role_of
    named: dict[str, dict[str, list[str]]] = {}
    for edge in sorted(found.gathered.edges.values(), key=_place):
        department = found.gathered.nodes.get(edge.source)
        if edge.kind not in role_of or not edge.properties.get("formal") or department is None:
            continue
        names = named.setdefault(edge.target, {}).setdefault(role_of[edge.kind], [])
        name = str(department.properties["name"])
        if name not in names:
            names.append(name)
    return named


def _open_lists(found: Findings) -> frozenset[tuple[str, str]]:
    role_of = schema().role_of
    return frozenset(
        (edge.target, role_of[edge.kind])
        for edge in found.gathered.edges.values()
        if edge.kind in role_of and edge.properties.get("formal") and edge.properties.get("open_list")
    )


def _place(edge: Edge) -> tuple[str, int, int, str]:
    said_at = edge.evidence.statement.start if edge.evidence.statement else 0
    order = edge.properties.get("order", 0)
    return (edge.target, said_at, order if isinstance(order, int) else 0, edge.id)
