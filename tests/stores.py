"""Small plans written by hand for the store tests, and what a View promises worked out by brute force."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from neo4j import GraphDatabase

from graph import ids
from graph.model import DocumentText, Edge, Evidence, Node, Origin, Passage, PlanGraph, Problem, Value
from graph.schema import schema
from graph.shadow import search_key
from graph.store import Store, View
from graph.stores.opening import open_store

Loaded = tuple[PlanGraph, DocumentText]
NOW = "2026-01-02T03:04:05Z"
LATER = "2026-01-03T00:00:00Z"


@dataclass(frozen=True)
class Address:
    """Where a Neo4j server is, and who may come in."""

    uri: str
    user: str
    password: str


def emptied(address: Address) -> Store:
    """A store on the server after everything in its database is gone; the schema stays."""
    login = (address.user, address.password)
    with GraphDatabase.driver(address.uri, auth=login) as driver, driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:_Store CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS").consume()
    return open_store(address.uri, user=address.user, password=address.password)


@dataclass
class Draft:
    """A plan while it is written; every passage quotes the text."""

    plan: str
    date: str = "2022-05-01"
    edition: str = "official"
    document: str = ""
    text: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sha256 = hashlib.sha256((self.document or self.plan).encode()).hexdigest()
        self.document = ids.document_id(self.sha256)
        self.edge("READ_FROM", self.plan, self.document, "text", self.say(f"{self.plan}的通知"))

    def say(self, words: str) -> Passage:
        start = len(self.text)
        self.text += words + "\n"
        return Passage(start, start + len(words), words)

    def edge(
        self,
        kind: str,
        source: str,
        target: str,
        basis: Literal["statement", "outline", "text", "dictionary", "inferred"],
        words: Passage | None,
        /,
        *,
        party: Passage | None = None,
        owned: bool = True,
        **properties: Value,
    ) -> str:
        place = f"{words.start}" if words else "entry"
        edge_id = ids.edge_id(kind, source, target, place)
        document = self.document if words else ""
        governing = (words,) if party and words else ()
        evidence = Evidence(basis, "by hand", "tests", document, "", words, party, governing)
        self.edges[edge_id] = Edge(kind, edge_id, source, target, evidence, properties, self.plan if owned else "")
        return edge_id

    def department(self, department: str, name: str, **properties: Value) -> str:
        given: dict[str, Value] = {
            "name": name, "kind": "government", "slots": (department.rsplit("/", 1)[-1],),
            "aliases": (), "aliases_en": (), "candidates": (), **properties,
        }  # fmt: skip
        self.nodes[department] = Node("Department", department, given)
        return department

    def goal(self, address: str, title: str) -> str:
        words, goal = self.say(title), ids.goal_id(self.plan, address)
        given: dict[str, Value] = {
            "title": title,
            "kind": "chapter",
            "address": address,
            "start": words.start,
            "end": words.end,
        }
        self.nodes[goal] = Node("Goal", goal, given, self.plan)
        self.edge("HAS_GOAL", self.plan, goal, "outline", words)
        return goal

    def measure(self, address: str, title: str, text: str = "", *, parent: str = "", **properties: Value) -> str:
        words = self.say(title)
        body = self.say(text) if text else words
        measure = ids.measure_id(self.plan, address)
        given: dict[str, Value] = {
            "title": title, "address": address, "basis": "heading", "assigned": False, "open_list": False,
            "text": self.text[words.start : body.end], "start": words.start, "end": body.end, **properties,
        }  # fmt: skip
        self.nodes[measure] = Node("Measure", measure, given, self.plan)
        self.edge("HAS_MEASURE", self.plan, measure, "outline", words)
        if parent:
            self.edge("PART_OF", measure, parent, "outline", words)
        return measure

    def target(self, owner: str, metric: str, kind: str = "number", **properties: Value) -> str:
        words = self.say(f"{metric}达到目标。")
        target = ids.target_id(self.plan, str(words.start), "")
        given: dict[str, Value] = {
            "metric": metric, "kind": kind, "text": words.quote, "start": words.start, "end": words.end, **properties,
        }  # fmt: skip
        self.nodes[target] = Node("SubTarget", target, given, self.plan)
        self.edge("HAS_TARGET", owner, target, "text", words)
        return target

    def duty(self, kind: str, department: str, target: str, *, order: int = 1, form: str = "bracket") -> str:
        name = str(self.nodes[department].properties["name"])
        statement = self.say(f"（责任单位：{name}）")
        party = Passage(statement.start + 6, statement.start + 6 + len(name), name)
        return self.edge(
            kind, department, target, "statement", statement, party=party, form=form, formal=form == "bracket", unit=name,
            order=order, list_length=1, open_list=False, scope="measure", statement=f"s{statement.start}",
        )  # fmt: skip

    def cites(self, plan: str, title: str, *, how: str = "", **properties: Value) -> str:
        self.nodes.setdefault(plan, Node("Plan", plan, {"title": title, "edition": "cited", **properties}))
        words = self.say(f"《{title}》")
        if how:
            return self.edge("CITES", self.plan, plan, "text", words, title=title, how=how)
        return self.edge("CITES", self.plan, plan, "text", words, title=title)

    def done(self, **properties: Value) -> Loaded:
        """The graph and its document, every line with its origin."""
        given: dict[str, Value] = {
            "title": f"{self.plan}的通知",
            "edition": self.edition,
            "date": self.date,
            **properties,
        }
        own = Node("Plan", self.plan, given)
        node = Node(
            "Document", self.document,
            {"sha256": self.sha256, "file_name": f"{self.plan}.txt", "media_type": "text/plain", "size": 1, "length": len(self.text)},
        )  # fmt: skip
        runs, at = [], 0
        for number, line in enumerate(self.text.split("\n")[:-1], 1):
            runs.append(Origin(at, at + len(line) + 1, f"line {number}", generated=number == 2))
            at += len(line) + 1
        graph = PlanGraph(
            self.plan, self.date, self.document, "tests", (own, node, *self.nodes.values()), tuple(self.edges.values()),
            (Problem("odd", "an odd word", 0, 1, self.text[:1]),), {"measures": 1},
        )  # fmt: skip
        return graph, DocumentText(node, self.text, tuple(runs))


ECO, WATER, OLD_ECO, EVERY_TOWN = "渝/永/eco", "渝/永/water", "渝/永/env", "渝/永/towns"
FIRST, SECOND, CITED = "永府〔2022〕1号", "永府〔2023〕2号", "国发〔2021〕3号"


def first_plan() -> Loaded:
    """Two duties on one measure, a heading with a part, a milestone, prose, a plan-wide duty, rare characters."""
    draft = Draft(FIRST, "2022-05-01")
    eco = draft.department(ECO, "区生态环境局", aliases=("区环保局",), name_en="Ecology and Environment Bureau")
    water = draft.department(WATER, "区水利局", aliases_en=("Water (Resources) Bureau",))
    towns = draft.department(EVERY_TOWN, "各镇街", kind="collective")
    old = draft.department(OLD_ECO, "区环境保护局")
    goal = draft.goal("1", "守护𠮷水100%清洁")
    heading = draft.measure("1.1", "治水")
    river = draft.measure(
        "1.1.1", "整治 河道", "清 淤 “三河”𠮷段，PM2.5 50% * 'a_b' \"c\"", parent=heading, assigned=True, open_list=True
    )
    draft.measure("1.2", "空气")
    draft.edge("SERVES", river, goal, "outline", draft.say("整治河道"))
    draft.duty("RESPONSIBLE_FOR", water, river, order=2)
    draft.duty("LEADS", eco, river)
    draft.duty("SUPPORTS", eco, river, form="prose-duty")
    draft.duty("RESPONSIBLE_FOR", towns, FIRST)
    draft.target(river, "水质达标率", number=95, value="95", comparator=">=")
    draft.target(river, "上级任务", kind="deferred")
    draft.target(FIRST, "河长覆盖", kind="coverage")
    draft.cites(CITED, "国家方案", number=CITED)
    draft.edge("SUCCEEDS", eco, old, "dictionary", None, owned=False, date="2019")
    return draft.done(number=FIRST)


def second_plan() -> Loaded:
    """Names the same departments in other words, and cites the first plan."""
    draft = Draft(SECOND, "2023-07-01")
    eco = draft.department(ECO, "永川区生态环境局", aliases=("环保局",))
    old = draft.department(OLD_ECO, "区环境保护局")
    measure = draft.measure("2.1", "整治河道", "与区水利局一道清淤", assigned=True)
    draft.duty("LEADS", eco, measure)
    draft.cites(FIRST, "一号")
    draft.cites(CITED, "国家级方案")
    draft.edge("SUCCEEDS", eco, old, "dictionary", None, owned=False, date="2019-03")
    return draft.done()


def everything(view: View) -> dict[str, object]:
    """All that the reads of a view say, apart from load times: equal stores give equal answers."""
    listed = {kind: view.list_nodes(kind) for kind in schema().nodes}
    every = [node.id for page in listed.values() for node in page.items]
    arrays = view.incidence()
    plans = [record.plan for record in view.load_records()]
    documents = [node.id for node in listed["Document"].items]
    return {
        "listed": listed,
        "edges": view.edges(every),
        "incidence": [getattr(arrays, name) for name in ("departments", "measures", "plans")]
        + [getattr(arrays, name).tolist() for name in ("rows", "columns", "roles", "open_lists", "targets")],
        "documents": [view.document(document) for document in documents],
        "readings": [view.reading(plan) for plan in plans],
        "problems": [(record.plan, record.problems) for plan in plans if (record := view.load_record(plan))],
        "figures": [(record.plan, record.document, record.ruleset, record.figures) for record in view.load_records()],
        "decisions": view.decisions(undone=True),
        "counts": (view.status().nodes, view.status().edges, view.status().decisions),
        "found": [view.search(words, limit=500) for words in ("河", "局", "区生态环境局", "一号", "%")],
    }


def names_of(node: Node) -> list[str]:
    """The names that View.search looks at, as its docstring says."""
    properties = node.properties
    if node.kind == "Department":
        lists = [properties["aliases"], properties["aliases_en"]]
        single = [str(properties[name]) for name in ("name", "name_en") if name in properties]
        return single + [name for names in lists if isinstance(names, tuple) for name in names]
    if node.kind == "Plan":
        return [str(properties[name]) for name in ("title", "number") if name in properties]
    return [schema().caption(node)]


def search_by_hand(view: View, words: str, kinds: tuple[str, ...] = ()) -> list[str]:
    """The ids that a search must find, in their order, by looking at every node."""
    key, ranked = search_key(words), []
    for place, kind in enumerate(schema().nodes):
        for node in view.list_nodes(kind).items if not kinds or kind in kinds else ():
            keys = [search_key(name) for name in names_of(node)]
            tests = (
                any(name == key for name in keys),
                any(name.startswith(key) for name in keys),
                any(key in name for name in keys),
                key in search_key(str(node.properties.get("text", ""))),
            )
            if any(tests):
                ranked.append((tests.index(True), place, node.id))
    return [node_id for _, _, node_id in sorted(ranked)]
