"""Scenes to draw, made up in the shape of real plans, and a Chromium that may not reach anything."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.ids import edge_id
from graph.model import Edge, Evidence, Node, Passage, Value
from viz.pictures.picture import picture_html
from viz.pictures.scene import Scene

PLAN = "测府办发〔2022〕1号"
PARTIES = [
    "区生态环境局",
    "区发展改革委",
    "区城市管理局",
    "区农业农村委",
    "区住房城乡建委",
    "区经济信息委",
    "区碳达峰碳中和工作领导小组",
    "区交通局",
    "区规划自然资源局",
    "区水利局",
    "区林业局",
    "区商务委",
    "区公安局",
    "永川高新区管委会",
    "区卫生健康委",
    "区文化旅游委",
    "区财政局",
    "区委宣传部",
    "区委组织部",
    "区科技局",
    "区金融办",
    "各镇街",
    "三教产业促进中心",
    "区机关事务管理中心",
    "港桥产业促进中心",
    "区大数据发展局",
    "区新城建管委",
    "区市场监管局",
    "市邮政管理局七分局",
    "人行永川中心支行",
    "区人力社保局",
    "区供销社",
    "区国资管理中心",
    "区应急局",
    "区招商投资局",
    "区教委",
    "区检察院",
    "国网永川供电分公司",
    "永川区税务局",
]
CHAPTERS = ("夯实转型基础", "推动重点行业减排", "健全支撑体系", "守护水气土环境", "提升治理能力", "做好组织保障")
TOPICS = (
    "搭建目标与政策框架", "统筹减污降碳工作", "对接区域协作布局", "引导工业节能改造", "培育绿色服务业态", "发展生态循环农业",
    "优化能源供给结构与储能设施布局", "建设低碳综合交通体系", "推广绿色建筑和既有建筑节能改造", "改善农村用能和人居环境",
    "完善资源循环利用网络", "加强低碳技术研发与示范", "用好市场化调节机制", "拓宽绿色财政金融渠道", "倡导简约适度的生活方式",
    "治理“碧水”重点流域", "治理“蓝天”重点污染源", "管控“净土”风险地块", "整治噪声扰民问题", "守牢生态安全底线",
    "建设现代化环境监测体系", "建立跨部门统筹机制", "逐级压实工作责任", "定期开展评估考核",
)  # fmt: skip


def department(name: str, **properties: Value) -> Node:
    given: dict[str, Value] = {
        "name": name,
        "kind": "government",
        "slots": (),
        "aliases": (),
        "aliases_en": (),
        "candidates": (),
    }
    return Node("Department", f"测试省/测试区/{name}", given | properties)


def measure(number: int, title: str, *, assigned: bool = True, plan: str = PLAN) -> Node:
    given: dict[str, Value] = {
        "title": title, "label": f"（{number}）", "address": str(number), "basis": "heading", "assigned": assigned,
        "open_list": False, "text": f"{title}的具体安排，由各单位分工完成。", "start": number * 100, "end": number * 100 + 90,
    }  # fmt: skip
    return Node("Measure", f"{plan}/measure/{number}", given, plan)


def duty(kind: str, party: Node, task: Node, names: list[str]) -> Edge:
    """An edge whose statement lists `names`; the party's words stand where they are in it."""
    name = str(party.properties["name"])
    quote = "（职责单位：" + "、".join(names) + "）"
    at = 1000 + quote.index(name)
    evidence = Evidence(
        basis="statement", rule="bracket-roles", ruleset="1", document="sha256:00",
        section="三、推动重点行业减排 › " + str(task.properties["title"]),
        statement=Passage(1000, 1000 + len(quote), quote), party=Passage(at, at + len(name), name),
    )  # fmt: skip
    given: dict[str, Value] = {
        "form": "bracket", "formal": True, "unit": name, "order": names.index(name) + 1, "list_length": len(names),
        "open_list": False, "scope": "measure", "statement": f"s{task.id}",
    }  # fmt: skip
    return Edge(kind, edge_id(kind, party.id, task.id, f"s{task.id}"), party.id, task.id, evidence, given, PLAN)


def link(kind: str, source: Node, target: Node) -> Edge:
    words = str(target.properties.get("title", target.properties.get("metric", "")))
    evidence = Evidence("outline", "outline", "1", "sha256:00", statement=Passage(0, len(words), words))
    return Edge(kind, edge_id(kind, source.id, target.id, "o"), source.id, target.id, evidence, {}, PLAN)


