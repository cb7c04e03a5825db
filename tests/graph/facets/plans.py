"""Four small plans that differ in everything that facets know, and what they hold worked out one thing at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.facets.dues import is_due
from graph.facets.facets import FACETS, PLAN_FACETS, Facets
from graph.facets.plan_kinds import kind_of
from graph.model import Edge, Node
from graph.place_words import lies_in
from graph.schema import schema
from graph.store import Store, View
from tests.stores import NOW, Draft

TODAY = date(2024, 5, 20)


def write(store: Store) -> None:
    """The plans, into an empty store."""
    writer = store.writer()
    for draft, properties in (_city(), _district(), _province(), _nation()):
        writer.replace(*draft.done(**properties), loaded_at=NOW)


def _city() -> tuple[Draft, dict[str, str]]:
    draft = Draft("甲〔2022〕1号", date="2022-05-01")
    housing = draft.department("甲省/东市/housing", "东市住建局")
    air = draft.department("甲省/东市/air", "东市生态环境局", slots=("air", "water"))
    towns = draft.department("甲省/东市/towns", "各县区", kind="collective")
    first = draft.measure("1", "控制扬尘", deadline="2024-05", topics=("air",))
    second = draft.measure("2", "治理黑臭水体", topics=("water", "housing"))
    draft.measure("3", "无人负责的事项")
    for kind, who, work in (("LEADS", air, first), ("SUPPORTS", housing, first), ("LEADS", housing, second)):
        draft.duty(kind, who, work)
    draft.duty("RESPONSIBLE_FOR", towns, second)
    draft.duty("SUPPORTS", air, second, form="prose-role")
    draft.duty("SUPERVISES", air, draft.plan)
    draft.target(second, "优良比例", deadline="2023", topics=("water",))
    draft.target(draft.plan, "优良天数", deadline="2025", topics=("air",))
    return draft, {"title": "东市行动方案", "jurisdiction": "甲省/东市", "level": "prefecture"}


def _district() -> tuple[Draft, dict[str, str]]:
    draft = Draft("乙〔2023〕2号", date="2023-01-01")
    housing = draft.department("甲省/东市/西区/housing", "西区住建委")
    goal = draft.goal("一", "安居")
    draft.duty("LEADS", housing, goal)
    work = draft.measure("1", "长期管护", deadline="每年")
    draft.duty("RESPONSIBLE_FOR", housing, work)
    draft.duty("LEADS", housing, work)
    draft.target(work, "完成率", "coverage")
    return draft, {
        "title": "西区若干措施",
        "jurisdiction": "甲省/东市/西区",
        "level": "county",
        "valid_until": "2024-01-31",
    }


def _province() -> tuple[Draft, dict[str, str]]:
    draft = Draft("丙〔2023〕3号", date="2023-06-01")
    air = draft.department("甲省/air", "甲省生态环境厅")
    work = draft.measure("1", "治理臭氧", deadline="2024-06-30", topics=("air",))
    draft.duty("LEADS", air, work)
    said = draft.say("甲〔2022〕1号同时废止")
    draft.nodes["甲〔2022〕1号"] = Node("Plan", "甲〔2022〕1号", {"title": "东市行动方案", "edition": "cited"})
    draft.edge("REPLACES", draft.plan, "甲〔2022〕1号", "text", said, how="repeals", title="东市行动方案")
    return draft, {"title": "甲省规划", "jurisdiction": "甲省", "level": "province"}


def _nation() -> tuple[Draft, dict[str, str]]:
    draft = Draft("丁", date="", edition="draft")
    draft.measure("1", "没有部门", deadline="2024-12")
    return draft, {"title": "关于有关事项的通知", "level": "national"}


VALIDITY = {"甲〔2022〕1号": "replaced", "乙〔2023〕2号": "expired", "丙〔2023〕3号": "in-force", "丁": "draft"}
LEVEL = {"national": "nation", "province": "province", "prefecture": "city", "county": "district"}


@dataclass(frozen=True)
class Line:
    """An item beside one duty of it, or beside none."""

    item: str
    plan: Node | None
    work: Node | None
    due: str | None
    duty: Edge | None
    bearer: Node | None

    def has(self, name: str, value: str) -> bool:
        """Whether it has a value of a facet."""
        if name in PLAN_FACETS:
            return self.plan is not None and _plan_has(self.plan, name, value)
        duty, bearer = self.duty, self.bearer
        match name:
            case "topic":
                return self.work is not None and value in self.work.texts("topics")
            case "due":
                return self.due is not None and is_due(self.due, value, TODAY)
            case "function":
                return bearer is not None and bearer.text("kind") != "collective" and value in bearer.texts("slots")
            case "role":
                return duty is not None and schema().role_of[duty.kind] == value
        return duty is not None and duty.properties["form"] == value


def _plan_has(plan: Node, name: str, value: str) -> bool:
    match name:
        case "place":
            return lies_in(plan.text("jurisdiction"), value) and plan.text("jurisdiction") != ""
        case "level":
            return LEVEL.get(plan.text("level")) == value
        case "year":
            return plan.text("date")[:4] == value
        case "validity":
            return VALIDITY[plan.id] == value
    return kind_of(plan.text("title")) == value


def lines(view: View, items: str) -> list[Line]:
    """All lines of a list, by reading the store node by node."""
    listed = {
        "duties": _duties,
        "measures": _measures,
        "targets": _targets,
        "plans": _plans,
        "departments": _departments,
    }
    return list(listed[items](view))


def keeps(view: View, items: str, facets: Facets) -> set[str]:
    """The items of a list of which a line has all that is chosen."""
    return {
        line.item
        for line in lines(view, items)
        if all(any(line.has(name, value) for value in facets.values(name)) for name in FACETS if facets.values(name))
    }


def _works(view: View) -> list[Node]:
    return [*view.list_nodes("Goal").items, *view.list_nodes("Measure").items]


def _formal(view: View, work: str) -> list[Edge]:
    return [e for e in view.edges([work], kinds=[*schema().role_of], direction="in") if e.properties["formal"]]


def _node(view: View, key: str) -> Node:
    return view.nodes([key])[0]


def _due(view: View, work: Node) -> str:
    held = view.edges([work.id], kinds=["HAS_TARGET"], direction="out")
    stated = sorted(_node(view, edge.target).text("deadline") for edge in held)
    return work.text("deadline") or next(filter(None, stated), "")


def _beside(  # noqa: PLR0917  # what a line is made of
    view: View, item: str, plan: Node, work: Node | None, due: str | None, holder: str
) -> Iterator[Line]:
    yield Line(item, plan, work, due, None, None)
    for edge in _formal(view, holder):
        yield Line(item, plan, work, due, edge, _node(view, edge.source))


def _measures(view: View) -> Iterator[Line]:
    for work in _works(view):
        yield from _beside(view, work.id, _node(view, work.plan), work, _due(view, work), work.id)


def _targets(view: View) -> Iterator[Line]:
    for target in view.list_nodes("SubTarget").items:
        holder = view.edges([target.id], kinds=["HAS_TARGET"], direction="in")[0].source
        stands = holder if _node(view, holder).kind != "Plan" else "nothing"
        yield from _beside(view, target.id, _node(view, target.plan), target, target.text("deadline"), stands)


def _duties(view: View) -> Iterator[Line]:
    for line in [*_measures(view), *_plan_wide(view)]:
        if line.duty:
            yield Line(line.duty.id, line.plan, line.work, line.due, line.duty, line.bearer)


def _plan_wide(view: View) -> Iterator[Line]:
    for plan in view.list_nodes("Plan").items:
        yield from _beside(view, plan.id, plan, None, None, plan.id)


def _departments(view: View) -> Iterator[Line]:
    for bearer in view.list_nodes("Department").items:
        yield Line(bearer.id, None, None, None, None, bearer)
        for edge in view.edges([bearer.id]):
            yield Line(bearer.id, _node(view, edge.plan), None, None, None, bearer)
    for line in [*_measures(view), *_plan_wide(view)]:
        if line.duty and line.bearer:
            yield Line(line.bearer.id, line.plan, line.work, line.due, line.duty, line.bearer)


def _plans(view: View) -> Iterator[Line]:
    for line in [*_measures(view), *_plan_wide(view)]:
        assert line.plan
        yield Line(line.plan.id, line.plan, line.work, line.due, line.duty, line.bearer)
