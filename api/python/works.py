"""Measures and who leads them, by words and topics over all plans, as rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.facets.asked import facets_of
from api.python.reading import place_of
from graph.facets.facets import Facets
from graph.model import Node
from graph.questions.comparing.lead_lines import PlaceLine
from graph.questions.comparing.leads import leads
from graph.questions.plans.measure_list import Listed, listed, measure_list
from graph.questions.plans.search import EVERYTHING, search
from graph.store import View


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its text and who has which part in it: names by role, `departments` their ids in the same order."""

    id: str
    label: str
    title: str
    text: str
    deadline: str
    topics: tuple[str, ...]
    leads: tuple[str, ...]
    responsible: tuple[str, ...]
    others: tuple[str, ...]
    departments: tuple[str, ...]
    plan_id: str
    plan_number: str
    plan_title: str
    plan_date: str
    plan_place: str


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What one department leads in one plan of the measures asked for: how many alone and jointly, with whom; the first of them.

    `role` is lead; where nobody leads a measure, a row with the strongest role of who has another part in it, `measures` counts.
    """

    place: str
    year: str
    department_id: str
    department: str
    role: str
    measures: int
    alone: int
    jointly: int
    with_leads: tuple[str, ...]
    others: tuple[str, ...]
    first_title: str
    plan_id: str
    plan_number: str
    plan_title: str


def facets_named(view: View, given: Mapping[str, str]) -> Facets:
    """Facets by name, each of one value as people write it; empty ones narrow nothing. FilterError."""
    return facets_of(view, {name: (value,) if value else () for name, value in given.items()}, _today())


def measure_rows(view: View, *, words: str, plan: str, facets: Facets) -> Iterator[MeasureRow]:
    """The measures that hold all the words and have what is chosen; in the order of the search, else of plan and text."""
    chosen = measure_list(view, plan=plan, facets=facets, limit=None if not words.strip() else 0).page.items
    if words.strip():
        found = search(view, words, kinds=("Measure",), facets=facets, limit=EVERYTHING).found.items
        chosen = tuple(listed(view, [node.id for node in found if plan in ("", node.plan)]))
    yield from map(_measure, chosen)


def lead_rows(view: View, *, words: str, facets: Facets) -> Iterator[LeadRow]:
    """Who leads what the words and facets mean, by place and year; BadRequestError where neither is given."""
    for line in leads(view, words=words, facets=facets).page.items:
        for leader in line.leaders:
            yield LeadRow(
                **_of_line(line, leader.department),
                role="lead",
                measures=leader.alone + leader.jointly,
                alone=leader.alone,
                jointly=leader.jointly,
                with_leads=_names([node for node, _ in leader.partners]),
                others=_names([node for node, _ in leader.others]),
                first_title=_first(leader.examples),
            )
        for each in line.charged:
            yield LeadRow(
                **_of_line(line, each.department),
                role=next(iter(each.roles)),
                measures=sum(each.roles.values()),
                alone=0,
                jointly=0,
                with_leads=(),
                others=(),
                first_title=_first(each.examples),
            )


def _of_line(line: PlaceLine, department: Node) -> dict[str, str]:
    return {
        "place": place_of(line.plan),
        "year": line.year,
        "department_id": department.id,
        "department": department.text("name"),
        "plan_id": line.plan.id,
        "plan_number": line.plan.text("number"),
        "plan_title": line.plan.text("title"),
    }


def _measure(item: Listed) -> MeasureRow:
    named = {role: [each.department for each in item.parties if each.role == role] for role in ("lead", "responsible")}
    others = [each.department for each in item.parties if each.role not in named]
    everybody = (*named["lead"], *named["responsible"], *others)
    return MeasureRow(
        id=item.measure.id,
        label=item.measure.text("label"),
        title=item.measure.text("title"),
        text=item.measure.text("text"),
        deadline=item.measure.text("deadline"),
        topics=item.measure.texts("topics"),
        leads=_names(named["lead"]),
        responsible=_names(named["responsible"]),
        others=_names(others),
        departments=tuple(node.id for node in everybody),
        plan_id=item.plan.id,
        plan_number=item.plan.text("number"),
        plan_title=item.plan.text("title"),
        plan_date=item.plan.text("date"),
        plan_place=place_of(item.plan),
    )


def _first(examples: Sequence[tuple[Node, object]]) -> str:
    return examples[0][0].text("title") if examples else ""


def _names(nodes: Sequence[Node]) -> tuple[str, ...]:
    return tuple(node.text("name") for node in nodes)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day of the person who asks
