"""Every page of the explorer at its heaviest, for a given store: what `pages.py` measures and a test weighs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from api.http.pages import page_path
from graph.model import Edge, Node
from graph.questions.comparing.metrics import metrics
from graph.questions.departments.workload import all_workloads
from graph.schema import schema
from graph.store import Incidence, View

LAST = 1_000_000
"""An offset behind the end of any list here: a page past the last still has to answer."""


def addresses(view: View) -> dict[str, str]:
    """What a page is called here → its address; of each kind the largest thing that the store has, in every form."""
    heavy = _Heaviest(view)
    return {
        **_lists(heavy.plans["targets"], _metric(view)),
        **_of_plans(heavy),
        **_of_departments(heavy),
        **_of_works(heavy),
        **_of_bottlenecks(heavy),
        **_of_pictures(heavy),
    }


def _metric(view: View) -> str:
    """The metric that most plans state."""
    return next((line.key for line in metrics(view, limit=1).page.items), "")


def _lists(plan: str, metric: str) -> dict[str, str]:
    return {
        "home": "/",
        "plans": "/plans",
        "departments": "/departments",
        "departments, past the end": page_path("departments", offset=str(LAST)),
        "duties": "/duties",
        "duties of a plan": page_path("duties", plan=plan),
        "duties of many": page_path("duties", q="局"),
        "duties of a kind, by deadline": page_path("duties", q="生态环境", sort="due"),
        "measures": "/measures",
        "measures, narrowed": page_path("measures", role="lead", level="district"),
        "measures of a plan": page_path("measures", plan=plan),
        "targets": "/targets",
        "targets nobody owns": page_path("targets", unowned="true"),
        "milestones": page_path("targets", milestones="true"),
        "targets of a plan": page_path("targets", plan=plan),
        "metrics": page_path("compare", "targets"),
        "metrics, one": page_path("compare", "targets", metric=metric)
        if metric
        else page_path("compare", "targets", q="%"),
        "leads of words": page_path("compare", "leads", q="建设"),
        "leads of a year": page_path("compare", "leads", year="2022"),
        "plans compared": page_path("compare", "plans", one=plan, other=plan),
        "deadlines": "/deadlines",
        "deadlines, all": page_path("deadlines", when="all"),
        "deadlines, passed": page_path("deadlines", when="passed"),
        "deadlines, without a date": page_path("deadlines", when="undated"),
        "deadlines of a kind": page_path("deadlines", when="all", q="局"),
        "deadlines of a plan": page_path("deadlines", when="all", plan=plan),
        "reminders": "/reminders",
        "citations": "/citations",
        "citations, not loaded": page_path("citations", loaded="false"),
        "citations of a plan": page_path("citations", plan=plan),
        "search": page_path("search", q="生态"),
        "search, everything": page_path("search", q="工作"),
        "search, nothing": page_path("search", q="zzz"),
        "names": "/names",
        "decisions": "/decisions",
        "decisions, undone ones too": page_path("decisions", undone="true"),
        "progress": "/progress",
        "progress, due and silent": page_path("progress", said="silent", today="2035-01-01"),
        "progress of a plan": page_path("progress", plan=plan),
        "followed decisions": "/decisions/followed",
        "upload": "/upload",
        "sign in": "/login",
        "account": "/account",
        "accounts": "/accounts",
        "audit": page_path("audit", check="true"),
        "networks": "/networks",
        "networks of a plan": page_path("networks", plan=plan),
        "docs": "/docs",
        "docs of an operation": page_path("docs", "department_duties"),
        "docs of what-if": page_path("docs", "what_if"),
        "about": "/about",
    }


def _of_plans(heavy: "_Heaviest") -> dict[str, str]:
    start, end = heavy.middle
    return {
        "plan": page_path("plans", heavy.plans["role_edges"]),
        "plan, where nobody is named": page_path("plans", heavy.plans["role_edges"], show="nobody"),
        "plan with most targets": page_path("plans", heavy.plans["targets"]),
        "text": page_path("plans", heavy.longest, "text"),
        "text with most duties": page_path("plans", heavy.plans["role_edges"], "text"),
        "text, at words": page_path("plans", heavy.longest, "text", start=str(start), end=str(end)),
        "report": page_path("plans", heavy.plans["problems"], "report"),
        "history": page_path("plans", heavy.plans["role_edges"], "history"),
        "editions compared": page_path("compare", before=heavy.plans["role_edges"], after=heavy.plans["role_edges"]),
    }


def _of_departments(heavy: "_Heaviest") -> dict[str, str]:
    key = heavy.department
    return {
        "department": page_path("departments", key),
        "reminders of a department": page_path("reminders", department=key),
        "department, its leads": page_path("departments", key, show="lead"),
        "department, leads alone": page_path("departments", key, show="lead_alone"),
        "department, with a partner": page_path("departments", key, partner=heavy.partner),
    }


def _of_works(heavy: "_Heaviest") -> dict[str, str]:
    return {
        "measure": page_path("measures", heavy.measure),
        "goal": page_path("goals", heavy.goal),
        "target": page_path("targets", heavy.target),
        "evidence": page_path("evidence", heavy.evidence),
    }


def _of_bottlenecks(heavy: "_Heaviest") -> dict[str, str]:
    plan, department = heavy.plans["role_edges"], heavy.department
    change = {"kind": "hand-over", "department": heavy.leader, "to": heavy.partner, "measures": []}
    said = json.dumps(change, ensure_ascii=False)
    return {
        "bottlenecks": "/bottlenecks",
        "bottlenecks of a plan": page_path("bottlenecks", plan=plan),
        "bottlenecks, tier D": page_path("bottlenecks", tier="D"),
        "bottlenecks, every one": page_path("bottlenecks", folded="no"),
        "bottlenecks of a rule": page_path("bottlenecks", rule="busy-department"),
        "meeting": page_path("meeting", plan=plan),
        "bottlenecks of a department": page_path("bottlenecks", department=department),
        "matrix": page_path("matrix", plan=plan),
        "matrix, by name": page_path("matrix", plan=plan, order="name"),
        "matrix of the widest plan": page_path("matrix", plan=heavy.widest),
        "coordination": page_path("coordination", plan=plan),
        "coordination of a department": page_path("coordination", plan=plan, department=heavy.leader),
        "coordination of the widest plan": page_path("coordination", plan=heavy.widest),
        "figures": "/figures",
        "figures of a plan": page_path("figures", plan=plan),
        "what-if": page_path("what-if", plan=plan),
        "what-if, with a change": page_path("what-if", plan=plan, change=said),
    }


def _of_pictures(heavy: "_Heaviest") -> dict[str, str]:
    return {
        "graph": "/graph",
        "graph of a plan": page_path("graph", center=heavy.plans["role_edges"]),
        "graph of a department": page_path("graph", center=heavy.department),
        "graph of departments alone": page_path("graph", center=heavy.plans["role_edges"], view="departments"),
        "graph of partners": page_path("graph", center=heavy.leader, view="departments"),
        "graph, the words of a line": page_path("graph", "words", edge=heavy.evidence),
        "graph of words": page_path("graph", center="大气"),
        "graph, a way": page_path("graph", **{"from": heavy.leader, "to": heavy.partner}),
    }


class _Heaviest:
    """The largest things of a store."""

    def __init__(self, view: View) -> None:
        records = view.load_records()
        self.plans = {
            figure: max(records, key=lambda record: (record.figures.get(figure, 0), record.plan)).plan
            for figure in ("role_edges", "targets", "problems")
        }
        plan = self.plans["role_edges"]
        nodes = view.nodes([record.plan for record in records])
        self.longest = max(nodes, key=_length).id
        whole = next(node for node in nodes if node.id == self.longest)
        middle = _start(whole) + _length(whole) // 2
        self.middle = (middle, middle + 8)
        incidence = view.incidence()
        spread = Counter(incidence.plans[column] for column in incidence.columns.tolist())
        self.widest = max(
            spread, key=lambda key: len({row for row, column in _pairs(incidence) if incidence.plans[column] == key})
        )
        loads = all_workloads(view).page.items
        self.department = max(loads, key=lambda load: load.total).department.id
        own = all_workloads(view, plans=[plan]).page.items
        self.leader, self.partner = (load.department.id for load in own[:2])
        self.measure = incidence.measures[Counter(incidence.columns.tolist()).most_common(1)[0][0]]
        self.goal = _busiest(view.edges(_ids(view, "Goal", plan), kinds=["SERVES"], direction="in"))
        self.target = view.list_nodes("SubTarget").items[0].id
        roles = tuple(schema().roles.values())
        self.evidence = max(
            view.edges(_ids(view, "Measure", plan), kinds=roles, direction="in"),
            key=lambda edge: (_words(edge), edge.id),
        ).id


def _pairs(incidence: Incidence) -> Iterator[tuple[int, int]]:
    return zip(incidence.rows.tolist(), incidence.columns.tolist(), strict=True)


def _busiest(edges: Sequence[Edge]) -> str:
    return Counter(edge.target for edge in edges).most_common(1)[0][0]


def _ids(view: View, kind: str, plan: str) -> list[str]:
    return [node.id for node in view.list_nodes(kind, plan=plan).items]


def _start(node: Node) -> int:
    start = node.properties.get("start", 0)
    return start if isinstance(start, int) else 0


def _length(node: Node) -> int:
    end = node.properties.get("end", 0)
    return (end if isinstance(end, int) else 0) - _start(node)


def _words(edge: Edge) -> int:
    statement = edge.evidence.statement
    return (len(statement.quote) if statement else 0) + sum(len(passage.quote) for passage in edge.evidence.governing)
