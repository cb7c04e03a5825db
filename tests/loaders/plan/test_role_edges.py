"""From statements to role edges: several statements under one heading, rules for the whole plan, what prose says."""

from graph.model import Edge, PlanGraph
from graph.schema import schema
from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document


def graph_of(text: str) -> PlanGraph:
    (graph,) = plan_graphs(read_document(read_bytes(text.encode(), "plan.txt")))
    return graph


def duties(graph: PlanGraph) -> list[tuple[str, str, str, str]]:
    names = {node.id: str(node.properties.get("name")) for node in graph.nodes}
    kinds = set(schema().roles.values())
    return [
        (e.kind, names[e.source], e.target.removeprefix(graph.plan), words(e)) for e in graph.edges if e.kind in kinds
    ]


def words(edge: Edge) -> str:
    return edge.evidence.party.quote if edge.evidence.party else ""


HEAD = "清川市人民政府关于印发清川市养老服务方案的通知\n清川府发〔2024〕3号\n一、重点任务\n"


def test_a_rule_for_the_whole_plan_is_one_edge_to_it() -> None:
    graph = graph_of(
        HEAD
        + "（一）建设社区食堂。（责任单位：市民政局、各县区政府，以下均需各县区政府落实，不再列出）\n"
        + "（二）培训护理人员。（责任单位：市人力资源社会保障局）\n"
    )
    found = duties(graph)
    assert [(kind, name, target) for kind, name, target, _ in found] == [
        ("RESPONSIBLE_FOR", "市民政局", "/measure/建设社区食堂"),
        ("RESPONSIBLE_FOR", "各县区政府", "/measure/建设社区食堂"),
        ("RESPONSIBLE_FOR", "各县区政府", ""),
        ("RESPONSIBLE_FOR", "市人力资源社会保障局", "/measure/培训护理人员"),
    ]
    wide = next(edge for edge in graph.edges if edge.target == graph.plan and edge.kind == "RESPONSIBLE_FOR")
    assert [passage.quote for passage in wide.evidence.governing] == ["以下均需各县区政府落实，不再列出"]
    assert wide.properties["scope"] == "document"
    assert all(not edge.evidence.governing for edge in graph.edges if edge.target != graph.plan)


def test_several_statements_under_one_heading_are_parts_of_it() -> None:
    graph = graph_of(
        HEAD + "（一）办好食堂。新建食堂十处。（责任单位：市民政局）改造厨房设备。（责任单位：市商务局、市财政局）\n"
    )
    measures = {n.id.removeprefix(graph.plan): n.properties for n in graph.nodes if n.kind == "Measure"}
    assert list(measures) == ["/measure/办好食堂", "/measure/新建食堂十处", "/measure/改造厨房设备"]
    assert [measures[key]["assigned"] for key in measures] == [False, True, True]
    parts = [
        (e.source.removeprefix(graph.plan), e.target.removeprefix(graph.plan))
        for e in graph.edges
        if e.kind == "PART_OF"
    ]
    assert parts == [("/measure/新建食堂十处", "/measure/办好食堂"), ("/measure/改造厨房设备", "/measure/办好食堂")]
    assert [name for _, name, target, _ in duties(graph) if target == "/measure/改造厨房设备"] == [
        "市商务局",
        "市财政局",
    ]


def test_the_rule_that_says_who_leads_is_part_of_the_evidence() -> None:
    graph = graph_of(
        HEAD
        + "（一）建设社区食堂。（市民政局、市财政局，列首位的为牵头单位，下同）\n"
        + "（二）培训护理人员。（市人力资源社会保障局、市民政局）\n"
    )
    assert [kind for kind, _, _, _ in duties(graph)] == ["LEADS", "RESPONSIBLE_FOR"] * 2
    assert all(
        [passage.quote for passage in edge.evidence.governing] == ["列首位的为牵头单位"]
        for edge in graph.edges
        if edge.kind in ("LEADS", "RESPONSIBLE_FOR")
    )


def test_prose_is_never_formal() -> None:
    graph = graph_of(HEAD + "（一）建设社区食堂。由市民政局牵头，市财政局配合，年内完成选址。\n")
    edges = [edge for edge in graph.edges if edge.kind in set(schema().roles.values())]
    assert edges
    assert not any(edge.properties["formal"] for edge in edges)
    (measure,) = [node for node in graph.nodes if node.kind == "Measure"]
    assert measure.properties["assigned"] is False


def test_a_leaf_without_a_statement_names_nobody() -> None:
    graph = graph_of(HEAD + "（一）建设社区食堂。（责任单位：市民政局）\n二、保障措施\n（二）加强宣传。做好报道。\n")
    assert {n.properties["label"]: n.properties["assigned"] for n in graph.nodes if n.kind == "Measure"} == {
        "（一）": True,
        "（二）": False,
    }


def test_an_unresolved_name_is_loaded_and_listed() -> None:
    graph = graph_of(HEAD + "（一）建设社区食堂。（责任单位：市民政局、领导小组办公室）\n")
    assert "领导小组办公室" in {name for _, name, _, _ in duties(graph)}
    assert [problem.quote for problem in graph.problems if problem.code == "unresolved-party"] == ["领导小组办公室"]


def test_a_row_is_called_by_its_task() -> None:
    rows = "序号\t重点任务\t牵头单位\t配合单位\n1\t新建社区食堂十处\t市民政局\t市财政局\n2\t培训护理人员\t市人力资源社会保障局\t市民政局\n"
    graph = graph_of("清川市养老服务任务分解表\n" + rows)
    measures = [node for node in graph.nodes if node.kind == "Measure"]
    assert [node.properties["title"] for node in measures] == ["新建社区食堂十处", "培训护理人员"]
    assert {node.properties["basis"] for node in measures} == {"row"}
    assert len(duties(graph)) == 4


def test_a_deadline_is_no_task() -> None:
    rows = "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n1\t清理证明事项\t市司法局\t市财政局\t2024年12月底前\n2\t培训人员\t市民政局\t市商务局\t2024年底前\n"
    graph = graph_of("清川市改革任务分解表\n" + rows)
    assert [node.properties["title"] for node in graph.nodes if node.kind == "Measure"] == ["清理证明事项", "培训人员"]
