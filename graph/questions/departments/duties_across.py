"""Duties across departments and plans: what all departments of a kind must do, who has what in a year, where many share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from graph.deadlines.due import falls_within, in_order, last_day
from graph.errors import BadRequestError
from graph.model import Edge, Node
from graph.questions.departments.duties import Duty, due_edges, place, with_company
from graph.questions.parameters import checked_date
from graph.questions.plans.deadlines import dues_of
from graph.questions.plans.measures import start_of
from graph.schema import schema
from graph.store import Page, View

Sort = Literal["plan", "department", "due", "parties"]
SORTS: tuple[Sort, ...] = get_args(Sort)

MOST_DEPARTMENTS = 10_000
"""Departments that a word may name."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What narrows the duties: `words` in a department's name, roles, a plan (id), from when and before when it is due.

    Dates are YYYY, YYYY-MM or YYYY-MM-DD, compared with the last day that a deadline leaves; with one of them only work with
    a fixed deadline counts. `parties` is the least number
    of departments that share the work.
    """

    words: str = ""
    roles: tuple[str, ...] = ()
    plan: str = ""
    due_from: str = ""
    due_before: str = ""
    parties: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A formal duty: `due` is the work's own deadline, else the first of its targets'; `parties` share the work."""

    role: str
    edge: Edge
    department: Node
    work: Node
    plan: Node
    due: str
    parties: int = 0


@dataclass(frozen=True, slots=True)
class Across:
    """A page of duties; `roles`, `plans` (ids) and `years` count all of them, most first, years in order."""

    page: Page[Line]
    roles: Mapping[str, int]
    plans: Mapping[str, int]
    years: Mapping[str, int]
    titles: Mapping[str, str]


def across(view: View, wish: Wish, *, sort: Sort = "plan", offset: int = 0, limit: int | None = None) -> Across:
    """Formal duties in measures and goals, in at most eight reads. Raises BadRequestError where nothing narrows them.

    All duties of a hundred plans are no question; the words of a department or a plan must be given.
    """
    if not wish.words.strip() and not wish.plan:
        raise BadRequestError("nothing narrows the duties", hint="give words of a department's name, or a plan")
    checked_date(wish.due_from)
    checked_date(wish.due_before)
    lines = [line for line in _lines(view, wish) if _wanted(line, wish)]
    if wish.parties or sort == "parties":
        lines = [line for line in _with_parties(view, lines) if line.parties >= wish.parties]
    lines.sort(key=_order(sort))
    shown = lines[offset : offset + limit if limit is not None else None]
    plans = Counter(line.plan.id for line in lines)
    years = Counter(last_day(line.due)[:4] for line in lines)
    return Across(
        page=Page(tuple(shown if shown and shown[0].parties else _with_parties(view, shown)), offset, len(lines)),
        roles={role: count for role in schema().roles if (count := sum(line.role == role for line in lines))},
        plans=dict(sorted(plans.items(), key=lambda pair: (-pair[1], pair[0]))),
        years=dict(sorted(years.items())),
        titles={line.plan.id: schema().caption(line.plan) for line in lines},
    )


def _lines(view: View, wish: Wish) -> list[Line]:
    """The duties that the words and the plan name, without counting who shares the work."""
    roles = schema().role_of
    kinds = [kind for kind, role in roles.items() if not wish.roles or role in wish.roles]
    edges = [edge for edge in _edges(view, wish, kinds) if edge.properties["formal"]]
    ends = {node.id: node for node in view.nodes(sorted({end for e in edges for end in (e.target, e.source, e.plan)}))}
    due = dues_of(view, [ends[key] for key in sorted({edge.target for edge in edges})])
    return [
        Line(roles[e.kind], e, ends[e.source], ends[e.target], ends[e.plan], due[e.target])
        for e in edges
        if e.target in due
    ]


def _with_parties(view: View, lines: Sequence[Line]) -> list[Line]:
    works = sorted({line.work.id for line in lines})
    company: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges(works, kinds=list(schema().roles.values()), direction="in") if works else ():
        if edge.properties["formal"]:
            company[edge.target].add(edge.source)
    return [replace(line, parties=len(company[line.work.id])) for line in lines]


def _edges(view: View, wish: Wish, kinds: Sequence[str]) -> list[Edge]:
    """Role edges of the departments that the words name, within the plan if one is given; else of the plan's work."""
    if wish.words.strip():
        named = view.search(wish.words, kinds=("Department",), limit=MOST_DEPARTMENTS).items
        edges = view.edges([node.id for node in named], kinds=kinds, direction="out") if named else []
        return [edge for edge in edges if wish.plan in ("", edge.plan)]
    works = [node.id for kind in ("Goal", "Measure") for node in view.list_nodes(kind, plan=wish.plan).items]
    return view.edges(works, kinds=kinds, direction="in") if works else []


def _wanted(line: Line, wish: Wish) -> bool:
    return not (wish.due_from or wish.due_before) or falls_within(line.due, wish.due_from, wish.due_before)


def _order(sort: Sort) -> Callable[[Line], tuple[object, ...]]:
    """Every order ends with the place in the plans, so that it is the same each time; what has no deadline comes last."""
    ranks = {role: rank for rank, role in enumerate(schema().roles)}

    def place(line: Line) -> tuple[object, ...]:
        date = str(line.plan.properties.get("date", ""))
        return (date, line.plan.id, start_of(line.work), line.work.id, ranks[line.role], line.edge.id)

    def key(line: Line) -> tuple[object, ...]:
        match sort:
            case "department":
                return (schema().caption(line.department), line.department.id, *place(line))
            case "due":
                return (in_order(line.due), *place(line))
            case "parties":
                return (-line.parties, *place(line))
            case _:
                return place(line)

    return key


def every_duty(
    view: View, *, roles: Sequence[str] = (), plan: str = "", due_before: str = ""
) -> list[tuple[Node, Duty]]:
    """The formal duties of every department by its name, each once, those that bind a whole plan last.

    `roles`, `plan` and `due_before` narrow as in `duties`, whose answers with `own` these are, one after another. Six
    reads for any number of departments.
    """
    due_before = checked_date(due_before)
    kinds = [kind for role, kind in schema().roles.items() if not roles or role in roles]
    departments = view.list_nodes("Department").items
    edges = [
        edge
        for edge in view.edges([node.id for node in departments], kinds=kinds, direction="out")
        if edge.properties["formal"] and plan in ("", edge.plan)
    ]
    ends = {node.id: node for node in view.nodes([*{e.target for e in edges}, *{e.plan for e in edges}])}
    edges = due_edges(view, edges, ends, due_before)
    edges.sort(key=lambda edge: (ends[edge.target].kind == "Plan", place(edge, ends)))
    answer = with_company(view, edges, ends)
    by_department: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_department[edge.source].append(edge)
    return [(node, answer[edge.id]) for node in departments for edge in by_department[node.id]]