@pytest.fixture(scope="session")
def plan_scene() -> Scene:
    """39 departments, 24 measures under 6 chapter goals, 51 leads, 92 responsible: the shape of the founding plan."""
    parties = [department(name) for name in PARTIES]
    goals = [
        Node(
            "Goal",
            f"{PLAN}/goal/{number}",
            {"title": title, "label": "二三四五六七"[number] + "、", "kind": "chapter", "address": str(number), "start": start, "end": start + 5},
            PLAN,
        )
        for number, (title, start) in enumerate(zip(CHAPTERS, (90, 390, 1090, 1590, 1990, 2190), strict=True))
    ]  # fmt: skip
    measures = [measure(number, title, assigned=number < 22) for number, title in enumerate(TOPICS, start=1)]
    edges = [link("SERVES", task, _chapter(goals, task)) for task in measures]
    for number, task in enumerate(measures[:21]):
        leads = 3 if number % 7 in (1, 3, 5) else 2
        helpers = 4 if number == 20 else 5 if number % 3 or number == 12 else 3
        chosen = list(dict.fromkeys((number * 5 + step * step * 3 + step) % 39 for step in range(40)))
        for kind, members in (("LEADS", chosen[:leads]), ("RESPONSIBLE_FOR", chosen[leads : leads + helpers])):
            names = [PARTIES[member] for member in members]
            edges += [duty(kind, parties[member], task, names) for member in members]
    return Scene(
        parties[0].id,
        (*parties, *goals, *measures),
        tuple(edges),
        {PLAN: "测试区绿色低碳转型实施方案"},
        title="测试区绿色低碳转型实施方案",
    )


def _chapter(goals: list[Node], task: Node) -> Node:
    before = [goal for goal in goals if int(str(goal.properties["start"])) < int(str(task.properties["start"]))]
    return before[-1]


@pytest.fixture(scope="session")
def bureau_scene() -> Scene:
    """One department with 14 measures (7 led, 7 shared), two of which set targets, one link inferred."""
    bureau = department("区生态环境局", name_en="Ecology and Environment Bureau", aliases=("区环保局",), level="county")
    measures = [measure(number, title) for number, title in enumerate(TOPICS[7:21], start=8)]
    edges = [
        duty("LEADS" if number % 2 else "RESPONSIBLE_FOR", bureau, task, ["区生态环境局", "区水利局"])
        for number, task in enumerate(measures)
    ]
    days = _target("空气质量优良天数比率", ">=", "88", "%", 300)
    water = _target("重点断面水质达标率", ">=", "100", "%", 320)
    edges += [link("HAS_TARGET", measures[8], water)]
    words = "治理“蓝天”重点污染源"
    evidence = Evidence("inferred", "topic-air", "1", "sha256:00", statement=Passage(50, 50 + len(words), words))
    given: dict[str, Value] = {"topic": "大气", "measure_words": ("蓝天",), "target_words": ("优良天数",)}
    edges.append(Edge("BEARS_ON", "bears", measures[9].id, days.id, evidence, given, PLAN))
    return Scene(
        bureau.id,
        (bureau, *measures, days, water),
        tuple(edges),
        {PLAN: "测试区绿色低碳转型实施方案"},
        title="区生态环境局",
    )


def _target(metric: str, comparator: str, value: str, unit: str, start: int) -> Node:
    given: dict[str, Value] = {
        "metric": metric, "comparator": comparator, "value": value, "unit": unit, "deadline": "2025", "kind": "number",
        "text": f"{metric}达到{value}{unit}", "start": start, "end": start + 9,
    }  # fmt: skip
    return Node("SubTarget", f"{PLAN}/target/{start}", given, PLAN)


@pytest.fixture(scope="session")
def crowded_scene() -> Scene:
    """1,000 nodes: 260 departments, 700 measures under 40 goals, 2,800 duties."""
    parties = [department(f"第{number}局") for number in range(260)]
    goals = [
        Node("Goal", f"{PLAN}/goal/{number}", {"title": f"第{number}章的目标", "kind": "chapter", "address": str(number), "start": number * 2000 + 50, "end": number * 2000 + 60}, PLAN)
        for number in range(40)
    ]  # fmt: skip
    measures = [measure(number, f"第{number}项工作的落实安排") for number in range(1, 701)]
    edges = [link("SERVES", task, goals[(number * 40) // 700]) for number, task in enumerate(measures)]
    for number, task in enumerate(measures):
        for step in range(4):
            party = parties[(number * 7 + step * 31) % (40 + (number * step) % 220)]
            edges.append(duty("RESPONSIBLE_FOR" if step else "LEADS", party, task, [str(party.properties["name"])]))
    unique = {edge.id: edge for edge in edges}
    return Scene(
        None, (*parties, *goals, *measures), tuple(unique.values()), {PLAN: "一份很大的方案"}, title="一份很大的方案"
    )


class Visit:
    """A picture opened from disk: the page, every request it tried, every complaint on its console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: Path) -> None:
        address = path.as_uri()

        def refuse(url: str) -> bool:
            if url != address:
                self.requests.append(url)
            return url != address

        self.page.route(refuse, lambda route: route.abort())
        self.page.goto(address)
        self.page.wait_for_function("window.respgraph && window.respgraph.picture")


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open a scene as a file: `visit(scene, language="en", width=420, height=800)`; fails on a request or a complaint."""
    visits: list[Visit] = []
    context = chromium.new_context(offline=True, accept_downloads=True)

    def opened(scene: Scene, *, language: str = "zh", width: int = 1400, height: int = 900) -> Visit:
        path = tmp_path / f"picture-{len(visits)}.html"
        path.write_text(picture_html(scene, language="en" if language == "en" else "zh"), encoding="utf-8")
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        visits.append(Visit(page))
        visits[-1].open(path)
        return visits[-1]

    yield opened
    context.close()
    for each in visits:
        assert each.requests == []
        assert each.complaints == []
